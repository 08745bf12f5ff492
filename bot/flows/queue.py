"""What waits for a caseworker, as a list and one by one; her day; and a question back to who waits.

What waits, and in which order, is ``family.waiting``'s. How a message is let pass is ``flows.desk``'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.people import DESK
from bot.chat.text import Text, listing, text
from bot.family.commands import AnswerBack, AskBack, Command, Show
from bot.family.digest import NEEDS as OF_THE_DAY
from bot.family.digest import digest
from bot.family.facts import Need
from bot.family.meeting import Part
from bot.family.showing import card, hurdles_said, rows_for
from bot.family.waiting import NEEDS, Item, Sort, line, waiting
from bot.flows.book import held_in_books
from bot.flows.desk import circle_label, show_message, watched_rows
from bot.flows.form import Flow, OneOf, Option, Slot, Written
from bot.flows.goinghome import before_it_stops
from bot.flows.plan import held_in_plans
from bot.flows.slips import form_shown, in_its_place, page_shown

ASK_CHARS = 600


class _Which(OneOf):
    """One of what waits. What waits no more is not asked for anew: its fate is told at the end."""

    def has_choice(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it was once one."""
        return value.partition(":")[0] in set(Sort)

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether one was picked at all."""
        return value != ""


class QueueFlow(Flow):
    """Everything that waits for a decision: the most urgent first, then what waits longest; two taps each."""

    id, command = "queue", "queue"
    offered_to = DESK
    needs = NEEDS | {Need.APART}

    which = _Which(
        options=lambda flow, _item: [
            Option(one.key, line(one, flow.view.now), name=one.who) for one in flow.items
        ],
        when=lambda flow: not flow.given("item") and len(flow.items) > 1,
        args=lambda flow, _item: {"count": len(flow.items)},
        prompt="queue-which-one",
    )

    @property
    def items(self) -> tuple[Item, ...]:
        """What waits now."""
        return waiting(self.view, self.facts)

    def finish(self) -> Sequence[Command]:
        """Show the one that was chosen, or the only one, with what can be decided about it."""
        items, key = self.items, self.given("item") or self.which
        if not key and not items:
            return (Show((text("queue-empty"),), watched_rows(self.facts.desk.circles)),)
        one = next((one for one in items if one.key == key), None) if key else items[0]
        if one is None:
            left = len(items)
            more = text("queue-left", count=left) if left else text("queue-empty")
            rows = ((Choice(Text("label-queue"), Run("queue")),),) if left else ()
            return (Show((text("queue-gone"), more), rows),)
        if one.sort in (Sort.FORM, Sort.SIGNED):
            return self._form(one)
        return (self._shown(one),)

    def _shown(self, item: Item) -> Command:
        match item.sort:
            case Sort.MESSAGE:
                message = next(one for one in self.facts.queue if one.message == item.id)
                return show_message(self, message)
            case Sort.BOOK | Sort.QUESTION:
                return next(page for key, page in held_in_books(self) if key == item.id)
            case Sort.PLAN:
                return next(page for key, page in held_in_plans(self) if key == item.id)
            case Sort.HOLD:
                go_on = Choice(Text("label-decide"), Run("hold-ends", {"circle": item.id}))
                return Show((text("hold-ends", children=circle_label(self, item.id)),), ((go_on,),))
            case Sort.CALL:
                return before_it_stops(self, item.id)
            case _:
                return self._of_meeting(item)

    def _form(self, item: Item) -> Sequence[Command]:
        slip_id, _, person = item.id.partition(":")
        slip = self.facts.slips.one(slip_id)
        holder = slip.holder(person) if slip is not None and person else None
        if slip is None:
            return (Show((text("queue-gone"),)),)
        page = page_shown(slip, holder) if holder is not None else form_shown(self, slip)
        return in_its_place(slip, page) if self.which else (page,)

    def _of_meeting(self, item: Item) -> Command:
        meeting = self.facts.meeting(item.meeting)
        if meeting is None:
            return Show((text("queue-gone"),))
        if item.sort in (Sort.WISH, Sort.APPROVAL):
            first = line(item, self.view.now)
            hurdles = (hurdles_said(meeting.details.hurdles),) if meeting.details.hurdles else ()
            return Show((first, card(meeting), *hurdles), rows_for(meeting, Part.CASEWORKER))
        if item.sort == Sort.COME:
            flow, given = "meeting-let-come", {"meeting": meeting.id, "person": item.person}
            yes, no = Text("label-meeting-may-come"), Text("label-meeting-stays")
            by = meeting.attendee(meeting.proposer)
            please = text("meeting-may-come", who=item.who, by=by.name if by else "–")
        else:
            flow, given = "meeting-let-siblings", {"meeting": meeting.id, "children": " ".join(item.children)}
            yes, no = Text("label-meeting-siblings-yes"), Text("label-meeting-siblings-no")
            please = self._siblings(item)
        row = (Choice(yes, Run(flow, {**given, "yes": "yes"})), Choice(no, Run(flow, {**given, "yes": "no"})))
        return Show((please, card(meeting)), (row,))

    def _siblings(self, item: Item) -> Text:
        """Return who is asked for, and who would bring them: that is hers alone to read."""
        circles, wanted = self.facts.desk.circles, item.children
        names = {child.id: child.name for circle in circles for child in circle.children}
        homes = {one.home for one in self.facts.siblings if one.id in wanted}
        people = {
            member.id: member.name
            for circle in circles
            for member in circle.members
            if member.home in homes and any(child.id in wanted for child in circle.children)
        }
        return text(
            "meeting-siblings-may-come",
            by=item.who,
            children=listing([names.get(one, "–") for one in wanted]),
            people=listing(list(people.values()) or ["–"]),
        )


class DigestFlow(Flow):
    """What the day brings, whenever she asks."""

    id, command = "digest", "digest"
    offered_to = DESK
    needs = OF_THE_DAY

    def finish(self) -> Sequence[Command]:
        """Show it."""
        return (digest(self.view, self.facts),)


class AskBackFlow(Flow):
    """A question to who wrote what waits, before it is decided; it goes on waiting."""

    id = "ask-back"
    offered_to = DESK
    needs = NEEDS

    words = Written(
        limit=ASK_CHARS,
        when=lambda flow: flow.is_waiting,
        args=lambda flow, _item: {"name": flow.name},
    )

    @property
    def is_waiting(self) -> bool:
        """Whether it still does."""
        return any(one.message == self.given("message") for one in self.facts.queue)

    @property
    def name(self) -> str:
        """Whose it is."""
        found = (one for one in self.facts.queue if one.message == self.given("message"))
        return next((one.author_name for one in found), "–")

    def finish(self) -> Sequence[Command]:
        """Ask."""
        return (AskBack(self.given("message"), self.words),)


class AnswerBackFlow(Flow):
    """What the caseworker wanted to know before she decides."""

    id = "answer-back"

    words = Written(limit=ASK_CHARS, args=lambda flow, _item: {"name": flow.caseworker})

    @property
    def caseworker(self) -> str:
        """Who asked."""
        circle = self.view.circle(self.given("circle"))
        return circle.caseworker_name if circle else "–"

    def finish(self) -> Sequence[Command]:
        """Tell her."""
        return (AnswerBack(self.given("message"), self.given("circle"), self.words),)
