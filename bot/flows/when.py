"""Asking for a day, a time and a length: buttons first, words as people write them, nothing guessed at.

What words can mean in two ways is a question of its own with two buttons, and what was understood is read
back with weekday, date, times and zone before it counts (PRODUCT, section 4). How words are read is
``bot.dates``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

import msgspec

from bot.chat.text import Day, DayStyle, Hour, Span, Text, Value, text
from bot.dates import Doubt, DoubtKind, Said, Wanted, read
from bot.family.showing import length_said, series_said
from bot.family.wall import When, local
from bot.flows.form import TO_PAGE, Flow, OneOf, Option, Problem, Question, Slot, Written
from bot.flows.month import Within, month_at, month_of_days, to_month

FURTHEST = timedelta(days=366)
"""How far ahead something can be planned."""
SHORTEST, LONGEST = 5, 31 * 24 * 60
_DAYS_OFFERED = 11
_DAYS_ABOVE_A_MONTH = 7
"""So many days are offered where all others are but one button away."""
_LENGTHS = (30, 60, 90, 120, 180, 240)
_TYPED_CHARS = 120

_UNCLEAR = {
    Wanted.DAY: "when-day-unclear",
    Wanted.TIME: "when-time-unclear",
    Wanted.LENGTH: "when-length-unclear",
}

_READINGS = {
    "day": ("day_sure", "day_surer"),
    "day_sure": ("day_surer",),
    "start": ("start_sure", "start_surer"),
    "start_sure": ("start_surer",),
    "minutes": ("minutes_sure",),
}
"""Which readings are of which answer: they fall with it."""

Days = Callable[[Any], Sequence[date]]
DaysWithin = Callable[[Any], Within]


class _Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was said, as it stands in an interview."""

    day: date | None = None
    start: time | None = None
    minutes: int | None = None
    every: int | None = None
    until: date | None = None
    doubt: str | None = None
    options: tuple[_Kept, ...] = ()


def _to_keep(said: Said) -> _Kept:
    options = tuple(_to_keep(one) for one in said.doubt.options) if said.doubt else ()
    kind = said.doubt.kind.value if said.doubt else None
    return _Kept(said.day, said.start, said.minutes, said.every, said.until, kind, options)


def _of_kept(kept: _Kept) -> Said:
    doubt = None
    if kept.doubt is not None:
        one, other = (_of_kept(option) for option in kept.options)
        doubt = Doubt(DoubtKind(kept.doubt), (one, other))
    return Said(kept.day, kept.start, kept.minutes, kept.every, kept.until, doubt)


def kept(said: Said) -> str:
    """Return what was said as a canonical answer."""
    return msgspec.json.encode(_to_keep(said)).decode()


def said_in(answer: str) -> Said:
    """Return what a canonical answer says; nothing where there is none, or a version of long ago."""
    try:
        return _of_kept(msgspec.json.decode(answer, type=_Kept))
    except (msgspec.MsgspecError, ValueError):
        return Said()


def now_here(flow: Flow) -> datetime:
    """Return what the speaker's clock shows now."""
    return local(flow.view.now, flow.view.speaker.timezone)


def _is_asked_which(flow: Flow, key: str) -> bool:
    """Whether the flow asks which of two readings is meant of an answer; else none is taken that has two."""
    return any(isinstance(one, Sure) and one.of == key for one in flow.questions)


def _names(flow: Flow) -> tuple[str, ...]:
    return flow.names if isinstance(flow, Timed) else ()


class Spoken(Written):
    """Words for a day, a time or a length: read in the speaker's language, else asked anew with a hint."""

    takes_numbers = True
    wanted: Wanted

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(limit=_TYPED_CHARS, **kwargs)

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take what the words say, doubts and all, or say what would help."""
        kept_words = super().read(flow, slot, words)
        named = next((name for name in _names(flow) if kept_words.casefold().startswith(name.casefold())), "")
        kept_words = kept_words.removeprefix(kept_words[: len(named)]).strip(" ,")
        if not kept_words:
            # With one child its name may stand behind a command: that is no answer yet, and no mistake.
            raise Problem("when-with", child=named)
        said = read(kept_words, flow.view.speaker.language, now_here(flow), self.wanted)
        if said is None:
            raise Problem(_UNCLEAR[self.wanted])
        possible = self._possible(flow, said)
        if possible.doubt is not None and not _is_asked_which(flow, slot.key):
            raise Problem(_UNCLEAR[self.wanted])
        return kept(possible)

    def _possible(self, flow: Flow, said: Said) -> Said:
        """Return what can be of what was said: of two readings of which one is past, the other is meant."""
        readings, problems = [], []
        for one in said.doubt.options if said.doubt else (said,):
            try:
                self.look_at(flow, one)
            except Problem as problem:
                problems.append(problem)
            else:
                readings.append(one)
        if not readings:
            raise problems[0]
        return readings[0] if len(readings) == 1 else said

    def look_at(self, flow: Flow, said: Said) -> None:
        """Raise Problem where what was said cannot be."""

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it still says something that can be."""
        if value == "":
            return self.is_optional
        said = said_in(value)
        try:
            self.look_at(flow, said)
        except Problem:
            return False
        return self.tells(said)

    def tells(self, said: Said) -> bool:
        """Whether this is said in it at all."""
        raise NotImplementedError


