"""The caseworker's commands, as forms with some answers already given.

Everything they show or change is in ``facts.desk``: what is in this caseworker's care and nothing else.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import groupby

import msgspec

from bot.chat.draft import Choice, Choose, Run
from bot.chat.media import as_read
from bot.chat.people import DESK, Circle, Interview, Member, PersonState, Phase, Role, View, Way
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, excerpt, listing, text
from bot.chat.text import shown as shown_words
from bot.family.commands import (
    AddAndInvite,
    Command,
    DecideMessage,
    GreetStranger,
    InvitePerson,
    PauseCircle,
    ReachByPhone,
    ReadCircle,
    RenewHold,
    ResumeCircle,
    SayFor,
    SayInCircle,
    Show,
)
from bot.family.facts import Facts, Need, Served, Waiting
from bot.family.waiting import NEEDS as WAITING
from bot.family.waiting import SOON
from bot.flows.choices import (
    NewName,
    served_circle_options,
    told_apart,
    words_at_desk,
    words_of,
    yes_no_options,
)
from bot.flows.colleagues import team_rows
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written

REASONS = ("kinder", "details", "in-person", "court")
_USER_ID = re.compile(r"@[a-z0-9._=/+-]{1,128}:[a-z0-9.-]{1,120}(?::\d{1,5})?")
_ON_A_BUTTON = 30
_NEW, _SHOWN_AT_ONCE = "new", 5


def _waiting_options(flow: Flow, _item: str) -> list[Option]:
    offered = [
        Option(
            _row_value(one),
            text(
                "queue-one",
                name=one.author_name,
                words=shown_words(excerpt(one.words, _ON_A_BUTTON), one.files),
            ),
        )
        for one in flow.facts.queue
    ]
    # A row of words that have changed since is still known, so that the new ones can be shown for it.
    stale = _tapped(flow)
    known = {option.value for option in offered}
    waiting = {one.message for one in flow.facts.queue}
    if stale and stale not in known and stale.partition(":")[0] in waiting:
        offered.append(Option(stale, Literal("–")))
    return offered


def _row_value(one: Waiting) -> str:
    """Return what a row of the list stands for: with the version of the words where it shows them whole."""
    is_whole = excerpt(one.words, _ON_A_BUTTON) == one.words and not one.files
    return f"{one.message}:{version_of(one.words)}" if is_whole else one.message


def _tapped(flow: Flow) -> str | None:
    act = flow.view.pressed.act if flow.view.pressed else None
    is_row = isinstance(act, Choose) and (act.interview, act.question) == (flow.interview.id, "which")
    return str(act.value) if isinstance(act, Choose) and is_row else None


def version_of(words: str) -> str:
    """Return what tells words from every other version of them, without being them."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def circle_label(flow: Flow, circle_id: str) -> Value:
    """Return what a circle of this desk is called; a dash for one that is no longer there."""
    circle = flow.facts.desk.circle(circle_id)
    return circle.called(flow.view.speaker.id, flow.facts.desk.circles) if circle else Literal("–")


def show_message(flow: Flow, one: Waiting, *before: Value) -> Show:
    """Return one waiting message as the caseworker reads it, files and all, with its buttons."""
    since = Moment(one.since, MomentStyle.FULL)
    item = text("queue-item", name=one.author_name, circle=circle_label(flow, one.circle), since=since)
    if one.files:
        return Show((*before, item), rows(one), one.message, one.circle)
    return Show((*before, item, Literal(one.words)), rows(one))


def rows(one: Waiting) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under a waiting message."""
    given = {"message": one.message, "version": version_of(one.words)}
    return (
        (
            Choice(Text("label-approve"), Run("approve", given)),
            Choice(Text("label-decline"), Run("decline", given)),
        ),
        (Choice(Text("label-ask-back"), Run("ask-back", {"message": one.message})),),
    )


def _read_row(circle: Circle, circles: Sequence[Circle]) -> tuple[Choice, ...]:
    label = text("label-read", children=circle.called(circle.caseworker, circles))
    return (Choice(label, Run("read", {"circle": circle.id})),)


def watched_rows(circles: Sequence[Circle]) -> tuple[tuple[Choice, ...], ...]:
    """Return ways to read what goes out at once in circles that have only begun."""
    return tuple(
        _read_row(circle, circles)
        for circle in circles
        if circle.phase == Phase.INTRODUCTION and circle.way == Way.WATCH
    )[:_SHOWN_AT_ONCE]


class _Which(OneOf):
    """A message that waits. One that waits no more is not asked for anew: its fate is told at the end."""

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether one was picked at all."""
        return value != ""


