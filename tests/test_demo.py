"""The demo as a newcomer meets it: one command, a page, and words that go from phone to phone."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
import pytest
from playwright.async_api import FilePayload, Locator, Page, async_playwright, expect

from bot.chat.media import MediaKind
from tests.simulator.test_page import CHROMIUM, FLAGS
from tests.story.samples import MARK, sample

pytestmark = pytest.mark.xdist_group("browser")
needs_chromium = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine: install one or name it in CHROMIUM"
)


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """Run the demo's command in a process of its own; give its address, end it as Ctrl+C does."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "demo", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    try:
        line = (await asyncio.wait_for(process.stdout.readline(), 60)).decode()
        found = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert found is not None, line
        yield found.group()
    finally:
        process.terminate()
        await process.wait()
    assert process.returncode == 0


@asynccontextmanager
async def browser_at(url: str) -> AsyncIterator[Page]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        page = await browser.new_page(viewport={"width": 1440, "height": 900})
        await page.goto(url)
        yield page
        await browser.close()


async def test_the_demo_is_ready_and_healthy_and_ends_in_order() -> None:
    async with demo() as url, aiohttp.ClientSession() as http:
        for path in ("/", "/healthz", "/readyz", "/metrics"):
            async with http.get(url + path) as answer:
                assert answer.status == 200, path


def phone(page: Page, name: str) -> Locator:
    """Return the phone of one person on the page."""
    return page.get_by_label(f"{name}’s phone")


@needs_chromium
async def test_what_is_typed_into_anas_phone_arrives_in_wendys() -> None:
    async with demo() as url, browser_at(url) as page:
        ana, wendy = phone(page, "Ana"), phone(page, "Wendy")
        # The story is under way before anybody types.
        await expect(wendy).to_contain_text("two pancakes", timeout=5000)
        await expect(ana).to_contain_text("luz del pasillo", timeout=5000)
        # Ana shared Jon's bedtime; Wendy read it under English labels and asked about bad dreams.
        await expect(wendy).to_contain_text("Bedtime: A las siete y media, con su cobija de estrellas")
        await expect(ana).to_contain_text("¿Qué ayuda cuando Jon despierta por un mal sueño?")
        await expect(wendy).to_contain_text("Bad dreams: Un abrazo largo, y le canto bajito")
        # A number was handed back, and asked about, and Wendy's words wait for Joshua's morning.
        for label in ("Mandar sin eso", "Preguntar a Tianna", "Borrar"):
            await expect(ana.get_by_role("button", name=label)).to_be_visible()
        # A moment of Jon came to Ana, who was glad of it.
        await expect(ana).to_contain_text("algo nuevo de Jon")
        await expect(ana).to_contain_text("Esto le va a dar gusto a Wendy")
        # What Gladys wishes for the visit has come, too.
        await expect(ana).to_contain_text("lo que Gladys quiere para el")
        # And what Macia wishes for Saturday.
        await expect(ana).to_contain_text("sings me the song of the birds")
        assert "213 555-0134" not in await wendy.inner_text()
        await expect(wendy).to_contain_text("quiet hours for Joshua")
        box = ana.get_by_role("combobox")
        await box.fill("Dile a Gladys que la quiero mucho.")
        await box.press("Enter")
        await ana.get_by_role("button", name=re.compile("Joshua y Wendy")).last.click(timeout=5000)
        await expect(wendy).to_contain_text("Dile a Gladys que la quiero mucho.", timeout=5000)


@needs_chromium
async def test_tianna_passes_on_what_waits_for_her_and_the_clock_jumps_to_tomorrow() -> None:
    async with demo() as url, browser_at(url) as page:
        tianna, brianna = phone(page, "Tianna"), phone(page, "Brianna")
        await tianna.get_by_role("button", name="Pass it on").last.click(timeout=5000)
        await expect(brianna).to_contain_text("blue blanket", timeout=5000)
        await page.get_by_role("button", name=re.compile("tomorrow", re.IGNORECASE)).click(timeout=5000)
        await expect(page.locator("story-clock")).to_contain_text("8:00", timeout=20000)


