"""Programs under measurement, each in a process of its own, and what the kernel says of them.

Knows nothing of what they do.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

import psutil

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PATIENCE = 120.0


def free_port() -> int:
    """Return a port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


class Program:
    """One of our modules, run by this interpreter until the block ends. ``log`` takes what it says."""

    def __init__(self, log: Path, *arguments: str) -> None:
        self._log = log
        self._arguments = arguments
        self.begun = 0.0

    def __enter__(self) -> Self:
        """Start it."""
        self.begun = time.perf_counter()
        with self._log.open("wb") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, "-m", *self._arguments],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
        self._seen = psutil.Process(self._process.pid)
        return self

    def __exit__(self, *_: object) -> None:
        """Ask it to stop, and wait until it has."""
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def first_line(self) -> str:
        """Wait for the first line it prints; raises RuntimeError where it ended instead."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        line = self._process.stdout.readline().decode() if ready else ""
        if not line:
            raise RuntimeError(self._log.read_text())
        return line.strip()

    def check(self) -> None:
        """Raise RuntimeError, with what it said, if it has ended."""
        if self._process.poll() is not None:
            raise RuntimeError(self._log.read_text())

    def cpu(self) -> float:
        """Return the seconds of CPU, user and system, that it has used by itself so far."""
        used = self._seen.cpu_times()
        return float(used.user + used.system)

    def megabytes(self) -> float:
        """Return its resident memory."""
        return float(self._seen.memory_info().rss) / 1e6

    def until_answers(self, port: int, path: str) -> float:
        """Wait until it answers 200 there; return the seconds since it was started."""
        while time.perf_counter() - self.begun < PATIENCE:
            self.check()
            if _status(port, path) == http.HTTPStatus.OK:
                return time.perf_counter() - self.begun
            time.sleep(0.01)
        raise TimeoutError(path)


def _status(port: int, path: str) -> int:
    asking = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        asking.request("GET", path)
        return asking.getresponse().status
    except OSError:
        return 0
    finally:
        asking.close()


class BotApi:
    """The local Bot API server in a process of its own, and the people who write to it."""

    TOKEN = "987654321:FAKE-token_for_benchmarks-0123456789"

    def __init__(self, log: Path) -> None:
        self._program = Program(log, "tests.fakes.botapi", "--port", "0", "--no-log", "--token", self.TOKEN)
        self.url = ""

    def __enter__(self) -> Self:
        """Start it."""
        self._program.__enter__()
        self.url = self._program.first_line()
        self._asking = http.client.HTTPConnection(HOST, int(self.url.rpartition(":")[2]), timeout=PATIENCE)
        return self

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._asking.close()
        self._program.__exit__()

    def ask(self, word: str, body: object) -> Any:  # noqa: ANN401 - JSON
        """Carry out one word of its control plane; raises RuntimeError where it complains."""
        self._asking.request("POST", f"/control/{word}", json.dumps(body).encode())
        answer = self._asking.getresponse()
        told = json.loads(answer.read())
        if answer.status != http.HTTPStatus.OK:
            raise RuntimeError(told)
        return told

    def open_chats(self, users: list[int]) -> None:
        """Make these people, each having opened the bot already."""
        for user in users:
            self.ask("user", {"id": user, "has_started": True})

    def count(self, method: str, chat: int | None = None) -> int:
        """Return how many calls of a method there have been."""
        return int(self.ask("count", {"method": method, "chat_id": chat}))

    def until_sent(self, wanted: int) -> None:
        """Wait until that many messages have been sent by the bot, since the beginning."""
        self.ask("wait", {"method": "sendMessage", "count": wanted, "timeout": PATIENCE})
