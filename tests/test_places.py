"""Where a meeting is, where people meet on the way, and the link of a call: only before those who go there.

Each place is a mark. After a whole life of meetings it stands on the screens, in the files and in the feeds
of those who take part in person, of the caseworker, and nowhere else; and nowhere in clear on the disk.
"""

from __future__ import annotations

import io
import re
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from bot.adapters.simulator.platform import Change, Showing
from bot.calendars import secret_hash
from bot.chat.clock import SetClock
from bot.store.sealing import Master, fresh_key
from tests.apart import open_feeds
from tests.canary import Marks, Overheard, everything_logged, files_under
from tests.story.phones import SimulatorExchange
from tests.story.stage import DEFAULTS, MONDAY_MORNING, Stage
from tests.story.transcript import Player, Transcript

WAYS = {
    "Ana": '"know", "questions", "phone", "visit", "appointment"',
    "Joshua": '"know", "questions", "phone"',
    "Samara": '"know", "questions"',
    "Francis": '"know"',
    "Nora": "",
}
HOME = ("Wendy", "Carl")
CAST = (*WAYS, *HOME, "Brianna", "Tianna")
LINK = re.compile(r"https://meet\.example\.org/([\w-]{24})")


def _roster() -> str:
    """Return five parents of Jon, each of whom may have less with him, and a home with another child."""
    told = """
[agency]
name = "County Family Services"
timezone = "America/New_York"
[[caseworker]]
id = "tianna"
name = "Tianna"
[[home]]
id = "chadwick"
[[home]]
id = "winter"
[[family]]
id = "gutierrez"
caseworker = "tianna"
children = [
  { id = "jon", name = "Jon", born = 2024-07-30, home = "chadwick", placed = 2026-10-01 },
  { id = "macia", name = "Macia", born = 2018-03-02, home = "winter", placed = 2026-10-01 },
]
"""
    for home, people in (("chadwick", HOME), ("winter", ("Brianna",))):
        for who in people:
            told += f'[[person]]\nid = "{who.lower()}"\nname = "{who}"\nrole = "caregiver"\nhome = "{home}"\n'
    for who, kinds in WAYS.items():
        ref, children = who.lower(), '"jon", "macia"' if who == "Ana" else '"jon"'
        told += f"""
[[person]]
id = "{ref}"
name = "{who}"
role = "parent"
children = [{children}]
[[circle]]
id = "jon-{ref}"
children = ["jon"]
people = ["{ref}", "wendy", "carl"]
phase = "open"
"""
        if kinds:
            told += f"""
[[permission]]
parent = "{ref}"
children = ["jon"]
kinds = [{kinds}]
supervision = "monitored"
from = 2026-10-01
approval = "none"
"""
    told += '[[circle]]\nid = "macia"\nchildren = ["macia"]\npeople = ["ana", "brianna"]\nphase = "open"\n'
    return told


class Places:
    """A house, its marks, and all that ever stood before anybody."""

    def __init__(self, folder: Path, marks: Marks) -> None:
        clock = SetClock(MONDAY_MORNING)
        exchange = SimulatorExchange(clock)
        self.platform = exchange.platform
        self.stage = Stage(exchange, clock, f"sqlite:///{folder / 'story.db'}", Master(fresh_key()))
        self.stage.defaults = msgspec.structs.replace(DEFAULTS, messages_per_minute=10_000)
        self.marks = marks
        self.may_read: dict[str, set[str]] = {}
        self.told: dict[str, list[str]] = defaultdict(list)
        self._player: Player | None = None
        self.platform.watch(self._changed)

    def _changed(self, change: Change) -> None:
        if isinstance(change, Showing) and not change.message.is_own:
            shown = change.message
            files = [_unfolded(self.platform.file(one.key) or b"") for one in shown.files]
            labels = [button.label for button in shown.buttons]
            self.told[change.user.capitalize()] += [shown.header or "", shown.body, *labels, *files]

    def mark(self, what: str, *readers: str) -> str:
        """Return the mark of a place, which nobody may read but these, and the caseworker."""
        self.may_read[what] = {*readers, "Tianna"}
        return self.marks(what)

    async def acts(self, *lines: str) -> None:
        """Let people do this, one after the other, and read everybody's feed then."""
        story = Transcript(acts=[(line, []) for line in lines])
        self._player = Player(self.stage)
        await self._player.play(story)
        await self.feeds()

    async def feeds(self) -> None:
        """Read everybody's calendar under its address."""
        for name in CAST:
            self.told[name].append(_unfolded(await self.stage.house.calendar(secret_hash(name)) or b""))

    def readers(self, what: str) -> set[str]:
        """Return on whose screens, in whose files and feeds it stood."""
        return {name for name, told in self.told.items() if self.marks.of[what] in "\n".join(told)}


