"""Forms: give a document about a child to the caseworker; read, sign, and ask about one; pass it on.

Families read "form". Who may have one stands in ``family.slips``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.chat.draft import Choice, Run
from bot.chat.media import File, MediaKind, as_files
from bot.chat.people import DESK, Child, Circle, Member
from bot.chat.text import Day, Lines, Literal, Text, Value, listing, text
from bot.family.commands import (
    AnswerSlip,
    AskAboutSlip,
    BringSlip,
    Command,
    DecidePage,
    DeclineSlip,
    GiveSlip,
    PassSlip,
    Show,
    ShowSlip,
    WithdrawSlip,
)
from bot.family.facts import Need
from bot.family.slip import NEXT, OF_HEALTH, Act, Holder, Kind, Page, Slip, Stand, State, called, open_about
from bot.family.slips import (
    around,
    desk_parts,
    desk_rows,
    in_order,
    may_answer,
    may_read,
    reader_parts,
    sign_rows,
)
from bot.flows.checks import WordsForOthers, found_in
from bot.flows.form import Flow, OneOf, Option, Problem, Question, Slot, Written
from bot.flows.several import Several
from bot.flows.when import DayAsked, Sure, Timed

TITLE_CHARS, NOTE_CHARS, WHY_CHARS, ASK_CHARS = 60, 500, 300, 600
GIVE, NOBODY, UNSURE, SOME, ON_PAPER = "give", "nobody", "unsure", "some", "paper"
_TAKEN = (MediaKind.PICTURE, MediaKind.DOCUMENT)


def _are_pages(files: Sequence[File]) -> bool:
    return all(file.kind in _TAKEN for file in files)


class OfForms(Flow):
    """Base of all that is about forms."""

    needs = frozenset({Need.SLIPS, Need.DESK, Need.GUARD, Need.APART})

    @property
    def slip(self) -> Slip | None:
        """The form that it is about."""
        return self.facts.slips.one(self.given("slip") or self.answer("which"))

    def called(self) -> Value:
        """Return what it is called."""
        return called(self.slip) if self.slip is not None else Literal("–")

    def mine(self, answer: Stand) -> bool:
        """Whether the speaker may give this answer now."""
        return may_answer(self.slip, self.view.speaker.id, answer)


def _listed(flow: FormFlow, _item: str) -> list[Option]:
    me = flow.view.speaker
    forms = [
        Option(one.id, flow.line(one), names=(Literal(one.title),) if one.title else ())
        for one in in_order(flow.facts.slips.items, me.id)
    ]
    give = [Option(GIVE, Text("label-slip-give"), is_pinned=True)] if flow.may_give() else []
    return [*forms, *give]


class FormFlow(OfForms):
    """The forms that concern somebody, one's own to sign first; or one of them."""

    id, command = "form", "form"
    takes_files = True
    which = OneOf(
        options=_listed,
        when=lambda flow: not flow.given("slip") and not flow.given("files") and bool(flow.facts.slips.items),
    )

    def may_give(self) -> bool:
        """Whether there is a child of whom the speaker may give forms."""
        there = around(self.view, self.facts)
        return any(open_about(there, child.id) for circle in there for child in circle.children)

    def line(self, slip: Slip) -> Value:
        """Return a form as a line of the list: what it is, and what is to be done or came of it."""
        me = self.view.speaker.id
        if slip.is_mine_to_sign(me):
            if slip.due is not None:
                return text("slip-line-sign-by", form=called(slip), day=Day(slip.due))
            return text("slip-line-sign", form=called(slip))
        own = slip.holder(me)
        stands = own.stand.value if own is not None and own.stand != Stand.NAMED else slip.state.value
        return text("slip-line", form=called(slip), state=Text(f"slip-short-{stands}"))

    def finish(self) -> Sequence[Command]:
        """Show it, or begin to give one."""
        files = as_files(self.given("files"))
        if self.which == GIVE or files:
            return (BringSlip(files, self.given("words"), self.given("source")),)
        slip = self.slip
        if slip is not None:
            return in_its_place(slip, self._page(slip)) if self.which else (self._page(slip),)
        if self.given("slip"):
            return (Show((text("slip-gone"),)),)
        give = ((Choice(Text("label-slip-give"), Run("slip-give")),),) if self.may_give() else ()
        if self.view.speaker.is_caseworker:
            return (Show((text("slip-none-desk"),), give),)
        return (Show((text("slip-none" if give else "slip-nobody"),), give),)

    def _page(self, slip: Slip) -> Command:
        me = self.view.speaker
        has_pages = bool(slip.files) and slip.state in (State.WAITING, State.PASSED)
        message, circle = (slip.message, slip.circle) if has_pages else (None, None)
        is_of_health = has_pages and slip.kind in OF_HEALTH
        if me.is_caseworker:
            parts, rows = desk_parts(slip, self.facts), desk_rows(slip, self.facts)
            return ShowSlip(Show(parts, rows, message, circle, is_of_health=is_of_health), slip.id)
        own = slip.holder(me.id)
        if slip.giver != me.id and own is not None:
            asks = own.stand == Stand.ASKED
            source = text("slip-from", who=slip.giver_name) if slip.giver_name else None
            parts = (called(slip), *reader_parts(slip, source, asks=asks))
            if own.stand not in (Stand.ASKED, Stand.READS):
                parts = (*parts, Text(f"slip-own-{own.stand.value}"))
            rows = sign_rows(slip.id, own.stand) if (own.stand, Stand.SIGNED) in _MAY_STILL else ()
            return ShowSlip(Show(parts, rows, message, circle, is_of_health=is_of_health), slip.id)
        return ShowSlip(
            Show(self._given(slip), self._back(slip), message, circle, is_of_health=is_of_health), slip.id
        )

    def _given(self, slip: Slip) -> tuple[Value, ...]:
        lines: list[Value] = [called(slip), Text(f"slip-own-{slip.state.value}")]
        if slip.due is not None:
            lines.append(text("slip-due", day=Day(slip.due)))
        told = (Stand.READS, Stand.ASKED, Stand.SIGNED, Stand.PAPER)
        if slip.state == State.PASSED:
            lines += [text(f"slip-stands-{one.stand.value}", who=one.name) for one in slip.having(*told)]
        return (Lines(tuple(lines)),)

    def _back(self, slip: Slip) -> tuple[tuple[Choice, ...], ...]:
        if (slip.state, Act.WITHDRAW) not in NEXT:
            return ()
        return ((Choice(Text("label-slip-back"), Run("slip-back", {"slip": slip.id})),),)


