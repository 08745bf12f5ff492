"""What is recorded stays as it is, whatever a later file says; the difference is told."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update

from bot.family.events import KeptApart
from bot.store import schema
from bot.store.permitting import kept_apart
from tests.rosters import (
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


@pytest.mark.parametrize("phase", ["paused", "closed", "watched", "introduction", "after-reunification"])
async def test_a_circle_keeps_its_phase_and_the_difference_is_told(world: World, phase: str) -> None:
    await world.imports()
    await world.changes(schema.circle, "macia", phase=phase)
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
        'circle "macia": the file adds "rosa" to its people; that is for the caseworker (circle)',
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
        'circle "macia": the file adds "gladys" to its children; that is for the caseworker (circle)',
    )
    assert await world.names_in("gladys-jon") == {"Ana", "Joshua", "Wendy"}
    assert [child.name for child in (await world.circle("macia")).children] == ["Macia"]


async def test_a_paused_circle_is_not_gone_round_under_another_id(world: World) -> None:
    await world.imports()
    await world.changes(schema.circle, "macia", phase="paused")
    renamed = edited(('id = "macia"\nchildren', 'id = "macia-again"\nchildren'))
    again = await world.imports(renamed)
    assert again.created == {}
    assert any(
        one.startswith('circle "macia-again": was not recorded: "ana", "brianna" share')
        for one in again.differences
    )
    assert any(one.startswith('circles: the file does not name "macia"') for one in again.differences)
    await world.changes(schema.circle, "macia", phase="closed")
    assert (await world.imports(renamed)).created == {"circle": 1}


async def test_a_withdrawn_permission_stays_withdrawn(world: World) -> None:
    await world.imports()
    await world.does(
        update(schema.permission).where(schema.permission.c.kind == "visit").values(is_withdrawn=True)
    )
    again = await world.imports()
    assert again.created == {}
    assert 'permission of "ana" with "gladys" (visit): withdrawn; stays withdrawn' in again.differences
    assert (await world.permissions("ana", "gladys"))["visit"][0]
    assert not (await world.permissions("ana", "gladys"))["phone"][0]


async def test_another_kind_of_contact_is_reported_and_not_given(world: World) -> None:
    await world.imports()
    more = 'kinds = ["visit", "letters", "moments", "questions", "phone"]\nsupervision = "monitored"\nfrom'
    again = await world.imports(
        edited(('kinds = ["know", "letters", "moments", "questions", "phone"]\nfrom', more))
    )
    assert again.created == {}
    assert (
        'permission of "ana" with "macia" (visit): not recorded and not added; that is for the caseworker'
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
        "other terms are recorded (supervision, max_minutes); stays as it is" in one
        for one in again.differences
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
        f'permission of "joshua" with "{child}" (visit, appointment): not in the file; stays until withdrawn'
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
        + '[[permission]]\nparent = "ana"\nchildren = ["eva"]\nkinds = ["know", "phone"]\nfrom = 2026-10-01\n'
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
        'permission of "joshua" with "macia" (phone): not recorded and not added; that is for the caseworker',
    )
    assert await world.permissions("joshua", "macia") == {}


async def test_what_a_person_set_is_theirs(world: World) -> None:
    await world.imports()
    await world.changes(schema.person, "wendy", quiet="22:00-06:00")
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


@pytest.mark.parametrize("order", ["PO-2026-31", ""])
async def test_a_no_contact_from_the_chat_reads_like_one_from_a_file(either: World, order: str) -> None:
    await either.imports()
    one, other = [await either.id_of(schema.person, ref) for ref in ("joshua", "brianna")]
    said = KeptApart(one, other, is_apart=True, order=order, by=one)
    await either.opened.run(lambda session: kept_apart(session, said, None), either.clock)
    line = f'order = "{order}"\n' if order else ""
    again = await either.imports(STORY + f'\n[[nocontact]]\nbetween = ["joshua", "brianna"]\n{line}')
    assert (again.created, again.differences, again.unchanged["no-contact"]) == ({}, (), 1)


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
