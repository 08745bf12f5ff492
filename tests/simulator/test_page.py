"""The page as a person meets it: in a real browser, with a small scripted stand-in for the bot."""

from __future__ import annotations

import asyncio
import io
import os
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, FilePayload, Locator, Page, async_playwright, expect

from bot.adapters.simulator import SimulatedMessenger, Simulator
from bot.adapters.simulator.page import Command, PhoneCard, add_routes, require_loopback
from bot.chat.clock import SetClock
from bot.chat.incoming import Arrival, Press, Shared, Unreadable, Words
from bot.chat.media import CleanFile, MediaKind
from bot.chat.outgoing import Button, Operation, Outgoing
from tests.story.samples import sample

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# One loop for the file, so that one browser serves all its tests.
pytestmark = pytest.mark.asyncio(loop_scope="module")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install one or name it in CHROMIUM"
)

EVENING = datetime(2026, 11, 3, 23, 40, tzinfo=UTC)
COMMANDS = (Command("start", "Begin"), Command("visit", "Propose a visit"), Command("who", "Who reads here"))
CAST = (
    PhoneCard("ana", "Ana", "mother of Macia, Gladys and Jon", "es", pinned=True, commands=COMMANDS),
    PhoneCard("wendy", "Wendy", "fosters Gladys and Jon", pinned=True, commands=COMMANDS),
    PhoneCard("brianna", "Brianna", "fosters Macia and Jaylan", pinned=True),
    PhoneCard("tianna", "Tianna", "caseworker", pinned=True),
    PhoneCard("joshua", "Joshua", "father of Gladys and Jon"),
    PhoneCard("stranger", "Stranger", "not invited"),
)


class StandIn:
    """Greets, relays between Ana and Wendy, and says what was pressed: just enough to try a page with."""

    def __init__(self, platform: SimulatedMessenger) -> None:
        self.messenger = Simulator(platform)
        self._platform = platform
        self._place: str | None = None

    async def cursor(self) -> str | None:
        return self._place

    async def receive(self, events: Sequence[Arrival | Unreadable], cursor: str | None = None) -> None:
        self._place = cursor
        for event in events:
            assert isinstance(event, Arrival)
            await self._answer(event)

    async def say(self, user: str, body: str, **fields: Any) -> None:  # noqa: ANN401 - fields of Outgoing
        phone = self._platform.phone(user)
        await self.messenger.send(Outgoing(id="row", to=phone.address, body=body, **fields))

    async def _answer(self, event: Arrival) -> None:
        user = event.sender.user
        other = {"ana": "wendy", "wendy": "ana"}.get(user)
        match event.content:
            case Words("/start"):
                buttons = ((Button("Todo bien", "ok"), Button("Tengo una pregunta", "ask")),)
                await self.say(user, "Aquí nadie ve tu número.", rows=buttons)
            case Words(text) if other is not None and event.message is not None:
                await self.say(other, text, header=self._platform.phone(user).title)
                self._platform.mark(event.message, "delivered" if user == "ana" else "waiting")
            case Shared(kind=kind, source=source, text=text) if other is not None:
                data = self._platform.file(source.key)
                assert data is not None
                files = (CleanFile(kind, self._platform.mime(source.key), data),)
                await self.say(other, text, header=self._platform.phone(user).title, files=files)
            case Press(token, message):
                edit = {"operation": Operation.EDIT, "target": (message,)}
                await self.say(user, f"pressed {token}", **edit)


class House:
    """The simulator as a program runs it: platform, stand-in bot and web server, on one port."""

    def __init__(self) -> None:
        self.clock = SetClock(EVENING)
        self.platform = SimulatedMessenger(self.clock)
        self.bot = StandIn(self.platform)
        self.jumps: list[str] = []
        self.may_arrive = asyncio.Event()
        self.may_arrive.set()
        self.clock_is_stuck = False
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    async def open(self) -> None:
        app = web.Application()
        add_routes(app, self.platform, cast=CAST, clock=self.clock, jump=self.jump)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    async def jump(self, to: str) -> None:
        self.jumps.append(to)
        if self.clock_is_stuck:
            message = "stuck"
            raise RuntimeError(message)
        await self.may_arrive.wait()
        self.clock.advance(timedelta(hours=1))


