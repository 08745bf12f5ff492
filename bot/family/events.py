"""What has happened, in the past tense: what a turn writes down. One writer in the store for each.

Knows nothing of tables.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from bot.chat.incoming import Address
from bot.chat.media import File
from bot.chat.people import Interview, Phase, Role, Way, Willing
from bot.chat.record import Wanted
from bot.chat.text import Value
from bot.family.decision import Matter
from bot.family.homeward import Act as HomeAct
from bot.family.letter import Meant
from bot.family.letter import State as LetterState
from bot.family.meeting import Act, Attendee, Details, Meeting, Presence, State
from bot.family.slip import Kind as SlipKind
from bot.family.slip import Page, Stand
from bot.family.terms import Contact, Terms
from bot.family.wall import When


class Event(msgspec.Struct, frozen=True):
    """Something that is so from now on."""


class InvitationMade(Event, frozen=True):
    """A code exists for this person. The store keeps a hash of it; earlier codes are void."""

    person: str
    code: str
    until: datetime


class InvitationRedeemed(Event, frozen=True):
    """The account that speaks in this turn belongs to the person from now on."""

    invitation: str
    person: str


class GuessMissed(Event, frozen=True):
    """A stranger tried a code that does not exist; it counts against the limits."""


class StrangerAnswered(Event, frozen=True):
    """A stranger was told where they are ("hello") or to wait; they are not told again and again."""

    how: str = "hello"


class PersonAdded(Event, frozen=True):
    """Somebody was recorded by a caseworker. A parent is taken to parent the children of the circle."""

    person: str
    by: str
    name: str
    role: Role
    circle: str | None


class StrangerGreeted(Event, frozen=True):
    """A caseworker has the bot ask a stranger for their code, where it can open a chat by itself."""

    by: str
    address: Address


class PersonByPhone(Event, frozen=True):
    """The person takes part by phone, through the caseworker, and has said yes to their circles."""

    person: str
    by: str


class PersonJoined(Event, frozen=True):
    """The first screens are done."""

    person: str
    name: str
    word: str | None


class PersonLeft(Event, frozen=True):
    """The person is in no circle any more and gets nothing more."""

    person: str


class AccountLost(Event, frozen=True):
    """The messenger says this account can't be written to."""

    account: str


class AccountBack(Event, frozen=True):
    """The account can be written to again."""

    account: str


class LinkOffered(Event, frozen=True):
    """A code exists with which another account may ask to be this person's; any earlier one is void."""

    person: str
    account: str
    code: str
    until: datetime


class LinkClaimed(Event, frozen=True):
    """The account that speaks in this turn has sent the code; it may be confirmed until then."""

    link: str
    person: str
    until: datetime


class LinkRefused(Event, frozen=True):
    """Whoever sent the code is not this person, who says so."""

    link: str
    person: str


class AccountLinked(Event, frozen=True):
    """The account that sent the code is this person's, under the id ``account``, and where the bot writes.

    With a ``last_word``, the answer that says so, every other account is revoked: nothing follows it there.
    """

    link: str
    person: str
    account: str
    last_word: str | None


class AccountChosen(Event, frozen=True):
    """The bot writes to the person on this account of theirs."""

    person: str
    account: str


class AccountsRevoked(Event, frozen=True):
    """Nothing goes to or from any account that the person has had so far, but one. Nothing is said there."""

    person: str
    by: str
    but: str | None = None


class PersonFrozen(Event, frozen=True):
    """Nothing goes to or from the person. What they wrote that has not arrived goes no further."""

    person: str
    by: str


class PersonThawed(Event, frozen=True):
    """A freeze is over; the person is where they were before it."""

    person: str
    by: str


class SettingsChanged(Event, frozen=True):
    """The person set something for themself."""

    person: str
    changes: dict[str, str | bool | None]


class WillingnessSaid(Event, frozen=True):
    """One person's answer about writing with another."""

    circle: str
    person: str
    other: str
    answer: Willing


class CircleChosen(Event, frozen=True):
    """Unaddressed words go to this circle for a while."""

    person: str
    circle: str


class LineUsed(Event, frozen=True):
    """The private line was used; unaddressed words are asked about for a day."""

    person: str


class ReachTold(Event, frozen=True):
    """The writer knows whom their words reach in this circle (ids, sorted, joined)."""

    circle: str
    person: str
    reach: str


