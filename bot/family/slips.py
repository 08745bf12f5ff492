"""Forms: given to the caseworker, passed on by her to those who may have them, signed, and told of.

Nobody reads a form because somebody else wants it: its giver names who may sign, the caseworker says who has
it, and who may know of the child is looked at then and again when it leaves (`store.slips.may_have`). Readers
never learn of each other by it, and of its giver only where they share a circle.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from bot.chat.draft import Choice, Draft, Kind, Run
from bot.chat.ids import new_id
from bot.chat.people import Circle, Member, Phase, Role, View
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.family.book import WRITERS
from bot.family.commands import (
    AnswerSlip,
    AskAboutSlip,
    BringSlip,
    DecidePage,
    DeclineSlip,
    GiveSlip,
    PassSlip,
    SendToLine,
    ShowSlip,
    WithdrawSlip,
)
from bot.family.events import (
    Acted,
    MessageWithdrawn,
    MessageWritten,
    PageDecided,
    SlipAnswered,
    SlipDeclined,
    SlipGiven,
    SlipPassed,
    SlipWithdrawn,
)
from bot.family.facts import Facts
from bot.family.outcome import Opened, Outcome, answered, told
from bot.family.relay import send_to_line, show
from bot.family.slip import ANSWERS, NEXT, OF_HEALTH, Act, Page, Slip, Stand, State, called, open_about
from bot.family.spoken import told_of_files
from bot.family.wall import local

GIVE_FLOW = "slip-give"


def around(view: View, facts: Facts) -> tuple[Circle, ...]:
    """Return the circles about whose children the speaker may give forms."""
    me = view.speaker
    if me.is_caseworker:
        return facts.desk.circles
    return view.circles if me.role in WRITERS else ()


def bring(command: BringSlip) -> Outcome:
    """Ask what it is and who may sign it."""
    files = " ".join(str(file) for file in command.files)
    given = {"files": files, "words": command.words, "source": command.source} if files else {}
    return Outcome(opened=(Opened(GIVE_FLOW, given),))


def give(command: GiveSlip, view: View, facts: Facts) -> Outcome:
    """Give a form to the caseworker of the child's circle: nobody else hears of it before she has decided."""
    me = view.speaker
    there = open_about(around(view, facts), command.child)
    if not there or not command.files:
        return answered(me.id, text("slip-nobody"))
    circle = there[0]
    known = {one.id for circle in there for one in circle.others(me.id) if (me.id, one.id) not in facts.apart}
    written = MessageWritten(
        id=new_id(),
        author=me.id,
        words=command.words,
        circle=circle.id,
        family=circle.family,
        files=command.files,
    )
    given = SlipGiven(
        new_id(),
        circle.family,
        circle.id,
        command.child,
        me.id,
        command.kind,
        command.title,
        written.id,
        tuple(one for one in command.signers if one in known),
        command.is_unsure,
        command.due,
    )
    outcome = Outcome(events=(written, given)) + told_of_files(command.files, view)
    names = {child.id: child.name for child in circle.children}
    what = called(_fresh(given, names[command.child], me.name, view))
    if me.is_caseworker:
        return outcome + answered(me.id, text("slip-given-desk", form=what), rows=look_rows(given.id))
    desk = told(circle.caseworker, text("slip-waits", who=me.name, form=what), rows=look_rows(given.id))
    done = text("slip-given", caseworker=circle.caseworker_name, form=what)
    return outcome + Outcome(drafts=(desk,)) + answered(me.id, done, rows=look_rows(given.id))


def _fresh(given: SlipGiven, child: str, giver: str, view: View) -> Slip:
    return Slip(
        given.id,
        given.family,
        given.circle,
        given.child,
        child,
        given.kind,
        given.title,
        given.giver,
        giver,
        given.message,
        State.WAITING,
        view.now,
        given.due,
    )


def look_rows(slip: str) -> tuple[tuple[Choice, ...], ...]:
    """Return the button that shows a form."""
    return ((Choice(Text("label-slip-look"), Run("form", {"slip": slip})),),)


