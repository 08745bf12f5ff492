"""Makes a record for the command line: notes it, reads it, and writes its files in the language asked for.

Knows nothing of how it was asked for, and no more than the store does of what stands in it.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import msgspec

from bot.chat.clock import SystemClock
from bot.chat.record import Record, Wanted, shown_key
from bot.cli.problems import Told
from bot.courier.records import made
from bot.speech import Speech
from bot.store.asked import Asked, NotClear, wanted_as
from bot.store.handed import hand_out
from bot.store.opening import make_ready, open_ready_store
from bot.store.paper import PaperSigner, ensure_paper_signer
from bot.store.record import read_record
from bot.store.signing import ensure_signer
from bot.texts import Texts

if TYPE_CHECKING:
    from bot.chat.media import CleanFile
    from bot.chat.text import Value
    from bot.config import Config
    from bot.store.session import Session

_CLOCK = SystemClock()


def bounds(
    config: Config, since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime]:
    """Return the first and the last moment of these days on the agency's clocks; none lies ahead."""
    zone, now = config.agency.timezone, _CLOCK.now()
    begins = None if since is None else datetime.combine(since, time(), zone).astimezone(UTC)
    if until is None:
        return begins, now
    midnight = datetime.combine(until + timedelta(days=1), time(), zone).astimezone(UTC)
    return begins, min(midnight - timedelta(microseconds=1), now)


def make(config: Config, asked: Asked, rest: Wanted, language: str) -> tuple[Record, tuple[CleanFile, ...]]:
    """Return the record and its files; raises Told where it is not clear what is wanted."""
    try:
        record, signer = asyncio.run(_noted_and_read(config, asked, rest))
    except NotClear as unclear:
        raise Told(unclear.lines) from None
    speech = Speech(Texts.load(default=config.agency.languages[0]))

    def say(value: Value) -> str:
        return speech(language, record.zone, value)

    return record, tuple(_signed(file, signer) for file in made(record, language, say))


def _signed(file: CleanFile, signer: PaperSigner) -> CleanFile:
    if file.mime != "application/pdf":
        return file
    return msgspec.structs.replace(file, data=signer.sign(file.data))


async def _noted_and_read(config: Config, asked: Asked, rest: Wanted) -> tuple[Record, PaperSigner]:
    def note(session: Session) -> tuple[Wanted, PaperSigner]:
        wanted = wanted_as(session, asked, rest)
        hand_out(session, wanted)
        return wanted, ensure_paper_signer(session)

    async with open_ready_store(config) as opened:
        await make_ready(opened, _CLOCK)
        wanted, signer = await opened.run(note, _CLOCK)
        agency, zone = config.agency.name, config.agency.timezone.key
        record = await opened.read(lambda session: read_record(session, wanted, agency, zone), _CLOCK)
        return record, signer


def public_key(config: Config) -> str:
    """Return the key that records are signed with, as people compare it; made where there is none yet."""

    async def working() -> str:
        async with open_ready_store(config) as opened:
            await make_ready(opened, _CLOCK)
            return await opened.run(lambda session: ensure_signer(session).public.hex(), _CLOCK)

    return shown_key(asyncio.run(working()))
