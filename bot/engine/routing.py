"""What does it mean? The first step of a turn, in the order that PRODUCT section 2 asks for.

A button goes to its conversation; a command to its flow; a reply to where its message came from; a typed
answer to the question that still waits; anything else is words for others; and where that leaves a doubt,
it is asked, never guessed. Knows nothing of what the flows then do.
"""

from __future__ import annotations

from datetime import timedelta
from difflib import get_close_matches

import msgspec

from bot.chat.draft import Act, Choice, Choose
from bot.chat.incoming import (
    Content,
    Edit,
    Files,
    Group,
    Press,
    Reachable,
    Reaction,
    Shared,
    Uncleaned,
    Unreachable,
    Unsupported,
    Withdrawal,
    Words,
)
from bot.chat.media import File, files_as_words
from bot.chat.people import Circle, Interview, PersonState, Phase, Pressed, View
from bot.family.circles import as_code
from bot.family.commands import Command, SayInCircle, SendToCircle, SendToLine, WatchCircle
from bot.family.facts import Facts, Need
from bot.flows.form import Flow
from bot.flows.interview import (
    OLDER,
    Say,
    as_typed,
    choice_meant,
    is_answer,
    is_nearly_answer,
    is_one_of_several,
    revived,
    takes_files,
    takes_words,
)
from bot.flows.registry import FLOWS, flow_for_command, flow_named

FRESH = timedelta(minutes=30)
LINE_REMEMBERED = timedelta(hours=24)
NOTHING_LOADED = Facts()
PREFIXES = ("/", "!")
SHOUTED = "!"
"""A prefix that many begin a sentence with, because they have left out the "¡"."""
STEERING = {
    "back": "back", "atras": "back", "atrás": "back",
    "later": "later", "luego": "later",
    "cancel": "cancel", "cancelar": "cancel",
    "skip": "skip", "saltar": "skip",
    "change": "change", "cambiar": "change",
    "help": "help", "ayuda": "help",
}  # fmt: skip
"""What moves a conversation, typed with a prefix or without; behind a prefix a command's own name wins."""
ALIASES = {
    "ayuda": "help", "menú": "menu", "ajustes": "settings", "quien": "who", "quién": "who",
    "cambiar": "switch", "deshacer": "undo", "salir": "leave", "caso": "caseworker",
    "trabajadora": "caseworker", "trabajador": "caseworker", "invitar": "invite", "personas": "people",
    "pausar": "pause", "seguir": "resume", "cola": "queue", "aprobar": "approve", "rechazar": "decline",
    "decir": "say", "círculo": "circle", "circulo": "circle",
    "explicar": "explain", "explica": "explain",
    "familias": "families", "familia": "family", "niño": "child", "niña": "child", "hogar": "home",
    "primera": "firstcall", "mudar": "place",
    "compartir": "share", "libro": "book", "preguntar": "ask",
    "visita": "visit", "llamada": "call", "cita": "event", "equipo": "team", "calendario": "calendar",
    "permiso": "permission", "contacto": "nocontact", "conexión": "connection", "conexion": "connection",
    "misdatos": "mydata", "actas": "transcript", "exportar": "export",
    "cubrir": "cover", "entregar": "handover", "registro": "audit",
    "resumen": "digest", "anunciar": "announce", "nota": "note", "balance": "insight",
    "momento": "moment", "álbum": "album", "gracias": "thanks", "celebrar": "celebrate",
    "consejo": "tip", "semana": "checkin", "decidir": "decision", "metas": "goals", "recursos": "resource",
    "resources": "resource", "carta": "letter", "deseo": "voice", "tarea": "homework", "going": "goinghome",
    "regreso": "goinghome",
    "forms": "form", "formulario": "form", "formularios": "form", "documento": "form", "documentos": "form",
    "vincular": "link", "reemitir": "reissue", "congelar": "freeze",
}  # fmt: skip
SPEAKING = frozenset({"caseworker"})
"""Commands behind which words for somebody may stand: the command itself is not part of them."""
LATER_DESK_COMMANDS = frozenset((
    "hold", "erase",
))  # fmt: skip
"""Names that are promised and not built yet: they are answered honestly, not as if they were unknown. To
everybody else they are unknown, as all commands of a desk are."""
ON_FIRST_SCREENS = frozenset({"caseworker", "leave", "who"})
"""What whoever is still joining may use: nobody has to get through the questions to ask for help or to go."""
_OURS = frozenset({"start", "join", *ALIASES, *STEERING, *(flow.command for flow in FLOWS if flow.command)})
_NEAR = 0.75
_SHORTEST_SLIP = 6


