"""Printing: what people wrote stands on the page as they wrote it, and nothing else does."""

from __future__ import annotations

import base64
import getpass
import hashlib
import re
import socket
import sys
import threading
import time
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import pytest
import typst
from pypdf import PdfReader

import bot.printing
from bot.printing import Line, Note, Page, Section, Unprinted, html, paper, pdf, shows_all

HERE: Final = Path(bot.printing.__file__).parent
SPANISH: Final = "¿Y el oso? ¡Siempre! La niña toma su biberón con azúcar; «más», dice."
ARABIC: Final = "تحب الحليب الدافئ قبل النوم"
MIXED: Final = "Her song is تصبحين على خير every night 🌙 at 8:15"
EMOJI: Final = "🧸 👍🏽 👩‍👩‍👧 🇲🇽 ❤️ 1️⃣"
ATTACKS: Final = (
    '#eval("1 + 1")',
    '#sys.inputs.page #read("page.typ") #import "@preview/a:1.0.0"',
    r"a \ b \u{41} \#",
    "$x^2 + sum_(i=1)^n$",
    "*strong* _soft_ `raw` = Title @ref <label> // gone /* gone */ ~ ---",
    ']]] }}} ))) """ " ] #[',
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></blockquote><!-- &lt; &#39; ]]>",
)  # fmt: skip
ODD: Final = {
    "a word without end": "a" * 4000,
    "a laugh without end": "ه" * 4000,
    "a stretched word": "ب" + "ـ" * 4000,
    "marks upon one letter": "a" + "\u0301" * 4000,
    "marks upon every letter": ("a" + "\u0301\u0323\u0334" * 5) * 250,
    "one syllable without end": "क्ष्" * 1000,
    "a family without end": "👩" + "\u200d👩" * 2000,
    "both directions": "aب" * 2000,
    "lines": "a\n" * 2000,
    "nothing but lines": "\n" * 4000,
    "nothing but spaces": " " * 4000,
    "signs nobody sees": "\x00\x07\u200f\u202e\u2067\u00ad\ufeff" * 100,
    "signs we have no font for": "漢字" * 500,
}


def page(*words: str, label: str = "Bedtime", language: Literal["en", "es"] = "en") -> Page:
    notes = tuple(Note(one, "Daniela", "May 3, 2026") for one in words)
    return Page(
        "Mia’s book",
        "From both homes",
        (Section("Sleep", (Line(label, notes),)),),
        "For Mia’s homes only.",
        language,
    )


def sheets(made: bytes) -> list[str]:
    """Return what stands on each sheet, without the places where a word may break or was broken."""
    return [re.sub("\u200b|\u00ad\\s*", "", sheet.extract_text()) for sheet in PdfReader(BytesIO(made)).pages]


def places(made: bytes) -> dict[str, float]:
    """Return how far from the left the first sheet's pieces begin."""
    found = {}

    def note(words: str, page: list[float], line: list[float], _font: object, _size: float) -> None:
        found[words.strip()] = page[4] + line[4]

    PdfReader(BytesIO(made)).pages[0].extract_text(visitor_text=note)
    return found


def plain(words: str) -> str:
    return re.sub(r"\s", "", words)


