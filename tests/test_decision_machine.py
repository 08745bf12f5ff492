"""Whatever people do about decisions: nothing is decided but by who asked, and never by silence.

Whoever was asked can answer by a button as long as it is open; what came of it all who were asked hear in the
same turn; and nobody beside them reads a word of it. The model keeps who said what.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

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
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.family.decision import NEXT, OPEN, Act, State
from bot.store.schema import circle, decision, decision_answer, message, person
from bot.store.sealing import Master, Scope
from bot.store.session import Session
from tests.books import Books, labels, roster
from tests.story.phones import Seen, SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

T = TypeVar("T")

PARENTS, HOME = ("Ana", "Joshua"), ("Wendy",)
WRITERS: Final = (*PARENTS, *HOME)
ASIDE: Final = ("Rosa", "Brianna", "Samara")
"""Who is to hear nothing of it: who only stands by, and those of other circles."""
KEY: Final = Master(b"the machine's own key, 32 bytes.")
TOKEN: Final = re.compile(r"\b[qo]word [a-j]{3}\b")
CIRCLE: Final = "Gladys and Jon"
CHOICES: Final = ("Yes", "No", "You decide")

people = st.sampled_from(WRITERS)
choices = st.sampled_from(CHOICES)
numbers = st.integers(0, 1000)


@cache
def prepared() -> Path:
    """Return a database in which everybody has joined, made once."""
    path = Path(tempfile.mkdtemp(prefix="decision-machine-")) / "joined.db"

    async def make() -> None:
        clock = SetClock(MONDAY_MORNING)
        stage = Stage(SimulatorExchange(clock), clock, f"sqlite:///{path}", KEY)
        await stage.open(joined=(*WRITERS, *ASIDE, "Tianna"), roster=roster())
        await stage.close()

    asyncio.run(make())
    return path


@dataclass
class Asked:
    """What somebody asks: who was asked, and what each has said."""

    words: str
    asker: str
    people: frozenset[str]
    state: State = State.OPEN
    said: dict[str, str] = field(default_factory=dict)
    outcome: str = ""


class Kept:
    """What the database holds of decisions, in people's names."""

    def __init__(self, session: Session) -> None:
        run = session.connection.execute
        names = {
            one.id: session.open(Scope.person(one.id), "person.name", one.id, one.name)
            for one in run(select(person))
        }
        family = {one.id: Scope.family(one.family_id) for one in run(select(circle))}
        words = {
            one.id: session.open(family[one.circle_id], "message.words", one.id, one.words)
            for one in run(select(message).where(message.c.circle_id.is_not(None)))
        }
        said: dict[str, dict[str, str]] = {}
        asked: dict[str, set[str]] = {}
        for one in run(select(decision_answer)):
            asked.setdefault(one.decision_id, set()).add(names[one.person_id])
            if one.message_id is not None:
                said.setdefault(one.decision_id, {})[names[one.person_id]] = words[one.message_id]
        self.all = [
            Asked(
                words[one.message_id],
                names[one.asker_id],
                frozenset(asked[one.id]),
                State(one.state),
                said.get(one.id, {}),
                words[one.outcome_id] if one.outcome_id else "",
            )
            for one in run(select(decision).order_by(decision.c.id))
        ]


