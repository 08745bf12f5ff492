"""What a record never tells, whom it keeps out, and what of it outlives the words."""

from __future__ import annotations

import csv
import importlib
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import create_engine, insert, select, update
from sqlalchemy.engine import Connection

from bot.chat.people import Circle, Member, PersonState, Phase, Role, View, Way
from bot.chat.record import Day, Form, Record, Wanted, head_code, written
from bot.chat.text import Value
from bot.courier.records import MOST_ON_PAPER, made, table
from bot.engine.ports import Departure
from bot.family.commands import HandOut
from bot.family.facts import Desk, Facts, ServedFamily
from bot.family.handing import Scope as Handed
from bot.family.handing import hand_out, kept_out, undecided
from bot.speech import Speech
from bot.store.asked import Asked, NotClear, wanted_as
from bot.store.audit import Entry, add
from bot.store.handed import hand_out as note
from bot.store.keyring import destroy_key
from bot.store.record import for_departure, read_record
from bot.store.schema import chain_head, family, handed_out, no_contact, outbox, plan_item
from bot.store.schema import note as notes
from bot.store.sealing import Scope
from bot.store.session import Session
from bot.store.verifying import verify
from tests.meetings import view
from tests.record.story import AGREED, NEVER, ODD, families, person_named, played, recorded, wanted_in
from tests.story.stage import TEXTS, Stage

APART = (
    "Ana: Hola Wendy",
    "Ana [Joshua y Wendy (Gladys y Jon)]",
    "Wendy: He is fine. joshua was here on Sunday",
    "Joshua: I can bring his boots",
    "Wendy: We are at the lake",
)


def say(value: Value) -> str:
    return Speech(TEXTS)("en", "America/New_York", value)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await played(tmp_path)
    yield stage
    await stage.close()


@pytest.fixture
async def apart(tmp_path: Path) -> AsyncIterator[Stage]:
    stage = await played(tmp_path, APART)
    yield stage
    await stage.close()


def forms_of(record: Record) -> bytes:
    """Return all files of a record in one piece."""
    files = made(record, "en", say)
    assert [file.mime for file in files] == ["text/html", "application/pdf", "text/csv", "application/json"]
    return b"\n".join(file.data for file in files if file.mime != "application/pdf")


async def test_of_another_family_there_is_no_name_no_id_and_no_count(stage: Stage) -> None:
    record = await recorded(stage)
    everything = forms_of(record)

    def others(session: Session) -> list[str]:
        known = {one.id for one in record.people}
        people = [person_named(session, name) for name in ("Ana", "Wendy", "Joshua")]
        assert not known & set(people)
        return [*people, *(one for one in families(session) if one != record.wanted.family)]

    for told in [*await stage.house.store.read(others), "Ana", "Wendy", "Gladys", "Macia"]:
        assert told.encode() not in everything, told


async def test_what_nobody_had_and_what_is_the_caseworkers_is_in_no_form(stage: Stage) -> None:
    everything = forms_of(await recorded(stage))
    for words in NEVER:
        assert words.encode() not in everything, words
    kept = await stage.house.store.read(lambda session: session.connection.execute(select(notes.c.id)).all())
    assert len(kept) == 1


async def test_who_is_kept_out_is_nowhere(apart: Stage) -> None:
    joshua = await apart.house.store.read(lambda session: person_named(session, "Joshua"))
    whole = await recorded(apart, "Gladys")
    record = await recorded(apart, "Gladys", left_out=(joshua,))
    everything = forms_of(record)
    for told in ("Joshua", "joshua", joshua, "his boots"):
        assert told.encode() in forms_of(whole)
        assert told.encode() not in everything, told
    assert [message.steps[0].words for message in record.messages] == ["Hola Wendy", "We are at the lake"]
    assert verify(written(record)).entries == len(record.chain)


async def test_what_both_homes_agreed_on_stands_in_it_and_what_one_only_suggested_does_not(
    stage: Stage,
) -> None:
    record = await recorded(stage)
    (one,) = record.agreements
    assert (one.topic, one.words, record.name(one.by)) == ("hair", AGREED, "Samara")
    everything = forms_of(record).decode()
    assert "What both homes agreed on" in everything
    assert AGREED in everything
    samara, since = one.by, record.made_at
    assert (await recorded(stage, left_out=(samara,))).agreements == ()
    assert (await recorded(stage, since=since)).agreements == ()


async def test_it_still_holds_when_the_words_are_shredded(stage: Stage) -> None:
    before = await recorded(stage)
    code = head_code(len(before.chain), bytes.fromhex(before.head))

    def shred(session: Session) -> bool:
        return destroy_key(session.connection, Scope.family(before.wanted.family))

    assert await stage.house.store.run(shred)
    after = await stage.house.store.read(
        lambda session: read_record(session, before.wanted, "Our agency", "America/New_York")
    )
    held = verify(written(after), None, code)
    assert (held.entries, held.opened) == (len(before.chain), 0)
    assert all(step.words is None for message in after.messages for step in message.steps)
    assert [one.head for one in after.chain] == [one.head for one in before.chain]
    assert verify(written(before), None, code).opened > 0
    assert b"How was his day" not in forms_of(after)


