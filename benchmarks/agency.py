"""An agency to measure: circles of one parent and one caregiver, all willing, with nothing in their way.

Knows nothing of what is measured in it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.processes import ROOT, BotApi, free_port

FIRST_USER = 100_001
_CONFIG = """
[agency]
name = "Bench"
[store]
url = "sqlite:///coparenting.db"
key_file = "agency.key"
{messenger}
[http]
port = {port}
[policy]
quiet_hours = "off"
retention_days = 365
[limits]
telegram_per_second = 1000000
telegram_per_chat_per_second = 1000000
telegram_per_chat_burst = 1000000
messages_per_minute = 1000000
"""


_TELEGRAM = """
[telegram]
token = "{token}"
api_base_url = "{api}"
"""
_MATRIX = """
[matrix]
homeserver = "{homeserver}"
user_id = "{user}"
password = "{password}"
encrypted = {encrypted}
"""


class Agency:
    """A configuration, a key and a database in a folder, made by the program's own commands."""

    def __init__(self, folder: Path, circles: int, api_url: str) -> None:
        messenger = _TELEGRAM.format(token=BotApi.TOKEN, api=api_url)
        accounts = [f"telegram:{user}" for user in users(circles)]
        self._make(folder, messenger, accounts)
        self.users = users(circles)

    def _make(self, folder: Path, messenger: str, accounts: list[str]) -> None:
        folder.mkdir()
        self.config = folder / "config.toml"
        self.url = f"sqlite:///{folder / 'coparenting.db'}"
        self.key = folder / "agency.key"
        self.port = free_port()
        self._command("init", "--folder", str(folder))
        self.config.write_text(_CONFIG.format(messenger=messenger, port=self.port))
        self._command("migrate")
        people = folder / "roster.toml"
        people.write_text(roster(accounts))
        self._command("roster", "import", str(people))

    def _command(self, *words: str) -> None:
        command = [sys.executable, "-m", "bot", "--config", str(self.config), *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise RuntimeError(done.stderr)


class MatrixAgency(Agency):
    """The same with accounts on Matrix: parent and caregiver of the first circle, of the second, …"""

    def __init__(
        self,
        folder: Path,
        people: list[str],
        homeserver: str,
        bot: str,
        password: str,
        *,
        is_encrypted: bool,
    ) -> None:
        encrypted = "true" if is_encrypted else "false"
        messenger = _MATRIX.format(homeserver=homeserver, user=bot, password=password, encrypted=encrypted)
        self._make(folder, messenger, [f"matrix:{user}" for user in people])


def users(circles: int) -> list[int]:
    """Return the Telegram ids of everybody: parent and caregiver of the first circle, of the second, …"""
    return list(range(FIRST_USER, FIRST_USER + 2 * circles))


def partner(user: int) -> int:
    """Return the other adult of a person's circle."""
    return FIRST_USER + ((user - FIRST_USER) ^ 1)


def roster(accounts: list[str]) -> str:
    """Return a roster of one circle for each two accounts, phase open, everybody joined and willing."""
    parts = ['[agency]\nname = "Bench"\n\n[[caseworker]]\nid = "cw"\nname = "Tianna"\n']
    for number, (parent, caregiver) in enumerate(zip(accounts[::2], accounts[1::2], strict=True)):
        parts.append(f"""
[[home]]
id = "h{number}"
[[family]]
id = "f{number}"
caseworker = "cw"
children = [{{ id = "k{number}", name = "Kid {_letters(number)}", home = "h{number}", placed = 2026-01-01 }}]
[[person]]
id = "p{number}"
name = "Ana {_letters(number)}"
role = "parent"
children = ["k{number}"]
accounts = ["{parent}"]
[[person]]
id = "c{number}"
name = "Wendy {_letters(number)}"
role = "caregiver"
home = "h{number}"
accounts = ["{caregiver}"]
[[circle]]
id = "o{number}"
children = ["k{number}"]
people = ["p{number}", "c{number}"]
phase = "open"
""")
    return "".join(parts)


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
