"""Words of the office are found in what a caseworker writes, and everyday words are not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from bot.chat.clock import SetClock
from bot.engine.explaining import MOST, own_terms_in, terms_in
from bot.family.glossary import EVERYDAY, TERMS
from bot.speech import Speech
from bot.store.sealing import Master, fresh_key
from bot.texts import Texts
from tests.locale_files import LOCALE
from tests.story.phones import SimulatorExchange
from tests.story.stage import MONDAY_MORNING, Stage

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


def test_the_agencys_own_words_are_found_as_whole_words() -> None:
    glossary = {"CFTM": {"en": "A meeting."}, "plan de oro": {"es": "Un plan."}}
    assert own_terms_in("The CFTM is on Tuesday, and the Plan de Oro too", glossary) == (
        "own:CFTM",
        "own:plan de oro",
    )
    assert own_terms_in("cftm, and CFTMs", {"CFTM": {}}) == ()


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    clock = SetClock(MONDAY_MORNING)
    made = Stage(SimulatorExchange(clock), clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    own = {"CFTM": {"en": "A meeting about the plan.", "es": "Una reunión sobre el plan."}}
    made.defaults = msgspec.structs.replace(made.defaults, glossary=own)
    roster = (LOCALE.parent.parent / "tests" / "data" / "roster-pair.toml").read_text()
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=roster)
    yield made
    await made.close()


async def test_each_reads_the_agencys_own_word_in_their_language(stage: Stage) -> None:
    for words in ("/say", "1", "The CFTM is on Tuesday."):
        stage.phone("Tianna").says(words)
        await stage.settle()
    stage.phone("Ana").presses(stage.screen("Ana")[-1].id, "¿Qué es «CFTM»?")
    stage.phone("Wendy").says("/explain cftm")
    await stage.settle()
    assert "Una reunión sobre el plan." in stage.screen("Ana")[-1].body
    assert "A meeting about the plan." in stage.screen("Wendy")[-1].body

    stage.phone("Wendy").says("/explain")
    await stage.settle()
    stage.phone("Wendy").presses(stage.screen("Wendy")[-1].id, "Our own words")
    await stage.settle()
    assert "CFTM" in stage.screen("Wendy")[-1].labels[0]