def withdraw(command: WithdrawSlip, view: View, facts: Facts) -> Outcome:
    """Take it back while nobody but the caseworker has it."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    if slip is None or slip.giver != me.id or (slip.state, Act.WITHDRAW) not in NEXT:
        return answered(me.id, text("slip-gone"))
    events = (SlipWithdrawn(slip.id, slip.family, me.id), MessageWithdrawn(slip.message))
    caseworkers = [one.caseworker for one in view.circles if one.id == slip.circle]
    back = tuple(told(one, text("slip-back-told", who=me.name, form=called(slip))) for one in caseworkers)
    return Outcome(events=events, drafts=back) + answered(me.id, text("slip-back"))


# --- at the desk -----------------------------------------------------------------------------------


def may_read(slip: Slip, facts: Facts) -> tuple[tuple[Member, ...], tuple[Value, ...]]:
    """Return who may have a form and has not, and of everybody else around the child why they cannot."""
    having = {one.person for one in slip.holders if one.stand != Stand.NAMED}
    found: dict[str, Member] = {}
    why: dict[str, Value] = {}
    for circle in open_about(facts.desk.circles, slip.child):
        for one in circle.others(slip.giver) if circle.family == slip.family else ():
            if one.id in having:
                continue
            if (reason := _why_not(one, slip, facts)) is None:
                found[one.id] = one
            else:
                why[one.id] = reason
    return tuple(found.values()), tuple(said for one, said in why.items() if one not in found)


def _why_not(one: Member, slip: Slip, facts: Facts) -> Text | None:
    if one.is_by_phone:
        return text("slip-by-phone", who=one.name)
    if not one.is_joined:
        return text("slip-not-here", who=one.name)
    is_open = one.role == Role.CAREGIVER or (one.id, slip.child) in facts.slips.knows
    if is_open:
        return None
    return text("slip-no-know", who=one.name, child=slip.child_name, kind=Text("contact-know"))


def is_open_to(slip: Slip, person: str, facts: Facts) -> bool:
    """Whether somebody who has a form may still have it, as a caseworker sees it."""
    there = (circle.member(person) for circle in open_about(facts.desk.circles, slip.child))
    return any(one is not None and _why_not(one, slip, facts) is None for one in there)


def preset(slip: Slip, facts: Facts) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Return who is to read it and to sign it if the caseworker wants no more than was asked for."""
    allowed = [one for one in may_read(slip, facts)[0] if (slip.giver, one.id) not in facts.apart]
    named = {one.person for one in slip.having(Stand.NAMED)}
    if named or slip.is_unsure:
        signers = tuple(one for one in allowed if one.id in named)
        return signers, signers
    circle = facts.desk.circle(slip.circle)
    others = {one.id for one in circle.others(slip.giver) if one.role in WRITERS} if circle else set()
    return tuple(one for one in allowed if one.id in others), ()


def desk_parts(slip: Slip, facts: Facts) -> tuple[Value, ...]:
    """Return what a caseworker reads of a form: what was said, who has it and what they said, who cannot."""
    lines: list[Value] = [called(slip), text("slip-from", who=slip.giver_name or "–")]
    if named := [one.name for one in slip.having(Stand.NAMED)]:
        lines.append(text("slip-named", people=listing(named)))
    if slip.is_unsure and slip.state == State.WAITING:
        lines.append(text("slip-unsure"))
    if slip.due is not None:
        lines.append(text("slip-due", day=Day(slip.due)))
    if slip.state != State.WAITING:
        lines.append(Text(f"slip-is-{slip.state.value}"))
    holders = [one for one in slip.holders if one.stand != Stand.NAMED]
    for one in holders:
        is_open = slip.state != State.PASSED or is_open_to(slip, one.person, facts)
        lines.append(
            text(f"slip-stands-{one.stand.value}", who=one.name)
            if is_open or one.stand in (Stand.SIGNED, Stand.PAPER)
            else text("slip-stands-closed", who=one.name)
        )
    if not _may(slip, Act.PASS):
        return (Lines(tuple(lines)),)
    allowed, why = may_read(slip, facts)
    cautions: list[Value] = [*why]
    around_it = {one.id: one.name for one in allowed} | {slip.giver: slip.giver_name or "–"}
    kept_apart = {one for pair in facts.apart if set(pair) <= around_it.keys() for one in pair}
    if kept_apart:
        names = [name for one, name in around_it.items() if one in kept_apart]
        cautions.append(text("slip-apart", people=listing(names)))
    circle = facts.desk.circle(slip.circle)
    if circle is not None and circle.phase == Phase.PAUSED:
        cautions.append(text("slip-paused"))
    return (Lines(tuple(lines)), *((Lines(tuple(cautions)),) if cautions else ()))