_MAY_STILL = {(Stand.ASKED, Stand.SIGNED), (Stand.CANNOT, Stand.SIGNED), (Stand.PAPER, Stand.SIGNED)}


class Pages(Question):
    """The pages themselves: nothing but files is an answer, and words are told so."""

    takes_words = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Say what is wanted."""
        raise Problem("slip-send-file")


class Said(WordsForOthers):
    """Words that go with a form to whoever reads it. A caseworker's own are not looked at."""

    def circles(self, flow: Flow) -> tuple[Circle, ...]:
        """Return the circles about the child."""
        if not isinstance(flow, GiveFlow) or flow.view.speaker.is_caseworker:
            return ()
        return flow.there


def _signer_options(flow: GiveFlow, _item: str) -> list[Option]:
    people = [Option(one.id, Literal(one.name)) for one in flow.people]
    some = [Option(SOME, Text("label-slip-some"))] if len(people) > 1 else []
    unsure = [Option(UNSURE, text("label-slip-unsure", caseworker=flow.caseworker))]
    return [
        Option(NOBODY, Text("label-slip-nobody")),
        *people,
        *some,
        *([] if flow.view.speaker.is_caseworker else unsure),
    ]


class Signs(OneOf):
    """Whether somebody has to sign, and who: where it is more than one, all of them are named in its line."""

    def shown(self, flow: Flow, slot: Slot, value: str) -> Value:
        """Return who signs."""
        if value != SOME or not isinstance(flow, GiveFlow):
            return super().shown(flow, slot, value)
        chosen = flow.signers.split()
        return listing([one.name for one in flow.people if one.id in chosen] or ["–"])


class Signers(Several):
    """Which of several people have to sign."""

    is_summed = False


