"""One step of a conversation: an answer or a steering word in, the next state and question out.

Pure. Knows nothing of how a question is drawn, of other conversations, or of what ``finish`` asks for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from bot.chat.media import as_files, files_as_words
from bot.chat.people import Interview
from bot.chat.text import Listing, Text, Value, excerpt, text
from bot.flows.form import PAGE, TO_PAGE, Flow, Option, Problem, Slot

if TYPE_CHECKING:
    from bot.chat.media import File
    from bot.family.commands import Command

SUMMARY, CHANGE = "summary", "change"
AGAIN = "*again"
"""Under this key stands which answer is being given again; it stands until there is another one."""

MORE = "*more"
"""Turns a question with many choices over; how often that was done is the page that is open."""
BEHIND, BEFOREHAND = "*behind", "*beforehand"
"""Under these stand what was typed behind the command and waits, and which questions it has answered."""
OLDER = "*older"
"""Stands in ``given`` where a short question has stepped in front since this one was asked."""

_SHORTEST_PART = 3
MOST_CHOICES = 12
"""So many choices stand on one page."""

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
        words, why = _prefilled(flow, slot) if problem is None else (None, None)
        if why is not None:
            # It is said why not, and the words do not come up again.
            given = {name: one for name, one in flow.interview.given.items() if name != BEHIND}
            return msgspec.structs.replace(_ask(_with(flow, given=given), slot, why), commands=commands)
        if words is not None:
            marked = marked_beforehand(flow.interview, slot.key)
            step = _answered(_with(flow, given=marked.given), slot.key, words)
            return msgspec.structs.replace(step, commands=(*commands, *step.commands))
        return msgspec.structs.replace(_ask(flow, slot, problem), commands=commands)
    # Where nothing was written or sent there is nothing to be right or wrong.
    is_written = any(slot.question.takes_words and flow.answer(slot.key) for slot in flow.slots())
    is_something = is_written or bool(flow.given("files"))
    if flow.has_summary and is_something and flow.interview.answers.get(SUMMARY) != "yes":
        return _sum_up(flow, problem)
    ended = msgspec.structs.replace(flow.interview, asking=None)
    return Step(Fate.DONE, ended, commands=(*commands, *flow.finish()))


def take_words(flow: Flow, words: str, say: Say, *, is_number: bool = True) -> Step:
    """Take typed words as the answer to the waiting question: a number, a label's value, or free words.

    A number is no choice (``is_number`` false) where it stands behind a command: no list was read then.
    """
    slot, options = _waiting(flow)
    try:
        found = _matches(flow, slot, options, words, say, is_number=is_number)
        if len(found) == 1:
            value = found[0]
        elif found:
            raise Problem("answer-several")  # noqa: TRY301 - one way out for all that cannot be taken
        elif slot is None:
            raise Problem("answer-choose")  # noqa: TRY301
        else:
            if (why := _why_not(flow, slot, words, say)) is not None:
                return step_on(flow, why)
            if not slot.question.takes_words and is_nearly_answer(flow, words, say):
                raise Problem("answer-several")  # noqa: TRY301
            value = slot.question.read(flow, slot, words)
    except Problem as problem:
        return step_on(flow, problem.text)
    return _answered(flow, str(flow.interview.asking), value)


def take_files(flow: Flow, files: tuple[File, ...], words: str) -> Step:
    """Take a voice or pictures, and the words under them, as the answer to the waiting question.

    All files of a conversation stand in its ``given`` under "files": what goes nowhere is shredded then.
    """
    slot, _ = _waiting(flow)
    if slot is None:
        return step_on(flow, text("answer-choose"))
    try:
        value = slot.question.read_files(flow, slot, files, words)
    except Problem as problem:
        return step_on(flow, problem.text)
    given = flow.interview.given
    kept = files_as_words((*as_files(str(given.get("files", ""))), *files))
    return _answered(_with(flow, given={**given, "files": kept}), slot.key, value)


def take_beginning(flow: Flow, words: str, say: Say) -> tuple[Step, str] | None:
    """Take the beginning of what stands behind a command as the answer, and return what is left of it.

    None where nothing there is one choice beyond doubt. A choice is called by its whole label or name; the
    longest beginning that is one wins. Where the words go on as a longer name would, it may be that one.
    """
    slot, options = _waiting(flow)
    if slot is None or slot.question.takes_words:
        return (take_words(flow, words, say, is_number=False), "") if slot is not None else None
    ends = [found.end() for found in re.finditer(r"\S+", words)]
    called = {option.value: _called(option, say) for option in options if not _turns(option.value)}
    for end in reversed(ends):
        typed, rest = as_typed(words[:end]), words[end:].strip()
        found = [value for value, names in called.items() if typed and typed in names]
        if not found:
            continue
        onward = f"{typed} {as_typed(rest.split()[0])}" if rest else ""
        is_longer = onward and any(one.startswith(onward) for names in called.values() for one in names)
        if len(found) > 1 and not rest:
            return step_on(flow, text("answer-several")), ""
        if len(found) > 1 or is_longer:
            return None
        return _answered(flow, slot.key, found[0]), rest
    # Nothing follows a part of a label that is all that was typed.
    whole = _matches(flow, slot, options, words, say, is_number=False)
    if len(whole) == 1:
        return _answered(flow, slot.key, whole[0]), ""
    why = _why_not(flow, slot, words, say)
    return (step_on(flow, why), "") if why is not None else None


def take_choice(flow: Flow, question: str, value: str) -> Step:
    """Take a pressed button as the answer to ``question``, if that choice is still offered."""
    slot, options = _waiting(flow, question)
    if question != flow.interview.asking and question in flow.interview.answers:
        return step_on(flow, text("button-earlier"))
    if question != flow.interview.asking:
        return step_on(flow, text("button-passed"))
    found = next((option for option in options if option.value == value), None)
    if found is not None and found.why_not is not None:
        return step_on(flow, found.why_not)
    if found is None and (slot is None or not slot.question.has_choice(flow, slot, value)):
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
            return _help(flow)
        case "wake":
            return step_on(_with(flow, is_asleep=False))
        case "passed":
            return step_on(flow, text("button-passed"))
        case _:
            return step_on(flow, text(f"flow-cannot-{word}"))


def is_answer(flow: Flow, words: str, say: Say) -> bool:
    """Whether typed words are an answer to the waiting question beyond doubt: a number or a label."""
    return choice_meant(flow, words, say) is not None


def choice_meant(flow: Flow, words: str, say: Say) -> str | None:
    """Return the one choice of the waiting question that typed words are beyond doubt, None if not one."""
    slot, options = _waiting(flow)
    found = _matches(flow, slot, options, words, say)
    return found[0] if len(found) == 1 else None


def is_one_of_several(flow: Flow, words: str, say: Say) -> bool:
    """Whether typed words are what more than one choice is called: an answer, but which is to be asked."""
    slot, options = _waiting(flow)
    return len(_matches(flow, slot, options, words, say)) > 1


def is_nearly_answer(flow: Flow, words: str, say: Say) -> bool:
    """Whether typed words are part of some choice's label, though perhaps of more than one."""
    _, options = _waiting(flow)
    typed = as_typed(words)
    return len(typed) >= _SHORTEST_PART and any(f" {typed}" in f" {as_typed(say(o.label))}" for o in options)


