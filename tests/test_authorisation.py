"""Who may use which command, and that none of them reaches into another family: every cell through the chat.

The table is a row for each command of the registry; a command without its row fails, and so does a name that
is promised and not built yet. All who have a column type at the same time, each on a phone of their own.
"""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Generator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.engine.routing import LATER_DESK_COMMANDS
from bot.flows.registry import FLOWS
from bot.store.sealing import Master, fresh_key
from tests.story.phones import Seen, SimulatorExchange
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage

ROSTER: Final = (Path(__file__).parent / "data" / "roster-authorised.toml").read_text()
JOINED: Final = (
    "Tianna", "Marcus", "Nadia", "Omar", "Ruth", "Ana", "Rosa", "Luis", "Wendy", "Brianna", "Samara", "Carl",
)  # fmt: skip

WHO: Final = {
    "parent": "Ana",
    "caregiver": "Wendy",
    "supporter": "Rosa",
    "youth": "Luis",
    "caseworker": "Tianna",
    "stand-in": "Nadia",
    "former stand-in": "Omar",
    "caseworker of another": "Marcus",
    "supervisor": "Ruth",
    "closed": "Carl",
}
"""Who stands for each role; ``closed`` is a parent whose only circle is closed."""
NOBODY: Final = {"stranger": "Zora", "frozen": "Brianna", "left": "Samara"}
"""Who may use nothing: each command is to them what any other word is."""

ALL: Final = frozenset(WHO)
DESK: Final = frozenset({"caseworker", "stand-in", "former stand-in", "caseworker of another", "supervisor"})
WRITERS: Final = frozenset({"parent", "caregiver", "closed"})
TABLE: Final = {
    **dict.fromkeys(("start", "help", "menu", "who", "switch", "settings", "undo", "explain"), ALL),
    **dict.fromkeys(("caseworker", "link", "leave", "mydata"), ALL),
    **dict.fromkeys(("share", "ask", "book", "plan", "firstcall", "calendar", "checkin", "tip"), ALL),
    "goinghome": ALL,  # what everybody reads for whom nothing is planned is an answer, too
    **dict.fromkeys(("goals", "resource", "letter", "voice", "homework"), ALL),
    **dict.fromkeys(("moment", "album", "thanks", "celebrate", "decision", "form"), ALL),
    **dict.fromkeys(("visit", "call"), WRITERS),
    "event": frozenset({"caregiver"}),
    **dict.fromkeys(
        (
            "queue", "approve", "decline", "pause", "resume", "invite", "people", "say", "circle",
            "place", "permission", "nocontact", "connection", "team", "reissue", "freeze",
            "digest", "announce", "note", "transcript", "export", "cover", "handover", "audit",
            "families", "family", "child", "home", "insight", "watch",
        ),
        DESK,
    ),
}  # fmt: skip
"""For whom each command is one; to everybody else it is a word that means nothing."""

HERS: Final = re.compile(r"\b(Gutierrez|Macia|Gladys|Ana|Rosa|Luis)\b")
THEIRS: Final = re.compile(r"\b(Hudson|Bell|Jaylan|Noor|Samara|Carl)\b")
"""What is called by whom on either side; both homes have children of both."""
_WAITS: Final = frozenset({"approve", "decline", "queue", "digest"})
_LOOKS: Final = frozenset(
    {
        "announce", "audit", "book", "child", "circle", "connection", "decision", "export", "families",
        "family", "firstcall", "freeze", "goinghome", "insight", "nocontact", "note", "pause", "people",
        "place", "plan", "reissue", "say", "team", "transcript", "watch",
    }
)  # fmt: skip
_HERE: Final = frozenset({"permission", "share"})
"""What is about somebody who is here, with whom there is an open circle."""
NAMES: Final = {
    "caseworker": _LOOKS | _WAITS | _HERE | {"handover"},
    "stand-in": _LOOKS | _WAITS | _HERE,
    "former stand-in": frozenset[str](),
    "supervisor": frozenset({"audit", "insight"}),
    "caseworker of another": _LOOKS | {"handover", "invite"},
}
"""Which commands name, to each of the desk, something of the families on it: hers, or those of the other one.

Who stands in sees what she does, and cannot give it away; who has stood in sees nothing of it. Nothing waits
at the other desk.
"""

_MOVES: Final = frozenset({"Back", "Later", "Cancel", "Skip", "Change it", "More"})
"""Buttons that only move about in a conversation."""
_STEPS: Final = 8
_FEW: Final = 3
_LAST: Final = ("nocontact", "pause", "place", "reissue", "freeze", "leave")
"""What changes who may do what: looked at when everything else has been."""
_NOT_DONE: Final = frozenset({"handover", "cover"})
"""What would give what is theirs to somebody else: gone through until it is only to be said yes to."""

