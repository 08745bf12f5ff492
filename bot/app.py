"""The composition root: from a configuration to a running house, and to the demo.

The only place that knows everything. Raises StoreProblem, AlreadyRunning or CredentialRevoked, in words an
operator can act on.
"""

from __future__ import annotations

import asyncio
import signal
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from functools import partial
from pathlib import Path

import msgspec
import structlog
from aiohttp import web

from bot.adapters.matrix import Matrix, Rooms, Vault
from bot.adapters.simulator import SimulatedMessenger, Simulator
from bot.adapters.simulator.page import add_routes, require_loopback
from bot.adapters.telegram.adapter import CAPABILITIES, Telegram
from bot.chat.clock import Clock, SystemClock
from bot.chat.messenger import Messenger, SendProblem
from bot.config import Config
from bot.demo.homeserver import Homeserver
from bot.demo.matrix import DOMAIN, Account, Accounts, MatrixStory
from bot.demo.people import ZONE
from bot.demo.story import DemoStory, cast
from bot.house import House, Messengers
from bot.jumping import jump, load_offset
from bot.store import migrating
from bot.store.facts import JOIN_LINK
from bot.store.inbox import put_setting
from bot.store.locks import RunnerLock
from bot.store.opening import defaults_of, make_ready, master_of, open_ready_store
from bot.store.sealing import Master, fresh_key
from bot.store.session import Defaults
from bot.store.store import Store
from bot.store.viewing import desk_chats
from bot.texts import Texts
from bot.web import application, serve

_log = structlog.get_logger("app")
MENUS_SECONDS = 60


def telegram_of(config: Config, clock: Clock, texts: Texts, topics: Rooms | None = None) -> Telegram | None:
    """Return the Telegram adapter as configured, or None where it is off. Without ``topics`` it has none."""
    section = config.telegram
    if section is None:
        return None
    limits = config.limits
    capabilities = msgspec.structs.replace(
        CAPABILITIES,
        undo_seconds=config.policy.undo_seconds,
        per_second=limits.telegram_per_second,
        per_chat_per_second=limits.telegram_per_chat_per_second,
        per_chat_burst=limits.telegram_per_chat_burst,
    )
    secret = section.webhook_secret
    return Telegram(
        section.token.get_secret_value(),
        clock=clock,
        api_base_url=section.api_base_url,
        mode=section.mode,
        webhook_url=section.webhook_url,
        webhook_secret=secret.get_secret_value() if secret else None,
        farewell=texts.render(config.agency.languages[0], "group-refused"),
        capabilities=capabilities,
        rooms=topics,
    )


def matrix_of(config: Config, clock: Clock, texts: Texts, rooms: Rooms, vault: Vault) -> Matrix | None:
    """Return the Matrix adapter as configured, or None where it is off."""
    section = config.matrix
    if section is None:
        return None
    return Matrix(
        section.homeserver,
        section.user_id,
        section.password.get_secret_value(),
        store_path=section.store_path,
        rooms=rooms,
        vault=vault,
        clock=clock,
        device_name=section.device_name,
        encrypted=section.encrypted,
        room_is_new="\n".join(texts.render(language, "room-is-new") for language in texts.languages),
        farewell=texts.render(config.agency.languages[0], "group-refused"),
    )


def run(config: Config) -> None:
    """Run until a signal asks to stop. What was committed is safe however it ends."""
    asyncio.run(_run(config))


async def _run(config: Config) -> None:
    agency = config.agency
    texts = Texts.load(default=agency.languages[0], own={"emergency": agency.emergency_text_in})
    url = config.store.url.get_secret_value()
    clock = SystemClock()
    async with AsyncExitStack() as stack:
        if config.store.path is not None:
            stack.enter_context(RunnerLock.beside(url))
        async with open_ready_store(config) as opened:
            await make_ready(opened, clock)
        platform = SimulatedMessenger(clock) if config.simulator.enabled else None

        def messengers(store: Store) -> list[Messenger]:
            telegram = telegram_of(config, clock, texts, store.rooms("telegram"))
            matrix = matrix_of(config, clock, texts, store.rooms("matrix"), store.vault("matrix"))
            simulator = Simulator(platform) if platform is not None else None
            return [one for one in (telegram, matrix, simulator) if one is not None]

        house = await stack.enter_async_context(
            House(
                url=url,
                master=master_of(config),
                defaults=defaults_of(config),
                clock=clock,
                messengers=messengers,
                texts=texts,
            )
        )
        if config.is_simulator_only:
            await load_offset(house, clock)
        app = application(house, house.calendar)
        telegram = next((one for one in house.messengers.values() if isinstance(one, Telegram)), None)
        if telegram is not None:
            app.add_routes(telegram.webhook_routes(house.intake(telegram.name)))
        if platform is not None:
            require_loopback(config.http.host)
            _add_page(app, platform, house, texts, clock, config.agency.timezone.key)
        runner, port = await serve(app, config.http.host, config.http.port)
        stack.push_async_callback(runner.cleanup)
        if telegram is not None:
            introduction = asyncio.create_task(introduce(telegram, house, texts))
            stack.push_async_callback(_end, introduction)
        _log.info("running", port=port)
        await until_signal(house)


