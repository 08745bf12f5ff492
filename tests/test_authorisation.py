"""Who may use which command, and that none of them reaches into another family: every cell through the chat.

The table is a row for each command of the registry, and for each name that is promised and not built yet; a
command without its row fails.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.engine.routing import LATER_COMMANDS, LATER_DESK_COMMANDS
from bot.flows.registry import FLOWS
from bot.store.sealing import Master, fresh_key
from tests.story.phones import Seen, SimulatorExchange
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage

ROSTER: Final = (Path(__file__).parent / "data" / "roster-authorised.toml").read_text()
JOINED: Final = (
    "Tianna", "Marcus", "Ruth", "Ana", "Rosa", "Luis", "Wendy", "Brianna", "Samara", "Carl",
)  # fmt: skip

WHO: Final = {
    "parent": "Ana",
    "caregiver": "Wendy",
    "supporter": "Rosa",
    "youth": "Luis",
    "caseworker": "Tianna",
    "supervisor": "Ruth",
    "closed": "Carl",
}
"""Who stands for each role; ``closed`` is a parent whose only circle is closed."""
NOBODY: Final = {"stranger": "Zora", "frozen": "Brianna", "left": "Samara"}
"""Who may use nothing: each command is to them what any other word is."""

ALL: Final = frozenset(WHO)
DESK: Final = frozenset({"caseworker", "supervisor"})
WRITERS: Final = frozenset({"parent", "caregiver", "closed"})
TABLE: Final = {
    **dict.fromkeys(("start", "help", "menu", "who", "switch", "settings", "undo", "explain"), ALL),
    **dict.fromkeys(("caseworker", "link", "leave"), ALL),
    **dict.fromkeys(("share", "ask", "book", "plan", "firstcall", "calendar", "checkin", "tip"), ALL),
    **dict.fromkeys(("visit", "call"), WRITERS),
    "event": frozenset({"caregiver"}),
    **dict.fromkeys(
        (
            "queue", "approve", "decline", "pause", "resume", "invite", "people", "say", "circle",
            "place", "permission", "nocontact", "connection", "team", "reissue", "freeze",
            "digest", "announce", "note", "transcript", "export", "cover", "handover", "audit",
            "families", "family", "child", "home",
        ),
        DESK,
    ),
}  # fmt: skip
"""For whom each command is one; to everybody else it is a word that means nothing."""

_MOVES: Final = frozenset({"Back", "Later", "Cancel", "Skip", "Change it", "More"})
"""Buttons that only move about in a conversation."""
_STEPS: Final = 12
_LAST: Final = ("nocontact", "pause", "place", "reissue", "freeze", "leave")
"""What changes who may do what: looked at when everything else has been."""


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Give a stage with one of everybody; Brianna is frozen, Samara has left, and Zora is a stranger."""
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    made.defaults = msgspec.structs.replace(made.defaults, messages_per_minute=100_000)
    await made.open(joined=JOINED, roster=ROSTER)
    made.phone("Zora")
    yield made
    await made.close()


async def types(stage: Stage, who: str, words: str) -> list[Seen]:
    """Return what somebody sees anew, or otherwise than before, once the house has answered."""
    before = {one.id: one for one in stage.screen(who)}
    stage.phone(who).says(words)
    await stage.settle()
    return [one for one in stage.screen(who) if before.get(one.id) != one]


async def presses(stage: Stage, who: str, message: str, label: str) -> list[Seen]:
    """Return what somebody sees anew once a button has been pressed."""
    before = {one.id: one for one in stage.screen(who)}
    stage.phone(who).presses(message, label)
    await stage.settle()
    return [one for one in stage.screen(who) if before.get(one.id) != one]


def commands() -> list[str]:
    """Return every command, those last that change who may do what."""
    known = {"start", *(flow.command for flow in FLOWS if flow.command and flow.id != "join")}
    return sorted(known, key=lambda one: (_LAST.index(one) + 1 if one in _LAST else 0, one))


