"""A record as it is handed out: what was said, done and decided, with the chain that proves it.

Values, and the one way in which they are written down: what is written otherwise was changed. Knows no
table, no key and no sentence.
"""

from __future__ import annotations

import base64
import re
from datetime import date, datetime, time
from enum import StrEnum
from typing import Literal

import msgspec

FORMAT, VERSION = "coparenting-record", 1
_INDENT = 1
_CODE_BYTES = 15
_CODE = re.compile(r"\s*([1-9][0-9]{0,17})[\s-]+([A-Za-z2-7\s-]+)")


class Form(StrEnum):
    """What a record can be handed out as: to read, to print, its meetings as a table, and to prove it."""

    PAGE = "page"
    PAPER = "paper"
    TABLE = "table"
    PROOF = "proof"


class Wanted(msgspec.Struct, frozen=True):
    """What is to be handed out of one family, to whom and what for: all of it stands in the record itself.

    ``until`` is the last moment at which it was said. With a ``person`` it is what that person wrote and got.
    Of ``left_out`` there is no word, no name and no meeting; in a record it is empty, whoever is left out.
    """

    family: str
    circles: tuple[str, ...]
    until: datetime
    purpose: str
    recipient: str
    forms: tuple[Form, ...]
    since: datetime | None = None
    person: str | None = None
    left_out: tuple[str, ...] = ()


class Person(msgspec.Struct, frozen=True):
    """Somebody in the record, as the others see them."""

    id: str
    name: str
    role: str


class Circle(msgspec.Struct, frozen=True):
    """A circle in the record: the children it is about."""

    id: str
    children: tuple[str, ...]


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something that was done to a message or a circle, as an ``entry`` of the chain has it.

    ``words`` are what it says from then on; None where nobody has them any more, or there are none.
    """

    what: str
    at: datetime
    entry: int
    by: str | None = None
    words: str | None = None


class Copy(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a message on its way to one person. Nobody can know that it was read.

    ``perhaps``: a send was begun and no answer came.
    """

    id: str
    to: str
    state: Literal["delivered", "perhaps", "waiting", "never"]
    at: datetime | None = None
    why: str = ""
    entry: int | None = None


class Message(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody wrote, that was delivered or that a caseworker was to decide on."""

    id: str
    circle: str
    by: str
    at: datetime
    state: str
    files: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    copies: tuple[Copy, ...] = ()


class Agreement(msgspec.Struct, frozen=True, omit_defaults=True):
    """What both homes of a circle agreed on about a topic of their plan, from the moment it held.

    ``words`` is None where nobody has them any more; with ``files`` it was said by voice or in a picture, and
    the entry has the message it stands in.
    """

    id: str
    circle: str
    topic: str
    by: str
    at: datetime
    entry: int
    words: str | None = None
    files: tuple[str, ...] = ()


class Day(msgspec.Struct, frozen=True, omit_defaults=True):
    """A meeting, or one day of a series, as both homes see it: never where, and not what got in the way."""

    meeting: str
    kind: str
    day: date
    start: time
    minutes: int
    zone: str
    state: str
    children: tuple[str, ...]
    people: tuple[str, ...]
    by: str
    ended_by: str = ""
    ended_at: datetime | None = None


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One link of the family's chain, and the ``head`` after it.

    What is not of this record shows its ``digest`` alone: that something was written down there, and nothing
    of what. With its ``salt`` an entry is opened: what it committed to are its ``words`` and then its
    ``files``, each by the sum of its bytes.
    """

    seq: int
    head: str
    digest: str | None = None
    at: datetime | None = None
    actor: str | None = None
    action: str = ""
    subject: str | None = None
    commitment: str | None = None
    salt: str | None = None
    words: str = ""
    files: tuple[str, ...] = ()


class Record(msgspec.Struct, frozen=True):
    """All of it. The signatures are of the chain's last head, and of everything that stands here."""

    format: str
    version: int
    agency: str
    made_at: datetime
    zone: str
    wanted: Wanted
    people: tuple[Person, ...]
    circles: tuple[Circle, ...]
    messages: tuple[Message, ...]
    phases: tuple[Step, ...]
    meetings: tuple[Day, ...]
    agreements: tuple[Agreement, ...]
    chain: tuple[Entry, ...]
    head: str
    public_key: str
    head_signature: str
    signature: str

    def name(self, person: str | None) -> str:
        """Return what somebody is called here; a dash for who is not in it."""
        return next((one.name for one in self.people if one.id == person), "\N{EN DASH}")


class NoRecord(ValueError):  # noqa: N818 - says what it is
    """These bytes are no record, or only a part of one, or one that a later version wrote."""


def written(record: Record) -> bytes:
    """Return the record as a file: the same record is the same bytes."""
    return msgspec.json.format(msgspec.json.encode(record), indent=_INDENT) + b"\n"


def read(data: bytes) -> Record:
    """Return the record in a file; raises NoRecord. What stands there is not looked at yet."""
    try:
        record = msgspec.json.decode(data, type=Record)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NoRecord(str(error)) from None
    if (record.format, record.version) != (FORMAT, VERSION):
        message = f"{record.format} {record.version}"
        raise NoRecord(message)
    return record


def shown_key(key: str) -> str:
    """Return a public key as people compare it: in groups of four."""
    plain = key.upper()
    return " ".join(_groups(plain))


def head_code(seq: int, head: bytes) -> str:
    """Return a head as a caseworker keeps it: of how many entries it is, and its beginning."""
    return f"{seq}-{'-'.join(_groups(base64.b32encode(head[:_CODE_BYTES]).decode()))}"


def read_code(code: str) -> tuple[int, str] | None:
    """Return of how many entries a code is, and the code as it is compared; None for what is none."""
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    plain = re.sub(r"[\s-]", "", found[2]).upper()
    return int(found[1]), f"{found[1]}-{'-'.join(_groups(plain))}"


def _groups(plain: str) -> list[str]:
    return [plain[at : at + 4] for at in range(0, len(plain), 4)]


def signed_part(record: Record) -> bytes:
    """Return what the agency signs: all but the signature itself."""
    return msgspec.json.encode(msgspec.structs.replace(record, signature=""))
