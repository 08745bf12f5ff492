"""The story on simulated phones, talking through the real engine and store.

Knows nothing of how words travel.
"""

from __future__ import annotations

import asyncio

from bot.adapters.simulator.page import Command, PhoneCard
from bot.adapters.simulator.platform import NAME, Phone, SimulatedMessenger
from bot.chat.clock import SystemClock
from bot.chat.media import MediaKind
from bot.demo.people import (
    BOOK,
    MOMENT,
    OPENING,
    PEOPLE,
    SATURDAY,
    TIP,
    VISIT,
    WISH,
    Line,
    Person,
    begin_in_the_morning,
    roster,
)
from bot.house import House
from bot.store.importing import import_roster
from bot.texts import Texts

_STRANGER = Person("Stranger", "nobody we know", "en", is_pinned=False)


def cast(house: House, texts: Texts) -> tuple[PhoneCard, ...]:
    """Return the phones of the story, each with the commands that its owner may use."""
    return tuple(
        PhoneCard(
            user=name.lower(),
            name=name,
            role=role,
            language=language,
            pinned=is_pinned,
            commands=tuple(
                Command(word, hint)
                for word, hint in house.commands(texts, language, is_desk=name == "Tianna")
            ),
        )
        for name, role, language, is_pinned in (*PEOPLE, _STRANGER)
    )


class DemoStory:
    """Sets the stage and tells the story; the onlooker may join in at any moment."""

    def __init__(self, house: House, platform: SimulatedMessenger, clock: SystemClock) -> None:
        self._house = house
        self._platform = platform
        self._clock = clock

    async def prepare(self) -> None:
        """Record the families, and let the morning's first words pass before anybody looks."""
        begin_in_the_morning(self._clock)
        told = roster(lambda name: f"{NAME}:{name.lower()}")
        await self._house.store.run(lambda session: import_roster(session, told))
        for person in (*PEOPLE, _STRANGER):
            self._phone(person.name)  # switched on: a phone that nobody has cannot be reached
        for name, act, words in (*BOOK, *VISIT, *MOMENT, *TIP, *WISH, *SATURDAY):
            phone = self._phone(name)
            match act:
                case "types":
                    phone.types(words)
                case "picks":
                    shown = next(one for one in reversed(phone.screen()) if one.buttons)
                    phone.presses(shown.id, shown.buttons[int(words)].token)
                case _:
                    phone.taps(words)
            await self._pass_on()
        for line in OPENING:
            await self._say(line)
            for name in line.then:
                await self._press_first(self._phone(name))

    async def tell(self) -> None:
        """Go on at the pace at which people type."""
        ana, wendy, tianna = self._phone("Ana"), self._phone("Wendy"), self._phone("Tianna")
        await asyncio.sleep(3)
        picture = next((one for one in reversed(ana.screen()) if one.files and not one.is_own), None)
        if picture is not None:
            ana.reacts(picture.id, "❤️")
        await asyncio.sleep(3)
        wendy.types("/caseworker May Jon bring his bear to the visit?")
        await asyncio.sleep(4)
        question = next((one for one in reversed(tianna.screen()) if "his bear" in one.body), None)
        if question is not None:
            tianna.types("Yes, Wendy. He will want to show it to Ana.", question.id)
        await asyncio.sleep(4)
        # What Ana has told of Jon's nights, as whoever looks on would find it.
        wendy.types("/book jon sleep")

    def _phone(self, name: str) -> Phone:
        return self._platform.phone(name.lower())

    async def _say(self, line: Line) -> None:
        phone = self._phone(line.name)
        reply_to = phone.screen()[-1].id if line.is_reply else None
        if line.picture is None:
            phone.types(line.words, reply_to)
        else:
            drawn = await asyncio.to_thread(_drawn, line.picture)
            phone.sends(MediaKind.PICTURE, drawn, line.words, reply_to=reply_to, mime="image/jpeg")
        await self._pass_on()
        labels = [button.label for one in phone.screen() for button in one.buttons]
        label = next((one for one in labels if one.startswith(line.to)), None)
        if label is not None:
            phone.taps(label)
            await self._pass_on()

    async def _press_first(self, phone: Phone) -> None:
        shown = next(one for one in reversed(phone.screen()) if one.buttons)
        phone.presses(shown.id, shown.buttons[0].token)
        await self._pass_on()

    async def _pass_on(self) -> None:
        intake = self._house.intake(NAME)
        confirmed = int(await intake.cursor() or 0)
        events = await self._platform.updates(confirmed)
        await intake.receive(events, str(events[-1].order))
        await self._house.settle()


def _drawn(name: str) -> bytes:
    from bot.demo import drawings  # noqa: PLC0415 - whoever tells no story need not load what draws

    drawn: bytes = {"home": drawings.home, "star": drawings.star}[name]()
    return drawn
