"""Moments: of several children the strictest counts, and an album holds all it is given, in bounded files."""

from __future__ import annotations

import re
from base64 import b64decode
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from typing import Final

import msgspec
import pytest
from PIL import Image
from pypdf import PdfReader

from bot.chat.album import Album, Kept
from bot.chat.media import CleanFile, MediaKind, Unclean
from bot.chat.people import Child, Circle, Member, PersonState, Phase, Role, Speaker, View, Way
from bot.chat.text import Value
from bot.cleaning import Why
from bot.courier import albums
from bot.family.entitled import Entitled
from bot.family.facts import Facts
from bot.family.keepsakes import Keepsakes, Rhythm
from bot.family.moments import children_for, given_to, wished_for
from bot.family.terms import Contact
from bot.speech import Speech
from bot.texts import Texts

NOON: Final = datetime(2026, 10, 3, 16, tzinfo=UTC)
PEOPLE: Final = {
    "ana": Role.PARENT,
    "joshua": Role.PARENT,
    "wendy": Role.CAREGIVER,
    "rosa": Role.SUPPORTER,
    "luis": Role.YOUTH,
}
CIRCLE: Final = Circle(
    id="c",
    family="f",
    phase=Phase.OPEN,
    way=Way.WATCH,
    children=(Child("gladys", "Gladys"), Child("jon", "Jon")),
    members=tuple(Member(one, one.capitalize(), role) for one, role in PEOPLE.items()),
    caseworker="tianna",
    caseworker_name="Tianna",
    willing=frozenset((one, other) for one in PEOPLE for other in PEOPLE if one != other),
)
ALLOWED: Final = Entitled(
    frozenset(
        (Contact.MOMENTS, who, child)
        for who, child in (("ana", "gladys"), ("ana", "jon"), ("joshua", "jon"), ("rosa", "gladys"))
    )
)


@pytest.mark.parametrize(
    ("giver", "children", "reach"),
    [
        ("wendy", ["gladys"], ["ana", "rosa"]),
        ("wendy", ["jon"], ["ana", "joshua"]),
        ("wendy", ["gladys", "jon"], ["ana"]),
        ("joshua", ["jon"], ["ana", "wendy"]),
    ],
)
def test_of_several_children_the_strictest_counts(giver: str, children: list[str], reach: list[str]) -> None:
    assert [one.id for one in given_to(CIRCLE, giver, children, ALLOWED)] == reach


@pytest.mark.parametrize(
    ("giver", "children"),
    [("wendy", ["gladys", "jon"]), ("joshua", ["jon"]), ("rosa", ["gladys"]), ("luis", []), ("nobody", [])],
)
def test_who_may_have_moments_of_a_child_may_give_them(giver: str, children: list[str]) -> None:
    assert [one.id for one in children_for(CIRCLE, giver, ALLOWED)] == children


def test_where_nothing_was_loaded_nobody_but_who_has_the_child_gets_anything() -> None:
    assert [one.id for one in given_to(CIRCLE, "ana", ["jon"], Entitled())] == ["wendy"]
    assert not children_for(CIRCLE, "ana", Entitled())


def test_a_rhythm_is_that_of_its_circle() -> None:
    rhythm = Rhythm("c", 7, "ana", is_agreed=True)
    assert Keepsakes(rhythms=(rhythm,)).rhythm("c") == rhythm
    assert Keepsakes(rhythms=(rhythm,)).rhythm("d") is None


@pytest.mark.parametrize(
    ("who", "last", "is_agreed", "phase", "is_wished"),
    [
        ("wendy", None, True, Phase.OPEN, True),
        ("wendy", 7, True, Phase.OPEN, True),
        ("wendy", 6, True, Phase.OPEN, False),
        ("wendy", 7, False, Phase.OPEN, False),
        ("wendy", 7, True, Phase.PAUSED, False),
        ("ana", 7, True, Phase.OPEN, False),
    ],
)
def test_a_moment_is_wished_for_by_the_rhythm_that_was_agreed(
    *, who: str, last: int | None, is_agreed: bool, phase: Phase, is_wished: bool
) -> None:
    given = NOON - timedelta(days=last) if last is not None else None
    keepsakes = Keepsakes(rhythms=(Rhythm("c", 7, "ana", is_agreed, given),))
    speaker = Speaker(
        id=who,
        account="a",
        messenger="telegram",
        prefix="/",
        role=PEOPLE[who],
        name=who,
        state=PersonState.JOINED,
        language="en",
        timezone="UTC",
    )
    view = View(NOON, speaker, (msgspec.structs.replace(CIRCLE, phase=phase),))
    assert (wished_for(view, Facts(keepsakes=keepsakes, entitled=ALLOWED)) is not None) == is_wished


