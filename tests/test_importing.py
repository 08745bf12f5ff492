"""A roster is taken into the database: what is new is made, and what is there is never widened."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.sql.base import Executable

from bot.chat.clock import SetClock
from bot.chat.ids import new_id
from bot.chat.incoming import Address
from bot.chat.people import Circle, Phase, Role
from bot.roster import RosterProblem, read
from bot.store import migrating, schema
from bot.store.database import Database
from bot.store.importing import Imported, NeedsCircle, first_caseworker, import_roster
from bot.store.importing.terms import Terms
from bot.store.inbox import address_hash
from bot.store.keyring import destroy_key
from bot.store.metadata import metadata
from bot.store.opening import Opened, StoreProblem
from bot.store.sealing import Master, Scope
from bot.store.session import Defaults, Session
from bot.store.viewing import SERVED_CIRCLES, circles_of, speaker_row
from tests.postgres import PostgresServer, fresh_database, postgres_server

__all__ = ["postgres_server"]

STORY = (Path(__file__).parent / "data" / "roster.toml").read_text(encoding="utf-8")
NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
ROSA = """
[[person]]
id = "rosa"
name = "Rosa"
role = "supporter"
"""


def edited(*changes: tuple[str, str]) -> str:
    """Return the story with each first part replaced by the second; a part that is not there is a mistake."""
    changed = STORY
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new)
    return changed


def with_accounts(**accounts: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f'id = "{ref}"\nname', f'id = "{ref}"\naccounts = [{listed}]\nname')
        for ref, listed in accounts.items()
    )


class World:
    """A database with a clock, and short ways to import and to look."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.clock = SetClock(NOW)

    async def imports(
        self, roster: str = STORY, *, renew: bool = False, default_quiet: str | None = None
    ) -> Imported:
        wanted = read(roster, file_name="roster.toml")
        return await self.opened.run(
            lambda session: import_roster(session, wanted, renew=renew, default_quiet=default_quiet),
            self.clock,
        )

    async def refused(self, roster: str) -> str:
        """Import what must be refused; return the mistakes, having seen that nothing was written."""
        before = await self.everything()
        with pytest.raises(RosterProblem) as caught:
            await self.imports(roster)
        assert await self.everything() == before
        return str(caught.value)

    async def rows(self, statement: Executable) -> list[Any]:
        return await self.opened.read(
            lambda session: list(session.connection.execute(statement).all()), self.clock
        )

    async def does(self, statement: Executable) -> None:
        await self.opened.run(lambda session: session.connection.execute(statement), self.clock)

    async def everything(self) -> dict[str, list[Any]]:
        return {
            table.name: sorted((await self.rows(select(table))), key=repr) for table in metadata.sorted_tables
        }

    async def id_of(self, table: Any, ref: str) -> str:
        (row,) = await self.rows(select(table.c.id).where(table.c.ref == ref))
        return str(row.id)

    async def circle(self, ref: str) -> Circle:
        wanted = await self.id_of(schema.circle, ref)

        def work(session: Session) -> Circle:
            (caseworker,) = session.connection.execute(
                select(schema.person.c.id).where(schema.person.c.ref == "tianna")
            ).scalars()
            rows = session.connection.execute(SERVED_CIRCLES, {"person": caseworker}).all()
            return next(one for one in circles_of(session, rows) if one.id == wanted)

        return await self.opened.read(work, self.clock)

    async def names_in(self, ref: str) -> set[str]:
        return {member.name for member in (await self.circle(ref)).members}

    async def permissions(self, parent: str, child: str) -> dict[str, tuple[bool, Terms]]:
        person, kid = schema.person, schema.child
        table = schema.permission
        rows = await self.rows(
            select(table, kid.c.family_id)
            .join(person, person.c.id == table.c.parent_id)
            .join(kid, kid.c.id == table.c.child_id)
            .where(person.c.ref == parent, kid.c.ref == child)
        )

        def work(session: Session) -> dict[str, tuple[bool, Terms]]:
            return {
                row.kind: (
                    row.is_withdrawn,
                    Terms(
                        **json.loads(
                            session.open(
                                Scope.family(row.family_id), "permission.details", row.id, row.details
                            )
                        )
                    ),
                )
                for row in rows
            }

        return await self.opened.read(work, self.clock)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables and nothing in them."""
    path = tmp_path_factory.mktemp("blank") / "blank.sqlite"
    migrating.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(blank: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copy(blank, tmp_path / 'store.sqlite')}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    url = fresh_database(postgres_server)
    migrating.upgrade(url)
    return url


async def world_at(url: str) -> AsyncIterator[World]:
    async with Opened(Database.open(url), Master(b"k" * 32), Defaults(), url) as opened:
        yield World(opened)


@pytest.fixture
async def world(sqlite_url: str) -> AsyncIterator[World]:
    async for one in world_at(sqlite_url):
        yield one


@pytest.fixture(params=["sqlite", "postgresql"])
async def either(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The same on either database."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    async for one in world_at(url):
        yield one


# --- what is new


async def test_a_first_import_makes_the_whole_story(either: World) -> None:
    imported = await either.imports()
    assert imported.created == {
        "home": 2, "caseworker": 1, "person": 6, "family": 2, "child": 4, "circle": 3, "permission": 45,
    }  # fmt: skip
    assert (imported.unchanged, imported.differences) == ({}, ())
    circle = await either.circle("gladys-jon")
    assert circle.phase == Phase.OPEN
    assert {child.name for child in circle.children} == {"Gladys", "Jon"}
    assert {(one.name, one.role, one.children) for one in circle.members} == {
        ("Ana", Role.PARENT, ("Gladys", "Jon")),
        ("Joshua", Role.PARENT, ("Gladys", "Jon")),
        ("Wendy", Role.CAREGIVER, ()),
    }
    assert circle.caseworker_name == "Tianna"
    assert circle.willing == frozenset()


async def test_an_unchanged_file_changes_nothing_and_differs_in_nothing(either: World) -> None:
    first = await either.imports(edited(*with_accounts(ana='"telegram:1001"', wendy='"telegram:1003"')))
    before = await either.everything()
    second = await either.imports(edited(*with_accounts(ana='"telegram:1001"', wendy='"telegram:1003"')))
    assert (second.created, second.differences, second.invitations) == ({}, (), ())
    assert second.unchanged == first.created
    assert set(second.waiting) == {"tianna", "joshua", "brianna", "samara", "francis"}
    assert await either.everything() == before


async def test_two_imports_at_once_make_everything_once(either: World) -> None:
    both = await asyncio.gather(either.imports(), either.imports())
    assert sorted(bool(one.created) for one in both) == [False, True]
    assert len(await either.rows(select(schema.person))) == 7


async def test_everybody_keeps_their_own_settings_from_the_file(world: World) -> None:
    await world.imports(
        edited(
            ('name = "Joshua"', 'name = "Joshua"\nword = "dad"'),
            ('name = "Samara"', 'name = "Samara"\nword = "first mom"'),
        )
    )
    people = {row.ref: row for row in await world.rows(select(schema.person))}
    assert (people["ana"].language, people["wendy"].language) == ("es", "en")
    assert (people["wendy"].quiet, people["ana"].quiet) == ("21:00-07:00", None)
    assert people["brianna"].home_id == await world.id_of(schema.home, "winter")
    words = {
        one.name: one.word for ref in ("gladys-jon", "jaylan") for one in (await world.circle(ref)).members
    }
    assert (words["Joshua"], words["Samara"], words["Ana"]) == ("dad", "=first mom", None)


async def test_the_agencys_time_zone_holds_for_whoever_has_none(world: World) -> None:
    await world.imports(
        edited(
            (
                '[agency]\nname = "County Family Services"\ntimezone = "America/New_York"',
                '[agency]\nname = "County"\ntimezone = "America/Boise"',
            )
        )
    )
    people = {row.ref: row.timezone for row in await world.rows(select(schema.person))}
    assert (people["ana"], people["wendy"]) == ("America/New_York", "America/Boise")


async def test_who_has_no_quiet_hours_gets_those_of_the_caller(world: World) -> None:
    await world.imports(default_quiet="")
    people = {row.ref: row.quiet for row in await world.rows(select(schema.person))}
    assert (people["wendy"], people["ana"]) == ("21:00-07:00", "")


async def test_children_live_where_the_file_says_since_that_morning_at_the_office(world: World) -> None:
    await world.imports()
    rows = await world.rows(
        select(schema.child.c.ref, schema.home.c.ref.label("home"), schema.placement.c.since)
        .join(schema.placement, schema.placement.c.child_id == schema.child.c.id)
        .join(schema.home, schema.home.c.id == schema.placement.c.home_id)
    )
    assert {row.ref: row.home for row in rows} == {
        "macia": "winter", "gladys": "chadwick", "jon": "chadwick", "jaylan": "winter",
    }  # fmt: skip
    assert {row.since for row in rows if row.ref == "macia"} == {datetime(2026, 10, 1, 4, tzinfo=UTC)}


async def test_a_permission_is_kept_with_all_its_terms(world: World) -> None:
    await world.imports()
    found = await world.permissions("joshua", "jon")
    assert set(found) == {"know", "letters", "moments", "questions", "phone", "visit", "appointment"}
    is_withdrawn, terms = found["visit"]
    assert not is_withdrawn
    assert (terms.supervision, terms.approval, terms.notice_hours, terms.max_minutes) == (
        "monitored",
        "none",
        24,
        180,
    )
    assert str(terms.since) == str(date(2026, 10, 1))
    assert await world.permissions("joshua", "macia") == {}


async def test_a_circle_on_hold_is_looked_at_for_seven_days(world: World) -> None:
    await world.imports(edited(('phase = "introduction"', 'phase = "introduction"\nway = "hold"')))
    rows = {row.ref: row for row in await world.rows(select(schema.circle))}
    assert (rows["jaylan"].way, rows["jaylan"].hold_until) == ("hold", NOW + timedelta(days=7))
    assert rows["macia"].hold_until is None


async def test_an_introduction_without_a_way_has_that_of_the_agency(world: World) -> None:
    world.opened.defaults = Defaults(introduction="hold")
    await world.imports()
    rows = {row.ref: row for row in await world.rows(select(schema.circle))}
    assert (rows["jaylan"].way, rows["jaylan"].hold_until) == ("hold", NOW + timedelta(days=7))


async def test_nothing_private_can_be_read_in_the_file(world: World, sqlite_url: str) -> None:
    imported = await world.imports(
        edited(*with_accounts(ana='"telegram:7310551", "matrix:@anacanary:example.org"'))
        + '[[connection]]\nchild = "gladys"\nname = "Canaryaunt"\nkind = "aunt"\n'
        + '[[nocontact]]\nbetween = ["joshua", "brianna"]\norder = "PO-CANARY-31"\n'
    )
    await world.opened.database.checkpoint()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    kept = b"".join(one.read_bytes() for one in path.parent.glob("store.sqlite*"))
    assert b"gladys-jon" in kept  # the agency's own ids are no secret
    for canary in (
        "Macia",
        "Ana",
        "7310551",
        "anacanary",
        "Canaryaunt",
        "PO-CANARY-31",
        "Riverside",
        "FC-2026",
    ):
        assert canary.encode() not in kept
    assert all(one.code.encode() not in kept for one in imported.invitations)


async def test_what_was_made_stands_in_the_audit_of_its_family(world: World) -> None:
    await world.imports()
    hudson = await world.id_of(schema.family, "hudson")
    rows = await world.rows(
        select(schema.audit.c.action).where(schema.audit.c.chain == hudson).order_by(schema.audit.c.seq)
    )
    actions = [row.action for row in rows]
    assert actions[:3] == ["imported-family", "imported-child", "imported-circle"]
    assert actions.count("imported-permission") == 12
    agency = await world.rows(select(schema.audit.c.action).where(schema.audit.c.chain == "agency"))
    assert [row.action for row in agency].count("invited") == 7


async def test_somebody_in_no_circle_is_seen_by_the_caseworker_of_the_family(world: World) -> None:
    francisco = '\n[[person]]\nid = "francisco"\nname = "Francisco"\nrole = "parent"\nchildren = ["macia"]\n'
    await world.imports(STORY + francisco + ROSA)
    served = {row.ref: row.served_by for row in await world.rows(select(schema.person))}
    tianna = await world.id_of(schema.person, "tianna")
    assert (served["francisco"], served["rosa"], served["ana"]) == (tianna, tianna, None)


# --- invitations and accounts


async def test_whoever_has_no_account_gets_a_code_that_works(either: World) -> None:
    imported = await either.imports(edited(*with_accounts(ana='"telegram:1001"')))
    assert [(one.ref, one.name, one.role) for one in imported.invitations] == [
        ("tianna", "Tianna", "caseworker"),
        ("joshua", "Joshua", "parent"),
        ("wendy", "Wendy", "caregiver"),
        ("brianna", "Brianna", "caregiver"),
        ("samara", "Samara", "parent"),
        ("francis", "Francis", "parent"),
    ]
    code = imported.invitations[1].code
    hashed = await either.opened.read(lambda session: session.index().of("code", code), either.clock)
    (row,) = await either.rows(select(schema.invitation).where(schema.invitation.c.code_hash == hashed))
    assert row.person_id == await either.id_of(schema.person, "joshua")
    assert (row.until, row.used_at, row.is_void) == (NOW + timedelta(hours=72), None, False)


async def test_a_code_that_ran_out_is_made_anew(world: World) -> None:
    await world.imports()
    world.clock.advance(timedelta(hours=71))
    assert (await world.imports()).invitations == ()
    world.clock.advance(timedelta(hours=2))
    again = await world.imports()
    assert (len(again.invitations), again.waiting) == (7, ())
    live = await world.rows(select(schema.invitation).where(schema.invitation.c.is_void.is_(False)))
    assert {row.until for row in live} == {NOW + timedelta(hours=73 + 72)}


async def test_renewing_makes_the_earlier_codes_void(world: World) -> None:
    await world.imports()
    renewed = await world.imports(renew=True)
    assert (len(renewed.invitations), renewed.waiting) == (7, ())
    rows = await world.rows(select(schema.invitation.c.is_void))
    assert sorted(row.is_void for row in rows) == [False] * 7 + [True] * 7


async def test_an_invitation_that_was_taken_back_is_not_made_again(world: World) -> None:
    await world.imports()
    joshua = await world.id_of(schema.person, "joshua")
    await world.does(
        update(schema.invitation).where(schema.invitation.c.person_id == joshua).values(is_void=True)
    )
    world.clock.advance(timedelta(hours=80))
    again = await world.imports()
    assert "joshua" not in {one.ref for one in again.invitations}
    assert any("taken back" in one for one in again.differences)


async def test_whoever_is_on_the_first_screens_or_has_left_gets_no_code(world: World) -> None:
    await world.imports()
    for ref, state in (("ana", "joining"), ("joshua", "left"), ("wendy", "frozen")):
        await world.does(update(schema.person).where(schema.person.c.ref == ref).values(state=state))
    again = await world.imports(renew=True)
    assert {one.ref for one in again.invitations} == {"tianna", "brianna", "samara", "francis"}
    assert [one for one in again.differences if "has left" in one or "is frozen" in one] == [
        'person "joshua": has left; nothing reaches them, whatever the file says',
        'person "wendy": is frozen; nothing reaches them, whatever the file says',
    ]


async def test_whoever_has_a_verified_account_has_joined_and_is_known_by_it(either: World) -> None:
    imported = await either.imports(edited(*with_accounts(ana='"telegram:1001", "matrix:@ana:example.org"')))
    assert "ana" not in {one.ref for one in imported.invitations}

    def work(session: Session) -> list[tuple[str, str]]:
        found = []
        for address in (Address("telegram", "1001", "1001"), Address("matrix", "@ana:example.org", "")):
            row = speaker_row(session, address_hash(session, address))
            assert row is not None
            found.append((row.ref, row.state))
        return found

    assert await either.opened.run(work, either.clock) == [("ana", "joined")] * 2
    rows = await either.rows(select(schema.account))
    assert {(row.messenger, row.state, row.is_primary) for row in rows} == {
        ("telegram", "active", True),
        ("matrix", "active", False),
    }


async def test_a_verified_account_says_yes_and_only_two_yeses_open_the_way(world: World) -> None:
    await world.imports(edited(*with_accounts(ana='"telegram:1001"', wendy='"telegram:1003"')))
    circle = await world.circle("gladys-jon")
    ids = {one.name: one.id for one in circle.members}
    assert circle.is_willing(ids["Ana"], ids["Wendy"])
    assert (ids["Ana"], ids["Joshua"]) in circle.willing
    assert not circle.is_willing(ids["Ana"], ids["Joshua"])
    assert {one.name for one in circle.reach(ids["Ana"])} == {"Wendy"}


async def test_an_account_of_somebody_else_stops_the_import_and_is_not_quoted(world: World) -> None:
    await world.imports(edited(*with_accounts(ana='"telegram:7310551"')))
    told = await world.refused(edited(*with_accounts(joshua='"telegram:7310551"')))
    assert told == 'person "joshua": the telegram account belongs to somebody else here; ask whose it is'


async def test_a_revoked_account_may_become_somebody_elses(world: World) -> None:
    await world.imports(edited(*with_accounts(ana='"telegram:1001"')))
    await world.does(update(schema.account).values(state="revoked"))
    rosa = ROSA.replace('role = "supporter"', 'role = "supporter"\naccounts = ["telegram:1001"]')
    assert (await world.imports(STORY + rosa)).created == {"person": 1}


# --- an import never widens


@pytest.mark.parametrize("phase", ["paused", "closed", "watched", "introduction", "after-reunification"])
async def test_a_circle_keeps_its_phase_and_the_difference_is_told(world: World, phase: str) -> None:
    await world.imports()
    await world.does(update(schema.circle).where(schema.circle.c.ref == "macia").values(phase=phase))
    before = await world.everything()
    again = await world.imports()
    assert again.differences == (f'circle "macia": is {phase}, the file says open; it stays {phase}',)
    assert await world.everything() == before


async def test_a_circle_on_hold_stays_on_hold(world: World) -> None:
    await world.imports(edited(('phase = "introduction"', 'phase = "introduction"\nway = "hold"')))
    again = await world.imports(edited(('phase = "introduction"', 'phase = "introduction"\nway = "watch"')))
    assert again.differences == (
        'circle "jaylan": is introduced by hold, the file says watch; it stays hold',
    )
    assert (await world.circle("jaylan")).way == "hold"


async def test_nobody_comes_into_a_circle_that_is_there(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(('people = ["ana", "brianna"]', 'people = ["ana", "brianna", "rosa"]')) + ROSA
    )
    assert again.created == {"person": 1}
    assert again.differences == (
        'circle "macia": the file adds "rosa" to its people; only the caseworker can, in the bot (circle)',
    )
    assert await world.names_in("macia") == {"Ana", "Brianna"}


async def test_nobody_leaves_a_circle_and_no_child_comes_into_it(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(
            ('people = ["ana", "joshua", "wendy"]', 'people = ["ana", "wendy"]'),
            ('children = ["macia"]\npeople', 'children = ["macia", "gladys"]\npeople'),
        )
    )
    assert again.created == {}
    assert again.differences == (
        'circle "gladys-jon": the file takes "joshua" out of its people; they are still in it',
        'circle "macia": the file adds "gladys" to its children; only the caseworker can, in the bot (circle)',
    )
    assert await world.names_in("gladys-jon") == {"Ana", "Joshua", "Wendy"}
    assert [child.name for child in (await world.circle("macia")).children] == ["Macia"]


async def test_a_paused_circle_is_not_gone_round_under_another_id(world: World) -> None:
    await world.imports()
    await world.does(update(schema.circle).where(schema.circle.c.ref == "macia").values(phase="paused"))
    renamed = edited(('id = "macia"\nchildren', 'id = "macia-again"\nchildren'))
    again = await world.imports(renamed)
    assert again.created == {}
    assert any(
        one.startswith('circle "macia-again": was not recorded: "ana", "brianna" share')
        for one in again.differences
    )
    assert any(one.startswith('circles: the file does not name "macia"') for one in again.differences)
    await world.does(update(schema.circle).where(schema.circle.c.ref == "macia").values(phase="closed"))
    assert (await world.imports(renamed)).created == {"circle": 1}


async def test_a_withdrawn_permission_stays_withdrawn(world: World) -> None:
    await world.imports()
    await world.does(
        update(schema.permission).where(schema.permission.c.kind == "visit").values(is_withdrawn=True)
    )
    again = await world.imports()
    assert again.created == {}
    assert 'permissions of "ana" with "gladys": visit: withdrawn; stays withdrawn' in again.differences
    assert (await world.permissions("ana", "gladys"))["visit"][0]
    assert not (await world.permissions("ana", "gladys"))["phone"][0]


async def test_another_kind_of_contact_is_reported_and_not_given(world: World) -> None:
    await world.imports()
    more = 'kinds = ["know", "letters", "moments", "questions", "phone", "visit"]\nsupervision = "supervised"\nfrom'
    again = await world.imports(
        edited(('kinds = ["know", "letters", "moments", "questions", "phone"]\nfrom', more))
    )
    assert again.created == {}
    assert (
        'permissions of "ana" with "macia": visit: not recorded, so not allowed; only the caseworker can add it'
        in again.differences
    )
    assert "visit" not in await world.permissions("ana", "macia")


async def test_other_terms_are_reported_and_not_taken(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(
            ("max_minutes = 180", "max_minutes = 300"),
            ('supervision = "monitored"', 'supervision = "unsupervised"'),
        )
    )
    assert len(again.differences) == 2
    assert all(
        ": recorded otherwise (supervision, max_minutes); stays as it is" in one for one in again.differences
    )
    assert (await world.permissions("joshua", "jon"))["visit"][1].max_minutes == 180


async def test_a_permission_that_is_no_longer_in_the_file_stays_and_is_told(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(
            (
                '"phone", "visit", "appointment"]\nsupervision = "monitored"',
                '"phone"]\nsupervision = "monitored"',
            )
        )
    )
    assert again.differences == tuple(
        f'permissions of "joshua" with "{child}": visit, appointment: not in the file; stays until it is withdrawn'
        for child in ("gladys", "jon")
    )
    assert set(await world.permissions("joshua", "jon")) > {"visit"}


async def test_a_new_child_comes_with_its_parents_and_permissions(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(
            ('  { id = "jon",', '  { id = "eva", name = "Eva", home = "chadwick" },\n  { id = "jon",'),
            ('children = ["macia", "gladys", "jon"]', 'children = ["macia", "gladys", "jon", "eva"]'),
        )
        + '\n[[permission]]\nparent = "ana"\nchildren = ["eva"]\nkinds = ["know", "phone"]\nfrom = 2026-10-01\n'
    )
    assert (again.created, again.differences) == ({"child": 1, "permission": 2}, ())
    assert set(await world.permissions("ana", "eva")) == {"know", "phone"}
    assert {one.name for one in (await world.circle("gladys-jon")).children} == {"Gladys", "Jon"}


async def test_a_parent_is_not_given_a_child_whom_both_the_record_holds_apart(world: World) -> None:
    await world.imports()
    again = await world.imports(
        edited(
            (
                'name = "Joshua"\nrole = "parent"\nchildren = ["gladys", "jon"]',
                'name = "Joshua"\nrole = "parent"\nchildren = ["gladys", "jon", "macia"]',
            )
        )
        + '\n[[permission]]\nparent = "joshua"\nchildren = ["macia"]\nkinds = ["phone"]\nfrom = 2026-10-01\n'
    )
    assert again.created == {}
    assert again.differences == (
        'person "joshua": is not recorded as a parent of "macia"; nothing was added',
        'permissions of "joshua" with "macia": phone: not recorded, so not allowed; only the caseworker can add it',
    )
    assert await world.permissions("joshua", "macia") == {}


async def test_what_a_person_set_is_theirs(world: World) -> None:
    await world.imports()
    await world.does(update(schema.person).where(schema.person.c.ref == "wendy").values(quiet="22:00-06:00"))
    before = await world.everything()
    again = await world.imports(
        edited(('name = "Ana"', 'name = "Anita"'), ('language = "es"', 'language = "en"'))
    )
    assert again.differences == (
        (
            "people: each keeps their own settings; the file has other ones for "
            '"ana" (name, language), "wendy" (quiet_hours)'
        ),
    )
    assert await world.everything() == before


async def test_children_homes_and_caseworkers_stay_where_they_are(world: World) -> None:
    await world.imports()
    ines = '\n[[caseworker]]\nid = "ines"\nname = "Ines"\n'
    again = await world.imports(
        edited(
            ('id = "hudson"\ncaseworker = "tianna"', 'id = "hudson"\ncaseworker = "ines"'),
            ('born = 2022-05-14, home = "chadwick"', 'born = 2022-05-15, home = "winter"'),
            (
                'born = 2024-07-30, home = "chadwick", placed = 2026-10-01',
                'born = 2024-07-30, home = "chadwick", placed = 2026-10-02',
            ),
            ('role = "caregiver"\nhome = "winter"', 'role = "caregiver"\nhome = "reyes"'),
            (
                'name = "Jaylan", born = 2020-01-20, home = "winter"',
                'name = "Jaylan", born = 2020-01-20, home = "reyes"',
            ),
            (
                'name = "Macia",  born = 2018-03-02, home = "winter"',
                'name = "Macia",  born = 2018-03-02, home = "reyes"',
            ),
        )
        + ines
        + '\n[[home]]\nid = "reyes"\n'
    )
    assert again.created == {"home": 1, "caseworker": 1}
    assert set(again.differences) == {
        'person "brianna": is recorded in the home "winter", the file says "reyes"; nothing was changed',
        'child "macia": lives in "winter" as recorded, the file says "reyes"; the child was not moved',
        'child "gladys": lives in "chadwick" as recorded, the file says "winter"; the child was not moved',
        'child "gladys": recorded otherwise: born; nothing was changed',
        'child "jon": lives there since another day as recorded; nothing was changed',
        'family "hudson": the file gives it to "ines"; handing over is done in the bot (handover)',
        'child "jaylan": lives in "winter" as recorded, the file says "reyes"; the child was not moved',
    }


async def test_a_new_account_of_somebody_known_is_not_taken_from_a_file(world: World) -> None:
    await world.imports()
    again = await world.imports(edited(*with_accounts(ana='"telegram:7310551"')))
    assert again.differences == (
        (
            'person "ana": new accounts (telegram) were not added; '
            "the person links them, or the caseworker reissues the invitation"
        ),
    )
    assert await world.rows(select(schema.account)) == []
    assert "ana" in again.waiting


async def test_a_no_from_before_is_not_turned_into_a_yes_by_a_new_circle(world: World) -> None:
    both = with_accounts(ana='"telegram:1001"', wendy='"telegram:1003"')
    await world.imports(edited(*both))
    ana, wendy = [await world.id_of(schema.person, ref) for ref in ("ana", "wendy")]
    table = schema.willingness
    await world.does(
        update(table).where(table.c.person_id == ana, table.c.other_id == wendy).values(answer="break")
    )
    again = await world.imports(
        edited(
            *both, ('  { id = "jon",', '  { id = "eva", name = "Eva", home = "chadwick" },\n  { id = "jon",')
        ).replace('["macia", "gladys", "jon"]', '["macia", "gladys", "jon", "eva"]')
        + '\n[[circle]]\nid = "eva"\nchildren = ["eva"]\npeople = ["ana", "wendy"]\nphase = "open"\n'
    )
    assert again.created == {"child": 1, "circle": 1}
    assert (await world.circle("eva")).willing == {(wendy, ana)}


async def test_a_new_no_contact_is_recorded_both_ways_and_points_at_what_it_ends(either: World) -> None:
    await either.imports()
    apart = (
        edited(('people = ["ana", "joshua", "wendy"]', 'people = ["ana", "wendy"]'))
        + '\n[[nocontact]]\nbetween = ["ana", "joshua"]\norder = "PO-2026-31"\n'
    )
    again = await either.imports(apart)
    assert again.created == {"no-contact": 1}
    assert any('"gladys-jon"; what they write there ends now' in one for one in again.differences)
    ana, joshua = [await either.id_of(schema.person, ref) for ref in ("ana", "joshua")]
    rows = await either.rows(select(schema.no_contact))
    assert {(row.one_id, row.other_id) for row in rows} == {(ana, joshua), (joshua, ana)}
    third = await either.imports(apart)
    assert (third.created, third.unchanged["no-contact"]) == ({}, 1)


async def test_a_no_contact_that_is_no_longer_in_the_file_stays(world: World) -> None:
    apart = '\n[[nocontact]]\nbetween = ["joshua", "brianna"]\norder = "PO-2026-31"\n'
    await world.imports(STORY + apart)
    again = await world.imports()
    assert again.differences == ('no contact between "brianna", "joshua": is not in the file; it stays',)
    assert len(await world.rows(select(schema.no_contact))) == 2
    other = await world.imports(STORY + apart.replace("31", "32"))
    assert other.differences == (
        'no contact between "brianna", "joshua": the order is recorded otherwise; nothing was changed',
    )


async def test_connections_are_added_and_those_gone_are_told(world: World) -> None:
    aunt = '\n[[connection]]\nchild = "gladys"\nname = "Rosa"\nkind = "grandmother"\n'
    assert (await world.imports(STORY + aunt)).created["connection"] == 1
    assert (await world.imports(STORY + aunt)).created == {}
    again = await world.imports(STORY + aunt.replace("grandmother", "aunt"))
    assert again.created == {"connection": 1}
    assert again.differences == ('child "gladys": connections that the file does not have: 1; they stay',)


async def test_what_the_file_no_longer_names_is_told_in_a_line_a_kind(world: World) -> None:
    await world.imports(STORY + ROSA)
    start = STORY.index('[[family]]\nid = "hudson"')
    without = STORY[:start] + STORY[STORY.index("[[person]]", start) :]
    for ref in ("samara", "francis"):
        without = re.sub(rf'\[\[person\]\]\nid = "{ref}".*?(?=\n\[\[)', "", without, flags=re.DOTALL)
        without = re.sub(
            rf'\[\[permission\]\]\nparent = "{ref}".*?(?=\n\[\[|\Z)', "", without, flags=re.DOTALL
        )
    without = re.sub(r'\[\[circle\]\]\nid = "jaylan".*?(?=\n#)', "", without, flags=re.DOTALL)
    again = await world.imports(without)
    assert again.differences == (
        'people: the file does not name "francis", "rosa", "samara"; they stay as they are',
        'families: the file does not name "hudson"; they stay as they are',
        'circles: the file does not name "jaylan"; they stay as they are',
    )


# --- what contradicts the record stops everything


async def test_a_recorded_no_contact_stops_a_file_that_joins_the_two(either: World) -> None:
    await either.imports()
    ana, joshua = [await either.id_of(schema.person, ref) for ref in ("ana", "joshua")]
    rows = [
        {"id": new_id(), "one_id": one, "other_id": other} for one, other in ((ana, joshua), (joshua, ana))
    ]
    await either.does(insert(schema.no_contact).values(rows))
    told = await either.refused(STORY + ROSA)
    assert told == (
        'circle "gladys-jon": "ana", "joshua" are under no contact here and may share no circle; write one each'
    )


async def test_every_contradiction_is_listed_at_once_and_nothing_is_taken(world: World) -> None:
    await world.imports()
    told = await world.refused(
        """
