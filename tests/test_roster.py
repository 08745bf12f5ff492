"""The roster file: what it says, and every way in which it can be wrong."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import people
from bot.roster import (
    Account,
    Approval,
    Child,
    Circle,
    Kind,
    Mistake,
    Permission,
    Person,
    Phase,
    QuietHours,
    Role,
    Roster,
    RosterProblem,
    Supervision,
    Way,
    read,
)

EXAMPLE = (Path(__file__).parent / "data" / "roster.toml").read_text(encoding="utf-8")
DEMO = (Path(__file__).parent.parent / "bot" / "demo" / "roster.toml").read_text(encoding="utf-8")

SMALL = """\
[agency]
name = "Agency"

[[caseworker]]
id = "tianna"
name = "Tianna"

[[home]]
id = "chadwick"

[[home]]
id = "winter"

[[family]]
id = "gutierrez"
caseworker = "tianna"
children = [
  { id = "gladys", name = "Gladys", home = "chadwick" },
  { id = "macia", name = "Macia", home = "winter" },
]

[[family]]
id = "hudson"
caseworker = "tianna"
children = [{ id = "jaylan", name = "Jaylan", home = "winter" }]

[[person]]
id = "ana"
name = "Ana"
role = "parent"
children = ["gladys", "macia"]

[[person]]
id = "samara"
name = "Samara"
role = "parent"
children = ["jaylan"]

[[person]]
id = "wendy"
name = "Wendy"
role = "caregiver"
home = "chadwick"

[[circle]]
id = "gladys"
children = ["gladys"]
people = ["ana", "wendy"]
phase = "open"

[[permission]]
parent = "ana"
children = ["gladys"]
kinds = ["know", "letters"]
from = 2026-10-01
"""


def parsed(text: str, today: date | None = None) -> Roster:
    return read(text, file_name="r.toml", today=today)


def mistakes(text: str, today: date | None = None) -> list[str]:
    with pytest.raises(RosterProblem) as caught:
        parsed(text, today)
    assert caught.value.mistakes
    return [str(mistake) for mistake in caught.value.mistakes]


def changed(old: str, new: str, text: str = SMALL) -> str:
    assert text.count(old) >= 1, f"the small roster has no {old!r}"
    return text.replace(old, new, 1)


def test_the_small_roster_is_right_so_that_each_change_below_is_the_only_mistake() -> None:
    assert parsed(SMALL).warnings == ()


def test_the_example_is_read_whole() -> None:
    roster = parsed(EXAMPLE)
    assert roster.agency is not None
    assert roster.agency.name == "County Family Services"
    assert roster.agency.timezone == "America/New_York"
    assert [one.id for one in roster.caseworkers] == ["tianna"]
    assert [home.id for home in roster.homes] == ["chadwick", "winter"]
    assert [(one.id, one.caseworker) for one in roster.families] == [
        ("gutierrez", "tianna"),
        ("hudson", "tianna"),
    ]
    assert roster.families[0].children[1] == Child(
        "gladys", "Gladys", "chadwick", date(2022, 5, 14), date(2026, 10, 1)
    )
    assert [one.id for one in roster.people] == ["ana", "joshua", "wendy", "brianna", "samara", "francis"]
    assert roster.people[0] == Person(
        id="ana",
        name="Ana",
        role="parent",
        children=("macia", "gladys", "jon"),
        language="es",
        timezone="America/New_York",
    )
    assert roster.people[2] == Person(
        id="wendy",
        name="Wendy",
        role="caregiver",
        home="chadwick",
        quiet_hours=QuietHours(time(21), time(7)),
    )
    assert str(roster.people[2].quiet_hours) == "21:00-07:00"
    assert roster.circles[0] == Circle("gladys-jon", ("gladys", "jon"), ("ana", "joshua", "wendy"), "open")
    assert roster.circles[2].phase == "introduction"
    assert roster.circles[2].way is None
    assert (roster.supervisors, roster.nocontacts, roster.connections) == ((), (), ())
    assert len(roster.permissions) == 5
    assert roster.permissions[0] == Permission(
        parent="ana",
        children=("gladys", "jon"),
        kinds=("know", "letters", "moments", "questions", "phone", "visit", "appointment"),
        supervision="supervised",
        since=date(2026, 10, 1),
        until=date(2027, 4, 1),
        order="FC-2026-118",
        approval="caseworker",
        notice_hours=24,
        max_minutes=120,
        places=("Family Center", "Riverside Library"),
    )
    assert roster.permissions[1].supervision is None
    assert roster.warnings == ()


def test_the_commented_lines_of_the_example_are_good_too() -> None:
    text = EXAMPLE.replace('# accounts = ["', 'accounts = ["')
    roster = parsed(text)
    assert roster.people[0].accounts == (
        Account("telegram", "1001"),
        Account("matrix", "@ana:example.org"),
    )


def test_the_demo_tells_the_story_of_the_example() -> None:
    demo, example = parsed(DEMO), parsed(EXAMPLE)
    # In the demo one of them is far away, so that something waits for their morning.
    people = tuple(
        msgspec.structs.replace(one, timezone=None) if one.id == "joshua" else one for one in demo.people
    )
    assert msgspec.structs.replace(demo, people=people) == example


def test_the_words_of_the_file_are_those_of_the_program() -> None:
    assert set(get_args(Role)) == {role.value for role in people.Role}
    assert set(get_args(Phase)) == {phase.value for phase in people.Phase}
    assert set(get_args(Way)) == {way.value for way in people.Way}


def test_everything_that_may_be_left_out_may_also_be_written() -> None:
    text = changed(
        "[[circle]]",
        """\
