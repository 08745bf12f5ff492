"""Starts houses in processes of their own, which may die at any moment, and reads what they noted.

A server process that has imported everything forks them, so that a life costs little.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from tests.crash.child import Orders, live

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.child"])


class Child:
    """One process with a house in it. ``died`` is called in the loop of the test when it is gone."""

    def __init__(self, orders: Orders, died: Callable[[], None]) -> None:
        self.orders = orders
        self.is_dead = False
        self._died = died
        self._process = _CONTEXT.Process(target=live, args=(orders,), daemon=True)
        self._process.start()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._process.sentinel, self._noticed)

    def kill(self) -> None:
        """Kill -9 from outside."""
        self._process.kill()

    def end(self) -> None:
        """Kill it if it still lives, and forget it."""
        if not self.is_dead:
            self._loop.remove_reader(self._process.sentinel)
            self._process.kill()
        self._process.join()
        self._process.close()

    def check_how(self) -> None:
        """Fail unless it was signal 9 that ended it; an end of any other kind has a reason to be read."""
        self._process.join()
        assert self._process.exitcode == -signal.SIGKILL, f"ended by itself:\n{self._log()[-4000:]}"

    def _log(self) -> str:
        return Path(self.orders.journal + ".log").read_text()

    def notes(self, kind: str) -> list[tuple[str, ...]]:
        """Return what it noted of one kind, in order."""
        lines = Path(self.orders.journal).read_text().splitlines()
        return [tuple(rest) for first, *rest in map(json.loads, lines) if first == kind]

    def left_open(self, chat: str, words: str) -> bool:
        """Whether it began to send this and never came to note that it is marked."""
        note = (chat, words)
        return note in self.notes("begun") and note not in self.notes("marked")

    @property
    def last_note(self) -> tuple[str, ...]:
        """The last thing it noted."""
        return tuple(json.loads(Path(self.orders.journal).read_text().splitlines()[-1]))

    def _noticed(self) -> None:
        self._loop.remove_reader(self._process.sentinel)
        self.is_dead = True
        self._died()


class Nursery:
    """Brings up children with the same orders but for when to die."""

    def __init__(self, orders: Orders, died: Callable[[], None]) -> None:
        self._orders = orders
        self._died = died
        self._numbers = itertools.count(1)
        self.children: list[Child] = []

    def child(self, point: str | None = None, passing: int = 1, side: str | None = None) -> Child:
        """Start a house that lives, or dies the ``passing``-th time at ``point``, on one ``side`` or any."""
        journal = f"{self._orders.journal}-{next(self._numbers):03}"
        Path(journal).touch()
        orders = replace(self._orders, point=point, side=side, passing=passing, journal=journal)
        self.children.append(Child(orders, self._died))
        return self.children[-1]

    @property
    def alive(self) -> list[Child]:
        """Those who live, oldest first. Fails where somebody ended otherwise than by signal 9."""
        for child in self.children:
            if child.is_dead:
                child.check_how()
        return [child for child in self.children if not child.is_dead]


@contextmanager
def nursery(orders: Orders, died: Callable[[], None]) -> Iterator[Nursery]:
    """Give a nursery; whoever lives at the end is killed."""
    one = Nursery(orders, died)
    try:
        yield one
    finally:
        for child in one.children:
            child.end()
