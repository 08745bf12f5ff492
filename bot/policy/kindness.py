"""Whether words attack their reader: what a person may let themself be asked about before they are sent.

Knows nothing of who asked for it or what is done. Shouting, and a curse about a thing, is no attack.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.policy.listening import Ear, listener, words_in
from bot.policy.phrases.attacks import ALONE, ATTACKS, CALLED, KIND

_PAUSE: Final = " . "


def attacks(words: str) -> bool:
    """Whether words insult or threaten whoever reads them, in English or Spanish."""
    heard = _ear().hear(words)
    if any(breath.strip() in ALONE for breath in heard.split(_PAUSE)):
        return True
    return _attacks().search(_kind().sub(_PAUSE, heard)) is not None


@cache
def _ear() -> Ear:
    return Ear(words_in((*ATTACKS, *KIND, *CALLED.values(), *ALONE)), ())


@cache
def _attacks() -> re.Pattern[str]:
    return listener(ATTACKS, CALLED)


@cache
def _kind() -> re.Pattern[str]:
    return listener(KIND, CALLED)