def put_behind(interview: Interview, words: str) -> Interview:
    """Keep what was typed behind the command for the first question that takes free words."""
    return msgspec.structs.replace(interview, given={**interview.given, BEHIND: words})


def behind(interview: Interview) -> str:
    """Return what was typed behind the command and has not been used yet, "" if nothing waits."""
    return str(interview.given.get(BEHIND) or "")


def marked_beforehand(interview: Interview, key: str) -> Interview:
    """Note that this question was answered by what stood behind the command."""
    known = f"{interview.given.get(BEFOREHAND) or ''} {key}".strip()
    return msgspec.structs.replace(interview, given={**interview.given, BEFOREHAND: known})


def without_traces(given: dict[str, object]) -> dict[str, object]:
    """Return what a conversation was opened with, without what only says how far it has come."""
    return {name: value for name, value in given.items() if name not in (PAGE, BEHIND, BEFOREHAND, OLDER)}


def shown_options(step: Step) -> tuple[Option, ...]:
    """Return the choices on the page that is shown, the way to the next page last."""
    return _page(step.interview, step.options)


def takes_words(flow: Flow) -> bool:
    """Whether the waiting question takes free words."""
    slot, _ = _waiting(flow)
    return slot is not None and slot.question.takes_words


def takes_files(flow: Flow) -> bool:
    """Whether the waiting question takes a voice or a picture."""
    slot, _ = _waiting(flow)
    return slot is not None and slot.question.takes_files