class Acts(msgspec.Struct, frozen=True):
    """A button was pressed, or typed; None is one of ours that means nothing any more, or somebody else's."""

    act: Act | None
    row: str | None
    is_typed: bool = False


class Steers(msgspec.Struct, frozen=True):
    """A steering word for a conversation, or for none that waits."""

    interview: Interview | None
    word: str


class Opens(msgspec.Struct, frozen=True):
    """A flow begins; ``words`` are what was typed behind the command, ``given`` what it starts with."""

    flow: str
    words: str = ""
    given: dict[str, str] = {}


class Answers(msgspec.Struct, frozen=True):
    """Typed words are the answer to the question that waits."""

    interview: Interview
    words: str


class Hands(msgspec.Struct, frozen=True):
    """Files are handed to the conversation that waits for what is to be sent; ``given`` is what came."""

    interview: Interview
    given: dict[str, str]


class Does(msgspec.Struct, frozen=True):
    """A command beyond doubt, such as words for the only circle."""

    command: Command


class Reacts(msgspec.Struct, frozen=True):
    """An emoji was put on the message the view points at; "" takes it off again."""

    emoji: str
    source: str | None = None


class Edits(msgspec.Struct, frozen=True):
    """An own message, the one the view points at, was changed."""

    words: str


class Replaces(msgspec.Struct, frozen=True):
    """Another file stands in an own message now: the old one is taken back, and this goes in its place."""

    by: Meaning


class TakesBack(msgspec.Struct, frozen=True):
    """An own message was taken back on the messenger itself."""


class Tells(msgspec.Struct, frozen=True):
    """Nothing happens but a plain answer, by its text id."""

    text: str
    prefix: str = ""


class TriesCode(msgspec.Struct, frozen=True):
    """Somebody who has joined sends a code.

    ``invitation`` is somebody else's, where it was never sent from here before: perhaps two people share one
    phone. Their own code, or one that does not exist, is nobody's trouble.
    """

    invitation: str | None = None


class Goes(msgspec.Struct, frozen=True):
    """The account can no longer, or can again, be written to."""

    is_back: bool


class Ignores(msgspec.Struct, frozen=True):
    """Nothing to do."""


Meaning = (
    Acts
    | Steers
    | Opens
    | Answers
    | Hands
    | Does
    | Reacts
    | Edits
    | Replaces
    | TakesBack
    | Tells
    | TriesCode
    | Goes
    | Ignores
)


def route(  # noqa: C901 - a table
    view: View, content: Content, source: str | None, say: Say, facts: Facts = NOTHING_LOADED
) -> Meaning:
    """Return what this arrival means for this person.

    ``facts`` hold what the questions that wait need to know their choices; ``needs(Ignores(), view)`` says
    what that is.
    """
    match content:
        case Press():
            return Acts(view.pressed.act, view.pressed.row) if view.pressed else Acts(None, None)
        case Words(text=words):
            return _words(view, _Said(words, source), _Ear(view, facts, say))
        case Edit(text=words, files=files):
            return _changed(view, _Said(words, source, files), _Ear(view, facts, say))
        case Withdrawal():
            return TakesBack()
        case Files(files=files, text=words):
            return _filed(view, _Said(words, source, files), _Ear(view, facts, say))
        case Uncleaned(why=why):
            return Tells(f"uncleaned-{why}")
        case Shared():
            return Tells("unsupported-other")
        case Reaction(emoji=emoji):
            return Reacts(emoji or "", source)
        case Unsupported(kind=kind):
            return Tells(f"unsupported-{kind}")
        case Unreachable():
            return _gone(view)
        case Reachable():
            return Goes(is_back=True)
        case Group():
            return Ignores()


