"""Matrix, as the contract wants a messenger: this file only puts the parts together.

Knows nothing of people, circles, texts or the database.
"""

from __future__ import annotations

from pathlib import Path

from nio import AsyncClient

from bot.adapters.matrix.connection import Connection
from bot.adapters.matrix.cutting import TEXT_LIMIT, measure
from bot.adapters.matrix.delivery import Delivery
from bot.adapters.matrix.device import Device, Login
from bot.adapters.matrix.doctor import Finding, examine
from bot.adapters.matrix.emoji import as_it_is
from bot.adapters.matrix.fetching import fetch
from bot.adapters.matrix.listening import Listening
from bot.adapters.matrix.places import Places
from bot.adapters.matrix.ports import Rooms, Vault
from bot.adapters.matrix.reading import NAME
from bot.adapters.matrix.signing import vouch
from bot.chat.clock import Clock
from bot.chat.media import Source
from bot.chat.messenger import Capabilities, Intake, Messenger
from bot.chat.outgoing import Outgoing, Receipt

CAPABILITIES = Capabilities(
    text_limit=TEXT_LIMIT,
    has_buttons=False,
    has_edits=True,
    has_rooms=True,
    repeats_nothing=True,
    prefix="!",
    undo_seconds=None,
    # The homeserver's limits are lifted for the bot, or it tells us to wait: the pace is its machine's.
    per_second=100.0,
    per_chat_per_second=20.0,
    per_chat_burst=50,
    measure=measure,
    reaction=as_it_is,
)


class Matrix(Messenger):
    """Matrix with one account. Sending works in the process that listens, which holds the keys.

    ``room_is_new`` is said first in a room that takes the
    place of a lost one, ``farewell`` before leaving a room with several people; both in every language at
    once, for nobody's language is known here. ``room_name`` is what people see in their list of rooms.
    """

    def __init__(  # noqa: PLR0913 - each is named once, where the program is put together
        self,
        homeserver: str,
        user_id: str,
        password: str,
        *,
        store_path: Path,
        rooms: Rooms,
        vault: Vault,
        clock: Clock,
        device_name: str = "Coparenting",
        room_name: str = "Coparenting",
        encrypted: bool = True,
        room_is_new: str = "",
        farewell: str = "",
        capabilities: Capabilities = CAPABILITIES,
    ) -> None:
        self._login = Login(homeserver, user_id, password, device_name, store_path, encrypted)
        self._device = Device(self._login, vault)
        self._capabilities = capabilities

        async def sign_device(client: AsyncClient) -> None:
            await vouch(client, vault, password)

        self._connection = connection = Connection()
        places = Places(rooms, name=room_name, encrypted=encrypted)
        self._listening = Listening(self._device, connection, places, sign_device, clock, farewell)
        self._delivery = Delivery(connection, places, room_is_new)

    @property
    def name(self) -> str:
        """The word used in addresses and in the configuration."""
        return NAME

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        return self._capabilities

    @property
    def can_send(self) -> bool:
        """Whether this process listens, and knows the rooms by now."""
        return self._connection.is_open

    async def listen(self, intake: Intake) -> None:
        """Receive until cancelled, as the contract says.

        StoreTrouble, a CredentialRevoked whose words tell the mend, is raised where the keys are lost,
        another's, or in use by another process.
        """
        await self._listening.listen(intake)

    async def send(self, outgoing: Outgoing) -> Receipt:
        """Carry out one operation, as the contract says.

        It may be repeated with the same ``id`` for a day: nothing is shown twice. Where some parts of a
        long text went and a later one did not, the problem's ``sent`` names the messages that are there.
        """
        return await self._delivery.carry_out(outgoing)

    async def doctor(self) -> list[Finding]:
        """Try homeserver, account and device, changing nothing that lasts."""
        return await examine(self._login, await self._device.record())

    async def fetch(self, source: Source, limit: int) -> bytes:
        """Return the file that somebody sent, opened, as the contract says."""
        return await fetch(await self._connection.client(), source, limit)

    async def close(self) -> None:
        """Let go of the connection and the device; nothing is sent afterwards."""
        await self._listening.close()
