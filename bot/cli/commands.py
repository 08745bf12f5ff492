"""The commands of ``coparenting``, each a few lines: read what is asked, have it done, say what came of it.

Knows no table. Nothing that runs the bot is imported before it is asked to run.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.chat.clock import SystemClock
from bot.chat.people import Role
from bot.cli.examining import Found, check, examine, read_config
from bot.cli.printing import import_lines, invitation_lines, sign_in_lines
from bot.cli.problems import Plain, Told, config_path, taken_port
from bot.cli.records import export_command, verify_command
from bot.config import write_initial
from bot.logs import set_up
from bot.roster import read
from bot.roster.fields import Wrong, shown_name
from bot.store.facts import JOIN_LINK
from bot.store.importing import STAFF, Imported, Invitation, first_caseworker, import_roster
from bot.store.inbox import get_setting
from bot.store.opening import make_ready, open_ready_store, upgrade_store

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    from bot.config import Config
    from bot.demo.matrix import Account
    from bot.roster import Roster
    from bot.store.session import Session

    T = TypeVar("T")

_CLOCK = SystemClock()
_PAGE_PORT, _MATRIX_PORT = 8080, 8008


def _remember(context: click.Context, _parameter: click.Parameter, path: Path | None) -> None:
    if path is not None:
        context.meta["coparenting.config"] = path
    context.meta.setdefault("coparenting.config", Path("config.toml"))


_with_config = click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="FILE",
    callback=_remember,
    expose_value=False,
    help="The configuration; config.toml where none is named.",
)


@click.group(cls=Plain)
@_with_config
def main() -> None:
    """Set up, look after and run the bot. Every command takes --config FILE."""


@main.command()
@_with_config
@click.option("--folder", type=click.Path(path_type=Path), help="Where to write; here, unless named.")
@click.pass_context
def init(context: click.Context, folder: Path | None) -> None:
    """Write a first configuration, with every key explained, and a key file."""
    path = config_path(context)
    if folder is None and path.name != "config.toml":
        raise Told([f"{path}: init writes a file of the name config.toml: name its --folder instead."])
    try:
        written = write_initial(folder or path.parent)
    except OSError as error:
        raise Told([f"{folder or path.parent}: cannot be written ({error.strerror})."]) from None
    for one in written:
        click.echo(f"Written: {one}")
    click.echo("Keep a copy of the key file in a safe place: without it nothing can be read again.")
    click.echo("Next: look through the configuration, then `coparenting check`, `migrate` and `run`.")


@main.command("check")
@_with_config
@click.pass_context
def check_command(context: click.Context) -> None:
    """Say what is on, and everything that is wrong."""
    _report(asyncio.run(check(config_path(context))), "Nothing is wrong.")


@main.command()
@_with_config
@click.pass_context
def doctor(context: click.Context) -> None:
    """Try the database and every messenger that is on."""
    _report(asyncio.run(examine(config_path(context))), "All of it works.")


@main.command()
@_with_config
@click.pass_context
def run(context: click.Context) -> None:
    """Run the bot until it is stopped."""
    from bot import app  # noqa: PLC0415 - see the module's docstring

    set_up(is_production=not sys.stderr.isatty())
    config = read_config(config_path(context), to_run=True)
    try:
        app.run(config)
    except OSError as error:
        raise taken_port(error, f"{config_path(context)}: [http] host and port") from None


@main.command()
@_with_config
@click.option("--matrix", is_flag=True, help="On a real Matrix homeserver, to sign in with Element.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    help=f"0: a free one.  [default: {_PAGE_PORT}, with --matrix {_MATRIX_PORT}]",
)
def demo(port: int | None, *, matrix: bool) -> None:
    """Play the whole story on simulated phones, on a page that only this machine can open."""
    from bot import app  # noqa: PLC0415 - see the module's docstring

    set_up(is_production=not sys.stderr.isatty(), level="WARNING")
    try:
        if matrix:
            click.echo("A Matrix homeserver is starting, and the story with it: some ten seconds.")
            app.demo_matrix(_MATRIX_PORT if port is None else port, ready=_invite_to_sign_in)
        else:
            app.demo(_PAGE_PORT if port is None else port, ready=_invite_to_look)
    except OSError as error:
        raise taken_port(error, "--port") from None


def _invite_to_look(port: int) -> None:
    click.echo(f"The phones are at http://127.0.0.1:{port} . Ctrl+C ends it, and nothing of it is kept.")


def _invite_to_sign_in(url: str, bot: str, people: Sequence[Account]) -> None:
    for line in sign_in_lines(url, bot, people):
        click.echo(line)


@main.command()
@_with_config
@click.pass_context
def migrate(context: click.Context) -> None:
    """Bring the database's tables up to date; the bot must not be running."""
    click.echo(upgrade_store(_config(context)).sentence)