class GiveFlow(OfForms, Timed):
    """Give a form: its pages, whom it is about, what it is, who may sign it, and by when."""

    id = "slip-give"
    takes_files = True
    has_summary = True

    pages = Pages(when=lambda flow: not flow.files, short=lambda _flow, _item: Text("slip-give-pages.short"))
    child = OneOf(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.children],
        when=lambda flow: len(flow.children) > 1,
        args=lambda flow, _item: {"count": len(flow.files)},
    )
    kind = OneOf(
        options=lambda _flow, _item: [Option(one.value, Text(f"slip-kind-{one.value}")) for one in Kind],
        when=lambda flow: bool(flow.there),
        args=lambda flow, _item: {"count": len(flow.files)},
    )
    title = Said(limit=TITLE_CHARS, is_optional=True, when=lambda flow: bool(flow.there))
    signs = Signs(
        options=_signer_options,
        when=lambda flow: bool(flow.there),
        short=lambda _flow, _item: Text("slip-give-signs.short"),
        args=lambda flow, _item: {"caseworker": flow.caseworker},
    )
    signers = Signers(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.people],
        when=lambda flow: flow.signs == SOME and bool(flow.there),
    )
    day = DayAsked(
        is_optional=True,
        when=lambda flow: bool(flow.there) and flow.signs not in ("", NOBODY),
    )
    day_sure = Sure("day")
    day_surer = Sure("day_sure")
    note = Said(
        limit=NOTE_CHARS,
        is_long=True,
        is_optional=True,
        when=lambda flow: bool(flow.there) and not flow.caption,
        short=lambda _flow, _item: Text("slip-give-note.short"),
        args=lambda flow, _item: {"caseworker": flow.caseworker},
    )

    @property
    def files(self) -> tuple[File, ...]:
        """The pages that came."""
        files = as_files(self.given("files"))
        return files if _are_pages(files) else ()

    @property
    def children(self) -> tuple[Child, ...]:
        """The children of whom the speaker may give forms."""
        there = around(self.view, self.facts)
        found = {one.id: one for circle in there for one in circle.children if open_about(there, one.id)}
        return tuple(found.values())

    @property
    def about(self) -> str:
        """The child that it is about: the one chosen, or the only one."""
        return self.children[0].id if len(self.children) == 1 else self.child

    @property
    def there(self) -> tuple[Circle, ...]:
        """The circles about that child."""
        return open_about(around(self.view, self.facts), self.about) if self.about else ()

    @property
    def people(self) -> tuple[Member, ...]:
        """Who may be named to sign it: everybody else around the child whom the speaker knows of."""
        me, apart = self.view.speaker.id, self.facts.apart
        known = {one.id: one for circle in self.there for one in circle.others(me)}
        return tuple(one for one in known.values() if (me, one.id) not in apart)

    @property
    def caseworker(self) -> str:
        """Whom it goes to."""
        return self.there[0].caseworker_name if self.there else "–"

    @property
    def caption(self) -> str:
        """What stood under the file, where it can go on as it is; else it is asked for anew."""
        words = self.given("words").strip()
        is_fine = not any(found_in(words, one, self.facts) for one in self.there)
        is_mine = self.view.speaker.is_caseworker
        return words if words and len(words) <= NOTE_CHARS and (is_fine or is_mine) else ""

    def prompt(self, slot: Slot) -> Text:
        """Return the question; a caseworker gives it to nobody but herself."""
        asked = super().prompt(slot)
        if not self.view.speaker.is_caseworker or slot.key not in ("pages", "signs", "note"):
            return asked
        return {
            "pages": Text("slip-give-pages-desk"),
            "signs": Text("slip-give-signs-desk"),
            "note": Text("slip-give-note-desk"),
        }[slot.key]

    def refuses(self, files: Sequence[File]) -> Text | None:
        """Return why a voice or a video is no form."""
        return None if _are_pages(files) else text("slip-file-kind")

    def opening(self) -> tuple[Value, ...]:
        """Say why a file that came first is none."""
        files = as_files(self.given("files"))
        return (text("slip-file-kind"),) if files and not _are_pages(files) else ()

    def finish(self) -> Sequence[Command]:
        """Give it to the caseworker."""
        if not self.there or not self.files:
            return (Show((text("slip-nobody"),)),)
        chosen = self.signers.split() if self.signs == SOME else [self.signs]
        signers = tuple(one.id for one in self.people if one.id in chosen)
        due = self.said.day if self.day and self.signs != NOBODY else None
        words = self.caption or self.note
        is_unsure = self.signs == UNSURE
        return (
            GiveSlip(self.about, Kind(self.kind), self.title, words, self.files, signers, is_unsure, due),
        )


