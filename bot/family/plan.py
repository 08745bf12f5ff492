"""The plans that both homes make: who suggests, who has yet to agree, and when it holds.

There is the partnership plan of a circle, and one for going home while that is planned (``family.homeward``).
Knows nothing of how it is asked for, and nothing of tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import msgspec

from bot.chat.draft import Choice, Draft, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Lines, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import AgreePlan, DecidePlan, TakeBackPlan, WritePlan
from bot.family.events import PlanAgreed, PlanDecided, PlanTakenBack, PlanWritten
from bot.family.facts import CallQuestion, Facts, PlanItem
from bot.family.outcome import Outcome, answered, told
from bot.family.spoken import events_of, in_said, is_seen_first, message_of, opening, read, told_of_files


class Kind(StrEnum):
    """What a plan is for; the word is the conversation in which it is read."""

    PARTNERSHIP = "plan"
    HOME = "going-home"


ALONG = "along"
"""The topic of what a child is used to: pages of the book go with its words."""
OVERNIGHTS, TOUCH, WORRIES = "overnights", "touch", "worries"

BOOKS: Mapping[Kind, tuple[str, ...]] = {
    Kind.PARTNERSHIP: (
        "contact",
        "needs",
        "routines",
        "likes",
        "together",
        "attend",
        "hair",
        "clothes",
        "religion",
        "people",
        "more",
    ),
    Kind.HOME: (OVERNIGHTS, "tell", ALONG, "things", "doctors", "weeks", TOUCH, WORRIES),
}
"""What each plan is about (PRODUCT, section 3). A new topic is a word here, found in one plan only, and its
texts "plan-about-<topic>" and, for going home, "plan-hint-<topic>"."""
TOPICS = BOOKS[Kind.PARTNERSHIP]

CALL_LIST = "call-list"
"""The topic of what is for the list of a first call. Nobody agrees to it: it is no part of a plan."""


def kind_of(topic: str) -> Kind:
    """Return which plan a topic is of."""
    return Kind.HOME if topic in BOOKS[Kind.HOME] else Kind.PARTNERSHIP


def is_topic(topic: str) -> bool:
    """Whether a plan has it."""
    return any(topic in topics for topics in BOOKS.values())


class Standing(StrEnum):
    """How a topic stands: nothing is there, something is suggested, agreed on, or agreed on and to change."""

    EMPTY = "empty"
    SUGGESTED = "suggested"
    AGREED = "agreed"
    CHANGING = "changing"


class Act(StrEnum):
    """What may happen to a topic. The last yes that was missing is one of its own."""

    SUGGEST = "suggest"
    AGREE = "agree"
    AGREE_LAST = "agree-last"
    TAKE_BACK = "take-back"


NEXT: dict[tuple[Standing, Act], Standing] = {
    (Standing.EMPTY, Act.SUGGEST): Standing.SUGGESTED,
    (Standing.SUGGESTED, Act.SUGGEST): Standing.SUGGESTED,
    (Standing.SUGGESTED, Act.AGREE): Standing.SUGGESTED,
    (Standing.SUGGESTED, Act.AGREE_LAST): Standing.AGREED,
    (Standing.SUGGESTED, Act.TAKE_BACK): Standing.EMPTY,
    (Standing.AGREED, Act.SUGGEST): Standing.CHANGING,
    (Standing.CHANGING, Act.SUGGEST): Standing.CHANGING,
    (Standing.CHANGING, Act.AGREE): Standing.CHANGING,
    (Standing.CHANGING, Act.AGREE_LAST): Standing.AGREED,
    (Standing.CHANGING, Act.TAKE_BACK): Standing.AGREED,
}
"""The whole machine of a topic: what is not in it cannot happen. Only AGREE_LAST lets new words hold, and it
needs everybody's yes to the same ones; while something is suggested, somebody has a turn."""


def standing(items: Iterable[PlanItem], circle: str, topic: str) -> Standing:
    """Return how a topic of a circle stands."""
    states = {one.is_agreed for one in items if (one.circle, one.topic) == (circle, topic)}
    if True in states:
        return Standing.CHANGING if False in states else Standing.AGREED
    return Standing.SUGGESTED if states else Standing.EMPTY


def _suggested(item: str, act: Act, facts: Facts) -> PlanItem | None:
    """Return what is suggested, if the table lets this act happen to it now."""
    found = next((one for one in facts.plan if one.id == item and not one.is_agreed), None)
    if found is None or (standing(facts.plan, found.circle, found.topic), act) not in NEXT:
        return None
    return found


