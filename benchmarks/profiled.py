"""Runs the program under a profiler in each of its threads, and keeps what it found when it is stopped.

Started as ``python -m benchmarks.profiled FINDINGS …`` with the program's own arguments behind it.
"""

from __future__ import annotations

import cProfile
import pstats
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

from bot.cli import main as run


class Spot(NamedTuple):
    """One function: how often it was called, and the seconds spent in it, without and with what it calls."""

    function: str
    calls: int
    own: float
    cumulative: float


def spots(findings: Path) -> list[Spot]:
    """Return every function that was called, the costliest by itself first."""
    stats: Any = pstats.Stats(str(findings))
    found = [
        Spot(_named(*key), calls, own, cumulative)
        for key, (_, calls, own, cumulative, _callers) in stats.stats.items()
    ]
    return sorted(found, key=lambda spot: spot.own, reverse=True)


def _named(file: str, line: int, function: str) -> str:
    parts = Path(file).parts
    place = "/".join(parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-3:])
    return f"{place}:{line} {function}" if line else function


def main() -> None:
    """Profile until the program ends."""
    findings = Path(sys.argv[1])
    profiles = [cProfile.Profile()]

    def begin(*_: object) -> None:
        # Called at the first event of each new thread; from then on the profiler itself listens there.
        profiles.append(cProfile.Profile())
        profiles[-1].enable()

    threading.setprofile(begin)
    profiles[0].enable()
    try:
        run(sys.argv[2:], standalone_mode=False)
    finally:
        profiles[0].disable()
        stats = pstats.Stats(profiles[0])
        for profile in profiles[1:]:
            stats.add(profile)
        stats.dump_stats(findings)


if __name__ == "__main__":
    main()
