"""Makes files of a record on its way out: a page to read, one to print, a table of meetings, and the proof.

Off the loop: a long record takes seconds. Knows nothing of where it was read.
"""

from __future__ import annotations

import asyncio
import csv
import io
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import structlog

from bot.chat.media import CleanFile, MediaKind
from bot.chat.record import Agreement, Copy, Day, Form, Message, Record, Step, shown_key, written
from bot.chat.sheet import Sheet, SheetLine, SheetNote, SheetPart
from bot.chat.text import Day as DayText
from bot.chat.text import Lines, Literal, Moment, MomentStyle, Number, Span, Text, Value, listing, text
from bot.courier.sheets import AT_ONCE, as_page
from bot.family.handing import purpose_said, recipient_said
from bot.family.plan import topic_called
from bot.family.wall import When
from bot.printing import Unprinted, html, pdf
from bot.wording import zone_name

Say = Callable[[Value], str]

MOST_ON_PAPER = 1000
"""So many messages to a PDF: a longer record is several, or it would take too long to set."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("day", "start", "minutes", "zone", "kind", "children", "state", "by", "ended-by", "ended-at")
_room = asyncio.Semaphore(AT_ONCE)
_log = structlog.get_logger("courier")


async def files_of(record: Record, language: str, say: Say) -> tuple[CleanFile, ...]:
    """Return the files that are wanted of a record, the proof last."""
    async with _room:
        return await asyncio.to_thread(made, record, language, say)


def made(record: Record, language: str, say: Say) -> tuple[CleanFile, ...]:
    """Return the files; to be called in a thread."""
    return tuple(file for form in record.wanted.forms for file in _file(form, record, language, say))


def about(record: Record) -> Value:
    """Return what is said beside the files."""
    return text("record-proof", key=Literal(shown_key(record.public_key)))


def _file(form: Form, record: Record, language: str, say: Say) -> Iterator[CleanFile]:
    match form:
        case Form.PAGE:
            page = as_page(_sheet(record, record.messages, language), language, say)
            yield CleanFile(MediaKind.DOCUMENT, "text/html", html(page).encode())
        case Form.PAPER:
            for start in range(0, max(len(record.messages), 1), MOST_ON_PAPER):
                some = record.messages[start : start + MOST_ON_PAPER]
                yield _on_paper(_sheet(record, some, language), language, say)
        case Form.TABLE:
            yield CleanFile(MediaKind.DOCUMENT, "text/csv", table(record, say))
        case Form.PROOF:
            yield CleanFile(MediaKind.DOCUMENT, "application/json", written(record))


def _on_paper(sheet: Sheet, language: str, say: Say) -> CleanFile:
    page = as_page(sheet, language, say)
    try:
        return CleanFile(MediaKind.DOCUMENT, "application/pdf", pdf(page))
    except Unprinted as error:
        _log.warning("not set on paper", result=type(error).__name__)
    return CleanFile(MediaKind.DOCUMENT, "text/html", html(page).encode())


# --- to read -------------------------------------------------------------------------------------


def _sheet(record: Record, messages: tuple[Message, ...], language: str) -> Sheet:
    zone = ZoneInfo(record.zone)
    days: dict[date, list[tuple[datetime, SheetLine]]] = defaultdict(list)
    for message in messages:
        days[_on(message.at, zone)].append((message.at, _message(record, message)))
    first, last = (messages[0].at, messages[-1].at) if messages else (None, None)
    is_all = len(messages) == len(record.messages)
    for step in record.phases:
        if is_all or (first is not None and last is not None and first <= step.at <= last):
            days[_on(step.at, zone)].append((step.at, _phase(record, step)))
    parts = [_opening(record, language)]
    parts += [
        SheetPart(
            DayText(day, has_year=True), tuple(line for _, line in sorted(lines, key=lambda one: one[0]))
        )
        for day, lines in sorted(days.items())
    ]
    is_last = is_all or (messages and messages[-1] is record.messages[-1])
    if record.agreements and is_last:
        agreed = tuple(_agreed(record, one) for one in record.agreements)
        parts.append(SheetPart(Text("record-agreed"), agreed))
    if record.meetings and is_last:
        parts.append(SheetPart(Text("record-meetings"), tuple(_day(record, one) for one in record.meetings)))
    children = dict.fromkeys(name for circle in record.circles for name in circle.children)
    return Sheet(
        title=text("record-title", children=listing(list(children) or ["–"])),
        subtitle=Lines(()),
        parts=tuple(parts),
        foot=text("record-foot", head=Literal(record.head[:16]), day=Moment(record.made_at, MomentStyle.DAY)),
    )


def _opening(record: Record, language: str) -> SheetPart:
    wanted = record.wanted
    until = Moment(wanted.until)
    since = text("record-since-until", since=Moment(wanted.since), until=until) if wanted.since else None
    who = [text("header", name=one.name, word=Text(f"word-{one.role}")) for one in record.people]
    zone = zone_name(ZoneInfo(record.zone), language, record.made_at)
    lines: list[tuple[Text, Value]] = [
        (Text("record-line-of"), Literal(record.agency or "–")),
        (Text("record-line-days"), since or text("record-all-until", until=until)),
        (Text("record-line-zone"), Literal(zone)),
        (Text("record-line-who"), Lines(tuple(who))),
        (Text("record-line-purpose"), purpose_said(wanted.purpose)),
        (Text("record-line-for"), recipient_said(wanted.recipient)),
        (Text("record-line-without"), Text("record-without")),
    ]
    if wanted.person is not None:
        lines.insert(1, (Text("record-line-person"), Literal(record.name(wanted.person))))
    if not (record.messages or record.meetings or record.agreements):
        lines.append((Text("record-line-empty"), Text("record-empty")))
    parts = tuple(SheetLine(label, (SheetNote(said, Literal("")),)) for label, said in lines)
    return SheetPart(Text("record-about"), parts)


def _message(record: Record, message: Message) -> SheetLine:
    first, *later = message.steps
    notes = [SheetNote(_words(first, message), Literal(record.name(message.by)))]
    for step in later:
        words = step.words if step.what == "edited" and step.words else ""
        notes.append(SheetNote(Literal(words), _step(record, message, step)))
    notes += [SheetNote(Literal(""), one) for one in _fates(record, message)]
    return SheetLine(Moment(message.at, MomentStyle.TIME), tuple(notes))


def _words(step: Step, message: Message) -> Value:
    return _said(step.words, message.files)


def _said(words: str | None, files: Sequence[str]) -> Value:
    kinds: tuple[Value, ...] = tuple(Text(f"shown-{kind}", {"count": Number(1)}) for kind in files)
    shown: Value = Literal(words) if words is not None else Text("record-no-words")
    if not kinds:
        return shown
    return Lines((listing(kinds), shown)) if words else listing(kinds)


def _step(record: Record, message: Message, step: Step) -> Value:
    at, who = _when(step.at, message, record), record.name(step.by)
    match step.what:
        case "edited":
            return text("record-edited", at=at)
        case "withdrawn":
            return text("record-withdrawn", at=at)
        case "withdrawn-partly":
            return text("record-withdrawn-partly", at=at)
        case "approved":
            return text("record-approved", at=at, who=who)
        case "declined":
            return text("record-declined", at=at, who=who)
        case "cannot-wait":
            return text("record-cannot-wait", at=at, who=who)
        case "decision-asked" | "decision-answered" | "decision-made":
            return text(f"record-{step.what}", at=at, who=who)
        case "say-for":
            return text("record-told", at=at, who=who)
        case _:
            return text("record-reacted", at=at, who=who, emoji=step.words or "–")


def _fates(record: Record, message: Message) -> Iterator[Value]:
    """Yield what became of it, those together who had it in the same minute."""
    fates: dict[tuple[str, str], tuple[Copy, list[str]]] = {}
    for copy in message.copies:
        minute = f"{copy.at:%Y%m%d%H%M}" if copy.at else ""
        fates.setdefault((copy.state, minute), (copy, []))[1].append(record.name(copy.to))
    for copy, names in fates.values():
        who = listing(names)
        if copy.at is not None:
            yield text("record-delivered", who=who, at=_when(copy.at, message, record))
        else:
            yield text(f"record-copy-{copy.state}", who=who)
    if message.state == "held":
        yield Text("record-held")


def _when(at: datetime, message: Message, record: Record) -> Moment:
    zone = ZoneInfo(record.zone)
    is_same_day = _on(at, zone) == _on(message.at, zone)
    return Moment(at, MomentStyle.TIME if is_same_day else MomentStyle.FULL)


def _phase(record: Record, step: Step) -> SheetLine:
    phase = (step.words or "").partition(" ")[0]
    by = Literal(record.name(step.by))
    said: Value = text("record-phase", phase=Text(f"phase-{phase}")) if phase else Text("record-hold-renewed")
    return SheetLine(Moment(step.at, MomentStyle.TIME), (SheetNote(said, by),))


def _agreed(record: Record, one: Agreement) -> SheetLine:
    since = text("record-agreed-on", at=Moment(one.at), who=record.name(one.by))
    # Pages of a book may be all that goes along with a part of a plan.
    is_said = one.words != "" or one.files
    said = _said(one.words, one.files) if is_said else Text("record-agreed-pages")
    return SheetLine(topic_called(one.topic), (SheetNote(said, since),))


def _day(record: Record, one: Day) -> SheetLine:
    when = When(one.day, one.start, one.minutes, one.zone)
    children = listing(list(one.children) or ["–"])
    notes = [
        SheetNote(
            Lines(
                (
                    Text(f"meeting-title-{one.kind}", {"children": children}),
                    Span(when.begins(), when.ends(), one.zone),
                    _state(one),
                )
            ),
            listing([record.name(who) for who in one.people] or ["–"]),
        )
    ]
    if one.ended_by and one.ended_at is not None:
        ended = text("record-ended", who=record.name(one.ended_by), at=Moment(one.ended_at))
        notes.append(SheetNote(Literal(""), ended))
    return SheetLine(DayText(one.day, has_year=True), tuple(notes))


def _state(one: Day) -> Text:
    # What both homes read of it speaks to them.
    return Text("record-unclear") if one.state == "unclear" else Text(f"meeting-is-{one.state}")


def _on(at: datetime, zone: ZoneInfo) -> date:
    return at.astimezone(zone).date()


# --- as a table ----------------------------------------------------------------------------------


def table(record: Record, say: Say) -> bytes:
    """Return the meetings as a table for a spreadsheet, in which nothing is ever reckoned."""
    out = io.StringIO()
    rows = csv.writer(out, quoting=csv.QUOTE_ALL)
    rows.writerow([say(Text(f"record-column-{column}")) for column in COLUMNS])
    for one in record.meetings:
        zone = ZoneInfo(one.zone)
        ended = one.ended_at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if one.ended_at else ""
        cells = (
            one.day.isoformat(),
            one.start.isoformat("minutes"),
            str(one.minutes),
            one.zone,
            say(Text(f"record-kind-{one.kind}")),
            ", ".join(one.children),
            say(_state(one)),
            record.name(one.by) if one.by else "",
            record.name(one.ended_by) if one.ended_by else "",
            ended,
        )
        rows.writerow([_harmless(cell) for cell in cells])
    # With a mark of its order, by which spreadsheets know that it is UTF-8.
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
