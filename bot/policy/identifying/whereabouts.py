"""Where somebody is to be found though nobody lives there: at work, at school, at practice, in a shelter.

"The wreck on 41st street" is nobody's place; "my job is the shop on 41st street" is. What counts is that a
road follows on somebody's being there, with nothing between that tells of something else: of traffic, of a
parade. Knows nothing of homes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from bot.policy.identifying.roads import Road, bare_roads

Span = tuple[int, int]

_MOST: Final = 16
_REACH: Final = 70
_BACK: Final = 40

# One of these stands beside a road that does not say to be one: a quick look before a long one.
_HINTS: Final = (
    "work", "job", "hired", "shift", "school", "daycare", "care", "practic", "shelter", "motel",
    "hotel", "inn ", "rehab", "church", "find", "catch", "cashier", "waitress", "clean",
    "cook", "tables", "trabaj", "chamb", "limpi", "vendo", "cocin", "escuela", "guarder", "kinder",
    "entren", "juega", "refugio", "albergue", "live", "stay", "vivo", "vivi", "rent", "primaria",
    "secundaria", "estudi", "colegio", "iglesia", "parada", "turno", "puesto",
)  # fmt: skip

_BARE: Final = (" on ", " off ", " la ")

_OWNER: Final = (
    r"(?:his|her|their|u?r|your|yalls|my|our|kids'?|the\s(?:kids|boys|girls|baby'?s)|[a-z]{3,14}'?s)"
)
_LODGING: Final = (
    r"(?<!animal\s)(?<!dog\s)(?<!pet\s)(?<!cat\s)(?:shelter|motel|hotel|inn|lodge|rehab|mission|hostel"
    r"|halfway\shouse|sober\sliving|super\s8|motel\s6|laundromat|truck\sstop)"
)
_SCHOOL: Final = (
    r"(?:school|day\s?care|pre-?school|pre-?k|head\s?start|kindergarten|bus\sstop|sitters?|babysitters?|church|gym"
    r"|dance|therapy|tutoring|after\s?school|summer\scamp|class|practice|choir|speech|(?:aa|na|recovery)\smeetings?|recital|club)"
)
_SPORT: Final = (
    r"(?:ball|soccer|football|baseball|softball|basketball|volleyball|karate|ballet|gymnastics|cheer|band|piano|swim"
    r"|swimming|wrestling|tball|t-ball)"
)
_THERE: Final = re.compile(
    # Who works somewhere.
    r"(?<!road\s)(?<!the\s)(?<!construction\s)(?<!street\s)(?<!school\s)(?<!late\sto\s)(?<!way\sto\s)(?<!back\sto\s)"
    r"\bwork(?:s|ing)?\s(?:nights?\s|days\s|weekends\s|mornings\s|evenings\s|part\stime\s|full\stime\s|overnights?\s"
    r"|there\s|over\s|out\s|down\s){0,2}(?:at|on|in|for|off|by|near)\b"
    r"|\b(?:i|we|mom(?:my)?|mama|dad(?:dy)?|papa|she|he|they)(?:'?m|'?re|'?s)?\s(?:still\s|now\s|also\s)?"
    r"(?:waitress|wait\stables|bus\stables|cook|bartend|clean|stock|cashier|cut\shair|do\s(?:hair|nails)|wash|sell"
    r"|volunteer|host|flip\sburgers|sleep|crash|shower|tend\sbar"
    r"|(?:pump|park|fix|load|unload|bag|drive|mop|paint|pack|sort|run|serve|bake|grill|fry|haul|coach|teach)\s[a-z]{3,12}"
    r"\s(?:at|for|in|on)|(?:am\s)?(?:the|an?)\s(?:[a-z]{4,14}\s){1,2}(?:at|for))s?\b"
    r"|\b(?:hired(?:\son)?|got\s(?:me\s)?on|(?:got|have|found)\sa\s(?:new\s)?job|start(?:ed|ing)?(?:\swork(?:ing)?)?)"
    r"\sat\b"
    r"|\b(?:my|his|her|our|moms?|mom's|mamas|mama's)\s(?:[a-z']{3,14}\s)?"
    r"(?:job|work|workplace|shift|restaurant|shop|store|salon|program|stand|booth|food\struck)\s?(?:is|'?s|are)\b"
    # Who learns, trains and prays somewhere.
    rf"|\b{_OWNER}\s(?:[a-z]{{2,10}}\s)?(?:{_SCHOOL}|{_SPORT})\s?(?:is|'?s|are)\s(?=at|on|in|off|by|the|that|over|right|down|near"
    r"|still|just|a\b)"
    rf"|\b(?:go|goes|going|walks?)\sto\s(?:the\s|a\s)?(?:[a-z]{{3,12}}\s){{0,3}}?{_SCHOOL}\b"
    rf"|\b(?:attends|enrolled\s(?:at|in)|(?:he|she|they)(?:'?s|'?re|\sis|\sare)\s(?:at|in)\s(?:the\s)?"
    rf"{_SCHOOL})\b"
    rf"|\b(?:takes?|brings?|drives?)\s(?:him|her|them|me)\sto\s(?:[a-z]{{3,12}}\s)?(?:{_SCHOOL}|{_SPORT})\b"
    r"|\b(?:wrestles|swims|dances|boxes|skates|sings|cheers)\s(?:at|on|over)\b"
    r"|\bthe\s(?:sitter|babysitter|day\s?care|bus\sstop)\s(?:is|'s)\s(?=at|on|in|off|by|over|right|near)"
    r"|\b(?:rides?|takes?|catch(?:es)?)\s(?:the\s|his\s|her\s)?bus\s(?:from|at|on)\b"
    r"|\b(?:drops?|picks?|gets?)\s(?:him|her|them|me)\s(?:off\s|up\s)?(?:at|from|on)\b"
    r"|\b(?:practices?|rehearsals?|games?|lessons|recitals?|tryouts)\s?(?:is|are|'?s|will\sbe)?\s(?:always\s|still\s)?"
    r"(?:at|on|over)\b"
    rf"|(?<!the\s)(?<!\ba\s)(?<!school\s)\b(?:plays?|trains|practicing)\s(?:{_SPORT}\s)?(?:at|on|over)\b"
    rf"|\bha(?:s|ve)\s(?:{_SPORT}|{_SCHOOL}|lessons)\s(?:[a-z]{{3,10}}\s){{0,2}}?(?:at|on)\b"
    # Who has a bed somewhere for now, and who says to be found.
    r"|\b(?:i'?m|i\sam|we'?re|we\sare|are|put\s(?:me|us)(?:\sup)?|got\s(?:me\s|us\s)?a\s(?:room|bed)|stay(?:s|ing)?"
    rf"|living|back|sleep(?:ing)?)\s(?:[a-z]{{2,10}}\s)?(?:at|in)\s(?:[a-z0-9']{{1,12}}\s){{0,4}}?{_LODGING}\b"
    r"|\b(?:(?:i|we|he|she|they)(?:'?m|'?re|'?s)?\s(?:live|stays?|living|staying|rents?|renting)|lives)"
    r"\s(?:in|at|on|over|behind)\b"
    r"|\b(?:find|catch)\s(?:me|us)\s(?:at|on|over|by|outside)\b"
    # The same in Spanish.
    r"|(?<!el\s)(?<!al\s)(?<!del\s)\b(?:trabaj[oa](?:mos|ndo|n)?|chambe[oa]\w{0,3})\s(?:[a-z]{2,12}\s){0,3}?"
    r"(?:en|por|sobre|de)\b"
    r"|\b(?:limpio|cocino|vendo|sirvo|atiendo|lavo|empaco|reparto|barro|plancho|pinto|corto|estudi[ao]n?|entreno|predico|(?:(?:estoy|ando|toy)\sde|soy(?:\s(?:el|la|un|una))?)\s[a-z]{4,14})\s(?:[a-z]{1,12}\s){0,4}?(?:en|por|sobre)\b"
    r"|\b(?:mi|su|tu|nuestra)\s(?:nuev[ao]\s)?(?:trabajo|chamba|escuela|escuelita|guarderia|kinder|primaria|secundaria"
    r"|taller|puesto|negocio|turno|tienda|local|grupo|terapia|recital|equipo|iglesia|gimnasio|parada|practica|colegio)(?:\s[a-z]{1,10}){0,3}?\s(?:es|esta|queda)\b"
    r"|\b(?:escuela|guarderia|kinder|primaria|secundaria|colegio)\sde\s(?:mi|la|el|los|las)\s[a-z]{3,10}\s"
    r"(?:es|esta|queda)\b"
    r"|\b(?:va|van|voy|vamos|asiste)\s(?:al|a\s(?:la|el|una|un))\s(?:escuela|guarderia|kinder|primaria|secundaria|iglesia"
    r"|colegio|gimnasio|club)\b"
    r"|\b(?:l[ao]s?|me)\s(?:dejo|llevo|recojo|dejan|llevan|recogen|deja|lleva|recoge)\s(?:en|a|de)\b"
    r"|\b(?:esta|estan|se\squedan?)\s(?:con\sla\s(?:ninera|senora)|en\s(?:la|el)\s(?:escuela|guarderia|kinder|colegio))\b"
    r"|\b(?:toman?|tienen?|llevan?|dan)\s(?:clases?|practica|terapia|entrenamiento)\b"
    r"|\bme\s(?:encuentr|hall)\w{1,3}\s(?:[a-z]{2,10}\s){0,3}?en\b"
    r"|\btengo\s(?:un|una|mi)\s(?:puesto|negocio|taller|local|trabajo|turno|tienda|clases?)\b"
    r"|\b(?:vivo|vivimos|viven?|rento|rentamos)\s(?:[a-z]{1,10}\s){0,4}?(?:en|atras|detras)\b"
    r"|\b(?:agarra|toma|espera)n?\s(?:el\s)?(?:bus|camion|autobus)\s(?:de\sla\sescuela\s)?en\b"
    r"|\b(?:la\s(?:practica|terapia)|el\sentrenamiento|los\spartidos|el\spartido)\s(?:es|son)\b"
    r"|\b(?:entrena|practica|ensaya|juega)[ns]?\s(?:[a-z]{2,10}\s){0,3}?en\b"
    r"|\b(?:estoy|estamos|toy|ando|andamos|duermo|dormimos|quedo|quedamos|quedando|hosped\w{1,5}|(?:nos|me)\s(?:metieron|pusieron"
    r"|dieron|tienen))\s(?:[a-z]{2,10}\s){0,4}?(?:refugio|albergue|motel|hotel|mision|inn|rehabilitacion)\b"
)
# What somebody does again and again makes of any place one to be found at.
_HABIT: Final = re.compile(
    r"\b(?:every\s(?:other\s)?(?:day|night|morning|week|weekend|[a-z]{3,6}day|mon|tues?|wed|thurs?|fri|sat|sun)"
    r"|all\sweek|(?:mon|tues|wednes|thurs|fri|satur|sun)days|weekends|todos\slos|tod[ao]s?\sl[ao]s\s(?:tarde|noche)s"
    r"|cada\s(?:dia|semana|noche|tarde|lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
    r"|los\s(?:lunes|martes|miercoles|jueves|viernes|sabados|domingos|fines))\b"
)
_RELATIVE: Final = (
    r"(?:mom|mommy|mama|dad|daddy|papa|sister|sis|brother|aunt|auntie|uncle|cousin|grandma|granny|grandpa|husband|wife"
    r"|boyfriend|girlfriend|man|friend|roommate|son|daughter|kids|boys|girls|group|team|troop"
    r"|hermana|hermano|tia|tio|prima|primo|abuela|abuelo|esposo|esposa|marido|novio|novia|hijo|hija|grupo|equipo)"
)
# Somebody does something now: "i make pizzas at the …", "mi hermana atiende la caja en la …".
_NOW: Final = re.compile(
    rf"(?<!can\s)(?<!could\s)(?<!should\s)(?<!did\s)(?<!if\s)(?<!when\s)\b(?:i|we|he|she|they|(?:my|mi)\s(?:[a-z]{{2,10}}\s)?{_RELATIVE})"
    r"\s(?:still\s|now\s|always\s|usually\s|se\s)?(?P<verb>[a-z]{2,12})\s(?:[a-z]{1,12}\s){0,4}?"
    r"(?:at|in|for|over|out|en)\b"
)
_NOT_NOW: Final = frozenset((
    "was", "were", "will", "would", "can", "could", "should", "did", "had", "have", "has", "want", "wants",
    "need", "needs", "like", "likes", "love", "loves", "hope", "think", "wish", "hear", "heard", "see",
    "saw", "got", "get", "went", "left", "took", "ate", "met", "found", "fell", "came", "made", "bought",
    "said", "says", "say", "ask", "asks", "sees", "hears", "thinks", "stop", "stops", "told", "ran",
    "drove", "slept", "lost", "gave", "kept", "sat", "stood", "won", "broke", "hit", "put", "let", "cut",
    "read", "know", "knew", "been", "just", "never", "dont", "wont", "cant", "didnt", "gonna", "might",
    "may", "must", "threw", "spent", "woke", "felt", "rode", "sang", "swam", "caught", "brought", "thought",
    "forgot", "remember", "go", "pass", "is", "are", "am", "fue", "hizo", "quiere", "puede", "estuvo",
    "murio", "dice", "compro", "comio", "dejo", "vio", "perdio", "encontro", "naci", "tuvo", "tuve", "fui",
    "vi", "va",
))  # fmt: skip
_SOMEBODY: Final = re.compile(
    r"\b(?:i|we|he|she|they|mommy|mama|daddy|papa|grandma)(?:'?m|'?re|'?s)?\s(?:[a-z]{2,10}\s){1,3}?(?:at|in|to|by)\b"
    r"|\b(?:estoy|estamos|ando|andamos|voy|vamos|van?|l[ao]s?\sllev[ao]n?|nos\sjuntamos|juegan?)\s"
    r"(?:[a-z]{1,10}\s){0,3}?(?:en|a|al)\b"
)
# Said after a road: who was spoken of is found there.
_SAID_AFTER: Final = re.compile(
    r"\b(?:(?:find|come\ssee|ask\sfor)\s(?:me|us)\b|i'?m\sthere|where\s(?:i|he|she)\s(?:works?|goes?)\b"
    r"|ahi\s(?:me\s(?:encuentra|halla|ve)\w{0,3}|trabaj[oa]|estudi[ao]|entrena|va\sa\sla\sescuela)"
    r"|donde\s(?:trabaj[oa]|estudi[ao]|entren[ao])|(?:pregunt\w{1,3})\spor\smi\b|pasen\sa\sverme)"
)
# Something else is told between: of what happened on a road, or of the way there.
_ELSE: Final = re.compile(
    r"[.!?\n;]"
    r"|\b(?:wreck|accident|crash\w{0,2}|traffic|late|because|bc|cuz|cause|closed?|construction|detour|parade|stuck"
    r"|drove|driving|drives?|pass(?:ed|ing)?|but|when|past|goes\sdown|fire(?!\s(?:station|house|dept))|bus(?:es)?\s(?:goes|was|is|were|went|ran)|visits?|court"
    r"|choque|accidente|trafico|tarde\spor|llegu\w{1,3}|porque|pero|cerr\w{1,5}|incendio|desfile|pas[eoa](?:mos|ron)?"
    r"|working\son\s(?:the|that|this|our)\s(?:road|street|bridge)|visitas?|corte|obras?|arregl\w{1,5}|cuando|salgo)\b"
)


def whereabouts(lower: str, ways: Sequence[Road]) -> Iterator[Span]:
    """Yield roads on which somebody works, learns, trains or has a bed. ``ways``: the roads of the text."""
    if any(map(lower.__contains__, _BARE)) and any(map(lower.__contains__, _HINTS)):
        ways = (*ways, *bare_roads(lower))
    if not ways:
        return
    said = [found.span() for found in islice(_THERE.finditer(lower), _MOST)]
    said.extend(found.span() for found in islice(_NOW.finditer(lower), _MOST) if _is_now(found["verb"]))
    often = (
        [found.span() for found in islice(_SOMEBODY.finditer(lower), _MOST)] if _HABIT.search(lower) else []
    )
    after = [found.start() for found in islice(_SAID_AFTER.finditer(lower), _MOST)]
    for road in ways:
        is_sure = road.is_sure and (_is_said_of(lower, road, often) or _is_said_after(lower, road, after))
        if is_sure or _is_said_of(lower, road, said):
            yield road.start, road.end


def _is_now(verb: str) -> bool:
    """Whether a verb tells what somebody does, and not what somebody did or wants."""
    return verb not in _NOT_NOW and not verb.endswith(("ed", "aba", "ia"))


def _is_said_of(lower: str, road: Road, said: Sequence[Span]) -> bool:
    """Whether somebody's being there leads to the road."""
    return any(
        start < road.start <= end + _REACH and not _ELSE.search(lower, start, road.start)
        for start, end in said
    )


def _is_said_after(lower: str, road: Road, after: Sequence[int]) -> bool:
    return any(
        road.end <= start <= road.end + _BACK and not _ELSE.search(lower, road.end, start) for start in after
    )
