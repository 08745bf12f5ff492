"""A roster is taken into the database: what is new is made, and what is there is never widened."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from bot.chat.ids import new_id
from bot.chat.incoming import Address
from bot.chat.people import Phase, Role
from bot.store import schema
from bot.store.importing import NeedsCircle, first_caseworker
from bot.store.inbox import address_hash
from bot.store.keyring import destroy_key
from bot.store.opening import StoreProblem
from bot.store.sealing import Scope
from bot.store.session import Defaults, Session
from bot.store.viewing import speaker_row
from tests.rosters import (
    NOW,
    ROSA,
    STORY,
    World,
    edited,
    either,
    postgres_server,
    postgres_url,
    sqlite_url,
    with_accounts,
    world,
)

__all__ = ["either", "postgres_server", "postgres_url", "sqlite_url", "world"]


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
    for roster, people in ((STORY, 7), (STORY + ROSA, 8)):
        both = await asyncio.gather(either.imports(roster), either.imports(roster))
        assert sorted(bool(one.created) for one in both) == [False, True]
        assert len(await either.rows(select(schema.person))) == people


async def test_everybody_keeps_their_own_settings_from_the_file(world: World) -> None:
    await world.imports(
        edited(
            ('name = "Joshua"', 'name = "Joshua"\nword = "dad"'),
            ('name = "Samara"', 'name = "Samara"\nword = "first mom"'),
        )
    )
    people = await world.by_ref(schema.person)
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
    people = await world.by_ref(schema.person)
    assert (people["ana"].timezone, people["wendy"].timezone) == ("America/New_York", "America/Boise")


async def test_who_has_no_quiet_hours_gets_those_of_the_caller(world: World) -> None:
    await world.imports(default_quiet="")
    people = await world.by_ref(schema.person)
    assert (people["wendy"].quiet, people["ana"].quiet) == ("21:00-07:00", "")


async def test_children_live_where_the_file_says_since_that_morning_at_the_office(world: World) -> None:
    await world.imports()
    children, homes = await world.by_ref(schema.child), await world.by_ref(schema.home)
    placed = {row.child_id: row for row in await world.rows(select(schema.placement))}
    home_refs = {row.id: ref for ref, row in homes.items()}
    assert {ref: home_refs[placed[row.id].home_id] for ref, row in children.items()} == {
        "macia": "winter", "gladys": "chadwick", "jon": "chadwick", "jaylan": "winter",
    }  # fmt: skip
    assert placed[children["macia"].id].since == datetime(2026, 10, 1, 4, tzinfo=UTC)


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
    rows = await world.by_ref(schema.circle)
    assert (rows["jaylan"].way, rows["jaylan"].hold_until) == ("hold", NOW + timedelta(days=7))
    assert rows["macia"].hold_until is None


async def test_an_introduction_without_a_way_has_that_of_the_agency(world: World) -> None:
    world.opened.defaults = Defaults(introduction="hold")
    await world.imports()
    rows = await world.by_ref(schema.circle)
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
    assert (await world.stored(schema.circle, "gladys-jon")).encode() in kept
    assert [one for one in (b"gladys-jon", b"gutierrez", b"chadwick", b"tianna") if one in kept.lower()] == []
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
    served = {ref: row.served_by for ref, row in (await world.by_ref(schema.person)).items()}
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
        await world.changes(schema.person, ref, state=state)
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
            found.append((row.id, row.state))
        return found

    ana = await either.id_of(schema.person, "ana")
    assert await either.opened.run(work, either.clock) == [(ana, "joined")] * 2
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


# --- what contradicts the record stops everything


async def test_a_recorded_no_contact_stops_a_file_that_joins_the_two(either: World) -> None:
    await either.imports()
    ana, joshua = [await either.id_of(schema.person, ref) for ref in ("ana", "joshua")]
    rows = [
        {"id": new_id(), "one_id": one, "other_id": other} for one, other in ((ana, joshua), (joshua, ana))
    ]
    await either.does(insert(schema.no_contact).values(rows))
    told = await either.refused(STORY + ROSA)
    assert told == ('circle "gladys-jon": "ana", "joshua" are under no contact here; write a circle for each')


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


async def test_the_same_id_of_two_kinds_does_not_look_the_same(world: World) -> None:
    await world.imports()
    assert await world.stored(schema.child, "macia") != await world.stored(schema.circle, "macia")
    assert (await world.by_ref(schema.circle)).keys() == {"gladys-jon", "macia", "jaylan"}


async def test_who_was_erased_is_counted_without_a_name(world: World) -> None:
    await world.imports(STORY + ROSA)
    rosa = await world.id_of(schema.person, "rosa")
    await world.opened.run(lambda session: destroy_key(session.connection, Scope.person(rosa)), world.clock)
    hashed = (await world.stored(schema.person, "rosa"))[:8]
    assert (await world.imports()).differences == (
        f'people: the file does not name "erased {hashed}"; they stay as they are',
    )
    assert (await world.refused(STORY + ROSA)).splitlines() == [
        'person "rosa": was erased here; if it is somebody else, choose another id'
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
