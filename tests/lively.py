"""A lively story in which everything private is marked, and much goes wrong on the way.

Knows nothing of where marks may show up afterwards; it only makes sure that there is something to find.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from bot.chat.outgoing import Outgoing, Receipt
from bot.flows.everyday import HelpFlow
from tests.canary import Marks
from tests.data import tricky
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi_user import User
from tests.outgoing import FIRST_ID
from tests.story.phones import TelegramExchange
from tests.story.stage import Stage

CAST = ("tianna", "ana", "joshua", "wendy", "brianna", "samara", "francis")
JOINED = ("tianna", "wendy", "brianna", "samara", "francis")
CHILDREN = ("macia", "gladys", "jon", "jaylan")

ROSTER = """
[agency]
name = "Marked Services"
timezone = "America/New_York"

[[caseworker]]
id = "worker-1"
name = "{tianna}"

[[home]]
id = "home-1"
[[home]]
id = "home-2"

[[family]]
id = "case-1"
caseworker = "worker-1"
children = [
  {{ id = "child-1", name = "{macia}", born = 2018-03-02, home = "home-2", placed = 2026-10-01 }},
  {{ id = "child-2", name = "{gladys}", born = 2022-05-14, home = "home-1", placed = 2026-10-01 }},
  {{ id = "child-3", name = "{jon}", born = 2024-07-30, home = "home-1", placed = 2026-10-01 }},
]

[[family]]
id = "case-2"
caseworker = "worker-1"
children = [{{ id = "child-4", name = "{jaylan}", born = 2020-01-20, home = "home-2" }}]

[[person]]
id = "adult-1"
name = "{ana}"
role = "parent"
children = ["child-1", "child-2", "child-3"]
word = "{ana_word}"

[[person]]
id = "adult-2"
name = "{joshua}"
role = "parent"
children = ["child-2", "child-3"]

[[person]]
id = "adult-3"
name = "{wendy}"
role = "caregiver"
home = "home-1"
quiet_hours = "21:00-07:00"

[[person]]
id = "adult-4"
name = "{brianna}"
role = "caregiver"
home = "home-2"

[[person]]
id = "adult-5"
name = "{samara}"
role = "parent"
children = ["child-4"]

[[person]]
id = "adult-6"
name = "{francis}"
role = "parent"
children = ["child-4"]

[[circle]]
id = "circle-1"
children = ["child-2", "child-3"]
people = ["adult-1", "adult-2", "adult-3"]
phase = "open"

[[circle]]
id = "circle-2"
children = ["child-1"]
people = ["adult-1", "adult-4"]
phase = "open"

[[circle]]
id = "circle-3"
children = ["child-4"]
people = ["adult-5", "adult-6", "adult-4"]
phase = "introduction"
way = "hold"

[[nocontact]]
between = ["adult-2", "adult-6"]
order = "{nocontact_order}"

[[connection]]
child = "child-1"
name = "{relative}"
kind = "{relation}"

