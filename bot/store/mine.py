"""Reads what the house has of one person, as far as they were entitled to see it. Writes nothing.

What others said stands there as it was delivered to this person, and not otherwise: so nothing is in it that
was withheld from them. What a caseworker has is what is on her desk now: a family that went to a colleague
went with its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from sqlalchemy import bindparam, or_, select

from bot.chat.draft import Kind
from bot.chat.mine import PARTS, Mine, MineForm, MineLine, MinePart, form_in
from bot.chat.outgoing import Operation
from bot.chat.people import Circle, Phase, Role, View, word_value
from bot.chat.text import Lines, Literal, Text, Value, listing, shown, text
from bot.engine.ports import Departure
from bot.family.book import WRITERS
from bot.family.book import line as book_line
from bot.family.facts import Facts, Need
from bot.family.fields import is_of_health
from bot.family.plan import reads, topic_called
from bot.family.showing import card_for
from bot.store import checkins, tips
from bot.store.facts import facts_for
from bot.store.goals import own as own_goals
from bot.store.media import files_of
from bot.store.meetings import BASE, built
from bot.store.metadata import constant
from bot.store.schema import (
    account,
    attendee,
    circle,
    invitation,
    meeting,
    message,
    outbox,
    person,
    slip_person,
)
from bot.store.sealing import Scope, Unsealable
from bot.store.session import Session
from bot.store.submitted import open_still
from bot.store.viewing import OWN_CIRCLES, circles_of, desk_circles, primary_row, speaker_of

_NEEDS = frozenset({Need.BOOK, Need.PLAN})
_SELF = select(person.c.recorded, person.c.made_at).where(person.c.id == bindparam("person"))
_ACCOUNTS = (
    select(account.c.messenger, account.c.state, account.c.made_at)
    .where(account.c.person_id == bindparam("person"))
    .order_by(account.c.id)
)
_INVITED = (
    select(invitation.c.until, invitation.c.used_at)
    .where(invitation.c.person_id == bindparam("person"))
    .order_by(invitation.c.id)
)
_WROTE = (
    select(message, circle.c.family_id)
    .join(circle, circle.c.id == message.c.circle_id, isouter=True)
    .where(message.c.author_id == bindparam("person"), message.c.words.is_not(None))
    .order_by(message.c.id)
)
_GOT = (
    select(
        outbox.c.id,
        outbox.c.circle_id,
        outbox.c.author_id,
        outbox.c.kind,
        outbox.c.operation,
        outbox.c.sent_at,
        outbox.c.sent_words,
        circle.c.family_id,
        account.c.messenger,
    )
    .join(circle, circle.c.id == outbox.c.circle_id, isouter=True)
    .join(account, account.c.id == outbox.c.sent_account, isouter=True)
    .join(message, message.c.id == outbox.c.message_id, isouter=True)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.state == constant("sent"))
    .where(outbox.c.kind != Kind.ANSWER.value, outbox.c.sent_words.is_not(None))
    .where(outbox.c.operation.in_([Operation.SEND, Operation.EDIT]))
    # What its writer took back is gone from where it was read, too.
    .where(or_(message.c.state.is_(None), message.c.state != "withdrawn"))
    .order_by(outbox.c.sent_at, outbox.c.id)
)
_WHY = (
    select(slip_person.c.slip_id, slip_person.c.words, slip_person.c.at)
    .where(slip_person.c.person_id == bindparam("person"), slip_person.c.words.is_not(None))
    .order_by(slip_person.c.at, slip_person.c.slip_id)
)
_MEETINGS = (
    BASE.join(attendee, attendee.c.meeting_id == meeting.c.id)
    .where(attendee.c.person_id == bindparam("person"))
    .where(or_(meeting.c.is_private.is_(False), meeting.c.proposer_id == bindparam("person")))
    .order_by(meeting.c.begins_at, meeting.c.id)
)


def mine_for(session: Session, gone: Departure) -> Mine | None:
    """Return what goes with a departure; None where that is something else, or there is nobody any more."""
    form = form_in(gone.record)
    row = primary_row(session, gone.person) if form is not None and gone.person else None
    if form is None or row is None:
        return None
    circle_rows = session.connection.execute(OWN_CIRCLES, {"person": row.id}).all()
    circles = circles_of(session, circle_rows)
    session.unlock([Scope.person(row.id)])
    view = View(now=session.now, speaker=speaker_of(session, row), circles=circles)
    has_health = gone.to.messenger != "telegram" or session.defaults.telegram_health == "full"
    return _Reading(session, view, has_health=has_health).mine(gone, form)


class _Reading:
    """One walk through what there is of somebody."""

    def __init__(self, session: Session, view: View, *, has_health: bool) -> None:
        self._session = session
        self._view = view
        self._me = {"person": view.speaker.id}
        self._has_health = has_health
        self._is_desk = view.speaker.is_caseworker
        self._circles = self._on_desk() if self._is_desk else view.circles
        self._around = {one.id for it in self._circles for one in (*it.members, *it.left)}
        self._here = {one.id: one for one in self._circles}

    def _on_desk(self) -> tuple[Circle, ...]:
        me = self._view.speaker
        return desk_circles(self._session, me) + desk_circles(self._session, me, are_closed=True)

    def mine(self, gone: Departure, form: MineForm) -> Mine:
        facts = Facts() if self._is_desk else facts_for(self._session, self._view, _NEEDS)
        lines = (
            self._self(),
            self._accounts(),
            self._invited(),
            self._around_whom(),
            chain(self._wrote(), self._weeks(), self._tips(), self._why()),
            self._got(),
            self._meetings(),
            self._book(facts),
            self._plan(facts),
            self._own(),
        )
        return Mine(
            name=self._view.speaker.name,
            zone=gone.timezone,
            made_at=self._session.now,
            form=form,
            parts=tuple(MinePart(name, tuple(some)) for name, some in zip(PARTS, lines, strict=True)),
        )

    def _self(self) -> Iterator[MineLine]:
        me = self._view.speaker
        row = self._session.connection.execute(_SELF, self._me).one()
        recorded = open_still(self._session, Scope.person(me.id), "person.recorded", me.id, row.recorded)
        said: list[tuple[Text, Value]] = [
            (Text("label-set-name"), Literal(me.name)),
            (Text("label-set-word"), word_value(me.word, me.role)),
            (Text("label-set-language"), Text("language-name")),
            (Text("label-set-zone"), Literal(me.timezone)),
            (Text("label-set-quiet"), Literal(me.quiet) if me.quiet else Text("label-no")),
            (Text("label-set-discreet"), _yes_or_no(is_so=me.is_discreet)),
        ]
        if not self._is_desk:
            said += [
                (Text("label-set-sign"), _yes_or_no(is_so=me.wants_sign)),
                (Text("label-set-checks"), _yes_or_no(is_so=me.checks_words)),
            ]
        if recorded is not None:
            said.insert(1, (Text("mydata-recorded"), Literal(recorded.decode())))
        yield MineLine(Text("mydata-since"), (Text("mydata-known"),), row.made_at)
        for label, value in said:
            yield MineLine(label, (value,))

    def _accounts(self) -> Iterator[MineLine]:
        for row in self._session.connection.execute(_ACCOUNTS, self._me):
            ended = (Text("mydata-account-over"),) if row.state == "revoked" else ()
            yield MineLine(Text("mydata-account"), (Literal(row.messenger.capitalize()), *ended), row.made_at)

    def _invited(self) -> Iterator[MineLine]:
        for row in self._session.connection.execute(_INVITED, self._me):
            used = row.used_at is not None
            said = Text("mydata-code-used") if used else Text("mydata-code-until")
            yield MineLine(Text("mydata-code"), (said,), row.used_at if used else row.until)

    def _around_whom(self) -> Iterator[MineLine]:
        me = self._view.speaker.id
        for one in self._circles:
            names = [other.name for other in one.members if other.id != me]
            label = text("record-closed", circle=one.label) if one.phase == Phase.CLOSED else one.label
            yield MineLine(label, (text("mydata-with", people=listing(names or ["–"])),))

    def _wrote(self) -> Iterator[MineLine]:
        for row in self._session.connection.execute(_WROTE, self._me):
            if self._is_desk and row.circle_id not in self._here and row.line_id not in self._around:
                continue
            scope = Scope.family(row.family_id) if row.family_id else Scope.person(row.line_id or "")
            self._session.unlock([scope])
            words = open_still(self._session, scope, "message.words", row.id, row.words)
            if words is None:
                continue
            files = files_of(self._session, row.id) if row.files else ()
            said: Value = Text(row.ready) if row.ready else shown(words.decode(), files)
            to = self._here.get(row.circle_id or "")
            label = Text("mydata-line") if row.line_id else to.label if to else Text("mydata-earlier")
            became = {
                "held": Text("mydata-held"),
                "declined": Text("mydata-declined"),
                "withdrawn": Text("mydata-withdrawn"),
            }.get(row.state)
            yield MineLine(label, (said, became) if became else (said,), row.at)

    def _why(self) -> Iterator[MineLine]:
        """What they told the caseworker of a form that they cannot sign."""
        me = self._view.speaker.id
        for row in self._session.connection.execute(_WHY, self._me):
            place = f"{row.slip_id}:{me}"
            words = open_still(self._session, Scope.person(me), "slip_person.words", place, row.words)
            if words is not None:
                yield MineLine(Text("mydata-line"), (Literal(words.decode()),), row.at)

    def _weeks(self) -> Iterator[MineLine]:
        for one in checkins.said_by(self._session, self._view.speaker.id):
            here = self._here.get(one.circle)
            how = one.own or one.how
            is_parent = one.role == Role.PARENT
            called = Text(f"label-own-{how}") if is_parent else Text(f"label-week-{how}")
            said: list[Value] = [called] if how else []
            said += [Text("mydata-kept")] if one.own and not one.how else []
            said += [Literal(one.words)] if one.words else []
            about = here.label if here else Text("mydata-earlier")
            if said:
                yield MineLine(text("mydata-week", circle=about), tuple(said), one.at)

    def _tips(self) -> Iterator[MineLine]:
        for circle_id, words, at in tips.words_of(self._session, self._view.speaker.id):
            here = self._here.get(circle_id)
            about = here.label if here else Text("mydata-earlier")
            yield MineLine(text("mydata-tip", circle=about), (Literal(words),), at)

    def _got(self) -> Iterator[MineLine]:
        for row in self._session.connection.execute(_GOT, self._me):
            if self._is_desk and not self._is_on_desk(row):
                continue
            # What the agency keeps off a messenger was told elsewhere, and is not brought there by this.
            if not self._has_health and row.kind != Kind.WORDS and row.messenger != "telegram":
                continue
            own = Scope.person(self._view.speaker.id)
            scope = Scope.family(row.family_id) if row.family_id else own
            self._session.unlock([scope])
            words = open_still(self._session, scope, "outbox.sent_words", row.id, row.sent_words)
            if words is not None:
                changed = Text("mydata-changed") if row.operation == Operation.EDIT else None
                label = changed or Text("mydata-said" if row.kind == Kind.WORDS else "mydata-told")
                yield MineLine(label, (Literal(words.decode()),), row.sent_at)

    def _is_on_desk(self, row: Any) -> bool:  # noqa: ANN401 - a Row
        """Whether what a caseworker got are words of families that are on her desk now."""
        is_here = row.circle_id in self._here if row.circle_id else row.author_id in self._around
        return bool(row.kind == Kind.WORDS and is_here)

    def _meetings(self) -> Iterator[MineLine]:
        rows = self._session.connection.execute(_MEETINGS, self._me).all()
        families = {one.family for one in self._circles}
        for row in rows:
            if self._is_desk and row.family_id not in families:
                continue
            try:
                found = built(self._session, [row], self._around | {self._view.speaker.id})
            except Unsealable:  # The family's words are shredded.
                continue
            for one in found:
                who = one.attendee(self._view.speaker.id)
                # The card speaks to who is in it; the state to both homes.
                state = (
                    Text("record-unclear")
                    if one.state.value == "unclear"
                    else Text(f"meeting-is-{one.state.value}")
                )
                lines = card_for(one, who).items
                yield MineLine(lines[0], (Lines(lines[1:]), state), row.begins_at)

    def _book(self, facts: Facts) -> Iterator[MineLine]:
        names = {child.id: child.name for one in self._circles for child in one.children}
        for one in facts.book.answers:
            if is_of_health(one.field) and not self._has_health:
                continue
            by = Literal(one.author_name) if one.author_name else Text("mydata-unnamed")
            about = text("mydata-about", child=names.get(one.child, "–"), who=by)
            yield MineLine(about, (book_line(one, facts.book.questions),), one.at)

    def _plan(self, facts: Facts) -> Iterator[MineLine]:
        if self._view.speaker.role not in WRITERS:
            return
        for one in facts.plan:
            state = Text("mydata-agreed") if one.is_agreed else Text("mydata-suggested")
            here = self._here.get(one.circle)
            said = reads(one, here) if here else shown(one.words, one.files)
            about = text("mydata-by", what=topic_called(one.topic), who=one.author_name or "–")
            yield MineLine(about, (*((here.label,) if here else ()), said, state), one.at)

    def _own(self) -> Iterator[MineLine]:
        for goal in own_goals(self._session, self._view.speaker.id):
            yield MineLine(Text(f"mydata-goal-{goal.state.value}"), (Literal(goal.words),), goal.at)


def _yes_or_no(*, is_so: bool) -> Text:
    return Text("label-yes") if is_so else Text("label-no")
