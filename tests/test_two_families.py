"""Brianna fosters children of two families: whatever she does in her one chat, neither learns of the other.

Each thing she says carries a token, and it is noted for whom she means it: by a reply, a topic, a button, or
what she chose a while ago. All that is ever put on anybody's phone is read, also what is gone again.
Knows nothing of how the house finds out what is meant.
"""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import tempfile
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Protocol, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from PIL import Image

from bot.adapters.simulator.platform import Change, Showing
from bot.chat.clock import SetClock
from bot.chat.media import MediaKind
from bot.policy.safety import dangers
from bot.store.sealing import Master
from bot.store.session import Defaults
from tests.fakes.botapi_world import Topics
from tests.outgoing import OUTWARD, body
from tests.story.phones import Exchange, SimulatorExchange, TelegramExchange
from tests.story.stage import Stage

T = TypeVar("T")

CIRCLES = {"macia": ("Ana", "Brianna", "Tianna"), "jaylan": ("Samara", "Francis", "Brianna", "Marcus")}
CHILD = {"macia": "Macia", "jaylan": "Jaylan"}
EVERYBODY = ("Tianna", "Marcus", "Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis")
GUTIERREZ = re.compile(r"\b(Ana|Joshua|Wendy|Gladys|Jon|Macia|Gutierrez)\b", re.IGNORECASE)
HUDSON = re.compile(r"\b(Samara|Francis|Jaylan|Hudson)\b", re.IGNORECASE)
FOREIGN = {
    **dict.fromkeys(("Ana", "Joshua", "Wendy", "Tianna"), HUDSON),
    **dict.fromkeys(("Samara", "Francis", "Marcus"), GUTIERREZ),
}
TOKEN = re.compile(r"\bword\d{4}\b")
WHERE = "Who should get this?"
TO_DESK = re.compile(r"What would you like to say to (Tianna|Marcus)\?")
CHOSEN = re.compile(r"it is about (Macia|Jaylan)\.\nFor the next half hour")
ON_LINE = "It is on its way, only to"
LEFT_ALONE = frozenset({"Settings", "Invite someone"})
"""Buttons behind which another story begins."""

PLAIN, NAMED, SISTER, NUMBER, DANGER = (
    "Good morning {}",
    "Jaylan and Macia have the flu {}",
    "Gladys was here too {}",
    "My number is 212-555-0187 {}",
    "He hit me again {}",
)
HALF_AN_HOUR, A_DAY = timedelta(minutes=30), timedelta(hours=24)
MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("America/New_York"))
KEY = Master(b"the machine's own key, 32 bytes.")
ROSTER = Path(__file__).parent / "data" / "roster-two-desks.toml"

words = st.sampled_from((PLAIN, PLAIN, PLAIN, NAMED, SISTER, NUMBER, DANGER))
circles = st.sampled_from(("macia", "jaylan"))
numbers = st.integers(0, 1000)


@dataclass(frozen=True)
class Sight:
    """One message on a screen: its words with everything around them, and its buttons by their tokens."""

    id: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    is_own: bool = False
    is_words: bool = False
    """Whether the bot carried somebody's words."""


@dataclass(frozen=True)
class Put:
    """Something that was put on somebody's phone: its words, and the widths of its pictures."""

    person: str
    text: str
    widths: tuple[int, ...] = ()


@dataclass
class Said:
    """What somebody said in one message, also as it was changed later.

    ``meant`` is a circle, "line:Tianna", or None as long as nobody has said for whom it is; from the moment
    it ``has_left`` that is over and done.
    """

    writer: str
    meant: str | None
    has_left: bool = False
    tokens: list[str] = field(default_factory=list)

    @property
    def audience(self) -> set[str]:
        """Those who may read it."""
        if self.meant is None:
            return {self.writer}
        kind, _, caseworker = self.meant.partition(":")
        return {self.writer, caseworker, "Brianna"} if caseworker else {self.writer, *CIRCLES[kind]}


