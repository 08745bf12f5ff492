"""The caseworker's commands, as forms with some answers already given.

Everything they show or change is in ``facts.desk``: what is in this caseworker's care and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bot.chat.draft import Choice, Run
from bot.chat.people import Circle, Member, PersonState, Phase, Role, Way
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Text, Value, listing, text
from bot.family.commands import (
    AddAndInvite,
    Command,
    DecideMessage,
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
from bot.family.facts import Need, Served, Waiting
from bot.flows.choices import (
    Called,
    served_circle_options,
    told_apart,
    words_at_desk,
    words_of,
    yes_no_options,
)
from bot.flows.form import Flow, OneOf, Option, Written

DESK = (Role.CASEWORKER, Role.SUPERVISOR)
REASONS = ("kinder", "details", "in-person", "court")
_NEW, _SHOWN_AT_ONCE = "new", 5


def _waiting_options(flow: Flow, _item: str) -> list[Option]:
    return [
        Option(one.message, text("queue-one", name=one.author_name, words=_short(one.words)))
        for one in flow.facts.queue
    ]


def _short(words: str, limit: int = 30) -> str:
    return words if len(words) <= limit else f"{words[:limit]}…"


def circle_label(flow: Flow, circle_id: str) -> Value:
    """Return what a circle of this desk is called; a dash for one that is no longer there."""
    circle = flow.facts.desk.circle(circle_id)
    return circle.called(flow.view.speaker.id, flow.facts.desk.circles) if circle else Literal("–")


class QueueFlow(Flow):
    """Everything that waits for a decision, the oldest first, two taps each."""

    id, command = "queue", "queue"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.QUEUE})

    def finish(self) -> Sequence[Command]:
        """Show the oldest with its buttons, and how many there are."""
        if not self.facts.queue:
            return (Show((text("queue-empty"),), _held_rows(self.facts.desk.circles)),)
        first = self.facts.queue[0]
        return (Show((text("queue-count", count=len(self.facts.queue)), *shown(self, first)), rows(first)),)


def shown(flow: Flow, one: Waiting) -> tuple[Value, ...]:
    """Return one waiting message as the caseworker reads it."""
    since = Moment(one.since, MomentStyle.FULL)
    return (
        text("queue-item", name=one.author_name, circle=circle_label(flow, one.circle), since=since),
        Literal(one.words),
    )


def rows(one: Waiting) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under a waiting message."""
    given = {"message": one.message}
    return (
        (
            Choice(Text("label-approve"), Run("approve", given)),
            Choice(Text("label-decline"), Run("decline", given)),
        ),
    )


def _read_row(circle: Circle, circles: Sequence[Circle]) -> tuple[Choice, ...]:
    label = text("label-read", children=circle.called(circle.caseworker, circles))
    return (Choice(label, Run("read", {"circle": circle.id})),)


def _held_rows(circles: Sequence[Circle]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(
        _read_row(circle, circles)
        for circle in circles
        if circle.phase == Phase.INTRODUCTION and circle.way == Way.WATCH
    )[:_SHOWN_AT_ONCE]


class Decision(Flow):
    """Base of approve and decline: which of the waiting messages?"""

    offered_to = DESK
    needs = frozenset({Need.DESK, Need.QUEUE})

    which = OneOf(
        options=_waiting_options,
        when=lambda flow: not flow.given("message") and bool(flow.facts.queue),
        prompt="queue-which",
    )

    @property
    def message(self) -> str:
        """The message that is decided: the one given or chosen."""
        return self.given("message") or self.which


class ApproveFlow(Decision):
    """Let it pass."""

    id, command = "approve", "approve"

    def finish(self) -> Sequence[Command]:
        """Let it pass, if it still waits and is what was read above the button."""
        if not self.message:
            return _nothing()
        waiting = next((one for one in self.facts.queue if one.message == self.message), None)
        pressed = self.view.pressed
        read = pressed.words if pressed is not None and self.given("message") else None
        if waiting is not None and read is not None and waiting.words not in read:
            changed = text("queue-changed", name=waiting.author_name)
            return (Show((changed, *shown(self, waiting)), rows(waiting)),)
        return (DecideMessage(self.message, is_approved=True),)


class DeclineFlow(Decision):
    """Do not let it pass, with a kind reason that its writer reads."""

    id, command = "decline", "decline"
    reason = Written(
        limit=300,
        options=lambda _flow, _item: [Option(one, Text(f"label-reason-{one}")) for one in REASONS],
        when=lambda flow: bool(flow.message),
    )

    def finish(self) -> Sequence[Command]:
        """Decline it, if it still waits."""
        if not self.message:
            return _nothing()
        return (DecideMessage(self.message, is_approved=False, reason=self.reason),)


def _nothing() -> Sequence[Command]:
    return (Show((text("queue-empty"),)),)


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
    needs = frozenset({Need.DESK})

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
    needs = frozenset({Need.DESK})

    on = OneOf(
        options=yes_no_options,
        when=lambda flow: flow.is_still_held(),
        args=lambda flow, _item: {"children": circle_label(flow, flow.given("circle"))},
    )

    def is_still_held(self) -> bool:
        """Whether there is something to decide; the notice may be answered long after."""
        circle = self.facts.desk.circle(self.given("circle"))
        return circle is not None and circle.is_held

    def finish(self) -> Sequence[Command]:
        """Renew or end it."""
        return (RenewHold(self.given("circle"), is_renewed=self.on == "yes"),)


def _invitable(flow: Flow, _item: str) -> list[Option]:
    waiting = [p for p in flow.facts.desk.people if p.state in (PersonState.INVITED, PersonState.LEFT)]
    options = [Option(person.id, Literal(person.name)) for person in waiting]
    return [
        *told_apart(options, {person.id: words_at_desk(flow.facts.desk, person) for person in waiting}),
        Option(_NEW, Text("label-someone-new"), is_pinned=True),
    ]


def _here_already(flow: Flow, _item: str) -> list[tuple[Option, Text]]:
    there = [p for p in flow.facts.desk.people if p.state in (PersonState.JOINING, PersonState.JOINED)]
    return [(Option(one.id, Literal(one.name)), text("invite-joined", name=one.name)) for one in there]


class InviteFlow(Flow):
    """One code for one named person."""

    id, command = "invite", "invite"
    offered_to = DESK
    needs = frozenset({Need.DESK})

    person = OneOf(options=_invitable, refused=_here_already)
    name = Called(limit=24, when=lambda flow: flow.person == _NEW)
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

    def finish(self) -> Sequence[Command]:
        """Make the code; record the person first if they are new."""
        if self.person == _NEW:
            return (AddAndInvite(self.name, Role(self.role), self.circle or None),)
        if self.how == "phone":
            return (ReachByPhone(self.person),)
        return (InvitePerson(self.person),)


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
        return (Show(tuple(parts) or (text("people-none"),), _read_rows(desk.circles)),)

    def _line(self, one: Served) -> Value:
        state = one.state.value
        if one.state == PersonState.JOINED and not one.is_reachable:
            state = "unreachable"
        return text("people-one", name=one.name, state=text(f"state-{state}"))


def _read_rows(circles: Sequence[Circle]) -> tuple[tuple[Choice, ...], ...]:
    return tuple(_read_row(circle, circles) for circle in circles[:_SHOWN_AT_ONCE])


class ReadFlow(Flow):
    """What was said lately in one circle. Reading is noted in the audit log."""

    id = "read"
    offered_to = DESK
    needs = frozenset({Need.DESK, Need.WORDS_IN_CIRCLE})

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
