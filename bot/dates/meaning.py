"""Pieces to one meaning. Two of a kind that do not agree have none; two readings are a doubt.

What is asked twice at most can be asked of a person; words with more doubts are not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from bot.dates.bare import breaks_well, without_bare
from bot.dates.days import Days, days_of
from bot.dates.pieces import (
    DAY_PIECES,
    Break,
    Clock,
    Day,
    Every,
    FromTo,
    Length,
    Moment,
    Part,
    Piece,
    Starting,
    Until,
    Week,
    Weekday,
    Weekend,
    of_kind,
)
from bot.dates.said import Doubt, DoubtKind, Said, Wanted
from bot.dates.times import starts_of

_MOST_DOUBTS = 2

_Change = Callable[[Said], Said]


@dataclass(frozen=True)
class _Question:
    """In what the words can be read, one way or two."""

    kind: DoubtKind
    readings: tuple[_Change, ...]


def meaning(pieces: Sequence[Piece], now: datetime, wanted: Wanted) -> Said | None:
    """Return what the pieces say together; None where they say nothing of what is wanted, or too much."""
    settled = without_bare(pieces, now, wanted)
    if settled is None or not breaks_well(settled):
        return None
    if any(isinstance(piece, Moment) for piece in settled):
        return _moment(settled, now, wanted)
    questions = list(_questions(_Phrase.of(settled), now, wanted))
    if None in questions:
        return None
    said = _asked([question for question in questions if question], Said())
    return said if said and _answers(said, wanted) else None


def _answers(said: Said, wanted: Wanted) -> bool:
    return {
        Wanted.WHEN: said.day is not None or (said.start is not None and said.every is None),
        Wanted.DAY: said.day is not None,
        Wanted.TIME: said.start is not None,
        Wanted.LENGTH: said.minutes is not None,
    }[wanted]


def _asked(questions: Sequence[_Question], said: Said) -> Said | None:
    """Return what is said, with a doubt for each question that has two readings, in their order."""
    if sum(len(question.readings) > 1 for question in questions) > _MOST_DOUBTS:
        return None
    if not questions:
        return said
    first, rest = questions[0], questions[1:]
    told = [_asked(rest, reading(said)) for reading in first.readings]
    one, *others = [option for option in told if option]
    return replace(one, doubt=Doubt(first.kind, (one, others[0]))) if others else one


@dataclass(frozen=True)
class _Phrase:
    """A phrase's pieces by what they say."""

    days: Sequence[Day]
    until: Sequence[Day] | None
    weeks: Sequence[Week]
    parts: frozenset[Part]
    times: Sequence[Clock | FromTo]
    lengths: Sequence[Length]
    every: int | None
    is_starting: bool

    @classmethod
    def of(cls, pieces: Sequence[Piece]) -> _Phrase:
        days: list[Day] = []
        until: list[Day] | None = None
        is_until = False
        for piece in pieces:
            if isinstance(piece, Until):
                until, is_until = [*(until or [])], True
            elif not isinstance(piece, DAY_PIECES):
                is_until = is_until and isinstance(piece, Break)
            elif is_until and until is not None:
                until.append(piece)  # type: ignore[arg-type]
            else:
                days.append(piece)  # type: ignore[arg-type]
        every = [piece.weeks for piece in of_kind(Every, pieces)]
        return cls(
            days,
            until,
            list(dict.fromkeys(of_kind(Week, pieces))),
            frozenset(of_kind(Part, pieces)),
            list(dict.fromkeys(piece for piece in pieces if isinstance(piece, Clock | FromTo))),
            of_kind(Length, pieces),
            max(every, default=None),
            bool(of_kind(Starting, pieces)),
        )