class DayAsked(Spoken):
    """A day: the first ones ``within`` as buttons, or these ``days``, with their year where they need it.

    Where choices are pressed, any other day is found in a month of them.
    """

    has_year = False
    wanted = Wanted.DAY

    def __init__(
        self,
        days: Days | None = None,
        within: DaysWithin | None = None,
        **kwargs: Any,  # noqa: ANN401 - passed on
    ) -> None:
        super().__init__(options=self._offered, **kwargs)
        self._days = days
        self._within = within

    def _offered(self, flow: Flow, _item: str) -> list[Option]:
        within, month = self._within_of(flow), self._month(flow)
        if month is not None:
            return month_of_days(
                month, within, flow.view.speaker.language, self._choice, lambda day: self._why_not(flow, day)
            )
        is_pressed = flow.view.speaker.has_buttons
        most = _DAYS_ABOVE_A_MONTH if is_pressed else _DAYS_OFFERED
        near = self._days(flow) if self._days else list(islice(within.days(), most))
        onward = next((day for day in within.days() if day not in near), None)
        others = [to_month(onward, Text("label-another-day"))] if is_pressed and onward else []
        return [*(self._choice(day) for day in near), *others]

    def _choice(self, day: date) -> Option:
        return Option(kept(Said(day=day)), Day(day, has_year=self.has_year))

    def _within_of(self, flow: Flow) -> Within:
        return self._within(flow) if self._within else any_day(flow)

    def _month(self, flow: Flow) -> date | None:
        if not flow.view.speaker.has_buttons:
            return None
        return month_at(flow.page(self.key), self._within_of(flow))

    def _why_not(self, flow: Flow, day: date) -> Text:
        try:
            self.look_at(flow, Said(day=day))
        except Problem as problem:
            return problem.text
        return self._within_of(flow).outside

    def has_choice(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it opens a month, or is a day that can be chosen, whichever month is open now."""
        day = said_in(value).day
        return value.startswith(TO_PAGE) or (day is not None and day in self._within_of(flow))

    def below(self, flow: Flow, slot: Slot) -> tuple[Value, ...]:
        """Say which month is open: a grid of numbers does not tell who hears it read."""
        month = self._month(flow)
        return (text("when-month", month=Day(month, style=DayStyle.MONTH)),) if month is not None else ()

    def look_at(self, flow: Flow, said: Said) -> None:
        """A day is neither past nor years away."""
        today = now_here(flow).date()
        if said.day is None or said.day < today:
            raise Problem("when-day-past")
        if said.day - today > FURTHEST:
            raise Problem("when-far")

    def tells(self, said: Said) -> bool:
        """Whether a day is said."""
        return said.day is not None

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return all that is known of when it is."""
        return flow.shown_when() if isinstance(flow, Timed) else Day(said_in(value).day or date.min)


class TimeAsked(Spoken):
    """A time of day, or from when to when."""

    is_summed = False
    wanted = Wanted.TIME

    def __init__(self, hours: Sequence[str], **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(options=self._offered, **kwargs)
        self._hours = tuple(time.fromisoformat(hour) for hour in hours)

    def _offered(self, _flow: Flow, _item: str) -> list[Option]:
        return [Option(kept(Said(start=hour)), Hour(hour)) for hour in self._hours]

    def look_at(self, flow: Flow, said: Said) -> None:
        """The moment is still to come."""
        known = flow.said if isinstance(flow, Timed) else Said()
        day = said.day or known.day
        if day is not None and said.start is not None and datetime.combine(day, said.start) <= now_here(flow):
            raise Problem("when-past")

    def tells(self, said: Said) -> bool:
        """Whether a time is said."""
        return said.start is not None

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the time."""
        return Hour(said_in(value).start or time())


class LengthAsked(Spoken):
    """How long it is."""

    is_summed = False
    wanted = Wanted.LENGTH

    def __init__(self, lengths: Sequence[int] = _LENGTHS, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(options=self._offered, **kwargs)
        self._lengths = lengths

    def _offered(self, _flow: Flow, _item: str) -> list[Option]:
        return [Option(kept(Said(minutes=minutes)), length_said(minutes)) for minutes in self._lengths]

    def look_at(self, flow: Flow, said: Said) -> None:
        """Not a moment, and not for ever."""
        if said.minutes is not None and not SHORTEST <= said.minutes <= LONGEST:
            raise Problem("when-length-unclear")

    def tells(self, said: Said) -> bool:
        """Whether a length is said."""
        return said.minutes is not None

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the length."""
        return length_said(said_in(value).minutes or 0)


class Sure(OneOf):
    """Which of two readings is meant, of what was answered to another question."""

    is_summed = False
    is_reading = True

    def __init__(self, of: str) -> None:
        super().__init__(
            options=self._readings,
            when=lambda flow: said_in(flow.answer(of)).doubt is not None and flow.slot_is_there(of),
            prompt="when-sure",
        )
        self.of = of

    def _readings(self, flow: Flow, _item: str) -> list[Option]:
        doubt = said_in(flow.answer(self.of)).doubt
        if doubt is None:
            return []
        one, other = doubt.options
        return [Option(kept(one), _label(one, other)), Option(kept(other), _label(other, one))]


def _label(said: Said, other: Said) -> Value:
    """Return what tells one reading from the other: the first thing in which they differ."""
    if said.day is not None and said.day != other.day:
        return Day(said.day)
    if said.start is not None and said.start != other.start:
        return Hour(said.start)
    if said.minutes is not None and said.minutes != other.minutes:
        return length_said(said.minutes)
    return Day(said.until or said.day or date.min)


def any_day(flow: Flow) -> Within:
    """Return all days that something can be planned for."""
    today = now_here(flow).date()
    return Within(today, today + FURTHEST)


class Timed(Flow):
    """Base of what asks when something is. Declares no question: see `asked_times`.

    ``names`` are those that may be written before a day: whom it is with.
    """

    names: tuple[str, ...] = ()

    @property
    def said(self) -> Said:
        """What is known by now, of all answers together; what is doubted is not known."""
        day, start = self.sure("day"), self.sure("start")
        minutes = self.sure("minutes")
        return Said(
            day=day.day,
            start=day.start or start.start,
            minutes=day.minutes or start.minutes or minutes.minutes,
            every=day.every,
            until=day.until,
        )

    def sure(self, key: str) -> Said:
        """Return what was answered to one question, nothing while it can be read in two ways."""
        for name in (f"{key}_surer", f"{key}_sure", key):
            answer = self.answer(name)
            if answer:
                said = said_in(answer)
                return Said() if said.doubt else said
        return Said()

    def slot_is_there(self, key: str) -> bool:
        """Whether a question has been answered; without asking which apply, which asks this in turn."""
        return bool(self.answer(key))

    def forgets(self, key: str) -> tuple[str, ...]:
        """What a reading was chosen of is another one now."""
        return _READINGS.get(key, ())

    @property
    def zone(self) -> str:
        """Whose clocks count."""
        return self.view.speaker.timezone

    def when(self) -> When | None:
        """Return when it is, once all of it is known."""
        said = self.said
        if said.day is None or said.start is None or said.minutes is None:
            return None
        return When(said.day, said.start, said.minutes, self.zone, self.repeated(), said.until)

    def repeated(self) -> int | None:
        """Return how many weeks lie between its days, None where there is but one."""
        return self.said.every

    def shown_when(self) -> Value:
        """Return all that is known of it in words."""
        when = self.when()
        if when is None:
            return Day(self.said.day) if self.said.day else Text("when-open")
        first = Span(when.begins(), when.ends(), when.zone)
        return series_said(first, when.every, when.until) if when.every else first


_AFTERNOON = ("09:00", "10:00", "11:00", "12:00", "14:00", "15:00", "16:00", "17:00", "18:00")
_EVENING = ("17:00", "18:00", "18:30", "19:00", "19:30", "20:00")


def _minutes_open(flow: Any) -> bool:  # noqa: ANN401 - a Timed
    return flow.said.start is not None and (flow.said.minutes is None or bool(flow.answer("minutes")))


def asked_times(
    prompt: str, *, when: Callable[[Any], bool], is_evening: bool = False, within: DaysWithin | None = None
) -> tuple[Question, ...]:
    """Return the questions for a day, a time and a length, in order, for a flow to declare.

    What one answer says already is not asked again. ``prompt`` begins the ids of their texts; ``when`` says
    whether a day is asked for at all, and ``within`` which days are offered.
    """
    length = LengthAsked(when=_minutes_open, prompt=f"{prompt}-minutes")
    return (*asked_moment(prompt, when=when, is_evening=is_evening, within=within), length, Sure("minutes"))


def asked_moment(
    prompt: str, *, when: Callable[[Any], bool], is_evening: bool = False, within: DaysWithin | None = None
) -> tuple[Question, ...]:
    """Return the questions for a day and a time, where the length is known."""
    return (
        DayAsked(within=within, when=when, prompt=f"{prompt}-day"),
        Sure("day"),
        Sure("day_sure"),
        TimeAsked(
            _EVENING if is_evening else _AFTERNOON,
            when=lambda flow: flow.said.day is not None and flow.sure("day").start is None,
            prompt=f"{prompt}-start",
            args=lambda flow, _item: {"day": Day(flow.said.day or date.min)},
        ),
        Sure("start"),
        Sure("start_sure"),
    )