async def introduce(telegram: Telegram, house: House, texts: Texts) -> None:
    """Keep Telegram's menus true: everybody's commands, and the desk's for those who have one.

    Also learns the link with which a code opens the bot. Trouble is waited out: the menus are a courtesy.
    """
    told: set[str] = set()
    everybody = {language: house.commands(texts, language) for language in ("", *texts.languages)}
    is_general_told = False
    while True:
        try:
            if not is_general_told:
                await telegram.set_commands(everybody)
                link = f"https://t.me/{await telegram.username()}?start=".encode()
                await house.store.run(partial(put_setting, name=JOIN_LINK, value=link))
                is_general_told = True
            for chat in await house.store.read(desk_chats) - told:
                desk = {lang: house.commands(texts, lang, is_desk=True) for lang in ("", *texts.languages)}
                await telegram.set_commands(desk, chat)
                told.add(chat)
        except SendProblem as problem:
            _log.info("menus not set", result=type(problem).__name__.lower())
        await asyncio.sleep(MENUS_SECONDS)


async def _end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def until_signal(house: House, *beside: asyncio.Task[None]) -> None:
    """Run the house until SIGTERM or SIGINT, or until it, or what runs beside it, ends by itself."""
    loop = asyncio.get_running_loop()
    running = asyncio.create_task(house.run())
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({running, stopping, *beside}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    try:
        for task in (running, *beside):
            if task.done():
                task.result()
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    _log.info("stopped")


def _add_page(
    app: web.Application,
    platform: SimulatedMessenger,
    house: House,
    texts: Texts,
    clock: SystemClock,
    zone: str,
) -> None:
    async def go(where: str) -> None:
        await jump(house, clock, where, zone)

    add_routes(app, platform, cast=cast(house, texts), clock=clock, jump=go, zone=zone)


def demo(port: int, *, ready: Callable[[int], None] | None = None) -> None:
    """Play the story on simulated phones, on loopback, on a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="coparenting-demo-") as folder:
        asyncio.run(_demo(Path(folder), port, ready))


def _demo_house(
    folder: Path, clock: Clock, texts: Texts, messengers: Messengers, *, quiet: str | None
) -> House:
    """Return a house on a database of its own that is as new as it."""
    url = f"sqlite:///{folder / 'demo.db'}"
    migrating.upgrade(url)
    return House(
        url=url,
        master=Master(fresh_key()),
        defaults=Defaults(quiet=quiet),
        clock=clock,
        messengers=messengers,
        texts=texts,
    )


async def _demo(folder: Path, port: int, ready: Callable[[int], None] | None) -> None:
    texts = Texts.load()
    clock = SystemClock()
    platform = SimulatedMessenger(clock)
    house = _demo_house(folder, clock, texts, [Simulator(platform)], quiet="21:00-07:00")
    async with house, AsyncExitStack() as stack:
        story = DemoStory(house, platform, clock)
        await story.prepare()
        app = application(house, house.calendar)
        _add_page(app, platform, house, texts, clock, ZONE)
        runner, taken = await serve(app, "127.0.0.1", port)
        stack.push_async_callback(runner.cleanup)
        telling = asyncio.create_task(story.tell())
        stack.push_async_callback(_end, telling)
        if ready is not None:
            ready(taken)
        await until_signal(house)


def demo_matrix(port: int, *, ready: Callable[[str, str, Sequence[Account]], None]) -> None:
    """Play the story on a Matrix homeserver of its own, on loopback; all of it is gone afterwards.

    ``ready`` is told where the homeserver is, the bot's Matrix id, and how to sign in as whom. Raises
    HomeserverProblem, or OSError where the port is taken.
    """
    with (
        _terminable(),
        tempfile.TemporaryDirectory(prefix="coparenting-demo-") as folder,
        Homeserver(Path(folder) / "synapse", port, domain=DOMAIN) as homeserver,
    ):
        accounts = Accounts(homeserver)
        told = partial(ready, accounts.url, accounts.bot, accounts.people)
        asyncio.run(_demo_matrix(Path(folder), accounts, told))


@contextmanager
def _terminable() -> Iterator[None]:
    """Let either signal end us in order, so that nothing is left behind before the house runs or after."""
    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, signal.default_int_handler) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


async def _demo_matrix(folder: Path, accounts: Accounts, ready: Callable[[], None]) -> None:
    texts = Texts.load()
    clock = SystemClock()

    def messengers(store: Store) -> Sequence[Messenger]:
        return [
            Matrix(
                accounts.url,
                accounts.bot,
                accounts.bot_password,
                store_path=folder / "keys",
                rooms=store.rooms("matrix"),
                vault=store.vault("matrix"),
                clock=clock,
                room_is_new="\n".join(texts.render(language, "room-is-new") for language in texts.languages),
                farewell=texts.render(texts.languages[0], "group-refused"),
            )
        ]

    house = _demo_house(folder, clock, texts, messengers, quiet=None)
    async with house, AsyncExitStack() as stack:
        story = MatrixStory(house, accounts, folder / "phones")
        await story.prepare()
        telling = asyncio.create_task(story.tell(ready))
        stack.push_async_callback(_end, telling)
        await until_signal(house, telling)