[[caseworker]]
id = "ana"
name = "Ana"

[[home]]
id = "chadwick"

[[family]]
id = "other"
caseworker = "ana"
children = [{ id = "jon", name = "Jon", home = "chadwick" }]

[[person]]
id = "nora"
name = "Nora"
role = "parent"
children = ["jon"]

[[person]]
id = "wendy"
name = "Wendy"
role = "caregiver"
home = "chadwick"

[[circle]]
id = "macia"
children = ["jon"]
people = ["nora", "wendy"]
phase = "open"

[[permission]]
parent = "nora"
children = ["jon"]
kinds = ["phone"]
from = 2026-10-01

[[permission]]
parent = "nora"
children = ["jon"]
kinds = ["know", "phone"]
from = 2027-10-01
"""
    )
    assert told.splitlines() == [
        'caseworker "ana": is recorded as parent here; if it is somebody else, choose another id',
        'child "jon": is a child of another family here; if it is another child, choose another id',
        'circle "macia": is a circle of another family here; if it is another circle, choose another id',
        'person "nora": has two permissions for phone with "jon"; write one',
    ]


async def test_a_family_that_was_erased_is_not_mended(world: World) -> None:
    await world.imports()
    hudson = await world.id_of(schema.family, "hudson")
    await world.opened.run(lambda session: destroy_key(session.connection, Scope.family(hudson)), world.clock)
    assert (await world.refused(STORY)).splitlines() == [
        'family "hudson": was erased here, for good; if it is another family, choose another id'
    ]


async def test_the_agencys_lost_key_is_not_made_anew(world: World) -> None:
    await world.imports()
    await world.opened.run(lambda session: destroy_key(session.connection, Scope.agency()), world.clock)
    before = await world.everything()
    with pytest.raises(StoreProblem, match="does not open"):
        await world.imports(STORY + ROSA)
    assert await world.everything() == before


# --- the agency's own people


async def invited(world: World, name: str, role: Role = Role.CASEWORKER) -> str:
    return await world.opened.run(lambda session: first_caseworker(session, role, name), world.clock)


async def test_the_first_caseworker_is_invited_before_there_is_anything(either: World) -> None:
    code = await invited(either, "Tianna")
    assert re.fullmatch(r"[A-Z2-9]{10}", code)
    (row,) = await either.rows(select(schema.person))
    assert (row.ref, row.role, row.state) == (None, "caseworker", "invited")
    hashed = await either.opened.read(lambda session: session.index().of("code", code), either.clock)
    (made,) = await either.rows(select(schema.invitation))
    assert (made.person_id, made.code_hash) == (row.id, hashed)


async def test_inviting_the_same_name_again_renews_the_code(world: World) -> None:
    first, second = await invited(world, "Tianna"), await invited(world, "Tianna")
    await invited(world, "Tianna", Role.SUPERVISOR)
    assert first != second
    assert len(await world.rows(select(schema.person))) == 2
    rows = await world.rows(select(schema.invitation.c.is_void).order_by(schema.invitation.c.id))
    assert [row.is_void for row in rows] == [True, False, False]


@pytest.mark.parametrize("role", [Role.PARENT, Role.CAREGIVER, Role.SUPPORTER, Role.YOUTH])
async def test_nobody_of_the_families_is_invited_without_a_circle(world: World, role: Role) -> None:
    with pytest.raises(NeedsCircle):
        await invited(world, "Ana", role)
    assert await world.rows(select(schema.person)) == []


async def test_a_caseworker_invited_by_hand_is_found_again_in_the_file(either: World) -> None:
    await invited(either, "tianna")
    await either.does(update(schema.person).values(state="joined"))
    imported = await either.imports()
    assert "caseworker" not in imported.created
    assert "tianna" not in {one.ref for one in imported.invitations}
    assert imported.differences[0] == (
        'caseworker "tianna": is taken to be the one of this name who was invited by hand before'
    )
    assert len(await either.rows(select(schema.person).where(schema.person.c.role == "caseworker"))) == 1


async def test_two_of_the_same_name_are_not_guessed_at(world: World) -> None:
    await invited(world, "Tianna")
    await world.does(update(schema.person).values(state="joined"))
    await invited(world, "Tianna")
    assert (await world.imports()).created["caseworker"] == 1


# --- what is said of it


async def test_the_json_holds_the_codes_as_they_are_typed_and_the_links(world: World) -> None:
    imported = await world.imports()
    whole = json.loads(imported.to_json("https://t.me/bot?start="))
    assert set(whole) == {"created", "unchanged", "invitations", "waiting", "differences"}
    ana = next(one for one in whole["invitations"] if one["id"] == "ana")
    assert re.fullmatch(r"[A-Z2-9]{5}-[A-Z2-9]{5}", ana["code"])
    assert ana["link"] == f"https://t.me/bot?start={ana['code'].replace('-', '')}"
    assert (ana["name"], ana["role"]) == ("Ana", "parent")
    assert json.loads(imported.to_json())["invitations"][0]["link"] is None
