"""The list of commands that Telegram shows beside the text field.

Knows nothing of what a command does or who may use it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from telegram import Bot, BotCommandScope, BotCommandScopeAllPrivateChats, BotCommandScopeChat

Commands = Mapping[str, Sequence[tuple[str, str]]]


async def set_commands(bot: Bot, commands: Commands, chat_id: str | None) -> None:
    """Set each language's list, unless Telegram shows it already, which is cheaper to ask."""
    scope: BotCommandScope = (
        BotCommandScopeAllPrivateChats() if chat_id is None else BotCommandScopeChat(int(chat_id))
    )
    for language, wanted in commands.items():
        shown = await bot.get_my_commands(scope=scope, language_code=language)
        if [(command.command, command.description) for command in shown] != list(wanted):
            await bot.set_my_commands(list(wanted), scope=scope, language_code=language)