@pytest_asyncio.fixture(loop_scope="module")
async def house() -> AsyncIterator[House]:
    house = House()
    await house.open()
    listening = asyncio.create_task(house.bot.messenger.listen(house.bot))
    yield house
    listening.cancel()
    await asyncio.wait([listening])
    await house.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(house: House, browser: Browser) -> AsyncIterator[Page]:
    async with await browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        page = await context.new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        await page.goto(house.url)
        await expect(page.locator(".now-time")).to_have_text("6:40 PM")
        yield page
        # A connection refused while a test restarts the server is the one expected complaint.
        assert [c for c in complaints if "ERR_CONNECTION_REFUSED" not in c] == []


def phone(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=f"{name}\u2019s phone")


def box(page: Page, name: str) -> Locator:
    return page.get_by_label(f"Message from {name}", exact=True)


async def say(page: Page, name: str, text: str) -> None:
    await box(page, name).fill(text)
    await box(page, name).press("Enter")


@needs_chromium
async def test_the_four_stand_side_by_side_and_say_what_they_are(page: Page) -> None:
    names = await page.locator("chat-phone h2").all_text_contents()
    assert names == ["Ana", "Wendy", "Brianna", "Tianna"]
    assert await page.evaluate("innerWidth >= document.querySelector('.stage').scrollWidth")
    await expect(
        page.get_by_text("Simulator. Invented people, nothing leaves this computer.")
    ).to_be_visible()
    await expect(phone(page, "Ana")).to_contain_text("Español")
    await expect(page.locator(".now")).to_contain_text("Tuesday, November 3")
    await expect(page.locator(".now")).to_contain_text("Eastern Standard Time")


@needs_chromium
async def test_words_travel_from_phone_to_phone_exactly_and_stay_after_a_reload(page: Page) -> None:
    words = '<b>¿Durmió bien?</b>\n  "Jon" & co 😀'
    await say(page, "Ana", words)
    arrived = phone(page, "Wendy").locator(".message")
    await expect(arrived.locator(".from")).to_have_text("Ana")
    assert await arrived.locator(".body").text_content() == words
    await expect(box(page, "Ana")).to_have_value("")
    await expect(phone(page, "Ana").locator(".chip")).to_have_text("Delivered")
    await page.reload()
    assert await arrived.locator(".body").text_content() == words
    await expect(phone(page, "Ana").locator(".chip")).to_have_text("Delivered")


@needs_chromium
async def test_a_button_press_comes_back_and_changes_the_message(page: Page) -> None:
    await phone(page, "Ana").get_by_role("button", name="Send /start").click()
    await phone(page, "Ana").get_by_role("button", name="Todo bien").click()
    await expect(phone(page, "Ana").locator(".message.is-bots .body")).to_have_text("pressed ok")
    await expect(phone(page, "Ana").get_by_role("button", name="Todo bien")).to_have_count(0)


@needs_chromium
async def test_own_messages_can_be_answered_edited_and_taken_back(page: Page, house: House) -> None:
    await say(page, "Wendy", "At four")
    wendys = phone(page, "Wendy")
    await wendys.locator(".bubble").click()
    await wendys.get_by_role("menuitem", name="Edit").click()
    await say(page, "Wendy", "At five")
    await expect(wendys.locator(".body")).to_have_text("At five")
    await expect(wendys.locator(".edited")).to_be_visible()
    await expect(box(page, "Wendy")).to_have_value("")

    await wendys.locator(".bubble").click()
    await wendys.get_by_role("menuitem", name="Reply").click()
    await say(page, "Wendy", "or six")
    await expect(wendys.locator(".quote:visible .quote-body")).to_have_text("At five")
    first, second = house.platform.phone("wendy").screen()
    assert second.reply_to == first.id

    await wendys.locator(".bubble").first.click()
    await wendys.get_by_role("menuitem", name="Take back").click()
    await expect(wendys.locator(".message")).to_have_count(1)
    assert [shown.body for shown in house.platform.phone("wendy").screen()] == ["or six"]


@needs_chromium
async def test_the_bots_messages_can_only_be_answered(page: Page) -> None:
    await say(page, "Wendy", "Hello")
    anas = phone(page, "Ana")
    await anas.locator(".bubble").click()
    await expect(anas.get_by_role("menuitem", name="Reply")).to_be_visible()
    await expect(anas.get_by_role("menuitem", name="Edit")).to_be_hidden()
    await expect(anas.get_by_role("menuitem", name="Take back")).to_be_hidden()


