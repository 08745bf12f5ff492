"""How updates reach the bot: `getUpdates`, which waits, or the webhook, and never both.

Knows no chat and no message. Rules from Client::process_get_updates_query, do_get_updates and
process_set_webhook_query; the brakes of the official server are off unless asked for (see `Polling`).
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from .botapi_call import Json, Refusal
from .botapi_webhook import Pace, Webhook, webhook_settings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from .botapi_call import Call
    from .botapi_updates import Update, UpdateQueue

LONGEST_POLL = 50
TERMINATED = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
)
HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)
REPLACED = "Conflict: terminated by setWebhook request"


class Done(NamedTuple):
    """A result with a remark, as setWebhook and deleteWebhook answer."""

    result: bool
    description: str


class Polling:
    """The one long poll a bot may have.

    ``brakes_repeats``: the official server makes a poll that repeats the last offset within 3 s wait up to
    3 s, gives it one update at a time within 0.5 s, and refuses a second conflict only after 3 s.
    """

    def __init__(self, queue: UpdateQueue, changed: Callable[[], None]) -> None:
        self._queue = queue
        self._changed = changed
        self._waiting: asyncio.Future[None] | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_conflict = 0.0
        self.brakes_repeats = False

    @property
    def is_waiting(self) -> bool:
        """Tell whether a poll waits for the next update."""
        return self._waiting is not None and not self._waiting.done()

    def wake(self) -> None:
        """Answer the waiting poll: there is something."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def end(self, refusal: Refusal) -> None:
        """Refuse the waiting poll."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(refusal)

    async def get_updates(self, call: Call) -> bytes:
        """Return the result as JSON, at once or when there is something; raises Refusal if ended."""
        self._queue.allow(call.params.get("allowed_updates"))
        offset = call.integer("offset", 0, -(1 << 31), 1 << 31)
        limit = call.integer("limit", 100, 1, 100)
        wait = call.integer("timeout", 0, 0, LONGEST_POLL)
        if self.brakes_repeats:
            limit, wait = self._braked(offset, limit, wait)
        self.end(Refusal(409, TERMINATED))
        self._queue.confirm(offset)
        if wait and not self._queue.has_something:
            await self._wait(wait)
        batch = self._queue.take(limit)
        call.result = [update.id for update in batch]
        return f"[{','.join(update.body for update in batch)}]".encode()

    async def _wait(self, seconds: float) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        self._changed()
        try:
            async with asyncio.timeout(seconds):
                await waiting
        except TimeoutError:
            pass
        except Refusal:
            if self.brakes_repeats:
                await self._conflict_pause()
            raise
        finally:
            if self._waiting is waiting:
                self._waiting = None

    async def _conflict_pause(self) -> None:
        now = time.monotonic()
        if now < self._next_conflict:
            await asyncio.sleep(3.0)
        else:
            self._next_conflict = now + 3.0

    def _braked(self, offset: int, limit: int, wait: int) -> tuple[int, int]:
        since = time.monotonic() - self._last_start
        is_repeated = offset == self._last_offset
        self._last_offset, self._last_start = offset, time.monotonic()
        if is_repeated and since < 3.0:
            wait = max(wait, 3)
        if is_repeated and since < 0.5:
            limit = 1
        return limit, wait


class Delivery:
    """Which of the two ways is in use, and the methods that change it."""

    def __init__(self, queue: UpdateQueue, changed: Callable[[], None]) -> None:
        self._queue = queue
        self._changed = changed
        self.polling = Polling(queue, changed)
        self.webhook: Webhook | None = None
        self.pace = Pace()
        self.methods: dict[str, tuple[str, Callable[[Call], Awaitable[object]]]] = {
            "getupdates": ("getUpdates", self.get_updates),
            "setwebhook": ("setWebhook", self.set_webhook),
            "deletewebhook": ("deleteWebhook", self.set_webhook),
            "getwebhookinfo": ("getWebhookInfo", self.webhook_info),
        }

    def arrived(self, update: Update) -> None:
        """Pass on what was just queued."""
        if self.webhook is not None:
            self.webhook.feed(update)
        else:
            self.polling.wake()

    async def get_updates(self, call: Call) -> bytes:
        """Poll, unless a webhook is set."""
        if self.webhook is not None:
            raise Refusal(409, HAS_WEBHOOK)
        return await self.polling.get_updates(call)

    async def set_webhook(self, call: Call) -> Done:
        """Set, change or (with an empty address, or as deleteWebhook) delete the webhook."""
        url = call.text("url") if call.method == "setWebhook" else ""
        settings = webhook_settings(call, url) if url else None
        drops = call.is_set("drop_pending_updates")
        if self.webhook is not None and settings == self.webhook.settings and not drops:
            self._queue.allow(call.params.get("allowed_updates"))
            return Done(result=True, description="Webhook is already set")
        was_set = self.webhook is not None
        await self.pause()
        if drops:
            self._queue.clear()
        if settings is None:
            self.webhook = None
            return Done(result=True, description=f"Webhook {'was' if was_set else 'is already'} deleted")
        self.polling.end(Refusal(409, REPLACED))
        self._queue.allow(call.params.get("allowed_updates"))
        self.resume(settings)
        return Done(result=True, description="Webhook was set")

    async def webhook_info(self, call: Call) -> Json:
        """Describe the webhook, its last error and how many updates wait."""
        info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(self._queue)}
        if self.webhook is not None:
            settings = self.webhook.settings
            info["url"] = settings["url"]
            info["max_connections"] = settings["max_connections"]
            info["ip_address"] = settings["ip_address"] or urlsplit(settings["url"]).hostname
            if self.webhook.error:
                info["last_error_date"], info["last_error_message"] = self.webhook.error
        if not self._queue.allows_default:
            info["allowed_updates"] = sorted(self._queue.allowed)
        return info

    async def pause(self) -> None:
        """Stop delivering without forgetting the webhook."""
        if self.webhook is not None:
            await self.webhook.close()

    def resume(self, settings: Json) -> None:
        """Deliver from now on, what waited first."""
        self.webhook = Webhook(settings, self._queue, self._changed, self.pace)
