"""Asking Telegram for updates, and confirming them by asking for the next ones: after the commit.

Knows nothing of what stands in an update. The library's own Updater is not used: it confirms what is
only in its memory, and one update that it cannot read stops all that follow.
"""

from __future__ import annotations

from typing import Any

from bot.adapters.telegram.batch import next_offset
from bot.adapters.telegram.ingress import Ingress
from bot.adapters.telegram.patience import Patience
from bot.adapters.telegram.reading import ALLOWED_UPDATES
from bot.adapters.telegram.request import AiohttpRequest, AnswerLost
from bot.chat.messenger import Intake

_BATCH = 100
_GRACE = 10.0  # How much longer than asked for Telegram may take to say that there is nothing.


async def poll(
    request: AiohttpRequest, ingress: Ingress, intake: Intake, patience: Patience, *, seconds: int
) -> None:
    """Poll until cancelled, ``seconds`` at a time; raise CredentialRevoked where going on is pointless.

    The place in the stream is the intake's cursor and nothing else, so that whoever goes on after a
    crash begins with what was not committed.
    """
    webhook_is_off = False
    while True:
        try:
            if not webhook_is_off:
                await request.call("deleteWebhook", {"drop_pending_updates": False})
                webhook_is_off = True
            updates = await _next_updates(request, await intake.cursor(), seconds)
            if updates:
                await ingress.take_in(updates, intake, moves_cursor=True)
                _check_that_it_moves_on(updates)
        except Exception as error:  # noqa: BLE001 - the network's and the store's trouble alike passes
            trouble = error
        else:
            patience.it_worked()
            continue
        await patience.wait_after(trouble)


async def _next_updates(request: AiohttpRequest, cursor: str | None, seconds: int) -> list[Any]:
    parameters: dict[str, object] = {
        "timeout": seconds,
        "limit": _BATCH,
        "allowed_updates": ALLOWED_UPDATES,
    }
    if cursor is not None:
        parameters["offset"] = int(cursor)
    updates = await request.call("getUpdates", parameters, read_timeout=seconds + _GRACE)
    if isinstance(updates, list):
        return updates
    message = "not a list of updates"
    raise AnswerLost(message)


def _check_that_it_moves_on(updates: list[Any]) -> None:
    """Raise where the same updates would come again at once, for ever: no number, no way past them."""
    if next_offset(updates) is None:
        message = "updates without numbers"
        raise AnswerLost(message)
