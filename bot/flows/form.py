"""A conversation is a form: what it asks, in which order, and what it amounts to when it is filled in.

Knows nothing of who carries the words, of storage, or of who else is talking. The whole state is the
``Interview``; the next question is derived from it: the first that applies and has no answer that is
still valid. Going back, changing, a world that moved on, a restart and a new version are that one rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import msgspec

from bot.chat.text import Text, Value, as_value

if TYPE_CHECKING:
    from bot.chat.media import File
    from bot.chat.people import Interview, Role, View
    from bot.family.commands import Command
    from bot.family.facts import Facts, Need


PAGE = "*page"
"""Under this key of ``given`` stands which page of a question's choices is open, as "<page>:<question>"."""
TO_PAGE = "*to-page "
"""Begins the value of a choice that is no answer: it opens the page of the question's own that it names."""


class Problem(Exception):  # noqa: N818 - told to a person as a sentence, not raised at a caller
    """An answer that cannot be taken, with the sentence that says why and what would help."""

    def __init__(self, text_id: str, /, **args: Value | str | int) -> None:
        super().__init__(text_id)
        self.text = Text(text_id, {name: as_value(value) for name, value in args.items()})


class Option(msgspec.Struct, frozen=True):
    """One choice: the canonical value that is stored, and what is read on the button.

    ``name`` is what it is called when it is typed, where the label says more than that: a part of it will
    do, and a part of anything else in the label will not. ``names`` are what else it is called, each as a
    whole; a text of several has " | " between them. What ``is_pinned`` stands on every page of many choices;
    what ``is_silent`` on none, and is known when it is typed. Choices that follow each other in the same
    ``row`` stand side by side; a question that lays them out divides them into pages itself (``Flow.page``).
    ``why_not`` says, to who presses it, why something that is shown cannot be chosen.
    """

    value: str
    label: Value
    name: str = ""
    names: tuple[Value, ...] = ()
    is_pinned: bool = False
    is_silent: bool = False
    row: int | None = None
    why_not: Text | None = None


class Slot:
    """One place in the form to be filled: its key, its question, and for whom or what it is asked."""

    __slots__ = ("item", "key", "question")

    def __init__(self, key: str, question: Question, item: str = "") -> None:
        self.key = key
        self.question = question
        self.item = item


