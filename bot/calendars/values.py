"""Values of RFC 5545 where the library's own would change what is meant.

Knows nothing of meetings.
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final, Self

from icalendar.prop import vDuration, vText

# What programs take for the end of a line; left alone, it would end the property.
_BREAKS: Final = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
# RFC 5545, 3.1: no control character but the tab belongs into a text.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONE: Final = re.compile("[\ud800-\udfff]")
_ESCAPED: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


class Words(vText):
    """Somebody's words (RFC 5545, 3.3.11).

    The library takes a backslash before an N that the writer typed for the end of a line.
    """

    def __new__(cls, words: str) -> Self:
        """Make one; line breaks of any kind become one kind, and what is no text is left out."""
        broken = _BREAKS.sub("\n", words)
        return super().__new__(cls, _LONE.sub("\ufffd", _CONTROLS.sub("", broken)))

    def to_ical(self) -> bytes:
        """Return the words as they stand in a document, before folding."""
        return str(self).translate(_ESCAPED).encode()


class Exactly(vDuration):
    """A length of real time (RFC 5545, 3.3.6).

    The library says a day for 24 hours, which is 23 or 25 where the clocks change.
    """

    def to_ical(self) -> bytes:
        """Return it in hours, minutes and seconds."""
        length: timedelta = self.td
        sign = "-" if length < timedelta() else ""
        whole = abs(length)
        seconds = whole.days * _DAY + whole.seconds
        counted = ((seconds // _HOUR, "H"), (seconds % _HOUR // _MINUTE, "M"), (seconds % _MINUTE, "S"))
        told = [f"{count}{unit}" if count else "" for count, unit in counted]
        # An hour may be followed by minutes only, and a minute only by seconds.
        if told[0] and told[2] and not told[1]:
            told[1] = "0M"
        return f"{sign}PT{''.join(told) or '0S'}".encode()
