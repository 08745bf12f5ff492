"""Finds every text id that the program's source names, with the values it hands over, without running it.

Knows nothing of what the texts say. What it cannot work out it reports, so that nothing slips by.
"""

from __future__ import annotations

import ast
import itertools
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.chat.incoming import Unsupported
from bot.chat.media import MediaKind
from bot.chat.mine import PARTS, MineForm
from bot.chat.people import PersonState, Phase, Role, Willing
from bot.chat.record import Form
from bot.cleaning.limits import Why
from bot.config.resources import CONTACTS as RESOURCE_CONTACTS
from bot.config.resources import TOPICS as RESOURCE_TOPICS
from bot.courier.records import COLUMNS
from bot.family.allowed import Hurdle
from bot.family.checkins import CAREGIVER_SAYS, OFTEN, PARENT_SAYS
from bot.family.decision import ANSWERS as DECISION_ANSWERS
from bot.family.decision import READY as DECISION_READY
from bot.family.decision import TOPICS as DECISION_TOPICS
from bot.family.fields import ASK_ME, FIELDS
from bot.family.fields import TOPICS as BOOK_TOPICS
from bot.family.goal import FOR_OTHERS, SUGGESTED
from bot.family.goal import Act as GoalAct
from bot.family.goal import State as GoalState
from bot.family.handing import DAYS, PURPOSES, RECIPIENTS
from bot.family.handing import PERIODS as RECORD_PERIODS
from bot.family.homeward import Act as HomeAct
from bot.family.insight import FIGURES, WEEKS
from bot.family.keepsakes import CHEERS, MOMENTS, RHYTHMS
from bot.family.letter import TOPICS as VOICE_TOPICS
from bot.family.letter import Kind as Carried
from bot.family.logbook import KINDS, SAYS, UNKNOWN, places
from bot.family.meeting import TELLS, Act, Presence, State
from bot.family.meeting import Kind as MeetingKind
from bot.family.news import PLACES
from bot.family.offering import ALL
from bot.family.offers import KINDS as OFFER_KINDS
from bot.family.phases import OWN_COMMANDS, Stand, Step
from bot.family.plan import BOOKS as PLANS
from bot.family.plan import Kind as PlanKind
from bot.family.revoking import HOST_SAID, LESS_SAID
from bot.family.showing import DRIVERS
from bot.family.slip import Kind as SlipKind
from bot.family.slip import Stand as SlipStand
from bot.family.slip import State as SlipState
from bot.family.terms import CASEWORKER, NOBODY, SUPERVISION, Contact
from bot.family.tips import AGES, LIBRARY, SOURCES
from bot.family.tips import TOPICS as TIP_TOPICS
from bot.flows.audit import PERIODS
from bot.flows.choices import LANGUAGES, QUIET, WORDS, ZONES
from bot.flows.circle import BEGINNINGS
from bot.flows.desk import REASONS
from bot.flows.meetings import CHANGES, HOW, IN_THE_WAY
from bot.flows.mine import MINE_FORMS
from bot.flows.moments import FORMS as ALBUM_FORMS
from bot.flows.permitting import RELATIONS, SETS
from bot.flows.record import FORMS
from bot.flows.settings import LEADS, MORNINGS, THINGS
from bot.policy.identifiers import Kind as IdentifierKind
from bot.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

BOT: Final = Path(__file__).parent.parent / "bot"

# The calls whose first argument is a text id, and the modules that define them: SQLAlchemy has a "text" too.
CALLS: Final[Mapping[str, str]] = {
    "text": "bot.chat.text",
    "Text": "bot.chat.text",
    "button": "bot.chat.draft",
    "Problem": "bot.flows.form",
    "Tells": "bot.engine.routing",
}

