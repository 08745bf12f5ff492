"""Write a letter to a child, or from one; say what a child says; send homework, and help with it.

Who may send what to whom stands in ``family.letter`` and ``family.letters``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from bot.chat.media import File, MediaKind, as_files
from bot.chat.people import Child, Circle, Member, Phase, Role
from bot.chat.text import Literal, Text, Value, listing, shown, text
from bot.chat.text import beginning as beginning_of
from bot.family.commands import Command, DeclineHomework, ExplainLetter, SendToCircle, Show, TurnLetter
from bot.family.facts import Need
from bot.family.letter import ASKED, CARRIES, FEEL, TELL, WISH, Act, Kind, Letter, Meant, State
from bot.family.letters import (
    children_for,
    day_of,
    homework_rows,
    letter_here,
    letter_rows,
    may_send,
    names_of,
    open_homework,
    readers_of,
    visit_of,
    visits_ahead,
)
from bot.family.relay import shut
from bot.flows.choices import circle_options
from bot.flows.form import Flow, OneOf, Option, Problem, Slot, Written
from bot.flows.interview import behind

SEND, CANCEL, NEW, ASK = "send", "cancel", "new", "ask"


class Carried(Flow):
    """Base of what is carried between a child and who may write to it: of which child, to whom, and what.

    A subclass says of which ``kind`` it is, and declares the questions in its own order.
    """

    takes_files = True
    takes_sentences = True
    needs = frozenset({Need.GUARD, Need.LETTERS, Need.MEETINGS})

    @property
    def kind(self) -> Kind:
        """Of which kind it is, from whoever speaks."""
        raise NotImplementedError(self.id)

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles in which the speaker may send this."""
        me, entitled = self.view.speaker.id, self.facts.entitled
        return tuple(
            one
            for one in self.view.circles
            if one.phase != Phase.CLOSED and one.others(me) and children_for(self.kind, one, me, entitled)
        )

    @property
    def here(self) -> Circle | None:
        """The circle it is sent in: the one given or chosen, or the only one."""
        wanted = self.given("circle") or self.answer("circle")
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    def is_one_of_several(self) -> bool:
        """Whether it is to be asked which circle is meant."""
        return len(self.circles) > 1 and not self.given("circle")

    @property
    def children(self) -> tuple[Child, ...]:
        """The children there of whom, or to whom, the speaker may send this."""
        me = self.view.speaker.id
        return children_for(self.kind, self.here, me, self.facts.entitled) if self.here is not None else ()

    @property
    def about(self) -> tuple[str, ...]:
        """The children it is of, or for."""
        if len(self.children) == 1:
            return (self.children[0].id,)
        chosen = (self.given("child") or self.answer("child")).split()
        return tuple(one.id for one in self.children if one.id in chosen)

    @property
    def called(self) -> Value:
        """What these are called."""
        return names_of(self.about, self.here) if self.here is not None else Literal("–")

    def closed(self) -> Value | None:
        """Return why nothing can be sent there now."""
        circle, me = self.here, self.view.speaker.id
        return None if circle is None else shut(circle, circle.called(me, self.view.circles))

    def is_open(self) -> bool:
        """Whether anything can be sent there now."""
        return self.here is not None and self.closed() is None

    def meant(self) -> Meant:
        """Return what it is meant as."""
        return Meant(self.kind, self.about)

    def readers(self) -> tuple[Member, ...]:
        """Return who gets it."""
        if self.here is None or not self.about:
            return ()
        return readers_of(self.meant(), self.here, self.view.speaker.id, self.facts)

    def has_readers(self) -> bool:
        """Whether somebody gets it."""
        return self.is_open() and bool(self.readers())

    @property
    def people(self) -> Value:
        """Who gets it, by name."""
        return listing([one.name for one in self.readers()] or ["–"])

    @property
    def files(self) -> tuple[File, ...]:
        """What came as pictures or voices."""
        return as_files(self.given("files"))

    @property
    def words(self) -> str:
        """What is to be sent in words."""
        return "\n".join(filter(None, (self.answer("what"), self.given("words"))))

    def is_to_be_said(self) -> bool:
        """Whether words are asked for: not where a picture came without any."""
        is_said = not self.files or bool(behind(self.interview)) or "what" in self.interview.answers
        return self.has_readers() and is_said

    def filling(self, *places: str) -> Mapping[str, Value | str]:
        """Return what fills these places of a question."""
        found = self.asked()
        return {place: found[place] for place in places}

    def asked(self) -> Mapping[str, Value | str]:
        """Return what fills the places of its questions."""
        circle = self.here
        reads = (
            Text("letter-reads", {"caseworker": Literal(circle.caseworker_name)}) if circle else Literal("")
        )
        return {
            "children": self.called,
            "people": self.people,
            "what": beginning_of(self.words, self.files),
            "reads": Literal("") if circle is None or circle.is_theirs_alone else reads,
        }

    def refuses(self, files: Sequence[File]) -> Text | None:
        """Return why a document is none of these."""
        is_one = all(file.kind != MediaKind.DOCUMENT for file in files)
        return None if is_one else text("letter-file-kind")

    def finish(self) -> Sequence[Command]:
        """Send it, or say why not."""
        circle, closed = self.here, self.closed()
        if circle is None:
            return (Show((self.nothing(),)),)
        if closed is not None:
            return (Show((closed,)),)
        if not self.readers():
            return (Show((text("letter-nobody", caseworker=circle.caseworker_name),)),)
        if self.answer("sure") == CANCEL:
            return (Show((text("letter-dropped"),)),)
        if (why := self.refuses(self.files)) is not None:
            return (Show((why,)),)
        return (
            SendToCircle(
                circle.id,
                self.words,
                settled=tuple(self.given("settled").split()),
                files=self.files,
                purpose=self.meant().as_purpose(),
            ),
        )

    def nothing(self) -> Text:
        """Say that nothing of this can be sent, and who can open it."""
        if self.view.speaker.is_caseworker:
            return text("life-desk")
        if self.view.speaker.role not in CARRIES[self.kind][0]:
            return self.not_theirs()
        names = [line.caseworker_name for line in self.view.lines[:1]]
        return text("letter-not-open", caseworker=names[0]) if names else text("letter-no-child")

    def not_theirs(self) -> Text:
        """Say that others send this."""
        return text("letter-no-child")