def pressed(view: View, content: Content, source: str | None, say: Say) -> Pressed | None:
    """Return what typed words press: a number, or a label, of the choices that they answer.

    Where choices are typed, those are the newest; a reply to a list of choices always means that list. Words
    that are neither go on to be read as words. A number for choices that are gone presses nothing any more.
    ``source`` is the message they stand in, None where there is none: a number put under the choices.
    """
    offered = view.offered
    if not isinstance(content, Words) or offered is None:
        return None
    choices = [choice for row in offered.rows for choice in row]
    numbered = [choice for choice in choices if not choice.is_steering]
    typed = as_typed(content.text)
    if typed.isdecimal() and not choices and view.points_at is not None:
        return Pressed(offered.row, None)
    if typed.isdecimal() and 1 <= int(typed) <= len(numbered) and not _are_amounts(view, numbered):
        found = [numbered[int(typed) - 1]]
    else:
        found = [choice for choice in choices if typed and as_typed(say(choice.label)) == typed]
    is_typed = source is not None
    return Pressed(offered.row, found[0].act, offered.words, is_typed) if len(found) == 1 else None


def _are_amounts(view: View, choices: list[Choice]) -> bool:
    """Whether a number is an answer of its own to the question of these choices, which are pressed."""
    asked = {(act.interview, act.question) for choice in choices if isinstance(act := choice.act, Choose)}
    flows = {one.id: flow_named(one.flow) for one in view.interviews}
    questions = [
        one for who, key in asked if (flow := flows.get(who)) for one in flow.questions if one.key == key
    ]
    return view.speaker.has_buttons and any(one.takes_numbers for one in questions)


def needs(meaning: Meaning, view: View) -> frozenset[Need]:
    """Return what must be loaded to play this meaning."""
    flows = _waiting(view)
    match meaning:
        case Opens(flow=flow):
            flows.add(flow)
        case Acts(act=act) if act is not None:
            interview = next(
                (one for one in view.interviews if one.id == getattr(act, "interview", "")), None
            )
            flows.add(interview.flow if interview else getattr(act, "flow", ""))
        case Steers(interview=interview) | Answers(interview=interview) | Hands(interview=interview) if (
            interview is not None
        ):
            flows.add(interview.flow)
        case TakesBack():
            flows.add("undo")
        case Goes():
            return frozenset({Need.ACCOUNTS})
        case Edits() if view.pointed_at is not None:
            flows.add(view.pointed_at.flow)
        case Edits() if view.own is not None and view.own.circle is not None:
            return frozenset({Need.GUARD})
        case Replaces(by=by):
            return needs(by, view)
        case Does(command=SendToLine(person=person)) if person != view.speaker.id:
            return frozenset({Need.DESK})
        case Does(command=SayInCircle() | WatchCircle()):
            return frozenset({Need.DESK})
        case Does(command=SendToCircle()):
            return frozenset({Need.GUARD})
        case _:
            pass
    found = (flow_named(flow) for flow in flows)
    return frozenset[Need]().union(*(flow.needs for flow in found if flow))


def _waiting(view: View) -> set[str]:
    """Return the conversations that wait for an answer."""
    flows = {one.flow for one in view.interviews if not one.is_asleep}
    if any(one.given.get("purpose") for one in view.interviews):
        # What is asked about may be a moment, a letter, or a decision's, and who gets it is looked at anew.
        flows |= {"moment", "voice", "decision"}
    return flows


