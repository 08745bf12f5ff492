from __future__ import annotations

import pytest

from tests.reading import ease, english_syllables, grade, sentences_of, spanish_syllables, words_of

ENGLISH = {
    1: "a the home homes Jon called helped asks likes does friend have week whole goes phone please "
    "can't don't won't yes wants gives made place court judge names there here comes shared changed 911",
    2: "over before after table little started needed kisses changes didn't doesn't being people Wendy "
    "Gladys message talking answer Spanish doctor visit lawyer going seeing saying handed handled language "
    "bedtime pieces open other able ready today morning question children",
    3: "family family's together idea everyone Tianna Joshua caregiver already area agency tomorrow calendar "
    "however Macia radio medicine telegram remember caseworker suggested piano video",
    4: "emergency everybody usually situation caterpillar America",
}
SPANISH = {
    1: "y muy hay bien Jon más hoy ley pues seis dios quien",
    2: "Ana Wendy casa niños día país leer hielo agua llame Gladys cuando quiere puede guerra cuida reír",
    3: "familia ahora mañana abuela mensaje peligro hacerse llamada visita oído ciudades construye",
    4: "emergencia averiguáis teléfono todavía alegría calendario",
    5: "trabajadora",
}


def table(words: dict[int, str]) -> list[tuple[str, int]]:
    return [(word, count) for count, line in words.items() for word in line.split()]


@pytest.mark.parametrize(("word", "count"), table(ENGLISH))
def test_english_syllables_are_counted(word: str, count: int) -> None:
    assert english_syllables(word) == count


@pytest.mark.parametrize(("word", "count"), table(SPANISH))
def test_spanish_syllables_are_counted(word: str, count: int) -> None:
    assert spanish_syllables(word) == count


def test_a_line_is_a_sentence_and_an_abbreviation_ends_none() -> None:
    assert sentences_of("Come at 4:00 p.m. on Tuesday. Bring Jon\nor Gladys! 👌\n- ") == [
        "Come at 4:00 p.m. on Tuesday",
        "Bring Jon",
        "or Gladys! 👌",
    ]
    assert sentences_of("¿Viene? Sí.") == ["¿Viene", "Sí."]


def test_a_command_is_no_word_to_be_read() -> None:
    assert words_of("/queue - what waits, !queue too, and/or (/join K7WQ)") == [
        "what",
        "waits",
        "too",
        "and/or",
        "K7WQ",
    ]


def test_dashes_and_emoji_are_no_words() -> None:
    assert words_of("Ana's mom \N{EN DASH} 4:00\N{EN DASH}5:30 p.m. 👌 (well-known)") == [
        "Ana's",
        "mom",
        "4:00",
        "5:30",
        "p.m",
        "well-known",
    ]


def test_the_grade_is_the_formula_of_kincaid() -> None:
    # 12 words, 2 sentences, 14 syllables.
    assert grade("The judge wants to see you. Bring the children to the visit.") == pytest.approx(
        0.39 * 12 / 2 + 11.8 * 14 / 12 - 15.59
    )


def test_the_ease_is_the_formula_of_szigriszt() -> None:
    # La-ca-sa-es-ta-ba-le-jos, Lle-gue-tar-de: 6 words, 2 sentences, 12 syllables.
    assert ease("La casa estaba lejos. Llegué tarde.") == pytest.approx(206.835 - 62.3 * 12 / 6 - 3)


def test_hard_words_and_long_sentences_are_found_out() -> None:
    hard = "Noncompliance with mandated reunification obligations necessitates supervisory intervention."
    assert grade(hard) > 15
    assert grade("Wendy will call you. Do you want to talk with her now?") < 6
    hard = (
        "La reunificación familiar requiere el cumplimiento de obligaciones administrativas preestablecidas."
    )
    assert ease(hard) < 30
    assert ease("Wendy le va a llamar. ¿Quiere hablar con ella?") > 65