def _may(slip: Slip, act: Act) -> bool:
    return (slip.state, act) in NEXT


def desk_rows(slip: Slip, facts: Facts) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons of a caseworker under a form."""
    rows: list[tuple[Choice, ...]] = [
        (
            Choice(
                text("label-slip-page", who=one.name),
                Run("slip-page", {"slip": slip.id, "holder": one.person}),
            ),
        )
        for one in slip.holders
        if one.page != Page.NONE
    ]
    if slip.state == State.WAITING:
        readers, signers = preset(slip, facts)
        if readers:
            given = {
                "slip": slip.id,
                "to": " ".join(one.id for one in readers),
                "sign": " ".join(one.id for one in signers),
                "was": slip.state.value,
                "quick": "yes",
            }
            names = listing([one.name for one in readers])
            rows.append((Choice(text("label-slip-pass", people=names), Run("slip-pass", given)),))
    if _may(slip, Act.PASS) and may_read(slip, facts)[0]:
        label = "label-slip-choose" if slip.state == State.WAITING else "label-slip-more"
        rows.append((Choice(Text(label), Run("slip-pass", {"slip": slip.id, "was": slip.state.value})),))
    if _may(slip, Act.DECLINE):
        rows.append((Choice(Text("label-slip-decline"), Run("slip-decline", {"slip": slip.id})),))
    return tuple(rows)


def pass_on(command: PassSlip, view: View, facts: Facts) -> Outcome:
    """Let people have a form, and ask some of them to sign it. Who may not have it by now stops all of it."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    if slip is None or not me.is_caseworker or slip.state != command.was or not _may(slip, Act.PASS):
        return answered(me.id, text("queue-gone"))
    allowed = {one.id: one for one in may_read(slip, facts)[0]}
    wanted = dict.fromkeys((*command.readers, *command.signers))
    if not wanted or not set(wanted) <= allowed.keys():
        rows = desk_rows(slip, facts)
        return answered(me.id, text("slip-changed"), *desk_parts(slip, facts), rows=rows)
    due = command.due or slip.due
    event = SlipPassed(slip.id, slip.family, me.id, tuple(wanted), command.signers, due)
    readers = [allowed[one] for one in wanted]
    passed = msgspec.structs.replace(slip, due=due)
    copies = tuple(_copy(passed, one, view, facts, asks=one.id in command.signers) for one in readers)
    names = listing([one.name for one in readers])
    done = answered(me.id, text("slip-passed", form=called(slip), people=names))
    if slip.giver == me.id or slip.state != State.WAITING:
        return Outcome(events=(event,), drafts=copies) + done
    known = [one.name for one in readers if share(slip.giver, one.id, facts.desk.circles, facts)]
    said = text("slip-passed-told-some", caseworker=me.name, form=called(slip))
    if known:
        said = text("slip-passed-told", caseworker=me.name, form=called(slip), people=listing(known))
    giver = told(slip.giver, said, rows=look_rows(slip.id))
    return Outcome(events=(event,), drafts=(*copies, giver)) + done


def share(one: str, other: str, circles: Iterable[Circle], facts: Facts) -> bool:
    """Whether two people may hear of each other: they are in one circle that is not over, and not kept apart.

    A circle of two who may have no contact is paused, and both stand in it still.
    """
    return (one, other) not in facts.apart and any(
        circle.phase != Phase.CLOSED and circle.member(one) and circle.member(other) for circle in circles
    )


