"""A whole house with both messengers: a fake Telegram, and a real homeserver behind a line that can fail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import msgspec

from bot.chat.clock import Clock, SetClock
from bot.store.sealing import Master, fresh_key
from tests.fakes.botapi import BotApiServer
from tests.outgoing import people
from tests.story.phones import TelegramExchange
from tests.story.rooms import MatrixExchange, MatrixPhone, MixedExchange
from tests.story.stage import SLEEPLESS, Stage
from tests.synapse.person import MatrixPerson
from tests.synapse.proxy import Proxy
from tests.synapse.server import Synapse

CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
ON_MATRIX = ("Brianna", "Tianna", "Francis")


class BothStage(Stage):
    """Ana, Joshua, Wendy and Samara on Telegram; Brianna, Francis and Tianna on Matrix."""

    exchange: MixedExchange
    line: Proxy

    @property
    def server(self) -> BotApiServer:
        """The fake Telegram."""
        return self.exchange.telegram.server

    @property
    def matrix(self) -> MatrixExchange:
        """The homeserver, and who has an account there."""
        return self.exchange.matrix

    @property
    def bot(self) -> str:
        """The bot's Matrix id."""
        return self.matrix.bot

    def app(self, person: str) -> MatrixPhone:
        """Return somebody's phone with Matrix on it."""
        return self.matrix.phone(person)

    def person(self, name: str) -> MatrixPerson:
        """Return the app itself, as a person uses it."""
        found = self.app(name).person
        assert found is not None
        return found

    def room(self, name: str, child: str) -> str:
        """Return somebody's room about a child, or with ``"Bot"`` the bot's own room with them."""
        if child == "Bot":
            own = self.app(name).own_room
            assert own is not None
            return own
        return next(
            room
            for room in self.person(name).rooms_with(self.bot)
            if room != self.app(name).own_room
            and any(child in body for body in self.person(name).reads(room, self.bot))
        )

    def reads(self, person: str) -> list[str]:
        """Return what stands on a phone, each with the line above it."""
        return ["\n".join(part for part in (one.header, one.body) if part) for one in self.screen(person)]

    def words(self, person: str) -> list[str]:
        """Return the words of people that stand on a phone."""
        return [one.body for one in self.screen(person) if one.header]


@asynccontextmanager
async def both_stage(
    synapse: Synapse,
    folder: Path,
    clock: Clock,
    *,
    encrypted: bool = True,
    key: bytes | None = None,
    videos: str = "approval",
) -> AsyncIterator[BothStage]:
    """Give such a stage on which everybody has joined, and nobody writes too fast."""
    async with AsyncExitStack() as stack:
        line = await stack.enter_async_context(Proxy(synapse.url))
        matrix = MatrixExchange(clock, synapse, folder, encrypted=encrypted)
        matrix.homeserver = line.url
        exchange = MixedExchange(TelegramExchange(clock), matrix, ON_MATRIX)
        people(exchange.telegram, *(name for name in CAST if name not in ON_MATRIX))
        url = f"sqlite:///{folder / 'story.db'}"
        stage = BothStage(exchange, clock, url, Master(key or fresh_key()))  # type: ignore[arg-type]
        stage.line = line
        stage.defaults = msgspec.structs.replace(
            stage.defaults, messages_per_minute=10_000, identifiers="off"
        )
        stack.push_async_callback(stage.close)
        await stage.open(joined=CAST, roster=None if isinstance(clock, SetClock) else SLEEPLESS)
        yield stage
