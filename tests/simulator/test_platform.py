"""What the simulated messenger and its adapter promise, event by event and screen by screen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.adapters.simulator import Phone, SimulatedMessenger, Simulator
from bot.adapters.simulator.adapter import split
from bot.adapters.simulator.platform import Change, Removed, Showing, Typing
from bot.chat.clock import SetClock
from bot.chat.incoming import (
    Address,
    Arrival,
    Edit,
    Press,
    Reachable,
    Unreachable,
    Unreadable,
    Unsupported,
    Withdrawal,
    Words,
)
from bot.chat.messenger import CannotReach, Messenger, NotSent, SendProblem, TargetGone, Uncertain
from bot.chat.outgoing import Button, Operation, Outgoing

NINE = datetime(2026, 11, 3, 14, tzinfo=UTC)
YES = Button("Yes", "t1.yes")
NO = Button("No", "t1.no")


class Inbox:
    """An intake as the store's is: what it took is there once `receive` has returned."""

    def __init__(self) -> None:
        self.taken: list[Arrival] = []
        self.place: str | None = None
        self.breaks_next = False
        self._filled = asyncio.Condition()

    async def cursor(self) -> str | None:
        return self.place

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        if self.breaks_next:
            self.breaks_next = False
            message = "the commit failed"
            raise ConnectionError(message)
        async with self._filled:
            known = {event.event for event in self.taken}
            self.taken += [e for e in events if isinstance(e, Arrival) and e.event not in known]
            self.place = cursor
            self._filled.notify_all()

    async def holds(self, number: int) -> list[Arrival]:
        async with asyncio.timeout(5), self._filled:
            await self._filled.wait_for(lambda: len(self.taken) >= number)
        return self.taken


@asynccontextmanager
async def listening(platform: SimulatedMessenger, inbox: Inbox) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(Simulator(platform).listen(inbox))
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NINE)


@pytest.fixture
def platform(clock: SetClock) -> SimulatedMessenger:
    return SimulatedMessenger(clock)


@pytest.fixture
def ana(platform: SimulatedMessenger) -> Phone:
    return platform.phone("ana")


@pytest.fixture
def simulator(platform: SimulatedMessenger) -> Simulator:
    return Simulator(platform)


def to(phone: Phone, body: str, **fields: object) -> Outgoing:
    values = {"id": "row", "to": phone.address, "body": body, **fields}
    return Outgoing(**values)  # type: ignore[arg-type] # fields differ in type, each test names its own


def bodies(phone: Phone) -> list[str]:
    return [shown.body for shown in phone.screen()]


def test_the_adapter_fulfils_the_contract(simulator: Simulator) -> None:
    messenger: Messenger = simulator
    assert messenger.name == "simulator"
    assert messenger.capabilities.text_limit == 4096


async def test_everything_a_person_does_arrives_in_order(
    platform: SimulatedMessenger, ana: Phone, clock: SetClock
) -> None:
    ana.language = "es"
    hello = ana.types("hola")
    clock.advance(timedelta(minutes=1))
    again = ana.types("¿sí?", reply_to=hello)
    ana.presses("7", "t1.yes")
    ana.edits(again, "sí")
    ana.withdraws(again)
    photo = ana.shares("photo")
    ana.blocks()
    ana.unblocks()
    inbox = Inbox()
    async with listening(platform, inbox):
        arrivals = await inbox.holds(8)
    assert [(a.content, a.message) for a in arrivals] == [
        (Words("hola"), hello),
        (Words("¿sí?"), again),
        (Press("t1.yes", "7"), "7"),
        (Edit(again, "sí"), again),
        (Withdrawal(again), again),
        (Unsupported("photo"), photo),
        (Unreachable(), None),
        (Reachable(), None),
    ]
    assert arrivals[0].sender == Address("simulator", "ana", "ana")
    assert arrivals[1].reply_to == hello
    assert [a.at for a in arrivals[:2]] == [NINE, NINE + timedelta(minutes=1)]
    assert {a.language for a in arrivals} == {"es"}
    orders = [a.order for a in arrivals]
    assert orders == sorted(set(orders))
    assert len({a.event for a in arrivals}) == 8
    assert bodies(ana) == ["hola", "[photo]"]


async def test_an_event_comes_again_until_it_was_committed(platform: SimulatedMessenger, ana: Phone) -> None:
    ana.types("do not lose me")
    inbox = Inbox()
    inbox.breaks_next = True
    async with listening(platform, inbox) as task:
        await asyncio.wait([task], timeout=5)
        assert isinstance(task.exception(), ConnectionError)
    assert [event.content for event in platform.unconfirmed] == [Words("do not lose me")]
    async with listening(platform, inbox):
        await inbox.holds(1)
        ana.types("and me")
        arrivals = await inbox.holds(2)
    assert [a.content for a in arrivals] == [Words("do not lose me"), Words("and me")]