@main.group(cls=Plain)
@_with_config
def roster() -> None:
    """Families, people and circles from a file."""


@roster.command("import")
@_with_config
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it for a program.")
@click.option("--renew", is_flag=True, help="New codes also for those whose code still works.")
@click.pass_context
def import_command(context: click.Context, file: Path, *, as_json: bool, renew: bool) -> None:
    """Record what is new in FILE, and report what differs; works while the bot runs."""
    config = _config(context)
    wanted = _read_roster(file)
    for warning in wanted.warnings:
        click.echo(f"Look at this: {warning}", err=True)

    def work(session: Session) -> tuple[Imported, str]:
        return import_roster(session, wanted, renew=renew), _join_link(session)

    imported, link = _in_store(config, work)
    if as_json:
        click.echo(imported.to_json(link))
        return
    for line in import_lines(imported, link, config.limits.invitation_hours):
        click.echo(line)


@main.command()
@_with_config
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--name", required=True, help="The name by which the families will know them.")
@click.pass_context
def invite(context: click.Context, role: str, name: str) -> None:
    """Make a code for a caseworker or supervisor; works while the bot runs."""
    mistakes = []
    if role not in STAFF:
        says = "is invited into a circle: write them in a roster, or a caseworker invites them in the bot"
        mistakes.append(f"--role: a {role} {says}.")
    try:
        shown = str(shown_name("Tianna").read(name))
    except Wrong as wrong:
        mistakes.append(f"--name: {wrong}.")
    if mistakes:
        raise Told(mistakes)
    config = _config(context)

    def work(session: Session) -> tuple[str, str]:
        return first_caseworker(session, Role(role), shown), _join_link(session)

    code, link = _in_store(config, work)
    hours = config.limits.invitation_hours
    click.echo(f"Invitation. The code is for one person, works once within {hours} h, and is shown only now:")
    for line in invitation_lines((Invitation("", shown, role, code),), link):
        click.echo(line)


main.add_command(_with_config(export_command))
main.add_command(_with_config(verify_command))


def _config(context: click.Context) -> Config:
    return read_config(config_path(context))


def _join_link(session: Session) -> str:
    return (get_setting(session, JOIN_LINK) or b"").decode()


def _in_store(config: Config, work: Callable[[Session], T]) -> T:
    async def working() -> T:
        async with open_ready_store(config) as opened:
            await make_ready(opened, _CLOCK)
            return await opened.run(work, _CLOCK)

    return asyncio.run(working())


def _read_roster(file: Path) -> Roster:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise Told([f"{file}: cannot be read ({error.strerror}): name a file that is there."]) from None
    except UnicodeDecodeError:
        raise Told([f"{file}: is no text in UTF-8: save it as UTF-8."]) from None
    return read(text, file_name=file.name, today=_CLOCK.now().date())


def _report(found: list[Found], all_is_well: str) -> None:
    for one in found:
        if one.is_fine:
            click.echo(one.text)
    problems = [one.text for one in found if not one.is_fine]
    if problems:
        raise Told(problems)
    click.echo(all_is_well)
