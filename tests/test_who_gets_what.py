"""A long conversation, three circles and a desk: each word reaches those it is for, and nobody else.

What is asserted stands in the raw requests to Telegram, against a small model of who is with whom that knows
nothing of the program.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.fakes.botapi_user import Shown, User
from tests.outgoing import ABOUT_ITSELF, OUTWARD, Sent, body, people, shown
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, Stage

CIRCLES: Final = {
    "Gladys": ("Ana", "Joshua", "Wendy"),
    "Macia": ("Ana", "Brianna"),
    "Jaylan": ("Samara", "Francis", "Brianna"),
}
DESK: Final = "Tianna"
FAMILIES: Final = tuple(sorted({name for circle in CIRCLES.values() for name in circle}))
SPEAKERS: Final = (*FAMILIES, "Ana", "Brianna")  # those of two circles speak more often: they are harder
NAMES: Final = (*FAMILIES, DESK)
CHOICE_HOLDS: Final = timedelta(minutes=30)
LINE_IS_REMEMBERED: Final = timedelta(hours=24)
SENTENCES: Final = (
    "How did you all sleep?",
    "¿Comió bien? ¡Qué alegría! Ñandú, cigüeña.",
    "She likes the blue cup, not the red one.\nAnd the small spoon.\n\nThank you",
    "<b>not bold</b> *nor this* _nor_ [this](http://example.org) &amp; {0} %s \\n",
    "👩‍👧‍👦 🇺🇸 👍🏽 all well",
    "مرحبا and שלום at 5",
    "Jose\u0301 and José are two spellings",
    "a  b   c   and three spaces",
    "No.",
    "1, 2 or 3?",
)
TAG: Final = re.compile(r"⟦(\d+)⟧")


@dataclass
class Letter:
    """Words that somebody meant for somebody. ``kind`` is "circle", "line", "desk" or "nobody"."""

    number: int
    author: str
    words: str
    readers: frozenset[str]
    where: str
    command: str = ""
    own_id: int = 0
    changed: str | None = None


@dataclass
class Mind:
    """What one person of the families has lately done, as far as it decides where their words go."""

    chosen: str | None = None
    chosen_at: datetime | None = None
    line_used_at: datetime | None = None


@dataclass
class Conversation:
    """Plays people who write at random, and notes for each letter whom it is for."""

    stage: Stage
    users: dict[str, User]
    dice: random.Random
    letters: list[Letter] = field(default_factory=list)
    minds: dict[str, Mind] = field(default_factory=lambda: defaultdict(Mind))
    asked: int = 0

    # --- what people do

    async def unaddressed(self) -> None:
        """Somebody just writes; where the bot must ask, they answer, or leave it."""
        author = self.dice.choice(SPEAKERS)
        own = [child for child, members in CIRCLES.items() if author in members]
        must_ask, goes_to = self._unasked(author, own)
        letter = self._letter(author, goes_to or "nobody")
        letter.own_id = self.users[author].says(letter.words).id
        await self.stage.settle()
        question = self._question(author, letter)
        assert (question is not None) == must_ask, f"{author}, {letter}: {question}"
        if question is not None:
            self.asked += 1
            await self._answer(author, letter, question, self.dice.choice([*own, "line", "delete", "nobody"]))

    async def reply(self) -> None:
        """Somebody answers something on their screen: it goes where that came from."""
        author = self.dice.choice(SPEAKERS)
        there = [
            (one.id, self.letters[int(tag[1])])
            for one in self.users[author].screen(with_own=True)
            if (tag := TAG.search(one.text)) and not one.rows
        ]
        there = [(place, about) for place, about in there[-12:] if about.where not in ("nobody", "desk")]
        if not there:
            return await self.unaddressed()
        place, about = self.dice.choice(there)
        letter = self._letter(author, about.where)
        letter.own_id = self.users[author].says(letter.words, place).id
        await self.stage.settle()
        return None

    async def switch(self) -> None:
        """Somebody of two circles chooses one for a while."""
        author = self.dice.choice(["Ana", "Brianna"])
        child = self.dice.choice([child for child, members in CIRCLES.items() if author in members])
        self.users[author].says("/switch")
        await self.stage.settle()
        self._press(author, self.users[author].last, child)
        await self.stage.settle()
        self._chooses(author, child)

    async def private_line(self) -> None:
        """Somebody writes to the caseworker only."""
        author = self.dice.choice(SPEAKERS)
        letter = self._letter(author, "line")
        letter.command = "/caseworker "
        letter.own_id = self.users[author].says(f"/caseworker {letter.words}").id
        await self.stage.settle()

    async def desk_replies(self) -> None:
        """The caseworker answers one of the private lines."""
        there = [
            (one.id, self.letters[int(tag[1])])
            for one in self.users[DESK].screen()
            if (tag := TAG.search(one.text)) and not one.rows
        ]
        if not there:
            return await self.private_line()
        place, about = self.dice.choice(there[-6:])
        letter = self._to_one(about.author)
        self.users[DESK].says(letter.words, place)
        await self.stage.settle()
        return None

    async def desk_writes(self) -> None:
        """The caseworker just writes, and says to whom when asked."""
        person = self.dice.choice(FAMILIES)
        letter = self._to_one(person)
        self.users[DESK].says(letter.words)
        await self.stage.settle()
        self._press(DESK, self.users[DESK].last, f"Only {person}")
        await self.stage.settle()

    async def desk_writes_to_circle(self) -> None:
        """The caseworker writes to a whole circle, by the command or by the question."""
        child = self.dice.choice(list(CIRCLES))
        letter = self._letter(DESK, "desk", frozenset(CIRCLES[child]))
        if self.dice.random() < 0.5:
            self.users[DESK].says("/say")
            await self.stage.settle()
            self._press(DESK, self.users[DESK].last, child)
            await self.stage.settle()
            self.users[DESK].says(letter.words)
        else:
            self.users[DESK].says(letter.words)
            await self.stage.settle()
            self._press(DESK, self.users[DESK].last, child)
        await self.stage.settle()

    async def change(self) -> None:
        """Somebody edits what has been delivered."""
        sent = [one for one in self.letters[-30:] if one.readers and one.own_id and not one.changed]
        sent = [one for one in sent if not self._waits(one)]
        if sent:
            letter = self.dice.choice(sent)
            letter.changed = f"⟦{letter.number}⟧ changed: {self.dice.choice(SENTENCES)}"
            self.users[letter.author].edits(letter.own_id, f"{letter.command}{letter.changed}")
            await self.stage.settle()

    # --- the model

    def _unasked(self, author: str, own: list[str]) -> tuple[bool, str | None]:
        """Tell whether the bot must ask where an unaddressed text goes, and if not, where (PRODUCT 2)."""
        mind, now = self.minds[author], self.stage.clock.now()
        chosen_at = mind.chosen_at if mind.chosen_at and now - mind.chosen_at < CHOICE_HOLDS else None
        line_at = mind.line_used_at
        if line_at and now - line_at < LINE_IS_REMEMBERED and (chosen_at is None or chosen_at < line_at):
            return True, None
        if len(own) == 1:
            return False, own[0]
        return (False, mind.chosen) if chosen_at else (True, None)

    def _chooses(self, author: str, child: str) -> None:
        self.minds[author].chosen, self.minds[author].chosen_at = child, self.stage.clock.now()

    def _letter(self, author: str, where: str, readers: frozenset[str] | None = None) -> Letter:
        number = len(self.letters)
        words = f"⟦{number}⟧ {self.dice.choice(SENTENCES)}"
        if where != "line" and self.dice.random() < 0.04:
            words = f"{words} {'Long and wide. ' * 280}"[:4080] + f"⟦{number}⟧"  # two messages, with a header
        letter = Letter(number, author, words, frozenset(), where)
        self._goes(letter, where)
        letter.readers = letter.readers if readers is None else readers
        self.letters.append(letter)
        return letter

    def _goes(self, letter: Letter, where: str) -> None:
        letter.where = where
        if where == "line":
            letter.readers = frozenset({DESK})
            self.minds[letter.author].line_used_at = self.stage.clock.now()
        else:
            letter.readers = frozenset(CIRCLES.get(where, ())) - {letter.author}

    def _to_one(self, person: str) -> Letter:
        self.minds[person].line_used_at = self.stage.clock.now()
        letter = self._letter(DESK, "line-from-desk", frozenset({person}))
        letter.where = "line"
        return letter

    def _waits(self, letter: Letter) -> bool:
        last = [one.text for reader in letter.readers for one in self.users[reader].screen()]
        return sum(f"⟦{letter.number}⟧" in text for text in last) < len(letter.readers)

    # --- the bot's questions

    def _question(self, author: str, letter: Letter) -> Shown | None:
        screen = self.users[author].screen()
        asks = [one for one in screen if one.rows and f"⟦{letter.number}⟧" in one.text]
        return asks[-1] if asks else None

    async def _answer(self, author: str, letter: Letter, question: Shown, where: str) -> None:
        if where == "nobody":
            return
        labels = {"line": DESK, "delete": question.labels[-1]}
        is_everybody = where in CIRCLES and all(where not in label for label in question.labels)
        # Somebody of one circle is asked without naming it: only the caseworker, everybody, or delete.
        wanted = question.labels[1] if is_everybody else labels.get(where, where)
        self._press(author, question, wanted)
        await self.stage.settle()
        if where != "delete":
            self._goes(letter, where)
        if where in CIRCLES:
            self._chooses(author, where)

    def _press(self, who: str, message: Shown, wanted: str) -> None:
        label = next(label for label in message.labels if wanted in label)
        self.users[who].presses(message.id, label)


@pytest.fixture
async def conversation(tmp_path: Path) -> AsyncIterator[Conversation]:
    """Everybody of the story on Telegram, joined and willing."""
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    people(exchange, *NAMES)
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    stage.defaults = msgspec.structs.replace(stage.defaults, identifiers="off")  # all of it is to pass
    await stage.open(joined=NAMES)
    yield Conversation(stage, exchange.users, random.Random(20261123))
    await stage.close()


async def test_each_word_reaches_exactly_those_it_is_for(conversation: Conversation) -> None:
    talk = conversation
    acts: dict[Callable[[], object], int] = {
        talk.unaddressed: 45,
        talk.reply: 30,
        talk.switch: 5,
        talk.private_line: 6,
        talk.desk_replies: 5,
        talk.desk_writes: 3,
        talk.desk_writes_to_circle: 3,
        talk.change: 6,
    }
    while len(talk.letters) < 300:
        talk.stage.clock.advance(timedelta(seconds=talk.dice.choice([1, 20, 90, 400, 1000])))
        await talk.dice.choices(list(acts), list(acts.values()))[0]()  # type: ignore[misc]
    talk.stage.clock.advance(timedelta(hours=12))
    await talk.stage.settle()
    _the_model_was_put_to_the_test(talk)

    server = talk.stage.exchange.server  # type: ignore[attr-defined]
    assert {call.method for call in server.requests} <= OUTWARD | ABOUT_ITSELF
    texts = shown(server)
    for reader in NAMES:
        _got_their_letters_in_order(talk, reader, texts)
    _nobody_else_sees_a_word(talk)


def _the_model_was_put_to_the_test(talk: Conversation) -> None:
    by_where = {where: sum(one.where == where for one in talk.letters) for where in (*CIRCLES, "nobody")}
    assert min(by_where.values()) > 10, by_where
    assert talk.asked > 20
    assert any(len(one.words) > 4000 and one.readers for one in talk.letters)
    assert sum(one.changed is not None for one in talk.letters) > 5


def _got_their_letters_in_order(talk: Conversation, reader: str, texts: list[Sent]) -> None:
    me = talk.users[reader].id
    got: list[tuple[int, str, str]] = []
    for one in texts:
        tag = TAG.search(one.text)
        if one.chat != me or tag is None or one.is_edit:
            continue
        number = int(tag[1])
        if got and not one.header and got[-1][0] == number and talk.letters[number].author != reader:
            got[-1] = (number, got[-1][1], got[-1][2] + one.words)  # the next part of a long one
        elif talk.letters[number].author != reader:
            got.append((number, one.header, one.words))
    due = [one for one in talk.letters if reader in one.readers]
    assert [(number, words) for number, _, words in got] == [(one.number, one.words) for one in due]
    for (_, header, _), letter in zip(got, due, strict=True):
        others = set(NAMES) - {letter.author}
        assert letter.author in header, f"{header!r} for {letter}"
        assert not any(other in header for other in others), f"{header!r} for {letter}"
        if letter.where in CIRCLES and reader in ("Ana", "Brianna"):
            assert letter.where in header, f"{header!r} for {letter}"
    edits = [
        (int(tag[1]), one.words)
        for one in texts
        if one.is_edit and one.chat == me and (tag := TAG.search(one.text))
    ]
    changed = [(one.number, one.changed) for one in talk.letters if one.changed and reader in one.readers]
    foreign = [edit for edit in edits if talk.letters[edit[0]].author != reader]
    assert sorted(foreign) == sorted(changed)


def _nobody_else_sees_a_word(talk: Conversation) -> None:
    names = {user.id: name for name, user in talk.users.items()}
    for call in talk.stage.exchange.server.requests:  # type: ignore[attr-defined]
        for tag in TAG.findall(body(call)):
            letter = talk.letters[int(tag)]
            reader = names[call.chat_id]
            assert reader in letter.readers | {letter.author}, f"{letter} at {reader}"
