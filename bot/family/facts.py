"""What a flow or a command may ask to be loaded beyond the view: declared, then read in fixed queries.

Knows no query. A flow names its needs; the store fills the facts and nothing else.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

import msgspec

from bot.chat.media import File
from bot.chat.people import Circle, OwnMessage, PersonState, Role
from bot.chat.text import Literal, Value
from bot.family.counted import Insight
from bot.family.decision import Decisions
from bot.family.entitled import Entitled
from bot.family.goal import Goal
from bot.family.homeward import Homecoming
from bot.family.keepsakes import Keepsakes
from bot.family.letter import Letter
from bot.family.listed import InTheWay, Resource
from bot.family.meeting import Kind, Meeting, State
from bot.family.offering import Offers
from bot.family.slip import Slips
from bot.family.terms import Permission
from bot.family.tips import AgencyTip, OwnTip, Trying
from bot.family.wall import When
from bot.family.weeks import CheckIn, Rhythm


class Need(StrEnum):
    """One group of facts, read in a fixed number of queries."""

    DESK = "desk"
    QUEUE = "queue"
    LATEST_OWN = "latest-own"
    WORDS_IN_CIRCLE = "words-in-circle"
    KEPT = "kept"
    UNSENT = "unsent"
    GUARD = "guard"
    TERMS = "terms"
    COLLEAGUES = "colleagues"
    ACCOUNTS = "accounts"
    NEWS = "news"
    RESTING = "resting"
    RECEIVED = "received"
    BOOK = "book"
    EARLIER = "earlier"
    PLAN = "plan"
    FIRST_CALL = "first-call"
    APART = "apart"
    MEETINGS = "meetings"
    PAST = "past"
    FEED = "feed"
    SIBLINGS = "siblings"
    RECORD = "record"
    CLOSED = "closed"
    CHILDREN = "children"
    COVERS = "covers"
    TEAM = "team"
    AUDIT = "audit"
    REUNION = "reunion"
    ASKED = "asked"
    DAY = "day"
    NOTES = "notes"
    INSIGHT = "insight"
    WATCHED = "watched"
    MINE = "mine"
    MOMENTS = "moments"
    LETTERS = "letters"
    OFFERS = "offers"
    CHECKINS = "checkins"
    TIPS = "tips"
    HOMECOMING = "homecoming"
    DECISIONS = "decisions"
    GOALS = "goals"
    IN_THE_WAY = "in-the-way"
    SLIPS = "slips"


class Served(msgspec.Struct, frozen=True):
    """A person as their caseworker sees them."""

    id: str
    name: str
    role: Role
    state: PersonState
    is_reachable: bool
    family: str | None = None
    home: str | None = None


class ServedFamily(msgspec.Struct, frozen=True):
    """A family as its ``caseworker`` sees it, or whoever stands in for her."""

    id: str
    name: str
    children: tuple[tuple[str, str], ...]
    homes: tuple[str, ...] = ()
    caseworker: str = ""


class ServedChild(msgspec.Struct, frozen=True):
    """A child as its caseworker sees it, be there a circle about it or not: whose it is, where it lives."""

    id: str
    name: str
    family: str
    born: date | None = None
    home: str | None = None
    since: datetime | None = None
    parents: tuple[str, ...] = ()


class Meant(msgspec.Struct, frozen=True):
    """Somebody whom a message was meant for when it was written."""

    id: str
    name: str


class Waiting(msgspec.Struct, frozen=True):
    """A message that waits for a caseworker's decision, and whom it was meant for."""

    message: str
    circle: str
    author: str
    author_name: str
    words: str
    since: datetime
    readers: tuple[Meant, ...] = ()
    files: tuple[File, ...] = ()


class Unsent(msgspec.Struct, frozen=True):
    """A message of a circle that has not reached everybody it was meant for.

    Its ``beginning`` is for its writer only, to know which one is meant.
    """

    message: str
    author: str
    circle: str
    at: datetime
    beginning: Value = Literal("")


