"""What the agency configures: read once at the start, from one file and the environment, then fixed.

Knows nothing of the rest of the program.
"""

from bot.config.initial import InitProblem, example, write_initial
from bot.config.loading import load
from bot.config.problems import ConfigProblem, Mistake
from bot.config.sections import (
    Agency,
    Calls,
    Config,
    Http,
    Limits,
    Matrix,
    Policy,
    Simulator,
    Store,
    Telegram,
)
from bot.config.values import QuietHours

__all__ = [
    "Agency",
    "Calls",
    "Config",
    "ConfigProblem",
    "Http",
    "InitProblem",
    "Limits",
    "Matrix",
    "Mistake",
    "Policy",
    "QuietHours",
    "Simulator",
    "Store",
    "Telegram",
    "example",
    "load",
    "write_initial",
]
