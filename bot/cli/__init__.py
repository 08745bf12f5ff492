"""The command line: for whoever sets the bot up and keeps it running, never for the families.

Knows how to ask and how to say it; what is done is done elsewhere.
"""

from bot.cli.commands import main

__all__ = ["main"]
