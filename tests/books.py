"""A house on a stage whose people write in a child's book, read, ask and plan, in English, on the simulator.

Keeps all that was ever put on a phone, gone again or not. Knows nothing of who may read or agree on what.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from bot.adapters.simulator.platform import Change, Showing, ShownFile
from bot.chat.clock import SetClock
from bot.chat.media import MediaKind
from bot.family.book import topic_of
from bot.family.fields import OF_TOPIC
from bot.family.plan import BOOKS, Kind
from bot.store.sealing import Master, fresh_key
from bot.store.session import Defaults
from tests.story.phones import Seen, SimulatorExchange
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage

DATA = Path(__file__).parent / "data"
AROUND_GLADYS = ("Ana", "Joshua", "Wendy", "Carl", "Dora", "Rosa", "Tianna")
EVERYBODY = (*AROUND_GLADYS, "Brianna", "Samara", "Francis", "Marcus")
EVERYBODY_MAY, CAREGIVER_ONLY = "Everybody", "Only who cares now"
_ELSEWHERE = frozenset({
    "Later", "Back", "Skip", "Write here", "Write in the book", "Ask the other home", "Other pages",
    "Print all (PDF)",
})  # fmt: skip
"""Buttons that do not lead further into what is read, or, on paper, to the same as for a browser."""
_PRINT = "As web page"
GOING_HOME = frozenset(TEXTS.render("en", f"plan-about-{topic}") for topic in BOOKS[Kind.HOME])
"""The parts of the plan for going home."""


class Books(Stage):
    """A stage of simulated phones; ``put`` holds who was shown what, with the buttons under it."""

    exchange: SimulatorExchange

    def __init__(self, exchange: SimulatorExchange, clock: SetClock, url: str, master: Master) -> None:
        super().__init__(exchange, clock, url, master)
        self.defaults = Defaults(messages_per_minute=100_000)
        self.put: list[tuple[str, str]] = []
        exchange.platform.watch(self._changed)

    @classmethod
    async def at(
        cls,
        folder: Path,
        roster: str,
        joined: Sequence[str] = EVERYBODY,
        *,
        now: datetime = MONDAY_MORNING,
    ) -> Self:
        """Return a stage in a folder, with these people of a roster joined and reading English."""
        clock = SetClock(now)
        url = f"sqlite:///{folder / 'story.db'}"
        stage = cls(SimulatorExchange(clock), clock, url, Master(fresh_key()))
        await stage.open(joined=tuple(joined), roster=roster.replace('language = "es"\n', ""))
        return stage

    def _changed(self, change: Change) -> None:
        if isinstance(change, Showing) and not change.message.is_own:
            shown = change.message
            labels = (button.label for button in shown.buttons)
            printed = (self._printed(file) for file in shown.files if file.mime == "text/html")
            text = "\n".join((shown.header or "", shown.body, *labels, *printed))
            self.put.append((change.user.capitalize(), text))

    def _printed(self, file: ShownFile) -> str:
        return html.unescape((self.exchange.platform.file(file.key) or b"").decode())

    def told(self, who: str, since: int = 0) -> str:
        """Return all that was put on somebody's phone since a moment, which is a length of ``put``."""
        return "\n".join(text for reader, text in self.put[since:] if reader == who)

    # What hands do.

    async def says(self, who: str, words: str) -> Seen:
        """Let somebody type something; return what is newest on their screen then."""
        self.phone(who).says(words)
        await self.settle()
        return self.screen(who)[-1]

    def finds(self, who: str, label: str, under: str = "") -> Seen:
        """Return the newest message with this button, and with these words."""
        there = [one for one in self.screen(who) if label in labels(one) and under in one.body]
        assert there, f"{who} has no button {label!r} under {under!r}: {self.screen(who)[-1:]}"
        return there[-1]

    async def presses(self, who: str, label: str, under: str = "") -> Seen:
        """Let somebody press the newest button that reads so; return what it led to."""
        pressed = self.finds(who, label, under)
        before = {one.id: one for one in self.screen(who)}
        self.phone(who).presses(pressed.id, label)
        await self.settle()
        changed = [one for one in self.screen(who) if before.get(one.id) != one]
        return changed[-1] if changed else pressed

    # The child's book.

    async def writes(
        self, who: str, child: str, field: str, words: str, readers: str = EVERYBODY_MAY
    ) -> None:
        """Let somebody write one answer, and say who may read it if they are asked; "" takes theirs out."""
        await self._begins_to_write(who, child, field)
        if words:
            await self.says(who, words)
        else:
            await self.presses(who, "Take mine out")
        await self._gives(who, readers)

    async def speaks(self, who: str, child: str, field: str, words: str) -> None:
        """Let somebody give one answer by voice, with words under it."""
        await self._begins_to_write(who, child, field)
        await self._sends_voice(who, words)
        await self._gives(who, EVERYBODY_MAY)

    async def _begins_to_write(self, who: str, child: str, field: str) -> None:
        topic = topic_of(field)
        asked = await self.says(who, "/share")
        for label in (child, TEXTS.render("en", f"label-book-{topic}")):
            if label in labels(asked):  # who has one child only is not asked which
                asked = await self.presses(who, label)
        for _ in itertools.takewhile(lambda one: one.id != field, OF_TOPIC[topic]):
            await self.says(who, "skip")

    async def answers(self, who: str, words: str, readers: str = EVERYBODY_MAY, under: str = "") -> None:
        """Let somebody answer the newest question that they were asked."""
        await self.presses(who, "Answer", under)
        await self.says(who, words)
        await self._gives(who, readers)

    async def _gives(self, who: str, readers: str) -> None:
        while "Skip" in labels(self.screen(who)[-1]):
            await self.says(who, "skip")
        if readers in labels(self.screen(who)[-1]):
            await self.presses(who, readers)
        await self.presses(who, "All right")

    async def asks(self, who: str, child: str, words: str) -> None:
        """Let somebody ask the other home in their own words."""
        asked = await self.says(who, f"/ask {words}")
        if child in labels(asked):
            await self.presses(who, child)

    async def asks_by_voice(self, who: str, child: str, words: str) -> None:
        """Let somebody ask the other home by voice, with words under it."""
        asked = await self.says(who, "/ask")
        if child in labels(asked):
            await self.presses(who, child)
        await self.presses(who, "In my own words")
        await self._sends_voice(who, words)

    async def _sends_voice(self, who: str, words: str) -> None:
        self.phone(who).sends([MediaKind.VOICE], words)
        await self.settle()

    async def opens(self, who: str, for_whom: str, label: str = "Open for {}") -> None:
        """Let a caseworker open what only she reads for somebody, or close it for them."""
        await self.presses(who, "Open for someone")
        await self.presses(who, label.format(for_whom))

    # The plan.

    async def looks_at(self, who: str, topic: str, circle: str = "Gladys and Jon") -> Seen:
        """Let somebody look at a topic of a plan of a circle; return the page."""
        page = await self.says(who, "/goinghome" if topic in GOING_HOME else "/plan")
        ours = next((label for label in labels(page) if label.startswith(circle)), None)
        if ours is not None:  # who is in one circle only is not asked which
            await self.presses(who, ours)
        return await self.presses(who, topic)

    async def suggests(self, who: str, topic: str, words: str, circle: str = "Gladys and Jon") -> None:
        """Let somebody suggest words for a topic, whatever stands there."""
        await self._begins_to_suggest(who, topic, circle)
        await self.says(who, words)
        await self.presses(who, "All right")

    async def suggests_by_voice(
        self, who: str, topic: str, words: str, circle: str = "Gladys and Jon"
    ) -> None:
        """Let somebody suggest something by voice, with words under it."""
        await self._begins_to_suggest(who, topic, circle)
        await self._sends_voice(who, words)
        await self.presses(who, "All right")

    async def _begins_to_suggest(self, who: str, topic: str, circle: str) -> None:
        page = await self.looks_at(who, topic, circle)
        ways = ("Suggest something else", "Suggest something")
        await self.presses(who, next(way for way in ways if way in labels(page)))

    async def lists(self, who: str, words: str, *, by_voice: bool = False) -> None:
        """Let somebody put something on the list for the first call."""
        await self.says(who, "/firstcall")
        await self.presses(who, "Add to the list")
        await (self._sends_voice(who, words) if by_voice else self.says(who, words))
        await self.presses(who, "All right")

    # Coming back, and looking.

    async def comes_back(self, who: str) -> None:
        """Let a caseworker invite somebody who has left, and all say yes to each other."""
        await self.says("Tianna", f"/invite {who}")
        told = await self.presses("Tianna", "With a code")
        (code,) = re.findall(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b", told.body)
        begun, screen = len(self.put), await self.says(who, code)
        while labels(screen):
            ways = ("English", "All right", "Skip", who, "Yes, I agree", "Yes")
            screen = await self.presses(who, next(one for one in ways if one in labels(screen)))
        assert "Welcome! You are all set." in self.told(who, begun)
        # Whoever was away when they were last here has yet to say yes as well.
        asked = [reader for reader, text in self.put[begun:] if "would like to write to you" in text]
        for other in dict.fromkeys(asked):
            await self.presses(other, "Answer", under="would like to write to you")
            await self.presses(other, "Yes", under="Would you like to write with")

    async def reads(self, who: str, command: str = "/book") -> str:
        """Let somebody follow every button behind a command; return all that they come to read."""
        begun, ways, printed = len(self.put), [tuple[str, ...]()], set[tuple[str, ...]]()
        while ways:
            way = ways.pop()
            page = await self.says(who, command)
            for label in way:
                page = await self.presses(who, label)
            onward = [label for label in dict.fromkeys(labels(page)) if label not in _ELSEWHERE]
            if _PRINT in onward and way[:1] in printed:  # the same from every page of a book
                onward.remove(_PRINT)
            elif _PRINT in onward:
                printed.add(way[:1])
            ways += [(*way, label) for label in onward]
        return self.told(who, begun)


def labels(seen: Seen) -> list[str]:
    """Return the buttons under a message, row by row."""
    return [label for row in seen.labels for label in row]


def roster(name: str = "roster-book.toml") -> str:
    """Return one of the rosters."""
    return (DATA / name).read_text(encoding="utf-8")
