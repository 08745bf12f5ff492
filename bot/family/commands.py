"""What a person asks for, in the imperative. A finished flow is a few of these.

Knows nothing of whether it is allowed: ``family.rules`` decides that.
"""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from bot.chat.chart import Chart
from bot.chat.draft import Choice
from bot.chat.media import File
from bot.chat.mine import MineForm
from bot.chat.people import Phase, Role, Way, Willing
from bot.chat.record import Wanted
from bot.chat.sheet import Dates, Sheet
from bot.chat.text import Value
from bot.family.homeward import Act as HomeAct
from bot.family.letter import Act as LetterAct
from bot.family.meeting import Act as MeetingAct
from bot.family.meeting import Details, Kind
from bot.family.newcomers import NewChild, Placing
from bot.family.slip import Kind as SlipKind
from bot.family.slip import Stand
from bot.family.slip import State as SlipState
from bot.family.terms import Contact, Terms
from bot.family.wall import When


class Show(msgspec.Struct, frozen=True):
    """Tell the speaker something; change nothing. ``message``, of ``circle``, is shown above it.

    ``is_of_health``: it says something of a child's health; ``sheet`` is to be printed, ``dates`` to be
    put in a calendar, ``chart`` to be drawn (`Draft`).
    """

    parts: tuple[Value, ...]
    rows: tuple[tuple[Choice, ...], ...] = ()
    message: str | None = None
    circle: str | None = None
    is_of_health: bool = False
    sheet: Sheet | None = None
    dates: Dates | None = None
    chart: Chart | None = None


class ShowBook(msgspec.Struct, frozen=True):
    """Tell the speaker what stands in a child's book. That a caseworker read it is noted.

    ``what`` of it is a word for the record: "read-health", a page; "past-bedtime", what was said before.
    """

    page: Show
    child: str
    what: str


class Join(msgspec.Struct, frozen=True):
    """Finish joining under this name and word."""

    name: str
    word: str | None


class SayWilling(msgspec.Struct, frozen=True):
    """Say whether the speaker would like to write with one other person of a circle."""

    circle: str
    other: str
    answer: Willing


class ChangeSettings(msgspec.Struct, frozen=True):
    """Change what the speaker set for themself; keys are the columns' names."""

    changes: dict[str, str | bool | None]


class SendToCircle(msgspec.Struct, frozen=True):
    """Carry words and files to the circle.

    ``settled`` names what their writer has been asked already: the short questions of `engine.guarding`, and
    "only-some" where a smaller reach was agreed to. ``why_held`` is why a caseworker is to look first.
    ``purpose`` is what they are besides, and of or for whom: a moment or thanks (`family.keepsakes`), a
    letter and its like (`family.letter`), what they are to a decision (`family.decision`), or a step of the
    writer's own (`family.goal`).
    """

    circle: str
    words: str
    source: str | None = None
    reply_to: str | None = None
    settled: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    why_held: str = ""
    ready: str | None = None
    purpose: str = ""


class BeginDecision(msgspec.Struct, frozen=True):
    """Begin to ask about a decision, in a circle; ``again`` is an earlier one that is asked anew."""

    circle: str
    again: str = ""


class WithdrawDecision(msgspec.Struct, frozen=True):
    """Ask about a decision no more."""

    decision: str


class PassOnDecision(msgspec.Struct, frozen=True):
    """Have the caseworker asked about a decision."""

    decision: str


class Cheer(msgspec.Struct, frozen=True):
    """Put a cheer of this kind under a moment that the speaker was given."""

    message: str
    kind: str


class TurnLetter(msgspec.Struct, frozen=True):
    """Say that a letter has been given to its child, or cannot be."""

    letter: str
    act: LetterAct


class ExplainLetter(msgspec.Struct, frozen=True):
    """Tell the caseworker why a letter cannot be given."""

    letter: str
    words: str


class DeclineHomework(msgspec.Struct, frozen=True):
    """Say that one cannot help with homework this time."""

    homework: str


