"""Values become words: a text with its arguments, in the reader's language and time zone.

Knows the texts and how a language writes dates and lists; knows no person.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot import wording
from bot.chat.text import Lines, Listing, Literal, Moment, MomentStyle, Number, Text, Value
from bot.texts import Texts


class Speech:
    """Speaks every language there are texts for. Called with (language, time zone, value)."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

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
