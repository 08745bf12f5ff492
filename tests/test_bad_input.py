"""Whatever comes in, or stands damaged in the database: it is answered or set aside, and the rest goes on.

Updates that no reader can make sense of and turns that raise are looked at in ``test_poison``.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select, update

from bot.chat.clock import SetClock
from bot.store import schema
from bot.store.keyring import data_key
from bot.store.sealing import Master, fresh_key
from bot.store.session import Session
from tests.fakes.botapi_user import Shown, User
from tests.outgoing import people, shown
from tests.postgres import PostgresServer, fresh_database
from tests.rosters import by_ref
from tests.story.phones import TelegramExchange
from tests.story.stage import MONDAY_MORNING, STORY, TEXTS, Stage

NAMES = ("Ana", "Joshua", "Wendy", "Brianna", "Samara", "Francis", "Tianna")


class Scene(Stage):
    """Everybody on Telegram; in Jaylan's circle the caseworker looks first."""

    exchange: TelegramExchange

    def user(self, name: str) -> User:
        """Return somebody's phone."""
        return self.exchange.user(name)

    async def says(self, name: str, words: str) -> None:
        """Let somebody write, and everything take its course."""
        self.clock.advance(timedelta(seconds=1))
        self.user(name).says(words)
        await self.settle()

    async def presses(self, name: str, token: str, message: int = 1) -> None:
        """Let somebody's app send a press, whatever stands on their screen."""
        self.clock.advance(timedelta(seconds=1))
        self.user(name).presses(message, token, even_if_gone=True)
        await self.settle()

    def texts(self, name: str) -> list[str]:
        """Return what the bot has on a phone."""
        return [one.text for one in self.user(name).screen()]

    def told(self, name: str, text_id: str) -> int:
        """Return how often somebody was told this."""
        language = "es" if name == "Ana" else "en"
        return self.texts(name).count(TEXTS.render(language, text_id))

    def asked(self, name: str) -> Shown:
        """Return the newest message with buttons."""
        return [one for one in self.user(name).screen() if one.rows][-1]

    async def the_rest_goes_on(self) -> None:
        """Let others write to each other, who have nothing to do with what went wrong."""
        number = len(shown(self.exchange.server))
        await self.says("Joshua", f"Words of Joshua {number}")
        await self.says("Tianna", f"Words of Tianna {number}")
        assert any(f"Words of Joshua {number}" in text for text in self.texts("Wendy"))
        assert f"Words of Tianna {number}" in self.asked("Tianna").text


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    async for made in _scene(f"sqlite:///{tmp_path / 'story.db'}"):
        yield made


async def _scene(url: str) -> AsyncIterator[Scene]:
    clock = SetClock(MONDAY_MORNING)
    exchange = TelegramExchange(clock)
    people(exchange, *NAMES)
    made = Scene(exchange, clock, url, Master(fresh_key()))
    roster = STORY.read_text().replace('phase = "introduction"', 'phase = "introduction"\nway = "hold"')
    await made.open(joined=NAMES, roster=roster)
    yield made
    await made.close()


# --- presses


async def test_no_token_that_is_not_ours_does_anything(scene: Scene) -> None:
    await scene.says("Samara", "Please look at this")
    held = scene.asked("Tianna").buttons[0].token
    row = held.partition(".")[0]
    copied = [one for one in scene.user("Samara").screen() if not one.rows][-1]
    tokens = [
        "", " ", ".", "..", "0", ".0", "null", "{}", "x" * 64, "\N{SNOWMAN}" * 21, "'; DROP TABLE outbox; --",
        f"{row}", f"{row}.", f"{row}.-1", f"{row}.+1", f"{row}.2", f"{row}.9999999", f"{row}.1e0",
        f"{row}.0x0", f"{row}. 0", f"{row}.0.0", f"{row.upper()}.0", f"{row[:-1]}.0",
        f"{row}.\N{ARABIC-INDIC DIGIT NINE}",
        f"{row}.{'9' * 31}", f"{'0' * 32}.0", f"{'f' * 32}.0", "%s.0", "\x00.0",
    ]  # fmt: skip
    for token in tokens:
        before = scene.told("Tianna", "button-passed")
        await scene.presses("Tianna", token, copied.id)
        assert scene.told("Tianna", "button-passed") == before + 1, token
    assert not any("Please look at this" in text for text in scene.texts("Francis"))
    await scene.the_rest_goes_on()


