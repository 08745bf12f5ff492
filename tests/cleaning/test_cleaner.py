"""The child: what it may not do, how it ends, and that none stays behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Iterator
from typing import Final

import psutil
import pytest
from structlog.testing import capture_logs

from bot.chat.media import CleanFile, MediaKind
from bot.cleaning import Cleaner, Limits, Unclean, Why
from bot.cleaning.cleaner import CHILD
from bot.cleaning.wire import Told, framed
from tests.cleaning.marks import MARK
from tests.cleaning.recorded import recording
from tests.cleaning.test_documents import paper
from tests.cleaning.test_pictures import drawn, jpeg, saved

PICTURE: Final = saved(drawn(), "PNG")
TAKES_IT: Final = "import sys; b = sys.stdin.buffer; n = int.from_bytes(b.read(4), 'big'); b.read(n); "
WAITS: Final = TAKES_IT + "import signal; signal.pause()"


def playing(program: str) -> tuple[str, ...]:
    """Return the command of a child that does this instead."""
    return (sys.executable, "-I", "-c", program)


def saying(answer: bytes, end: str = "") -> tuple[str, ...]:
    return playing(f"{TAKES_IT} sys.stdout.buffer.write({answer!r}); sys.stdout.flush(); {end}")


def children() -> list[psutil.Process]:
    """Return what still runs, or is still to be buried, of what was started here."""
    return psutil.Process().children(recursive=True)


@pytest.fixture(autouse=True)
def _nobody_stays() -> Iterator[None]:
    before = {child.pid for child in children()}
    yield
    assert {child.pid for child in children()} <= before


async def children_of(task: asyncio.Task[CleanFile], at_least: int = 1) -> list[psutil.Process]:
    """Return what a cleaning has started, once there are so many; the child itself first."""
    async with asyncio.timeout(10):
        while len(found := [one for one in children() if one.name().startswith("python")]) < at_least:
            assert not task.done()
            await asyncio.sleep(0)
    return found


async def refused(cleaner: Cleaner, raw: bytes = PICTURE, kind: MediaKind = MediaKind.PICTURE) -> str:
    with pytest.raises(Unclean) as caught:
        await cleaner.clean(kind, raw)
    return caught.value.why


# --- ways to end


async def test_a_child_that_is_killed_is_trouble_and_leaves_nothing() -> None:
    cleaning = asyncio.create_task(Cleaner(command=playing(WAITS)).clean(MediaKind.PICTURE, PICTURE))
    (child,) = await children_of(cleaning)
    child.send_signal(signal.SIGKILL)
    with pytest.raises(Unclean) as caught:
        await cleaning
    assert caught.value.why == Why.TROUBLE
    assert not psutil.pid_exists(child.pid)


async def test_whoever_is_cancelled_takes_the_child_along() -> None:
    cleaning = asyncio.create_task(Cleaner(command=playing(WAITS)).clean(MediaKind.PICTURE, PICTURE))
    (child,) = await children_of(cleaning)
    cleaning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cleaning
    assert not psutil.pid_exists(child.pid)


async def test_the_children_of_a_child_end_with_it() -> None:
    program = TAKES_IT + "import os, signal; os.fork(); signal.pause()"
    cleaning = asyncio.create_task(Cleaner(command=playing(program)).clean(MediaKind.PICTURE, PICTURE))
    grandchildren = (await children_of(cleaning, at_least=2))[1:]
    cleaning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await cleaning
    gone, alive = psutil.wait_procs(grandchildren, timeout=10)
    assert gone
    assert not alive


async def test_a_child_that_takes_too_long_is_too_slow() -> None:
    assert await refused(Cleaner(Limits(wall_seconds=0.2), command=playing(WAITS))) == Why.TOO_SLOW


async def test_a_child_that_is_stopped_is_too_slow() -> None:
    program = TAKES_IT + "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)"
    assert await refused(Cleaner(Limits(wall_seconds=0.2), command=playing(program))) == Why.TOO_SLOW


async def test_a_child_that_uses_up_its_time_is_too_slow() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); from bot.cleaning import child, Limits;"
        "child._bound(Limits(cpu_seconds=1))\nwhile True: pass"
    )
    command = (*playing(program), CHILD[-1])
    assert await refused(Cleaner(command=command)) == Why.TOO_SLOW


async def test_a_file_that_needs_more_memory_than_there_is_is_too_big() -> None:
    raw = saved(drawn((6000, 6000)), "PNG")
    assert await refused(Cleaner(Limits(memory=200_000_000)), raw) == Why.TOO_BIG


@pytest.mark.parametrize(
    "command",
    [
        playing("pass"),
        playing("raise SystemExit(3)"),
        playing("import os; os.abort()"),
        playing(TAKES_IT + "import os; os.kill(os.getpid(), 11)"),
        ("/nowhere/at/all",),
        saying(b""),
        saying(b"\0"),
        saying(b"\xff\xff\xff\xff" + b"x" * 100_000),
        saying(b"\0\0\0\x02{x"),
        saying(b"\0\0\0\x02[]", "import signal; signal.pause()"),
        saying(framed(Told(mime="image/jpeg", size=10)) + b"half"),
        saying(framed(Told(mime="text/html", size=4)) + b"<a> "),
    ],
)
async def test_a_child_that_fails_is_trouble(command: tuple[str, ...]) -> None:
    assert await refused(Cleaner(command=command)) == Why.TROUBLE
    assert await refused(Cleaner(command=command), saved(drawn((900, 900)), "BMP")) == Why.NOT_ALLOWED


async def test_a_child_that_ends_before_it_has_read_everything_is_trouble() -> None:
    large = PICTURE + bytes(10_000_000)
    assert await refused(Cleaner(command=playing("pass")), large) == Why.TROUBLE


async def test_of_an_answer_without_an_end_no_more_is_read_than_may_come() -> None:
    endless = "\nwhile True: sys.stdout.buffer.write(bytes(1 << 16))"
    told = framed(Told(mime="image/jpeg", size=1000))
    clean = await Cleaner(command=playing(f"{TAKES_IT} sys.stdout.buffer.write({told!r}){endless}")).clean(
        MediaKind.PICTURE, PICTURE
    )
    assert clean.data == bytes(1000)
    told = framed(Told(mime="image/jpeg", size=20_000_001))
    cleaner = Cleaner(command=playing(f"{TAKES_IT} sys.stdout.buffer.write({told!r}){endless}"))
    assert await refused(cleaner) == Why.TOO_BIG


# --- what a child cannot do


async def test_a_child_knows_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPARENTING_TELEGRAM__TOKEN", MARK)
    program = (
        TAKES_IT
        + "import os, json; told = repr((dict(os.environ), os.getcwd(), os.getpgrp() == os.getpid(), "
        "os.listdir('/proc/self/fd'))).encode();"
        "head = json.dumps({'mime': 'image/jpeg', 'size': len(told)}).encode();"
        "sys.stdout.buffer.write(len(head).to_bytes(4, 'big') + head + told)"
    )
    told = (await Cleaner(command=playing(program)).clean(MediaKind.PICTURE, PICTURE)).data.decode()
    assert MARK not in told
    assert "MALLOC_ARENA_MAX" in told
    assert "'/', True, ['0', '1', '2', '3']" in told  # 3 is what the folder is listed through


@pytest.mark.parametrize(
    "attempt",
    [
        "open('/etc/hostname')",
        "open('/dev/null', 'w')",
        "import socket; socket.socket()",
        "os.pipe()",
        "os.dup(0)",
    ],
)
async def test_a_child_that_has_a_file_can_open_nothing(attempt: str) -> None:
    program = (
        "import os, sys; import socket; sys.path.insert(0, sys.argv[1]);"
        "from bot.cleaning import child, Limits; child._bound(Limits()); child._close_the_door()\n"
        f"try:\n    {attempt}\nexcept OSError as error: os._exit(40 + (error.errno == 24))"
    )
    with capture_logs() as logs:
        assert await refused(Cleaner(command=(*playing(program), CHILD[-1]))) == Why.TROUBLE
    assert [line["status"] for line in logs] == [41]


async def test_what_a_child_complains_of_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    program = TAKES_IT + f"sys.stderr.write({MARK!r}); raise ValueError({MARK!r})"
    with capture_logs() as logs:
        assert await refused(Cleaner(command=playing(program))) == Why.TROUBLE
    assert MARK not in repr(logs) + caplog.text
    assert [line["log_level"] for line in logs] == ["warning"]


# --- several at once


async def test_fifty_files_at_once_are_cleaned_by_two_children() -> None:
    cleaner = Cleaner(at_once=2)
    files = [
        (MediaKind.PICTURE, jpeg()),
        (MediaKind.VOICE, recording("ogg", audio="libopus")),
        (MediaKind.VIDEO, recording("mp4", "libx264", "aac")),
        (MediaKind.DOCUMENT, paper()),
        (MediaKind.PICTURE, PICTURE[:100]),
    ]
    most, work = 0, [asyncio.ensure_future(cleaner.clean(*files[at % 5])) for at in range(50)]
    for one in work:
        await asyncio.wait([one])
        most = max(most, len(children()))
    ended = await asyncio.gather(*work, return_exceptions=True)
    assert [one.kind for one in ended if isinstance(one, CleanFile)] == [kind for kind, _ in files[:4]] * 10
    assert [one.why for one in ended if isinstance(one, Unclean)] == [Why.NOT_READABLE] * 10
    assert 1 <= most <= 2


async def test_a_file_that_waits_for_its_turn_can_be_given_up() -> None:
    cleaner = Cleaner(at_once=1, command=playing(WAITS))
    first = asyncio.create_task(cleaner.clean(MediaKind.PICTURE, PICTURE))
    (child,) = await children_of(first)
    second = asyncio.create_task(cleaner.clean(MediaKind.PICTURE, PICTURE))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    assert [one.pid for one in children()] == [child.pid]
    first.cancel()
    with pytest.raises(asyncio.CancelledError):
        await first


async def test_after_a_child_that_failed_the_next_one_has_its_place() -> None:
    cleaner = Cleaner(Limits(wall_seconds=5), at_once=1)
    for _ in range(3):
        assert await refused(cleaner, PICTURE[:100]) == Why.NOT_READABLE
    assert (await cleaner.clean(MediaKind.PICTURE, PICTURE)).mime == "image/jpeg"


# --- where the program stands


async def test_a_child_finds_the_program_wherever_it_was_started(
    monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert (await Cleaner().clean(MediaKind.PICTURE, PICTURE)).mime == "image/jpeg"


def test_a_clean_file_shows_nothing_of_what_is_in_it() -> None:
    assert repr(CleanFile(MediaKind.VOICE, "audio/ogg", MARK.encode())) == "CleanFile(voice, 12 bytes)"
