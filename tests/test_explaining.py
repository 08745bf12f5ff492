"""Words of the office are found in what a caseworker writes, and everyday words are not."""

from __future__ import annotations

import pytest

from bot.engine.explaining import MOST, terms_in
from bot.family.glossary import EVERYDAY, TERMS
from bot.speech import Speech
from bot.texts import Texts
from tests.locale_files import LOCALE

TEXTS = Texts.load(LOCALE)
FOUND = terms_in(Speech(TEXTS))


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("The permanency hearing is on Tuesday.", ("explain-permanency-hearing",)),
        ("They filed for TPR, and CASA will be there", ("explain-tpr", "explain-casa")),
        ("La audiencia de permanencia es el martes.", ("explain-permanency-hearing",)),
        ("La audiéncia  de Permanencia es el martes.", ("explain-permanency-hearing",)),
        ("Ya estoy en mi casa", ()),
        ("Le doy permiso, y gracias por las visitas", ()),
        ("Your caseworker and the judge will be there", ()),
    ],
)
def test_a_term_is_found_by_its_names(words: str, terms: tuple[str, ...]) -> None:
    assert FOUND(words) == terms


def test_there_are_never_too_many() -> None:
    assert len(FOUND("TPR, CASA, GAL, ICWA, ASFA and the permanency hearing")) == MOST


def test_there_are_eighty_and_those_of_every_day_are_among_them() -> None:
    assert len(set(TERMS)) == len(TERMS) >= 80
    assert set(TERMS) > EVERYDAY


@pytest.mark.parametrize("language", TEXTS.languages)
def test_no_two_terms_have_a_name_in_common(language: str) -> None:
    names: dict[str, str] = {}
    for term in TERMS:
        called = TEXTS.render(language, f"{term}.called")
        for name in (called, *TEXTS.render(language, f"{term}.also").split(" | ")):
            if name != "-":
                assert names.setdefault(name.casefold(), term) == term