def _unfolded(told: bytes) -> str:
    return told.decode("utf-8", "replace").replace("\r\n ", "")


@pytest.fixture
def log() -> Iterator[tuple[io.StringIO, Overheard]]:
    with everything_logged() as both:
        yield both


@pytest.fixture
async def places(
    log: tuple[io.StringIO, Overheard], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Places]:
    (tmp_path / "beside").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "beside"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "beside"))
    made = Places(tmp_path, Marks(11))
    await made.stage.open(joined=CAST, roster=_roster())
    await made.stage.house.store.run(open_feeds)
    await _life(made)
    yield made
    await made.stage.close()


async def _life(places: Places) -> None:
    """Play it: an appointment, a visit, a call, a team meeting, and what becomes of each."""
    mark = places.mark
    event, meet = mark("place of an event", "Ana", *HOME), mark("where to meet for an event", "Ana", *HOME)
    await places.acts(
        "Wendy: /event",
        "Wendy [Doctor or school]",
        "Wendy: Dentist",
        "Wendy: November 27 10:10 am",
        "Wendy: 60 minutes",
        f"Wendy: {event}",
        "Wendy [Skip]",
        "Wendy [All right]",
        "Ana [I'll be there]",
        "Joshua [I'll be there]",
        "Wendy: /calendar",
        "Wendy [Friday, November 27: Dentist, for Jon]",
        "Wendy [Add or change]",
        "Wendy [Where to meet]",
        f"Wendy: {meet}",
    )
    visit, on_the_way = mark("place of a visit", "Ana", *HOME), mark("where to meet", "Ana", *HOME)
    await places.acts(
        "Ana: /visit",
        "Ana [Jon (Wendy and Carl)]",
        "Ana: November 28 3:20 pm",
        "Ana: 60 minutes",
        "Ana [Just once]",
        f"Ana: {visit}",
        "Ana [Skip]",
        "Ana [Skip]",
        "Ana [All right]",
        "Carl [Another time]",
        "Carl: November 28 4:20 pm",
        "Carl [All right]",
        "Ana [Yes, that works]",
        "Carl [Look at it]",
        "Carl [Add or change]",
        "Carl [Where to meet]",
        f"Carl: {on_the_way}",
        "Ana [Look at it]",
        "Ana [Move it]",
        "Ana: November 29 4:20 pm",
        "Ana [All right]",
        "Wendy [Yes, that works]",
    )
    off, team = mark("place of what is called off", "Ana", *HOME), mark("place of a team", "Ana")
    await places.acts(
        "Ana: /visit",
        "Ana [Jon (Wendy and Carl)]",
        "Ana: November 30 3:20 pm",
        "Ana: 60 minutes",
        "Ana [Just once]",
        f"Ana: {off}",
        "Ana [Skip]",
        "Ana [Skip]",
        "Ana [All right]",
        "Wendy [Yes, that works]",
        "Ana [Look at it]",
        "Ana [Call it off]",
        "Ana [I am sick]",
        "Joshua: /call",
        "Joshua: November 28 6:30 pm",
        "Joshua: 60 minutes",
        "Joshua [Just once]",
        "Joshua [Skip]",
        "Joshua [All right]",
        "Carl [Yes, that works]",
        "Joshua [Look at it]",
        "Wendy [Look at it]",
        "Tianna: /team",
        "Tianna [Jon (Wendy, Carl, Ana)]",
        "Tianna [Team meeting]",
        "Tianna [Ana]",
        "Tianna: December 1 11:40 am",
        "Tianna: 60 minutes",
        f"Tianna: {team}",
        "Tianna [Skip]",
        "Tianna [All right]",
    )
    # Outside of what is set: until the caseworker has said yes, it is her writer's alone.
    wish, granted = mark("place of a wish", "Samara"), mark("place of a granted wish", "Samara", *HOME)
    for day, place in ((2, wish), (3, granted)):
        await places.acts(
            "Samara: /visit",
            f"Samara: December {day} 1:50 pm",
            "Samara: 60 minutes",
            "Samara [Just once]",
            f"Samara: {place}",
            "Samara [Skip]",
            "Samara [Skip]",
            "Samara [All right]",
        )
        await _everybody_looks(places, HOME)
    await places.acts("Tianna [Say yes]")
    (link,) = {found for told in places.told["Joshua"] for found in LINK.findall(told)}
    places.marks.add("link of a call", link)
    places.may_read["link of a call"] = {"Joshua", *HOME, "Tianna"}
    await _is_withdrawn(places)
    await _everybody_looks(places)
    for _ in range(4):
        await places.stage.wait(timedelta(hours=66))
        await places.feeds()
    await places.acts('Ana [It happened] under "Family"', "Ana [It went well]", "Ana [Skip]")
    await places.acts('Wendy [It did not happen] under "Family"', "Wendy [Skip]")
    await _everybody_looks(places)


