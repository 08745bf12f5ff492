"""What is offered to people: one thing a day, nothing again that was passed over, and a month of it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
import pytest
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.chat.people import Role
from bot.config.problems import Unfit
from bot.config.tips import read_tips
from bot.family.offering import ALL, MADE, OFF, ONCE, PROMISED, TAKEN, Made, Offers, has_room, may_be
from bot.family.offers import KINDS
from bot.family.tips import AGES, LIBRARY, TOPICS, fitting
from bot.family.weeks import Rhythm, next_weekday, week_of
from bot.store.schema import checkin, offer, person
from bot.store.sealing import Master, Scope, fresh_key
from bot.store.session import Session
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

NOW: Final = datetime(2026, 11, 23, 22, tzinfo=UTC)
DAY: Final = timedelta(days=1)


def given(*made: tuple[str, int, str], off: str = "") -> Offers:
    """Return what somebody was offered: the kind, how many days ago, and what came of it."""
    found = tuple(Made(kind, "", state, NOW - DAY * days) for kind, days, state in made)
    return Offers(is_on=True, off=frozenset(off.split()), made=found)


@pytest.mark.parametrize(
    ("offers", "has_it"),
    [
        (given(), True),
        (Offers(), False),
        (given(off=ALL), False),
        (given(("tip", 0, TAKEN)), False),
        (given(("tip", 1, TAKEN)), True),
        (given(("tip", 1, MADE)), False),
        (given(("tip", 3, MADE)), True),
        (given(("rhythm", 3, MADE), ("tip", 6, MADE)), False),
        (given(("rhythm", 6, MADE), ("tip", 9, MADE)), True),
        (given(("rhythm", 1, TAKEN), ("tip", 4, MADE)), True),
    ],
)
def test_one_thing_is_offered_a_day_and_less_to_who_passes_things_over(offers: Offers, has_it: bool) -> None:  # noqa: FBT001 - a row of the table
    assert has_room(offers, NOW) is has_it


def test_what_was_agreed_on_does_not_rest_but_is_not_asked_twice_a_day_either() -> None:
    assert has_room(given(("tip", 1, MADE)), NOW, PROMISED)
    assert not has_room(given(("tip", 0, MADE)), NOW, PROMISED)


@pytest.mark.parametrize(
    ("offers", "may"),
    [
        (given(("tip", 30, MADE)), False),
        (given(("tip", 30, TAKEN)), True),
        (given(("tip", 30, OFF), off="tip"), False),
        (given(("tip", 30, TAKEN), ("tip", 40, MADE)), True),
        (given(("rhythm", 30, MADE)), True),
    ],
)
def test_what_was_passed_over_is_not_offered_again_until_it_is_done(offers: Offers, may: bool) -> None:  # noqa: FBT001 - a row of the table
    assert may_be(offers, "tip", "", NOW, ONCE) is may


def test_an_agreed_check_in_may_be_missed_once_and_the_same_week_is_asked_about_once() -> None:
    once = given(("checkin", 7, MADE))
    twice = given(("checkin", 7, MADE), ("checkin", 14, MADE))
    assert may_be(once, "checkin", "c:1", NOW, PROMISED)
    assert not may_be(twice, "checkin", "c:1", NOW, PROMISED)
    asked = msgspec.structs.replace(once, made=(Made("checkin", "c:1", TAKEN, NOW - DAY),))
    assert not may_be(asked, "checkin", "c:1", NOW, PROMISED)


def test_a_week_is_known_by_the_day_of_the_rhythm_or_by_its_monday() -> None:
    thursday = NOW.date() + DAY * 3
    rhythm = Rhythm("r", "c", 2, thursday, "a", Role.PARENT, "Ana", is_agreed=True)
    assert next_weekday(3, NOW.date()) == thursday
    assert next_weekday(0, NOW.date()) == NOW.date() + DAY * 7
    assert week_of(None, thursday) == NOW.date()
    assert week_of(rhythm, thursday - DAY) == NOW.date()
    assert week_of(rhythm, thursday + DAY * 2) == thursday
    assert week_of(rhythm, thursday + DAY * 8) == NOW.date() + DAY * 7
    assert week_of(rhythm, thursday + DAY * 15) == thursday + DAY * 14
    assert not rhythm.falls_on(thursday + DAY * 7)


def test_there_are_tips_for_both_homes_and_every_age_about_everything() -> None:
    assert len(LIBRARY) >= 40
    assert len({tip.id for tip in LIBRARY}) == len(LIBRARY)
    for role in (Role.PARENT, Role.CAREGIVER):
        assert all(fitting(topic, "", role) for topic in TOPICS)
        assert all(any(fitting(topic, age, role) for topic in TOPICS) for age in AGES)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", None),
        ('["Warm feet"]\nen = "Warm socks help."\nes = "Ayudan los calcetines."\nfor = "parent"', None),
        ("[Warm feet]", "understood"),
        ('["Warm feet"]\nen = ""', "no words"),
        ('["Warm feet"]\nfr = "Au chaud."', "know"),
        ('["Warm feet"]\nen = "Warm socks help."\nfor = "cats"', "know"),
    ],
)
def test_the_agencys_own_tips_are_read_or_what_is_wrong_with_them_is_said(
    tmp_path: Path, written: str, says: str | None
) -> None:
    path = tmp_path / "tips.toml"
    path.write_text(written, encoding="utf-8")
    if says is None:
        assert all(texts["en"] for texts, _ in read_tips(path, ("en", "es")).values())
        return
    with pytest.raises(Unfit, match=says):
        read_tips(path, ("en", "es"))
    with pytest.raises(Unfit, match="not there"):
        read_tips(tmp_path / "none.toml", ("en", "es"))


# --- a month ----------------------------------------------------------------------------------------

WHO: Final = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis")
NEVER: Final = ("Joshua", "Francis")
"""Who never does anything with what they are offered."""
MOVES: Final = frozenset({"Back", "Later", "Cancel", "Atrás", "Luego", "Cancelar", "Saltar", "Skip"})
OFFS: Final = frozenset({"Not this again", "Esto ya no"})


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a stage with three circles, whose people are offered something at five."""
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'month.db'}", Master(fresh_key()))
    made.defaults = msgspec.structs.replace(made.defaults, offers="17:00")
    await made.open(joined=(*WHO, "Tianna"))
    yield made
    await made.close()


