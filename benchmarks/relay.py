"""Messages through the whole program, durable and sealed, beside a bare echo over the same server.

Knows neither bot from the inside: both are programs of their own, seen through Telegram and the kernel.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.agency import Agency, partner, users
from benchmarks.figures import Figure
from benchmarks.processes import BotApi, Program

CIRCLES = 50
MESSAGES = 2000
WARMING = 200
_AFTERTHOUGHTS = 0.3  # seconds in which a bot may still write down that the last message was sent


class Wave(NamedTuple):
    """So many messages at once, and what it took to pass all of them on."""

    seconds: float
    cpu: float


class Side:
    """One of the two bots with a server of its own."""

    def __init__(self, server: BotApi, program: Program) -> None:
        self._server = server
        self.program = program
        self._sent = 0
        self._number = 0

    def wave(self, messages: int) -> Wave:
        """Let everybody write in turn, and wait until as many messages came out again."""
        self._sent = self._server.count("sendMessage") + messages
        writers = users(CIRCLES)
        acts = [
            {"user": writers[number % len(writers)], "act": "says", "text": self._words()}
            for number in range(messages)
        ]
        before = self.program.cpu()
        self._server.ask("acts", acts)
        begun = time.perf_counter()
        self._server.until_sent(self._sent)
        seconds = time.perf_counter() - begun
        time.sleep(_AFTERTHOUGHTS)
        self.program.check()
        return Wave(seconds, self.program.cpu() - before)

    def _words(self) -> str:
        self._number += 1
        return f"Gladys slept well, ate two pancakes and asks for you. This is message {self._number}."


@contextmanager
def echoing(folder: Path) -> Iterator[Side]:
    """Run the bare echo."""
    with ExitStack() as stack:
        server = stack.enter_context(BotApi(folder / "echo-server.log"))
        server.open_chats(users(CIRCLES))
        module = ("benchmarks.echo", server.url, server.TOKEN)
        program = stack.enter_context(Program(folder / "echo.log", *module))
        yield Side(server, program)


@contextmanager
def relaying(folder: Path, profile: Path | None = None) -> Iterator[Side]:
    """Run the program itself, with a new agency; under a profiler where ``profile`` takes its findings."""
    with ExitStack() as stack:
        server = stack.enter_context(BotApi(folder / "relay-server.log"))
        server.open_chats(users(CIRCLES))
        agency = Agency(folder / "relay", CIRCLES, server.url)
        module = ("bot",) if profile is None else ("benchmarks.profiled", str(profile))
        arguments = (*module, "--config", str(agency.config), "run")
        program = stack.enter_context(Program(folder / "relay.log", *arguments))
        program.until_answers(agency.port, "/readyz")
        yield Side(server, program)
        _check_that_each_reached_the_other(server)


def _check_that_each_reached_the_other(server: BotApi) -> None:
    for user in (users(CIRCLES)[0], users(CIRCLES)[-1]):
        shown = server.ask("screen", {"user": partner(user), "with_own": False})
        said = server.ask("screen", {"user": user, "with_own": True})
        own = [one["text"] for one in said if one["is_mine"]]
        assert [one["text"].partition("\n")[2] for one in shown] == own, (
            "a message is lost, doubled or turned"
        )


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """Measure both in turn, round after round, and return the medians."""
    with relaying(folder) as ours, echoing(folder) as bare:
        for side in (ours, bare):
            side.wave(WARMING)
        waves = [(ours.wave(MESSAGES), bare.wave(MESSAGES)) for _ in range(rounds)]
        memory = ours.program.megabytes(), bare.program.megabytes()
    rates = [median(MESSAGES / wave.seconds for wave in side) for side in zip(*waves, strict=True)]
    costs = [median(wave.cpu / MESSAGES * 1000 for wave in side) for side in zip(*waves, strict=True)]
    return [
        Figure("relay: messages a second", "bare echo", rates[0], rates[1], least=0.4),
        Figure("relay: CPU ms a message", "bare echo", costs[0], costs[1], most=2.5),
        Figure("relay: memory afterwards, MB", "bare echo", memory[0], memory[1]),
    ]
