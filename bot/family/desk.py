"""The caseworker's own doings: she asks back, says something to several circles, keeps notes for herself.

Nobody learns of another family by any of it. Knows nothing of how it is asked for.
"""

from __future__ import annotations

from bot.chat.draft import Choice, Run
from bot.chat.people import View
from bot.chat.text import Lines, Moment, Text, Value, beginning, text
from bot.family.commands import (
    Announce,
    AnswerBack,
    AskBack,
    DeleteNote,
    ReadNotes,
    SayInCircle,
    SendToLine,
    WriteNote,
)
from bot.family.events import Acted, NoteDeleted, NoteWritten
from bot.family.facts import Desk, Facts
from bot.family.outcome import Outcome, answered, told
from bot.family.relay import say_in_circle, send_to_line

_READ_AT_ONCE = 10


def ask_back(command: AskBack, view: View, facts: Facts) -> Outcome:
    """Ask who wrote a held message something on their private line; the message goes on waiting."""
    me = view.speaker
    one = next((one for one in facts.queue if one.message == command.message), None)
    if one is None:
        return answered(me.id, text("queue-gone"))
    person = facts.desk.person(one.author)
    if person is None or not person.is_reachable:
        return answered(me.id, text("person-unreachable", name=one.author_name))
    about = text("ask-back-told", caseworker=me.name, words=beginning(one.words, one.files))
    given = {"message": one.message, "circle": one.circle}
    row = (Choice(Text("label-answer-back"), Run("answer-back", given)),)
    asked = send_to_line(SendToLine(one.author, command.words), view, facts)
    done = answered(me.id, text("ask-back-done", name=one.author_name))
    return Outcome(drafts=(told(one.author, about, rows=(row,)),)) + asked + done


def answer_back(command: AnswerBack, view: View) -> Outcome:
    """Bring the answer to the caseworker on the private line, with a way to what still waits."""
    me, circle = view.speaker, view.circle(command.circle)
    if circle is None:
        return answered(me.id, text("circle-gone"))
    said = send_to_line(SendToLine(me.id, command.words, caseworker=circle.caseworker), view, Facts())
    row = (Choice(Text("label-look-again"), Run("queue", {"item": f"message:{command.message}"})),)
    news = told(circle.caseworker, text("answer-back-told", name=me.name), rows=(row,), author=me.id)
    done = answered(me.id, text("answer-back-done", caseworker=circle.caseworker_name))
    return said + Outcome(drafts=(news,)) + done


def announce(command: Announce, view: View, facts: Facts) -> Outcome:
    """Say the same to several circles: each is told by itself, and of no other."""
    me = view.speaker
    circles = [one for one in facts.desk.circles if one.id in command.circles]
    if not circles:
        return answered(me.id, text("circle-not-yours"))
    outcome = Outcome()
    for circle in circles:
        said = say_in_circle(SayInCircle(circle.id, command.words), view, facts)
        # What she reads herself is one answer for all of them.
        own = tuple(one for one in said.drafts if one.to != me.id)
        outcome += Outcome(events=said.events, drafts=own)
    names = Lines(tuple(one.called(me.id, facts.desk.circles) for one in circles))
    return outcome + answered(me.id, text("announce-done", count=len(circles), circles=names))


def family_of(desk: Desk, about: str) -> str | None:
    """Return the family that a note about this is kept with: a family, one of its children, a person."""
    if any(one.id == about for one in desk.families):
        return about
    for circle in desk.circles:
        if any(child.id == about for child in circle.children):
            return circle.family
    return next((one.family for one in desk.people if one.id == about and one.family), None)


def called(desk: Desk, about: str) -> str:
    """Return what a family, a child or a person is called at a desk."""
    known = {one.id: one.name for one in desk.people} | {one.id: one.name for one in desk.families}
    known |= {child.id: child.name for circle in desk.circles for child in circle.children}
    return known.get(about, "–")


def write_note(command: WriteNote, view: View, facts: Facts) -> Outcome:
    """Keep it, where what it is about is in her care."""
    me, family = view.speaker, family_of(facts.desk, command.about)
    if family is None or not me.is_caseworker:
        return answered(me.id, text("person-not-yours"))
    kept = NoteWritten(family, command.about, command.words, me.id)
    return Outcome(events=(kept,)) + answered(
        me.id, text("note-done", name=called(facts.desk, command.about))
    )


def read_notes(command: ReadNotes, view: View, facts: Facts) -> Outcome:
    """Show what is kept about somebody, the newest first, each with a way to delete it; and note that."""
    me, family = view.speaker, family_of(facts.desk, command.about)
    if family is None or not me.is_caseworker:
        return answered(me.id, text("person-not-yours"))
    notes = [one for one in facts.notes if one.about == command.about][:_READ_AT_ONCE]
    name = called(facts.desk, command.about)
    if not notes:
        return answered(me.id, text("note-none", name=name))
    lines: list[Value] = [
        text("note-one", number=number, at=Moment(one.at), name=one.author_name, words=one.words)
        for number, one in enumerate(notes, 1)
    ]
    rows = tuple(
        (Choice(text("label-note-delete", number=number), Run("note-delete", {"note": one.id})),)
        for number, one in enumerate(notes, 1)
    )
    noted = Acted(me.id, "note-read", family, command.about)
    return Outcome(events=(noted,)) + answered(me.id, text("note-title", name=name), *lines, rows=rows)


def delete_note(command: DeleteNote, view: View, facts: Facts) -> Outcome:
    """Keep a note no more."""
    me = view.speaker
    one = next((one for one in facts.notes if one.id == command.note), None)
    if one is None:
        return answered(me.id, text("note-gone"))
    return Outcome(events=(NoteDeleted(one.id, one.family, me.id),)) + answered(me.id, text("note-deleted"))
