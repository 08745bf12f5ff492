"""Give a moment of a child, cheer for one, keep them in albums, and wish for one from time to time.

Who gets a moment, and who may give one, stands in ``family.moments``.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.chat.draft import Choice, Run
from bot.chat.media import File, MediaKind, as_files
from bot.chat.people import Child, Circle, Member, Phase
from bot.chat.text import Literal, Text, Value, listing, text
from bot.family.commands import Cheer, Command, MakeAlbum, SendToCircle, SetRhythm, Show, WantAlbum
from bot.family.facts import Need
from bot.family.keepsakes import MOMENTS, RHYTHMS, Month, purpose
from bot.family.moments import children_for, given_to, month_called
from bot.family.relay import shut
from bot.flows.choices import circle_options
from bot.flows.form import Flow, OneOf, Option, Written
from bot.flows.interview import behind
from bot.flows.several import Several

ALBUM, CANCEL, FORMS = "album", "cancel", ("pdf", "html")
_PAIR = 2


class OfMoments(Flow):
    """Base of what is about moments in one circle."""

    needs = frozenset({Need.GUARD, Need.MOMENTS})

    @property
    def circles(self) -> tuple[Circle, ...]:
        """The circles of whose children the speaker may give moments."""
        me, entitled = self.view.speaker.id, self.facts.entitled
        return tuple(
            one
            for one in self.view.circles
            if one.phase != Phase.CLOSED and one.others(me) and children_for(one, me, entitled)
        )

    @property
    def here(self) -> Circle | None:
        """The circle it is about: the one given or chosen, or the only one."""
        wanted = self.given("circle") or self.answer("circle")
        if not wanted and len(self.circles) == 1:
            return self.circles[0]
        return next((one for one in self.circles if one.id == wanted), None)

    def is_one_of_several(self) -> bool:
        """Whether it is to be asked which circle is meant."""
        return len(self.circles) > 1 and not self.given("circle")


def _album_option(flow: OfMoments) -> list[Option]:
    return [Option(ALBUM, Text("label-album"), is_pinned=True)] if flow.facts.keepsakes.months else []


def _circle_options(flow: OfMoments, _item: str) -> list[Option]:
    return [*circle_options(flow.circles, flow.view.speaker.id), *_album_option(flow)]


def _child_options(flow: MomentFlow, _item: str) -> list[Option]:
    children = flow.children
    each = [Option(one.id, Literal(one.name)) for one in children]
    names = listing([one.name for one in children])
    together = [Option(" ".join(one.id for one in children), names)] if len(children) > 1 else []
    album = [] if flow.is_one_of_several() else _album_option(flow)
    return [*each, *together, *album]


def _what_options(flow: MomentFlow, _item: str) -> list[Option]:
    is_first = not flow.is_one_of_several() and len(flow.children) == 1
    return _album_option(flow) if is_first else []


class MomentFlow(OfMoments):
    """A picture, a voice or a line about a child, to those of the circle who may have it."""

    id, command = "moment", "moment"
    takes_files = True
    takes_sentences = True
    circle = OneOf(options=_circle_options, when=lambda flow: flow.is_one_of_several())
    child = OneOf(options=_child_options, when=lambda flow: flow.is_open() and len(flow.children) == _PAIR)
    some = Several(
        options=lambda flow, _item: [Option(one.id, Literal(one.name)) for one in flow.children],
        when=lambda flow: flow.is_open() and len(flow.children) > _PAIR,
        prompt="moment-child",
    )
    what = Written(
        is_long=True,
        options=_what_options,
        args=lambda flow, _item: {"children": flow.called, "reach": flow.reaches()},
        when=lambda flow: flow.has_readers() and flow.is_to_be_said(),
    )
    how = OneOf(
        options=lambda _flow, _item: [
            *(Option(kind, Text(f"label-moment-{kind}")) for kind in MOMENTS),
            Option(CANCEL, Text("label-cancel")),
        ],
        args=lambda flow, _item: {"children": flow.called, "reach": flow.reaches()},
        when=lambda flow: flow.has_readers() and not flow.is_album(),
    )

    @property
    def files(self) -> tuple[File, ...]:
        """What came as pictures or voices."""
        return as_files(self.given("files"))

    @property
    def children(self) -> tuple[Child, ...]:
        """The children of the circle of whom the speaker may give moments."""
        me = self.view.speaker.id
        return children_for(self.here, me, self.facts.entitled) if self.here is not None else ()

    @property
    def about(self) -> tuple[Child, ...]:
        """The children whom it is a moment of."""
        chosen = (self.child or self.some).split()
        return (
            self.children
            if len(self.children) == 1
            else tuple(one for one in self.children if one.id in chosen)
        )

    @property
    def called(self) -> Value:
        """What they are called."""
        return listing([one.name for one in self.about] or ["–"])

    def is_album(self) -> bool:
        """Whether an album is meant, and no moment."""
        return ALBUM in (self.circle, self.child, self.what)

    def closed(self) -> Value | None:
        """Return why nothing can be said there now."""
        circle, me = self.here, self.view.speaker.id
        return None if circle is None else shut(circle, circle.called(me, self.view.circles))

    def is_open(self) -> bool:
        """Whether anything can be said there now."""
        return self.here is not None and self.closed() is None and self.circle != ALBUM

    def readers(self) -> tuple[Member, ...]:
        """Return who gets it."""
        if self.here is None or not self.about:
            return ()
        ids = [one.id for one in self.about]
        return given_to(self.here, self.view.speaker.id, ids, self.facts.entitled)

    def has_readers(self) -> bool:
        """Whether somebody gets it."""
        return self.is_open() and bool(self.readers())

    def is_to_be_said(self) -> bool:
        """Whether words are asked for: not where a picture came without any."""
        return not self.files or bool(behind(self.interview)) or "what" in self.interview.answers

    def reaches(self) -> Value:
        """Say whom it reaches and whom not; why not is nobody's to know here."""
        me, readers = self.view.speaker.id, self.readers()
        others = self.here.others(me) if self.here is not None else ()
        people = listing([one.name for one in readers] or ["–"])
        missing = [one.name for one in others if one not in readers]
        if missing:
            return text("moment-reaches-some", people=people, missing=listing(missing))
        return text("moment-reaches", people=people)

    def refuses(self, files: Sequence[File]) -> Text | None:
        """Return why a document is no moment."""
        is_moment = all(file.kind != MediaKind.DOCUMENT for file in files)
        return None if is_moment else text("moment-file-kind")

    def finish(self) -> Sequence[Command]:
        """Send it, or say why not."""
        if self.is_album():
            return (Show((text("album-which"),), album_rows(self)),)
        if not self.circles:
            album = album_rows(self)
            return (Show((self.nothing(),), album),)
        closed = self.closed()
        if closed is not None:
            return (Show((closed,)),)
        circle = self.here
        if circle is None or not self.readers():
            who = circle.caseworker_name if circle is not None else "–"
            return (Show((text("moment-nobody", caseworker=who),)),)
        if self.how == CANCEL:
            return (Show((text("moment-dropped"),)),)
        if (why := self.refuses(self.files)) is not None:
            return (Show((why,)),)
        return (
            SendToCircle(
                circle.id,
                "\n".join(filter(None, (self.what, self.given("words")))),
                settled=tuple(self.given("settled").split()),
                files=self.files,
                purpose=purpose(self.how, [one.id for one in self.about]),
            ),
        )

    def nothing(self) -> Text:
        """Say that there is no child of whom moments can be given."""
        if self.view.speaker.is_caseworker:
            return text("moment-desk")
        names = [line.caseworker_name for line in self.view.lines[:1]]
        return text("moment-not-open", caseworker=names[0]) if names else text("moment-no-child")


