"""What `check` and `doctor` look at: the configuration, the texts, the database with its key, the messengers.

Changes nothing, and creates no file. Shows no secret and no address.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from bot.chat.clock import SystemClock
from bot.cli.problems import lines_of
from bot.config import ConfigProblem, load
from bot.store.migrating import Standing
from bot.store.opening import StoreProblem, check_key, open_ready_store, open_store, standing
from bot.texts import TextProblem, Texts

if TYPE_CHECKING:
    from pathlib import Path

    from bot.config import Config


class Found(NamedTuple):
    """One thing that was looked at, and whether it is as it should be."""

    is_fine: bool
    text: str


def read_config(path: Path, *, to_run: bool = False) -> Config:
    """Read the configuration and what the environment says otherwise; raises ConfigProblem."""
    return load(path, os.environ, to_run=to_run)


async def check(path: Path) -> list[Found]:
    """Look at everything that can be looked at without asking any messenger."""
    texts = _texts()
    try:
        config = read_config(path, to_run=True)
    except ConfigProblem as problem:
        return [Found(is_fine=False, text=line) for line in lines_of(problem, path)] + texts
    # A database without tables is how each begins: no mistake in a configuration, but nothing that works.
    return [*_what_is_on(config), *texts, *await _database(config, path, may_be_empty=True)]


async def examine(path: Path) -> list[Found]:
    """Look at the database, and try every messenger that is on. Raises ConfigProblem."""
    config = read_config(path)
    found = await _database(config, path, may_be_empty=False)
    if config.telegram is not None:
        found += await _telegram(config)
    if config.matrix is not None:
        found += await _matrix(config)
    if config.telegram is None and config.matrix is None:
        found.append(Found(is_fine=True, text="No messenger is on, so there is none to try."))
    return found


def _texts() -> list[Found]:
    try:
        texts = Texts.load()
    except TextProblem as problem:
        return [Found(is_fine=False, text=f"texts: {line}") for line in str(problem).splitlines()]
    if faults := texts.faults():
        return [Found(is_fine=False, text=f"texts: {fault}") for fault in faults]
    return [Found(is_fine=True, text=f"Texts: complete in {', '.join(texts.languages)}")]


def _what_is_on(config: Config) -> list[Found]:
    on = {
        "Simulator": "on" if config.simulator.enabled else "off",
        "Telegram": f"on, {config.telegram.mode}" if config.telegram else "off",
        "Matrix": "on" if config.matrix else "off",
        "Languages": ", ".join(config.agency.languages),
        "Time zone": config.agency.timezone.key,
        "Web": f"{config.http.host}, port {config.http.port}",
    }
    return [Found(is_fine=True, text=f"{name}: {state}") for name, state in on.items()]


async def _database(config: Config, path: Path, *, may_be_empty: bool) -> list[Found]:
    kind = "PostgreSQL" if config.store.path is None else str(config.store.path)
    try:
        finding = standing(config)
        if finding.standing == Standing.EMPTY and may_be_empty:
            return [Found(is_fine=True, text=f"Database: {kind}. {finding.sentence}")]
        if finding.standing != Standing.CURRENT:
            return [Found(is_fine=False, text=f"{path}: [store] url: {finding.sentence}")]
        async with open_store(config) as opened:
            await check_key(opened, SystemClock())
    except StoreProblem as problem:
        return [Found(is_fine=False, text=line) for line in lines_of(problem, path)]
    return [Found(is_fine=True, text=f"Database: {kind}. {finding.sentence} The key opens it.")]


async def _matrix(config: Config) -> list[Found]:
    # Only here, because it brings in everything that the running bot needs.
    from bot.app import matrix_of  # noqa: PLC0415
    from bot.store.keeping import Rooms, Vault  # noqa: PLC0415

    clock = SystemClock()
    try:
        async with open_ready_store(config) as opened:
            kept = opened.at(clock)
            rooms, vault = Rooms(kept, "matrix"), Vault(kept, "matrix")
            matrix = matrix_of(config, clock, Texts.load(default=config.agency.languages[0]), rooms, vault)
            return (
                [Found(one.is_fine, f"Matrix: {one.text}") for one in await matrix.doctor()] if matrix else []
            )
    except StoreProblem:
        return []  # It has been told already; without the database nobody knows the bot's device.


async def _telegram(config: Config) -> list[Found]:
    # Only here, because it brings in everything that the running bot needs.
    from bot.app import telegram_of  # noqa: PLC0415

    telegram = telegram_of(config, SystemClock(), Texts.load(default=config.agency.languages[0]))
    if telegram is None:
        return []
    try:
        return [Found(one.is_fine, f"Telegram: {one.text}") for one in await telegram.doctor()]
    finally:
        await telegram.close()
