"""Files that the bot sends: what an app shows, what it says of them, and what becomes of them later."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from bot.adapters.matrix.adapter import CAPABILITIES
from bot.chat.media import CleanFile, MediaKind
from bot.chat.messenger import NotSent, Refused, TargetGone
from bot.chat.outgoing import Button, Operation, Outgoing, Receipt
from tests.matrix.conftest import PASSWORD
from tests.matrix.stage import Bot, outgoing
from tests.synapse.person import MatrixPerson, Seen, Shot
from tests.synapse.proxy import Fault, Proxy
from tests.synapse.server import Synapse

CIRCLE = "circle-1"
HEADER = "Wendy <foster mom>"
FLOOD = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too many requests", "retry_after_ms": 7000}
PICTURE = CleanFile(MediaKind.PICTURE, "image/jpeg", random.Random(3).randbytes(1_500_000), 640, 480)
PNG = CleanFile(MediaKind.PICTURE, "image/png", b"another", 8, 9)
VOICE = CleanFile(MediaKind.VOICE, "audio/ogg", b"OggS spoken", seconds=7)
VIDEO = CleanFile(MediaKind.VIDEO, "video/mp4", b"moving", 320, 200, 9)
PDF = CleanFile(MediaKind.DOCUMENT, "application/pdf", b"%PDF-1.7")
MENTIONS: dict[str, Any] = {"m.mentions": {}}


@pytest.fixture
async def line(synapse: Synapse) -> AsyncIterator[Proxy]:
    async with Proxy(synapse.url) as proxy:
        yield proxy


@pytest.fixture
def bot(bot: Bot, line: Proxy) -> Bot:
    """The bot, whose requests pass through the line."""
    return Bot(line.url, bot.user, PASSWORD, bot.folder)


def _files(user: str, body: str, *files: CleanFile, **more: object) -> Outgoing:
    return outgoing(user, body, files=files, conversation=CIRCLE, **more)


async def _seen(bot: Bot, ana: MatrixPerson, receipt: Receipt) -> list[Seen]:
    room = bot.rooms.rooms[ana.user, CIRCLE]

    def screen() -> dict[str, Seen]:
        return {seen.event: seen for seen in ana.screen(room)}

    await ana.until(lambda: receipt.messages[-1] in screen())
    return [screen()[event] for event in receipt.messages]


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "in-the-clear"])
@pytest.mark.parametrize(
    ("file", "fields"),
    [
        (
            PICTURE,
            {
                "msgtype": "m.image",
                "filename": "picture.jpg",
                "info": {"mimetype": "image/jpeg", "size": 1_500_000, "w": 640, "h": 480},
            },
        ),
        (
            VIDEO,
            {
                "msgtype": "m.video",
                "filename": "video.mp4",
                "info": {"mimetype": "video/mp4", "size": 6, "w": 320, "h": 200, "duration": 9000},
            },
        ),
        (
            PDF,
            {
                "msgtype": "m.file",
                "filename": "document.pdf",
                "info": {"mimetype": "application/pdf", "size": 8},
            },
        ),
        (
            VOICE,
            {
                "msgtype": "m.audio",
                "filename": "voice.ogg",
                "info": {"mimetype": "audio/ogg", "size": 11, "duration": 7000},
                "org.matrix.msc3245.voice": {},
                "org.matrix.msc1767.audio": {"duration": 7000},
            },
        ),
    ],
    ids=lambda value: value.kind.value if isinstance(value, CleanFile) else "",
)
async def test_a_file_is_shown_as_what_it_is_and_called_after_its_kind(
    bot: Bot, ana: MatrixPerson, file: CleanFile, fields: dict[str, Any], *, encrypted: bool
) -> None:
    async with bot.running(encrypted=encrypted) as matrix:
        (seen,) = await _seen(bot, ana, await matrix.send(_files(ana.user, "", file)))
    where = "file" if encrypted else "url"
    assert seen.is_encrypted is encrypted
    told = {name: value for name, value in seen.content.items() if name != where}
    assert told == {**fields, "body": fields["filename"], **MENTIONS}
    assert await ana.opens_file(seen.content) == file.data
    if encrypted:
        assert set(seen.content["file"]) == {"url", "key", "iv", "hashes", "v"}


async def test_words_and_who_says_them_stand_under_the_first_file(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        first = await matrix.send(_files(ana.user, "hello"))
        row = _files(ana.user, "At the\n  lake", PNG, VIDEO, PDF, header=HEADER, reply_to=first.messages[0])
        picture, video, pdf = await _seen(bot, ana, await matrix.send(row))
        (alone,) = await _seen(bot, ana, await matrix.send(_files(ana.user, "", PNG, header=HEADER)))
    assert (picture.body, video.body, pdf.body) == (f"{HEADER}\nAt the\n  lake", "video.mp4", "document.pdf")
    assert picture.content["filename"] == "picture.png"
    assert picture.content["formatted_body"] == (
        "<strong>Wendy &lt;foster mom&gt;</strong><br>At the<br>\u00a0 lake"
    )
    assert (picture.reply_to, video.reply_to) == (first.messages[0], None)
    assert (alone.body, alone.content["formatted_body"]) == (
        HEADER,
        "<strong>Wendy &lt;foster mom&gt;</strong>",
    )


async def test_words_that_do_not_fit_and_words_with_a_voice_follow_as_messages(
    bot: Bot, ana: MatrixPerson
) -> None:
    long = "\n".join(f"line {number} of a long text, ñ & <é>" for number in range(1200))
    rows = ((Button("Yes", "a"), Button("No", "b")),)
    async with bot.running() as matrix:
        picture, *texts = await _seen(bot, ana, await matrix.send(_files(ana.user, long, PNG, header=HEADER)))
        assert picture.body == "picture.png"
        assert "".join(seen.body for seen in texts) == f"{HEADER}\n{long}"
        voice, words = await _seen(
            bot, ana, await matrix.send(_files(ana.user, "Listen", VOICE, header=HEADER))
        )
        assert (voice.body, words.body) == ("voice.ogg", f"{HEADER}\nListen")
        (asking,) = await _seen(bot, ana, await matrix.send(_files(ana.user, "", PNG, rows=rows)))
        assert asking.body == "1  Yes\n2  No"


@pytest.mark.parametrize("character", ["x", "&", "é", "👋", '"'])
async def test_the_longest_words_fit_under_a_file_and_so_does_their_change(
    bot: Bot, ana: MatrixPerson, character: str
) -> None:
    text = character * (CAPABILITIES.text_limit // CAPABILITIES.measure(character))
    async with bot.running() as matrix:
        receipt = await matrix.send(_files(ana.user, text, VIDEO))
        assert len(receipt.messages) == 1
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, text)
        change = _files(ana.user, text, VIDEO, operation=Operation.EDIT, target=receipt.messages)
        assert await matrix.send(change) == receipt
        await ana.until(lambda: ana.screen(room)[-1].is_edited)


def _change(user: str, body: str, receipt: Receipt, *kinds: MediaKind) -> Outgoing:
    """Return a change of words as it is asked for: the files themselves are not at hand any more."""
    files = tuple(CleanFile(kind, "", b"") for kind in kinds)
    return _files(user, body, *files, header=HEADER, operation=Operation.EDIT, target=receipt.messages)


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "in-the-clear"])
async def test_the_words_under_a_file_change_and_the_file_stays_also_after_a_restart(
    bot: Bot, ana: MatrixPerson, *, encrypted: bool
) -> None:
    async with bot.running(encrypted=encrypted) as matrix:
        receipt = await matrix.send(_files(ana.user, "At the lake", PICTURE, VIDEO, header=HEADER))
        before, _ = await _seen(bot, ana, receipt)
        kept = dict(before.content)
    kinds = (MediaKind.PICTURE, MediaKind.VIDEO)
    async with bot.running(encrypted=encrypted) as matrix:
        for words in ("At the sea", "At the sea, I mean"):
            assert await matrix.send(_change(ana.user, words, receipt, *kinds)) == receipt
            seen = await ana.sees(bot.rooms.rooms[ana.user, CIRCLE], f"{HEADER}\n{words}")
            assert (seen.event, seen.is_edited) == (receipt.messages[0], True)
            html = f"<strong>Wendy &lt;foster mom&gt;</strong><br>{words}"
            assert seen.content == {**kept, "body": f"{HEADER}\n{words}", "formatted_body": html}
        assert await ana.opens_file(seen.content) == PICTURE.data


async def test_words_that_outgrow_their_place_move_and_come_back(bot: Bot, ana: MatrixPerson) -> None:
    long = "\n".join(f"line {number} of a long text, ñ & <é>" for number in range(1200))
    async with bot.running() as matrix:
        receipt = await matrix.send(_files(ana.user, "short", PNG, header=HEADER))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        grown = await matrix.send(_change(ana.user, long, receipt, MediaKind.PICTURE))
        assert grown.messages[0] == receipt.messages[0]
        whole = f"{HEADER}\n{long}"
        await ana.until(lambda: "".join(ana.reads(room, bot.user)) == f"picture.png{whole}")
        shrunk = await matrix.send(_change(ana.user, "short again", grown, MediaKind.PICTURE))
        assert shrunk == receipt
        await ana.until(lambda: ana.reads(room, bot.user) == [f"{HEADER}\nshort again"])

        spoken = await matrix.send(_files(ana.user, "Listen", VOICE, header=HEADER))
        assert await matrix.send(_change(ana.user, "Listen to this", spoken, MediaKind.VOICE)) == spoken
        await ana.sees(room, f"{HEADER}\nListen to this")
        assert ana.reads(room, bot.user)[1:] == ["voice.ogg", f"{HEADER}\nListen to this"]


async def test_a_file_is_taken_back_and_then_there_is_nothing_to_change(bot: Bot, ana: MatrixPerson) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(_files(ana.user, "At the lake", PNG, VIDEO))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "At the lake")
        await matrix.send(outgoing(ana.user, "", operation=Operation.WITHDRAW, target=receipt.messages,
                                   conversation=CIRCLE))  # fmt: skip
        await ana.until(lambda: not ana.reads(room, bot.user))
        assert (await ana.raw(room, receipt.messages[0]))["content"] == {}
        with pytest.raises(TargetGone):
            await matrix.send(_change(ana.user, "x", receipt, MediaKind.PICTURE, MediaKind.VIDEO))


async def test_a_file_whose_message_cannot_be_read_any_more_is_not_changed(
    bot: Bot, ana: MatrixPerson
) -> None:
    async with bot.running() as matrix:
        receipt = await matrix.send(_files(ana.user, "At the lake", PNG))
        text = await matrix.send(_files(ana.user, "a text"))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "a text")
        hers = await ana.shares(room, Shot(b"hers"))
        for event in (text.messages[0], hers, "$nothing:test.localhost"):
            with pytest.raises(TargetGone):
                await matrix.send(_change(ana.user, "x", Receipt((event,)), MediaKind.PICTURE))
        with pytest.raises(TargetGone):
            await matrix.send(_change(ana.user, "x", receipt, MediaKind.PICTURE, MediaKind.PICTURE))
    for file in bot.folder.glob("*"):
        file.unlink()
    (bot.folder / "new-device").touch()
    async with bot.running() as matrix:
        with pytest.raises(TargetGone) as caught:
            await matrix.send(_change(ana.user, "x", receipt, MediaKind.PICTURE))
        assert caught.value.still_stands


async def test_a_repeat_shows_nothing_twice_though_the_file_is_given_anew(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    row = _files(ana.user, "Twice?", PNG, PDF, header=HEADER)
    async with bot.running() as matrix:
        line.faults.append(Fault("/send/m.room.encrypted", times=2))  # The connection itself tries twice.
        with pytest.raises(NotSent):
            await matrix.send(row)
        first = await matrix.send(row)
    async with bot.running() as matrix:
        assert await matrix.send(row) == first
        await matrix.send(_files(ana.user, "the end"))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "the end")
    assert ana.reads(room, bot.user) == [f"{HEADER}\nTwice?", "document.pdf", "the end"]
    assert await ana.opens_file(ana.screen(room)[0].content) == PNG.data


async def test_what_was_sent_of_several_files_is_told_and_the_rest_follows(
    bot: Bot, ana: MatrixPerson, line: Proxy
) -> None:
    row = _files(ana.user, "Listen", VOICE, PNG, header=HEADER)
    sent: tuple[str, ...] = ()
    async with bot.running() as matrix:
        await matrix.send(_files(ana.user, "hello"))
        for part, count in ((".f1", 1), (".0", 2)):
            line.faults.append(Fault(f"{row.id}{part}", 429, FLOOD))
            with pytest.raises(NotSent) as caught:
                await matrix.send(msgspec.structs.replace(row, target=sent))
            sent = caught.value.sent
            assert len(sent) == count
        receipt = await matrix.send(msgspec.structs.replace(row, target=sent))
        assert receipt.messages[:2] == sent
        seen = await _seen(bot, ana, receipt)
    assert [one.body for one in seen] == ["voice.ogg", "picture.png", f"{HEADER}\nListen"]


@pytest.mark.parametrize(
    ("fault", "problem", "reason"),
    [
        (Fault("/v3/upload", 429, FLOOD), NotSent, "flood"),
        (Fault("/v3/upload", 502), NotSent, "server"),
        (Fault("/v3/upload", 200, {"content_uri": "https://x"}), NotSent, "odd-answer"),
        (Fault("/v3/upload", 413, {"errcode": "M_TOO_LARGE"}), Refused, "too-large"),
        (Fault("/v3/upload", 403, {"errcode": "M_FORBIDDEN"}), Refused, "M_FORBIDDEN"),
    ],
)
async def test_what_keeps_a_file_from_being_given_is_told_apart_and_no_room_is_lost_for_it(
    bot: Bot, ana: MatrixPerson, line: Proxy, fault: Fault, problem: type[Exception], reason: str
) -> None:
    async with bot.running() as matrix:
        await matrix.send(_files(ana.user, "hello"))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        line.faults.append(Fault(fault.part, fault.status, fault.answer))
        with pytest.raises(problem, match=reason):
            await matrix.send(_files(ana.user, "x", PNG))
        await matrix.send(_files(ana.user, "the end"))
        assert bot.rooms.rooms[ana.user, CIRCLE] == room
        await ana.sees(room, "the end")
    assert ana.reads(room, bot.user) == ["hello", "the end"]


async def test_nothing_is_given_to_the_homeserver_for_who_has_no_app_yet(
    bot: Bot, synapse: Synapse, line: Proxy
) -> None:
    nobody = await synapse.register("nobody-with-an-app", PASSWORD)
    async with bot.running() as matrix:
        with pytest.raises(NotSent, match="no-device"):
            await matrix.send(_files(nobody, "x", PNG))
    assert not any("/media/v3/upload" in one.path for one in line.requests)


@pytest.mark.parametrize("encrypted", [True, False], ids=["encrypted", "in-the-clear"])
async def test_what_is_sent_holds_nothing_of_what_was_shared(
    bot: Bot, ana: MatrixPerson, line: Proxy, *, encrypted: bool
) -> None:
    mark = "Brianna-Winter"
    shot = Shot(b"as taken", "m.image", "image/jpeg", f"{mark}.jpg", b"thumbnail", {f"org.{mark}": mark})
    async with bot.running(encrypted=encrypted) as matrix:
        await matrix.send(_files(ana.user, "hello"))
        room = bot.rooms.rooms[ana.user, CIRCLE]
        await ana.sees(room, "hello")
        event = await ana.shares(room, shot, "At the lake", is_sealed=encrypted)
        await bot.journal.until(lambda journal: journal.contents)
        (content,) = bot.journal.contents
        data = await matrix.fetch(content.source, 1000)  # type: ignore[union-attr]
        clean = CleanFile(MediaKind.PICTURE, "image/jpeg", b"cleaned of " + data, 8, 8)
        receipt = await matrix.send(_files(ana.user, "At the lake", clean, header="Ana"))
        await matrix.send(_change(ana.user, "At the sea", receipt, MediaKind.PICTURE))
        seen = await ana.sees(room, f"{HEADER}\nAt the sea")

    kept = ana.kept(event)
    secrets = [mark, "thumbnail", "blurhash", "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "as%20taken"]
    for where in (kept, kept["info"]):
        for field in ("file", "url", "thumbnail_file", "thumbnail_url"):
            found = where.get(field)
            secrets += [found] if isinstance(found, str) else []
            secrets += [found["url"], found["key"]["k"], found["iv"]] if isinstance(found, dict) else []
    assert len(secrets) == (11 if encrypted else 7)
    # To fetch it is all that may be said to the homeserver of where it is, and only in these words.
    media = {one.path for one in line.requests if "/media/" in one.path and "/v3/upload" not in one.path}
    mxc = content.source.same.removeprefix("mxc://")  # type: ignore[union-attr]
    assert media == {f"/_matrix/client/v1/media/download/{mxc}"}
    said = [one for one in line.requests if one.path not in media]
    whole = [f"{one.path} {one.body} {one.headers} {one.data!r}" for one in said]
    assert [one for one in whole for secret in (*secrets, mxc) if secret in one] == []
    told = json.dumps([content for where, event in ana.received if event["sender"] == bot.user
                       for content in [event["content"]]])  # fmt: skip
    assert [secret for secret in (*secrets, mxc) if secret in told] == []

    (given,) = (one for one in said if "/media/v3/upload" in one.path)
    assert given.path == "/_matrix/media/v3/upload"
    assert given.headers["Content-Type"] == ("application/octet-stream" if encrypted else "image/jpeg")
    assert "Content-Disposition" not in given.headers
    assert (clean.data in given.data + given.body.encode()) is not encrypted
    assert await ana.opens_file(seen.content) == clean.data