async def test_what_was_written_down_later_goes_on_from_what_was_handed_out(stage: Stage) -> None:
    first = await recorded(stage)
    stage.phone("Samara").says("One more")
    await stage.settle()
    second = await recorded(stage)
    assert len(second.chain) > len(first.chain)
    assert [one.head for one in second.chain[: len(first.chain)]] == [one.head for one in first.chain]


async def test_what_may_have_arrived_is_told_as_such(stage: Stage) -> None:
    def begin(session: Session) -> None:
        unsure = select(outbox.c.id).where(outbox.c.state == "sent", outbox.c.kind == "words").limit(1)
        row = session.connection.execute(unsure).scalar_one()
        values = {"state": "dead", "is_begun": True, "why": "uncertain", "sent_at": None}
        session.connection.execute(update(outbox).where(outbox.c.id == row).values(**values))

    record = await recorded(stage)
    before = [copy.state for message in record.messages for copy in message.copies]
    assert set(before) == {"delivered", "never", "waiting"}
    await stage.house.store.run(begin)
    record = await recorded(stage)
    assert "perhaps" in [copy.state for message in record.messages for copy in message.copies]
    assert b"Nobody knows if" in forms_of(record)


async def test_only_who_serves_the_family_gets_it(stage: Stage) -> None:
    def work(session: Session) -> tuple[Record | None, Record | None]:
        wanted = wanted_in(session)
        gone = departure(f"{note(session, wanted)}/proof", person_named(session, "Tianna"))
        hers = for_departure(session, gone)
        other = person_named(session, "Wendy")
        session.connection.execute(update(family).values(caseworker_id=other))
        return hers, for_departure(session, gone)

    hers, no_more = await stage.house.store.run(work)
    assert hers is not None
    assert no_more is None


def departure(record: str, person: str) -> Departure:
    gone = msgspec.json.decode(
        b'{"row":"r","lane":"l","token":1,"to":{"messenger":"simulator","user":"u","chat":"u"},'
        b'"language":"en","timezone":"America/New_York","operation":"send","kind":"answer"}',
        type=Departure,
    )
    return msgspec.structs.replace(gone, record=record, person=person)


def test_a_family_that_is_not_in_her_care_is_not_handed_out() -> None:
    wanted = Wanted("theirs", (), view("tianna").now, "court", "court", (Form.PROOF,))
    facts = Facts(desk=Desk(families=(ServedFamily("hers", "Hers", ()),)))
    told = hand_out(HandOut(wanted), at_desk(), facts)
    assert told.events == ()
    assert [draft.record for draft in told.drafts] == [None]


def at_desk() -> View:
    seen = view("tianna")
    speaker = msgspec.structs.replace(seen.speaker, role=Role.CASEWORKER, state=PersonState.JOINED)
    return msgspec.structs.replace(seen, speaker=speaker)


async def test_what_for_and_for_whom_is_noted_in_the_chain(stage: Stage) -> None:
    record = await recorded(stage)

    def noted(session: Session) -> Wanted:
        row = session.connection.execute(select(handed_out)).one()
        scope = Scope.family(row.family_id)
        details = session.open_bytes(scope, "handed_out.details", row.id, row.details)
        return msgspec.json.decode(details, type=Wanted)

    wanted = await stage.house.store.read(noted)
    assert (wanted.purpose, wanted.recipient, wanted.circles) == ("court", "court", record.wanted.circles)


async def test_what_people_wrote_does_nothing_in_a_browser(stage: Stage) -> None:
    record = await recorded(stage)
    page = made(record, "en", say)[0].data.decode()
    assert "<script" not in page
    assert "=1+1 &lt;script&gt;" in page
    assert ODD in written(record).decode().replace('\\"', '"')


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n@x", '=HYPERLINK("x")')


async def test_nothing_in_the_table_is_a_formula(stage: Stage) -> None:
    record = await recorded(stage)
    for name in FORMULAS:
        day = msgspec.structs.replace(record.meetings[0], children=(name,), by=record.people[0].id)
        person = msgspec.structs.replace(record.people[0], name=name)
        odd = msgspec.structs.replace(record, meetings=(day,), people=(person, *record.people[1:]))
        _, cells = csv.reader(io.StringIO(table(odd, say).decode("utf-8-sig"), newline=""))
        assert f"'{name}" in cells
        assert not [cell for cell in cells if cell.strip().startswith(("=", "+", "-", "@"))]