class BackFlow(OfForms):
    """Take a form back while it waits."""

    id = "slip-back"

    def finish(self) -> Sequence[Command]:
        """Take it back."""
        return (WithdrawSlip(self.given("slip")),)


# --- who is asked to sign --------------------------------------------------------------------------


class SignedPage(Question):
    """A picture of the page that was signed."""

    takes_words = takes_files = True

    def read(self, flow: Flow, slot: Slot, words: str) -> str:
        """Say what is wanted."""
        raise Problem("slip-send-page")

    def read_files(self, flow: Flow, slot: Slot, files: tuple[File, ...], words: str) -> str:
        """Take pictures of pages, or a PDF."""
        if not _are_pages(files):
            raise Problem("slip-file-kind")
        return " ".join(str(file) for file in files)

    def is_valid(self, flow: Flow, slot: Slot, value: str) -> bool:
        """Whether it is files, or the choice."""
        return value == ON_PAPER or "/" in value


class SignFlow(OfForms):
    """It is signed: with a picture of the page, or on paper only."""

    id = "slip-sign"
    picture = SignedPage(
        options=lambda flow, _item: (
            [Option(ON_PAPER, Text("label-slip-on-paper"))] if flow.mine(Stand.PAPER) else []
        ),
        when=lambda flow: flow.mine(Stand.SIGNED),
        args=lambda flow, _item: {"form": flow.called(), "caseworker": flow.caseworker},
    )

    @property
    def caseworker(self) -> str:
        """Who gets the picture."""
        there = open_about(self.view.circles, self.slip.child) if self.slip is not None else ()
        return there[0].caseworker_name if there else "–"

    def finish(self) -> Sequence[Command]:
        """Note it."""
        if not self.mine(Stand.SIGNED):
            return (Show((text("slip-gone"),)),)
        if self.picture == ON_PAPER:
            return (AnswerSlip(self.given("slip"), Stand.PAPER),)
        return (AnswerSlip(self.given("slip"), Stand.SIGNED, as_files(self.picture)),)


class CannotFlow(OfForms):
    """Somebody cannot sign it; why is for the caseworker, and need not be said."""

    id = "slip-cannot"
    why = Written(
        limit=WHY_CHARS,
        is_optional=True,
        when=lambda flow: flow.mine(Stand.CANNOT),
        args=lambda flow, _item: {"form": flow.called()},
    )

    def finish(self) -> Sequence[Command]:
        """Note it."""
        return (AnswerSlip(self.given("slip"), Stand.CANNOT, why=self.why),)


class AskFlow(OfForms):
    """A question about a form, to the caseworker."""

    id = "slip-ask"
    words = Written(
        limit=ASK_CHARS,
        is_long=True,
        when=lambda flow: flow.slip is not None,
        args=lambda flow, _item: {"form": flow.called()},
    )

    def finish(self) -> Sequence[Command]:
        """Ask."""
        if not self.words:
            return (Show((text("slip-gone"),)),)
        return (AskAboutSlip(self.given("slip"), self.words),)


# --- at the desk -----------------------------------------------------------------------------------


class OfDesk(OfForms):
    """Base of what a caseworker does with a form."""

    offered_to = DESK

    @property
    def allowed(self) -> tuple[Member, ...]:
        """Who may have it."""
        return may_read(self.slip, self.facts)[0] if self.slip is not None else ()

    def may(self, act: Act) -> bool:
        """Whether this may be done with it now."""
        return self.slip is not None and (self.slip.state, act) in NEXT


class Readers(Several):
    """Who gets it; below it stands who cannot, and why."""

    def below(self, flow: Flow, slot: Slot) -> tuple[Value, ...]:
        """Say who cannot have it."""
        slip = flow.slip if isinstance(flow, OfForms) else None
        why = may_read(slip, flow.facts)[1] if slip is not None else ()
        return (Lines(why),) if why else ()


def _sign_options(flow: PassFlow, _item: str) -> list[Option]:
    chosen = [one for one in flow.allowed if one.id in flow.readers.split()]
    everybody = " ".join(one.id for one in chosen)
    together = [Option(everybody, listing([one.name for one in chosen]))] if len(chosen) > 1 else []
    return [
        Option(NOBODY, Text("label-slip-nobody")),
        *(Option(one.id, Literal(one.name)) for one in chosen),
        *together,
    ]


