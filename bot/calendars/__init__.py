"""Calendars: values in, a document out that calendar programs read (RFC 5545, with names of RFC 7986).

Refuses to know people, where anything is kept, and every sentence: titles come in ready, in the reader's
language. icalendar is imported here only.
"""

from bot.calendars.naming import etag, new_secret, secret_hash, uid
from bot.calendars.occasion import Occasion
from bot.calendars.writing import Method, document

__all__ = ["Method", "Occasion", "document", "etag", "new_secret", "secret_hash", "uid"]
