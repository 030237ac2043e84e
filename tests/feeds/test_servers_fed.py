"""Whom a feed feeds: not servers that paused it or that the bot left; all anew where it was given up."""

from collections.abc import Awaitable, Callable

import pytest
from sqlalchemy import func, select

from bot.model.errors import NotFoundError
from bot.model.feeds import EntryOutcome, FeedState
from data import departures, feeds, guilds
from data.schema import feed_entry, feed_key, feed_want
from data.store import Connection
from tests.feeds.building import page
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House
from tests.sources.servers import answer

NEW = EntryOutcome.NEW


async def leave(house: House) -> None:
    await house.store.write(lambda c: departures.mark_left(c, (GUILD,), house.clock.now))


async def pause(house: House) -> None:
    await house.desk.pause((await house.feed()).id, ALICE)


@pytest.mark.parametrize("stop", [leave, pause], ids=["left", "paused"])
async def test_a_feed_is_not_asked_for_a_server_that_it_does_not_feed(
    house: House, stop: Callable[[House], Awaitable[None]]
) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    await stop(house)
    asked = len(house.site.asked)
    house.clock.move(days=3)
    await house.desk.tick()
    assert len(house.site.asked) == asked


@pytest.mark.parametrize("stop", [leave, pause], ids=["left", "paused"])
async def test_what_waits_is_not_read_for_a_server_that_its_feed_does_not_feed_now(
    house: House, stop: Callable[[House], Awaitable[None]]
) -> None:
    house.prints(house.items(1))
    house.site.routes["/story/2"] = answer("busy", status=503)
    await house.follow()
    await house.desk.tick()
    house.prints(house.items(1, 2))
    await house.due()
    assert await house.outcomes() == [None, NEW]
    await stop(house)
    house.site.routes["/story/2"] = answer(page(2))
    asked = house.asked_for("/story/2")
    house.clock.move(days=1)
    await house.desk.tick()
    assert house.asked_for("/story/2") == asked
    assert await house.count() == 1


@pytest.mark.parametrize("stop", [leave, pause], ids=["left", "paused"])
async def test_others_are_fed_on(house: House, stop: Callable[[House], Awaitable[None]]) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    await stop(house)
    house.prints(house.items(1, 2))
    house.clock.move(days=1)
    await house.desk.tick()
    assert (await house.count(GUILD), await house.count(OTHER)) == (1, 2)
    feed = (await house.feed(OTHER)).id
    assert await house.store.read(lambda c: feeds.followers(c, feed)) == (OTHER,)
    assert await house.store.read(lambda c: feeds.sight_lists(c, feed)) == ((OTHER,), ())


async def test_what_came_while_the_bot_was_away_is_no_news(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    await leave(house)
    house.prints(house.items(1, 2, 3, 4, 5, 6))
    house.clock.move(days=5)
    await house.desk.tick()
    await house.store.write(lambda c: departures.mark_back(c, (GUILD, OTHER)))
    await house.desk.tick()
    lines = await house.lines()
    assert [one.link for one in lines] == [house.site.url(f"/story/{n}") for n in (6, 5, 4, 1)]
    assert all(one.is_background for one in lines)


async def test_a_server_that_is_there_loses_no_news_by_being_found(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    assert await house.store.write(lambda c: departures.mark_back(c, (GUILD,))) == 0
    house.prints(house.items(1, 2))
    await house.due()
    assert [one.is_background for one in await house.lines()] == [False, True]


async def test_a_feed_goes_with_the_last_server_that_follows_it(house: House) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    url = house.site.url("/feed.xml")
    await house.store.write(lambda c: guilds.forget_guild(c, GUILD))
    assert await house.store.read(lambda c: feeds.find_feed(c, url)) is not None

    async def noted(conn: Connection) -> list[int]:
        tables = (feed_key, feed_entry, feed_want)
        return [await conn.scalar(select(func.count()).select_from(table)) or 0 for table in tables]

    assert 0 not in await house.store.read(noted)
    await house.store.write(lambda c: guilds.forget_guild(c, OTHER))
    assert await house.store.read(lambda c: feeds.find_feed(c, url)) is None
    assert await house.store.read(noted) == [0, 0, 0]


async def give_up(house: House) -> None:
    """Have the feed say that it is gone for good."""
    house.site.routes["/feed.xml"] = answer("gone", status=410)
    house.clock.move(days=1)
    await house.desk.tick()
    assert (await house.feed()).state is FeedState.GONE


@pytest.mark.parametrize("is_added", [True, False], ids=["added by another", "resumed by another"])
async def test_a_given_up_feed_that_is_woken_is_a_first_sight_for_all(house: House, *, is_added: bool) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    if not is_added:
        await house.follow(BOB)
    await house.desk.tick()
    await give_up(house)
    house.prints(house.items(1, 2, 3, 4, 5, 6, 7))
    house.clock.move(days=20)
    if is_added:
        await house.follow(BOB)
    else:
        await house.desk.resume((await house.feed(OTHER)).id, BOB)
    for _ in range(2):
        await house.desk.tick()
    lines = await house.lines()
    assert [one.link for one in lines] == [house.site.url(f"/story/{n}") for n in (7, 6, 5, 1)]
    assert all(one.is_background for one in lines)


async def test_a_server_that_follows_it_no_more_pauses_nothing(house: House) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.follow(BOB)
    feed = (await house.feed()).id
    await house.desk.remove(feed, ALICE)
    for change in (house.desk.pause, house.desk.resume):
        with pytest.raises(NotFoundError):
            await change(feed, ALICE)
