"""Take the README's pictures from the page of a running `make run`.

    .venv/bin/python tools/take_pictures.py ADDRESS

Needs a Chromium on the PATH. Start from an empty store (remove data/sandbox.sqlite3*): the pictures are then the same.
"""

import asyncio
import shutil
import sys
from pathlib import Path

from playwright.async_api import Page, async_playwright, expect

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
CONVERSATION = "#channel-timeline"


async def main() -> None:
    """Drive the page and write docs/images/*.png."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1100, "height": 980})
        await page.goto(sys.argv[1])
        await command(page, "summary")
        await card(page, "sentences cited", "summary")
        await page.screenshot(path=IMAGES / "page.png")
        await page.set_viewport_size({"width": 1100, "height": 1900})
        await command(page, "events")
        await card(page, "Timeline", "events")
        await command(page, "relations")
        await card(page, "Who has met whom", "relations")
        await command(page, "onthisday", day="27 February")
        await card(page, "in other years", "onthisday")
        await command(page, "settings")
        await card(page, "Edit channel", "settings")
        await page.locator(".sandbox-link").filter(has_text="quiz").click()
        await command(page, "quiz start")
        await card(page, "question 1 of", "quiz")
        await command(page, "quiz stop")
        await page.get_by_role("button", name="Stop now").click()
        await browser.close()


async def command(page: Page, name: str, **options: str) -> None:
    """Run a command; options that aren't given are left out."""
    await page.locator("#channel-composer-input").click()
    await page.keyboard.type(f"/{name}")
    await page.get_by_role("option").filter(has_text=f"/{name}").first.click()
    for option, value in options.items():
        await page.get_by_text(option, exact=True).last.click()
        await page.keyboard.type(value)
        offered = page.get_by_role("option").filter(has_text=value)
        await offered.first.click()
    await page.locator("#send-message").click()


async def card(page: Page, text: str, name: str) -> None:
    """Take the picture of the newest card with a text."""
    found = page.locator(f"{CONVERSATION} .component-container").filter(has_text=text).last
    await expect(found).to_be_visible(timeout=30_000)
    await found.scroll_into_view_if_needed()
    await found.screenshot(path=IMAGES / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
