"""Posts to the webhook: worked in order as far as they have come, each once, and none is lost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.adapters.telegram import Telegram
from bot.adapters.telegram.webhook import SECRET_HEADER
from bot.web import application, serve
from tests.troubled import CAST, TroubledStage, of_wendy

SECRET = "a-secret_of-ours"
PATH = "/telegram/hook"


class Post(TroubledStage):
    """A stage that Telegram posts to, instead of being asked."""

    address: str

    def telegram(self, url: str) -> Telegram:
        """Return an adapter that expects posts at an address."""
        return Telegram(
            self.server.token,
            clock=self.clock,
            api_base_url=self.server.url,
            mode="webhook",
            webhook_url=url,
            webhook_secret=SECRET,
        )

    async def post(self, *updates: dict[str, Any]) -> None:
        """Post updates ourselves, one after the other, in any order we like."""
        async with aiohttp.ClientSession(headers={SECRET_HEADER: SECRET}) as session:
            for update in updates:
                async with session.post(self.address, json=update) as answer:
                    assert answer.status == 200


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Post]:
    """Give a stage with the route served, and nothing registered with Telegram yet."""
    made = Post.on(f"sqlite:///{tmp_path / 'webhook.db'}")
    await made.open(joined=CAST)
    await made.stop_listening()
    app = application(made.house)
    app.add_routes(made.telegram(f"http://127.0.0.1{PATH}").webhook_routes(made.house.intake("telegram")))
    runner, port = await serve(app, "127.0.0.1", 0)
    made.address = f"http://127.0.0.1:{port}{PATH}"
    yield made
    await runner.cleanup()
    await made.close()


def said(stage: Post, number: int, text: str) -> dict[str, Any]:
    user = stage.user("Wendy")
    chat = {"id": user.id, "type": "private"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": {"id": user.id}, "text": text}
    return {"update_id": number, "message": message}


async def test_posts_that_have_come_are_worked_in_order_whatever_order_they_came_in(stage: Post) -> None:
    await stage.post(said(stage, 3, "Three."), said(stage, 1, "One."), said(stage, 2, "Two."))
    await stage.house.settle()
    assert stage.reads("Ana") == [of_wendy("Ana", words) for words in ("One.", "Two.", "Three.")]


async def test_a_post_that_comes_too_late_is_worked_when_it_comes_and_only_once(stage: Post) -> None:
    late = said(stage, 1, "One.")
    await stage.post(said(stage, 2, "Two."))
    await stage.house.settle()
    await stage.post(late, late)
    await stage.house.settle()
    await stage.post(late)
    await stage.house.settle()
    assert stage.reads("Ana") == [of_wendy("Ana", words) for words in ("Two.", "One.")]


async def test_telegram_posts_one_after_the_other_and_repeats_do_no_harm(stage: Post) -> None:
    telegram = stage.telegram(stage.address)
    stage.server.disturb(3, duplicates=0.2)
    words = [f"Number {number}." for number in range(12)]
    for one in words:
        own = stage.user("Wendy").says(one)
        stage.user("Wendy").edits(own, f"{one} Changed.")
        stage.phone("Samara").says(one)
    registering = asyncio.create_task(telegram.listen(stage.house.intake("telegram")))
    await stage.server.wait_for(lambda: stage.server.delivery.webhook and not len(stage.server.queue))
    assert stage.server.calls("setWebhook")[0].params["max_connections"] == 1
    await stage.house.settle()
    registering.cancel()
    await asyncio.gather(registering, return_exceptions=True)
    assert stage.reads("Ana") == [of_wendy("Ana", f"{one} Changed.") for one in words]
    assert [one.body for one in stage.screen("Francis")] == words
    assert stage.reads("Wendy") == []
    await telegram.close()
