"""What a user is told when something breaks, and that nothing is lost by it."""

import re

import pytest

from bot.model.errors import StoreError
from bot.model.request import current_request
from data.store import Store
from tests.discord.conftest import Newsroom
from tests.discord.looking import fill, shown_by, text_of


async def test_an_unknown_error_gives_a_reference_that_the_log_has(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worked_under: list[str | None] = []

    async def broken(*_: object) -> object:
        worked_under.append(current_request())
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(newsroom.services.newsroom, "timeline", broken)
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert notice.ephemeral
    shown = text_of(notice)
    assert "secret" not in shown
    reference = re.search(r"Reference (\w+)-(\w+)", shown)
    assert reference is not None
    assert f"reference={reference[1]}-{reference[2]}" in caplog.text
    assert worked_under == [f"{reference[1]}-{reference[2]}"]
    assert newsroom.env.errors


async def test_a_click_and_a_form_are_worked_on_under_an_id_of_their_own(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_under: list[str | None] = []

    async def broken(*_: object, **__: object) -> object:
        worked_under.append(current_request())
        raise RuntimeError("broken")

    shown = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    monkeypatch.setattr(newsroom.services.newsroom, "timeline", broken)
    monkeypatch.setattr(newsroom.services.intake, "add_text", broken)
    turned = shown_by(await newsroom.bob.click(shown, label="Older ›"))
    form = await newsroom.bob.slash(newsroom.general, "article add")
    sent = shown_by(await fill(newsroom.bob, form, text="Talks were held on Monday."))
    for notice, request in zip((turned, sent), worked_under, strict=True):
        assert f"Reference {request}," in text_of(notice)
    assert len(set(worked_under)) == 2


async def test_a_store_that_is_gone(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> object:
        raise StoreError("locked")

    monkeypatch.setattr(Store, "read", broken)
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert notice.ephemeral
    assert "Nothing was changed" in text_of(notice)


async def test_an_answer_that_discord_refuses_is_not_the_end(newsroom: Newsroom) -> None:
    newsroom.env.inject_error("POST", "/interactions/*", status=500)
    await newsroom.bob.slash(newsroom.general, "events")
    assert newsroom.env.errors
    assert "Timeline" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events")))


async def test_two_clicks_at_once_are_two_answers(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    first = await newsroom.carol.click(card, label="Longer")
    second = await newsroom.bob.click(card, label="Shorter")
    assert first.acknowledged
    assert second.acknowledged


async def test_a_button_of_an_article_that_is_gone(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.store.write(lambda c: c.exec_driver_sql("DELETE FROM article"))
    notice = shown_by(await newsroom.carol.click(card, label="Longer"))
    assert notice.ephemeral
    assert "not in the store any more" in text_of(notice)


async def test_buttons_of_an_older_start_still_work(newsroom: Newsroom) -> None:
    from tests.discord.conftest import new_bot

    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    await newsroom.env.restart_bot(new_bot(newsroom.services))
    before = text_of(card)
    await newsroom.carol.click(card, label="Longer")
    assert text_of(card) != before


async def test_no_message_mentions_anyone(newsroom: Newsroom) -> None:
    await newsroom.bob.slash(newsroom.general, "summary")
    await newsroom.bob.slash(newsroom.general, "events")
    await newsroom.bob.slash(newsroom.general, "quiz start")
    sent = [r.json for r in newsroom.env.http_requests if r.json and "components" in str(r.json)]
    assert sent
    assert all((body.get("data") or body)["allowed_mentions"] == {"parse": []} for body in sent if "name" not in body)
