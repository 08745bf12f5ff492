from __future__ import annotations

import pytest

from bot.policy.names import claims_office, is_about, is_plain, is_taken, written

AROUND = ("Ana", "Tianna", "Iris", "James")


@pytest.mark.parametrize(
    "name",
    [
        "Ana",
        "María José",
        "O’Neil",
        "J. P.",
        "Łukasz",
        "Олена",
        "田中さくら",
        "김민준",
        "محمد",
        "अनीता",
        "Nguyễn",
    ],
)
def test_a_name_of_any_one_script_is_plain(name: str) -> None:
    assert is_plain(written(name))


@pytest.mark.parametrize(
    "name", ["Ti\u0430nna", "Ana\u03b1", "Ana1", "Ana ❤️", "·", "-", "Ana · mom", "a\u0301\u0302\u0303\u0304"]
)
def test_two_scripts_marks_in_a_heap_and_anything_but_letters_are_not(name: str) -> None:
    assert not is_plain(written(name))


def test_letters_that_are_only_drawn_otherwise_are_kept_as_plain_ones() -> None:
    assert written("𝐓𝐢𝐚𝐧𝐧𝐚") == "Tianna"
    assert written("Ｍª José") == "Ma José"


@pytest.mark.parametrize(
    "name",
    [
        "ana",
        "Ána",
        "A.n.a",
        "Ana-",
        "Tianna.",
        "TIANNA",
        "\u0422\u0456\u0430\u043f\u043f\u0430",
        "lris",
        "\u1d00na",
    ],
)
def test_a_name_that_looks_like_one_around_is_taken(name: str) -> None:
    assert is_taken(name, AROUND)


@pytest.mark.parametrize("name", ["Anna", "Ana María", "Ana R", "Juana", "Irina"])
def test_a_name_that_differs_to_the_eye_is_free(name: str) -> None:
    assert not is_taken(name, AROUND)


@pytest.mark.parametrize("name", ["Ana's aunt", "Ana’s", "James' dad", "tía de Ana", "El de Tianna"])
def test_a_name_may_not_say_whose_it_is(name: str) -> None:
    assert is_about(name, AROUND)


@pytest.mark.parametrize("name", ["O'Neil", "D'Angelo", "María de Jesús", "Ana"])
def test_an_apostrophe_or_a_de_alone_is_about_nobody(name: str) -> None:
    assert not is_about(name, ("Wendy",))


@pytest.mark.parametrize(
    "words",
    [
        "caseworker", "Case-Worker", "C.a.s.e.w.o.r.k.e.r", "my caseworker", "cáseworker", "the judge",
        "trabajo social", "Trabajadora", "su abogada", "Policía", "\u0441\u0430\u0455eworker",
    ],
)  # fmt: skip
def test_an_office_is_known_however_it_is_written(words: str) -> None:
    assert claims_office(words)


@pytest.mark.parametrize(
    "words", ["first mom", "primera mamá", "Policarpo", "Cortez", "Juliet", "abuela", "tía"]
)
def test_words_for_a_family_are_no_office(words: str) -> None:
    assert not claims_office(words)
