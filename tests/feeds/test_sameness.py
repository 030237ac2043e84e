"""When two addresses are those of one feed, and what a feed does that moves for good."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import InvalidInputError
from bot.model.feeds import AddOutcome, FeedState
from bot.services import Services
from bot.source_desk import SourceDesk
from data import feeds
from data.feed_addresses import feed_address
from data.store import Connection
from tests.feeds.building import rss
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House
from tests.sources.servers import answer, redirect

RSS = "application/rss+xml"


@pytest.mark.parametrize(
    "other",
    [
        "http://example.org/feed?rss=1",
        "https://EXAMPLE.org:443/feed?rss=1",
        "http://example.org:80/feed?rss=1#top",
        " https://example.org/feed?rss=1 ",
    ],
)
def test_what_makes_no_other_feed(other: str) -> None:
    assert feed_address(other) == feed_address("https://example.org/feed?rss=1") == "//example.org/feed?rss=1"


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/feed",
        "https://example.org/feed?rss=2",
        "https://example.org/feed?rss=1&utm_source=key",
        "https://example.org/feed?RSS=1",
        "https://example.org/feed/?rss=1",
        "https://example.org/Feed?rss=1",
        "https://m.example.org/feed?rss=1",
        "https://www.example.org/feed?rss=1",
        "https://example.org:8443/feed?rss=1",
        "https://key@example.org/feed?rss=1",
    ],
)
def test_what_makes_another_feed(other: str) -> None:
    assert feed_address(other) is not None
    assert feed_address(other) != feed_address("https://example.org/feed?rss=1")


@pytest.mark.parametrize("text", ["", "example.org", "ftp://example.org/", "https://", "https://[::1", "http://a:x/"])
def test_what_is_no_address(text: str) -> None:
    assert feed_address(text) is None


@given(st.text(alphabet="/?&=abAB%1.-_~", max_size=30))
def test_path_and_query_are_kept_to_the_letter(rest: str) -> None:
    address = feed_address(f"https://example.org/{rest}")
    assert address is not None
    parts = urlsplit(f"https://example.org/{rest}")
    assert address.removeprefix("//example.org") == parts.path + (f"?{parts.query}" if parts.query else "")


async def test_a_query_makes_another_feed_and_a_key_in_it_stays_with_who_knows_it(house: House) -> None:
    house.site.routes["/"] = answer(rss(house.items(1), title="Front"), content_type=RSS)
    for path in ("/?rss=politics", "/?rss=sport", "/?partner=secret"):
        added = await house.desk.add(house.site.url(path), ALICE)
        assert (added.outcome, added.url) == (AddOutcome.ADDED, house.site.url(path))
    theirs = await house.desk.add(house.site.url("/"), BOB)
    assert (theirs.outcome, theirs.url) == (AddOutcome.ADDED, house.site.url("/"))
    assert [one.feed.url for one in await house.desk.list(OTHER)] == [house.site.url("/")]


async def test_a_feed_that_was_noted_under_another_comparison_is_found_by_its_letters(house: House) -> None:
    url = house.site.url("/feed.xml")
    await house.store.write(
        lambda c: feeds.add_follower(
            c, GUILD, url=url, address="127.0.0.1/feed.xml", title="", by=None, at=house.clock.now
        )
    )
    assert (await house.desk.add(url, ALICE)).outcome is AddOutcome.KNOWN
    await house.desk.add(url, BOB)
    assert (await house.feed()).id == (await house.feed(OTHER)).id


async def leads_to_new(house: House) -> None:
    """Have the site's feed lead to another address for good."""
    house.site.routes["/new.xml"] = house.site.routes["/feed.xml"]
    house.site.routes["/feed.xml"] = redirect("/new.xml", 301)


async def look_at(house: House, *paths: str) -> None:
    """Have the site's feeds asked a day later, one after the other."""
    house.clock.move(days=1)
    claimed = {urlsplit(one.feed.url).path: one for one in await house.looker.claim(9)}
    for path in paths:
        house.clock.move(minutes=1)
        await house.looker.look(claimed[path])
    await house.looker.release()


async def test_a_feed_moves_only_onto_one_that_has_answered(house: House) -> None:
    house.prints(house.items(1, 2, 3, 4, 5, 6))
    await house.follow(ALICE)
    await house.desk.tick()
    before = await house.lines()
    house.site.routes["/new.xml"] = answer("busy", status=503)
    lines = f'<opml version="2.0"><body><outline xmlUrl="{house.site.url("/new.xml")}"/></body></opml>'
    (added,) = await house.desk.import_opml(lines.encode(), BOB)  # followed, and not answered yet
    assert added.outcome is AddOutcome.ADDED
    await house.desk.tick()
    await leads_to_new(house)
    await look_at(house, "/feed.xml")
    assert (await house.feed()).url == house.site.url("/feed.xml")
    assert await house.lines() == before
    await look_at(house, "/new.xml", "/feed.xml")
    await house.desk.tick()
    assert (await house.feed()).id == (await house.feed(OTHER)).id
    assert await house.count() == len(before)  # nothing old was taken for new


