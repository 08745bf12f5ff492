"""Short questions about words that are not on their way yet: where to, now or later, chat or answer.

The words stand sealed in the interview's ``given`` and are shredded with it; they enter no record.
Knows nothing of why the engine asks.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.chat.draft import Choice, Steer
from bot.chat.media import File, as_files
from bot.chat.people import Circle, Line, PersonState
from bot.chat.text import Text, Value, excerpt, listing, shown, text
from bot.family.commands import (
    AnswerInstead,
    ChooseCircle,
    Command,
    KeepWords,
    SayInCircle,
    SendToCircle,
    SendToLine,
    Show,
)
from bot.family.facts import Need
from bot.flows.choices import circle_names, served_circle_options, told_apart, words_at_desk, words_of_people
from bot.flows.form import Flow, OneOf, Option, Written

DELETE, KEEP, SEND, ANSWER, CHANGE = "delete", "keep", "send", "answer", "change"


def _circle_label(flow: Flow, circle: Circle) -> Value:
    names = listing([other.name for other in circle.others(flow.view.speaker.id)])
    if len(flow.view.circles) > 1:
        return text("label-circle", children=circle.label, people=names)
    return text("label-send-to", people=names)


def _circles(flow: Flow, _item: str = "") -> list[Option]:
    if flow.view.speaker.has_rooms:
        return []  # The bot's own room relays nothing: each circle has a room for that.
    me = flow.view.speaker.id
    # Where everybody else has left there is nobody to send to.
    circles = [circle for circle in flow.view.circles if circle.others(me)]
    names = {circle.id: circle_names(circle) if len(circles) > 1 else () for circle in circles}
    options = [
        Option(f"circle:{circle.id}", _circle_label(flow, circle), names=names[circle.id])
        for circle in circles
    ]
    people = {f"circle:{circle.id}": words_of_people(circle.others(me)) for circle in circles}
    return told_apart(options, people)


def lines_of(flow: Flow) -> list[Option]:
    """Return the private lines there are; about words for one circle, that of its caseworker."""
    circle = flow.view.circle(flow.given("circle"))
    options = [
        Option(f"line:{line.caseworker}", text("label-only", name=line.caseworker_name), is_pinned=True)
        for line in flow.view.lines
        if circle is None or circle.caseworker == line.caseworker
    ]
    return told_apart(options, {f"line:{one.caseworker}": (_served(flow, one),) for one in flow.view.lines})


def _served(flow: Flow, line: Line) -> Value:
    """Return the children on whose account there is this line."""
    served = [circle for circle in flow.view.circles if circle.caseworker == line.caseworker]
    return listing(list(dict.fromkeys(child.name for circle in served for child in circle.children)) or ["–"])


def _delete() -> Option:
    return Option(DELETE, Text("label-delete"), is_pinned=True)


class Aside(Flow):
    """Base of the short questions: the words are given, and the answer says what becomes of them."""

    is_aside = True
    is_steered = False
    needs = frozenset({Need.GUARD})
    to: OneOf

    @property
    def words(self) -> str:
        """The words in question."""
        return self.given("words")

    @property
    def files(self) -> tuple[File, ...]:
        """The files that came with them."""
        return as_files(self.given("files"))

    def cancelled(self) -> Text:
        """Say that the words went nowhere."""
        return Text("words-deleted")

    def excerpt(self) -> Value:
        """Return the beginning of the words, so that their writer knows which ones are meant."""
        return shown(excerpt(self.words), self.files)

    def looked_at_anew(self) -> Sequence[Command]:
        """Return what is done once the words are others; nothing, and the question stands, for these."""
        return ()

    def sent_to(self, where: str, **changed: object) -> Sequence[Command]:
        """Return what sends the words to "circle:<id>" or "line:<the other>", or drops them.

        What has been asked about them is settled; ``changed`` are fields of the command that are otherwise.
        """
        kind, _, target = where.partition(":")
        source, reply_to = self.given("source") or None, self.given("reply_to") or None
        if kind == "circle":
            sent = SendToCircle(
                target,
                self.words,
                source,
                reply_to,
                settled=(*self.given("settled").split(), self.id),
                files=self.files,
                why_held=self.given("why_held"),
                ready=self.given("ready") or None,
                purpose=self.given("purpose"),
            )
            return (msgspec.structs.replace(sent, **changed),)
        if kind == "line":
            me = self.view.speaker
            person = target if me.is_caseworker else me.id
            settled = (*self.given("settled").split(), self.id)
            meant = self.given("purpose")
            return (SendToLine(person, self.words, source, reply_to, target, self.files, settled, meant),)
        return (Show((text("words-deleted"),)),)

    def sent_by_desk(self, where: str) -> Sequence[Command]:
        """Return what sends a caseworker's words; nobody of the desk is a member of a circle."""
        kind, _, target = where.partition(":")
        return (SayInCircle(target, self.words, self.files),) if kind == "circle" else self.sent_to(where)