class MessageWritten(Event, frozen=True):
    """Words, and files with them, were submitted to a circle, or to the private line of ``line``.

    ``why_held`` is why a caseworker looks first, where that is not the circle's way. ``ready`` is a ready
    sentence's text, which each reads in their own language. What is ``is_for_some`` of a circle only is no
    message that another could take the place of.
    """

    id: str
    author: str
    words: str
    circle: str | None = None
    family: str | None = None
    line: str | None = None
    source: str | None = None
    reply_to: str | None = None
    is_held: bool = False
    files: tuple[File, ...] = ()
    why_held: str = ""
    ready: str | None = None
    is_for_some: bool = False


class MomentShared(Event, frozen=True):
    """A message is a moment of these children, by somebody of this home; None for none of the homes."""

    message: str
    circle: str
    family: str
    author: str
    home: str | None
    kind: str
    children: tuple[str, ...]


class SlipGiven(Event, frozen=True):
    """Somebody gave a form about a child; its pages stand in a ``message``. It waits for the caseworker."""

    id: str
    family: str
    circle: str
    child: str
    giver: str
    kind: SlipKind
    title: str
    message: str
    signers: tuple[str, ...] = ()
    is_unsure: bool = False
    due: date | None = None


class SlipPassed(Event, frozen=True):
    """A form was passed on to these ``readers``; those of them who are ``signers`` are asked to sign it."""

    id: str
    family: str
    by: str
    readers: tuple[str, ...]
    signers: tuple[str, ...]
    due: date | None = None


class SlipDeclined(Event, frozen=True):
    """A form was not passed on. Its files are gone."""

    id: str
    family: str
    by: str
    message: str


class SlipWithdrawn(Event, frozen=True):
    """Its giver took a form back before it was decided about."""

    id: str
    family: str
    by: str


class SlipAnswered(Event, frozen=True):
    """Who was asked to sign has answered; the signed page stands in a ``message``, if there is one.

    ``why`` they cannot is their own.
    """

    id: str
    family: str
    person: str
    answer: Stand
    page: Page = Page.NONE
    message: str | None = None
    why: str = ""


class PageDecided(Event, frozen=True):
    """The picture of a signed page was passed on to who gave the form, or kept."""

    id: str
    family: str
    person: str
    by: str
    is_passed: bool


class ThanksGiven(Event, frozen=True):
    """A message is thanks, or celebrates something; ``to`` one person, None for everybody it reaches."""

    message: str
    circle: str
    family: str
    author: str
    home: str | None
    kind: str
    to: str | None


class LetterWritten(Event, frozen=True):
    """A message is a letter, a child's voice, homework, or an answer to one of these (`family.letter`)."""

    message: str
    circle: str
    family: str
    author: str
    meant: Meant


class LetterTurned(Event, frozen=True):
    """A letter has been given to its child, or cannot be given now."""

    message: str
    family: str
    by: str
    state: LetterState


class Cheered(Event, frozen=True):
    """Somebody put a cheer under a moment; its author is yet to be told."""

    message: str
    family: str
    person: str
    kind: str


class DecisionAsked(Event, frozen=True):
    """A message asks these people about a decision, until ``ends_at``; ``again`` is one it may change."""

    id: str
    message: str
    circle: str
    family: str
    asker: str
    matter: Matter
    people: tuple[str, ...]
    ends_at: datetime
    again: str | None = None


class DecisionAnswered(Event, frozen=True):
    """A message is somebody's answer; ``by`` is the caseworker where it was told to her."""

    decision: str
    message: str
    circle: str
    family: str
    person: str
    choice: str
    by: str


class DecisionMade(Event, frozen=True):
    """A message is what was decided."""

    decision: str
    message: str
    circle: str
    family: str
    by: str
    again: str | None = None


class DecisionPassedOn(Event, frozen=True):
    """The caseworker is asked, too; ``by`` somebody who was asked, or its asker."""

    decision: str
    circle: str
    family: str
    by: str
    caseworker: str


class DecisionWithdrawn(Event, frozen=True):
    """It is asked about no more."""

    decision: str
    circle: str
    family: str
    by: str


class AlbumWanted(Event, frozen=True):
    """Somebody would like an album each month, or none any more."""

    person: str
    is_wanted: bool


