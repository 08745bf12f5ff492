"""The story of the demo: invented people on simulated phones, talking through the real engine and store.

Knows the story's words and nothing of how they travel.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.adapters.simulator.page import Command, PhoneCard
from bot.adapters.simulator.platform import NAME, Phone, SimulatedMessenger
from bot.chat.clock import SystemClock
from bot.house import House
from bot.roster import read
from bot.store.importing import import_roster
from bot.texts import Texts

ROSTER = Path(__file__).with_name("demo.toml")
ZONE = "America/New_York"
_MORNING = time(10)
_JOINED = ("Tianna", "Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis")
_ROLES = {
    "Ana": ("mother of Macia, Gladys and Jon", "es", True),
    "Wendy": ("fosters Gladys and Jon", "en", True),
    "Brianna": ("fosters Macia, and Jaylan of another family", "en", True),
    "Tianna": ("caseworker", "en", True),
    "Joshua": ("father of Gladys and Jon", "en", False),
    "Samara": ("mother of Jaylan", "en", False),
    "Francis": ("father of Jaylan", "en", False),
    "Stranger": ("nobody we know", "en", False),
}


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
        for name, (role, language, is_pinned) in _ROLES.items()
    )


class DemoStory:
    """Sets the stage and tells the story; the onlooker may join in at any moment."""

    def __init__(self, house: House, platform: SimulatedMessenger, clock: SystemClock) -> None:
        self._house = house
        self._platform = platform
        self._clock = clock

    async def prepare(self) -> None:
        """Record the families, and let the morning's first words pass before anybody looks."""
        self._begin_in_the_morning()
        roster = read(_with_phones(ROSTER.read_text(encoding="utf-8")), file_name=ROSTER.name)
        await self._house.store.run(lambda session: import_roster(session, roster))
        for name in _ROLES:
            self._phone(name)  # switched on: a phone that nobody has cannot be reached
        ana, wendy, brianna = self._phone("Ana"), self._phone("Wendy"), self._phone("Brianna")
        await self._say(wendy, "Good morning! Gladys ate two pancakes, and Jon slept all night.")
        words = "¡Buenos días! Gracias, Wendy. Jon duerme mejor con la luz del pasillo."
        await self._say(ana, words, reply_to=ana.screen()[-1].id)
        await self._say(wendy, "Good to know. We will leave it on tonight 🙂")
        await self._say(brianna, "Macia got a star for her story at school!")
        await self._press(brianna, "Ana")
        await self._say(self._phone("Samara"), "Hello Brianna. Does Jaylan still ask for his blue blanket?")

    async def tell(self) -> None:
        """Go on at the pace at which people type."""
        ana, joshua, tianna = self._phone("Ana"), self._phone("Joshua"), self._phone("Tianna")
        await asyncio.sleep(3)
        ana.types("/caseworker ¿Puedo mandarle a Jon su osito?")
        await asyncio.sleep(4)
        question = next((one for one in reversed(tianna.screen()) if "osito" in one.body), None)
        if question is not None:
            tianna.types("Yes, Ana. Bring it on Thursday and I will take it along.", question.id)
        await asyncio.sleep(4)
        joshua.types("Morning all. I can bring Gladys her new boots on Saturday.")

    def _begin_in_the_morning(self) -> None:
        now = self._clock.now()
        local = now.astimezone(ZoneInfo(ZONE))
        morning = datetime.combine(local.date(), _MORNING, tzinfo=ZoneInfo(ZONE))
        self._clock.offset = morning - local

    def _phone(self, name: str) -> Phone:
        return self._platform.phone(name.lower())

    async def _say(self, phone: Phone, words: str, reply_to: str | None = None) -> None:
        phone.types(words, reply_to)
        await self._pass_on()

    async def _press(self, phone: Phone, beginning: str) -> None:
        labels = [button.label for one in phone.screen() for button in one.buttons]
        label = next((one for one in labels if one.startswith(beginning)), None)
        if label is not None:
            phone.taps(label)
            await self._pass_on()

    async def _pass_on(self) -> None:
        intake = self._house.intake(NAME)
        confirmed = int(await intake.cursor() or 0)
        events = await self._platform.updates(confirmed)
        await intake.receive(events, str(events[-1].order))
        await self._house.settle()


def _with_phones(roster: str) -> str:
    """Give everybody of the story a phone of the simulator, so that they have joined already."""
    lines = []
    for line in roster.splitlines():
        lines.append(line)
        name = line.removeprefix('name = "').removesuffix('"')
        if name in _JOINED and line.startswith("name = "):
            lines.append(f'accounts = ["{NAME}:{name.lower()}"]')
        if line.startswith('phase = "introduction"'):
            lines.append('way = "hold"')
    return "\n".join(lines)