class Question:
    """One thing to ask. Read on a flow it is the stored answer, "" while there is none or it was skipped.

    ``when`` tells whether it applies; ``args`` fill the places of its text ``<flow>-<key>``; ``options``
    are its choices; ``short`` is what a list of answers calls it, else its text's ".short"; ``takes_words``
    says that anything typed may be an answer, ``takes_messages`` that it is one to be carried,
    ``takes_files`` that a voice or a picture is one, and ``takes_parts`` that a part of a label stands for
    the whole; what ``is_shared`` others read without anybody having been asked who.
    ``refused`` are choices that are not there now, each with the text that says why to who types it. What is
    not ``is_summed`` reads in another answer's line, and what ``is_reading`` is only how another answer is
    meant; where it ``takes_numbers``, a typed one is an answer and no choice among buttons.
    """

    takes_words = False
    takes_messages = False
    takes_files = False
    takes_parts = True
    is_shared = False
    is_summed = True
    is_reading = False
    takes_numbers = False

    def __init__(
        self,
        *,
        when: Callable[[Any], bool] | None = None,
        args: Callable[[Any, str], Mapping[str, Value | str | int]] | None = None,
        options: Callable[[Any, str], Sequence[Option]] | None = None,
        refused: Callable[[Any, str], Sequence[tuple[Option, Text]]] | None = None,
        is_optional: bool = False,
        prompt: str | None = None,
        short: Callable[[Any, str], Value] | None = None,
    ) -> None:
        self._when = when
        self._args = args
        self._options = options
        self._refused = refused
        self._short = short
        self.is_optional = is_optional
        self.prompt = prompt
        self.key = ""

    def __set_name__(self, owner: type[Flow], name: str) -> None:
        """Take the attribute's name as the key under which the answer is stored."""
        self.key = name

    def __get__(self, flow: Flow | None, owner: type[Flow]) -> str:
        """Return the canonical answer."""
        if flow is None:
            return self.key
        return flow.answer(self.key)

    def slots(self, flow: Flow) -> Iterator[Slot]:
        """Yield the places this question asks to be filled now; none where it does not apply."""
        if self._when is None or self._when(flow):
            yield Slot(self.key, self)

    def args(self, flow: Flow, slot: Slot) -> dict[str, Value]:
        """Return what fills the places of the prompt."""
        if self._args is None:
            return {}
        return {name: as_value(value) for name, value in self._args(flow, slot.item).items()}

    def options(self, flow: Flow, slot: Slot) -> tuple[Option, ...]:
        """Return the choices offered as buttons."""
        return tuple(self._options(flow, slot.item)) if self._options else ()

    def has_choice(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether a pressed choice is still one, be the page on which it stands open or not."""
        return any(option.value == value for option in self.options(flow, slot))

    def below(self, flow: Flow, slot: Slot) -> tuple[Value, ...]:
        """Return what is said below the question about the page of its choices that is open."""
        return ()

    def not_now(self, flow: Flow, slot: Slot) -> Sequence[tuple[Option, Text]]:
        """Return what somebody might name that cannot be chosen now, and why not."""
        return self._refused(flow, slot.item) if self._refused else ()

    def short(self, flow: Flow, slot: Slot) -> Value:
        """Return what the question is called where its answer can be changed."""
        return self._short(flow, slot.item) if self._short else Text(f"{flow.prompt(slot).id}.short")

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Return the canonical answer for typed words that match no button, or raise Problem."""
        raise Problem("answer-choose")

    def read_files(self, flow: Flow, slot: Slot, files: tuple[File, ...], words: str) -> str:
        """Return the canonical answer for files and the words under them, or raise Problem."""
        raise Problem("answer-choose")

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether a stored answer still holds in the world as it is now."""
        if value == "":
            return self.is_optional
        return any(option.value == value for option in self.options(flow, slot))

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return the answer as it reads in a summary."""
        for option in self.options(flow, slot):
            if option.value == value:
                return option.label
        return as_value(value)


class OneOf(Question):
    """A choice among ``options``."""


class Written(Question):
    """Free words, at most ``limit`` characters, on one line unless ``is_long``; options are suggestions.

    Without a limit they may be as long as any message may be.
    """

    takes_words = True
    takes_parts = False

    def __init__(self, *, limit: int | None = None, is_long: bool = False, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(**kwargs)
        self._limit = limit
        self.takes_messages = is_long
        self.is_long = is_long

    def limit(self, flow: Flow) -> int:
        """Return how many characters are taken."""
        return self._limit or flow.view.message_chars

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Take the words, or say that they are too long or nothing at all."""
        kept = words.strip() if self.is_long else " ".join(words.split())
        if not kept:
            raise Problem("answer-empty")
        if len(kept) > self.limit(flow):
            raise Problem("answer-too-long", limit=self.limit(flow))
        return kept

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether the stored words would still be taken."""
        return self.is_optional if value == "" else len(value) <= self.limit(flow)


class Each(Question):
    """The same choice for each of several items, one after the other, under keys "<key>:<item>"."""

    def __init__(self, items: Callable[[Any], Sequence[str]], **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        super().__init__(**kwargs)
        self._items = items

    def slots(self, flow: Flow) -> Iterator[Slot]:
        """Yield one place for each item there is now."""
        if self._when is None or self._when(flow):
            for item in self._items(flow):
                yield Slot(f"{self.key}:{item}", self, item)

    def of(self, flow: Flow) -> dict[str, str]:
        """Return the answers by item."""
        return {slot.item: flow.answer(slot.key) for slot in self.slots(flow)}


class Flow:
    """One conversation. A subclass declares its questions in order and what it amounts to (``finish``).

    ``id`` names it in texts and in stored interviews; ``version`` rises when a question's meaning
    changes; ``renamed`` maps old keys to new ones. ``command`` makes it a command too. ``is_aside`` marks
    a short question that steps in front of another conversation without putting it to sleep.
    ``takes_files``: what is to be said may also be a picture or a voice, which is then given as "files", with
    its "words" and "source". ``takes_sentences``: what is typed behind its command is what others read, and
    of "Jon and Gladys danced" no name is cut off. ``has_summary`` asks for a yes to everything before it
    counts. What is typed where it ``is_private`` is told to nobody, whatever it says, as long as its writer
    does not say so.
    """

    id: ClassVar[str]
    version: ClassVar[int] = 1
    command: ClassVar[str | None] = None
    offered_to: ClassVar[tuple[Role, ...]] = ()
    needs: ClassVar[frozenset[Need]] = frozenset()
    renamed: ClassVar[Mapping[str, str]] = {}
    is_aside: ClassVar[bool] = False
    has_summary: ClassVar[bool] = False
    takes_files: ClassVar[bool] = False
    takes_sentences: ClassVar[bool] = False
    is_private: ClassVar[bool] = False
    is_steered: ClassVar[bool] = True
    questions: ClassVar[tuple[Question, ...]] = ()

    def __init_subclass__(cls) -> None:
        """Collect the questions in the order in which they are declared, those of the bases first."""
        super().__init_subclass__()
        own = tuple(value for value in vars(cls).values() if isinstance(value, Question))
        inherited = tuple(question for question in cls.questions if question.key not in vars(cls))
        cls.questions = inherited + own

    def __init__(self, view: View, facts: Facts, interview: Interview) -> None:
        self.view = view
        self.facts = facts
        self.interview = interview
        self._answers = dict(interview.answers)

    def answer(self, key: str) -> str:
        """Return the stored answer, "" if there is none or it was skipped."""
        value = self._answers.get(key, "")
        return str(value)

    def given(self, name: str) -> str:
        """Return what the conversation was opened with under this name, "" if nothing."""
        return str(self.interview.given.get(name) or "")

    def page(self, key: str) -> str:
        """Return which page of a question's choices is open, "" where none was turned to."""
        page, _, turned = self.given(PAGE).partition(":")
        return page if turned == key else ""

    def slots(self) -> Iterator[Slot]:
        """Yield every place that applies now, in order."""
        for question in self.questions:
            yield from question.slots(self)

    def slot(self, key: str | None) -> Slot | None:
        """Return the place with this key if it applies now."""
        return next((slot for slot in self.slots() if slot.key == key), None)

    def prompt(self, slot: Slot) -> Text:
        """Return the question as a text."""
        text_id = slot.question.prompt or f"{self.id}-{slot.question.key.replace('_', '-')}"
        return Text(text_id, slot.question.args(self, slot))

    def opening(self) -> tuple[Value, ...]:
        """Return what is said before the first question, if anything."""
        return ()

    def answered(self, key: str) -> Sequence[Command]:
        """Return what is to be done as soon as this answer is given, before the rest is asked."""
        return ()

    def forgets(self, key: str) -> tuple[str, ...]:
        """Return the answers that no longer stand once this one is given, and are asked again."""
        return ()

    def helped(self) -> tuple[Value, ...]:
        """Return what who asks for help is told before how to answer, if anything."""
        return ()

    def was_beforehand(self, key: str) -> bool:
        """Whether this question was answered by what stood behind the command."""
        return key in self.given("*beforehand").split()

    def refuses(self, files: Sequence[File]) -> Text | None:
        """Return why these files are not taken, where it takes some; None where they are."""
        return None

    def cancelled(self) -> Text:
        """Return what is said when it is broken off."""
        return Text("flow-cancelled")

    def finish(self) -> Sequence[Command]:
        """Return what the filled-in form asks for. Called once, when every place is filled."""
        raise NotImplementedError(self.id)