class RhythmSet(Event, frozen=True):
    """A moment every so many days is wished for in a circle, or agreed on; 0: no longer."""

    circle: str
    family: str
    by: str
    days: int
    is_agreed: bool


class ReactionPut(Event, frozen=True):
    """Somebody put ``emoji`` on a message, in place of an earlier one; "" took it off.

    ``readers`` see it on the message. Where several could have done it, it is said under ``header`` instead,
    in words. ``source`` is the platform's id of the reaction itself, where it has one.
    """

    message: str
    person: str
    emoji: str
    readers: tuple[str, ...]
    header: Value | None = None
    circle: str | None = None
    source: str | None = None


class CircleSet(Event, frozen=True):
    """A caseworker set something for a circle; what is None stays as it was.

    Contacts pass once everybody has agreed anew.
    """

    circle: str
    by: str
    takes_files: bool | None = None
    passes_contacts: bool | None = None


class ContactsAgreed(Event, frozen=True):
    """Somebody said whether numbers and addresses may pass in a circle of theirs."""

    circle: str
    person: str
    is_agreed: bool


class WordsProtected(Event, frozen=True):
    """Words of a family are kept back from now on."""

    family: str
    by: str
    words: str


class WordsUnprotected(Event, frozen=True):
    """Words (their row) are kept back no more."""

    family: str
    by: str
    term: str


class BookWritten(Event, frozen=True):
    """Somebody has written in a child's book: ``answers`` are row, field and value; "" takes their own out.

    ``share`` is what they are called together. ``question`` is what they answer, if they were asked;
    ``spoken`` names the message that each answer by voice or picture stands in.
    """

    share: str
    child: str
    family: str
    author: str
    answers: tuple[tuple[str, str, str], ...]
    audience: str
    is_held: bool = False
    question: str | None = None
    spoken: dict[str, str] = {}


class BookDecided(Event, frozen=True):
    """A caseworker let what was written into a book, or not. ``share`` may be a question."""

    share: str
    family: str
    by: str
    is_approved: bool


class BookClosed(Event, frozen=True):
    """A caseworker has taken an answer about a child's health from everybody but its author, or undone it."""

    answer: str
    family: str
    by: str


class BookOpened(Event, frozen=True):
    """A caseworker has opened a field of a child's book for somebody, or not any more."""

    child: str
    family: str
    field: str
    person: str
    by: str
    is_open: bool


class BookAsked(Event, frozen=True):
    """Somebody asks the other home about a child: a field, or ``words`` of their own.

    ``message`` is where it stands, if it was put by voice or picture.
    """

    id: str
    child: str
    circle: str
    family: str
    asker: str
    field: str
    words: str
    is_held: bool = False
    message: str | None = None


class BookUnknown(Event, frozen=True):
    """Somebody does not know the answer to a question. ``is_last``: nobody is left who might."""

    question: str
    family: str
    person: str
    is_last: bool


class PlanWritten(Event, frozen=True):
    """Somebody suggests words for one topic of a circle's plan, in the place of what was suggested before.

    ``message`` is where it stands, if it is a voice or a picture; what ``is_held`` a caseworker sees first.
    ``along`` are pages of the book that go with it.
    """

    id: str
    circle: str
    family: str
    author: str
    topic: str
    words: str
    message: str | None = None
    is_held: bool = False
    along: tuple[str, ...] = ()


class PlanDecided(Event, frozen=True):
    """A caseworker let what was held be suggested for a ``topic``, or put on a list; or not."""

    item: str
    circle: str
    family: str
    topic: str
    by: str
    is_approved: bool


class PlanAgreed(Event, frozen=True):
    """A person agrees to what is suggested; ``by`` is the caseworker where it was told to her."""

    item: str
    circle: str
    family: str
    person: str
    by: str


class PlanTakenBack(Event, frozen=True):
    """What was suggested is suggested no more; what all had agreed on before still holds."""

    item: str
    circle: str
    family: str
    by: str


class HomeTurned(Event, frozen=True):
    """Something was done about a child's way home (`family.homeward`). ``id`` is that of a new one."""

    id: str
    circle: str
    family: str
    act: HomeAct
    by: str
    children: tuple[str, ...] = ()
    aim: date | None = None