OFFERED: Final = tuple(kind.id for kind in OFFER_KINDS)
DONE: Final = tuple(act for act in Act if act not in (Act.LAPSE, Act.REPLACE, Act.REVOKE, Act.END, Act.MOVE))
"""What a person does to a meeting and reads an answer to."""
_OF_THE_DAY: Final = (Act.COME, Act.LATE, Act.CANNOT)
_REASONS_OF: Final = tuple(
    name.removeprefix("label-reason-of-") for name in Texts.load().ids if name.startswith("label-reason-of-")
)
_TOLD: Final = tuple(
    dict.fromkeys(
        [text_id for texts in TELLS.values() for text_id in texts.values()]
        + [f"meeting-invited-{how}" for how in (*Presence, "agency")]
        + [*LESS_SAID.values(), *HOST_SAID]
        + ["meeting-asked-move", "meeting-siblings-come", "meeting-siblings-off"]
    )
)
WHY_HELD: Final = ("hold", "picture", "video", "contact")
_CHOICES: Final = tuple(dict.fromkeys(choice for field in FIELDS.values() for choice in field.choices))
_DECISIONS: Final = tuple(f"{topic}-{name}" for topic, names in DECISION_READY.items() for name in names)
_READY_WORDS: Final = tuple(dict.fromkeys(itertools.chain.from_iterable(WORDS.values())))
_SLIP_ANSWERS: Final = (SlipStand.SIGNED, SlipStand.PAPER, SlipStand.CANNOT)
_STANDS: Final = tuple(one for one in SlipStand if one != SlipStand.NAMED)
_DECIDED_SLIPS: Final = tuple(one for one in SlipState if one != SlipState.WAITING)
_KINDS: Final = tuple(re.findall(r"\w+", str(Unsupported.__doc__).partition("One of:")[2]))
_LETTER_IS: Final = ("written", "given", "not-given")

GOALS: Final = tuple(dict.fromkeys(itertools.chain(*SUGGESTED.values(), FOR_OTHERS)))
HEADINGS: Final = (
    *(f"{where}goal-{state}" for where in ("", "line-") for state in GoalState),
    "line",
    "line-resource",
)

