"""Tables are brought up to date whole or not at all, and the operator hears where they stand."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, MetaData, create_engine, insert, inspect, select, text
from sqlalchemy.exc import DBAPIError

from bot.chat.clock import SetClock
from bot.roster import read
from bot.store import migrating, schema
from bot.store.database import Database
from bot.store.importing import import_roster
from bot.store.keyring import destroy_key
from bot.store.migrating import CannotMigrate, Standing, check, current, drift, head, revise, upgrade
from bot.store.opening import Opened, StoreProblem, make_ready
from bot.store.refs import readable_ref, stored_ref
from bot.store.sealing import Master, Scope
from bot.store.session import Defaults, Session
from tests.canary import files_under

FIRST = """
    op.create_table("home", sa.Column("id", sa.Integer(), primary_key=True))
    op.create_table(
        "child",
        sa.Column("home", sa.Integer(), sa.ForeignKey("home.id", name="fk", ondelete="CASCADE")),
    )
    op.execute("INSERT INTO home VALUES (1)")
    op.execute("INSERT INTO child VALUES (1)")
"""
SECOND = """
    with op.batch_alter_table("home") as home:
        home.add_column(sa.Column("name", sa.String(20), nullable=False, server_default=""))
"""
BREAKING = """
    op.create_table("half", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute("SELECT * FROM nowhere")
"""
ORPHANING = """
    op.execute("DELETE FROM home")
"""


class Story:
    """Revisions of the tests' own, in place of the program's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "versions"
        self._last: str | None = None

    def tell(self, name: str, steps: str) -> None:
        words = f"revision = {name!r}\ndown_revision = {self._last!r}\n\ndef upgrade():{steps}"
        (self._folder / f"{name}.py").write_text(
            f"import sqlalchemy as sa\nfrom alembic import op\n\n{words}"
        )
        self._last = name

    def forget(self, name: str) -> None:
        (self._folder / f"{name}.py").unlink()


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Story:
    scripts = tmp_path / "100% ours"
    shutil.copytree(migrating.SCRIPTS, scripts, ignore=shutil.ignore_patterns("v*_*.py", "__pycache__"))
    monkeypatch.setattr(migrating, "SCRIPTS", scripts)
    return Story(scripts)


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
    engine.dispose()
    return names


def children(url: str) -> int:
    engine = create_engine(url)
    with engine.connect() as connection:
        count: int = connection.execute(text("SELECT count(*) FROM child")).scalar_one()
    engine.dispose()
    return count


def test_a_database_goes_from_empty_over_behind_to_current(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    assert (check(url).standing, current(url), head()) == (Standing.EMPTY, None, "one")
    upgrade(url)
    assert (check(url).standing, current(url)) == (Standing.CURRENT, "one")
    story.tell("two", SECOND)
    assert check(url).standing is Standing.BEHIND
    upgrade(url)
    upgrade(url)
    assert (check(url).standing, current(url)) == (Standing.CURRENT, "two")


def test_making_a_table_anew_keeps_what_refers_to_it(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    story.tell("two", SECOND)
    upgrade(url)
    assert children(url) == 1


def test_a_database_of_a_later_program_is_left_alone(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    story.tell("two", SECOND)
    upgrade(url)
    story.forget("two")
    assert check(url).standing is Standing.AHEAD
    with pytest.raises(CannotMigrate, match="later version"):
        upgrade(url)
    assert current(url) == "two"


def test_somebody_elses_database_is_left_alone(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE theirs (x INTEGER)"))
    engine.dispose()
    assert check(url).standing is Standing.FOREIGN
    with pytest.raises(CannotMigrate, match="not ours"):
        upgrade(url)


def test_a_revision_that_fails_leaves_nothing_of_any(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    story.tell("two", BREAKING)
    with pytest.raises(DBAPIError):
        upgrade(url)
    assert check(url).standing is Standing.EMPTY
    assert tables(url) == set()


def test_a_revision_that_orphans_rows_is_undone(sqlite_url: str, story: Story) -> None:
    story.tell("one", FIRST)
    upgrade(sqlite_url)
    story.tell("two", ORPHANING)
    with pytest.raises(CannotMigrate, match="refer to nothing"):
        upgrade(sqlite_url)
    assert (current(sqlite_url), children(sqlite_url)) == ("one", 1)


def test_looking_does_not_make_a_file(tmp_path: Path, story: Story) -> None:
    story.tell("one", FIRST)
    assert check(f"sqlite:///{tmp_path}/none.sqlite").standing is Standing.EMPTY
    assert not (tmp_path / "none.sqlite").exists()


def test_a_written_revision_makes_the_tables_of_the_code(url: str, story: Story) -> None:
    assert story is not None
    path = revise("first tables")
    assert path.name == "v0001_first_tables.py"
    assert "bot" not in path.read_text()
    upgrade(url)
    assert drift(url) == []
    assert "data_key" in tables(url)


def test_drift_is_noticed(url: str, story: Story) -> None:
    story.tell("one", FIRST)
    upgrade(url)
    assert any("data_key" in difference for difference in drift(url))


def test_the_programs_own_revisions_make_the_tables_of_the_code(url: str) -> None:
    upgrade(url)
    assert check(url).standing is Standing.CURRENT
    assert drift(url) == []


# --- the second revision: ids of the roster stood in clear until then

NOW = datetime(2026, 10, 2, 9, 30, tzinfo=UTC)
MOMENT = int(NOW.timestamp()) * 1_000_000
ROSTER = """
[[caseworker]]
id = "tianna"
name = "Tianna"

[[home]]
id = "chadwick"

[[family]]
id = "gutierrez"
caseworker = "tianna"
children = [{ id = "macia", name = "Macia", home = "chadwick" }]

[[person]]
id = "ana"
name = "Ana"
role = "parent"
children = ["macia"]

[[person]]
id = "brianna"
name = "Brianna"
role = "caregiver"
home = "chadwick"

[[circle]]
id = "macia"
children = ["macia"]
people = ["ana", "brianna"]
phase = "open"
"""
REFS = {
    schema.person: {"p1": "tianna", "p2": "ana", "p3": "brianna"},
    schema.family: {"f1": "gutierrez"},
    schema.home: {"h1": "chadwick"},
    schema.child: {"c1": "macia"},
    schema.circle: {"k1": "macia"},
}
NAMES = {"p1": "Tianna", "p2": "Ana", "p3": "Brianna", "f1": "Gutierrez", "c1": "Macia"}
MASTER = Master(b"k" * 32)


def left_by_the_first(connection: Connection) -> None:
    """Write down this roster as the first version did, into its own tables."""
    session = Session(connection, MASTER, NOW, Defaults())
    scopes = {one: Scope.person(one) for one in REFS[schema.person]} | {"f1": Scope.family("f1")}
    for scope in (Scope.agency(), *scopes.values()):
        session.new_scope(scope)
    scopes["c1"] = scopes["f1"]
    tables = MetaData()
    tables.reflect(connection)

    def add(table: str, **values: object) -> None:
        row = str(values.get("id"))
        if row in NAMES:
            values["name"] = session.seal(scopes[row], f"{table}.name", row, NAMES[row])
        connection.execute(insert(tables.tables[table]).values(**values))

    settled = {"language": "en", "timezone": "America/New_York", "wants_sign": False, "made_at": MOMENT}
    add("home", id="h1", ref="chadwick")
    add("person", id="p1", ref="tianna", role="caseworker", state="joined", **settled)
    add("person", id="p2", ref="ana", role="parent", state="joined", **settled)
    add("person", id="p3", ref="brianna", role="caregiver", state="joined", home_id="h1", **settled)
    add("family", id="f1", ref="gutierrez", caseworker_id="p1")
    add("child", id="c1", ref="macia", family_id="f1")
    add("parentage", child_id="c1", person_id="p2")
    add("placement", id="l1", child_id="c1", home_id="h1")
    add("circle", id="k1", ref="macia", family_id="f1", phase="open", way="watch", hold_told=False)
    add("circle_child", circle_id="k1", child_id="c1")
    add("member", circle_id="k1", person_id="p2", quiet_told_until=MOMENT, reach_told="told")
    add("member", circle_id="k1", person_id="p3", reach_told="told")


def bring_up(url: str) -> None:
    """Have the first version fill a database, and the revisions after it change that."""
    upgrade(url, "v0001")
    engine = create_engine(url)
    with engine.begin() as connection:
        left_by_the_first(connection)
    engine.dispose()
    upgrade(url)


@pytest.fixture
async def migrated(url: str) -> AsyncIterator[Opened]:
    """A database that the first version filled, up to date, and not yet opened with its key."""
    bring_up(url)
    assert drift(url) == []
    async with Opened(Database.open(url), MASTER, Defaults(), url) as opened:
        yield opened


def refs(session: Session) -> dict[str, dict[str, tuple[str, str | None]]]:
    return {
        table.name: {
            row.id: (row.ref, readable_ref(session, table, row))
            for row in session.connection.execute(select(table))
        }
        for table in REFS
    }


def sealed_refs(session: Session) -> dict[str, dict[str, tuple[str, str | None]]]:
    return {
        table.name: {row: (stored_ref(session, table, ref), ref) for row, ref in rows.items()}
        for table, rows in REFS.items()
    }


async def test_ids_that_stood_in_clear_are_sealed_when_the_key_comes(migrated: Opened) -> None:
    clock = SetClock(NOW)
    assert (await migrated.read(refs, clock))["family"] == {"f1": ("gutierrez", None)}
    await make_ready(migrated, clock)
    first = await migrated.read(refs, clock)
    assert first == await migrated.read(sealed_refs, clock)
    await make_ready(migrated, clock)
    assert await migrated.read(refs, clock) == first


async def test_a_file_finds_again_what_the_first_version_recorded(migrated: Opened) -> None:
    clock = SetClock(NOW)
    await make_ready(migrated, clock)
    roster = read(ROSTER, file_name="roster.toml")
    imported = await migrated.run(lambda session: import_roster(session, roster), clock)
    assert (imported.created, imported.differences) == ({}, ())
    told = select(schema.member.c.reach_told)
    rows = await migrated.read(lambda session: session.connection.execute(told).scalars().all(), clock)
    assert rows == ["told", "told"]


async def test_the_id_of_whoever_was_erased_is_hashed_all_the_same(migrated: Opened) -> None:
    clock = SetClock(NOW)
    await migrated.run(lambda session: destroy_key(session.connection, Scope.person("p2")), clock)
    hashed = await migrated.read(lambda session: stored_ref(session, schema.person, "ana"), clock)
    for _ in range(2):
        await make_ready(migrated, clock)
        assert (await migrated.read(refs, clock))["person"]["p2"] == (hashed, None)


async def test_a_wrong_key_seals_nothing(migrated: Opened) -> None:
    migrated.master = Master(b"w" * 32)
    with pytest.raises(StoreProblem, match="does not open"):
        await make_ready(migrated, SetClock(NOW))
    migrated.master = MASTER
    assert (await migrated.read(refs, SetClock(NOW)))["home"] == {"h1": ("chadwick", None)}


async def test_ids_that_stood_in_clear_are_nowhere_in_the_file_after_that(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.sqlite"
    bring_up(url)
    assert b"gutierrez" in b"".join(files_under(tmp_path).values())
    async with Opened(Database.open(url), MASTER, Defaults(), url) as opened:
        await make_ready(opened, SetClock(NOW))
        kept = b"".join(files_under(tmp_path).values())
    # "ana" is too short to look for among random bytes.
    written = [ref for rows in REFS.values() for ref in rows.values() if len(ref) > 4]
    assert [ref for ref in written if ref.encode() in kept] == []


# --- the seventh revision: until then everything in plans, questions and lists was words


def left_by_the_sixth(connection: Connection) -> None:
    """Write down a suggestion, what is asked and what is on a list, as the sixth version did."""
    tables = MetaData()
    tables.reflect(connection)
    session = Session(connection, MASTER, NOW, Defaults())
    rows: dict[str, dict[str, object]] = {
        "plan_item": {"topic": "hair", "author_id": "p2", "state": "agreed", "agreed_at": MOMENT},
        "book_question": {"child_id": "c1", "asker_id": "p3", "state": "open"},
        "call_question": {"author_id": "p2"},
    }
    for table, values in rows.items():
        words = session.seal(Scope.family("f1"), f"{table}.words", "r1", f"in {table}")
        row = {"id": "r1", "circle_id": "k1", "words": words, "at": MOMENT, **values}
        connection.execute(insert(tables.tables[table]).values(**row))


async def test_what_was_said_in_words_stands_as_it_stood(url: str) -> None:
    upgrade(url, "v0001")
    engine = create_engine(url)
    with engine.begin() as connection:
        left_by_the_first(connection)
    upgrade(url, "v0006")
    with engine.begin() as connection:
        left_by_the_sixth(connection)
    engine.dispose()
    upgrade(url)

    def standing(session: Session) -> list[tuple[str, str, str | None]]:
        found = []
        for table in (schema.plan_item, schema.book_question, schema.call_question):
            row = session.connection.execute(select(table)).one()
            words = session.open(Scope.family("f1"), f"{table.name}.words", row.id, row.words)
            found.append((words, row.state, row.message_id))
        return found

    async with Opened(Database.open(url), MASTER, Defaults(), url) as opened:
        assert await opened.read(standing, SetClock(NOW)) == [
            ("in plan_item", "agreed", None),
            ("in book_question", "open", None),
            ("in call_question", "passed", None),
        ]
