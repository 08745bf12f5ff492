"""One Synapse for all tests of the adapter in this run; new accounts for each test."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.matrix.stage import Bot
from tests.synapse.person import MatrixPerson
from tests.synapse.server import Synapse

PASSWORD = "a password"

_numbers = itertools.count(1)

MakePerson = Callable[..., Awaitable[MatrixPerson]]


@pytest.fixture
async def bot(synapse: Synapse, tmp_path: Path) -> Bot:
    user = await synapse.register(f"bot{next(_numbers)}", PASSWORD)
    return Bot(synapse.url, user, PASSWORD, tmp_path / "keys")


@pytest.fixture
async def person(synapse: Synapse, tmp_path: Path) -> AsyncIterator[MakePerson]:
    """Make people with their app open: ``ana = await person("ana")``."""
    async with AsyncExitStack() as phones:

        async def make(name: str, *, joins_by_itself: bool = True) -> MatrixPerson:
            user = await synapse.register(f"{name}{next(_numbers)}", PASSWORD)
            phone = MatrixPerson(
                synapse.url, user, PASSWORD, tmp_path / name, joins_by_itself=joins_by_itself
            )
            return await phones.enter_async_context(phone)

        yield make


@pytest.fixture
async def ana(person: MakePerson) -> MatrixPerson:
    return await person("ana")
