from __future__ import annotations

import base64
import re
import stat
import tomllib
from datetime import time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.config import (
    Config,
    ConfigProblem,
    InitProblem,
    Mistake,
    QuietHours,
    example,
    load,
    write_initial,
)
from bot.config.sections import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = "123456789:" + "Zx9_canary-" * 3 + "ab"
EXAMPLE = Path(__file__).parent.parent / "config.example.toml"
KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good key and a configuration that only needs its other sections."""
    private(tmp_path / "agency.key", KEY)
    return tmp_path


def private(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def configured(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Config:
    path = folder / "config.toml"
    path.write_text(text if "[store]" in text else f'[store]\nkey_file = "agency.key"\n{text}')
    return load(path, environ or {})


def mistakes(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> list[Mistake]:
    with pytest.raises(ConfigProblem) as caught:
        configured(folder, text, environ)
    assert "canary" not in f"{caught.value} {caught.value!r} {caught.value.mistakes!r}"
    return list(caught.value.mistakes)


def only_mistake(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Mistake:
    found = mistakes(folder, text, environ)
    assert len(found) == 1, found
    return found[0]


SIMULATED = "[simulator]\nenabled = true\n"
ON_TELEGRAM = f'[telegram]\ntoken = "{TOKEN}"\n'
KEPT = "[policy]\nretention_days = 1095\n"


# What a good configuration gives.


def test_the_simulator_alone_needs_nothing_but_a_key(folder: Path) -> None:
    config = configured(folder, SIMULATED)
    assert config.is_simulator_only
    assert config.telegram is None
    assert config.matrix is None
    assert config.policy.retention_days is None
    assert config.policy.quiet_hours == QuietHours(time(21), time(7))
    assert str(config.policy.quiet_hours) == "21:00-07:00"
    assert config.policy.reminders == (timedelta(hours=24), timedelta(hours=2))
    assert config.policy.undo_seconds == 60
    assert config.store.key.get_secret_value() == bytes(range(32))


def test_a_messenger_is_on_because_its_section_is_there(folder: Path) -> None:
    config = configured(folder, ON_TELEGRAM + KEPT)
    assert config.telegram is not None
    assert config.telegram.token.get_secret_value() == TOKEN
    assert config.telegram.mode == "polling"
    assert config.telegram.api_base_url == "https://api.telegram.org"
    assert not config.is_simulator_only


def test_relative_paths_start_at_the_folder_of_the_file(folder: Path) -> None:
    config = configured(folder, SIMULATED)
    assert config.store.path == folder / "coparenting.db"
    assert config.store.key_file == folder / "agency.key"
    text = '[store]\nkey_file = "agency.key"\nurl = "sqlite:////var/x.db"\n' + SIMULATED
    assert configured(folder, text).store.path == Path("/var/x.db")


def test_the_environment_wins_over_the_file(folder: Path) -> None:
    environ = {
        "COPARENTING_AGENCY__LANGUAGES": "es, en",
        "COPARENTING_AGENCY__NAME": "From outside",
        "COPARENTING_HTTP__PORT": "9000",
        "COPARENTING_SIMULATOR__ENABLED": "true",
        "COPARENTING_POLICY__REMINDERS": "30m,1d",
        "COPARENTING_POLICY__QUIET_HOURS": "off",
    }
    config = configured(folder, '[agency]\nname = "Inside"\n[http]\nport = 1\n', environ)
    assert config.agency.name == "From outside"
    assert config.agency.languages == ("es", "en")
    assert config.http.port == 9000
    assert config.policy.reminders == (timedelta(days=1), timedelta(minutes=30))
    assert config.policy.quiet_hours is None


def test_every_key_can_be_set_in_the_environment(folder: Path) -> None:
    environ = {
        f"COPARENTING_{section}__{name}".upper(): "canary?"
        for section, kind in SECTIONS.items()
        for name in kind.model_fields
    }
    assert not [found for found in mistakes(folder, "", environ) if "we know" in found.says and not found.key]


def test_a_messenger_can_be_switched_on_by_the_environment_alone(folder: Path) -> None:
    config = configured(folder, KEPT, {"COPARENTING_TELEGRAM__TOKEN": TOKEN})
    assert config.telegram is not None


def test_an_empty_environment_variable_is_not_set(folder: Path) -> None:
    config = configured(folder, SIMULATED, {"COPARENTING_TELEGRAM__TOKEN": ""})
    assert config.telegram is None


def test_a_secret_may_stand_in_a_file_of_its_own(folder: Path) -> None:
    private(folder / "token", TOKEN + "\n")
    config = configured(folder, '[telegram]\ntoken_file = "token"\n' + KEPT)
    assert config.telegram is not None
    assert config.telegram.token.get_secret_value() == TOKEN


def test_a_secret_from_the_environment_replaces_the_file_named_in_the_configuration(folder: Path) -> None:
    text = '[telegram]\ntoken_file = "is-not-there"\n' + KEPT
    config = configured(folder, text, {"COPARENTING_TELEGRAM__TOKEN": TOKEN})
    assert config.telegram is not None
    assert config.telegram.token_file is None


def test_every_secret_can_stand_in_a_file(folder: Path) -> None:
    def given(section: str, name: str, value: str) -> str:
        private(folder / f"{section}-{name}", value)
        return f'{name}_file = "{section}-{name}"\n'

    text = "".join(
        [
            "[store]\nkey_file = 'agency.key'\n",
            given("store", "url", "postgresql://bot:canary@localhost/bot"),
            "[telegram]\nmode = 'webhook'\nwebhook_url = 'https://bot.example.org/t'\n",
            given("telegram", "token", TOKEN),
            given("telegram", "webhook_secret", "canary" * 4),
            "[matrix]\nhomeserver = 'https://m.example.org'\nuser_id = '@bot:example.org'\n",
            given("matrix", "password", "canary"),
            KEPT,
        ]
    )
    config = configured(folder, text)
    assert config.store.path is None
    assert config.store.url.get_secret_value() == "postgresql://bot:canary@localhost/bot"
    assert config.matrix is not None
    assert config.matrix.password.get_secret_value() == "canary"
    assert config.matrix.store_path == folder / "matrix"
    assert config.telegram is not None
    assert config.telegram.webhook_secret is not None
    assert "canary" not in f"{config} {config!r} {config.model_dump()} {config.model_dump_json()}"
    assert base64.b64encode(bytes(range(32))).decode() not in config.model_dump_json()


def test_a_loaded_configuration_does_not_change(folder: Path) -> None:
    config = configured(folder, SIMULATED)
    with pytest.raises(ValueError, match="frozen"):
        config.http.port = 1


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("", "es", None),
        ('emergency_text = "Call 911."', "es-US", "Call 911."),
        ('emergency_text = { en = "Call 911.", es = "Llame al 911." }', "es-US", "Llame al 911."),
        ('emergency_text = { es = "Llame al 911." }', "en", None),
    ],
)
def test_the_emergency_text_is_found_in_the_readers_language(
    folder: Path, text: str, language: str, expected: str | None
) -> None:
    assert configured(folder, f"[agency]\n{text}\n{SIMULATED}").agency.emergency_text_in(language) == expected


def test_what_does_not_run_the_bot_needs_no_messenger_and_no_retention(folder: Path) -> None:
    path = folder / "config.toml"
    path.write_text('[store]\nkey_file = "agency.key"\n' + ON_TELEGRAM)
    assert load(path, {}, to_run=False).telegram is not None
    path.write_text('[store]\nkey_file = "agency.key"\n')
    assert load(path, {}, to_run=False).telegram is None


# What can be wrong with one.


@pytest.mark.parametrize(
    ("text", "key", "says", "mend"),
    [
        ("[agnecy]\n" + SIMULATED, "agnecy", "no section", "did you mean agency?"),
        ("name = 'x'\n[store]\nkey_file = 'agency.key'\n" + SIMULATED, "name", "outside", "[agency]"),
        ("agency = 3\n[store]\nkey_file = 'agency.key'\n" + SIMULATED, "agency", "section", "[agency]"),
        ("[agency]\nnmae = 'x'\n" + SIMULATED, "agency.nmae", "no key", "did you mean name?"),
        ("[agency]\nretention_days = 3\n" + SIMULATED, "agency.retention_days", "no key", "[policy]"),
        ("[agency]\nqqq = 3\n" + SIMULATED, "agency.qqq", "no key", "config.example.toml"),
        ("[agency]\nname = 3\n" + SIMULATED, "agency.name", "a text", "quotes"),
        ("[agency]\nname = ''\n" + SIMULATED, "agency.name", "too short", "1 or more"),
        ("[agency]\ntimezone = 'America/New_Yrok'\n" + SIMULATED, "agency.timezone", "time zone", "New_York"),
        (
            "[agency]\ntimezone = 'america/chicago'\n" + SIMULATED,
            "agency.timezone",
            "zone",
            "America/Chicago",
        ),
        ("[agency]\ntimezone = 'EST'\n" + SIMULATED, "agency.timezone", "time zone", "America/"),
        ("[agency]\ntimezone = '../../etc/passwd'\n" + SIMULATED, "agency.timezone", "time zone", "write it"),
        ("[agency]\nlanguages = ['en', 'fr']\n" + SIMULATED, "agency.languages", "texts for", "en, es"),
        ("[agency]\nlanguages = []\n" + SIMULATED, "agency.languages", "texts for", "en, es"),
        ("[agency]\nlanguages = 5\n" + SIMULATED, "agency.languages", "a list", "brackets"),
        ("[agency]\nemergency_text = { fr = 'x' }\n" + SIMULATED, "agency.emergency_text", "not speak", "es"),
        ("[agency]\nglossary = { CFTM = { fr = 'x' } }\n" + SIMULATED, "agency.glossary", "not speak", "es"),
        ("[agency]\nglossary = { CFTM = {} }\n" + SIMULATED, "agency.glossary", "without", "config.example"),
        ("[agency]\nemergency_text = ' '\n" + SIMULATED, "agency.emergency_text", "empty", "whom to call"),
        (
            "[policy]\nquiet_hours = '9pm-7am'\n" + SIMULATED,
            "policy.quiet_hours",
            "quiet hours",
            "21:00-07:00",
        ),
        ("[policy]\nquiet_hours = '21:00-21:00'\n" + SIMULATED, "policy.quiet_hours", "quiet", "21:00-07:00"),
        ("[policy]\nquiet_hours = '25:00-07:00'\n" + SIMULATED, "policy.quiet_hours", "quiet", "21:00-07:00"),
        ("[policy]\nreminders = ['soon']\n" + SIMULATED, "policy.reminders", "reminder", '"24h"'),
        ("[policy]\nreminders = ['15d']\n" + SIMULATED, "policy.reminders", "14 days", '"24h"'),
        ("[policy]\nundo_seconds = -1\n" + SIMULATED, "policy.undo_seconds", "too small", "0 or more"),
        ("[policy]\nundo_seconds = 'x'\n" + SIMULATED, "policy.undo_seconds", "whole number", "digits"),
        ("[policy]\nundo_seconds = true\n" + SIMULATED, "policy.undo_seconds", "true or false", "example"),
        ("[policy]\nretention_days = 0\n" + SIMULATED, "policy.retention_days", "too small", "1 or more"),
        (
            "[policy]\nintroduction = 'stare'\n" + SIMULATED,
            "policy.introduction",
            "words",
            "'watch' or 'hold'",
        ),
        ("[http]\nport = 70000\n" + SIMULATED, "http.port", "too large", "65535"),
        ("[limits]\ntelegram_per_second = 0\n" + SIMULATED, "limits.telegram_per_second", "small", "above 0"),
        ("[simulator]\nenabled = 'maybe'\n", "simulator.enabled", "true or false", "quotes"),
        ("[calls]\nbase_url = 'http://meet.example.org'\n" + SIMULATED, "calls.base_url", "open", "https://"),
        ("[telegram]\n" + KEPT, "telegram.token", "token_file too", "one of the two"),
        ("[telegram]\ntoken = 'canary'\n" + KEPT, "telegram.token", "bot token", "@BotFather"),
        (ON_TELEGRAM + "api_base_url = 'ftp://x'\n" + KEPT, "telegram.api_base_url", "web address", "https"),
        (
            ON_TELEGRAM + f"api_base_url = 'https://api.telegram.org/bot{TOKEN}'\n" + KEPT,
            "telegram.api_base_url",
            "token",
            "before /bot",
        ),
        (
            ON_TELEGRAM + "api_base_url = 'http://api.telegram.org'\n" + KEPT,
            "telegram.api_base_url",
            "unprotected",
            "https",
        ),
        (ON_TELEGRAM, "policy.retention_days", "missing", "agency"),
        ("[agency]\n", "", "neither", "[telegram]"),
        ("[http]\nhost = '0.0.0.0'\n" + ON_TELEGRAM + KEPT, "http.public_url", "lets others in", "127.0.0.1"),
        (
            "[http]\nhost = '0.0.0.0'\npublic_url = 'https://x.example.org'\n" + SIMULATED,
            "http.host",
            "simulator",
            "127.0.0.1",
        ),
    ],
)
def test_a_mistake_names_its_key_and_its_mend(
    folder: Path, text: str, key: str, says: str, mend: str
) -> None:
    mistake = only_mistake(folder, text)
    assert mistake.key == key
    assert says in mistake.says
    assert mend in mistake.mend
    assert mistake.where == str(folder / "config.toml")


@pytest.mark.parametrize(
    ("lines", "key", "says"),
    [
        ("webhook_secret = 'canary-canary-canary'", "webhook_url", "is missing"),
        ("webhook_url = 'https://b.example.org'", "webhook_secret", "is missing"),
        (
            "webhook_url = 'http://b.example.org'\nwebhook_secret = 'canary-canary-canary'",
            "webhook_url",
            "open",
        ),
        ("webhook_url = 'https://b.example.org'\nwebhook_secret = 'canary'", "webhook_secret", "16 to 256"),
        (
            "webhook_url = 'https://b.example.org'\nwebhook_secret = 'canary canary canary'",
            "webhook_secret",
            "16",
        ),
    ],
)
def test_a_webhook_needs_a_safe_address_and_a_long_secret(
    folder: Path, lines: str, key: str, says: str
) -> None:
    mistake = only_mistake(folder, f"{ON_TELEGRAM}mode = 'webhook'\n{lines}\n{KEPT}")
    assert mistake.key == f"telegram.{key}"
    assert says in mistake.says


@pytest.mark.parametrize("host", ["127.0.0.1:8443", "localhost", "[::1]:9"])
def test_a_webhook_without_https_is_good_enough_on_this_machine(folder: Path, host: str) -> None:
    text = f"mode = 'webhook'\nwebhook_url = 'http://{host}/t/'\nwebhook_secret = '{'s' * 16}'\n"
    config = configured(folder, ON_TELEGRAM + text + KEPT)
    assert config.telegram is not None
    assert config.telegram.webhook_url == f"http://{host}/t"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8081", "http://bot-api:8081", "http://10.0.0.7"])
def test_a_bot_api_server_of_our_own_network_needs_no_https(folder: Path, url: str) -> None:
    config = configured(folder, f"{ON_TELEGRAM}api_base_url = '{url}/'\n{KEPT}")
    assert config.telegram is not None
    assert config.telegram.api_base_url == url


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("homeserver = 'example.org'", "homeserver"),
        ("user_id = 'bot@example.org'", "user_id"),
        ("password = ''", "password"),
        ("encrypted = 'perhaps'", "encrypted"),
    ],
)
def test_a_matrix_section_is_checked(folder: Path, line: str, key: str) -> None:
    good = {
        "homeserver": "homeserver = 'https://m.example.org'",
        "user_id": "user_id = '@bot:example.org'",
        "password": "password = 'canary'",
    }
    text = "[matrix]\n" + "\n".join((good | {key: line}).values()) + "\n" + KEPT
    assert only_mistake(folder, text).key == f"matrix.{key}"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://canary@x/y",
        "sqlite://",
        "sqlite:///",
        "coparenting.db",
        "postgresql://",
        "sqlite:///x?mode=ro",
    ],
)
def test_only_two_kinds_of_store_are_taken(folder: Path, url: str) -> None:
    mistake = only_mistake(folder, f'[store]\nkey_file = "agency.key"\nurl = "{url}"\n{SIMULATED}')
    assert mistake.key == "store.url"
    assert "sqlite:///coparenting.db" in mistake.mend


def test_a_missing_key_says_how_to_get_one(folder: Path) -> None:
    mistake = only_mistake(folder, "[store]\n" + SIMULATED)
    assert mistake.key == "store.key"
    assert "coparenting init" in mistake.mend


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (base64.b64encode(b"canary").decode(), "32 bytes"),
        (base64.b64encode(b"x" * 33).decode(), "32 bytes"),
        ("canary, and no base64 at all", "32 bytes"),
        ("", "32 bytes"),
    ],
)
def test_a_key_of_the_wrong_length_is_refused(folder: Path, content: str, says: str) -> None:
    path = private(folder / "agency.key", content)
    mistake = only_mistake(folder, SIMULATED)
    assert mistake.key == "store.key"
    assert says in mistake.says
    assert mistake.where == str(path)


@pytest.mark.parametrize("mode", [0o644, 0o604, 0o602, 0o620])
def test_a_key_that_others_can_read_is_refused(folder: Path, mode: int) -> None:
    (folder / "agency.key").chmod(mode)
    mistake = only_mistake(folder, SIMULATED)
    assert mistake.key == "store.key_file"
    assert f"chmod 600 {folder / 'agency.key'}" in mistake.mend


def test_a_key_may_be_read_by_a_group_as_credentials_of_a_service_are(folder: Path) -> None:
    (folder / "agency.key").chmod(0o440)
    assert configured(folder, SIMULATED).is_simulator_only


def test_a_key_file_that_is_not_there_is_named_once(folder: Path) -> None:
    (folder / "agency.key").unlink()
    mistake = only_mistake(folder, SIMULATED)
    assert mistake.key == "store.key_file"
    assert str(folder / "agency.key") in mistake.says


def test_a_folder_or_a_binary_in_place_of_a_secret_file_is_refused(folder: Path) -> None:
    (folder / "agency.key").unlink()
    (folder / "agency.key").mkdir()
    assert "no small file" in only_mistake(folder, SIMULATED).says
    (folder / "binary").write_bytes(b"\xff\xfe\x00")
    (folder / "binary").chmod(0o600)
    assert "no text" in only_mistake(folder, "[store]\nkey_file = 'binary'\n" + SIMULATED).says


def test_a_secret_given_twice_is_refused(folder: Path) -> None:
    private(folder / "token", TOKEN)
    mistake = only_mistake(folder, ON_TELEGRAM + "token_file = 'token'\n" + KEPT)
    assert mistake.key == "telegram.token_file"
    assert "token too" in mistake.says


def test_a_mistake_in_the_environment_names_the_variable(folder: Path) -> None:
    mistake = only_mistake(folder, SIMULATED, {"COPARENTING_HTTP__PORT": "many"})
    assert mistake.where == "COPARENTING_HTTP__PORT"
    assert mistake.key == "http.port"


@pytest.mark.parametrize("variable", ["COPARENTING_STORE__UROL", "COPARENTING_STORE_URL"])
def test_a_mistyped_environment_variable_is_not_passed_over(folder: Path, variable: str) -> None:
    mistake = only_mistake(folder, SIMULATED, {variable: "canary"})
    assert mistake.where == variable
    assert mistake.mend == "did you mean COPARENTING_STORE__URL?"


def test_a_variable_that_is_no_key_is_none_of_our_business(folder: Path) -> None:
    environ = {"COPARENTING_IMAGE": "x", "PATH": "/bin", "COPARENT_STORE__URL": "x"}
    assert configured(folder, SIMULATED, environ).is_simulator_only


def test_all_mistakes_are_told_at_once(folder: Path) -> None:
    text = """
        [store]
        url = "canary"
        key_file = "nowhere"
        [agency]
        timezone = "Mars/North"
        nmae = "x"
        [telegram]
        token = "canary"
        mode = "webhook"
        webhook_secret = "canary"
        [matrix]
        [http]
        host = "0.0.0.0"
        port = -1
        [sumulator]
        """
    found = mistakes(folder, text, {"COPARENTING_LIMITS__MESSAGE_CHARS": "canary"})
    assert {mistake.key for mistake in found} == {
        "sumulator",
        "agency.nmae",
        "store.key_file",
        "store.url",
        "agency.timezone",
        "telegram.token",
        "telegram.webhook_url",
        "telegram.webhook_secret",
        "matrix.homeserver",
        "matrix.user_id",
        "matrix.password",
        "http.port",
        "http.public_url",
        "limits.message_chars",
        "policy.retention_days",
    }
    assert len(found) == 15


def test_a_problem_reads_as_one_line_for_each_mistake(folder: Path) -> None:
    with pytest.raises(ConfigProblem) as caught:
        configured(folder, "[agency]\nname = 3\n[http]\nport = -1\n" + SIMULATED)
    lines = str(caught.value).splitlines()
    assert lines[0] == (
        f'{folder / "config.toml"}: [agency] name must be a text: write it in quotes, like "this".'
    )
    assert len(lines) == 2


# Files that cannot be read at all.


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblem, match="coparenting init"):
        load(tmp_path / "config.toml", {})


def test_a_folder_in_place_of_the_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigProblem, match="cannot be read"):
        load(tmp_path, {})


def test_a_syntax_error_names_its_line_and_quotes_nothing(folder: Path) -> None:
    mistake = only_mistake(folder, '[store]\nkey_file = "agency.key"\n[telegram]\ntoken = canary"\n')
    assert "line 4" in mistake.says


def test_a_key_that_stands_twice_is_said_so(folder: Path) -> None:
    mistake = only_mistake(folder, "[http]\nport = 1\nport = 2\n")
    assert "line 5" in mistake.says
    assert "twice" in mistake.mend


def test_a_file_that_is_no_text_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_bytes(b"\xff\xfe[x]")
    with pytest.raises(ConfigProblem, match="UTF-8"):
        load(tmp_path / "config.toml", {})


# The example, and what `init` writes.


def switched_on(text: str) -> str:
    """The example with every key and section set that it only shows."""
    return re.sub(r"^#(?=\S)", "", text, flags=re.MULTILINE)


def test_the_example_in_the_repository_is_the_one_the_program_writes() -> None:
    fresh = 'python -c "from bot.config import example; print(example(), end=str())" > config.example.toml'
    assert EXAMPLE.read_text(encoding="utf-8") == example(), f"renew it with: {fresh}"


def test_the_example_shows_every_key_and_no_other() -> None:
    shown = tomllib.loads(switched_on(EXAMPLE.read_text(encoding="utf-8")))
    assert {name: set(table) for name, table in shown.items()} == {
        name: set(kind.model_fields) for name, kind in SECTIONS.items()
    }


def test_what_the_example_shows_as_usual_is_the_default(folder: Path) -> None:
    shown = tomllib.loads(switched_on(EXAMPLE.read_text(encoding="utf-8")))
    placeholders = {
        "url_file",
        "key",
        "token",
        "webhook_secret",
        "webhook_secret_file",
        "password",
        "password_file",
    }
    text = '[store]\nkey_file = "agency.key"\n'
    expected = configured(folder, text + SIMULATED)
    path = folder / "shown.toml"
    lines = []
    for section in ("agency", "simulator", "http", "policy", "calls", "limits"):
        lines.append(f"[{section}]")
        defaults = SECTIONS[section].model_fields
        lines += [
            line
            for line in switched_on(EXAMPLE.read_text(encoding="utf-8"))
            .split(f"\n[{section}]\n")[1]
            .split("\n[")[0]
            .splitlines()
            if (name := line.partition(" = ")[0]) in shown[section]
            and name not in placeholders
            and defaults[name].default is not None
        ]
    path.write_text(text + "\n".join(lines))
    assert load(path, {}) == expected


def test_every_key_of_the_example_is_explained() -> None:
    for kind in SECTIONS.values():
        assert kind.__doc__
        for name, field in kind.model_fields.items():
            assert field.description, name
            assert len(field.description.splitlines()[0]) <= 108


def test_a_first_configuration_is_valid_and_reaches_nobody(tmp_path: Path) -> None:
    config, key = write_initial(tmp_path / "new")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    loaded = load(config, {})
    assert loaded.is_simulator_only
    assert loaded.policy.retention_days is None
    assert len(base64.b64decode(key.read_text())) == 32
    assert loaded.store.key.get_secret_value() == base64.b64decode(key.read_text())


def test_no_two_first_configurations_share_a_key(tmp_path: Path) -> None:
    keys = {write_initial(tmp_path / name)[1].read_text() for name in "ab"}
    assert len(keys) == 2


@pytest.mark.parametrize("name", ["config.toml", "agency.key"])
def test_init_overwrites_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(InitProblem, match=name):
        write_initial(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "mine"