[[permission]]
parent = "adult-1"
children = ["child-2", "child-3"]
kinds = ["know", "visit"]
supervision = "supervised"
from = 2026-10-01
until = 2027-04-01
order = "{order}"
approval = "caseworker"
places = ["{place}"]
"""
_ID = re.compile(r'"((?:worker|home|case|child|adult|circle)-\d)"')


class Lively:
    """The stage, its people by their part in the story, and the marks of all they keep to themselves."""

    def __init__(self, stage: Stage, exchange: TelegramExchange, marks: Marks) -> None:
        self.stage = stage
        self.exchange = exchange
        self.server = exchange.server
        self.marks = marks
        self.troubles: list[BaseException] = []
        self.joined = [marks(f"name of {who}") for who in JOINED]
        for number, who in enumerate((*CAST, "stranger")):
            user = self.server.user(
                FIRST_ID + 7919 * number,
                first_name=marks(f"profile first name of {who}"),
                last_name=marks(f"profile last name of {who}"),
                username=marks(f"profile handle of {who}"),
                has_started=True,
            )
            exchange.users[marks(f"name of {who}")] = user
            marks.add(f"platform id of {who}", str(user.id))

    @property
    def roster(self) -> str:
        """The roster, every private place in it marked."""
        names = {who: self.marks(f"name of {who}") for who in (*CAST, *CHILDREN)}
        others = ("ana_word", "nocontact_order", "relative", "relation", "order", "place")
        whole = ROSTER.format(**names, **{what: self.marks(what) for what in others})
        return _ID.sub(lambda found: f'"{self.ref(found[1])}"', whole)

    def ref(self, which: str) -> str:
        """Return an id of the roster, a mark too: agencies write names there."""
        return self.marks(f"id of {which}").lower()

    def user(self, who: str) -> User:
        """Return somebody's phone."""
        return self.exchange.users[self.marks(f"name of {who}")]

    async def begin(self) -> None:
        """Import the roster; codes are marks too, in both their spellings."""
        await self.stage.open(joined=tuple(self.joined), roster=self.roster)
        self.overhear_sends()
        for ref, code in self.stage.codes.items():
            self.marks.add(f"code of {ref}", code)
            self.marks.add(f"code of {ref} as shown", f"{code[:5]}-{code[5:]}")

    def overhear_sends(self) -> None:
        """Keep every problem of a send, to see what it tells of itself."""
        messenger = self.stage.house.messengers["telegram"]
        send = messenger.send

        async def overheard(outgoing: Outgoing) -> Receipt:
            try:
                return await send(outgoing)
            except Exception as problem:
                self.troubles.append(problem)
                raise

        messenger.send = overheard  # type: ignore[method-assign]

    async def says(self, who: str, words: str, reply_to: int | None = None) -> int:
        """Let somebody write, a second later, and everything take its course."""
        self.stage.clock.advance(timedelta(seconds=1))
        message = self.user(who).says(words, reply_to).id
        await self.stage.settle()
        return int(message)

    async def tells(self, who: str, what: str) -> int:
        """Let somebody write marked words."""
        return await self.says(who, f"I say {self.marks(what)} today")

    async def taps(self, who: str, *labels: str) -> None:
        """Press the first of these labels that the newest message with any of them has."""
        self.stage.clock.advance(timedelta(seconds=1))
        shown = [one for one in reversed(self.user(who).screen()) if one.rows]
        for one in shown:
            for wanted in labels:
                label = next((label for label in one.labels if wanted in label), None)
                if label is not None:
                    self.user(who).presses(one.id, label)
                    return await self.stage.settle()
        seen = "\n".join(str(one) for one in self.user(who).screen()[-3:])
        raise LookupError(f"{labels} are nowhere on the screen:\n{seen}")  # noqa: EM102, TRY003

    # --- the story

    async def play(self) -> None:
        """Play all of it."""
        await self.strangers()
        await self.joining()
        await self.circles()
        await self.looked_at_first()
        await self.lines_and_settings()
        await self.trouble()
        await self.nights()
        await self.endings()

    async def strangers(self) -> None:
        """Somebody nobody knows writes, and guesses."""
        await self.tells("stranger", "words of a stranger")
        await self.says("stranger", "/start K7M2Q9XDTR")

    async def joining(self) -> None:
        """Ana comes in with her code, asks a question, and chooses name and word."""
        await self.says("ana", f"/start {self.stage.codes[self.ref('adult-1')]}")
        await self.taps("ana", "English")
        await self.taps("ana", "question")
        await self.tells("ana", "question while joining")
        await self.taps("ana", "All right")
        await self.says("ana", self.marks("chosen name of ana"))
        await self.says("ana", self.marks("chosen word of ana"))
        await self.taps("ana", "agree")
        for _ in range(3):
            await self.taps("ana", "Yes")

    async def circles(self) -> None:
        """Words to some, words kept, words deleted, a reply, a change, a withdrawal."""
        await self.says("ana", "/switch")
        await self.taps("ana", self.marks("name of gladys"))
        own = await self.tells("ana", "words to only some")
        await self.taps("ana", "Send to")
        await self.tells("wendy", "words of wendy")
        await self.taps("wendy", "Send to", "Everybody")
        self.user("ana").edits(own, f"Now it is {self.marks('changed words')}")
        await self.stage.settle()
        await self.tells("ana", "words taken back")
        await self.says("ana", "/undo")
        self.stage.clock.advance(timedelta(hours=1))
        await self.tells("ana", "words deleted when asked")
        await self.taps("ana", "Delete")
        await self.words_kept()
        await self.tells("ana", "words left unanswered")
        await self.says("ana", f"/nonsense {self.marks('words behind a wrong command')}")

    async def words_kept(self) -> None:
        """Brianna takes a break from Ana, whose words are kept, sealed, until she is back."""
        await self.says("brianna", "/settings")
        await self.taps("brianna", "People I write with")
        await self.taps("brianna", self.marks("chosen name of ana"))
        await self.taps("brianna", "Take a break")
        await self.says("ana", "/switch")
        await self.taps("ana", self.marks("name of macia"))
        await self.tells("ana", "words kept for later")
        await self.taps("ana", "Keep it")
        self.stage.clock.advance(timedelta(hours=1))

    async def looked_at_first(self) -> None:
        """A circle in which the caseworker looks first: passed on, sent back, taken back, left waiting."""
        await self.tells("samara", "words that are passed on")
        await self.taps("tianna", "Pass it on")
        await self.tells("samara", "words that are sent back")
        await self.taps("tianna", "Send it back")
        await self.says("tianna", f"Because {self.marks('reason for declining')}")
        await self.tells("samara", "held words taken back")
        await self.says("samara", "/undo")
        await self.tells("francis", "words that still wait")
        await self.says("tianna", "/queue")

    async def lines_and_settings(self) -> None:
        """The private line, both ways; the desk to a circle; settings."""
        await self.says("wendy", f"/caseworker {self.marks('words on the private line')}")
        line = self.user("tianna").last
        await self.says("tianna", f"Answer {self.marks('words of the caseworker')}", line.id)
        await self.says("tianna", "/say")
        await self.taps("tianna", self.marks("name of jon"))
        await self.tells("tianna", "words to a whole circle")
        await self.says("ana", "/settings")
        await self.taps("ana", "Word by my name")
        await self.says("ana", self.marks("another word of ana"))
        await self.says("brianna", f"/start {self.stage.codes[self.ref('adult-2')]}")

    async def trouble(self) -> None:
        """Sends that fail in every way, updates nobody can read, a turn that raises."""
        for trouble in (faults.broken(), faults.reset(), faults.flood(1), faults.broken(502)):
            self.server.fail(trouble, "sendMessage", chat=self.user("ana"))
            await self.tells("wendy", f"words on their way into {trouble.name} {trouble.status}")
            await self._everybody_if_asked("wendy")
            await self.stage.wait(timedelta(minutes=6))
        words = self.marks("what a refusal quotes")
        refusal = faults.refused(400, f"Bad Request: can't parse {words}")
        self.server.fail(refusal, "sendMessage", chat=self.user("ana"))
        await self.tells("wendy", "words that are refused")
        await self._everybody_if_asked("wendy")
        for number, case in enumerate(tricky.BROKEN):
            raw = case.raw(self.server.queue.next_id, self.user("wendy").id, dict(self.user("wendy").profile))
            poison = json.dumps(raw).replace(tricky.MARKER, self.marks("what nobody could read"))
            self.server.push(poison)
            await self.says("wendy", f"/who {number}")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(HelpFlow, "finish", _raises)
            await self.says("wendy", f"/help {self.marks('words in a turn that raises')}")

    async def _everybody_if_asked(self, who: str) -> None:
        if "Everybody" in self.user(who).last.labels:
            await self.taps(who, "Everybody")

    async def nights(self) -> None:
        """Words that wait for the morning, and words that never see it."""
        night = self.stage.clock.now().replace(hour=3, minute=30) + timedelta(days=1)
        self.stage.clock.move_to(night)
        await self.says("ana", "/switch")
        await self.taps("ana", self.marks("name of gladys"))
        await self.tells("ana", "words of the night")
        await self.tells("ana", "words of the night, taken back")
        await self.says("ana", "/undo")

    async def endings(self) -> None:
        """Somebody blocks the bot, a circle is paused, somebody leaves."""
        self.user("francis").blocks()
        await self.tells("samara", "words to somebody who cannot be reached")
        await self.says("tianna", "/pause")
        await self.taps("tianna", self.marks("name of macia"))
        await self.taps("tianna", "Yes")
        await self.says("brianna", "/leave")
        await self.taps("brianna", "Yes")
        await self.tells("brianna", "words of somebody who has left")
        await self.stage.wait(timedelta(hours=12))


def _raises(flow: HelpFlow) -> None:
    raise ValueError(repr(flow.interview), flow.view.speaker.name)
