"""The demo on Matrix as a newcomer meets it: one command, a homeserver, accounts, and a story under way."""

from __future__ import annotations

import asyncio
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from tests.synapse.person import UNDECRYPTABLE, MatrixPerson

_ACCOUNT = re.compile(r"^  (\w+) .* (@\S+) +password (\S+)$", re.MULTILINE)
_WENDYS, _ANAS = "two pancakes", "luz del pasillo"


class Told:
    """What the command printed."""

    def __init__(self, text: str) -> None:
        found = re.search(r"http://127\.0\.0\.1:\d+", text)
        assert found is not None, text
        self.url = found.group()
        self.accounts = {name: (user, password) for name, user, password in _ACCOUNT.findall(text)}
        self.text = text

    def app(self, name: str, folder: Path) -> MatrixPerson:
        """Return an app in which somebody signs in as it was told."""
        user, password = self.accounts[name]
        return MatrixPerson(self.url, user, password, folder / name)


@asynccontextmanager
async def demo(folder: Path) -> AsyncIterator[Told]:
    """Run the command in a process of its own, end it as Ctrl+C does, and see that nothing is left."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--matrix", "--port", "0"),
        stdout=asyncio.subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": ":".join(sys.path), "TMPDIR": str(folder)},
    )
    assert process.stdout is not None
    children: list[psutil.Process] = []
    try:
        text = await asyncio.wait_for(process.stdout.readuntil(b"Ctrl+C ends it"), 60)
        children = psutil.Process(process.pid).children(recursive=True)
        yield Told(text.decode())
    finally:
        process.send_signal(signal.SIGINT)
        await process.communicate()
    assert process.returncode == 0
    assert children
    assert not [child for child in children if child.is_running()]
    assert _is_empty(folder)


def _is_empty(folder: Path) -> bool:
    return not any(folder.iterdir())


def _is_read(person: MatrixPerson, room: str, words: str) -> bool:
    return any(words in seen.body for seen in person.screen(room))


def _reads(person: MatrixPerson, *words: str) -> bool:
    return all(any(_is_read(person, room, one) for room in person.client.rooms) for one in words)


async def test_the_story_is_under_way_and_goes_on_between_those_who_sign_in(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    async with demo(temporary) as told:
        assert told.accounts.keys() == {"Ana", "Brianna", "Francis", "Joshua", "Samara", "Tianna", "Wendy"}
        async with told.app("Wendy", tmp_path) as wendy, told.app("Ana", tmp_path) as ana:
            await wendy.until(lambda: _reads(wendy, _ANAS, _WENDYS))
            await ana.until(lambda: _reads(ana, _ANAS, _WENDYS))
            room = next(room for room in wendy.client.rooms if _is_read(wendy, room, _ANAS))
            assert wendy.client.rooms[room].encrypted
            assert all(seen.is_encrypted for seen in wendy.screen(room))
            assert not _reads(wendy, UNDECRYPTABLE)
            assert not _reads(ana, UNDECRYPTABLE)
            # A number was handed back to the one who wrote it.
            await ana.until(lambda: _reads(ana, "Mandar sin eso"))
            assert not _reads(wendy, "213 555-0134")
            await wendy.says(room, "Would you like to call tonight?")
            await ana.until(lambda: _reads(ana, "Would you like to call tonight?"))
        async with told.app("Tianna", tmp_path) as tianna:
            await tianna.until(lambda: _reads(tianna, "blue blanket"))