@needs_chromium
async def test_a_photo_goes_from_wendys_phone_by_tianna_to_anas_and_tells_nothing_but_what_it_shows() -> None:
    photo = sample(MediaKind.PICTURE)
    assert MARK.encode() in photo
    async with demo() as url, browser_at(url) as page:
        ana, wendy, tianna = (phone(page, name) for name in ("Ana", "Wendy", "Tianna"))
        # Of the story: Brianna's picture was passed on, Wendy's waits.
        await expect(ana.get_by_role("img", name="Picture from Brianna")).to_have_count(1, timeout=5000)
        await expect(ana.get_by_role("img", name="Picture from Wendy")).to_have_count(0)
        await expect(tianna.get_by_role("img", name="Picture from A picture waits")).to_have_count(2)

        file: FilePayload = {"name": f"{MARK}.jpg", "mimeType": "image/jpeg", "buffer": photo}
        await wendy.locator("input[type=file]").set_input_files([file])
        await wendy.get_by_role("combobox").fill("At the lake")
        await wendy.get_by_role("combobox").press("Enter")
        waiting = tianna.locator(".message", has_text="At the lake")
        await waiting.get_by_role("button", name="Pass it on").click(timeout=15_000)
        shown = ana.locator(".message", has_text="At the lake").get_by_role("img", name="Picture from Wendy")
        await expect(shown).to_be_attached(timeout=5000)
        await shown.evaluate("image => image.decode()")
        assert await shown.evaluate("image => [image.naturalWidth, image.naturalHeight]") == [64, 48]
        source = await shown.get_attribute("src")
        async with aiohttp.ClientSession() as http, http.get(f"{url}{source}") as answer:
            arrived = await answer.read()
            assert answer.content_type == "image/jpeg"
        assert arrived.startswith(b"\xff\xd8\xff")
        assert MARK.encode() not in arrived


@needs_chromium
async def test_what_waits_for_joshuas_morning_is_there_an_hour_later() -> None:
    async with demo() as url, browser_at(url) as page:
        wendy = phone(page, "Wendy")
        await expect(wendy).to_contain_text("quiet hours for Joshua", timeout=5000)
        await page.get_by_role("button", name="+1 hour").click()
        await expect(wendy).to_contain_text("delivered to Joshua", timeout=20_000)
        await expect(page.get_by_role("button", name=re.compile("Joshua .*new"))).to_be_visible()


@needs_chromium
async def test_a_visit_is_agreed_on_reminded_of_and_told_of_afterwards() -> None:
    async with demo() as url, browser_at(url) as page:
        ana, wendy, tianna = (phone(page, name) for name in ("Ana", "Wendy", "Tianna"))
        await expect(wendy).to_contain_text("Ana would like to set a time", timeout=5000)
        await expect(tianna).to_contain_text("It is set. I have told both homes.", timeout=5000)
        await expect(ana).to_contain_text("La trabajadora dijo que sí. Está fijado.")
        to_morrow = page.get_by_role("button", name=re.compile("tomorrow", re.IGNORECASE))
        await to_morrow.click(timeout=5000)
        await expect(ana).to_contain_text("Ya viene.", timeout=20_000)
        await expect(ana).to_contain_text("Gladys quiere: Mommy, can we read the book with the moon?")
        await expect(to_morrow).to_be_enabled(timeout=20_000)
        await to_morrow.click()
        await expect(wendy).to_contain_text("I hope it went well.", timeout=20_000)
        await wendy.get_by_role("button", name="It happened").last.click()
        await wendy.get_by_role("button", name="It went well").last.click()
        await wendy.get_by_role("button", name="Skip").last.click()
        await expect(ana).to_contain_text("Fue bien, dice Wendy.", timeout=5000)
