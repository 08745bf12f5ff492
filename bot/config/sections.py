"""What can be configured: one class a section, one field a key, its words those of the example file.

Knows nothing of files, of the environment, or of how one key depends on another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from bot.config import addresses, values
from bot.config.problems import Unfit

if TYPE_CHECKING:
    from collections.abc import Mapping

AtLeastOne = Annotated[int, Field(ge=1)]
_Given = TypeVar("_Given")


def entry(text: str, default: Any = ..., *, shown: str | None = None) -> Any:  # noqa: ANN401 - like Field
    """Declare a key: ``text`` explains it in the example; ``shown`` is an example value in TOML."""
    return Field(default, description=text, json_schema_extra={"shown": shown} if shown else None)


class Section(BaseModel):
    """A section. It never changes, and shows no secret when printed."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, validate_default=True)

    is_written_out: ClassVar[bool] = True
    """Whether the example has the section switched on."""

    @field_validator("*", mode="before")
    @classmethod
    def _only_claims_are_true_or_false(cls, value: object, info: ValidationInfo) -> object:
        field = cls.model_fields[str(info.field_name)]
        if isinstance(value, bool) and field.annotation is not bool:
            says = "can not be true or false"
            raise Unfit(says, "see config.example.toml for what it can be.")
        return value


class Agency(Section):
    """Who runs this bot."""

    name: Annotated[str, Field(min_length=1, max_length=80)] = entry(
        "The agency's name, as families know it.", "Our agency"
    )
    timezone: values.Zone = entry(
        "The time zone of the office; each person may have another one.", "America/New_York"
    )
    languages: values.Languages = entry(
        "The languages people may choose; the first one is spoken to whoever has not chosen yet.",
        ("en", "es"),
    )
    emergency_text: values.EmergencyText | None = entry(
        "What people read who ask for help in an emergency: one text, or one for each language. Left out,\n"
        "they read our own, which names 911 and 988.",
        None,
        shown='{ en = "In danger? Call 911.", es = "¿Hay peligro? Llame al 911." }',
    )

    contacts: tuple[str, ...] = entry(
        "Numbers, addresses and websites that may pass in messages: the agency's own, and those of its list\n"
        "of help. Emergency numbers always pass.",
        (),
    )
    danger_words: tuple[str, ...] = entry(
        "Words that make the bot alert a caseworker, besides its own.",
        (),
    )

    glossary: values.GlossaryWords | None = entry(
        "The agency's own words and short names, explained to families who ask, beside our own glossary.",
        None,
        shown='{ CFTM = { en = "A meeting about the plan.", es = "Una reunión sobre el plan." } }',
    )

    tips: values.TipsFile | None = entry(
        "A file with the agency's own tips for families, beside our library: for each a line with its name,\n"
        '["Warm feet"], and below it en = "...", es = "...", and if you like for = "parent" or "caregiver".',
        None,
        shown='"tips.toml"',
    )

    resources: values.ResourcesFile | None = entry(
        "A file with the classes, groups and services that families can be told of, as in\n"
        "docs/resources.example.toml. Their numbers and addresses may pass in messages, too.",
        None,
        shown='"resources.toml"',
    )

    def emergency_text_in(self, language: str) -> str | None:
        """Return the agency's own text for "es-US", "es" or any language; None where it has set none."""
        if isinstance(self.emergency_text, str) or self.emergency_text is None:
            return self.emergency_text
        return self.emergency_text.get(language) or self.emergency_text.get(language.partition("-")[0])


