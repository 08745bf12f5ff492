"""Which accounts are whose: another phone, a lost one, a stolen one.

Knows no address: an account is an id, and who waits to become one is known to the store alone.
"""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run, Steer, button
from bot.chat.ids import new_id
from bot.chat.people import Interview, PersonState, View
from bot.chat.text import Text, Value, listing, text
from bot.family.circles import invited, new_code, shown_code
from bot.family.commands import AnswerLink, ChooseAccount, FreezePerson, ReissueAccount, ThawPerson
from bot.family.events import (
    AccountChosen,
    AccountLinked,
    AccountsRevoked,
    Acted,
    LinkOffered,
    LinkRefused,
    PersonFrozen,
    PersonThawed,
)
from bot.family.facts import Facts, Served
from bot.family.outcome import Outcome, answered, told

CODE_MINUTES = 15
CONFIRMED_WITHIN = timedelta(hours=1)
HERE = (PersonState.JOINING, PersonState.JOINED)
"""Whoever has an account that can be frozen; with those who are frozen, one that can be replaced."""


def offer_link(view: View) -> Outcome:
    """Make a code for another account of the speaker's own; an older one stops working."""
    me, code = view.speaker, new_code()
    made = LinkOffered(me.id, me.account, code, view.now + timedelta(minutes=CODE_MINUTES))
    shown = text("link-code", code=shown_code(code), minutes=CODE_MINUTES)
    return Outcome(events=(made,)) + answered(me.id, shown)


def answer_link(command: AnswerLink, view: View, facts: Facts) -> Outcome:
    """Let the other account in, or not. The caseworker hears of either: it may be somebody else."""
    me, claim = view.speaker, facts.claim
    if claim is None or claim.link != command.link:
        return answered(me.id, text("link-over"))
    if not command.is_mine:
        refused = _told_desk(view, text("link-refused-desk", name=me.name))
        return Outcome(events=(LinkRefused(claim.link, me.id),), drafts=refused) + answered(
            me.id, text("link-refused")
        )
    account = new_id()
    done = told(me.id, text("link-moved" if command.is_only else "link-both"), kind=Kind.ANSWER)
    linked = AccountLinked(claim.link, me.id, account, done.id if command.is_only else None)
    reads = who_reads(view, claim.messenger)
    hello = told(me.id, text("link-hello", name=me.name), *reads, kind=Kind.ALERT)
    drafts = (
        done,
        msgspec.structs.replace(hello, account=account),
        *_offered_again(view, account),
        *_told_desk(view, text("linked-desk", name=me.name)),
    )
    return Outcome(events=(linked,), drafts=drafts)


def choose(command: ChooseAccount, view: View, facts: Facts) -> Outcome:
    """Write to another account from now on, and say so on both."""
    me = view.speaker
    chosen = next((one for one in facts.accounts if one.id == command.account), None)
    if chosen is None:
        return answered(me.id, text("account-gone"))
    event = AccountChosen(me.id, chosen.id)
    if command.is_only:
        # Whoever holds one of two phones can do this: the caseworker hears of it.
        stopped = AccountsRevoked(me.id, me.id, but=chosen.id)
        drafts = _told_desk(view, text("account-only-desk", name=me.name))
        return Outcome(events=(event, stopped), drafts=drafts) + answered(me.id, text("account-only"))
    if chosen.id == me.account:
        return Outcome(events=(event,)) + answered(me.id, text("account-here"))
    there = told(me.id, text("account-here"), kind=Kind.ALERT)
    drafts = (msgspec.structs.replace(there, account=chosen.id),)
    return Outcome(events=(event,), drafts=drafts) + answered(me.id, text("account-there"))


def come_back(view: View) -> Outcome:
    """Greet who is here again with another phone, and offer what was being asked when it was lost."""
    me = view.speaker
    hello = answered(me.id, text("back-hello", name=me.name), *who_reads(view, me.messenger))
    drafts = (*_offered_again(view, me.account), *_told_desk(view, text("back-desk", name=me.name)))
    return hello + Outcome(drafts=drafts)


def who_reads(view: View, messenger: str) -> tuple[Value, ...]:
    """Return who reads what the speaker writes, which a new phone says before anything else.

    The messenger may be another one than that of the first screens, and other people's.
    """
    readers = view.readers
    if not readers:
        return ()
    return (text("who-reads", readers=listing(readers)), Text(f"privacy-{messenger}"))


def _offered_again(view: View, account: str) -> tuple[Draft, ...]:
    """Offer, on another account, the conversations whose questions stand on the one before."""
    rows = tuple((Choice(Text("label-go-on"), Steer(one.id, "wake")),) for one in _open(view)[:1])
    if not rows:
        return ()
    offer = told(view.speaker.id, text("flow-waits"), kind=Kind.ALERT, rows=rows)
    return (msgspec.structs.replace(offer, account=account),)


def _open(view: View) -> list[Interview]:
    # What is kept for a yes of others is offered when that yes is there.
    return [one for one in view.newest_first if one.asking and one.flow not in ("linked", "kept")]


def _told_desk(view: View, said: Text) -> tuple[Draft, ...]:
    return tuple(told(line.caseworker, said) for line in view.lines)


def reissue(command: ReissueAccount, view: View, facts: Facts) -> Outcome:
    """Stop every account of somebody whose phone is lost, and make a code for another one."""
    me, person = view.speaker.id, facts.desk.person(command.person)
    if person is None:
        return answered(me, text("person-not-yours"))
    if not can_be_reissued(person):
        return answered(me, text("reissue-nothing", name=person.name))
    events = (AccountsRevoked(person.id, me), Acted(me, "reissue", None, person.id))
    thawed = (PersonThawed(person.id, me),) if person.state == PersonState.FROZEN else ()
    done = answered(me, text("reissue-done", name=person.name))
    return Outcome(events=(*events, *thawed)) + done + invited(person.id, person.name, view, facts)


def can_be_reissued(person: Served) -> bool:
    """Whether the person came in once and has not left: who has not is invited."""
    return person.state in (*HERE, PersonState.FROZEN)


def freeze(command: FreezePerson, view: View, facts: Facts) -> Outcome:
    """Stop everything to and from a person; nobody else is told why, and what they are sent waits."""
    me, person = view.speaker.id, facts.desk.person(command.person)
    if person is None:
        return answered(me, text("person-not-yours"))
    if person.state == PersonState.FROZEN:
        return answered(me, text("freeze-already", name=person.name))
    if person.state not in HERE:
        return answered(me, text("freeze-nothing", name=person.name))
    events = (PersonFrozen(person.id, me), Acted(me, "freeze", None, person.id))
    done = text("freeze-done", name=person.name, prefix=view.speaker.prefix)
    undo = button("label-let-go-on", Run("thaw", {"person": person.id}))
    return Outcome(events=events) + answered(me, done, rows=((undo,),))


def thaw(command: ThawPerson, view: View, facts: Facts) -> Outcome:
    """Let everything go on; the person is told so, before what has waited for them."""
    me, person = view.speaker.id, facts.desk.person(command.person)
    if person is None:
        return answered(me, text("person-not-yours"))
    if person.state != PersonState.FROZEN:
        return answered(me, text("thaw-nothing", name=person.name))
    events = (PersonThawed(person.id, me), Acted(me, "thaw", None, person.id))
    there = told(person.id, text("thawed-told"), kind=Kind.ALERT)
    return Outcome(events=events, drafts=(there,)) + answered(me, text("thaw-done", name=person.name))