def chosen(answers: Answers, view: View, facts: Facts, say: Say) -> str | None:
    """Return the choice that a typed answer is, None where it is free words or cannot be taken."""
    flow = _Ear(view, facts, say).flow(answers.interview)
    return choice_meant(flow, answers.words, say) if flow else None


class _Said(msgspec.Struct, frozen=True):
    """What was said, the message it stands in, and the files that came with it."""

    words: str
    source: str | None
    files: tuple[File, ...] = ()

    def given(self) -> dict[str, str]:
        """Return what a short question about it is opened with."""
        given = {"words": self.words, "source": self.source or ""}
        return given | {"files": files_as_words(self.files)} if self.files else given


class _Ear(msgspec.Struct, frozen=True):
    """Hears whether words are an answer to a question that waits."""

    view: View
    facts: Facts
    say: Say

    def flow(self, waiting: Interview) -> Flow | None:
        """Return the conversation, if today's version still has it."""
        flow_type = flow_named(waiting.flow)
        return flow_type(self.view, self.facts, revived(flow_type, waiting)) if flow_type else None

    def is_fresh(self, waiting: Interview) -> bool:
        """Whether the question was asked just now, and nothing since says that words are for others.

        Another question would, or words of theirs, or a circle that was chosen to write to.
        """
        asked, seen, chosen = waiting.asked_at, self.view.circle_message_at, self.view.chosen_at
        is_older = bool(waiting.given.get(OLDER))
        if asked is None or is_older or (seen is not None and seen >= asked):
            return False
        if chosen is not None and chosen > asked:
            return False
        # Who is joining has nobody else to write to yet, however long it took.
        return self.view.speaker.state == PersonState.JOINING or self.view.now - asked <= FRESH


def _words(view: View, said: _Said, ear: _Ear) -> Meaning:
    words = said.words
    if not words:
        return Tells("words-empty")
    if len(words) > view.message_chars:
        return Tells("words-too-long")
    command, rest = _command(view, words)
    if view.room is not None:
        return _in_room(view, said, command)
    is_joining = view.speaker.state == PersonState.JOINING
    joining = next((one for one in view.interviews if one.flow == "join"), None) if is_joining else None
    if is_joining and (joining is None or command is not None):
        return _joining(joining, command, rest)
    if command is not None:
        return _commanded(view, command, rest)
    if (circle := _watched_here(view)) is not None:
        return _among_them(view, said, circle)
    if view.replied is not None or view.pointed_at is not None:
        return _spoken(view, said)
    waiting = [one for one in view.newest_first if one.asking and (one is joining or not one.is_asleep)]
    if view.replied_to_bot and not is_joining:
        return _said_to_bot(waiting, said, ear)
    for one in waiting:
        meant = _chat_or_answer(one, said, ear, is_newest=one is waiting[0])
        if meant is not None:
            return meant
    return _spoken(view, said)


def _changed(view: View, said: _Said, ear: _Ear) -> Meaning:
    """Words that were changed stay where they went: a command typed into them takes them nowhere else."""
    if said.files:
        return Replaces(_instead(view, said, ear))
    command, rest = _command(view, said.words)
    if command is None or (view.own is None and view.pointed_at is None):
        return Edits(said.words)
    # With two caseworkers a name may stand behind the command, and it may be the other one's.
    if command in SPEAKING and view.own is not None and view.own.line is not None and len(view.lines) <= 1:
        return Edits(rest)
    was_delivered = view.own is not None and view.own.was_delivered
    return Tells("edit-seen-no-command" if was_delivered else "edit-no-command")