def _names(flow: Flow) -> dict[str, str]:
    return {child.id: child.name for circle in flow.view.circles for child in circle.children}


def _album_called(flow: Flow, one: Month) -> Value:
    return text("album-of", child=_names(flow)[one.child], month=month_called(one.month))


MOST_ALBUMS = 12


def album_rows(flow: Flow) -> tuple[tuple[Choice, ...], ...]:
    """Return a button for each album there can be, the newest first."""
    return tuple(
        (Choice(_album_called(flow, one), Run("album", {"album": f"{one.child}/{one.month}"})),)
        for one in flow.facts.keepsakes.months[:MOST_ALBUMS]
    )


class AlbumFlow(Flow):
    """The moments of a child in one month, as pages."""

    id, command = "album", "album"
    needs = frozenset({Need.MOMENTS})
    which = OneOf(
        options=lambda flow, _item: [
            Option(f"{one.child}/{one.month}", _album_called(flow, one))
            for one in flow.facts.keepsakes.months
        ],
        when=lambda flow: not flow.given("album") and len(flow.facts.keepsakes.months) > 1,
    )
    form = OneOf(
        options=lambda _flow, _item: [Option(one, Text(f"label-album-{one}")) for one in FORMS],
        when=lambda flow: bool(flow.facts.keepsakes.months),
    )

    def finish(self) -> Sequence[Command]:
        """Have it made."""
        months = self.facts.keepsakes.months
        if not months:
            return (Show((text("album-empty"),)),)
        only = f"{months[0].child}/{months[0].month}"
        child, _, month = (self.given("album") or self.which or only).partition("/")
        return (MakeAlbum(child, month, self.form),)


class AlbumMonthlyFlow(Flow):
    """An album each month by itself, or none."""

    id = "album-monthly"

    def finish(self) -> Sequence[Command]:
        """Note it."""
        return (WantAlbum(self.given("wanted") == "yes"),)


class CheerFlow(Flow):
    """A cheer under a moment."""

    id = "cheer"
    needs = frozenset({Need.MOMENTS})

    def finish(self) -> Sequence[Command]:
        """Put it there."""
        return (Cheer(self.given("moment"), self.given("cheer")),)


class RhythmFlow(OfMoments):
    """How often there may be a moment: one side suggests, the other agrees."""

    id = "moment-rhythm"
    circle = OneOf(
        options=lambda flow, _item: circle_options(flow.circles, flow.view.speaker.id),
        when=lambda flow: flow.is_one_of_several(),
    )
    days = OneOf(
        options=lambda _flow, _item: [
            *(Option(days, Text(f"label-often-{name}")) for days, name in RHYTHMS.items()),
            Option("0", Text("label-often-none")),
        ],
        when=lambda flow: flow.here is not None and not flow.given("days"),
        args=lambda flow, _item: {"children": flow.here.label if flow.here else "–"},
    )

    def finish(self) -> Sequence[Command]:
        """Suggest it, or agree."""
        circle, days = self.here, self.given("days") or self.days
        if circle is None or not days.isdecimal() or days not in (*RHYTHMS, "0"):
            return (Show((text("button-passed"),)),)
        return (SetRhythm(circle.id, int(days), is_answer=bool(self.given("days"))),)
