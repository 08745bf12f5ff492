"""The command line says what is wrong in words, all at once, and ends with 0 only where it worked."""

from __future__ import annotations

import base64
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import create_engine, select, text

from bot.cli import main
from bot.demo import homeserver
from bot.store import migrating, schema
from bot.store.locks import RunnerLock

ROSTER = Path(__file__).parent / "data" / "roster.toml"
CODE = re.compile(r"\b[A-HJ-NP-TV-Z2-9]{5}-[A-HJ-NP-TV-Z2-9]{5}\b")
TOKEN = "123456789:" + "Zx9_canary-" * 3 + "ab"


class Desk:
    """A folder with a configuration, and the commands run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.config = folder / "config.toml"
        self.url = f"sqlite:///{folder / 'coparenting.db'}"

    def does(self, *words: str) -> Result:
        """Run a command whatever comes of it; a traceback of any kind is a failure."""
        result = CliRunner().invoke(main, ["--config", str(self.config), *words])
        assert isinstance(result.exception, SystemExit | None), result.exception
        assert "Traceback" not in result.output
        return result

    def works(self, *words: str) -> str:
        result = self.does(*words)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    def fails(self, *words: str) -> list[str]:
        """Run what must fail; return the lines on standard error."""
        result = self.does(*words)
        assert result.exit_code == 1
        return result.stderr.splitlines()

    def writes(self, more: str) -> None:
        """Put sections of one's own in the place of the first configuration."""
        self.config.write_text(f'[store]\nkey_file = "agency.key"\n{more}', encoding="utf-8")

    def people(self) -> int:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            count = len(connection.execute(select(schema.person.c.id)).all())
        engine.dispose()
        return count


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A fresh configuration; there is no database yet."""
    desk = Desk(tmp_path / "agency")
    desk.works("init")
    return desk


@pytest.fixture
def office(desk: Desk) -> Desk:
    """The same, with a database that is up to date."""
    migrating.upgrade(desk.url)
    return desk


# --- init


def test_init_writes_a_configuration_that_is_right_and_keeps_the_one_there_is(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    said = desk.works("init")
    assert f"Written: {tmp_path / 'config.toml'}" in said
    key = (tmp_path / "agency.key").read_text()
    (problem,) = desk.fails("init")
    assert "config.toml and agency.key already in" in problem
    assert (tmp_path / "agency.key").read_text() == key
    assert "Nothing is wrong." in desk.works("check")


def test_init_writes_into_the_folder_that_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", "--folder", str(tmp_path / "new")])
    assert result.exit_code == 0
    assert (tmp_path / "new" / "config.toml").exists()


def test_init_does_not_write_under_another_name(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", "--config", str(tmp_path / "mine.toml")])
    assert result.exit_code == 1
    assert "mine.toml: init writes a file of the name config.toml" in result.stderr
    assert list(tmp_path.iterdir()) == []


# --- check


def test_check_says_what_is_on_and_makes_no_file(desk: Desk) -> None:
    said = desk.works("check")
    for line in ("Simulator: on", "Telegram: off", "Matrix: off", "Languages: en, es", "Texts: complete"):
        assert line in said
    assert "run `coparenting migrate`" in said
    assert not (desk.folder / "coparenting.db").exists()


def test_check_lists_every_mistake_with_its_key_its_file_and_the_mend(desk: Desk) -> None:
    desk.writes(
        '[agency]\ntimezone = "Amerika/New_York"\nnmae = 1\n[http]\nport = "many"\n[telegram]\ntoken = "x"\n'
    )
    problems = desk.fails("check")
    assert len(problems) == 5
    assert all(one.startswith(f"{desk.config}: [") for one in problems[:4])
    for part in ("[agency] nmae", "[agency] timezone", "[http] port", "[telegram] token", "retention_days"):
        assert any(part in one for one in problems), part
    assert any('did you mean "America/New_York"?' in one for one in problems)


def test_the_configuration_is_named_before_or_after_the_command(desk: Desk, tmp_path: Path) -> None:
    config, other = str(desk.config), str(tmp_path / "other.toml")
    for words in (
        ["--config", config, "check"],
        ["check", "--config", config],
        ["--config", other, "check", "--config", config],
    ):
        assert CliRunner().invoke(main, words).exit_code == 0
    for words in (
        ["--config", other, "roster", "import", str(ROSTER)],
        ["roster", "--config", other, "import", str(ROSTER)],
        ["--config", config, "roster", "import", str(ROSTER), "--config", other],
    ):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 1
        assert result.stderr == f"{other}: there is no such file: write one with `coparenting init`.\n"


def test_the_configuration_is_config_toml_where_none_is_named(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


def test_the_environment_counts_too(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COPARENTING_HTTP__PORT", "many")
    (problem,) = desk.fails("check")
    assert problem.startswith("COPARENTING_HTTP__PORT: [http] port")


def test_a_missing_key_is_told_with_the_mend(office: Desk) -> None:
    (office.folder / "agency.key").unlink()
    for words in (("check",), ("doctor",), ("migrate",), ("roster", "import", str(ROSTER)), ("run",)):
        (problem,) = office.fails(*words)
        assert problem.startswith(f"{office.config}: [store] key_file names {office.folder / 'agency.key'}")


def test_a_wrong_key_is_found_and_changes_nothing(office: Desk) -> None:
    office.works("roster", "import", str(ROSTER))
    (office.folder / "agency.key").write_text(base64.b64encode(b"another key of 32 bytes, no more").decode())
    for words in (
        ("check",),
        ("doctor",),
        ("run",),
        ("roster", "import", str(ROSTER)),
        ("invite", "--role", "caseworker", "--name", "Ines"),
    ):
        (problem,) = office.fails(*words)
        assert problem.startswith(f"{office.config}: [store] key_file this key does not open what")
        assert "restore the key" in problem
    assert office.people() == 7


def test_a_file_that_is_no_database_is_told(desk: Desk) -> None:
    (desk.folder / "coparenting.db").write_bytes(b"no database at all" * 100)
    for words in (("check",), ("doctor",), ("migrate",), ("roster", "import", str(ROSTER))):
        (problem,) = desk.fails(*words)
        assert problem.startswith(f"{desk.config}: [store] url the file is not a database of ours")


def test_somebody_elses_database_is_left_alone(desk: Desk) -> None:
    with sqlite3.connect(desk.folder / "coparenting.db") as connection:
        connection.execute("CREATE TABLE theirs (x INTEGER)")
    connection.close()
    for words in (("check",), ("doctor",), ("migrate",), ("run",), ("roster", "import", str(ROSTER))):
        assert "tables that are not ours" in desk.fails(*words)[0]


def test_a_server_that_does_not_answer_is_told_without_its_password(desk: Desk) -> None:
    desk.config.write_text(
        '[store]\nkey_file = "agency.key"\nurl = "postgresql://nobody:canary@127.0.0.1:1/none"\n'
        "[simulator]\nenabled = true\n"
    )
    for words in (("check",), ("doctor",), ("migrate",), ("roster", "import", str(ROSTER))):
        (problem,) = desk.fails(*words)
        assert problem.startswith(f"{desk.config}: [store] url the database does not answer")
        assert "canary" not in problem


def test_a_folder_that_is_not_there_is_told(desk: Desk) -> None:
    desk.config.write_text(
        '[store]\nkey_file = "agency.key"\nurl = "sqlite:///nowhere/x.db"\n[simulator]\nenabled = true\n'
    )
    (problem,) = desk.fails("migrate")
    assert "[store] url cannot be opened (No such file or directory): look whether the folder" in problem


# --- doctor


def test_the_doctor_says_that_all_works(office: Desk) -> None:
    assert office.works("doctor").endswith("All of it works.\n")


def test_the_doctor_is_not_content_with_an_empty_database(desk: Desk) -> None:
    (problem,) = desk.fails("doctor")
    assert "run `coparenting migrate`" in problem


def test_the_doctor_tries_telegram_and_hides_the_token(office: Desk) -> None:
    office.writes(
        f'[telegram]\ntoken = "{TOKEN}"\napi_base_url = "http://127.0.0.1:1"\n[policy]\nretention_days = 9\n'
    )
    result = office.does("doctor")
    assert result.exit_code == 1
    assert result.stderr.startswith("Telegram: ")
    assert "[telegram] api_base_url" in result.stderr
    assert "canary" not in result.output
    assert "The key opens it." in result.stdout


# --- migrate and run


def test_migrate_makes_the_tables_and_may_be_repeated(desk: Desk) -> None:
    for _ in range(2):
        assert desk.works("migrate") == "The database is up to date.\n"
    assert migrating.check(desk.url).standing == migrating.Standing.CURRENT


def test_migrate_is_refused_while_the_bot_runs(desk: Desk) -> None:
    with RunnerLock.beside(desk.url):
        (problem,) = desk.fails("migrate")
    assert problem == (
        f"{desk.config}: [store] url the bot is running on this database: "
        "stop it, then run `coparenting migrate` again."
    )
    assert not (desk.folder / "coparenting.db").exists()
    desk.works("migrate")


def test_a_later_database_is_told(office: Desk) -> None:
    engine = create_engine(office.url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'v9999'"))
    engine.dispose()
    for words in (("check",), ("migrate",), ("run",), ("invite", "--role", "caseworker", "--name", "Ines")):
        assert "of a later version than this program: install that version" in office.fails(*words)[0]


def test_two_do_not_run_at_once_and_none_without_tables(desk: Desk) -> None:
    assert "run `coparenting migrate`" in desk.fails("run")[0]
    with RunnerLock.beside(desk.url):
        (problem,) = desk.fails("run")
    assert (
        problem == f"{desk.config}: [store] url the bot is running on this database already: stop it first."
    )


def test_a_port_that_is_taken_is_told(office: Desk) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (problem,) = office.fails("demo", "--port", str(port))
        assert problem.startswith("--port: cannot listen there")
        (problem,) = office.fails("demo", "--matrix", "--port", str(port))
        assert problem.startswith("--port: cannot listen there")
        office.writes(f"[simulator]\nenabled = true\n[http]\nport = {port}\n")
        assert any("[http] host and port: cannot listen" in one for one in office.fails("run"))


def test_a_homeserver_that_is_not_installed_is_told_with_its_mend(
    office: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(homeserver, "_PYTHON", Path("/nowhere/python"))
    (problem,) = office.fails("demo", "--matrix", "--port", "0")
    assert problem.startswith("Synapse, the homeserver, is not installed")
    assert "`make install-synapse`" in problem


# --- roster import


def test_an_import_says_what_it_made_and_prints_a_code_for_each(office: Desk) -> None:
    said = office.works("roster", "import", str(ROSTER))
    assert said.startswith(
        "Created: 1 caseworker, 2 homes, 2 families, 4 children, 6 people, 3 circles, 45 permissions.\n"
    )
    codes = CODE.findall(said)
    assert (len(codes), len(set(codes))) == (7, 7)
    assert re.search(rf"^  Ana +parent +{CODE.pattern}$", said, re.MULTILINE)
    assert re.search(rf"^  Tianna +caseworker +{CODE.pattern}$", said, re.MULTILINE)
    assert "To look at" not in said


def test_importing_again_makes_nothing_and_shows_no_code_but_for_renewing(office: Desk) -> None:
    first = CODE.findall(office.works("roster", "import", str(ROSTER)))
    said = office.works("roster", "import", str(ROSTER))
    assert said.startswith("Created: nothing.\nAlready there: 1 caseworker, 2 homes")
    assert CODE.findall(said) == []
    assert "To look at" not in said
    assert "Not joined yet, with a code that still works: tianna, ana" in said
    renewed = CODE.findall(office.works("roster", "import", str(ROSTER), "--renew"))
    assert len(set(first) | set(renewed)) == 14


def test_an_import_works_while_the_bot_runs(office: Desk) -> None:
    with RunnerLock.beside(office.url):
        office.works("roster", "import", str(ROSTER))
        office.works("invite", "--role", "supervisor", "--name", "Ines")
    assert office.people() == 8


def test_the_link_is_shown_where_the_bots_name_is_known(office: Desk) -> None:
    engine = create_engine(office.url)
    with engine.begin() as connection:
        connection.execute(schema.setting.insert(), {"name": "join-link", "value": b"https://t.me/b?start="})
    engine.dispose()
    said = office.works("roster", "import", str(ROSTER))
    links = re.findall(rf"({CODE.pattern})  https://t\.me/b\?start=(\w+)$", said, re.MULTILINE)
    assert len(links) == 7
    assert all(shown.replace("-", "") == code for shown, code in links)
    assert "https://t.me/b?start=" in office.works("invite", "--role", "caseworker", "--name", "Ines")


def test_an_import_for_a_program_is_json_and_nothing_else(office: Desk) -> None:
    whole = json.loads(office.works("roster", "import", str(ROSTER), "--json"))
    assert whole["created"]["circle"] == 3
    assert len(whole["invitations"]) == 7
    assert all(CODE.fullmatch(one["code"]) for one in whole["invitations"])
    again = json.loads(office.works("roster", "import", "--json", str(ROSTER)))
    assert (again["created"], again["differences"], again["invitations"]) == ({}, [], [])


def test_differences_are_printed_and_are_no_failure(office: Desk, tmp_path: Path) -> None:
    office.works("roster", "import", str(ROSTER))
    changed = tmp_path / "changed.toml"
    changed.write_text(ROSTER.read_text().replace('phase = "open"', 'phase = "watched"'))
    said = office.works("roster", "import", str(changed))
    assert '  circle "macia": is open, the file says watched; it stays open\n' in said


def test_every_mistake_of_a_roster_is_listed_and_nothing_imported(office: Desk, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(
        ROSTER.read_text()
        .replace('phase = "introduction"', 'phase = "soon"')
        .replace('home = "winter"\n', "")
    )
    problems = office.fails("roster", "import", str(broken), "--json")
    assert len(problems) == 2
    assert all(one.startswith("broken.toml, line ") for one in problems)
    assert office.people() == 0


def test_what_contradicts_the_record_is_listed_and_nothing_imported(office: Desk, tmp_path: Path) -> None:
    office.works("roster", "import", str(ROSTER))
    other = tmp_path / "other.toml"
    other.write_text(
        ROSTER.read_text().replace('[[family]]\nid = "hudson"', '[[family]]\nid = "fosters"')
        + '\n[[caseworker]]\nid = "ines"\nname = "Ines"\n'
    )
    assert office.fails("roster", "import", str(other)) == [
        'child "jaylan": is a child of another family here; if it is another child, choose another id',
        'circle "jaylan": is a circle of another family here; if it is another circle, choose another id',
    ]
    assert office.people() == 7


def test_what_looks_odd_in_a_roster_is_told_and_imported(office: Desk, tmp_path: Path) -> None:
    odd = tmp_path / "odd.toml"
    odd.write_text(ROSTER.read_text().replace('phase = "introduction"', 'phase = "open"\nway = "hold"'))
    result = office.does("roster", "import", str(odd))
    assert result.exit_code == 0
    assert result.stderr.startswith("Look at this: odd.toml, line ")


@pytest.mark.parametrize("content", [None, b"\xff\xfe", b"[[person]"])
def test_a_roster_that_cannot_be_read_is_told(office: Desk, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "roster.toml"
    if content is not None:
        path.write_bytes(content)
    (problem,) = office.fails("roster", "import", str(path))
    assert "roster.toml" in problem


def test_nothing_is_imported_before_the_tables_are_there(desk: Desk) -> None:
    for words in (("roster", "import", str(ROSTER)), ("invite", "--role", "caseworker", "--name", "Tianna")):
        assert desk.fails(*words) == [
            f"{desk.config}: [store] url the database has no tables yet: run `coparenting migrate`."
        ]
    assert not (desk.folder / "coparenting.db").exists()


# --- invite


def test_a_first_caseworker_is_invited_before_there_is_a_roster(office: Desk) -> None:
    said = office.works("invite", "--role", "caseworker", "--name", "Tianna")
    assert re.search(rf"^  Tianna  caseworker  {CODE.pattern}$", said, re.MULTILINE)
    again = office.works("invite", "--role", "caseworker", "--name", "Tianna")
    assert CODE.findall(again) != CODE.findall(said)
    assert office.people() == 1


def test_families_are_not_invited_by_hand_and_every_mistake_is_told(office: Desk) -> None:
    problems = office.fails("invite", "--role", "parent", "--name", "555 123 4567")
    assert [one.partition(":")[0] for one in problems] == ["--role", "--name"]
    assert "is invited into a circle" in problems[0]
    assert "555" not in problems[1]
    assert office.people() == 0


def test_a_command_that_does_not_exist_is_not_a_success(office: Desk) -> None:
    for words in (("importt",), ("invite",), ("roster", "import"), ("demo", "--port", "many")):
        assert office.does(*words).exit_code == 2


# --- as a process


def test_it_works_as_a_process_of_its_own(tmp_path: Path) -> None:
    def run(*words: str) -> subprocess.CompletedProcess[str]:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("COPARENTING_")}
        root = str(Path(__file__).parent.parent)
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "bot", *words],
            cwd=tmp_path,
            env=clean | {"PYTHONPATH": root},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert run("init").returncode == 0
    assert run("migrate").returncode == 0
    assert run("check").returncode == 0
    done = run("roster", "import", str(ROSTER))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(CODE.findall(done.stdout)) == 7
    failed = run("roster", "import", "none.toml")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert (
        failed.stderr == "none.toml: cannot be read (No such file or directory): name a file that is there.\n"
    )
    assert run("--help").stdout.startswith("Usage: coparenting")