# An id put together at run time, as it stands in the source, and every value its braces can have.
PATTERNS: Final[Mapping[str, Sequence[str]]] = {
    "label-decision-{topic}": DECISION_TOPICS,
    "decision-says-{choice}": DECISION_ANSWERS,
    "decision-ready-{flow.matter_of}-{name}": _DECISIONS,
    "record-{step.what}": ("decision-asked", "decision-answered", "decision-made"),
    "header-{heading}": HEADINGS,
    "goal-{one}": GOALS,
    "label-resource-{one}": RESOURCE_TOPICS,
    "resource-{name}": RESOURCE_CONTACTS,
    "label-goal-{one.value}": tuple(GoalAct),
    "goals-did-{what.value}": tuple(GoalAct),
    "mydata-goal-{goal.state.value}": tuple(GoalState),
    "label-tip-{one}": TIP_TOPICS,
    "label-age-{one}": AGES,
    "tip-source-{source}": SOURCES,
    "{one.id}.called": tuple(tip.id for tip in LIBRARY),
    "tip-is-{state}": ("trying", "worked", "not-yet"),
    "tip-{command.state}": ("worked", "not-yet"),
    "tip-{command.state}-told": ("worked", "not-yet"),
    "offer-{how}-done": ("on", "off"),
    "offer-name-{command.kind}": (*OFFERED, ALL),
    "offer-name-{kind}": (*OFFERED, ALL),
    "offer-{kind.id}": OFFERED,
    "label-offer-{kind.id}": OFFERED,
    "label-offers-{_how(kind, off)}": ("on", "off"),
    "checkin-says-{one.how}": (*CAREGIVER_SAYS, *PARENT_SAYS),
    "checkin-every-{rhythm.every}": ("1", "2"),
    "label-week-{one}": (*CAREGIVER_SAYS, "question"),
    "label-own-{one}": PARENT_SAYS,
    "label-own-{how}": PARENT_SAYS,
    "label-week-{how}": CAREGIVER_SAYS,
    "label-often-{one}": tuple(OFTEN),
    "checkin-on-{rhythm.since.weekday()}": tuple("0123456"),
    "label-weekday-{weekday}": tuple("0123456"),
    "book-by-{role.value}": tuple(Role),
    "book-question-{fate}-told": ("approved", "declined"),
    "book-{fate}": ("approved", "declined"),
    "book-{fate}-told": ("approved", "declined"),
    "book-{field}.short": tuple(FIELDS),
    "book-{how}": ("opened", "shut"),
    "book-{how}-told": ("opened", "shut"),
    "book-{question.field}": tuple(FIELDS),
    "book-{slot.item}": tuple(FIELDS),
    "contacts-{how}": ("yes", "no"),
    "contacts-{how}-told": ("yes", "no"),
    "files-{how}-done": ("on", "off"),
    "files-{how}-told": ("on", "off"),
    "flow-cannot-{word}": ("back", "skip", "change"),
    "header-waits-{written.why_held or 'hold'}": WHY_HELD,
    "help-{kind}": ("people", "desk"),
    "hold-told-{written.why_held or 'hold'}": WHY_HELD,
    "identifier-{kind}": tuple(IdentifierKind),
    "join-done-{kind}": ("people", "alone", "desk"),
    "label-book-{ASK_ME}": (ASK_ME,),
    "label-book-{choice}": _CHOICES,
    "label-book-{topic}": (*(topic for topic, _ in BOOK_TOPICS), "asked"),
    "label-book-{value}": _CHOICES,
    "label-in-book-{how}": ("shut", "to"),
    "insight-{figure.id}": tuple(one.id for one in FIGURES),
    "insight-{what}": tuple(one.id for one in FIGURES),
    "insight-chart-{name}": ("kept", "moved", "not-held"),
    "insight-family-{one.id}": tuple(one.id for one in FIGURES if one.is_told),
    "label-insight-{one.id}": tuple(one.id for one in FIGURES),
    "label-insight-{one}": tuple(WEEKS),
    "label-insight-{one}.typed": tuple(WEEKS),
    "label-form-{one}": FORMS,
    "label-form-{one}.typed": FORMS,
    "label-period-{one}": (*RECORD_PERIODS, DAYS),
    "label-period-{one}.typed": (*RECORD_PERIODS, DAYS),
    "label-period-{self.period}": tuple(RECORD_PERIODS),
    "label-purpose-{one}": PURPOSES,
    "label-purpose-{purpose}": PURPOSES,
    "label-recipient-{one}": RECIPIENTS,
    "label-recipient-{recipient}": RECIPIENTS,
    "album-mark-{one}": ("milestone", "heard", "elsewhere"),
    "cheer-{row.kind}": CHEERS,
    "header-{kind}": MOMENTS,
    "{meant.kind}-sent": tuple(Carried),
    "header-{meant.kind}": tuple(one for one in Carried if one != Carried.VOICE),
    "header-voice-{meant.about}": VOICE_TOPICS[1:],
    "label-{flow}": (
        *("letter-given", "letter-later", "letter-cannot"),
        *("homework-help", "homework-not"),
    ),
    "letter-is-{letter.state}": _LETTER_IS,
    "letter-is-{state}": _LETTER_IS,
    "reply-{slot.key}": tuple(f"{one}{more}" for one in ("child", "what", "sure") for more in ("", ".short")),
    "label-album-{one}": ALBUM_FORMS,
    "label-cheer-{one}": CHEERS,
    "label-moment-{kind}": MOMENTS,
    "label-often-{name}": tuple(RHYTHMS.values()),
    "slip-kind-{slip.kind.value}": tuple(SlipKind),
    "slip-kind-{one.value}": tuple(SlipKind),
    "slip-is-{slip.state.value}": _DECIDED_SLIPS,
    "slip-stands-{one.stand.value}": _STANDS,
    "slip-desk-{command.answer.value}": _SLIP_ANSWERS,
    "slip-thanks-{command.answer.value}": _SLIP_ANSWERS,
    "slip-short-{stands}": (*_STANDS, *SlipState),
    "slip-own-{own.stand.value}": _SLIP_ANSWERS,
    "slip-own-{slip.state.value}": tuple(SlipState),
    "often-{RHYTHMS[str(command.days)]}": tuple(RHYTHMS.values()),
    "label-language-{code}": LANGUAGES,
    "label-reason-{one}": REASONS,
    "label-quiet-{name}": tuple(QUIET.values()),
    "label-remind-{name}": tuple(LEADS.values()),
    "label-role-{role.value}": (Role.PARENT, Role.CAREGIVER, Role.SUPPORTER, Role.YOUTH),
    "label-set-{thing}": THINGS,
    "label-set-{thing}.typed": THINGS,
    "label-word-{word}": _READY_WORDS,
    "label-{text_id}": tuple(ZONES.values()),
    "label-{word}": ("back", "skip", "later"),
    "contact-{kind.value}": tuple(Contact),
    "hurdle-{one}": tuple(Hurdle),
    "label-change-{flow.what or 'note'}": CHANGES,
    "label-change-{one}": CHANGES,
    "label-circle-{one}": BEGINNINGS,
    "circle-begins-{flow.phase or BEGINNINGS[0]}": BEGINNINGS,
    "label-contact-set-{name}": tuple(SETS),
    "label-contact-{kind.value}": tuple(Contact),
    "label-permission-{one}": ("give", "withdraw", "see"),
    "label-relation-{one}": RELATIONS,
    "label-supervision-{way}": SUPERVISION,
    "label-driver-{who}": DRIVERS,
    "label-event-{one.value}": ("appointment", "activity"),
    "label-feed-{one}": ("keep", "new", "close"),
    "label-digest-{name}": tuple(MORNINGS.values()),
    "label-how-{how}": HOW,
    "label-how-{one}": HOW,
    "label-reason-of-{name}": _REASONS_OF,
    "label-reason-of-{words[1:]}": _REASONS_OF,
    "label-team-{one.value}": ("team", "court"),
    "label-way-{command.how}": IN_THE_WAY,
    "label-way-{one}": IN_THE_WAY,
    "meeting-did-{command.act.value}": _OF_THE_DAY,
    "meeting-did-{what.value}": tuple(
        act for act in DONE if act not in (Act.COME, Act.LATE, Act.AGREE_TO_ASK)
    ),
    "meeting-driver-{words}": DRIVERS,
    "meeting-every-{every}": ("1", "2"),
    "meeting-how-{command.how}-told": HOW,
    "meeting-is-{meeting.state.value}": tuple(State),
    "meeting-is-{meeting.state_on(day).value}": tuple(State),
    "meeting-is-{one.state.value}": tuple(State),
    "meeting-is-{one.state}": tuple(State),
    "meeting-is-{state.value}": tuple(State),
    "meeting-supervision-{said.supervision}": SUPERVISION[1:],
    "meeting-title-{meeting.kind.value}": tuple(MeetingKind),
    "meeting-title-{meeting.kind.value}-named": tuple(MeetingKind),
    "meeting-title-{one.kind.value}": tuple(MeetingKind),
    "meeting-title-{one.kind}": tuple(MeetingKind),
    "meeting-{name}": ("place", "driver", "meet", "bring", "link", "note"),
    "phase-{circle.phase.value}": tuple(Phase),
    "phase-{self.chosen.phase.value}": tuple(Phase),
    "phase-{phase}": tuple(Phase),
    "phase-{one.phase.value}": tuple(Phase),
    "phase-told-{how}": (*(one for one in Stand if one not in (Stand.PAUSED, Stand.HOME)), "unwatched"),
    "phase-done-{to.value}": tuple(one for one in Stand if one not in (Stand.PAUSED, Stand.HOME)),
    "label-phase-{step.value}": tuple(one for one in Step if one not in OWN_COMMANDS),
    "circle-sure-{self.step}": tuple(one for one in Step if one not in OWN_COMMANDS),
    "label-audit-{one}": PERIODS,
    "label-audit-{since}": PERIODS,
    "queue-decided-{what}": ("approved", "declined"),
    "plan-about-{topic}": tuple(itertools.chain.from_iterable(PLANS.values())),
    "plan-hint-{topic}": PLANS[PlanKind.HOME],
    "label-home-{act.value}": tuple(act for act in HomeAct if act not in (HomeAct.BEGIN, HomeAct.CALL)),
    "privacy-{messenger}": ("telegram", "matrix", "simulator"),
    "privacy-{self.view.speaker.messenger}": ("telegram", "matrix", "simulator"),
    "read-{one.state}": ("passed", "held", "declined", "withdrawn"),
    "reason-{command.reason}": REASONS,
    "record-column-{column}": COLUMNS,
    "record-copy-{copy.state}": ("perhaps", "waiting", "never"),
    "record-here-{form.value}": tuple(Form),
    "label-mydata-{one}": MINE_FORMS,
    "label-mydata-{one}.typed": MINE_FORMS,
    "mydata-here-{form.value}": tuple(MineForm),
    "mydata-part-{part.name}": PARTS,
    "record-kind-{one.kind}": tuple(MeetingKind),
    "shown-{kind.value}": tuple(MediaKind),
    "shown-{kind}": tuple(MediaKind),
    "settings-{said.value}": (Willing.NOT_YET, Willing.BREAK),
    "steering-{word}": ("back", "change", "skip", "later", "cancel"),
    "state-{state}": (*PersonState, "unreachable"),
    "uncleaned-{why}": (*Why, "gone", "enough", "off", "elsewhere"),
    "unsupported-{kind}": _KINDS,
    "who-is-{self._state(circle, other.id)}": ("invited", "writing", "not-yet"),
    "terms-approval-{terms.approval}": (CASEWORKER, NOBODY),
    "terms-{terms.supervision}": SUPERVISION,
    "word-{one.role.value}": tuple(Role),
    "word-{role.value}": tuple(Role),
    "word-{one.role}": tuple(Role),
    "word-{word}": _READY_WORDS,
}
# These are the prompts of flows, which the walk through the registry finds.
_PROMPTS: Final = frozenset(
    {
        "Text(text_id, slot.question.args(self, slot))",
        "Text(f'{flow.prompt(slot).id}.short')",
        "Text(row.ready)",  # the ready sentences have a test of their own
        "Text(command.ready)",
        "Text(said.ready)",
        "Text(sentence)",
        "Text(f'label-ready-{topic}')",
        "Text(f'label-explain-{topic}')",  # and so has the glossary
        "Text(f'{term}.called')",
        "Text(f'{term}.also')",
        "Text(term)",
        "flow.means(flow.given('term'))",
        "self.means(term)",
        # Who is told what of a meeting stands in a table.
        "draft(one.person, opening, one, one.part)",
        "draft(news.caseworker, opening, None, Part.CASEWORKER)",
        "_missed_at_desk(command, changed, alone, name, caseworker, day)",
        "Text(opening, {'who': Literal(name)})",
        # And so do the sentences of the audit log.
        "Text(says, {place: named[place] for place in places(says)})",
    }
)


