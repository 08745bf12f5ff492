"""Whether words attack their reader: what a person may let themself be asked about before they are sent.

Knows nothing of who asked for it or what is done. Shouting, and a curse about a thing, is no attack.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from bot.policy.likely import Likely
from bot.policy.listening import Ear, listener, phrase, words_in
from bot.policy.phrases.attacks import ALONE, ATTACKS, CALLED, KIND

_PAUSE: Final = " . "


def attacks(words: str) -> bool:
    """Whether words insult or threaten whoever reads them, in English or Spanish."""
    heard = _ear().hear(words)
    if any(breath.strip() in ALONE for breath in heard.split(_PAUSE)):
        return True
    if not (likely := tuple(_attacks().among(heard))):
        return False
    heard = _kind().sub(_PAUSE, heard)  # takes out and puts nothing in: nothing else can be likely now
    return any(one.search(heard) for one in likely)


@cache
def _ear() -> Ear:
    return Ear(words_in((*ATTACKS, *KIND, *CALLED.values(), *ALONE)), ())


@cache
def _attacks() -> Likely[re.Pattern[str]]:
    return Likely((phrase(one, CALLED), listener((one,), CALLED)) for one in ATTACKS)


@cache
def _kind() -> re.Pattern[str]:
    return listener(KIND, CALLED)