Does = tuple[str, str]
"""What somebody does: words to type, behind no id; or the id of a message, and what is pressed under it."""
Walk = Generator[Sequence[Does], list[Seen], list[Seen]]
"""What somebody does at once, again and again; each time they get what they see anew, and at last all."""


def on_stage(folder: Path, master: Master) -> Stage:
    """Return a stage whose database is in this folder; nobody is held back for typing much."""
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{folder / 'story.db'}", master)
    made.defaults = msgspec.structs.replace(made.defaults, messages_per_minute=100_000)
    return made


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Master]:
    """Give a database with one of everybody: Nadia stands in for Tianna, Omar did, and something waits."""
    folder, master = tmp_path_factory.mktemp("authorised"), Master(fresh_key())

    async def prepare() -> None:
        stage = on_stage(folder, master)
        await stage.open(joined=JOINED, roster=ROSTER)
        for colleague in ("Omar", "Nadia"):
            await together(stage, {"Tianna": walks(f"/cover {colleague} today", ["Monday", "Yes"])})
            if colleague == "Omar":
                await together(stage, {"Omar": walks("/cover", ["End"])})
        await together(stage, {"Ana": walks("Hello Brianna", ["Macia"])})
        await stage.close()

    asyncio.run(prepare())
    return folder, master


@pytest.fixture
async def stage(tmp_path: Path, prepared: tuple[Path, Master]) -> AsyncIterator[Stage]:
    """Give a stage of one's own that begins there; Zora is a stranger."""
    folder, master = prepared
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    made = on_stage(tmp_path, master)
    for name in (*JOINED, "Zora"):
        made.phone(name)
    await made.build()
    yield made
    await made.close()


async def together(stage: Stage, walks: Mapping[str, Walk]) -> None:
    """Let all of these people go on, a step each at the same moment, until each has come to an end."""
    doing = {who: next(walk) for who, walk in walks.items()}
    while doing:
        before = {who: {one.id: one for one in stage.screen(who)} for who in doing}
        for who, acts in doing.items():
            for message, words in acts:
                stage.phone(who).presses(message, words) if message else stage.phone(who).says(words)
        await stage.settle()
        for who in list(doing):
            anew = [one for one in stage.screen(who) if before[who].get(one.id) != one]
            try:
                doing[who] = walks[who].send(anew)
            except StopIteration:
                del doing[who]


def types(*words: str) -> Walk:
    """Type this."""
    return (yield [("", one) for one in words])


def walks(words: str, labels: Sequence[str] = (), *, stops_at: str = "") -> Walk:
    """Type this, and go on as far as it goes: by these labels, or by whatever comes first."""
    return (yield from goes_on((yield from types(words)), labels, stops_at=stops_at))


def goes_on(
    shown: list[Seen], labels: Sequence[str] = (), *, stops_at: str = "", steps: int = _STEPS
) -> Walk:
    """Go on from what is shown, until nothing is asked any more, or this label is offered."""
    seen, wanted = list(shown), list(labels)
    for _ in range(steps):
        asked = asked_in(shown)
        if asked is None or (stops_at and stops_at in labels_of(asked)):
            break
        offered = [label for label in labels_of(asked) if label not in _MOVES]
        if wanted and (found := next((one for one in offered if wanted[0] in one), None)):
            wanted.pop(0)
            act = (asked.id, found)
        elif offered and not labels:
            act = (asked.id, offered[0])
        elif "Skip" in labels_of(asked):
            act = (asked.id, "Skip")
        else:
            act = ("", "nothing in particular")
        shown = yield [act]
        seen += shown
    return [*seen, *(yield [("", "/cancel")])]


def asked_in(shown: Iterable[Seen]) -> Seen | None:
    """Return what is asked last of what is seen, if anything is."""
    return next((one for one in reversed(list(shown)) if one.labels), None)


def labels_of(one: Seen | None) -> list[str]:
    """Return all that can be pressed under it."""
    return [label for row in one.labels for label in row] if one else []


def told_in(shown: Iterable[Seen]) -> str:
    """Return all that can be read there."""
    return "\n".join(part for one in shown for part in (one.header or "", one.body, *labels_of(one)))


def commands() -> list[str]:
    """Return every command, those last that change who may do what."""
    known = {"start", *(flow.command for flow in FLOWS if flow.command and flow.id != "join")}
    return sorted(known, key=lambda one: (_LAST.index(one) + 1 if one in _LAST else 0, one))


def test_each_command_has_its_row() -> None:
    assert set(TABLE) == set(commands())


def test_what_is_promised_is_no_command_yet() -> None:
    assert not LATER_DESK_COMMANDS & set(TABLE)


