"""Reads, plays and writes chat transcripts.

A transcript is a text file: a title, settings (``joined:``, ``at:``, ``roster:``, ``limits:``,
``resources:``), then lines of
what people do, each followed by everything that appears on anybody's screen because of it. What people do
stands at the margin:

    Ana: Hola                           says
    Ana [Yes]                           presses, on the newest message that has this button
    Ana [Yes] under "Hola"              presses, on the newest message that has these words and this button
    Ana [Yes] twice                     presses again before anything has changed
    Brianna in Macia: Hello             says in the room about Macia ("in Bot": to the bot), where rooms are
    Ana > "Hola": ¿Y Jon?               replies to the message that has these words
    Ana ~ "Hola": Hola Wendy            changes an own message
    Brianna x "Hola"                    takes back an own message, where the messenger itself can
    Ana sends picture: Look             sends a file, with words or without; "picture picture" is an album
    Ana + "Hola": ❤️                    puts an emoji on the message that has these words ("-": takes it off)
    Ana ! blocks · Ana ! unblocks · Ana ! shares photo
    Ana ! groups                        brings the bot into a group and asks it there (where there are groups)
    Ana's new phone: K7M2Q-9XDTR        has another phone ("Ana's new app": with the other messenger)
    + 8 hours

What appears is indented: ``Wendy < header``, then ``Wendy |`` body lines, ``Wendy [label] [label]``;
``Wendy + ❤️ on`` an emoji on a message,
``Wendy ^`` what it is a reply to, ``Wendy ~`` where a message changed in place, ``Wendy x`` where one
disappeared. A typed ``\\n`` is a new line, ``\\u200b`` a character by its number. Codes read «code»,
secrets of addresses «secret», the agency's public key «key», a chain's code «head», what must be said of the
messenger itself reads «about this messenger». Who types a code writes «code of ana», «spoken code of ana»
("k7m2q - 9xdtr"), «last code» for the one seen last on any screen, «code for Ana» for the one seen last
beside that name, «matrix name of Ana».
With UPDATE_TRANSCRIPTS=1 the file is written anew, to be read by a person before it is believed.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chat.media import MediaKind
from bot.family.circles import shown_code
from bot.store.opening import resources_in
from tests.story.phones import HasRooms, Seen
from tests.story.stage import TEXTS, Stage

_DATA = Path(__file__).parent.parent / "data"
CAST = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna", "Stranger")
_CODE = re.compile(r"\b[A-HJ-NP-TV-Z2-9]{5}-[A-HJ-NP-TV-Z2-9]{5}\b")
_CODE_FOR = re.compile(rf"(\w+): ({_CODE.pattern})")
_MESSENGERS = ("telegram", "matrix", "simulator")
_ABOUT_MESSENGER = {
    TEXTS.render(language, f"privacy-{messenger}")
    for language in TEXTS.languages
    for messenger in _MESSENGERS
}
_NAME = r"[A-Z]\w+(?:'s new (?:phone|app))?"
_ACT = re.compile(
    rf"(?P<who>{_NAME})(?: in (?P<room>[A-Z]\w+))?"
    r"(?: > \"(?P<reply>[^\"]*)\"| ~ \"(?P<edit>[^\"]*)\")?: (?P<words>.*)|"
    rf"(?P<sender>{_NAME})(?: in (?P<place>[A-Z]\w+))? sends (?P<files>(?:picture|voice|video|document| )+)"
    r"(?: > \"(?P<about>[^\"]*)\")?(?:: (?P<caption>.*))?|"
    rf"(?P<moved>{_NAME}) \+ \"(?P<on>[^\"]*)\": (?P<emoji>\S+)|"
    rf"(?P<sorry>{_NAME}) x \"(?P<gone>[^\"]*)\"|"
    rf"(?P<presser>{_NAME}) \[(?P<label>[^\]]+)\](?: under \"(?P<under>[^\"]*)\")?(?P<twice> twice)?|"
    rf"(?P<doer>{_NAME}) ! (?P<deed>\w+)(?: (?P<kind>\w+))?|\+ (?P<count>\d+) (?P<unit>\w+)"
)
_OF_MATRIX = re.compile("«matrix name of (\\w+)»")
_MATRIX_USER = re.compile(r"@([a-z]+)-\d+:test\.localhost")
_NUMBERED = re.compile(r"\\u([0-9a-f]{4})")


@dataclass
class Transcript:
    """One story."""

    title: str = ""
    joined: tuple[str, ...] = ()
    at: datetime | None = None
    roster: str | None = None
    limits: dict[str, object] = field(default_factory=dict)
    acts: list[tuple[str, list[str]]] = field(default_factory=list)
    comments: dict[int, list[str]] = field(default_factory=dict)


def load(path: Path) -> Transcript:
    """Read a transcript."""
    told = Transcript()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            if not told.title:
                told.title = line[2:]
            else:
                told.comments.setdefault(len(told.acts), []).append(line)
        elif line.startswith("joined:"):
            told.joined = tuple(line.partition(":")[2].replace(",", " ").split())
        elif line.startswith("roster:"):
            told.roster = line.partition(":")[2].strip()
        elif line.startswith("limits:"):
            pairs = (pair.split("=") for pair in line.partition(":")[2].split())
            told.limits |= {name: int(value) if value.isdigit() else value for name, value in pairs}
        elif line.startswith("resources:"):
            listed = resources_in(_DATA / line.partition(":")[2].strip())
            may_pass = tuple(one for it in listed for one in it.contacts.values())
            told.limits |= {"resources": listed, "allowed": may_pass}
        elif line.startswith("at:"):
            zone = ZoneInfo("America/New_York")
            told.at = datetime.strptime(line.partition(":")[2].strip(), "%Y-%m-%d %H:%M").replace(tzinfo=zone)
        elif line.startswith("    "):
            told.acts[-1][1].append(line.rstrip())
        elif line.strip():
            told.acts.append((line.rstrip(), []))
    return told


class Player:
    """Plays a transcript on a stage; ``between`` is called between any two lines."""

    def __init__(self, stage: Stage, between: Callable[[], Awaitable[None]] | None = None) -> None:
        self._stage = stage
        self._between = between
        self._own: dict[str, list[tuple[str, str]]] = {}
        self._shown: dict[str, list[Seen]] = {}
        self._codes: dict[str, str] = {}

    async def play(self, told: Transcript) -> list[tuple[str, list[str]]]:
        """Play every line and return what appeared after each."""
        acting = (match["who"] or match["presser"] for act, _ in told.acts if (match := _ACT.fullmatch(act)))
        for name in dict.fromkeys([*CAST, *told.joined, *filter(None, acting)]):
            self._shown[name] = self._stage.screen(name)
        await self._stage.exchange.admit()
        played = []
        for act, _ in told.acts:
            if self._between is not None:
                await self._between()
            await self._do(act)
            played.append((act, self._news()))
        return played

    async def _do(self, act: str) -> None:
        match = _ACT.fullmatch(act)
        assert match is not None, f"a transcript cannot say: {act}"
        if match["who"]:
            self._speak(match)
        elif match["presser"]:
            phone = self._stage.phone(match["presser"])
            label, words = match["label"], match["under"] or ""
            seen = [one for one in phone.screen() if any(label in row for row in one.labels)]
            seen = [one for one in seen if words in one.body]
            assert seen, f"{act}: no such button"
            for _ in range(2 if match["twice"] else 1):
                phone.presses(seen[-1].id, label)
        elif match["sender"]:
            self._send(match)
        elif match["moved"]:
            phone = self._stage.phone(match["moved"])
            emoji = None if match["emoji"] == "-" else match["emoji"]
            phone.reacts(self._find(match["moved"], match["on"]), emoji)
        elif match["sorry"]:
            phone = self._stage.phone(match["sorry"])
            assert isinstance(phone, HasRooms), f"{match['sorry']} cannot take anything back but by undo"
            phone.takes_back(next(key for key, said in self._own[match["sorry"]] if match["gone"] in said))
        elif match["doer"]:
            phone = self._stage.phone(match["doer"])
            if match["deed"] == "shares":
                phone.shares(match["kind"])
            else:
                {"blocks": phone.blocks, "unblocks": phone.unblocks, "groups": phone.groups}[match["deed"]]()
        else:
            await self._stage.wait(timedelta(**{match["unit"].rstrip("s") + "s": int(match["count"])}))
        await self._stage.settle()

    def _speak(self, match: re.Match[str]) -> None:
        who, words = match["who"], match["words"].replace("\\n", "\n")
        words = _NUMBERED.sub(lambda number: chr(int(number[1], 16)), words)
        for ref, code in self._stage.codes.items():
            words = words.replace(f"«code of {ref}»", code)
            words = words.replace(f"«spoken code of {ref}»", shown_code(code).lower().replace("-", " - "))
        words = words.replace("«last code»", self._last_code)
        for name, code in self._codes.items():
            words = words.replace(f"«code for {name}»", code)
        for name in _OF_MATRIX.findall(words):
            account = self._stage.exchange.account(name).removeprefix("matrix:")
            words = words.replace(f"«matrix name of {name}»", account)
        phone = self._stage.phone(who)
        own = self._own.setdefault(who, [])
        if match["edit"] is not None:
            found = next(i for i, (_, said) in enumerate(own) if match["edit"] in said)
            if own[found][1].startswith("["):
                phone.captions(own[found][0], words)
            else:
                phone.edits(own[found][0], words)
            own[found] = (own[found][0], words)
            return
        reply = self._find(who, match["reply"]) if match["reply"] is not None else None
        if match["room"]:
            assert isinstance(phone, HasRooms), f"{who} has no rooms"
            own.append((phone.says(words, reply, match["room"]), words))
        else:
            own.append((phone.says(words, reply), words))

    def _send(self, match: re.Match[str]) -> None:
        who, words = match["sender"], match["caption"] or ""
        kinds = [MediaKind(kind) for kind in match["files"].split()]
        reply = self._find(who, match["about"]) if match["about"] is not None else None
        sent = self._stage.phone(who).sends(kinds, words, reply, match["place"])
        self._own.setdefault(who, []).append((sent, f"[{kinds[0].value}] {words}"))

    _last_code = ""

    def _find(self, who: str, words: str) -> str:
        own = [key for key, said in self._own.get(who, []) if words in said]
        seen = [one.id for one in self._stage.screen(who) if words in _read(one) and not one.is_own]
        found = seen or own
        assert found, f"{who} sees nothing with {words!r}"
        return found[-1]

    def _news(self) -> list[str]:
        lines: list[str] = []
        for name, shown in self._shown.items():
            before = {one.id: one for one in shown}
            now = self._stage.screen(name)
            for one in now:
                for code in _CODE.findall(one.body):
                    type(self)._last_code = code
                self._codes |= dict(_CODE_FOR.findall(one.body))
                earlier = before.get(one.id)
                if one.reaction != (earlier.reaction if earlier else None):
                    lines.append(
                        f"    {name} + {_put(one.reaction)} on {(_read(one).splitlines() or [''])[0]}"
                    )
                if one.is_own:
                    continue
                if earlier is not None:
                    before[one.id] = replace(earlier, reaction=one.reaction)
                if one.id not in before:
                    lines.extend(_drawn(name, one, "|"))
                elif replace(before[one.id], answers=one.answers) != one:
                    lines.extend(_drawn(name, one, "~"))
            ids = {one.id for one in now}
            lines.extend(
                f"    {name} x {_first_line(one)}".rstrip()
                for key, one in before.items()
                if key not in ids and not one.is_own
            )
            self._shown[name] = now
        return lines


def _read(seen: Seen) -> str:
    """Return a message as it is read, its files by their kinds."""
    return " ".join([*(f"[{kind}]" for kind in seen.files), seen.body]).strip()


def _put(emoji: str | None) -> str:
    """Return an emoji as it is written here: some apps say besides that it is to be drawn as one."""
    return (emoji or "-").replace("\ufe0f", "")


def _first_line(seen: Seen) -> str:
    return (_read(seen).splitlines() or [""])[0]


def _drawn(name: str, seen: Seen, mark: str) -> list[str]:
    lines = []
    if seen.header:
        lines.append(f"    {name} < {seen.header}")
    if seen.answers is not None and mark == "|":
        lines.append(f"    {name} ^ {(seen.answers.splitlines() or [''])[0]}")
    body = _CODE.sub("«code»", _put(_read(seen)))
    body = _MATRIX_USER.sub(lambda user: f"«matrix name of {user[1].capitalize()}»", body)
    body = re.sub(r"start=[A-Z2-9]{10}", "start=«code»", body)
    body = re.sub(r"/calendar/[\w-]{32}\.ics", "/calendar/«secret».ics", body)
    body = re.sub(r"meet\.example\.org/[\w-]{24}", "meet.example.org/«secret»", body)
    body = re.sub(r"\b\d+(?:-[A-Z2-7]{4}){6}\b", "«head»", body)
    body = re.sub(r"(?:[0-9A-F]{4} ){15}[0-9A-F]{4}", "«key»", body)
    said = ["«about this messenger»" if line in _ABOUT_MESSENGER else line for line in body.splitlines()]
    lines.extend(f"    {name} {mark} {line}".rstrip() for line in said)
    lines.extend(f"    {name} " + " ".join(f"[{label}]" for label in row) for row in seen.labels)
    return lines


def written(path: Path, told: Transcript, played: list[tuple[str, list[str]]]) -> str:
    """Return the transcript as a file, with what was played."""
    head = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(("# ", "joined:", "at:", "roster:", "limits:", "resources:")):
            break
        head.append(line)
    own_comments = len([line for line in head if line.startswith("# ")]) - 1
    lines = [*head, ""]
    for number, (act, news) in enumerate(played):
        skip = own_comments if number == 0 else 0
        lines.extend(told.comments.get(number, [])[skip:])
        lines.extend([act, *news, ""])
    return "\n".join(lines)