@dataclass(frozen=True)
class Use:
    """One id that the source names; ``values`` is None where they are only known at run time."""

    text_id: str
    values: frozenset[str] | None
    place: str


@dataclass(frozen=True)
class Found:
    """All that was found: uses, calls that could not be worked out, and patterns that fit no call."""

    uses: tuple[Use, ...]
    unclear: tuple[str, ...]
    stale: tuple[str, ...]


def found(root: Path = BOT) -> Found:
    """Read the source of everything below ``root``."""
    told = _TOLD if root == BOT else ()
    uses = [Use(one, frozenset(PLACES.get(one, ("who",))), "TELLS") for one in told]
    noted = {*SAYS.values(), *KINDS.values(), UNKNOWN} if root == BOT else set()
    uses += [Use(one, frozenset(places(one)), "SAYS") for one in sorted(noted)]
    unclear: list[str] = []
    patterns: set[str] = set()
    for path in sorted(root.rglob("*.py")):
        module = _Module(path, f"bot.{'.'.join(path.relative_to(root).with_suffix('').parts)}")
        for call, node, scope in module.calls():
            place = f"{module.name}:{call.lineno}"
            ids = module.ids(node, scope, patterns)
            if ids is None:
                unclear.append(f"{place}: {ast.unparse(call)}")
            else:
                uses += [Use(text_id, _values_of(call), place) for text_id in ids]
    return Found(tuple(uses), tuple(unclear), tuple(sorted(PATTERNS.keys() - patterns)))