def _command(view: View, words: str) -> tuple[str | None, str]:
    """Return the command that stands first and what stands behind it, or None and the words."""
    stripped = words.strip()
    if len(stripped) < len("/x") or stripped[0] not in PREFIXES or not stripped[1].isalpha():
        return None, words
    head, *rest = stripped[1:].split(maxsplit=1)
    typed = head.partition("@")[0].casefold()
    # Where commands begin with it, in the chat with the bot, it is no exclamation.
    may_be_exclaimed = view.speaker.prefix != SHOUTED or view.room is not None
    if stripped[0] == SHOUTED and may_be_exclaimed and _is_exclaimed(typed, bool(rest)):
        return None, words
    return ALIASES.get(typed, typed), rest[0] if rest else ""


def _is_exclaimed(typed: str, is_more_behind: bool) -> bool:  # noqa: FBT001 - read beside what was typed
    """Whether "!word" begins a sentence, as in "!Hola Wendy": a slip in writing a command does not."""
    if typed in STEERING and typed not in ALIASES and typed != "help":
        return is_more_behind
    known = typed in _OURS or typed in LATER_DESK_COMMANDS
    # Short words are near each other without anybody having slipped: "hola" is no "cola".
    is_slip = len(typed) >= _SHORTEST_SLIP and bool(get_close_matches(typed, _OURS, 1, _NEAR))
    return not known and not is_slip


def _in_room(view: View, said: _Said, command: str | None) -> Meaning:
    """In a circle's own room the room is the answer: words are relayed, a command is pointed elsewhere."""
    is_watched = view.watching_in(view.room) is not None
    if view.circle(view.room) is None and not is_watched:
        return Tells("circle-gone")
    if command is not None:
        return Tells("room-pointer", view.speaker.prefix)
    if is_watched:
        return _among_them(view, said, str(view.room))
    reply_to = view.replied.message if view.replied and view.replied.circle == view.room else None
    return Does(SendToCircle(str(view.room), said.words, said.source, reply_to, files=said.files))


def _gone(view: View) -> Meaning:
    """Leaving a circle's own room is no way out of it; who only read along there does so no more."""
    if view.room is None:
        return Goes(is_back=False)
    if view.watching_in(view.room) is not None:
        return Does(WatchCircle(view.room, is_on=False))
    return Ignores()  # The next words for it invite again.


def _watched_here(view: View) -> str | None:
    """Return the circle that somebody reads along in whose topic or message they point at."""
    pointed_at = view.replied.circle if view.replied is not None and view.replied.is_watched else None
    found = pointed_at if view.replied is not None else view.topic
    return found if view.watching_in(found) is not None else None


def _among_them(view: View, said: _Said, circle: str) -> Meaning:
    """Words where one only reads along reach nobody before one has stepped in."""
    watching, replied = view.watching_in(circle), view.replied
    reply_to = replied.message if replied is not None and replied.circle == circle else None
    if watching is not None and watching.is_in:
        words = SayInCircle(circle, said.words, said.files, said.source, reply_to, is_here=True)
        return Does(words)
    return Opens("step-in", given=said.given() | {"circle": circle, "reply_to": reply_to or ""})


def _joining(waiting: Interview | None, command: str | None, rest: str) -> Meaning:
    if command in ON_FIRST_SCREENS:
        return Opens(str(command), rest)
    if waiting is None:
        return Opens("join")
    return Steers(waiting, STEERING.get(command or "", "wake"))


def _commanded(view: View, command: str, rest: str) -> Meaning:
    if command in STEERING and command != "help":
        return Steers(view.waiting, STEERING[command])
    if command == "help" and view.waiting is not None and not _is_short(view.waiting):
        return Steers(view.waiting, "help")
    if command in ("start", "join", "link") and as_code(rest) is not None:
        return TriesCode()
    if command == "start":
        return Opens("menu")
    if command == "join":
        return Tells("join-already")
    flow = flow_for_command(command, view.speaker)
    if flow is not None:
        return Opens(flow.id, rest)
    is_later = view.speaker.is_caseworker and command in LATER_DESK_COMMANDS
    return Tells("command-later" if is_later else "command-unknown", view.speaker.prefix)


