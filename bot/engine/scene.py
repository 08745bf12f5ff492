"""A turn is played: conversations step on, commands meet their rules, and all that comes of it is collected.

Knows nothing of how the meaning was found or of what policy will say.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.chat.draft import Choice, Choose, Draft, Kind, Run, Steer
from bot.chat.ids import new_id
from bot.chat.media import as_files
from bot.chat.outgoing import Operation
from bot.chat.people import Interview, View
from bot.chat.text import Text, Value, excerpt, text
from bot.engine.decision import Decision
from bot.engine.explaining import MOST, TermsIn, own_terms_in
from bot.engine.guarding import changed, guarded, noticed_beforehand, shown_beforehand
from bot.engine.routing import (
    SPEAKING,
    STEERING,
    Acts,
    Answers,
    Does,
    Edits,
    Goes,
    Hands,
    Ignores,
    Meaning,
    Opens,
    Reacts,
    Replaces,
    Steers,
    TakesBack,
    Tells,
    TriesCode,
)
from bot.family import circles, relay
from bot.family.commands import (
    Command,
    Join,
    KeepTip,
    React,
    SayInCircle,
    SendToCircle,
    SendToLine,
    StepIn,
    WriteGoal,
)
from bot.family.events import AccountBack, AccountLost, Event, InterviewEnded, InterviewSaved, OfferAnswered
from bot.family.facts import Facts
from bot.family.offering import TAKEN
from bot.family.offers import kinds_opening
from bot.family.outcome import Outcome, told
from bot.family.relay import NOTICED
from bot.family.rules import perform
from bot.flows.asides import Aside
from bot.flows.explain import called
from bot.flows.form import Flow, Option
from bot.flows.interview import (
    OLDER,
    Fate,
    Say,
    Step,
    behind,
    is_answer,
    marked_beforehand,
    put_behind,
    revived,
    shown_options,
    steer,
    step_on,
    take_beginning,
    take_choice,
    take_files,
    take_words,
    takes_files,
    takes_words,
    without_traces,
)
from bot.flows.registry import flow_named

PUT_ASIDE = "put-aside"
_ROW = 2


def decide(meaning: Meaning, view: View, facts: Facts, say: Say, terms_in: TermsIn) -> Decision:
    """Play the meaning and return what comes of it."""
    scene = Scene(view, facts, say, terms_in)
    scene.play(meaning)
    scene.offer_again()
    return scene.decision()


def said_in_room(draft: Draft, view: View) -> Draft:
    """Let a plain answer stand in the circle's own room where it was asked for; choices go to the bot's."""
    is_plain = draft.kind == Kind.ANSWER and not draft.rows and draft.operation == Operation.SEND
    if is_plain and draft.to == view.speaker.id and view.circle(view.room) is not None:
        return msgspec.structs.replace(draft, circle=view.room)
    return draft


class Scene:
    """The stage of one turn. Collects events and drafts; changes nothing itself."""

    def __init__(self, view: View, facts: Facts, say: Say, terms_in: TermsIn) -> None:
        self.view = view
        self.facts = facts
        self._say = say
        self._terms_in = terms_in
        self._events: list[Event] = []
        self._drafts: list[Draft] = []
        self._interviews = {one.id: one for one in view.interviews}
        self._in_place: str | None = None
        self._over: list[Interview] = []
        self._is_noticed = False

    def decision(self) -> Decision:
        """Return everything collected. An interview that was saved and ended in one turn is only ended."""
        ended = {event.interview for event in self._events if isinstance(event, InterviewEnded)}
        events = tuple(
            event
            for event in self._events
            if not (isinstance(event, InterviewSaved) and event.interview.id in ended)
        )
        return Decision(
            events,
            tuple(self._drafts),
            tuple({c.id: c for c in (*self.facts.desk.circles, *self.view.circles)}.values()),
        )

    def play(self, meaning: Meaning) -> None:  # noqa: C901, PLR0912 - a table
        """Play one meaning."""
        words = _words_in(meaning)
        if words and self._is_private(meaning):
            self.collect(shown_beforehand(words, self.view, self.facts))
        elif words:
            is_for_desk = isinstance(meaning, Opens) and meaning.flow in SPEAKING
            is_for_others = self._would_be_shared(meaning)
            is_asked = not (is_for_desk or is_for_others)
            noticed = noticed_beforehand(words, self.view, self.facts, is_asked=is_asked)
            self._is_noticed = bool(noticed.events)
            self.collect(noticed)
            if self._is_noticed and is_for_others:
                # Of a book or a plan nobody is asked who reads it: whoever looks after this person does.
                for line in self.view.lines[:1]:
                    mine = SendToLine(line.person, words, caseworker=line.caseworker, settled=(NOTICED,))
                    self.collect(relay.send_to_line(mine, self.view, self.facts))
            if self._is_noticed and isinstance(meaning, Opens):
                meaning = msgspec.structs.replace(meaning, given={**meaning.given, "settled": NOTICED})
        match meaning:
            case Acts(act=act, row=row, is_typed=is_typed):
                self._pressed(act, row, is_typed=is_typed)
            case Steers(interview=interview, word=word):
                self._steered(interview, word)
            case Opens(flow=flow, words=words, given=given):
                self.open(flow, given, words)
            case Answers(interview=interview, words=words):
                self._answered(interview, words)
            case Hands(interview=interview, given=given):
                self._handed(interview, given)
            case Does(command=command):
                self.do(command)
            case Reacts(emoji=emoji, source=source):
                self.do(React(emoji, source))
            case Edits(words=words):
                self._edited(words)
            case Replaces(by=by):
                self._replaced(by)
            case TakesBack() if self.view.taken_off is not None:
                self.do(React(""))
            case TakesBack():
                self.collect(relay.take_back(self._without_window(), self.facts))
            case Tells(text=text_id, prefix=prefix):
                self.tell(text(text_id, prefix=prefix) if prefix else Text(text_id))
            case TriesCode(invitation=invitation):
                self.collect(circles.second_code(self.view, invitation))
            case Goes(is_back=is_back):
                self._went(is_back=is_back)
            case Ignores():
                pass

    def _would_be_shared(self, meaning: Meaning) -> bool:
        """Whether what is said now would be written where others read it."""
        match meaning:
            case Answers(interview=interview) | Hands(interview=interview):
                flow_type = flow_named(interview.flow)
            case Opens(flow=flow_id):
                flow_type = flow_named(flow_id)
            case _:
                return False
        return flow_type is not None and any(question.is_shared for question in flow_type.questions)

    def _is_private(self, meaning: Meaning) -> bool:
        """Whether what is said now stands in a conversation that nobody else is told of, or may well."""
        match meaning:
            case Answers(interview=interview) | Hands(interview=interview):
                flow_type = flow_named(interview.flow)
            case Opens(given=given) if asked := self._interviews.get(str(given.get("interview", ""))):
                flow_type = flow_named(asked.flow)
            case Opens(flow=flow_id):
                flow_type = flow_named(flow_id)
            case _:
                return False
        return flow_type is not None and flow_type.is_private

    def tell(self, *parts: Value, rows: tuple[tuple[Choice, ...], ...] = ()) -> None:
        """Answer the speaker."""
        self.collect(Outcome(drafts=(told(self.view.speaker.id, *parts, kind=Kind.ANSWER, rows=rows),)))

    def do(self, command: Command) -> None:
        """Have a command judged by its rule and collect what comes of it, or what must be asked first."""
        if isinstance(command, SendToCircle | KeepTip | WriteGoal) and command.ready and not command.words:
            # The record holds what its writer read.
            command = msgspec.structs.replace(command, words=self._say(Text(command.ready)))
        onward, first = guarded(command, self.view, self.facts, is_noticed=self._is_noticed)
        if onward is not None:
            self.collect(self._explained(onward, perform(onward, self.view, self.facts)))
        self.collect(first)
        if isinstance(command, Join):
            # What is told of them from here on is told under the name they have just chosen.
            self.view = circles.joined_view(command, self.view)

    def _explained(self, command: Command, outcome: Outcome) -> Outcome:
        """Put below a caseworker's words of the office what asks for their meaning."""
        if not isinstance(command, SayInCircle | SendToLine | StepIn) or not self.view.speaker.is_caseworker:
            return outcome
        own = own_terms_in(command.words, self.facts.watch.glossary)
        offered = tuple(
            (Choice(text("label-explain", term=called(term)), Run("explain", {"term": term})),)
            for term in (*own, *self._terms_in(command.words))[:MOST]
        )
        drafts = (
            msgspec.structs.replace(one, rows=(*one.rows, *offered)) if one.kind == Kind.WORDS else one
            for one in outcome.drafts
        )
        return msgspec.structs.replace(outcome, drafts=tuple(drafts))

    def collect(self, outcome: Outcome) -> None:
        """Take in events and drafts, open what must be asked, pass on what was an answer after all."""
        self._events.extend(outcome.events)
        self._drafts.extend(self._placed(draft) for draft in outcome.drafts)
        for opened in outcome.opened:
            self.open(opened.flow, opened.given)
        for interview_id, words in outcome.answers:
            interview = self._interviews.get(interview_id)
            if interview is not None:
                self._answered_after_all(interview, words)

    def _placed(self, draft: Draft) -> Draft:
        me = self.view.speaker
        if draft.kind != Kind.ANSWER or draft.to != me.id:
            return draft
        draft = msgspec.structs.replace(draft, account=me.account)
        if self._in_place is None:
            return said_in_room(draft, self.view)
        target, self._in_place = self._in_place, None
        return msgspec.structs.replace(draft, operation=Operation.EDIT, target=target)

    def open(self, flow_id: str, given: dict[str, str], words: str = "") -> None:
        """Begin a conversation, filling in what was typed behind its command."""
        flow_type = flow_named(flow_id)
        if flow_type is None:
            self.tell(text("button-passed"))
            return
        if kinds := kinds_opening(flow_id):
            self._events.append(OfferAnswered(self.view.speaker.id, kinds, TAKEN))
        interview = Interview(id=new_id(), flow=flow_id, version=flow_type.version, given=dict(given))
        step = self._filled_in(flow_type, step_on(flow_type(self.view, self.facts, interview)), words)
        if step.fate == Fate.ASKS and flow_type.is_aside:
            self._let_questions_grow_old()
        elif step.fate == Fate.ASKS:
            step = self._put_others_to_sleep(step)
        self._follow(step)

    def _filled_in(self, flow_type: type[Flow], step: Step, words: str) -> Step:
        """Answer what stands behind the command beyond doubt; keep the rest for who takes free words."""
        while words and step.fate == Fate.ASKS:
            given, asked = step.interview.given, str(step.interview.asking)
            flow = flow_type(self.view, self.facts, marked_beforehand(step.interview, asked))
            taken = take_beginning(flow, words, self._say)
            if taken is None and not any(question.takes_words for question in flow_type.questions):
                taken = _taken_in_another_order(flow, words, self._say)
            if taken is None or (taken[0].fate == Fate.DONE and taken[1]):
                # Half of what was typed settles nothing: "yes" may be the beginning of a sentence.
                break
            if flow_type.takes_sentences and taken[1][:1].islower():
                # What is said goes on as a sentence does: of "Jon and Gladys danced" no name is cut off.
                break
            step, words = taken
            if step.fate == Fate.ASKS and step.interview.asking == asked:
                return msgspec.structs.replace(
                    step, interview=msgspec.structs.replace(step.interview, given=given)
                )
        if not words:
            return step
        if step.fate != Fate.ASKS:
            return msgspec.structs.replace(step, interview=put_behind(step.interview, words))
        if any(question.takes_words for question in flow_type.questions):
            return step_on(flow_type(self.view, self.facts, put_behind(step.interview, words)))
        return msgspec.structs.replace(step, parts=(_unused(words), *step.parts))

    def _let_questions_grow_old(self) -> None:
        """A question that a short one steps in front of is the newest no more: a "yes" is asked about."""
        for one in list(self._interviews.values()):
            if one.asking and not one.is_asleep:
                older = msgspec.structs.replace(one, given={**one.given, OLDER: "yes"})
                self._interviews[one.id] = older
                self._events.append(InterviewSaved(self.view.speaker.id, older))

    def _put_others_to_sleep(self, step: Step) -> Step:
        """One conversation at a time asks for typed answers; the one put aside is offered again after."""
        begun, aside = step.interview, ""
        for one in list(self._interviews.values()):
            if one.is_asleep or not one.asking:
                continue
            if one.flow == begun.flow and _opened_with(one) == _opened_with(begun):
                # The same conversation begun anew: what it had put aside is what this one puts aside.
                self._events.append(InterviewEnded(one.id))
                del self._interviews[one.id]
                aside = aside or str(one.given.get(PUT_ASIDE, ""))
                continue
            asleep = msgspec.structs.replace(one, is_asleep=True)
            self._interviews[one.id] = asleep
            self._events.append(InterviewSaved(self.view.speaker.id, asleep))
            flow_type = flow_named(one.flow)
            if flow_type is not None and not flow_type.is_aside:
                aside = aside or one.id
        if not aside:
            return step
        begun = msgspec.structs.replace(begun, given={**begun.given, PUT_ASIDE: aside})
        return msgspec.structs.replace(step, interview=begun)

    def offer_again(self) -> None:
        """Offer what a conversation that is over now had put aside: typed words would not go there."""
        for interview in self._over:
            other = self._interviews.get(str(interview.given.get(PUT_ASIDE, "")))
            if other is not None and other.is_asleep:
                self._put_to_sleep(other, text("flow-waits"))

    def _flow(self, interview: Interview) -> Flow | None:
        flow_type = flow_named(interview.flow)
        if flow_type is None:
            self._events.append(InterviewEnded(interview.id))
            self.tell(text("flow-gone"))
            return None
        return flow_type(self.view, self.facts, revived(flow_type, interview))

    def _answered(self, interview: Interview, words: str) -> None:
        flow = self._flow(interview)
        if flow is None:
            return
        steering = STEERING.get(words.strip().casefold())
        if steering and not is_answer(flow, words, self._say):
            self._follow(steer(flow, steering))
        elif flow.is_aside:
            # Nothing would show what became of words that were answered for by typing: the question does.
            step = take_words(flow, words, self._say)
            self._in_place = None if step.fate == Fate.ASKS else interview.prompt
            self._follow(step)
            self._fill_place()
        else:
            self._follow(take_words(flow, words, self._say))

    def _handed(self, interview: Interview, given: dict[str, str]) -> None:
        flow = self._flow(interview)
        if flow is not None and takes_files(flow):
            self._follow(take_files(flow, as_files(given.get("files", "")), given.get("words", "")))
            return
        if flow is not None and (why := flow.refuses(as_files(given.get("files", "")))) is not None:
            self._follow(step_on(flow, why))
            return
        # One picture after the other, each as a message of its own, is still one answer.
        files = " ".join(filter(None, (str(interview.given.get("files", "")), given.get("files", ""))))
        words = "\n".join(filter(None, (str(interview.given.get("words", "")), given.get("words", ""))))
        given = given | {"files": files, "words": words}
        flow = self._flow(msgspec.structs.replace(interview, given={**interview.given, **given}))
        if flow is not None:
            self._follow(step_on(flow))

    def _answered_after_all(self, interview: Interview, words: str) -> None:
        """Take words as an answer because their writer said so.

        Where yet another question was asked since, it may be that one that they mean: a choice is offered
        again then, and not made.
        """
        flow = self._flow(interview)
        if flow is None:
            return
        over = {one.id for one in self._over}
        since = [one for one in self._interviews.values() if one.id not in over and _is_newer(one, interview)]
        if since and not takes_words(flow):
            self._follow(steer(flow, "wake"))
        else:
            self._answered(interview, words)

    def _steered(self, interview: Interview | None, word: str) -> None:
        if interview is None:
            self.tell(text("flow-none"))
            return
        flow = self._flow(interview)
        if flow is not None:
            self._follow(steer(flow, word))

    def _pressed(self, act: object, row: str | None, *, is_typed: bool) -> None:
        match act:
            case Run(flow=flow, given=given):
                self._in_place = None
                self.open(flow, {name: str(value) for name, value in given.items()})
            case Choose(interview=interview_id) | Steer(interview=interview_id):
                interview = self._interviews.get(interview_id)
                if interview is None:
                    self._in_place = row
                    self.tell(text("button-passed"))
                    return
                is_newest, flow_type = row == interview.prompt, flow_named(interview.flow)
                # A typed answer stands below its question, and what comes of it below that; only what became
                # of somebody's words is shown where it was asked.
                is_shown_there = not is_typed or (flow_type is not None and flow_type.is_aside)
                self._in_place = row if is_newest and is_shown_there else None
                if isinstance(act, Steer) and act.word != "wake" and not is_newest:
                    # "Back" under an older question would move the newer one.
                    self._steered(interview, "passed")
                elif isinstance(act, Steer):
                    self._steered(interview, act.word)
                elif (chosen := self._flow(interview)) is not None:
                    self._follow(take_choice(chosen, act.question, str(act.value)))
                self._fill_place()
            case _:
                self.tell(text("button-passed"))

    def _fill_place(self) -> None:
        # Nothing stands in the question's place yet: its words simply went where they were to go.
        if self._in_place is not None:
            self.tell(text("words-sent"))

    def _follow(self, step: Step) -> None:
        interview = step.interview
        if step.fate in (Fate.DONE, Fate.CANCELLED):
            self._events.append(InterviewEnded(interview.id))
            self._over.append(interview)
        for command in step.commands:
            self.do(command)
        if step.fate == Fate.CANCELLED:
            self.tell(*step.parts)
        if step.fate in (Fate.DONE, Fate.CANCELLED):
            if words := behind(interview):
                self.tell(_unused(words))
        elif step.fate == Fate.SLEEPS:
            self._put_to_sleep(interview, *step.parts)
        elif step.fate == Fate.ASKS:
            self._ask(step)

    def _put_to_sleep(self, interview: Interview, *parts: Value) -> None:
        me = self.view.speaker.id
        go_on = Choice(Text("label-go-on"), Steer(interview.id, "wake"))
        draft = self._placed(told(me, *parts, kind=Kind.ANSWER, rows=((go_on,),)))
        self._drafts.append(draft)
        asleep = msgspec.structs.replace(interview, prompt=draft.id, is_asleep=True)
        self._events.append(InterviewSaved(me, asleep))

    def _ask(self, step: Step) -> None:
        interview, asking = step.interview, str(step.interview.asking)
        options = shown_options(step)
        buttons = [Choice(one.label, Choose(interview.id, asking, one.value)) for one in options]
        is_whole = len(options) == sum(not one.is_silent for one in step.options)
        parts = step.parts if is_whole else (*step.parts, text("options-more"))
        rows = _in_rows(options, buttons)
        steering = tuple(Choice(Text(f"label-{word}"), Steer(interview.id, word)) for word in step.steering)
        rows = [row for row in (*rows, steering) if row]
        draft = self._placed(told(self.view.speaker.id, *parts, kind=Kind.ANSWER, rows=tuple(rows)))
        self._drafts.append(draft)
        given = {name: value for name, value in interview.given.items() if name != OLDER}
        asked = msgspec.structs.replace(interview, prompt=draft.id, asked_at=self.view.now, given=given)
        self._interviews[asked.id] = asked
        self._events.append(InterviewSaved(self.view.speaker.id, asked))

    def _edited(self, words: str) -> None:
        if len(words) > self.view.message_chars:
            self.tell(text("words-too-long"))
        elif (asked := self.view.pointed_at) is not None and (words or asked.given.get("files")):
            self._ask_about(asked, words)
        elif not words:
            self.tell(text("words-empty"))
        elif self.view.own is None:
            self.collect(relay.edit(words, self.view))
        else:
            may_go, first = changed(words, self.view.own, self.view, self.facts)
            self.collect(first)
            if may_go:
                self.collect(relay.edit(words, self.view))

    def _replaced(self, by: Meaning) -> None:
        """Another file stands in an own message: the old one is taken back, and this goes like a new one."""
        own, asked = self.view.own, self.view.pointed_at
        if asked is not None:
            # What it was asked about is not there any more: the question is about nothing, and what stands
            # there now is looked at from the beginning.
            self._events.append(InterviewEnded(asked.id))
            self._over.append(asked)
            self._in_place = asked.prompt
            self.view = msgspec.structs.replace(self.view, points_at=None)
            self.play(by)
            self._fill_place()
            return
        if own is None or own.is_over:
            self.tell(text("edit-unknown"))
            return
        self.collect(Outcome(events=relay.take_back(self._without_window(), self.facts).events))
        self.view = msgspec.structs.replace(self.view, own=None, points_at=None)
        self.play(by)

    def _ask_about(self, asked: Interview, words: str) -> None:
        # Words that have not left are simply other words now; the old ones are gone with them, and so is what
        # was settled about those.
        kept = msgspec.structs.replace(asked, given={**asked.given, "words": words, "settled": ""})
        flow = self._flow(kept)
        if flow is None:
            return
        if kept.asking and kept.prompt:
            self._in_place = kept.prompt
            anew = flow.looked_at_anew() if isinstance(flow, Aside) else ()
            self._follow(Step(Fate.DONE, kept, commands=tuple(anew)) if anew else step_on(flow))
            self._fill_place()
        else:
            self._events.append(InterviewSaved(self.view.speaker.id, kept))
            self.tell(text("edit-kept"))

    def _without_window(self) -> View:
        # The messenger itself has already removed the words from one side: follow it at any time.
        return msgspec.structs.replace(
            self.view, speaker=msgspec.structs.replace(self.view.speaker, undo_seconds=None)
        )

    def _went(self, *, is_back: bool) -> None:
        me = self.view.speaker
        self._events.append(AccountBack(me.account) if is_back else AccountLost(me.account))
        is_elsewhere = any(one.is_reachable and one.id != me.account for one in self.facts.accounts)
        if not is_back and not is_elsewhere:
            for line in self.view.lines:
                self._drafts.append(told(line.caseworker, text("account-lost", name=me.name)))


