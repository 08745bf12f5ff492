"""What somebody keeps to themself stands on nobody else's screen, in no record, and in clear nowhere.

Ana writes three steps and says how she is. Everybody else then goes through every command and what can be
pressed there, two presses deep; what she has shown is found by exactly those whom she has shown it to.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from bot.chat.record import written
from bot.flows.registry import FLOWS
from bot.store.sealing import Master, Scope, fresh_key
from tests.canary import Overheard, everything_logged, files_under
from tests.record.story import person_named, recorded
from tests.record.test_left_out import forms_of
from tests.record.test_mine import of, said
from tests.sealed import Cell, cells
from tests.story.phones import Seen
from tests.story.stage import TEXTS, Stage
from tests.test_authorisation import (
    JOINED,
    ROSTER,
    Walk,
    commands,
    labels_of,
    on_stage,
    together,
    told_in,
    types,
    walks,
)

ALONE, ON_LINE, IN_CIRCLE = "Zqalone", "Zqonline", "Zqincircle"
"""A word in each of Ana's steps: for nobody, for her caseworker, for the circle about Gladys."""
OTHERS: Final = (
    "Tianna", "Nadia", "Omar", "Ruth", "Marcus",
    "Joshua", "Wendy", "Brianna", "Rosa", "Luis", "Samara", "Carl",
)  # fmt: skip
READ_THE_LINE: Final = {"Tianna", "Nadia"}
GET_THE_CIRCLE: Final = {"Joshua", "Wendy", "Rosa", "Luis"}
MAY_OPEN_THE_CIRCLE: Final = {"Tianna", "Nadia", "Ruth"}
_HOW: Final = tuple(TEXTS.render(one, "checkin-says-hard-day", who="Ana") for one in TEXTS.languages)
SECRETS: Final = re.compile("|".join((ALONE, "hard-day", *map(re.escape, _HOW))))

_TWO_PARENTS = ROSTER.replace(
    'people = ["ana", "wendy", "rosa", "luis"]', 'people = ["ana", "joshua", "wendy", "rosa", "luis"]'
).replace(
    "[[circle]]",
    '[[person]]\nid = "joshua"\nname = "Joshua"\nrole = "parent"\nchildren = ["gladys"]\n\n[[circle]]',
    1,
)
_STEERING: Final = {"Back", "Later", "Skip", "Cancel", "More"}
_NO_FURTHER: Final = {
    "leave",
    "freeze",
    "reissue",
    "nocontact",
    "place",
    "pause",
    "handover",
    "cover",
    "hold",
}
"""What would change who may read what; it is opened, and nothing is pressed there."""
_A_DAY = timedelta(days=1)
_WIDE = 4
"""So many buttons are pressed below a command, and below each of these the first that comes then."""


def looks() -> Walk:
    """Open every command, press what is there, and what comes then; return all that was to be read."""
    seen: list[Seen] = []
    for command in commands():
        if command == "leave":
            continue
        first = yield from types("/cancel", f"/{command}")
        seen += first
        for label in () if command in _NO_FURTHER else _choices(first)[:_WIDE]:
            second = yield from _presses(command, label)
            seen += second
            for deeper in _choices(second)[:1]:
                seen += yield from _on(second, deeper)
    return seen


def _choices(shown: list[Seen]) -> list[str]:
    return [label for one in shown for label in labels_of(one) if label not in _STEERING]


def _presses(command: str, label: str) -> Walk:
    return (yield from _on((yield from types("/cancel", f"/{command}")), label))


def _on(shown: list[Seen], label: str) -> Walk:
    found = [one for one in shown if label in labels_of(one)]
    return (yield [(found[-1].id, label)]) if found else []


def keeps_to_herself() -> Walk:
    """Write three steps, show two of them, and say how one is, to nobody."""
    yield from types(f"/goals Rest more {ALONE}")
    yield from types(f"/goals Finish my class {ON_LINE}")
    yield from _shows(ON_LINE, "Show it to Tianna")
    yield from types(f"/goals Find a flat {IN_CIRCLE}")
    yield from _shows(IN_CIRCLE, "(Gladys)")
    shown = yield from types("/checkin")
    for wanted in ("It is hard now", "Only me", "Skip", "Skip"):
        shown = yield from _labelled(shown, wanted)
    return shown


def _labelled(shown: list[Seen], wanted: str) -> Walk:
    label = next(one for seen in shown for one in labels_of(seen) if wanted in one)
    return (yield from _on(shown, label))


def _shows(step: str, whom: str) -> Walk:
    listed = yield from types("/goals")
    there = yield from _labelled(listed, step)
    return (yield from _labelled((yield from _labelled(there, whom)), "Yes"))


def takes_out(step: str) -> Walk:
    """Take a step out."""
    there = yield from _labelled((yield from types("/goals")), step)
    return (yield from _labelled((yield from _labelled(there, "Take it out")), "Yes"))


class Found:
    """All that others read, by who, and all that was left behind."""

    def __init__(self) -> None:
        self.screens: dict[str, str] = {}
        self.records: list[bytes] = []
        self.mine: dict[str, str] = {}
        self.hers = ""
        self.cells: list[Cell] = []
        self.cells_after: list[Cell] = []
        self.hers_alone: Scope | None = None
        self.logs = ""
        self.files: dict[str, bytes] = {}