def _is_short(waiting: Interview) -> bool:
    flow = flow_named(waiting.flow)
    return flow is not None and flow.is_aside


def _chat_or_answer(waiting: Interview, said: _Said, ear: _Ear, *, is_newest: bool) -> Meaning | None:
    """Return what words are to a question that waits; None if they have nothing to do with it.

    Words go by themselves to the newest question only: a "yes" may be meant for that one, and an older one
    may be whether to leave.
    """
    flow, words = ear.flow(waiting), said.words
    if flow is None:
        return None
    asked = Opens("chat-or-answer", given=said.given() | {"interview": waiting.id})
    if not is_newest:
        return None if flow.is_aside else asked
    fits = is_answer(flow, words, ear.say) or is_one_of_several(flow, words, ear.say)
    is_fresh = ear.is_fresh(waiting)
    steering = STEERING.get(words.strip().casefold())
    if steering and is_fresh and not fits:
        return Steers(waiting, steering)
    if flow.is_aside and not fits:
        is_near = is_fresh and is_nearly_answer(flow, words, ear.say)
        return Answers(waiting, words) if is_near else None
    view = ear.view
    # In the bot's own room a circle is no rival of a question; what came on the private line is one.
    is_alone = not (view.speaker.is_caseworker or _circles_here(view) or view.lines)
    is_joining = view.speaker.state == PersonState.JOINING
    # What is said in a circle's topic is more likely for that: questions stand in the chat itself.
    may_answer = is_fresh and view.topic is None
    if is_alone or (may_answer and (fits or takes_words(flow) or is_joining)):
        return Answers(waiting, words)
    return asked


def _said_to_bot(waiting: list[Interview], said: _Said, ear: _Ear) -> Meaning:
    """A reply to what the bot itself said is for nobody else until its writer says so.

    It may be a reply to a receipt of the private line: what is written there must not go to a circle.
    """
    view, words = ear.view, said.words
    asked = next((one for one in waiting if one.prompt and one.prompt == view.asked_in), None)
    flow = ear.flow(asked) if asked else None
    if asked is not None and flow is not None:
        is_near = takes_words(flow) or is_nearly_answer(flow, words, ear.say)
        if is_near or is_answer(flow, words, ear.say) or words.strip().casefold() in STEERING:
            return Answers(asked, words)
    form = next((one for one in waiting if not _is_short(one)), None)
    if form is not None:
        return Opens("chat-or-answer", given=said.given() | {"interview": form.id})
    if view.speaker.is_caseworker or view.speaker.has_rooms or not (view.circles or view.lines):
        return _spoken(view, said)
    return Opens("where", given=said.given())


def _filed(view: View, said: _Said, ear: _Ear) -> Meaning:
    """Files are for somebody, as words are; of questions they answer only what is to be sent.

    What may have been meant for fewer than a circle goes nowhere before its sender has said so.
    """
    if view.speaker.state == PersonState.JOINING:
        return Tells("files-later")
    if len(said.words) > view.message_chars:
        return Tells("words-too-long")
    command, rest = _command(view, said.words)
    if view.room is not None:
        return _in_room(view, said, command)
    if command in SPEAKING and not view.speaker.is_caseworker:
        return Opens("caseworker", given=said.given() | {"words": rest})
    if (circle := _watched_here(view)) is not None:
        return _among_them(view, said, circle)
    begun = flow_for_command(command, view.speaker) if command is not None else None
    if begun is not None and begun.takes_files and not view.speaker.is_caseworker:
        return Opens(begun.id, rest, said.given() | {"words": ""})
    asked = _asked_for(view, ear)
    if asked is not None and (asked.takes_files or takes_files(asked)):
        return Hands(asked.interview, said.given())
    is_to_bot = view.replied is None and view.replied_to_bot
    if not view.speaker.is_caseworker and (command is not None or asked is not None or is_to_bot):
        return Opens("where", given=said.given()) if view.circles or view.lines else Tells("nobody-here")
    return _spoken(view, said)


