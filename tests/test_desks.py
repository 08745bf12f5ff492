"""On whose desk a family is: said in one place, and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

STORE: Final = Path(__file__).parent.parent / "bot" / "store"
SPEAKERS: Final = re.compile(
    r"caseworker_id\s*==\s*bindparam\(\"person\"\)|served_by\s*==\s*bindparam\(\"person\"\)"
)


def test_no_query_says_for_itself_whose_families_they_are() -> None:
    # Who stands in would see less of a family there than her colleague, or who has given it away more.
    found = [path.name for path in sorted(STORE.rglob("*.py")) if SPEAKERS.search(path.read_text("utf-8"))]
    assert found == ["covering.py"]  # which is about the two themselves


def test_what_was_on_the_way_is_not_decided_by_who_serves_now() -> None:
    # A family may have another caseworker by the time that words of the earlier one leave.
    assert "caseworker_id" not in (STORE / "departing.py").read_text("utf-8")
