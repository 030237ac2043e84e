"""What was changed of feeds and outlets stands in the history, and can be undone there."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest

from bot.model.ids import GuildId
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, select_of, shown_by, text_of
from tests.discord.test_feeds import add
from tests.feeds.building import item, page, rss
from tests.sources.servers import Site, answer, serving


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site with a feed of one entry."""
    async with serving({}) as running:
        running.routes["/feed.xml"] = answer(rss([item(1, running.url(""))]), content_type="application/rss+xml")
        running.routes["/story/1"] = answer(page(1))
        yield running


async def history(newsroom: Newsroom) -> Any:
    """Open the history of feeds and outlets by way of the settings'."""
    card = shown_by(await newsroom.alice.slash(newsroom.general, "settings"))
    await newsroom.alice.click(card, label="History")
    await newsroom.alice.click(card, label="Feeds and outlets")
    return card


async def feeds_of(newsroom: Newsroom) -> list[bool]:
    """Return whether each feed of the server brings something."""
    found = await newsroom.services.feeds.list(GuildId(newsroom.guild.id))
    return [one.is_followed for one in found]


async def test_feeds_that_were_added_paused_and_removed_are_as_before_once_all_is_undone(
    newsroom: Newsroom, site: Site
) -> None:
    await add(newsroom, site)
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed list"))
    await newsroom.services.feeds.tick()
    picker = select_of(card, "Open a feed")
    await newsroom.alice.select(card, [picker["options"][0]["value"]], custom_id=picker["custom_id"])
    await newsroom.alice.click(card, label="Pause")
    await newsroom.alice.click(card, label="Remove")
    await newsroom.alice.click(card, label="Remove")
    assert await feeds_of(newsroom) == []
    card = await history(newsroom)
    shown = text_of(card)
    assert shown.index("feed removed") < shown.index("feed paused") < shown.index("feed added")
    assert f"<@{newsroom.alice.id}>" in shown
    await newsroom.alice.click(card, label="Undo 1")
    assert "✓ Undone: feed removed, Harbour Wire" in text_of(card)
    assert await feeds_of(newsroom) == [False]  # paused, as it was
    shown = text_of(card)
    assert shown.index("feed paused") < shown.index("feed added") < shown.index("feed removed")
    await newsroom.alice.click(card, label="Undo 1")
    assert await feeds_of(newsroom) == [True]
    await newsroom.alice.click(card, label="Undo 3")
    assert await feeds_of(newsroom) == []


async def test_a_change_that_is_no_longer_so_can_t_be_undone(newsroom: Newsroom, site: Site) -> None:
    await add(newsroom, site)
    card = await history(newsroom)
    await newsroom.alice.click(card, label="Undo 1")
    notice = shown_by(await newsroom.alice.click(card, label="Undo 2"))
    assert "changed again since" in text_of(notice)
    assert await feeds_of(newsroom) == []


async def test_a_hidden_outlet_is_shown_again_from_the_history(newsroom: Newsroom, site: Site) -> None:
    await add(newsroom, site)
    await newsroom.services.feeds.tick()
    card = shown_by(await newsroom.alice.slash(newsroom.general, "outlet list"))
    picker = select_of(card, "Hide an outlet")
    value = next(one["value"] for one in picker["options"] if "Harbour" in one["label"])
    await newsroom.alice.select(card, [value], custom_id=picker["custom_id"])
    card = await history(newsroom)
    assert "outlet hidden" in text_of(card)
    await newsroom.alice.click(card, label="Undo 1")
    listed = shown_by(await newsroom.alice.slash(newsroom.general, "outlet list"))
    assert "None hidden" in text_of(listed)


async def test_who_no_longer_manages_the_server_undoes_nothing(newsroom: Newsroom, site: Site) -> None:
    await add(newsroom, site)
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "feed list"))
    await erin.click(card, label="History")
    assert "Undo 1" in buttons_of(card)
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    assert "Not yours to change" in text_of(shown_by(await erin.click(card, label="Undo 1")))
    assert await feeds_of(newsroom) == [True]
