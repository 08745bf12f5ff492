"""From the command to being ready, and how much memory that takes; and the demo, until its page is there."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.agency import Agency, users
from benchmarks.figures import Figure
from benchmarks.processes import BotApi, Program, free_port

CIRCLES = 50


def measure(folder: Path, rounds: int = 3) -> list[Figure]:
    """Start each a few times and return the medians."""
    seconds, memory, pages = [], [], []
    with BotApi(folder / "starting-server.log") as server:
        server.open_chats(users(CIRCLES))
        agency = Agency(folder / "starting", CIRCLES, server.url)
        for _ in range(rounds):
            with Program(folder / "starting.log", "bot", "--config", str(agency.config), "run") as program:
                seconds.append(program.until_answers(agency.port, "/readyz"))
                memory.append(program.megabytes())
    for _ in range(rounds):
        port = free_port()
        with Program(folder / "demo.log", "bot", "demo", "--port", str(port)) as program:
            pages.append(program.until_answers(port, "/"))
    return [
        Figure("start to ready, seconds", "", median(seconds), at_most=3),
        Figure("memory when ready, MB", "", median(memory), at_most=250),
        Figure("demo: start to page, seconds", "", median(pages), at_most=5),
    ]
