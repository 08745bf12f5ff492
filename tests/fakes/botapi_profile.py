"""The methods by which the bot describes itself: commands, name and descriptions.

Knows no messages. Limits from tdlib (BotCommand.cpp, BotInfoManager) and the documentation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .botapi_call import Json, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from .botapi_call import Call
    from .botapi_world import World

COMMAND_LIMIT = 100
COMMAND_LENGTH = 32
DESCRIPTION_LENGTH = 256
WIDE_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def scope_chat(call: Call) -> int | None:
    """Return the chat a command scope names, for the request log."""
    scope = call.params.get("scope")
    chat_id = scope.get("chat_id") if isinstance(scope, dict) else None
    return chat_id if isinstance(chat_id, int) else None


def set_commands(world: World, call: Call) -> bool:
    """Replace the commands of one scope and language."""
    commands = _commands(call)
    key = _key(world, call)
    if len(commands) > COMMAND_LIMIT:
        refuse("BOT_COMMANDS_TOO_MUCH")
    world.commands[key] = [_command(command) for command in commands]
    return True


def get_commands(world: World, call: Call) -> list[Json]:
    """Return the commands of exactly this scope and language, none where none were set."""
    return world.commands.get(_key(world, call), [])


def delete_commands(world: World, call: Call) -> bool:
    """Forget the commands of one scope and language."""
    world.commands.pop(_key(world, call), None)
    return True


def _commands(call: Call) -> list[Any]:
    commands = call.structure("commands", "commands")
    if commands is None:
        return []
    if not isinstance(commands, list):
        refuse("Expected an Array of BotCommand")
    for command in commands:
        if not isinstance(command, dict):
            refuse("Can't parse BotCommand: expected an Object")
        for name in ("command", "description"):
            if not isinstance(command.get(name), str):
                refuse(f"Can't parse BotCommand: Can't find field \"{name}\"")
    return commands


def _command(command: Json) -> Json:
    name = command["command"].strip().removeprefix("/")
    description = command["description"].strip()
    if not name:
        refuse("Command must be non-empty")
    if len(name) > COMMAND_LENGTH:
        refuse(f"Command length must not exceed {COMMAND_LENGTH}")
    if not description:
        refuse("Command description must be non-empty")
    if len(description) > DESCRIPTION_LENGTH:
        refuse(f"Command description length must not exceed {DESCRIPTION_LENGTH}")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        refuse("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


def _key(world: World, call: Call) -> tuple[str, str]:
    scope = call.structure("scope", "BotCommandScope")
    return _scope(world, scope or {"type": "default"}), _language(call)


def _scope(world: World, scope: object) -> str:
    complaint = "Can't parse BotCommandScope: "
    if not isinstance(scope, dict):
        refuse(complaint + "BotCommandScope must be an Object")
    kind = scope.get("type")
    if kind in WIDE_SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        refuse(complaint + "Unsupported type specified")
    if scope.get("chat_id") in (None, ""):
        refuse(complaint + "Empty chat_id specified")
    chat_id = scope["chat_id"]
    chat = world.chat(int(chat_id) if str(chat_id).removeprefix("-").isdecimal() else chat_id)
    return f"{kind}:{chat.id}:{scope.get('user_id', '')}"


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        refuse("Invalid language code specified")
    return code


def _setter(field: str, limit: int) -> Callable[[World, Call], bool]:
    def put(world: World, call: Call) -> bool:
        if len(call.text(field)) > limit:
            refuse(f"{field.replace('_', ' ')} is too long")
        world.profile[field, _language(call)] = call.text(field)
        return True

    return put


def _getter(field: str) -> Callable[[World, Call], Json]:
    def get(world: World, call: Call) -> Json:
        own = world.profile.get((field, _language(call))) or world.profile.get((field, ""))
        return {field: own or (world.bot["first_name"] if field == "name" else "")}

    return get


PROFILE_METHODS: dict[str, Any] = {
    "setMyCommands": set_commands,
    "getMyCommands": get_commands,
    "deleteMyCommands": delete_commands,
    "setMyName": _setter("name", 64),
    "getMyName": _getter("name"),
    "setMyDescription": _setter("description", 512),
    "getMyDescription": _getter("description"),
    "setMyShortDescription": _setter("short_description", 120),
    "getMyShortDescription": _getter("short_description"),
}