@needs_chromium
async def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    await box(page, "Ana").focus()
    await page.keyboard.type("/vi")
    await expect(phone(page, "Ana").get_by_role("option")).to_have_text(["/visitPropose a visit"])
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(phone(page, "Ana").locator(".body")).to_have_text("/visit")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(phone(page, "Ana").get_by_role("menuitem", name="Reply")).to_be_focused()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(phone(page, "Ana").locator(".message")).to_have_count(0)


@needs_chromium
async def test_news_on_another_phone_are_counted_until_somebody_looks(page: Page, house: House) -> None:
    await say(page, "Ana", "One")
    await say(page, "Ana", "Two")
    badge = phone(page, "Wendy").locator(".badge")
    await expect(badge).to_have_text("2 new")
    await house.bot.say("joshua", "Hello Joshua")
    await expect(page.get_by_role("button", name="Joshua 1 new")).to_be_visible()
    await box(page, "Wendy").focus()
    await expect(badge).to_be_hidden()


@needs_chromium
async def test_another_phone_takes_a_place_and_keeps_it_after_a_reload(page: Page, house: House) -> None:
    await house.bot.say("joshua", "Hello Joshua")
    await page.get_by_role("button", name="Joshua").click()
    await page.get_by_role("menuitem", name="Brianna").click()
    await expect(phone(page, "Joshua").locator(".body")).to_have_text("Hello Joshua")
    await page.reload()
    await expect(page.locator("chat-phone h2")).to_have_text(["Ana", "Wendy", "Joshua", "Tianna"])


@needs_chromium
async def test_the_clock_jumps_once_and_shows_that_it_is_at_work(page: Page, house: House) -> None:
    house.may_arrive.clear()
    hour = page.get_by_role("button", name="+1 hour")
    await hour.click()
    await expect(hour).to_be_disabled()
    await expect(hour).to_have_attribute("aria-busy", "true")
    await expect(page.get_by_role("button", name="Jump to tomorrow 8:00")).to_be_disabled()
    house.may_arrive.set()
    await expect(page.locator(".now-time")).to_have_text("7:40 PM")
    await page.get_by_role("button", name="Jump to tomorrow 8:00").click()
    await expect(page.locator(".now-time")).to_have_text("8:40 PM")
    await expect(hour).to_be_enabled()
    assert house.jumps == ["hour", "tomorrow"]


@needs_chromium
async def test_a_jump_that_fails_is_told_and_can_be_tried_again(page: Page, house: House) -> None:
    house.clock_is_stuck = True
    hour = page.get_by_role("button", name="+1 hour")
    await hour.click()
    await expect(page.get_by_role("status")).to_contain_text("could not be moved")
    await expect(hour).to_be_enabled()
    house.clock_is_stuck = False
    await hour.click()
    await expect(page.locator(".now-time")).to_have_text("7:40 PM")


@needs_chromium
async def test_the_bot_is_seen_at_work(page: Page, house: House) -> None:
    house.platform.typing("ana")
    await expect(phone(page, "Ana").locator(".typing")).to_be_visible()
    await house.bot.say("ana", "Listo")
    await expect(phone(page, "Ana").locator(".typing")).to_be_hidden()


@needs_chromium
async def test_a_held_message_says_that_it_waits(page: Page) -> None:
    await say(page, "Wendy", "Good night")
    await expect(phone(page, "Wendy").locator(".chip.is-waiting")).to_have_text("Waiting")


@needs_chromium
async def test_the_page_comes_back_by_itself_and_loses_no_words(page: Page, house: House) -> None:
    await say(page, "Ana", "Before")
    await expect(phone(page, "Ana").locator(".body")).to_have_text(["Before"])
    await house.close()
    await expect(page.get_by_text("Connecting to the simulator")).to_be_visible()
    await say(page, "Ana", "Typed while away")
    house.platform.phone("ana").types("From elsewhere")
    await house.open()
    await expect(page.get_by_text("Connecting to the simulator")).to_have_count(0)
    await expect(phone(page, "Ana").locator(".body")).to_have_text(["Before", "From elsewhere"])
    await expect(box(page, "Ana")).to_have_value("Typed while away")
    await box(page, "Ana").press("Enter")
    await expect(phone(page, "Wendy").locator(".body")).to_have_text(
        ["Before", "From elsewhere", "Typed while away"]
    )


