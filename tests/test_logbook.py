"""Each thing that is noted in the audit log has a sentence; none is left to "something"."""

from __future__ import annotations

import ast
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bot.chat.text import Literal, Text
from bot.family.facts import Noted
from bot.family.logbook import ECHOES, PLACES, SAYS, UNKNOWN, line, places, sentence
from bot.texts import Texts

BOT: Final = Path(__file__).parent.parent / "bot"
FLOWS: Final = BOT / "flows"  # which note nothing
NOTING: Final = ("Entry", "Acted")
NAMED_ELSEWHERE: Final = {
    # The action is worked out where it happens; what it can be is listed here.
    "action": (
        *("approved", "declined", "delivered", "edit-delivered", "taken-back", "reacted"),
        *("permission-given", "permission-withdrawn", "nocontact", "nocontact-over"),
        *("book-approved", "book-declined", "book-opened", "book-shut", "plan-approved", "plan-declined"),
        *("cover-begun", "cover-over", "feed-opened", "feed-closed"),
    ),
    "event.action": (),
    **dict.fromkeys(("head", "entry.head"), ()),  # An entry as a record shows it is another thing.
    "SECOND_CODE": ("second-code",),
}
MADE_UP: Final = {"{": ("read-sleep", "declined", "proposed", "cancel", "family", "pause", "open", "watch")}


@cache
def ours() -> Texts:
    return Texts.load()


def noted() -> dict[str, str]:
    """Return every action that the source notes, with where it does."""
    found: dict[str, str] = {}
    for path in sorted(one for one in BOT.rglob("*.py") if FLOWS not in one.parents):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(
                getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", "")
            )
            if not isinstance(node, ast.Call) or name not in NOTING or len(node.args) < 2:
                continue
            place = f"{path.relative_to(BOT)}:{node.lineno}"
            for action in actions(node.args[1], place):
                found[action] = place
    return found


def actions(node: ast.expr, place: str) -> tuple[str, ...]:
    match node:
        case ast.Constant(value=str(action)):
            return (action,)
        case ast.IfExp(body=one, orelse=other):
            return (*actions(one, place), *actions(other, place))
        case ast.JoinedStr():
            pattern = ast.unparse(node)[2:-1]
            return tuple(re.sub(r"\{.*\}", fill, pattern) for fill in MADE_UP["{"])
    written = ast.unparse(node)
    assert written in NAMED_ELSEWHERE, f"{place}: which actions can {written} be?"
    return NAMED_ELSEWHERE[written]


def test_each_action_has_a_sentence() -> None:
    without = {action: place for action, place in noted().items() if sentence(action) == UNKNOWN}
    # A phase has steps of its own only; what is made up for other patterns means nothing there.
    assert not {action: place for action, place in without.items() if not action.startswith("phase-")}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("action", sorted({*SAYS, "book-read-sleep", "book-written", "meeting-cancel", "x"}))
def test_each_sentence_can_be_said(action: str, language: str) -> None:
    for actor, about in (("Tianna", Literal("Ana")), ("", Literal(""))):
        said = line(Noted(datetime(2026, 11, 23, tzinfo=UTC), action, actor, about))
        assert isinstance(said, Text)
        filled = {
            name: one.words if isinstance(one, Literal) else ours().render(language, "audit-by-itself")
            for name, one in said.args.items()
        }
        assert ours().render(language, said.id, **filled)


def test_nothing_is_said_of_a_sentence_that_is_not_there() -> None:
    known = ours().ids
    assert all(f"audit-did-{one}" in known for one in PLACES)
    assert all(places(one) is not None for one in SAYS.values())
    assert all(one in SAYS for one in (*ECHOES, *(more for echo in ECHOES.values() for more in echo)))