async def test_phones_outlive_the_bot(platform: SimulatedMessenger, ana: Phone) -> None:
    inbox = Inbox()
    async with listening(platform, inbox):
        ana.types("before")
        await inbox.holds(1)
    ana.types("while it is away")
    async with listening(platform, inbox):
        ana.types("after")
        arrivals = await inbox.holds(3)
    assert [a.content for a in arrivals] == [Words("before"), Words("while it is away"), Words("after")]
    assert bodies(ana) == ["before", "while it is away", "after"]


async def test_words_are_not_lost_where_the_bot_remembers_later_ids(
    platform: SimulatedMessenger, ana: Phone
) -> None:
    inbox = Inbox()
    later = int(NINE.timestamp() * 1000) + 10**9
    inbox.place = str(later)
    ana.types("first")
    ana.types("second")
    async with listening(platform, inbox):
        arrivals = await inbox.holds(2)
    assert [a.content for a in arrivals] == [Words("first"), Words("second")]
    assert all(a.order > later for a in arrivals)


async def test_a_message_is_shown_with_its_header_buttons_and_quote(simulator: Simulator, ana: Phone) -> None:
    hello = ana.types("hi")
    receipt = await simulator.send(
        to(ana, "Shall I?", header="Wendy · caregiver", rows=((YES, NO),), reply_to=hello)
    )
    shown = ana.screen()[-1]
    assert receipt.messages == (shown.id,)
    assert (shown.header, shown.body, shown.buttons, shown.reply_to) == (
        "Wendy · caregiver",
        "Shall I?",
        (YES, NO),
        hello,
    )
    assert (shown.is_own, shown.is_edited, shown.at) == (False, False, NINE)


async def test_tapping_a_label_presses_the_newest_button_that_reads_so(
    platform: SimulatedMessenger, simulator: Simulator, ana: Phone
) -> None:
    await simulator.send(to(ana, "Older", rows=((Button("Yes", "old"),),)))
    newer = await simulator.send(to(ana, "Newer", rows=((NO,), (YES,))))
    ana.taps("Yes")
    assert platform.unconfirmed[-1].content == Press("t1.yes", newer.messages[0])
    with pytest.raises(LookupError):
        ana.taps("Perhaps")


async def test_an_edit_changes_in_place_and_a_withdrawal_removes(simulator: Simulator, ana: Phone) -> None:
    first = await simulator.send(to(ana, "One", rows=((YES,),)))
    await simulator.send(to(ana, "Two"))
    changed = await simulator.send(to(ana, "One!", operation=Operation.EDIT, target=first.messages))
    assert changed.messages == first.messages
    assert bodies(ana) == ["One!", "Two"]
    assert ana.screen()[0].is_edited
    assert ana.screen()[0].buttons == ()
    await simulator.send(to(ana, "", operation=Operation.WITHDRAW, target=first.messages))
    assert bodies(ana) == ["Two"]
    for operation in (Operation.EDIT, Operation.WITHDRAW):
        with pytest.raises(TargetGone):
            await simulator.send(to(ana, "One?", operation=operation, target=first.messages))


async def test_the_bot_cannot_touch_what_the_owner_wrote(simulator: Simulator, ana: Phone) -> None:
    own = ana.types("mine")
    for operation in (Operation.EDIT, Operation.WITHDRAW):
        with pytest.raises(TargetGone):
            await simulator.send(to(ana, "yours", operation=operation, target=(own,)))
    assert bodies(ana) == ["mine"]


async def test_nobody_changes_what_another_wrote(simulator: Simulator, ana: Phone) -> None:
    receipt = await simulator.send(to(ana, "from the bot"))
    with pytest.raises(LookupError):
        ana.edits(receipt.messages[0], "forged")
    with pytest.raises(LookupError):
        ana.withdraws(receipt.messages[0])
    assert bodies(ana) == ["from the bot"]


async def test_a_long_text_arrives_letter_for_letter_in_parts(simulator: Simulator, ana: Phone) -> None:
    body = "A line of words, with  two spaces\n\n" * 400
    receipt = await simulator.send(to(ana, body, header="Wendy", rows=((YES,),)))
    parts = ana.screen()
    assert len(parts) > 1
    assert "".join(part.body for part in parts) == body
    assert all(len(f"{part.header}\n{part.body}") <= 4096 for part in parts)
    assert {part.header for part in parts} == {"Wendy"}
    assert [len(part.buttons) for part in parts] == [0] * (len(parts) - 1) + [1]
    assert receipt.messages == tuple(part.id for part in parts)
    shorter = await simulator.send(
        to(ana, "Short now", header="Wendy", operation=Operation.EDIT, target=receipt.messages)
    )
    assert bodies(ana) == ["Short now"]
    longer = await simulator.send(to(ana, body, operation=Operation.EDIT, target=shorter.messages))
    assert "".join(bodies(ana)) == body
    assert longer.messages == tuple(part.id for part in ana.screen())