class Resting(msgspec.Struct, frozen=True):
    """An own message that waits for the end of quiet hours, and who could be asked at once instead.

    ``on_call`` is the caseworker herself where nobody is on call for her.
    """

    message: str
    readers: tuple[Meant, ...]
    caseworker: Meant
    on_call: Meant
    circle: str | None = None
    family: str | None = None
    beginning: Value = Literal("")

    @property
    def names(self) -> tuple[str, ...]:
        """Return whose quiet hours it waits for."""
        return tuple(one.name for one in self.readers)

    def goes_by_itself(self, role: Role) -> bool:
        """Whether it passes the quiet hours itself: a caregiver's does, and what only those on call read."""
        return role == Role.CAREGIVER or all(one.id == self.on_call.id for one in self.readers)


class Received(msgspec.Struct, frozen=True):
    """A message of somebody else's that the speaker has: the one pointed at, else the newest."""

    message: str
    circle: str
    author_name: str
    beginning: Value = Literal("")
    was_asked_about: bool = False


class Desk(msgspec.Struct, frozen=True):
    """Everything in a caseworker's care: families, circles and people. Nothing of a colleague's.

    ``greets_on`` is the messenger on which the bot can open a chat by itself, "" if there is none.
    """

    families: tuple[ServedFamily, ...] = ()
    circles: tuple[Circle, ...] = ()
    people: tuple[Served, ...] = ()
    join_link: str = ""
    greets_on: str = ""
    invitation_hours: int = 72

    def circle(self, circle: str) -> Circle | None:
        """Return the circle if it is in this caseworker's care."""
        return next((one for one in self.circles if one.id == circle), None)

    def family(self, family: str) -> ServedFamily | None:
        """Return the family if it is in this caseworker's care."""
        return next((one for one in self.families if one.id == family), None)

    def person(self, person: str) -> Served | None:
        """Return the person if they are in this caseworker's care."""
        return next((one for one in self.people if one.id == person), None)


class Cover(msgspec.Struct, frozen=True):
    """A colleague stands in for a caseworker, not over yet: one of both is the speaker."""

    id: str
    caseworker: Meant
    colleague: Meant
    begins: datetime
    ends: datetime
    is_on: bool


class Work(msgspec.Struct, frozen=True):
    """A caseworker of a supervisor's team: how many families she has, what waits there and since when."""

    id: str
    name: str
    is_reachable: bool
    families: int = 0
    waiting: int = 0
    oldest: datetime | None = None


class Noted(msgspec.Struct, frozen=True):
    """One entry of the audit log: who did what, when. ``about`` is whom or what it is about, "" if nothing.

    ``actor`` is "" where the house did it by itself.
    """

    at: datetime
    action: str
    actor: str
    about: Value = Literal("")


class Log(msgspec.Struct, frozen=True):
    """A page of the audit log, the newest first, and whether there are older entries."""

    entries: tuple[Noted, ...] = ()
    has_more: bool = False


class Kept(msgspec.Struct, frozen=True):
    """Somebody keeps words for a circle; whose and in which conversation, not which words."""

    person: str
    interview: str
    circle: str


class Said(msgspec.Struct, frozen=True):
    """One message as the caseworker reads it: passed on, held, declined or withdrawn."""

    author_name: str
    words: str
    at: datetime
    state: str
    files: tuple[File, ...] = ()


class BookAnswer(msgspec.Struct, frozen=True):
    """One answer in a child's book. ``value`` is a choice, or the writer's words behind "=".

    ``author_name`` is "" where the reader does not know who that is. ``share`` is what was given at once;
    ``asker`` who put the question that it answers, where that was in words of their own. An answer by voice
    or picture stands in a ``message``, with these ``files``; its value is then the words under them.
    """

    id: str
    child: str
    field: str
    value: str
    author: str
    author_role: Role
    author_name: str
    at: datetime
    audience: str = "circle"
    state: str = "passed"
    share: str = ""
    asker: str = ""
    asker_role: Role | None = None
    message: str | None = None
    files: tuple[File, ...] = ()


