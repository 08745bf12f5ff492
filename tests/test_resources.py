"""The agency's list of help: every mistake in it is named, it is found by words, and may be passed on."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.chat.people import Role
from bot.config.problems import Unfit
from bot.config.resources import TOPICS, read_resources
from bot.family.listed import Resource
from bot.family.resources import HELPS
from bot.flows.meetings import IN_THE_WAY
from bot.policy.identifiers import find
from bot.store.opening import resources_in

EXAMPLE = Path(__file__).parent.parent / "docs" / "resources.example.toml"
GOOD = '[[resource]]\nname = "Bus"\ntopics = ["transport"]\nabout = { en = "A bus." }\nphone = "555-0100"\n'


def test_the_example_can_be_read_and_is_invented() -> None:
    found = resources_in(EXAMPLE)
    assert len(found) >= 3
    for one in found:
        assert set(one.about) == {"en", "es"}
        assert "555-01" in one.contacts.get("phone", "555-01")
        assert one.contacts.get("web", ".example").endswith(".example")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", ()),
        (GOOD, ()),
        ("[resource]", ("no list",)),
        ("[[resource", ("understood",)),
        (GOOD + GOOD, ("entry 2 has the name of an earlier one",)),
        (
            GOOD.replace("transport", "cats") + "[[resource]]\n",
            ("entry 1 has no topics", "entry 2 has no"),
        ),
        (GOOD.replace('phone = "555-0100"', "fax = 1"), ("entry 1 has a key", "entry 1 has no phone")),
        (GOOD.replace("en = ", "fr = ") + 'for = "cats"', ("does not say about", "somebody else")),
        (GOOD.replace("555-0100", ""), ("is empty",)),
        (GOOD + 'hours = "always"\nlanguages = "en"', ("hours", "languages that are no list")),
    ],
)
def test_every_mistake_is_named_at_once(tmp_path: Path, written: str, says: tuple[str, ...]) -> None:
    path = tmp_path / "resources.toml"
    path.write_text(written, encoding="utf-8")
    if not says:
        read_resources(path, ("en", "es"))
        return
    with pytest.raises(Unfit) as unfit:
        read_resources(path, ("en", "es"))
    assert all(one in unfit.value.says for one in says), unfit.value.says
    with pytest.raises(Unfit, match="not there"):
        read_resources(tmp_path / "none.toml", ("en", "es"))


def test_a_word_is_found_whatever_its_accents_and_case() -> None:
    one = Resource("Pañales", ("food",), {"es": "También pañales, sin preguntas.", "en": "Diapers."})
    assert one.has("PANALES tambien", "es")
    assert one.has("diapers", "en")
    assert not one.has("tambien", "en")
    assert one.is_for(Role.CAREGIVER)


def test_what_is_listed_may_be_passed_on() -> None:
    words = "Call 555-0101, or see first-steps.example. They are at 12 Example Street."
    allowed = tuple(one for it in resources_in(EXAMPLE) for one in it.contacts.values())
    assert find(words)
    assert not find(words, (), allowed)


def test_what_got_in_the_way_is_helped_with_by_topics_there_are() -> None:
    assert set(HELPS) <= set(IN_THE_WAY)
    assert set(HELPS.values()) <= set(TOPICS)