def _copy(slip: Slip, to: Member, view: View, facts: Facts, *, asks: bool) -> Draft:
    is_known = share(slip.giver, to.id, facts.desk.circles, facts)
    source = (
        text("slip-from", who=slip.giver_name) if is_known else text("slip-through", who=view.speaker.name)
    )
    return Draft(
        id=new_id(),
        to=to.id,
        kind=Kind.NOTICE,
        message=slip.message,
        header=(called(slip),),
        parts=reader_parts(slip, source, asks=asks),
        rows=sign_rows(slip.id) if asks else (),
        circle=slip.circle,
        is_of_health=slip.kind in OF_HEALTH,
        slip=slip.id,
    )


def reader_parts(slip: Slip, source: Value | None, *, asks: bool) -> tuple[Value, ...]:
    """Return what is said below the pages of a form: where it comes from, and what is asked of its reader."""
    first = (source,) if source is not None else ()
    if not asks:
        return first
    due = (text("slip-due", day=Day(slip.due)),) if slip.due is not None else ()
    return (*first, Lines((text("slip-asks"), *due)), Text("slip-paper-counts"))


def sign_rows(slip: str, stand: Stand = Stand.ASKED) -> tuple[tuple[Choice, ...], ...]:
    """Return the buttons of who is asked to sign, or has answered and may still sign."""
    given = {"slip": slip}
    rows = (
        (Choice(Text("label-slip-signed"), Run("slip-sign", given)),),
        (Choice(Text("label-slip-question"), Run("slip-ask", given)),),
    )
    if (stand, Stand.CANNOT) not in ANSWERS:
        return rows
    return (*rows, (Choice(Text("label-slip-cannot"), Run("slip-cannot", given)),))


def decline(command: DeclineSlip, view: View, facts: Facts) -> Outcome:
    """Do not pass it on; its giver hears so, and why, where the caseworker says it."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    if slip is None or not me.is_caseworker or not _may(slip, Act.DECLINE):
        return answered(me.id, text("queue-gone"))
    event = SlipDeclined(slip.id, slip.family, me.id, slip.message)
    done = answered(me.id, text("slip-declined", form=called(slip)))
    if slip.giver == me.id:
        return Outcome(events=(event,)) + done
    why = (text("slip-declined-why", words=Literal(command.why)),) if command.why else ()
    giver = told(slip.giver, text("slip-declined-told", caseworker=me.name, form=called(slip)), *why)
    return Outcome(events=(event,), drafts=(giver,)) + done


def decide_page(command: DecidePage, view: View, facts: Facts) -> Outcome:
    """Pass a signed page on to who gave the form: only where these two know of each other."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    holder = slip.holder(command.person) if slip else None
    if slip is None or holder is None or not me.is_caseworker or holder.page != Page.WAITS:
        return answered(me.id, text("queue-gone"))
    event = PageDecided(slip.id, slip.family, holder.person, me.id, command.is_passed)
    if not command.is_passed:
        return Outcome(events=(event,)) + answered(me.id, text("slip-page-kept"))
    if not share(slip.giver, holder.person, facts.desk.circles, facts) or holder.message is None:
        return answered(me.id, text("slip-page-apart"))
    page = Draft(
        id=new_id(),
        to=slip.giver,
        kind=Kind.NOTICE,
        message=holder.message,
        header=(text("header-slip-page", who=holder.name, form=called(slip)),),
        parts=(Text("slip-paper-counts"),),
        circle=slip.circle,
        is_of_health=slip.kind in OF_HEALTH,
        slip=slip.id,
    )
    return Outcome(events=(event,), drafts=(page,)) + answered(
        me.id, text("slip-page-passed", who=slip.giver_name or "–")
    )


def show_slip(command: ShowSlip, view: View, facts: Facts) -> Outcome:
    """Show a form. Of a caseworker who reads it the record says so."""
    shown_to_them, slip = show(command.page, view), facts.slips.one(command.slip)
    if not view.speaker.is_caseworker or slip is None:
        return shown_to_them
    return Outcome(events=(Acted(view.speaker.id, "form-read", slip.family, slip.id),)) + shown_to_them


# --- who is asked to sign --------------------------------------------------------------------------


def may_answer(slip: Slip | None, person: str, with_what: Stand) -> bool:
    """Whether somebody may answer this now."""
    own = slip.holder(person) if slip else None
    is_here = slip is not None and slip.state == State.PASSED
    return is_here and own is not None and (own.stand, with_what) in ANSWERS


