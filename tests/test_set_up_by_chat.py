"""From an empty database, only by chat commands: what a roster would have made, in less than 60 messages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from bot.chat.clock import SetClock
from bot.chat.people import Role
from bot.family.terms import Terms
from bot.roster import read
from bot.store.importing import first_caseworker, import_roster
from bot.store.schema import (
    audit,
    child,
    circle,
    circle_child,
    family,
    member,
    parentage,
    permission,
    person,
    placement,
)
from bot.store.sealing import Master, Scope, fresh_key
from bot.store.session import Session
from tests.story.phones import Exchange, SimulatorExchange, TelegramExchange
from tests.story.stage import MONDAY_MORNING, STORY, Stage
from tests.story.transcript import Player, Transcript, load
from tests.tables import with_tables
from tests.test_transcripts import FOLDER

EMPTY = (FOLDER.parent / "data" / "roster-empty.toml").read_text()
MOST = 60
EXCHANGES: dict[str, Callable[[SetClock], Exchange]] = {
    "simulator": SimulatorExchange,
    "telegram": TelegramExchange,
}


def set_up(story: str) -> Transcript:
    """Return the part of a story in which only the caseworker does anything."""
    told = load(FOLDER / f"{story}.txt")
    until = next(number for number, (act, _) in enumerate(told.acts) if not act.startswith(("Tianna", "+ ")))
    told.acts = told.acts[:until]
    return told


def said_by_her(told: Transcript) -> int:
    """Return how many messages and presses of hers it takes."""
    return sum(act.startswith("Tianna") for act, _ in told.acts)


@pytest.fixture
async def stages(tmp_path: Path) -> AsyncIterator[Callable[[str], Stage]]:
    made: list[Stage] = []

    def make(messenger: str = "simulator") -> Stage:
        clock = SetClock(MONDAY_MORNING)
        url = f"sqlite:///{tmp_path / f'{len(made)}.db'}"
        made.append(Stage(EXCHANGES[messenger](clock), clock, url, Master(fresh_key())))
        return made[-1]

    yield make
    for stage in made:
        await stage.close()


class Standing(msgspec.Struct, frozen=True):
    """All that was set up, in names."""

    families: set[tuple[str, str]]
    children: set[tuple[str, str, str | None, str]]
    homes: dict[str, frozenset[str]]
    circles: dict[frozenset[str], tuple[str, str, frozenset[str]]]
    parents: set[tuple[str, str]]
    allowed: dict[tuple[str, str, str], Terms]


def standing(session: Session) -> Standing:
    """Read it all."""
    run = session.connection.execute
    names = {
        one.id: session.open(Scope.person(one.id), "person.name", one.id, one.name)
        for one in run(select(person))
    }
    families = {
        one.id: (
            session.open(Scope.family(one.id), "family.name", one.id, one.name),
            names[one.caseworker_id],
        )
        for one in run(select(family))
    }
    children, called = set(), {}
    for one in run(select(child).order_by(child.c.id)):
        scope = Scope.family(one.family_id)
        called[one.id] = session.open(scope, "child.name", one.id, one.name)
        born = session.open(scope, "child.born", one.id, one.born) if one.born else None
        since = run(select(placement.c.since).where(placement.c.child_id == one.id)).scalar_one()
        children.add((called[one.id], families[one.family_id][0], born, str(since)))
    homes = {
        called[one.child_id]: frozenset(
            names[who] for who in run(select(person.c.id).where(person.c.home_id == one.home_id)).scalars()
        )
        for one in run(select(placement))
    }
    circles = {}
    for one in run(select(circle)):
        about = run(select(circle_child.c.child_id).where(circle_child.c.circle_id == one.id)).scalars()
        people = run(select(member.c.person_id).where(member.c.circle_id == one.id)).scalars()
        key = frozenset(called[which] for which in about)
        circles[key] = (one.phase, one.way, frozenset(names[who] for who in people))
    allowed = {}
    of_family = {one.id: one.family_id for one in run(select(child))}
    for one in run(select(permission)):
        scope = Scope.family(of_family[one.child_id])
        details = session.open_bytes(scope, "permission.details", one.id, one.details)
        terms = msgspec.json.decode(details, type=Terms)
        allowed[names[one.parent_id], called[one.child_id], one.kind] = terms
    parents = {(called[one.child_id], names[one.person_id]) for one in run(select(parentage))}
    return Standing(set(families.values()), children, homes, circles, parents, allowed)


def as_from_a_file(terms: Terms, kind: Terms) -> Terms:
    """Return terms but for when they began: what is allowed by chat is allowed from that day on."""
    return msgspec.structs.replace(terms, since=kind.since)


@pytest.mark.parametrize("messenger", EXCHANGES)
@pytest.mark.parametrize("story", ["setup-guided", "setup-inline"])
async def test_a_chat_makes_what_a_roster_makes(
    stages: Callable[[str], Stage], story: str, messenger: str
) -> None:
    told = set_up(story)
    assert said_by_her(told) < MOST
    stage = stages(messenger)
    await stage.open(joined=told.joined, roster=EMPTY)
    await Player(stage).play(told)
    by_chat = await stage.house.store.run(standing)

    other = stages("simulator")
    await other.open(joined=("Tianna",))
    by_file = await other.house.store.run(standing)

    assert by_chat.families == by_file.families
    assert by_chat.children == by_file.children
    assert by_chat.homes == by_file.homes
    assert by_chat.circles == by_file.circles
    assert by_chat.parents >= by_file.parents
    assert by_chat.allowed.keys() == by_file.allowed.keys()
    for key, terms in by_chat.allowed.items():
        expected = by_file.allowed[key].fitting(key[2])  # type: ignore[arg-type]
        assert as_from_a_file(terms, expected) == expected, key


async def test_it_begins_with_nothing_but_the_code_of_the_first_caseworker(
    stages: Callable[[str], Stage],
) -> None:
    stage = stages("simulator")
    await stage.exchange.start()
    with_tables(stage.url)
    await stage.build()
    code = await stage.house.store.run(lambda session: first_caseworker(session, Role.CASEWORKER, "Tianna"))
    joins = [f"Tianna: {code}", "Tianna [English]", "Tianna [Tianna]"]
    told = set_up("setup-inline")
    told.acts = [*((act, []) for act in joins), *told.acts]
    assert said_by_her(told) < MOST
    await Player(stage).play(told)
    by_chat = await stage.house.store.run(standing)
    assert {name for name, _ in by_chat.families} == {"Gutierrez", "Hudson"}
    assert len(by_chat.circles) == 3


async def test_a_later_roster_adds_beside_what_was_made_by_chat(stages: Callable[[str], Stage]) -> None:
    """It has no id of a roster, so a file can neither change it nor speak of it."""
    told = set_up("setup-inline")
    stage = stages("simulator")
    await stage.open(joined=told.joined, roster=EMPTY)
    await Player(stage).play(told)
    before = await stage.house.store.run(standing)
    # Other people, in families that are called the same.
    other = re.sub(r'name = "(?!Tianna)(\w+)"', r'name = "\1 Luz"', STORY.read_text())
    imported = await stage.house.store.run(
        lambda session: import_roster(session, read(other, file_name="roster.toml"))
    )
    assert imported.created["family"] == 2
    again = await stage.house.store.run(
        lambda session: import_roster(session, read(other, file_name="roster.toml"))
    )
    assert not any(again.created.values())
    after = await stage.house.store.run(standing)
    assert before.families <= after.families
    assert before.children <= after.children
    assert before.allowed.items() <= after.allowed.items()


async def test_all_of_it_is_in_the_record(stages: Callable[[str], Stage]) -> None:
    told = set_up("setup-inline")
    stage = stages("simulator")
    await stage.open(joined=told.joined, roster=EMPTY)
    await Player(stage).play(told)
    counted = select(audit.c.action, func.count()).group_by(audit.c.action)
    rows = await stage.house.store.run(lambda session: session.connection.execute(counted).all())
    actions = {str(row[0]): int(row[1]) for row in rows}
    wanted = {"family-made": 2, "child-made": 4, "home-made": 2, "circle-made": 3, "invite": 6}
    assert {action: actions.get(action) for action in wanted} == wanted
    assert actions["read-family"] == 1
