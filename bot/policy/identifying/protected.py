"""Names and terms that must not be read: of other families' people, and what the caseworker adds.

They are found in any case, without their accents, spaced out, with letters that only look alike, bent a
little ("Jaylan's", "Jaylancito"), and misspelt a little. Whatever the reader may know, every ordinary word
and every other common name is never taken for a misspelling. Knows nobody: whoever asks brings the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

import msgspec

from bot.policy.identifying.nicknames import AS_THINGS, NICKNAMES
from bot.policy.identifying.reading import folded
from bot.policy.identifying.vocabulary import is_given_name, is_ordinary

_WORD: Final = re.compile(r"[^\W\d_]{1,40}(?:'[^\W\d_]{1,20}){0,2}")
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W_](?:[\W_]{1,3}[^\W_](?![^\W_])){2,30}")
_LEET: Final = re.compile(r"[a-z0-9@$!|]{3,30}")
_LETTERS: Final = str.maketrans("01345@$!|7", "oleasasiit")
_ONE_EDIT: Final = 5
_TWO_EDITS: Final = 8
_SHORTEST_SPACED: Final = 3
_GLUED: Final = 5
_LONG_TERM: Final = 11
_LONGEST: Final = 24

# Who wrote "rose" meant a flower, who wrote "Rose" in the middle of a sentence did not. At its beginning only
# what follows can tell: people do these things, hope and grace do not.
_PEOPLE_DO: Final = frozenset((
    "said", "says", "told", "tells", "went", "goes", "came", "comes", "wants", "wanted", "likes", "liked",
    "loves", "loved",
    "called", "calls", "asked", "asks", "plays", "played", "lives", "lived", "has", "had", "was", "got",
    "and", "eats", "ate",
    "slept", "sleeps", "cried", "cries", "hit", "bit", "needs", "needed", "knows", "knew", "thinks",
    "thought", "looks", "looked",
    "started", "stays", "stayed", "misses", "missed", "gave", "took", "showed", "saw", "met", "made",
    "did", "does", "doesn", "didn",
    "dijo", "dice", "fue", "vino", "viene", "quiere", "queria", "llamo", "llama", "pregunto", "pregunta",
    "juega", "jugo", "vive", "vivia",
    "tiene", "tuvo", "come", "comio", "duerme", "durmio", "lloro", "llora", "necesita", "sabe", "piensa",
    "se", "le", "me", "nos", "y",
    "esta", "estaba", "va", "iba", "is", "isn", "can", "tambien", "also", "too",
))  # fmt: skip
# Beside these even a small letter is no flower: "aunt rose", "mason said".
_SPEAKS: Final = frozenset((
    "said", "says", "told", "bit", "hit", "cried", "asked", "called", "wants", "likes", "loves", "slept",
    "ate", "hates",
    "dijo", "dice", "quiere", "lloro", "pego", "mordio", "pregunto", "durmio", "comio",
))  # fmt: skip
_IDEAS: Final = frozenset(
    ("will", "may", "can", "hope", "faith", "grace", "joy", "charity", "mercy", "justice", "love")
)
_RELATIONS: Final = frozenset((
    "dona", "don", "tia", "tio", "senora", "senor", "aunt", "auntie", "uncle", "cousin", "prima", "primo",
    "brother", "sister",
    "hermano", "hermana", "hermanito", "hermanita", "mr", "ms", "mrs", "miss", "lil", "grandma",
    "grandpa", "abuela", "abuelo",
    "named", "llamada", "llamado", "padrino", "madrina",
))  # fmt: skip
# Whoever is called so by these is a person, whatever else the word may be: "Mr. Page", "sra mayo".
_TITLES: Final = frozenset((
    "mr", "mrs", "ms", "mister", "missus", "sra", "sr", "srta", "senora", "senor", "senorita", "dona", "tia",
    "tio", "profe", "maestra", "maestro", "coach", "pastor", "nana", "auntie", "aunt", "uncle",
))  # fmt: skip
_FAMILY: Final = frozenset(("family", "familia", "flia", "fam", "apellido", "apellidan", "surname"))
_MONTHS: Final = frozenset(
    (
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "april",
        "may",
        "june",
        "august",
        "abril",
        "julio",
        "junio",
        "domingo",
    )
)
_BEFORE_MONTH: Final = frozenset((
    "in", "of", "by", "since", "until", "till", "last", "next", "this", "early", "late", "mid", "through",
    "from", "to", "before", "after",
    "en", "de", "desde", "hasta", "para", "este", "pasado", "proximo", "a", "el", "del", "on", "every",
    "all", "and", "or", "y", "o",
))  # fmt: skip
_ARTICLES: Final = frozenset(
    ("the", "a", "an", "some", "any", "no", "el", "la", "los", "las", "un", "una", "mucha", "mucho")
)
# Schools are called after these; who writes the name in small letters hardly means the school.
_FAMOUS: Final = frozenset((
    "washington", "jefferson", "kennedy", "jackson", "hamilton", "columbus", "einstein", "edison", "tubman",
    "obama", "chavez", "zapata", "juarez", "morelos", "bolivar", "zaragoza", "cervantes", "magellan",
    "disney", "roosevelt", "eisenhower", "houston", "dallas", "denver", "chicago", "phoenix", "memphis",
    "atlanta", "seattle", "boston", "orlando", "brooklyn", "manhattan", "california", "florida", "oklahoma",
    "arizona", "nevada", "colorado", "alabama", "mexico", "america", "monterrey", "guadalajara",
))  # fmt: skip
_COINED: Final = 7
_SHORT_FOR: Final = {
    "st": "street", "ave": "avenue", "av": "avenida", "rd": "road", "ln": "lane", "dr": "drive",
    "ct": "court", "blvd": "boulevard", "elem": "elementary", "esc": "escuela", "hs": "high",
    "prim": "primaria",
}  # fmt: skip
_PLACES: Final = frozenset((
    "at", "school", "elementary", "middle", "high", "church", "street", "avenue", "park", "daycare",
    "preschool", "academy",
    "escuela", "primaria", "secundaria", "kinder", "iglesia", "calle", "avenida", "parque", "guarderia",
    "colegio",
    "attends", "class", "salon", "hospital", "clinic", "clinica", "temple", "mosque", "road", "lane",
))  # fmt: skip
_SOUNDS_LIKE: Final = (
    ("ph", "f"), ("sch", "x"), ("sh", "x"), ("ch", "x"), ("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"),
    ("ge", "je"), ("gi", "ji"), ("j", "h"), ("h", ""), ("c", "k"), ("z", "s"), ("v", "b"), ("w", "u"),
    ("y", "i"), ("ee", "i"), ("ea", "i"), ("oo", "u"), ("oa", "o"),
)  # fmt: skip
_HALVES: Final = re.compile(
    r"\b(?:starts?|begins?|empieza|comienza)\s(?:with|con|en)\s(?P<head>[a-z]{1,20})\W{1,3}(?:and|y|then"
    r"|luego)?\s?"
    r"(?:it\s)?(?:ends?|acaba|termina)\s(?:with|in|con|en)\s(?P<tail>[a-z]{1,20})\b"
)
_SILENT: Final = re.compile(r"e(?=s?$)")
_LAST_VOWEL: Final = re.compile(r"[aeiou]{1,3}n$")  # "Kayden", "Kaidyn", "Cadan" are one to the ear
_STARTS: Final = re.compile(r"(?:^|[.!?:\n\"(…¡¿]|-)[\s\"'(*]{0,4}$")

Span = tuple[int, int]


class _Name(msgspec.Struct, frozen=True):
    """One name to look for: its words, and whether they are ordinary words too."""

    words: tuple[str, ...]
    is_word: bool
    is_nickname: bool = False
    is_part: bool = False  # one word of a term: "Jefferson" of "Jefferson Middle"
    wants_place: bool = False  # counts only beside a word for a place: "at Lincoln"
    is_head: bool = False  # the word that sets a term apart from others: "Eastgate" of "Eastgate Elementary"


class _Names(msgspec.Struct, frozen=True):
    by_first: dict[str, list[_Name]]
    near: dict[str, set[str]]  # what is left of a name when letters are taken out of it, and of which names
    exact: frozenset[tuple[str, ...]]  # names of several words, as they are written apart
    lengths: frozenset[int]  # how long the names in ``near`` are
    heads: frozenset[str]  # how terms of several words begin
    beginnings: frozenset[str]  # the same of them and of all that is in ``whole``
    terms: dict[str, set[str]]  # the same of terms of several words
    sounds: frozenset[str]
    all: frozenset[str]  # every name as it is looked for, also where it counts only beside a place
    whole: frozenset[str]  # the names as they are written together
    titled: frozenset[str]  # how every word of a name sounds: after "Mrs." even an ordinary one is a name
    shorts: frozenset[str]  # how names of people begin, as far as that is no other name and no word
    known: frozenset[str]


def protected_names(text: str, lower: str, protected: Sequence[str], known: Sequence[str]) -> Iterator[Span]:
    """Yield where protected names stand, but for those that are known to the reader as they are written."""
    names = _prepared(tuple(protected), tuple(known))
    if not names.by_first:
        return
    words = [(found.start(), found.end(), found[0].replace("'", "")) for found in _WORD.finditer(lower)]
    is_shouting = text.isupper()
    for place, (start, end, word) in enumerate(words):
        stop = _whole(text, lower, names, words, place, is_shouting=is_shouting)
        if stop:
            yield start, stop
        elif (
            _is_titled(words, place, names)
            or _is_shortened(words, place, names, is_capital=text[start].isupper() and not is_shouting)
            or (_is_near(word, names) and not _is_where(words, place))
        ):
            yield start, end
        elif torn := _torn(names, words, place):
            yield start, torn
    yield from _spaced(lower, names)
    yield from _halved(lower, names)
    yield from _disguised(lower, names)


def _whole(
    text: str,
    lower: str,
    names: _Names,
    words: Sequence[tuple[int, int, str]],
    place: int,
    *,
    is_shouting: bool,
) -> int:
    """Return where a name ends that begins with this word, or 0."""
    _, end, word = words[place]
    if word in names.known:
        return 0
    stop = 0
    for form in _stems(word):
        for name in names.by_first.get(form, ()):
            last = place + len(name.words) - 1
            if last >= len(words):
                continue
            if len(name.words) == 1:
                if name.is_part and _is_somebody_else(text, words, place, name):
                    continue
                if name.wants_place and not _is_by_place(words, place):
                    continue
                is_small = not text[words[place][0]].isupper()
                if is_small and not _may_be_small(name, words, place):
                    continue
                if not (name.is_word or word in AS_THINGS) or _is_meant(
                    text, lower, words, place, bent=form != word, is_shouting=is_shouting
                ):
                    stop = max(stop, end)
            elif (
                (not name.wants_place or _is_by_place(words, place))
                and all(
                    wanted in _stems(words[place + offset][2])
                    and words[place + offset][0] - words[place + offset - 1][1] <= 3  # noqa: PLR2004
                    for offset, wanted in enumerate(name.words[1:], start=1)
                )
            ):
                stop = max(stop, words[last][1])
    return stop


def _may_be_small(name: _Name, words: Sequence[tuple[int, int, str]], place: int) -> bool:
    """Whether a nickname, or a word of a term, can be meant without a capital letter."""
    if name.is_part:
        word = name.words[0]
        is_long = len(word) > _TWO_EDITS or (name.is_head and len(word) >= _COINED)
        is_coined = is_long and not name.wants_place and word not in _FAMOUS
        return is_coined or _is_by_place(words, place)
    is_clear = len(name.words[0]) >= _ONE_EDIT - 1 and name.words[0] not in AS_THINGS - {"teddy"}
    return not name.is_nickname or is_clear or bool(place and words[place - 1][2] in _RELATIONS)


def _is_thing(words: Sequence[tuple[int, int, str]], place: int) -> bool:
    before = words[place - 1][2] if place else ""
    after = words[place + 1][2] if place + 1 < len(words) else ""
    return (
        before in _ARTICLES
        or before in ("his", "her", "my", "mi", "su")
        or after.startswith(("bear", "pig", "chees"))
    )


def _is_somebody_else(text: str, words: Sequence[tuple[int, int, str]], place: int, name: _Name) -> bool:
    """Whether a given name before it makes a word of a term a person of history: "Thomas Jefferson"."""
    before = words[place - 1] if place else (0, 0, "")
    return (
        bool(before[2])
        and before[2] not in name.words
        and is_given_name(before[2])
        and text[before[0]].isupper()
    )


def _is_by_place(words: Sequence[tuple[int, int, str]], place: int) -> bool:
    """Whether a word for a place, or "at", stands beside this word."""
    around = [word for _, _, word in (*words[max(0, place - 2) : place], *words[place + 1 : place + 2])]
    return any(word in _PLACES for word in around)


def _torn(names: _Names, words: Sequence[tuple[int, int, str]], place: int) -> int:
    """Return where a name ends that is torn into words from here on: "Jay lan", "sun shine academy"; or 0."""
    joined = words[place][2]
    for last, (before, after) in enumerate(pairwise(words[place : place + 5]), start=place + 1):
        joined += after[2]
        if after[0] - before[1] > 2 or len(joined) > _LONGEST:  # noqa: PLR2004 - a space, or a mark and a space
            return 0
        if len(joined) >= _GLUED and joined in names.whole:
            written = tuple(word for _, _, word in words[place : last + 1])
            is_after_article = bool(place) and words[place - 1][2] in _ARTICLES
            is_clear = len(joined) > _TWO_EDITS or not is_after_article or not _are_plain(before, after)
            if written not in names.exact and is_clear:
                return after[1]
        is_pair = last == place + 1 and len(joined) >= _ONE_EDIT and len(after[2]) > 1  # "nay-deen"
        if is_pair and not _are_plain(before, after) and not names.sounds.isdisjoint(_sounds(joined)):
            return after[1]
        if (
            joined[:2] in names.heads
            and len(joined) >= _LONG_TERM
            and joined not in names.whole
            and _is_near_term(joined, names)
        ):
            return after[1]
        if joined[:2] not in names.beginnings:
            return 0  # no name begins so, however many words more are put to it
    return 0


def _is_titled(words: Sequence[tuple[int, int, str]], place: int, names: _Names) -> bool:
    """Whether a word is called a person and sounds like a protected name: "la familia Paredez"."""
    start, _, word = words[place]
    if not place or len(word) < _ONE_EDIT - 1 or word in names.known:
        return False
    _, end, before = words[place - 1]
    is_called = start - end <= 2 and (before in _TITLES or before in _FAMILY)  # noqa: PLR2004 - ". "
    if not is_called:
        return False
    heard = tuple(_sounds(word))
    return any(name.startswith(heard) for name in names.titled)


def _is_shortened(
    words: Sequence[tuple[int, int, str]], place: int, names: _Names, *, is_capital: bool
) -> bool:
    """Whether a word is how somebody may be called for short: "Bev" is Beverly, "auntie bev" too."""
    word = words[place][2].removesuffix("s")
    if word not in names.shorts or word in names.known:
        return False
    if not _SHORTEST_SPACED <= len(word) < _TWO_EDITS or is_ordinary(word) or is_given_name(word):
        return False
    is_called = bool(place) and (words[place - 1][2] in _TITLES or words[place - 1][2] in _RELATIONS)
    return is_capital or is_called or len(word) >= _ONE_EDIT


def _is_where(words: Sequence[tuple[int, int, str]], place: int) -> bool:
    """Whether a word is where somebody is: "in Modesto" is no slip for Modest, but a town."""
    return bool(place) and words[place - 1][2] in ("in", "from")


def _are_plain(*words: tuple[int, int, str]) -> bool:
    """Whether all of the words are short or ordinary: then they are hardly pieces of a name."""
    return all(len(word) <= 2 or is_ordinary(word) for _, _, word in words)  # noqa: PLR2004 - "ya", "me"


def _is_near_term(joined: str, names: _Names) -> bool:
    """Whether words, written together, are a term of several words with a slip or two: "sunshine acadamy"."""
    near = {name for left in _shortened(joined, 1) for name in names.terms.get(left, ())}
    return any(_distance(joined, name) <= 2 for name in near)  # noqa: PLR2004 - as for long names


def _is_meant(
    text: str, lower: str, words: Sequence[tuple[int, int, str]], place: int, *, bent: bool, is_shouting: bool
) -> bool:
    """Whether a word that is also a name is the name here."""
    start, end, word = words[place]
    if place and words[place - 1][2] in _TITLES and words[place][0] - words[place - 1][1] <= 2:  # noqa: PLR2004 - ". "
        return True
    if word in AS_THINGS:
        return (text[start].isupper() or word == "teddy") and not is_shouting and not _is_thing(words, place)
    before = words[place - 1][2] if place else ""
    after = words[place + 1][2] if place + 1 < len(words) else ""
    is_owner = "'s" in lower[start:end] and before not in _ARTICLES
    if not text[start].isupper() or is_shouting:
        does = after in _SPEAKS and before not in _ARTICLES and word not in _IDEAS
        return (is_owner or before in _RELATIONS or does) and not is_shouting
    if word in _MONTHS and (before in _BEFORE_MONTH or re.match(r"\s{0,2}[0-9]", lower[end:])):
        return False
    if _STARTS.search(lower[max(0, start - 6) : start]):
        if word in _MONTHS or word in ("will", "can", "may", "hope", "sue", "mark"):
            return is_owner or (
                after in _PEOPLE_DO
                and after not in ("and", "y", "is", "was", "also", "too", "se", "le", "me", "nos")
            )
        return is_owner or after in _PEOPLE_DO
    return not (bent and not is_owner)


_WITHOUT_VOWELS: Final = {ord(vowel): None for vowel in "aeiouy"}


@lru_cache(maxsize=20_000)
def _stems(word: str) -> tuple[str, ...]:
    """Return what a word may be a form of: of an owner, of several, of a small one."""
    forms = [word, *((_SHORT_FOR[word],) if word in _SHORT_FOR else ())]
    if word.endswith("s"):
        forms.append(word[:-1])
        if word.endswith("es"):
            forms.append(word[:-2])
    single = word.removesuffix("s")
    if single.endswith(("cito", "cita")) and len(single) > 6:  # noqa: PLR2004
        base = single[:-4]
        forms.extend((base, base + "e", base + "n"))
    if single.endswith(("ito", "ita")) and len(single) > 4:  # noqa: PLR2004
        base = single[:-3]
        if base.endswith(("qu", "gu")):
            base = base[:-2] + base[-2].replace("q", "c")
        forms.extend((base, base + "o", base + "a", base + "os", base + "es"))
    return tuple(forms)


def _is_near(word: str, names: _Names) -> bool:
    """Whether a word is a protected name with a slip of the pen."""
    if not _ONE_EDIT - 1 <= len(word) <= _LONGEST or not names.near:
        return False
    if word in names.known or is_ordinary(word):
        return False
    if any(_is_spelt_otherwise(form, names) for form in (word, word.removesuffix("s"))):
        return True
    if is_given_name(word):
        return False
    if len(word) >= _ONE_EDIT - 1 and word not in names.all and not names.sounds.isdisjoint(_sounds(word)):
        return True
    for form in dict.fromkeys((word, word.removesuffix("s"), word.removesuffix("es"))):
        if form in names.known or is_given_name(form):
            return False
        if _is_slip(form, names):
            return True
    return False


def _is_slip(word: str, names: _Names) -> bool:
    """Whether a word is a protected name with a letter or two wrong, missing, too much, or changed about."""
    if not names.lengths & {len(word) - 1, len(word), len(word) + 1}:
        return False
    edits = 2 if len(word) >= _TWO_EDITS - 1 else 1
    near = {name for left in _shortened(word, edits) for name in names.near.get(left, ())} - {word}
    return any(abs(len(name) - len(word)) <= 1 and _distance(word, name) <= _edits(name) for name in near)


def _is_spelt_otherwise(word: str, names: _Names) -> bool:
    """Whether a name in common use is another spelling of a protected one: "Jaylen" for "Jaylan"."""
    if word in names.known or not is_given_name(word):
        return False
    heard = word.translate(_WITHOUT_VOWELS)
    return any(
        len(name) >= _ONE_EDIT
        and (name[0], name[-1]) == (word[0], word[-1])
        and name.translate(_WITHOUT_VOWELS) == heard
        and _distance(word, name) == 1
        for name in names.all
        if name != word
    )


@lru_cache(maxsize=4096)
def _sounds(word: str) -> frozenset[str]:
    """Return how a name sounds to who writes it as heard: "Jolins" is Hollins, "Montolla" is Montoya."""
    found = set()
    for plain in (word, word.replace("ll", "y")):
        heard = plain
        for letters, sound in _SOUNDS_LIKE:
            heard = heard.replace(letters, sound)
        heard = heard.replace("ai", "a").replace("ei", "a")
        for ending in (_SILENT.sub("", heard), _LAST_VOWEL.sub("n", heard)):
            found.add(
                "".join(letter for at, letter in enumerate(ending) if not at or letter != ending[at - 1])
            )
    return frozenset(found)


def _edits(name: str) -> int:
    if len(name) < _ONE_EDIT:
        return 0
    return 1 if len(name) < _TWO_EDITS else 2


def _spaced(lower: str, names: _Names) -> Iterator[Span]:
    """Find names whose letters stand apart: "J a y l a n"."""
    for found in _SPACED.finditer(lower):
        places = [at for at in range(found.start(), found.end()) if lower[at].isalnum()]
        letters = "".join(lower[at] for at in places).translate(_LETTERS)
        for name in names.whole:
            at = letters.find(name) if len(name) >= _SHORTEST_SPACED else -1
            if at >= 0 and (len(name) > _SHORTEST_SPACED or len(letters) == len(name)):
                yield places[at], places[at + len(name) - 1] + 1


def _halved(lower: str, names: _Names) -> Iterator[Span]:
    """Find names told in two halves: "starts with Jay and ends with lan"."""
    for found in _HALVES.finditer(lower):
        if found["head"] + found["tail"] in names.whole:
            yield found.span()


def _disguised(lower: str, names: _Names) -> Iterator[Span]:
    """Find names written with digits for letters: "J4yl4n"."""
    for found in _LEET.finditer(lower):
        word = found[0].rstrip("!")
        if not word.isalpha() and any(map(str.isalpha, word)):
            plain = word.translate(_LETTERS)
            bare = word.strip("0123456789@$!|")
            if plain in names.whole or (bare in names.whole and len(bare) >= _ONE_EDIT - 1):
                yield found.start(), found.start() + len(word)


@lru_cache(maxsize=256)
def _prepared(protected: tuple[str, ...], known: tuple[str, ...]) -> _Names:
    familiar = frozenset(word for name in known for word in (*_parts(name), "".join(_parts(name))))
    by_first: dict[str, list[_Name]] = {}
    near: dict[str, set[str]] = {}
    terms: dict[str, set[str]] = {}
    whole: set[str] = set()
    for given in protected:
        words = _parts(given)
        if not words:
            continue
        for name in _readings(words):
            by_first.setdefault(name.words[0], []).append(name)
            if name.is_word or name.is_nickname or name.wants_place:
                continue
            joined = "".join(name.words)
            whole.add(joined)
            if len(name.words) > 1 and _LONG_TERM <= len(joined) <= _LONGEST:
                for left in _shortened(joined, 2):
                    terms.setdefault(left, set()).add(joined)
            if len(name.words) > 1:
                by_first.setdefault(joined, []).append(_Name((joined,), is_word=False))
            if _ONE_EDIT <= len(joined) <= _LONGEST:
                for left in _shortened(joined, _edits(joined)):
                    near.setdefault(left, set()).add(joined)
    sounds = frozenset(
        sound for name in whole - familiar if len(name) >= _ONE_EDIT for sound in _sounds(name)
    )
    titled = frozenset(
        sound
        for given in protected
        for word in _parts(given)
        if len(word) >= _ONE_EDIT - 1 and word not in familiar and word not in _PLACES
        for sound in _sounds(word)
    )
    shorts = frozenset(
        first[:length]
        for first in (words[0] for words in map(_parts, protected) if words and words[-1] not in _PLACES)
        if len(first) > _ONE_EDIT and first not in familiar
        for length in range(_SHORTEST_SPACED, len(first) - 1)
    )
    exact = frozenset(name.words for found in by_first.values() for name in found)
    heads = frozenset(term[:2] for found in terms.values() for term in found)
    return _Names(
        by_first=by_first,
        near=near,
        exact=exact,
        lengths=frozenset(len(name) for found in near.values() for name in found),
        heads=heads,
        beginnings=heads | {name[:2] for name in whole},
        terms=terms,
        sounds=sounds,
        all=frozenset(by_first),
        whole=frozenset(whole - familiar),
        titled=titled,
        shorts=shorts,
        known=familiar,
    )


def _parts(name: str) -> tuple[str, ...]:
    return tuple(found[0].replace("'", "") for found in _WORD.finditer(folded(name)))


def _readings(words: tuple[str, ...]) -> Iterator[_Name]:
    """Return a name as it stands; of several words also its parts, as far as they can mean only this."""
    if len(words) == 1:
        yield _Name(words, is_word=is_ordinary(words[0]))
        yield from _nicknames(words[0])
        return
    yield _Name(words, is_word=False)
    for other in (
        words[::-1],
        (words[0][0], words[-1]),
        *((nick, *words[1:]) for nick in NICKNAMES.get(words[0], ())),
    ):
        yield _Name(other, is_word=False, is_nickname=True)  # "Banks, Tianna", "T. Banks", "Tia Banks"
    for count in range(2, len(words)):
        for at in range(len(words) - count + 1):
            part = words[at : at + count]
            yield _Name(part, is_word=False, wants_place=all(is_ordinary(word) for word in part))
    is_term = any(is_ordinary(word) for word in words)
    if is_term:
        for length in range(_SHORTEST_SPACED + 1, len(words[0]) - 1):
            yield _Name((words[0][:length], *words[1:]), is_word=False, is_nickname=True)  # "jeff middle"
    parts = [word for word in words if len(word) > 2 and not is_ordinary(word) and word not in _PLACES]  # noqa: PLR2004 - "de", "J"
    for word in parts:
        # "Lincoln Elementary" is a term: Lincoln alone may be a president.
        yield _Name(
            (word,),
            is_word=False,
            is_part=is_term,
            wants_place=is_term and is_given_name(word),
            is_head=word == parts[0],
        )
    if not is_term:
        yield from _nicknames(words[0])


def _nicknames(word: str) -> Iterator[_Name]:
    for name in NICKNAMES.get(word, ()):
        yield _Name((name,), is_word=is_ordinary(name), is_nickname=True)


def _shortened(word: str, edits: int) -> set[str]:
    """Return the word with up to so many letters taken out: two words that are near meet in one of these."""
    found = left = {word}
    for _ in range(edits):
        left = {one[:at] + one[at + 1 :] for one in left for at in range(len(one))}
        found = found | left
    return found


def _distance(one: str, other: str) -> int:
    """Return how many slips lie between two words: a letter more, less, another, or two changed about."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for to, wanted in enumerate(other, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == wanted:
                cost = min(cost, earlier[to - 2] + 1)
            row.append(cost)
    return row[-1]
