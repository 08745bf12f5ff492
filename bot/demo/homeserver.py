"""A Matrix homeserver of one's own: Synapse, from a virtual environment beside the program's, on loopback.

Started, stopped, killed, started again, and given accounts. Knows nothing of the bot.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from base64 import b64encode
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any, Self

_PYTHON = Path(__file__).parents[2] / ".venv-synapse" / "bin" / "python"
_TEMPLATE = Path(__file__).with_name("homeserver.tmpl.yaml")
_LOOPBACK = "127.0.0.1"
_SECONDS_TO_START, _SECONDS_TO_STOP = 60.0, 20.0
_STEP = 0.05
_OK = 200


class HomeserverProblem(Exception):  # noqa: N818 - it is told to whoever can mend it
    """There is no homeserver. Says so, with the mend, in words for whoever runs it."""


class Homeserver:
    """One homeserver in one folder, on a port that stays the same through restarts (0: a free one).

    Whoever else is on this machine can reach it, and do nothing without a password: its secrets are drawn
    anew each time. Raises HomeserverProblem where Synapse is not installed. Use as ``with``.
    """

    def __init__(
        self, folder: Path, port: int = 0, *, domain: str, room_version: str = "11", extra: str = ""
    ) -> None:
        if not _PYTHON.exists():
            message = (
                f"Synapse, the homeserver, is not installed ({_PYTHON} is missing): `make install-synapse`."
            )
            raise HomeserverProblem(message)
        self.port = _free(port)
        self._folder = folder
        self._secret = secrets.token_urlsafe(32)
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        text = _TEMPLATE.read_text(encoding="utf-8").format(
            dir=folder, port=self.port, domain=domain, room_version=room_version, secret=self._secret
        )
        (folder / "homeserver.yaml").write_text(text + extra, encoding="utf-8")
        seed = b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        (folder / "signing.key").write_text(f"ed25519 a_key {seed}\n", encoding="utf-8")

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it gently."""
        self.stop()

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://{_LOOPBACK}:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers; raises HomeserverProblem, or OSError for a taken port."""
        _free(self.port)
        log = (self._folder / "log").open("ab")
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [_PYTHON, "-m", "synapse.app.homeserver", "-c", str(self._folder / "homeserver.yaml")],
            cwd=self._folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ["PATH"], "SYNAPSE_CACHE_FACTOR": "0.5"},
            # What Ctrl+C ends is us; the homeserver goes last, when nobody needs it any more.
            start_new_session=True,
        )
        log.close()
        try:
            self._wait(self._process)
        except BaseException:
            self.kill()
            raise

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

    def admit(self, name: str, password: str, *, is_admin: bool = False) -> str:
        """Make an account and return its Matrix id; raises HomeserverProblem.

        Only the homeserver that was started here takes it, for nobody else knows the secret.
        """
        path = "/_synapse/admin/v1/register"
        nonce = self._answer("GET", path)["nonce"]
        role = "admin" if is_admin else "notadmin"
        signed = f"{nonce}\x00{name}\x00{password}\x00{role}".encode()
        mac = hmac.new(self._secret.encode(), signed, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": name, "password": password, "admin": is_admin, "mac": mac}
        user: str = self._answer("POST", path, body)["user_id"]
        return user

    def _answer(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        connection = HTTPConnection(_LOOPBACK, self.port, timeout=_SECONDS_TO_STOP)
        try:
            connection.request(method, path, None if body is None else json.dumps(body))
            response = connection.getresponse()
            answer = response.read()
        except (OSError, HTTPException) as error:
            message = f"The homeserver does not answer ({type(error).__name__})."
            raise HomeserverProblem(message) from None
        finally:
            connection.close()
        if response.status != _OK:
            message = f"The homeserver refused {method} {path} ({response.status})."
            raise HomeserverProblem(message)
        found: dict[str, Any] = json.loads(answer)
        return found

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + _SECONDS_TO_START
        while not self._answers() or process.poll() is not None:
            if process.poll() is not None or time.monotonic() > until:
                message = f"The homeserver did not start. It said last:\n{self.log()[-2000:]}"
                raise HomeserverProblem(message)
            time.sleep(_STEP)

    def _answers(self) -> bool:
        try:
            self._answer("GET", "/_matrix/client/versions")
        except HomeserverProblem:
            return False
        return True

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(_SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _free(port: int) -> int:
    """Return the port, or a free one for 0; raises OSError where it is taken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # What was just closed is free.
        probe.bind((_LOOPBACK, port))
        found: int = probe.getsockname()[1]
        return found
