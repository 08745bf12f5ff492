"""What DESIGN says stays, stays: held on the program, and shown to be held on small planted trees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from bot.chat.incoming import Address
from bot.flows.form import Flow, OneOf
from bot.flows.registry import FLOWS, commands_for
from bot.roster import Account
from bot.store.writing import Spoke
from bot.texts import Texts
from tests.invariants import faults, unpaired

ROOT: Final = Path(__file__).parent.parent
TRANSCRIPTS: Final = sorted((ROOT / "tests" / "transcripts").glob("*.txt"))
LANGUAGES: Final = ("en", "es")

PLANTED: Final = {
    # where, what, and a part of what must be said of it
    "telegram outside its adapter": ("engine/routing", "import telegram", "telegram is imported"),
    "telegram under another name": ("courier/pace", "from telegram.ext import Updater", "telegram is"),
    "telegram in another adapter": ("adapters/simulator/page", "import telegram as t", "telegram is"),
    "telegram by a late import": (
        "app",
        "import importlib\nimportlib.import_module('telegram.error')",
        "telegram is imported",
    ),
    "nio outside its adapter": ("adapters/telegram/adapter", "from nio import AsyncClient", "nio is"),
    "tables outside the store": ("flows/desk", "from sqlalchemy import select", "sqlalchemy is"),
    "tables in the house": ("house", "import sqlalchemy", "sqlalchemy is"),
    "a scheduler elsewhere": ("store/duties", "import apscheduler.schedulers.asyncio", "apscheduler is"),
    "a server elsewhere": ("clockwork", "from aiohttp import web", "aiohttp is"),
    "the chatty client": ("adapters/telegram/request", "import httpx", "httpx is"),
    "pictures read outside of cleaning": ("adapters/telegram/media", "from PIL import Image", "PIL is"),
    "sound read in the courier": ("courier/courier", "import av", "av is"),
    "papers read in the store": ("store/media", "import pikepdf", "pikepdf is"),
    "pages set in a flow": ("flows/desk", "import typst", "typst is"),
    "a coroutine in the engine": ("engine/scene", "async def play() -> None: ...", "async def play"),
    "a coroutine in a flow": (
        "flows/visit",
        "class Visit:\n    async def finish(self) -> None: ...",
        "async def finish",
    ),
    "a coroutine in the chat, in no protocol": (
        "chat/messenger",
        "class Messenger:\n    async def send(self) -> None: ...",
        "async def send",
    ),
    "a wait in the policy": ("policy/review", "async def f() -> None:\n    await g()", "waits for something"),
    "the machine's clock": (
        "family/rules",
        "from datetime import datetime, UTC\nnow = datetime.now(UTC)",
        "datetime.now",
    ),
    "the machine's clock, the old way": (
        "store/lanes",
        "import datetime\nnow = datetime.datetime.utcnow()",
        "datetime.utcnow",
    ),
    "the machine's day": ("flows/visit", "from datetime import date\nday = date.today()", "date.today"),
    "the machine's seconds": ("courier/courier", "import time\nat = time.time()", "time.time"),
    "the machine's seconds, bare": ("web", "from time import time\nat = time()", "time: time"),
    "a stopwatch in the engine": ("engine/scene", "import time\nat = time.monotonic()", "measures time"),
    "a sentence in a flow": ("flows/desk", "title = 'Which circle?'", "a sentence"),
    "a sentence in a rule": ("family/relay", "def f() -> str:\n    return 'Not now, please'", "a sentence"),
    "a sentence put together": (
        "family/relay",
        "def f(a: str) -> str:\n    return f'{a} has left'",
        "has left",
    ),
    "a sentence as a literal": (
        "store/telling",
        "from bot.chat.text import Literal\nsorry = Literal('Sorry')",
        "words of the program's own",
    ),
    "a sentence as a text": (
        "courier/courier",
        "from bot.chat.text import text as say\nsorry = say('Sorry about that')",
        "no id of a text",
    ),
    "a sentence as a value of a text": (
        "store/duties",
        "from bot.chat.text import text\na = text('hold-over', caseworker='Your caseworker', children='Jo')",
        "words of the program's own",
    ),
    "a sentence sent": (
        "courier/courier",
        "from bot.chat.outgoing import Outgoing\nout = Outgoing(id='x', to=y, body='Please wait')",
        "words of the program's own",
    ),
    "a label with a space": (
        "courier/courier",
        "from bot.chat.outgoing import Button\nok = Button(f'{a} or {b}', token)",
        "words of the program's own",
    ),
    "a clearance of one's own": (
        "store/telling",
        "from bot.policy.review import Cleared\nc = Cleared(draft, None)",
        "clears a draft",
    ),
    "a clearance by another way": (
        "engine/settling",
        "from bot.policy import review\nc = review.Cleared(draft, None)",
        "clears a draft",
    ),
    "a clearance read from somewhere": (
        "store/outbox",
        "import msgspec\nc = msgspec.json.decode(raw, type=Cleared)",
        "clears a draft",
    ),
    "a clearance filled anew": (
        "engine/settling",
        "import msgspec\nc = msgspec.structs.replace(cleared, draft=other)",
        "puts another draft",
    ),
    "an address that shows": (
        "chat/incoming",
        "class Address(Struct):\n    messenger: str\n    user: str\n    chat: str",
        "Address shows an address",
    ),
    "an address in bytes that shows": (
        "store/writing",
        "class Spoke(Struct):\n    account: str\n    address: bytes",
        "Spoke shows an address",
    ),
    "a secret that shows": (
        "adapters/matrix/device",
        "class Login(Struct):\n    password: str",
        "Login shows a secret",
    ),
    "a print": ("speech", "print('here')", "print is used"),
    "a debugger": ("engine/scene", "breakpoint()", "breakpoint is used"),
    "a log put together": ("house", "_log.info(f'turn of {name}')", "not a sentence of its own"),
    "a log of a variable": ("house", "import logging\nlogging.getLogger('x').error(words)", "not a sentence"),
    "a log of words": ("courier/turns", "_log.warning('lost: %s', words)", "may be anything: words"),
    "a log of an error's words": ("courier/turns", "_log.warning('lost: %s', str(error))", "may be anything"),
    "a log under an odd key": (
        "courier/turns",
        "_log.info('lost', words=departure.words)",
        "unknown key: words",
    ),
}

BLAMELESS: Final = {
    "chat/clock": "from datetime import UTC, datetime\nnow = datetime.now(UTC)",
    "chat/messenger": "class Messenger(Protocol):\n    async def send(self) -> None: ...",
    "courier/pace": "import time\nat = time.monotonic()",
    "store/session": "from sqlalchemy import text\nstatement = text('SELECT 1 FROM family')",
    "policy/review": "c = Cleared(draft, None)",
    "family/rules": "'''Which rule answers.'''\ndef f() -> None:\n    raise ValueError('not so')",
    "family/relay": "from bot.chat.text import Literal, text\nt = text('undo-done', n=Literal(name), m='')",
    "store/writing": "class Spoke(Struct):\n    address: bytes\n    def __repr__(self) -> str: ...",
    "courier/turns": "_log.info('turned: %s in %.1f s', type(e).__name__, seconds)",
    "courier/courier": "_log.info('not accepted', row=departure.row, exc_info=error)",
    "cli/printing": "from bot.chat.text import text\nyield text('It works while the bot runs')",
    "adapters/telegram/adapter": "import telegram",
    "cleaning/pictures": "from PIL import Image",
    "clockwork": "from apscheduler.schedulers.asyncio import AsyncIOScheduler",
}


def _tree(folder: Path, files: dict[str, str]) -> Path:
    for name, source in files.items():
        path = folder / "bot" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return folder


# --- the rules, on the program and on planted trees


def test_the_program_keeps_every_rule() -> None:
    assert faults(ROOT) == []


@pytest.mark.parametrize("planted", PLANTED)
def test_what_is_planted_is_found(planted: str, tmp_path: Path) -> None:
    where, source, says = PLANTED[planted]
    found = faults(_tree(tmp_path, {where: source}))
    assert [fault for fault in found if fault.startswith(f"bot.{where.replace('/', '.')}:") and says in fault]


def test_what_is_allowed_is_not_found(tmp_path: Path) -> None:
    assert faults(_tree(tmp_path, BLAMELESS)) == []


def test_every_event_is_written_every_command_has_a_rule_and_every_need_a_loader() -> None:
    assert unpaired(ROOT) == []


@pytest.mark.parametrize(
    ("where", "old", "new", "says"),
    [
        ("family/events", "class PersonLeft(", "class New(Event): ...\nclass PersonLeft(", "New: no writer"),
        ("store/writing", "    e.PersonLeft: _person_left,\n", "", "PersonLeft: no writer"),
        (
            "family/rules",
            "case commands.PauseCircle():",
            "case commands.ResumeCircle():",
            "PauseCircle: no rule",
        ),
        ("family/commands", "    | PauseCircle\n", "", "PauseCircle: no place among the commands"),
        (
            "family/facts",
            "class Need(StrEnum):",
            "class Need(StrEnum):\n    MORE = 'more'",
            "MORE: no loader",
        ),
        ("store/facts", "    Need.QUEUE: _queue,\n", "", "QUEUE: no loader"),
    ],
)
def test_what_lacks_its_other_half_is_found(
    tmp_path: Path, where: str, old: str, new: str, says: str
) -> None:
    for package in ("family", "store"):
        shutil.copytree(ROOT / "bot" / package, tmp_path / "bot" / package)
    path = tmp_path / "bot" / f"{where}.py"
    source = path.read_text(encoding="utf-8")
    assert old in source
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    assert says in unpaired(tmp_path)


@pytest.mark.parametrize(
    "shown",
    [
        Address("telegram", "73105510001", "73105510001"),
        Account("telegram", "73105510001"),
        Spoke(account="a", messenger="telegram", address_hash=b"73105510001", address=b"73105510001"),
    ],
)
def test_an_address_shows_its_messenger_and_no_more(shown: object) -> None:
    for told in (repr(shown), str(shown), f"{shown}", repr([shown]), repr({"to": shown})):
        assert "telegram" in told
        assert "73105510001" not in told


# --- layers and types: that the tools would notice


def test_an_import_upwards_breaks_the_layers(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "bot", tmp_path / "bot", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    planted = tmp_path / "bot" / "family" / "rules.py"
    planted.write_text(planted.read_text() + "\nfrom bot.store import outbox\n", encoding="utf-8")
    linted = _run(tmp_path, str(Path(sys.executable).parent / "lint-imports"), "--no-cache")
    assert linted.returncode == 1, linted.stdout
    assert "bot.family is not allowed to import bot.store" in linted.stdout


BYPASSES: Final = """
from bot.chat.draft import Draft
from bot.chat.messenger import Messenger
from bot.chat.people import Reader
from bot.policy.review import Cleared, Refused
from bot.store import outbox
from bot.store.session import Session