@needs_chromium
async def test_on_a_narrow_screen_one_phone_fills_the_width(house: House, browser: Browser) -> None:
    async with await browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = await context.new_page()
        await page.goto(house.url)
        await expect(phone(page, "Ana")).to_be_in_viewport(ratio=0.95)
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        await page.get_by_role("button", name="Tianna").click()
        await expect(phone(page, "Tianna")).to_be_in_viewport(ratio=0.95)
        await page.get_by_role("button", name="Joshua").click()
        await expect(phone(page, "Joshua")).to_be_in_viewport(ratio=0.95)
        await expect(page.locator("chat-phone h2")).to_have_text(["Ana", "Wendy", "Brianna", "Joshua"])


def chosen(kind: MediaKind, mime: str, name: str = "IMG_1234") -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": sample(kind)}


PICTURE = chosen(MediaKind.PICTURE, "image/jpeg", "IMG_1234.jpg")


def chooser(page: Page, name: str) -> Locator:
    return phone(page, name).locator("input[type=file]")


async def is_drawn(image: Locator) -> bool:
    """Whether an image came and could be read."""
    await image.evaluate("image => image.decode()")
    return bool(await image.evaluate("image => image.naturalWidth === 64"))


@needs_chromium
async def test_a_picture_goes_from_phone_to_phone_and_opens_larger(page: Page) -> None:
    await chooser(page, "Wendy").set_input_files([PICTURE])
    await expect(phone(page, "Wendy").locator(".chosen")).to_have_text("IMG_1234.jpg")
    await say(page, "Wendy", "At the\nlake")
    for name in ("Wendy", "Ana"):
        await expect(phone(page, name).locator(".body")).to_have_text("At the\nlake")
        assert await is_drawn(phone(page, name).get_by_role("img", name="Picture from Wendy"))
    await expect(phone(page, "Wendy").locator(".chosen")).to_have_count(0)
    await expect(box(page, "Wendy")).to_have_value("")
    assert "IMG_1234" not in await page.locator(".stage").inner_html()

    picture = phone(page, "Ana").get_by_role("button", name="Picture from Wendy", exact=True)
    await picture.focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("dialog", name="Picture from Wendy")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(picture).to_be_focused()


@needs_chromium
async def test_several_pictures_are_an_album_to_leaf_through(page: Page, house: House) -> None:
    files = tuple(
        CleanFile(MediaKind.PICTURE, "image/jpeg", sample(MediaKind.PICTURE, number)) for number in range(3)
    )
    await house.bot.say("ana", "Three", header="Wendy", files=files)
    pictures = phone(page, "Ana").locator(".album.is-several .picture")
    await expect(pictures).to_have_count(3)
    await pictures.last.click()
    await expect(page.get_by_role("dialog", name="Picture 3 of 3 from Wendy")).to_be_visible()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("dialog", name="Picture 1 of 3 from Wendy")).to_be_visible()
    await page.get_by_role("button", name="Picture before").click()
    await expect(page.get_by_role("dialog", name="Picture 3 of 3 from Wendy")).to_be_visible()
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_role("dialog")).to_be_hidden()


@needs_chromium
async def test_pictures_sent_at_once_are_one_album_with_the_words_under_the_first(
    page: Page, house: House
) -> None:
    await chooser(page, "Tianna").set_input_files(
        [PICTURE, chosen(MediaKind.PICTURE, "image/jpeg", "other.jpg")]
    )
    await phone(page, "Tianna").get_by_role("button", name="Don’t send other.jpg").click()
    await chooser(page, "Tianna").set_input_files([PICTURE])
    await say(page, "Tianna", "Two")
    await expect(phone(page, "Tianna").locator(".picture")).to_have_count(2)
    assert [shown.body for shown in house.platform.phone("tianna").screen()] == ["Two", ""]