class Hands(Protocol):
    """What people's hands can do on a messenger, and what their eyes see."""

    @property
    def exchange(self) -> Exchange: ...
    def sights(self, who: str) -> list[Sight]: ...
    def news(self) -> list[Put]: ...
    def writes(
        self, who: str, text: str, reply_to: str | None = None, topic: str | None = None
    ) -> str | None: ...
    def shows(
        self, who: str, pictures: Sequence[bytes], caption: str, reply_to: str | None, topic: str | None
    ) -> list[str] | None: ...
    def edits(self, who: str, message: str, text: str) -> None: ...
    def replaces(self, who: str, message: str, picture: bytes, caption: str) -> bool: ...
    def reacts(self, who: str, message: str, emoji: str | None) -> None: ...
    def takes_back(self, who: str, message: str) -> bool: ...
    def presses(self, who: str, message: str, token: str) -> None: ...
    def loses_topic(self, who: str, child: str) -> bool: ...


class OnSimulator:
    """Everybody on the simulator."""

    def __init__(self, clock: SetClock) -> None:
        self.exchange = SimulatorExchange(clock)
        self.platform = self.exchange.platform
        self._put: list[Put] = []
        self._names = {name.lower(): name for name in EVERYBODY}
        self.platform.watch(self._changed)

    def _changed(self, change: Change) -> None:
        if isinstance(change, Showing) and not change.message.is_own:
            shown = change.message
            labels = (button.label for button in shown.buttons)
            text = "\n".join((shown.header or "", shown.body, *labels))
            data = [self.platform.file(file.key) or b"" for file in shown.files]
            self._put.append(Put(self._names[change.user], text, tuple(_width(one) for one in data)))

    def news(self) -> list[Put]:
        put, self._put = self._put, []
        return put

    def sights(self, who: str) -> list[Sight]:
        return [
            Sight(
                shown.id,
                f"{shown.header or ''}\n{shown.body}",
                tuple((button.label, button.token) for button in shown.buttons),
                shown.is_own,
                shown.header is not None,
            )
            for shown in self.platform.phone(who.lower()).screen()
        ]

    def writes(
        self, who: str, text: str, reply_to: str | None = None, topic: str | None = None
    ) -> str | None:
        return None if topic else self.platform.phone(who.lower()).types(text, reply_to)

    def shows(
        self, who: str, pictures: Sequence[bytes], caption: str, reply_to: str | None, topic: str | None
    ) -> list[str] | None:
        if topic:
            return None
        album = f"album-{self.platform.next_id()}" if len(pictures) > 1 else None
        phone = self.platform.phone(who.lower())
        return [
            phone.sends(MediaKind.PICTURE, data, "" if number else caption, reply_to=reply_to, album=album)
            for number, data in enumerate(pictures)
        ]

    def edits(self, who: str, message: str, text: str) -> None:
        self.platform.phone(who.lower()).edits(message, text)

    def replaces(self, who: str, message: str, picture: bytes, caption: str) -> bool:
        return False

    def reacts(self, who: str, message: str, emoji: str | None) -> None:
        self.platform.phone(who.lower()).reacts(message, emoji)

    def takes_back(self, who: str, message: str) -> bool:
        self.platform.phone(who.lower()).withdraws(message)
        return True

    def presses(self, who: str, message: str, token: str) -> None:
        self.platform.phone(who.lower()).presses(message, token)

    def loses_topic(self, who: str, child: str) -> bool:
        return False