class BookQuestion(msgspec.Struct, frozen=True):
    """What somebody asks the other home about a child: a field of the book, or ``words`` of their own.

    By voice or picture it stands in a ``message``, with these ``files``.
    """

    id: str
    child: str
    circle: str
    field: str
    words: str
    asker: str
    asker_role: Role
    asker_name: str
    at: datetime
    state: str = "open"
    unknown_to: tuple[str, ...] = ()
    message: str | None = None
    files: tuple[File, ...] = ()


class Book(msgspec.Struct, frozen=True):
    """What the speaker may read of the children around them, and what is being asked about these.

    ``opened`` names for whom a caseworker has opened a field (child, field, person). ``held`` is what waits
    for her look; the rest of what is hers to see is like everybody's.
    """

    answers: tuple[BookAnswer, ...] = ()
    questions: tuple[BookQuestion, ...] = ()
    opened: frozenset[tuple[str, str, str]] = frozenset()
    held: tuple[BookAnswer, ...] = ()


class PlanItem(msgspec.Struct, frozen=True):
    """What somebody suggests, or all have agreed on, for one topic of a circle's plan.

    ``yes`` are those who have agreed to exactly these words, their author among them; ``came`` the children
    who have come to where they live now since all agreed. By voice or picture it stands in a ``message``,
    with these ``files``. Held back it may also be for the list of a first call. ``along`` are pages of the
    book that go with it, as "<child>/<topic>".
    """

    id: str
    circle: str
    topic: str
    words: str
    author: str
    author_name: str
    is_agreed: bool
    at: datetime
    yes: frozenset[str] = frozenset()
    came: tuple[str, ...] = ()
    message: str | None = None
    files: tuple[File, ...] = ()
    along: tuple[str, ...] = ()


class CallQuestion(msgspec.Struct, frozen=True):
    """What somebody would like to ask or say when both homes first speak; its files as those of a plan."""

    id: str
    author: str
    author_name: str
    words: str
    at: datetime
    message: str | None = None
    files: tuple[File, ...] = ()


class FirstCall(msgspec.Struct, frozen=True):
    """The first call of a circle's homes after a child came to one of them, and until when it should be.

    None: its time has not begun, because nobody is here yet who could speak.
    """

    circle: str
    due_at: datetime | None
    is_done: bool
    questions: tuple[CallQuestion, ...] = ()


class Guard(msgspec.Struct, frozen=True):
    """What is looked at before the speaker's words enter one circle.

    ``others`` are names of other families in the speaker's home, ``terms`` what the caseworker keeps from
    being told; ``has_other_family`` where children of two families live there. ``shown`` is how many files of
    the speaker's have passed in this circle; where it ``passes_contacts``, only names are kept back.
    What ``is_private`` no caseworker reads any more.
    """

    others: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    has_other_family: bool = False
    takes_files: bool = True
    passes_contacts: bool = False
    shown: int = 0
    is_private: bool = False


class Watch(msgspec.Struct, frozen=True):
    """What the agency looks for in words and files, what it lets pass, and its own words, explained.

    ``health_off`` names the messengers that are to carry nothing of a child's health; what has waited for a
    decision ``late_after`` so long is named in the caseworker's digest.
    """

    hands_back_contacts: bool = True
    allowed: tuple[str, ...] = ()
    danger_terms: tuple[str, ...] = ()
    glossary: dict[str, dict[str, str]] = {}
    tips: dict[str, AgencyTip] = {}
    resources: tuple[Resource, ...] = ()
    looks_at_pictures: str = "review_first"
    looks_at_videos: str = "approval"
    health_off: frozenset[str] = frozenset()
    calls_url: str = ""
    public_url: str = ""
    leads: tuple[timedelta, ...] = ()
    late_after: timedelta = timedelta(hours=12)