def _in_rows(options: Sequence[Option], buttons: Sequence[Choice]) -> list[tuple[Choice, ...]]:
    """Return the buttons row by row: as their question lays them out, else two side by side or each alone."""
    if all(option.row is None for option in options):
        return [tuple(buttons)] if len(buttons) <= _ROW else [(one,) for one in buttons]
    rows: list[tuple[Choice, ...]] = []
    before = None
    for option, one in zip(options, buttons, strict=True):
        if option.row is not None and option.row == before:
            rows[-1] = (*rows[-1], one)
        else:
            rows.append((one,))
        before = option.row
    return rows


def _words_in(meaning: Meaning) -> str:
    """Return what was said in this turn and does not go to anybody yet."""
    match meaning:
        case Answers(words=words):
            return words
        case Opens(words=words, given=given):
            return words or str(given.get("words", ""))
        case Hands(given=given):
            return given.get("words", "")
        case _:
            return ""


def _taken_in_another_order(flow: Flow, words: str, say: Say) -> tuple[Step, str] | None:
    """Return what is taken where only choices are asked for, and were named in another order than that."""
    pieces = words.split()
    for first in range(1, len(pieces)):
        taken = take_beginning(flow, " ".join([*pieces[first:], *pieces[:first]]), say)
        if taken is not None:
            return taken
    return None


def _unused(words: str) -> Text:
    return text("behind-unused", words=excerpt(words))


def _opened_with(interview: Interview) -> dict[str, object]:
    return {**without_traces(interview.given), PUT_ASIDE: ""}


def _is_newer(one: Interview, than: Interview) -> bool:
    """Whether a question waits that was asked after another one."""
    is_waiting = one.id != than.id and one.asking and not one.is_asleep
    return bool(is_waiting) and (one.prompt or "") > (than.prompt or "")
