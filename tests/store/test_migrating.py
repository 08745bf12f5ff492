"""Tables are brought up to date whole or not at all, and the operator hears where they stand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.store import migrating
from bot.store.migrating import CannotMigrate, Standing, check, current, drift, head, revise, upgrade

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