class MakeAlbum(msgspec.Struct, frozen=True):
    """Have the moments of a child in a month ("2026-10") put on pages: "pdf", or "html" for a browser."""

    child: str
    month: str
    form: str


class WantAlbum(msgspec.Struct, frozen=True):
    """Have the album of each month sent when that is over, or not any more."""

    is_wanted: bool


class SetRhythm(msgspec.Struct, frozen=True):
    """Wish for a moment every so many days in a circle, 0 for no such wish.

    ``is_answer``: somebody of the other side has asked for exactly this.
    """

    circle: str
    days: int
    is_answer: bool = False


class SendToLine(msgspec.Struct, frozen=True):
    """Carry words on the private line of ``person``, in whichever direction the speaker stands.

    ``caseworker`` is whom a person writes to, where more than one serves them; ``purpose`` what the words are
    besides: a step that is shown to her (`family.goal`), or what somebody would like help with.
    """

    person: str
    words: str
    source: str | None = None
    reply_to: str | None = None
    caseworker: str | None = None
    files: tuple[File, ...] = ()
    settled: tuple[str, ...] = ()
    purpose: str = ""


class KeepWords(msgspec.Struct, frozen=True):
    """Keep words, sealed, until the others of the circle have said yes."""

    circle: str
    words: str
    source: str | None = None
    files: tuple[File, ...] = ()
    ready: str | None = None


class AnswerInstead(msgspec.Struct, frozen=True):
    """The words were meant as the answer to a waiting conversation after all."""

    interview: str
    words: str


class ChooseCircle(msgspec.Struct, frozen=True):
    """Write to this circle for the next half hour."""

    circle: str


class TakeBack(msgspec.Struct, frozen=True):
    """Take back the newest message, or the one replied to."""


class LeaveForGood(msgspec.Struct, frozen=True):
    """The speaker leaves every circle and gets nothing more."""


class DecideMessage(msgspec.Struct, frozen=True):
    """Let a held message pass, or not."""

    message: str
    is_approved: bool
    reason: str | None = None


class AskBack(msgspec.Struct, frozen=True):
    """Ask who wrote a held message something, on their private line; it goes on waiting."""

    message: str
    words: str


class AnswerBack(msgspec.Struct, frozen=True):
    """Answer what the caseworker of a circle asked about the speaker's held message."""

    message: str
    circle: str
    words: str


class Announce(msgspec.Struct, frozen=True):
    """A caseworker's own words to several circles: each hears them as if they were for it alone."""

    circles: tuple[str, ...]
    words: str


class WriteNote(msgspec.Struct, frozen=True):
    """Keep something about a family, a child or a person for the caseworker alone."""

    about: str
    words: str


class ReadNotes(msgspec.Struct, frozen=True):
    """Read what is kept about a family, a child or a person. That a caseworker read it is noted."""

    about: str


class DeleteNote(msgspec.Struct, frozen=True):
    """Keep a note no more."""

    note: str


class PauseCircle(msgspec.Struct, frozen=True):
    """Nothing is delivered in this circle from now on."""

    circle: str


class ResumeCircle(msgspec.Struct, frozen=True):
    """The circle goes on; what a pause ended stays ended."""

    circle: str


class RenewHold(msgspec.Struct, frozen=True):
    """Go on looking first for another seven days, or from now on only watch."""

    circle: str
    is_renewed: bool


class InvitePerson(msgspec.Struct, frozen=True):
    """Make a code for somebody who is already recorded."""

    person: str


class GreetStranger(msgspec.Struct, frozen=True):
    """Let the bot open a chat with this user of ``desk.greets_on``, who then sends their code there."""

    user: str


class ReachByPhone(msgspec.Struct, frozen=True):
    """Somebody has no smartphone and has told the caseworker that they would like to take part."""

    person: str


class SayFor(msgspec.Struct, frozen=True):
    """What somebody without a smartphone told the caseworker, in their words."""

    person: str
    circle: str
    words: str


class AddAndInvite(msgspec.Struct, frozen=True):
    """Record a new person and make a code for them."""

    name: str
    role: Role
    circle: str | None


