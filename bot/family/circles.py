"""Who writes with whom, and whether a circle is open: willingness, phases, invitations, joining, leaving.

Knows nothing of the words that pass.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run, Steer, button
from bot.chat.ids import new_id
from bot.chat.incoming import Address
from bot.chat.people import Circle, PersonState, Phase, Role, View, Way, Willing, word_value
from bot.chat.text import Text, Value, text
from bot.family.commands import (
    AcknowledgeAlert,
    AddAndInvite,
    ChangeSettings,
    GreetStranger,
    InvitePerson,
    Join,
    PauseCircle,
    ReachByPhone,
    RenewHold,
    ResumeCircle,
    SayWilling,
)
from bot.family.events import (
    Acted,
    AlertSeen,
    HoldRenewed,
    InvitationMade,
    NewsShown,
    PersonAdded,
    PersonByPhone,
    PersonJoined,
    PersonLeft,
    PhaseChanged,
    SettingsChanged,
    StrangerGreeted,
    WillingnessSaid,
)
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.phases import Step, steps_from

HOLD_DAYS = 7
_INVITABLE = (PersonState.INVITED, PersonState.LEFT, PersonState.BY_PHONE)
SECOND_CODE = "second-code"
_CODE_LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
_CODE_LENGTH = 10


def new_code() -> str:
    """Return a fresh code: 10 letters and digits that are not mistaken for each other (49 bits)."""
    return "".join(secrets.choice(_CODE_LETTERS) for _ in range(_CODE_LENGTH))


def as_code(words: str) -> str | None:
    """Return typed words as a code if they have its shape ("k7m2q-9xdtr" included), else None."""
    typed = words.upper().replace("-", "").replace(" ", "").strip()
    is_code = len(typed) == _CODE_LENGTH and all(letter in _CODE_LETTERS for letter in typed)
    return typed if is_code else None


def shown_code(code: str) -> str:
    """Return a code in two halves, easier to read aloud."""
    return f"{code[:5]}-{code[5:]}"


def join(command: Join, view: View) -> Outcome:
    """Finish joining. The caseworker hears of it; the others hear only of a yes."""
    me = view.speaker
    events = (PersonJoined(me.id, command.name, command.word),)
    kind = "desk" if me.is_caseworker else "people" if view.circles else "alone"
    outcome = Outcome(events=events) + answered(
        me.id, text(f"join-done-{kind}", prefix=me.prefix), rows=_first_steps(view)
    )
    joined = text("joined-told", name=me.name)
    if command.name != me.name:
        joined = text("joined-told-as", name=me.name, chosen=command.name)
    return outcome + Outcome(drafts=tuple(told(line.caseworker, joined) for line in view.lines))


def _first_steps(view: View) -> tuple[tuple[Choice, ...], ...]:
    """Offer what helps first: who knows the child writes in its book, who has it now reads there."""
    if not any(one.children for one in view.circles):
        return ()
    match view.speaker.role:
        case Role.PARENT:
            return ((button("label-share", Run("share")),),)
        case Role.CAREGIVER:
            return ((button("label-book", Run("book")), button("label-ask-other", Run("ask"))),)
        case _:
            return ()


def joined_view(command: Join, view: View) -> View:
    """Return the view as it is once the speaker has joined under their chosen name and word."""
    replace = msgspec.structs.replace

    def told_anew(circle: Circle) -> Circle:
        members = (
            replace(one, name=command.name, word=command.word, is_joined=True)
            if one.id == view.speaker.id
            else one
            for one in circle.members
        )
        return replace(circle, members=tuple(members))

    speaker = replace(view.speaker, name=command.name, word=command.word, state=PersonState.JOINED)
    return replace(view, speaker=speaker, circles=tuple(told_anew(circle) for circle in view.circles))


def change_settings(command: ChangeSettings, view: View, facts: Facts) -> Outcome:
    """Change what the speaker set for themself.

    Who reads them hears of another name or word: where adults are kept apart, it may be the name of somebody
    the speaker cannot know of. Of another name the caseworker hears, too, and everybody from a caseworker.
    """
    me = view.speaker
    changed = Outcome(events=(SettingsChanged(me.id, command.changes),))
    name, word = command.changes.get("name"), command.changes.get("word", me.word)
    if isinstance(name, str) and name != me.name:
        renamed = text("renamed-told", name=me.name, chosen=name)
        desk = [told(line.caseworker, renamed) for line in view.lines]
        desk += [told(one.id, renamed) for one in facts.desk.people if one.state == PersonState.JOINED]
        return changed + Outcome(drafts=(*desk, *_told_readers(view, renamed)))
    if word != me.word:
        shown = word_value(str(word) if word else None, me.role)
        return changed + Outcome(drafts=_told_readers(view, text("reworded-told", name=me.name, word=shown)))
    return changed


def _told_readers(view: View, said: Text) -> tuple[Draft, ...]:
    """Tell each reader once whom words reach without a look: a name must not get where words do not."""
    me = view.speaker.id
    readers = {
        other.id: circle.id
        for circle in view.circles
        if circle.phase not in (Phase.PAUSED, Phase.CLOSED) and not circle.is_held
        for other in circle.reach(me)
        if other.is_joined
    }
    return tuple(told(reader, said, circle=circle) for reader, circle in readers.items())


def say_willing(command: SayWilling, view: View, facts: Facts) -> Outcome:
    """Keep one person's answer about another. Two yeses open the way; a refusal is told to nobody."""
    me = view.speaker
    circle = view.circle(command.circle)
    other = circle.member(command.other) if circle else None
    if circle is None or other is None:
        return answered(me.id, text("circle-gone"))
    said = WillingnessSaid(circle.id, me.id, other.id, command.answer)
    if command.answer != Willing.YES:
        return Outcome(events=(said,))
    if (me.id, other.id) in circle.willing:
        # Said once more: only the speaker is told how it stands, the other has been told before.
        stands = "willing-both" if (other.id, me.id) in circle.willing else "willing-waits"
        return answered(me.id, text(stands, name=other.name))
    drafts: list[Draft] = []
    if (other.id, me.id) in circle.willing:
        offered = tuple(
            (Choice(Text("label-show-kept"), Steer(kept.interview, "wake")),)
            for kept in facts.kept
            if kept.person == other.id and kept.circle == circle.id
        )[:1]
        drafts.append(told(other.id, text("willing-now", name=me.name), rows=offered, circle=circle.id))
        own = tuple(
            (Choice(Text("label-show-kept"), Steer(one.id, "wake")),)
            for one in view.interviews
            if one.flow == "kept" and one.given.get("circle") == circle.id
        )[-1:]
        both = text("willing-both", name=other.name)
        drafts.append(told(me.id, both, kind=Kind.ANSWER, rows=own))
    elif other.is_joined and (other.id, me.id) not in circle.answered:
        meet = ((Choice(Text("label-meet"), Run("meet")),),)
        word = word_value(me.word, me.role)
        asked = text("meet-asked", name=me.name, word=word, children=circle.label)
        drafts.append(told(other.id, asked, rows=meet, circle=circle.id))
        drafts.append(told(me.id, text("willing-waits", name=other.name), kind=Kind.ANSWER))
    else:
        drafts.append(told(me.id, text("willing-waits", name=other.name), kind=Kind.ANSWER))
    return Outcome(events=(said,), drafts=tuple(drafts))