class ChildPlaced(Event, frozen=True):
    """A child lives in another home from now on. ``caregivers`` are those of that home, whom it then has.

    The home is new where ``is_new``.
    """

    child: str
    family: str
    home: str
    caregivers: tuple[str, ...]
    by: str
    is_new: bool


class CircleFollowed(Event, frozen=True):
    """What concerns a child passes from one circle to another, ``new``, whose people these are.

    The other is made where it ``is_new``. Nothing unsent reaches those who are in the old one only; what was
    asked there is asked no more; the old circle ends where it has no other child.
    """

    child: str
    family: str
    by: str
    old: str
    new: str
    members: tuple[str, ...]
    leaving: tuple[str, ...]
    is_new: bool
    ends: bool


class FamilyMade(Event, frozen=True):
    """A caseworker has recorded a family, which is in her care."""

    family: str
    name: str
    by: str


class HomeMade(Event, frozen=True):
    """There is a home, and who looks after children there."""

    home: str
    caregivers: tuple[str, ...]
    by: str


class HomeJoined(Event, frozen=True):
    """Somebody else looks after children in a home, too."""

    home: str
    person: str
    by: str


class ChildCorrected(Event, frozen=True):
    """A caseworker has written down anew what a child is called, or when it was born; None: as it was."""

    child: str
    family: str
    by: str
    name: str | None = None
    born: date | None = None


class PersonCorrected(Event, frozen=True):
    """A caseworker has written down anew what somebody is called who is not here yet."""

    person: str
    by: str
    name: str


class ChildMade(Event, frozen=True):
    """A caseworker has recorded a child of a family, and where it lives; ``since`` when, if that is known."""

    child: str
    family: str
    name: str
    born: date | None
    home: str
    since: datetime | None
    by: str


class CircleMade(Event, frozen=True):
    """There is a circle. ``parents`` are pairs of a child and one of its parents, be that new or known."""

    circle: str
    family: str
    children: tuple[str, ...]
    members: tuple[str, ...]
    parents: tuple[tuple[str, str], ...]
    phase: Phase
    way: Way
    by: str


class MemberAdded(Event, frozen=True):
    """Somebody is in a circle that there was before; ``parents`` as of a new circle."""

    circle: str
    family: str
    person: str
    parents: tuple[tuple[str, str], ...]
    by: str


class CheckedIn(Event, frozen=True):
    """Somebody has said how the week of a ``day`` was, in place of what they said of it before.

    ``message`` is where it stands, if it is a voice; ``own`` is for nobody else.
    """

    id: str
    circle: str
    family: str
    day: date
    person: str
    how: str
    words: str
    message: str | None = None
    own: str = ""
    has_question: bool = False


class RhythmProposed(Event, frozen=True):
    """Somebody would like a circle to check in every so many weeks, in place of what was suggested before."""

    id: str
    circle: str
    family: str
    every: int
    since: date
    by: str


class RhythmAgreed(Event, frozen=True):
    """Both sides have agreed how often a circle checks in."""

    id: str
    circle: str
    family: str
    every: int
    since: date
    by: str


class RhythmEnded(Event, frozen=True):
    """What was suggested is declined (``rhythm``), or a circle checks in by the clock no more (None)."""

    circle: str
    family: str
    by: str
    rhythm: str | None


class TipWritten(Event, frozen=True):
    """Somebody of a circle has written what works."""

    id: str
    circle: str
    family: str
    author: str
    words: str


class TipTried(Event, frozen=True):
    """Somebody tries a tip."""

    id: str
    circle: str
    family: str
    person: str
    tip: str


class TipSaid(Event, frozen=True):
    """What came of a tip is known, or it was kept in a book."""

    trying: str
    circle: str
    family: str
    person: str
    state: str
    words: str


class GoalWritten(Event, frozen=True):
    """Somebody has written a step of their own, for themself."""

    id: str
    person: str
    words: str


class GoalTurned(Event, frozen=True):
    """Its owner did something with a step: it is done, open again, has other words, or is gone."""

    goal: str
    person: str
    act: str
    words: str = ""


class GoalShared(Event, frozen=True):
    """A step was shown, to a circle or on the private line, by this message."""

    goal: str
    person: str
    to: str
    message: str


class GoalUnshared(Event, frozen=True):
    """A step is shown there no more."""

    goal: str
    person: str
    to: str


