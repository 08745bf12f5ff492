"""A person with an encrypted Matrix app, built on nio: what they do, and what they see in each room.

Knows nothing of the bot but its Matrix id.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import msgspec
from nio import (
    AsyncClient,
    AsyncClientConfig,
    ErrorResponse,
    MegolmEvent,
    RoomPreset,
    SyncResponse,
)
from nio.crypto.attachments import decrypt_attachment, encrypt_attachment

logging.getLogger("nio").setLevel(logging.CRITICAL + 1)

UNDECRYPTABLE = "(cannot be decrypted)"
_ENCRYPTION = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}


class Seen(msgspec.Struct):
    """One message on the screen; ``at`` is when the homeserver took it, in milliseconds."""

    event: str
    sender: str
    body: str
    content: dict[str, Any]
    is_encrypted: bool
    reply_to: str | None = None
    is_edited: bool = False
    at: int = 0


class Shot(msgspec.Struct, frozen=True):
    """A file on their phone, with all that an app tells of it besides.

    ``thumbnail`` is a smaller picture that the app sends with it; ``extra`` goes into the content as it is.
    """

    data: bytes
    msgtype: str = "m.image"
    mime: str = "image/jpeg"
    name: str = "IMG_20260503.jpg"
    thumbnail: bytes | None = None
    extra: dict[str, Any] = {}


class MatrixPerson:
    """One account with one app. In its ``async with`` it syncs in the background and joins by itself.

    ``received`` is all that was said or done in a room, by anybody, decrypted and otherwise as it came.
    """

    def __init__(
        self, url: str, user: str, password: str, folder: Path, *, joins_by_itself: bool = True
    ) -> None:
        self.user = user
        self.joins_by_itself = joins_by_itself
        self.invitations: dict[str, str] = {}
        self.on_news: Callable[[], None] = lambda: None
        self.received: list[tuple[str, dict[str, Any]]] = []
        self._password = password
        folder.mkdir(parents=True, exist_ok=True)
        config = AsyncClientConfig(pickle_key="person", request_timeout=60)
        self.client = AsyncClient(url, user, store_path=str(folder), config=config)
        self._screens: dict[str, dict[str, Seen]] = {}
        self._change = asyncio.Condition()
        self._task: asyncio.Task[None] | None = None
        self._unreadable: list[tuple[str, MegolmEvent]] = []
        self._shared: dict[str, dict[str, Any]] = {}
        self._reactions: dict[str, tuple[str, str, str]] = {}

    async def __aenter__(self) -> Self:
        """Open the app, and look at it all the time."""
        await self.opens()
        self._task = asyncio.create_task(self._go_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        """Put the phone away; `__aenter__` takes it up again."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await self.closes()

    async def opens(self) -> None:
        """Open the app; it is looked at only in `catches_up`."""
        if not self.client.logged_in:
            _fine(await self.client.login(self._password, "Phone"))
        await self._sync(timeout=0, full_state=True)

    async def closes(self) -> None:
        """Close the app."""
        await self.client.close()
        self.client.client_session = None

    async def catches_up(self) -> None:
        """Look at the phone until nothing is new."""
        before = None
        while before != self.client.next_batch:
            before = self.client.next_batch
            await self._sync(timeout=0)

    async def looks_for(self, milliseconds: int) -> None:
        """Look at the phone, and wait a while for something new."""
        await self._sync(timeout=milliseconds)

    async def opens_chat_looking(self, bot: str) -> str:
        """Begin a direct chat without anybody looking in the background, and return its room."""
        response = await self.client.room_create(
            is_direct=True,
            preset=RoomPreset.trusted_private_chat,
            room_version="11",
            invite=[bot],
            initial_state=[_ENCRYPTION],
        )
        room: str = _fine(response).room_id
        await self.looks_until(lambda: room in self.client.rooms and self.is_joined(room, bot))
        return room

    async def looks_until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Look at the phone until ``condition`` holds, where nobody does so in the background."""
        async with asyncio.timeout(seconds):
            while not condition():
                await self._sync(timeout=1000)

    # What they do.

    async def opens_chat(
        self, bot: str, *, encrypted: bool = True, is_host: bool = False, others: tuple[str, ...] = ()
    ) -> str:
        """Begin a direct chat and return its room, once the bot is in; a host has more power than it."""
        response = await self.client.room_create(
            is_direct=True,
            preset=RoomPreset.private_chat if is_host else RoomPreset.trusted_private_chat,
            room_version="11",
            invite=[bot, *others],
            initial_state=[_ENCRYPTION] if encrypted else [],
        )
        room: str = _fine(response).room_id
        await self.until(lambda: room in self.client.rooms and self.is_joined(room, bot))
        return room

    def is_joined(self, room: str, user: str) -> bool:
        """Whether they see somebody in a room, not only invited."""
        found = self.client.rooms[room].users.get(user) if room in self.client.rooms else None
        return found is not None and not found.invited

    async def joins(self, room: str) -> None:
        """Follow an invitation."""
        _fine(await self.client.join(room))
        self.invitations.pop(room, None)
        await self.until(lambda: room in self.client.rooms)

    async def leaves(self, room: str) -> None:
        """Leave a room."""
        _fine(await self.client.room_leave(room))

    async def bans(self, room: str, user: str) -> None:
        """Put somebody out of a room for good."""
        _fine(await self.client.room_ban(room, user))

    async def says(self, room: str, text: str, *, reply_to: str | None = None, **more: object) -> str:
        """Write, and return the event's id; ``more`` is put into the content as it is."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text, **more}
        return await self.sends(room, "m.room.message", _answering(content, reply_to))

    async def edits(self, room: str, event: str, text: str) -> str:
        """Change an own message."""
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event},
        }
        return await self.sends(room, "m.room.message", content)

    async def shares(
        self,
        room: str,
        shot: Shot,
        caption: str | None = None,
        *,
        is_sealed: bool = True,
        reply_to: str | None = None,
    ) -> str:
        """Send a file, and words under it where given, and return the event's id.

        The file is encrypted where ``is_sealed`` says so, whatever the room is.
        """
        info: dict[str, Any] = {"mimetype": shot.mime, "size": len(shot.data)}
        if shot.thumbnail is not None:
            kept = await self._keeps(shot.thumbnail, shot.mime, shot.name, is_sealed=is_sealed)
            info |= {f"thumbnail_{field}": value for field, value in kept.items()}
            info["thumbnail_info"] = {"mimetype": shot.mime, "size": len(shot.thumbnail), "w": 8, "h": 8}
            info["xyz.amorgan.blurhash"] = "LEHV6nWB2yk8pyo0adR*.7kCMdnj"
        content = {"msgtype": shot.msgtype, "body": shot.name, "info": info, **shot.extra}
        content |= await self._keeps(shot.data, shot.mime, shot.name, is_sealed=is_sealed)
        if caption is not None:
            content |= {"filename": shot.name, "body": caption}
        self._shared[(event := await self.sends(room, "m.room.message", _answering(content, reply_to)))] = (
            content
        )
        return event

    async def recaptions(self, room: str, event: str, caption: str) -> str:
        """Change the words under a file of their own."""
        content = self._shared[event]
        now = {**content, "filename": content.get("filename", content["body"]), "body": caption}
        relation = {"rel_type": "m.replace", "event_id": event}
        change = {**now, "body": f"* {caption}", "m.new_content": now, "m.relates_to": relation}
        return await self.sends(room, "m.room.message", change)

    def kept(self, event: str) -> dict[str, Any]:
        """Return what their app wrote into the message with the file."""
        return self._shared[event]

    async def _keeps(self, data: bytes, mime: str, name: str, *, is_sealed: bool) -> dict[str, Any]:
        """Give bytes to the homeserver, and return the field that tells where they are."""
        sealed, keys = encrypt_attachment(data) if is_sealed else (data, {})
        response, _ = await self.client.upload(
            lambda *_: io.BytesIO(sealed),
            content_type="application/octet-stream" if is_sealed else mime,
            filename=name,
            filesize=len(sealed),
        )
        where: str = _fine(response).content_uri
        return {"file": {"url": where, **keys}} if is_sealed else {"url": where}

    async def reacts(self, room: str, event: str, key: str) -> str:
        """Put a reaction under a message."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.sends(room, "m.reaction", {"m.relates_to": relation})

    async def redacts(self, room: str, event: str, reason: str | None = None) -> str:
        """Take a message back, and return the event that does."""
        taken: str = _fine(await self.client.room_redact(room, event, reason)).event_id
        return taken

    async def sends(self, room: str, kind: str, content: dict[str, Any]) -> str:
        """Send any event, encrypted where the room is."""
        response = await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        event: str = _fine(response).event_id
        return event

    # What they see.

    def screen(self, room: str) -> list[Seen]:
        """Return what stands in a room, oldest first."""
        return list(self._screens.get(room, {}).values())

    def reads(self, room: str, sender: str) -> list[str]:
        """Return what somebody wrote in a room."""
        return [seen.body for seen in self.screen(room) if seen.sender == sender]

    def rooms_with(self, user: str) -> list[str]:
        """Return the rooms shared with somebody, in the order of joining."""
        return [room_id for room_id, room in self.client.rooms.items() if user in room.users]

    async def sees(self, room: str, body: str) -> Seen:
        """Wait until a message with exactly these words stands in the room, and return it."""
        await self.until(lambda: any(seen.body == body for seen in self.screen(room)))
        return next(seen for seen in self.screen(room) if seen.body == body)

    async def until(self, condition: Callable[[], object], seconds: float = 20.0) -> None:
        """Wait for news until ``condition`` holds; raises TimeoutError."""
        async with asyncio.timeout(seconds), self._change:
            await self._change.wait_for(lambda: bool(condition()))

    async def opens_file(self, content: dict[str, Any]) -> bytes:
        """Return the file of a message as their app opens it; raises RuntimeError where it cannot be had."""
        file = content.get("file")
        response = _fine(await self.client.download(content["url"] if file is None else file["url"]))
        kept: bytes = response.body
        if file is None:
            return kept
        opened: bytes = decrypt_attachment(kept, file["key"]["k"], file["hashes"]["sha256"], file["iv"])
        return opened

    def feelings(self, event: str) -> list[tuple[str, str]]:
        """Return the reactions that stand on a message, as (sender, emoji), oldest first."""
        return [(who, key) for on, who, key in self._reactions.values() if on == event]

    async def raw(self, room: str, event: str) -> dict[str, Any]:
        """Return an event as the homeserver has it."""
        source: dict[str, Any] = _fine(await self.client.room_get_event(room, event)).event.source
        return source

    async def _go_on(self) -> None:
        while True:
            await self._sync(timeout=10_000)

    async def _sync(self, *, timeout: int, full_state: bool = False) -> None:  # noqa: ASYNC109
        response = await self.client.sync(
            timeout=timeout, full_state=full_state, sync_filter={"room": {"timeline": {"limit": 500}}}
        )
        if not isinstance(response, SyncResponse):
            await asyncio.sleep(0.1)  # The homeserver is away for a moment; apps ask again.
            return
        for room, invitation in response.rooms.invite.items():
            self.invitations[room] = next(
                (one.sender for one in invitation.invite_state if getattr(one, "membership", "") == "invite"),
                "",
            )
            if self.joins_by_itself:
                _fine(await self.client.join(room))
        for room in response.rooms.leave:
            self.client.rooms.pop(room, None)
        for room, info in response.rooms.join.items():
            screen = self._screens.setdefault(room, {})
            for event in info.timeline.events:
                self.received.append((room, event.source))
                if isinstance(event, MegolmEvent):
                    self._unreadable.append((room, event))
                _show(screen, event)
                self._feel(event.source)
        if self.client.should_upload_keys:
            await self.client.keys_upload()
        if self.client.should_query_keys:
            await self.client.keys_query()
        if self.client.should_claim_keys:
            await self.client.keys_claim(self.client.get_users_for_key_claiming())
        await self.client.send_to_device_messages()
        self._read_again()
        self.on_news()
        async with self._change:
            self._change.notify_all()

    def _feel(self, source: dict[str, Any]) -> None:
        content = source.get("content") or {}
        if source.get("type") == "m.room.redaction":
            self._reactions.pop(content.get("redacts") or source["redacts"], None)
        elif source.get("type") == "m.reaction" and content:
            relation = content["m.relates_to"]
            self._reactions[source["event_id"]] = (relation["event_id"], source["sender"], relation["key"])

    def _read_again(self) -> None:
        """Show what could not be read for want of a key that has come by now, as apps do."""
        unreadable, self._unreadable = self._unreadable, []
        for room, event in unreadable:
            event.room_id = room
            readable = self.client.olm.decrypt_event(event)
            if readable is None:
                self._unreadable.append((room, event))
            else:
                self.received.append((room, readable.source))
                _show(self._screens[room], readable)


def _show(screen: dict[str, Seen], event: Any) -> None:  # noqa: ANN401 - the library is not typed
    source = event.source
    content = source.get("content") or {}
    relation = content.get("m.relates_to") or {}
    if source.get("type") == "m.room.redaction":
        screen.pop(content.get("redacts") or source["redacts"], None)
        return
    if isinstance(event, MegolmEvent):
        screen[event.event_id] = Seen(event.event_id, event.sender, UNDECRYPTABLE, {}, is_encrypted=True)
    if source.get("type") != "m.room.message" or "body" not in content:
        return
    if relation.get("rel_type") == "m.replace":
        if shown := screen.get(relation["event_id"]):
            shown.body, shown.content = content["m.new_content"]["body"], content["m.new_content"]
            shown.is_edited = True
        return
    screen[event.event_id] = Seen(
        event.event_id,
        event.sender,
        content["body"],
        content,
        is_encrypted=event.decrypted,
        reply_to=(relation.get("m.in_reply_to") or {}).get("event_id"),
        at=source.get("origin_server_ts", 0),
    )


def _answering(content: dict[str, Any], event: str | None) -> dict[str, Any]:
    return content if event is None else {**content, "m.relates_to": {"m.in_reply_to": {"event_id": event}}}


def _fine(response: Any) -> Any:  # noqa: ANN401 - the library is not typed
    if isinstance(response, ErrorResponse):
        raise RuntimeError(str(response))  # noqa: TRY004 - it is what the homeserver answered
    return response
