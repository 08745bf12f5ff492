"""What the operator may count: figures for Prometheus, by messenger and by what happened, never by whom.

Knows no person and no id: what does not read as a short word of the program counts as "other".
"""

from __future__ import annotations

import re
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

_WORD: Final = re.compile(r"[a-z]+(?:[-_][a-z]+)*")
_WORD_LENGTH: Final = 32
_TURN_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Counts:
    """The figures of one process. Each has a registry of its own, so that tests do not share them."""

    CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"

    def __init__(self) -> None:
        """Begin at nothing."""
        self.registry = CollectorRegistry()
        self._arrivals = Counter(
            "coparenting_arrivals",
            "Events taken into the inbox",
            ["messenger", "kind"],
            registry=self.registry,
        )
        self._turns = Counter("coparenting_turns", "Turns of the engine", ["result"], registry=self.registry)
        self._turn_seconds = Histogram(
            "coparenting_turn_seconds", "How long a turn took", buckets=_TURN_SECONDS, registry=self.registry
        )
        self._sends = Counter(
            "coparenting_sends", "Attempts to send", ["messenger", "result"], registry=self.registry
        )
        self._dead_letters = Counter(
            "coparenting_dead_letters", "Set aside for a person to see", ["messenger"], registry=self.registry
        )
        self._lanes_waiting = Gauge(
            "coparenting_lanes_waiting", "Lanes with something to do", ["direction"], registry=self.registry
        )

    def arrived(self, messenger: str, kind: str) -> None:
        """Count an event that was committed to the inbox; ``kind`` is its content's tag ("words")."""
        self._arrivals.labels(_word(messenger), _word(kind)).inc()

    def turned(self, result: str, seconds: float) -> None:
        """Count a turn of the engine and how long it took."""
        self._turns.labels(_word(result)).inc()
        self._turn_seconds.observe(seconds)

    def sent(self, messenger: str, result: str) -> None:
        """Count an attempt to send; ``result`` is "delivered" or how it failed ("not-sent")."""
        self._sends.labels(_word(messenger), _word(result)).inc()

    def set_aside(self, messenger: str) -> None:
        """Count a dead letter: an event that could not be read, or a message that is no longer tried."""
        self._dead_letters.labels(_word(messenger)).inc()

    def lanes_waiting(self, direction: str, lanes: int) -> None:
        """Say how many lanes have something to do now; ``direction`` is "in" or "out"."""
        self._lanes_waiting.labels(_word(direction)).set(lanes)

    def page(self) -> bytes:
        """Return the figures as Prometheus reads them, to be served as `CONTENT_TYPE`."""
        return generate_latest(self.registry)


def _word(label: str) -> str:
    """Keep an id, an address or somebody's words from becoming a label by mistake."""
    return label if len(label) <= _WORD_LENGTH and _WORD.fullmatch(label) else "other"
