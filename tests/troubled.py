"""A house on a stage whose Telegram can be made to fail, and short waits so that nobody waits for it."""

from __future__ import annotations

from typing import Self

import msgspec

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.adapter import CAPABILITIES
from bot.adapters.telegram.request import Timeouts
from bot.chat.clock import SetClock, SystemClock
from bot.chat.messenger import Messenger
from bot.store.sealing import Master, fresh_key
from bot.store.store import Store
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import User
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage

CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")
LANGUAGES = {"Ana": "es"}
READ_SECONDS = 1.5  # a busy machine answers within this; a test of silence waits for all of it


class ImpatientExchange(TelegramExchange):
    """Telegram, given up on after a moment."""

    def adapter(self, store: Store | None = None) -> Messenger:
        """Return a connection that waits for an answer no longer than `READ_SECONDS`."""
        opened = msgspec.structs.replace(
            CAPABILITIES, per_second=10_000.0, per_chat_per_second=10_000.0, per_chat_burst=1000
        )
        return Telegram(
            self.server.token,
            clock=self._clock,
            api_base_url=self.server.url,
            capabilities=opened,
            timeouts=Timeouts(connect=READ_SECONDS, read=READ_SECONDS),
        )


class TroubledStage(Stage):
    """Ana, Joshua and Wendy in one circle, Brianna with others in two, Tianna behind all of them."""

    exchange: ImpatientExchange

    @classmethod
    def on(cls, url: str, clock: SetClock | SystemClock | None = None) -> Self:
        """Return a stage on an empty database; not opened yet."""
        clock = clock or SetClock(MONDAY_MORNING)
        return cls(ImpatientExchange(clock), clock, url, Master(fresh_key()))  # type: ignore[arg-type]

    @property
    def server(self) -> BotApiServer:
        """The fake Telegram, to be disturbed."""
        return self.exchange.server

    def user(self, person: str) -> User:
        """Return somebody's Telegram."""
        return self.exchange.user(person)

    def reads(self, person: str) -> list[str]:
        """Return what stands on a phone, each with the line above it."""
        return ["\n".join(part for part in (one.header, one.body) if part) for one in self.screen(person)]


def told(person: str, text_id: str, /, **args: str | int) -> str:
    """Return a text of the bot in a person's language."""
    return TEXTS.render(LANGUAGES.get(person, "en"), text_id, **args)


def of_wendy(reader: str, words: str, *, again: bool = False) -> str:
    """Return words of Wendy's as a reader sees them; Ana is told in which of her circles."""
    who = told(reader, "header", name="Wendy", word=told(reader, "word-caregiver"))
    if reader == "Ana":
        who = told("Ana", "header-in-circle", who=who, circle="Gladys y Jon")
    return (told(reader, "header-repeat", who=who) if again else who) + "\n" + words
