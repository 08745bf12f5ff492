"""The first screens: language, who reads, the name others see, two ground rules, and whom to write to.

Knows nothing of codes: whoever is here has already been let in.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.people import Member, Role, Willing, word_value
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.commands import ChangeSettings, Command, Join, SayWilling, SendToLine, Show
from bot.family.facts import Need
from bot.flows.choices import (
    Called,
    Name,
    is_own_name_free,
    language_options,
    stored_word,
    willing_options,
    word_options,
)
from bot.flows.form import Each, Flow, OneOf, Option, Question, Written


def _name_options(flow: Flow, _item: str) -> list[Option]:
    name = flow.view.speaker.name
    return [Option(name, Literal(name))] if is_own_name_free(flow) else []


def pairs(flow: Flow) -> list[str]:
    """Return "circle/person" for everybody whom the speaker has not yet said yes or no to."""
    speaker = flow.view.speaker.id
    return [
        f"{circle.id}/{other.id}"
        for circle in flow.view.circles
        for other in circle.others(speaker)
        if (speaker, other.id) not in circle.answered
    ]


def other_of(flow: Flow, pair: str) -> tuple[Member | None, Value]:
    """Return the person a pair is about, and what their circle is called."""
    circle_id, _, person = pair.partition("/")
    circle = flow.view.circle(circle_id)
    if circle is None:
        return None, Literal("")
    return circle.member(person), circle.label


def pair_args(flow: Flow, pair: str) -> dict[str, Value | str | int]:
    """Return what fills the question about one person: name, children, and which sentence fits."""
    member, label = other_of(flow, pair)
    if member is None:
        return {"who": Literal(""), "name": ""}
    word = word_value(member.word, member.role)
    who = text("who-other", name=member.name, word=word, children=label)
    if member.children:
        who = text("who-parent", name=member.name, word=word, children=listing(list(member.children)))
    elif member.role == Role.CAREGIVER:
        who = text("who-caregiver", name=member.name, children=label)
    return {"who": who, "name": member.name}


def _pair_short(flow: Flow, pair: str) -> Value:
    member, _ = other_of(flow, pair)
    return Literal(member.name if member else "")


class JoinFlow(Flow):
    """Ana's first screens, each one tap (PRODUCT, section 1)."""

    id, version, command = "join", 1, "join"
    needs = frozenset({Need.KEPT, Need.DESK, Need.GUARD})
    is_steered = False

    language = OneOf(options=language_options)
    privacy = OneOf(
        options=lambda flow, _item: [
            Option("all-right", Text("label-all-right")),
            *([Option("question", Text("label-question"))] if flow.view.lines else []),
        ],
        when=lambda flow: not flow.view.speaker.is_caseworker,
        args=lambda flow, _item: {"readers": flow.readers(), "platform": flow.platform()},
    )
    question = Written(
        is_long=True,
        is_optional=True,
        when=lambda flow: flow.privacy == "question" and bool(flow.view.lines),
        args=lambda flow, _item: {"caseworker": flow.view.lines[0].caseworker_name},
    )
    name = Name(limit=24, options=_name_options)
    word = Called(
        limit=30,
        options=word_options,
        is_optional=True,
        when=lambda flow: not flow.view.speaker.is_caseworker,
    )
    rules = OneOf(
        options=lambda _flow, _item: [Option("agree", Text("label-agree"))],
        when=lambda flow: not flow.view.speaker.is_caseworker,
    )
    willing = Each(pairs, options=willing_options, args=pair_args, short=_pair_short)

    def readers(self) -> Value:
        """Return the names of the caseworkers who read."""
        names = sorted({line.caseworker_name for line in self.view.lines})
        return listing(names) if names else text("reader-caseworker")

    def platform(self) -> Value:
        """Return what must be said about the messenger itself, as a sentence or an empty one."""
        return text(f"privacy-{self.view.speaker.messenger}")

    def opening(self) -> tuple[Value, ...]:
        """Greet before the first question."""
        return (text("join-hello", name=self.view.speaker.name),)

    def helped(self) -> tuple[Value, ...]:
        """Return what can be done before one has got through."""
        return (text("help-joining", prefix=self.view.speaker.prefix),)

    def cancelled(self) -> Text:
        """Say that nothing is lost by it: the way in stays open."""
        return Text("join-cancelled")

    def answered(self, key: str) -> Sequence[Command]:
        """Speak the chosen language at once; carry a question to the caseworker without waiting."""
        if key == "language":
            return (ChangeSettings({"language": self.language}),)
        if key == "question" and self.question:
            whom = self.view.lines[0].caseworker
            return (SendToLine(self.view.speaker.id, self.question, caseworker=whom),)
        return ()

    def forgets(self, key: str) -> tuple[str, ...]:
        """Ask for the yes again after a question: it has not been given."""
        return ("privacy", "question") if key == "question" else ()

    def finish(self) -> Sequence[Command]:
        """Join, and say yes or not yet to each person."""
        return (Join(self.name, stored_word(self.word)), *_said(self, JoinFlow.questions))


class MeetFlow(Flow):
    """Ask about people who came into a circle after the speaker had joined."""

    id, version = "meet", 1
    needs = frozenset({Need.KEPT})

    willing = Each(pairs, options=willing_options, args=pair_args, prompt="join-willing", short=_pair_short)

    def finish(self) -> Sequence[Command]:
        """Say yes or not yet to each."""
        commands: list[Command] = []
        for one in _said(self, MeetFlow.questions):
            commands += [one, *self._echo(one)]
        return commands or (Show((text("meet-nobody", prefix=self.view.speaker.prefix),)),)

    def _echo(self, said: SayWilling) -> tuple[Show, ...]:
        member, _ = other_of(self, f"{said.circle}/{said.other}")
        if said.answer == Willing.YES or member is None:
            return ()
        return (Show((text("settings-not-yet", name=member.name, prefix=self.view.speaker.prefix),)),)


def _said(flow: Flow, questions: Sequence[Question]) -> tuple[SayWilling, ...]:
    said = []
    for question in questions:
        if isinstance(question, Each):
            for pair, answer in question.of(flow).items():
                circle, _, person = pair.partition("/")
                said.append(SayWilling(circle, person, Willing(answer)))
    return tuple(said)
