"""Words as they are meant, however they are typed, and phrases that are listened for in them.

Knows no phrase of its own: whoever listens brings them. All of it takes time in proportion to the words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

_QUOTES: Final = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_PAUSES: Final = ".,;:?!\u2026\n()"
_TOKEN: Final = re.compile(rf"[{_PAUSES}]+|[^\W_](?:[*@$!|]{{0,3}}[^\W_])*")
_FIGURES: Final = re.compile(r"\d+[a-z]{0,2}")
_LEET: Final = str.maketrans("01345789@$!|", "oieastbgasii")
_LONG: Final = re.compile(r"(.)\1{2,}")
_SPELLED: Final = re.compile(r"(?<![^\W_])[a-z](?:[ .*_-]{1,2}[a-z](?![^\W_])){3,24}")
_PAUSE: Final = "."
_LONGEST_WORD: Final = 24
_SHORTEST_SWAPPED: Final = 4
_SHORTEST_MISTYPED: Final = 5

# How people write on a phone, and what they mean; what is no mistake in one language is none in the other.
_SHORT: Final = {
    "u": "you", "ur": "your", "r": "are", "cuz": "because", "kil": "kill", "kll": "kill", "hiting": "hitting",
    "beet": "beat", "wit": "with", "dis": "this", "dose": "does", "alot": "lot",
    "q": "que", "k": "que", "ke": "que", "d": "de", "xq": "porque", "kiero": "quiero", "qiero": "quiero",
    "quero": "quiero", "kiere": "quiere", "qiere": "quiere", "voi": "voy", "bibir": "vivir", "bivir": "vivir",
    "bida": "vida", "biolo": "violo", "avuso": "abuso", "avusa": "abusa", "avuzo": "abuso", "ai": "hay",
    "aki": "aqui", "kon": "con", "toy": "estoy", "ija": "hija", "ijo": "hijo", "aser": "hacer", "ase": "hace",
    "inutl": "inutil",
}  # fmt: skip
# Two words that are also written as one; hyphens stand for spaces.
_TOGETHER: Final = {
    "do-not": "dont", "does-not": "doesnt", "did-not": "didnt", "is-not": "isnt", "are-not": "arent",
    "was-not": "wasnt", "will-not": "wont", "would-not": "wouldnt", "can-not": "cant", "cannot": "cant",
    "could-not": "couldnt", "has-not": "hasnt", "have-not": "havent", "going-to": "gonna", "want-to": "wanna",
    "wants-to": "wanna", "wanted-to": "wanna", "trying-to": "tryna", "i-am": "im", "he-is": "hes",
    "she-is": "shes", "they-are": "theyre", "you-are": "youre", "there-is": "theres", "i-will": "ill",
    "any-more": "anymore", "mija": "mi-hija", "mijo": "mi-hijo", "my-self": "myself", "him-self": "himself",
    "her-self": "herself", "a-ser": "hacer",
}  # fmt: skip


def folded(words: str) -> str:
    """Return the words in small letters without accents; "don't" is written as "dont"."""
    plain = _QUOTES.sub("", words)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return plain.casefold()


class Ear:
    """Hears words as they are meant: typed in haste, drawn out, masked, or misspelled by one letter.

    ``known`` are the words to be heard as they are, folded; ``weighty`` those that are also meant where one
    letter is wrong.
    """

    def __init__(self, known: Iterable[str], weighty: Iterable[str]) -> None:
        worth = sorted(set(weighty))
        self._known = frozenset((*known, *worth))
        self._near: dict[str, list[str]] = {}
        self._masked: dict[str, str] = {}
        for word in worth:
            for key in {word, *_one_less(word)}:
                self._near.setdefault(key, []).append(word)
        for word in (*worth, *sorted(self._known)):
            for mask in _masks(word) if len(word) >= _SHORTEST_SWAPPED else ():
                self._masked.setdefault(mask, word)

    def hear(self, words: str) -> str:
        """Return the words as they are meant, a space around each and " . " for every pause."""
        plain = _SPELLED.sub(lambda found: re.sub("[^a-z]", "", found[0]), folded(words))
        tokens = (token if token in self._known else self._meant(token) for token in _TOKEN.findall(plain))
        heard = f" {' '.join(tokens)} . "
        return _PAIRS.sub(lambda pair: _WHOLE[pair[0]], heard)

    def _meant(self, token: str) -> str:
        if token[0] in _PAUSES:
            return _PAUSE
        if _FIGURES.fullmatch(token):
            return token
        if "*" in token:
            return self._masked.get(token, token.replace("*", ""))
        plain = self._shortened(token.translate(_LEET))
        plain = _SHORT.get(plain, plain)
        if plain in self._known:
            return plain
        return self._nearest(plain) or plain

    def _shortened(self, token: str) -> str:
        if not _LONG.search(token):
            return token
        twice, once = _LONG.sub(r"\1\1", token), _LONG.sub(r"\1", token)
        return twice if twice in self._known and once not in self._known else once

    def _nearest(self, token: str) -> str | None:
        """Return the word that differs in one letter: wrong, missing, too much or in another place."""
        if not _SHORTEST_SWAPPED <= len(token) <= _LONGEST_WORD:
            return None
        for key in (token, *_one_less(token)):
            for word in self._near.get(key, ()):
                is_swapped = len(token) == len(word) and sorted(token) == sorted(word)
                if word[0] == token[0] and (is_swapped or len(word) >= _SHORTEST_MISTYPED):
                    return word
        return None


def phrase(pattern: str, called: Mapping[str, str]) -> str:
    """Return the expression for a phrase.

    ``-`` stands for a space, ``~`` for up to three words, ``[so|very]-`` for words that may be missing,
    ``<who>`` for one of those ``called`` so, ``$`` for the end of what is said in one breath, ``*`` for the
    rest of a word.
    """
    for _ in range(4):  # What is called so may be made of others.
        pattern = re.sub(r"<(\w+)>", lambda name: f"({called[name[1]]})", pattern)
    pattern = re.sub(r"\[-([^\]]+)\]", r"(?: (?:\1))?", pattern)
    pattern = re.sub(r"\[([^\]]+)\]-?", r"(?:(?:\1) )?", pattern)
    pattern = re.sub(r"\((?!\?)", "(?:", pattern.replace("*", r"\w{0,12}"))
    pattern = pattern.replace("$", r"(?:(?<= )(?=\.)|(?= \.))")
    return pattern.replace("~", r" (?:\w{1,40} ){0,3}").replace("-", " ")


def listener(patterns: Iterable[str], called: Mapping[str, str]) -> re.Pattern[str]:
    """Return what finds any of the phrases in what an `Ear` heard, without the spaces around it."""
    return re.compile(rf"(?<= )(?:{'|'.join(phrase(one, called) for one in patterns)})(?:(?= )|(?<= ))")


def words_in(patterns: Iterable[str]) -> Iterator[str]:
    """Yield the whole words of phrases: those worth knowing when they are mistyped."""
    for pattern in patterns:
        for stem, ends in re.findall(r"([a-z]+)\(([a-z|]+)\)", pattern):
            yield from (f"{stem}{end}" for end in ends.split("|"))
        yield from re.findall(r"(?<![\w<\\])[a-z]+(?![\w>*(\\])", re.sub(r"[a-z]+\([a-z|]+\)", "", pattern))


def _one_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _masks(word: str) -> Iterator[str]:
    for length in (1, 2):
        for start in range(1, len(word) - length):
            yield word[:start] + "*" * length + word[start + length :]


_WHOLE: Final = {f"{one.replace('-', ' ')}": whole.replace("-", " ") for one, whole in _TOGETHER.items()}
_PAIRS: Final = re.compile(rf"(?<= )(?:{'|'.join(_WHOLE)})(?= )")