class Report(msgspec.Struct, frozen=True):
    """What came of one day of a meeting, as the record has it; ``by`` is who moved or cancelled it.

    ``notice`` is how long before its beginning that was, in hours.
    """

    kind: Kind
    when: When
    day: date
    state: State
    children: tuple[str, ...]
    by: str = ""
    notice: int | None = None


class Sibling(msgspec.Struct, frozen=True):
    """A brother or sister whom a child may meet, as the caseworker has said: of the one the other.

    A caregiver is told of those in other homes alone, of a child in their own, and never which ``home``.
    """

    child: str
    id: str
    name: str
    home: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A caseworker is asked whether somebody may come to a meeting: a parent, or a child of another home.

    ``name`` is the parent's; of a child it is that of who would like them to come.
    """

    meeting: str
    subject: str
    is_child: bool
    name: str
    at: datetime


class Went(msgspec.Struct, frozen=True):
    """One day of a meeting that took place, as was said since yesterday; ``how`` it went, where that was."""

    kind: Kind
    day: date
    children: tuple[str, ...]
    hows: tuple[str, ...] = ()


class DayFigures(msgspec.Struct, frozen=True):
    """What a caseworker's day begins with, beside what waits and what is coming.

    ``went`` are meetings that took place, ``agreed`` the topics of plans that both homes agreed on, by
    circle, and ``alerts`` those about whom nobody has yet said that they have seen it.
    """

    went: tuple[Went, ...] = ()
    agreed: tuple[tuple[str, str], ...] = ()
    alerts: tuple[str, ...] = ()


class Note(msgspec.Struct, frozen=True):
    """What a caseworker keeps for herself about a family, a child or a person (``about``)."""

    id: str
    family: str
    about: str
    words: str
    author: str
    author_name: str
    at: datetime


class OwnAccount(msgspec.Struct, frozen=True):
    """An account of the speaker's own that is not revoked, and whether it is where the bot writes."""

    id: str
    is_primary: bool
    is_reachable: bool
    since: datetime


class Claim(msgspec.Struct, frozen=True):
    """Somebody has sent the speaker's code from another account, and waits for a yes: not who."""

    link: str
    messenger: str


class RecordSize(msgspec.Struct, frozen=True):
    """How much a record would tell of; what names somebody who is kept out is still counted."""

    messages: int
    meetings: int


