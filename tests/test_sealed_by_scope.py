"""What is sealed for one family opens for no other, and is gone for good with its key, or when it must be.

The lively story of ``test_canary``, looked at from inside, with the master key in hand.
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import delete, insert, select, update

from bot.chat.clock import SetClock
from bot.house import House
from bot.store.keyring import data_key, destroy_key
from bot.store.media import remove_served
from bot.store.schema import audit, chain_head, circle, family, media, member, message, outbox
from bot.store.sealing import Master, Scope, Sealer, fresh_key
from bot.store.session import Session
from bot.store.store import Store
from tests.canary import Marks, files_under
from tests.ledger import faults
from tests.lively import Lively
from tests.rosters import by_ref
from tests.sealed import Cell, cells
from tests.story.phones import TelegramExchange
from tests.story.stage import DEFAULTS, MONDAY_MORNING, TEXTS, Stage

OF_THE_FIRST = (
    "name of macia",
    "name of gladys",
    "name of jon",
    "words to only some",
    "words of wendy",
    "changed words",
    "words to a whole circle",
    "words of the night",
    "place",
    "order",
    "relative",
    "words in a book",
    "words taken out of a book",
    "words on an allergy",
    "words of a doctor",
    "words of a question",
    "words of an answer",
    "words of a plan",
    "words of a decision",
    "answer to choose",
    "words of what was decided",
)
OF_THE_SECOND = (
    "name of jaylan",
    "words that are passed on",
    "words that are sent back",
    "words that still wait",
    "words to somebody who cannot be reached",
    "words in a book, looked at first",
    "words in a book that still wait",
)


@pytest.fixture
async def begun(tmp_path: Path) -> AsyncIterator[Lively]:
    """The stage and its people, before anything has happened."""
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    stage = Stage(exchange, clock, f"sqlite:///{tmp_path / 'story.db'}", Master(fresh_key()))
    story = Lively(stage, exchange, Marks(5))
    await story.begin()
    yield story
    await stage.close()


class Told(NamedTuple):
    """A story that has been told: what it left on disk, the key to it, and what is private in it."""

    folder: Path
    key: bytes
    marks: Marks


class Record(NamedTuple):
    """A copy of it, opened."""

    store: Store
    marks: Marks


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Tell the whole story once; each test gets a copy of what came of it."""
    folder, key, marks = tmp_path_factory.mktemp("told"), fresh_key(), Marks(5)

    async def tell() -> None:
        clock = SetClock(MONDAY_MORNING)
        exchange = TelegramExchange(clock)
        stage = Stage(exchange, clock, f"sqlite:///{folder / 'story.db'}", Master(key))
        story = Lively(stage, exchange, marks)
        await story.begin()
        await story.play()
        await stage.close()

    asyncio.run(tell())
    return Told(folder, key, marks)


@pytest.fixture
async def record(told: Told, tmp_path: Path) -> AsyncIterator[Record]:
    """The whole of it, as it stands in a database that nobody else is on."""
    shutil.copy(told.folder / "story.db", tmp_path / "story.db")
    async with House(
        url=f"sqlite:///{tmp_path / 'story.db'}",
        master=Master(told.key),
        defaults=DEFAULTS,
        clock=SetClock(MONDAY_MORNING + timedelta(days=9)),
        messengers=[],
        texts=TEXTS,
    ) as house:
        yield Record(house.store, told.marks)


async def _families(record: Record) -> tuple[Scope, Scope]:
    rows = await record.store.read(lambda session: by_ref(session, family))
    first, second = (rows[record.marks.of[f"id of case-{number}"].lower()].id for number in (1, 2))
    return Scope.family(first), Scope.family(second)


async def _people_of_one_family(record: Record, own: Scope) -> set[Scope]:
    """Return those who are in circles of this family only."""

    def work(session: Session) -> set[Scope]:
        rows = session.connection.execute(
            select(member.c.person_id, circle.c.family_id).join(circle, circle.c.id == member.c.circle_id)
        ).all()
        elsewhere = {row.person_id for row in rows if row.family_id != own.id}
        return {Scope.person(row.person_id) for row in rows if row.person_id not in elsewhere}

    return await record.store.read(work)