def _asked_for(view: View, ear: _Ear) -> Flow | None:
    """Return the conversation whose question a file may be meant to answer: the newest, if it takes words.

    A reply to its question is meant for it however old it is; a reply to what somebody wrote is not.
    """
    waiting = view.waiting
    flow = ear.flow(waiting) if waiting is not None else None
    if waiting is None or flow is None or flow.is_aside or view.replied is not None or view.topic is not None:
        return None
    is_reply = view.asked_in is not None and view.asked_in == waiting.prompt
    is_asked = takes_words(flow) or flow.takes_files
    return flow if is_asked and (is_reply or ear.is_fresh(waiting)) else None


def _instead(view: View, said: _Said, ear: _Ear) -> Meaning:
    """What takes the place of an own message goes where that one went: nobody has to say so again."""
    own = view.own
    if own is None or view.speaker.state == PersonState.JOINING or len(said.words) > view.message_chars:
        return _filed(view, said, ear)
    if own.line is not None:
        return Does(SendToLine(own.line, said.words, said.source, files=said.files))
    if own.circle is not None and not view.speaker.is_caseworker:
        return Does(SendToCircle(own.circle, said.words, said.source, files=said.files))
    return _filed(view, said, ear)


def _spoken(view: View, said: _Said) -> Meaning:
    me = view.speaker
    replied = view.replied
    given = said.given() | {"reply_to": replied.message if replied else ""}
    words, source, files = said.words, said.source, said.files
    if me.is_caseworker:
        if replied is not None and replied.line is not None:
            return Does(SendToLine(replied.line, words, source, replied.message, files=files))
        return Opens("desk-where", given=given)
    if replied is not None and replied.line is not None:
        return Does(SendToLine(me.id, words, source, replied.message, replied.other, files))
    if me.has_rooms:
        return Opens("own-room", given=given) if view.lines else Tells("nobody-here")
    if replied is not None and replied.circle is not None:
        return Does(SendToCircle(replied.circle, words, source, replied.message, files=files))
    return _unaddressed(view, said, given)


def _circles_here(view: View) -> tuple[Circle, ...]:
    """Return the circles that words without an address may be for: none in the bot's own room."""
    return () if view.speaker.has_rooms else view.circles


def _unaddressed(view: View, said: _Said, given: dict[str, str]) -> Meaning:
    if view.pointed_at is not None:
        # A reply to own words that are still asked about is for whom those are, if that is settled.
        circle = view.circle(str(view.pointed_at.given.get("circle", "")))
        if circle is None or view.pointed_at.flow == "line-or-all":
            return Opens("where", given=given)
        return Does(SendToCircle(circle.id, said.words, said.source, files=said.files))
    if view.topic is not None and view.circle(view.topic) is not None:
        return Does(SendToCircle(view.topic, said.words, said.source, files=said.files))
    chosen = view.chosen_at if view.chosen_at and view.now - view.chosen_at < FRESH else None
    line = view.line_used_at
    is_line_open = line is not None and view.now - line < LINE_REMEMBERED and bool(view.lines)
    if is_line_open and (chosen is None or (line is not None and chosen < line)):
        if len(view.circles) == 1:
            return Opens("line-or-all", given={**given, "circle": view.circles[0].id})
        return Opens("where", given=given)
    if len(view.circles) == 1:
        return Does(SendToCircle(view.circles[0].id, said.words, said.source, files=said.files))
    circle = view.circle(view.circle_here) if chosen is not None else None
    if circle is not None and circle.phase != Phase.CLOSED:
        return Does(SendToCircle(circle.id, said.words, said.source, files=said.files))
    if not view.circles and not view.lines:
        return Tells("nobody-here")
    return Opens("where", given=given)