@pytest.mark.parametrize("who", ["Samara", "Francis", "Wendy", "Ana"])
async def test_a_token_of_somebody_elses_does_nothing(scene: Scene, who: str) -> None:
    """The writer herself, a reader of the same circle, and people of another family."""
    await scene.says("Samara", "Please look at this")
    pass_it_on = scene.asked("Tianna").buttons[0].token
    others = {name: scene.texts(name) for name in NAMES if name != who}
    await scene.presses(who, pass_it_on)
    assert scene.told(who, "button-passed") == 1
    assert {name: scene.texts(name) for name in NAMES if name != who} == others
    scene.user("Tianna").taps(scene.asked("Tianna").labels[0])
    await scene.settle()
    assert any("Please look at this" in text for text in scene.texts("Francis"))


async def test_a_token_under_a_persons_words_does_nothing(scene: Scene) -> None:
    await scene.says("Wendy", "Words that carry no buttons")

    def row_of_copy(session: Session) -> str:
        words = select(schema.outbox.c.id).where(schema.outbox.c.kind == "words")
        return str(session.connection.execute(words.limit(1)).scalar_one())

    row = await scene.house.store.read(row_of_copy)
    for name in ("Ana", "Joshua", "Wendy"):
        await scene.presses(name, f"{row}.0")
        assert scene.told(name, "button-passed") == 1


async def test_a_token_of_a_stranger_is_not_even_answered(scene: Scene) -> None:
    await scene.says("Samara", "Please look at this")
    stranger = scene.exchange.server.user(has_started=True)
    stranger.presses(1, scene.asked("Tianna").buttons[0].token, even_if_gone=True)
    await scene.settle()
    assert stranger.screen() == []
    assert not any("Please look at this" in text for text in scene.texts("Francis"))


# --- size and shape


async def test_words_longer_than_may_be_are_handed_back_and_not_cut(scene: Scene) -> None:
    wendy = scene.user("Wendy")
    longest = scene.defaults.message_chars
    for number, length in enumerate((longest, longest + 1, 700_000)):
        scene.clock.advance(timedelta(seconds=1))
        update = {
            "message": {
                "message_id": 70_000 + number,
                "date": int(scene.clock.now().timestamp()),
                "chat": {"id": wendy.id, "type": "private"},
                "from": wendy.profile,
                "text": "b" * length,
            }
        }
        scene.exchange.server.push(update)
        await scene.settle()
    assert scene.told("Wendy", "words-too-long") == 2
    ana = [one for one in shown(scene.exchange.server) if one.chat == scene.user("Joshua").id]
    assert sum(one.words.count("b") for one in ana if "bbb" in one.words) == longest
    await scene.the_rest_goes_on()


async def test_a_huge_or_deep_update_is_taken_in_like_any_other(scene: Scene) -> None:
    wendy = scene.user("Wendy")
    deep: Any = "bottom"
    for _ in range(400):
        deep = {"message": [deep]}
    for number, junk in enumerate(
        ({"x": ["junk" * 10] * 50_000}, deep, {"reply_markup": {"x": "y" * 3_000_000}})
    ):
        message = {
            "message_id": 80_000 + number,
            "date": int(scene.clock.now().timestamp()),
            "chat": {"id": wendy.id, "type": "private"},
            "from": wendy.profile,
            "text": f"Words {number}",
            "hologram": junk,
        }
        scene.exchange.server.push(
            json.dumps({"update_id": scene.exchange.server.queue.next_id, "message": message})
        )
        await scene.settle()
        assert f"Words {number}" in scene.texts("Joshua")[-1]
    await scene.the_rest_goes_on()


# --- a database that others hold


