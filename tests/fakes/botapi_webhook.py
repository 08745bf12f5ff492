"""The webhook: updates sent to an address of the bot, again and again until it takes them.

Knows no chat and no message, and not how updates come about. Rules from WebhookActor.cpp; where the
official server keeps the order per chat *and kind* of update, this one keeps it per chat.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from .botapi_call import Json, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Call
    from .botapi_updates import Update, UpdateQueue


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

    def __init__(self, settings: Json, queue: UpdateQueue, changed: Callable[[], None], pace: Pace) -> None:
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
        """Take an update for delivery; never waits. Once closed, it is left to the queue."""
        if self._session.closed:
            return
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
        while lane:
            disturbance = self._queue.disturbance
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


def webhook_settings(call: Call, url: str) -> Json:
    """Read the parameters of `setWebhook`; plain HTTP is taken for this machine only."""
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
