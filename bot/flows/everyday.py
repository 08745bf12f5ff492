"""The commands everybody has at hand: who reads, help, menu, switch, undo, the private line, leaving.

Knows nothing of the desk.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.media import File, as_files
from bot.chat.people import Circle, Line, Phase, Role
from bot.chat.text import Lines, Literal, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import (
    AskAbout,
    ChooseCircle,
    Command,
    HurryMessage,
    LeaveForGood,
    SendToLine,
    Show,
    ShowNews,
    TakeBack,
)
from bot.family.facts import Need, Resting
from bot.family.outcome import hurrying
from bot.family.terms import Contact
from bot.flows.book import questions_for
from bot.flows.choices import circle_options, yes_no_options
from bot.flows.colleagues import team_rows
from bot.flows.form import Flow, OneOf, Option, Written


def _run(flow: str, label: str) -> Choice:
    return Choice(Text(label), Run(flow))


class WhoFlow(Flow):
    """Who is in my circles, who reads, and with whom I write."""

    id, command = "who", "who"
    needs = frozenset({Need.WATCHED})

    def finish(self) -> Sequence[Command]:
        """Show it."""
        if self.view.speaker.is_caseworker:
            return (Show((text("who-desk", prefix=self.view.speaker.prefix),)),)
        parts: list[Value] = [self._circle(circle) for circle in self.view.circles]
        readers = self.view.readers
        if readers:
            parts.append(text("who-reads", readers=listing(readers)))
        parts += [
            text("who-watches", people=listing(self.facts.watched[one.id]), children=self._called(one))
            for one in self.view.circles
            if one.id in self.facts.watched
        ]
        parts += [
            text("who-reads-home", children=one.label) for one in self.view.circles if one.is_theirs_alone
        ]
        return (Show(tuple(parts) or (text("who-nobody"),)),)

    def _called(self, circle: Circle) -> Value:
        return circle.called(self.view.speaker.id, self.view.circles)

    def _circle(self, circle: Circle) -> Value:
        me = self.view.speaker.id
        if not circle.others(me):
            return text("who-circle-alone", children=circle.label)
        if circle.phase == Phase.PAUSED:
            there: list[Value] = [other.title for other in circle.others(me)]
            return text("who-circle-paused", children=circle.label, people=Lines(tuple(there)))
        people: list[Value] = [
            text(f"who-is-{self._state(circle, other.id)}", who=other.title) for other in circle.others(me)
        ]
        return text("who-circle", children=circle.label, people=Lines(tuple(people)))

    def _state(self, circle: Circle, other: str) -> str:
        member = circle.member(other)
        if member is not None and not member.is_joined:
            return "invited"
        return "writing" if circle.is_willing(self.view.speaker.id, other) else "not-yet"


class HelpFlow(Flow):
    """What can be done here, in a few lines."""

    id, command = "help", "help"

    def finish(self) -> Sequence[Command]:
        """Show it."""
        kind = "desk" if self.view.speaker.is_caseworker else "people"
        prefix = self.view.speaker.prefix
        return (Show((text(f"help-{kind}", prefix=prefix),)),)


class MenuFlow(Flow):
    """The same as buttons."""

    id, command = "menu", "menu"
    needs = frozenset({Need.RESTING, Need.BOOK, Need.FIRST_CALL, Need.HOMECOMING, Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Show it."""
        if self.view.speaker.is_caseworker:
            rows = (
                (_run("digest", "label-digest"),),
                (_run("queue", "label-queue"), _run("people", "label-people")),
                (_run("families", "label-families"), _run("circle", "label-circles")),
                (_run("invite", "label-invite"), _run("say", "label-say")),
                (_run("book", "label-book"), _run("plan", "label-plan")),
                (_run("form", "label-menu-forms"), _run("decision", "label-menu-decisions")),
                (_run("calendar", "label-calendar"), _run("team", "label-team")),
                (_run("pause", "label-pause"), _run("settings", "label-settings")),
            )
            return (Show((text("menu-desk"),), (*team_rows(self), *rows)),)
        only = (
            Choice(
                text("label-only", name=line.caseworker_name),
                Run("caseworker", {"caseworker": line.caseworker}),
            )
            for line in self.view.lines
        )
        first = (*only, _run("who", "label-who"))
        second = (_run("settings", "label-settings"), _run("help", "label-help"))
        can_switch = len(self.view.circles) > 1 and not self.view.speaker.has_rooms
        several = ((_run("switch", "label-switch"),),) if can_switch else ()
        readers = self.view.readers
        reads = (text("who-reads", readers=listing(readers)),) if readers else ()
        news = ((_run("show-news", "label-show-news"),),) if self.view.speaker.is_discreet else ()
        waits = hurrying() if self.facts.resting else ()
        pointed_at = {"message": self.view.replied.message} if self.view.replied else {}
        words = (_run("ready", "label-ready"), Choice(Text("label-unclear"), Run("unclear", pointed_at)))
        said = (words,) if self.view.circles else ()
        third = (_run("explain", "label-explain-words"),)
        rows = (*news, *waits, *self._of_children(), *several, *said, first, second, third)
        return (Show((text("menu-people"), *reads), rows),)

    def _of_children(self) -> tuple[tuple[Choice, ...], ...]:
        """Return what there is about a child: for who reads and writes in its book, and for others."""
        if not any(one.children for one in self.view.circles):
            return ()
        if self.view.speaker.role not in WRITERS:
            return self._of_others()
        asked = ((_run("questions", "label-questions"),),) if questions_for(self) else ()
        book = (_run("share", "label-share"), _run("book", "label-book"))
        is_due = any(not one.is_done for one in self.facts.calls)
        call = ((_run("first-call", "label-first-call"),),) if is_due else ()
        known = (book, (_run("ask", "label-ask-other"), _run("plan", "label-plan")))
        # Only where it has begun: nobody is to hope because of a button.
        home = ((_run("going-home", "label-going-home"),),) if self.facts.homecomings else ()
        is_caregiver = self.view.speaker.role == Role.CAREGIVER
        own = _run("event", "label-event") if is_caregiver else _run("call", "label-call")
        dates = (
            (_run("visit", "label-visit"), own),
            (_run("calendar", "label-calendar"),),
        )
        shared = (
            (_run("moment", "label-moment"),),
            (_run("letter", "label-letter"), _run("homework", "label-homework")),
            *(((_run("voice", "label-voice"),),) if is_caregiver else ()),
            (_run("thanks", "label-thanks"), _run("celebrate", "label-celebrate")),
        )
        return (*asked, *call, *home, *known, *shared, *dates, _more())

    def _of_others(self) -> tuple[tuple[Choice, ...], ...]:
        """Return what a supporter or a teenager may give and get of a child, and no button for the rest."""
        entitled, me = self.facts.entitled, self.view.speaker.id
        children = [child.id for circle in self.view.circles for child in circle.children]
        kinds = {kind for kind in Contact if any(entitled.has(kind, me, [child]) for child in children)}
        moment = ((_run("moment", "label-moment"),),) if Contact.MOMENTS in kinds else ()
        letters = (_run("letter", "label-letter"), _run("homework", "label-homework"))
        return (*moment, *((letters,) if Contact.LETTERS in kinds else ()), _more())