@pytest.mark.parametrize(
    "body", ["", "a", "aaaaaaaaaaa", "aaa bbb ccc ddd", "a\nbb cc dd\n\n\n\n\n\n\ne", "  " * 9]
)
def test_cutting_a_text_loses_no_letter(body: str) -> None:
    parts = split(body, 5)
    assert "".join(parts) == body
    assert all(len(part) <= 5 for part in parts)
    assert all(parts) or parts == [""]


async def test_a_blocked_or_unknown_phone_cannot_be_reached(
    platform: SimulatedMessenger, simulator: Simulator, ana: Phone
) -> None:
    ana.blocks()
    with pytest.raises(CannotReach):
        await simulator.send(to(ana, "hello?"))
    ana.unblocks()
    await simulator.send(to(ana, "hello!"))
    assert bodies(ana) == ["hello!"]
    before = platform.unconfirmed
    ana.is_reachable = False
    with pytest.raises(CannotReach):
        await simulator.send(to(ana, "gone?"))
    assert platform.unconfirmed == before
    stranger = Address("simulator", "nobody", "nobody")
    with pytest.raises(CannotReach):
        await simulator.send(Outgoing("row", stranger, "hello?"))


@pytest.mark.parametrize(
    ("problem", "arrives"),
    [(NotSent("busy", 2.0), False), (Uncertain("timeout"), False), (Uncertain("timeout"), True)],
)
async def test_trouble_that_was_ordered_comes_once(
    simulator: Simulator, ana: Phone, problem: SendProblem, *, arrives: bool
) -> None:
    ana.fails_next(problem, arrives=arrives)
    with pytest.raises(type(problem)) as caught:
        await simulator.send(to(ana, "first"))
    assert caught.value is problem
    assert bodies(ana) == ["first"] * arrives
    await simulator.send(to(ana, "second"))
    assert bodies(ana) == ["first"] * arrives + ["second"]


async def test_a_text_that_arrived_in_part_is_not_called_unsent(simulator: Simulator, ana: Phone) -> None:
    ana.fails_next(NotSent("busy"), after=1)
    with pytest.raises(Uncertain):
        await simulator.send(to(ana, "word " * 1000))
    assert len(ana.screen()) == 1


async def test_a_held_send_waits_on_the_way(simulator: Simulator, ana: Phone) -> None:
    ana.hold()
    sending = asyncio.create_task(simulator.send(to(ana, "late")))
    done, _ = await asyncio.wait([sending], timeout=0.05)
    assert not done
    assert bodies(ana) == []
    ana.release()
    await sending
    assert bodies(ana) == ["late"]


async def test_nothing_is_sent_after_closing(simulator: Simulator, ana: Phone) -> None:
    await simulator.close()
    with pytest.raises(NotSent):
        await simulator.send(to(ana, "too late"))
    assert bodies(ana) == []


async def test_whoever_watches_sees_every_change(
    platform: SimulatedMessenger, simulator: Simulator, ana: Phone
) -> None:
    seen: list[Change] = []
    stop = platform.watch(seen.append)
    own = ana.types("hi")
    platform.mark(own, "waiting")
    platform.mark(own, "waiting")
    platform.mark(own, None)
    receipt = await simulator.send(to(ana, "hello"))
    platform.typing("ana")
    ana.withdraws(own)
    stop()
    ana.types("unseen")
    marks = [
        change.message.mark for change in seen if isinstance(change, Showing) and change.message.id == own
    ]
    assert marks == [None, "waiting", None]
    assert isinstance(seen[3], Showing)
    assert seen[3].message.id == receipt.messages[0]
    assert seen[4:] == [Typing("ana"), Removed("ana", own)]


async def test_typing_is_shown_only_after_the_words_are_safe(
    platform: SimulatedMessenger, ana: Phone
) -> None:
    seen: list[Change] = []
    ana.types("hi")
    platform.watch(seen.append)
    inbox = Inbox()
    inbox.breaks_next = True
    async with listening(platform, inbox) as task:
        await asyncio.wait([task], timeout=5)
    assert seen == []
    async with listening(platform, inbox):
        await inbox.holds(1)
        ana.withdraws(ana.screen()[0].id)
        await inbox.holds(2)
    assert Typing("ana") in seen
