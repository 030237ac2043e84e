"""When feeds are asked and what comes of it: gone, refused, failing, moved, misbehaving; on a real store."""

from datetime import timedelta

import pytest

from bot.model.feeds import EntryOutcome, FeedState
from bot.model.ids import ChannelId, UserId
from bot.model.settings import GuildSettings
from bot.services import Services
from bot.sources.feeds.pacing import FLOOR_S
from data import digests, feeds, guilds
from data.store import Connection
from tests.feeds.building import NOON, rss
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House
from tests.feeds.test_parse import ENTITIES
from tests.sources.servers import (
    Behaviour,
    answer,
    bomb,
    endless,
    packed,
    redirect,
    reset,
    slow_body,
)

NEW = EntryOutcome.NEW


async def test_a_gone_feed_is_told_once_to_who_added_it(house: House, services: Services) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    house.site.routes["/feed.xml"] = answer("gone", status=410)
    await house.due()
    feed = await house.feed()
    assert (feed.state, feed.next_look_at) == (FeedState.GONE, None)
    owed = await house.store.write(lambda c: digests.claim(c, owner="t", now=house.clock.now))
    assert sorted((item.guild, item.posting.user) for item in owed) == [(GUILD, UserId(5)), (OTHER, UserId(6))]
    assert all("gone for good" in item.payload for item in owed)
    house.clock.move(days=3)
    asked = len(house.site.asked)
    await house.desk.tick()
    assert len(house.site.asked) == asked


@pytest.mark.parametrize(
    ("notices", "added_by", "expected"),
    [
        (ChannelId(555), ALICE.user, (555, None)),
        (None, ALICE.user, (0, ALICE.user)),
        (None, None, (0, UserId(8))),
    ],
    ids=["the channel for notices", "who added it", "who changed a setting last"],
)
async def test_a_feed_that_stopped_is_told_where_notices_go(
    house: House, notices: ChannelId | None, added_by: UserId | None, expected: tuple[int, int | None]
) -> None:
    async def set_up(conn: Connection) -> None:
        settings = GuildSettings(
            guild=GUILD, digest_channel=ChannelId(9), notices=notices, changed_by=UserId(8), changed_at=NOON
        )
        await guilds.save_settings(conn, settings)
        url = house.site.url("/feed.xml")
        await feeds.add_follower(
            conn, GUILD, url=url, address=url.removeprefix("http:"), title="", by=added_by, at=NOON
        )

    await house.store.write(set_up)
    house.site.routes["/feed.xml"] = answer("gone", status=410)
    await house.due()
    (owed,) = await house.store.write(lambda c: digests.claim(c, owner="t", now=house.clock.now))
    assert (owed.channel, owed.posting.user) == expected