def needed(circle: Circle) -> tuple[tuple[Member, ...], ...]:
    """Return whose yes it takes, as groups of which one is enough: each parent, and each home.

    Two caregivers of one home answer for it, and the first counts (PRODUCT, section 1).
    """
    there = [one for one in circle.members if one.is_joined or one.is_by_phone]
    parents = [(one,) for one in there if one.role == Role.PARENT]
    homes: dict[str, list[Member]] = {}
    for one in there:
        if one.role == Role.CAREGIVER:
            homes.setdefault(one.home or one.id, []).append(one)
    return (*parents, *(tuple(home) for home in homes.values()))


def missing(circle: Circle, yes: Iterable[str]) -> tuple[tuple[Member, ...], ...]:
    """Return the groups of which nobody has agreed yet."""
    given = set(yes)
    return tuple(group for group in needed(circle) if not any(one.id in given for one in group))


def has_both_sides(circle: Circle) -> bool:
    """Whether there is a parent and a home: nobody agrees with themself."""
    roles = {group[0].role for group in needed(circle)}
    return roles >= set(WRITERS)


def is_settled(circle: Circle, yes: Iterable[str]) -> bool:
    """Whether everybody whose yes it takes has given it."""
    return has_both_sides(circle) and not missing(circle, yes)


def shut(circle: Circle | None, view: View) -> Value | None:
    """Return why nothing can be suggested or agreed on now."""
    if circle is None or view.speaker.role not in WRITERS:
        return text("circle-gone")
    if circle.phase in (Phase.PAUSED, Phase.CLOSED):
        called = circle.called(view.speaker.id, view.circles)
        return text("circle-paused", caseworker=circle.caseworker_name, children=called)
    if circle.is_held:
        return text("plan-later", caseworker=circle.caseworker_name)
    return None


def barred(topic: str, circle: Circle | None, view: View, facts: Facts) -> Value | None:
    """Return why nothing can be suggested or agreed on for a topic now; going home must have begun for it."""
    if circle is not None and kind_of(topic) == Kind.HOME and facts.homecoming(circle.id) is None:
        return text("going-nothing")
    return shut(circle, view)


def about(topic: str, circle: Circle, facts: Facts) -> Value:
    """Return the children whom a topic's plan is about: of those of the circle, perhaps some."""
    planned = facts.homecoming(circle.id) if kind_of(topic) == Kind.HOME else None
    return planned.called(circle) if planned else circle.label


def kept_by(topic: str, circle: Circle, facts: Facts, outcome: Outcome) -> Outcome:
    """Return the same; what tells of going home is told only as long as it is planned."""
    planned = facts.homecoming(circle.id) if kind_of(topic) == Kind.HOME else None
    if planned is None:
        return outcome
    drafts = (msgspec.structs.replace(one, homecoming=planned.id) for one in outcome.drafts)
    return msgspec.structs.replace(outcome, drafts=tuple(drafts))


def reads(item: PlanItem, circle: Circle) -> Value:
    """Return what somebody suggests as it is read, with the names of the pages of the book that go along."""
    there = pages_of(item, circle)
    if not there:
        return read(item)
    pages = text("plan-along", pages=listing(tuple(page_called(one, circle) for one in there)))
    return Lines((read(item), pages)) if item.words or item.files else pages


def pages_of(item: PlanItem, circle: Circle) -> tuple[str, ...]:
    """Return the pages of the book that go along: of a child who lives elsewhere by now, none."""
    children = {one.id for one in circle.children}
    return tuple(one for one in item.along if one.partition("/")[0] in children)


def page_called(page: str, circle: Circle) -> Value:
    """Return what a page of a child's book is called."""
    child, _, topic = page.partition("/")
    name = next((one.name for one in circle.children if one.id == child), "–")
    return text("plan-along-of", topic=Text(f"label-book-{topic}"), child=name)