class StandIn(msgspec.Struct, frozen=True):
    """A colleague reads and decides beside the speaker from then until then."""

    colleague: str
    begins: datetime
    ends: datetime


class EndCover(msgspec.Struct, frozen=True):
    """A colleague stands in no more, or will not."""

    cover: str


class HandOver(msgspec.Struct, frozen=True):
    """These families, all of one caseworker, have another one from now on."""

    families: tuple[str, ...]
    to: str


class ReadLog(msgspec.Struct, frozen=True):
    """Show a page of the audit log. That it was read is noted: of which ``family``, about whom."""

    page: Show
    family: str | None
    subject: str | None


class OpenFamily(msgspec.Struct, frozen=True):
    """A supervisor opens a family of her team."""

    family: str


class ChangePhase(msgspec.Struct, frozen=True):
    """A circle goes on in another way: a step of the table in `family.phases`."""

    circle: str
    step: str


class AnswerReunion(msgspec.Struct, frozen=True):
    """The speaker would like to go on without the caseworker, or not."""

    circle: str
    is_yes: bool


class ReadCircle(msgspec.Struct, frozen=True):
    """Read what was said lately in a circle. It is noted that the caseworker did."""

    circle: str


class SeeInsight(msgspec.Struct, frozen=True):
    """Show what went on in a circle, or what stands behind a figure (``is_opened``). That is noted."""

    page: Show
    circle: str
    is_opened: bool = False


class ShareInsight(msgspec.Struct, frozen=True):
    """Tell these people of a circle what went well in it."""

    circle: str
    people: tuple[str, ...]


class HandOut(msgspec.Struct, frozen=True):
    """Make a record of what was said and decided, and send it to the speaker. It is noted for whom it is."""

    wanted: Wanted


class GiveMine(msgspec.Struct, frozen=True):
    """Send the speaker what the house has of them and they may see, in these forms."""

    forms: tuple[MineForm, ...]


class LetFilesPass(msgspec.Struct, frozen=True):
    """Pictures, voices and videos pass in a circle, or only words do."""

    circle: str
    is_on: bool


class LetContactsPass(msgspec.Struct, frozen=True):
    """Numbers and addresses are to pass in a circle, once everybody in it agrees; or no more."""

    circle: str
    is_on: bool


class AgreeToContacts(msgspec.Struct, frozen=True):
    """The speaker agrees, or not, that numbers and addresses pass in a circle."""

    circle: str
    is_agreed: bool


class ProtectWords(msgspec.Struct, frozen=True):
    """These words of a circle's family must not be told to others: a family name, a school, a street."""

    circle: str
    words: str


class UnprotectWords(msgspec.Struct, frozen=True):
    """These words (their row) need not be kept back any more."""

    circle: str
    term: str


class WriteInBook(msgspec.Struct, frozen=True):
    """Write answers into a child's book: field and value, "" to take one's own out.

    ``audience`` is "circle", or "caregiver" for who has the child now alone; ``question`` what is answered.
    """

    child: str
    answers: tuple[tuple[str, str], ...]
    audience: str = "circle"
    question: str | None = None


class DecideBook(msgspec.Struct, frozen=True):
    """Let what waits be written into a child's book, or asked; or not."""

    share: str
    is_approved: bool


class CloseAnswer(msgspec.Struct, frozen=True):
    """An answer about a child's health is to be read by nobody but its author and the caseworker."""

    child: str
    answer: str


class OpenField(msgspec.Struct, frozen=True):
    """Somebody may read a field that only a caseworker opens, or may not any more."""

    child: str
    field: str
    person: str
    is_open: bool


class AskOther(msgspec.Struct, frozen=True):
    """Ask the other home about a child: a field of the book, or what is ``said`` (`family.spoken`)."""

    child: str
    field: str
    said: str


class NotKnown(msgspec.Struct, frozen=True):
    """The speaker does not know the answer to what they were asked."""

    question: str


class WritePlan(msgspec.Struct, frozen=True):
    """Suggest something for one topic of a circle's plan; how it is ``said``, see `family.spoken`.

    ``along`` are pages of the book that go with it.
    """

    circle: str
    topic: str
    said: str
    along: tuple[str, ...] = ()