def tries_each(met: dict[str, str]) -> Walk:
    """Type each command by itself, and keep what is read then."""
    for command in commands():
        met[command] = told_in((yield [("", f"/{command}")]))
        yield [("", "/cancel")]
    return []


async def test_who_may_use_which_command_and_whose_family_it_names(stage: Stage) -> None:
    """To who is frozen, has left or is a stranger none of them is one: they read what any stranger does."""
    gone = {"Marcus": walks("/freeze Brianna", ["Yes"]), "Samara": walks("/leave", ["Yes"])}
    await together(stage, gone)
    met: dict[str, dict[str, str]] = {role: {} for role in WHO | NOBODY}
    await together(stage, {who: tries_each(met[role]) for role, who in (WHO | NOBODY).items()})
    hello, unknown = TEXTS.render("en", "stranger-hello"), TEXTS.render("en", "command-unknown", prefix="/")
    for role in NOBODY:
        assert set(met[role].values()) <= {"", f"\n{hello}"}, role
    for role in WHO:
        assert all(met[role].values()), f"{role}: a command is left without an answer"
        known = {command for command, told in met[role].items() if unknown not in told}
        assert known == {command for command, roles in TABLE.items() if role in roles}, role
    hers, theirs = (
        {role: {one for one, told in met[role].items() if names.search(told)} for role in WHO}
        for names in (HERS, THEIRS)
    )
    for role in DESK:
        own, others = (theirs, hers) if role == "caseworker of another" else (hers, theirs)
        assert own[role] == NAMES[role], role
        assert not others[role], role
    for role in ("parent", "supporter", "youth"):
        assert not theirs[role], role
    assert not hers["closed"]


OTHERS: Final = {
    "Tianna": ("Samara", "Jaylan", "Carl", "Noor"),
    "Nadia": ("Samara", "Jaylan", "Carl", "Noor"),
    "Ruth": ("Samara", "Jaylan", "Carl", "Noor"),
    "Ana": ("Samara", "Jaylan", "Marcus", "Carl", "Noor", "Ruth"),
    "Marcus": ("Ana", "Rosa", "Luis", "Macia", "Gladys", "Riverside Mill"),
    "Omar": ("Ana", "Gladys", "Riverside Mill", "Samara", "Jaylan", "Noor"),
    "Samara": ("Ana", "Rosa", "Luis", "Macia", "Gladys", "Tianna", "Riverside Mill", "Wendy", "Carl", "Noor"),
}
"""What of another family, or of another home, must never stand on somebody's phone."""
_SIDES: Final = {
    ("Tianna", "Nadia", "Ruth", "Ana"): ("Marcus", "Samara", "Carl"),
    ("Marcus", "Omar", "Samara"): ("Tianna", "Ana", "Rosa", "Luis"),
}
"""Those who go on at once: what they do may show on each other's phones, and on no other side's."""


def reaches(who: str) -> Walk:
    """Type each command, bare and with each name of the others behind it, as far as the conversation goes.

    A name is typed in capitals: so it is nothing of the bot's that stands on the screen. Where it changes
    nothing of what is asked, nothing else follows from it.
    """
    for command in commands():
        if command == "leave":
            continue
        stops_at = "No" if command in _NOT_DONE else ""
        bare = yield from types(f"/{command}")
        usual = labels_of(asked_in(bare))
        yield from checked(who, command, goes_on(bare, stops_at=stops_at))
        first, *rest = OTHERS[who]
        shown = yield from types(f"/{command} {first.upper()}")
        is_taken = labels_of(asked_in(shown)) != usual
        more = goes_on(shown, stops_at=stops_at, steps=_FEW) if is_taken else types("/cancel")
        yield from checked(who, f"{command} {first}", more, shown)
        others = [words for name in rest for words in (f"/{command} {name.upper()}", "/cancel")]
        yield from checked(who, f"{command} {rest}", types(*others))
    return []


def checked(who: str, words: str, walk: Walk, shown: Sequence[Seen] = ()) -> Walk:
    """Go there, and see that nothing of the others' is to be read on the way."""
    told = told_in([*shown, *(yield from walk)])
    found = [name for name in OTHERS[who] if re.search(rf"\b{name}\b", told)]
    assert not found, f"{who}: /{words}: {told}"
    return []


@pytest.mark.parametrize("side", _SIDES, ids=lambda side: side[0])
async def test_no_command_reaches_into_another_family(stage: Stage, side: tuple[str, ...]) -> None:
    before = {one: stage.screen(one) for one in _SIDES[side]}
    await together(stage, {who: reaches(who) for who in side})
    assert {one: stage.screen(one) for one in _SIDES[side]} == before
