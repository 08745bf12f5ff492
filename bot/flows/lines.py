"""What a caseworker writes of several children or people in one line: "Macia March 2 2018, Gladys at Wendy".

Each of them ends with a comma or at the end of the line. Knows no conversation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import msgspec

from bot.dates import Said, Wanted, read
from bot.flows.form import Problem
from bot.flows.when import kept
from bot.policy import names

NAME_CHARS = 40
_ENDS = re.compile(r"[,;\n]+")
_AND = re.compile(r"\s+(?:and|y|e)\s+", re.IGNORECASE)
_SINCE = re.compile(r"(?:^|\s)(?:since|desde)(?:\s+el)?\s+", re.IGNORECASE)
_AT = re.compile(r"(?:^|\s)(?:at|with|con)\s+", re.IGNORECASE)
_BORN = re.compile(r"\s+(?:born|nació|nacio|nacida|nacido)(?:\s+(?:on|el))?(?=\s|$)", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:since|desde|at|with|con|born|nació|nacio|nacida|nacido)\b|\d", re.IGNORECASE)
# Two moments that have no month and no weekday in common: what is read alike from both names its year.
_LONG_AGO = (datetime(2000, 3, 10, 12), datetime(2001, 7, 19, 12))  # noqa: DTZ001 - what a clock shows


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a line says of one child; the days as `when.kept` keeps them, "" for what it does not say."""

    name: str
    born: str = ""
    home: str = ""
    since: str = ""


def past_day(words: str, language: str, today: date, *, needs_year: bool) -> Said | None:
    """Return the day that words mean, none after today, with a doubt where they can mean two.

    None where they are not understood. Without a year it is the last such day, or it ``needs_year`` and is
    not taken. Raises Problem where all that they can mean is still to come.
    """
    early, late = (read(words, language, now, Wanted.DAY) for now in _LONG_AGO)
    if early is None or late is None or early.start or early.minutes or early.every:
        return None
    readings = [one.day for one in _readings(early) if one.day]
    others = [one.day for one in _readings(late) if one.day]
    if readings != others:
        if needs_year or [(day.month, day.day) for day in readings] != [(d.month, d.day) for d in others]:
            return None
        a_year_ago = datetime.combine(today - timedelta(days=364), datetime.min.time().replace(hour=12))
        lately = read(words, language, a_year_ago, Wanted.DAY)
        readings = [one.day for one in _readings(lately) if one.day] if lately else []
    possible = [day for day in readings if day <= today]
    if not possible:
        raise Problem("day-future")
    said = Said(day=possible[0])
    if len(possible) > 1 and early.doubt is not None:
        return replace(said, doubt=replace(early.doubt, options=(said, Said(day=possible[1]))))
    return said


def _readings(said: Said) -> tuple[Said, ...]:
    if said.doubt is None:
        return (said,)
    return tuple(inner for one in said.doubt.options for inner in _readings(one))


def children_in(words: str, language: str, today: date) -> tuple[Entry, ...]:
    """Return what a line says of each child. Raises Problem for what is no name or no day."""
    found: list[str] = []
    for part in _parts(words):
        if found and (_GOES_ON.match(part) or _is_day(part, language, today)):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    entries = tuple(_child(one, language, today) for one in found)
    if not entries:
        raise Problem("answer-empty")
    seen: set[str] = set()
    for one in entries:
        if one.name.casefold() in seen:
            raise Problem("child-twice", child=one.name)
        seen.add(one.name.casefold())
    return entries


def home_in(words: str) -> str:
    """Return whose home is named, without what leads to it: "with Brianna" is Brianna's."""
    before, home, _ = _said(words)
    return " ".join((home or before).split())


def names_in(words: str) -> tuple[str, ...]:
    """Return the names in a line."""
    return tuple(dict.fromkeys(" ".join(part.split()) for part in _parts(words)))


def _parts(words: str) -> Sequence[str]:
    return [part for line in _ENDS.split(words) for one in _AND.split(line) if (part := one.strip(" ."))]


def _is_day(words: str, language: str, today: date) -> bool:
    try:
        return past_day(words, language, today, needs_year=False) is not None
    except Problem:
        return True


def _child(words: str, language: str, today: date) -> Entry:
    rest, home, since = _said(words)
    pieces = _BORN.sub(" ", rest).split()
    for count in range(1, len(pieces)):
        born = past_day(" ".join(pieces[count:]), language, today, needs_year=True)
        if born is not None:
            name, day = " ".join(pieces[:count]), kept(born)
            break
    else:
        name, day = " ".join(pieces), ""
    if any(sign.isdecimal() for sign in name):
        raise Problem("child-born-unclear", child=pieces[0])
    began = past_day(since, language, today, needs_year=False) if since else None
    if since and began is None:
        raise Problem("day-unclear")
    # What can mean two days is asked for, with buttons.
    is_sure = began is not None and began.doubt is None
    return Entry(name_of_child(name), day, home, kept(began) if began and is_sure else "")


def _said(words: str) -> tuple[str, str, str]:
    """Return what comes first, with whom a child lives, and since when, in whichever order they are said."""
    at, since = _AT.search(words), _SINCE.search(words)
    starts = [one.start() for one in (at, since) if one]

    def behind(match: re.Match[str] | None) -> str:
        if match is None:
            return ""
        ends = [start for start in starts if start > match.start()]
        return words[match.end() : min(ends, default=len(words))].strip()

    return words[: min(starts, default=len(words))], behind(at), behind(since)


def name_of_child(words: str) -> str:
    """Return a child's name as it is kept, or raise Problem for what is none."""
    name = names.written(" ".join(words.split()))
    if not name:
        raise Problem("answer-empty")
    if len(name) > NAME_CHARS:
        raise Problem("answer-too-long", limit=NAME_CHARS)
    if not names.is_plain(name):
        raise Problem("name-letters")
    return name