class PassFlow(OfDesk, Timed):
    """Pass a form on: to whom, who is asked to sign, and by when; or, quickly, as it was asked for."""

    id = "slip-pass"
    readers = Readers(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.allowed],
        when=lambda flow: flow.is_asked(),
        args=lambda flow, _item: {"form": flow.called()},
    )
    signs = OneOf(options=_sign_options, when=lambda flow: flow.is_asked() and bool(flow.readers))
    day = DayAsked(
        is_optional=True,
        when=lambda flow: flow.is_asked() and flow.signs not in ("", NOBODY),
        args=lambda flow, _item: {"now": flow.now()},
    )
    day_sure = Sure("day")
    day_surer = Sure("day_sure")

    @property
    def was(self) -> State:
        """How it stood when the button was shown."""
        return State(self.given("was") or State.WAITING)

    def is_asked(self) -> bool:
        """Whether there is anything to choose."""
        is_as_it_was = self.slip is not None and self.slip.state == self.was
        return not self.given("quick") and is_as_it_was and self.may(Act.PASS) and bool(self.allowed)

    def now(self) -> Value:
        """Return what was said of the day."""
        due: date | None = self.slip.due if self.slip is not None else None
        return text("slip-due", day=Day(due)) if due is not None else Text("slip-no-day")

    def finish(self) -> Sequence[Command]:
        """Pass it on."""
        slip = self.given("slip")
        if self.given("quick"):
            to, sign = tuple(self.given("to").split()), tuple(self.given("sign").split())
            return (PassSlip(slip, self.was, to, sign),)
        signers = () if self.signs == NOBODY else tuple(self.signs.split())
        day = self.said.day if self.day else None
        return (PassSlip(slip, self.was, tuple(self.readers.split()), signers, day),)


class DeclineFlow(OfDesk):
    """Do not pass it on; a word of why is for its giver."""

    id = "slip-decline"
    why = Written(
        limit=WHY_CHARS,
        is_optional=True,
        when=lambda flow: flow.may(Act.DECLINE),
        args=lambda flow, _item: {"form": flow.called()},
    )

    def finish(self) -> Sequence[Command]:
        """Say so."""
        return (DeclineSlip(self.given("slip"), self.why),)


class PageFlow(OfDesk):
    """Look at the picture of a signed page; pass it on to who gave the form, or keep it."""

    id = "slip-page"

    @property
    def holder(self) -> Holder | None:
        """Whose page it is."""
        return self.slip.holder(self.given("holder")) if self.slip is not None else None

    def finish(self) -> Sequence[Command]:
        """Show it, or do what was said."""
        slip, holder = self.slip, self.holder
        if slip is None or holder is None or holder.page == Page.NONE:
            return (Show((text("queue-gone"),)),)
        if self.given("pass"):
            return (DecidePage(slip.id, holder.person, self.given("pass") == "yes"),)
        return (page_shown(slip, holder),)


def page_shown(slip: Slip, holder: Holder) -> Command:
    """Return a signed page as a caseworker sees it, with what can be done about it."""
    given = {"slip": slip.id, "holder": holder.person}
    rows: tuple[tuple[Choice, ...], ...] = ()
    if holder.page == Page.WAITS:
        on = text("label-slip-page-pass", who=slip.giver_name or "–")
        rows = (
            (
                Choice(on, Run("slip-page", {**given, "pass": "yes"})),
                Choice(Text("label-slip-page-keep"), Run("slip-page", {**given, "pass": "no"})),
            ),
        )
    parts = (
        text("header-slip-page", who=holder.name, form=called(slip)),
        Text("slip-paper-counts"),
    )
    is_of_health = slip.kind in OF_HEALTH
    return ShowSlip(Show(parts, rows, holder.message, slip.circle, is_of_health=is_of_health), slip.id)


def in_its_place(slip: Slip, page: Command) -> tuple[Command, ...]:
    """Return a page with what stands in the list's place: no file can be put where words stood."""
    return (Show((called(slip),)), page)


def form_shown(flow: Flow, slip: Slip) -> Command:
    """Return a form as it waits in a caseworker's queue."""
    parts, rows = desk_parts(slip, flow.facts), desk_rows(slip, flow.facts)
    is_of_health = slip.kind in OF_HEALTH
    return ShowSlip(Show(parts, rows, slip.message, slip.circle, is_of_health=is_of_health), slip.id)