class Decision(Flow):
    """Base of approve and decline: which of the waiting messages? Only what was read can be decided."""

    offered_to = DESK
    needs = WAITING

    which = _Which(
        options=_waiting_options,
        when=lambda flow: not flow.given("message") and bool(flow.facts.queue),
        prompt="queue-which",
    )

    def __init__(self, view: View, facts: Facts, interview: Interview) -> None:
        super().__init__(view, facts, interview)
        if self._was_read_above():
            # A notice follows its message: what it says now, and not what it said first, is what was read.
            given = {**interview.given, "version": version_of(self.waiting.words if self.waiting else "")}
            self.interview = msgspec.structs.replace(interview, given=given)

    def _was_read_above(self) -> bool:
        """Whether the notice that was pressed shows these words, letter for letter, below its first line."""
        pressed, one = self.view.pressed, self.waiting
        is_opening = self.interview.asking is None and not self.given("version")
        if one is None or pressed is None or not is_opening or not isinstance(pressed.act, Run):
            return False
        return pressed.words.partition("\n")[2] == as_read(one.words, one.files)

    @property
    def message(self) -> str:
        """The message that is decided: the one given or chosen."""
        return self.given("message") or self.which.partition(":")[0]

    @property
    def waiting(self) -> Waiting | None:
        """The message as it is now, if it still waits."""
        return next((one for one in self.facts.queue if one.message == self.message), None)

    @property
    def _was_just_typed(self) -> bool:
        return self.interview.asking == "which" and _tapped(self) is None

    @property
    def is_read(self) -> bool:
        """Whether these very words were shown; who types may have read others."""
        if self.waiting is None:
            return False
        read = self.given("version") or self.which.partition(":")[2]
        return read == version_of(self.waiting.words) and not self._was_just_typed

    def finish(self) -> Sequence[Command]:
        """Decide, if it still waits and its words were read; else show them, with buttons of their own."""
        if not self.message:
            return (Show((text("queue-empty"),)),)
        one = self.waiting
        if one is None or self.is_read:
            return (self.decided(),)
        is_changed = bool(self.given("message") or self.which.partition(":")[2]) and not self._was_just_typed
        changed = (text("queue-changed", name=one.author_name),) if is_changed else ()
        return (show_message(self, one, *changed),)

    def decided(self) -> Command:
        """Return the decision itself."""
        raise NotImplementedError


class ApproveFlow(Decision):
    """Let it pass."""

    id, command = "approve", "approve"

    def decided(self) -> Command:
        """Let it pass."""
        return DecideMessage(self.message, is_approved=True)


class DeclineFlow(Decision):
    """Do not let it pass, with a kind reason that its writer reads."""

    id, command = "decline", "decline"
    reason = Written(
        limit=300,
        options=lambda _flow, _item: [Option(one, Text(f"label-reason-{one}")) for one in REASONS],
        # Who was asked for the reason may still give it: what has changed in the meantime is shown after.
        when=lambda flow: flow.is_read or flow.interview.asking == "reason",
    )

    def decided(self) -> Command:
        """Send it back."""
        return DecideMessage(self.message, is_approved=False, reason=self.reason)


def _pausable(flow: Flow, _item: str) -> list[Option]:
    fitting = {c.id for c in flow.facts.desk.circles if c.phase not in (Phase.PAUSED, Phase.CLOSED)}
    return [option for option in served_circle_options(flow.facts.desk) if option.value in fitting]


def _paused(flow: Flow, _item: str) -> list[Option]:
    fitting = {c.id for c in flow.facts.desk.circles if c.phase == Phase.PAUSED}
    return [option for option in served_circle_options(flow.facts.desk) if option.value in fitting]