class AgreePlan(msgspec.Struct, frozen=True):
    """Agree to what is suggested; ``person`` is who told the caseworker that they do."""

    item: str
    person: str | None = None


class TakeBackPlan(msgspec.Struct, frozen=True):
    """Suggest no more what one has suggested."""

    item: str


class DecidePlan(msgspec.Struct, frozen=True):
    """Let a picture for a plan, or for the list of a first call, be seen by the others; or not."""

    item: str
    is_approved: bool


class TurnHome(msgspec.Struct, frozen=True):
    """Do something about a child's way home: see the table in `family.homeward`.

    ``children`` are whom it is about, ``aim`` the day that is hoped for; ``is_told``: the caseworker has told
    both homes herself that it stops.
    """

    circle: str
    act: HomeAct
    children: tuple[str, ...] = ()
    aim: date | None = None
    is_told: bool = False


class PlaceChild(msgspec.Struct, frozen=True):
    """A child lives in another home from now on: ``home``, or a new one with a caregiver of this name."""

    child: str
    home: str
    name: str = ""


class CorrectName(msgspec.Struct, frozen=True):
    """A child is called otherwise than was recorded; or a ``person`` around it who is not here yet."""

    child: str
    name: str
    person: str = ""


class CorrectBirthday(msgspec.Struct, frozen=True):
    """A child was born on another day than was recorded."""

    child: str
    born: date


class SetUpFamily(msgspec.Struct, frozen=True):
    """Record children of a family; the family, too, where only its ``name`` is given.

    Who is named as caregiver of a home that is new gets a code.
    """

    family: str
    name: str
    children: tuple[NewChild, ...]


class SetUpHome(msgspec.Struct, frozen=True):
    """Record a home with a caregiver of this name, or one more caregiver of ``home``; they get a code."""

    home: str
    name: str


class MakeCircle(msgspec.Struct, frozen=True):
    """Let these people share a circle about these children. Who is new gets a code."""

    children: tuple[str, ...]
    people: tuple[Placing, ...]
    phase: Phase
    way: Way


class AddMembers(msgspec.Struct, frozen=True):
    """Let people be in a circle that there is. Who is new gets a code; the others are asked, too."""

    circle: str
    people: tuple[Placing, ...]


class LookAt(msgspec.Struct, frozen=True):
    """Show a caseworker what is recorded of a family, a child or a home (``what``). That is noted."""

    page: Show
    what: str
    subject: str
    family: str | None = None


class CheckInWeek(msgspec.Struct, frozen=True):
    """Say how the week was: ``how``, and what is ``said`` with it (`family.spoken`), for the circle.

    ``own`` is how the speaker is, and theirs alone unless it is ``how``, too.
    """

    circle: str
    how: str
    said: str
    own: str = ""
    has_question: bool = False


class ProposeRhythm(msgspec.Struct, frozen=True):
    """Suggest that a circle checks in every so many weeks, on this weekday (Monday is 0)."""

    circle: str
    every: int
    weekday: int


class AgreeRhythm(msgspec.Struct, frozen=True):
    """Agree to how often the other side would like to check in, or not."""

    circle: str
    rhythm: str
    is_agreed: bool


class EndRhythm(msgspec.Struct, frozen=True):
    """A circle checks in by the clock no more."""

    circle: str


class BringSlip(msgspec.Struct, frozen=True):
    """Begin to give a form, with these files where they came already."""

    files: tuple[File, ...] = ()
    words: str = ""
    source: str = ""


class GiveSlip(msgspec.Struct, frozen=True):
    """Give a document about a child to the caseworker, to be passed on; see `family.slip`.

    ``signers`` are who may sign it, as far as the giver says.
    """

    child: str
    kind: SlipKind
    title: str
    words: str
    files: tuple[File, ...]
    signers: tuple[str, ...] = ()
    is_unsure: bool = False
    due: date | None = None


class WithdrawSlip(msgspec.Struct, frozen=True):
    """Take a form back before the caseworker has decided about it."""

    slip: str