class OfferAnswered(Event, frozen=True):
    """Somebody did what was offered ("taken"), whether by its button or not; or wants it no more ("off")."""

    person: str
    kinds: tuple[str, ...]
    how: str


class MeetingMade(Event, frozen=True):
    """There is a meeting, in whatever state it begins."""

    meeting: Meeting
    by: str


class MeetingTurned(Event, frozen=True):
    """Something was done to a meeting, and it stands as ``state`` now: all of it, or one day of a series.

    ``when``, ``details`` and ``needs_approval`` are given where they are others from now on. Where
    ``is_changed``, what stands in calendars is older than this.
    """

    meeting: str
    family: str
    act: Act
    state: State
    by: str | None
    day: date | None = None
    when: When | None = None
    details: Details | None = None
    needs_approval: bool | None = None
    words: str = ""
    is_changed: bool = False


class AttendeeAnswered(Event, frozen=True):
    """Somebody has said of the day that comes that they are there, late, or not there."""

    meeting: str
    person: str
    answer: str


class AttendeeWay(Event, frozen=True):
    """Somebody takes part in another way than before, or, where they are ``is_gone``, in none."""

    meeting: str
    family: str
    person: str
    way: Presence
    by: str
    circle: str | None = None
    is_gone: bool = False


class SiblingsAskedFor(Event, frozen=True):
    """A home would like brothers and sisters to come, too. Their homes hear nothing of it yet.

    Who would bring them is the caseworker's to read, and nobody else's: not even who asks knows their names.
    """

    meeting: str
    family: str
    children: tuple[str, ...]
    by: str


class ComingAskedFor(Event, frozen=True):
    """A parent would need the caseworker's yes to come to a meeting in person."""

    meeting: str
    person: str
    by: str


class ComingDecided(Event, frozen=True):
    """The caseworker has said whether these may come: parents, or children of another home."""

    meeting: str
    subjects: tuple[str, ...]


class NoteWritten(Event, frozen=True):
    """A caseworker keeps something for herself about a family, a child or a person."""

    family: str
    about: str
    words: str
    by: str


class NoteDeleted(Event, frozen=True):
    """It is kept no more."""

    note: str
    family: str
    by: str


class GuestsChanged(Event, frozen=True):
    """Children of other homes come to a meeting, or come no more: ``came`` and ``gone`` are who brings them.

    ``children`` are all whose meeting it is from now on.
    """

    meeting: str
    family: str
    children: tuple[str, ...]
    details: Details
    by: str
    came: tuple[Attendee, ...] = ()
    gone: tuple[str, ...] = ()


class AttendanceSaid(Event, frozen=True):
    """What somebody says of a meeting that is over; ``words`` are how it went, or what got in the way."""

    meeting: str
    family: str
    day: date
    person: str
    outcome: str
    how: str
    words: str


class RevokedTold(Event, frozen=True):
    """A parent is told of a meeting that cannot be; whether they have read it is looked at ``until`` then."""

    meeting: str
    person: str
    until: datetime


class RevokedRead(Event, frozen=True):
    """A parent has read that a meeting cannot be."""

    meeting: str
    person: str


class PermissionGiven(Event, frozen=True):
    """A parent may have contact of a kind with a child, on these terms; earlier ones are gone."""

    parent: str
    child: str
    family: str
    kind: Contact
    terms: Terms
    by: str


class PermissionWithdrawn(Event, frozen=True):
    """A parent has no contact of a kind with a child any more."""

    permission: str
    family: str
    by: str


class KeptApart(Event, frozen=True):
    """Two adults may have no contact, or may again."""

    one: str
    other: str
    is_apart: bool
    order: str
    by: str


class Connected(Event, frozen=True):
    """Somebody who matters to a child is recorded.

    Where that is a ``sibling`` in the agency's care, it counts both ways round, and once.
    """

    child: str
    family: str
    name: str
    kind: str
    by: str
    sibling: str = ""
    may_meet: bool = False


class FeedOpened(Event, frozen=True):
    """A person's calendar can be read under a fresh address, whose hash this is; "" closes it."""

    person: str
    secret_hash: str