class PauseFlow(Flow):
    """Nothing is delivered in a circle until it is resumed."""

    id, command = "pause", "pause"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.UNSENT})

    circle = OneOf(
        options=_pausable,
        when=lambda flow: bool(_pausable(flow, "")),
        refused=lambda flow, _item: [(option, text("pause-already")) for option in _paused(flow, "")],
    )
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.circle),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle)},
    )

    def finish(self) -> Sequence[Command]:
        """Pause it, after a yes."""
        if not self.circle:
            return (Show((text("pause-none"),)),)
        return (PauseCircle(self.circle),) if self.sure == "yes" else (Show((text("nothing-changed"),)),)


class ResumeFlow(Flow):
    """A paused circle goes on; what the pause ended stays ended."""

    id, command = "resume", "resume"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.APART})

    circle = OneOf(
        options=_paused,
        when=lambda flow: bool(_paused(flow, "")),
        refused=lambda flow, _item: [(option, text("resume-running")) for option in _pausable(flow, "")],
    )

    def finish(self) -> Sequence[Command]:
        """Resume it."""
        return (ResumeCircle(self.circle),) if self.circle else (Show((text("resume-none"),)),)


class HoldFlow(Flow):
    """Seven days of looking first are nearly over: go on, or only watch from now on?"""

    id = "hold-ends"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.ASKED})

    on = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.is_still_held(),
        args=lambda flow, _item: {"children": circle_label(flow, flow.given("circle"))},
    )

    def is_still_held(self) -> bool:
        """Whether there is something to decide; the notice may be answered long after."""
        circle = self.facts.desk.circle(self.given("circle"))
        return circle is not None and circle.is_held and not self.was_renewed()

    def was_renewed(self) -> bool:
        """Whether somebody who stands in has decided to go on looking first."""
        until = self.facts.holds.get(self.given("circle"))
        return until is not None and until - self.view.now > SOON

    def finish(self) -> Sequence[Command]:
        """Renew or end it, where it waits for that."""
        if self.was_renewed():
            return (Show((text("queue-gone"),)),)
        return (RenewHold(self.given("circle"), is_renewed=self.on == "yes"),)


def _invitable(flow: Flow, _item: str) -> list[Option]:
    # Who is reached by phone may come to have a smartphone after all.
    fitting = (PersonState.INVITED, PersonState.LEFT, PersonState.BY_PHONE)
    waiting = [person for person in flow.facts.desk.people if person.state in fitting]
    options = [Option(person.id, Literal(person.name)) for person in waiting]
    return [
        *told_apart(options, {person.id: words_at_desk(flow.facts.desk, person) for person in waiting}),
        Option(_NEW, Text("label-someone-new"), is_pinned=True),
    ]


def _here_already(flow: Flow, _item: str) -> list[tuple[Option, Text]]:
    fitting = (PersonState.JOINING, PersonState.JOINED, PersonState.FROZEN)
    there = [person for person in flow.facts.desk.people if person.state in fitting]
    return [(Option(one.id, Literal(one.name)), text("invite-joined", name=one.name)) for one in there]


class InviteFlow(Flow):
    """One code for one named person."""

    id, command = "invite", "invite"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    person = OneOf(options=_invitable, refused=_here_already)
    name = NewName(
        limit=24,
        when=lambda flow: flow.person == _NEW,
        short=lambda _flow, _item: Text("invite-name.short"),
    )
    role = OneOf(
        options=lambda _flow, _item: [
            Option(role, Text(f"label-role-{role.value}"))
            for role in (Role.PARENT, Role.CAREGIVER, Role.SUPPORTER, Role.YOUTH)
        ],
        when=lambda flow: flow.person == _NEW,
    )
    circle = OneOf(
        options=lambda flow, _item: served_circle_options(flow.facts.desk),
        when=lambda flow: flow.person == _NEW and bool(flow.facts.desk.circles),
        is_optional=True,
    )
    how = OneOf(
        options=lambda _flow, _item: [
            Option("code", Text("label-with-code")),
            Option("phone", Text("label-by-phone")),
        ],
        when=lambda flow: bool(flow.person) and flow.person != _NEW,
    )

    def prompt(self, slot: Slot) -> Text:
        """Return the question; where the circle has somebody of that name, it is asked anew and says so."""
        if slot.key == "name" and self.circle and not slot.question.is_valid(self, slot, self.name):
            return text("invite-name-taken", name=self.name)
        return super().prompt(slot)

    def finish(self) -> Sequence[Command]:
        """Make the code; record the person first if they are new."""
        if self.person == _NEW:
            return (AddAndInvite(self.name, Role(self.role), self.circle or None),)
        if self.how == "phone":
            return (ReachByPhone(self.person),)
        return (InvitePerson(self.person),)