class PassSlip(msgspec.Struct, frozen=True):
    """Pass a form on to these people, of whom some are asked to sign it by a day.

    ``was`` is how it stood when that was asked for: of two who decide at once, one does.
    """

    slip: str
    was: SlipState
    readers: tuple[str, ...]
    signers: tuple[str, ...] = ()
    due: date | None = None


class DeclineSlip(msgspec.Struct, frozen=True):
    """Do not pass a form on; ``why`` is for its giver, "" where nothing is said."""

    slip: str
    why: str = ""


class AnswerSlip(msgspec.Struct, frozen=True):
    """Say of a form that one has signed it, with a picture or on paper, or cannot, and ``why``."""

    slip: str
    answer: Stand
    files: tuple[File, ...] = ()
    why: str = ""


class AskAboutSlip(msgspec.Struct, frozen=True):
    """Ask the caseworker about a form, on the private line."""

    slip: str
    words: str


class DecidePage(msgspec.Struct, frozen=True):
    """Pass the picture of a signed page on to who gave the form, or keep it."""

    slip: str
    person: str
    is_passed: bool


class ShowSlip(msgspec.Struct, frozen=True):
    """Tell the speaker of a form, and show its pages. That a caseworker read it is noted."""

    page: Show
    slip: str


class WriteTip(msgspec.Struct, frozen=True):
    """Tell the others of a circle what works with a child."""

    circle: str
    words: str


class TryTip(msgspec.Struct, frozen=True):
    """Try a tip: of the library, of the agency, or one that somebody of the circle has written."""

    circle: str
    tip: str


class SayOfTip(msgspec.Struct, frozen=True):
    """Tell what came of a tip that the speaker tries: "worked" or "not-yet", and more in ``words``."""

    trying: str
    state: str
    words: str = ""


class KeepTip(msgspec.Struct, frozen=True):
    """Put what worked in a child's book: ``words``, or those of a ``ready`` text as the speaker reads it.

    What somebody else has written they are asked first.
    """

    trying: str
    child: str
    words: str = ""
    ready: str | None = None


class AllowTip(msgspec.Struct, frozen=True):
    """Let one's own tip stand in a child's book, or not."""

    trying: str
    child: str
    is_allowed: bool


class WriteGoal(msgspec.Struct, frozen=True):
    """Keep a new step of the speaker's own, for them alone."""

    goal: str
    words: str
    ready: str | None = None


class ActOnGoal(msgspec.Struct, frozen=True):
    """Do this to one of the speaker's own steps (`family.goal.Act`); ``words`` where it gets others."""

    goal: str
    act: str
    words: str = ""


class UnshareGoal(msgspec.Struct, frozen=True):
    """Show a step there no more."""

    goal: str
    to: str


class TurnOffers(msgspec.Struct, frozen=True):
    """Let things of this kind be offered to the speaker, or not any more."""

    kind: str
    is_on: bool


class ProposeMeeting(msgspec.Struct, frozen=True):
    """Suggest a visit or a call with children of a circle, to the other home.

    ``parents`` are those of it who would come: the speaker, or whom a caregiver offers the time to.
    ``replaces`` is a meeting that it takes the place of once it stands, of a series the day ``instead_of``.
    """

    kind: Kind
    circle: str
    parents: tuple[str, ...]
    children: tuple[str, ...]
    when: When
    details: Details = Details()
    replaces: str | None = None
    instead_of: date | None = None


class InviteToMeeting(msgspec.Struct, frozen=True):
    """Tell the parents of a child of an appointment or an activity; each reads what they may.

    ``siblings`` are to be invited too, from their own homes, once the caseworker has said yes.
    """

    kind: Kind
    child: str
    when: When
    details: Details
    siblings: tuple[str, ...] = ()


class CallTeam(msgspec.Struct, frozen=True):
    """Invite people of one family to what the agency holds: a team meeting, a day in court."""

    kind: Kind
    circles: tuple[str, ...]
    people: tuple[str, ...]
    when: When
    details: Details