def _circle(*, when: Callable[[Any], bool] | None = None) -> OneOf:
    return OneOf(
        options=lambda flow, _item: circle_options(flow.circles, flow.view.speaker.id),
        when=lambda flow: flow.is_one_of_several() and (when is None or when(flow)),
    )


def _child_options(flow: Carried, _item: str) -> list[Option]:
    each = [Option(one.id, Literal(one.name)) for one in flow.children]
    return [*each, *_together(flow)] if isinstance(flow, LetterFlow) else each


def _together(flow: Carried) -> list[Option]:
    names = listing([one.name for one in flow.children])
    return [Option(" ".join(one.id for one in flow.children), names)] if len(flow.children) > 1 else []


def _child() -> OneOf:
    return OneOf(
        options=_child_options,
        when=lambda flow: flow.is_open() and len(flow.children) > 1 and not flow.given("child"),
    )


class Told(Written):
    """What is to be sent; a child's name alone, behind a command, says whom it is about and is no answer."""

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words, or say that there are none."""
        kept = super().read(flow, slot, words)
        if isinstance(flow, Carried) and kept.casefold() in {one.name.casefold() for one in flow.children}:
            raise Problem("answer-empty")
        return kept


def _what(*places: str, when: Callable[[Any], bool] | None = None, short: Any = None) -> Written:  # noqa: ANN401 - passed on
    return Told(
        is_long=True,
        short=short,
        args=lambda flow, _item: flow.filling(*places, "people"),
        when=lambda flow: flow.is_to_be_said() and (when is None or when(flow)),
    )


def _sure(*places: str, when: Callable[[Any], bool] | None = None) -> OneOf:
    return OneOf(
        options=lambda _flow, _item: [
            Option(SEND, Text("label-send")),
            Option(CANCEL, Text("label-cancel")),
        ],
        args=lambda flow, _item: flow.filling(*places, "what", "people", "reads"),
        when=lambda flow: flow.has_readers() and (when is None or when(flow)),
    )


# --- letters -------------------------------------------------------------------------------------


def _waiting_options(flow: LetterFlow, _item: str) -> list[Option]:
    each = [
        Option(
            one.message,
            text("label-letter-of", writer=one.author_name, children=names_of(one.children, circle)),
        )
        for one, circle in flow.waiting()
    ]
    return [*each, Option(NEW, Text("label-letter-new"), is_pinned=True)]


def _to_options(flow: LetterFlow, _item: str) -> list[Option]:
    each = [Option(one.id, Literal(one.name)) for one in flow.candidates()]
    return [*each, Option(" ".join(one.value for one in each), Text("label-everybody"))]


class LetterFlow(Carried):
    """A letter to a child; or, from who cares for it, one from the child. Of what has come, how it stands."""

    id, command = "letter", "letter"
    which = OneOf(
        options=_waiting_options,
        when=lambda flow: bool(flow.waiting()) and not flow.given("circle") and not flow.files,
    )
    circle = _circle(when=lambda flow: flow.is_new())
    child = _child()
    to = OneOf(options=_to_options, when=lambda flow: flow.is_open() and len(flow.candidates()) > 1)
    what = _what("children")
    sure = _sure("children")

    @property
    def kind(self) -> Kind:
        """A letter goes to the child, or comes from it."""
        return Kind.REPLY if self.view.speaker.role == Role.CAREGIVER else Kind.LETTER

    def prompt(self, slot: Slot) -> Text:
        """Ask otherwise where the child writes."""
        asked = super().prompt(slot)
        is_turned = self.kind == Kind.REPLY and slot.key in ("child", "what", "sure")
        return Text(f"reply-{slot.key}", asked.args) if is_turned else asked

    def waiting(self) -> tuple[tuple[Letter, Circle], ...]:
        """Return the letters that have come and are yet to be given."""
        found = (letter_here(one.message, self.view, self.facts) for one in self.facts.letters)
        return tuple(one for one in found if one is not None and one[0].state != State.GIVEN)

    def is_new(self) -> bool:
        """Whether a letter is to be written."""
        return self.which in ("", NEW)

    def is_open(self) -> bool:
        """Whether one can be sent there now."""
        return self.is_new() and super().is_open()

    def candidates(self) -> tuple[Member, ...]:
        """Return whom a child's letter may be for."""
        if self.here is None or not self.about or self.kind == Kind.LETTER:
            return ()
        return readers_of(Meant(self.kind, self.about), self.here, self.view.speaker.id, self.facts)

    def meant(self) -> Meant:
        """Return what it is meant as, and for whom."""
        there = [one.id for one in self.candidates()]
        to = [one for one in there if one in self.to.split()] if len(there) > 1 else there
        return Meant(self.kind, self.about, tuple(to))

    def has_readers(self) -> bool:
        """Whether somebody gets it, and it is known who."""
        is_known = self.kind == Kind.LETTER or bool(self.meant().to)
        return is_known and super().has_readers()

    def finish(self) -> Sequence[Command]:
        """Send it; or show what can be said of one that has come."""
        found = next((one for one in self.waiting() if one[0].message == self.which), None)
        if found is None:
            return super().finish()
        letter, circle = found
        said = text("letter-which-one", writer=letter.author_name, children=names_of(letter.children, circle))
        return (Show((said,), letter_rows(letter.message)),)