class CallQuestionAdded(Event, frozen=True):
    """Somebody put something on the list for the first call; ``message`` and ``is_held`` as in a plan."""

    id: str
    circle: str
    family: str
    author: str
    words: str
    message: str | None = None
    is_held: bool = False


class OnCallPut(Event, frozen=True):
    """Who is asked where a caseworker does not answer."""

    caseworker: str
    person: str | None


class DangerNoticed(Event, frozen=True):
    """Somebody's words speak of danger. ``caseworker`` is told at once, others where she does not answer.

    ``is_asked``: who wrote them is asked who is to read them; else she gets them at once.
    """

    person: str
    family: str | None
    caseworker: str
    is_asked: bool = True


class AlertSeen(Event, frozen=True):
    """Somebody of the agency has seen an alert that they were asked about."""

    alert: str
    by: str


class NewsShown(Event, frozen=True):
    """Who is discreet has asked for what is new: all of it goes, and what comes in the next minutes."""

    person: str


class FilesTold(Event, frozen=True):
    """The person knows what a picture or a voice may show."""

    person: str


class MessageEdited(Event, frozen=True):
    """Its writer changed a message; the earlier words stay in the record if they were delivered."""

    id: str
    words: str
    was_submitted: bool


class MessageWithdrawn(Event, frozen=True):
    """Its writer took a message back. What nobody had received is erased.

    ``is_partial``: whoever has it keeps it, the others do not get it any more.
    """

    id: str
    is_erased: bool = False
    is_partial: bool = False


class MessageHurried(Event, frozen=True):
    """Its writer said that a message cannot wait for the end of quiet hours.

    It ``passes`` them, or somebody on call is told of it instead.
    """

    id: str
    by: str
    family: str | None
    passes: bool


class MessageDecided(Event, frozen=True):
    """A caseworker let a held message pass, or not."""

    id: str
    by: str
    is_approved: bool


class PhaseChanged(Event, frozen=True):
    """A circle is in another phase. What was unsent in it is ended where the phase is *paused*."""

    circle: str
    phase: Phase
    way: Way
    by: str


class CoverAgreed(Event, frozen=True):
    """A colleague stands in for a caseworker from then until then."""

    id: str
    caseworker: str
    colleague: str
    begins: datetime
    ends: datetime


class CoverEnded(Event, frozen=True):
    """It is over before its time, or does not begin at all."""

    id: str
    by: str


class FamiliesHandedOver(Event, frozen=True):
    """These families have another caseworker: what waits of theirs is hers, and the former one reads no more.

    ``is_all``: they are all that she had; who is in no family yet goes with them.
    """

    families: tuple[str, ...]
    old: str
    new: str
    by: str
    is_all: bool


class WatchBegun(Event, frozen=True):
    """Somebody of the agency reads along in a circle. Who is in it is told by whoever writes it down."""

    id: str
    circle: str
    person: str


class WatchEnded(Event, frozen=True):
    """They read along no more, and nothing is shown to them. Who knew of it is told."""

    id: str
    circle: str
    by: str


class SteppedIn(Event, frozen=True):
    """They are with those in the circle, and write there, until then if they say nothing more."""

    id: str
    until: datetime


class SteppedOut(Event, frozen=True):
    """They only read along again. Who is in the circle is told."""

    id: str
    by: str


class ReunionAsked(Event, frozen=True):
    """These people of a circle are asked whether they would like to go on by themselves."""

    circle: str
    people: tuple[str, ...]
    by: str


class ReunionSaid(Event, frozen=True):
    """One of them has answered. It stands nowhere in the record of the family what."""

    circle: str
    person: str
    is_yes: bool


class HoldRenewed(Event, frozen=True):
    """Looking first goes on until then."""

    circle: str
    until: datetime


class InterviewSaved(Event, frozen=True):
    """The state of a guided conversation."""

    person: str
    interview: Interview


class InterviewEnded(Event, frozen=True):
    """A conversation is over; what it held is shredded."""

    interview: str


class RecordHanded(Event, frozen=True):
    """A record is handed out: of what, to whom and what for stands in ``wanted``."""

    id: str
    by: str
    wanted: Wanted


class MineGiven(Event, frozen=True):
    """Somebody is given what the house has of them."""

    by: str


class Acted(Event, frozen=True):
    """Something a caseworker did or read, for the audit chain."""

    by: str
    action: str
    family: str | None
    subject: str | None
