"""A server with nothing but the bot, /setup and three feeds is told what happens, once, and nobody does anything."""

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any

import pytest

from bot.model.ids import GuildId
from tests.discord.conftest import Newsroom, now
from tests.discord.looking import shown_by, text_of
from tests.discord.test_updates import cards
from tests.feeds.building import Item, article_text, headline, item, page, rss
from tests.fixtures.copies.texts import cut_to, first_line, with_paragraph
from tests.sources.servers import Site, answer, serving

OUTLETS = ("Harbour Wire", "Andes Daily", "Capital Times")
FIRST = {0: (1, 2, 3, 4), 1: (5, 6, 7, 8), 2: (9, 10)}
"""Entries that each feed has when it is first seen; one more than are read, but in the last."""
STORY = 11
_AFTER_THE_STARTER_S = 3 * 365 * 86400
"""The starter pack is taken in by the real clock, which goes before the test's."""


@pytest.fixture
async def sites() -> AsyncIterator[list[Site]]:
    """Three sites with a feed each."""
    async with AsyncExitStack() as stack:
        running = [await stack.enter_async_context(serving({})) for _ in OUTLETS]
        for place, numbers in FIRST.items():
            for number in numbers:
                running[place].routes[f"/story/{number}"] = answer(page(number, outlet=OUTLETS[place]))
            prints(running[place], place, [item(number, running[place].url("")) for number in numbers])
        yield running


def prints(site: Site, place: int, items: list[Item]) -> None:
    site.routes["/feed.xml"] = answer(rss(items, title=OUTLETS[place]), content_type="application/rss+xml")


def tells_the_story(sites: list[Site]) -> None:
    """Have the three sites print an agency text ten times: retitled, cut, with another first line, a paragraph more."""
    chance, text = random.Random(5), "\n".join(article_text(STORY))
    forms = (lambda t, _: t, first_line, cut_to(0.7), with_paragraph)
    for copy in range(10):
        place = copy % len(sites)
        site, outlet = sites[place], OUTLETS[place]
        told = forms[copy % len(forms)](text, chance)
        site.routes[f"/copy/{copy}"] = answer(page(STORY, outlet=outlet, text=told.splitlines()))
    for place, site in enumerate(sites):
        items = [item(number, site.url("")) for number in FIRST[place]]
        for copy in range(place, 10, len(sites)):
            titled = f"{headline(STORY)} – {OUTLETS[place]} {copy}"
            changed = {"guid": f"copy-{copy}", "link": site.url(f"/copy/{copy}"), "title": titled}
            items.insert(0, item(100 + copy, site.url(""), **changed))
        prints(site, place, items)


async def by_itself(newsroom: Newsroom, seconds: float) -> None:
    """Let time pass, and the bot's own jobs run."""
    await newsroom.env.advance_time(seconds)
    for _ in range(4):
        await newsroom.services.feeds.tick()
    await newsroom.services.digests.tick()


async def setup(newsroom: Newsroom) -> None:
    card = shown_by(await newsroom.alice.slash(newsroom.general, "setup"))
    for _ in range(3):
        await newsroom.alice.click(card, label="Next")
    assert "Weighty events at once, in the same channel" in text_of(card)
    await newsroom.alice.click(card, label="Start")


def posted(newsroom: Newsroom) -> list[Any]:
    return list(newsroom.general.history(viewer=newsroom.bob))


async def test_three_feeds_are_followed_and_told_once(newsroom: Newsroom, sites: list[Site]) -> None:
    await newsroom.env.advance_time(_AFTER_THE_STARTER_S)
    await setup(newsroom)
    for site in sites:
        added = await newsroom.alice.slash(newsroom.general, "feed add", address=site.url("/feed.xml"))
        assert "Feed followed" in text_of(shown_by(added))
    await by_itself(newsroom, 60)
    read = [path for site in sites for path in site.paths() if path.startswith("/story/")]
    assert len(read) == 8  # of a first sight the last three of each feed
    assert posted(newsroom) == []

    tells_the_story(sites)
    for _ in range(3):
        await by_itself(newsroom, 3600)
    (update,) = cards(newsroom.general)
    shown = text_of(update)
    assert "Hugh Lane" in shown
    assert "Qin Bo" in shown
    guild = GuildId(newsroom.guild.id)
    due = (await newsroom.services.digests.settings(guild)).next_due_at
    assert due is not None
    await by_itself(newsroom, (due - now()).total_seconds() + 1)
    await by_itself(newsroom, 60)
    (digest,) = [one for one in posted(newsroom) if text_of(one).startswith("-# Daily digest")]
    assert "9 articles read" in text_of(digest)  # eight of the first sight, and ten copies that are one
    assert len(posted(newsroom)) == 2
    listed = shown_by(await newsroom.alice.slash(newsroom.general, "stories"))
    assert text_of(listed).count("Hugh Lane") == 1
