"""Trying Telegram out, and saying in plain words to whoever runs the program what is amiss.

Changes nothing. Shows neither the token nor the webhook's address.
"""

from __future__ import annotations

import msgspec
from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.adapters.telegram.request import NeverLeft


class Finding(msgspec.Struct, frozen=True):
    """One thing that was looked at. ``text`` says what was found and, where it is amiss, the mend."""

    is_fine: bool
    text: str


async def examine(bot: Bot, webhook_url: str | None) -> list[Finding]:
    """Look at token, bot and webhook; ``webhook_url`` is None where we poll."""
    try:
        me = await bot.get_me()
        webhook = await bot.get_webhook_info()
    except TelegramError as error:
        return [Finding(is_fine=False, text=_explain(error))]
    findings = [Finding(is_fine=True, text=f"The token is accepted; the bot is @{me.username}.")]
    if me.can_join_groups:
        findings.append(
            # Advice, not a fault: every new bot is like this, and the bot leaves groups by itself.
            Finding(
                is_fine=True,
                text="Anybody can bring the bot into groups. It leaves them at once, but better: "
                "in @BotFather, Bot Settings, Allow Groups, turn off.",
            )
        )
    return findings + _webhook_findings(webhook, webhook_url)


def _webhook_findings(webhook: WebhookInfo, url: str | None) -> list[Finding]:
    findings = []
    if url is None and webhook.url:
        text = "A webhook is set although we poll. `run` removes it; if it returns, another program sets it."
        findings.append(Finding(is_fine=False, text=text))
    elif url is not None and webhook.url != url:
        text = "The webhook is not set to our address. `run` sets it; if it changes, another program does."
        findings.append(Finding(is_fine=False, text=text))
    else:
        way = "we poll" if url is None else "Telegram posts to us"
        findings.append(Finding(is_fine=True, text=f"The way in is set as configured: {way}."))
    if url is not None and webhook.last_error_message:
        text = f"Telegram's last post to us failed: {webhook.last_error_message}."
        findings.append(Finding(is_fine=False, text=text))
    if webhook.pending_update_count:
        text = f"{webhook.pending_update_count} updates wait at Telegram. They come in when `run` is started."
        findings.append(Finding(is_fine=True, text=text))
    return findings


def _explain(error: TelegramError) -> str:
    if isinstance(error, InvalidToken):
        return "Telegram does not accept the token. Get the right one from @BotFather: [telegram] token."
    if isinstance(error, NeverLeft):
        return "Telegram cannot be connected to. Check the network, and [telegram] api_base_url."
    return f"Telegram gives no proper answer ({type(error).__name__}). Check [telegram] api_base_url."