def _help(flow: Flow) -> Step:
    fitting = [*_steering(flow, flow.slot(flow.interview.asking)), "cancel"]
    if _change_options(flow):
        fitting.insert(0, "change")
    words = Listing(tuple(Text(f"steering-{word}") for word in fitting))
    return _opened_with(step_on(flow), *flow.helped(), text("flow-help", words=words))


def _opened_with(step: Step, *parts: Value) -> Step:
    return msgspec.structs.replace(step, parts=(*parts, *step.parts))


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
    if _turns(value):
        page = value.removeprefix(TO_PAGE) if value != MORE else str(_turned(flow.interview) + 1)
        return step_on(_with(flow, given={**flow.interview.given, PAGE: f"{page}:{key}"}))
    if key == SUMMARY and value == "cancel":
        return steer(flow, "cancel")
    answers = _settled(flow.interview)
    if key == CHANGE:
        answers |= {SUMMARY: CHANGE, AGAIN: value}
    else:
        answers.pop(key, None)
        answers[key] = value
    onward = _with(flow, answers=answers)
    slot = flow.slot(key)
    if slot is not None and slot.question.takes_words:
        onward = _with(
            onward, given={name: one for name, one in flow.interview.given.items() if name != BEHIND}
        )
    commands = tuple(onward.answered(key))
    forgotten = onward.forgets(key)
    if forgotten:
        onward = _with(
            onward, answers={name: kept for name, kept in answers.items() if name not in forgotten}
        )
    return step_on(onward, commands=commands)


def _waiting(flow: Flow, key: str | None = None) -> tuple[Slot | None, tuple[Option, ...]]:
    key = key or flow.interview.asking
    if key == SUMMARY:
        return None, _summary_options()
    if key == CHANGE:
        return None, _all_pages(_change_options(flow))
    slot = flow.slot(key)
    return slot, _options(flow, slot) if slot else ()


def _options(flow: Flow, slot: Slot) -> tuple[Option, ...]:
    """Return the choices of a question, with what was typed behind the command where it would do."""
    options = slot.question.options(flow, slot)
    words = behind(flow.interview)
    if words and slot.question.takes_words:
        try:
            kept = slot.question.read(flow, slot, words)
        except Problem:
            return _all_pages(options)
        label = slot.question.shown(flow, slot, kept)
        options = (Option(kept, label), *(option for option in options if option.value != kept))
    return _all_pages(options)


def _turns(value: str) -> bool:
    """Whether a choice is no answer, but opens another page of them."""
    return value == MORE or value.startswith(TO_PAGE)


def _all_pages(options: tuple[Option, ...]) -> tuple[Option, ...]:
    if any(option.row is not None for option in options):
        return options
    shown = [option for option in options if not option.is_silent]
    return options if len(shown) <= MOST_CHOICES else (*options, Option(MORE, Text("label-more")))