class Store(Section):
    """Where everything is kept. Names, words and addresses are sealed with the key."""

    url: addresses.StoreUrl = entry(
        "A file (sqlite:///PATH, from this file's folder on) or a PostgreSQL (postgresql://USER@HOST/NAME).",
        "sqlite:///coparenting.db",
    )
    url_file: Path | None = entry("Instead of url: a file that holds it, if a password is in it.", None)
    key: values.Key = entry("The key itself; better keep it in a file.", shown='"32 bytes in base64"')
    key_file: Path | None = entry(
        "The file with the key. Without it nothing can be read again: keep a copy in a safe place, apart\n"
        "from the backups.",
        None,
        shown='"agency.key"',
    )

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None on PostgreSQL."""
        url = self.url.get_secret_value()
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:///") else None


class Telegram(Section):
    """Telegram. Leave the section out and it is off."""

    is_written_out: ClassVar[bool] = False

    token: values.BotToken = entry("The bot's token, from @BotFather.", shown='"123456:ABC..."')
    token_file: Path | None = entry(
        "Instead of token, and better: a file that holds it.", None, shown='"telegram.token"'
    )
    api_base_url: addresses.ServerUrl = entry(
        "The Bot API server, up to the part before /bot<token>.", "https://api.telegram.org"
    )
    mode: Literal["polling", "webhook"] = entry(
        "polling: we ask Telegram for news (works everywhere). webhook: Telegram calls us.", "polling"
    )
    webhook_url: addresses.PublicUrl | None = entry(
        "Only for webhook: the https address at which Telegram reaches us.",
        None,
        shown='"https://bot.example.org/telegram"',
    )
    webhook_secret: values.WebhookSecret | None = entry(
        "Only for webhook: what tells us that it is Telegram; make it with: openssl rand -hex 32.",
        None,
        shown='"..."',
    )
    webhook_secret_file: Path | None = entry("Instead of webhook_secret: a file that holds it.", None)

    @field_validator("webhook_url", "webhook_secret")
    @classmethod
    def _a_webhook_needs_both(cls, value: _Given, info: ValidationInfo) -> _Given:
        if value is None and info.data.get("mode") == "webhook":
            says = 'is missing, and mode is "webhook"'
            raise Unfit(says, 'write it, or set mode to "polling".')
        return value


class Matrix(Section):
    """Matrix. Leave the section out and it is off."""

    is_written_out: ClassVar[bool] = False

    homeserver: addresses.ServerUrl = entry("The homeserver's address.", shown='"https://matrix.example.org"')
    user_id: addresses.MatrixUser = entry("The bot's account.", shown='"@coparenting:example.org"')
    password: values.Password = entry("The account's password.", shown='"..."')
    password_file: Path | None = entry("Instead of password, and better: a file that holds it.", None)
    device_name: Annotated[str, Field(min_length=1, max_length=100)] = entry(
        "The name of the bot's session, as other people's apps show it.", "Coparenting"
    )
    store_path: Path = entry(
        "The folder for the encryption keys; never copy it to a second bot.", Path("matrix")
    )
    encrypted: bool = entry("Whether rooms are encrypted end to end.", default=True)


class Simulator(Section):
    """The phones on a web page of this machine, to try everything without any account."""

    enabled: bool = entry(
        "Whether the simulator is on. With nothing else on, no real person is reached.", default=False
    )


class Http(Section):
    """The web server: health, counts, calendars, the webhook and the simulator's page."""

    host: Annotated[str, Field(min_length=1)] = entry(
        "Where to listen; 127.0.0.1 is this machine only.", "127.0.0.1"
    )
    port: Annotated[int, Field(ge=0, le=65535)] = entry("The port; 0 takes a free one.", 8080)
    public_url: addresses.PublicUrl | None = entry(
        "The https address under which others reach it, for calendar links; needed when host lets others in.",
        None,
        shown='"https://bot.example.org"',
    )

    @field_validator("public_url")
    @classmethod
    def _who_is_reachable_knows_its_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and not addresses.is_loopback(str(info.data.get("host", "localhost"))):
            says = "is missing, and host lets others in"
            raise Unfit(says, "write the https address they use, or set host to 127.0.0.1.")
        return value


