"""Take the pictures of the README and of the guides from the page of a running `make run`.

    .venv/bin/python tools/take_pictures.py ADDRESS [NAME…]

Names are those in `PARTS`; without any, all pictures are taken. Needs a Chromium on the PATH. Start from an empty store
(`BACKCHANNEL_DATABASE_URL`), and take all at once: the pictures are then the same but for days, times and the quiz.
"""

import asyncio
import re
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright, expect

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
CONVERSATION = "#channel-timeline"
COMPOSER = "#channel-composer-input"
WAIT_MS = 90_000
ASK_EVERY_S = 0.1
SETTLE_MS = 800
"""Until a card that was edited shows its buttons as usable and its selects anew."""
SETUP_CHOICES = {2: "digest", 3: "Every weekday"}
NO_ARTICLE = (
    "We value your privacy. We and our 842 partners store and access information on a device, such as cookies, and "
    "process personal data. Click Accept all to consent, or Manage options to choose the purposes for which we and our "
    "vendors may use cookies. You can withdraw your consent at any time in our cookie policy."
)


async def reading(page: Page) -> None:
    """What an article says, and where each point comes from."""
    await page.set_viewport_size({"width": 1100, "height": 980})
    await command(page, "summary")
    await card(page, "sentences cited")
    await page.screenshot(path=IMAGES / "page.png")
    await page.set_viewport_size({"width": 1100, "height": 1900})
    await picture(page, "sentences cited", "summary")
    await press(page, "Sources (4)")
    await picture(page, "Where each point comes from", "sources")
    await command(page, "article add")
    form = page.get_by_role("dialog")
    await form.get_by_role("textbox", name="Text *").fill(NO_ARTICLE)
    await form.get_by_role("button", name="Submit").click()
    await picture(page, "cookie", "not-read")


async def record(page: Page) -> None:
    """What is recorded: events, relations, persons, days."""
    await command(page, "events")
    await picture(page, "Timeline", "events")
    await command(page, "event show", "E555")
    await picture(page, "Event E555", "event")
    await command(page, "relations")
    await picture(page, "Who has met whom", "relations")
    await command(page, "compare", "US – China", "China – Japan")
    await picture(page, "Two barometers", "compare")
    await command(page, "who", "Wang Yi")
    await picture(page, "Met or spoke with", "who")
    await command(page, "onthisday", day="27 February")
    await picture(page, "in other years", "onthisday")


async def playing(page: Page) -> None:
    """A quiz in its channel: a question, and its answer."""
    await page.locator(".sandbox-link").filter(has_text="quiz").click()
    await command(page, "quiz start")
    await picture(page, "question 1 of", "quiz")
    await (await card(page, "question 1 of")).get_by_role("button").first.click()
    await picture(page, "Right: ", "quiz-answer")  # once the question's time is over
    await command(page, "quiz stop")
    await press(page, "Stop now")
    await page.locator(".sandbox-link").filter(has_text="general").click()


async def managing(page: Page) -> None:
    """What those who manage a server see."""
    await command(page, "setup")
    for step in range(1, 5):
        if step in SETUP_CHOICES:
            await choose(page, f"step {step} of 4", SETUP_CHOICES[step])
        await picture(page, f"step {step} of 4", f"setup-{step}")
        await press(page, "Start" if step == 4 else "Next")
        await card(page, f"step {step + 1} of 4" if step < 4 else "This server follows")
    await picture(page, "This server follows", "setup-done")
    await picture(page, "What happened", "setup-preview")
    await command(page, "settings")
    await picture(page, "Edit channel", "settings")
    await command(page, "event review")
    await picture(page, "Why it is here", "event-review")
    await command(page, "digest why")
    await picture(page, "in your time", "digest-why")


async def command(page: Page, name: str, *needed: str, **options: str) -> None:
    """Run a command; `needed` are the values of the options that it can't do without, in their order."""
    await page.locator(COMPOSER).click()
    await page.keyboard.type(f"/{name}")
    await page.get_by_role("option").filter(has_text=f"/{name}").first.click()
    for value in needed:  # the page goes to the next by itself
        await offered(page, value)
    for option, value in options.items():
        await page.get_by_text(option, exact=True).last.click()
        await offered(page, value)
    await page.locator("#send-message").click()


async def offered(page: Page, value: str) -> None:
    """Type a value and take the first that is offered."""
    await page.keyboard.type(value)
    begins = re.compile(rf"(^|\s){re.escape(value)}")
    await page.get_by_role("option").filter(has_text=begins).first.click()


async def choose(page: Page, text: str, option: str) -> None:
    """Choose an option of the select on the newest card with a text."""
    await (await card(page, text)).get_by_role("combobox").last.click()
    await page.get_by_role("option", name=option).first.click()


async def press(page: Page, label: str) -> None:
    """Press the newest button of a name."""
    await conversation(page).get_by_role("button", name=label, exact=True).last.click(timeout=WAIT_MS)


def conversation(page: Page) -> Locator:
    """Return what is said in the channel."""
    return page.locator(CONVERSATION)


async def card(page: Page, text: str) -> Locator:
    """Return the newest card with a text, once it and its pictures are there."""
    found = conversation(page).locator(".component-container").filter(has_text=text).last
    await expect(found).to_be_visible(timeout=WAIT_MS)
    await found.scroll_into_view_if_needed()
    async with asyncio.timeout(WAIT_MS / 1000):
        while not await found.evaluate(  # noqa: ASYNC110  a browser can only be asked
            "card => [...card.querySelectorAll('img')].every(one => one.complete && one.naturalWidth > 0)"
        ):
            await asyncio.sleep(ASK_EVERY_S)
    await page.mouse.move(0, 0)  # no button looks as if it were about to be pressed
    await page.wait_for_timeout(SETTLE_MS)
    await found.scroll_into_view_if_needed()
    return found


async def picture(page: Page, text: str, name: str) -> None:
    """Take the picture of the newest card with a text."""
    await (await card(page, text)).screenshot(path=IMAGES / f"{name}.png")


PARTS: dict[str, Callable[[Page], Awaitable[None]]] = {
    part.__name__: part for part in (reading, record, playing, managing)
}


async def main(address: str, names: list[str]) -> None:
    """Drive the page and write docs/images/*.png."""
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = await browser.new_page(viewport={"width": 1100, "height": 1900})
        await page.goto(address)
        page.set_default_timeout(WAIT_MS)
        for name in names or PARTS:
            await PARTS[name](page)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
