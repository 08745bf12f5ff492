"""Whatever a person at the command line can mend, said in words: every mistake at once, and no traceback.

Knows no command. A mistake of the program itself is none of these, and keeps its traceback.
"""

from __future__ import annotations

import errno
from typing import IO, TYPE_CHECKING, Any

import click

from bot.chat.messenger import CredentialRevoked
from bot.config import ConfigProblem, InitProblem, Mistake
from bot.demo.homeserver import HomeserverProblem
from bot.roster import RosterProblem
from bot.store.locks import AlreadyRunning
from bot.store.opening import StoreProblem
from bot.texts import TextProblem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Told(click.ClickException):
    """Lines for the person at the terminal, on standard error; the exit status is 1."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines as they will be shown."""
        super().__init__("\n".join(lines))

    def show(self, file: IO[Any] | None = None) -> None:
        """Show them as they are, without a heading in front of the first."""
        click.echo(self.message, file=file, err=file is None)


class Plain(click.Group):
    """A group of commands that tell what a person can mend, and that find the configuration for it."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Run the command; turn every such problem into lines."""
        try:
            return super().invoke(ctx)
        except (
            ConfigProblem,
            HomeserverProblem,
            InitProblem,
            RosterProblem,
            StoreProblem,
            AlreadyRunning,
            CredentialRevoked,
            TextProblem,
        ) as problem:
            raise Told(lines_of(problem, config_path(ctx))) from None


def config_path(context: click.Context) -> Path:
    """Return the configuration that was named before or after the command; the later one counts."""
    path: Path = context.meta["coparenting.config"]
    return path


def lines_of(problem: Exception, config: Path) -> list[str]:
    """Return what to tell of a problem; what the configuration is to blame for names it and the key."""
    match problem:
        case StoreProblem():
            return [str(Mistake(problem.key, problem.says, problem.mend, str(config)))]
        case AlreadyRunning():
            says, mend = "the bot is running on this database already", "stop it first."
            return [str(Mistake("store.url", says, mend, str(config)))]
        case CredentialRevoked():
            return [str(Mistake(problem.key, problem.says, problem.mend, str(config)))]
        case TextProblem():
            return [f"bot/locale: {line}" for line in str(problem).splitlines()]
        case _:
            return str(problem).splitlines()


def taken_port(error: OSError, key: str) -> Told:
    """Return what to tell of an address that cannot be listened on; anything else is raised again."""
    if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
        raise error
    return Told([f"{key}: cannot listen there ({error.strerror}): choose another one."])