def put(session: Session, draft: Draft, refused: Refused, cleared: Cleared) -> None:
    outbox.put(session, [cleared])
    outbox.put(session, [draft])  # a draft that policy has not seen
    outbox.put(session, [refused])  # a draft that policy turned away
    outbox.put(session, [Cleared(draft)])  # a clearance without a header
    session.seal("family", "message.words", "row", "words")  # sealed for nobody


async def send(messenger: Messenger, draft: Draft) -> None:
    await messenger.send(draft)  # straight to the messenger
    await messenger.send(draft.message or "")  # words alone
"""


def test_the_type_checker_finds_every_way_past_policy(tmp_path: Path) -> None:
    planted = tmp_path / "bypasses.py"
    planted.write_text(BYPASSES, encoding="utf-8")
    checked = _run(ROOT, sys.executable, "-m", "mypy", "--follow-imports=silent", str(planted))
    found = {
        int(line.split(":")[1])
        for line in checked.stdout.splitlines()
        if "bypasses.py" in line and ": error:" in line
    }
    due = {number for number, line in enumerate(BYPASSES.splitlines(), 1) if "  # " in line}
    assert len(due) == 6
    assert found == due, checked.stdout


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(  # noqa: S603 - our own tools on our own files
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )


# --- every conversation has its words and its story


def untold(
    flows: tuple[type[Flow], ...], has: Callable[[str, str], bool], menu: tuple[str, ...], stories: str
) -> list[str]:
    """Return what a flow lacks: a prompt or its line in the menu in a language, or a story."""
    missing = []
    for flow in flows:
        ids = [one.prompt or f"{flow.id}-{one.key.replace('_', '-')}" for one in flow.questions]
        ids += [f"about-{flow.command}"] if flow.command in menu else []
        missing += [
            f"{flow.id}: no {text_id} in {language}"
            for text_id in ids
            for language in LANGUAGES
            if not has(language, text_id)
        ]
        if flow.command and f"/{flow.command}" not in stories.split():
            missing.append(f"{flow.id}: no transcript has /{flow.command}")
    return missing


def _stories() -> str:
    """Return what people do in the transcripts; both messengers' prefixes count as one."""
    acts = [line for path in TRANSCRIPTS for line in path.read_text(encoding="utf-8").splitlines()]
    said = [line.partition(": ")[2] for line in acts if not line.startswith((" ", "#"))]
    return "\n".join(words.replace("!", "/", 1) if words.startswith("!") else words for words in said)


def test_every_flow_has_its_words_in_both_languages_and_its_command_in_a_transcript() -> None:
    spoken = {language: Texts.load(default=language) for language in LANGUAGES}
    menu = commands_for(speaker_is_caseworker=True)
    assert untold(FLOWS, lambda language, text_id: spoken[language].has(text_id), menu, _stories()) == []


def test_a_flow_without_words_or_story_is_found() -> None:
    class Bare(Flow):
        id, command = "bare", "bare"
        one_thing = OneOf()

    def has(language: str, text_id: str) -> bool:
        return (language, text_id) == ("en", "bare-one-thing")

    assert untold((Bare,), has, ("bare",), "/barely") == [
        "bare: no bare-one-thing in es",
        "bare: no about-bare in en",
        "bare: no about-bare in es",
        "bare: no transcript has /bare",
    ]
