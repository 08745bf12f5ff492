"""Turns what is configured into a valid `Config`, or into the list of everything that is wrong with it.

Knows no file format; what a key may hold stands in `sections`, here only what sections ask of each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from pydantic import ValidationError

from bot.config.addresses import is_loopback
from bot.config.problems import ConfigProblem, Mistake, in_plain_words
from bot.config.reading import Settings, read
from bot.config.sections import SECTIONS, Config, Section, Simulator

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_OPTIONAL = ("telegram", "matrix")
_Kind = TypeVar("_Kind", bound=Section)


def load(path: Path, environ: Mapping[str, str], *, to_run: bool = True) -> Config:
    """Return the configuration of ``path``, overruled by ``environ``. Relative paths start at its folder.

    ``to_run=False`` leaves out what only a running bot needs: a messenger that is on, and the retention that
    the agency must have decided. Raises ConfigProblem with every mistake at once; no secret is ever in it.
    """
    mistakes: list[Mistake] = []
    settings = read(path, environ, mistakes)
    sections = {
        name: _validated(name, kind, settings, str(path), mistakes)
        for name, kind in SECTIONS.items()
        if name in settings or name not in _OPTIONAL
    }
    mistakes += _between_sections(sections, settings, str(path), to_run=to_run)
    if mistakes:
        raise ConfigProblem(mistakes)
    return Config.model_validate(sections)


def _validated(
    name: str, kind: type[_Kind], settings: Settings, path: str, mistakes: list[Mistake]
) -> _Kind | None:
    table = settings.get(name, {})
    try:
        return kind.model_validate({key: setting.value for key, setting in table.items()})
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
    blamed = {mistake.key for mistake in mistakes}
    for detail in found:
        key = str(detail["loc"][0])
        full = f"{name}.{key}"
        if full in blamed or f"{full}_file" in blamed:
            continue
        blamed.add(full)
        says, mend = in_plain_words(detail)
        if detail["type"] == "missing" and f"{key}_file" in kind.model_fields:
            says, mend = f"is missing, and {key}_file too", _how_to_get(full)
        where = table[key].where if key in table else path
        mistakes.append(Mistake(full, says, mend, where))
    return None


def _how_to_get(key: str) -> str:
    if key == "store.key":
        return 'run `coparenting init` for a new store and set key_file = "agency.key", or restore yours.'
    return "write one of the two in this section."


def _between_sections(
    sections: Mapping[str, Section | None], settings: Settings, path: str, *, to_run: bool
) -> list[Mistake]:
    found: list[Mistake] = []
    simulator = cast("Simulator | None", sections["simulator"])
    host = settings.get("http", {}).get("host")
    reaches_people = any(name in settings for name in _OPTIONAL)
    is_simulated = simulator is None or simulator.enabled
    if simulator and simulator.enabled and host and not is_loopback(str(host.value)):
        says = "is open to others, and so would be everybody's phone in the simulator"
        found.append(Mistake("http.host", says, "set it to 127.0.0.1, or the simulator off.", host.where))
    if to_run and not reaches_people and not is_simulated:
        says = "there is neither a messenger nor the simulator"
        mend = "add the section [telegram] or [matrix], or set enabled = true in [simulator]."
        found.append(Mistake("", says, mend, path))
    if to_run and reaches_people and "retention_days" not in settings.get("policy", {}):
        says = "is missing: after how many days is what was said erased?"
        mend = "ask who decides it in your agency, then write the number of days."
        found.append(Mistake("policy.retention_days", says, mend, path))
    return found