async def _is_withdrawn(places: Places) -> None:
    """Ana may come in person no more: where it is from now on she does not read."""
    before = places.mark("place before it was withdrawn", "Ana", *HOME)
    after = places.mark("where to meet after it was withdrawn", *HOME)
    await places.acts(
        "Wendy: /event",
        "Wendy [Doctor or school]",
        "Wendy: Eyes",
        "Wendy: December 4 10:10 am",
        "Wendy: 60 minutes",
        f"Wendy: {before}",
        "Wendy [Skip]",
        "Wendy [All right]",
        "Tianna: /permission Ana",
        "Tianna [Jon]",
        "Tianna [End it now]",
        "Tianna [Appointments]",
        "Tianna [I have told them]",
        "Wendy: /calendar",
        "Wendy [Friday, December 4: Eyes, for Jon]",
        "Wendy [Add or change]",
        "Wendy [Where to meet]",
        f"Wendy: {after}",
    )
    told = await places.stage.house.calendar(secret_hash("Ana")) or b""
    assert places.marks("place before it was withdrawn") not in _unfolded(told)


async def _everybody_looks(places: Places, who: Sequence[str] = CAST) -> None:
    """Have these people open all that their calendar names, as text and as a file, and what was."""
    for name in who:
        await places.acts(f"{name}: /calendar")
        phone = places.platform.phone(name.lower())
        (shown, *_) = (one for one in reversed(phone.screen()) if one.buttons)
        for button in shown.buttons:
            if button.label != "In my phone calendar":
                phone.presses(shown.id, button.token)
                await places.stage.settle()
    await places.feeds()


async def test_a_place_is_read_by_those_who_go_there_and_by_nobody_else(
    places: Places, log: tuple[io.StringIO, Overheard], tmp_path: Path
) -> None:
    found = {what: places.readers(what) for what in places.may_read}
    assert found == places.may_read
    for name in ("Ana", "Wendy"):
        told = "\n".join(one for one in places.told[name] if "BEGIN:VCALENDAR" in one)
        assert places.marks("place of a visit") in told
    assert places.marks("link of a call") in "\n".join(
        one for one in places.told["Joshua"] if "BEGIN:VCALENDAR" in one
    )
    files = files_under(tmp_path)
    assert "story.db-wal" in files
    files |= {"log": log[0].getvalue().encode(), "heard": "\n".join(log[1].told).encode()}
    assert {where: marks for where, told in files.items() if (marks := places.marks.found_in(told))} == {}
    await places.stage.close()
    closed = files_under(tmp_path)
    assert {where: marks for where, told in closed.items() if (marks := places.marks.found_in(told))} == {}