@needs_chromium
async def test_voices_videos_and_papers_stand_in_the_chat_each_in_its_way(page: Page) -> None:
    sent = [
        (MediaKind.VOICE, "audio/ogg"),
        (MediaKind.VIDEO, "video/mp4"),
        (MediaKind.DOCUMENT, "application/pdf"),
    ]
    for kind, mime in sent:
        await chooser(page, "Wendy").set_input_files([chosen(kind, mime)])
        await phone(page, "Wendy").get_by_role("button", name="Send", exact=True).click()
        await expect(phone(page, "Ana").locator(f".{kind.value}")).to_be_visible()
    anas = phone(page, "Ana")
    for name in ("Voice message from Wendy", "Video from Wendy"):
        player = anas.get_by_label(name, exact=True)
        await player.evaluate("p => p.readyState || new Promise(done => p.onloadedmetadata = done)")
        assert await player.evaluate("p => p.controls && Math.round(p.duration)") == 1
    async with page.expect_download() as download:
        await anas.get_by_role("link", name="Download the document from Wendy").click()
    path = await (await download.value).path()
    assert Path(path).read_bytes() == sample(MediaKind.DOCUMENT)  # noqa: ASYNC240 - a small file


@needs_chromium
async def test_words_under_a_picture_are_edited_like_all_others(page: Page, house: House) -> None:
    await chooser(page, "Tianna").set_input_files([PICTURE])
    await say(page, "Tianna", "At for")
    tiannas = phone(page, "Tianna")
    await tiannas.locator(".words").click()
    await tiannas.get_by_role("menuitem", name="Edit").click()
    await expect(tiannas.get_by_role("button", name="Attach")).to_be_disabled()
    await say(page, "Tianna", "At four")
    await expect(tiannas.locator(".body")).to_have_text("At four")
    assert await is_drawn(tiannas.get_by_role("img", name="Picture from Tianna"))


@needs_chromium
async def test_an_emoji_is_put_on_a_message_and_taken_off_again(page: Page, house: House) -> None:
    await say(page, "Ana", "¡Buenos días!")
    wendys = phone(page, "Wendy")
    for count in (1, 0):
        await wendys.locator(".bubble").click()
        heart = wendys.get_by_role("menuitemradio", name="Heart")
        await expect(heart).to_have_attribute("aria-checked", str(count == 0).lower())
        await heart.click()
        await expect(wendys.get_by_role("img", name="Reaction of Wendy: ❤️")).to_have_count(count)
    own = house.platform.phone("ana").screen()[0].id
    await house.platform.react("ana", own, "🙏")
    await expect(phone(page, "Ana").get_by_role("img", name="Reaction of the bot: 🙏")).to_be_visible()


@needs_chromium
async def test_what_is_too_large_is_not_even_chosen(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes(bytes(20_000_001))
    await chooser(page, "Ana").set_input_files(large)
    await expect(page.get_by_role("status")).to_contain_text("20 MB")
    await expect(phone(page, "Ana").locator(".chosen")).to_have_count(0)


@needs_chromium
async def test_files_that_could_not_be_sent_stay_chosen(page: Page, house: House) -> None:
    await chooser(page, "Ana").set_input_files([PICTURE])
    await house.close()
    await expect(page.get_by_text("Connecting to the simulator")).to_be_visible()
    await say(page, "Ana", "Mira")
    await expect(page.get_by_role("status")).to_contain_text("could not be sent")
    await house.open()
    await expect(page.get_by_text("Connecting to the simulator")).to_have_count(0)
    await box(page, "Ana").press("Enter")
    await expect(phone(page, "Wendy").locator(".picture")).to_be_visible()
    await expect(phone(page, "Wendy").locator(".body")).to_have_text("Mira")


def form(*files: tuple[str, bytes], text: str = "") -> aiohttp.FormData:
    sent = aiohttp.FormData()
    sent.add_field("text", text)
    for mime, data in files:
        sent.add_field("file", io.BytesIO(data), filename="a name", content_type=mime)
    return sent


async def post(house: House, path: str, sent: aiohttp.FormData, origin: str | None = "own") -> int:
    headers = {"Origin": house.url.rstrip("/") if origin == "own" else origin} if origin else {}
    async with (
        aiohttp.ClientSession() as session,
        session.post(house.url + path, data=sent, headers=headers) as answer,
    ):
        return answer.status


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example", "http://127.0.0.1:1"])
async def test_only_the_page_itself_sends_files(house: House, origin: str | None) -> None:
    assert await post(house, "send/ana", form(("image/jpeg", b"x")), origin) == 403
    assert house.platform.phone("ana").screen() == []


async def test_a_form_that_makes_no_sense_sends_nothing(house: House) -> None:
    assert await post(house, "send/nobody", form(("image/jpeg", b"x"))) == 404
    assert await post(house, "send/ana", form()) == 400
    assert await post(house, "send/ana", form(*[("image/jpeg", b"x")] * 11)) == 400
    assert await post(house, "send/ana", form(("image/jpeg", bytes(20_100_000)))) == 413
    assert house.platform.phone("ana").screen() == []


@pytest.mark.parametrize(
    ("mime", "kind", "shown_as"),
    [
        ("image/jpeg", "picture", "image/jpeg"),
        ("audio/mp4", "voice", "audio/mp4"),
        ("video/mp4", "video", "video/mp4"),
        ("image/svg+xml", "picture", None),
        ("text/html", "document", None),
        ("application/pdf", "document", None),
        ("video/x-matroska", "video", None),
    ],
)
async def test_only_what_cannot_act_is_shown_by_the_browser(
    house: House, mime: str, kind: str, shown_as: str | None
) -> None:
    assert await post(house, "send/joshua", form((mime, b"0123456789"), text="a\nb")) == 204
    (shown,) = house.platform.phone("joshua").screen()
    assert (shown.body, shown.files[0].kind) == ("a\nb", kind)
    url = f"{house.url}file/{shown.files[0].key}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        assert await answer.read() == b"0123456789"
        assert answer.headers["Content-Type"] == (shown_as or "application/octet-stream")
        assert answer.headers["Content-Disposition"] == ("inline" if shown_as else "attachment")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("bytes=2-4", 206, b"234"),
        ("bytes=7-", 206, b"789"),
        ("bytes=-2", 206, b"89"),
        ("bytes=10-", 416, None),
    ],
)
async def test_a_recording_can_be_wound(house: House, asked: str, status: int, told: bytes | None) -> None:
    file = house.platform.keep(MediaKind.VOICE, b"0123456789", "audio/ogg")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{house.url}file/{file.key}", headers={"Range": asked}) as answer:
            assert answer.status == status
            assert told is None or await answer.read() == told
        async with session.get(f"{house.url}file/0") as answer:
            assert answer.status == 404


