"""Fixtures that all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests import compiled
from tests.postgres import postgres_server
from tests.synapse.server import Synapse

__all__ = ["postgres_server", "synapse"]

# What must pass is the same every time; what `make soak` looks for is new each time.
settings.register_profile("the same", derandomize=True)
settings.load_profile("the same")

compiled.once_in_a_run()


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """One homeserver for all tests that a worker plays; new accounts for each test."""
    server = Synapse(tmp_path_factory.mktemp("synapse"))
    server.start()
    yield server
    server.stop()
