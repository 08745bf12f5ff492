"""Who hears of what happens to a meeting, and in which words.

Which texts there are for whom stands in ``family.meeting.TELLS``. Knows nothing of how it came about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.meeting import (
    ATTENDING,
    CLOSE,
    TELLS,
    Act,
    Attendee,
    Meeting,
    Part,
    Presence,
    State,
    after,
)
from bot.family.outcome import told
from bot.family.showing import card_for, named, rows_for

PLAIN_NEWS = frozenset({Act.COME, Act.HAPPENED, Act.MISSED, Act.END})
_SHORT = frozenset({Act.COME, Act.LATE, Act.HAPPENED, Act.MISSED, Act.REVOKE})
"""What needs no more than which meeting it is about."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "meeting-told-allow": (),
    "meeting-told-refuse": (),
    "meeting-told-lapse": (),
    "meeting-told-approve": (),
    "meeting-asks-approval": (),
    "meeting-after": (),
    "meeting-told-late": ("who", "minutes"),
    "meeting-told-revoke": ("caseworker",),
    "permission-way-none": ("caseworker",),
    "permission-way-phone": ("caseworker",),
    "permission-way-questions": ("caseworker",),
    "permission-way-know": ("caseworker",),
    "meeting-siblings-come": ("children",),
    "meeting-siblings-off": ("children",),
}
"""What fills the places of an opening, where it is not who did it."""


class News(msgspec.Struct, frozen=True):
    """What is to be told of a meeting: to which of its people, in which texts, and who did it.

    ``more`` stands between the opening and what the meeting is now; ``args`` fill the opening's places.
    """

    texts: Mapping[Part, str]
    now: datetime
    by: str | None = None
    name: Value = Literal("")
    act: Act | None = None
    day: date | None = None
    more: tuple[Value, ...] = ()
    args: dict[str, Value] = {}
    caseworker: str = ""

    def kind_for(self, meeting: Meeting) -> Kind:
        """Return whether it wakes people: what changes a meeting that is close does (PRODUCT, section 2)."""
        is_news = self.act is not None and self.act not in PLAIN_NEWS
        ahead = self.day or meeting.when.next_day(self.now)
        is_close = is_news and meeting.when.begins(ahead) - self.now < CLOSE
        return Kind.ALERT if is_close else Kind.NOTICE


def tell_parts(meeting: Meeting, news: News) -> tuple[Draft, ...]:
    """Return what each of its people reads, but who did it: an opening, what it is now, what can be done.

    Who has no smartphone hears it from the caseworker. A wish is told to its writer alone. Of two homes that
    are joined for this meeting only, neither reads the other's name, or words.
    """
    kind, day = news.kind_for(meeting), news.day
    asking = meeting.attendee(meeting.proposer)
    doer = meeting.attendee(news.by) if news.by else None

    def draft(to: str, opening: str, who: Attendee | None, part: Part) -> Draft:
        is_far = who is not None and doer is not None and _is_of_other_home(meeting, who, doer)
        args = {"who": home_of(meeting, doer) if is_far and doer else news.name, **news.args}
        rows = rows_for(meeting, part, day)
        filled = {name: args[name] for name in PLACES.get(opening, ("who",))}
        if opening == "meeting-asked":
            filled = {"who": Literal(asking.name) if asking else news.name}
        whole = card_for(meeting, who, day)
        shown = named(meeting, day) if news.act in _SHORT else whole
        parts = (Text(opening, filled), *(() if is_far else news.more), shown)
        # What does not get through is told to its author, with who did not get it.
        made = told(to, *parts, kind=kind, rows=rows, author=None if is_far else news.by)
        return msgspec.structs.replace(made, meeting=meeting.id)

    drafts, by_phone = [], dict[tuple[Presence, bool], list[Attendee]]()
    for one in meeting.attendees:
        opening = news.texts.get(one.part)
        is_secret = meeting.is_private and one.person != meeting.proposer
        is_elsewhere = news.act in (Act.COME, Act.LATE) and one.way not in ATTENDING
        if opening is None or one.person == news.by or is_secret or is_elsewhere or _are_strangers(one, doer):
            continue
        if one.is_by_phone:
            by_phone.setdefault((one.way, meeting.is_guest(one)), []).append(one)
        if one.is_there:
            drafts.append(draft(one.person, opening, one, one.part))
    opening = news.texts.get(Part.CASEWORKER)
    if opening is not None and news.caseworker and news.caseworker != news.by:
        drafts.append(draft(news.caseworker, opening, None, Part.CASEWORKER))
    if news.caseworker:
        for people in by_phone.values():
            # She reads it to them, and so she is shown no more than they may know.
            names = [Literal(one.name) if one.name else _home_called(meeting, one) for one in people]
            please = text("meeting-phone", people=listing(tuple(names)))
            rows = _rows_for_phone(meeting, people, day)
            shown = card_for(meeting, people[0], day)
            drafts.append(told(news.caseworker, please, shown, kind=kind, rows=rows))
    return tuple(drafts)


def _are_strangers(one: Attendee, other: Attendee | None) -> bool:
    """Whether both are invited from different circles: neither need know of the other."""
    if other is None or {one.part, other.part} != {Part.INVITED}:
        return False
    return one.circle != other.circle


def _is_of_other_home(meeting: Meeting, one: Attendee, other: Attendee) -> bool:
    """Whether one of them is the other's guest, or both are guests from different homes."""
    return one.home != other.home and (meeting.is_guest(one) or meeting.is_guest(other))


def home_of(meeting: Meeting, who: Attendee) -> Text:
    """Return what a home is called to those who are not to know it: by its children. It begins a sentence."""
    return text("meeting-home", children=_children_of_home(meeting, who))


def _home_called(meeting: Meeting, who: Attendee) -> Text:
    return text("meeting-home-of", children=_children_of_home(meeting, who))


def _children_of_home(meeting: Meeting, who: Attendee) -> Value:
    names = meeting.brought_by(who.home) if meeting.is_guest(who) else meeting.hosts
    return listing(names or ("–",))


def _rows_for_phone(
    meeting: Meeting, people: Iterable[Attendee], day: date | None
) -> tuple[tuple[Choice, ...], ...]:
    """Return what the caseworker can enter for those whom only she reaches."""
    rows = []
    for one in people:
        if after(meeting.state_on(day), Act.AGREE, one.part) is None:
            continue
        given = {"meeting": meeting.id, "person": one.person}
        rows.append(
            (
                Choice(text("label-meeting-agree-for", name=one.name), Run("meeting-agree", given)),
                Choice(text("label-meeting-decline-for", name=one.name), Run("meeting-decline", given)),
            )
        )
    return tuple(rows)


def lapsed(meeting: Meeting, now: datetime, caseworker: str) -> tuple[Draft, ...]:
    """Return what is said when a day passed without an answer to what was suggested."""
    over = msgspec.structs.replace(meeting, state=State.LAPSED)
    return tell_parts(over, News(TELLS[Act.LAPSE], now, caseworker=caseworker))
