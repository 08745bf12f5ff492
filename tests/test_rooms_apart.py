"""Brianna fosters children of two families: her two circles are two rooms, and neither knows of the other.

She types lines of all kinds into those two and into the chat with the bot, in an order without any order.
"""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.chat.clock import SetClock
from tests.both import CAST, ON_MATRIX, BothStage, both_stage
from tests.outgoing import OUTWARD, body
from tests.story.stage import MONDAY_MORNING
from tests.synapse.server import Synapse

READERS = {"Macia": ("Ana",), "Jaylan": ("Samara", "Francis"), "Bot": ()}
LINES = 100


@pytest.fixture
async def stage(synapse: Synapse, tmp_path: Path) -> AsyncIterator[BothStage]:
    async with both_stage(synapse, tmp_path, SetClock(MONDAY_MORNING)) as made:
        await made.settle()
        made.app("Brianna").says("!menu", room="Bot")
        await made.settle()
        yield made


@dataclass
class Line:
    """Something that stands in one room; its ``word`` stands nowhere else."""

    room: str
    word: str
    event: str
    text: str | None
    """What its readers see in the end, None where it is not for them."""


class Brianna:
    """Types into her three rooms."""

    def __init__(self, stage: BothStage, dice: random.Random) -> None:
        self.stage = stage
        self.dice = dice
        self.person = stage.person("Brianna")
        self.rooms = {place: stage.room("Brianna", place) for place in READERS}
        self.lines: list[Line] = []
        self._words = (f"word{number}x" for number in itertools.count())

    async def ends(self) -> None:
        """Type one more line in each room, so that all before it has arrived when it has."""
        for place, room in self.rooms.items():
            self.stage.matrix.expects(await self.person.says(room, f"The end of {place}."))

    async def types_something(self) -> None:
        place = self.dice.choice(sorted(READERS))
        room = self.rooms[place]
        word = next(self._words)
        other = "Jaylan" if place == "Macia" else "Macia"
        own = [line for line in self.lines if line.room == place and line.text]
        kind = self.dice.randrange(12)
        text: str | None
        match kind:
            case 0:
                text = f"For the others: {word}"
                event = await self.person.says(room, text)
            case 1:
                text = f"{word} 👩‍👧\nand a second line"
                event = await self.person.says(room, text)
            case 2:
                text = word
                event = await self.person.sends(room, "m.room.message", {"msgtype": "m.emote", "body": text})
            case 3:
                text = None
                event = await self.person.says(
                    room, f"!{self.dice.choice(('who', 'help', 'nothing'))} {word}"
                )
            case 4:
                text = None
                content = {"msgtype": "m.image", "body": f"{word}.jpg", "url": "mxc://test.localhost/x"}
                event = await self.person.sends(room, "m.room.message", content)
            case 5 if own:
                line = self.dice.choice(own)
                await self.person.reacts(room, line.event, word)
                return
            case 6 if own:
                line = self.dice.choice(own)
                line.text = f"{line.word}, or rather {word}"
                await self.person.edits(room, line.event, line.text)
                return
            case 7 if own:
                line = self.dice.choice(own)
                line.text = None
                await self.person.redacts(room, line.event, f"because of {other}")
                return
            case 8 if own:
                text = f"An answer: {word}"
                event = await self.person.says(room, text, reply_to=self.dice.choice(own).event)
            case 9:
                # A reply to something in another room, as a broken app, or a curious person, could send it.
                text = f"Elsewhere: {word}"
                elsewhere = [line.event for line in self.lines if line.room != place]
                reply_to = self.dice.choice(elsewhere) if elsewhere else None
                event = await self.person.says(room, text, reply_to=reply_to)
            case 10:
                text = f"{self.dice.choice(('switch', 'yes', 'Tianna', 'later'))} {word}"
                event = await self.person.says(room, text)
            case _:
                text = f"{word}."
                event = await self.person.says(room, text)
        self.lines.append(Line(place, word, event, text if READERS[place] else None))


def everything_at(stage: BothStage, person: str) -> list[tuple[str, str]]:
    """Return all that ever reached somebody, each with its room on Matrix, as it came."""
    if person in ON_MATRIX:
        return [
            (room, json.dumps(event.get("content")))
            for room, event in stage.person(person).received
            if event.get("sender") == stage.bot
        ]
    chat = stage.exchange.telegram.user(person).id
    calls = (call for call in stage.server.requests if call.method in OUTWARD)
    return [("", body(call)) for call in calls if call.params["chat_id"] == chat]


@pytest.mark.parametrize("seed", [1])
async def test_what_is_typed_in_a_room_reaches_those_of_that_room_and_nobody_else(
    stage: BothStage, seed: int
) -> None:
    dice = random.Random(seed)
    brianna = Brianna(stage, dice)
    for number in range(LINES):
        await brianna.types_something()
        if dice.random() < 0.1:
            stage.app("Francis").says(f"Francis {number} speaks.")
            stage.phone("Samara").says(f"Samara {number} speaks.")
            await stage.settle()
    await brianna.ends()
    await stage.settle()

    for person in CAST:
        reached = everything_at(stage, person)
        for line in brianna.lines:
            found = [room for room, content in reached if f"{line.word}" in content]
            if person == "Brianna":
                assert set(found) <= {brianna.rooms[line.room]}, line
            elif person not in READERS[line.room]:
                assert found == [], (person, line)
    for place, readers in READERS.items():
        due = [line.text for line in brianna.lines if line.room == place and line.text is not None]
        for reader in readers:
            shown = [one for one in stage.words(reader) if not one.endswith("speaks.")]
            assert shown == [*due, f"The end of {place}."], reader
    assert stage.words("Tianna") == []
    spoken = [one.id for one in stage.screen("Brianna") if one.body.endswith("speaks.")]
    assert spoken
    assert {stage.app("Brianna")._room_of(one) for one in spoken} == {brianna.rooms["Jaylan"]}
