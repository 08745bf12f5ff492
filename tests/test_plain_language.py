from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.texts import Texts
from tests.locale_files import FILES, Written, literals, written
from tests.reading import ease, grade, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HARDEST_GRADE = 6.0
LEAST_EASE = 65.0
# Below this many words the formulas measure chance, so short texts are judged together.
ENOUGH_WORDS = 20
LABEL_WORDS = 4

# Words of the office, of the law and of machines, which blame people or are not understood. A glossary may
# explain them: ids "explain-…" may use them.
JARGON = {
    "en": (
        r"reunif\w*|TPR|termination of parental rights|(?:non)?compli(?:ance|ant)|"
        r"(?:biological|bio) (?:parents?|mothers?|fathers?|mom|dad)|perpetrators?|offenders?|"
        r"(?:un|non)responsive|mandated?|stakeholders?|visitation|permanency|concurrent|adjudicat\w*|"
        r"allegations?|substantiated|respite|respondents?|guardian ad litem|collaterals?|no[- ]shows?|"
        r"violat\w*|pursuant|hereby|utilize|facilitate|commence|abort\w*|illegal|parameters?|timeout|database"
    ),
    "es": (
        r"reunific\w*|TPR|patria potestad|terminación de derechos|(?:in)?cumpl(?:imiento|idor\w*)|"
        r"(?:padres?|madres?|mamá|papá) biológic\w*|perpetrador\w*|agresor\w*|infractor\w*|"
        r"partes interesadas|visitación|permanencia|concurrente|adjudic\w*|alegaci\w*|peticionari\w*|"
        r"inasistencia|fracas\w*|violaci[oó]n|conforme a|por la presente|utilizar|efectuar|abort\w*|ilegal|"
        r"parámetro\w*|base de datos"
    ),
}


@cache
def ours() -> Texts:
    return Texts.load()


def readings(path: Path) -> Iterator[tuple[Written, str]]:
    """Yield every text of a file as people read it, with sample values, each of its variants once."""
    texts = ours()
    for text in written(path):
        for values in text.readings(texts.variables(text.text_id)):
            yield text, texts.render(text.language, text.text_id, **values)


def complaint(language: str, text: str) -> str | None:
    """Return what is wrong with how hard a text is, None if nothing is or there is no formula for it."""
    if language == "en" and (found := grade(text)) > HARDEST_GRADE:
        return f"grade {found:.1f} is above {HARDEST_GRADE:.0f}: {text}"
    if language == "es" and (found := ease(text)) < LEAST_EASE:
        return f"INFLESZ {found:.0f} is below {LEAST_EASE:.0f}: {text}"
    return None


def is_label(text_id: str) -> bool:
    """Buttons are "label-…", and what ends in "-label" or ".label"."""
    return text_id.startswith("label-") or text_id.endswith(("-label", ".label"))


def is_explained(text_id: str) -> bool:
    """The names of a word of the office, which are as people hear them; its explanation must be plain."""
    return text_id.startswith("explain-") and text_id.endswith((".called", ".also"))


def jargon_in(language: str, words: str) -> list[str]:
    return re.findall(rf"\b(?:{JARGON.get(language, '(?!)')})\b", words, re.IGNORECASE)


every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))


@every_file
def test_every_longer_text_is_easy_to_read(path: Path) -> None:
    found = [
        f"{text.text_id}: {problem}"
        for text, words in readings(path)
        if len(words_of(words)) >= ENOUGH_WORDS and (problem := complaint(text.language, words))
    ]
    assert not found, "\n\n".join(found)


@every_file
def test_the_short_texts_of_a_file_are_easy_together(path: Path) -> None:
    short = [
        words
        for text, words in readings(path)
        if 0 < len(words_of(words)) < ENOUGH_WORDS and not is_explained(text.text_id)
    ]
    pooled = "\n".join(short)
    problem = complaint(path.parent.name, pooled) if len(words_of(pooled)) >= ENOUGH_WORDS else None
    assert not problem, problem


@every_file
def test_no_text_has_words_of_the_office(path: Path) -> None:
    found = {
        text.text_id: jargon
        for text in written(path)
        if not text.text_id.startswith("explain-")
        and (jargon := jargon_in(text.language, " ".join(literals(text.pattern))))
    }
    assert not found


@every_file
def test_a_button_has_at_most_four_words(path: Path) -> None:
    """A value counts as one word, however long the name is that will stand there."""
    texts = ours()
    found = []
    for text in written(path):
        if is_label(text.text_id):
            for values in text.readings(texts.variables(text.text_id)):
                short = {name: value if name in text.choices else "Ana" for name, value in values.items()}
                words = texts.render(text.language, text.text_id, **short)
                if len(words.split()) > LABEL_WORDS or "\n" in words:
                    found.append(f"{text.text_id}: {words}")
    assert not found


# That these tests can fail.


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Your participation in supervised visitation is contingent upon continuous documentation."),
        ("es", "Su participación en las visitas supervisadas depende de la documentación correspondiente."),
    ],
)
def test_a_text_of_the_office_would_be_found_too_hard(language: str, text: str) -> None:
    assert complaint(language, text)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "the biological mother"),
        ("en", "Reunification is near"),
        ("en", "She was unresponsive"),
        ("en", "noncompliant"),
        ("es", "la madre biológica"),
        ("es", "La reunificación"),
        ("es", "el cumplimiento del plan"),
    ],
)
def test_jargon_would_be_found(language: str, words: str) -> None:
    assert jargon_in(language, words)


def test_plain_words_are_not_taken_for_jargon() -> None:
    assert not jargon_in("en", "Wendy could not come. In case it rains, the visit is at her home.")
    assert not jargon_in(
        "es", "Wendy no pudo venir. En caso de lluvia, la visita es en su casa. Cumple 8 años."
    )


@pytest.mark.parametrize("text_id", ["label-yes", "visit-label", "visit.label"])
def test_a_label_is_known_by_its_id(text_id: str) -> None:
    assert is_label(text_id)
    assert not is_label("labels")


def test_a_text_is_read_in_each_of_its_forms(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    path = tmp_path / "en" / "base.ftl"
    path.write_text(
        "a = { $role ->\n    [parent] Mom or dad\n   *[caregiver] Foster home\n} { $n ->\n    [0] none\n"
        "    [one] one\n   *[other] { $n }\n} { $when }",
        encoding="utf-8",
    )
    texts = Texts.load(tmp_path)
    (text,) = written(path)
    read = {texts.render("en", "a", **values) for values in text.readings(texts.variables("a"))}
    when = "Tuesday, October 6, 4:00 - 5:30 PM (Eastern Time)"
    assert read == {f"Mom or dad none {when}", f"Foster home one {when}", f"Mom or dad 5 {when}"}
