"""`make bench`: measures, prints a table, and writes benchmarks/results.json."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import book, figures, growth, record, relay, reminders, rooms, starting, turns

RESULTS = Path(__file__).with_name("results.json")


def main() -> int:
    """Measure everything; the status is 1 where a bound was missed."""
    with tempfile.TemporaryDirectory(prefix="coparenting-bench-") as place:
        folder = Path(place)
        found = [
            *relay.measure(folder),
            *asyncio.run(turns.measure(folder)),
            *asyncio.run(growth.measure(folder)),
            *asyncio.run(book.measure(folder)),
            *asyncio.run(record.measure(folder)),
            *asyncio.run(reminders.measure(folder)),
            *starting.measure(folder),
            *asyncio.run(rooms.measure(folder)),
        ]
    print(figures.table(found))
    machine = {"python": platform.python_version(), "system": platform.system(), "cores": os.cpu_count()}
    figures.write(RESULTS, found, machine=machine)
    return 0 if all(one.is_met is not False for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
