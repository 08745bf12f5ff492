"""What is kept of books and plans: sealed for the right family, committed to in its chain, in clear nowhere.

Every answer, question and suggestion carries a mark. Knows nothing of who may read them.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from sqlalchemy import RowMapping, Table, select, update

from bot.chat.clock import SetClock
from bot.family.fields import FIELDS, OF_TOPIC
from bot.house import House
from bot.store.keyring import destroy_key
from bot.store.media import remove_served
from bot.store.schema import (
    audit,
    book_answer,
    book_question,
    call_question,
    child,
    circle,
    family,
    media,
    person,
    plan_item,
)
from bot.store.sealing import Master, Scope
from bot.store.session import Session
from bot.store.store import Store
from tests.books import Books, labels, roster
from tests.canary import Marks, everything_logged, files_under
from tests.ledger import faults
from tests.rosters import by_ref
from tests.sealed import cells
from tests.story.stage import DEFAULTS, MONDAY_MORNING, TEXTS

BY_VOICE: Final = ("under a voice", "asked by voice", "suggested by voice", "listed by voice")
OF_GUTIERREZ: Final = (
    "in a book",
    "in a book since",
    "taken out",
    "on an allergy",
    "of a doctor",
    "asked",
    "answered",
    "suggested",
    "suggested instead",
    "taken back",
    "listed",
    *BY_VOICE,
)
OF_HUDSON: Final = ("looked at first", "sent back", "let in")
COLUMNS: Final = {
    ("book_answer", "value"),
    ("book_question", "words"),
    ("plan_item", "words"),
    ("call_question", "words"),
}


class Told(NamedTuple):
    """A story that has been told: its database and the key to it, its marks, and what there was meanwhile."""

    folder: Path
    master: Master
    marks: Marks
    screens: str
    files: dict[str, bytes]
    log: dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder, marks = tmp_path_factory.mktemp("told"), Marks(11)

    async def tell() -> Told:
        with everything_logged() as (written, overheard):
            stage = await Books.at(folder, roster())
            await _books(stage, marks)
            await _plans(stage, marks)
            files = files_under(folder)
            await stage.close()
        assert overheard.of("sqlalchemy.engine"), "the loudest library was not even heard"
        log = {"log": written.getvalue(), "log as it was handed over": "\n".join(overheard.told)}
        screens = "\n".join(text for _, text in stage.put)
        return Told(folder, stage.master, marks, screens, files, log)

    return asyncio.run(tell())


@pytest.fixture
async def store(told: Told, tmp_path: Path) -> AsyncIterator[Store]:
    """A copy of the database, opened, with nobody else on it."""
    shutil.copy(told.folder / "story.db", tmp_path / "story.db")
    async with House(
        url=f"sqlite:///{tmp_path / 'story.db'}",
        master=told.master,
        defaults=DEFAULTS,
        clock=SetClock(MONDAY_MORNING + timedelta(days=1)),
        messengers=[],
        texts=TEXTS,
    ) as house:
        yield house.store


async def _books(stage: Books, marks: Marks) -> None:
    for field, what in (
        ("called", "in a book"),
        ("called", "in a book since"),
        ("bedtime", "taken out"),
        ("allergies", "on an allergy"),
        ("diagnoses", "of a doctor"),
    ):
        await stage.writes("Ana", "Gladys", field, f"She says {marks(what)}")
    await stage.writes("Ana", "Gladys", "bedtime", "")
    await stage.speaks("Wendy", "Gladys", "song", f"So she sings {marks('under a voice')}")
    await stage.asks_by_voice("Wendy", "Gladys", f"What is {marks('asked by voice')}?")
    await stage.asks("Wendy", "Gladys", f"What is {marks('asked')}?")
    await stage.answers("Joshua", f"It is {marks('answered')}")
    for what in OF_HUDSON:
        await stage.writes("Samara", "Jaylan", "song", f"He sings {marks(what)}")
        if what == "sent back":
            await stage.presses("Marcus", "Send it back", under=marks(what))
        elif what == "let in":
            await stage.presses("Marcus", "Pass it on", under=marks(what))
    await stage.reads("Tianna")
    await stage.says("Tianna", "/queue")


async def _plans(stage: Books, marks: Marks) -> None:
    await stage.suggests("Ana", "Hair", f"We ask about {marks('suggested')}")
    await stage.suggests("Wendy", "Hair", f"We trim {marks('suggested instead')}")
    for who in ("Ana", "Joshua"):
        await stage.presses(who, "I agree", under=marks("suggested instead"))
    await stage.suggests("Joshua", "Faith", f"We sing {marks('taken back')}")
    await stage.looks_at("Joshua", "Faith")
    await stage.presses("Joshua", "Take mine back")
    await stage.suggests_by_voice("Ana", "Clothes", f"He likes {marks('suggested by voice')}")
    for who in ("Wendy", "Joshua"):
        await stage.presses(who, "I agree", under=marks("suggested by voice"))
    await stage.lists("Wendy", f"We ask {marks('listed')}")
    await stage.lists("Wendy", f"We ask {marks('listed by voice')}", by_voice=True)


def _families(session: Session) -> dict[str, Scope]:
    return {ref: Scope.family(row.id) for ref, row in by_ref(session, family).items()}


async def test_each_value_opens_with_its_own_familys_key_and_no_other(told: Told, store: Store) -> None:
    found = [one for one in await store.read(cells) if (one.table, one.column) in COLUMNS]
    families = await store.read(_families)
    assert {(one.table, one.column) for one in found} == COLUMNS
    assert {one.scopes for one in found} == {(scope,) for scope in families.values()}
    for ref, whats in (("gutierrez", OF_GUTIERREZ), ("hudson", OF_HUDSON)):
        own = [one for one in found if one.scopes == (families[ref],)]
        said = [what for one in own for what in told.marks.found_in(one.says)]
        assert sorted(said) == sorted(whats)


async def test_with_its_key_a_familys_books_and_plans_are_gone(told: Told, store: Store) -> None:
    families = await store.read(_families)
    assert await store.run(lambda session: destroy_key(session.connection, families["gutierrez"]))
    left = [
        one
        for one in await store.read(cells)
        if (one.table, one.column) in COLUMNS and set(told.marks.found_in(one.says)) & set(OF_GUTIERREZ)
    ]
    assert left == []
    assert await store.read(faults) == []


async def test_the_chain_verifies_and_tells_what_was_done(store: Store) -> None:
    assert await store.read(faults) == []
    rows = await store.read(
        lambda session: session.connection.execute(select(audit.c.action)).scalars().all()
    )
    read = ("book-read-", "book-past-", "book-print-", "book-file-")  # which are of a story of their own
    done = {
        action: rows.count(action)
        for action in rows
        if action.startswith(("book-", "plan-")) and not action.startswith(read)
    }
    assert done == {
        "book-written": 11,  # one of them took an answer out
        "book-asked": 2,
        "book-approved": 1,
        "book-declined": 1,
        "plan-written": 4,
        "plan-agreed": 4,
        "plan-holds": 2,
        "plan-taken-back": 1,
    }


async def test_what_was_said_by_voice_outlasts_the_days_for_which_files_are_kept(store: Store) -> None:
    def kept(session: Session) -> list[str]:
        there = select(media.c.id).where(media.c.message_id.is_not(None), media.c.body.is_not(None))
        return sorted(session.connection.execute(there).scalars())

    before, later = await store.read(kept), MONDAY_MORNING + timedelta(days=1000)
    assert await store.run(lambda session: remove_served(session, later, later)) == 0
    assert await store.read(kept) == before
    assert len(before) == len(BY_VOICE)


class _Undone(Exception):  # noqa: N818 - carries what was found, so that nothing of the tampering stays
    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self.found = found


@pytest.mark.parametrize("table", [book_answer, book_question, plan_item, call_question])
async def test_words_changed_in_the_record_are_found_out_even_by_whoever_has_the_key(
    store: Store, table: Table
) -> None:
    (column,) = (column for name, column in COLUMNS if name == table.name)

    def work(session: Session) -> None:
        unnoticed = []
        for row in session.connection.execute(select(table)).mappings().all():
            change = update(table).where(table.c.id == row["id"])
            other = session.seal(
                _scope(session, row), f"{table.name}.{column}", row["id"], "I never said that"
            )
            session.connection.execute(change.values({column: other}))
            if not any("the words are others" in one for one in faults(session)):
                unnoticed.append(row["id"])
            session.connection.execute(change.values({column: row[column]}))
        raise _Undone(unnoticed)

    with pytest.raises(_Undone) as undone:
        await store.run(work)
    assert undone.value.found == []


def _scope(session: Session, row: RowMapping) -> Scope:
    """Return whose key keeps a row: that of the family of its child, or of its circle."""
    about, column = (child, "child_id") if "child_id" in row else (circle, "circle_id")
    found = select(about.c.family_id).where(about.c.id == row[column])
    return Scope.family(session.connection.execute(found).scalar_one())


def test_no_word_of_it_is_in_clear_in_files_or_log(told: Told) -> None:
    assert set(told.marks.found_in(told.screens)) == {*OF_GUTIERREZ, *OF_HUDSON}
    assert {"story.db", "story.db-wal"} <= told.files.keys()
    places = {**told.files, **{f"{name}, closed": data for name, data in files_under(told.folder).items()}}
    places |= {place: words.encode() for place, words in told.log.items()}
    betrayed = {place: told.marks.found_in(data) for place, data in places.items()}
    assert {place: found for place, found in betrayed.items() if found} == {}


# --- a caseworker reads


def test_every_word_for_what_was_read_has_its_place_in_the_record() -> None:
    whats = [f"read-{topic}" for topic in (*OF_TOPIC, "asked")]
    whats += [f"past-{field}" for field in FIELDS] + [f"file-{topic}" for topic in (*OF_TOPIC, "asked")]
    whats += ["print-pdf", "print-html", "held"]
    assert max(len(f"book-{what}") for what in whats) <= 24


async def test_what_a_caseworker_reads_of_a_book_is_in_the_record_and_of_nobody_else(tmp_path: Path) -> None:
    stage = await Books.at(tmp_path, roster())
    await stage.writes("Ana", "Gladys", "bedtime", "At eight")
    await stage.writes("Ana", "Gladys", "bedtime", "At nine")
    await stage.speaks("Ana", "Gladys", "song", "Softly")
    await stage.says("Tianna", "/pause Gladys yes")
    await stage.writes("Ana", "Gladys", "called", "Lupita")
    for who in ("Ana", "Wendy", "Tianna"):
        await stage.wait(timedelta(minutes=1))
        page = await stage.says(who, "/book Gladys Sleep")
        for label in (one for one in labels(page) if one.startswith(("Open: ", "Print all", "As web page"))):
            await stage.presses(who, label, under="Sleep")
        await stage.presses(who, "Earlier answers", under="Sleep")
        await stage.presses(who, "Bedtime")
    await stage.says("Tianna", "/queue")

    def read(session: Session) -> list[tuple[str, datetime]]:
        about, tianna = by_ref(session, child)["gladys"].id, by_ref(session, person)["tianna"].id
        of_tianna = session.connection.execute(
            select(audit)
            .where(audit.c.subject_id == about, audit.c.action.like("book-%"))
            .order_by(audit.c.seq)
        ).all()
        assert {row.actor_id for row in of_tianna} == {tianna}
        assert {row.chain for row in of_tianna} == {by_ref(session, family)["gutierrez"].id}
        return [(row.action, row.at) for row in of_tianna]

    noted = await stage.house.store.read(read)
    assert [action for action, _ in noted] == [
        "book-read-sleep",
        "book-file-sleep",
        "book-print-pdf",
        "book-print-html",
        "book-past-bedtime",
        "book-held",
    ]
    assert {at for _, at in noted} == {stage.clock.now()}
    assert await stage.house.store.read(faults) == []
    await stage.close()
