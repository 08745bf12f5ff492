"""Matrix as one of the messengers: everything that knows its protocol lives in this package.

Knows nothing of people, circles, texts or the database; the rest of the program sees ``Matrix``, the two
ports it needs (`ports`) and the problems it stops for (`problems`).
"""

import logging

# The library names people, rooms and devices in what it logs, errors included. What matters is said here.
logging.getLogger("nio").setLevel(logging.CRITICAL + 1)

from bot.adapters.matrix.adapter import Matrix  # noqa: E402 - only once the library is silent
from bot.adapters.matrix.doctor import Finding  # noqa: E402
from bot.adapters.matrix.guest import Guest  # noqa: E402
from bot.adapters.matrix.ports import Rooms, Vault  # noqa: E402
from bot.adapters.matrix.problems import StoreForeign, StoreInUse, StoreLost, StoreTrouble  # noqa: E402

__all__ = [
    "Finding",
    "Guest",
    "Matrix",
    "Rooms",
    "StoreForeign",
    "StoreInUse",
    "StoreLost",
    "StoreTrouble",
    "Vault",
]
