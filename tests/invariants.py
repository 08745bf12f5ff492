"""Holds a tree of source files to the invariants of DESIGN, without importing any of it.

Knows names and shapes only; what a type checker or import-linter finds is theirs. Each rule takes one module
and yields what breaks it; the pairs at the end (an event and its writer) are looked at across modules.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from bot.logs import IDS, NUMBERS, WORDS

AT_HOME: Final = {
    "aiohttp": ("bot.adapters", "bot.feed", "bot.web", "bot.app"),
    "alembic": ("bot.store",),
    "av": ("bot.cleaning",),
    "apscheduler": ("bot.clockwork",),
    "cryptography": ("bot.store", "bot.adapters.matrix"),
    "httpx": (),
    "icalendar": ("bot.calendars",),
    "PIL": ("bot.cleaning", "bot.demo.drawings"),  # which reads nothing
    "nio": ("bot.adapters.matrix",),
    "pikepdf": ("bot.cleaning",),
    "psycopg": ("bot.store",),
    "sqlalchemy": ("bot.store",),
    "sqlite3": ("bot.store",),
    "telegram": ("bot.adapters.telegram",),
    "typst": ("bot.printing",),
}
"""Where a library may be imported; nowhere else, and nowhere at all where there is no place."""

PURE: Final = ("bot.engine", "bot.flows", "bot.policy", "bot.family", "bot.chat")
WORDLESS: Final = (*PURE, "bot.speech")
CLOCK: Final = "bot.chat.clock"
_NOW: Final = {
    "datetime": {"now", "utcnow", "today", "fromtimestamp"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "strftime"},
}
_MONOTONIC: Final = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"}
_SAYING: Final = frozenset((
    "Button", "Choice", "Draft", "Lines", "Listing", "Literal", "Option", "Outgoing", "Payload", "Problem",
    "Show", "Text", "answered", "as_value", "button", "listing", "tell", "tell_caseworkers", "text", "told",
))  # fmt: skip
"""What makes something that a participant reads; only ids of texts and people's own words go in."""
SAYING_MODULES: Final = (
    "bot.chat.draft", "bot.chat.outgoing", "bot.chat.text", "bot.family.commands", "bot.family.outcome",
    "bot.flows.form", "bot.store.outbox", "bot.store.telling",
)  # fmt: skip
_TWO_WORDS: Final = re.compile(r"[^\W\d_][^\w\s]?\s+[^\w\s]?[^\W\d_]")
_TEXT_ID: Final = re.compile(r"[a-z0-9]*(?:[-.][a-z0-9]*)*")
_SECRETS: Final = ("access_token", "data_key", "master_key", "password", "pickle_key", "secret")
_LOGGING: Final = frozenset({"debug", "info", "warning", "error", "critical", "exception", "log"})
_LOGGED: Final = frozenset({*IDS, *WORDS, *NUMBERS, "exc_info"})
_FIGURES: Final = frozenset({"__name__", "method", "reason", "seconds", "_word_for"})
"""What may fill a place in a log's sentence: the name of a class, a method of the platform, our own word."""


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name and its tree."""

    name: str
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        """The file, parsed; every node knows what it stands in."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                child.above = node  # type: ignore[attr-defined]
        return tree

    def is_in(self, *packages: str) -> bool:
        """Tell whether the module is one of these, or below one of these."""
        return any(self.name == package or self.name.startswith(f"{package}.") for package in packages)


Found = Iterator[tuple[ast.AST, str]]
Rule = Callable[[Module], Found]


