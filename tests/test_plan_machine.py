"""Whatever two homes do about their plans and their questions: what holds is what all have said yes to.

One of the plans is for going home: there is a word of it as long as that is planned, and none else. And
nothing ever waits for nobody: while something is suggested or asked, somebody else can act on it by a button.
Knows nothing of how that is decided: the model keeps who said yes to which words, and who may know.
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
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.store.refs import readable_ref
from bot.store.schema import book_question, book_unknown, circle, person, plan_item, plan_yes
from bot.store.sealing import Master, Scope
from bot.store.session import Session
from tests.books import Books, labels, roster
from tests.story.phones import Seen, SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

T = TypeVar("T")

PARENTS, HOME = ("Ana", "Joshua"), ("Wendy", "Carl")
WRITERS: Final = (*PARENTS, *HOME)
ASIDE: Final = ("Rosa", "Brianna", "Samara", "Marcus")
"""Who is to hear nothing of it: who only stands by, and those of other circles."""
TOPICS: Final = {"Hair": "hair", "Faith": "religion", "What we tell the child": "tell"}
OF_HOME: Final = frozenset({"What we tell the child"})
"""What stands in the plan for going home, which there is only while that is planned."""
KEY: Final = Master(b"the machine's own key, 32 bytes.")
TOKEN: Final = re.compile(r"\b[paq]word [a-j]{3}\b")
ALL_AGREED, THEY_AGREED = "You have all agreed on this", "They have all agreed on this"
A_SEASON: Final = timedelta(days=91)

people = st.sampled_from(WRITERS)
topics = st.sampled_from(tuple(TOPICS))
numbers = st.integers(0, 1000)


@cache
def prepared() -> Path:
    """Return a database in which everybody has joined but Dora, made once."""
    path = Path(tempfile.mkdtemp(prefix="plan-machine-")) / "joined.db"

    async def make() -> None:
        clock = SetClock(MONDAY_MORNING)
        stage = Stage(SimulatorExchange(clock), clock, f"sqlite:///{path}", KEY)
        await stage.open(joined=(*WRITERS, *ASIDE, "Tianna"), roster=roster())
        await stage.close()

    asyncio.run(make())
    return path


@dataclass
class Suggested:
    """Words that somebody suggests, and who has said yes to exactly these."""

    words: str
    author: str
    yes: set[str]


@dataclass
class Asked:
    """A question that is open, and who does not know."""

    words: str
    asker: str
    unknown: set[str] = field(default_factory=set)


class Kept:
    """What the database holds of the plan of Gladys and Jon, and of what is asked, in people's names."""

    def __init__(self, session: Session) -> None:
        run = session.connection.execute
        names = {
            one.id: session.open(Scope.person(one.id), "person.name", one.id, one.name)
            for one in run(select(person))
        }
        here = next(one for one in run(select(circle)) if readable_ref(session, circle, one) == "gladys-jon")
        family = Scope.family(here.family_id)
        yes: dict[str, set[str]] = {}
        for one in run(select(plan_yes)):
            yes.setdefault(one.item_id, set()).add(names[one.person_id])
        self.holds: dict[str, str] = {}
        self.suggested: dict[str, Suggested] = {}
        for one in run(select(plan_item).where(plan_item.c.circle_id == here.id)):
            words = session.open(family, "plan_item.words", one.id, one.words)
            if one.state == "agreed":
                self.holds[one.topic] = words
            elif one.state == "proposed":
                self.suggested[one.topic] = Suggested(words, names[one.author_id], yes.get(one.id, set()))
        unknown: dict[str, set[str]] = {}
        for one in run(select(book_unknown)):
            unknown.setdefault(one.question_id, set()).add(names[one.person_id])
        self.asked = [
            Asked(
                session.open(family, "book_question.words", one.id, one.words),
                names[one.asker_id],
                unknown.get(one.id, set()),
            )
            for one in run(select(book_question).where(book_question.c.state == "open"))
        ]


