from __future__ import annotations

import ast
import io
import json
import logging
import sys
import threading
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import structlog

from bot.chat.ids import new_id
from bot.logs import IDS, NUMBERS, WORDS, set_up

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "canary"
TOKEN = "123456789:canary-canary-canary-canary-canary"


@pytest.fixture(autouse=True)
def _the_log_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before = root.handlers[:], root.level, sys.excepthook, threading.excepthook
    yield
    root.handlers, root.level = before[0], before[1]
    sys.excepthook, threading.excepthook = before[2], before[3]
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    set_up(is_production=True, level="DEBUG", stream=stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    assert CANARY not in stream.getvalue().lower()
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def only_line(stream: io.StringIO) -> dict[str, Any]:
    (line,) = lines(stream)
    return line


def test_ids_decisions_and_figures_are_logged(stream: io.StringIO) -> None:
    family = new_id()
    structlog.get_logger("bot.engine").info(
        "turn done", family=family, decision="held", text_id="visit-day.hint", seconds=0.25, person=None
    )
    line = only_line(stream)
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "turn done",
        "level": "info",
        "logger": "bot.engine",
        "family": family,
        "decision": "held",
        "text_id": "visit-day.hint",
        "seconds": 0.25,
        "person": None,
    }


@pytest.mark.parametrize("key", ["words", "body", "name", "address", "user", "chat", "stack_info", "note"])
def test_a_key_nobody_allowed_is_hidden(stream: io.StringIO, key: str) -> None:
    structlog.get_logger().info("turn done", **{key: "canary"})
    assert only_line(stream)[key] == "hidden"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("person", "Canary Gutierrez"),
        ("person", 123456789),
        ("lane", "telegram:123456789"),
        ("message", ["canary"]),
        ("reason", "Canary said no"),
        ("reason", "canary-" * 8),
        ("state", "telegram:5551234567"),
        ("state", "m5551234567"),
        ("result", {"canary": 1}),
        ("count", "canary"),
        ("count", 5551234567),
        ("error", "Canary"),
    ],
)
def test_a_value_of_the_wrong_shape_is_hidden_under_an_allowed_key(
    stream: io.StringIO, key: str, value: object
) -> None:
    structlog.get_logger().info("turn done", **{key: value})
    assert only_line(stream)[key] == "hidden"