class WhereFlow(Aside):
    """Which circle, or only the caseworker? Never guessed (PRODUCT, section 2)."""

    id = "where"
    to = OneOf(
        options=lambda flow, _item: [*_circles(flow), *lines_of(flow), _delete()],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send, and write there for the next half hour."""
        kind, _, target = self.to.partition(":")
        chosen = (ChooseCircle(target),) if kind == "circle" else ()
        return (*self.sent_to(self.to), *chosen)


class OwnRoomFlow(Aside):
    """Words in the bot's own room that answer nothing: they go to no circle, perhaps to the caseworker."""

    id = "own-room"
    to = OneOf(
        options=lambda flow, _item: [*lines_of(flow), _delete()],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send to the caseworker, or drop."""
        return self.sent_to(self.to)


def _of_desk(flow: Flow) -> list[Option]:
    desk = flow.facts.desk
    people = [person for person in desk.people if person.is_reachable]
    options = [
        Option(f"line:{person.id}", text("label-only", name=person.name), person.name) for person in people
    ]
    return [
        *told_apart(options, {f"line:{person.id}": words_at_desk(desk, person) for person in people}),
        *(
            Option(f"circle:{option.value}", option.label, option.name, option.names)
            for option in served_circle_options(desk)
        ),
    ]


class DeskWhereFlow(Aside):
    """To whom does a caseworker write? To one person, privately, or to a circle."""

    id = "desk-where"
    needs = frozenset({Need.DESK, Need.GUARD})
    to = OneOf(
        options=lambda flow, _item: [*_of_desk(flow), _delete()],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send to the one that was chosen."""
        return self.sent_by_desk(self.to)


def _anybody(flow: Flow) -> list[Option]:
    if flow.view.speaker.is_caseworker:
        return _of_desk(flow)
    # Who is joining has said yes to nobody yet; only the private line is there.
    is_joining = flow.view.speaker.state == PersonState.JOINING
    return lines_of(flow) if is_joining else [*_circles(flow), *lines_of(flow)]


class ChatOrAnswerFlow(Aside):
    """Were these words the answer to a waiting question, or meant for somebody?"""

    id = "chat-or-answer"
    needs = frozenset({Need.DESK, Need.GUARD})
    to = OneOf(
        options=lambda flow, _item: [
            Option(ANSWER, Text("label-my-answer"), is_pinned=True),
            *_anybody(flow),
            _delete(),
        ],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Answer or send."""
        if self.to == ANSWER:
            return (AnswerInstead(self.given("interview"), self.words),)
        return self.sent_by_desk(self.to) if self.view.speaker.is_caseworker else self.sent_to(self.to)


class NotYetFlow(Aside):
    """Nobody in the circle can be written to yet: keep the words, or not?"""

    id = "not-yet"
    to = OneOf(
        options=lambda flow, _item: [
            *([Option(KEEP, Text("label-keep"))] if flow.given("who") else []),
            *lines_of(flow),
            _delete(),
        ],
        args=lambda flow, _item: {
            "who": _names(flow, flow.given("who")),
            "own": flow.missing_yes(),
            "prefix": flow.view.speaker.prefix,
        },
    )

    def missing_yes(self) -> str:
        """Return "missing" where the writer has said yes to none of them, "nobody" where there is nobody.

        What the others said is not looked at.
        """
        me, circle = self.view.speaker.id, self.view.circle(self.given("circle"))
        if not self.given("who"):
            return "nobody"
        wanted = self.given("who").split(",")
        is_missing = circle is not None and all((me, other) not in circle.willing for other in wanted)
        return "missing" if is_missing else "given"

    def finish(self) -> Sequence[Command]:
        """Keep, send to the caseworker only, or drop."""
        if self.to == KEEP:
            source, ready = self.given("source") or None, self.given("ready") or None
            return (KeepWords(self.given("circle"), self.words, source, self.files, ready),)
        return self.sent_to(self.to)


class OnlySomeFlow(Aside):
    """The words would reach only some of the circle; their writer is told whom beforehand."""

    id = "only-some"
    to = OneOf(
        options=lambda flow, _item: [
            Option(
                f"circle:{flow.given('circle')}",
                text("label-send-to", people=_names(flow, flow.given("reach"))),
            ),
            *lines_of(flow),
            _delete(),
        ],
        args=lambda flow, _item: {
            "reach": _names(flow, flow.given("reach")),
            "missing": _names(flow, flow.given("who")),
        },
    )

    def finish(self) -> Sequence[Command]:
        """Send to those who can be reached, to the caseworker only, or drop."""
        return self.sent_to(self.to)


class KeptFlow(Aside):
    """What was kept is offered to its writer again before it goes."""

    id = "kept"
    is_aside = False
    is_steered = True
    to = OneOf(
        options=lambda _flow, _item: [
            Option(SEND, Text("label-send")),
            Option(CHANGE, Text("label-change")),
            Option(DELETE, Text("label-delete")),
        ],
        args=lambda flow, _item: {"words": shown(flow.words, flow.files)},
    )
    changed = Written(is_long=True, when=lambda flow: flow.to == CHANGE)

    def finish(self) -> Sequence[Command]:
        """Send as it was or as it is now, or drop; then offer the next that was kept for them."""
        circle = self.given("circle")
        others = (one for one in reversed(self.view.interviews) if one.id != self.interview.id)
        more = tuple(
            (Choice(Text("label-show-kept"), Steer(one.id, "wake")),)
            for one in others
            if one.flow == self.id and one.given.get("circle") == circle
        )[:1]
        offer = (Show((text("kept-more"),), more),) if more else ()
        if self.to == DELETE:
            return (Show((text("words-deleted"),)), *offer)
        if self.to == SEND:
            source, ready = self.given("source") or None, self.given("ready") or None
            return (SendToCircle(circle, self.words, source, files=self.files, ready=ready), *offer)
        return (SendToCircle(circle, self.changed or self.words, files=self.files), *offer)


class LineOrAllFlow(Aside):
    """For a day after the private line was used, unaddressed words are asked about."""

    id = "line-or-all"
    to = OneOf(
        options=lambda flow, _item: [
            *lines_of(flow),
            Option(f"circle:{flow.given('circle')}", Text("label-everybody")),
            _delete(),
        ],
        args=lambda flow, _item: {"words": flow.excerpt()},
    )

    def finish(self) -> Sequence[Command]:
        """Send to the line or to the circle, and write to the circle for the next half hour."""
        kind, _, target = self.to.partition(":")
        chosen = (ChooseCircle(target),) if kind == "circle" else ()
        return (*self.sent_to(self.to), *chosen)


def _names(flow: Flow, ids: str) -> Value:
    wanted = ids.split(",")
    circle = flow.view.circle(flow.given("circle"))
    members = circle.members if circle else ()
    return listing([member.name for member in members if member.id in wanted] or ["?"])
