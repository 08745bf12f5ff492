"""Delivers the outbox: renders in the reader's language, sends, and writes down how it ended.

One lane at a time in order, many lanes at once. Knows no table and no messenger but through their ports.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from datetime import timedelta

import msgspec
import structlog

from bot.chat.draft import Choice, Kind
from bot.chat.media import CleanFile, as_read
from bot.chat.messenger import (
    CannotReach,
    CredentialRevoked,
    Messenger,
    Moved,
    NotSent,
    Refused,
    SendProblem,
    TargetGone,
    Uncertain,
)
from bot.chat.mine import form_in
from bot.chat.outgoing import Button, Operation, Outgoing, Receipt
from bot.chat.record import Form
from bot.chat.text import Text, Value
from bot.counts import Counts
from bot.courier import albums
from bot.courier.mine import file_of
from bot.courier.pace import Pace
from bot.courier.records import about, files_of
from bot.courier.sheets import as_file, drawn, printed
from bot.engine.ports import Cleaning, Departure, Departures, LeaseLost
from bot.texts import TextProblem

AT_ONCE = 32
LEASE_USED = 45.0  # well inside the lease: a lane is given back before anybody may take it from us
FIRST_DELAY, LONGEST_DELAY = 1.0, 300.0
SEND_WITHIN = 70.0  # with what was used before, still inside the lease: a large file over a slow line
PARTS_TRIED = 3
GRACE = 5.0  # for what is on its way when we are to end; cut off, it would have to be repeated
LONGEST_WAIT = 5.0  # in hand; who has to wait longer gives the lane back, or the lease would run out under it

Speech = Callable[[str, str, Value], str]
_log = structlog.get_logger("courier")


class Courier:
    """Carries departures until there are none."""

    def __init__(
        self,
        departures: Departures,
        messengers: Mapping[str, Messenger],
        speech: Speech,
        language: str,
        counts: Counts,
        cleaning: Cleaning,
    ) -> None:
        self._departures = departures
        self._messengers = messengers
        self._speech = speech
        self._language = language
        self._counts = counts
        self._cleaning = cleaning
        self._paces = {name: Pace(messenger.capabilities) for name, messenger in messengers.items()}
        self._wake = asyncio.Event()
        self._is_ending = False
        self.on_point: Callable[[str, str], None] | None = None

    def wake(self) -> None:
        """There may be something to deliver."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled, and finish what has been begun; nothing can be delivered afterwards.

        Raises CredentialRevoked: without a credential nothing goes out.
        """
        delivering = asyncio.create_task(self._deliver())
        try:
            await asyncio.shield(delivering)
        finally:
            self._is_ending = True
            self._wake.set()
            await asyncio.wait({delivering}, timeout=GRACE)
            delivering.cancel()
            await asyncio.gather(delivering, return_exceptions=True)

    async def _deliver(self) -> None:
        under_way: set[asyncio.Task[None]] = set()
        try:
            while under_way or not self._is_ending:
                self._wake.clear()
                room = 0 if self._is_ending else AT_ONCE - len(under_way)
                taken = await self._departures.take(room) if room > 0 else []
                under_way |= {asyncio.create_task(self._follow(one)) for one in taken}
                if taken and room > len(taken):
                    continue
                waiting = asyncio.create_task(self._wake.wait())
                done, _ = await asyncio.wait({waiting, *under_way}, return_when=asyncio.FIRST_COMPLETED)
                waiting.cancel()
                for task in done - {waiting}:
                    under_way.discard(task)
                    task.result()
        finally:
            self._is_ending = True
            if under_way:
                await asyncio.wait(under_way, timeout=GRACE)
            for task in under_way:
                task.cancel()
            await asyncio.gather(*under_way, return_exceptions=True)

    async def drain(self) -> int:
        """Deliver all that is due now and return how many lanes were worked: for the simulator and tests."""
        worked = 0
        while taken := await self._departures.take(AT_ONCE):
            worked += len(taken)
            await asyncio.gather(*(self._follow(one) for one in taken))
        return worked

    async def _follow(self, departure: Departure) -> None:
        """Carry a lane's departures one after the other while the lease is young."""
        begun = time.monotonic()
        onward: Departure | None = departure
        try:
            while onward is not None:
                is_young = time.monotonic() - begun < LEASE_USED
                onward = await self._carry(onward, go_on=is_young and not self._is_ending)
        except LeaseLost:
            _log.warning("lease lost")
        self._wake.set()

    async def _carry(self, departure: Departure, *, go_on: bool) -> Departure | None:
        messenger = self._messengers.get(departure.to.messenger)
        if messenger is None:
            await self._departures.not_sent(departure, timedelta(seconds=LONGEST_DELAY))
            return None
        if not messenger.can_send:
            # The process that can will find it, or this one will soon be able to.
            await self._not_sent(departure, FIRST_DELAY)
            return None
        try:
            outgoing = await self._whole(departure)
        except TextProblem:
            _log.exception("no words for it", row=departure.row)
            self._counts.sent(messenger.name, "no-words")
            return await self._departures.refused(departure, "no-words")
        wait = self._paces[messenger.name].wait_for(departure.to.chat)
        if wait > LONGEST_WAIT:
            await self._not_sent(departure, wait)
            return None
        if wait > 0:
            await asyncio.sleep(wait)
        if self._is_ending:
            await self._departures.not_sent(departure, timedelta())
            return None
        self._point("before-send", messenger)
        try:
            receipt = await self._send(messenger, outgoing)
        except SendProblem as problem:
            self._counts.sent(messenger.name, _result(problem))
            _log.info("not accepted", row=departure.row, messenger=messenger.name, result=_result(problem))
            return await self._trouble(departure, problem)
        self._point("before-mark", messenger)
        self._counts.sent(messenger.name, "delivered")
        read = as_read(outgoing.body, outgoing.files)
        exactly = f"{outgoing.header}\n{read}" if outgoing.header else read
        return await self._departures.sent(departure, receipt, exactly, go_on=go_on)

    async def _whole(self, departure: Departure) -> Outgoing:
        """Return the departure with what is in its files; of an edit they stay, and need not be read."""
        outgoing = self.rendered(departure)
        language, zone = departure.language or self._language, departure.timezone

        def say(value: Value) -> str:
            return self._speech(language, zone, value)

        if departure.sheet is not None:
            page = await printed(departure.sheet, language, say)
            return msgspec.structs.replace(outgoing, files=(page,))
        if departure.record is not None and departure.operation == Operation.SEND:
            return await self._with_record(departure, outgoing, language, say)
        if departure.chart is not None:
            picture = await drawn(departure.chart, language, say)
            return msgspec.structs.replace(outgoing, files=(picture,)) if picture else outgoing
        if departure.album is not None and departure.operation == Operation.SEND:
            found = await self._departures.album(departure)
            if found is None:
                return msgspec.structs.replace(outgoing, body=say(Text("album-none")), rows=())
            made = await albums.files_of(found, language, say, self._cleaning)
            return msgspec.structs.replace(outgoing, files=made)
        if departure.dates is not None:
            return msgspec.structs.replace(outgoing, files=(as_file(departure.dates, say),))
        if departure.operation == Operation.SEND and departure.files:
            return msgspec.structs.replace(outgoing, files=await self._departures.files(departure))
        there = tuple(CleanFile(file.kind, "", b"") for file in departure.files)
        return msgspec.structs.replace(outgoing, files=there) if there else outgoing

    async def _with_record(
        self, departure: Departure, outgoing: Outgoing, language: str, say: Callable[[Value], str]
    ) -> Outgoing:
        if form_in(departure.record) is not None:
            own = await self._departures.mine(departure)
            if own is None:
                return msgspec.structs.replace(outgoing, body=say(Text("mydata-gone")))
            return msgspec.structs.replace(outgoing, files=(await file_of(own, language, say),))
        record = await self._departures.record(departure)
        if record is None:
            return msgspec.structs.replace(outgoing, body=say(Text("record-gone")))
        made = await files_of(record, language, say)
        files = tuple([await self._signed(file) for file in made])
        body = outgoing.body
        if Form.PROOF in record.wanted.forms:
            body = f"{body}\n\n{say(about(record))}"
        return msgspec.structs.replace(outgoing, body=body, files=files)

    async def _signed(self, file: CleanFile) -> CleanFile:
        if file.mime != "application/pdf":
            return file
        return msgspec.structs.replace(file, data=await self._departures.signed(file.data))

    async def _send(self, messenger: Messenger, outgoing: Outgoing) -> Receipt:
        """Send; where parts of a long text are there already, go on after them rather than repeat them."""
        for attempt in range(PARTS_TRIED):
            try:
                async with asyncio.timeout(SEND_WITHIN):
                    return await messenger.send(outgoing)
            except TimeoutError:
                raise Uncertain("slow") from None
            except NotSent as problem:
                wait = problem.retry_after or FIRST_DELAY * 2**attempt
                # An edit is repeated as a whole: its target names what is to be changed, not what is done.
                if not problem.sent or outgoing.operation != Operation.SEND:
                    raise
                if wait > LONGEST_WAIT:
                    break
                outgoing = msgspec.structs.replace(outgoing, target=problem.sent)
                await asyncio.sleep(wait)
        reason = "parts"
        raise Uncertain(reason)

    async def _trouble(self, departure: Departure, problem: SendProblem) -> Departure | None:
        match problem:
            case NotSent():
                if problem.retry_after:
                    chat = None if problem.everywhere else departure.to.chat
                    self._paces[departure.to.messenger].close_for(problem.retry_after, chat)
                await self._not_sent(departure, problem.retry_after or _backoff(departure.attempts))
                return None
            case Uncertain():
                delay = _backoff(departure.attempts)
                await self._departures.uncertain(departure, timedelta(seconds=delay))
                self._wake_in(delay)
                return None
            case CannotReach():
                return await self._departures.unreachable(departure)
            case Moved(to=to):
                return await self._departures.moved(departure, to)
            case TargetGone():
                return await self._departures.target_gone(departure, still_stands=problem.still_stands)
            case CredentialRevoked():
                await self._departures.not_sent(departure, timedelta(seconds=_backoff(departure.attempts)))
                raise problem
            case Refused():
                return await self._departures.refused(departure, problem.reason)
            case _:
                return await self._departures.refused(departure, type(problem).__name__)

    async def _not_sent(self, departure: Departure, delay: float) -> None:
        await self._departures.not_sent(departure, timedelta(seconds=delay))
        self._wake_in(delay)

    def _wake_in(self, seconds: float) -> None:
        # The tick would find it as well, but a second should not become ten.
        asyncio.get_running_loop().call_later(seconds, self._wake.set)

    def rendered(self, departure: Departure) -> Outgoing:
        """Return the departure in the reader's language, ready for a messenger."""
        language, zone = departure.language or self._language, departure.timezone

        def say(value: Value) -> str:
            return self._speech(language, zone, value)

        header = departure.header
        if header is not None and departure.is_changed:
            header = Text("header-changed", {"who": header})
        if header is not None and departure.may_be_repeat and not self._repeats_nothing(departure):
            header = Text("header-repeat", {"who": header})
        said = [say(part) for part in departure.parts]
        if departure.words is not None:
            said.insert(0, departure.words)
        return Outgoing(
            id=departure.row,
            to=departure.to,
            header=say(header) if header is not None else None,
            body="\n\n".join(part for part in said if part),
            rows=_buttons(departure.row, departure.rows, say),
            operation=departure.operation,
            target=departure.target if departure.operation != Operation.SEND else (),
            reply_to=departure.reply_to,
            conversation=departure.conversation,
            title=_title(departure, say),
            is_silent=departure.is_silent or departure.kind == Kind.WATCH,
            closes=departure.closes,
        )

    def _repeats_nothing(self, departure: Departure) -> bool:
        messenger = self._messengers.get(departure.to.messenger)
        return messenger is not None and messenger.capabilities.repeats_nothing and departure.is_young

    def _point(self, name: str, messenger: Messenger) -> None:
        """Name a moment, and whose, at which a crash test may end the process."""
        if self.on_point is not None:
            self.on_point(name, messenger.name)


def _title(departure: Departure, say: Callable[[Value], str]) -> str | None:
    """Return what the circle is called to this reader, where they are told because they have several."""
    header = departure.header
    names_circle = isinstance(header, Text) and header.id == "header-in-circle"
    return say(header.args["circle"]) if isinstance(header, Text) and names_circle else None


def _buttons(
    row: str, rows: tuple[tuple[Choice, ...], ...], say: Callable[[Value], str]
) -> tuple[tuple[Button, ...], ...]:
    drawn, number = [], 0
    for line in rows:
        buttons = []
        for choice in line:
            buttons.append(Button(say(choice.label), f"{row}.{number}", choice.is_steering))
            number += 1
        drawn.append(tuple(buttons))
    return tuple(drawn)


def _backoff(attempts: int) -> float:
    return min(FIRST_DELAY * 2.0**attempts, LONGEST_DELAY)


def _result(problem: SendProblem) -> str:
    return {
        NotSent: "not-sent",
        Uncertain: "uncertain",
        CannotReach: "cannot-reach",
        Refused: "refused",
        TargetGone: "target-gone",
        Moved: "moved",
        CredentialRevoked: "revoked",
    }.get(type(problem), "other")
