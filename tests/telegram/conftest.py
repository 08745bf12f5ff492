"""What the tests of the Telegram adapter share: a server, an adapter on it, an intake."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from functools import partial

import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.request import Timeouts
from bot.chat.clock import SetClock
from tests.fakes.botapi import BotApiServer
from tests.telegram.journal import Journal

NOW = datetime(2026, 5, 3, 9, 30, tzinfo=UTC)


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
async def make_telegram(server: BotApiServer) -> AsyncIterator[Callable[..., Telegram]]:
    """Make adapters on the server; all are closed at the end."""
    made: list[Telegram] = []
    make = partial(
        Telegram,
        server.token,
        clock=SetClock(NOW),
        api_base_url=server.url,
        timeouts=Timeouts(connect=1.5, read=1.5),
        poll_seconds=5,
    )

    def remember(**options: object) -> Telegram:
        made.append(make(**options))  # type: ignore[arg-type]
        return made[-1]

    yield remember
    for telegram in made:
        await telegram.close()


@pytest.fixture
def telegram(make_telegram: Callable[..., Telegram]) -> Telegram:
    return make_telegram()


@pytest.fixture
def journal() -> Journal:
    return Journal()
