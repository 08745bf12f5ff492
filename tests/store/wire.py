"""A wire to PostgreSQL that breaks at the worst moment: around a COMMIT."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from sqlalchemy import make_url

NAME = ".s.PGSQL.5432"

Moment = Literal["before the server hears", "before we hear"]


class Wire:
    """Carries bytes both ways until told to break at the next COMMIT, which it then does once."""

    def __init__(self, url: str, folder: Path) -> None:
        self.address = (
            make_url(url).update_query_dict({"host": str(folder)}).render_as_string(hide_password=False)
        )
        self._target = Path(str(make_url(url).query["host"])) / NAME
        self._moment: Moment | None = None

    def break_at_commit(self, moment: Moment) -> None:
        self._moment = moment

    async def carry(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_unix_connection(self._target)
        is_breaking = False

        async def forth() -> None:
            nonlocal is_breaking
            while words := await client.read(65536):
                if self._moment is not None and b"COMMIT\0" in words:
                    is_breaking = self._moment == "before we hear"
                    self._moment = None
                    if not is_breaking:
                        break
                to_server.write(words)
            to_server.close()

        async def back() -> None:
            while (words := await server.read(65536)) and not is_breaking:
                to_client.write(words)
            to_client.close()

        await asyncio.gather(forth(), back())


@asynccontextmanager
async def breakable_wire(url: str, folder: Path) -> AsyncIterator[Wire]:
    """Give a wire to the database at this address."""
    wire = Wire(url, folder)
    async with await asyncio.start_unix_server(wire.carry, folder / NAME):
        yield wire