def picture(width: int = 64, height: int = 48) -> CleanFile:
    """Return a picture that was cleaned."""
    made = BytesIO()
    Image.new("RGB", (width, height), "#88aa44").save(made, "JPEG")
    return CleanFile(MediaKind.PICTURE, "image/jpeg", made.getvalue(), width, height)


class Small:
    """Makes nothing smaller, but pretends how much it weighs; what is one point wide cannot be made."""

    def __init__(self, weight: int = 0) -> None:
        self.sides = list[int]()
        self._weight = weight

    async def clean(self, kind: MediaKind, raw: bytes) -> CleanFile:
        raise NotImplementedError

    async def smaller(self, raw: bytes, side: int) -> CleanFile:
        self.sides.append(side)
        with Image.open(BytesIO(raw)) as opened:
            size = opened.size
        if size[0] == 1:
            raise Unclean(Why.NOT_READABLE)
        return CleanFile(MediaKind.PICTURE, "image/jpeg", raw + b"\0" * self._weight, *size)


@cache
def speech() -> Speech:
    return Speech(Texts.load())


def kept(number: int, words: str = "", *pictures: CleanFile) -> Kept:
    return Kept("Wendy", NOON + timedelta(minutes=number), "everyday", words, pictures)


async def made(form: str, *moments: Kept, language: str = "en", cleaning: Small | None = None) -> list[bytes]:
    def say(value: Value) -> str:
        return speech()(language, "America/New_York", value)

    album = Album("Jon", "2026-10", form, NOON, moments)
    return [one.data for one in await albums.files_of(album, language, say, cleaning or Small())]


async def test_an_album_on_paper_has_its_pictures_and_words_behind_a_cover() -> None:
    words = "Primer día: ¡saltó! 🍂"
    moments = (kept(0, words, picture()), kept(1, "أول خطوات", picture(48, 64), picture(30, 30)))
    (paper,) = await made("pdf", *moments, language="es")
    cover, *pages = PdfReader(BytesIO(paper)).pages
    assert "Jon" in cover.extract_text()
    assert "octubre de 2026" in cover.extract_text()
    assert sum(len(page.images) for page in pages) == 3
    said = "".join(page.extract_text() for page in pages)
    assert "¡saltó!" in said
    assert said.count("Wendy") == 2
    assert "sábado, 3 de octubre de 2026" in said


async def test_an_album_for_a_browser_fetches_nothing_and_runs_nothing() -> None:
    photo = picture()
    (page,) = await made("html", kept(0, "<script>alert(1)</script>", photo), kept(1, '"><img src=x>'))
    whole = page.decode()
    found = re.findall(r'<img [^>]*src="([^"]*)"', whole)
    assert [b64decode(one.removeprefix("data:image/jpeg;base64,")) for one in found] == [photo.data]
    assert "img-src data:" in whole
    assert "default-src 'none'" in whole
    assert "<script" not in whole


async def test_the_more_pictures_there_are_the_smaller_they_are_and_no_file_is_too_large() -> None:
    few, many = Small(), Small(weight=400_000)
    await made("html", *(kept(at, "", picture()) for at in range(12)), cleaning=few)
    files = await made("html", *(kept(at, f"No. {at}", picture()) for at in range(60)), cleaning=many)
    assert set(few.sides) == {1400}
    assert set(many.sides) == {700}
    assert len(files) == 4
    # Base64 makes four bytes of three.
    assert max(map(len, files)) < albums.MOST_BYTES * 4 / 3 + 100_000
    assert "Part 1 of 4" in files[0].decode()
    numbers = [int(one) for file in files for one in re.findall(r"No\. (\d+)", file.decode())]
    assert numbers == list(range(60))


async def test_what_cannot_be_shown_is_named_and_stops_nothing() -> None:
    (page,) = await made("html", kept(0, "Mine", picture(1, 1)), kept(1, "Yours", picture()))
    assert "a picture is not shown here" in page.decode()
    assert page.decode().count("<img ") == 1
