"""Another phone, a lost one, a stolen one: what no screen shows, and what may not happen in between."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.chat.clock import SetClock
from bot.chat.people import PersonState, Role
from bot.chat.text import Text
from bot.family import accounts as rules
from bot.family.circles import as_code
from bot.family.commands import FreezePerson, ReissueAccount, ThawPerson
from bot.family.facts import Desk, Facts, Served
from bot.family.outcome import Outcome
from bot.flows.accounts import FreezeFlow
from bot.store import departed
from bot.store.schema import account, audit, link
from bot.store.sealing import Master, fresh_key
from bot.store.session import Session
from tests.canary import files_under
from tests.ledger import faults
from tests.postgres import fresh_database
from tests.story.phones import SimulatorExchange, SimulatorPhone
from tests.story.stage import MONDAY_MORNING, TEXTS, Stage
from tests.test_flow_texts import opened

PAIR = (Path(__file__).parent / "data" / "roster-pair.toml").read_text()
MINUTE = timedelta(minutes=1)
NO_SUCH_CODE = TEXTS.render("en", "stranger-no-such-code")
SENT = TEXTS.render("en", "stranger-link-sent")
CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    """Ana, Wendy and Tianna are here."""
    clock = SetClock(MONDAY_MORNING)
    url = f"sqlite:///{tmp_path / 'story.db'}"
    made = Stage(SimulatorExchange(clock), clock, url, Master(fresh_key()))
    await made.open(joined=("Ana", "Wendy", "Tianna"), roster=PAIR)
    yield made
    await made.close()


def phone(stage: Stage, name: str) -> SimulatorPhone:
    found = stage.phone(name)
    assert isinstance(found, SimulatorPhone)
    return found


async def says(stage: Stage, name: str, words: str) -> str:
    said = stage.phone(name).says(words)
    await stage.settle()
    return said


async def presses(stage: Stage, name: str, label: str) -> None:
    seen = next(one for one in reversed(stage.screen(name)) if any(label in row for row in one.labels))
    stage.phone(name).presses(seen.id, label)
    await stage.settle()


def reads(stage: Stage, name: str) -> list[str]:
    return [one.body for one in stage.screen(name)]


def last_code(stage: Stage, name: str) -> str:
    found: list[str] = CODE.findall("\n".join(reads(stage, name)))
    return found[-1]


async def offers(stage: Stage, name: str = "Wendy") -> str:
    await says(stage, name, "/link")
    return last_code(stage, name)


async def reissued(stage: Stage, name: str = "Wendy") -> str:
    await says(stage, "Tianna", f"/reissue {name} yes")
    return last_code(stage, "Tianna")


# --- a code


async def test_a_code_stands_nowhere_but_on_the_phone_it_was_asked_for_on(
    stage: Stage, tmp_path: Path
) -> None:
    code = await offers(stage)
    await says(stage, "Wendy's new phone", code)
    kept = b"".join(files_under(tmp_path).values())
    assert code.encode() not in kept
    assert str(as_code(code)).encode() not in kept
    assert b"wendy's new phone" not in kept


async def test_a_newer_code_makes_the_older_one_void_and_ends_what_it_asked(stage: Stage) -> None:
    first = await offers(stage)
    await says(stage, "Stranger", first)
    second = await offers(stage)
    await says(stage, "Wendy's new phone", first)
    assert reads(stage, "Wendy's new phone") == [NO_SUCH_CODE]
    await presses(stage, "Wendy", "Yes, it was me")
    assert TEXTS.render("en", "button-passed") in reads(stage, "Wendy")
    await says(stage, "Wendy's new phone", second)
    await presses(stage, "Wendy", "Yes, it was me")
    await presses(stage, "Wendy", "Both")
    await says(stage, "Stranger", "Hello?")
    assert "Wendy" not in "".join(reads(stage, "Stranger"))
    await says(stage, "Ana", "Hola")
    assert reads(stage, "Wendy's new phone")[-1] == "Hola"


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_of_two_who_send_one_code_at_the_same_moment_one_is_asked_about(
    database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    clock = SetClock(MONDAY_MORNING)
    url = f"sqlite:///{tmp_path / 'story.db'}"
    if database == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_server"))
    stage = Stage(SimulatorExchange(clock), clock, url, Master(fresh_key()))
    await stage.open(joined=("Ana", "Wendy", "Tianna"), roster=PAIR)
    try:
        code = await offers(stage)
        senders = [f"Stranger {number}" for number in range(8)]
        for name in senders:
            stage.phone(name).says(code)
        await stage.settle()
        assert sorted(reads(stage, name)[0] for name in senders) == sorted([SENT, *[NO_SUCH_CODE] * 7])
        mine = [one for one in stage.screen("Wendy") if one.labels]
        assert len(mine) == 1
    finally:
        await stage.close()


async def test_guesses_at_codes_are_limited_as_those_at_invitations_are(stage: Stage) -> None:
    code = await offers(stage)
    for number in range(stage.defaults.guesses_per_hour):
        await says(stage, "Stranger", f"/link ABCDE-FGH{'JKMNP'[number % 5]}2")
    await says(stage, "Stranger", code)
    assert reads(stage, "Stranger")[-1] == TEXTS.render("en", "stranger-wait")
    assert SENT not in reads(stage, "Stranger")
    await says(stage, "Wendy's new phone", code)
    assert reads(stage, "Wendy's new phone") == [SENT]


async def test_a_code_that_cannot_be_confirmed_is_no_code(stage: Stage) -> None:
    code = await offers(stage)
    stage.phone("Wendy").blocks()
    await stage.settle()
    await says(stage, "Wendy's new phone", code)
    assert reads(stage, "Wendy's new phone") == [NO_SUCH_CODE]


async def test_who_has_moved_may_move_back(stage: Stage) -> None:
    for old, new in (("Wendy", "Wendy's new phone"), ("Wendy's new phone", "Wendy")):
        await says(stage, new, await offers(stage, old))
        await presses(stage, old, "Yes, it was me")
        await presses(stage, old, "Only the new one")
    await says(stage, "Ana", "Hola")
    assert reads(stage, "Wendy")[-1] == "Hola"
    assert "Hola" not in reads(stage, "Wendy's new phone")


# --- a lost phone


async def test_nothing_that_was_on_its_way_to_a_revoked_account_brings_it_back(stage: Stage) -> None:
    code = await reissued(stage)

    def blocked(session: Session) -> list[str]:
        run = session.connection.execute
        lost = run(select(account.c.id).where(account.c.state == "revoked")).scalar_one()
        run(departed._LOSE, {"which": lost})
        return list(run(select(account.c.state).where(account.c.id == lost)).scalars())

    assert await stage.house.store.run(blocked) == ["revoked"]
    await says(stage, "Wendy's new phone", code)
    await says(stage, "Ana", "Hola")
    assert reads(stage, "Wendy's new phone")[-1] == "Hola"


async def test_an_older_code_is_void_and_the_same_person_comes_back_once(stage: Stage) -> None:
    first, second = await reissued(stage), await reissued(stage)
    await says(stage, "Stranger", first)
    assert reads(stage, "Stranger") == [NO_SUCH_CODE]
    await says(stage, "Wendy's new phone", second)
    await says(stage, "Stranger", second)
    assert reads(stage, "Stranger") == [NO_SUCH_CODE, NO_SUCH_CODE]


async def test_what_is_taken_back_from_a_lost_phone_is_said_to_stand_there(stage: Stage) -> None:
    await says(stage, "Ana", "Hola")
    await reissued(stage)
    await says(stage, "Ana", "/undo")
    assert reads(stage, "Wendy") == ["Hola"]
    assert TEXTS.render("es", "ended-undo", people="Wendy", words="Hola") in reads(stage, "Ana")


async def test_what_asks_on_a_lost_phone_is_over_but_a_conversation_goes_on(stage: Stage) -> None:
    code = await offers(stage)
    await says(stage, "Stranger", code)
    back = await reissued(stage)
    await presses(stage, "Wendy", "Yes, it was me")
    await says(stage, "Wendy's new phone", back)
    rows = await stage.house.store.read(lambda session: session.connection.execute(select(link)).all())
    assert rows == []
    await says(stage, "Stranger", "Hello?")
    assert reads(stage, "Stranger")[-1] == TEXTS.render("en", "stranger-hello")


# --- a stolen phone


async def test_what_is_written_to_somebody_frozen_is_kept_in_order_and_never_twice(stage: Stage) -> None:
    await says(stage, "Tianna", "/freeze Wendy yes")
    for word in ("Uno", "Dos", "Tres"):
        await says(stage, "Ana", word)
    await stage.wait(2 * MINUTE)
    assert reads(stage, "Wendy") == []
    away = TEXTS.render("es", "delay-unreachable", people="Wendy")
    assert reads(stage, "Ana") == [away]
    await stage.restart()
    await presses(stage, "Tianna", "Let it go on")
    await presses(stage, "Tianna", "Let it go on")
    assert reads(stage, "Wendy") == [TEXTS.render("en", "thawed-told"), "Uno", "Dos", "Tres"]
    assert reads(stage, "Ana") == [away, TEXTS.render("es", "arrived-told", people="Wendy")]


async def test_a_frozen_phone_that_blocks_the_bot_and_comes_back_is_frozen_still(stage: Stage) -> None:
    await says(stage, "Tianna", "/freeze Wendy yes")
    stage.phone("Wendy").blocks()
    await stage.settle()
    stage.phone("Wendy").unblocks()
    await says(stage, "Ana", "Hola")
    assert reads(stage, "Wendy") == []
    assert TEXTS.render("en", "account-lost", name="Wendy") not in reads(stage, "Tianna")


async def test_an_answer_that_was_on_its_way_ends_with_a_freeze(stage: Stage) -> None:
    for name, words in (("Wendy", "/help"), ("Tianna", "/freeze Wendy yes")):
        stage.phone(name).says(words)
        await stage.exchange.all_received()
        await stage.house.turns.drain()
    await stage.settle()
    assert reads(stage, "Wendy") == []


# --- two phones


async def test_where_one_phone_cannot_be_written_to_the_other_gets_what_is_changed_too(stage: Stage) -> None:
    await says(stage, "Ana", "Hola")
    await says(stage, "Wendy's new phone", await offers(stage))
    await presses(stage, "Wendy", "Yes, it was me")
    await presses(stage, "Wendy", "Both")
    phone(stage, "Wendy").phone.is_reachable = False
    own = next(one.id for one in phone(stage, "Ana").phone.screen() if one.is_own)
    stage.phone("Ana").edits(own, "Hola a todos")
    await stage.settle()
    await says(stage, "Ana", "¿Cómo están?")
    assert reads(stage, "Wendy's new phone")[-1] == "¿Cómo están?", "nothing stands in its way"
    told = TEXTS.render("es", "ended-change", people="Wendy", words="Hola a todos")
    assert told in reads(stage, "Ana")
    assert TEXTS.render("en", "account-lost", name="Wendy") not in reads(stage, "Tianna")


# --- what is kept of it


async def test_all_of_it_is_in_the_audit_chain(stage: Stage) -> None:
    await says(stage, "Wendy's new phone", await offers(stage))
    await presses(stage, "Wendy", "Yes, it was me")
    await presses(stage, "Wendy", "Both")
    await says(stage, "Wendy", "/settings where Here")
    await says(stage, "Stranger", await offers(stage))
    await presses(stage, "Wendy", "No")
    await says(stage, "Tianna", "/freeze Wendy yes")
    await says(stage, "Tianna", "/freeze Wendy let it go on")
    await says(stage, "Wendy's new phone", await reissued(stage))

    def read(session: Session) -> tuple[list[str], list[str]]:
        rows = session.connection.execute(select(audit.c.action).order_by(audit.c.seq)).scalars()
        return list(rows), faults(session)

    actions, wrong = await stage.house.store.read(read)
    assert wrong == []
    ours = ("link", "freez", "froz", "thaw", "revok", "reissue", "redeem", "account")
    assert [one for one in actions if one.startswith(ours)] == [
        "link-offered",
        "link-claimed",
        "linked",
        "account-chosen",
        "link-offered",
        "link-claimed",
        "link-refused",
        "frozen",
        "freeze",
        "thawed",
        "thaw",
        "revoked",
        "reissue",
        "redeemed",
    ]


# --- the rules


def texts_of(outcome: Outcome) -> list[str]:
    return [part.id for draft in outcome.drafts for part in draft.parts if isinstance(part, Text)]


@pytest.mark.parametrize("state", PersonState)
def test_what_can_be_done_depends_on_how_far_a_person_has_come(state: PersonState) -> None:
    view = opened(FreezeFlow, Role.CASEWORKER).view
    served = Served("wendy", "Wendy", Role.CAREGIVER, state, is_reachable=True)
    facts = Facts(desk=Desk(people=(served,)))
    is_here = state in (PersonState.JOINING, PersonState.JOINED)
    is_frozen = state == PersonState.FROZEN
    frozen = texts_of(rules.freeze(FreezePerson("wendy"), view, facts))
    assert frozen == ["freeze-done" if is_here else "freeze-already" if is_frozen else "freeze-nothing"]
    reissued = texts_of(rules.reissue(ReissueAccount("wendy"), view, facts))
    assert reissued[0] == ("reissue-done" if is_here or is_frozen else "reissue-nothing")
    thawed = texts_of(rules.thaw(ThawPerson("wendy"), view, facts))
    assert thawed[-1] == ("thaw-done" if is_frozen else "thaw-nothing")


def test_somebody_of_another_desk_is_unknown() -> None:
    view, facts = opened(FreezeFlow, Role.CASEWORKER).view, Facts()
    for outcome in (
        rules.freeze(FreezePerson("samara"), view, facts),
        rules.thaw(ThawPerson("samara"), view, facts),
        rules.reissue(ReissueAccount("samara"), view, facts),
    ):
        assert (outcome.events, texts_of(outcome)) == ((), ["person-not-yours"])
