"""`export` writes a record down, and `verify` needs nothing but one of its files."""

from __future__ import annotations

import asyncio
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.chat.clock import SetClock
from bot.chat.record import head_code, read, written
from bot.cli import exporting, main
from bot.store.sealing import fresh_key, key_line
from tests.record.story import NEVER, played

FOR = ("--purpose", "Hearing", "--recipient", "The court")


class Office:
    """A folder with the week of the story in its database, and the commands run beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        key = fresh_key()
        asyncio.run(self._told(key))
        (folder / "agency.key").write_text(key_line(key))
        (folder / "agency.key").chmod(0o600)
        url = f"sqlite:///{folder / 'story.db'}"
        (folder / "config.toml").write_text(f'[store]\nkey_file = "agency.key"\nurl = "{url}"\n')

    async def _told(self, key: bytes) -> None:
        stage = await played(self.folder, key=key)
        await stage.close()

    def does(self, *words: str) -> Result:
        result = CliRunner().invoke(main, ["--config", str(self.folder / "config.toml"), *words])
        assert isinstance(result.exception, SystemExit | None), result.exception
        return result

    def exports(self, *words: str) -> list[Path]:
        """Export and return the files, the one with proof last."""
        result = self.does("export", *FOR, "--folder", str(self.folder), *words)
        assert result.exit_code == 0, result.output
        lines = [line for line in result.output.splitlines() if line.startswith("Written: ")]
        return [Path(line.removeprefix("Written: ")) for line in lines]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(autouse=True)
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the day after the week of the story, whatever the machine's clock shows."""
    monkeypatch.setattr(exporting, "_CLOCK", SetClock(datetime(2026, 11, 27, 15, 0, tzinfo=UTC)))


@pytest.mark.parametrize("named", [("--circle", "jaylan"), ("--family", "hudson"), ("--person", "samara")])
def test_what_is_exported_holds(office: Office, named: tuple[str, str]) -> None:
    *readable, proof = office.exports(*named)
    assert [path.suffix for path in readable] == [".html", ".pdf", ".csv"]
    record = read(proof.read_bytes())
    assert [one.name for one in record.people] == ["Tianna", "Brianna", "Samara", "Francis"]
    assert len(record.messages) == 10
    assert not any(
        words in path.read_text(errors="replace") for path in (*readable, proof) for words in NEVER
    )
    assert {path.stat().st_mode & 0o777 for path in (*readable, proof)} == {0o600}
    result = CliRunner().invoke(main, ["verify", str(proof)])
    assert result.exit_code == 0, result.output
    assert "All of it holds" in result.output


def test_verify_names_what_is_broken(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    proof = office.exports("--circle", "jaylan")[-1]
    changed = office.folder / "changed.json"
    changed.write_bytes(proof.read_bytes().replace(b"How was his day?", b"How was her day?"))
    monkeypatch.chdir("/")  # where there is no configuration
    result = CliRunner().invoke(main, ["verify", str(changed)])
    assert result.exit_code == 1
    assert "Entry 16 (said, 2026-11-23 15:00 UTC) has other words, or other files" in result.stderr
    result = CliRunner().invoke(main, ["verify", str(office.folder / "none.json")])
    assert (result.exit_code, "cannot be read" in result.stderr) == (1, True)


def test_the_key_is_shown_and_can_be_asked_for(office: Office) -> None:
    proof = office.exports("--circle", "jaylan")[-1]
    key = office.does("export", "--show-key").output.partition(": ")[2].strip()
    assert key.replace(" ", "").lower() == json.loads(proof.read_bytes())["public_key"]
    assert CliRunner().invoke(main, ["verify", str(proof), "--key", key]).exit_code == 0
    assert CliRunner().invoke(main, ["verify", str(proof), "--key", "AB" * 32]).exit_code == 1


def test_a_code_that_the_caseworker_kept_is_looked_for(office: Office) -> None:
    *readable, proof = office.exports("--circle", "jaylan")
    chain = read(proof.read_bytes()).chain
    code, other = (head_code(9, bytes.fromhex(chain[at].head)) for at in (8, 9))
    result = CliRunner().invoke(main, ["verify", str(proof), "--head", code])
    assert (result.exit_code, "What the code was sent of is in it" in result.output) == (0, True)
    assert CliRunner().invoke(main, ["verify", str(proof), "--head", other]).exit_code == 1
    assert CliRunner().invoke(main, ["verify", str(readable[1]), "--head", code]).exit_code == 1


def test_all_that_is_missing_is_said_at_once(office: Office) -> None:
    result = office.does("export", "--language", "xx", "--folder", os.devnull)
    assert result.exit_code == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "--purpose",
        "--recipient",
        "--language",
        "--folder",
    ]
    result = office.does("export", *FOR, "--circle", "nobody", "--without", "none")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["--circle", "--without"]
    result = office.does("export", *FOR)
    assert result.stderr.startswith("Name what it is to be of")
    result = office.does("export", *FOR, "--person", "brianna")
    assert "name the --family too" in result.stderr


def test_a_period_without_anything_is_a_record_too(office: Office) -> None:
    proof = office.exports("--circle", "jaylan", "--until", "2026-01-01")[-1]
    record = read(proof.read_bytes())
    assert (record.messages, record.meetings, record.phases) == ((), (), ())
    assert written(record) == proof.read_bytes()
    assert CliRunner().invoke(main, ["verify", str(proof)]).exit_code == 0
