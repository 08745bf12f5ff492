"""How well words are read, counted over lines that say what each must mean.

``open-*`` were seen while the rules were written, ``kept-*`` were not.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from bot.dates import Said, Wanted, read

CORPORA = sorted(Path(__file__).parent.glob("*.jsonl"))
Reading = tuple[date | None, time | None, int | None, int | None, date | None]


@dataclass
class Count:
    silently_wrong: list[str] = field(default_factory=list)
    understood: list[str] = field(default_factory=list)
    asked_back: list[str] = field(default_factory=list)
    answerable: int = 0


def readings(said: Said) -> set[Reading]:
    if said.doubt is None:
        return {(said.day, said.start, said.minutes, said.every, said.until)}
    return set().union(*(readings(option) for option in said.doubt.options))


def written(reading: dict[str, Any]) -> Reading:
    day, until, start = reading.get("day"), reading.get("until"), reading.get("start")
    return (
        date.fromisoformat(day) if day else None,
        time.fromisoformat(start) if start else None,
        reading.get("minutes"),
        reading.get("every"),
        date.fromisoformat(until) if until else None,
    )


def lines(corpus: Path) -> Iterator[dict[str, Any]]:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def counted(corpus: Path) -> Count:
    count = Count()
    language = corpus.stem.rpartition("-")[2]
    for line in lines(corpus):
        said = read(line["words"], language, datetime.fromisoformat(line["now"]), Wanted(line["wanted"]))
        meant = {written(one) for one in line.get("either", [line["expect"]] if "expect" in line else [])}
        count.answerable += bool(meant)
        told = readings(said) if said else set()
        shown = f"{line['words']} ({line['wanted']}, {line['now']}): {said}"
        if told == meant:
            count.understood += [shown] if meant else []
        elif not told or (len(told) > 1 and meant and meant <= told):
            count.asked_back.append(shown)
        else:
            count.silently_wrong.append(shown)
    return count


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.stem)
def test_words_are_understood_and_never_guessed_at(corpus: Path) -> None:
    count = counted(corpus)
    is_open = corpus.stem.startswith("open")
    total = sum(1 for _ in lines(corpus))
    shown = "\n".join(["silently wrong:", *count.silently_wrong, "asked back:", *count.asked_back])
    assert len(count.silently_wrong) <= (total / 100 if is_open else 1), shown
    assert len(count.understood) >= count.answerable * (0.95 if is_open else 0.85), shown