class Facts(msgspec.Struct, frozen=True):
    """What was loaded for the needs of this turn; the rest is empty.

    ``terms`` are a caseworker's protected words by family and row; ``colleagues`` those who could be on call;
    ``news`` is how much waits until the speaker, who is discreet, asks for it; ``resting`` what the
    speaker wrote that waits for the end of quiet hours, the newest first; ``earlier`` what was said
    before about one field of a child, the newest first; ``plan`` what stands in the plans of the
    speaker's circles, ``held`` what a caseworker is to see before it stands there or on a list; ``calls``
    their first calls; ``apart`` are pairs of those in a caseworker's care who may have no contact, both
    ways round, or of the speaker and somebody; ``meetings`` are the speaker's own, or a caseworker's
    families', that are not long over;
    ``permissions`` what is allowed to the parents in the speaker's circles; ``marked`` are those in them
    who are to be kept from somebody, whoever that is; ``past`` is what came of earlier meetings;
    ``siblings`` are who may meet, both ways round; ``children`` are all in a caseworker's care, also those
    about whom there is no circle yet; ``record`` is the size of the one that is asked for; ``covers`` who
    stands in for whom; ``team`` what is in the care of those whom a supervisor oversees, and ``works`` how
    much that is; ``reunion`` what each has said, by circle, to going on by themselves; ``decided`` who was
    quicker with a message, and what they did; ``log`` is None where it was not known yet what to load;
    ``asked`` is who may come to a meeting, if the caseworker says yes; ``holds`` until when each circle's
    messages are looked at first; ``day`` what her day begins with; ``notes`` what she keeps for herself;
    ``insight`` what is counted in a circle; ``watched`` who of the agency reads along in the speaker's
    circles; ``mine_at`` is when the speaker last had what the house has of them; ``keepsakes`` are moments
    and all that belongs to them; ``entitled`` who may have what of which child; ``letters`` what the speaker
    wrote to a child or was given from one lately, the newest first; ``offers`` what the speaker was offered;
    ``rhythms`` how often their circles check in, ``checkins`` what was said of these weeks; ``tips`` what
    people in them have written that works, ``tries`` what they try; ``decisions`` are what was asked in them,
    and decided; ``goals`` the speaker's own steps, the newest first; ``in_the_way`` what they said got in the
    way of meetings just now; ``slips`` the forms that concern them; ``homecomings`` the ways home that are
    planned, or were until they were home.
    """

    desk: Desk = Desk()
    queue: tuple[Waiting, ...] = ()
    unsent: tuple[Unsent, ...] = ()
    kept: tuple[Kept, ...] = ()
    latest: OwnMessage | None = None
    said: tuple[Said, ...] = ()
    guards: dict[str, Guard] = {}
    watch: Watch = Watch()
    terms: dict[str, dict[str, str]] = {}
    colleagues: tuple[Served, ...] = ()
    accounts: tuple[OwnAccount, ...] = ()
    claim: Claim | None = None
    news: int = 0
    resting: tuple[Resting, ...] = ()
    received: Received | None = None
    book: Book = Book()
    earlier: tuple[BookAnswer, ...] = ()
    plan: tuple[PlanItem, ...] = ()
    held: tuple[PlanItem, ...] = ()
    calls: tuple[FirstCall, ...] = ()
    apart: frozenset[tuple[str, str]] = frozenset()
    meetings: tuple[Meeting, ...] = ()
    permissions: tuple[Permission, ...] = ()
    marked: frozenset[str] = frozenset()
    past: tuple[Report, ...] = ()
    siblings: tuple[Sibling, ...] = ()
    record: RecordSize | None = None
    closed: tuple[Circle, ...] = ()
    children: tuple[ServedChild, ...] = ()
    asked: tuple[Asked, ...] = ()
    holds: dict[str, datetime] = {}
    day: DayFigures = DayFigures()
    notes: tuple[Note, ...] = ()
    insight: Insight | None = None
    watched: dict[str, tuple[str, ...]] = {}
    has_feed: bool = False
    leads: tuple[timedelta, ...] = ()
    covers: tuple[Cover, ...] = ()
    team: Desk = Desk()
    works: tuple[Work, ...] = ()
    log: Log | None = None
    reunion: dict[str, dict[str, str]] = {}
    decided: tuple[str, str] | None = None
    mine_at: datetime | None = None
    keepsakes: Keepsakes = Keepsakes()
    entitled: Entitled = Entitled()
    letters: tuple[Letter, ...] = ()
    offers: Offers = Offers()
    rhythms: tuple[Rhythm, ...] = ()
    checkins: tuple[CheckIn, ...] = ()
    tips: tuple[OwnTip, ...] = ()
    tries: tuple[Trying, ...] = ()
    decisions: Decisions = Decisions()
    goals: tuple[Goal, ...] = ()
    in_the_way: tuple[InTheWay, ...] = ()
    slips: Slips = Slips()
    homecomings: tuple[Homecoming, ...] = ()

    def homecoming(self, circle: str) -> Homecoming | None:
        """Return what is planned in a circle; None where nothing is, or not any more."""
        return next((one for one in self.homecomings if one.circle == circle), None)

    def child(self, child: str) -> ServedChild | None:
        """Return a child if it is in this caseworker's care."""
        return next((one for one in self.children if one.id == child), None)

    def meeting(self, meeting: str) -> Meeting | None:
        """Return a meeting if it is the speaker's to know of."""
        return next((one for one in self.meetings if one.id == meeting), None)