class Deciders(RuleBasedStateMachine):
    """Two parents and who has their children, at their phones; ``here`` are those who have not left."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = Path(tempfile.mkdtemp(prefix="decision-machine-"))
        shutil.copy(prepared(), self._folder / "story.db")
        clock = SetClock(MONDAY_MORNING)
        self.stage = Books(SimulatorExchange(clock), clock, f"sqlite:///{self._folder / 'story.db'}", KEY)
        for name in (*WRITERS, *ASIDE, "Tianna"):
            self.stage.phone(name)
        self._run(self.stage.build())
        self.here = set(WRITERS)
        self.is_paused = False
        self.all: list[Asked] = []
        self._count = 0
        self._since = 0

    def teardown(self) -> None:
        self._run(self.stage.close())
        self._runner.close()
        shutil.rmtree(self._folder)

    def _run(self, doing: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(doing)

    def _token(self, kind: str) -> str:
        self._count += 1  # in letters: with figures in it a word would be somebody's name elsewhere
        return f"{kind}word {''.join('abcdefghij'[int(figure)] for figure in f'{self._count:03}')}"

    def _begin(self) -> None:
        self._since = len(self.stage.put)

    def _told(self, who: str) -> str:
        return self.stage.told(who, self._since)

    def _open(self) -> list[Asked]:
        return [one for one in self.all if one.state in OPEN]

    def _does(self, one: Asked, act: Act) -> None:
        one.state = NEXT[one.state, act]

    def _whose_say(self, asker: str) -> frozenset[str]:
        others = PARENTS if asker in HOME else (*PARENTS, *HOME)
        return frozenset(name for name in others if name in self.here and name != asker)

    # What people do.

    @rule(who=people)
    def asks(self, who: str) -> None:
        if who not in self.here or len(self._open()) > 3:
            return
        self._begin()
        page = self._opens(who)
        if "Ask something" in labels(page):
            page = self._run(self.stage.presses(who, "Ask something"))
        whom = self._whose_say(who)
        if self.is_paused or not whom:
            assert "Gladys" not in labels(page)
            self._run(self.stage.says(who, "/cancel"))
            return
        words = self._token("q")
        for label in ("Gladys", "Food"):
            self._run(self.stage.presses(who, label))
        self._run(self.stage.says(who, words))
        self._run(self.stage.presses(who, "Yes, no, or talk"))
        self._run(self.stage.says(who, "skip"))
        self._run(self.stage.presses(who, "All right"))
        self.all.append(Asked(words, who, whom))
        for other in self.here - {who}:
            assert (words in self._told(other)) == (other in whom), f"{other} and {words}"

    @rule(who=people, number=numbers, choice=choices)
    def answers_by_a_button_from_whenever(self, who: str, number: int, choice: str) -> None:
        seen = [one for one in self.stage.screen(who) if {"Yes", "You decide"} <= set(labels(one))]
        if not seen:
            return
        one = seen[-1 - number % min(4, len(seen))]
        words = TOKEN.findall(one.body)
        self._begin()
        self.stage.phone(who).presses(one.id, choice)
        self._run(self.stage.settle())
        found = next((other for other in self.all if words and other.words == words[-1]), None)
        if found is None or who not in self.here or self.is_paused or found.state not in OPEN:
            assert "reads your answer" not in self._told(who)
            return
        if found.asker not in self.here:
            return
        self._does(found, Act.ANSWER)
        found.said[who] = choice
        told = self._told(found.asker)
        assert f"answer to “{found.words}”" in told
        wishes = {said for said in found.said.values() if said in ("Yes", "No")}
        assert ("different wishes" in told) == (len(wishes) > 1)

    @rule(who=people, number=numbers)
    def writes_down(self, who: str, number: int) -> None:
        page = self._page(who, number)
        if page is None:
            return
        one, shown = page
        is_mine = one.asker == who and one.state in OPEN and not self.is_paused
        assert ("Write down the decision" in shown) == (is_mine and bool(one.said))
        if not (is_mine and one.said):
            return
        self._begin()
        self._run(self.stage.presses(who, "Write down the decision"))
        outcome = self._token("o")
        self._run(self.stage.says(who, outcome))
        self._does(one, Act.DECIDE)
        one.outcome = outcome
        for other in one.people & self.here:
            assert outcome in self._told(other), f"{other} is not told"

    @rule(who=people, number=numbers)
    def takes_back(self, who: str, number: int) -> None:
        page = self._page(who, number)
        if page is None:
            return
        one, shown = page
        is_mine = one.asker == who and one.state in OPEN and not self.is_paused
        assert ("Take it back" in shown) == is_mine
        if is_mine:
            self._run(self.stage.presses(who, "Take it back"))
            self._does(one, Act.WITHDRAW)

    def _opens(self, who: str) -> Seen:
        """Let somebody open what was asked and decided about the children; return what they see."""
        page = self._run(self.stage.says(who, "/decision"))
        ours = next((label for label in labels(page) if label.startswith(CIRCLE)), None)
        if ours is None or ours == CIRCLE:  # who is in one circle only is not asked which
            return page
        return self._run(self.stage.presses(who, ours))

    def _page(self, who: str, number: int) -> tuple[Asked, list[str]] | None:
        """Let somebody look at one of those they may know of; return it with what can be done there."""
        if who not in self.here:
            return None
        page = self._opens(who)
        offered = [label for label in labels(page) if TOKEN.search(label)]
        mine = [
            one
            for one in self.all
            if who in (one.asker, *one.people) and one.state not in (State.WITHDRAWN, State.STOPPED)
        ]
        assert {TOKEN.findall(label)[0] for label in offered} <= {one.words for one in mine}
        assert bool(offered) == bool(mine)
        if not offered:
            self._run(self.stage.says(who, "/cancel"))
            return None
        label = offered[number % len(offered)]
        shown = self._run(self.stage.presses(who, label))
        one = next(one for one in mine if one.words == TOKEN.findall(label)[0])
        can_answer = one.state in OPEN and who in one.people and who not in one.said and not self.is_paused
        assert ("You decide" in labels(shown)) == (can_answer and one.asker in self.here)
        for other, said in one.said.items():
            assert (f"{other}: {said}" in shown.body) == (who in (one.asker, other))
        assert (one.outcome in shown.body) or not one.outcome
        return one, labels(shown)

    @rule(number=numbers)
    def time_passes(self, number: int) -> None:
        self._begin()
        self._run(self.stage.wait(timedelta(days=15) if number % 3 == 0 else timedelta(hours=5)))
        if number % 3 == 0:
            for one in self._open():
                act = Act.TIME_UP if one.said and one.state == State.OPEN else Act.LAPSE
                self._does(one, act)
                assert one.words in self._told(one.asker)

    @rule(number=numbers)
    def is_paused_or_goes_on(self, number: int) -> None:
        if self.is_paused or number % 8 == 0:
            self._begin()
            self._run(self.stage.says("Tianna", "/resume Gladys" if self.is_paused else "/pause Gladys yes"))
            self.is_paused = not self.is_paused
            for one in self._open() if self.is_paused else ():
                self._does(one, Act.STOP)
                assert f"“{one.words}” can get no answer there now" in self._told(one.asker)

    @rule(who=people, number=numbers)
    def leaves(self, who: str, number: int) -> None:
        if who in self.here and len(self.here) > 1 and number % 4 == 0:
            self._begin()
            self._run(self.stage.says(who, "/leave yes"))
            self.here.remove(who)
            for one in self._open():
                if one.asker not in self.here or not one.people & self.here:
                    self._does(one, Act.STOP)

    @precondition(lambda self: len(self.here) < len(WRITERS))
    @rule(number=numbers)
    def comes_back(self, number: int) -> None:
        gone = [one for one in WRITERS if one not in self.here]
        who = gone[number % len(gone)]
        self._begin()
        self._run(self.stage.comes_back(who))
        self.here.add(who)

    @rule()
    def the_house_is_built_anew(self) -> None:
        self._run(self.stage.restart())

    # What must be so at every moment.

    @invariant()
    def what_is_kept_is_what_they_said(self) -> None:
        assert self._run(self.stage.house.store.run(Kept)).all == self.all

    @invariant()
    def nothing_is_decided_by_silence(self) -> None:
        for one in self.all:
            assert bool(one.outcome) == (one.state in (State.DECIDED, State.CHANGED))
            assert one.said or not one.outcome

    @invariant()
    def nobody_beside_them_reads_a_word_of_it(self) -> None:
        for name in ASIDE:
            assert TOKEN.search(self.stage.told(name)) is None, f"{name} reads of it"


def test_nothing_is_decided_but_by_who_asked_and_never_by_silence() -> None:
    run_state_machine_as_test(
        Deciders,
        settings=settings(
            max_examples=4,
            stateful_step_count=14,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
        ),
    )


@pytest.mark.soak
def test_nothing_is_decided_by_silence_for_a_long_time() -> None:
    run_state_machine_as_test(
        Deciders,
        settings=settings(
            max_examples=200, stateful_step_count=50, deadline=None, database=None, derandomize=False
        ),
    )


def test_whatever_can_be_answered_can_be_decided_withdrawn_and_ended() -> None:
    acts = {Act.ANSWER, Act.DECIDE, Act.WITHDRAW, Act.LAPSE, Act.STOP}
    assert all((state, act) in NEXT for state in OPEN for act in acts)
    assert {state for state, act in NEXT if act in acts} == set(OPEN)