[[supervisor]]
id = "rosalind"
name = "Rosalind"
team = ["tianna"]
language = "en"
accounts = ["matrix:@r:example.org:8448", "simulator:rosalind"]

[[nocontact]]
between = ["ana", "samara"]
order = "PO-2026-31"

[[connection]]
child = "gladys"
name = "Rosa"
kind = "former caregiver"

[[circle]]""",
    )
    text = changed('phase = "open"', 'phase = "introduction"\nway = "hold"', text)
    text += 'review = 2026-12-01\norder = "FC-1"\nplaces = ["Library"]\nnotice_hours = 0\n'
    roster = parsed(text)
    assert roster.supervisors[0].team == ("tianna",)
    assert roster.supervisors[0].accounts[0] == Account("matrix", "@r:example.org:8448")
    assert roster.nocontacts[0].between == ("ana", "samara")
    assert roster.connections[0].kind == "former caregiver"
    assert roster.circles[0].way == "hold"
    assert roster.permissions[0].review == date(2026, 12, 1)
    assert roster.permissions[0].notice_hours == 0
    assert roster.permissions[0].approval == "caseworker"
    assert roster.warnings == ()


def test_an_entry_of_a_person_may_be_a_caseworker_too() -> None:
    text = changed('[[caseworker]]\nid = "tianna"', '[[person]]\nid = "tianna"\nrole = "caseworker"')
    assert parsed(text).people[0].role == "caseworker"


MISTAKES = [
    # what is changed, into what, on which line of SMALL it is told, and words of the mend
    ('name = "Agency"', "", "line 1, agency", "name is missing; write for example: name ="),
    ('name = "Agency"', "name = 5", "line 2, agency", "name must be a text in quotes"),
    ('name = "Agency"', 'name = "Agency"\ntime_zone = "UTC"', "line 3", 'Did you mean "timezone"?'),
    ('name = "Agency"', 'name = "A"\ntimezone = "EST"', "line 3", "timezone is not a time zone known here"),
    (
        'name = "Agency"',
        'name = "A"\ntimezone = "America/NewYork"',
        "line 3",
        'did you mean "America/New_York"?',
    ),
    ('name = "Agency"', 'name = "A"\ntimezone = "../../etc/passwd"', "line 3", "timezone"),
    ('name = "Agency"', 'name = "A"\ntimezone = "America"', "line 3", "timezone"),
    ("[agency]", "[[agency]]", "r.toml", "write [agency], with one bracket"),
    ("[[home]]", "[[hoem]]", "r.toml", 'Did you mean "home"?'),
    ('[[caseworker]]\nid = "tianna"', "[[caseworker]]", "line 4", "id is missing"),
    ('id = "tianna"', 'id = "Tianna Reilly"', "line 5, caseworker number 1", "id must be one word of small"),
    ('id = "tianna"', 'id = "15551234567"', "line 5", "starts with a letter"),
    ('id = "winter"', 'id = "chadwick"', "line 12", 'the id "chadwick" is already that of another home'),
    ('id = "hudson"', 'id = "gutierrez"', "line 23", "already that of another family"),
    ('id = "macia"', 'id = "gladys"', "line 18", "already that of another child"),
    ('id = "samara"', 'id = "ana"', "line 34", "already that of somebody else"),
    ('id = "samara"', 'id = "tianna"', "line 34", "already that of somebody else"),
    ('caseworker = "tianna"', 'caseworker = "tiana"', "line 16", 'Did you mean "tianna"?'),
    ('caseworker = "tianna"', 'caseworker = "ana"', "line 16", "there is no caseworker with that id"),
    ('home = "winter" },', 'home = "wintr" },', 'line 19, child "macia"', 'Did you mean "winter"?'),
    ('name = "Macia", ', "", "line 19", "name is missing"),
    ('id = "macia", ', "", "line 14, child number 2 of", "id is missing"),
    ('home = "winter" },', 'home = "winter", born = "2020-01-01" },', "line 19", "born must be a day"),
    ('home = "winter" },', 'home = "winter", born = 2020-01-01T10:00:00 },', "line 19", "born must be a day"),
    (
        'home = "winter" },',
        'home = "winter", born = 2020-01-02, placed = 2020-01-01 },',
        "line 19",
        "born is later than placed",
    ),
    ('[{ id = "jaylan", name = "Jaylan", home = "winter" }]', "[]", "line 25", "a list of at least one"),
    ('[{ id = "jaylan", name = "Jaylan", home = "winter" }]', '["jaylan"]', "line 25", "list of at least"),
    ('children = ["jaylan"]', 'children = ["jalyan"]', "line 37", 'Did you mean "jaylan"?'),
    ('children = ["jaylan"]', "", "line 33", 'children is missing; write for example: children = ["gladys"]'),
    ('children = ["jaylan"]', "children = []", "line 37", "children is missing"),
    ('children = ["jaylan"]', 'children = ["jaylan", "jaylan"]', "line 37", "entry 2: is there twice"),
    ('children = ["jaylan"]', 'children = "jaylan"', "line 37", "must be a list in square brackets"),
    ('role = "caregiver"', 'role = "carer"', "line 42", "write one of: parent, caregiver"),
    ('role = "caregiver"', 'role = "Caregiver"', "line 42", 'did you mean "caregiver"?'),
    ('role = "caregiver"\nhome = "chadwick"', 'role = "caregiver"', "line 39", "home is missing"),
    ('role = "caregiver"', 'role = "caregiver"\nlanguage = "fr"', "line 43", "write one of: en, es"),
    ('role = "caregiver"', 'role = "caregiver"\nquiet_hours = "9pm-7am"', "line 43", "24-hour clock"),
    ('role = "caregiver"', 'role = "caregiver"\nquiet_hours = "21:00-24:00"', "line 43", "24-hour clock"),
    ('role = "caregiver"', 'role = "caregiver"\nquiet_hours = "07:00-07:00"', "line 43", "same time"),
    ('role = "caregiver"', 'role = "caregiver"\nquiet_hours = 21', "line 43", "24-hour clock"),
    ('name = "Wendy"', f'name = "{"W" * 61}"', "line 41", "name is 61 characters long; 60 is the most"),
    ('name = "Wendy"', 'name = " "', "line 41", "name is empty"),
    ('name = "Wendy"', 'name = "We\\u202Endy"', "line 41", "turns the text round"),
    ('name = "Wendy"', 'name = "We\\u200Bndy"', "line 41", "cannot be seen"),
    ('name = "Wendy"', 'name = "We\\u0000ndy"', "line 41", "cannot be seen"),
    ('name = "Wendy"', 'name = "We\\nndy"', "line 41", "cannot be seen"),
    ('name = "Wendy"', 'name = "\\u3164"', "line 41", "cannot be seen"),
    ('name = "Wendy"', f'name = "W{chr(0x336) * 9}"', "line 41", "a pile of accents"),
    ('name = "Wendy"', 'name = "+1 (555) 123-4567"', "line 41", "looks like a number or an address"),
    ('name = "Wendy"', 'name = "@wendy"', "line 41", "looks like a number or an address"),
    ('name = "Wendy"', 'name = "Wendy"\nword = "mom\\u2066"', "line 42", "word has a character"),
    ('["ana", "wendy"]', '["ana"]', "line 48", "at least two adults"),
    ('["ana", "wendy"]', "[]", "line 48", "people is empty"),
    ('["ana", "wendy"]', '["ana", "wendi"]', "line 48", 'Did you mean "wendy"?'),
    ('["ana", "wendy"]', '["ana", "wendy", "tianna"]', "line 48", "works for the agency"),
    ('["ana", "wendy"]', '["ana", "wendy", "samara"]', "line 48", '"gladys" is not a child of "samara"'),
    ('children = ["gladys"]\npeople', "people", "line 45", "children is missing"),
    ('children = ["gladys"]\npeople', "children = []\npeople", "line 47", "children is empty"),
    (
        'children = ["gladys"]\npeople',
        'children = ["macia"]\npeople',
        "line 48",
        'none of the children lives in the home of "wendy"',
    ),
    (
        'children = ["gladys"]\npeople',
        'children = ["gladys", "jaylan"]\npeople',
        "line 47",
        "the children are of two families",
    ),
    ('phase = "open"', 'phase = "opened"', "line 49", 'did you mean "open"?'),
    ('phase = "open"', "", "line 45", "phase is missing"),
    ('phase = "open"', 'phase = "open"\nway = "look"', "line 50", "write one of: watch, hold"),
    ('parent = "ana"', 'parent = "anna"', "line 52", 'Did you mean "ana"?'),
    ('parent = "ana"', 'parent = "wendy"', "line 52", '"wendy" is no parent'),
    ('parent = "ana"', 'parent = "tianna"', "line 52", '"tianna" is no parent'),
    ('parent = "ana"', 'parent = "samara"', "line 53", '"gladys" is not a child of "samara"'),
    (
        '"know", "letters"',
        '"know", "leters"',
        "line 54",
        'kinds entry 2: "leters" is not known here; did you',
    ),
    ('"know", "letters"', "", "line 54", "kinds is empty"),
    ('"know", "letters"', '"visit"', "line 51", "supervision is missing"),
    ("from = 2026-10-01", "", "line 51", "from is missing"),
    ("from = 2026-10-01", "from = 2026-10-01\nuntil = 2025-10-01", "line 56", "until is earlier than from"),
    ("from = 2026-10-01", "from = 2026-10-01\nreview = 2025-10-01", "line 56", "review is earlier"),
    ("from = 2026-10-01", 'from = 2026-10-01\nsupervision = "watched"', "line 56", "supervision"),
    (
        "from = 2026-10-01",
        'from = 2026-10-01\napproval = "court"',
        "line 56",
        "write one of: caseworker, none",
    ),
    ("from = 2026-10-01", "from = 2026-10-01\nmax_minutes = 0", "line 56", "between 1 and"),
    ("from = 2026-10-01", "from = 2026-10-01\nmax_minutes = true", "line 56", "must be a whole number"),
    ("from = 2026-10-01", "from = 2026-10-01\nmax_minutes = 90.0", "line 56", "must be a whole number"),
    ("from = 2026-10-01", "from = 2026-10-01\nnotice_hours = -1", "line 56", "between 0 and"),
    ("from = 2026-10-01", "from = 2026-10-01\nplaces = []", "line 56", "places is empty"),
    ("from = 2026-10-01", 'from = 2026-10-01\nplaces = [""]', "line 56", "places entry 1: is empty"),
    ("[[circle]]", '[[nocontact]]\nbetween = ["ana"]\n[[circle]]', "line 46", "must name two people"),
    ("[[circle]]", '[[nocontact]]\nbetween = ["ana", "ana"]\n[[circle]]', "line 46", "is there twice"),
    (
        "[[circle]]",
        '[[nocontact]]\nbetween = ["samara", "wendi"]\n[[circle]]',
        "line 46",
        'Did you mean "wendy"?',
    ),
    (
        "[[circle]]",
        '[[connection]]\nchild = "rosa"\nname = "R"\nkind = "aunt"\n[[circle]]',
        "line 46",
        "no child",
    ),
]


@pytest.mark.parametrize(("old", "new", "where", "mend"), MISTAKES)
def test_a_mistake_is_told_with_its_place_and_its_mend(old: str, new: str, where: str, mend: str) -> None:
    told = mistakes(changed(old, new))
    assert any(where in one and mend in one for one in told), told


@pytest.mark.parametrize(
    ("text", "where", "mend"),
    [
        ("[agency]\nname = ", "line 2", "not understood"),
        ('[agency]\nname = "A', "line 2", "not closed"),
        ("[agency]\nname = 'A\n[x]", "line 3", "not closed"),
        ("[agency]\nname", "line 2", 'needs "="'),
        ("[agency]\nname = Agency", "line 2", 'texts stand in "quotes"'),
        ("[agency]\nname = 'a'\nname = 'b'", "line 3", "twice"),
        ("[agency]\n[agency]", "line 2", "twice"),
        ("[[person]]\nborn = 2026-13-01", "line 2", "days like 2026-10-01"),
        ("[[person]]\nborn = 2026-02-30", "line 2", "does not exist"),
        ("[[family]]\nchildren = [{ born = 2026-13-01 }]", "line 2", "day does not exist"),
        ("[[family]]\nchildren = [\n{ born = 10/12/2026 }]", "line 3", "days are written like 2026-10-01"),
        ("[[family]]\nchildren = [{ born = 2026-10-01 ]", "line 2", "a { is not closed"),
        ("[[person]]\nchildren = ['a'\n", "line 2", "not closed"),
        ("a = " + "9" * 5000, "r.toml", "not understood"),
        ("\na" + ".a" * 300_000 + " = 1", "line 2", "more dots"),
        ("a = " + "[" * 100_000, "r.toml", "too deeply"),
        ("a = '\0'", "line 1", "cannot be seen"),
        ("\ud800", "r.toml", "not understood"),
    ],
)
def test_a_slip_in_the_toml_is_told_with_its_line(text: str, where: str, mend: str) -> None:
    [told] = mistakes(text)
    assert where in told
    assert mend in told


def test_a_file_larger_than_a_mebibyte_is_not_even_parsed() -> None:
    assert "1 MiB" in mistakes("#" * (1024 * 1024 + 1))[0]
    assert "1 MiB" in mistakes("#" + "ñ" * (600 * 1024))[0]


def test_an_empty_roster_is_an_empty_roster() -> None:
    assert parsed("") == Roster()


def test_a_character_that_turns_the_text_round_is_refused_even_in_a_comment() -> None:
    told = mistakes(changed("[[circle]]", "# looks harmless \u202e\n[[circle]]"))
    assert told == [
        "r.toml, line 45: there is an invisible character that turns the text round; type the line again"
    ]


def test_names_of_other_alphabets_keep_their_letters() -> None:
    names = {"Zoë": "Zoë", "می‌خواهم": "می‌خواهم", "क्‍ष": "क्‍ष", " Nguyễn ": "Nguyễn", "Zoe\u0308": "Zoë"}
    for written, kept in names.items():
        assert parsed(changed('name = "Wendy"', f'name = "{written}"')).people[2].name == kept


def test_all_mistakes_come_at_once_and_in_the_order_of_the_file() -> None:
    text = changed('name = "Agency"', "")
    text = changed('role = "caregiver"', 'role = "carer"', text)
    text = changed('phase = "open"', 'phase = "opn"', text)
    text = changed("from = 2026-10-01", "from = 2026-10-01\nuntil = 2020-01-01\nmax_minutes = -5", text)
    told = mistakes(text)
    assert [one.split(",")[1] for one in told] == [" line 1", " line 42", " line 49", " line 56", " line 57"]


def test_one_mistake_does_not_drag_others_behind_it() -> None:
    for old, new in [
        ('role = "caregiver"', 'role = "carer"'),
        ('home = "winter" },', "home = 5 },"),
        ('children = ["gladys", "macia"]', "children = 5"),
        ('people = ["ana", "wendy"]', "people = 5"),
        ('children = ["gladys"]\npeople', "children = 5\npeople"),
        ("from = 2026-10-01", "until = 2026-10-01"),
    ]:
        assert len(mistakes(changed(old, new))) == 1, new


def test_a_birth_in_the_future_is_noticed_by_whoever_has_a_clock() -> None:
    text = changed('home = "winter" },', 'home = "winter", born = 2030-01-01 },')
    assert parsed(text).families[0].children[1].born == date(2030, 1, 1)
    assert "born lies in the future" in mistakes(text, today=date(2026, 11, 1))[0]
    assert parsed(text, today=date(2030, 1, 1))


@pytest.mark.parametrize("phase", get_args(Phase))
def test_no_circle_of_any_phase_joins_two_people_under_no_contact(phase: str) -> None:
    text = EXAMPLE.replace('phase = "open"', f'phase = "{phase}"')
    text += '\n[[nocontact]]\nbetween = ["joshua", "ana"]\n'
    [told] = mistakes(text)
    assert 'circle "gladys-jon": "ana" and "joshua" are under no contact' in told


def test_no_contact_with_a_housemate_of_somebody_in_the_circle_is_warned_of() -> None:
    text = SMALL + '[[person]]\nid = "bill"\nname = "Bill"\nrole = "caregiver"\nhome = "chadwick"\n'
    assert parsed(text).warnings == ()
    [warning] = parsed(text + '[[nocontact]]\nbetween = ["ana", "bill"]\n').warnings
    assert '"ana" is under no contact with "bill", who lives with somebody of this circle' in warning.says


def test_after_reunification_the_former_caregiver_may_stay_in_the_circle() -> None:
    text = changed('name = "Gladys", home = "chadwick"', 'name = "Gladys", home = "winter"')
    assert "none of the children" in mistakes(text)[0]
    assert parsed(changed('phase = "open"', 'phase = "after-reunification"', text))


def test_a_youth_is_no_adult_of_the_two_a_circle_needs() -> None:
    text = SMALL + '[[person]]\nid = "teo"\nname = "Teo"\nrole = "youth"\n'
    assert "at least two adults" in mistakes(changed('["ana", "wendy"]', '["ana", "teo"]', text))[0]
    assert parsed(changed('["ana", "wendy"]', '["ana", "wendy", "teo"]', text))


def test_the_same_name_twice_in_a_circle_is_allowed_and_warned_of() -> None:
    roster = parsed(changed('name = "Wendy"', 'name = "ANA"'))
    [warning] = roster.warnings
    assert warning.where == 'r.toml, line 48, circle "gladys"'
    assert warning.says == '"ana", "wendy" have the same name; others could take one for the other'


ADDRESSES = [
    ("telegram:@ana_secret", "no telegram account; its id is a number"),
    ("telegram:+15551234567", "no telegram account"),
    ("telegram:15551234567890123", "no telegram account"),
    ("telegram:01001", "no telegram account"),
    ("telegram:١٠٠١", "no telegram account"),
    ("telegram:", "no telegram account"),
    ("matrix:ana_secret", "no matrix account"),
    ("matrix:@ana_secret", "no matrix account"),
    ("matrix:@ana_secret:", "no matrix account"),
    ("matrix:@ana secret:example.org", "no matrix account"),
    (f"matrix:@{'a' * 250}:example.org", "no matrix account"),
    ("simulator:two words", "no simulator account"),
    ("whatsapp:15551234567", "the messenger is not known here; write one of: telegram, matrix, simulator"),
    ("15551234567", "must be messenger and id with a colon"),
]


@pytest.mark.parametrize(("address", "mend"), ADDRESSES)
def test_a_wrong_account_is_told_without_its_address(address: str, mend: str) -> None:
    text = changed(
        'role = "caregiver"', f'role = "caregiver"\naccounts = ["simulator:ok", {json.dumps(address)}]'
    )
    with pytest.raises(RosterProblem) as caught:
        parsed(text)
    [mistake] = caught.value.mistakes
    assert mistake.where == 'r.toml, line 43, person "wendy"'
    assert mistake.says.startswith("accounts entry 2: ")
    assert mend in mistake.says
    secret = address.partition(":")[2] or address
    for told in (str(mistake), repr(mistake), str(caught.value), repr(caught.value)):
        assert secret not in told
    assert caught.value.__context__ is None


def test_one_account_on_two_people_is_told_without_its_address() -> None:
    text = changed('role = "caregiver"', 'role = "caregiver"\naccounts = ["telegram:424242"]')
    text = changed('name = "Tianna"', 'name = "Tianna"\naccounts = ["telegram:424242"]', text)
    [told] = mistakes(text)
    assert told == (
        'r.toml, line 44, person "wendy": "tianna" has the same telegram account; '
        "an account belongs to one person"
    )


def test_the_same_number_on_two_messengers_is_two_accounts() -> None:
    text = changed('role = "caregiver"', 'role = "caregiver"\naccounts = ["telegram:1", "simulator:1"]')
    assert len(parsed(text).people[2].accounts) == 2


def test_an_account_does_not_show_itself() -> None:
    assert repr(Account("telegram", "424242")) == "Account(telegram, hidden)"
    roster = parsed(changed('role = "caregiver"', 'role = "caregiver"\naccounts = ["telegram:424242"]'))
    assert "424242" not in repr(roster)


@pytest.mark.parametrize(
    "line", ['"telegram:424242" = true', "424242 = 1", 'role = "424242"', 'home = "t:424242"']
)
def test_an_address_that_strayed_into_the_wrong_place_is_not_quoted_either(line: str) -> None:
    text = SMALL + f'[[person]]\nid = "bill"\nname = "Bill"\n{line}\n'
    assert not [one for one in mistakes(text) if "424242" in one]


def test_hundreds_of_mistakes_end_in_a_kind_word() -> None:
    told = mistakes("[[home]]\n" * 5000)
    assert len(told) == 201
    assert told[-1] == "r.toml: there may be more; mend these first"


# --- whatever the file holds, it is read or refused ---------------------------------------------------

_SCRAPS = st.sampled_from(
    ["", '"', "'", "[", "]", "[[", "{", "}", "=", ",", "\n", "#", "\\", "-1", "1e999", "true", "nan", "[]",
     "{}", '""', '"ana"', '"winter"', '["ana"]', "[[person]]", "[person]", "2026-10-01T00:00:00Z", "07:30:00",
     "2026-10-01", "\0", "\u202e", "\ud800", "'''", '"""', "9999999999999999999999", "id", "children", "."]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_mutated_example_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    text = EXAMPLE
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(at, min(len(text), at + 40)))
        text = text[:at] + data.draw(_SCRAPS | st.text(max_size=5)) + text[end:]
    _read_or_refused(text)