def _questions(phrase: _Phrase, now: datetime, wanted: Wanted) -> Iterator[_Question | None]:
    """Return one question for each thing that is said; None among them where one of them cannot be."""
    days = _days(phrase, now)
    if days is not None:
        yield _Question(days.kind, tuple(_dated(day) for day in days.dates))
    elif phrase.days or phrase.weeks or phrase.every:
        yield None
    if phrase.is_starting and (phrase.every is None or (days and days.is_contradiction)):
        yield None
    if phrase.every is not None:
        yield _Question(DoubtKind.FIRST_WEEK, (lambda said: replace(said, every=phrase.every),))
    if phrase.until is not None:
        yield _until(phrase, days, now)
    yield from _times(phrase, wanted, has_day=days is not None)


def _dated(day: date) -> _Change:
    return lambda said: replace(said, day=day)


def _days(phrase: _Phrase, now: datetime) -> Days | None:
    """Return the dates of the phrase; of a series in every other week, its two possible first days."""
    days = days_of(phrase.days, phrase.weeks, now)
    if days is None or phrase.every is None:
        return days
    if any(isinstance(piece, Weekend) for piece in phrase.days):
        return None
    is_by_weekday = all(isinstance(piece, Weekday) for piece in phrase.days) and not phrase.weeks
    if phrase.every > 1 and is_by_weekday:
        first = days.dates[0]
        return Days((first, first + timedelta(days=7)), DoubtKind.FIRST_WEEK)
    return days


def _until(phrase: _Phrase, days: Days | None, now: datetime) -> _Question | None:
    """Return a series' last day, which lies behind its first."""
    said = phrase.until or ()
    if phrase.every is None or days is None or all(isinstance(piece, Weekday | Weekend) for piece in said):
        return None
    last = days_of(said, (), now)
    if last is None:
        return None
    dates = [day for day in last.dates if day > max(days.dates)]
    readings = tuple(_ending(day) for day in dates)
    return _Question(last.kind, readings) if readings else None


def _ending(day: date) -> _Change:
    return lambda said: replace(said, until=day)


def _times(phrase: _Phrase, wanted: Wanted, *, has_day: bool) -> Iterator[_Question | None]:
    lengths = {length.readings for length in phrase.lengths}
    if len(phrase.times) > 1 or len(lengths) > 1:
        yield None
        return
    if phrase.times:
        (said,) = phrase.times
        starts = starts_of(said, phrase.parts, has_day=has_day)
        is_two_numbers = isinstance(said, FromTo) and said.is_bare
        if starts is None or (is_two_numbers and not has_day and wanted is Wanted.WHEN):
            yield None
            return
        if lengths and starts[0][1] is not None and (starts[0][1],) not in lengths:
            yield None
        yield _Question(DoubtKind.MORNING_OR_AFTERNOON, tuple(_starting(*start) for start in starts))
    elif any(length.is_short for length in phrase.lengths) and wanted is not Wanted.LENGTH:
        yield None
    for readings in lengths:
        # No kind of its own: what differs in two options is shown by them.
        yield _Question(DoubtKind.WHICH_DAY, tuple(_lasting(minutes) for minutes in readings))


def _starting(start: time, minutes: int | None) -> _Change:
    return lambda said: replace(said, start=start, minutes=minutes)


def _lasting(minutes: int) -> _Change:
    return lambda said: replace(said, minutes=minutes)


def _moment(pieces: Sequence[Piece], now: datetime, wanted: Wanted) -> Said | None:
    """Return "in 2 hours", to the minute, with nothing else said but how long."""
    others = [piece for piece in pieces if not isinstance(piece, Moment | Break | Length)]
    moments, lengths = of_kind(Moment, pieces), of_kind(Length, pieces)
    if others or len(moments) > 1 or len(lengths) > 1:
        return None
    at = now.replace(second=0, microsecond=0) + timedelta(minutes=moments[0].minutes)
    said = Said(at.date(), at.time())
    readings = [_lasting(minutes) for length in lengths for minutes in length.readings]
    told = _asked([_Question(DoubtKind.WHICH_DAY, tuple(readings))] if readings else [], said)
    return told if told and _answers(told, wanted) else None