def second_code(view: View, invitation: str | None) -> Outcome:
    """One account is one person: a second code on it changes nothing.

    The caseworker is warned of somebody else's ``invitation``, once.
    """
    me = view.speaker
    if invitation is None:
        return answered(me.id, text("join-already"))
    desk = tuple(told(line.caseworker, text("second-code-desk", name=me.name)) for line in view.lines)
    noted = Acted(me.id, SECOND_CODE, None, invitation)
    return Outcome(events=(noted,), drafts=desk) + answered(me.id, text("join-already"))


def leave(view: View) -> Outcome:
    """Leave every circle. The others learn at once that the person is gone, not why: they go on writing."""
    me = view.speaker
    others = {
        other.id: told(other.id, text("left-told", name=me.name, children=circle.label), kind=Kind.ALERT)
        for circle in view.circles
        for other in circle.others(me.id)
        if other.is_joined
    }
    desk = [told(line.caseworker, text("left-told-desk", name=me.name)) for line in view.lines]
    return Outcome(events=(PersonLeft(me.id),), drafts=(*others.values(), *desk)) + answered(
        me.id, text("leave-done")
    )


def pause(command: PauseCircle, view: View, facts: Facts) -> Outcome:
    """Stop everything in a circle. What had not arrived is ended, and its writers are told so."""
    circle = facts.desk.circle(command.circle)
    if circle is None:
        return answered(view.speaker.id, text("circle-not-yours"))
    if Step.PAUSE not in steps_from(circle):
        return answered(view.speaker.id, text("pause-already"))
    ended: dict[str, list[Value]] = {}
    for one in facts.unsent:
        if one.circle == circle.id:
            ended.setdefault(one.author, []).append(one.beginning)
    drafts = []
    for member in circle.members:
        if member.is_joined:
            told_pause: list[Value] = [
                text(
                    "paused-told",
                    caseworker=circle.caseworker_name,
                    children=circle.called(member.id, facts.desk.circles),
                )
            ]
            if member.id in ended:
                told_pause.append(stopped(ended[member.id]))
            drafts.append(told(member.id, *told_pause, kind=Kind.ALERT))
    changed = PhaseChanged(circle.id, Phase.PAUSED, circle.way, view.speaker.id)
    return Outcome(
        events=(changed, Acted(view.speaker.id, "pause", circle.family, circle.id)), drafts=tuple(drafts)
    ) + answered(
        view.speaker.id, text("pause-done", children=circle.called(view.speaker.id, facts.desk.circles))
    )