def _telling(record: Record, found: list[Cell], scopes: set[Scope], secrets: tuple[str, ...]) -> list[str]:
    """Return the values sealed for these scopes that tell one of these secrets."""
    return [
        f"{one.table}.{one.column}: {told}"
        for one in found
        if set(one.scopes) & scopes
        for told in record.marks.found_in(one.says)
        if told in secrets
    ]


# --- whose is what


async def test_each_sealed_value_opens_with_exactly_one_key(record: Record) -> None:
    found = await record.store.read(cells)
    assert len(found) > 300
    assert {one.table for one in found} >= {
        "person",
        "child",
        "message",
        "outbox",
        "interview",
        "dead_letter",
        "book_answer",
        "book_question",
        "plan_item",
        "decision",
    }
    assert [(one.table, one.column, one.row) for one in found if len(one.scopes) != 1] == []


async def test_nothing_of_one_family_is_sealed_for_the_other_or_its_people(record: Record) -> None:
    found = await record.store.read(cells)
    first, second = await _families(record)
    of_first = {first, *await _people_of_one_family(record, first)}
    of_second = {second, *await _people_of_one_family(record, second)}
    assert len(of_first) == 4
    assert len(of_second) == 3
    assert len(_telling(record, found, of_first, OF_THE_FIRST)) > 30
    assert len(_telling(record, found, of_second, OF_THE_SECOND)) > 10
    assert _telling(record, found, of_first, OF_THE_SECOND) == []
    assert _telling(record, found, of_second, OF_THE_FIRST) == []


# --- a key is destroyed


async def test_with_its_key_a_family_is_gone_and_the_audit_chain_still_verifies(
    record: Record, tmp_path: Path
) -> None:
    store = record.store
    first, second = await _families(record)
    before = await store.read(cells)
    rows_of = await store.read(lambda session: _rows_of(session, first))
    wrapped = await store.read(lambda session: _wrapped(session, first))
    assert await store.read(faults) == []

    assert await store.run(lambda session: destroy_key(session.connection, first))
    assert await store.database.checkpoint()

    after = await store.read(cells)
    gone = {(one.table, one.column, one.row) for one in after if not one.scopes}
    assert gone == {(one.table, one.column, one.row) for one in before if one.scopes == (first,)}
    assert {("message", "words"), ("child", "name"), ("child", "born"), ("family", "name")} <= {
        (table, column) for table, column, _ in gone
    }
    assert {("permission", "details"), ("connection", "details")} <= {
        (table, column) for table, column, _ in gone
    }
    assert {("book_answer", "value"), ("book_question", "words"), ("plan_item", "words")} <= {
        (table, column) for table, column, _ in gone
    }
    # All that was ever said in its circles, and every copy exactly as it was sent.
    assert [key for key in rows_of if key not in gone] == []
    assert len(rows_of) > 20
    assert len(_telling(record, after, {second}, OF_THE_SECOND)) > 5
    assert await store.read(faults) == []
    assert [name for name, content in files_under(tmp_path).items() if wrapped in content] == []


def _rows_of(session: Session, scope: Scope) -> list[tuple[str, str, str]]:
    """Return the words of a family's circles and their copies, as far as there are any."""
    own = select(circle.c.id).where(circle.c.family_id == scope.id)
    said = select(message.c.id).where(message.c.circle_id.in_(own), message.c.words.is_not(None))
    sent = select(outbox.c.id).where(outbox.c.circle_id.in_(own), outbox.c.sent_words.is_not(None))
    return [
        *(("message", "words", row) for row in session.connection.execute(said).scalars()),
        *(("outbox", "sent_words", row) for row in session.connection.execute(sent).scalars()),
    ]


def _wrapped(session: Session, scope: Scope) -> bytes:
    key = select(data_key.c.wrapped).where(data_key.c.scope_id == scope.id)
    return bytes(session.connection.execute(key).scalar_one())


# --- the audit chain


class _Undone(Exception):  # noqa: N818 - carries what was found, so that nothing of the tampering stays
    def __init__(self, found: list[str]) -> None:
        super().__init__()
        self.found = found


async def _found_after(record: Record, *tampering: Any) -> list[str]:  # noqa: ANN401 - statements
    def work(session: Session) -> None:
        for statement in tampering:
            session.connection.execute(statement)
        raise _Undone(faults(session))

    with pytest.raises(_Undone) as undone:
        await record.store.run(work)
    return undone.value.found


async def _entries(record: Record) -> list[Any]:
    return list(await record.store.read(lambda session: session.connection.execute(select(audit)).all()))


