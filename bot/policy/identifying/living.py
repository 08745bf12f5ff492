"""Whether the words before a place say that somebody lives there.

Knows no places.
"""

from __future__ import annotations

import re
from typing import Final

LIVES: Final = (
    r"\b(?:live|lives|living|lived|reside[sd]?|stay|stays|staying|moving"
    r"|moved(?!\s(?:our|the|my|his|her)\s(?:court|visit|date|appointment|practice|class|game)\b)|house|home|apartment|apt"
    r"|place|trailer|address|addy|located|duplex|condo|townhouse|double\s?wide|livin|stayin|sleepin"
    r"|renting|rentin|crashing"
    r"|at\s(?:my\s)?(?:moms|mom's|mamas|aunt(?:ie)?s|cousins|sisters|grandmas)"
    r"|vivo|vive|vivimos|viven|vivir|viviendo|vives|casa|casita|hogar|durmiendo|duermo|sleeping"
    r"|dej[oa](?:mos)?\s(?:el|la)\s(?:carro|troca|camioneta|van)|domicilio|direccion|mudamos|mude|mudo"
    r"|mudando|mudaron|quedo|quedamos|quedando"
    r"|quedandome|parando|hospedo|departamento|depa|apartamento|rento|rentamos|alquilo|reside|resido|residimos"
    r"|ubicad[ao]|llegas|queda|park(?:ed|s)?\s(?:my|our|the|his)\s(?:car|truck|van)|parquead[ao]|parqueo"
    r"|estaciono"
    r"|estacionad[ao])\b"
)
_LIVES_AT_ALL: Final = re.compile(
    LIVES + r"|\bwe'?(?:re|\sare)\b|\bare\s(?:at|in)\b|\bmy\s(?:building|street|block|porch|corner)\b"
)
_LIVING: Final = re.compile(rf"{LIVES}[^.!?\n]{{0,48}}$")
_CUE: Final = re.compile(
    rf"(?:{LIVES}|\b(?:come|mail|send|drop|pick|meet|deliver|ship|manda|envia|ven|recog|deja)\w{{0,6}}\b)"
    rf"[^.!?\n]{{0,40}}$"
)
_LEADS_TO: Final = re.compile(
    r"\b(?:on|at|in|is|to|off|near|by|from|along|of|en|es|a|por|sobre|la|el|los|las|de)\s(?:the\s|la\s"
    r"|el\s)?$"
    r"|[:,]\s?$"
)
_IS_HOME: Final = re.compile(
    r"[^.!?\n]{0,40}?\b(?:(?:ahi|alli|aqui|donde|y)\s(?:vivo|vivimos|vive|estamos|estoy|rento|rentamos"
    r"|es\smi|esta\smi|me\squedo|nos\squedamos)"
    r"|that'?s\s(?:us|home|me|mine|our|my)|is\s(?:home|my\splace|mine|ours"
    r"|where(?!\s[a-z]{1,5}\s(?:go|goes|went|meet|saw|ate|had|get)\b))|where\s(?:i|we)"
    r"\s(?:live|stay|be|are)"
    r"|es\smi\scasa|es\s(?:la|el)\s(?:mia|mio|nuestra)|i\slive|we\slive|vivo|vivimos)\b"
)
_LOOK_BACK: Final = 60


def is_talk_of_living(lower: str) -> bool:
    """Whether anything in the text is about where somebody lives: a quick look before a long one."""
    return bool(_LIVES_AT_ALL.search(lower))


def is_home(lower: str, start: int, end: int) -> bool:
    """Whether what stands around says that somebody lives there: "we live on …", "…, that's us"."""
    before = lower[max(0, start - _LOOK_BACK) : start]
    lives = bool(_LIVING.search(before) and _LEADS_TO.search(before))
    return lives or bool(_IS_HOME.match(lower, end))


def is_called_a_place(lower: str, start: int) -> bool:
    """Whether what stands before speaks of living, coming or sending: what follows is a place, no thing."""
    return bool(_CUE.search(lower[max(0, start - _LOOK_BACK) : start]))
