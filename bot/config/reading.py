"""Collects what is configured, from the file, the environment and the files of secrets.

Does not judge values: it knows which sections and keys there are, and which of two sources wins.
"""

from __future__ import annotations

import difflib
import json
import re
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from bot.config.problems import ConfigProblem, Mistake
from bot.config.sections import SECTIONS, secrets_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX: Final = "COPARENTING_"
_SQLITE: Final = "sqlite:///"
_SECRET_FILE_BYTES: Final = 65_536
_OTHERS: Final = stat.S_IRWXO | stat.S_IWGRP


@dataclass(frozen=True, slots=True)
class Setting:
    """A value as it was found, hidden from printing, and where it stands."""

    value: object
    where: str

    def __repr__(self) -> str:
        """Show where it stands only."""
        return f"Setting({self.where})"


Settings: TypeAlias = dict[str, dict[str, Setting]]


def read(path: Path, environ: Mapping[str, str], mistakes: list[Mistake]) -> Settings:
    """Return every setting of a known key; the environment wins over the file.

    Appends what is wrong to ``mistakes``. Raises ConfigProblem where the file cannot be read at all, because
    everything else would look missing then.
    """
    settings = _of_tables(_parse(path), str(path), mistakes)
    for section, own in _of_environment(environ, mistakes).items():
        table = settings.setdefault(section, {})
        for name in own:
            # A secret from the environment also beats the file's other way to give the same secret.
            table.pop(name.removesuffix("_file"), None)
            table.pop(f"{name}_file", None)
        table.update(own)
    store = settings.setdefault("store", {})
    for section, table in settings.items():
        _from_folder(section, table, path.parent)
        for name in secrets_of(SECTIONS[section]):
            _open_secret(section, name, table, mistakes)
    usual = Setting(SECTIONS["store"].model_fields["url"].default, "")
    store["url"] = _moved(store.get("url", usual), _SQLITE, path.parent)
    return settings


def _parse(path: Path) -> dict[str, object]:
    where = str(path)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problem = Mistake("", "there is no such file", "write one with `coparenting init`.", where)
    except OSError as error:
        problem = Mistake("", f"cannot be read ({error.strerror})", "let this user read it.", where)
    except UnicodeDecodeError:
        problem = Mistake("", "is no text in UTF-8", "save it as UTF-8.", where)
    except tomllib.TOMLDecodeError as error:
        # The library's words can quote the file, where secrets may stand; so only the place is taken.
        found = re.search(r"\(at (line \d+, column \d+|end of document)\)", str(error))
        twice = "Cannot overwrite" in str(error) or "Cannot declare" in str(error)
        says = f"cannot be understood at {found[1] if found else 'some place'}"
        mend = "the same key or section stands there twice." if twice else "look for a quote or bracket."
        problem = Mistake("", says, mend, where)
    raise ConfigProblem([problem])


def _of_tables(tables: Mapping[str, object], where: str, mistakes: list[Mistake]) -> Settings:
    settings: Settings = {}
    for section, table in tables.items():
        if section not in SECTIONS:
            kind = "section" if isinstance(table, dict) else "key outside of a section"
            near = _meant(section, SECTIONS) if isinstance(table, dict) else _belongs(section)
            mistakes.append(_unknown(section, kind, near, where))
        elif not isinstance(table, dict):
            mend = f"write [{section}] on a line of its own, and its keys below."
            mistakes.append(Mistake(section, "must be a section", mend, where))
        else:
            settings[section] = {
                name: Setting(value, where)
                for name, value in table.items()
                if _is_known(section, name, where, mistakes)
            }
    return settings


def _of_environment(environ: Mapping[str, str], mistakes: list[Mistake]) -> Settings:
    settings: Settings = {}
    names = {f"{PREFIX}{section}__{name}".upper() for section in SECTIONS for name in _keys(section)}
    for variable, text in sorted(environ.items()):
        # An empty variable is how compose files and units write "not set".
        if not variable.startswith(PREFIX) or not text:
            continue
        if variable in names:
            section, _, name = variable.removeprefix(PREFIX).lower().partition("__")
            settings.setdefault(section, {})[name] = Setting(_value(name, text), variable)
        elif "__" in variable or _meant(variable, names):
            mistakes.append(_unknown("", "environment variable", _meant(variable, names), variable))
    return settings


def _value(name: str, text: str) -> object:
    if name in ("emergency_text", "glossary") and text.startswith("{"):
        try:
            table: object = json.loads(text)
        except ValueError:
            return text
        return table
    return text


def _from_folder(section: str, table: dict[str, Setting], folder: Path) -> None:
    """Let relative paths start at the file's folder: a bot started elsewhere must not find an empty store."""
    for name, field in SECTIONS[section].model_fields.items():
        if name not in table and isinstance(field.default, Path):
            table[name] = Setting(str(field.default), "")
        if name in table and "Path" in str(field.annotation):
            table[name] = _moved(table[name], "", folder)


def _moved(setting: Setting, scheme: str, folder: Path) -> Setting:
    if not isinstance(setting.value, str) or not setting.value.startswith(scheme):
        return setting
    path = setting.value.removeprefix(scheme)
    return (
        Setting(f"{scheme}{(folder / Path(path).expanduser()).absolute()}", setting.where)
        if path
        else setting
    )


def _open_secret(section: str, name: str, table: dict[str, Setting], mistakes: list[Mistake]) -> None:
    """Put the contents of the file named under ``<name>_file`` in the place of ``name``."""
    named = table.get(f"{name}_file")
    if named is None or not isinstance(named.value, str):
        return
    path = Path(named.value)
    key = f"{section}.{name}_file"
    if name in table:
        says, mend = f"is given, and {name} too", "keep one of the two."
    else:
        try:
            says, mend = _kept_badly(path)
            if not says:
                table[name] = Setting(path.read_text(encoding="utf-8").strip(), str(path))
        except FileNotFoundError:
            says, mend = f"names {path}, which is not there", "put the file there, or name the right one."
        except OSError as error:
            says, mend = f"names {path}, which cannot be read ({error.strerror})", "let this user read it."
        except UnicodeDecodeError:
            says, mend = f"names {path}, which is no text", "name the right file."
    if says:
        mistakes.append(Mistake(key, says, mend, named.where))


def _kept_badly(path: Path) -> tuple[str, str]:
    """Return what is wrong with how a secret file is kept; two empty texts if nothing is."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) or status.st_size > _SECRET_FILE_BYTES:
        return f"names {path}, which is no small file", "name the right file."
    if status.st_mode & _OTHERS:
        return f"names {path}, which others on this machine can read", f"run: chmod 600 {path}"
    return "", ""


def _is_known(section: str, name: str, where: str, mistakes: list[Mistake]) -> bool:
    keys = _keys(section)
    if name in keys:
        return True
    near = _meant(name, keys)
    mistakes.append(_unknown(f"{section}.{name}", "key", near or _belongs(name), where))
    return False


def _keys(section: str) -> Iterable[str]:
    return SECTIONS[section].model_fields.keys()


def _meant(word: str, known: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.75)), "")


def _belongs(name: str) -> str:
    return next((f"{name}, in section [{section}]" for section in SECTIONS if name in _keys(section)), "")


def _unknown(key: str, kind: str, near: str, where: str) -> Mistake:
    mend = f"did you mean {near}?" if near else "remove it, or see config.example.toml."
    return Mistake(key, f"is no {kind} we know", mend, where)
