"""Reads a file of the agency's own that the configuration names. Knows nothing of what stands in it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from bot.config.problems import Unfit

if TYPE_CHECKING:
    from pathlib import Path


def read_tables(path: Path, mend: str) -> dict[str, Any]:
    """Return what stands in a TOML file; raises Unfit, with ``mend`` where it cannot be understood."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        says = "names a file that is not there"
        raise Unfit(says, "put the file there, or name the right one.") from None
    except OSError as error:
        says = f"names a file that cannot be read ({error.strerror})"
        raise Unfit(says, "let this user read it.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        says = "names a file that cannot be understood"
        raise Unfit(says, mend) from None
