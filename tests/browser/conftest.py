"""The sandbox's page in a real browser, once for each module of tests.

Another bot is put in by overriding `bot_command` and `bot_environment` in a test module (scope "module"). The tests run
on the module's event loop: `pytestmark = pytest.mark.asyncio(loop_scope="module")`.
"""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.sandbox.run import serve
from tests.browser.screen import Screen
from tests.sandbox import sample_bot

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-gpu"]
START_WITHIN_S = 60


@pytest.fixture(scope="session")
def browser_path() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip(f"no browser here: none of {', '.join(BROWSERS)} is on the PATH")
    return found


@pytest.fixture(scope="module")
def bot_command() -> Sequence[str]:
    return sys.executable, str(Path(sample_bot.__file__))


@pytest.fixture(scope="module")
def bot_environment() -> Mapping[str, str]:
    return os.environ


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(
    browser_path: str, bot_command: Sequence[str], bot_environment: Mapping[str, str]
) -> AsyncIterator[str]:
    told: asyncio.Queue[str] = asyncio.Queue()
    run = asyncio.create_task(
        serve(port=0, bot_command=bot_command, environment=bot_environment, announce=told.put_nowait)
    )
    try:
        yield await asyncio.wait_for(_address(told, run), START_WITHIN_S)
    finally:
        run.cancel()
        with suppress(asyncio.CancelledError):
            await run


async def _address(told: asyncio.Queue[str], run: asyncio.Task[int]) -> str:
    lines: list[str] = []
    while not run.done():
        lines.append(await told.get())
        if "http://" in lines[-1]:
            return lines[-1].split()[-1]
    pytest.fail(f"the sandbox did not start: {lines}")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=browser_path, args=BROWSER_ARGS)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def screen(address: str, browser: Browser) -> AsyncIterator[Screen]:
    opened = await Screen.open(browser, address)
    yield opened
    await opened.page.close()