def write(command: WritePlan, view: View, facts: Facts) -> Outcome:
    """Suggest words; everybody else is asked whether they agree. An earlier suggestion makes room."""
    me, circle = view.speaker, view.circle(command.circle)
    if (why := barred(command.topic, circle, view, facts)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    item, first = said_by(view, circle, command.topic, command.said)
    item = msgspec.structs.replace(item, along=command.along)
    is_held = is_seen_first(item.files, (circle,), facts)
    written = PlanWritten(
        item.id,
        circle.id,
        circle.family,
        me.id,
        item.topic,
        item.words,
        item.message,
        is_held=is_held,
        along=item.along,
    )
    outcome = first + Outcome(events=(written,))
    if is_held:
        return kept_by(item.topic, circle, facts, outcome + held(item, circle, facts))
    asked = [one for one in circle.reach(me.id) if one.role in WRITERS]
    done = text("plan-done-nobody")
    if asked:
        done = text("plan-done", people=listing([one.name for one in asked]))
    outcome += Outcome(drafts=told_others(item, circle, facts))
    done_with = answered(me.id, done, rows=(_look(item),))
    return kept_by(item.topic, circle, facts, outcome + done_with)


def said_by(view: View, circle: Circle, topic: str, said: str) -> tuple[PlanItem, Outcome]:
    """Return what the speaker says, and what is so of its files before it stands anywhere."""
    me, (files, words) = view.speaker, in_said(said)
    message = message_of(said, circle, view)
    item = PlanItem(
        id=new_id(),
        circle=circle.id,
        topic=topic,
        words=words,
        author=me.id,
        author_name=me.name,
        is_agreed=False,
        at=view.now,
        message=message.id if message else None,
        files=files,
    )
    return item, Outcome(events=events_of(message)) + told_of_files(files, view)


def held(item: PlanItem, circle: Circle, facts: Facts) -> Outcome:
    """Have the caseworker look first, and say so to who wrote it."""
    line = held_line(item, circle, facts)
    desk = told(circle.caseworker, line, reads(item, circle), rows=held_rows(item))
    done = text("plan-done-held", caseworker=circle.caseworker_name)
    return Outcome(drafts=(desk,)) + answered(item.author, done)


def held_line(item: PlanItem, circle: Circle, facts: Facts) -> Value:
    """Return what a caseworker is told of what waits for her look."""
    who, children = item.author_name, about(item.topic, circle, facts)
    if item.topic == CALL_LIST:
        return text("call-held-desk", who=who, children=children)
    return text("plan-held-desk", who=who, children=children, topic=topic_called(item.topic))


def held_rows(item: PlanItem) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under what waits for her look."""
    return (
        *hearing(item.circle, (item,)),
        (
            Choice(Text("label-approve"), Run("plan-decide", {"item": item.id, "yes": "yes"})),
            Choice(Text("label-decline"), Run("plan-decide", {"item": item.id})),
        ),
    )


def told_others(item: PlanItem, circle: Circle, facts: Facts) -> tuple[Draft, ...]:
    """Return what everybody else is told or asked of what somebody has said."""
    here = [one for one in circle.reach(item.author) if one.role in WRITERS and not one.is_by_phone]
    if item.topic == CALL_LIST:
        return tuple(_listed(item, one, circle) for one in here)
    return (*(_asked(item, one, circle, facts) for one in here), *_by_phone(item, circle))


def _listed(item: PlanItem, to: Member, circle: Circle) -> Draft:
    look = (Choice(Text("label-call-list"), Run("first-call", {"circle": circle.id})),)
    return told(
        to.id,
        text("call-question-told", who=item.author_name, children=circle.label),
        text("call-item", words=read(item)),
        rows=(*hearing(circle.id, (item,)), look),
        circle=circle.id,
    )


def decide(command: DecidePlan, view: View, facts: Facts) -> Outcome:
    """Let what waits be seen by the others, or not; who wrote it learns which."""
    me = view.speaker
    item = next((one for one in facts.held if one.id == command.item), None)
    circle = facts.desk.circle(item.circle) if item else None
    if item is None or circle is None:
        return answered(me.id, text("queue-gone"))
    decided = PlanDecided(item.id, circle.id, circle.family, item.topic, me.id, command.is_approved)
    is_told = command.is_approved and circle.phase != Phase.PAUSED
    fate = "plan-let-in-told" if command.is_approved else "plan-sent-back-told"
    writer = told(item.author, text(fate, caseworker=me.name), circle=circle.id)
    others = told_others(item, circle, facts) if is_told else ()
    done = text("book-approved" if command.is_approved else "book-declined", who=item.author_name)
    outcome = kept_by(item.topic, circle, facts, Outcome(events=(decided,), drafts=(*others, writer)))
    return outcome + answered(me.id, done)


def hearing(circle: str, items: Iterable[PlanItem | CallQuestion]) -> tuple[tuple[Choice, ...], ...]:
    """Return a button for each that is a voice or a picture: what holds by its topic, else by who said it."""
    return tuple(opening(_hear(one), "plan-file", circle=circle, item=one.id) for one in items if one.files)


def _hear(one: PlanItem | CallQuestion) -> Value:
    if isinstance(one, PlanItem) and one.is_agreed:
        return text("label-in-book-hear", field=topic_called(one.topic))
    return text("label-hear-from", who=one.author_name)


def _by_phone(item: PlanItem, circle: Circle) -> tuple[Draft, ...]:
    """Have the caseworker ask those whom only she reaches, and give their yes."""
    people = [one for one in circle.reach(item.author) if one.is_by_phone and one.role in WRITERS]
    # What is theirs alone goes to no caseworker, not even to be passed on.
    if not people or circle.is_theirs_alone:
        return ()
    names = listing([one.name for one in people])
    please = text("plan-phone", who=item.author_name, topic=topic_called(item.topic), people=names)
    given = {"item": item.id, "circle": circle.id}
    rows = tuple(
        (Choice(text("label-plan-agree-for", name=one.name), Run("plan-agree", {**given, "person": one.id})),)
        for one in people
    )
    heard = hearing(circle.id, (item,))
    return (told(circle.caseworker, please, reads(item, circle), rows=(*heard, *rows)),)


def topic_called(topic: str) -> Value:
    """Return what a topic of the plan is called."""
    if topic == CALL_LIST:
        return Text("label-first-call")
    return Text(f"plan-about-{topic}") if is_topic(topic) else Text("call-said-title")


def _look(item: PlanItem) -> tuple[Choice, ...]:
    return (Choice(Text("label-plan-look"), Run(kind_of(item.topic).value, {"circle": item.circle})),)


def answer_rows(item: PlanItem) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons under what somebody suggests."""
    other = {"circle": item.circle, "topic": item.topic}
    return (
        (
            Choice(Text("label-plan-agree"), Run("plan-agree", {"item": item.id})),
            Choice(Text("label-plan-other"), Run("plan-write", other)),
        ),
    )


def _asked(item: PlanItem, to: Member, circle: Circle, facts: Facts) -> Draft:
    now = standing(facts.plan, item.circle, item.topic)
    is_change = now in (Standing.AGREED, Standing.CHANGING)
    asks = text(
        "plan-change-asked" if is_change else "plan-asked",
        who=item.author_name,
        topic=topic_called(item.topic),
    )
    if not is_topic(item.topic):
        asks = text("call-said-asked", who=item.author_name)
    rows = (*hearing(circle.id, (item,)), *answer_rows(item))
    return told(to.id, asks, reads(item, circle), rows=rows, circle=circle.id, author=item.author)


def agree(command: AgreePlan, view: View, facts: Facts) -> Outcome:
    """Agree to what is suggested. When it was the last yes, all hear of it together (`store.plan`)."""
    me = view.speaker
    item = _suggested(command.item, Act.AGREE, facts)
    if item is None:
        return answered(me.id, text("plan-gone"))
    if me.is_caseworker:
        return _agree_for(command, item, view, facts)
    circle = view.circle(item.circle)
    if (why := barred(item.topic, circle, view, facts)) is not None or circle is None:
        return answered(me.id, why or text("circle-gone"))
    if me.id in item.yes:
        return answered(me.id, _waits_for(circle, item.yes))
    event = PlanAgreed(item.id, circle.id, circle.family, me.id, me.id)
    yes = item.yes | {me.id}
    if is_settled(circle, yes):
        return Outcome(events=(event,))
    return Outcome(events=(event,)) + answered(me.id, _waits_for(circle, yes))


def _agree_for(command: AgreePlan, item: PlanItem, view: View, facts: Facts) -> Outcome:
    """Note the yes of somebody without a smartphone, who told it to the caseworker."""
    me, circle = view.speaker, facts.desk.circle(item.circle)
    member = circle.member(command.person or "") if circle else None
    if circle is None or member is None or not member.is_by_phone or member.id in item.yes:
        return answered(me.id, text("plan-gone"))
    event = PlanAgreed(item.id, circle.id, circle.family, member.id, me.id)
    return Outcome(events=(event,)) + answered(me.id, text("plan-agreed-for", name=member.name))


def _waits_for(circle: Circle, yes: Iterable[str]) -> Value:
    names = [one.name for group in missing(circle, yes) for one in group[:1]]
    if not names or not has_both_sides(circle):
        return text("plan-waits-nobody")
    return text("plan-waits", people=listing(names))


def take_back(command: TakeBackPlan, view: View, facts: Facts) -> Outcome:
    """Suggest it no more; whoever was asked is told."""
    me = view.speaker
    item = _suggested(command.item, Act.TAKE_BACK, facts)
    circle = view.circle(item.circle) if item else None
    if item is None or circle is None or item.author != me.id:
        return answered(me.id, text("plan-gone"))
    event = PlanTakenBack(item.id, circle.id, circle.family, me.id)
    topic = topic_called(item.topic)
    back = text("plan-taken-back-told", who=me.name, topic=topic)
    told_others = tuple(
        told(one.id, back, circle=circle.id, author=me.id)
        for one in circle.reach(me.id)
        if one.role in WRITERS and not one.is_by_phone
    )
    done = answered(me.id, text("plan-taken-back", topic=topic))
    return kept_by(item.topic, circle, facts, Outcome(events=(event,), drafts=told_others) + done)
