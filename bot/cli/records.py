"""`export` and `verify`: a record of what was said is made as files, and looked through without a database.

Knows no table. What is written can be read by whoever started it, and by nobody else on the machine.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import click

from bot.chat.record import Form, Wanted, shown_key
from bot.cli.examining import read_config
from bot.cli.problems import Told, config_path
from bot.store.asked import Asked
from bot.store.verifying import Broken, verify

_NAMES = {"text/html": "html", "application/pdf": "pdf", "text/csv": "csv", "application/json": "json"}
_PDF = b"%PDF-"
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("verify")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="The agency's public key, as `export` shows it: who else may have signed it?")
@click.option("--head", metavar="CODE", help="A code of this family that its caseworker was sent earlier.")
def verify_command(file: Path, key: str | None, head: str | None) -> None:
    """Look whether FILE, the file with proof or a PDF, is as it was written down; needs only the file."""
    try:
        data = file.read_bytes()
        if data.startswith(_PDF):
            if head is not None:
                raise Told(["--head: only the file with proof has the chain, and this is a PDF."])
            _say_paper(data, key)
            return
        held = verify(data, key, head)
    except OSError as error:
        raise Told([f"{file}: cannot be read ({error.strerror}): name a file that is there."]) from None
    except Broken as broken:
        raise Told([f"{file}: {broken}", "Ask for it again, or look who had it in hand."]) from None
    click.echo(
        f"All of it holds: {held.entries} entries, {held.opened} of them open, {held.messages} messages."
    )
    if head is not None:
        click.echo("What the code was sent of is in it, unchanged.")
    click.echo(f"Signed with the key {held.key}")
    if key is None:
        click.echo("Compare this key with the one that the agency gave you, or name it with --key.")


def _say_paper(data: bytes, key: str | None) -> None:
    from bot.store.paper import verify_paper  # noqa: PLC0415 - only a PDF needs what reads PDF

    held = verify_paper(data, key)
    click.echo(f"All of this PDF is as it was signed for: {held.agency}")
    click.echo(f"Signed with the key {held.key}")
    click.echo("That its words are those that were written down then, the file with proof shows.")
    if key is None:
        click.echo("Compare this key with the one that the agency gave you, or name it with --key.")


@click.command("export")
@click.option("--circle", metavar="ID", help="Of one circle, by its id in the roster.")
@click.option("--family", metavar="ID", help="Of all circles of a family.")
@click.option("--person", metavar="ID", help="Of what one person wrote and got.")
@click.option("--since", type=_DAY, help="The first day; from the beginning, unless named.")
@click.option("--until", type=_DAY, help="The last day; today, unless named.")
@click.option("--purpose", metavar="WORDS", help="What it is for. It is noted, and stands in the files.")
@click.option("--recipient", metavar="WORDS", help="Who gets it. It is noted, and stands in the files.")
@click.option("--without", metavar="ID", multiple=True, help="A person who is kept out of it.")
@click.option("--with-everybody", is_flag=True, help="Keep out nobody, whatever order there is.")
@click.option("--language", help="The language of the pages; the agency's first one, unless named.")
@click.option(
    "--folder", type=click.Path(path_type=Path), default=Path(), help="Where to write; here, unless named."
)
@click.option("--show-key", is_flag=True, help="Only show the public key that records are signed with.")
@click.pass_context
def export_command(  # noqa: PLR0913 - as many as there are options
    context: click.Context,
    *,
    circle: str | None,
    family: str | None,
    person: str | None,
    since: datetime | None,
    until: datetime | None,
    purpose: str | None,
    recipient: str | None,
    without: tuple[str, ...],
    language: str | None,
    folder: Path,
    with_everybody: bool,
    show_key: bool,
) -> None:
    """Write down what was said, as a page, a PDF, a table and a file with proof; works while the bot runs."""
    from bot.cli import exporting  # noqa: PLC0415 - `verify` needs nothing of it

    config = read_config(config_path(context))
    if show_key:
        click.echo(f"The public key: {exporting.public_key(config)}")
        return
    mistakes = [
        f"--{name}: is needed." for name, one in (("purpose", purpose), ("recipient", recipient)) if not one
    ]
    if language is not None and language not in config.agency.languages:
        mistakes.append(f"--language: is one of {', '.join(config.agency.languages)}.")
    if not folder.is_dir():
        mistakes.append(f"--folder: {folder} is no folder that is there.")
    if mistakes:
        raise Told(mistakes)
    asked = Asked(circle, family, person, without, with_everybody)
    begins, ends = exporting.bounds(config, since, until)
    rest = Wanted("", (), ends, str(purpose), str(recipient), tuple(Form), begins)
    record, files = exporting.make(config, asked, rest, language or config.agency.languages[0])
    for number, file in enumerate(files, 1):
        path = folder / f"record-{number}.{_NAMES[file.mime]}"
        try:
            _write(path, file.data)
        except OSError as error:
            raise Told([f"{path}: cannot be written ({error.strerror})."]) from None
        click.echo(f"Written: {path}")
    click.echo(
        f"{len(record.messages)} messages, {len(record.meetings)} meetings. It is noted that this was made."
    )
    click.echo(f"The public key: {shown_key(record.public_key)}")


def _write(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
