"""Values become words: a text with its arguments, in the reader's language and time zone.

Knows the texts and how a language writes dates and lists; knows no person.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot import wording
from bot.chat.text import (
    Day,
    DayStyle,
    Hour,
    Lines,
    Listing,
    Literal,
    Moment,
    MomentStyle,
    Number,
    Span,
    Text,
    Value,
)
from bot.texts import Texts


class Speech:
    """Speaks every language there are texts for. Called with (language, time zone, value)."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __eq__(self, other: object) -> bool:
        """Whether both speak with the same texts."""
        return isinstance(other, Speech) and other._texts is self._texts

    def __hash__(self) -> int:
        """Go by the texts, too."""
        return id(self._texts)

    def __call__(self, language: str, timezone: str, value: Value) -> str:
        """Return the value in words; raises TextProblem for a text that is not there."""
        match value:
            case Literal(words=words):
                return words
            case Text(id=text_id, args=args):
                filled = {name: self._argument(language, timezone, arg) for name, arg in args.items()}
                return self._texts.render(language, text_id, **filled)
            case Listing(items=items):
                return wording.join([self(language, timezone, item) for item in items], language)
            case Lines(items=items):
                return "\n".join(self(language, timezone, item) for item in items)
            case Number(value=number):
                return str(number)
            case Day():
                return _day(value, language)
            case Hour(at=at_clock):
                return wording.clock_time(at_clock, language)
            case Span():
                return _span(value, language, timezone)
            case Moment(at=at, style=style):
                local = at.astimezone(ZoneInfo(timezone))
                if style == MomentStyle.TIME:
                    return wording.clock_time(local, language)
                day = wording.day(local.date(), language)
                return day if style == MomentStyle.DAY else f"{day}, {wording.clock_time(local, language)}"

    def in_every_language(self, value: Text) -> tuple[str, ...]:
        """Return a text without arguments as it is in each language there is."""
        return tuple(self._texts.render(language, value.id) for language in self._texts.languages)

    def _argument(self, language: str, timezone: str, value: Value) -> str | int:
        if isinstance(value, Number):
            return value.value
        return self(language, timezone, value)


def _day(day: Day, language: str) -> str:
    match day.style:
        case DayStyle.MONTH:
            return wording.month(day.on, language)
        case DayStyle.WEEKDAY:
            return wording.weekday(day.on, language)
        case DayStyle.FULL:
            return wording.day(day.on, language, today=None if day.has_year else day.on)


def _span(span: Span, language: str, timezone: str) -> str:
    there, here = ZoneInfo(span.zone), ZoneInfo(timezone)
    # The weekday tells the year: nothing is planned further ahead than that.
    today = span.begins.astimezone(there).date()
    said = wording.occasion(span.begins, span.ends, there, language, today=today)
    if span.begins.astimezone(there).utcoffset() == span.begins.astimezone(here).utcoffset():
        return said
    today = span.begins.astimezone(here).date()
    return f"{wording.occasion(span.begins, span.ends, here, language, today=today)} = {said}"