class ActOnMeeting(msgspec.Struct, frozen=True):
    """Do one thing to a meeting, of a series to one ``day`` or to all of it.

    ``when`` is another time, ``words`` a reason or news, ``changes`` other details, ``minutes``
    how late somebody is, ``how`` how it went. ``person`` has no smartphone and has told the caseworker.
    """

    meeting: str
    act: MeetingAct
    day: date | None = None
    when: When | None = None
    words: str = ""
    changes: dict[str, str] = {}
    minutes: int = 0
    person: str | None = None
    how: str = ""


class LetCome(msgspec.Struct, frozen=True):
    """A parent may come to an appointment or activity in person, or stays with what they have."""

    meeting: str
    person: str
    is_allowed: bool


class LetSiblingsCome(msgspec.Struct, frozen=True):
    """Brothers and sisters from another home may be brought to this one meeting, or not."""

    meeting: str
    children: tuple[str, ...]
    is_allowed: bool


class GivePermission(msgspec.Struct, frozen=True):
    """Allow a parent these kinds of contact with these children, on these terms, in place of earlier ones."""

    parent: str
    children: tuple[str, ...]
    kinds: tuple[Contact, ...]
    terms: Terms


class WithdrawPermission(msgspec.Struct, frozen=True):
    """End these kinds of contact at once. ``is_told``: the caseworker has told the parent already."""

    parent: str
    children: tuple[str, ...]
    kinds: tuple[Contact, ...]
    is_told: bool


class AcknowledgeRevoked(msgspec.Struct, frozen=True):
    """The speaker has read that a meeting cannot be."""

    meeting: str


class KeepApart(msgspec.Struct, frozen=True):
    """Two adults may have no contact of any kind from now on, or may again."""

    one: str
    other: str
    is_apart: bool
    order: str = ""


class Connect(msgspec.Struct, frozen=True):
    """Record somebody who matters to a child: their name, and what they are to it.

    Or brothers and sisters who are children of the same family, and whether they ``may_meet``.
    """

    child: str
    name: str
    kind: str
    siblings: tuple[str, ...] = ()
    may_meet: bool = False


class OpenFeed(msgspec.Struct, frozen=True):
    """Make a fresh address for the speaker's calendar, or close it. An earlier address ends with it."""

    is_open: bool


class AddCallQuestion(msgspec.Struct, frozen=True):
    """Put something on the list for the first call of a circle's homes (``said``: `family.spoken`)."""

    circle: str
    said: str


class PutOnCall(msgspec.Struct, frozen=True):
    """Whom the agency asks where this caseworker does not answer; None for nobody."""

    person: str | None


class React(msgspec.Struct, frozen=True):
    """Put an emoji on the message the view points at; "" takes it off."""

    emoji: str
    source: str | None = None


class AcknowledgeAlert(msgspec.Struct, frozen=True):
    """The speaker has seen that somebody may be in danger."""

    alert: str


class HurryMessage(msgspec.Struct, frozen=True):
    """An own message that waits for the end of quiet hours cannot wait: a child's health or safety."""

    message: str


class AskAbout(msgspec.Struct, frozen=True):
    """The speaker does not understand a message of somebody else's; the caseworker is asked."""


class ShowNews(msgspec.Struct, frozen=True):
    """Show the speaker, who is discreet, what others have sent."""


class SayInCircle(msgspec.Struct, frozen=True):
    """A caseworker's own words to everybody in a circle.

    ``is_here``: they have stepped in and write where they read, and so need not be told that it went.
    """

    circle: str
    words: str
    files: tuple[File, ...] = ()
    source: str | None = None
    reply_to: str | None = None
    is_here: bool = False


class WatchCircle(msgspec.Struct, frozen=True):
    """Read along in a circle from now on, or no more."""

    circle: str
    is_on: bool


class StepIn(msgspec.Struct, frozen=True):
    """Be with those among whom the speaker reads along, and say this to all of them, if anything."""

    circle: str
    words: str = ""
    files: tuple[File, ...] = ()
    source: str | None = None
    reply_to: str | None = None