async def test_a_move_wakes_the_feed_that_was_given_up_there(house: House) -> None:
    house.prints(house.items(1, 2))
    await house.follow(ALICE)
    house.site.routes["/new.xml"] = house.site.routes["/feed.xml"]
    await house.desk.add(house.site.url("/new.xml"), BOB)
    await house.desk.tick()
    house.site.routes["/new.xml"] = answer("gone", status=410)
    house.clock.now = (await house.feed(OTHER)).next_look_at or house.clock.now
    await house.desk.tick()
    assert (await house.feed(OTHER)).state is FeedState.GONE
    house.prints(house.items(1, 2))
    await leads_to_new(house)
    house.clock.move(days=2)
    await house.desk.tick()
    moved = await house.feed()
    assert (moved.url, moved.state) == (house.site.url("/new.xml"), FeedState.ACTIVE)
    assert moved.next_look_at is not None
    house.site.routes["/new.xml"] = answer(rss(house.items(1, 2, 3)), content_type=RSS)
    await house.due()
    assert house.asked_for("/story/3") == 1


@pytest.mark.parametrize("paused", ["/feed.xml", "/new.xml"])
async def test_a_server_that_paused_one_of_two_follows_what_they_become(house: House, paused: str) -> None:
    house.prints(house.items(1))
    house.site.routes["/new.xml"] = house.site.routes["/feed.xml"]
    await house.follow(ALICE)
    await house.follow(BOB)  # so that the feed is asked although one server paused it
    await house.desk.add(house.site.url("/new.xml"), ALICE)
    await house.desk.tick()
    (one,) = [one for one in await house.desk.list(GUILD) if one.feed.url == house.site.url(paused)]
    await house.desk.pause(one.feed.id, ALICE)
    house.site.routes["/feed.xml"] = redirect("/new.xml", 301)
    await look_at(house, *(["/new.xml"] if paused == "/feed.xml" else []), "/feed.xml")
    (left,) = await house.desk.list(GUILD)
    assert (left.feed.url, left.is_paused) == (house.site.url("/new.xml"), False)


async def number_of_latest(desk: SourceDesk) -> int:
    return (await desk.history(GUILD, 0)).changes[0].id


async def test_what_was_done_to_a_feed_can_be_undone_after_it_moved(house: House, services: Services) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    await leads_to_new(house)
    await house.due()
    assert (await house.feed()).url == house.site.url("/new.xml")
    await services.sources.undo(await number_of_latest(services.sources), ALICE)
    assert await house.desk.list(GUILD) == ()


@pytest.mark.parametrize("is_paused", [True, False], ids=["paused", "not paused"])
async def test_a_removed_feed_comes_back_by_its_address_and_as_it_was(
    house: House, services: Services, *, is_paused: bool
) -> None:
    house.prints(house.items(1))
    await house.follow()
    feed = (await house.feed()).id
    await house.desk.pause(feed, ALICE)
    if not is_paused:
        await house.desk.resume(feed, ALICE)
    await house.desk.remove(feed, ALICE)
    house.site.routes["/feed.xml"] = answer('<link rel="alternate" type="application/rss+xml" href="/other.xml">')
    house.site.routes["/other.xml"] = answer(rss(house.items(2)), content_type=RSS)
    asked = len(house.site.asked)
    await services.sources.undo(await number_of_latest(services.sources), ALICE)
    (back,) = await house.desk.list(GUILD)
    assert (back.feed.url, back.is_paused, back.feed.title) == (house.site.url("/feed.xml"), is_paused, "Harbour Wire")
    assert len(house.site.asked) == asked


async def test_who_adds_a_feed_by_http_that_another_knows_by_https_can_undo_that(
    house: House, services: Services
) -> None:
    url = house.site.url("/feed.xml")
    secure = url.replace("http://", "https://")

    async def follow(conn: Connection) -> None:
        address = feed_address(secure)
        assert address is not None
        await feeds.add_follower(conn, OTHER, url=secure, address=address, title="", by=None, at=house.clock.now)

    house.prints(house.items(1))
    await house.store.write(follow)
    lines = f'<opml version="2.0"><body><outline xmlUrl="{url}"/></body></opml>'
    (added,) = await house.desk.import_opml(lines.encode(), ALICE)
    assert added.outcome is AddOutcome.ADDED
    await services.sources.undo(await number_of_latest(services.sources), ALICE)
    assert await house.desk.list(GUILD) == ()


async def test_a_removed_feed_does_not_come_back_where_there_is_no_room(house: House, services: Services) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.remove((await house.feed()).id, ALICE)
    number = await number_of_latest(services.sources)

    async def fill(conn: Connection) -> None:
        for n in range(50):
            url = f"https://example.org/{n}"
            await feeds.add_follower(
                conn, GUILD, url=url, address=url.removeprefix("https:"), title="", by=None,
                at=house.clock.now + timedelta(days=9),
            )  # fmt: skip

    await house.store.write(fill)
    with pytest.raises(InvalidInputError, match="too many feeds"):
        await services.sources.undo(number, ALICE)