class MoreFlow(Flow):
    """What is not for every day, as buttons: so that nobody has to know its command."""

    id = "menu-more"

    def finish(self) -> Sequence[Command]:
        """Show it."""
        own = (_run("goals", "label-menu-goals"), _run("resource", "label-menu-resource"))
        asked = (_run("form", "label-menu-form"), _run("decision", "label-menu-decision"))
        weeks = (_run("checkin", "label-menu-checkin"), _run("tip", "label-menu-tip"))
        is_writer = self.view.speaker.role in WRITERS
        rows = (weeks, asked, own, (_run("album", "label-menu-album"),)) if is_writer else (asked, own)
        return (Show((text("menu-more"),), rows),)


def _more() -> tuple[Choice, ...]:
    return (_run("menu-more", "label-menu-more"),)


class SwitchFlow(Flow):
    """Which circle do I write to now?"""

    id, command = "switch", "switch"
    is_steered = False
    circle = OneOf(
        options=lambda flow, _item: circle_options(flow.view.circles, flow.view.speaker.id),
        when=lambda flow: len(flow.view.circles) > 1 and not flow.view.speaker.has_rooms,
    )

    def finish(self) -> Sequence[Command]:
        """Choose it for half an hour."""
        if self.view.speaker.has_rooms:
            return (Show((text("switch-rooms"),)),)
        chosen = self.view.circle(self.circle)
        if chosen is None:
            return (Show((text("switch-only-one"),)),)
        called = chosen.called(self.view.speaker.id, self.view.circles)
        if chosen.phase in (Phase.PAUSED, Phase.CLOSED):
            shut = text("switch-paused", children=called, caseworker=chosen.caseworker_name)
            return (Show((shut,)),)
        reached = chosen.reach(self.view.speaker.id)
        done = text("switch-nobody", children=called)
        if reached:
            done = text("switch-done", children=called, people=listing([other.name for other in reached]))
        return (ChooseCircle(chosen.id), Show((done,)))


class ShowNewsFlow(Flow):
    """Read what waits behind "You have news"."""

    id = "show-news"
    needs = frozenset({Need.NEWS})

    def finish(self) -> Sequence[Command]:
        """Show it."""
        return (ShowNews(),)


