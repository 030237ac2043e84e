"""A person at the page: finds things by what stands there, waits by asking again."""

import asyncio
from pathlib import Path
from typing import Self

from playwright.async_api import Browser, Locator, Page, expect

WAIT_S = 10.0
ASK_EVERY_S = 0.05
CONVERSATION = "#channel-timeline"
COMPOSER = "#channel-composer-input"


class Screen:
    """One tab of the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    @classmethod
    async def open(cls, browser: Browser, address: str, *, width: int = 1280, height: int = 800) -> Self:
        """Open the address in a tab of its own."""
        page = await browser.new_page(viewport={"width": width, "height": height})
        screen = cls(page, address)
        await page.goto(address)
        await screen.settle()
        return screen

    @property
    def conversation(self) -> Locator:
        """What is said in the channel."""
        return self.page.locator(CONVERSATION)

    async def settle(self) -> None:
        """Wait until the page is drawn. Its security policy forbids Playwright's own wait for a function."""
        async with asyncio.timeout(WAIT_S):
            while not await self.page.evaluate(  # noqa: ASYNC110  a browser can only be asked
                "Boolean(window.simcordPreview?.ready && document.querySelector('.sandbox-link'))"
            ):
                await asyncio.sleep(ASK_EVERY_S)

    async def see(self, text: str) -> None:
        """Wait until a text stands in the conversation."""
        await expect(self.conversation.get_by_text(text).last).to_be_visible(timeout=WAIT_S * 1000)

    async def say(self, text: str) -> None:
        """Write a message."""
        await self.page.locator(COMPOSER).fill(text)
        await self.page.keyboard.press("Enter")
        await self.see(text)

    async def choose_command(self, name: str) -> None:
        """Type a command's beginning and take it from the list."""
        await self.page.locator(COMPOSER).click()
        await self.page.keyboard.type(f"/{name}")
        await self.page.get_by_role("option").filter(has_text=f"/{name}").first.click()

    async def command(self, name: str) -> None:
        """Run a command with its options left out."""
        await self.choose_command(name)
        await self.page.locator("#send-message").click()

    async def press(self, label: str) -> None:
        """Press a button of the conversation."""
        await self.conversation.get_by_role("button", name=label, exact=True).last.click()

    async def go(self, link: str) -> None:
        """Follow a link of the list at the left: a channel or a person."""
        await self.page.locator(".sandbox-link").filter(has_text=link).click()
        await self.page.wait_for_load_state()
        await expect(self.page.locator(".sandbox-link[aria-current]").filter(has_text=link)).to_be_visible()
        await self.settle()

    async def message_menu(self, text: str, command: str) -> None:
        """Use an app's command on the newest message with a text."""
        await self.conversation.get_by_text(text).last.click(button="right")
        await self.page.get_by_role("menuitem", name=command).click()

    async def until_at_end(self) -> None:
        """Wait until the conversation's end is in view."""
        async with asyncio.timeout(WAIT_S):
            while await self.below_px() > 1:  # noqa: ASYNC110  as above
                await asyncio.sleep(ASK_EVERY_S)

    async def below_px(self) -> float:
        """Measure how much of the conversation is below the view, in CSS pixels."""
        hidden: float = await self.conversation.evaluate("log => log.scrollHeight - log.clientHeight - log.scrollTop")
        return hidden

    async def picture(self, path: Path) -> None:
        """Keep what the tab shows as PNG."""
        await self.page.screenshot(path=path)
