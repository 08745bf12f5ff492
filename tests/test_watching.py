"""Who may be shown what by reading along, when it ends, and where words go that are typed there."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from bot.chat.draft import Draft, Kind
from bot.chat.incoming import Unreachable, Words
from bot.chat.people import Circle, PersonState, Phase, Reader, Replied, Role, Speaker, View, Watching, Way
from bot.chat.text import Literal
from bot.engine.routing import Does, Opens, Tells, route
from bot.family.commands import SayInCircle, WatchCircle
from bot.family.relay import WATCHABLE
from bot.family.watching import ends_with, is_accompanied
from bot.policy.review import Cleared, Refused, review
from bot.store.outbox import URGENCY, watch_lane

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
TIANNA = Speaker("tianna", "a", "matrix", "!", Role.CASEWORKER, "Tianna", PersonState.JOINED, "en", "UTC")
READS = View(NOW, TIANNA, watching=(Watching("w", "macia"),))
IS_IN = msgspec.structs.replace(READS, watching=(Watching("w", "macia", is_in=True),))
HERS = Reader("tianna", "UTC", "21:00-07:00", PersonState.JOINED, is_reachable=True, is_desk=True)
COPY = Draft("d", "tianna", Kind.WATCH, message="m", header=(Literal("Ana"),), circle="macia", author="ana")
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def circle(phase: Phase, way: Way = Way.WATCH) -> Circle:
    return Circle("macia", "f", phase, way, (), (), "tianna", "Tianna")


def say(_value: object) -> str:
    return ""


@pytest.mark.parametrize("phase", Phase)
def test_it_is_shown_only_where_somebody_may_read_along(phase: Phase) -> None:
    shown = isinstance(review(COPY, HERS, circle(phase), NIGHT), Cleared)
    assert shown == (phase in WATCHABLE)


def test_it_makes_no_sound_and_so_waits_for_no_morning() -> None:
    verdict = review(COPY, HERS, circle(Phase.OPEN), NIGHT)
    assert isinstance(verdict, Cleared)
    assert verdict.not_before is None


@pytest.mark.parametrize(
    "other",
    [
        {"is_desk": False},
        {"is_discreet": True},
        {"state": PersonState.LEFT},
    ],
)
def test_it_is_shown_to_nobody_else(other: dict[str, object]) -> None:
    reader = msgspec.structs.replace(HERS, **other)
    assert isinstance(review(COPY, reader, circle(Phase.OPEN), NOW), Refused)


def test_it_is_shown_behind_everything_else_and_nothing_waits_behind_it() -> None:
    assert all(URGENCY[Kind.WATCH] > URGENCY[kind] for kind in Kind if kind != Kind.WATCH)
    assert watch_lane("tianna") != "tianna"


def test_it_ends_with_what_everybody_is_told_of() -> None:
    over = {(before, phase) for before in Phase for phase in Phase if ends_with(before, phase)}
    closing = (Phase.PAUSED, Phase.AFTER_REUNIFICATION, Phase.CLOSED)
    opening = {(Phase.WATCHED, Phase.OPEN), (Phase.INTRODUCTION, Phase.OPEN)}
    assert over == {(before, phase) for before in Phase for phase in closing} | opening


def test_it_begins_by_itself_only_where_she_is_with_them() -> None:
    begins = {(phase, way) for phase in Phase for way in Way if is_accompanied(phase, way)}
    watched = {(Phase.WATCHED, way) for way in Way}
    assert begins == watched | {(Phase.INTRODUCTION, Way.WATCH)}


IN_ROOM, IN_TOPIC, AS_REPLY = (
    {"room": "macia"},
    {"topic": "macia"},
    {"replied": Replied("m", "macia", is_watched=True)},
)


@pytest.mark.parametrize("place", [IN_ROOM, IN_TOPIC, AS_REPLY])
def test_what_is_typed_where_one_only_reads_goes_to_nobody(place: dict[str, object]) -> None:
    meant = route(msgspec.structs.replace(READS, **place), Words("Hello"), "s", say)
    assert isinstance(meant, Opens)
    assert (meant.flow, meant.given["words"], meant.given["circle"]) == ("step-in", "Hello", "macia")


@pytest.mark.parametrize("place", [IN_ROOM, IN_TOPIC, AS_REPLY])
def test_who_has_stepped_in_writes_to_all(place: dict[str, object]) -> None:
    meant = route(msgspec.structs.replace(IS_IN, **place), Words("Hello"), "s", say)
    assert isinstance(meant, Does)
    assert isinstance(meant.command, SayInCircle)
    assert (meant.command.circle, meant.command.words, meant.command.is_here) == ("macia", "Hello", True)


def test_a_reply_to_what_was_to_be_looked_at_is_asked_about_as_ever() -> None:
    view = msgspec.structs.replace(IS_IN, replied=Replied("m", "macia"))
    meant = route(view, Words("Hello"), "s", say)
    assert isinstance(meant, Opens)
    assert meant.flow == "desk-where"


def test_in_a_room_of_another_circle_nothing_is_said() -> None:
    meant = route(msgspec.structs.replace(IS_IN, room="jaylan"), Words("Hello"), "s", say)
    assert isinstance(meant, Tells)


def test_who_leaves_the_room_reads_along_no_more() -> None:
    meant = route(msgspec.structs.replace(READS, room="macia"), Unreachable(), None, say)
    assert meant == Does(WatchCircle("macia", is_on=False))
