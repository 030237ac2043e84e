"""What a server follows: found, refused, listed, paused, left; on a real store, against a site on loopback."""

import asyncio
from datetime import datetime, timedelta

import pytest

from bot.feed_desk import desk
from bot.model.errors import BackchannelError, FetchError, InvalidInputError, StoreError
from bot.model.feeds import AddOutcome, EntryOutcome, FeedDocument
from bot.model.source_changes import SourceAct
from bot.sources.answers import FeedAnswer
from data import feed_entries, feeds, source_changes
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


async def fill(house: House, most: int) -> None:
    """Have a server follow so many feeds of another site, none of which is due."""

    async def follow(conn: Connection) -> None:
        for number in range(most):
            url = f"https://example.org/{number}"
            await feeds.add_follower(
                conn, GUILD, url=url, address=url.removeprefix("https:"), title="", by=None,
                at=house.clock.now + timedelta(days=99),
            )  # fmt: skip

    await house.store.write(follow)


async def test_a_server_follows_fifty_at_most(house: House) -> None:
    await fill(house, 50)
    house.prints(house.items(1))
    with pytest.raises(InvalidInputError) as caught:
        await house.follow()
    assert "at most 50 feeds" in caught.value.user_text
    await house.follow(BOB)


async def test_a_full_server_is_told_which_feed_it_follows_already(house: House) -> None:
    await fill(house, 49)
    house.prints(house.items(1))
    await house.follow()
    again = await house.desk.add(house.site.url("/feed.xml"), ALICE)
    assert again.outcome is AddOutcome.KNOWN


async def test_of_two_that_are_added_at_once_to_the_last_place_one_is_refused(house: House) -> None:
    await fill(house, 49)
    house.prints(house.items(1))
    house.site.routes["/second.xml"] = house.site.routes["/feed.xml"]
    first, second = [house.desk.add(house.site.url(path), ALICE) for path in ("/feed.xml", "/second.xml")]
    found = await asyncio.gather(first, second, return_exceptions=True)
    (refused,) = [one for one in found if isinstance(one, BaseException)]
    assert isinstance(refused, InvalidInputError)
    assert "at most 50 feeds" in refused.user_text
    assert len(await house.desk.list(GUILD)) == 50


def opml(house: House, *paths: str) -> bytes:
    lines = "".join(f'<outline xmlUrl="{house.site.url(path)}"/>' for path in paths)
    return f'<opml version="2.0"><body>{lines}</body></opml>'.encode()


async def test_lines_that_are_no_feeds_take_no_place(house: House) -> None:
    await fill(house, 48)
    house.prints(house.items(1))
    for path in ("/second.xml", "/third.xml"):
        house.site.routes[path] = house.site.routes["/feed.xml"]
    paths = ("/no", "/none", "/feed.xml", "/nothing", "/second.xml", "/third.xml")
    found = await house.desk.import_opml(opml(house, *paths), ALICE)
    assert [one.outcome.value for one in found] == ["refused", "refused", "added", "refused", "added", "full"]


@pytest.fixture
def breaking(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The program, whose reader of feeds gives up over what is at /bad.xml."""
    parse = house.pool.parse

    async def give_up(source: FeedAnswer, *, now: datetime) -> FeedDocument | None:
        if source.url.endswith("/bad.xml"):
            raise BackchannelError("feeds timed out", user_text="This feed took too long to read.")
        return await parse(source, now=now)

    monkeypatch.setattr(house.pool, "parse", give_up)
    house.prints(house.items(1))
    house.site.routes["/bad.xml"] = house.site.routes["/feed.xml"]
    return house


async def test_a_line_that_the_reader_gives_up_ends_no_import(breaking: House) -> None:
    found = await breaking.desk.import_opml(opml(breaking, "/bad.xml", "/feed.xml"), ALICE)
    assert [(one.outcome.value, one.reason) for one in found] == [
        ("refused", "This feed took too long to read."), ("added", ""),
    ]  # fmt: skip


async def test_where_one_feed_of_a_site_is_given_up_the_next_one_is_followed(breaking: House) -> None:
    breaking.site.routes["/"] = answer(
        '<link rel="alternate" type="application/rss+xml" href="/bad.xml">'
        '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    )
    added = await breaking.desk.add(breaking.site.url("/"), ALICE)
    assert (added.outcome, added.url) == (AddOutcome.ADDED, breaking.site.url("/feed.xml"))


async def test_a_store_that_breaks_ends_an_import(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise StoreError("locked")

    house.prints(house.items(1))
    monkeypatch.setattr(house.desk, "_follow", broken)
    with pytest.raises(StoreError):
        await house.desk.import_opml(opml(house, "/feed.xml"), ALICE)


async def test_a_list_that_takes_too_long_says_which_lines_were_not_tried(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.prints(house.items(1))
    monkeypatch.setattr(desk, "LONGEST_IMPORT_S", 0.0)
    (found,) = await house.desk.import_opml(opml(house, "/feed.xml"), ALICE)
    assert (found.outcome, "not tried" in found.reason) == (AddOutcome.REFUSED, True)
    assert house.asked_for("/feed.xml") == 0


async def acts(house: House) -> list[SourceAct]:
    found = await house.store.read(lambda c: source_changes.source_changes(c, GUILD, limit=9))
    return [one.act for one in found]


async def test_an_old_card_pauses_and_resumes_nothing_twice(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    feed = await house.feed()
    await house.desk.resume(feed.id, ALICE)
    assert await acts(house) == [SourceAct.ADDED]
    assert (await house.feed()).next_look_at == feed.next_look_at
    house.prints(house.items(1, 2, 3, 4, 5, 6))
    await house.due()
    assert [one.is_background for one in await house.lines()] == [False] * 5 + [True]  # no first sight
    for _ in range(2):
        await house.desk.pause(feed.id, ALICE)
    assert await acts(house) == [SourceAct.PAUSED, SourceAct.ADDED]
    for _ in range(2):
        await house.desk.resume(feed.id, ALICE)
    assert await acts(house) == [SourceAct.RESUMED, SourceAct.PAUSED, SourceAct.ADDED]


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
    again = await house.desk.import_opml(exported.body, BOB)
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