class Policy(Section):
    """What the agency decides. Ask who is responsible before you change it."""

    retention_days: AtLeastOne | None = entry(
        "After how many days what was said is erased. The agency must decide: with a messenger on, the bot\n"
        "does not run without it.",
        None,
        shown="1095",
    )
    quiet_hours: values.Quiet = entry(
        'When phones stay silent, unless a person chose otherwise; or "off".', "21:00-07:00"
    )
    reminders: values.Leads = entry("How long before a meeting people are reminded.", ("24h", "2h"))
    identifiers: Literal["hand_back", "off"] = entry(
        "A message with a phone number, an address and the like. hand_back: its writer is asked first;\n"
        "off: it passes.",
        "hand_back",
    )
    photos: Literal["review_first", "review_all", "off"] = entry(
        "review_first: the caseworker sees each person's first three pictures before they are shown;\n"
        "review_all: every picture; off: no pictures.",
        "review_first",
    )
    videos: Literal["approval", "on", "off"] = entry(
        "approval: the caseworker sees each video before it is shown; on: they pass; off: no videos.",
        "approval",
    )
    files_kept_days: AtLeastOne = entry(
        "For how many days pictures, voices and videos are kept after everybody has them.", 30
    )
    introduction: Literal["watch", "hold"] = entry(
        "How a new circle begins. watch: the caseworker reads along; hold: she looks at each message first.",
        "watch",
    )
    first_call_hours: AtLeastOne = entry(
        "Within how many hours after a child has moved both homes should have spoken: 48, or 168 (7 days).\n"
        "The caseworker is reminded 12 hours before.",
        48,
    )
    digest: values.Morning = entry(
        'When a caseworker is told each morning what the day brings, unless she chose otherwise; or "off".',
        "08:00",
    )
    offers: values.Morning = entry(
        'When people are offered what may help now, at most one thing a day, by each one\'s clock; or "off".',
        "17:00",
    )
    waiting_digest_hours: AtLeastOne = entry(
        "What has waited for a caseworker's decision for so many hours is counted in her morning message.", 12
    )
    waiting_alert_hours: AtLeastOne = entry(
        "What has waited for so many hours is told to her supervisor, once.", 48
    )
    undo_seconds: Annotated[int, Field(ge=0, le=172_800)] = entry(
        "For how many seconds a message can be taken back on Telegram; 0 is never, 172800 (48 h) the most.",
        60,
    )
    telegram_health: Literal["full", "notice", "off"] = entry(
        "What of a child's health in its book goes over Telegram, which can technically read it. full: all;\n"
        "notice or off: only that there is something to ask the caseworker for.",
        "full",
    )
    telegram_photos: Literal["full", "notice", "off"] = entry("The same for pictures.", "full")


class Calls(Section):
    """Video calls."""

    base_url: addresses.PublicUrl | None = entry(
        "The agency's conference server; each call gets a link under it.",
        None,
        shown='"https://meet.example.org"',
    )


class Limits(Section):
    """How much and how fast. The figures fit most agencies."""

    telegram_per_second: Annotated[float, Field(gt=0)] = entry("Messages a second to all of Telegram.", 30.0)
    telegram_per_chat_per_second: Annotated[float, Field(gt=0)] = entry("Messages a second to one chat.", 1.0)
    telegram_per_chat_burst: AtLeastOne = entry("How many may go to one chat at once after a silence.", 3)
    message_chars: Annotated[int, Field(ge=500, le=65_536)] = entry(
        "The longest message we pass on; a longer one is handed back to its writer.", 8000
    )
    files_per_day: AtLeastOne = entry("Pictures, voices and videos from one person in a day.", 50)
    messages_per_minute: AtLeastOne = entry(
        "From one person; what is more is passed on more slowly, and none is lost.", 30
    )
    join_guesses_per_hour: AtLeastOne = entry("Wrong invitation codes from one account.", 5)
    join_guesses_per_hour_total: AtLeastOne = entry("Wrong invitation codes from all strangers together.", 50)
    invitation_hours: Annotated[int, Field(ge=1, le=720)] = entry("How long an invitation can be used.", 72)


class Config(BaseModel):
    """The whole configuration, valid. A messenger that is None is off."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    agency: Agency = Field(default_factory=Agency)
    store: Store
    simulator: Simulator = Field(default_factory=Simulator)
    telegram: Telegram | None = None
    matrix: Matrix | None = None
    http: Http = Field(default_factory=Http)
    policy: Policy = Field(default_factory=Policy)
    calls: Calls = Field(default_factory=Calls)
    limits: Limits = Field(default_factory=Limits)

    @property
    def is_simulator_only(self) -> bool:
        """Whether no real person can be reached: only then may the clock jump."""
        return self.simulator.enabled and self.telegram is None and self.matrix is None


SECTIONS: Final[Mapping[str, type[Section]]] = {
    "agency": Agency,
    "store": Store,
    "simulator": Simulator,
    "telegram": Telegram,
    "matrix": Matrix,
    "http": Http,
    "policy": Policy,
    "calls": Calls,
    "limits": Limits,
}


def secrets_of(section: type[Section]) -> tuple[str, ...]:
    """Return the keys of a section that may instead stand in a file named under ``<key>_file``."""
    return tuple(name for name in section.model_fields if f"{name}_file" in section.model_fields)