def _presses(stage: Stage, who: str, chance: random.Random) -> bool:
    """Press one of the buttons of the newest message that has some, as people might; tell whether."""
    shown = [one for one in stage.screen(who) if one.labels]
    labels = [label for row in shown[-1].labels for label in row] if shown else []
    wanted = [one for one in labels if one not in MOVES and (one not in OFFS or chance.random() < 0.1)]
    if not wanted:
        return False
    stage.phone(who).presses(shown[-1].id, chance.choice(wanted))
    return True


async def test_in_a_month_of_three_circles_nobody_gets_two_offers_a_day_and_what_is_ignored_stops(
    stage: Stage,
) -> None:
    chance = random.Random(8)
    for _ in range(30):
        await stage.wait(DAY)
        for who in WHO:
            steps = 0 if who in NEVER or chance.random() < 0.5 else 2
            while steps and _presses(stage, who, chance):
                await stage.settle()
                steps -= 1

    def read(session: Session) -> dict[str, list[tuple[str, str, datetime]]]:
        found: dict[str, list[tuple[str, str, datetime]]] = defaultdict(list)
        rows = select(offer, person.c.name).join(person, person.c.id == offer.c.person_id)
        for row in session.connection.execute(rows.order_by(offer.c.at)):
            name = session.open(Scope.person(row.person_id), "person.name", row.person_id, row.name)
            found[name].append((row.kind, row.state, row.at))
        return found

    made = await stage.house.store.read(read)
    assert set(WHO) == set(made)
    for who, offers in made.items():
        days = [at.date() for _, _, at in offers]
        assert len(days) == len(set(days)), f"{who}: {offers}"
        assert len(offers) < len(days) + 1
    patience = {kind.id: kind.patience.times for kind in KINDS}
    for who in NEVER:
        for kind, times in patience.items():
            assert sum(one == kind for one, _, _ in made[who]) <= times, made[who]
    assert any(state == TAKEN for offers in made.values() for _, state, _ in offers)


async def test_how_a_parent_is_opens_with_nobodys_key_but_their_own(stage: Stage) -> None:
    phone = stage.phone("Samara")
    phone.says("/checkin")
    await stage.settle()
    for _ in range(4):
        shown = stage.screen("Samara")[-1]
        labels = [label for row in shown.labels for label in row]
        hard = next((one for one in labels if one in ("It is hard now", "Only me", "Skip")), None)
        phone.presses(shown.id, hard or labels[0])
        await stage.settle()

    def read(session: Session) -> list[tuple[str, str, bytes]]:
        rows = session.connection.execute(select(checkin)).all()
        return [
            (row.how, session.open(Scope.person(row.person_id), "checkin.own", row.id, row.own), row.own)
            for row in rows
        ]

    kept = await stage.house.store.read(read)
    assert [(how, own) for how, own, _ in kept] == [("", "hard-day")]
    assert all(b"hard-day" not in sealed for _, _, sealed in kept)
    others = [one.body for who in ("Francis", "Brianna", "Tianna") for one in stage.screen(who)]
    assert not any("hard for Samara" in body for body in others)
