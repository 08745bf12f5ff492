"""Files arrive as clean as they are handed in, with the words where they belong, and with nothing else."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from PIL import Image

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.reading import read
from bot.adapters.telegram.sending import CAPTION_LIMIT
from bot.adapters.telegram.splitting import utf16_units
from bot.chat.incoming import Address, Arrival, Shared
from bot.chat.media import CleanFile, MediaKind
from bot.chat.messenger import CannotReach, NotSent, Refused, TargetGone, Uncertain
from bot.chat.outgoing import Button, Operation, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.fakes.botapi_user import Shown, User
from tests.telegram.conftest import NOW

YES = Button(label="Yes", token="t-yes")
LONG = "word " * 300  # more than stands under a picture, less than one message


def picture(width: int = 64, height: int = 48) -> CleanFile:
    whole = io.BytesIO()
    Image.new("RGB", (width, height), "green").save(whole, "JPEG")
    return CleanFile(MediaKind.PICTURE, "image/jpeg", whole.getvalue(), width, height)


PICTURE = picture()
VOICE = CleanFile(MediaKind.VOICE, "audio/ogg", b"OggS spoken", seconds=4)
VIDEO = CleanFile(MediaKind.VIDEO, "video/mp4", b"ftyp moving", 320, 240, 7)
DOCUMENT = CleanFile(MediaKind.DOCUMENT, "application/pdf", b"%PDF written")


def outgoing(user: User, body: str = "", *files: CleanFile, **more: object) -> Outgoing:
    to = Address(messenger="telegram", user=str(user.id), chat=str(user.id))
    return Outgoing(id="row", to=to, body=body, files=files, **more)  # type: ignore[arg-type]


@pytest.fixture
def wendy(server: BotApiServer) -> User:
    return server.user(has_started=True)


def ids(screen: list[Shown]) -> tuple[str, ...]:
    return tuple(str(shown.id) for shown in screen)


@pytest.mark.parametrize(
    ("file", "kind", "name", "parameters"),
    [
        (PICTURE, "photo", "picture.jpg", {}),
        (VOICE, "voice", "voice.ogg", {"duration": "4"}),
        (CleanFile(MediaKind.VOICE, "audio/mpeg", b"ID3"), "voice", "voice.mp3", {}),
        (
            VIDEO,
            "video",
            "video.mp4",
            {"supports_streaming": True, "width": 320, "height": 240, "duration": 7},
        ),
        (DOCUMENT, "document", "document.pdf", {"disable_content_type_detection": "true"}),
    ],
)
async def test_each_kind_is_uploaded_under_a_name_of_ours_and_with_nothing_but_what_is_meant(
    telegram: Telegram,
    server: BotApiServer,
    wendy: User,
    file: CleanFile,
    kind: str,
    name: str,
    parameters: dict[str, object],
) -> None:
    receipt = await telegram.send(outgoing(wendy, "at home", file, header="Ana"))
    (call,) = server.calls()
    (shown,) = wendy.screen()
    assert receipt.messages == ids([shown])
    assert (shown.kind, shown.text) == (kind, "Ana\nat home")
    assert shown.entities == ({"type": "bold", "offset": 0, "length": 3},)
    assert shown.file is not None
    assert shown.file.content == file.data
    ((field, upload),) = call.files.items()
    assert (call.method, field, upload.name) == (f"send{kind.title()}", kind, name)
    assert shown.file.name in ("", name)
    assert {key: str(value).lower() for key, value in call.params.items()} == {
        "chat_id": str(wendy.id),
        "caption": "ana\nat home",
        "caption_entities": str([{"type": "bold", "offset": 0, "length": 3}]).lower(),
        "protect_content": "false",
        **{key: str(value).lower() for key, value in parameters.items()},
    }


async def test_a_file_without_words_has_no_caption(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy, " \n", VOICE))
    assert [(shown.kind, shown.text) for shown in wendy.screen()] == [("voice", "")]


async def test_a_file_with_a_header_alone_says_who_sent_it(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy, "", VOICE, header="👩‍👧 Ana"))
    assert wendy.last.text == "👩‍👧 Ana"
    assert wendy.last.entities == ({"type": "bold", "offset": 0, "length": utf16_units("👩‍👧 Ana")},)


async def test_words_fill_a_caption_to_the_last_unit_and_no_further(telegram: Telegram, wendy: User) -> None:
    full = "😀" * ((CAPTION_LIMIT - 4) // 2)
    await telegram.send(outgoing(wendy, full, PICTURE, header="Ana"))
    assert [shown.text for shown in wendy.screen()] == [f"Ana\n{full}"]
    await telegram.send(outgoing(wendy, f"{full}!", PICTURE, header="Ana"))
    assert [shown.text for shown in wendy.screen()[1:]] == ["Ana", f"Ana\n{full}!"]


async def test_words_too_long_for_a_caption_follow_whole(telegram: Telegram, wendy: User) -> None:
    said = wendy.says("show me")
    receipt = await telegram.send(
        outgoing(wendy, LONG * 4, PICTURE, header="Ana", rows=((YES,),), reply_to=str(said.id))
    )
    shown, *texts = wendy.screen()
    assert receipt.messages == ids([shown, *texts])
    assert (shown.kind, shown.text) == ("photo", "Ana")
    assert {"type": "bold", "offset": 0, "length": 3} in shown.entities
    assert " ".join(one.text for one in texts).split() == ["Ana", *(LONG * 4).split()]
    assert {"type": "bold", "offset": 0, "length": 3} in texts[0].entities
    assert [one.labels for one in wendy.screen()] == [[], [], ["Yes"]]
    assert [one.reply_to for one in wendy.screen()] == [said.id, None, None]


async def test_a_header_too_long_for_a_caption_is_cut_there_and_whole_below(
    telegram: Telegram, wendy: User
) -> None:
    header = "Ana " * 300
    await telegram.send(outgoing(wendy, "hello", PICTURE, header=header.strip()))
    shown, text = wendy.screen()
    assert header.startswith(shown.text)
    assert CAPTION_LIMIT // 2 < utf16_units(shown.text) <= CAPTION_LIMIT
    assert text.text == f"{header.strip()}\nhello"


async def test_buttons_stand_under_one_file(telegram: Telegram, wendy: User) -> None:
    await telegram.send(outgoing(wendy, "Send it?", VIDEO, rows=((YES,),)))
    assert (wendy.last.kind, wendy.last.labels) == ("video", ["Yes"])
    assert wendy.taps("Yes").token == "t-yes"


async def test_pictures_and_videos_that_belong_together_come_as_one(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    said = wendy.says("show me")
    receipt = await telegram.send(
        outgoing(wendy, "at home", PICTURE, VIDEO, PICTURE, header="Ana", reply_to=str(said.id))
    )
    shown = wendy.screen()
    (call,) = server.calls()
    assert call.method == "sendMediaGroup"
    assert receipt.messages == ids(shown)
    assert [one.kind for one in shown] == ["photo", "video", "photo"]
    assert [one.text for one in shown] == ["Ana\nat home", "", ""]
    assert shown[0].entities == ({"type": "bold", "offset": 0, "length": 3},)
    assert len({one.album for one in shown}) == 1
    assert shown[0].album is not None
    assert [one.file.content for one in shown if one.file] == [PICTURE.data, VIDEO.data, PICTURE.data]
    assert [upload.name for upload in call.files.values()] == ["picture.jpg", "video.mp4", "picture.jpg"]
    assert shown[1].file is not None
    assert (shown[1].file.width, shown[1].file.height, shown[1].file.seconds) == (320, 240, 7)
    assert all(one.reply_to == said.id for one in shown)


async def test_an_album_with_buttons_has_them_under_the_words_that_follow(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    receipt = await telegram.send(
        outgoing(wendy, "Send them?", PICTURE, PICTURE, header="Ana", rows=((YES,),))
    )
    shown = wendy.screen()
    assert receipt.messages == ids(shown)
    assert [one.text for one in shown] == ["Ana", "", "Ana\nSend them?"]
    assert [one.labels for one in shown] == [[], [], ["Yes"]]
    assert "reply_markup" not in server.calls("sendMediaGroup")[0].params


async def test_buttons_that_would_stand_under_nothing_are_refused(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    with pytest.raises(Refused, match="empty"):
        await telegram.send(outgoing(wendy, "", PICTURE, PICTURE, rows=((YES,),)))
    assert server.calls() == []


async def test_an_album_has_ten_at_most_and_what_is_left_over_comes_alone(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    receipt = await telegram.send(outgoing(wendy, "all of them", *[PICTURE] * 21))
    assert [call.method for call in server.calls()] == ["sendMediaGroup", "sendMediaGroup", "sendPhoto"]
    assert len(receipt.messages) == 21
    assert [one.text for one in wendy.screen()] == ["all of them", *[""] * 20]


async def test_what_telegram_does_not_mix_is_sent_apart_in_its_order(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    receipt = await telegram.send(
        outgoing(wendy, "all of it", PICTURE, VOICE, PICTURE, VIDEO, DOCUMENT, DOCUMENT)
    )
    assert [call.method for call in server.calls()] == [
        "sendPhoto",
        "sendVoice",
        "sendMediaGroup",
        "sendDocument",
        "sendDocument",
    ]
    assert receipt.messages == ids(wendy.screen())
    assert [one.text for one in wendy.screen()] == ["all of it", "", "", "", "", ""]


@pytest.mark.parametrize("shape", [(2100, 100), (20, 500), (9990, 20)])
async def test_a_picture_that_telegram_would_not_show_as_one_comes_as_a_document(
    telegram: Telegram, wendy: User, shape: tuple[int, int]
) -> None:
    await telegram.send(outgoing(wendy, "a long one", PICTURE, picture(*shape), PICTURE))
    shown = wendy.screen()
    assert [one.kind for one in shown] == ["photo", "document", "photo"]
    assert shown[1].file is not None
    assert shown[1].file.name == "picture.jpg"


async def test_a_picture_too_large_for_a_picture_comes_as_a_document(telegram: Telegram, wendy: User) -> None:
    large = CleanFile(MediaKind.PICTURE, "image/png", b"x" * 10_000_001, 100, 100)
    await telegram.send(outgoing(wendy, "", large))
    assert wendy.last.kind == "document"
    assert wendy.last.file is not None
    assert wendy.last.file.name == "picture.png"


async def test_what_is_larger_than_telegram_takes_is_refused_before_it_leaves(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    with pytest.raises(Refused, match="too-big"):
        await telegram.send(outgoing(wendy, "", CleanFile(MediaKind.VIDEO, "video/mp4", b"x" * 50_000_001)))
    assert server.calls() == []
    for fault in (faults.refused(413, "Request Entity Too Large"), faults.broken(413, "<html>nginx</html>")):
        server.fail(fault, "sendVideo")
        with pytest.raises(Refused, match="too-big"):
            await telegram.send(outgoing(wendy, "", VIDEO))


async def test_an_album_too_large_for_one_request_becomes_two(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    large = CleanFile(MediaKind.VIDEO, "video/mp4", b"x" * 17_000_000)
    await telegram.send(outgoing(wendy, "", large, large, large, large))
    assert [call.method for call in server.calls()] == ["sendMediaGroup", "sendMediaGroup"]


async def test_who_lets_no_voices_come_gets_the_voice_as_a_document(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    wendy.chat.forbids_voices = True
    said = wendy.says("tell me")
    receipt = await telegram.send(outgoing(wendy, "listen", VOICE, header="Ana", reply_to=str(said.id)))
    (shown,) = wendy.screen()
    assert receipt.messages == ids([shown])
    assert (shown.kind, shown.text, shown.reply_to) == ("document", "Ana\nlisten", said.id)
    assert [call.method for call in server.calls()] == ["sendVoice", "sendDocument"]


async def test_who_blocked_the_bot_gets_no_file(telegram: Telegram, wendy: User) -> None:
    wendy.blocks()
    with pytest.raises(CannotReach):
        await telegram.send(outgoing(wendy, "", PICTURE, PICTURE))


# --- interrupted -------------------------------------------------------------------------------------


async def test_what_is_there_already_is_not_sent_again(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    whole = outgoing(
        wendy, LONG * 4, PICTURE, PICTURE, VOICE, DOCUMENT, header="Ana", rows=((YES,),), reply_to="1"
    )
    sent: tuple[str, ...] = ()
    for method in ("sendMediaGroup", "sendVoice", "sendDocument", "sendMessage"):
        server.fail(faults.flood(3), method)
        with pytest.raises(NotSent) as problem:
            await telegram.send(_going_on(whole, sent))
        assert problem.value.sent[: len(sent)] == sent
        sent = problem.value.sent
    receipt = await telegram.send(_going_on(whole, sent))
    shown = wendy.screen()
    assert receipt.messages == ids(shown)
    assert [one.kind for one in shown] == ["photo", "photo", "voice", "document", "text", "text"]
    assert [one.text for one in shown[:4]] == ["Ana", "", "", ""]


def _going_on(whole: Outgoing, sent: tuple[str, ...]) -> Outgoing:
    return Outgoing(
        id=whole.id,
        to=whole.to,
        body=whole.body,
        header=whole.header,
        rows=whole.rows,
        files=whole.files,
        reply_to=whole.reply_to,
        target=sent,
    )


@pytest.mark.parametrize("files", [(PICTURE,), (PICTURE, VIDEO)])
async def test_a_file_whose_answer_was_lost_may_have_arrived(
    telegram: Telegram, server: BotApiServer, wendy: User, files: tuple[CleanFile, ...]
) -> None:
    for fault in (faults.broken(takes_effect=True), faults.reset(takes_effect=True), faults.hang()):
        server.fail(fault, "send*")
        with pytest.raises(Uncertain) as problem:
            await telegram.send(outgoing(wendy, "at home", *files))
        assert problem.value.sent == ()
    assert len(wendy.screen()) == 3 * len(files)


async def test_an_album_of_which_less_comes_back_is_uncertain(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    server.fail(faults.broken(200, '{"ok":true,"result":[{"message_id":5}]}'), "sendMediaGroup")
    with pytest.raises(Uncertain):
        await telegram.send(outgoing(wendy, "at home", PICTURE, PICTURE))


# --- changed and taken back --------------------------------------------------------------------------


def change(user: User, body: str, receipt: tuple[str, ...], *files: CleanFile, **more: object) -> Outgoing:
    return outgoing(user, body, *files, operation=Operation.EDIT, target=receipt, header="Ana", **more)


async def test_an_edit_changes_the_words_under_a_file_and_leaves_the_file(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    first = await telegram.send(outgoing(wendy, "at three", PICTURE, header="Ana", rows=((YES,),)))
    emptied = CleanFile(MediaKind.PICTURE, "image/jpeg", b"")
    second = await telegram.send(change(wendy, "at four", first.messages, emptied, rows=((YES,),)))
    assert second == first
    (shown,) = wendy.screen()
    assert (shown.kind, shown.text, shown.labels) == ("photo", "Ana\nat four", ["Yes"])
    assert shown.entities == ({"type": "bold", "offset": 0, "length": 3},)
    assert shown.file is not None
    assert shown.file.content == PICTURE.data
    assert [call.method for call in server.calls()] == ["sendPhoto", "editMessageCaption"]
    assert server.calls()[-1].files == {}


async def test_an_edit_of_an_album_changes_the_words_under_its_first(telegram: Telegram, wendy: User) -> None:
    files = (PICTURE, VIDEO, VOICE)
    first = await telegram.send(outgoing(wendy, "at three", *files, header="Ana"))
    second = await telegram.send(change(wendy, "at four", first.messages, *files))
    assert second == first
    assert [one.text for one in wendy.screen()] == ["Ana\nat four", "", ""]


async def test_an_edit_to_the_same_words_under_a_file_is_a_success(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, "at three", PICTURE, header="Ana"))
    assert await telegram.send(change(wendy, "at three", first.messages, PICTURE)) == first


async def test_words_that_outgrow_a_caption_move_below_and_back_again(
    telegram: Telegram, wendy: User
) -> None:
    first = await telegram.send(outgoing(wendy, "short", PICTURE, PICTURE, header="Ana"))
    second = await telegram.send(change(wendy, LONG, first.messages, PICTURE, PICTURE, rows=((YES,),)))
    assert second.messages == ids(wendy.screen())
    assert [one.text for one in wendy.screen()] == ["Ana", "", f"Ana\n{LONG}".strip()]
    assert [one.labels for one in wendy.screen()] == [[], [], ["Yes"]]
    third = await telegram.send(change(wendy, "short again", second.messages, PICTURE, PICTURE))
    assert third == first
    assert [one.text for one in wendy.screen()] == ["Ana\nshort again", ""]


async def test_an_edit_may_take_the_words_away(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, LONG, PICTURE))
    bare = outgoing(wendy, "", PICTURE, operation=Operation.EDIT, target=first.messages)
    assert (await telegram.send(bare)).messages == first.messages[:1]
    assert [(one.kind, one.text) for one in wendy.screen()] == [("photo", "")]


async def test_an_interrupted_edit_is_simply_done_again(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    first = await telegram.send(outgoing(wendy, LONG, PICTURE, VOICE, header="Ana"))
    again = change(wendy, f"{LONG}!", first.messages, PICTURE, VOICE)
    for method in ("editMessageCaption", "editMessageText"):
        server.fail(faults.broken(takes_effect=True), method)
        with pytest.raises(NotSent):
            await telegram.send(again)
    assert await telegram.send(again) == first
    assert wendy.last.text == f"Ana\n{LONG}!"


async def test_a_file_that_the_reader_removed_cannot_be_changed(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, "at three", PICTURE))
    wendy.deletes(int(first.messages[0]))
    with pytest.raises(TargetGone):
        await telegram.send(change(wendy, "at four", first.messages, PICTURE))


async def test_a_withdrawal_removes_files_and_words(telegram: Telegram, wendy: User) -> None:
    first = await telegram.send(outgoing(wendy, LONG, PICTURE, PICTURE, VOICE))
    assert len(first.messages) == 4
    await telegram.send(outgoing(wendy, operation=Operation.WITHDRAW, target=first.messages))
    assert wendy.screen() == []


# --- nothing of its sender ---------------------------------------------------------------------------


async def test_what_is_passed_on_bears_no_trace_of_where_it_came_from(
    telegram: Telegram, server: BotApiServer, wendy: User
) -> None:
    """Everything goes the whole way but for the cleaning, which is not this adapter's."""
    joshua = server.user(has_started=True)
    names = {"photo": "", "voice": "", "video_note": ""}
    for kind in ("photo", "voice", "audio", "video", "video_note", "document"):
        sent = joshua.sends(
            kind, f"bytes of {kind}".encode(), name=names.get(kind, "LEAKNAME.pdf"), mime="application/pdf"
        )
        shared = shared_in(sent.as_json())
        data = await telegram.fetch(shared.source, 20_000_000)
        await telegram.send(outgoing(wendy, "look", CleanFile(shared.kind, "", data), header="Joshua"))
    album = joshua.sends_album(("photo", b"one"), ("video", b"two"), caption="both")
    both = [shared_in(part.as_json()) for part in album]
    assert [part.album for part in both] == [both[0].album] * 2
    files = [CleanFile(part.kind, "", await telegram.fetch(part.source, 20_000_000)) for part in both]
    await telegram.send(outgoing(wendy, "look", *files, header="Joshua"))
    assert len(wendy.screen()) == 8
    sent_to_her = server.everything_sent_to(wendy)
    sent_to_her += "".join(
        f"{upload.name} {upload.content_type} {upload.content!r}"
        for call in server.calls(chat=wendy)
        for upload in call.files.values()
    )
    of_files = [mark for file in server.world.files.values() for mark in (file.id, file.unique_id)]
    for mark in [*joshua.markers, *of_files, "LEAK", str(both[0].album)]:
        assert mark not in sent_to_her
    assert server.sent_again == []


def shared_in(message: object) -> Shared:
    arrival = read({"update_id": 1, "message": message}, NOW)
    assert isinstance(arrival, Arrival)
    assert isinstance(arrival.content, Shared)
    return arrival.content


async def test_a_call_with_a_file_shows_neither_words_nor_bytes_where_it_is_printed(
    make_telegram: Callable[..., Telegram], wendy: User
) -> None:
    assert "spoken" not in repr(VOICE)
    telegram = make_telegram()
    wendy.blocks()
    with pytest.raises(CannotReach) as problem:
        await telegram.send(outgoing(wendy, "at home", VOICE))
    assert "spoken" not in repr(vars(problem.value)) + json.dumps(problem.value.args)
