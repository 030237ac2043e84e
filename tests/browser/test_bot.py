"""The real bot on the page, as a newcomer meets it: `make run`, `/summary`, a question of the quiz."""

import os
import re
import sys
from collections.abc import Mapping, Sequence

import pytest
from playwright.async_api import expect

from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.fixture(scope="module")
def bot_command() -> Sequence[str]:
    return sys.executable, "-m", "bot"


@pytest.fixture(scope="module")
def bot_environment(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    store = tmp_path_factory.mktemp("store") / "store.sqlite3"
    return {**os.environ, "BACKCHANNEL_DATABASE_URL": f"sqlite+aiosqlite:///{store}"}


async def test_a_summary_and_its_sources(screen: Screen) -> None:
    await screen.command("summary")
    await screen.see("12 sentences cited")
    await screen.conversation.get_by_role("button", name="Sources").click()
    await screen.see("Where each point comes from")
    assert screen.problems == []


async def test_a_question_of_the_quiz_is_answered(screen: Screen) -> None:
    await screen.go("quiz")
    await screen.command("summary")
    await screen.press("Quiz me")
    await screen.see("question 1 of")
    answering = screen.conversation.get_by_role("button", name=re.compile(r"^(A · |Put in order$|Match$)"))
    await answering.first.click()
    answered = screen.conversation.get_by_text(re.compile("Locked in: A · |Only you see this"))
    await expect(answered.first).to_be_visible()
    await expect(screen.conversation.get_by_text(" · closed").first).to_be_visible(timeout=90_000)
    assert screen.problems == []
