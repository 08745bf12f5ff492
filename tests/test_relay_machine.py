"""Whatever people do, in whatever order: words reach exactly those they are for, once and in order.

Knows nothing of how the relay works: it looks at the screens, and asks the database only what became of what.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Coroutine
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.chat.clock import SetClock
from bot.store.sealing import Master
from bot.store.session import Defaults
from tests.story.phones import Seen, SimulatorExchange
from tests.story.record import Copy, Kept, Record, read_record
from tests.story.stage import TEXTS, Stage

T = TypeVar("T")

CIRCLES = {
    "gladys-jon": ("Ana", "Joshua", "Wendy"),
    "macia": ("Ana", "Brianna"),
    "jaylan": ("Samara", "Francis", "Brianna"),
}
DESKS = {"gladys-jon": "Tianna", "macia": "Tianna", "jaylan": "Marcus"}
PARENTS = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis")
EVERYBODY = (*PARENTS, "Tianna", "Marcus")
RESTING = "Wendy"
EVENING = datetime(2026, 11, 24, 22, 30, tzinfo=ZoneInfo("America/New_York"))
LANGUAGE = {"Ana": "es"}

# What may stand on no screen of somebody who knows nothing of that family.
GUTIERREZ = re.compile(r"\b(Ana|Joshua|Wendy|Gladys|Jon|Macia|Gutierrez|Tianna|[ajw]word\d+)\b")
HUDSON = re.compile(r"\b(Samara|Francis|Jaylan|Hudson|Marcus|[sf]word\d+)\b")
APART = {
    **dict.fromkeys(("Ana", "Joshua", "Wendy", "Tianna"), HUDSON),
    **dict.fromkeys(("Samara", "Francis", "Marcus"), GUTIERREZ),
}
# Buttons that would end the story, or begin another one: leaving, settings, a new person.
LEFT_ALONE = frozenset({"Settings", "Ajustes", "Invite someone", "Skip", "Saltar"})
WAITS = (timedelta(seconds=10), timedelta(seconds=61), timedelta(minutes=31), timedelta(hours=9))
KEY = Master(b"the machine's own key, 32 bytes.")
ROSTER = Path(__file__).parent / "data" / "roster-two-desks.toml"

people = st.sampled_from(PARENTS)
desks = st.sampled_from(("Tianna", "Marcus"))
numbers = st.integers(0, 1000)


@cache
def prepared() -> Path:
    """Return a database in which everybody has joined, made once."""
    path = Path(tempfile.mkdtemp(prefix="relay-machine-")) / "joined.db"

    async def make() -> None:
        clock = SetClock(EVENING)
        stage = Stage(SimulatorExchange(clock), clock, f"sqlite:///{path}", KEY)
        await stage.open(joined=EVERYBODY, roster=ROSTER.read_text())
        await stage.close()

    asyncio.run(make())
    return path


class Relay(RuleBasedStateMachine):
    """People at their phones. ``typed`` holds every word ever sent, by its token, and who wrote it."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = Path(tempfile.mkdtemp(prefix="relay-machine-"))
        shutil.copy(prepared(), self._folder / "story.db")
        self.clock = SetClock(EVENING)
        self.stage = Stage(
            SimulatorExchange(self.clock), self.clock, f"sqlite:///{self._folder / 'story.db'}", KEY
        )
        self.stage.defaults = Defaults(messages_per_minute=1000)
        for name in EVERYBODY:
            self.stage.exchange.phone(name)
        self._run(self.stage.build())
        self.typed: dict[str, str] = {}
        self.own: dict[str, list[tuple[str, str]]] = {name: [] for name in EVERYBODY}
        self.blocked: set[str] = set()
        self.passed: dict[str, list[str]] = {ref: [] for ref in CIRCLES}
        self.record = self._look()

    def teardown(self) -> None:
        self._run(self.stage.close())
        self._runner.close()
        shutil.rmtree(self._folder)

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def _look(self) -> Record:
        return self._run(self.stage.house.store.run(read_record))

    def _settle(self) -> None:
        self._run(self.stage.settle())
        self.record = self._look()
        for ref, passed in self.passed.items():
            # In the order in which they were let go: for words that waited for a look, that of the looks.
            gone = {copy.message for copy in self.record.copies if copy.state in ("sent", "ready")}
            passed.extend(
                one.id
                for one in self.record.messages.values()
                if one.circle == ref and one.id in gone and one.state == "passed" and one.id not in passed
            )

    def screen(self, who: str) -> list[Seen]:
        return self.stage.screen(who)

    def _shown(self) -> dict[str, list[Seen]]:
        return {name: self.screen(name) for name in EVERYBODY}

    def _token(self, who: str) -> str:
        token = f"{who[0].lower()}word{len(self.typed):04}"
        self.typed[token] = who
        return token

    def _says(self, who: str, words: str, token: str, reply_to: str | None = None) -> None:
        before = self._shown()
        self.own[who].append((self.stage.phone(who).says(words, reply_to), token))
        self._settle()
        kept = self.record.with_words(token)
        waits = kept is not None and any(c.state == "ready" for c in self._copies_of(kept))
        assert waits or self._shown() != before, f"{who} wrote and nothing came of it"

    def _copies_of(self, kept: Kept) -> list[Copy]:
        return [copy for copy in self.record.copies if copy.message == kept.id]

    def _sees(self, who: str) -> bool:
        return who not in self.blocked

    # What people do.

    @rule(who=people, times=st.integers(1, 3))
    def writes(self, who: str, times: int) -> None:
        for _ in range(times if self._sees(who) else 0):
            mind, here = self.record.minded[who], [ref for ref, them in CIRCLES.items() if who in them]
            token = self._token(who)
            at = self.clock.now()
            self._says(who, token, token)
            kept = self.record.with_words(token)
            recent = mind.chosen_at is not None and at - mind.chosen_at < timedelta(minutes=30)
            line = (
                mind.line_used_at
                if mind.line_used_at and at - mind.line_used_at < timedelta(hours=24)
                else None
            )
            expected = mind.circle if recent else here[0] if len(here) == 1 else None
            if line is not None and not (recent and mind.chosen_at and mind.chosen_at >= line):
                expected = None
            assert kept is None or kept.circle == expected, "words went where nobody had said they should"

    @rule(who=people, child=st.sampled_from((0, 1)))
    def writes_and_answers_where_to(self, who: str, child: int) -> None:
        if self._sees(who):
            token = self._token(who)
            self._says(who, token, token)
            asked = [one for one in self.screen(who) if token in one.body and one.labels]
            if asked:
                labels = [label for row in asked[-1].labels for label in row if "Tianna" not in label]
                labels = [label for label in labels if "Marcus" not in label]
                self.stage.phone(who).presses(asked[-1].id, labels[child % len(labels)])
                self._settle()

    @rule(who=people, number=numbers)
    def replies(self, who: str, number: int) -> None:
        seen = [one for one in self.screen(who) if one.header]
        if self._sees(who) and seen:
            answered = seen[number % len(seen)]
            original = self._message_on(answered)
            token = self._token(who)
            self._says(who, token, token, answered.id)
            kept = self.record.with_words(token)
            if original is not None and kept is not None:
                assert (kept.circle, kept.line) == (original.circle, original.line)
                if kept.line is not None:
                    assert self._readers(kept) == self._readers(original), "to another caseworker"

    def _message_on(self, seen: Seen) -> Kept | None:
        return next(
            (one for one in self.record.messages.values() if one.words and one.words in seen.body), None
        )

    @rule(who=people, number=numbers)
    def changes_words(self, who: str, number: int) -> None:
        if self._sees(who) and self.own[who]:
            place = number % len(self.own[who])
            key, _ = self.own[who][place]
            token = self._token(who)
            self.stage.phone(who).edits(key, token)
            self.own[who][place] = (key, token)
            self._settle()

    @rule(who=people, number=st.one_of(st.none(), numbers))
    def takes_back(self, who: str, number: int | None) -> None:
        if self._sees(who):
            reply = (
                self.own[who][number % len(self.own[who])][0]
                if number is not None and self.own[who]
                else None
            )
            self.stage.phone(who).says("/undo", reply)
            self._settle()

    @rule(who=st.sampled_from(("Ana", "Brianna")), child=st.sampled_from(("jon", "macia", "jaylan")))
    def switches(self, who: str, child: str) -> None:
        if self._sees(who):
            self.stage.phone(who).says(f"/switch {child}")
            self._settle()

    @rule(whom=desks)
    def tells_one_of_two_caseworkers(self, whom: str) -> None:
        phone = self.stage.phone("Brianna")
        if self._sees("Brianna"):
            phone.says("/caseworker")
            self._settle()
            asked = self.screen("Brianna")[-1]
            phone.presses(asked.id, next(label for row in asked.labels for label in row if whom in label))
            self._settle()
            token = self._token("Brianna")
            self._says("Brianna", token, token)
            kept = self.record.with_words(token)
            assert kept is None or {copy.reader for copy in self._copies_of(kept)} == {whom}

    @rule(
        who=st.sampled_from(("Ana", "Brianna")),
        child=st.sampled_from(("macia", "jon", "jaylan")),
        passing=st.sampled_from((timedelta(minutes=28), timedelta(minutes=32))),
    )
    def writes_a_while_after_switching(self, who: str, child: str, passing: timedelta) -> None:
        self.switches(who, child)
        self.time_passes(passing)
        self.writes(who, 1)

    @rule(who=people, number=numbers)
    def writes_to_the_caseworker(self, who: str, number: int) -> None:
        if self._sees(who) and number % 5 == 0:
            token = self._token(who)
            self._says(who, f"/caseworker {token}", token)
            kept = self.record.with_words(token)
            assert kept is None or (kept.circle, kept.line) == (None, who)

    @rule(who=st.sampled_from(EVERYBODY), number=numbers, choice=numbers)
    def presses(self, who: str, number: int, choice: int) -> None:
        found = [one for one in self.screen(who) if one.labels]
        if self._sees(who) and found:
            seen = found[-1 - number % min(3, len(found))]
            labels = [label for row in seen.labels for label in row if label not in LEFT_ALONE]
            if labels:
                self.stage.phone(who).presses(seen.id, labels[choice % len(labels)])
                self._settle()

    @rule(who=desks)
    def writes_at_the_desk(self, who: str) -> None:
        if self._sees(who):
            token = self._token(who)
            self._says(who, token, token)
            kept = self.record.with_words(token)
            # Unless the question "what would you like to say?" was just asked, it is asked to whom.
            assert kept is None or DESKS[str(kept.circle)] == who

    @rule(who=desks, child=st.sampled_from(("jon", "macia", "jaylan")))
    def says_to_a_circle(self, who: str, child: str) -> None:
        if self._sees(who):
            token = self._token(who)
            self._says(who, f"/say {child} {token}", token)
            asked = self.screen(who)[-1]
            if any("Yes" in row for row in asked.labels) and token in asked.body:
                self.stage.phone(who).presses(asked.id, "Yes")
                self._settle()
            kept = self.record.with_words(token)
            assert kept is None or DESKS[str(kept.circle)] == who

    @rule(who=desks, word=st.sampled_from(("/queue", "/approve", "/decline", "/people", "/menu")))
    def works_at_the_desk(self, who: str, word: str) -> None:
        if self._sees(who):
            self.stage.phone(who).says(word)
            self._settle()

    @rule(who=desks, child=st.sampled_from(("jon", "macia", "jaylan")), number=numbers)
    def pauses(self, who: str, child: str, number: int) -> None:
        if self._sees(who) and number % 5 == 0:
            missing: dict[str, set[str]] = {}
            for copy in self.record.copies:
                kept = self.record.messages[copy.message]
                if copy.state in ("ready", "held") and kept.circle and kept.author in CIRCLES[kept.circle]:
                    missing.setdefault(kept.circle, set()).add(kept.author)
            before = dict(self.record.phases)
            self.stage.phone(who).says(f"/pause {child} yes")
            self._settle()
            for ref, authors in missing.items():
                if self.record.phases[ref] == "paused" != before[ref]:
                    for author in filter(self._sees, authors):
                        told = TEXTS.render(LANGUAGE.get(author, "en"), "paused-ended-one", words="\n")
                        told = told.splitlines()[0]
                        several = TEXTS.render(LANGUAGE.get(author, "en"), "paused-ended", count=2)[1:]
                        assert any(told in s.body or several in s.body for s in self.screen(author))

    @precondition(lambda self: "paused" in self.record.phases.values())
    @rule(who=desks, child=st.sampled_from(("jon", "macia", "jaylan")))
    def resumes(self, who: str, child: str) -> None:
        if self._sees(who):
            ready = {copy for copy in self.record.copies if copy.state == "ready"}
            before = dict(self.record.phases)
            self.stage.phone(who).says(f"/resume {child}")
            self._settle()
            for ref, phase in self.record.phases.items():
                if phase != "paused" == before[ref]:
                    fresh = {c for c in self.record.copies if c.state in ("ready", "sent")} - ready
                    assert all(c.made_at <= self.clock.now() for c in fresh)

    @rule(who=st.sampled_from(EVERYBODY), number=numbers)
    def blocks(self, who: str, number: int) -> None:
        if self._sees(who) and number % (1 + 2 * len(self.blocked)) == 0:
            self.stage.phone(who).blocks()
            self.blocked.add(who)
            self._settle()

    @precondition(lambda self: self.blocked)
    @rule(number=numbers)
    def unblocks(self, number: int) -> None:
        who = sorted(self.blocked)[number % len(self.blocked)]
        self.stage.phone(who).unblocks()
        self.blocked.remove(who)
        self._settle()

    @rule(passing=st.sampled_from(WAITS))
    def time_passes(self, passing: timedelta) -> None:
        self._run(self.stage.wait(passing))
        self._settle()

    # What must be so at every moment.

    @invariant()
    def nobody_reads_what_is_not_for_them(self) -> None:
        for name, screen in self._shown().items():
            shown = "\n".join(text for seen in screen for text in _everything(seen))
            for token in re.findall(r"\b[a-z]word\d+\b", shown):
                assert name == self.typed[token] or name in self._audience(token), f"{name} sees {token}"

    def _audience(self, token: str) -> set[str]:
        ever = [one for one in self.record.messages.values() if one.words == token]
        return {name for one in ever for name in self._readers(one)} | self.was_for.get(token, set())

    def _readers(self, one: Kept) -> set[str]:
        if one.circle is not None:
            return {*CIRCLES[one.circle], DESKS[one.circle]}
        return {
            str(one.line),
            one.author,
            *(copy.reader for copy in self.record.copies if copy.message == one.id),
        }

    @property
    def was_for(self) -> dict[str, set[str]]:
        """Earlier words of a message that was changed since, and of one that was taken back."""
        known = self.__dict__.setdefault("_was_for", {})
        for one in self.record.messages.values():
            if one.words is not None:
                known.setdefault(one.words, set()).update(self._readers(one))
        return known  # type: ignore[no-any-return]

    @invariant()
    def the_families_know_nothing_of_each_other(self) -> None:
        for name, foreign in APART.items():
            for seen in self.screen(name):
                for text in _everything(seen):
                    assert foreign.search(text) is None, f"{name} reads {text!r}"

    @invariant()
    def every_word_is_there_once_or_its_writer_knows(self) -> None:
        minute_ago = self.clock.now() - timedelta(minutes=1)
        for copy in self.record.copies:
            kept = self.record.messages[copy.message]
            if copy.state == "ready":
                known = copy.is_told or copy.made_at >= minute_ago
                assert known, f"{kept.words} waits for {copy.reader}, and its writer does not know"
            if not self._sees(copy.reader):
                continue
            shown = sum(kept.words in seen.body for seen in self._copies_on(copy.reader)) if kept.words else 0
            if kept.state == "withdrawn" or copy.state == "ended":
                assert shown == 0, f"{copy.reader} still has what was taken back"
            elif copy.state == "sent":
                assert shown == 1, f"{copy.reader} has {kept.words} {shown} times"
            elif copy.state == "ready":
                assert shown == 0
                assert self._is_resting(copy.reader), f"{kept.words} waits for {copy.reader}, who is there"
            else:
                assert (copy.state, kept.state) == ("held", "held")

    @invariant()
    def a_circle_is_told_to_all_of_it(self) -> None:
        told: dict[str, list[Copy]] = {}
        for copy in self.record.copies:
            told.setdefault(copy.message, []).append(copy)
        for one in self.record.messages.values():
            if one.circle is not None:
                others = {name for name in CIRCLES[one.circle] if name != one.author}
                assert {copy.reader for copy in told[one.id]} == others
            else:
                assert len(told[one.id]) == 1

    @invariant()
    def words_stand_in_the_order_in_which_they_were_let_go(self) -> None:
        for ref, passed in self.passed.items():
            for name in filter(self._sees, CIRCLES[ref]):
                bodies = [seen.body for seen in self._copies_on(name)]
                words = [self.record.messages[key].words for key in passed]
                places = [bodies.index(one) for one in words if one is not None and one in bodies]
                assert places == sorted(places), f"{name} reads {ref} out of order"

    def _copies_on(self, name: str) -> list[Seen]:
        return [seen for seen in self.screen(name) if seen.header and not seen.labels]

    def _is_resting(self, name: str) -> bool:
        hour = self.clock.now().astimezone(EVENING.tzinfo).hour
        return name == RESTING and (hour >= 21 or hour < 7)


def _everything(seen: Seen) -> list[str]:
    return [seen.header or "", seen.body, *(label for row in seen.labels for label in row)]


def test_words_reach_exactly_those_they_are_for_whatever_people_do() -> None:
    run_state_machine_as_test(
        Relay,
        settings=settings(
            max_examples=10,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
        ),
    )


@pytest.mark.soak
def test_words_reach_exactly_those_they_are_for_for_an_hour() -> None:
    run_state_machine_as_test(
        Relay,
        settings=settings(
            max_examples=400, stateful_step_count=80, deadline=None, database=None, derandomize=False
        ),
    )