class _Module:
    """One file. A function that passes an argument on as a text id is a call that takes one, too."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._tree = ast.parse(path.read_text(encoding="utf-8"))
        self._takers = {
            alias.asname or alias.name: 0
            for node in ast.walk(self._tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if CALLS.get(alias.name) == node.module
        } | {call: 0 for call, origin in CALLS.items() if origin == name}
        while self._learned():
            pass

    def calls(self) -> Iterator[tuple[ast.Call, ast.expr, ast.AST]]:
        """Yield each call that takes a text id, what it takes, and the function it stands in."""
        for call, node, scope in self._all_calls():
            if node is None or ast.unparse(call) in _PROMPTS or _is_passed_on(node, scope):
                continue
            yield call, node, scope

    def ids(self, node: ast.expr, scope: ast.AST, patterns: set[str]) -> list[str] | None:
        """Return the ids an expression can have, None if that cannot be worked out."""
        match node:
            case ast.Constant(value=str(text_id)):
                return [text_id]
            case ast.JoinedStr():
                pattern = ast.unparse(node)[2:-1]
                patterns.add(pattern)
                fills = PATTERNS.get(pattern)
                return None if fills is None else [re.sub(r"\{.*\}", fill, pattern) for fill in fills]
            case ast.IfExp(body=one, orelse=other):
                parts: list[ast.expr] = [one, other]
            case ast.Name(id=name):
                parts = _assigned(name, scope) or _assigned(name, self._tree)
            case ast.Subscript(value=ast.Name(id=name)):
                tables = _assigned(name, scope) or _assigned(name, self._tree)
                parts = [value for table in tables if isinstance(table, ast.Dict) for value in table.values]
            case _:
                return None
        ids = [self.ids(part, scope, patterns) for part in parts]
        known = [one for one in ids if one is not None]
        return list(itertools.chain.from_iterable(known)) if known and len(known) == len(ids) else None

    def _all_calls(self) -> Iterator[tuple[ast.Call, ast.expr | None, ast.AST]]:
        for node, scope in _walk(self._tree, self._tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
                if name in self._takers and (isinstance(node.func, ast.Name) or name not in CALLS):
                    place = self._takers[name]
                    yield node, node.args[place] if len(node.args) > place else None, scope

    def _learned(self) -> bool:
        """Find functions that pass an argument on as an id; return whether there was a new one."""
        before = len(self._takers)
        for _, node, scope in list(self._all_calls()):
            if isinstance(node, ast.Name) and isinstance(scope, ast.FunctionDef):
                names = [arg.arg for arg in scope.args.args if arg.arg not in ("self", "cls")]
                if node.id in names and scope.name != "__init__":
                    self._takers.setdefault(scope.name, names.index(node.id))
        return len(self._takers) > before


def _walk(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    for child in ast.iter_child_nodes(node):
        yield child, scope
        yield from _walk(child, child if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else scope)


def _is_passed_on(node: ast.expr, scope: ast.AST) -> bool:
    """Whether the id comes from a call or a value that is found elsewhere."""
    if isinstance(node, ast.Attribute) and node.attr == "id":
        return True  # the id of a Text that exists already
    if not isinstance(node, ast.Name) or not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    captured = {one.name for one in ast.walk(scope) if isinstance(one, ast.MatchAs)}
    return node.id in captured or node.id in {arg.arg for arg in [*scope.args.posonlyargs, *scope.args.args]}


def _assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    values: list[ast.expr] = []
    for node in ast.walk(scope):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            values += [node.value for one in targets if isinstance(one, ast.Name) and one.id == name]
    return values


def _values_of(call: ast.Call) -> frozenset[str] | None:
    match getattr(call.func, "id", ""):
        case "Tells":
            return frozenset({"prefix"}) if call.args[1:] else frozenset()
        case "Text" if call.args[1:]:
            keys = call.args[1].keys if isinstance(call.args[1], ast.Dict) else [None]
            known = [key.value for key in keys if isinstance(key, ast.Constant)]
            return frozenset(map(str, known)) if len(known) == len(keys) else None
        case name if name in CALLS:
            named = [keyword.arg for keyword in call.keywords]
            return None if None in named else frozenset(arg for arg in named if arg)
        case _:
            return None