class LetterGivenFlow(Flow):
    """A letter has been given to its child."""

    id = "letter-given"
    needs = frozenset({Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (TurnLetter(self.given("letter"), Act.GIVE),)


class LetterCannotFlow(Flow):
    """A letter cannot be given now."""

    id = "letter-cannot"
    needs = frozenset({Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (TurnLetter(self.given("letter"), Act.CANNOT),)


class LetterLaterFlow(Flow):
    """A letter is to be given later."""

    id = "letter-later"
    needs = frozenset({Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Let it be; it is asked about once more by itself."""
        found = letter_here(self.given("letter"), self.view, self.facts)
        if found is None:
            return (Show((text("letter-gone"),)),)
        state = found[0].state
        return (Show((text("letter-later") if state == State.WRITTEN else text(f"letter-is-{state}"),)),)


class LetterAskFlow(Flow):
    """A letter that came some days ago is asked about once."""

    id = "letter-ask"
    needs = frozenset({Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Show what can be said of it."""
        found = letter_here(self.given("letter"), self.view, self.facts)
        if found is None:
            return (Show((text("letter-gone"),)),)
        letter, circle = found
        said = text("letter-which-one", writer=letter.author_name, children=names_of(letter.children, circle))
        return (Show((said,), letter_rows(letter.message)),)


class _AfterLetter(Flow):
    """Base of what is asked once it was said what became of a letter; it may be left out."""

    needs = frozenset({Need.GUARD, Need.LETTERS})
    how: Written

    @property
    def found(self) -> tuple[Letter, Circle] | None:
        """The letter, and where it came."""
        return letter_here(self.given("letter"), self.view, self.facts)

    def filling(self, *places: str) -> Mapping[str, Value | str]:
        """Return what fills these places of the question."""
        found = self.found
        if found is None:
            return dict.fromkeys(places, "–")
        letter, circle = found
        known: dict[str, Value | str] = {
            "children": names_of(letter.children, circle),
            "writer": letter.author_name,
            "caseworker": circle.caseworker_name,
        }
        return {place: known[place] for place in places}


def _how(*places: str) -> Written:
    return Written(
        is_optional=True,
        is_long=True,
        args=lambda flow, _item: flow.filling(*places),
        when=lambda flow: flow.found is not None,
    )


class LetterTookFlow(_AfterLetter):
    """How did the child take it? Who wrote it reads that, as words of the circle."""

    id = "letter-took"
    how = _how("children", "writer")

    def finish(self) -> Sequence[Command]:
        """Carry it."""
        found = self.found
        if found is None:
            return (Show((text("letter-gone"),)),)
        if not self.how:
            return (Show((text("letter-thanks"),)),)
        letter, circle = found
        meant = Meant(Kind.TOOK, letter.children, (letter.author,), of=letter.message)
        return (SendToCircle(circle.id, self.how, purpose=meant.as_purpose()),)


class LetterWhyFlow(_AfterLetter):
    """Why can it not be given? Only the caseworker reads that."""

    id = "letter-why"
    how = _how("writer", "caseworker")

    def finish(self) -> Sequence[Command]:
        """Tell her."""
        if not self.how:
            return (Show((text("letter-thanks"),)),)
        return (ExplainLetter(self.given("letter"), self.how),)


# --- the child's own voice -----------------------------------------------------------------------


def _topic_options(flow: VoiceFlow, _item: str) -> list[Option]:
    is_own = flow.view.speaker.role == Role.YOUTH
    feel = Option(FEEL, Text("label-voice-own-feel" if is_own else "label-voice-feel"))
    wish = [Option(WISH, Text("label-voice-wish"))] if flow.visits() else []
    return [*wish, Option(TELL, Text("label-voice-tell")), feel]


def _visit_options(flow: VoiceFlow, _item: str) -> list[Option]:
    return [
        Option(visit, text("circle-with-people", children=day_of(visit), people=flow.who_comes(visit)))
        for visit in flow.visits()
    ]


class VoiceFlow(Carried):
    """What a child wishes, tells or feels, in its own words; who is a teenager here says it themself."""

    id, command = "voice", "voice"
    circle = _circle()
    child = _child()
    topic = OneOf(
        options=_topic_options,
        when=lambda flow: flow.is_open() and bool(flow.about) and not flow.given("topic"),
        short=lambda _flow, _item: Text("voice-topic.short"),
        args=lambda flow, _item: flow.filling("children"),
    )
    visit = OneOf(
        options=_visit_options,
        when=lambda flow: flow.is_wish() and len(flow.visits()) > 1 and not flow.given("visit"),
    )
    what = _what("says", short=lambda _flow, _item: Text("voice-what.short"))
    sure = _sure("says")

    @property
    def kind(self) -> Kind:
        """It is a voice."""
        return Kind.VOICE

    def prompt(self, slot: Slot) -> Text:
        """Ask otherwise who speaks for themself."""
        asked = super().prompt(slot)
        if self.view.speaker.role != Role.YOUTH or slot.key not in ("topic", "what"):
            return asked
        return Text("voice-own-topic") if slot.key == "topic" else Text("voice-own-what", asked.args)

    def not_theirs(self) -> Text:
        """Say who passes on what a child says."""
        return text("voice-not-yours")

    def visits(self) -> tuple[str, ...]:
        """Return the visits that a wish may be for: those to come whose people may have letters."""
        if self.here is None or not self.about:
            return ()
        there = [
            visit_of(meeting, day)
            for meeting, day in visits_ahead(self.about[0], self.here, self.view, self.facts)
        ]
        return tuple(one for one in there if self._reach(WISH, one))

    def who_comes(self, visit: str) -> Value:
        """Return who gets a wish for a visit: two may be on one day."""
        return listing([one.name for one in self._reach(WISH, visit)] or ["–"])

    def _reach(self, topic: str, visit: str) -> tuple[Member, ...]:
        if self.here is None or not self.about:
            return ()
        meant = Meant(Kind.VOICE, self.about, about=topic, visit=visit)
        return readers_of(meant, self.here, self.view.speaker.id, self.facts)

    def is_wish(self) -> bool:
        """Whether it is a wish for a visit."""
        return (self.given("topic") or self.topic) == WISH

    def meant(self) -> Meant:
        """Return what it is meant as."""
        topic, there = self.given("topic") or self.topic, self.visits() if self.is_wish() else ()
        wanted = self.given("visit") or self.visit
        visit = there[0] if len(there) == 1 else wanted if wanted in there else ""
        return Meant(Kind.VOICE, self.about, about=topic, visit=visit)

    def has_readers(self) -> bool:
        """Whether somebody gets it, and it is known what it is about."""
        return bool(self.meant().about) and super().has_readers()

    def asked(self) -> Mapping[str, Value | str]:
        """Return what fills the places, with the line that will stand above it."""
        says: Value = Literal("–")
        if self.meant().about:
            is_own = self.view.speaker.role == Role.YOUTH
            says = self._says_own() if is_own else self._says()
        return {**super().asked(), "says": says}

    def _says(self) -> Text:
        about, visit = self.meant().about, self.meant().visit
        if about == WISH:
            return text("voice-says-wish", children=self.called, day=day_of(visit))
        return text("voice-says-tell" if about == TELL else "voice-says-feel", children=self.called)

    def _says_own(self) -> Text:
        about, visit = self.meant().about, self.meant().visit
        if about == WISH:
            return text("voice-says-own-wish", day=day_of(visit))
        return text("voice-says-own-tell" if about == TELL else "voice-says-own-feel")


# --- homework ------------------------------------------------------------------------------------


def _homework_options(flow: HomeworkFlow, _item: str) -> list[Option]:
    each = [
        Option(
            one.message, text("label-homework-of", children=flow.names(one), what=shown(one.words, one.files))
        )
        for one in flow.open
    ]
    return [*each, Option(ASK, Text("label-homework-ask"), is_pinned=True)]


class HomeworkFlow(Carried):
    """Homework of a child, from where it lives; and, to who may help with it, what there is."""

    id, command = "homework", "homework"
    which = OneOf(options=_homework_options, when=lambda flow: flow.kind == Kind.ASK and bool(flow.open))
    circle = _circle(when=lambda flow: flow.which in ("", ASK))
    child = _child()
    what = _what("children", when=lambda flow: flow.kind == Kind.HOMEWORK)
    sure = _sure("children", when=lambda flow: flow.kind == Kind.HOMEWORK)

    @property
    def kind(self) -> Kind:
        """The home sends homework, the others ask for it."""
        return Kind.HOMEWORK if self.view.speaker.role == Role.CAREGIVER else Kind.ASK

    def not_theirs(self) -> Text:
        """Say who helps with homework."""
        return text("homework-not-yours")

    @property
    def open(self) -> tuple[Letter, ...]:
        """The homework that the speaker can help with."""
        me, entitled = self.view.speaker.id, self.facts.entitled
        found = ((one, self.view.circle(one.circle)) for one in open_homework(self.view, self.facts))
        return tuple(
            one
            for one, circle in found
            if circle is not None and may_send(Kind.HELP, circle, me, one.children, entitled)
        )

    def names(self, one: Letter) -> Value:
        """Return whose homework it is."""
        circle = self.view.circle(one.circle)
        return names_of(one.children, circle) if circle else Literal("–")

    def is_open(self) -> bool:
        """Whether anything can be sent there now."""
        return self.which in ("", ASK) and super().is_open()

    def finish(self) -> Sequence[Command]:
        """Send it, ask for some, or show what can be answered."""
        found = next((one for one in self.open if one.message == self.which), None)
        if found is not None:
            said = text(
                "homework-which-one", children=self.names(found), what=shown(found.words, found.files)
            )
            return (Show((said,), homework_rows(found.message)),)
        if self.kind == Kind.ASK and self.has_readers() and self.here is not None:
            meant = self.meant().as_purpose()
            return (SendToCircle(self.here.id, "", ready=ASKED, purpose=meant),)
        return super().finish()


class HomeworkHelpFlow(Carried):
    """An answer to homework: a voice, a picture or words."""

    id = "homework-help"
    what = _what("children")
    sure = _sure("children")

    @property
    def kind(self) -> Kind:
        """It is help."""
        return Kind.HELP

    @property
    def homework(self) -> Letter | None:
        """The homework that it answers, while that is open."""
        there = open_homework(self.view, self.facts)
        return next((one for one in there if one.message == self.given("homework")), None)

    @property
    def here(self) -> Circle | None:
        """Where the homework came from."""
        found = self.homework
        return next((one for one in self.circles if found is not None and one.id == found.circle), None)

    @property
    def about(self) -> tuple[str, ...]:
        """Whose homework it is."""
        return self.homework.children if self.homework is not None else ()

    def meant(self) -> Meant:
        """Return what it is meant as."""
        return Meant(Kind.HELP, self.about, of=self.given("homework"))

    def nothing(self) -> Text:
        """Say that it is over, or not the speaker's to help with."""
        return text("homework-over") if self.homework is None else super().nothing()


class HomeworkNotFlow(Flow):
    """No help with homework this time."""

    id = "homework-not"
    needs = frozenset({Need.LETTERS})

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (DeclineHomework(self.given("homework")),)
