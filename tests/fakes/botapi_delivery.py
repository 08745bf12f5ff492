"""How updates reach the bot: `getUpdates`, which waits, and the webhook, which tries again.

Knows no chat and no message. Rules from Client::process_get_updates_query, do_get_updates and
WebhookActor.cpp; two brakes of the official server are off unless asked for (see `Polling`).
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from .botapi_call import Json, Refusal, refuse

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


@dataclass
class Pace:
    """How a webhook is tried again, in seconds: at once, after twice ``backoff``, four times, and so on.

    The official server's backoff is 1 s; ``patience`` is how long it waits for an answer.
    """

    backoff: float = 0.02
    longest_wait: float = 1.0
    patience: float = 10.0


class Webhook:
    """Deliveries to one address: in order per chat, several chats at once, each until it is taken.

    A refused update is tried again as `Pace` says, or after the `Retry-After` the receiver asks for.
    """

    def __init__(
        self, settings: Json, queue: UpdateQueue, changed: Callable[[], None], pace: Pace
    ) -> None:
        self.settings = settings
        self.error: tuple[int, str] | None = None
        self._queue = queue
        self._changed = changed
        self._pace = pace
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(settings["max_connections"])
        self._session = ClientSession(timeout=ClientTimeout(total=pace.patience))
        for update in queue.pending():
            self.feed(update)

    def feed(self, update: Update) -> None:
        """Take an update for delivery; never waits."""
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._work(update.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop delivering; what is not taken stays in the queue."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._session.close()

    async def _work(self, number: int) -> None:
        lane = self._lanes[number]
        disturbance = self._queue.disturbance
        while lane:
            if disturbance and len(lane) > 1 and disturbance.hits(disturbance.swaps):
                lane[0], lane[1] = lane[1], lane[0]
            update = lane[0]
            await self._deliver(update)
            if disturbance and disturbance.hits(disturbance.duplicates):
                await self._deliver(update)
            lane.popleft()
            self._queue.forget(update)
            self._changed()
        del self._lanes[number]

    async def _deliver(self, update: Update) -> None:
        failures = 0
        while True:
            async with self._slots:
                error, pause = await self._post(update.body)
            if error is None:
                return
            self.error = (int(time.time()), error)
            if not pause and failures:
                pause = min(self._pace.backoff * 2**failures, self._pace.longest_wait)
            failures += 1
            await asyncio.sleep(pause)

    async def _post(self, body: str) -> tuple[str | None, float]:
        headers = {"Content-Type": "application/json"}
        if self.settings["secret_token"]:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.settings["secret_token"]
        try:
            address = self.settings["url"]
            async with self._session.post(address, data=body.encode(), headers=headers) as answer:
                if answer.ok and answer.status < 300:
                    return None, 0.0
                later = answer.headers.get("Retry-After", "")
                wait = float(later) if later.isdecimal() else 0.0
                return f"Wrong response from the webhook: {answer.status} {answer.reason}", wait
        except TimeoutError:
            return "Read timeout expired", 0.0
        except ClientError:
            return "Connection refused", 0.0


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
        settings = _settings(call, url) if url else None
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


def _settings(call: Call, url: str) -> Json:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        refuse("invalid webhook URL specified")
    if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
        refuse("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.text("secret_token")
    if len(secret) > 256:
        refuse("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        refuse("secret token contains unallowed characters")
    return {
        "url": url,
        "secret_token": secret,
        "max_connections": call.integer("max_connections", 40, 1, 100),
        "ip_address": call.text("ip_address"),
    }


