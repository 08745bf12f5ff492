"""How hard a text is to read, by the published formulas for English and Spanish.

Knows nothing of texts in files or of what they say. Syllables are counted by rules, so a word here and there
is one off; over a screen of text this does not matter, over three words it does.
"""

from __future__ import annotations

import re
from typing import Final

# A sentence ends with its mark and what looks like a new beginning, or with its line: "5 p.m. at" goes on.
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"')»”]*\s+(?=[\"'(«“¿¡]*[A-ZÁÉÍÓÚÑÜ0-9])|\n+")
# A command ("/visit", "!visit") is a name to be copied, not a word to be understood.
_WORD: Final = re.compile(r"(?<![\w/!])[^\W_]+(?:['\u2019.:/-][^\W_]+)*")

# An e at the end is silent (home, homes, called), but not after these (table, wanted, changes, handled).
_FINAL_E: Final = re.compile(r"(?<=[^aeiouy])(?:e|es|ed)$")
_SPOKEN_END: Final = re.compile(
    r"(?:[^aeiouy]le|[^aeiouy]les|[td]ed|(?:[sxzcg]|ch|sh)es|[^aeiouy]led(?<!lled))$"
)
# Vowels that stand together and are spoken apart: ra-di-o, act-u-al, vid-e-o, cre-ate, say-ing, qui-et.
_HIATUS: Final = re.compile(
    r"i[ao](?!u)(?<![cstg]i[ao])|(?<!q)ua(?=[lt])|eo(?!u)|(?<=cr)ea(?=t)|(?<=[aeoy])ing|ie(?=t|nt|nc)"
)
# Everyday words that the rules above get wrong.
_ENGLISH: Final = {
    "idea": 3, "people": 2, "something": 2, "someone": 2, "sometimes": 2, "everyone": 3, "everybody": 4,
    "everything": 3, "every": 2, "anyone": 3, "somewhere": 2, "home": 1, "homes": 1, "whenever": 3,
    "caregiver": 3, "caregivers": 3, "careful": 2, "business": 2, "different": 2, "evening": 2, "lawyer": 2,
    "friend": 1, "friends": 1, "friendly": 2, "patient": 2, "patience": 2, "being": 2, "seeing": 2,
    "does": 1, "goes": 1, "shoes": 1, "bedtime": 2, "sometime": 2, "safely": 2, "lonely": 2, "likely": 2,
    "nicely": 2, "placement": 2, "movement": 2, "statement": 2, "usually": 4, "actually": 4, "area": 3,
    "real": 1, "really": 2, "telegram": 3, "hasn't": 2, "isn't": 2, "ana": 2, "macia": 3, "tianna": 3,
    "brianna": 3, "joshua": 3, "wherever": 3, "moreover": 3, "therefore": 2, "maybe": 2, "namely": 2,
    "lately": 2, "timely": 2, "welcome": 2, "comes": 1, "caseworker": 3, "caseworkers": 3, "lifetime": 2,
}  # fmt: skip


def grade(text: str) -> float:
    """Return the US school grade at which English is understood: the Flesch-Kincaid grade level.

    0.39 words a sentence + 11.8 syllables a word - 15.59. Source: J. P. Kincaid, R. P. Fishburne,
    R. L. Rogers, B. S. Chissom, "Derivation of New Readability Formulas for Navy Enlisted Personnel",
    Research Branch Report 8-75, 1975.
    """
    words = words_of(text)
    syllables = sum(english_syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences_of(text)) + 11.8 * syllables / len(words) - 15.59


def ease(text: str) -> float:
    """Return how easily Spanish is read, 0 to 100 and beyond: the perspicuity of Szigriszt-Pazos.

    206.835 - 62.3 syllables a word - words a sentence. Source: F. Szigriszt Pazos, "Sistemas predictivos de
    legibilidad del mensaje escrito: fórmula de perspicuidad", Universidad Complutense de Madrid, 1993. The
    INFLESZ scale calls 65 to 80 "bastante fácil": I. M. Barrio-Cantalejo and others, "Validación de la
    Escala INFLESZ para evaluar la legibilidad de los textos dirigidos a pacientes", Anales del Sistema
    Sanitario de Navarra 31(2), 2008.
    """
    words = words_of(text)
    syllables = sum(spanish_syllables(word) for word in words)
    return 206.835 - 62.3 * syllables / len(words) - len(words) / len(sentences_of(text))


def words_of(text: str) -> list[str]:
    """Return the words; "doesn't", "p.m", "4:00" are one word each; a dash, an emoji or a command is none."""
    return _WORD.findall(text)


def sentences_of(text: str) -> list[str]:
    """Return the sentences that have a word in them; a line is a sentence, whatever it ends with."""
    return [part for part in _SENTENCE_END.split(text) if words_of(part)]


def english_syllables(word: str) -> int:
    """Count the syllables of an English word; a number counts one, as it is not read letter by letter."""
    plain = word.lower().replace("\u2019", "'")
    if plain in _ENGLISH:
        return _ENGLISH[plain]
    if "-" in plain:
        return sum(english_syllables(part) for part in plain.split("-"))
    stem = plain.split("'")[0]
    letters = re.sub(r"[^a-z]", "", stem)
    count = len(re.findall(r"[aeiouy]+", letters)) + len(_HIATUS.findall(letters))
    if _FINAL_E.search(letters) and not _SPOKEN_END.search(letters) and count > 1:
        count -= 1
    # "didn't" has one more than "did", "can't" no more than "can".
    count += bool(re.search(r"[ds]n't$", plain))
    return max(count, 1)


def spanish_syllables(word: str) -> int:
    """Count the syllables of a Spanish word: one for each strong or accented vowel, or group of weak ones.

    A number counts one. Source of the rules: RAE, Ortografía de la lengua española, 2010, on diphthongs.
    """
    plain = re.sub(r"h", "", word.lower())
    plain = re.sub(r"(q)u|(g)u(?=[eiéí])", r"\1\2", plain)
    plain = re.sub(r"y(?![aeiouáéíóúü])", "i", plain)
    groups = re.findall(r"[aeiouáéíóúü]+", plain)
    return max(sum(max(1, len(re.findall(r"[aeoáéóíú]", group))) for group in groups), 1)