class CannotWaitFlow(Flow):
    """Something that waits for the end of quiet hours is about a child's health or safety."""

    id = "cannot-wait"
    is_steered = False
    needs = frozenset({Need.RESTING})
    which = OneOf(
        options=lambda flow, _item: [Option(one.message, one.beginning) for one in flow.facts.resting],
        when=lambda flow: len(flow.facts.resting) > 1,
    )
    # The answer is the message itself: a yes to what no longer waits is none to what waits now.
    now = OneOf(
        options=lambda flow, _item: flow.answers(),
        when=lambda flow: flow.found is not None and flow.found.goes_by_itself(flow.view.speaker.role),
        args=lambda flow, _item: {"words": flow.beginning, "people": flow.people},
    )
    asked = OneOf(
        options=lambda flow, _item: flow.answers(),
        when=lambda flow: flow.found is not None and not flow.found.goes_by_itself(flow.view.speaker.role),
        args=lambda flow, _item: {
            "words": flow.beginning,
            "people": flow.people,
            "name": flow.found.on_call.name if flow.found else "?",
            "help": Text("emergency"),
        },
    )

    @property
    def found(self) -> Resting | None:
        """The message that is meant: the only one, or the one chosen."""
        resting = self.facts.resting
        return next((one for one in resting if self.which == one.message or len(resting) == 1), None)

    @property
    def beginning(self) -> Value:
        """Its first words."""
        return self.found.beginning if self.found else Literal("?")

    @property
    def people(self) -> Value:
        """Whose quiet hours it waits for."""
        return listing(list(self.found.names) if self.found else ["?"])

    def answers(self) -> list[Option]:
        """Return the yes, which is to this message only, and the no."""
        message = self.found.message if self.found else "-"
        return [Option(message, Text("label-now")), Option("no", Text("label-can-wait"))]

    def finish(self) -> Sequence[Command]:
        """Hurry it, or let it wait."""
        answer = self.now or self.asked
        if answer == "no":
            return (Show((text("cannot-wait-kept"),)),)
        return (HurryMessage(answer),)


class UnclearFlow(Flow):
    """Somebody does not understand what another has written: the caseworker is asked."""

    id = "unclear"
    needs = frozenset({Need.RECEIVED})

    def finish(self) -> Sequence[Command]:
        """Ask."""
        return (AskAbout(),)


class UndoFlow(Flow):
    """Take the newest message back."""

    id, command = "undo", "undo"
    needs = frozenset({Need.LATEST_OWN})

    def finish(self) -> Sequence[Command]:
        """Take it back."""
        return (TakeBack(),)


class CaseworkerFlow(Flow):
    """Write to the caseworker, and only to them."""

    id, command = "caseworker", "caseworker"
    takes_files = True
    whom = OneOf(
        options=lambda flow, _item: [
            Option(
                one.caseworker,
                text("person-in-circle", name=one.caseworker_name, circle=flow.about(one)),
                names=(Literal(one.caseworker_name),),
            )
            for one in flow.view.lines
        ],
        when=lambda flow: len(flow.view.lines) > 1 and not flow.given("caseworker"),
    )
    words = Written(
        is_long=True,
        when=lambda flow: flow.line is not None and not flow.files,
        args=lambda flow, _item: {"caseworker": flow.line.caseworker_name},
    )
    # "Marcus scares me" may be meant for the other caseworker, and "Marcus" be no address.
    sure = OneOf(
        options=yes_no_options,
        when=lambda flow: bool(flow.words) and flow.was_beforehand("whom"),
        args=lambda flow, _item: {"caseworker": flow.line.caseworker_name, "words": flow.words},
    )

    @property
    def line(self) -> Line | None:
        """The line that is meant: the only one, or the one with the caseworker given or chosen."""
        lines, whom = self.view.lines, self.given("caseworker") or self.whom
        return next((one for one in lines if whom == one.caseworker or len(lines) == 1), None)

    @property
    def files(self) -> tuple[File, ...]:
        """What is to be sent instead of words, or with some."""
        return as_files(self.given("files"))

    def about(self, line: Line) -> Value:
        """Return the children on whose account there is this line."""
        names = {
            child.name: child
            for circle in self.view.circles
            if circle.caseworker == line.caseworker
            for child in circle.children
        }
        return listing(list(names))

    def finish(self) -> Sequence[Command]:
        """Send it on the private line."""
        me = self.view.speaker
        if me.is_caseworker:
            return (Show((text("help-desk", prefix=me.prefix),)),)
        if self.line is None:
            return (Show((text("line-none"),)),)
        if self.sure == "no":
            return (Show((text("words-deleted"),)),)
        words, source = self.words, None
        if self.files:
            words, source = self.given("words"), self.given("source") or None
        return (SendToLine(me.id, words, source, caseworker=self.line.caseworker, files=self.files),)


class LeaveFlow(Flow):
    """Leave for good, after being told what that means.

    Who serves families does not leave by a command: there would be nobody to read what is written to them.
    """

    id, command = "leave", "leave"
    needs = frozenset({Need.DESK})
    sure = OneOf(options=yes_no_options, when=lambda flow: not flow.serves)

    @property
    def serves(self) -> bool:
        """Whether somebody is in the speaker's care."""
        return bool(self.facts.desk.families or self.facts.desk.people)

    def finish(self) -> Sequence[Command]:
        """Leave, or stay."""
        if self.serves:
            return (Show((text("leave-desk"),)),)
        return (LeaveForGood(),) if self.sure == "yes" else (Show((text("leave-stayed"),)),)