def test_what_is_bound_to_a_context_is_looked_at_too(stream: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(words="canary", flow="visit"):
        structlog.get_logger().info("turn done")
    line = only_line(stream)
    assert (line["words"], line["flow"]) == ("hidden", "visit")


def test_an_exception_is_logged_by_class_and_place_only(stream: io.StringIO) -> None:
    try:
        try:
            int("canary")
        except ValueError as error:
            raise LookupError(CANARY) from error
    except LookupError:
        structlog.get_logger().exception("turn failed")
    line = only_line(stream)
    assert line["error"] == "LookupError from ValueError"
    assert line["trace"].count("tests.test_logs:") == 2


def test_a_group_of_exceptions_is_logged_by_its_first(stream: io.StringIO) -> None:
    group = ExceptionGroup("canary", [KeyError("canary"), ValueError("canary")])
    structlog.get_logger().error("tasks failed", exc_info=group)
    assert only_line(stream)["error"] == "ExceptionGroup from KeyError"


def test_an_exception_given_as_a_value_is_logged_by_class(stream: io.StringIO) -> None:
    structlog.get_logger().warning("not sent", error=TimeoutError("canary"))
    structlog.get_logger().warning("not sent", error="TimeoutError")
    assert [line["error"] for line in lines(stream)] == ["TimeoutError", "TimeoutError"]


def test_exceptions_that_come_from_each_other_in_a_circle_end(stream: io.StringIO) -> None:
    one, other = ValueError("canary"), KeyError("canary")
    one.__cause__, other.__cause__ = other, one
    structlog.get_logger().error("turn failed", exc_info=one)
    assert only_line(stream)["error"] == "ValueError from KeyError"


def test_our_own_modules_keep_their_sentence_but_not_what_is_put_in(stream: io.StringIO) -> None:
    log = logging.getLogger("bot.adapters.telegram")
    log.warning("%s wrote %s, %d times, %s", "Canary", {"canary": 1}, 3, TimeoutError("canary"))
    log.warning("%s: trying again in %.1f s", "TimeoutError", 1.5)
    log.warning("in %.1f s, %d", 5_551_234_567.0, 5_551_234_567)
    log.warning("all 100%")
    assert [line["event"] for line in lines(stream)] == [
        "hidden wrote hidden, 3 times, TimeoutError",
        "TimeoutError: trying again in 1.5 s",
        "in hidden s, hidden",
        "all 100%",
    ]


def test_a_line_that_cannot_be_written_is_not_printed_instead(capsys: pytest.CaptureFixture[str]) -> None:
    stream = io.StringIO()
    set_up(is_production=True, stream=stream)
    stream.close()
    logging.getLogger("bot").error("%s", "canary")
    structlog.get_logger().error("turn failed", words="canary")
    assert capsys.readouterr().err == "a line of the log could not be written\n" * 2


def test_a_module_that_only_begins_like_ours_is_a_library(stream: io.StringIO) -> None:
    logging.getLogger("bottle").warning("canary %s", "canary")
    logging.getLogger("bottle").warning({"event": "canary"})
    logging.getLogger("bottle").warning("%(canary)s", {"canary": "canary"})
    assert ["library" in line["event"] for line in lines(stream)] == [True, True, True]


@pytest.mark.parametrize(
    "name",
    ["telegram.ext.Updater", "aiohttp.access", "sqlalchemy.engine.Engine", "asyncio", "nio"],
)
def test_a_library_is_heard_but_not_quoted(stream: io.StringIO, name: str) -> None:
    log = logging.getLogger(name)
    log.debug("to https://api.telegram.org/bot%s/getMe", TOKEN)
    assert not lines(stream)
    try:
        Path(f"/nowhere/{TOKEN}").read_text(encoding="utf-8")
    except OSError:
        log.exception("Cannot reach https://api.telegram.org/bot%s/getMe, canary", TOKEN)
    line = only_line(stream)
    assert line["logger"] == name
    assert line["event"].startswith("hidden message of a library, test_logs:")
    assert line["error"] == "FileNotFoundError"


def test_httpx_does_not_tell_the_token_even_at_its_loudest(stream: io.StringIO) -> None:
    before = logging.getLogger("httpx").level
    logging.getLogger("httpx").setLevel(logging.DEBUG)
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    with httpx.Client(transport=transport) as client:
        client.get(f"https://api.telegram.org/bot{TOKEN}/getMe")
    logging.getLogger("httpx").setLevel(before)
    assert "httpx" in {line["logger"] for line in lines(stream)}


def test_a_warning_is_not_quoted(stream: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        set_up(is_production=True, stream=stream)
        warnings.warn("canary", stacklevel=1)
    assert only_line(stream)["logger"] == "py.warnings"


def test_an_error_nobody_caught_is_logged_and_not_printed(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(ValueError, ValueError("canary"), None)
    thread = threading.Thread(target=lambda: int("canary"))
    thread.start()
    thread.join()
    assert [line["error"] for line in lines(stream)] == ["ValueError", "ValueError"]
    printed = capsys.readouterr()
    assert CANARY not in printed.out + printed.err


def test_a_key_press_that_stops_the_program_is_no_error(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert not lines(stream)
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_on_a_terminal_the_log_is_readable_and_as_discreet() -> None:
    stream = io.StringIO()
    set_up(is_production=False, stream=stream)
    try:
        int("canary")
    except ValueError:
        structlog.get_logger().exception("turn failed", flow="visit", words="canary")
    told = stream.getvalue()
    assert "turn failed" in told
    assert "flow=visit" in told
    assert "words=hidden" in told
    assert "error=ValueError" in told
    assert CANARY not in told


def test_a_second_set_up_replaces_the_first(stream: io.StringIO) -> None:
    other = io.StringIO()
    set_up(is_production=True, stream=other)
    structlog.get_logger().info("turn done")
    assert not stream.getvalue()
    assert len(lines(other)) == 1


def test_below_the_level_nothing_is_logged() -> None:
    stream = io.StringIO()
    set_up(is_production=True, level="WARNING", stream=stream)
    structlog.get_logger().info("turn done")
    assert not stream.getvalue()


def test_no_key_is_of_two_kinds() -> None:
    assert len(IDS | WORDS | NUMBERS) == len(IDS) + len(WORDS) + len(NUMBERS)


def test_every_sentence_of_the_log_stands_in_the_source_as_it_is() -> None:
    """What is put into a sentence escapes the allow-list, so a sentence must be a plain literal."""
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    loggers = {"log", "_log", "logger", "_logger"}
    root = Path(__file__).parent.parent
    found = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in sorted((root / "bot").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in levels
        and getattr(node.func.value, "id", getattr(node.func.value, "attr", None)) in loggers
        and not (node.args and isinstance(node.args[0], ast.Constant))
    ]
    assert not found
