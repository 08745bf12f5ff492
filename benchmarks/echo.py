"""The bare baseline: python-telegram-bot as its manual has it, giving each text back. Remembers nothing."""

from __future__ import annotations

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Give the words back."""
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run until stopped: one update after the other, with the library's own HTTP client."""
    url, token = sys.argv[1:]
    application = (
        Application.builder().token(token).base_url(f"{url}/bot").concurrent_updates(False).build()  # noqa: FBT003
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling()


if __name__ == "__main__":
    main()