_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(["ana", "wendy", "gladys", "chadwick", "open", "parent", "visit", "telegram:1", "en"])
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "name", "home", "x"]), inner, max_size=4)
    ),
    max_leaves=6,
)
_PLACES = [
    ("agency", None, "name"),
    *[("caseworker", 0, key) for key in ("id", "name", "accounts", "quiet_hours", "language", "timezone")],
    *[("family", 0, key) for key in ("id", "caseworker", "children")],
    *[("person", 0, key) for key in ("id", "name", "role", "children", "home", "accounts", "word")],
    *[("circle", 0, key) for key in ("id", "children", "people", "phase", "way")],
    *[("permission", 0, key) for key in ("parent", "children", "kinds", "from", "places", "max_minutes")],
    *[(table, None, "") for table in ("agency", "person", "family", "circle", "nocontact", "connection")],
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(_PLACES), _VALUES), min_size=1, max_size=4))
def test_any_value_in_any_place_is_read_or_refused(
    changes: list[tuple[tuple[str, int | None, str], object]],
) -> None:
    document: dict[str, object] = {
        "agency": {"name": "A"},
        "caseworker": [{"id": "tianna", "name": "Tianna"}],
        "home": [{"id": "chadwick"}],
        "family": [
            {
                "id": "f",
                "caseworker": "tianna",
                "children": [{"id": "gladys", "name": "G", "home": "chadwick"}],
            }
        ],
        "person": [
            {"id": "ana", "name": "Ana", "role": "parent", "children": ["gladys"]},
            {"id": "wendy", "name": "Wendy", "role": "caregiver", "home": "chadwick"},
        ],
        "circle": [{"id": "c", "children": ["gladys"], "people": ["ana", "wendy"], "phase": "open"}],
        "permission": [
            {"parent": "ana", "children": ["gladys"], "kinds": ["know"], "from": date(2026, 1, 1)}
        ],
    }
    for (table, number, key), value in changes:
        if not key:
            document[table] = value
            continue
        entry = document[table]
        if number is not None and isinstance(entry, list) and entry:
            entry = entry[number]
        if isinstance(entry, dict):
            entry[key] = value
    _read_or_refused("\n".join(f"{key} = {_toml(value)}" for key, value in document.items()))


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps("nothing" if value is None else value)


def _read_or_refused(text: str) -> None:
    refused: tuple[Mistake, ...] = ()
    roster = Roster()
    try:
        roster = parsed(text)
    except RosterProblem as problem:
        refused = problem.mistakes or (Mistake("", ""),)
    assert all(mistake.where.startswith("r.toml") and mistake.says for mistake in refused)
    # Whatever is read refers only to what is there.
    children = {child.id for family in roster.families for child in family.children}
    everyone = {one.id for one in (*roster.people, *roster.caseworkers, *roster.supervisors)}
    for circle in roster.circles:
        assert set(circle.children) <= children
        assert set(circle.people) <= everyone
        assert circle.phase in get_args(Phase)
    for permission in roster.permissions:
        assert permission.parent in everyone
        assert set(permission.kinds) <= set(get_args(Kind))
        assert permission.supervision in (None, *get_args(Supervision))
        assert permission.approval in get_args(Approval)
