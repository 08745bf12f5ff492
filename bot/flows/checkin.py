"""How was the week? Asked of each home in its own way, in half a minute; and how often that is to be.

What becomes of it is ``family.checkins``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.media import File, MediaKind
from bot.chat.people import Circle, Role
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.checkins import (
    CAREGIVER_SAYS,
    OFTEN,
    PARENT_SAYS,
    open_circles,
    others,
    shut,
    weekday_named,
)
from bot.family.commands import AgreeRhythm, AskOther, CheckInWeek, Command, EndRhythm, ProposeRhythm, Show
from bot.family.facts import Need
from bot.family.weeks import agreed
from bot.flows.checks import ForOthers
from bot.flows.form import Flow, OneOf, Option, Problem, Slot
from bot.flows.plan import OfCircle

WORDS_CHARS, QUESTION_CHARS = 600, 300
_QUESTION, _SHARE, _KEEP, _OFF = "question", "share", "keep", "off"
_NO = frozenset({"no", "nope", "nothing", "nada", "ninguna"})
_POLITE = frozenset({"thanks", "thank", "you", "gracias"})
"""Typed where it is asked whether somebody would like to say something: they would not."""


class Voiced(ForOthers):
    """Words, or a voice, for the people of a circle."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circle."""
        return (flow.about,) if isinstance(flow, OfCircle) and flow.about is not None else ()

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words; a no to what may be left out leaves it out, and is nobody's step or question."""
        first, *more = words.strip(" .!¡").casefold().replace(",", " ").split() or [""]
        is_no = first in _NO and _POLITE.issuperset(more)
        return "" if self.is_optional and is_no else super().read(flow, slot, words)

    def read_files(self, flow: Flow, slot: Slot, files: tuple[File, ...], words: str) -> str:
        """Take a voice; what pictures are for has a place of its own."""
        if any(file.kind != MediaKind.VOICE for file in files):
            raise Problem("checkin-voice-only")
        return super().read_files(flow, slot, files, words)


class OfWeeks(OfCircle):
    """Base of what is about the weeks of one circle."""

    needs = frozenset({Need.CHECKINS, Need.GUARD})

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which the speaker can check in now."""
        return open_circles(self.view)

    def people(self) -> Value:
        """Return who is to read it."""
        me = self.view.speaker.id
        return listing([one.name for one in others(self.about, me)] if self.about else ["–"])

    def nobody(self) -> tuple[Command, ...]:
        """Say why there is nothing to be said now."""
        if self.view.speaker.role not in WRITERS:
            return (Show((text("life-desk"),)),)
        mine = self.view.circles
        why = shut(mine[0], self.view) if len(mine) == 1 else None
        return (Show((why or text("checkin-nobody"),)),)

    def is_of(self, role: Role) -> bool:
        """Whether the speaker is that, in a circle that is open."""
        return self.about is not None and self.view.speaker.role == role


def _people(flow: OfWeeks, _item: str) -> dict[str, Value]:
    return {"people": flow.people()}


class CheckInFlow(OfWeeks):
    """Say how the week was."""

    id, command = "checkin", "checkin"
    has_summary = True
    week = OneOf(
        options=lambda _flow, _item: [
            Option(one, Text(f"label-week-{one}")) for one in (*CAREGIVER_SAYS, _QUESTION)
        ],
        args=_people,
        when=lambda flow: flow.is_of(Role.CAREGIVER),
    )
    words = Voiced(
        limit=WORDS_CHARS,
        is_long=True,
        is_optional=True,
        args=_people,
        when=lambda flow: flow.week in CAREGIVER_SAYS,
    )
    own = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-own-{one}")) for one in PARENT_SAYS],
        is_optional=True,
        when=lambda flow: flow.is_of(Role.PARENT),
    )
    share = OneOf(
        options=lambda _flow, _item: [
            Option(_KEEP, Text("label-own-keep")),
            Option(_SHARE, Text("label-own-share")),
        ],
        args=_people,
        when=lambda flow: bool(flow.own),
    )
    step = Voiced(
        limit=WORDS_CHARS,
        is_long=True,
        is_optional=True,
        args=_people,
        when=lambda flow: flow.is_of(Role.PARENT),
    )
    asks = Voiced(
        limit=QUESTION_CHARS,
        is_long=True,
        is_optional=True,
        args=_people,
        when=lambda flow: flow.about is not None and flow.week != _QUESTION,
    )
    question = Voiced(
        limit=QUESTION_CHARS, is_long=True, args=_people, when=lambda flow: flow.week == _QUESTION
    )
    child = OneOf(
        options=lambda flow, _item: [
            Option(one.id, Literal(one.name)) for one in (flow.about.children if flow.about else ())
        ],
        when=lambda flow: bool(flow.asked()) and flow.about is not None and len(flow.about.children) > 1,
        prompt="book-which-child",
    )

    def asked(self) -> str:
        """Return what they would like to know, if anything."""
        return self.question or self.asks

    def finish(self) -> Sequence[Command]:
        """Say it; a question goes to the other home at once."""
        circle = self.about
        if circle is None:
            return self.nobody()
        child = self.child or circle.children[0].id
        asking = (AskOther(child, "", self.asked()),) if self.asked() else ()
        how = self.week if self.week in CAREGIVER_SAYS else self.own if self.share == _SHARE else ""
        said = CheckInWeek(circle.id, how, self.words or self.step, self.own, has_question=bool(asking))
        return (said, *asking)


def _often_options(flow: RhythmFlow, _item: str) -> list[Option]:
    found = [Option(one, Text(f"label-often-{one}")) for one in OFTEN]
    has = flow.about is not None and agreed(flow.facts.rhythms, flow.about.id) is not None
    return [*found, *([Option(_OFF, Text("label-often-off"))] if has else [])]


class RhythmFlow(OfWeeks):
    """Suggest how often both homes check in, or end it."""

    id = "checkin-rhythm"
    has_summary = True
    often = OneOf(
        options=_often_options,
        args=_people,
        when=lambda flow: flow.about is not None,
    )
    weekday = OneOf(
        options=lambda _flow, _item: [Option(str(one), weekday_named(one)) for one in range(7)],
        when=lambda flow: flow.often in OFTEN,
    )

    def finish(self) -> Sequence[Command]:
        """Ask the other home."""
        if self.about is None:
            return self.nobody()
        if self.often == _OFF:
            return (EndRhythm(self.about.id),)
        return (ProposeRhythm(self.about.id, OFTEN[self.often], int(self.weekday)),)


class RhythmAnswerFlow(OfWeeks):
    """Agree to how often, or not. What it is stood above the button."""

    id = "rhythm-answer"

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (AgreeRhythm(self.given("circle"), self.given("rhythm"), self.given("yes") == "yes"),)


class CheckInFileFlow(OfWeeks):
    """Hear what somebody said of their week."""

    id = "checkin-file"

    def finish(self) -> Sequence[Command]:
        """Let it be heard, where it is the speaker's to hear."""
        wanted, me = self.given("checkin"), self.view.speaker.id
        found = next((one for one in self.facts.checkins if one.id == wanted and one.message), None)
        circle = self.view.circle(found.circle) if found else None
        is_known = found is not None and (
            found.person == me
            or (found.is_told and circle is not None and circle.is_willing(found.person, me))
        )
        if found is None or circle is None or not is_known:
            return (Show((text("book-gone"),)),)
        told = text("book-by", who=found.name, day=Moment(found.at, MomentStyle.DAY))
        return (Show((Lines((told,)),), (), found.message, circle.id),)
