"""An agency to measure: circles of one parent and one caregiver, all willing, with nothing in their way.

Knows nothing of what is measured in it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.processes import HOST, ROOT, BotApi

FIRST_USER = 100_001
_MANY = 1_000_000


def users(circles: int) -> list[int]:
    """Return the Telegram ids of everybody: parent and caregiver of the first circle, of the second, …"""
    return list(range(FIRST_USER, FIRST_USER + 2 * circles))


def partner(user: int) -> int:
    """Return the other adult of a person's circle."""
    return FIRST_USER + ((user - FIRST_USER) ^ 1)


def roster(circles: int) -> str:
    """Return a roster of so many circles, phase open, everybody joined and willing."""
    parts = ['[agency]\nname = "Bench"\n\n[[caseworker]]\nid = "cw"\nname = "Tianna"\n']
    for number in range(circles):
        parent, caregiver = users(circles)[2 * number : 2 * number + 2] if circles < 100 else _pair(number)
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
accounts = ["telegram:{parent}"]
[[person]]
id = "c{number}"
name = "Wendy {_letters(number)}"
role = "caregiver"
home = "h{number}"
accounts = ["telegram:{caregiver}"]
[[circle]]
id = "o{number}"
children = ["k{number}"]
people = ["p{number}", "c{number}"]
phase = "open"
""")
    return "".join(parts)


def _pair(number: int) -> tuple[int, int]:
    return FIRST_USER + 2 * number, FIRST_USER + 2 * number + 1


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