class OnTelegram:
    """Everybody on Telegram."""

    topics = Topics.OFF

    def __init__(self, clock: SetClock) -> None:
        self.exchange = TelegramExchange(clock)
        self.server = self.exchange.server
        self.server.world.topics = self.topics
        self._read = 0

    def news(self) -> list[Put]:
        names = {user.id: name for name, user in self.exchange.users.items()}
        calls = self.server.requests[self._read :]
        self._read += len(calls)
        return [
            Put(
                names[int(call.params["chat_id"])],
                body_in_letters(body(call)),
                tuple(_width(file.content) for file in call.files.values()),
            )
            for call in calls
            if call.method in OUTWARD
        ]

    def sights(self, who: str) -> list[Sight]:
        return [
            Sight(
                str(shown.id),
                shown.text,
                tuple((button.label, button.token) for button in shown.buttons),
                shown.is_mine,
                any(entity["type"] == "bold" and entity["offset"] == 0 for entity in shown.entities),
            )
            for shown in self.exchange.user(who).screen(with_own=True)
            if shown.kind != "service"
        ]

    def _thread(self, who: str, topic: str | None) -> int | None:
        called = {name: number for number, name in self.exchange.user(who).chat.topics.items()}
        return called.get(CHILD[topic]) if topic else None

    def writes(
        self, who: str, text: str, reply_to: str | None = None, topic: str | None = None
    ) -> str | None:
        thread = self._thread(who, topic)
        if topic and thread is None:
            return None
        answered = int(reply_to) if reply_to else None
        return str(self.exchange.user(who).says(text, answered, topic=thread).id)

    def shows(
        self, who: str, pictures: Sequence[bytes], caption: str, reply_to: str | None, topic: str | None
    ) -> list[str] | None:
        thread = self._thread(who, topic)
        if topic and thread is None:
            return None
        user, answered = self.exchange.user(who), int(reply_to) if reply_to else None
        group: Any = {"media_group_id": str(self.server.world.number())} if len(pictures) > 1 else {}
        under = {"reply_to": answered, "topic": thread, **group}
        captions = [caption, *("" for _ in pictures[1:])]
        sent = [
            user.sends("photo", data, caption=words, **under)
            for data, words in zip(pictures, captions, strict=True)
        ]
        return [str(one.id) for one in sent]

    def edits(self, who: str, message: str, text: str) -> None:
        self.exchange.user(who).edits(int(message), text)

    def replaces(self, who: str, message: str, picture: bytes, caption: str) -> bool:
        user = self.exchange.user(who)
        if "photo" not in user.chat.messages[int(message)].content:
            return False
        user.replaces(int(message), "photo", picture, caption)
        return True

    def reacts(self, who: str, message: str, emoji: str | None) -> None:
        self.exchange.user(who).reacts(int(message), emoji)

    def takes_back(self, who: str, message: str) -> bool:
        return False

    def presses(self, who: str, message: str, token: str) -> None:
        self.exchange.user(who).presses(int(message), token, even_if_gone=True)

    def loses_topic(self, who: str, child: str) -> bool:
        user = self.exchange.user(who)
        if CHILD[child] not in user.chat.topics.values():
            return False
        user.deletes_topic(CHILD[child])
        return True


class InTopics(OnTelegram):
    """The same, where each circle has a topic in the chat of whoever has several."""

    topics = Topics.ON


class InTopicsThatFail(OnTelegram):
    """The same, where Telegram puts what goes into a lost topic beside it."""

    topics = Topics.LOST_ARE_IGNORED


def body_in_letters(told: str) -> str:
    """Return a request without what files are made of, in which anything may look like a word."""
    return told.partition("b'\\xff\\xd8")[0]


def _width(data: bytes) -> int:
    return Image.open(io.BytesIO(data)).size[0]


def picture(width: int) -> bytes:
    """Return a picture that is known again by its width."""
    sink = io.BytesIO()
    Image.new("RGB", (width, 40), (200, 30, 60)).save(sink, "JPEG")
    return sink.getvalue()


PLACES: dict[str, type[OnSimulator | OnTelegram]] = {
    "simulator": OnSimulator,
    "telegram": OnTelegram,
    "topics": InTopics,
    "failing topics": InTopicsThatFail,
}


@cache
def prepared(messenger: str) -> Path:
    """Return a database in which everybody has joined, made once for a messenger."""
    path = Path(tempfile.mkdtemp(prefix="two-families-")) / "joined.db"

    async def make() -> None:
        clock = SetClock(MORNING)
        exchange = SimulatorExchange(clock) if messenger == "simulator" else TelegramExchange(clock)
        stage = Stage(exchange, clock, f"sqlite:///{path}", KEY)
        for name in EVERYBODY:
            exchange.phone(name)
        roster = ROSTER.read_text().replace('way = "hold"', "")
        await stage.open(joined=EVERYBODY, roster=roster)
        await stage.close()

    asyncio.run(make())
    return path


