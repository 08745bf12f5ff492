"""The queue of updates between what users do and what the bot has confirmed.

Knows no HTTP and no meaning: an update is a line of JSON with a number and a lane. Rules from the
official server (TQueue.cpp, Client::do_get_updates).
"""

from __future__ import annotations

import json
import random
from collections import OrderedDict, deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Json

KINDS = (
    "message", "edited_message", "channel_post", "edited_channel_post", "inline_query",
    "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query", "poll",
    "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost",
    "removed_chat_boost", "message_reaction", "message_reaction_count", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "purchased_paid_media",
    "managed_bot", "guest_message",
)  # fmt: skip
DEFAULT_KINDS = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}

FIRST_ID = 731_000_001
FUTURE = 10  # an offset further ahead than this is taken for a mistake and confirms nothing


class Update(NamedTuple):
    """One update: its number, its line of JSON, and the chat whose order it keeps on a webhook."""

    id: int
    body: str
    lane: int


class Disturbance:
    """A seeded share of updates that arrive twice, in the wrong order, or never."""

    def __init__(self, seed: int, *, duplicates: float = 0.0, swaps: float = 0.0, drops: float = 0.0) -> None:
        self._dice = random.Random(seed)
        self.duplicates = duplicates
        self.swaps = swaps
        self.drops = drops

    def hits(self, share: float) -> bool:
        """Throw the dice; draws nothing where the share is nought, so that seeds stay comparable."""
        return share > 0 and self._dice.random() < share


class UpdateQueue:
    """Updates in order of their numbers, each kept until it is confirmed."""

    def __init__(self, on_push: Callable[[Update], None]) -> None:
        self._on_push = on_push
        self._pending: OrderedDict[int, Update] = OrderedDict()
        self._again: deque[Update] = deque()
        self._handed_out = FIRST_ID - 1
        self.next_id = FIRST_ID
        self.allowed = DEFAULT_KINDS
        self.disturbance: Disturbance | None = None
        self.dropped: list[Update] = []

    def __len__(self) -> int:
        """Count what is not confirmed."""
        return len(self._pending)

    @property
    def has_something(self) -> bool:
        """Tell whether the next poll would be answered at once."""
        return bool(self._pending or self._again)

    @property
    def allows_default(self) -> bool:
        """Tell whether the bot never asked for anything but the usual kinds."""
        return self.allowed == DEFAULT_KINDS

    def pending(self) -> list[Update]:
        """Return what is not confirmed, oldest first."""
        return [*self._again, *self._pending.values()]

    def allow(self, wanted: object) -> None:
        """Remember `allowed_updates`; anything but a list of words changes nothing, an empty one resets."""
        if isinstance(wanted, list) and all(isinstance(kind, str) for kind in wanted):
            self.allowed = frozenset(kind.lower() for kind in wanted) & frozenset(KINDS) or DEFAULT_KINDS

    def push(self, kind: str, payload: Json, lane: int) -> int | None:
        """Queue an update of a kind; returns its number, None if the bot has not asked for that kind."""
        if kind not in self.allowed:
            return None
        body = json.dumps({"update_id": self.next_id, kind: payload}, ensure_ascii=False)
        self.append(Update(self.next_id, body, lane))
        return self.next_id - 1

    def append(self, update: Update) -> None:
        """Queue a finished update; one with a number already passed is handed out once, no matter what."""
        if update.id < self.next_id:
            self._again.append(update)
        else:
            self.next_id = update.id + 1
            if self.disturbance and self.disturbance.hits(self.disturbance.drops):
                self.dropped.append(update)
                return
            self._pending[update.id] = update
        self._on_push(update)

    def confirm(self, offset: int) -> None:
        """Forget what lies below the offset; a negative one keeps that many of the newest."""
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popitem(last=False)
        elif offset <= self.next_id + FUTURE:
            while self._pending and next(iter(self._pending)) < offset:
                self._pending.popitem(last=False)

    def clear(self) -> None:
        """Forget everything (`drop_pending_updates`)."""
        self._pending.clear()
        self._again.clear()

    def forget(self, update: Update) -> None:
        """Take one out, confirmed by itself."""
        if self._pending.pop(update.id, None) is None and update in self._again:
            self._again.remove(update)

    def take(self, limit: int) -> list[Update]:
        """Hand out the oldest updates; they stay until confirmed."""
        batch = [self._again.popleft() for _ in range(min(limit, len(self._again)))]
        fresh = list(islice(self._pending.values(), limit - len(batch)))
        if self.disturbance:
            self._disturb(fresh, self.disturbance)
        return [*batch, *fresh]

    def _disturb(self, batch: list[Update], disturbance: Disturbance) -> None:
        newest = max((update.id for update in batch), default=0)
        for update in batch:
            if update.id > self._handed_out and disturbance.hits(disturbance.duplicates):
                self._again.append(update)
        self._handed_out = max(self._handed_out, newest)
        for place in range(len(batch) - 1):
            if disturbance.hits(disturbance.swaps):
                batch[place], batch[place + 1] = batch[place + 1], batch[place]
