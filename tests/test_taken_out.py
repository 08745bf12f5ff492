"""What is sent "without it" holds nothing more that would have been handed back."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest

from bot.chat.people import Circle, Phase, Way
from bot.family.facts import Facts, Watch
from bot.flows.checks import found_in, taken_out

HERE: Final = Path(__file__).parent / "identifiers"
CIRCLE: Final = Circle(
    id="circle",
    family="family",
    phase=Phase.OPEN,
    way=Way.WATCH,
    children=(),
    members=(),
    caseworker="tianna",
    caseworker_name="Tianna",
)
FACTS: Final = Facts(watch=Watch(hands_back_contacts=True))


@pytest.mark.parametrize("name", ["open_en", "open_es", "more_en", "more_es"])
def test_nothing_more_is_found_in_what_is_left(name: str) -> None:
    lines = (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()
    texts = [str(json.loads(line)["text"]) for line in lines]
    beside = [*texts, *(f"{one}\n{other}" for one, other in pairwise(texts))]
    left = {words: taken_out(words, CIRCLE, FACTS).left for words in beside}
    assert {words: rest for words, rest in left.items() if found_in(rest, CIRCLE, FACTS)} == {}


def test_one_thing_beside_another_goes_with_it() -> None:
    taken = taken_out("I am at 88 Maple Ave, call me wa.me/12135550134 tonight", CIRCLE, FACTS)
    assert "Maple" not in taken.left
    assert "wa.me" not in taken.left
    assert "tonight" in taken.left


def test_what_is_left_of_nothing_else_is_not_sent() -> None:
    assert taken_out("213 555 0134", CIRCLE, FACTS).left == ""
