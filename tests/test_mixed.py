"""The same transcripts with Telegram and a real Matrix homeserver at once, everybody's rooms encrypted.

Ana, Joshua, Wendy and Samara have Telegram; Brianna, Tianna and Francis have Matrix, where the room says
which circle is meant: what is different there by design stands in ``transcripts/rooms``.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.story.phones import TelegramExchange
from tests.story.rooms import MatrixExchange, MixedExchange
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage
from tests.story.transcript import Player, load, written
from tests.synapse.server import Synapse
from tests.test_transcripts import FOLDER, PATHS, UPDATE

ROOMS = FOLDER / "rooms"
IN_ROOMS = sorted(ROOMS.glob("*.txt"))
ON_MATRIX = ("Brianna", "Tianna", "Francis")
_THEY = "|".join(ON_MATRIX)
_IN_PLACE = re.compile(rf"(    (?:(?:{_THEY})(?:'s new phone)?|(?!{_THEY})\w+'s new app)) ~")
_NOT_EVERYWHERE = {
    TEXTS.render(language, label)
    for language in TEXTS.languages
    for label in ("label-greet", "label-another-day")
}
"""What is offered only where the agency has Matrix, and what only where choices are pressed."""

_LABELS = re.compile(r"    (\w[\w' ]*) (\[.*\])")
_COMMAND = re.compile(r"(?<![\w!])!(?=[a-z])")

OWN = [path for path in IN_ROOMS if not (FOLDER / path.name).exists()]
"""Stories that only rooms have."""

_IS_SPARED = 2


def _turns() -> list[Any]:
    """Return every story: those that read otherwise in rooms each time, of the rest every second one.

    Which of them is told by its name, otherwise than where a story is told on Telegram: so each of Telegram's
    databases meets both halves.
    """
    return [
        path
        if (ROOMS / path.name) in IN_ROOMS or not crc32(path.stem.encode()) & _IS_SPARED
        else pytest.param(path, marks=pytest.mark.soak)
        for path in PATHS
    ] + OWN


MakeStage = Callable[[], Stage]


@pytest.fixture
async def stages(tmp_path: Path, synapse: Synapse) -> AsyncIterator[MakeStage]:
    made: list[Stage] = []

    def make() -> Stage:
        clock = SetClock(MONDAY_MORNING)
        exchange = MixedExchange(TelegramExchange(clock), MatrixExchange(clock, synapse, tmp_path), ON_MATRIX)
        made.append(Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key())))
        return made[-1]

    yield make
    for stage in made:
        await stage.close()


async def _play(stage: Stage, path: Path, *, restarting: bool) -> list[tuple[str, list[str]]]:
    told = load(path)
    if told.at is not None:
        stage.clock.move_to(told.at)
    roster = (FOLDER.parent / "data" / told.roster).read_text() if told.roster else None
    stage.defaults = msgspec.structs.replace(stage.defaults, **told.limits)
    await stage.open(joined=told.joined, roster=roster)
    await stage.settle()  # The rooms are there before anybody writes in one.
    between: Callable[[], Awaitable[None]] | None = stage.restart if restarting else None
    return await Player(stage, between).play(told)


def _as_anywhere(lines: list[str]) -> list[str]:
    """Return what appeared, each choice on a line of its own, commands written as on Telegram.

    Where steering is typed, what comes of it stands below it and not in the question's place.
    """
    told: list[str] = []
    for line in lines:
        match = _LABELS.fullmatch(line)
        if match:
            labels = [label for label in match[2][1:-1].split("] [") if label not in _NOT_EVERYWHERE]
            told += [f"    {match[1]} [{label}]" for label in labels]
        else:
            told.append(_IN_PLACE.sub(r"\1 |", _COMMAND.sub("/", line)))
    return told


@pytest.mark.parametrize("path", _turns(), ids=lambda path: path.stem)
async def test_the_story_is_the_same_on_both_messengers_at_once(stages: MakeStage, path: Path) -> None:
    variant = ROOMS / path.name
    path = variant if variant in IN_ROOMS else path
    played = await _play(stages(), path, restarting=False)
    if UPDATE and path == variant:
        path.write_text(written(path, load(path), played), encoding="utf-8")
    for (act, expected), (_, news) in zip(load(path).acts, played, strict=True):
        assert _as_anywhere(news) == _as_anywhere(expected), f"{path.name}, after {act!r}"


async def test_changes_and_reactions_follow_to_who_has_moved_with_a_restart_between_any_two(
    stages: MakeStage,
) -> None:
    """What stands on an account that is a person's no more is not touched; what stands on the new one is."""
    path = FOLDER / "link-changes.txt"
    stage = stages()
    played = await _play(stage, path, restarting=True)
    for (act, expected), (_, news) in zip(load(path).acts, played, strict=True):
        assert _as_anywhere(news) == _as_anywhere(expected), f"after {act!r}"
    stands = {name: [one.body for one in stage.screen(name)] for name in ("Ana", "Brianna")}
    assert "¿Comió bien?" in stands["Brianna"]
    assert "All night" in stands["Ana"]
    put = {
        name: [one.body for one in stage.screen(name) if one.reaction]
        for name in ("Ana", "Ana's new app", "Brianna's new app")
    }
    # What was put on words of hers that stand on her old phone stays there, and what was taken off is off.
    assert put == {"Ana": ["¿Y durmió sola?"], "Ana's new app": [], "Brianna's new app": ["All night long"]}
