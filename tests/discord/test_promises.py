"""What is ready at once is answered at once; what takes longer is promised first, and answered to the same people."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from simcord.http import router

from bot.model.errors import NotFoundError
from bot.newsroom import Newsroom as Desk
from tests.discord.conftest import Newsroom
from tests.discord.looking import shown_by, text_of

SOON_S = 0.02
PROMISED, MESSAGE = 5, 4
"""Types of a first answer, as Discord numbers them."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int | str]:
    """Return what the bot sends of an answer: types of first answers, methods of later ones."""
    found: list[int | str] = []
    dispatch = router.dispatch

    def noted(backend: Any, method: str, path: str, **rest: Any) -> Any:
        if path.endswith("/callback"):
            found.append(rest["json"]["type"])
        elif "/webhooks/" in path:
            found.append(method)
        return dispatch(backend, method, path, **rest)

    monkeypatch.setattr(router, "dispatch", noted)
    return found


def slow(monkeypatch: pytest.MonkeyPatch, name: str, fault: Exception | None = None) -> None:
    """Let a use case take longer than the bot's patience, and then fail where a fault is given."""
    monkeypatch.setattr("bot.promises.PATIENCE_S", SOON_S)
    work: Callable[..., Any] = getattr(Desk, name)

    async def later(*args: Any, **rest: Any) -> Any:
        await asyncio.sleep(5 * SOON_S)
        if fault is not None:
            raise fault
        return await work(*args, **rest)

    monkeypatch.setattr(Desk, name, later)


async def test_what_is_ready_is_sent_in_one_request(newsroom: Newsroom, sent: list[int | str]) -> None:
    card = shown_by(await newsroom.bob.slash(newsroom.general, "summary"))
    assert sent == [MESSAGE]
    assert not card.ephemeral


async def test_what_takes_longer_is_promised_first(
    newsroom: Newsroom, sent: list[int | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, "timeline")
    assert "Timeline" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events")))
    assert sent == [PROMISED, "POST"]


async def test_a_slow_fault_is_told_to_one_person(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    slow(monkeypatch, "timeline", NotFoundError())
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert notice.ephemeral
    assert "Nothing found" in text_of(notice)


async def test_a_quick_fault_is_told_at_once(
    newsroom: Newsroom, sent: list[int | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> object:
        raise NotFoundError

    monkeypatch.setattr(Desk, "timeline", broken)
    notice = shown_by(await newsroom.bob.slash(newsroom.general, "events"))
    assert notice.ephemeral
    assert sent == [MESSAGE]


async def test_an_answer_to_one_person_is_seen_by_nobody_else_slow_or_not(
    newsroom: Newsroom, sent: list[int | str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown_by(await newsroom.bob.slash(newsroom.general, "privacy")).ephemeral
    assert sent == [MESSAGE]


async def test_a_promise_that_discord_refuses_is_not_the_end(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow(monkeypatch, "timeline")
    newsroom.env.inject_error("POST", "/interactions/*", status=500)
    await newsroom.bob.slash(newsroom.general, "events")
    assert newsroom.env.errors
    monkeypatch.undo()
    assert "Timeline" in text_of(shown_by(await newsroom.bob.slash(newsroom.general, "events")))