async def test_a_database_that_another_process_holds_for_a_second_is_waited_for(
    scene: Scene, tmp_path: Path
) -> None:
    holder = (
        "import sqlite3, sys, time\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True)\n"
        "time.sleep(1)\n"
        "connection.execute('COMMIT')\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", holder, str(tmp_path / "story.db"), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    for number in range(3):
        scene.user("Wendy").says(f"Words {number}")
    assert process.returncode is None
    await scene.settle()
    assert await process.wait() == 0
    assert [text.splitlines()[-1] for text in scene.texts("Joshua")] == ["Words 0", "Words 1", "Words 2"]
    assert scene.told("Wendy", "error-told") == 0


# --- damage in the database


async def _damage(scene: Scene, table: Table, column: str, *where: Any) -> int:  # noqa: ANN401 - conditions
    """Turn one bit of a sealed column in the rows of a table; return how many there were."""

    def work(session: Session) -> int:
        rows = (
            session.connection.execute(select(table).where(table.c[column].is_not(None), *where))
            .mappings()
            .all()
        )
        for row in rows:
            kept = bytes(row[column])
            damaged = kept[:-1] + bytes([kept[-1] ^ 1])
            this = [one == row[one.name] for one in table.primary_key]
            session.connection.execute(update(table).where(*this).values({column: damaged}))
        return len(rows)

    return await scene.house.store.run(work)


def _person(session: Session, ref: str) -> str:
    return str(by_ref(session, schema.person)[ref].id)


async def _id(scene: Scene, ref: str) -> str:
    return await scene.house.store.read(lambda session: _person(session, ref))


async def _states(scene: Scene, *where: Any) -> list[str]:  # noqa: ANN401 - conditions
    def work(session: Session) -> list[str]:
        found = select(schema.outbox.c.state).where(*where).order_by(schema.outbox.c.id)
        return list(session.connection.execute(found).scalars())

    return await scene.house.store.read(work)


async def test_a_damaged_arrival_is_set_aside_as_it_stands(scene: Scene) -> None:
    scene.user("Samara").says("Words that are damaged on their way")
    await scene.exchange.all_received()
    assert await _damage(scene, schema.inbox, "body") == 1
    scene.user("Samara").says("Words behind them")
    await scene.settle()
    assert scene.told("Samara", "error-told") == 1
    assert "Words behind them" in scene.asked("Tianna").text

    def dead(session: Session) -> list[str]:
        return list(session.connection.execute(select(schema.dead_letter.c.why)).scalars())

    assert await scene.house.store.read(dead) == ["Unsealable"]
    await scene.the_rest_goes_on()


async def test_a_damaged_arrival_of_a_stranger_is_set_aside_too(scene: Scene) -> None:
    stranger = scene.exchange.server.user(has_started=True)
    stranger.says("Hello?")
    await scene.exchange.all_received()
    assert await _damage(scene, schema.inbox, "body") == 1
    await scene.settle()
    stranger.says("Hello again?")
    await scene.settle()
    assert len(stranger.screen()) == 1
    await scene.the_rest_goes_on()


@pytest.mark.parametrize(("table", "column"), [(schema.message, "words"), (schema.outbox, "payload")])
async def test_damaged_words_are_set_aside_and_their_writer_told(
    scene: Scene, table: Table, column: str
) -> None:
    scene.user("Ana").blocks()  # so that Joshua's copy is not the only one in question
    scene.user("Wendy").says("Words that are damaged before they go")
    await scene.exchange.all_received()
    await scene.house.turns.drain()
    assert await _damage(scene, table, column) >= 1
    scene.user("Wendy").says("Words behind them")
    await scene.settle()
    assert not any("damaged" in text for text in scene.texts("Joshua"))
    assert any("Words behind them" in text for text in scene.texts("Joshua"))
    damaged = "\N{EN DASH}" if table is schema.message else "Words that are damaged before they go"
    ended = TEXTS.render("en", "ended-told", people="Joshua", words=damaged)
    assert scene.texts("Wendy").count(ended) == 1
    assert "dead" in await _states(scene)
    await scene.the_rest_goes_on()


async def test_a_damaged_answer_to_a_stranger_is_set_aside(scene: Scene) -> None:
    stranger = scene.exchange.server.user(has_started=True)
    stranger.says("Hello?")
    await scene.exchange.all_received()
    await scene.house.turns.drain()
    assert await _damage(scene, schema.outbox, "stranger") == 1
    await scene.settle()
    assert stranger.screen() == []
    assert await _states(scene, schema.outbox.c.person_id.is_(None)) == ["dead"]
    await scene.the_rest_goes_on()


async def test_a_damaged_conversation_is_told_to_its_person_only(scene: Scene) -> None:
    await scene.says("Brianna", "Words about whom?")
    assert await _damage(scene, schema.interview, "state") == 1
    await scene.says("Brianna", "More words")
    assert scene.told("Brianna", "error-told") == 1
    await scene.the_rest_goes_on()


@pytest.mark.parametrize(
    ("table", "column"),
    [(schema.person, "name"), (schema.account, "address"), (data_key, "wrapped")],
)
async def test_a_damaged_person_does_not_stop_the_others(scene: Scene, table: Table, column: str) -> None:
    """Francis cannot be named, or written to, or nothing of his opens at all."""
    await scene.says("Samara", "Words on their way to Francis")
    francis = await _id(scene, "francis")
    mine = {"person": "id", "account": "person_id", "data_key": "scope_id"}[table.name]
    assert await _damage(scene, table, column, table.c[mine] == francis) == 1
    scene.user("Tianna").taps(scene.asked("Tianna").labels[0])
    await scene.settle()
    scene.user("Francis").says("Is anybody there?")
    await scene.settle()
    await scene.wait(timedelta(minutes=3))
    scene.user("Joshua").says("And we?")
    await scene.settle()
    assert any("And we?" in text for text in scene.texts("Wendy"))
    words = "Words on their way to Francis"
    ended = [
        TEXTS.render("en", "ended-told", people=name, words=words) for name in ("Francis", "\N{EN DASH}")
    ]
    was_told = any(text in ended for text in scene.texts("Samara"))
    has_arrived = any("Words on their way to Francis" in text for text in scene.texts("Francis"))
    # A name is only shown; without an address or a key there is no way, and the writer is told so.
    assert (has_arrived, was_told) == ((True, False) if column == "name" else (False, True))


async def test_a_damaged_child_does_not_keep_other_looks_from_ending(scene: Scene) -> None:
    """What the clock makes due is done for one circle even where another one cannot be read."""

    def hold(session: Session) -> str:
        session.connection.execute(
            update(schema.circle).values(phase="introduction", way="hold", hold_until=session.now)
        )
        return str(by_ref(session, schema.child)["jaylan"].id)

    jaylan = await scene.house.store.run(hold)
    assert await _damage(scene, schema.child, "name", schema.child.c.id == jaylan) == 1
    scene.clock.advance(timedelta(days=8))
    await scene.settle()

    def ways(session: Session) -> dict[str, str]:
        return {ref: row.way for ref, row in by_ref(session, schema.circle).items()}

    assert await scene.house.store.read(ways) == {"gladys-jon": "watch", "macia": "watch", "jaylan": "watch"}
    await scene.the_rest_goes_on()


@pytest.mark.xdist_group("postgres")
async def test_damage_is_borne_on_postgresql_as_well(postgres_server: PostgresServer) -> None:
    async for scene in _scene(fresh_database(postgres_server)):
        scene.user("Wendy").says("Words that are damaged on their way")
        await scene.exchange.all_received()
        assert await _damage(scene, schema.inbox, "body") == 1
        await scene.settle()
        await scene.says("Wendy", "Words that go")
        scene.user("Wendy").says("Words that are damaged before they go")
        await scene.exchange.all_received()
        await scene.house.turns.drain()
        assert await _damage(scene, schema.message, "words") >= 1
        scene.clock.advance(timedelta(seconds=1))
        await scene.settle()
        assert any("Words that go" in text for text in scene.texts("Joshua"))
        await scene.the_rest_goes_on()