def stopped(beginnings: list[Value]) -> Text:
    """Say of words of somebody's own that they will not arrive any more."""
    if len(beginnings) == 1:
        return text("paused-ended-one", words=beginnings[0])
    return text("paused-ended", count=len(beginnings))


def resume(command: ResumeCircle, view: View, facts: Facts) -> Outcome:
    """Open the way again, in the phase that was paused. Nothing old is delivered.

    Not between two who may have no contact: whoever ended that says so first, with ``nocontact``.
    """
    circle = facts.desk.circle(command.circle)
    if circle is None:
        return answered(view.speaker.id, text("circle-not-yours"))
    if Step.RESUME not in steps_from(circle):
        return answered(view.speaker.id, text("resume-none"))
    people = [one.id for one in circle.members]
    if any((one, other) in facts.apart for one in people for other in people):
        return answered(view.speaker.id, text("resume-apart"))
    phase = circle.resumes_as or Phase.INTRODUCTION
    changed = PhaseChanged(circle.id, phase, circle.way, view.speaker.id)
    drafts = _told_all(circle, facts, lambda called: text("resumed-told", children=called))
    return Outcome(
        events=(changed, Acted(view.speaker.id, "resume", circle.family, circle.id)), drafts=drafts
    ) + answered(
        view.speaker.id, text("resume-done", children=circle.called(view.speaker.id, facts.desk.circles))
    )


def _told_all(circle: Circle, facts: Facts, say: Callable[[Value], Text]) -> tuple[Draft, ...]:
    """Tell everybody in a circle; ``say`` takes what the circle is called to each of them."""
    return tuple(
        told(member.id, say(circle.called(member.id, facts.desk.circles)))
        for member in circle.members
        if member.is_joined
    )