def modules(root: Path) -> list[Module]:
    """Return every module below ``root``/bot but the migrations, which are generated."""
    found = []
    for path in sorted((root / "bot").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if not name.startswith("bot.store.migrations"):
            found.append(Module(name, path))
    return found


def faults(root: Path) -> list[str]:
    """Return everything that breaks a rule, each with its place."""
    told = []
    for module in modules(root):
        for rule in RULES:
            told += [f"{module.name}:{getattr(node, 'lineno', 0)}: {says}" for node, says in rule(module)]
    return told


# --- who may import what


def _libraries_stay_at_home(module: Module) -> Found:
    for node, name in _imports(module):
        library = name.split(".")[0]
        if library in AT_HOME and not module.is_in(*AT_HOME[library]):
            yield node, f"{library} is imported"


def _imports(module: Module) -> Iterator[tuple[ast.AST, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node, node.module
        elif isinstance(node, ast.Call) and _name(node.func) in ("import_module", "__import__") and node.args:
            name = node.args[0]
            yield node, str(name.value) if isinstance(name, ast.Constant) else ""


def _name(node: ast.AST) -> str:
    """Return the last part of a dotted name, "" where it is none."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _above(node: ast.AST) -> Iterator[ast.AST]:
    while (above := getattr(node, "above", None)) is not None:
        yield above
        node = above


# --- values in, values out


def _the_core_waits_for_nothing(module: Module) -> Found:
    if not module.is_in(*PURE):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith):
            yield node, "waits for something"
        elif isinstance(node, ast.AsyncFunctionDef) and not _is_of_protocol(node):
            yield node, f"async def {node.name} outside of a Protocol"


def _is_of_protocol(node: ast.AST) -> bool:
    above = next(_above(node), None)
    return isinstance(above, ast.ClassDef) and any(_name(base) == "Protocol" for base in above.bases)


# --- time is injected


def _time_is_injected(module: Module) -> Found:
    if module.name == CLOCK:
        return
    from_time = {
        alias.asname or alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
    }
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr in _NOW.get(_name(node.value), ()):
            is_given = node.attr == "fromtimestamp" and module.is_in("bot.adapters")
            if not is_given:
                yield node, f"asks the machine for the time: {_name(node.value)}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in from_time & _NOW["time"]:
            yield node, f"asks the machine for the time: {node.id}"
        elif _name(node) in _MONOTONIC and module.is_in(*PURE):
            yield node, "measures time"


# --- words live in texts


def _sentences_live_in_texts(module: Module) -> Found:
    for node in ast.walk(module.tree) if module.is_in(*WORDLESS) else ():
        told = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if _TWO_WORDS.search(told) and not (_is_docstring(node) or _is_of_an_error(node)):
            yield node, f"a sentence: {told!r}"
    if module.is_in("bot.cli", "bot.config", "bot.roster"):
        return  # These speak to the operator, in the terminal.
    names = _taken_from(module, *SAYING_MODULES)
    for node in ast.walk(module.tree):
        name = names.get(_name(node.func), "") if isinstance(node, ast.Call) else ""
        if name in _SAYING:
            assert isinstance(node, ast.Call)
            for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _said(name, argument, is_first=argument in node.args[:1])


def _taken_from(module: Module, *origins: str) -> dict[str, str]:
    """Return what a module has from these others, under the name it goes by there, and its own there."""
    own = {name: name for name in _SAYING} if module.name in origins else {}
    return own | {
        alias.asname or alias.name: alias.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and node.module in origins
        for alias in node.names
    }


def _said(name: str, argument: ast.expr, *, is_first: bool) -> Found:
    words = [
        part.value
        for part in ([argument] if isinstance(argument, ast.Constant) else getattr(argument, "values", []))
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    ]
    for told in words:
        if name in ("Text", "text", "button", "Problem") and is_first:
            if not _TEXT_ID.fullmatch(told):
                yield argument, f"no id of a text: {told!r}"
        elif (
            _TWO_WORDS.search(told)
            or (isinstance(argument, ast.JoinedStr) and " " in told)
            or (name in ("Literal", "as_value") and any(mark.isalpha() for mark in told))
        ):
            yield argument, f"words of the program's own: {told!r}"


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(next(_above(node), None), ast.Expr)


def _is_of_an_error(node: ast.AST) -> bool:
    for above in _above(node):
        if isinstance(above, ast.Raise):
            return True
        if isinstance(above, ast.Assign):
            return [_name(target) for target in above.targets] == ["message"]
    return False


# --- only policy clears


def _only_policy_clears(module: Module) -> Found:
    if module.is_in("bot.policy"):
        return
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        if _name(node.func) == "Cleared":
            yield node, "clears a draft itself"
        if _name(node.func) == "replace" and any(one.arg == "draft" for one in node.keywords):
            yield node, "puts another draft into what policy has cleared"
        if _name(node.func) in ("convert", "decode", "from_builtins"):
            kinds = [one.value for one in node.keywords if one.arg == "type"] + node.args[1:2]
            if any(_name(kind) == "Cleared" for kind in kinds):
                yield node, "clears a draft itself"


# --- addresses, prints, logs


def _addresses_hide(module: Module) -> Found:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef) or any(_name(one) == "__repr__" for one in _methods(node)):
            continue
        fields = {
            one.target.id: _name(one.annotation)
            for one in node.body
            if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name)
        }
        if {"messenger", "user"} <= fields.keys() or fields.get("address") in ("bytes", "str"):
            yield node, f"{node.name} shows an address"
        if any(fields.get(name) in ("bytes", "str") for name in _SECRETS):
            yield node, f"{node.name} shows a secret"


def _methods(node: ast.ClassDef) -> list[ast.Name]:
    return [ast.Name(one.name) for one in node.body if isinstance(one, ast.FunctionDef)]


def _nobody_prints(module: Module) -> Found:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name) and node.id in ("print", "pprint", "breakpoint"):
            yield node, f"{node.id} is used"


def _logs_say_what_was_decided(module: Module) -> Found:
    for node in ast.walk(module.tree):
        if not _is_logging(node):
            continue
        assert isinstance(node, ast.Call)
        told, *values = node.args or [ast.Name("nothing")]
        if not (isinstance(told, ast.Constant) and isinstance(told.value, str)):
            yield node, "logs what is not a sentence of its own"
        for value in values:
            known = _name(value.func if isinstance(value, ast.Call) else value)
            if known not in _FIGURES and not isinstance(value, ast.Constant):
                yield node, f"logs a value that may be anything: {ast.unparse(value)}"
        for keyword in node.keywords:
            if keyword.arg not in _LOGGED:
                yield node, f"logs under an unknown key: {keyword.arg}"


def _is_logging(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    logger = node.func.value
    called = _name(logger.func) if isinstance(logger, ast.Call) else _name(logger)
    return node.func.attr in _LOGGING and (
        called in ("getLogger", "get_logger") or called.strip("_") in ("log", "logger", "logging")
    )


RULES: Final[tuple[Rule, ...]] = (
    _libraries_stay_at_home,
    _the_core_waits_for_nothing,
    _time_is_injected,
    _sentences_live_in_texts,
    _only_policy_clears,
    _addresses_hide,
    _nobody_prints,
    _logs_say_what_was_decided,
)


# --- what must come in pairs


def unpaired(root: Path) -> list[str]:
    """Return events without a writer, commands without a rule, needs without a loader; and the reverse."""
    tree = {module.name: module for module in modules(root)}
    events = _subclasses(tree["bot.family.events"].tree, "Event")
    commands = _subclasses(tree["bot.family.commands"].tree, "Struct")
    needs = _members(tree["bot.family.facts"].tree, "Need")
    pairs = {
        "writer": (events, _keys(tree["bot.store.writing"].tree, "_WRITERS")),
        "place among the commands": (commands, _union(tree["bot.family.commands"].tree, "Command")),
        "rule": (commands, _cases(tree["bot.family.rules"].tree, "perform")),
        "loader": (needs, _keys(tree["bot.store.facts"].tree, "_LOADERS")),
    }
    return [
        f"{name}: {'no ' if name in wanted else 'nothing for this '}{what}"
        for what, (wanted, there) in pairs.items()
        for name in sorted(wanted ^ there)
    ]


def _subclasses(tree: ast.Module, base: str) -> set[str]:
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return {node.name for node in classes if base in map(_name, node.bases)}


def _members(tree: ast.Module, enum: str) -> set[str]:
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == enum).body
    return {_name(node.targets[0]) for node in body if isinstance(node, ast.Assign)}


def _value(tree: ast.Module, name: str) -> ast.AST | None:
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", ast.Pass())]
        if name in map(_name, targets):
            return getattr(node, "value", None)
    return None


def _keys(tree: ast.Module, table: str) -> set[str]:
    value = _value(tree, table)
    assert isinstance(value, ast.Dict), table
    return {_name(key) for key in value.keys if key is not None}


def _union(tree: ast.Module, name: str) -> set[str]:
    value = _value(tree, name)
    assert value is not None, name
    return {node.id for node in ast.walk(value) if isinstance(node, ast.Name)}


def _cases(tree: ast.Module, function: str) -> set[str]:
    body = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function)
    return {_name(node.cls) for node in ast.walk(body) if isinstance(node, ast.MatchClass)}
