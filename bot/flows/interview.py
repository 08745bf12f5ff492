"""One step of a conversation: an answer or a steering word in, the next state and question out.

Pure. Knows nothing of how a question is drawn, of other conversations, or of what ``finish`` asks for.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from bot.chat.people import Interview
from bot.chat.text import Text, Value, text
from bot.flows.form import Flow, Option, Problem, Slot

if TYPE_CHECKING:
    from bot.family.commands import Command

SUMMARY, CHANGE = "summary", "change"
AGAIN = "*again"
"""Under this key stands which answer is being given again; it stands until there is another one."""

_SHORTEST_PART = 3

Say = Callable[[Value], str]
"""Writes a value in the speaker's language, so that a typed label can be known again."""


class Fate(StrEnum):
    """What became of the conversation in this step."""

    ASKS = "asks"
    DONE = "done"
    SLEEPS = "sleeps"
    CANCELLED = "cancelled"


class Step(msgspec.Struct, frozen=True):
    """The outcome of one step: the new state, and either a question or what the form amounts to."""

    fate: Fate
    interview: Interview
    parts: tuple[Value, ...] = ()
    options: tuple[Option, ...] = ()
    steering: tuple[str, ...] = ()
    commands: tuple[Command, ...] = ()


def revived(flow: type[Flow], interview: Interview) -> Interview:
    """Return the interview as today's version of the flow understands it.

    Renamed answers move; answers to questions that are gone fall away where the form is read.
    """
    if interview.version == flow.version:
        return interview

    def now(key: str) -> str:
        head, mark, item = key.partition(":")
        return f"{flow.renamed.get(head, head)}{mark}{item}"

    answers = {now(key): now(value) if key == AGAIN else value for key, value in interview.answers.items()}
    asking = now(interview.asking) if interview.asking else None
    return msgspec.structs.replace(interview, version=flow.version, answers=answers, asking=asking)


def step_on(flow: Flow, problem: Text | None = None, commands: tuple[Command, ...] = ()) -> Step:
    """Ask what is to be answered again, else the first question that applies and has no valid answer.

    Without one, sum up or finish.
    """
    again = flow.slot(flow.interview.answers.get(AGAIN))
    if again is not None:
        return msgspec.structs.replace(_ask(flow, again, problem), commands=commands)
    if flow.interview.answers.get(SUMMARY) == CHANGE and _change_options(flow):
        return _change(flow, problem)
    for slot in flow.slots():
        stored = flow.interview.answers.get(slot.key)
        if stored is not None and slot.question.is_valid(flow, slot, str(stored)):
            continue
        return msgspec.structs.replace(_ask(flow, slot, problem), commands=commands)
    if flow.has_summary and flow.interview.answers.get(SUMMARY) != "yes":
        return _sum_up(flow, problem)
    ended = msgspec.structs.replace(flow.interview, asking=None)
    return Step(Fate.DONE, ended, commands=(*commands, *flow.finish()))


def take_words(flow: Flow, words: str, say: Say) -> Step:
    """Take typed words as the answer to the waiting question: a number, a label's value, or free words."""
    slot, options = _waiting(flow)
    try:
        value = _match(slot, options, words, say)
        if value is None:
            if slot is None:
                raise Problem("answer-choose")  # noqa: TRY301 - one way out for all that cannot be taken
            value = slot.question.read(flow, slot, words)
    except Problem as problem:
        return step_on(flow, problem.text)
    return _answered(flow, str(flow.interview.asking), value)


def take_choice(flow: Flow, question: str, value: str) -> Step:
    """Take a pressed button as the answer to ``question``, if that choice is still offered."""
    _, options = _waiting(flow, question)
    if question != flow.interview.asking and question in flow.interview.answers:
        return step_on(flow, text("button-earlier"))
    if question != flow.interview.asking or all(option.value != value for option in options):
        return step_on(flow, text("button-passed"))
    return _answered(flow, question, value)


def steer(flow: Flow, word: str) -> Step:
    """Follow a steering word: back, change, skip, later, cancel, wake or help; "passed" is a stale one."""
    interview = flow.interview
    match word:
        case "cancel":
            return Step(Fate.CANCELLED, interview, parts=(flow.cancelled(),))
        case "later":
            asleep = msgspec.structs.replace(interview, is_asleep=True)
            return Step(Fate.SLEEPS, asleep, parts=(text("flow-later"),))
        case "back" if (answers := _one_back(flow)) is not None:
            return step_on(_with(flow, answers=answers))
        case "change" if _change_options(flow):
            return step_on(_with(flow, answers={**_settled(interview), SUMMARY: CHANGE}))
        case "skip" if (slot := flow.slot(interview.asking)) and slot.question.is_optional:
            return _answered(flow, slot.key, "")
        case "help":
            return step_on(flow, text("flow-help"))
        case "wake":
            return step_on(_with(flow, is_asleep=False))
        case "passed":
            return step_on(flow, text("button-passed"))
        case _:
            return step_on(flow, text(f"flow-cannot-{word}"))


def is_answer(flow: Flow, words: str, say: Say) -> bool:
    """Whether typed words are an answer to the waiting question beyond doubt: a number or a label."""
    slot, options = _waiting(flow)
    return _match(slot, options, words, say) is not None


def is_nearly_answer(flow: Flow, words: str, say: Say) -> bool:
    """Whether typed words are part of some choice's label, though perhaps of more than one."""
    _, options = _waiting(flow)
    typed = as_typed(words)
    return len(typed) >= _SHORTEST_PART and any(f" {typed}" in f" {as_typed(say(o.label))}" for o in options)


