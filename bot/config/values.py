"""The kinds of values a configuration has beyond numbers and words, each with its own plain complaint.

Knows no key and no section. A complaint never quotes the value: it may be a secret.
"""

from __future__ import annotations

import base64
import binascii
import difflib
import re
from dataclasses import dataclass
from datetime import time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Final
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, SecretBytes, SecretStr

from bot.config.problems import Unfit
from bot.config.resources import read_resources
from bot.config.tips import read_tips

KEY_BYTES: Final = 32
_LOCALE: Final = Path(__file__).parent.parent / "locale"
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From when until when a person's phone is left alone, by the clocks where the person lives."""

    begins: time
    ends: time

    def __str__(self) -> str:
        """Return them as they are written everywhere: "21:00-07:00"."""
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


@lru_cache(maxsize=1)
def offered_languages() -> tuple[str, ...]:
    """Return the languages there are texts for: each is a folder of them."""
    return tuple(sorted(place.parent.name for place in _LOCALE.glob("*/base.ftl")))


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _zone(value: object) -> object:
    # "EST" and "GMT+5" exist too, but their clocks never change: every summer visit would be an hour off.
    known = {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")} | {"UTC"}
    if isinstance(value, str) and value not in known:
        folded = {zone.lower(): zone for zone in known}
        near = difflib.get_close_matches(value.lower().replace(" ", "_"), folded, n=1, cutoff=0.7)
        mend = f'did you mean "{folded[near[0]]}"?' if near else 'write it like "America/New_York".'
        says = "is no time zone we know"
        raise Unfit(says, mend)
    return ZoneInfo(value) if isinstance(value, str) else value


def _offered(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values or set(values) - set(offered_languages()) or len(set(values)) < len(values):
        says = "must name each language once, and only languages there are texts for"
        raise Unfit(says, f"choose from: {', '.join(offered_languages())}.")
    return values


def _emergency(value: str | dict[str, str]) -> str | dict[str, str]:
    texts = [value] if isinstance(value, str) else [*value.values()]
    if isinstance(value, dict) and set(value) - set(offered_languages()):
        says = "has a text for a language we do not speak"
        raise Unfit(says, f"choose from: {', '.join(offered_languages())}.")
    if not texts or not all(text.strip() for text in texts):
        says = "is empty"
        raise Unfit(says, "write whom to call in an emergency, or leave the key out for our own words.")
    return value


def _glossary(value: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    for word, texts in value.items():
        if set(texts) - set(offered_languages()):
            says = "explains a word in a language we do not speak"
            raise Unfit(says, f"choose from: {', '.join(offered_languages())}.")
        if not word.strip() or not texts or not all(text.strip() for text in texts.values()):
            says = "has a word without an explanation, or an explanation without a word"
            raise Unfit(
                says, "write a word, and what it means in each language, as config.example.toml shows."
            )
    return value


def _tips(value: Path) -> Path:
    read_tips(value, offered_languages())
    return value


def _resources(value: Path) -> Path:
    read_resources(value, offered_languages())
    return value


def _quiet(value: object) -> object:
    if not isinstance(value, str) or value == "off":
        return None if value == "off" else value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)", value.strip())
    if found:
        begins, ends = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
        if begins != ends:
            return QuietHours(begins, ends)
    says = "are no quiet hours we can read"
    raise Unfit(says, 'write them like "21:00-07:00", or "off" for none.')


def _morning(value: object) -> object:
    if not isinstance(value, str) or value == "off":
        return None if value == "off" else value
    found = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value.strip())
    if found:
        return time(int(found[1]), int(found[2]))
    says = "is no time of day we can read"
    raise Unfit(says, 'write it like "08:00", or "off" for none.')


def _lead(value: object) -> object:
    if not isinstance(value, str):
        return value
    found = re.fullmatch(r"(\d{1,4})([mhd])", value.strip())
    if found:
        lead = timedelta(**{_UNITS[found[2]]: int(found[1])})
        if timedelta(minutes=5) <= lead <= timedelta(days=14):
            return lead
    says = "has a reminder we can not read, or under 5 minutes, or over 14 days before"
    raise Unfit(says, 'write minutes, hours or days before, like ["24h", "2h"] or ["30m"].')


def _ordered(leads: tuple[timedelta, ...]) -> tuple[timedelta, ...]:
    return tuple(sorted(set(leads), reverse=True))


def _decoded(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        key = base64.b64decode(value.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        says = f"is not a key: we need exactly {KEY_BYTES} bytes in base64"
        raise Unfit(says, "restore the right key; only for a new store make one with `coparenting init`.")
    return key


def _bot_token(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"\d{3,20}:[A-Za-z0-9_-]{30,64}", secret.get_secret_value()):
        says = "is not shaped like a bot token (digits, a colon, some 35 letters and digits)"
        raise Unfit(says, "copy it again from @BotFather, whole and without spaces.")
    return secret


def _webhook_secret(secret: SecretStr) -> SecretStr:
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
        says = "must be 16 to 256 characters: letters, digits, _ and - only"
        raise Unfit(says, "make one with: openssl rand -hex 32")
    return secret


def _some(secret: SecretStr) -> SecretStr:
    if not secret.get_secret_value():
        says = "is empty"
        raise Unfit(says, "write it, or leave the key out.")
    return secret


Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Languages = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_offered)]
EmergencyText = Annotated[str | dict[str, str], AfterValidator(_emergency)]
GlossaryWords = Annotated[dict[str, dict[str, str]], AfterValidator(_glossary)]
ResourcesFile = Annotated[Path, AfterValidator(_resources)]
TipsFile = Annotated[Path, AfterValidator(_tips)]
Morning = Annotated[time | None, BeforeValidator(_morning)]
Quiet = Annotated[QuietHours | None, BeforeValidator(_quiet)]
Leads = Annotated[
    tuple[Annotated[timedelta, BeforeValidator(_lead)], ...],
    BeforeValidator(_split),
    AfterValidator(_ordered),
]
Key = Annotated[SecretBytes, BeforeValidator(_decoded)]
BotToken = Annotated[SecretStr, AfterValidator(_bot_token)]
WebhookSecret = Annotated[SecretStr, AfterValidator(_webhook_secret)]
Password = Annotated[SecretStr, AfterValidator(_some)]