@pytest.mark.parametrize("path", ["", "page/phones.js", "page/phones.css", "file/1", "socket"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "192.168.1.7:8080"},
        {"Host": "[::1].evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_foreign_sites_get_nothing(house: House, path: str, headers: dict[str, str]) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    async with aiohttp.ClientSession() as session:
        if path == "socket":
            headers = {**upgrade, **headers}
        async with session.get(house.url + path, headers=headers) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
async def test_this_computer_is_let_in_under_its_own_names(house: House, host: str) -> None:
    async with aiohttp.ClientSession() as session:
        headers = {"Host": f"{host}:{house.port}"}
        async with session.get(house.url, headers=headers) as answer:
            assert answer.status == 200
            policy = answer.headers["Content-Security-Policy"]
            text = await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|https?://", text)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org", ""])  # noqa: S104 - refused
async def test_the_server_is_bound_to_loopback_or_not_at_all(host: str) -> None:
    with pytest.raises(ValueError, match="loopback"):
        require_loopback(host)
    assert [require_loopback(h) for h in ("127.0.0.1", "::1", "localhost")] == [
        "127.0.0.1",
        "::1",
        "localhost",
    ]


@asynccontextmanager
async def connected(house: House) -> AsyncIterator[Callable[[str], Awaitable[dict[str, Any]]]]:
    """Yield a function that sends raw text over the socket and returns the answer."""
    async with aiohttp.ClientSession() as session, session.ws_connect(house.url + "socket") as socket:
        assert (await socket.receive_json())["type"] == "hello"

        async def ask(raw: str) -> dict[str, Any]:
            await socket.send_str(raw)
            answer: dict[str, Any] = await socket.receive_json(timeout=5)
            return answer

        yield ask


@pytest.mark.parametrize(
    "raw",
    [
        "not json",
        '{"type":"unheard of"}',
        '{"type":"type","user":"ana"}',
        '{"type":"type","user":"somebody else","text":"hi"}',
        '{"type":"withdraw","user":"ana","message":"1"}',
        '{"type":"jump","to":"last year"}',
    ],
)
async def test_a_senseless_request_is_answered_and_changes_nothing(house: House, raw: str) -> None:
    async with connected(house) as ask:
        assert (await ask(raw))["type"] == "problem"
        assert (await ask('{"type":"type","user":"joshua","text":"still there"}'))["type"] == "shown"
    assert house.jumps == []
    assert [shown.body for shown in house.platform.phone("joshua").screen()] == ["still there"]