async def test_a_long_record_is_several_pdf(stage: Stage) -> None:
    record = await recorded(stage)
    wanted = msgspec.structs.replace(record.wanted, forms=(Form.PAPER,))
    many = record.messages * (MOST_ON_PAPER // len(record.messages) + 1)
    files = made(msgspec.structs.replace(record, wanted=wanted, messages=many), "es", say)
    assert [file.data[:5] for file in files] == [b"%PDF-", b"%PDF-"]


async def test_every_kind_of_meeting_has_words(stage: Stage) -> None:
    record = await recorded(stage)
    day: Day = record.meetings[0]
    kinds = ("visit", "call", "appointment", "activity", "team", "court")
    days = tuple(msgspec.structs.replace(day, kind=kind, state="unclear") for kind in kinds)
    told = forms_of(msgspec.structs.replace(record, meetings=days)).decode()
    assert told.count("The two homes remember it in different ways.") == 2 * len(kinds)


async def test_chains_of_the_time_before_are_chained_anew(stage: Stage) -> None:
    def old(session: Session) -> dict[str, bytes]:
        add(session, [Entry("agency", "x", None, None)])
        rows = session.connection.execute(select(chain_head.c.chain, chain_head.c.head)).all()
        session.connection.execute(update(chain_head).values(head=b"\0" * 32))
        return {row.chain: bytes(row.head) for row in rows}

    before = await stage.house.store.run(old)
    migration = importlib.import_module("bot.store.migrations.versions.v0009_records_that_are_handed_out")
    engine = create_engine(stage.url)
    with engine.begin() as connection:
        anew(migration, connection)
        rows = connection.execute(select(chain_head.c.chain, chain_head.c.head)).all()
    engine.dispose()
    assert {row.chain: bytes(row.head) for row in rows} == before


def anew(migration: object, connection: Connection) -> None:
    migration._chain_anew(connection)  # type: ignore[attr-defined]


async def test_the_command_line_keeps_the_same_people_out(apart: Stage) -> None:
    def keep(session: Session) -> str:
        one, other = (person_named(session, name) for name in ("Ana", "Joshua"))
        pairs = [("a" * 32, one, other), ("b" * 32, other, one)]
        rows = [{"id": row, "one_id": here, "other_id": there} for row, here, there in pairs]
        session.connection.execute(insert(no_contact), rows)
        return other

    joshua = await apart.house.store.run(keep)

    async def left_out(asked: Asked, recipient: str) -> tuple[str, ...]:
        def work(session: Session) -> Wanted:
            return wanted_as(session, asked, Wanted("", (), session.now, "court", recipient, ()))

        return (await apart.house.store.read(work)).left_out

    nobody = Asked("gladys-jon", None, None, (), with_everybody=False)
    with pytest.raises(NotClear, match="say who is kept out"):
        await left_out(nobody, "The court")
    assert await left_out(nobody, "Ana's lawyer") == (joshua,)
    assert await left_out(msgspec.structs.replace(nobody, without=("joshua",)), "The court") == (joshua,)
    ana = msgspec.structs.replace(nobody, circle=None, family="gutierrez", person="ana")
    assert await left_out(ana, "The court") == (joshua,)
    assert await left_out(msgspec.structs.replace(nobody, with_everybody=True), "The court") == ()


async def test_what_was_said_once_the_children_were_home_is_nobodys_to_read(stage: Stage) -> None:
    record = await recorded(stage)

    async def now_is(body: bytes) -> None:
        entry = Entry(record.wanted.family, "phase", None, record.circles[0].id, body)
        await stage.house.store.run(lambda session: add(session, [entry]))

    async def says(words: str) -> None:
        await stage.wait(timedelta(hours=1))
        stage.phone("Francis").says(words)
        await stage.settle()

    await stage.wait(timedelta(minutes=1))
    await now_is(b"after-reunification watch")
    await stage.wait(timedelta(days=1, hours=12))
    await says("HOMEWORDS")
    agreed_then = update(plan_item).where(plan_item.c.state == "agreed").values(agreed_at=stage.clock.now())
    await stage.house.store.run(lambda session: session.connection.execute(agreed_then) and None)
    await stage.wait(timedelta(minutes=1))
    await now_is(b"open watch")
    await says("Here we are again")
    again = await recorded(stage)
    assert len(again.messages) == len(record.messages) + 1
    assert b"HOMEWORDS" not in forms_of(again)
    assert (len(record.agreements), again.agreements) == (1, ())
    assert b"Here we are again" in forms_of(again)


def test_who_was_only_in_a_closed_circle_is_kept_out_like_everybody() -> None:
    def around(name: str, *people: str) -> Circle:
        members = tuple(Member(one, one.title(), Role.PARENT) for one in people)
        return Circle(name, "f", Phase.OPEN, Way.WATCH, (), members, "t", "Tianna")

    desk = Desk(families=(ServedFamily("f", "Family", ()),), circles=(around("now", "ana", "wendy"),))
    facts = Facts(
        desk=desk,
        closed=(around("before", "ana", "joshua"),),
        apart=frozenset({("ana", "joshua"), ("joshua", "ana")}),
    )
    assert kept_out(Handed("f", person="ana"), {}, facts) == ("joshua",)
    assert kept_out(Handed("f"), {"recipient": "Ana's lawyer"}, facts) == ("joshua",)
    assert undecided(Handed("f"), {"recipient": "court"}, facts) == [("ana", "joshua")]
    elsewhere = Handed("f", circle="now")
    assert kept_out(elsewhere, {"recipient": "court"}, facts) == ()
