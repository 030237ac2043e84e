"""/feed as users see it: who may, what is followed, and what became of what came in."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from simcord.backend.errors import SetupError

from bot.model.feeds import OPML_BYTES
from bot.model.ids import GuildId
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, fill, select_of, shown_by, text_of
from tests.feeds.building import item, page, rss
from tests.sources.servers import Site, answer, serving


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site with a feed of three entries."""
    async with serving({}) as running:
        items = [item(number, running.url("")) for number in (1, 2, 3)]
        running.routes["/feed.xml"] = answer(rss(items), content_type="application/rss+xml")
        running.routes["/"] = answer('<link rel="alternate" type="application/rss+xml" href="/feed.xml"><p>News</p>')
        for number in (1, 2, 3):
            running.routes[f"/story/{number}"] = answer(page(number))
        yield running


async def add(newsroom: Newsroom, site: Site, path: str = "/feed.xml") -> Any:
    return shown_by(await newsroom.alice.slash(newsroom.general, "feed add", address=site.url(path)))


async def test_members_are_not_offered_it(newsroom: Newsroom) -> None:
    assert not [name for name in newsroom.bob.available_commands(newsroom.general) if name.startswith("feed")]
    with pytest.raises(SetupError):
        await newsroom.bob.slash(newsroom.general, "feed list")


async def test_a_feed_is_found_from_its_site_followed_read_and_listed(newsroom: Newsroom, site: Site) -> None:
    result = await newsroom.alice.slash(newsroom.general, "feed add", address=site.url("/"))
    assert "Feed followed: Harbour Wire" in text_of(shown_by(result))
    assert result.followups[-1].flags.ephemeral if result.followups else result.ephemeral
    await newsroom.services.feeds.tick()
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed list"))
    assert "1 feed followed" in text_of(card)
    assert "3 read" in text_of(card)
    await newsroom.alice.click(card, label="Latest entries")
    assert text_of(card).count("read, not posted") == 3
    assert newsroom.general.history(viewer=newsroom.carol) == []


async def test_no_feed_and_no_address_are_said_in_a_sentence(newsroom: Newsroom, site: Site) -> None:
    site.routes["/feed.xml"] = answer("<p>gone</p>")
    notice = await add(newsroom, site, "/page")
    assert "There is no page at that link" in text_of(notice)
    notice = shown_by(await newsroom.alice.slash(newsroom.general, "feed add", address="no address"))
    assert "“no address” is no web address" in text_of(notice)


async def test_a_feed_is_paused_resumed_and_removed_from_its_card(newsroom: Newsroom, site: Site) -> None:
    await add(newsroom, site)
    await newsroom.services.feeds.tick()
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed list"))
    picker = select_of(card, "Open a feed")
    await newsroom.alice.select(card, [picker["options"][0]["value"]], custom_id=picker["custom_id"])
    await newsroom.alice.click(card, label="Pause")
    assert "**paused**" in text_of(card)
    assert buttons_of(card)["Pause"]["disabled"]
    await newsroom.alice.click(card, label="Resume")
    assert "✓ Resumed" in text_of(card)
    notice = shown_by(await newsroom.alice.click(card, label="Look now"))
    assert "in the last five minutes" in text_of(notice)
    await newsroom.env.advance_time(400)
    await newsroom.alice.click(card, label="Look now")
    assert "✓ It is asked within a minute" in text_of(card)
    await newsroom.alice.click(card, label="Remove")
    assert "Articles and events that it brought stay" in text_of(card)
    await newsroom.alice.click(card, label="Keep it")
    await newsroom.alice.click(card, label="Remove")
    await newsroom.alice.click(card, label="Remove")
    assert "No feeds yet" in text_of(card)
    assert await newsroom.services.feeds.list(GuildId(newsroom.guild.id)) == ()


async def test_a_form_takes_an_address(newsroom: Newsroom, site: Site) -> None:
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed list"))
    form = await newsroom.alice.click(card, label="Add a feed")
    result = await fill(newsroom.alice, form, address=site.url("/feed.xml"))
    assert "Feed followed" in text_of(shown_by(result))


async def test_a_list_goes_in_and_out(newsroom: Newsroom, site: Site) -> None:
    lists = f'<opml version="2.0"><body><outline text="W" xmlUrl="{site.url("/feed.xml")}"/></body></opml>'
    file = ("feeds.opml", lists.encode())
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed import", file=file))
    assert "1 feed added" in text_of(card)
    bad = shown_by(await newsroom.alice.slash(newsroom.general, "feed import", file=("a.opml", b"<html/>")))
    assert "no OPML list" in text_of(bad)
    exported = shown_by(await newsroom.alice.slash(newsroom.general, "feed export"))
    (attached,) = exported.attachments
    assert attached.filename == "feeds.opml"


async def test_a_list_that_is_too_large_is_not_read_and_none_is_exported_of_nothing(newsroom: Newsroom) -> None:
    large = ("feeds.opml", b" " * (OPML_BYTES + 1))
    notice = shown_by(await newsroom.alice.slash(newsroom.general, "feed import", file=large))
    assert "This file is larger than 2 MB" in text_of(notice)
    exported = shown_by(await newsroom.alice.slash(newsroom.general, "feed export"))
    assert "No feeds yet" in text_of(exported)
    assert exported.attachments == []


@pytest.mark.parametrize("label", ["Pause", "Look now", "Its entries", "Remove"])
async def test_an_old_card_of_a_feed_does_not_obey_who_may_no_longer_manage(
    newsroom: Newsroom, site: Site, label: str
) -> None:
    await add(newsroom, site)
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "feed list"))
    picker = select_of(card, "Open a feed")
    await erin.select(card, [picker["options"][0]["value"]], custom_id=picker["custom_id"])
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    assert "Not yours to change" in text_of(shown_by(await erin.click(card, label=label)))


async def test_a_form_that_stayed_open_does_not_obey_who_may_no_longer_manage(newsroom: Newsroom, site: Site) -> None:
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "feed list"))
    form = await erin.click(card, label="Add a feed")
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    assert "Not yours to change" in text_of(shown_by(await fill(erin, form, address=site.url("/feed.xml"))))
    assert await newsroom.services.feeds.list(GuildId(newsroom.guild.id)) == ()


@pytest.mark.parametrize("label", ["Add a feed", "Latest entries"])
async def test_an_old_panel_does_not_obey_who_may_no_longer_manage(newsroom: Newsroom, site: Site, label: str) -> None:
    await add(newsroom, site)
    manager = newsroom.guild.create_role("Manager", permissions=discord.Permissions(manage_guild=True))
    user = newsroom.env.create_user("erin")
    erin = newsroom.guild.add_member(user, roles=[manager])
    card = shown_by(await erin.slash(newsroom.general, "feed list"))
    newsroom.guild.remove_member(erin)
    erin = newsroom.guild.add_member(user)
    notice = shown_by(await erin.click(card, label=label))
    assert "Not yours to change" in text_of(notice)


async def test_who_added_a_feed_is_told_once_that_it_is_gone(newsroom: Newsroom, site: Site) -> None:
    await add(newsroom, site)
    await newsroom.services.feeds.tick()
    site.routes["/feed.xml"] = answer("gone", status=410)
    for _ in range(3):
        await newsroom.env.advance_time(86_400)
        await newsroom.services.feeds.tick()
        await newsroom.services.digests.tick()
    (told,) = newsroom.alice.user.dm_channel.history()
    assert "The feed is gone" in text_of(told)
    assert "Harbour Wire" in text_of(told)
    card = shown_by(await newsroom.alice.slash(newsroom.general, "feed list"))
    assert "**gone**" in text_of(card)