class TwoFamilies(RuleBasedStateMachine):
    """Brianna at her phone. ``said`` holds all that was ever said, by its token or its picture's width."""

    place: ClassVar = "simulator"

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = Path(tempfile.mkdtemp(prefix="two-families-"))
        self.clock = SetClock(MORNING)
        self.hands: Hands = PLACES[self.place](self.clock)
        shutil.copy(prepared(self.hands.exchange.name), self._folder / "story.db")
        url = f"sqlite:///{self._folder / 'story.db'}"
        self.stage = Stage(self.hands.exchange, self.clock, url, KEY)
        self.stage.defaults = Defaults(messages_per_minute=10_000, files_per_day=10_000)
        for name in EVERYBODY:
            self.hands.exchange.phone(name)
        self._run(self.hands.exchange.start())
        self._run(self.stage.build())
        self.said: dict[str | int, Said] = {}
        self.own: dict[str, Said] = {}
        """What Brianna said, by the message it stands in."""
        self.asked: dict[str, Said] = {}
        """What a question on Brianna's phone is about."""
        self.buttons: dict[tuple[str, str], str] = {}
        """Every button that ever stood on Brianna's phone, by its message and token."""
        self.chosen: tuple[str, datetime] | None = None
        self.line_used: datetime | None = None
        self.to_desk: tuple[str, datetime] | None = None
        """To which caseworker she was asked to write something, and when."""
        self.named: set[str] = set()
        self._put: list[Put] = []
        self._before: dict[str, Sight] = {}
        # One message each, so that there is something to reply to, and each circle has its topic.
        self._other_writes("Ana", "macia")
        self._other_writes("Samara", "jaylan")

    def teardown(self) -> None:
        self._run(self.stage.close())
        self._runner.close()
        shutil.rmtree(self._folder)

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    # What becomes of what people do.

    def _settle(self, about: Said | None = None, but: Sequence[str] = (), *, is_answer: bool = False) -> None:
        """Let all take its course, and read all that is put on any phone.

        ``about`` is what was done something with: nobody beside its readers, and ``but``, has any news. Only
        what can be an answer closes the question that waits for one.
        """
        self._run(self.stage.settle())
        self.clock.advance(timedelta(seconds=1))
        put = self.hands.news()
        self._notice(about, is_answer=is_answer)
        for one in put:
            self._nothing_of_others(one)
            if about is not None:
                assert one.person in {"Brianna", *about.audience, *but}, f"{about} and yet {one}"

    def _nothing_of_others(self, one: Put) -> None:
        carried = [*TOKEN.findall(one.text), *one.widths]
        for token in carried:
            said = self.said[token]
            # Words that speak of danger, and nobody says to whom: in the end her caseworker reads them.
            is_called = said.meant is None and dangers(one.text) and one.person == "Tianna"
            assert one.person in said.audience or is_called, f"{one.person} gets {one.text!r} of {said}"
            said.has_left |= one.person != said.writer
        foreign = FOREIGN.get(one.person)
        # A caseworker who is asked whether a name may pass reads it, and decides.
        is_asked = one.person in ("Tianna", "Marcus") and not self.named.isdisjoint(map(str, carried))
        found = foreign.search(one.text) if foreign and not is_asked else None
        assert found is None, f"{one.person} reads {one.text!r}"

    def _notice(self, about: Said | None, *, is_answer: bool) -> None:
        """Note what the questions are about that have appeared on Brianna's phone, and what else they say."""
        now = {one.id: one for one in self.hands.sights("Brianna") if not one.is_own}
        for one in now.values():
            if self._before.get(one.id) == one:
                continue
            self.buttons |= {(one.id, token): label for label, token in one.buttons}
            tokens = TOKEN.findall(one.text)
            if one.buttons and (tokens or about is not None):
                said = self.said[tokens[0]] if tokens else about
                assert said is not None
                self.asked[one.id] = said
            elif one.buttons:
                self.asked.pop(one.id, None)
            if (asks := TO_DESK.search(one.text)) is not None:
                self.to_desk = asks[1], self.clock.now()
            if (chose := CHOSEN.search(one.text)) is not None:
                self.chosen = chose[1].lower(), self.clock.now()
            if ON_LINE in one.text:
                self.to_desk, self.line_used = None if is_answer else self.to_desk, self.clock.now()
        self._before = now

    def _token(self, said: Said, form: str = PLAIN) -> str:
        token = f"word{len(self.said):04}"
        self.said[token] = said
        said.tokens.append(token)
        if form in (NAMED, SISTER):
            self.named.add(token)
        return form.format(token)

    def _desks(self, form: str) -> tuple[str, ...]:
        # Whoever serves her is told that she may be in danger, in words of the house.
        return ("Tianna", "Marcus") if form == DANGER else ()

    def _without_address(self) -> str | None:
        """Return for whom words are that say nothing of it themselves."""
        now, chosen = self.clock.now(), self.chosen
        if chosen is not None and now - chosen[1] >= HALF_AN_HOUR:
            chosen = None
        if self.to_desk is not None:
            # What she was asked for last: where she chose a circle since, it is a question which she means.
            return None if chosen and chosen[1] >= self.to_desk[1] else f"line:{self.to_desk[0]}"
        is_line_open = self.line_used is not None and now - self.line_used < A_DAY
        if is_line_open and (chosen is None or (self.line_used and chosen[1] < self.line_used)):
            return None
        return chosen[0] if chosen else None

    def _addressed(self, reply_to: Sight | None, topic: str | None) -> str | None:
        if reply_to is not None:
            return self._meant_by(reply_to)
        return topic or self._without_address()

    def _meant_by(self, sight: Sight) -> str | None:
        """Return for whom a reply to this is."""
        if sight.is_own:
            said = self.own.get(sight.id)
            return said.meant if said else None
        if sight.is_words and (tokens := TOKEN.findall(sight.text)):
            return self.said[tokens[0]].meant
        asks = TO_DESK.search(sight.text)
        return f"line:{asks[1]}" if asks else None

    # What people do.

    def _other_writes(self, who: str, circle: str) -> None:
        said = Said(who, circle)
        if who == "Ana":
            self.hands.writes(who, "/switch macia")
        self.hands.writes(who, self._token(said))
        self._settle(said)

    @rule(who=st.sampled_from(("Ana", "Samara", "Francis")))
    def another_writes(self, who: str) -> None:
        self._other_writes(who, "macia" if who == "Ana" else "jaylan")

    @rule(form=words, topic=st.sampled_from((None, None, "macia", "jaylan")))
    def writes(self, form: str, topic: str | None) -> None:
        self._says(form, None, topic)

    @rule(form=words, number=numbers, topic=st.sampled_from((None, "macia", "jaylan")))
    def replies(self, form: str, number: int, topic: str | None) -> None:
        seen = self.hands.sights("Brianna")
        # A reply stands in the topic of what it answers, and an app that is broken puts it elsewhere.
        self._says(form, seen[-1 - number % len(seen)], topic)

    @rule(form=words, number=numbers)
    def replies_to_words(self, form: str, number: int) -> None:
        seen = [one for one in self.hands.sights("Brianna") if one.is_words]
        if seen:
            self._says(form, seen[-1 - number % len(seen)], None)

    def _says(self, form: str, reply_to: Sight | None, topic: str | None) -> None:
        said = Said("Brianna", self._addressed(reply_to, topic))
        reply = reply_to.id if reply_to else None
        message = self.hands.writes("Brianna", self._token(said, form), reply, topic)
        if message is not None:
            self.own[message] = said
            self._settle(said, self._desks(form), is_answer=True)

    @rule(form=words, number=numbers, choice=numbers)
    def writes_and_says_where_to(self, form: str, number: int, choice: int) -> None:
        self._says(form, None, None)
        self._answers_newest(choice)
        self._answers_newest(number)

    def _answers_newest(self, choice: int) -> None:
        asked = [one for one in self.hands.sights("Brianna") if one.buttons and one.id in self.asked]
        if asked:
            self._press(asked[-1].id, *asked[-1].buttons[choice % len(asked[-1].buttons)])

    @rule(
        form=st.sampled_from(("", "", PLAIN, NAMED)),
        count=st.integers(1, 3),
        reply=st.one_of(st.none(), numbers),
        topic=st.sampled_from((None, "macia", "jaylan")),
        choices=st.tuples(numbers, numbers),
    )
    def shows_pictures(
        self, form: str, count: int, reply: int | None, topic: str | None, choices: tuple[int, int]
    ) -> None:
        seen = [one for one in self.hands.sights("Brianna") if one.is_words]
        answered = seen[-1 - reply % len(seen)] if reply is not None and seen else None
        said = Said("Brianna", self._addressed(answered, topic) if answered or topic else self._no_answer())
        pictures = [self._picture(said) for _ in range(count)]
        caption = self._token(said, form) if form else ""
        reply_to = answered.id if answered else None
        sent = self.hands.shows("Brianna", pictures, caption, reply_to, topic)
        if sent is not None:
            self.own |= dict.fromkeys(sent, said)
            self._settle(said)
            for choice in choices:
                self._answers_newest(choice)

    def _no_answer(self) -> str | None:
        # A picture is no answer to a question.
        self.to_desk, kept = None, self.to_desk
        meant, self.to_desk = self._without_address(), kept
        return meant

    def _picture(self, said: Said) -> bytes:
        width = 40 + len(self.said)
        self.said[width] = said
        return picture(width)

    @rule(circle=circles)
    def switches(self, circle: str) -> None:
        self.hands.writes("Brianna", f"/switch {circle}")
        self._settle()

    @rule(word=st.sampled_from(("/menu", "/caseworker", "/undo", "/who", "/switch", "/caseworker")))
    def uses_a_command(self, word: str) -> None:
        self.hands.writes("Brianna", word)
        self._settle()

    @rule(
        caseworker=st.sampled_from(("Tianna", "Marcus")),
        form=words,
        then=st.sampled_from(("answers", "answers", "replies", "switches", "waits", "macia", "jaylan")),
        number=numbers,
    )
    def is_asked_what_to_say_to_a_caseworker(
        self, caseworker: str, form: str, then: str, number: int
    ) -> None:
        self.uses_a_command("/caseworker")
        asked = [one for one in self.hands.sights("Brianna") if one.buttons]
        named = [one for one in asked[-1].buttons if caseworker in one[0]] if asked else []
        for label, token in named[:1]:
            self._press(asked[-1].id, label, token)
        if then == "replies":
            self.replies_to_words(form, number)
        elif then == "switches":
            self.switches("macia" if number % 2 else "jaylan")
            self._says(form, None, None)
        elif then == "waits":
            self.time_passes(timedelta(minutes=31))
            self._says(form, None, None)
        else:
            self._says(form, None, None if then == "answers" else then)

    @rule(number=numbers, choice=numbers)
    def presses(self, number: int, choice: int) -> None:
        seen = [one for one in self.hands.sights("Brianna") if one.buttons]
        if seen:
            sight = seen[-1 - number % min(4, len(seen))]
            self._press(sight.id, *sight.buttons[choice % len(sight.buttons)])

    @rule(number=numbers)
    def presses_what_stood_there_once(self, number: int) -> None:
        if self.buttons:
            (message, token), label = list(self.buttons.items())[-1 - number % len(self.buttons)]
            self._press(message, label, token)

    def _press(self, message: str, label: str, token: str) -> None:
        if label in LEFT_ALONE:
            return
        sight = next((one for one in self.hands.sights("Brianna") if one.id == message), None)
        is_there = sight is not None and (label, token) in sight.buttons
        about, to_desk = self.asked.get(message), self.to_desk
        is_of_desk = "Tianna" in label or "Marcus" in label
        circle = next((one for one in CIRCLES if f"({CHILD[one]})" in label and not is_of_desk), None)
        if about is not None and is_there and not about.has_left:
            if circle is not None:
                about.meant = circle
            elif label in ("Only Tianna", "Only Marcus"):
                about.meant = f"line:{label.removeprefix('Only ')}"
            elif label == "My answer":
                about.meant = f"line:{to_desk[0]}" if to_desk else None
        if is_there and sight is not None and circle is not None and WHERE in sight.text:
            self.chosen = circle, self.clock.now()
        if is_there and label in ("Later", "Cancel"):
            self.to_desk = None
        self.hands.presses("Brianna", message, token)
        # Words that speak of danger are behind any of them: a caseworker may be told.
        self._settle(about, ("Tianna", "Marcus") if about else (), is_answer=label == "My answer")

    @rule(form=words, number=numbers)
    def changes_words(self, form: str, number: int) -> None:
        here = [one.id for one in self.hands.sights("Brianna") if one.id in self.own]
        if here:
            message = here[-1 - number % len(here)]
            said = self.own[message]
            self.hands.edits("Brianna", message, self._token(said, form))
            self._settle(said, self._desks(form))

    @rule(form=st.sampled_from((PLAIN, NAMED)), number=numbers)
    def puts_another_picture(self, form: str, number: int) -> None:
        here = [one.id for one in self.hands.sights("Brianna") if one.id in self.own]
        if here:
            message = here[-1 - number % len(here)]
            said = self.own[message]
            width = 40 + len(self.said)
            if self.hands.replaces("Brianna", message, picture(width), f"{form} {width}".format("again")):
                self.said[width] = said
                self._settle(said)

    @rule(number=numbers, emoji=st.sampled_from(("👍", "🙏", None)))
    def reacts(self, number: int, emoji: str | None) -> None:
        seen = [one for one in self.hands.sights("Brianna") if one.is_words or one.id in self.own]
        if seen:
            sight = seen[-1 - number % len(seen)]
            said = self.own.get(sight.id)
            meant = said.meant if said else self._meant_by(sight)
            self.hands.reacts("Brianna", sight.id, emoji)
            self._settle(Said("Brianna", meant))

    @rule(number=numbers)
    def takes_back(self, number: int) -> None:
        here = [one.id for one in self.hands.sights("Brianna") if one.id in self.own]
        if here:
            message = here[-1 - number % len(here)]
            if not self.hands.takes_back("Brianna", message):
                self.hands.writes("Brianna", "/undo", message)
            self._settle(self.own[message])

    @rule(child=circles)
    def loses_a_topic(self, child: str) -> None:
        self.hands.loses_topic("Brianna", child)
        self._settle()

    @rule(passing=st.sampled_from((timedelta(minutes=3), timedelta(minutes=31), timedelta(hours=25))))
    def time_passes(self, passing: timedelta) -> None:
        self.clock.advance(passing)
        self._settle()

    @rule(who=st.sampled_from(("Tianna", "Marcus")), number=numbers)
    def a_caseworker_decides(self, who: str, number: int) -> None:
        waiting = [one for one in self.hands.sights(who) if "Pass it on" in dict(one.buttons)]
        own = [one for one in waiting if self.named.isdisjoint(TOKEN.findall(one.text))]
        if own:
            sight = own[-1 - number % len(own)]
            self.hands.presses(who, sight.id, dict(sight.buttons)["Pass it on"])
            self._settle()

    @rule(who=st.sampled_from(("Tianna", "Marcus")), word=st.sampled_from(("/queue", "/people", "/menu")))
    def a_caseworker_looks(self, who: str, word: str) -> None:
        self.hands.writes(who, word)
        self._settle()

    @rule(who=st.sampled_from(("Tianna", "Marcus")))
    def a_caseworker_answers_on_the_line(self, who: str) -> None:
        seen = [one for one in self.hands.sights(who) if "only to you" in one.text]
        if seen:
            said = Said(who, f"line:{who}")
            self.hands.writes(who, self._token(said), seen[-1].id)
            self._settle(said)
            self.line_used = self.clock.now()


def _machine(place: str) -> type[TwoFamilies]:
    return type(f"TwoFamilies on {place}", (TwoFamilies,), {"place": place})


@pytest.mark.parametrize(("place", "stories"), [("simulator", 20), ("telegram", 5), ("topics", 12)])
def test_nothing_gets_from_one_family_to_the_other_whatever_brianna_does(place: str, stories: int) -> None:
    run_state_machine_as_test(
        _machine(place),
        settings=settings(
            max_examples=stories,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
        ),
    )


@pytest.mark.soak
@pytest.mark.parametrize("place", PLACES)
def test_nothing_gets_from_one_family_to_the_other_for_a_long_time(place: str) -> None:
    run_state_machine_as_test(
        _machine(place),
        settings=settings(
            max_examples=300, stateful_step_count=50, deadline=None, database=None, derandomize=False
        ),
    )
