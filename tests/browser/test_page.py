"""The page with the sample bot, driven as a person does."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from tests.browser.screen import Screen

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_command_button_choice_and_answer_for_one_person(screen: Screen) -> None:
    await screen.command("counter")
    await screen.see("Counted 0 times")
    await screen.press("Count")
    await screen.see("Counted 1 times")
    await screen.conversation.get_by_text("Choose a capital").click()
    await screen.page.get_by_role("option", name="Ottawa").click()
    await screen.see("You chose Ottawa.")
    await screen.go("Bob")
    await screen.see("Counted 1 times")
    await expect(screen.conversation.get_by_text("You chose Ottawa.")).to_have_count(0)
    assert screen.problems == []


async def test_dialog_autocomplete_and_file(screen: Screen, tmp_path: Path) -> None:
    await screen.command("feedback")
    await screen.page.get_by_role("textbox", name="Your words").fill("Well done")
    await screen.page.get_by_role("button", name="Submit").click()
    await screen.see("Alice wrote: Well done")
    await screen.choose_command("capital")
    await screen.page.keyboard.type("wi")
    await screen.page.get_by_role("option", name="Windhoek").click()
    await screen.page.keyboard.press("Enter")
    await screen.see("Windhoek it is.")
    upload = tmp_path / "notes.txt"
    upload.write_text("twelve bytes")
    await screen.choose_command("length")
    await screen.page.locator("#channel-composer input[type=file]").set_input_files(upload)
    await screen.page.locator("#send-message").click()
    await screen.see("notes.txt has 12 bytes.")
    assert screen.problems == []


async def test_message_menu_and_unread_mark_in_a_second_tab(screen: Screen, browser: Browser) -> None:
    carol = await Screen.open(browser, f"{screen.address}/general/carol")
    await screen.go("quiz")
    await carol.say("whispered words")
    general = screen.page.locator(".sandbox-link").filter(has_text="general")
    await expect(general).to_have_attribute("data-unread", "true", timeout=10_000)
    await screen.go("general")
    await screen.message_menu("whispered words", "Shout this message")
    await screen.see("WHISPERED WORDS")
    await carol.see("WHISPERED WORDS")
    assert (screen.problems, carol.problems) == ([], [])
    await carol.page.close()


async def test_member_is_not_offered_what_only_managers_may_use(screen: Screen) -> None:
    commands = screen.page.get_by_role("option").filter(has_text="/")
    await screen.page.locator("#channel-composer-input").fill("/")
    await expect(commands.filter(has_text="/manage")).to_have_count(1)
    await screen.go("Carol")
    await screen.page.locator("#channel-composer-input").fill("/")
    await expect(commands.filter(has_text="/secret")).to_have_count(1)
    await expect(commands.filter(has_text="/manage")).to_have_count(0)


async def test_optional_options_are_described_and_enter_sends_without_them(screen: Screen) -> None:
    await screen.choose_command("countdown start")
    await expect(screen.page.get_by_role("option", name="to")).to_have_text("toWhat it is counted down to")
    await screen.page.keyboard.press("Enter")
    await screen.see("Lift-off in")
    moment = screen.conversation.locator("time.discord-timestamp").last
    first = await moment.text_content()
    await expect(moment).not_to_have_text(first or "", timeout=3000)
    await expect(moment).to_have_text(re.compile(r"in \d+ seconds"))
    await screen.see("/countdown start")


async def test_answer_that_comes_late_appears_by_itself(screen: Screen) -> None:
    await screen.command("late")
    notice = screen.page.get_by_role("alert").filter(has_text="The application has not answered so far.")
    await expect(notice).to_be_visible()
    await screen.see("Late, but in time.")


async def test_end_stays_in_view_until_the_person_scrolls_up(address: str, browser: Browser) -> None:
    bob = await Screen.open(browser, f"{address}/quiz/bob")
    carol = await Screen.open(browser, f"{address}/quiz/carol")
    await bob.page.locator("#channel-composer-input").fill("\n".join(f"line {number}" for number in range(60)))
    await bob.page.keyboard.press("Enter")
    await bob.see("line 59")
    await bob.command("counter")
    await bob.see("Counted 0 times")
    await carol.see("Counted 0 times")
    await bob.until_at_end()
    await carol.until_at_end()
    await carol.conversation.hover()
    await carol.page.mouse.wheel(0, -400)
    await bob.say("You won't be dragged down")
    await expect(carol.page.locator("#new-messages")).to_be_visible()
    assert await carol.below_px() > 300
    await carol.page.locator("#new-messages").click()
    await carol.until_at_end()
    await bob.page.close()
    await carol.page.close()


async def test_page_that_is_narrow_still_takes_commands(address: str, browser: Browser) -> None:
    screen = await Screen.open(browser, f"{address}/digest/bob", width=720, height=640)
    await screen.command("counter")
    await screen.press("Count")
    await screen.see("Counted 1 times")
    overflow = await screen.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    await screen.page.close()