class Homes(RuleBasedStateMachine):
    """Two parents and a home of two at their phones; ``here`` are those who have not left."""

    def __init__(self) -> None:
        super().__init__()
        self._runner = asyncio.Runner()
        self._folder = Path(tempfile.mkdtemp(prefix="plan-machine-"))
        shutil.copy(prepared(), self._folder / "story.db")
        clock = SetClock(MONDAY_MORNING)
        self.stage = Books(SimulatorExchange(clock), clock, f"sqlite:///{self._folder / 'story.db'}", KEY)
        for name in (*WRITERS, *ASIDE, "Tianna"):
            self.stage.phone(name)
        self._run(self.stage.build())
        self.here = set(WRITERS)
        self.is_paused = False
        self.is_planned = False
        self.holds: dict[str, str] = {}
        self.suggested: dict[str, Suggested] = {}
        self.asked: list[Asked] = []
        self.said_yes: dict[str, set[str]] = {}
        """Who ever said yes to which words: what holds is looked up here, whatever else the model thinks."""
        self._count = 0
        self._since = 0
        self._is_changed = False

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
        self._is_changed = True

    def _told(self, who: str) -> str:
        return self.stage.told(who, self._since)

    # The model: whose yes it takes, and who may know.

    def _groups(self) -> list[set[str]]:
        """Return whose yes it takes: each parent's, and of a home somebody's."""
        home = self.here.intersection(HOME)
        return [*({one} for one in PARENTS if one in self.here), *([home] if home else [])]

    def _missing(self, yes: set[str]) -> list[set[str]]:
        return [group for group in self._groups() if not group & yes]

    def _are_both_here(self) -> bool:
        return all(self.here.intersection(side) for side in (PARENTS, HOME))

    def _others_side(self, asker: str) -> set[str]:
        return self.here.intersection(HOME if asker in PARENTS else PARENTS)

    def _who_may_know(self, one: Asked) -> set[str]:
        return self._others_side(one.asker) - one.unknown

    def _look_whether_it_holds(self) -> None:
        """Let hold in the model what everybody has agreed to, and see that all are told in this very turn."""
        for topic, one in list(self.suggested.items()):
            if self._are_both_here() and not self._missing(one.yes):
                self.holds[topic] = one.words
                del self.suggested[topic]
                for name in self.here:
                    assert f"{ALL_AGREED}, for Gladys and Jon. {topic}:\n\n{one.words}" in self._told(name)
                assert f"{THEY_AGREED}, for Gladys and Jon. {topic}:\n\n{one.words}" in self._told("Tianna")

    # What people do.

    def _by_page(self, who: str, topic: str) -> Seen | None:
        if who not in self.here:
            return None
        if topic in OF_HOME and not self.is_planned:
            answer = self._run(self.stage.says(who, "/goinghome"))
            assert (
                answer.body
                == "There is nothing here for you now. Your caseworker can help you with any question."
            )
            return None
        return self._run(self.stage.looks_at(who, topic))

    @rule(who=people, topic=topics, is_interrupted=st.booleans())
    def suggests(self, who: str, topic: str, *, is_interrupted: bool) -> None:
        self._begin()
        page = self._by_page(who, topic)
        ways = ("Suggest something else", "Suggest something")
        way = next((label for label in ways if page is not None and label in labels(page)), None)
        if page is not None and self.is_paused:
            assert way is None
            assert "Tianna has paused" in page.body
        elif page is not None:
            assert way is not None
            self._run(self.stage.presses(who, way))
            self._writes_words(who, topic, is_interrupted=is_interrupted)

    def _writes_words(self, who: str, topic: str, *, is_interrupted: bool) -> None:
        words = self._token("p")
        self._run(self.stage.says(who, words))
        if is_interrupted:
            self._run(self.stage.restart())
        self._run(self.stage.presses(who, "All right"))
        self.suggested[topic] = Suggested(words, who, {who})
        self.said_yes[words] = {who}
        for other in self.here - {who}:
            assert words in self._told(other), f"{other} is not asked about {words}"

    @initialize(is_planned=st.booleans())
    def has_begun(self, *, is_planned: bool) -> None:
        if is_planned:
            self.is_planned_or_stopped(0)

    @rule(number=numbers)
    def is_planned_or_stopped(self, number: int) -> None:
        """Going home begins, or stops: then no word of its plan stands any more."""
        if self.is_planned and number % 6:
            return
        self._begin()
        page = self._run(self.stage.says("Tianna", "/goinghome"))
        circle = next(label for label in labels(page) if label.startswith("Gladys and Jon"))
        page = self._run(self.stage.presses("Tianna", circle))
        if self.is_planned:
            for label in ("Stop it", "Send it now"):
                self._run(self.stage.presses("Tianna", label))
            for plan in (self.holds, self.suggested):
                for topic in OF_HOME:
                    plan.pop(topic, None)
        elif self.is_paused:
            assert "This cannot be done now" in page.body
            return
        else:
            self._run(self.stage.presses("Tianna", "All of them"))
            self._run(self.stage.says("Tianna", "skip"))
            self._run(self.stage.presses("Tianna", "Yes"))
        told = "We stop planning for now" if self.is_planned else "is starting to plan with you"
        assert all(told in self._told(who) for who in self.here)
        self.is_planned = not self.is_planned

    @rule(who=people, topic=topics)
    def agrees(self, who: str, topic: str) -> None:
        self._begin()
        page = self._by_page(who, topic)
        if page is not None and "I agree" in labels(page):
            assert self.suggested[topic].words in page.body
            self._run(self.stage.presses(who, "I agree"))
            self._says_yes(who, self.suggested[topic].words)

    def _says_yes(self, who: str, words: str) -> None:
        standing = [one for one in self.suggested.values() if one.words == words]
        if standing and who in self.here and not self.is_paused:
            standing[0].yes.add(who)
            self.said_yes[words].add(who)
        self._look_whether_it_holds()

    @rule(who=people, topic=topics)
    def all_agree(self, who: str, topic: str) -> None:
        self.suggests(who, topic, is_interrupted=False)
        for other in sorted(self.here - {who}):
            self.agrees(other, topic)

    @rule(who=people, number=numbers)
    def presses_a_button_from_before(self, who: str, number: int) -> None:
        ways = ("I agree", "I don't know", "Suggest something else")
        seen = [one for one in self.stage.screen(who) if set(ways) & set(labels(one))]
        if not seen:
            return
        self._begin()
        one = seen[-1 - number % min(6, len(seen))]
        (way, *_) = (label for label in ways if label in labels(one))
        words = TOKEN.findall(one.body)[-1]
        self.stage.phone(who).presses(one.id, way)
        self._run(self.stage.settle())
        if way == "I agree":
            self._says_yes(who, words)
        else:
            self._knows_not(who, words)

    @rule(who=people, topic=topics)
    def takes_back(self, who: str, topic: str) -> None:
        self._begin()
        page = self._by_page(who, topic)
        standing = self.suggested.get(topic)
        if page is not None and "Take mine back" in labels(page):
            assert standing is not None
            assert standing.author == who
            self._run(self.stage.presses(who, "Take mine back"))
            del self.suggested[topic]
            for other in self.here - {who}:
                assert f"{who} has taken back what was suggested." in self._told(other)
        elif page is not None and standing is not None and not self.is_paused:
            assert standing.author != who, f"{who} cannot take {standing.words} back"

    @rule(who=people)
    def asks(self, who: str) -> None:
        if who in self.here:
            self._begin()
            words = self._token("q")
            self._run(self.stage.asks(who, "Gladys", words))
            whom = self._others_side(who)
            if not whom or self.is_paused:
                assert "I have asked" not in self._told(who)
                return
            self.asked.append(Asked(words, who))
            for other in self.here - {who}:
                assert (words in self._told(other)) == (other in whom)

    @rule(who=people, number=numbers)
    def answers(self, who: str, number: int) -> None:
        mine = [one for one in self.asked if who in self._who_may_know(one)]
        if mine and not self.is_paused:
            self._begin()
            one, words = mine[number % len(mine)], self._token("a")
            self._run(self.stage.answers(who, words, under=one.words))
            self.asked.remove(one)
            assert f"{who} has answered your question about Gladys:\n\n{one.words}\n{words}" in self._told(
                one.asker
            )

    @rule(who=people)
    def does_not_know(self, who: str) -> None:
        mine = [one for one in self.asked if who in self._who_may_know(one)]
        if mine:
            self._begin()
            self._run(self.stage.says(who, "/menu"))
            shown = self._run(self.stage.presses(who, "Questions for you"))
            assert mine[0].words in shown.body
            self._run(self.stage.presses(who, "I don't know", under=mine[0].words))
            self._knows_not(who, mine[0].words)

    def _knows_not(self, who: str, words: str) -> None:
        for one in self.asked:
            if one.words == words and who in self.here:
                one.unknown.add(who)
        self._look_who_is_left()

    def _look_who_is_left(self) -> None:
        """End in the model what nobody is left to answer, and see that whoever asked is told."""
        for one in [one for one in self.asked if not self._who_may_know(one) or one.asker not in self.here]:
            self.asked.remove(one)
            if one.asker in self.here:
                told = f"Nobody could answer your question about Gladys:\n{one.words}"
                assert told in self._told(one.asker), f"{one.asker} waits for an answer to {one.words}"

    @rule(who=people, number=numbers)
    def leaves(self, who: str, number: int) -> None:
        if who in self.here and len(self.here) > 1 and number % 2 == 0:
            self._begin()
            self._run(self.stage.says(who, "/leave yes"))
            self.here.remove(who)
            self._look_whether_it_holds()
            self._look_who_is_left()

    @precondition(lambda self: len(self.here) < len(WRITERS))
    @rule(number=numbers)
    def comes_back(self, number: int) -> None:
        gone = [one for one in WRITERS if one not in self.here]
        self._is_back(gone[number % len(gone)])

    def _is_back(self, who: str) -> None:
        self._begin()
        self._run(self.stage.comes_back(who))
        self.here.add(who)
        self._look_whether_it_holds()

    @precondition(lambda self: not self.is_paused)
    @rule(
        away=st.sampled_from((("Ana",), ("Joshua",), ("Carl",), PARENTS, HOME)),
        topic=topics,
        say_yes=st.booleans(),
        come_back=st.booleans(),
    )
    def some_leave_while_the_others_agree(
        self, away: tuple[str, ...], topic: str, *, say_yes: bool, come_back: bool
    ) -> None:
        others = sorted(self.here.difference(away))
        if not others:
            return
        if topic not in self.suggested:
            self.suggests(others[0], topic, is_interrupted=False)
        for who in away if say_yes else others:
            self.agrees(who, topic)
        for who in away:
            self.leaves(who, 0)
        for who in others:
            self.agrees(who, topic)
        for who in away if come_back else ():
            if who not in self.here:
                self._is_back(who)

    @rule(number=numbers)
    def is_paused_or_goes_on(self, number: int) -> None:
        if self.is_paused or number % 8 == 0:
            self._begin()
            self._run(self.stage.says("Tianna", "/resume Gladys" if self.is_paused else "/pause Gladys yes"))
            self.is_paused = not self.is_paused

    @rule()
    def the_house_is_built_anew(self) -> None:
        self._run(self.stage.restart())

    @precondition(lambda self: self.holds.keys() - OF_HOME)
    @rule()
    def a_season_passes(self) -> None:
        self._begin()
        self._run(self.stage.wait(A_SEASON))
        for who in self.here:
            is_asked = "You made your plan for Gladys and Jon a while ago" in self._told(who)
            assert is_asked or self.is_paused, f"{who} is not asked whether it still holds"

    @rule(who=people)
    def looks(self, who: str) -> None:
        for topic in TOPICS:
            page = self._by_page(who, topic)
            if page is not None:
                standing = self.suggested.get(topic)
                there = [self.holds.get(topic), standing.words if standing else None]
                assert TOKEN.findall(page.body) == [one for one in there if one]
                is_asked = standing is not None and who not in standing.yes and not self.is_paused
                assert ("I agree" in labels(page)) == is_asked
        if who in self.here:
            menu = self._run(self.stage.says(who, "/menu"))
            is_asked = any(who in self._who_may_know(one) for one in self.asked)
            assert ("Questions for you" in labels(menu)) == is_asked
            assert ("Going home" in labels(menu)) == self.is_planned

    # What must be so at every moment.

    @invariant()
    def what_holds_is_what_everybody_said_yes_to(self) -> None:
        kept = self._run(self.stage.house.store.run(Kept))
        assert kept.holds == {TOPICS[topic]: words for topic, words in self.holds.items()}
        assert kept.suggested == {TOPICS[topic]: one for topic, one in self.suggested.items()}
        assert sorted(kept.asked, key=lambda one: one.words) == self.asked
        for words in self.holds.values():
            assert self.said_yes[words] & set(PARENTS), words
            assert self.said_yes[words] & set(HOME), words

    @invariant()
    def somebody_else_can_always_act(self) -> None:
        if not self._is_changed or self.is_paused:
            return
        self._is_changed = False
        for topic, one in self.suggested.items():
            waits_for = sorted(set().union(*self._missing(one.yes)))
            if self._are_both_here():
                assert waits_for, f"everybody waits about {one.words}, and nobody is asked"
            for name in waits_for[:1]:
                page = self._by_page(name, topic)
                assert page is not None
                assert "I agree" in labels(page), f"{name} is waited for and has no button"
                assert one.words in page.body
        for asked in self.asked:
            assert self._who_may_know(asked), f"{asked.words} is open, and nobody is left who might know"
        for name in sorted(self.here):
            mine = [asked for asked in self.asked if name in self._who_may_know(asked)]
            if mine:
                self._run(self.stage.says(name, "/menu"))
                shown = self._run(self.stage.presses(name, "Questions for you"))
                assert mine[0].words in shown.body
                assert labels(shown) == ["Answer", "I don't know"]
                break

    @invariant()
    def nobody_beside_them_reads_a_word_of_it(self) -> None:
        for name in ASIDE:
            told = self.stage.told(name)
            assert TOKEN.search(told) is None, f"{name} reads of it"
            assert re.search("(?i)go(ing)? home|come home", told) is None, (
                f"{name} is told that it is planned"
            )


def test_what_holds_is_what_all_agreed_to_and_nothing_waits_for_nobody() -> None:
    run_state_machine_as_test(
        Homes,
        settings=settings(
            max_examples=12,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.generate,),
        ),
    )


@pytest.mark.soak
def test_what_holds_is_what_all_agreed_to_for_a_long_time() -> None:
    run_state_machine_as_test(
        Homes,
        settings=settings(
            max_examples=400, stateful_step_count=60, deadline=None, database=None, derandomize=False
        ),
    )
