"""What a caseworker lets pass in a circle and keeps back; and who is asked where she does not answer.

Knows nothing of the words that pass.
"""

from __future__ import annotations

from bot.chat.draft import Choice, Kind, Run
from bot.chat.people import Circle, View
from bot.chat.text import Text, listing, text
from bot.family.commands import (
    AgreeToContacts,
    LetContactsPass,
    LetFilesPass,
    ProtectWords,
    PutOnCall,
    UnprotectWords,
)
from bot.family.events import CircleSet, ContactsAgreed, OnCallPut, WordsProtected, WordsUnprotected
from bot.family.facts import Facts
from bot.family.outcome import Outcome, answered, told


def let_files_pass(command: LetFilesPass, view: View, facts: Facts) -> Outcome:
    """Open a circle for pictures, voices and videos, or close it; its members are told."""
    circle = facts.desk.circle(command.circle)
    me = view.speaker
    if circle is None:
        return answered(me.id, text("circle-not-yours"))
    how = "on" if command.is_on else "off"
    members = tuple(
        told(
            one.id,
            text(f"files-{how}-told", caseworker=me.name, children=circle.called(one.id, facts.desk.circles)),
        )
        for one in circle.members
        if one.is_joined
    )
    done = text(f"files-{how}-done", children=circle.called(me.id, facts.desk.circles))
    changed = CircleSet(circle.id, me.id, takes_files=command.is_on)
    return Outcome(events=(changed,), drafts=members) + answered(me.id, done)


def let_contacts_pass(command: LetContactsPass, view: View, facts: Facts) -> Outcome:
    """Ask everybody in a circle whether numbers and addresses may pass; or have them kept back again."""
    circle = facts.desk.circle(command.circle)
    me = view.speaker
    if circle is None:
        return answered(me.id, text("circle-not-yours"))
    changed = CircleSet(circle.id, me.id, passes_contacts=command.is_on)
    called = circle.called(me.id, facts.desk.circles)
    if not command.is_on:
        told_off = tuple(
            told(one.id, text("contacts-off-told", caseworker=me.name))
            for one in circle.members
            if one.is_joined
        )
        return Outcome(events=(changed,), drafts=told_off) + answered(
            me.id, text("contacts-off-done", children=called)
        )
    asked = tuple(
        told(one.id, _asked(circle, one.id, me.name), rows=_answer(circle))
        for one in circle.members
        if one.is_joined
    )
    return Outcome(events=(changed,), drafts=asked) + answered(
        me.id,
        text("contacts-asked-done", children=called, people=listing([one.name for one in circle.members])),
    )


def _asked(circle: Circle, reader: str, caseworker: str) -> Text:
    people = listing([one.name for one in circle.others(reader)])
    return text("contacts-asked", caseworker=caseworker, people=people)


def _answer(circle: Circle) -> tuple[tuple[Choice, ...], ...]:
    return ((Choice(Text("label-meet"), Run("contacts", {"circle": circle.id})),),)


def agree_to_contacts(command: AgreeToContacts, view: View) -> Outcome:
    """Note one member's answer; the caseworker hears of it."""
    circle, me = view.circle(command.circle), view.speaker
    if circle is None:
        return answered(me.id, text("circle-gone"))
    how = "yes" if command.is_agreed else "no"
    desk = told(
        circle.caseworker, text(f"contacts-{how}-told", name=me.name, children=circle.label), kind=Kind.NOTICE
    )
    agreed = ContactsAgreed(circle.id, me.id, command.is_agreed)
    return Outcome(events=(agreed,), drafts=(desk,)) + answered(me.id, text(f"contacts-{how}"))


def protect_words(command: ProtectWords, view: View, facts: Facts) -> Outcome:
    """Keep words of a circle's family back from now on."""
    circle, me = facts.desk.circle(command.circle), view.speaker
    if circle is None:
        return answered(me.id, text("circle-not-yours"))
    event = WordsProtected(circle.family, me.id, command.words)
    return Outcome(events=(event,)) + answered(me.id, text("circle-protected", words=command.words))


def unprotect_words(command: UnprotectWords, view: View, facts: Facts) -> Outcome:
    """Let words pass again."""
    circle, me = facts.desk.circle(command.circle), view.speaker
    known = facts.terms.get(circle.family, {}) if circle else {}
    if circle is None or command.term not in known:
        return answered(me.id, text("circle-not-yours"))
    event = WordsUnprotected(circle.family, me.id, command.term)
    return Outcome(events=(event,)) + answered(me.id, text("circle-unprotected", words=known[command.term]))


def put_on_call(command: PutOnCall, view: View, facts: Facts) -> Outcome:
    """Note who is asked where the speaker does not answer, and tell them."""
    me = view.speaker
    if command.person is None:
        return Outcome(events=(OnCallPut(me.id, None),)) + answered(me.id, text("on-call-none"))
    colleague = next((one for one in facts.colleagues if one.id == command.person), None)
    if colleague is None:
        return answered(me.id, text("person-not-yours"))
    told_them = told(colleague.id, text("on-call-told", name=me.name))
    return Outcome(events=(OnCallPut(me.id, colleague.id),), drafts=(told_them,)) + answered(
        me.id, text("on-call-done", name=colleague.name)
    )
