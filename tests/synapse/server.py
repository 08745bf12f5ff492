"""A real Synapse for tests, from a virtual environment of its own: started, stopped, killed, started again.

Knows nothing of the bot.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

import psutil
from aiohttp import ClientSession

PYTHON = Path(__file__).parents[2] / ".venv-synapse" / "bin" / "python"
TEMPLATE = Path(__file__).with_name("homeserver.tmpl.yaml")
DOMAIN = "test.localhost"
SHARED_SECRET = "test-shared-secret"

_SECONDS_TO_START = 60.0


class Synapse:
    """One homeserver in one folder, on a loopback port that stays the same through restarts."""

    def __init__(self, folder: Path, *, room_version: str = "12", extra: str = "") -> None:
        if not PYTHON.exists():
            message = f"Synapse is not installed: {PYTHON} is missing; `make install-synapse` builds it"
            raise FileNotFoundError(message)
        self.port = _free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        text = TEMPLATE.read_text().format(dir=folder, port=self.port, room_version=room_version)
        (folder / "homeserver.yaml").write_text(text + extra)
        (folder / "signing.key").write_text("ed25519 a_test OWNkcUKmU8ELYfvPNaWW4nSI1ZEoLKzC7EP8nSoFFas\n")

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it listens; raises RuntimeError where the listener is another's."""
        log = (self._folder / "log").open("ab")
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [PYTHON, "-m", "synapse.app.homeserver", "-c", str(self._folder / "homeserver.yaml")],
            cwd=self._folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "SYNAPSE_CACHE_FACTOR": "0.5"},
        )
        log.close()
        until = time.monotonic() + _SECONDS_TO_START
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > until:
                message = f"Synapse did not start:\n{self.log()[-2000:]}"
                raise RuntimeError(message)
            time.sleep(0.05)

    def stop(self) -> None:
        """End it gently."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self._end(signal.SIGKILL)

    def restart(self) -> None:
        """End it gently and start it again."""
        self.stop()
        self.start()

    def log(self) -> str:
        """Return what it has said so far."""
        return (self._folder / "log").read_text(errors="replace")

    async def register(self, name: str, password: str, *, is_admin: bool = False) -> str:
        """Make an account and return its Matrix id; raises RuntimeError."""
        path = "/_synapse/admin/v1/register"
        nonce = (await self.ask("GET", path))["nonce"]
        role = "admin" if is_admin else "notadmin"
        signed = f"{nonce}\x00{name}\x00{password}\x00{role}".encode()
        mac = hmac.new(SHARED_SECRET.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": is_admin, "mac": mac}
        user: str = (await self.ask("POST", path, body))["user_id"]
        return user

    async def ask(
        self, method: str, path: str, body: object = None, *, token: str | None = None
    ) -> dict[str, Any]:
        """Ask the homeserver directly; raises RuntimeError with its answer where it refuses."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        async with (
            ClientSession() as session,
            session.request(method, self.url + path, json=body, headers=headers) as response,
        ):
            answer: dict[str, Any] = await response.json(content_type=None)
        if response.status != 200:
            raise RuntimeError(response.status, answer)
        return answer

    def _listens(self) -> bool:
        assert self._process is not None
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) != 0:
                return False
        mine = psutil.Process(self._process.pid).net_connections("tcp")
        return any(
            one.status == psutil.CONN_LISTEN and one.laddr and one.laddr.port == self.port for one in mine
        )

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(how)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


__all__ = ["DOMAIN", "PYTHON", "Synapse"]