def test_each_command_has_its_row() -> None:
    assert set(TABLE) == set(commands())


def test_what_is_promised_is_no_command_yet() -> None:
    assert not (LATER_COMMANDS | LATER_DESK_COMMANDS) & set(TABLE)


@pytest.mark.parametrize("role", WHO)
async def test_who_may_use_which_command(stage: Stage, role: str) -> None:
    who = WHO[role]
    unknown = TEXTS.render("en", "command-unknown", prefix="/")
    found = set()
    for command in commands():
        shown = await types(stage, who, f"/{command}")
        assert shown, f"/{command} is left without an answer"
        if all(one.body != unknown for one in shown):
            found.add(command)
        await types(stage, who, "/cancel")
    assert found == {command for command, roles in TABLE.items() if role in roles}


@pytest.mark.parametrize("state", NOBODY)
async def test_to_who_is_not_here_no_command_is_one(stage: Stage, state: str) -> None:
    """Each reads what any stranger does, whatever they type."""
    who = NOBODY[state]
    if state == "frozen":
        await walks(stage, "Marcus", "/freeze Brianna", ["Yes"])
    if state == "left":
        await walks(stage, who, "/leave", ["Yes"])
    stranger = [one.body for one in await types(stage, "Zora", "/queue")]
    for command in commands():
        shown = [one.body for one in await types(stage, who, f"/{command}")]
        assert shown in ([], stranger), f"/{command} is answered: {shown}"


async def walks(stage: Stage, who: str, words: str, labels: Sequence[str] = ()) -> list[Seen]:
    """Type this, and go on as far as it goes: by these labels, or whatever comes first. Return all seen."""
    seen = shown = await types(stage, who, words)
    wanted = list(labels)
    for _ in range(_STEPS):
        asked = next((one for one in reversed(shown) if one.labels), None)
        if asked is None:
            break
        offered = [label for row in asked.labels for label in row if label not in _MOVES]
        if wanted and wanted[0] in offered:
            shown = await presses(stage, who, asked.id, wanted.pop(0))
        elif offered and not labels:
            shown = await presses(stage, who, asked.id, offered[0])
        elif "Skip" in {label for row in asked.labels for label in row}:
            shown = await presses(stage, who, asked.id, "Skip")
        else:
            shown = await types(stage, who, "nothing in particular")
        seen = [*seen, *shown]
    await types(stage, who, "/cancel")
    return seen


OTHERS: Final = {
    "Marcus": ("Ana", "Rosa", "Luis", "Macia", "Gladys", "Riverside Mill"),
    "Samara": ("Ana", "Rosa", "Luis", "Macia", "Gladys", "Tianna", "Riverside Mill", "Wendy", "Carl", "Noor"),
    "Ana": ("Samara", "Jaylan", "Marcus", "Carl", "Noor", "Ruth"),
    "Tianna": ("Samara", "Jaylan", "Carl", "Noor"),
}
"""What of another family, or of another home, must never stand on somebody's phone."""


@pytest.mark.parametrize("who", OTHERS)
async def test_no_command_reaches_into_another_family(stage: Stage, who: str) -> None:
    """Bare, and with each name of the others behind it, as far as the conversation goes.

    A name is typed in capitals: so it is nothing of the bot's that stands on the screen.
    """
    watched = [one for one in JOINED if one in OTHERS[who]]
    before = {one: stage.screen(one) for one in watched}
    for command in commands():
        if command == "leave":
            continue
        for name in ("", *OTHERS[who][::3]):
            for one in await walks(stage, who, f"/{command} {name.upper()}".rstrip()):
                told = "\n".join(
                    [one.header or "", one.body, *(label for row in one.labels for label in row)]
                )
                found = [name for name in OTHERS[who] if re.search(rf"\b{name}\b", told)]
                assert not found, f"/{command} {name}: {told}"
    assert {one: stage.screen(one) for one in watched} == before