def takes_words(flow: Flow) -> bool:
    """Whether the waiting question takes free words."""
    slot, _ = _waiting(flow)
    return slot is not None and slot.question.takes_words


def _with(flow: Flow, **changes: object) -> Flow:
    return type(flow)(flow.view, flow.facts, msgspec.structs.replace(flow.interview, **changes))


def _settled(interview: Interview) -> dict[str, str]:
    """Return the answers without what only says where in the form the person stands."""
    return {key: str(value) for key, value in interview.answers.items() if key not in (AGAIN, SUMMARY)}


def _one_back(flow: Flow) -> dict[str, str] | None:
    """Return the answers with the one before the waiting question to be given again, None at the first.

    Nothing is lost by it: the earlier answer stands until there is another one.
    """
    stored, settled = flow.interview.answers, _settled(flow.interview)
    if stored.get(SUMMARY) == CHANGE:
        return {**settled, SUMMARY: CHANGE} if AGAIN in stored else settled
    asked = [key for key in settled if flow.slot(key) is not None]
    if stored.get(AGAIN) in asked:
        asked = asked[: asked.index(str(stored[AGAIN]))]
    return {**settled, AGAIN: asked[-1]} if asked else None


def _answered(flow: Flow, key: str, value: str) -> Step:
    if key == SUMMARY and value == "cancel":
        return steer(flow, "cancel")
    answers = _settled(flow.interview)
    if key == CHANGE:
        answers |= {SUMMARY: CHANGE, AGAIN: value}
    else:
        answers.pop(key, None)
        answers[key] = value
    onward = _with(flow, answers=answers)
    commands = tuple(onward.answered(key))
    forgotten = onward.forgets(key)
    if forgotten:
        onward = _with(flow, answers={name: kept for name, kept in answers.items() if name not in forgotten})
    return step_on(onward, commands=commands)


def _waiting(flow: Flow, key: str | None = None) -> tuple[Slot | None, tuple[Option, ...]]:
    key = key or flow.interview.asking
    if key == SUMMARY:
        return None, _summary_options()
    if key == CHANGE:
        return None, _change_options(flow)
    slot = flow.slot(key)
    return slot, slot.question.options(flow, slot) if slot else ()


def as_typed(words: str) -> str:
    """Return words as they are compared with a label: without case, accents and marks."""
    # Accents fall away too: "si" is how many a phone writes "sí".
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(mark for mark in apart if mark.isalnum() or mark == " ").strip()


def _match(slot: Slot | None, options: Sequence[Option], words: str, say: Say) -> str | None:
    typed = as_typed(words)
    if typed.isdecimal() and 1 <= int(typed) <= len(options):
        return options[int(typed) - 1].value
    labels = [as_typed(say(option.label)) for option in options]
    for option, label in zip(options, labels, strict=True):
        if typed and typed in (as_typed(option.value), label, as_typed(option.name)):
            return option.value
    # Where anything may be written, "Josh" is a name of its own and no part of a suggestion.
    is_free = slot is not None and not slot.question.takes_parts
    if is_free or len(typed) < _SHORTEST_PART:
        return None
    called = [as_typed(option.name) or label for option, label in zip(options, labels, strict=True)]
    parts = [option.value for option, name in zip(options, called, strict=True) if f" {typed}" in f" {name}"]
    return parts[0] if len(parts) == 1 else None


def _ask(flow: Flow, slot: Slot, problem: Text | None) -> Step:
    first = not flow.interview.answers and flow.interview.asking is None
    parts = (*((problem,) if problem else ()), *(flow.opening() if first else ()), flow.prompt(slot))
    asking = msgspec.structs.replace(flow.interview, asking=slot.key, is_asleep=False)
    return Step(Fate.ASKS, asking, parts, slot.question.options(flow, slot), _steering(flow, slot))


def _steering(flow: Flow, slot: Slot | None = None) -> tuple[str, ...]:
    offered = {
        "back": _one_back(flow) is not None,
        "skip": slot is not None and slot.question.is_optional,
        "later": flow.is_steered,
    }
    return tuple(word for word, is_offered in offered.items() if is_offered)


def _sum_up(flow: Flow, problem: Text | None) -> Step:
    lines: tuple[Value, ...] = tuple(
        text("summary-line", name=slot.question.short(flow, slot), answer=_shown(flow, slot))
        for slot in flow.slots()
        if flow.answer(slot.key)
    )
    asking = msgspec.structs.replace(flow.interview, asking=SUMMARY, is_asleep=False)
    parts = (*((problem,) if problem else ()), *lines, text("summary-right"))
    return Step(Fate.ASKS, asking, parts, _summary_options(), _steering(flow))


def _change(flow: Flow, problem: Text | None) -> Step:
    asking = msgspec.structs.replace(flow.interview, asking=CHANGE, is_asleep=False)
    parts = (*((problem,) if problem else ()), text("summary-which"))
    return Step(Fate.ASKS, asking, parts, _change_options(flow), _steering(flow))


def _summary_options() -> tuple[Option, ...]:
    return (
        Option("yes", text("label-all-right")),
        Option(CHANGE, text("label-change")),
        Option("cancel", text("label-cancel")),
    )


def _change_options(flow: Flow) -> tuple[Option, ...]:
    return tuple(
        Option(slot.key, slot.question.short(flow, slot))
        for slot in flow.slots()
        if slot.key in flow.interview.answers
    )


def _shown(flow: Flow, slot: Slot) -> Value:
    return slot.question.shown(flow, slot, flow.answer(slot.key))
