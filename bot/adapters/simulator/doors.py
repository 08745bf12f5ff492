"""Who is let in to the simulator's page: a browser on this computer, and no other site that it has open.

Knows nothing of what is behind the door.
"""

from __future__ import annotations

import re
from ipaddress import ip_address

from aiohttp import web

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_HOST = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:]+)\]|(?P<name>[\w.-]+))(?::\d+)?")


def require_loopback(host: str) -> str:
    """Return ``host`` if a server bound to it is reachable from this computer alone, else ValueError.

    To be asked before the server is bound; every request is checked again all the same.
    """
    if not _is_loopback(host):
        message = "the simulator listens on loopback only (127.0.0.1, ::1, localhost)"
        raise ValueError(message)
    return host


def refuse_strangers(request: web.Request, *, must_say_origin: bool = False) -> None:
    """Raise HTTPForbidden unless the request comes from this computer and from no other site.

    With ``must_say_origin`` it has to name the page it comes from, as browsers do for all that acts.
    """
    peer = request.transport.get_extra_info("peername") if request.transport else None
    here = f"{request.scheme}://{request.host}"
    origin = request.headers.get("Origin", "" if must_say_origin else here)
    if (
        peer is None
        or not _is_loopback(peer[0])
        or not (named := _HOST.fullmatch(request.host))
        or not _is_loopback(named["v6"] or named["name"])
        or origin != here
    ):
        raise web.HTTPForbidden(text="The simulator answers this computer only.\n")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
