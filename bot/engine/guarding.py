"""What is asked or told before words and files enter a circle: danger, contacts, hurt, another child.

Each question is put once; what its writer has settled is named in the command. Pure; knows no wording and
nothing of who may write with whom.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.chat.media import File, MediaKind
from bot.chat.people import Circle, OwnMessage, View
from bot.chat.text import text
from bot.family.commands import Command, SendToCircle, SendToLine
from bot.family.events import DangerNoticed, FilesTold
from bot.family.facts import Facts, Guard
from bot.family.looking import looked_at_first
from bot.family.outcome import Opened, Outcome, answered
from bot.family.relay import NOTICED, OF_DANGER, as_given, send_to_line
from bot.flows.checks import (
    DocumentFlow,
    IdentifiersFlow,
    KindnessFlow,
    OtherChildFlow,
    SafetyFlow,
    found_in,
    taken_out,
)
from bot.policy.identifiers import find
from bot.policy.kindness import attacks
from bot.policy.safety import dangers

SAFETY, IDENTIFIERS, KINDNESS = SafetyFlow.id, IdentifiersFlow.id, KindnessFlow.id
OTHER_CHILD, DOCUMENT = OtherChildFlow.id, DocumentFlow.id


def prepare() -> None:
    """Prepare the lists of words, which takes half a second once, so that no message waits for it."""
    dangers("-")
    attacks("-")
    find("-", ("-",))


def guarded(
    command: Command, view: View, facts: Facts, *, is_noticed: bool = False
) -> tuple[Command | None, Outcome]:
    """Return the command as it may go on, None where something is asked or told first; and what that is.

    ``is_noticed``: what these words say of danger has been told in this turn already.
    """
    if isinstance(command, SendToLine):
        return (_urgent(command), Outcome()) if is_noticed else _on_line(command, view, facts)
    circle = view.circle(command.circle) if isinstance(command, SendToCircle) else None
    # Ready sentences are ours, and there is nothing in them to be asked about.
    if not isinstance(command, SendToCircle) or circle is None or command.ready:
        return command, Outcome()
    guard = facts.guards.get(circle.id, Guard())
    if SAFETY not in command.settled and (noticed := _noticed(command.words, circle, view, facts)):
        return None, noticed + Outcome(opened=(Opened(SAFETY, as_given(command)),))
    if any(file.kind == MediaKind.DOCUMENT for file in command.files):
        return None, Outcome(opened=(Opened(DOCUMENT, as_given(command)),))
    if command.files and not guard.takes_files:
        refused = text("file-text-only", caseworker=circle.caseworker_name)
        return None, answered(view.speaker.id, refused)
    if IDENTIFIERS not in command.settled and (taken := taken_out(command.words, circle, facts)).kinds:
        return None, Outcome(opened=(Opened(IDENTIFIERS, as_given(command) | taken.as_given()),))
    if KINDNESS not in command.settled and view.speaker.checks_words and attacks(command.words):
        return None, Outcome(opened=(Opened(KINDNESS, as_given(command)),))
    is_seen = any(file.kind in (MediaKind.PICTURE, MediaKind.VIDEO) for file in command.files)
    if OTHER_CHILD not in command.settled and is_seen and guard.has_other_family:
        return None, Outcome(opened=(Opened(OTHER_CHILD, as_given(command)),))
    why = command.why_held or looked_at_first(command.files, guard, facts.watch)
    return msgspec.structs.replace(command, why_held=why), _told_once(command.files, view)


def noticed_beforehand(words: str, view: View, facts: Facts, *, is_asked: bool) -> Outcome:
    """Return who is told of danger in words that are not on their way yet, wherever they are to go.

    ``is_asked``: their writer is yet to say to whom.
    """
    noticed = _noticed(words, None, view, facts, is_asked=is_asked)
    if noticed is None or not view.lines:
        return Outcome()
    return noticed + _asked_after(view)


def shown_beforehand(words: str, view: View, facts: Facts) -> Outcome:
    """Show whom to call to who speaks of danger where it is their own: nobody is told of it."""
    me = view.speaker
    if me.is_caseworker or not dangers(words, facts.watch.danger_terms):
        return Outcome()
    return answered(me.id, text("private-danger"), text("emergency"))


def changed(words: str, own: OwnMessage, view: View, facts: Facts) -> tuple[bool, Outcome]:
    """Return whether the changed words of an own message may go as they are, and what is told.

    Where not, nothing of the change is passed on, and what stands stays.
    """
    me, circle = view.speaker, view.circle(own.circle)
    if me.is_caseworker or (own.circle is not None and circle is None):
        return True, Outcome()
    noticed = _noticed(words, circle, view, facts, is_asked=False)
    if noticed is not None and circle is None:
        return True, noticed + _asked_after(view)
    if noticed is not None and circle is not None:
        # Who reads the old words reads no more of it; whoever looks after this person reads it now.
        to_line = SendToLine(me.id, words, caseworker=circle.caseworker, settled=(NOTICED,))
        stays = answered(me.id, text("edit-safety", caseworker=circle.caseworker_name))
        return False, noticed + _asked_after(view, circle) + stays + send_to_line(to_line, view, facts)
    if circle is not None and found_in(words, circle, facts):
        return False, answered(me.id, text("edit-identifiers"))
    if circle is not None and me.checks_words and attacks(words):
        return False, answered(me.id, text("edit-kindness"))
    return True, Outcome()


def _on_line(command: SendToLine, view: View, facts: Facts) -> tuple[Command | None, Outcome]:
    """Words for the caseworker go at once, whatever they say; of danger somebody is told besides."""
    if view.speaker.is_caseworker or OF_DANGER & set(command.settled):
        return command, Outcome()
    noticed = _noticed(command.words, None, view, facts, is_asked=False)
    if noticed is None:
        return command, Outcome()
    return _urgent(command), noticed + _asked_after(view)


def _urgent(command: SendToLine) -> SendToLine:
    return msgspec.structs.replace(command, settled=(*command.settled, NOTICED))


def _asked_after(view: View, circle: Circle | None = None) -> Outcome:
    """Ask somebody whether they are safe, and say what is true of who has been told."""
    is_there = circle.can_be_decided if circle else any(line.is_there for line in view.lines)
    told = text("safety-noticed" if is_there else "safety-noticed-away")
    return answered(view.speaker.id, told, text("emergency"))


def _noticed(
    words: str, circle: Circle | None, view: View, facts: Facts, *, is_asked: bool = True
) -> Outcome | None:
    me = view.speaker
    if me.is_caseworker or not words or not dangers(words, facts.watch.danger_terms):
        return None
    caseworkers = {circle.caseworker} if circle else {line.caseworker for line in view.lines}
    family = circle.family if circle else None
    return Outcome(events=tuple(DangerNoticed(me.id, family, one, is_asked) for one in sorted(caseworkers)))


def _told_once(files: Iterable[File], view: View) -> Outcome:
    if view.speaker.files_told or not tuple(files):
        return Outcome()
    once = answered(view.speaker.id, text("file-first"))
    return Outcome(events=(FilesTold(view.speaker.id),)) + once