def answer(command: AnswerSlip, view: View, facts: Facts) -> Outcome:
    """Note what somebody says; the caseworker hears it, and of a signature who gave the form hears, too."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    if slip is None or not may_answer(slip, me.id, command.answer):
        return answered(me.id, text("slip-gone"))
    there = open_about(view.circles, slip.child)
    if not there:
        return answered(me.id, text("slip-gone"))
    circle, form = there[0], called(slip)
    is_desk = slip.giver == circle.caseworker
    knows = is_desk or share(slip.giver, me.id, view.circles, facts)
    events: tuple[SlipAnswered | MessageWritten, ...] = ()
    message: str | None = None
    if command.files:
        written = MessageWritten(
            id=new_id(),
            author=me.id,
            words="",
            circle=circle.id,
            family=circle.family,
            files=command.files,
        )
        events, message = (written,), written.id
    page = Page.NONE if message is None else Page.WAITS if knows and not is_desk else Page.KEPT
    noted = SlipAnswered(slip.id, slip.family, me.id, command.answer, page, message, command.why)
    said = text(f"slip-desk-{command.answer.value}", who=me.name, form=form)
    why = (Literal(command.why),) if command.why else ()
    rows = page_rows(slip, me.id, page)
    desk = told(circle.caseworker, said, *why, rows=rows or look_rows(slip.id))
    thanks = Text(f"slip-thanks-{command.answer.value}", {"caseworker": Literal(circle.caseworker_name)})
    outcome = Outcome(events=(*events, noted), drafts=(desk,)) + told_of_files(command.files, view)
    outcome += answered(me.id, thanks)
    if is_desk or not knows or command.answer == Stand.CANNOT:
        return outcome  # When somebody signs is nothing for who may not know of them.
    who = text("slip-signed-told", who=me.name, form=form)
    return outcome + Outcome(
        drafts=(msgspec.structs.replace(told(slip.giver, who, author=me.id), slip=slip.id),)
    )


def page_rows(slip: Slip, person: str, page: Page) -> tuple[tuple[Choice, ...], ...]:
    """Return the button that shows a caseworker a signed page."""
    if page == Page.NONE:
        return ()
    given = {"slip": slip.id, "holder": person}
    return ((Choice(Text("label-slip-page-look"), Run("slip-page", given)),),)


def ask(command: AskAboutSlip, view: View, facts: Facts) -> Outcome:
    """Carry a question to the caseworker's line; above it stands which form it is about."""
    me, slip = view.speaker, facts.slips.one(command.slip)
    there = open_about(view.circles, slip.child) if slip else ()
    if slip is None or not there:
        return answered(me.id, text("slip-gone"))
    outcome = send_to_line(SendToLine(me.id, command.words, caseworker=there[0].caseworker), view, facts)

    def about(draft: Draft) -> Draft:
        if draft.kind != Kind.WORDS or not draft.header:
            return draft
        above = text("header-slip-question", line=draft.header[0], form=called(slip))
        return msgspec.structs.replace(draft, header=(above,))

    return msgspec.structs.replace(outcome, drafts=tuple(about(one) for one in outcome.drafts))


# --- what is told of all of them --------------------------------------------------------------------


def in_order(slips: Iterable[Slip], person: str) -> list[Slip]:
    """Return forms as they are listed: one's own to sign first, by the day they are due; then the newest."""
    found = sorted(slips, key=lambda one: one.at, reverse=True)
    return sorted(
        found,
        key=lambda one: (
            not one.is_mine_to_sign(person),
            one.state != State.WAITING,
            one.due or date.max if one.is_mine_to_sign(person) else date.max,
        ),
    )


def overdue(view: View, facts: Facts) -> list[tuple[Slip, Value]]:
    """Return the forms whose day is over and that somebody still has to sign, as a line each."""
    today = local(view.now, view.speaker.timezone).date()
    return [
        (one, text("slip-overdue", form=called(one), people=listing(names), day=Day(one.due)))
        for one in facts.slips.items
        if one.due is not None and one.is_overdue(today)
        if (names := [it.name for it in one.having(Stand.ASKED) if is_open_to(one, it.person, facts)])
    ]