class Reading(HTMLParser):
    """Takes HTML apart as a browser would: its elements with what they carry, and people's words."""

    def __init__(self, written: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.style = ""
        self._open = ""
        self.feed(written)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag == "blockquote":
            self.words.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "blockquote":
            self.words[-1] += data
        if self._open == "style":
            self.style += data


# --- on a screen


def test_html_holds_words_as_they_were_written() -> None:
    written = (SPANISH, ARABIC, MIXED, EMOJI, "  two\n\n lines ", *ATTACKS)
    read = Reading(html(page(*written)))
    assert tuple(read.words) == written
    assert all(carried["dir"] == "auto" for tag, carried in read.elements if tag == "blockquote")


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_html_runs_or_is_fetched(attack: str) -> None:
    note = Note(attack, attack, attack, attack)
    everywhere = Page(attack, attack, (Section(attack, (Line(attack, (note,)),)),), attack, "en")
    tame = page("words")
    read = Reading(html(everywhere))
    assert {tag for tag, _ in read.elements} == {tag for tag, _ in Reading(html(tame)).elements} | {"span"}
    carried = {name for _, names in read.elements for name in names}
    assert carried == {"lang", "charset", "http-equiv", "content", "name", "class", "dir"}


def test_html_allows_itself_one_style_and_nothing_else() -> None:
    read = Reading(html(page("words")))
    [policy] = [carried["content"] for _, carried in read.elements if "http-equiv" in carried]
    digest = base64.b64encode(hashlib.sha256(read.style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "url(" not in read.style
    assert "@import" not in read.style


def test_html_says_its_language() -> None:
    assert ("html", {"lang": "es"}) in Reading(html(page("hola", language="es"))).elements


# --- on paper


@pytest.mark.parametrize("attack", ATTACKS)
def test_words_are_no_markup_on_paper(attack: str) -> None:
    note = Note(attack, attack, attack, attack)
    everywhere = Page(attack, attack, (Section(attack, (Line(attack, (note,)),)),), attack, "en")
    [sheet] = sheets(pdf(everywhere))
    assert plain(sheet).count(plain(attack)) == 9


def test_spanish_arabic_and_emoji_stand_on_paper() -> None:
    written = page(SPANISH, ARABIC, MIXED, EMOJI, language="es")
    [sheet] = sheets(pdf(written))
    assert plain(SPANISH) in plain(sheet)
    assert set(ARABIC.split()) <= set(sheet.split())
    assert set(EMOJI.split()) <= set(sheet.split())
    assert set(MIXED.split()) <= set(sheet.split())
    assert shows_all(written)


@pytest.mark.parametrize(
    "words",
    [
        "Привет",
        "Việt ngữ",
        "Καλημέρα",
        "שלום",
        "नमस्ते छोटी",
        "ሰላም",
        "สวัสดี",
        "မင်္ဂလာပါ",
        "سلام گلم",
        "→ ★ ✓ ≤ ½ ☐",
    ],
)
def test_many_scripts_have_shapes(words: str) -> None:
    assert shows_all(page(words))


def test_a_sign_without_a_shape_is_told_and_costs_nobody_the_page() -> None:
    written = page("漢字", "Good night, Mia")
    assert not shows_all(written)
    assert "Good night, Mia" in sheets(pdf(written))[0]


def test_arabic_runs_from_the_right_and_leaves_the_rest_of_its_line_alone() -> None:
    at = places(pdf(page("أحمر ثم أخضر\ngreen")))
    assert at["أخضر"] < at["ثم"] < at["أحمر"]
    assert at["green"] < at["أخضر"]
    at = places(pdf(page("left أحمر ثم أخضر right")))
    assert at["left"] < at["أخضر"] < at["ثم"] < at["أحمر"] < at["right"]


def test_an_arabic_name_leaves_the_day_beside_it_whole() -> None:
    note = Note("hello", "مريم", "3 May 2026")
    at = places(pdf(Page("T", "", (Section("S", (Line("L", (note,)),)),), "", "en")))
    assert at["مريم"] < at["· 3 May 2026"]


def test_a_long_word_breaks_and_stays_whole() -> None:
    longest = "".join(f"x{i:04}" for i in range(150))
    [sheet] = sheets(pdf(page(longest)))
    assert longest in plain(sheet)
    assert max(len(line) for line in sheet.splitlines()) < 60


def test_a_long_text_goes_on_over_sheets_that_are_numbered() -> None:
    words = " ".join(f"w{i:04}" for i in range(3000))
    read = sheets(pdf(page(words)))
    assert len(read) > 3
    assert re.findall(r"w\d{4}", " ".join(read)) == words.split()
    for number, sheet in enumerate(read, 1):
        assert f"{number} / {len(read)}" in sheet
        assert "For Mia’s homes only." in sheet
        assert plain(sheet) != plain(f"Daniela · May 3, 2026 For Mia’s homes only. {number} / {len(read)}")


def test_a_page_may_be_all_but_empty() -> None:
    assert sheets(pdf(Page("T", "", (), "", "es")))
    bare = Page(
        "", "", (Section("", (Line("", ()), Line("", (Note("", "", ""), Note(" ", "a", ""))))),), "", "en"
    )
    assert sheets(pdf(bare))
    assert html(bare)


def test_a_pdf_tells_its_title_and_no_moment_and_nobody() -> None:
    made = pdf(page(SPANISH))
    read = PdfReader(BytesIO(made))
    assert read.metadata is not None
    assert read.xmp_metadata is not None
    assert set(read.metadata) == {"/Title", "/Creator"}
    assert read.metadata.title == "Mia’s book"
    assert str(read.metadata.creator).startswith("Typst")
    described = read.xmp_metadata.stream.get_data()
    for telling in (b"Date", b"creator>", b"Author", b"Producer"):
        assert telling not in described
    everything = (
        made + described + b"".join(part.get_data() for sheet in read.pages if (part := sheet.get_contents()))
    )
    for name in (socket.gethostname(), getpass.getuser(), str(Path.home()), str(HERE), "/tmp"):
        if len(name) > 3:
            assert name.encode() not in everything


def test_the_same_page_is_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made = pdf(page(SPANISH, ARABIC, EMOJI))
    for variable, value in (("TZ", "Asia/Tokyo"), ("SOURCE_DATE_EPOCH", "1"), ("LANG", "es_MX.UTF-8")):
        monkeypatch.setenv(variable, value)
    assert pdf(page(SPANISH, ARABIC, EMOJI)) == made
    assert pdf(page(SPANISH, ARABIC, EMOJI, "more")) != made


def test_a_pdf_can_be_listened_to() -> None:
    root = PdfReader(BytesIO(pdf(page(SPANISH, language="es")))).root_object
    assert str(root["/Lang"]) == "es"
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_words_cost_nobody_the_page(words: str) -> None:
    made = pdf(page(words, "Good night, Mia"))
    assert any("Good night, Mia" in sheet for sheet in sheets(made))


def test_three_years_of_answers_are_made_at_once_and_let_others_run() -> None:
    answers = [Note(f"No. {i}: {SPANISH} {MIXED} 🧸", "Daniela", "3 de mayo de 2026") for i in range(200)]
    lines = tuple(Line(f"Line {i}", tuple(answers[i : i + 5])) for i in range(0, 200, 5))
    book = Page("El libro de Mía", "", (Section("Todo", lines),), "", "es")
    made: list[bytes] = []
    began = time.monotonic()
    thread = threading.Thread(target=lambda: made.append(pdf(book)))
    thread.start()
    turns = 0
    while thread.is_alive():
        turns += 1
        time.sleep(0.001)
    assert time.monotonic() - began < 5  # it takes a quarter of a second
    assert turns > 20
    assert set(re.findall(r"No\. (\d+):", " ".join(sheets(made[0])))) == {str(i) for i in range(200)}


def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "_PATIENCE", 0.001)
    with pytest.raises(Unprinted):
        pdf(page("words"))


def test_a_child_that_ends_otherwise_has_made_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper, "_CHILD", (sys.executable, "-c", "print('%PDF-'); raise SystemExit(1)"))
    with pytest.raises(Unprinted):
        pdf(page("words"))


# --- what is shipped


def test_every_font_is_there_and_all_are_small() -> None:
    files = list((HERE / "fonts").glob("*.ttf"))
    shipped = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[HERE / "fonts"]
    )
    template = (HERE / "words.typ").read_text(encoding="utf-8")
    named = re.search(r"fonts = \((.*?)\)", template, re.DOTALL)
    assert named is not None
    assert set(re.findall(r'"(.+?)"', named[1])) == set(shipped.families())
    assert sum(file.stat().st_size for file in files) < 3_000_000
    assert "SIL OPEN FONT LICENSE" in (HERE / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "CC-BY-4.0" in (HERE / "fonts" / "Twemoji-LICENSE.md").read_text(encoding="utf-8")