def _this(row: Any) -> Any:  # noqa: ANN401 - a Row, a condition
    return (audit.c.chain == row.chain) & (audit.c.seq == row.seq)


OTHER: dict[str, Callable[[Any], object]] = {
    "chain": lambda _row: "0" * 32,
    "seq": lambda row: row.seq + 1000,
    "at": lambda row: row.at + timedelta(microseconds=1),
    "actor_id": lambda row: "f" * 32 if row.actor_id is None else None,
    "action": lambda row: f"un{row.action}"[:24],
    "subject_id": lambda row: "f" * 32 if row.subject_id is None else None,
    "salt": lambda row: bytes(row.salt[:-1]) + bytes([row.salt[-1] ^ 1]) if row.salt else b"something",
    "commitment": lambda row: bytes(row.commitment[:-1]) + bytes([row.commitment[-1] ^ 1]),
}


async def test_whatever_is_changed_in_the_audit_is_found_out(record: Record) -> None:
    assert await record.store.read(faults) == []
    rows = await _entries(record)
    assert set(OTHER) == {column.name for column in audit.columns}
    assert len({row.chain for row in rows}) == 3
    unnoticed = []
    for row in rows[:: max(1, len(rows) // 40)]:
        for field, other in OTHER.items():
            if not await _found_after(record, update(audit).where(_this(row)).values({field: other(row)})):
                unnoticed.append((row.action, field))
        if not await _found_after(record, delete(audit).where(_this(row))):
            unnoticed.append((row.action, "dropped"))
    assert unnoticed == []


async def test_the_record_still_verifies_when_its_files_are_served_and_gone(record: Record) -> None:
    store, later = record.store, MONDAY_MORNING + timedelta(days=900)
    kept = select(media.c.id).where(media.c.message_id.is_not(None), media.c.body.is_not(None))
    before = len(await store.read(lambda session: session.connection.execute(kept).all()))
    assert before > 0
    await store.run(lambda session: remove_served(session, later, later))
    assert len(await store.read(lambda session: session.connection.execute(kept).all())) < before
    assert await store.read(faults) == []
    digests = update(media).where(media.c.digest.is_not(None)).values(digest=media.c.same)
    assert await _found_after(record, digests), "a picture is another one"


async def test_entries_that_change_places_or_come_from_nowhere_are_found_out(record: Record) -> None:
    rows = [row for row in await _entries(record) if row.chain != "agency"]
    chains = {row.chain: [one for one in rows if one.chain == row.chain] for row in rows}
    for name, own in chains.items():
        one, other = own[2], own[5]
        away = 9000
        swapped = (
            update(audit).where(_this(one)).values(seq=away),
            update(audit).where(_this(other)).values(seq=one.seq),
            update(audit).where((audit.c.chain == name) & (audit.c.seq == away)).values(seq=other.seq),
        )
        assert await _found_after(record, *swapped), "two changed places"
        extra = {**other._mapping, "seq": len(own) + 1}
        grown = update(chain_head).where(chain_head.c.chain == name).values(seq=len(own) + 1)
        assert await _found_after(record, insert(audit).values(extra)), "one was added"
        assert await _found_after(record, insert(audit).values(extra), grown), "one was added and counted"
        shorter = update(chain_head).where(chain_head.c.chain == name).values(seq=len(own) - 1)
        assert await _found_after(record, delete(audit).where(_this(own[-1])), shorter), "the last is gone"
        assert await _found_after(record, delete(audit).where(audit.c.chain == name)), "all are gone"
        assert await _found_after(record, delete(chain_head).where(chain_head.c.chain == name)), "no head"


async def test_words_changed_in_the_record_are_found_out_even_by_whoever_has_the_key(record: Record) -> None:
    first, _ = await _families(record)
    own = select(circle.c.id).where(circle.c.family_id == first.id)

    def work(session: Session) -> None:
        row = session.connection.execute(
            select(message.c.id).where(message.c.circle_id.in_(own), message.c.words.is_not(None)).limit(1)
        ).scalar_one()
        sealed = session.seal(first, "message.words", row, "I never said that")
        session.connection.execute(update(message).where(message.c.id == row).values(words=sealed))
        raise _Undone(faults(session))

    with pytest.raises(_Undone) as undone:
        await record.store.run(work)
    assert any("the words are others" in one for one in undone.value.found)


# --- what must go, goes


@pytest.fixture
def sealed_so_far(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bytes, bytes]]:
    """Everything that is sealed from now on: what it says, and how it was stored."""
    kept: list[tuple[bytes, bytes]] = []
    seal = Sealer.seal

    def noted(self: Sealer, table: str, column: str, row_id: str, plaintext: bytes | str) -> bytes:
        sealed = seal(self, table, column, row_id, plaintext)
        kept.append((plaintext.encode() if isinstance(plaintext, str) else plaintext, sealed))
        return sealed

    monkeypatch.setattr(Sealer, "seal", noted)
    return kept


async def _left_on_disk(
    story: Lively, sealed: list[tuple[bytes, bytes]], folder: Path, mark: str
) -> tuple[int, int, int]:
    """Return how often a mark was sealed, how much of that stands in the tables, and how much on disk."""
    store = story.stage.house.store
    assert await store.database.checkpoint()
    whole = b"".join(files_under(folder).values())
    blobs = [stored for says, stored in sealed if mark in story.marks.found_in(says)]
    stand = [one for one in await store.read(cells) if mark in story.marks.found_in(one.says)]
    # A value may be cut where a page ends, so its beginning, its middle and its end are looked for.
    parts = [part for blob in blobs for part in (blob[:24], blob[24:48], blob[-24:])]
    return len(blobs), len(stand), sum(part in whole for part in parts)


async def test_words_taken_back_in_the_night_leave_nothing_behind(
    begun: Lively, sealed_so_far: list[tuple[bytes, bytes]], tmp_path: Path
) -> None:
    story, what = begun, "words of the night, taken back"
    story.stage.clock.move_to(MONDAY_MORNING + timedelta(hours=16))
    await story.joining()
    await story.says("ana", "/switch")
    await story.taps("ana", story.marks("name of gladys"))
    await story.tells("ana", what)
    await story.taps("ana", "Send to")
    sealed, stand, left = await _left_on_disk(story, sealed_so_far, tmp_path, what)
    assert sealed >= 3  # as it came in, in the question whom it may reach, and as a message
    assert stand >= 1
    assert left >= 3
    await story.says("ana", "/undo")
    assert "erased" in story.user("ana").last.text
    assert await _left_on_disk(story, sealed_so_far, tmp_path, what) == (sealed, 0, 0)
    assert await story.stage.house.store.read(faults) == []
    assert await _shredded_salts(story) == 1


async def _shredded_salts(story: Lively) -> int:
    return sum(not row.salt for row in await _entries(Record(story.stage.house.store, story.marks)))


async def test_words_deleted_when_asked_leave_nothing_behind(
    begun: Lively, sealed_so_far: list[tuple[bytes, bytes]], tmp_path: Path
) -> None:
    story, what = begun, "words deleted when asked"
    await story.joining()
    await story.tells("ana", what)
    sealed, stand, _ = await _left_on_disk(story, sealed_so_far, tmp_path, what)
    assert stand >= 2  # in the conversation, and in the question that quotes them
    await story.taps("ana", "Delete")
    assert await _left_on_disk(story, sealed_so_far, tmp_path, what) == (sealed, 0, 0)


async def test_words_deleted_by_typing_leave_nothing_behind(
    begun: Lively, sealed_so_far: list[tuple[bytes, bytes]], tmp_path: Path
) -> None:
    story, what = begun, "words deleted when asked"
    await story.joining()
    await story.tells("ana", what)
    sealed, *_ = await _left_on_disk(story, sealed_so_far, tmp_path, what)
    await story.says("ana", "Delete it")
    assert story.user("ana").last.text.startswith("Deleted")
    assert await _left_on_disk(story, sealed_so_far, tmp_path, what) == (sealed, 0, 0)


async def test_what_somebody_kept_is_gone_when_they_leave(
    begun: Lively, sealed_so_far: list[tuple[bytes, bytes]], tmp_path: Path
) -> None:
    story, what = begun, "words kept for later"
    await story.joining()
    await story.words_kept()
    sealed, stand, _ = await _left_on_disk(story, sealed_so_far, tmp_path, what)
    assert stand >= 1
    await story.says("ana", "/leave")
    await story.taps("ana", "Yes")
    assert await _left_on_disk(story, sealed_so_far, tmp_path, what) == (sealed, 0, 0)
