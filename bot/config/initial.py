"""Writes the first configuration of an agency: the commented example, and a key nobody else has.

The example is made from the sections themselves, so that it can not lack a key or explain one wrongly.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import textwrap
from typing import TYPE_CHECKING, Final

from pydantic_core import PydanticUndefined

from bot.config.sections import SECTIONS, Section
from bot.config.values import KEY_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pydantic.fields import FieldInfo

CONFIG_NAME: Final = "config.toml"
KEY_NAME: Final = "agency.key"

_HEAD: Final = """\
# The configuration of the bot. `coparenting init` writes a copy of it as config.toml; `coparenting check`
# says what is wrong with yours.
#
# A line that begins with # is not read. "# " explains; "#key = ..." shows a key that is not set, with its
# usual value or an example: take the # away to set it.
# Each key can also be set in the environment, as COPARENTING_SECTION__KEY, which wins over this file.
# Relative paths start at this file's folder. A file with a secret must be readable by the bot only.
"""

# What a first configuration says aloud. With these the bot starts at once, on the simulator alone.
_SET: Final = {"store.key_file": json.dumps(KEY_NAME), "simulator.enabled": "true"}
_ALOUD: Final = frozenset(
    {"agency.name", "agency.timezone", "agency.languages", "store.url", "policy.quiet_hours"}
)


class InitProblem(Exception):  # noqa: N818 - one refusal with its reason
    """The first configuration was not written, because something of the kind is already there."""


def example() -> str:
    """Return the text of ``config.example.toml``: every section and every key, explained."""
    sections = ("\n".join(_lines(name, kind)) for name, kind in SECTIONS.items())
    return "\n".join([_HEAD, *sections]).rstrip() + "\n"


def write_initial(folder: Path) -> list[Path]:
    """Write ``config.toml`` and the key file ``agency.key`` into ``folder``; return their paths.

    Both can be read by their owner only. Raises InitProblem, having written nothing, if either exists: a key
    that is overwritten takes everything ever stored with it.
    """
    config, key = folder / CONFIG_NAME, folder / KEY_NAME
    there = [path.name for path in (config, key) if path.exists() or path.is_symlink()]
    if there:
        message = f"{' and '.join(there)} already in {folder}: nothing was written. Move it away first."
        raise InitProblem(message)
    folder.mkdir(parents=True, exist_ok=True)
    _write_new(key, base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
    _write_new(config, example())
    return [config, key]


def _write_new(path: Path, text: str) -> None:
    # O_EXCL, because somebody else may run `init` at the same moment; the mode is there from the first byte.
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _lines(section: str, kind: type[Section]) -> Iterator[str]:
    yield from textwrap.wrap(
        kind.__doc__ or "", 108, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
    )
    off = "" if kind.is_written_out else "#"
    yield f"{off}[{section}]"
    for name, field in kind.model_fields.items():
        yield ""
        for line in (field.description or "").splitlines():
            yield f"# {line}"
        value = _SET.get(f"{section}.{name}")
        is_aloud = value is not None or f"{section}.{name}" in _ALOUD
        yield f"{'' if is_aloud else '#'}{name} = {value or _usual(field)}"
    yield "\n"


def _usual(field: FieldInfo) -> str:
    extra = field.json_schema_extra
    if isinstance(extra, dict):
        return str(extra["shown"])
    if field.default is PydanticUndefined or field.default is None:
        return '"..."'
    value = field.default
    return json.dumps(
        value if isinstance(value, str | int | float | tuple) else str(value), ensure_ascii=False
    )
