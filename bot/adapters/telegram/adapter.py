"""Telegram, as the contract wants a messenger: this file only puts the parts together.

Knows nothing of people, circles, texts or the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Literal, TypeVar

from aiohttp import web
from telegram import Bot
from telegram.error import TelegramError

from bot.adapters.telegram.courtesies import Courtesies
from bot.adapters.telegram.delivery import Delivery
from bot.adapters.telegram.doctor import Finding, examine
from bot.adapters.telegram.errors import Floods, problem_of
from bot.adapters.telegram.fetching import fetch
from bot.adapters.telegram.ingress import Ingress
from bot.adapters.telegram.menu import Commands, set_commands
from bot.adapters.telegram.patience import Patience, Sleep
from bot.adapters.telegram.polling import poll
from bot.adapters.telegram.ports import Rooms
from bot.adapters.telegram.reactions import shown_for
from bot.adapters.telegram.request import AiohttpRequest, Roots, Timeouts
from bot.adapters.telegram.splitting import TEXT_LIMIT, utf16_units
from bot.adapters.telegram.topics import Topics
from bot.adapters.telegram.webhook import Webhook, keep_registered, routes
from bot.chat.clock import Clock
from bot.chat.media import Source
from bot.chat.messenger import Capabilities, Intake, Messenger
from bot.chat.outgoing import Outgoing, Receipt

_Answer = TypeVar("_Answer")

CAPABILITIES = Capabilities(
    text_limit=TEXT_LIMIT,
    has_buttons=True,
    has_edits=True,
    undo_seconds=48 * 3600,  # Telegram: a bot may delete its own message for 48 hours.
    measure=utf16_units,
    reaction=shown_for,
)


class Telegram(Messenger):
    """Telegram with one bot's token.

    ``farewell`` is said in a group before leaving it, in every language at once, for nobody's language
    is known there. ``rooms`` remembers topics: without it there are none. ``connections`` is how many
    requests may be under way. ``sleep`` is for tests.
    """

    def __init__(  # noqa: PLR0913 - each is named once, where the program is put together
        self,
        token: str,
        *,
        clock: Clock,
        api_base_url: str = "https://api.telegram.org",
        mode: Literal["polling", "webhook"] = "polling",
        webhook_url: str | None = None,
        webhook_secret: str | None = None,
        farewell: str = "",
        rooms: Rooms | None = None,
        capabilities: Capabilities = CAPABILITIES,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 - immutable
        connections: int = 64,
        poll_seconds: int = 30,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._webhook: Webhook | None = None
        if mode == "webhook":
            if not webhook_url or not webhook_secret:
                message = "a webhook needs its url and its secret: without the secret anybody could post"
                raise ValueError(message)
            self._webhook = Webhook(webhook_url, webhook_secret)
        self._capabilities = capabilities
        self._poll_seconds = poll_seconds
        self._sleep = sleep
        self._request = AiohttpRequest(
            Roots.of(api_base_url, token), timeouts=timeouts, connections=connections
        )
        # The library is given no token and method names for addresses: it logs and shows what it has.
        self._bot = Bot(
            "hidden",
            base_url=lambda _token: "",
            base_file_url=lambda _token: "",
            request=self._request,
            get_updates_request=self._request,
        )
        self._courtesies = Courtesies(self._request, farewell)
        topics = Topics(self._request, rooms, clock)
        self._ingress = Ingress(clock, topics, self._courtesies)
        self._delivery = Delivery(self._request, topics, Floods())

    @property
    def name(self) -> str:
        """The word used in addresses and in the configuration."""
        return "telegram"

    @property
    def can_send(self) -> bool:
        """Any process can."""
        return True

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return self._capabilities

    async def listen(self, intake: Intake) -> None:
        """Receive until cancelled, as the contract says.

        With a webhook this only keeps it registered; what comes in comes through ``webhook_routes``.
        """
        patience = Patience(self._sleep)
        if self._webhook is None:
            await poll(self._request, self._ingress, intake, patience, seconds=self._poll_seconds)
        else:
            await keep_registered(self._request, self._webhook, patience, self._sleep)

    def webhook_routes(self, intake: Intake) -> web.RouteTableDef:
        """Return what an ``aiohttp.web`` application has to serve in webhook mode; nothing otherwise."""
        if self._webhook is None:
            return web.RouteTableDef()
        return routes(self._webhook, self._ingress, intake)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation, as the contract says.

        Where some parts of a long text went and a later one did not, the problem's ``sent`` names the
        messages that are there: an Outgoing with these as its ``target`` goes on after them.
        """
        return await self._delivery.carry_out(outgoing)

    async def set_commands(self, commands: Commands, chat_id: str | None = None) -> None:
        """Show ``commands`` (by language, each a name without slash and a description) in the menu.

        The language "" is for whoever's own has no list. ``chat_id`` limits them to one private chat,
        for someone with a role; there they take the place of the general ones. Raises SendProblem.
        """
        await self._ask(set_commands(self._bot, commands, chat_id))

    async def username(self) -> str:
        """Return the bot's public name, without @; raises SendProblem."""
        me = await self._ask(self._bot.get_me())
        return (me.username or "") if me is not None else ""

    async def doctor(self) -> list[Finding]:
        """Try the token and look at the webhook, changing nothing."""
        return await examine(self._bot, self._webhook.url if self._webhook else None)

    async def fetch(self, source: Source, limit: int) -> bytes:
        """Return the file that somebody sent, as the contract says."""
        return await fetch(self._request, source, limit)

    async def close(self) -> None:
        """Let go of connections; nothing is sent afterwards."""
        await self._courtesies.close()
        await self._request.shutdown()

    async def _ask(self, answer: Awaitable[_Answer]) -> _Answer | None:
        try:
            return await answer
        except TelegramError as error:
            problem = problem_of(error, is_harmless_to_repeat=True)
        if problem is not None:
            raise problem
        return None
