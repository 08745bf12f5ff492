"""Letting Telegram post updates to us: answered 200 after the commit, and 503 where it failed.

Knows nothing of what stands in an update. Any process may serve the route; the leader registers it.
"""

from __future__ import annotations

import hmac
import json
import logging
from typing import NoReturn
from urllib.parse import urlsplit

import msgspec
from aiohttp import web

from bot.adapters.telegram.ingress import Ingress
from bot.adapters.telegram.patience import Patience, Sleep
from bot.adapters.telegram.reading import ALLOWED_UPDATES
from bot.adapters.telegram.request import AiohttpRequest
from bot.chat.messenger import Intake

_log = logging.getLogger(__name__)
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
BODY_LIMIT = 1024 * 1024
_RENEW_EVERY = 600.0


class Webhook(msgspec.Struct, frozen=True):
    """Where Telegram posts to, and how we know that it is Telegram."""

    url: str
    secret: str
    # Telegram keeps the order of a chat for each kind of update by itself, whatever this number: words never
    # overtake words. With several posts at once an edit or a press may overtake the message before it, and
    # once that has been worked nothing puts it back. One after the other they come in order, up to some
    # twenty a second. A post that we answer with 503 may still be overtaken by another kind: an edit that
    # comes before its message is then answered with "please write a new one", and nothing is lost.
    connections: int = 1

    def __repr__(self) -> str:
        """Hide the secret, and the address, which often is one as well."""
        return "Webhook(hidden)"


async def keep_registered(
    request: AiohttpRequest, webhook: Webhook, patience: Patience, sleep: Sleep
) -> NoReturn:
    """Register until cancelled, again and again: it is free, mends what another program changed, and
    is how a rejected token is noticed.
    """  # noqa: D205 - one sentence
    parameters = {
        "url": webhook.url,
        "secret_token": webhook.secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": webhook.connections,
    }
    while True:
        try:
            await request.call("setWebhook", parameters)
        except Exception as error:  # noqa: BLE001 - see polling
            trouble = error
        else:
            patience.it_worked()
            await sleep(_RENEW_EVERY)
            continue
        await patience.wait_after(trouble)


def routes(webhook: Webhook, ingress: Ingress, intake: Intake) -> web.RouteTableDef:
    """Return the route that takes posts, at the path of the webhook's address."""
    table = web.RouteTableDef()

    @table.post(urlsplit(webhook.url).path or "/")
    async def take_post(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, webhook.secret.encode()):
            _log.warning("telegram: a post without the webhook's secret was turned away")
            return web.Response(status=403)
        body = await request.clone(client_max_size=BODY_LIMIT).read()
        try:
            await ingress.take_in([_update_in(body)], intake, moves_cursor=False)
        except Exception as error:  # noqa: BLE001 - whatever it was, it is not committed: ask for it again
            _log.error("telegram: a post was not committed (%s) and will be sent again", type(error).__name__)
            return web.Response(status=503)
        return web.Response(status=200)

    return table


def _update_in(body: bytes) -> object:
    """Return the update, or the bare text where it is none: to be kept as unreadable, not sent again."""
    text = body.decode("utf-8", "replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text
