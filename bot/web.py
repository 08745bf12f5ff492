"""The HTTP port: is the process alive, is it ready, its figures, and what messengers and pages add to it.

Knows no person and no message; nothing here tells more than counts.
"""

from __future__ import annotations

from aiohttp import web

from bot import feed
from bot.counts import Counts
from bot.house import House

LARGEST_BODY = 1024 * 1024


def application(house: House, read: feed.Read | None = None) -> web.Application:
    """Return the application with /healthz, /readyz and /metrics on it; the caller adds the rest.

    With ``read``, which finds the calendar of a subscription, /calendar is there too.
    """
    app = web.Application(client_max_size=LARGEST_BODY)

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(text="alive\n")

    async def readyz(_request: web.Request) -> web.Response:
        if not house.is_ready:
            return web.Response(status=503, text="not ready\n")
        await house.store.next_due()
        return web.Response(text="ready\n")

    async def metrics(_request: web.Request) -> web.Response:
        return web.Response(body=house.counts.page(), headers={"Content-Type": Counts.CONTENT_TYPE})

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    if read is not None:
        app.add_routes(feed.routes(read))
    return app


async def serve(app: web.Application, host: str, port: int) -> tuple[web.AppRunner, int]:
    """Listen, and return what to clean up and the port that was taken (``port`` may be 0).

    There is no access log: addresses that are asked for have secrets in them.
    """
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=2)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    server = site._server  # noqa: SLF001 - the one way to learn a port that was chosen by the system
    taken = server.sockets[0].getsockname()[1] if server is not None else port  # type: ignore[attr-defined]
    return runner, int(taken)