class StepOut(msgspec.Struct, frozen=True):
    """Only read along again."""

    circle: str


class OfferLink(msgspec.Struct, frozen=True):
    """Make a code with which another account of the speaker's own can come in."""


class AnswerLink(msgspec.Struct, frozen=True):
    """Say of an account that sent the code of ``link`` whether it is one's own.

    ``is_only`` says that it takes the place of every account there was before.
    """

    link: str
    is_mine: bool
    is_only: bool = False


class ChooseAccount(msgspec.Struct, frozen=True):
    """Read what is written to the speaker on this account of theirs; with ``is_only`` stop all others."""

    account: str
    is_only: bool = False


class ComeBack(msgspec.Struct, frozen=True):
    """Somebody who had joined is here again, from the account that a fresh code let in."""


class ReissueAccount(msgspec.Struct, frozen=True):
    """A phone is lost: nothing goes to or from its accounts any more; a fresh code lets another one in."""

    person: str


class FreezePerson(msgspec.Struct, frozen=True):
    """A phone was stolen: nothing goes to or from this person until it is undone."""

    person: str


class ThawPerson(msgspec.Struct, frozen=True):
    """Undo a freeze; what has waited is delivered."""

    person: str


Command = (
    Show
    | ShowBook
    | Join
    | SayWilling
    | ChangeSettings
    | SendToCircle
    | SendToLine
    | KeepWords
    | BeginDecision
    | WithdrawDecision
    | PassOnDecision
    | Cheer
    | TurnLetter
    | ExplainLetter
    | DeclineHomework
    | MakeAlbum
    | WantAlbum
    | SetRhythm
    | AnswerInstead
    | ChooseCircle
    | TakeBack
    | LeaveForGood
    | DecideMessage
    | AskBack
    | AnswerBack
    | Announce
    | WriteNote
    | ReadNotes
    | DeleteNote
    | PauseCircle
    | ResumeCircle
    | RenewHold
    | StandIn
    | EndCover
    | HandOver
    | ReadLog
    | OpenFamily
    | ChangePhase
    | AnswerReunion
    | InvitePerson
    | GreetStranger
    | ReachByPhone
    | SayFor
    | AddAndInvite
    | LetFilesPass
    | LetContactsPass
    | AgreeToContacts
    | ProtectWords
    | UnprotectWords
    | WriteInBook
    | DecideBook
    | CloseAnswer
    | OpenField
    | AskOther
    | NotKnown
    | WritePlan
    | AgreePlan
    | TakeBackPlan
    | DecidePlan
    | TurnHome
    | PlaceChild
    | CorrectName
    | CorrectBirthday
    | SetUpFamily
    | SetUpHome
    | MakeCircle
    | AddMembers
    | LookAt
    | AddCallQuestion
    | CheckInWeek
    | ProposeRhythm
    | AgreeRhythm
    | EndRhythm
    | WriteTip
    | TryTip
    | SayOfTip
    | KeepTip
    | AllowTip
    | WriteGoal
    | ActOnGoal
    | UnshareGoal
    | TurnOffers
    | ProposeMeeting
    | InviteToMeeting
    | CallTeam
    | ActOnMeeting
    | LetCome
    | LetSiblingsCome
    | BringSlip
    | GiveSlip
    | WithdrawSlip
    | PassSlip
    | DeclineSlip
    | AnswerSlip
    | AskAboutSlip
    | DecidePage
    | ShowSlip
    | GivePermission
    | WithdrawPermission
    | AcknowledgeRevoked
    | KeepApart
    | Connect
    | OpenFeed
    | PutOnCall
    | React
    | AcknowledgeAlert
    | HurryMessage
    | ShowNews
    | AskAbout
    | SayInCircle
    | WatchCircle
    | StepIn
    | StepOut
    | ReadCircle
    | SeeInsight
    | ShareInsight
    | HandOut
    | GiveMine
    | OfferLink
    | AnswerLink
    | ChooseAccount
    | ComeBack
    | ReissueAccount
    | FreezePerson
    | ThawPerson
)