async def test_a_feed_that_is_refused_for_days_is_paused_told_once_and_can_go_on(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.site.routes["/feed.xml"] = answer("no", status=404)
    began = house.clock.now
    for _ in range(40):
        await house.due()
        if (await house.feed()).state is FeedState.PAUSED:
            break
    feed = await house.feed()
    assert feed.state is FeedState.PAUSED
    assert timedelta(days=3) <= house.clock.now - began <= timedelta(days=5)
    assert len(await house.store.write(lambda c: digests.claim(c, owner="t", now=house.clock.now))) == 1
    house.prints(house.items(1, 2))
    await house.desk.resume(feed.id, ALICE)
    await house.desk.tick()
    feed = await house.feed()
    assert (feed.state, feed.failures, feed.reason) == (FeedState.ACTIVE, 0, "")
    assert (await house.lines())[0].is_background


@pytest.mark.parametrize(
    ("behaviour", "words"),
    [
        (answer("<html><body>Welcome</body></html>"), "no feed"),
        (endless(content_type="application/rss+xml"), "larger"),
        (answer("busy", status=503), "trouble of its own"),
        (answer("", content_type="application/rss+xml"), "empty"),
    ],
    ids=["a page", "endless", "busy", "empty"],
)
async def test_a_feed_that_fails_is_tried_again_later_and_says_why(
    house: House, behaviour: Behaviour, words: str
) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.site.routes["/feed.xml"] = behaviour
    await house.due()
    feed = await house.feed()
    assert feed.failures == 1
    assert words in feed.reason
    assert feed.next_look_at is not None
    assert feed.next_look_at - house.clock.now >= timedelta(seconds=FLOOR_S)
    house.prints(house.items(1))
    await house.due()
    assert ((await house.feed()).failures, (await house.feed()).reason) == (0, "")


async def test_what_its_site_asks_to_wait_is_waited(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.site.routes["/feed.xml"] = answer("later", status=429, Retry_After="36000")
    await house.due()
    next_at = (await house.feed()).next_look_at
    assert next_at is not None
    assert next_at - house.clock.now >= timedelta(hours=10)


async def test_a_feed_follows_its_site_for_good_and_two_become_one(house: House) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.desk.tick()
    house.site.routes["/new.xml"] = house.site.routes["/feed.xml"]
    house.clock.move(minutes=5)
    await house.desk.add(house.site.url("/new.xml"), BOB)
    await house.desk.tick()
    house.site.routes["/feed.xml"] = redirect("/new.xml", 301)
    await house.due()
    assert (await house.feed()).url == house.site.url("/new.xml")
    assert (await house.feed()).id == (await house.feed(OTHER)).id
    house.site.routes["/new.xml"] = answer(rss(house.items(1, 2)), content_type="application/rss+xml")
    await house.due()
    for guild in (GUILD, OTHER):
        assert (await house.outcomes(guild))[0] is NEW


async def test_a_redirect_for_now_moves_nothing(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.site.routes["/elsewhere"] = house.site.routes["/feed.xml"]
    house.site.routes["/feed.xml"] = redirect("/elsewhere", 302)
    await house.due()
    assert (await house.feed()).url == house.site.url("/feed.xml")
    assert (await house.feed()).failures == 0


@pytest.mark.parametrize(
    ("behaviour", "note"),
    [
        (packed(bomb(), "gzip"), "larger"),
        (answer(f"{ENTITIES}<rss><channel><item><title>&i;</title></item>", content_type="text/xml"), "broken"),
        (answer(b"\xff\xfe<\0r\0s", content_type="text/xml; charset=no-such"), "no feed"),
        (slow_body, "too long"),
        (reset, "broke off"),
        (redirect("/feed.xml", 301), "keeps leading"),
    ],
    ids=["gzip bomb", "entity bomb", "no charset", "slow", "half an answer", "redirects to itself"],
)
async def test_a_site_that_misbehaves_costs_its_feed_a_look_and_no_entry(
    house: House, behaviour: Behaviour, note: str
) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.site.routes["/feed.xml"] = behaviour
    await house.due()
    assert note in (await house.feed()).reason
    house.prints(house.items(1, 2))
    await house.due()
    assert [one for one in await house.outcomes() if one is not None][:1] == [NEW]
    assert house.asked_for("/story/1") == 1
    assert house.asked_for("/story/2") == 1


async def test_what_broken_xml_still_holds_is_read_and_that_is_said(house: House) -> None:
    items = house.items(1, 2)
    whole = rss(items)
    house.site.routes["/feed.xml"] = answer(whole[: whole.rindex("</item>")], content_type="application/rss+xml")
    await house.follow()
    await house.desk.tick()
    assert "broken" in (await house.feed()).reason
    assert await house.outcomes() == [NEW, NEW]
    house.prints(items)
    await house.due()
    assert ((await house.feed()).reason, len(await house.lines())) == ("", 2)


async def test_one_feed_that_breaks_stops_no_other(house: House) -> None:
    house.prints(house.items(1))
    house.site.routes["/slow.xml"] = house.site.routes["/feed.xml"]
    await house.follow()
    await house.desk.add(house.site.url("/slow.xml"), ALICE)
    house.site.routes["/slow.xml"] = slow_body
    await house.desk.tick()
    told = {one.feed.url: one.feed.failures for one in await house.desk.list(GUILD)}
    assert told == {house.site.url("/feed.xml"): 0, house.site.url("/slow.xml"): 1}


async def test_a_document_that_breaks_the_reader_of_feeds_counts_as_a_failure(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def break_down(*_: object, **__: object) -> None:
        raise MemoryError

    house.prints(house.items(1))
    await house.follow()
    with monkeypatch.context() as broken:
        broken.setattr(house.pool, "parse", break_down)
        await house.desk.tick()
        assert ((await house.feed()).failures, (await house.feed()).reason) == (1, "This feed could not be read.")
    await house.due()
    assert await house.outcomes() == [NEW]


async def test_a_feed_that_is_removed_while_it_is_asked_is_let_go(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    (claimed,) = await house.looker.claim(1)
    await house.desk.remove(claimed.feed.id, ALICE)
    await house.looker.look(claimed)
    assert await house.desk.list(GUILD) == ()
