"""What a server follows: found, refused, listed, paused, left; on a real store, against a site on loopback."""

import pytest

from bot.model.errors import FetchError, InvalidInputError
from bot.model.feeds import AddOutcome, EntryOutcome
from data import feed_entries, feeds
from data.store import Connection
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House
from tests.sources.servers import (
    answer,
)

NEW = EntryOutcome.NEW


async def test_a_site_leads_to_its_feed(house: House) -> None:
    house.prints(house.items(1))
    house.site.routes["/"] = answer(
        '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml" title="All">'
        '<link rel="alternate" type="application/atom+xml" href="/other.xml"></head><body>News</body></html>'
    )
    added = await house.desk.add(house.site.url("/"), ALICE)
    assert (added.outcome, added.url, added.title) == (AddOutcome.ADDED, house.site.url("/feed.xml"), "Harbour Wire")
    assert added.others == (house.site.url("/other.xml"),)
    again = await house.desk.add(house.site.url("/"), ALICE)
    assert again.outcome is AddOutcome.KNOWN


async def test_a_site_that_names_none_is_tried_at_the_usual_places(house: House) -> None:
    house.prints(house.items(1))
    house.site.routes["/"] = answer("<html><head><title>News</title></head><body>News</body></html>")
    added = await house.desk.add(house.site.url("/"), ALICE)
    assert added.url == house.site.url("/feed.xml")


@pytest.mark.parametrize(
    ("path", "error", "words"),
    [
        ("/page", InvalidInputError, "There is no feed at 127.0.0.1"),
        ("/missing", FetchError, "no page at that link"),
    ],
)
async def test_what_is_no_feed_is_refused_in_a_sentence(
    house: House, path: str, error: type[InvalidInputError] | type[FetchError], words: str
) -> None:
    house.site.routes["/page"] = answer("<html><body>Nothing here</body></html>")
    with pytest.raises(error) as caught:
        await house.desk.add(house.site.url(path), ALICE)
    assert words in caught.value.user_text
    assert await house.desk.list(GUILD) == ()


@pytest.mark.parametrize("typed", ["", "no address", "ftp://example.org/feed", "mailto:a@example.org", "x" * 3000])
async def test_what_is_no_address_is_refused(house: House, typed: str) -> None:
    with pytest.raises(InvalidInputError, match="no web address"):
        await house.desk.add(typed, ALICE)


async def test_a_server_follows_fifty_at_most(house: House) -> None:
    async def fill(conn: Connection) -> None:
        for number in range(50):
            await feeds.add_follower(
                conn,
                GUILD,
                url=f"https://example.org/{number}",
                address=f"example.org/{number}",
                title="",
                by=None,
                at=house.clock.now,
            )

    await house.store.write(fill)
    house.prints(house.items(1))
    with pytest.raises(InvalidInputError) as caught:
        await house.follow()
    assert "at most 50 feeds" in caught.value.user_text
    await house.follow(BOB)


async def test_a_list_goes_in_and_out(house: House) -> None:
    house.prints(house.items(1))
    house.site.routes["/second.xml"] = house.site.routes["/feed.xml"]
    house.site.routes["/page"] = answer("<html><body>Nothing here</body></html>")
    house.site.routes["/busy.xml"] = answer("busy", status=503)
    await house.follow()
    urls = [house.site.url(path) for path in ("/feed.xml", "/second.xml", "/page", "/busy.xml")]
    lines = "".join(f'<outline text="f" xmlUrl="{url}"/>' for url in (*urls, "ftp://example.org/", urls[1]))
    lists = f"<opml version='1.0'><body><outline text='Folder'>{lines}</outline></body></opml>"
    found = await house.desk.import_opml(lists.encode(), ALICE)
    assert [one.outcome.value for one in found] == ["known", "added", "refused", "added", "refused"]
    assert "tried again" in found[3].reason
    exported = await house.desk.export_opml(GUILD, title="Ours")
    again = await house.desk.import_opml(exported, BOB)
    assert {one.outcome for one in again} == {AddOutcome.ADDED}
    assert len(await house.desk.list(OTHER)) == len(await house.desk.list(GUILD)) == 3


async def test_a_paused_feed_brings_nothing_and_what_waits_is_dropped_on_removal(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    feed = await house.feed()
    await house.desk.pause(feed.id, ALICE)
    asked = len(house.site.asked)
    house.clock.move(days=2)
    await house.desk.tick()
    assert len(house.site.asked) == asked
    with pytest.raises(InvalidInputError, match="paused"):
        await house.desk.look_now(feed.id, GUILD)
    await house.desk.remove(feed.id, ALICE)
    assert await house.desk.list(GUILD) == ()
    assert await house.store.read(lambda c: feeds.find_feed(c, "example.org")) is None
    assert await house.count() == 1


async def test_keys_of_what_is_still_in_the_feed_are_never_forgotten(house: House) -> None:
    house.prints(house.items(1, 2))
    await house.follow()
    await house.desk.tick()
    feed = await house.feed()
    for step in range(4):
        house.clock.move(days=40)
        house.prints(house.items(1, 2) if step else house.items(1, 2, 3), head=f"<!-- {step} -->")
        await house.due()
    house.clock.move(days=40)
    house.prints(house.items(1, 2), head="<!-- last -->")
    await house.due()
    assert len(await house.lines()) <= 3
    keys = await house.store.read(lambda c: feed_entries.known_keys(c, feed.id, ["l:none"]))
    assert keys == frozenset()
    assert house.asked_for("/story/1") == 1
