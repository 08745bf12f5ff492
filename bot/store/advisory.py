"""PostgreSQL's session locks: held on a connection of its own, so that they end with their holder.

Knows nothing of what a lock is for. Needs a direct connection: a pooler that shares sessions breaks it.
"""

from __future__ import annotations

import psycopg
from sqlalchemy import URL

from bot.store.postgresql import address_of

HEARTBEAT_SECONDS = 2.0

_SILENCE = {"keepalives_idle": "5", "keepalives_interval": "2", "tcp_user_timeout": "10000"}
"""A network that went silent is noticed in some ten seconds, by us and (below) by the server."""


class SessionLock:
    """One advisory lock, on one connection. ``key`` is one 64-bit or two 32-bit signed numbers."""

    def __init__(self, url: URL, *key: int) -> None:
        # libpq wants its own name for the driver; everything else in the address it reads as it is.
        patient = address_of(url.update_query_dict({k: v for k, v in _SILENCE.items() if k not in url.query}))
        self._conninfo = patient.set(drivername="postgresql").render_as_string(hide_password=False)
        self._key = list(key)
        self._take = f"SELECT pg_try_advisory_lock({', '.join(['%s'] * len(key))})"
        self._connection: psycopg.AsyncConnection | None = None

    async def try_take(self) -> bool:
        """Take the lock if it is free. Raises psycopg.OperationalError while the server is out of reach.

        Not to be called while holding it: the server would count it twice.
        """
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(self._conninfo, autocommit=True)
        try:
            # The server lets go of a holder whose machine vanished; on a socket file these do nothing.
            await self._connection.execute("SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2;")
            await self._connection.execute("SET tcp_keepalives_count = 3")
            answer = await (await self._connection.execute(self._take.encode(), self._key)).fetchone()
        except psycopg.OperationalError:
            await self.let_go()
            raise
        return answer == (True,)

    async def until_lost(self) -> None:
        """Return once the connection, and so the lock, is gone."""
        if self._connection is None:
            return
        try:
            while True:
                # Nobody notifies us. Listening is how a closed connection is heard of at once.
                async for _ in self._connection.notifies(timeout=HEARTBEAT_SECONDS):
                    pass
                await self._connection.execute("SELECT 1")
        except psycopg.Error:  # Whatever it is: from here on nobody knows whether we hold it.
            await self.let_go()

    async def let_go(self) -> None:
        """Close the connection; the server frees the lock."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()