class UserId(Written):
    """What somebody is called on a messenger where the bot can open a chat by itself."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take "@name:server", or say how it is written."""
        kept = super().read(flow, slot, words).casefold()
        if not _USER_ID.fullmatch(kept):
            raise Problem("greet-unclear")
        return kept


class GreetFlow(Flow):
    """The bot opens the chat, for whoever was given a code and has not found the way."""

    id = "greet"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    user = UserId(limit=255)

    def finish(self) -> Sequence[Command]:
        """Greet them."""
        return (GreetStranger(self.user),)


class PeopleFlow(Flow):
    """Everybody in this caseworker's care: who has joined, who can be reached, where each circle stands."""

    id, command = "people", "people"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    def finish(self) -> Sequence[Command]:
        """Show them by family, then the circles."""
        desk = self.facts.desk
        parts: list[Value] = []
        names = {family.id: family.name for family in desk.families}
        people = sorted(desk.people, key=lambda one: (names.get(one.family or "", "~"), one.name))
        for family, members in groupby(people, key=lambda one: one.family):
            lines = tuple(self._line(one) for one in members)
            title: Value = Literal(names[family]) if family in names else text("people-homes")
            parts.append(text("people-family", family=title, people=Lines(lines)))
        parts.extend(
            text(
                "people-circle",
                children=circle.label,
                people=listing([m.name for m in circle.members]),
                phase=text(f"phase-{circle.phase.value}"),
            )
            for circle in desk.circles
        )
        rows = (*team_rows(self), *_read_rows(desk.circles))
        return (Show(tuple(parts) or (text("people-none"),), rows),)

    def _line(self, one: Served) -> Value:
        state = one.state.value
        if one.state == PersonState.JOINED and not one.is_reachable:
            state = "unreachable"
        return text("people-one", name=one.name, state=text(f"state-{state}"))


def _read_rows(circles: Sequence[Circle]) -> tuple[tuple[Choice, ...], ...]:
    open_to_read = [one for one in circles if not one.is_theirs_alone]
    return tuple(_read_row(circle, circles) for circle in open_to_read[:_SHOWN_AT_ONCE])


class ReadFlow(Flow):
    """What was said lately in one circle. Reading is noted in the audit log."""

    id = "read"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.WORDS_IN_CIRCLE, Need.TEAM})

    def finish(self) -> Sequence[Command]:
        """Show the newest messages."""
        return (ReadCircle(self.given("circle")),)


def _by_phone(flow: Flow) -> list[Member]:
    circle = flow.facts.desk.circle(flow.answer("circle"))
    return [member for member in circle.members if member.is_by_phone] if circle else []


class SayFlow(Flow):
    """The caseworker's own words to a whole circle."""

    id, command = "say", "say"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    circle = OneOf(
        options=lambda flow, _item: served_circle_options(flow.facts.desk),
        when=lambda flow: bool(flow.facts.desk.circles),
    )
    voice = OneOf(
        options=lambda flow, _item: [
            Option("me", Text("label-my-own-words")),
            *told_apart(
                [Option(one.id, text("label-told-me", name=one.name)) for one in _by_phone(flow)],
                {one.id: words_of(one) for one in _by_phone(flow)},
            ),
        ],
        when=lambda flow: bool(_by_phone(flow)),
    )
    words = Written(
        is_long=True,
        when=lambda flow: bool(flow.circle),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle)},
    )
    # What was typed behind the command may have been no message, and its first word no circle.
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: (
            bool(flow.words) and (flow.was_beforehand("circle") or flow.was_beforehand("words"))
        ),
        args=lambda flow, _item: {"circle": circle_label(flow, flow.circle), "words": flow.words},
    )

    def finish(self) -> Sequence[Command]:
        """Say it."""
        if self.sure == "no":
            return (Show((text("words-deleted"),)),)
        if not self.circle:
            return (Show((text("people-none"),)),)
        if self.voice and self.voice != "me":
            return (SayFor(self.voice, self.circle, self.words),)
        return (SayInCircle(self.circle, self.words),)
