"""Albums of several kinds and texts, and pictures replaced while they are asked about, on Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.fakes.botapi_user import User
from tests.story.phones import TelegramExchange, TelegramPhone
from tests.story.samples import picture, video
from tests.story.stage import MONDAY_MORNING, Stage

DATA = Path(__file__).parent / "data"
ALBUM = "13700000000000001"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(TelegramExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    made.defaults = msgspec.structs.replace(made.defaults, photos="on", videos="on")
    yield made
    await made.close()


async def _opened(stage: Stage, roster: str, *joined: str) -> None:
    await stage.open(joined=joined, roster=(DATA / roster).read_text())


def _user(stage: Stage, person: str) -> User:
    phone = stage.phone(person)
    assert isinstance(phone, TelegramPhone)
    return phone.user


def _shade(content: bytes) -> int:
    pixel = Image.open(BytesIO(content)).convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    return pixel[1] // 10


def _newest(stage: Stage, person: str) -> str:
    return stage.screen(person)[-1].body


async def test_every_text_of_an_album_is_looked_at_and_arrives(stage: Stage) -> None:
    await _opened(stage, "roster-pair.toml", "Ana", "Wendy", "Tianna")
    ana = _user(stage, "Ana")
    ana.sends("photo", picture(1), caption="Uno", media_group_id=ALBUM)
    ana.sends("photo", picture(2), caption="Llámame al 213 555 0134", media_group_id=ALBUM)
    await stage.settle()
    assert "213 555 0134" in _newest(stage, "Ana")
    assert stage.screen("Wendy") == []

    ana.sends("photo", picture(3), caption="Dos", media_group_id=f"{ALBUM}2")
    ana.sends("photo", picture(4), caption="Tres", media_group_id=f"{ALBUM}2")
    await stage.settle()
    waiting = [one.body for one in stage.screen("Tianna") if "Dos" in one.body]
    assert waiting == ["Dos\nTres"]


async def test_danger_under_the_second_picture_is_told(stage: Stage) -> None:
    await _opened(stage, "roster-pair.toml", "Ana", "Wendy", "Tianna")
    ana = _user(stage, "Ana")
    ana.sends("photo", picture(1), caption="Uno", media_group_id=ALBUM)
    ana.sends("photo", picture(2), caption="Anoche él me pegó", media_group_id=ALBUM)
    await stage.settle()
    assert "may be in danger" in _newest(stage, "Tianna")


async def test_of_several_texts_a_change_is_refused_and_nothing_is_lost(stage: Stage) -> None:
    await _opened(stage, "roster-pair.toml", "Ana", "Wendy", "Tianna")
    ana = _user(stage, "Ana")
    ana.sends("photo", picture(1), caption="Uno", media_group_id=ALBUM)
    second = ana.sends("photo", picture(2), caption="Dos", media_group_id=ALBUM)
    await stage.settle()
    ana.replaces(second, "photo", picture(2), "Otra cosa")
    await stage.settle()
    assert "No puedo cambiar ese mensaje" in _newest(stage, "Ana")
    assert [one.body for one in stage.screen("Tianna") if "Uno" in one.body] == ["Uno\nDos"]


@pytest.mark.parametrize("kinds", [("photo", "video"), ("video", "photo")])
@pytest.mark.parametrize("off", ["photos", "videos", "telegram_photos"])
async def test_one_kind_that_is_off_stops_the_album(stage: Stage, kinds: tuple[str, str], off: str) -> None:
    stage.defaults = msgspec.structs.replace(stage.defaults, **{off: "off"})
    await _opened(stage, "roster-pair.toml", "Ana", "Wendy", "Tianna")
    files = {"photo": picture(1), "video": video()}
    _user(stage, "Ana").sends_album(*((kind, files[kind]) for kind in kinds))
    await stage.settle()
    assert "no se envió" in _newest(stage, "Ana")
    assert stage.screen("Wendy") == []
    assert stage.screen("Tianna") == []


async def test_the_picture_that_stands_there_is_the_one_that_goes(stage: Stage) -> None:
    await _opened(stage, "roster.toml", "Ana", "Brianna", "Samara", "Tianna")
    brianna = stage.phone("Brianna")
    own = _user(stage, "Brianna").sends("photo", picture(0), caption="on the swing")
    await stage.settle()
    brianna.presses(stage.screen("Brianna")[-1].id, "Ana (Macia)")
    await stage.settle()
    _user(stage, "Brianna").replaces(own, "photo", picture(150), "on the swing")
    await stage.settle()
    brianna.presses(stage.screen("Brianna")[-1].id, "No, send it")
    await stage.settle()

    sent = [one.file for one in _user(stage, "Tianna").screen() if one.kind == "photo" and one.file]
    assert {_shade(one.content) for one in sent} == {_shade(picture(150))}
