"""Neither the token, nor an address, nor a word reaches a log, an error or a representation."""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from bot.adapters.telegram import Telegram
from bot.chat.clock import SystemClock
from bot.chat.incoming import Address
from bot.chat.messenger import SendProblem
from bot.chat.outgoing import Operation, Outgoing
from tests.fakes import botapi_faults as faults
from tests.fakes.botapi import BotApiServer
from tests.telegram.journal import Journal, until

BODY = "Gladys sleeps with the light on"
SAID = "Jon had a fever"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[Callable[[], str]]:
    """Every record of every logger, as text and as bare arguments."""
    names = ["telegram", "telegram.Bot", "telegram.request", "aiohttp.client", "asyncio", "httpx", "bot"]
    before = {name: logging.getLogger(name).level for name in names}
    with caplog.at_level(logging.DEBUG):
        for name in names:
            logging.getLogger(name).setLevel(logging.DEBUG)
        yield lambda: "\n".join(
            f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records
        )
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


async def test_nothing_secret_is_logged_whatever_happens(
    everything_logged: Callable[[], str],
    make_telegram: Callable[..., Telegram],
    server: BotApiServer,
    journal: Journal,
) -> None:
    asyncio.get_running_loop().set_debug(True)
    telegram = make_telegram(farewell="bye")
    ana = server.user(has_started=True)
    to = Address(messenger="telegram", user=str(ana.id), chat=str(ana.id))
    troubles = [
        faults.broken(),
        faults.broken(502),
        faults.reset(),
        faults.hang(),
        faults.flood(1),
        faults.no_access(),
        faults.migrated(-1),
        faults.refused(400, f"Bad Request: can't parse {BODY}"),
        faults.refused(401, "Unauthorized"),
        faults.broken(404, f"<p>/bot{server.token}/sendMessage was not found</p>"),
        faults.broken(400, f'{{"bot{server.token} {BODY}'),
        faults.broken(200, f'{{"ok":true,"result":{{"text":"{BODY}'),
    ]
    problems: list[BaseException] = []
    for trouble in troubles:
        for operation, method in ((Operation.SEND, "sendMessage"), (Operation.EDIT, "editMessageText")):
            server.fail(trouble, method)
            with suppress(SendProblem):
                try:
                    await telegram.send(
                        Outgoing(
                            id="r",
                            to=to,
                            body=BODY,
                            operation=operation,
                            target=("5",)[: operation is Operation.EDIT],
                        )
                    )
                except SendProblem as problem:
                    problems.append(problem)
                    raise
    server.fail(faults.broken(200, f'{{"result":[{{"text":"{SAID}'), "getUpdates")
    server.fail(faults.broken(400, f'{{"bot{server.token}'), "answerCallbackQuery")
    ana.says(SAID)
    ana.presses(1, "t", even_if_gone=True)
    server.push({"message": {"text": SAID, "chat": None}})
    listening = asyncio.create_task(telegram.listen(journal))
    await journal.holds(3)
    await until(lambda: server.count("answerCallbackQuery"))
    await telegram.doctor()
    await telegram.set_commands({"en": [("help", "Help")]}, chat_id=str(ana.id))
    server.revoke_token()
    with pytest.raises(SendProblem) as revoked:
        await listening
    assert not (await telegram.doctor())[0].is_fine
    await telegram.close()

    assert len(problems) == 2 * len(troubles)
    traces = "".join("".join(traceback.format_exception(problem)) for problem in [*problems, revoked.value])
    shown = everything_logged() + traces + repr(problems) + repr(vars(telegram)) + repr(telegram)
    assert "telegram:" in shown
    for secret in (server.token, server.token.partition(":")[2], BODY, SAID, *ana.markers):
        assert secret not in shown


async def test_no_error_for_a_host_that_does_not_answer_shows_the_token(
    everything_logged: Callable[[], str],
) -> None:
    telegram = Telegram("77:SECRET", clock=SystemClock(), api_base_url="http://127.0.0.1:1")
    to = Address(messenger="telegram", user="1", chat="1")
    with pytest.raises(SendProblem) as problem:
        await telegram.send(Outgoing(id="r", to=to, body=BODY))
    findings = await telegram.doctor()
    await telegram.close()
    trace = "".join(traceback.format_exception(problem.value))
    assert "SECRET" not in trace + everything_logged() + repr(findings)


@pytest.mark.parametrize("base", ["ftp://127.0.0.1", "http://", "nonsense", "http://[::1"])
async def test_a_wrong_address_in_the_configuration_does_not_show_the_token(
    everything_logged: Callable[[], str], base: str
) -> None:
    telegram = Telegram("77:SECRET", clock=SystemClock(), api_base_url=base)
    to = Address(messenger="telegram", user="1", chat="1")
    with pytest.raises(SendProblem) as problem:
        await telegram.send(Outgoing(id="r", to=to, body=BODY))
    await telegram.close()
    assert problem.value.__context__ is None
    assert "SECRET" not in "".join(traceback.format_exception(problem.value)) + everything_logged()
