"""The log: ids, decisions and counts, for an operator who must not learn what families write.

Lets nothing through that is not known to be harmless: of a key it does not know, a value that has not the
shape its key asks for, and a message of a library, it shows only that they were there.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
import threading
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TextIO

import structlog
from structlog.stdlib import ProcessorFormatter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN: Final = "hidden"

IDS: Final = frozenset((
    "account", "arrival", "child", "circle", "family", "home", "id", "interview", "invitation", "job",
    "lane", "meeting", "message", "outbox", "permission", "person", "placement", "prompt", "row",
    "sender", "target", "turn",
))  # fmt: skip
"""Keys of rows: their values are ids made by `bot.chat.ids`. A platform's ids are people, and hidden."""

WORDS: Final = frozenset((
    "adapter", "column", "command", "database", "decision", "flow", "kind", "language", "messenger",
    "mode", "operation", "phase", "process", "reason", "result", "role", "scope", "state", "step",
    "table", "text_id",
))  # fmt: skip
"""Keys of decisions: their values are words of the program, such as "quiet-hours" or "visit-day.hint"."""

NUMBERS: Final = frozenset((
    "attempt", "attempts", "count", "deleted", "line", "port", "seconds", "size", "status", "version",
    "waiting",
))  # fmt: skip
"""Keys of figures: their values count or measure something."""

# What this module itself writes, after having looked at it.
_OWN: Final = frozenset({"event", "level", "logger", "timestamp", "error", "trace"})

_ID: Final = re.compile(r"[0-9a-f]{32}")
# Few digits, so that a platform's id or a phone number is no word.
_WORD: Final = re.compile(r"[a-z]+[0-9]{0,2}(?:[-_.][a-z]+[0-9]{0,2})*")
_WORD_LENGTH: Final = 48
_LARGEST_NUMBER: Final = 10_000_000
_FRAMES: Final = 12
# At their usual levels these tell addresses with tokens in them, every request, or every statement.
_TALKATIVE: Final = (
    "aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "nio", "sqlalchemy", "telegram",
)  # fmt: skip


def set_up(*, is_production: bool, level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send everything that is logged to ``stream`` (standard error), and nothing anywhere else.

    One JSON object a line in production, a readable line otherwise. Called once, before anything else; a
    second call replaces the first. Uncaught exceptions are logged too, so that no traceback quotes a message.
    """
    renderer: Processor = (
        structlog.processors.JSONRenderer()
        if is_production
        else structlog.dev.ConsoleRenderer(colors=(stream or sys.stderr).isatty())
    )
    formatter = ProcessorFormatter(
        use_get_message=False,
        pass_foreign_args=True,
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            _without_message,
        ],
        processors=[
            ProcessorFormatter.remove_processors_meta,
            only_harmless,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ],
    )
    handler = _Discreet(stream)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # It warns of what is usual, such as an app that it speaks to for the first time.
    logging.getLogger("nio").setLevel(max(logging.ERROR, root.level))
    logging.captureWarnings(capture=True)
    sys.excepthook = _uncaught
    threading.excepthook = lambda told: _uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def only_harmless(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace what could be somebody's words by "hidden", and an exception by its class and places."""
    exc_info = event.pop("exc_info", None)
    caught = _exception_of(exc_info) or _exception_of(event.get("error"))
    kept = {key: value if _is_harmless(key, value) else HIDDEN for key, value in event.items()}
    if caught is not None:
        kept["error"] = _classes_of(caught)
        kept["trace"] = _places_of(caught)
    return kept


def _is_harmless(key: str, value: object) -> bool:
    if value is None or isinstance(value, bool):
        return True
    if key in IDS:
        return isinstance(value, str) and _ID.fullmatch(value) is not None
    if key in WORDS:
        return isinstance(value, str) and len(value) <= _WORD_LENGTH and _WORD.fullmatch(value) is not None
    if key in NUMBERS:
        return isinstance(value, int | float) and abs(value) < _LARGEST_NUMBER
    if key == "error":
        return isinstance(value, str) and _is_exception(value)
    return key in _OWN


class _Discreet(logging.StreamHandler[TextIO]):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - the library's method
        """Say that a line is missing; the library's own way prints the record with all its values."""
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write("a line of the log could not be written\n")


def _without_message(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take the message out of what the standard library's loggers say.

    Our own modules keep their sentence, with only numbers and exceptions put in. Of a library we show where
    it spoke: its sentences are not ours, and may be put together from anything.
    """
    record: logging.LogRecord = event["_record"]
    values = event.pop("positional_args", None)
    if record.name == "bot" or record.name.startswith("bot."):
        event["event"] = _sentence(str(record.msg), values if isinstance(values, tuple) else ())
    else:
        event["event"] = f"{HIDDEN} message of a library, {record.module}:{record.lineno}"
    return event


def _sentence(told: str, values: tuple[object, ...]) -> str:
    if not values:
        return told
    try:
        return told % tuple(_put_in(value) for value in values)
    except (TypeError, ValueError):
        # A hidden word where a number was wanted ("%d"), or too few of them.
        return re.sub(r"%[-+ #0-9.]*[a-zA-Z]", HIDDEN, told)


def _put_in(value: object) -> object:
    if isinstance(value, int | float) and abs(value) < _LARGEST_NUMBER:
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    return value if isinstance(value, str) and _is_exception(value) else HIDDEN


@lru_cache(maxsize=256)
def _is_exception(name: str) -> bool:
    """Tell whether ``name`` is that of a class of exceptions, and thereby nobody's word."""
    pending: list[type[BaseException]] = [BaseException]
    while pending:
        kind = pending.pop()
        if kind.__name__ == name:
            return True
        pending += type.__subclasses__(kind)
    return False


def _exception_of(told: object) -> BaseException | None:
    if told is True:
        return sys.exc_info()[1]
    if isinstance(told, tuple) and len(told) > 1:
        told = told[1]
    return told if isinstance(told, BaseException) else None


def _chain(caught: BaseException) -> Iterator[BaseException]:
    """Yield the exception, what it came from, and of a group the first in it."""
    seen: set[int] = set()
    current: BaseException | None = caught
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        inner = current.exceptions[0] if isinstance(current, BaseExceptionGroup) else None
        hidden_context = None if current.__suppress_context__ else current.__context__
        current = inner or current.__cause__ or hidden_context


def _classes_of(caught: BaseException) -> str:
    return " from ".join(type(link).__qualname__ for link in _chain(caught))


def _places_of(caught: BaseException) -> str:
    """Return module:line of the frames of the whole chain, outermost first; of many, the last ones."""
    places = []
    for link in _chain(caught):
        trace = link.__traceback__
        while trace is not None:
            module = trace.tb_frame.f_globals.get("__name__", "?")
            places.append(f"{module}:{trace.tb_lineno}")
            trace = trace.tb_next
    return " ".join(places[-_FRAMES:])


def _uncaught(kind: type[BaseException], value: BaseException | None, trace: TracebackType | None) -> None:
    if not issubclass(kind, Exception):
        sys.__excepthook__(kind, value or kind(), trace)
        return
    logging.getLogger("bot").critical(
        "stopped by an error nobody caught", exc_info=(kind, value or kind(), trace)
    )