def renew_hold(command: RenewHold, view: View, facts: Facts) -> Outcome:
    """Look first for seven more days, or from now on only watch."""
    circle = facts.desk.circle(command.circle)
    me = view.speaker.id
    if circle is None:
        return answered(me, text("circle-not-yours"))
    called = circle.called(me, facts.desk.circles)
    if not circle.is_held:
        return answered(me, text("queue-gone"))
    if command.is_renewed:
        renewed = HoldRenewed(circle.id, view.now + timedelta(days=HOLD_DAYS))
        noted = Acted(me, "hold-renew", circle.family, circle.id)
        return Outcome(events=(renewed, noted)) + answered(me, text("hold-renewed", children=called))
    event = PhaseChanged(circle.id, circle.phase, Way.WATCH, me)
    drafts = _told_all(
        circle,
        facts,
        lambda called: text("hold-over", caseworker=circle.caseworker_name, children=called),
    )
    return Outcome(events=(event,), drafts=drafts) + answered(me, text("hold-ended", children=called))


def invite(command: InvitePerson, view: View, facts: Facts) -> Outcome:
    """Make a fresh code for somebody recorded; an older one stops working."""
    person = facts.desk.person(command.person)
    if person is None:
        return answered(view.speaker.id, text("person-not-yours"))
    if person.state not in _INVITABLE:
        return answered(view.speaker.id, text("invite-joined", name=person.name))
    made = invited(person.id, person.name, view, facts)
    if person.state != PersonState.BY_PHONE:
        return made
    # Until the code is used, nothing is different.
    return made + answered(view.speaker.id, text("by-phone-still", name=person.name))


def greet(command: GreetStranger, view: View, facts: Facts) -> Outcome:
    """Open a chat with a stranger and ask for the code. It is not said there: the name may be misspelt."""
    me, messenger = view.speaker.id, facts.desk.greets_on
    if not messenger:
        return answered(me, text("button-passed"))
    events = (
        StrangerGreeted(me, Address(messenger, command.user, command.user)),
        Acted(me, "greet", None, None),
    )
    return Outcome(events=events) + answered(me, text("greet-done", user=command.user))


def reach_by_phone(command: ReachByPhone, view: View, facts: Facts) -> Outcome:
    """Let somebody without a smartphone take part: words for them go to the caseworker, to be told."""
    person = facts.desk.person(command.person)
    if person is None:
        return answered(view.speaker.id, text("person-not-yours"))
    if person.state not in _INVITABLE:
        return answered(view.speaker.id, text("invite-joined", name=person.name))
    event = PersonByPhone(person.id, view.speaker.id)
    return Outcome(events=(event,)) + answered(view.speaker.id, text("by-phone-done", name=person.name))


def add_and_invite(command: AddAndInvite, view: View, facts: Facts) -> Outcome:
    """Record a new person, in a circle of this desk or in none, and make a code."""
    if command.circle and facts.desk.circle(command.circle) is None:
        return answered(view.speaker.id, text("circle-not-yours"))
    person = new_id()
    added = PersonAdded(person, view.speaker.id, command.name, command.role, command.circle)
    return Outcome(events=(added,)) + invited(person, command.name, view, facts)


def invited(person: str, name: str, view: View, facts: Facts) -> Outcome:
    """Make a code for somebody of this desk, and show it."""
    code = new_code()
    hours = facts.desk.invitation_hours
    made = InvitationMade(person, code, view.now + timedelta(hours=hours))
    parts: list[Value] = [text("invite-done", name=name, code=shown_code(code), hours=hours)]
    if facts.desk.join_link:
        parts.append(text("invite-link", link=f"{facts.desk.join_link}{code}"))
    greet_too = ((button("label-greet", Run("greet")),),) if facts.desk.greets_on else ()
    return Outcome(events=(made, Acted(view.speaker.id, "invite", None, person))) + answered(
        view.speaker.id, *parts, rows=greet_too
    )


def acknowledge(command: AcknowledgeAlert, view: View) -> Outcome:
    """Note that somebody of the agency looks after whoever may be in danger."""
    return Outcome(events=(AlertSeen(command.alert, view.speaker.id),))


def show_news(view: View, facts: Facts) -> Outcome:
    """Let somebody discreet read what others have sent, and what they send while they read."""
    said = text("news-shown") if facts.news else text("news-none")
    return Outcome(events=(NewsShown(view.speaker.id),)) + answered(view.speaker.id, said)
