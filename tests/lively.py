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
from tests.outgoing import FIRST_ID, OUTWARD, body
from tests.story.phones import TelegramExchange
from tests.story.samples import MARK, document, picture, video, voice
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
FILES = {"photo": picture(), "voice": voice(), "video": video(), "document": document()}
"""Made before anything is overheard: who makes a file for us tells its log what goes in."""

UNICORN = "\N{UNICORN FACE}"
"""What is put on a message: nothing else in the story has one."""

CIRCLES = (("ana", "joshua", "wendy"), ("ana", "brianna"), ("samara", "francis", "brianna"))
KNOWN_TO = {
    **{who: {other for circle in CIRCLES if who in circle for other in circle} for who in CAST},
    "tianna": set(CAST),
    "macia": set(CIRCLES[1]),
    "gladys": set(CIRCLES[0]),
    "jon": set(CIRCLES[0]),
    "jaylan": set(CIRCLES[2]),
}
"""Who may read a name; for people also, who may read what they say to all they write with."""

_CODE = re.compile(r"\b([A-HJ-NP-TV-Z2-9]{5})-([A-HJ-NP-TV-Z2-9]{5})\b")
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
        self.owners: dict[int, str] = {}
        """Whose phone it is, by its number on the messenger."""
        self.phones: list[User] = []
        """Every phone there was, also those that were lost."""
        self.may_read: dict[str, set[str]] = {}
        """Who may be shown a mark; nobody those that are not here."""
        for who in (*CAST, *CHILDREN):
            self.may_read[f"name of {who}"] = KNOWN_TO[who] | {"tianna"}
        for what in ("ana_word", "another word of ana", "chosen name of ana", "chosen word of ana"):
            self.may_read[what] = KNOWN_TO["ana"] | {"tianna"}
        self.may_read["reaction, as key bytes"] = {"wendy"}
        marks.add("what is hidden in a file", MARK)
        marks.add("reaction, as key bytes", UNICORN.encode())
        for who in (*CAST, "stranger"):
            self.gets_a_phone(who, who)

    def gets_a_phone(self, who: str, called: str) -> User:
        """Give somebody a phone, which is theirs from now on; return it."""
        number = FIRST_ID + 7919 * len(self.owners)
        user = self.server.user(
            number,
            first_name=self.marks(f"profile first name of {called}"),
            last_name=self.marks(f"profile last name of {called}"),
            username=self.marks(f"profile handle of {called}"),
            has_started=True,
        )
        self.exchange.users[self.marks(f"name of {who}")] = user
        self.marks.add(f"platform id of {called}", str(user.id))
        self.owners[user.id] = who
        self.phones.append(user)
        return user

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
            self.code(f"code of {ref}", code)

    def code(self, what: str, code: str, *readers: str) -> str:
        """Take a code that was made, in both its spellings, as a mark; return it."""
        self.marks.add(what, code)
        self.marks.add(f"{what} as shown", f"{code[:5]}-{code[5:]}")
        self.may_read[what] = self.may_read[f"{what} as shown"] = set(readers)
        return code

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

    async def tells(self, who: str, what: str, *readers: str) -> int:
        """Let somebody write marked words, to all they write with or to these alone."""
        return await self.says(who, f"I say {self.private(who, what, *readers)} today")

    def private(self, who: str, what: str, *readers: str) -> str:
        """Return a mark for what somebody tells, to all they write with, or to these alone."""
        to = set(readers) if readers else KNOWN_TO.get(who, set()) | {"tianna"}
        self.may_read.setdefault(what, to | {who})
        return self.marks(what)

    def given_away(self) -> list[str]:
        """Return every mark that was shown to somebody who may not read it."""
        found = []
        for call in self.server.requests:
            if call.method in OUTWARD:
                who = self.owners[int(call.params["chat_id"])]
                told = "".join(
                    (body(call), *(file.content.decode("latin-1") for file in call.files.values()))
                )
                found += [
                    f"{what}, to {who} in {call.method}"
                    for what in self.marks.found_in(told)
                    if who not in self.may_read.get(what, ())
                ]
        return found

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
        await self.books()
        await self.plans()
        await self.decisions()
        await self.files()
        await self.checks()
        await self.accounts()
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
        await self.tells("ana", "question while joining", "tianna")
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
        own = await self.tells("ana", "words to only some", "wendy")
        await self.taps("ana", "Send to")
        await self.tells("wendy", "words of wendy")
        await self.taps("wendy", "Send to", "Everybody")
        self.user("ana").edits(own, f"Now it is {self.private('ana', 'changed words', 'wendy')}")
        await self.stage.settle()
        await self.tells("ana", "words taken back")
        await self.says("ana", "/undo")
        self.stage.clock.advance(timedelta(hours=1))
        await self.tells("ana", "words deleted when asked", "ana")
        await self.taps("ana", "Delete")
        await self.words_kept()
        await self.tells("ana", "words left unanswered", "ana")
        await self.says("ana", f"/nonsense {self.marks('words behind a wrong command')}")

    async def words_kept(self) -> None:
        """Brianna takes a break from Ana, whose words are kept, sealed, until she is back."""
        await self.says("brianna", "/settings")
        await self.taps("brianna", "People I write with")
        await self.taps("brianna", self.marks("chosen name of ana"))
        await self.taps("brianna", "Take a break")
        await self.says("ana", "/switch")
        await self.taps("ana", self.marks("name of macia"))
        await self.tells("ana", "words kept for later", "ana")
        await self.taps("ana", "Keep it")
        self.stage.clock.advance(timedelta(hours=1))

    async def looked_at_first(self) -> None:
        """A circle in which the caseworker looks first: passed on, sent back, taken back, left waiting."""
        await self.tells("samara", "words that are passed on")
        await self.taps("tianna", "Pass it on")
        await self.tells("samara", "words that are sent back", "tianna")
        await self.taps("tianna", "Send it back")
        await self.says("tianna", f"Because {self.private('tianna', 'reason for declining', 'samara')}")
        await self.tells("samara", "held words taken back", "tianna")
        await self.says("samara", "/undo")
        await self.tells("francis", "words that still wait", "tianna")
        await self.says("tianna", "/queue")

    async def lines_and_settings(self) -> None:
        """The private line, both ways; the desk to a circle; settings."""
        await self.says(
            "wendy", f"/caseworker {self.private('wendy', 'words on the private line', 'tianna')}"
        )
        line = self.user("tianna").last
        await self.says(
            "tianna", f"Answer {self.private('tianna', 'words of the caseworker', 'wendy')}", line.id
        )
        await self.says("tianna", "/say")
        await self.taps("tianna", self.marks("name of jon"))
        await self.tells("tianna", "words to a whole circle", "ana", "wendy")
        await self.says("ana", "/settings")
        await self.taps("ana", "Word by my name")
        await self.says("ana", self.marks("another word of ana"))
        await self.says("brianna", f"/start {self.stage.codes[self.ref('adult-2')]}")

    async def books(self) -> None:
        """Answers of each kind in a child's book, a question and its answer, and some that are held."""
        gladys = self.marks("name of gladys")
        for topic, field, what, readers in (
            ("About the child", 0, "words in a book", ("wendy", "tianna")),
            ("About the child", 0, "other words in a book", ("wendy", "tianna")),
            ("Feelings", 0, "words taken out of a book", ("wendy",)),
            ("Health", 0, "words on an allergy", ("wendy", "tianna")),
            ("Health", 3, "words of a doctor", ("tianna",)),
        ):
            await self._writes_in_book("ana", gladys, topic, field, what, *readers)
        self.stage.clock.advance(timedelta(minutes=1))
        await self.says("ana", "/share")
        await self.taps("ana", gladys)
        await self.taps("ana", "Feelings")
        await self.taps("ana", "Take mine out")
        await self._skips_to_the_end("ana")
        await self.says("wendy", "/ask")
        for label in (gladys, "Sleep", "In my own words"):
            await self.taps("wendy", label)
        await self.tells("wendy", "words of a question", "ana", "tianna")
        await self.taps("ana", "Answer")
        await self.tells("ana", "words of an answer", "wendy", "tianna")
        await self._skips_to_the_end("ana")
        await self._writes_in_book("samara", "", "Sleep", 4, "words in a book, looked at first", "tianna")
        await self.taps("tianna", "Send it back")
        await self._writes_in_book("samara", "", "Sleep", 4, "words in a book that still wait", "tianna")
        for label in ("/book", gladys, "About the child", "Earlier answers", "Name to use"):
            await (self.says("tianna", label) if label.startswith("/") else self.taps("tianna", label))
        await self.says("tianna", "/book")
        await self.taps("tianna", gladys)
        await self.taps("tianna", "Questions and answers")

    async def _writes_in_book(
        self, who: str, child: str, topic: str, field: int, what: str, *readers: str
    ) -> None:
        self.stage.clock.advance(timedelta(minutes=1))  # who goes too fast is slowed down
        await self.says(who, "/share")
        if child:
            await self.taps(who, child)
        await self.taps(who, topic)
        for _ in range(field):
            await self.says(who, "skip")
        await self.tells(who, what, *readers)
        await self._skips_to_the_end(who)

    async def _skips_to_the_end(self, who: str) -> None:
        while any("Skip" in label for label in self.user(who).last.labels):
            await self.says(who, "skip")
        await self._if_asked(who, "Everybody")
        await self.taps(who, "All right")

    async def plans(self) -> None:
        """Words for a plan: suggested and agreed on, to be changed, and taken back."""
        for topic, what in (
            ("Hair", "words of a plan"),
            ("Faith", "words suggested and taken back"),
            ("Hair", "words to change a plan"),
        ):
            self.stage.clock.advance(timedelta(minutes=1))
            await self.says("ana", "/plan")
            await self.taps("ana", self.marks("name of gladys"))
            await self.taps("ana", topic)
            await self.taps("ana", "Suggest something")
            await self.tells("ana", what, *(("wendy", "tianna") if what == "words of a plan" else ("wendy",)))
            await self.taps("ana", "All right")
            if what == "words of a plan":
                await self.taps("wendy", "I agree")
            elif topic == "Faith":
                await self.says("ana", "/plan")
                for label in (self.marks("name of gladys"), topic, "Take mine back"):
                    await self.taps("ana", label)

    async def decisions(self) -> None:
        """A question for a decision with answers of its own, an answer, and what was decided."""
        self.stage.clock.advance(timedelta(minutes=1))
        await self.says("wendy", "/decision")
        for label in (self.marks("name of gladys"), "School"):
            await self.taps("wendy", label)
        await self.tells("wendy", "words of a decision", "ana")
        await self.taps("wendy", "I write the answers")
        await self.says("wendy", f"{self.private('wendy', 'answer to choose', 'ana')}; Another one")
        await self.taps("wendy", "Skip")
        await self.taps("wendy", "All right")
        self.stage.clock.advance(timedelta(minutes=1))
        await self.taps("ana", "In my own words")
        await self.tells("ana", "words to decide by", "wendy")
        await self.taps("wendy", "Write down the decision")
        await self.tells("wendy", "words of what was decided", "ana")

    async def files(self) -> None:
        """Pictures and voices with words under them, changed and reacted to; what is no picture at all."""
        await self.says("tianna", "/circle")
        await self.taps("tianna", self.marks("name of jon"))
        await self.taps("tianna", "Pictures and voices")
        await self.taps("tianna", "Yes")
        wendy, name = self.user("wendy"), self.marks("name of a file") + ".jpg"
        first = wendy.sends(
            "photo", FILES["photo"], caption=f"See {self.private('wendy', 'words under a picture')}"
        )
        await self.stage.settle()
        await self._goes_out("wendy")
        await self.taps("tianna", "Pass it on")
        wendy.edits(first, f"See {self.private('wendy', 'changed words under a picture')}")
        await self.stage.settle()
        shown = next(one for one in reversed(self.user("ana").screen()) if one.kind == "photo")
        self.user("ana").reacts(shown.id, UNICORN)
        await self.stage.settle()
        assert UNICORN in wendy.last.text  # Of three it is told in words who put it there.
        wendy.sends("voice", FILES["voice"], caption=self.private("wendy", "words under a voice"), name=name)
        await self.stage.settle()
        await self._goes_out("wendy")
        wendy.sends("video", FILES["video"], caption=self.private("wendy", "words under a video"), name=name)
        await self.stage.settle()
        said = self.private("wendy", "words under a document", "tianna")
        wendy.sends("document", FILES["document"], caption=said, mime="application/pdf", name=name)
        await self.stage.settle()
        await self._goes_out("wendy")
        await self.taps("wendy", "Only")
        wendy.sends("photo", MARK.encode(), caption=self.private("wendy", "words under no picture", "wendy"))
        await self.stage.settle()

    async def checks(self) -> None:
        """What is handed back, and what is told of danger."""
        self.marks.add("phone number", "2135550178")
        self.may_read["phone number"] = {"wendy"}
        await self.says("wendy", "My number is 2135550178")
        await self._goes_out("wendy")
        await self.taps("wendy", "Delete it")
        await self.says("tianna", "/circle")
        await self.taps("tianna", self.marks("name of jon"))
        await self.taps("tianna", "Protect a word")
        protected = self.private("tianna", "protected word", "wendy")
        await self.says("tianna", protected)
        await self.says("wendy", f"She loves {protected} so much")
        await self._goes_out("wendy")
        await self.taps("wendy", "Send without it")
        await self._goes_out("wendy")
        await self.says("wendy", f"He hit me again, {self.private('wendy', 'words of danger', 'tianna')}")
        await self.stage.wait(timedelta(minutes=3))
        await self.taps("tianna", "I have seen it")

    async def accounts(self) -> None:
        """Another phone, a lost one, a stolen one; those they were get nothing more."""
        old = self.user("samara")
        await self.says("samara", "/link")
        code = self.code("link code", self._code_shown("samara"), "samara")
        new = self.gets_a_phone("samara", "samara's new phone")
        await self.says("samara", code)
        old.taps("Yes, it was me")
        await self.stage.settle()
        old.taps("Only the new one")
        await self.stage.settle()
        seen = len(old.screen())
        await self.says("tianna", f"/reissue {self.marks('name of francis')} yes")
        code = self.code("code of a lost phone", self._code_shown("tianna"), "tianna")
        lost = self.user("francis")
        self.gets_a_phone("francis", "francis's new phone")
        await self.says("francis", code)
        lost.says(f"I have found it, {self.private('francis', 'words of a finder', 'francis')}")
        await self.stage.settle()
        await self.says("tianna", f"/freeze {self.marks('name of samara')} yes")
        await self.tells("samara", "words of somebody stopped", "samara")
        await self.says("tianna", f"/freeze {self.marks('name of samara')} let it go on")
        assert len(old.screen()) == seen
        assert new.screen()

    def _code_shown(self, who: str) -> str:
        found = _CODE.findall("\n".join(one.text for one in self.user(who).screen()))
        return "".join(found[-1])

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
        await self._if_asked(who, "Everybody")

    async def _goes_out(self, who: str) -> None:
        for label in ("Everybody", "Send to"):
            await self._if_asked(who, label)

    async def _if_asked(self, who: str, label: str) -> None:
        if any(label in one for one in self.user(who).last.labels):
            await self.taps(who, label)

    async def nights(self) -> None:
        """Words that wait for the morning, and words that never see it."""
        night = self.stage.clock.now().replace(hour=3, minute=30) + timedelta(days=1)
        self.stage.clock.move_to(night)
        await self.says("ana", "/switch")
        await self.taps("ana", self.marks("name of gladys"))
        await self.tells("ana", "words of the night")
        await self.tells("ana", "words of the night, taken back", "ana")
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
        await self.tells("brianna", "words of somebody who has left", "brianna")
        await self.stage.wait(timedelta(hours=12))


def _raises(flow: HelpFlow) -> None:
    raise ValueError(repr(flow.interview), flow.view.speaker.name)