def _page(interview: Interview, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return a page of at most so many choices; what is pinned stands on each of them."""
    options = tuple(option for option in options if not option.is_silent)
    if not options or options[-1].value != MORE:
        return options
    pinned = [option for option in options[:-1] if option.is_pinned]
    others = [option for option in options[:-1] if not option.is_pinned]
    size = max(MOST_CHOICES - len(pinned), 1)
    pages = -(-len(others) // size)
    start = _turned(interview) % pages * size
    return (*others[start : start + size], *pinned, options[-1])


def _turned(interview: Interview) -> int:
    """Return how often the waiting question was turned over to its next page."""
    count, _, key = str(interview.given.get(PAGE) or "").partition(":")
    return int(count) if key == interview.asking and count.isdecimal() else 0


def as_typed(words: str) -> str:
    """Return words as they are compared with a label: without case, accents and marks."""
    # Accents fall away too: "si" is how many a phone writes "sí".
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(mark for mark in apart if mark.isalnum() or mark == " ").strip()


def _called(option: Option, say: Say) -> set[str]:
    """Return all that a choice is called as a whole."""
    others = [name for names in option.names for name in say(names).split(" | ")]
    return {as_typed(name) for name in (option.value, say(option.label), option.name, *others)} - {""}


def _matches(
    flow: Flow,
    slot: Slot | None,
    options: Sequence[Option],
    words: str,
    say: Say,
    *,
    is_number: bool = True,
) -> list[str]:
    """Return the choices that typed words may mean: one beyond doubt, several that are called the same."""
    typed = as_typed(words)
    if typed.isdecimal():
        shown = _page(flow.interview, tuple(options))
        # "4" is four o'clock where choices are pressed, and the fourth of them where they are typed.
        is_amount = slot is not None and slot.question.takes_numbers and flow.view.speaker.has_buttons
        if is_number and not is_amount and 1 <= int(typed) <= len(shown):
            return [shown[int(typed) - 1].value]
    options = [option for option in options if option.why_not is None]
    exact = [option.value for option in options if typed and typed in _called(option, say)]
    # Where anything may be written, "Josh" is a name of its own and no part of a suggestion.
    is_free = slot is not None and not slot.question.takes_parts
    if exact or is_free or len(typed) < _SHORTEST_PART:
        return exact
    called = [as_typed(option.name) or as_typed(say(option.label)) for option in options]
    parts = [option.value for option, name in zip(options, called, strict=True) if f" {typed}" in f" {name}"]
    return parts if len(parts) == 1 else []


def _why_not(flow: Flow, slot: Slot, words: str, say: Say) -> Text | None:
    """Return why the choice that is named cannot be made now, None if no such choice is named."""
    typed = as_typed(words)
    refused = slot.question.not_now(flow, slot)
    return next((why for option, why in refused if typed and typed in _called(option, say)), None)


def _prefilled(flow: Flow, slot: Slot) -> tuple[str | None, Text | None]:
    """Return what stood behind the command, where it is a message and this is the question for it.

    Where it cannot be taken and others would have read it, the reason is returned instead.
    """
    words = behind(flow.interview)
    if not words or not slot.question.takes_messages:
        return None, None
    try:
        return slot.question.read(flow, slot, words), None
    except Problem as problem:
        return None, problem.text if slot.question.is_shared else None


def _ask(flow: Flow, slot: Slot, problem: Text | None) -> Step:
    first = not flow.interview.answers and flow.interview.asking is None
    kept = () if slot.question.takes_words else _kept(flow.interview)
    before = (*((problem,) if problem else ()), *kept, *(flow.opening() if first else ()))
    parts = (*before, flow.prompt(slot), *slot.question.below(flow, slot))
    asking = msgspec.structs.replace(flow.interview, asking=slot.key, is_asleep=False)
    return Step(Fate.ASKS, asking, parts, _options(flow, slot), _steering(flow, slot))


def _kept(interview: Interview) -> tuple[Value, ...]:
    words = behind(interview)
    return (text("behind-kept", words=excerpt(words)),) if words else ()


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
        if flow.answer(slot.key) and slot.question.is_summed
    )
    asking = msgspec.structs.replace(flow.interview, asking=SUMMARY, is_asleep=False)
    parts = (*((problem,) if problem else ()), *lines, text("summary-right"))
    return Step(Fate.ASKS, asking, parts, _summary_options(), _steering(flow))


def _change(flow: Flow, problem: Text | None) -> Step:
    asking = msgspec.structs.replace(flow.interview, asking=CHANGE, is_asleep=False)
    parts = (*((problem,) if problem else ()), text("summary-which"))
    return Step(Fate.ASKS, asking, parts, _all_pages(_change_options(flow)), _steering(flow))


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
        if slot.key in flow.interview.answers and not slot.question.is_reading
    )


def _shown(flow: Flow, slot: Slot) -> Value:
    return slot.question.shown(flow, slot, flow.answer(slot.key))