async def _looked(folder: Path) -> Found:
    found, stage = Found(), on_stage(folder, Master(fresh_key()))
    await stage.open(joined=(*JOINED, "Joshua"), roster=_TWO_PARENTS)
    await together(stage, {"Tianna": walks("/cover Nadia today", ["Monday", "Yes"])})
    await together(stage, {"Tianna": walks("/watch Gladys", ["Yes"])})
    shown = {one: list(stage.screen(one)) for one in OTHERS}
    with everything_logged() as (stream, overheard):
        await together(stage, {"Ana": keeps_to_herself()})
        found.logs = f"{stream.getvalue()} {_heard(overheard)}"
    for one in OTHERS:
        found.screens[one] = told_in([seen for seen in stage.screen(one) if seen not in shown[one]])
    await _everybody_looks(stage, found)
    await _records(stage, found)
    found.cells = await stage.house.store.read(cells)
    found.hers_alone = Scope.person(await stage.house.store.read(lambda one: person_named(one, "Ana")))
    await together(stage, {"Ana": takes_out(ALONE)})
    found.cells_after = await stage.house.store.read(cells)
    await stage.close()
    found.files = files_under(folder)
    return found


def _heard(overheard: Overheard) -> str:
    return "\n".join(overheard.told)


async def _everybody_looks(stage: Stage, found: Found) -> None:
    kept: dict[str, list[Seen]] = {}

    def keeping(who: str) -> Walk:
        kept[who] = yield from looks()
        return []

    await together(stage, {one: keeping(one) for one in OTHERS})
    await stage.wait(_A_DAY)
    for one in OTHERS:
        # What was shown in an earlier one's place is gone from the screen, and was read all the same.
        found.screens[one] += told_in([*kept[one], *stage.screen(one)])


async def _records(stage: Stage, found: Found) -> None:
    ids = await stage.house.store.read(
        lambda session: {name: person_named(session, name) for name in ("Ana", "Joshua", "Wendy")}
    )
    for child in ("Gladys", "Macia"):
        settings: list[dict[str, object]] = [{}, {"left_out": (ids["Joshua"],)}]
        settings += [{"person": one} for one in ids.values()]
        for more in settings:
            record = await recorded(stage, child, **more)
            found.records += [forms_of(record), written(record)]
    for one in OTHERS:
        _, page, _ = await of(stage, one)
        found.mine[one] = page
    _, _, hers = await of(stage, "Ana")
    found.hers = f"{said(hers, 'own')} {said(hers, 'wrote')}"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    """Tell it once."""
    return asyncio.run(_looked(tmp_path_factory.mktemp("kept")))


def _telling(places: Mapping[str, str], what: str | re.Pattern[str]) -> set[str]:
    return {place for place, told in places.items() if re.search(what, told)}


def test_they_went_through_every_command(found: Found) -> None:
    assert len(FLOWS) > 100
    assert all(len(told) > 2_000 for told in found.screens.values())


def test_what_is_hers_alone_is_on_nobodys_screen(found: Found) -> None:
    assert _telling(found.screens, SECRETS) == set()


def test_what_she_has_shown_is_found_by_exactly_whom_it_was_shown_to(found: Found) -> None:
    assert _telling(found.screens, ON_LINE) == READ_THE_LINE
    readers = _telling(found.screens, IN_CIRCLE)
    assert GET_THE_CIRCLE <= readers <= GET_THE_CIRCLE | MAY_OPEN_THE_CIRCLE


def test_it_is_in_nothing_that_is_handed_out(found: Found) -> None:
    records = {str(number): told.decode(errors="ignore") for number, told in enumerate(found.records)}
    assert _telling(records, SECRETS) == set()
    assert _telling(records, ON_LINE) <= set(records)
    assert _telling(records, IN_CIRCLE), "the record has what was said in the circle"
    assert _telling(found.mine, SECRETS) == set()


def test_in_what_she_gets_of_her_own_it_is(found: Found) -> None:
    assert all(word in found.hers for word in (ALONE, ON_LINE, IN_CIRCLE))
    assert TEXTS.render("en", "label-own-hard-day") in found.hers


def test_it_is_sealed_with_her_own_key_and_in_clear_nowhere(found: Found) -> None:
    telling = [one for one in found.cells if ALONE.encode() in one.says]
    assert telling
    assert {one.scopes for one in telling} == {(found.hers_alone,)}
    assert not re.search(f"{ALONE}|{ON_LINE}|{IN_CIRCLE}", found.logs)
    clear = {ALONE.encode(), ON_LINE.encode(), IN_CIRCLE.encode()}
    assert [name for name, data in found.files.items() if any(word in data for word in clear)] == []


def test_taken_out_it_is_shredded_with_all_that_showed_it_to_her(found: Found) -> None:
    assert [one.table for one in found.cells_after if ALONE.encode() in one.says] == []
    assert any(ON_LINE.encode() in one.says for one in found.cells_after)
