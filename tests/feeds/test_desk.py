"""The desk of feeds on a real store, against a site on loopback."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.model.errors import FetchError, InvalidInputError
from bot.model.feeds import FIRST_READ, AddOutcome, EntryOutcome, FeedState
from bot.model.ids import GuildId, UserId
from bot.model.members import Member
from bot.model.topics import Effect, Scope, Topic
from bot.services import Services
from bot.sources.feeds.pacing import FLOOR_S
from data import articles, changes, digests, feed_entries, feeds, topics
from data.store import Connection
from tests.feeds.building import Item, article_text, page, rss
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House, switch_updates_on
from tests.feeds.test_parse import ENTITIES
from tests.sources.servers import (
    Asked,
    Behaviour,
    answer,
    bomb,
    conditional,
    endless,
    in_turn,
    packed,
    redirect,
    reset,
    slow_body,
)

NEW = EntryOutcome.NEW


async def count(house: House, guild: GuildId = GUILD) -> int:
    return await house.store.read(lambda c: articles.count_visible(c, guild=guild))


async def test_a_first_sight_reads_the_latest_three_and_posts_nothing(house: House, services: Services) -> None:
    await switch_updates_on(services.digests, GUILD)
    house.prints(house.items(1, 2, 3, 4, 5, 6))
    await house.follow()
    await house.desk.tick()
    assert [line.link for line in await house.lines()] == [house.site.url(f"/story/{n}") for n in (6, 5, 4)]
    assert await house.outcomes() == [NEW] * FIRST_READ
    assert await house.store.read(lambda c: changes.waiting_changes(c, limit=99)) != ()
    await services.digests.tick()
    assert await house.store.read(digests.oldest_pending) is None

    house.prints(house.items(1, 2, 3, 4, 5, 6, 7))
    await house.due()
    assert (await house.outcomes())[0] is NEW
    assert await count(house) == FIRST_READ + 1
    await services.digests.tick()
    assert await house.store.read(digests.oldest_pending) is not None


async def test_the_same_document_twice_brings_nothing_new(house: House) -> None:
    house.prints(house.items(1, 2))
    await house.follow()
    await house.desk.tick()
    house.prints(house.items(2, 1), head="<!-- printed anew -->")
    await house.due()
    assert await house.outcomes() == [NEW, NEW]
    assert house.asked_for("/story/1") == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"date": "Mon, 20 May 2024 11:59:00 GMT"},
        {"title": "Updated: A quite different title"},
        {"link": "/moved/2?utm_source=feed"},
        {"guid": "other"},
    ],
    ids=["re-dated", "re-titled", "re-addressed", "another guid"],
)
async def test_an_entry_that_changed_is_not_new(house: House, changed: dict[str, str]) -> None:
    items = house.items(1, 2)
    house.prints(items)
    await house.follow()
    await house.desk.tick()
    house.prints([items[0], replace(items[1], **changed)])  # type: ignore[arg-type]  # by name
    await house.due()
    assert len(await house.lines()) == 2
    assert (await house.feed()).failures == 0


async def test_an_unchanged_feed_costs_one_request_without_a_body(house: House) -> None:
    items = house.items(1)
    house.site.routes["/feed.xml"] = conditional(rss(items), etag='"v1"')
    await house.follow()
    await house.desk.tick()
    before = len(house.site.asked)
    await house.due()
    (asked,) = house.site.asked[before:]
    assert asked.headers["if-none-match"] == '"v1"'
    assert (await house.feed()).last_ok_at == house.clock.now


async def test_a_feed_is_asked_once_for_all_that_follow_it_and_read_once(house: House) -> None:
    house.prints(house.items(1))
    await house.follow(ALICE)
    await house.follow(BOB)
    await house.desk.tick()
    house.prints(house.items(1, 2))
    asked = house.asked_for("/feed.xml")
    await house.due()
    assert house.asked_for("/feed.xml") == asked + 1
    assert house.asked_for("/story/2") == 1
    for guild in (GUILD, OTHER):
        assert await house.outcomes(guild) == [NEW, NEW]
    first, second = [(await house.lines(guild))[0].result for guild in (GUILD, OTHER)]
    assert first is not None
    assert second is not None
    assert first.article != second.article


async def test_who_joins_later_sees_the_latest_three_as_background(house: House) -> None:
    house.prints(house.items(1, 2, 3, 4))
    await house.follow(ALICE)
    await house.desk.tick()
    await house.follow(BOB)
    await house.desk.tick()
    joined = await house.lines(OTHER)
    assert [line.is_background for line in joined] == [True] * FIRST_READ
    assert await house.outcomes(OTHER) == [NEW] * FIRST_READ
    assert len(await house.lines(GUILD)) == FIRST_READ


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


async def test_an_entry_that_can_not_be_had_is_tried_four_times_and_then_said(house: House) -> None:
    items = house.items(1)
    house.prints(items)
    house.site.routes["/story/1"] = answer("oops", status=503)
    await house.follow()
    for _ in range(6):
        await house.desk.tick()
        house.clock.move(hours=12)
    (line,) = await house.lines()
    assert line.result is not None
    assert line.result.outcome is EntryOutcome.UNREADABLE
    assert "trouble of its own" in line.result.reason
    assert house.asked_for("/story/1") == 4


async def test_a_page_that_comes_back_is_read(house: House) -> None:
    items = house.items(1)
    house.site.routes["/story/1"] = in_turn(answer("oops", status=502), answer(page(1)))
    house.prints(items)
    await house.follow()
    await house.desk.tick()
    assert await house.outcomes() == [None]
    house.clock.move(hours=1)
    await house.desk.tick()
    assert await house.outcomes() == [NEW]


async def test_what_robots_may_not_read_is_not_read(house: House) -> None:
    house.site.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /story/", content_type="text/plain")
    house.prints(house.items(1))
    await house.follow()
    for _ in range(5):
        await house.desk.tick()
        house.clock.move(days=1)
    (line,) = await house.lines()
    assert line.result is not None
    assert "asks programs not to" in line.result.reason
    assert house.asked_for("/story/1") == 0


async def test_filters_decide_for_each_server_before_and_after_reading(house: House) -> None:
    async def save(topic: Topic, by: Member) -> None:
        await house.store.write(lambda c: topics.save_topic(c, topic, by, house.clock.now))

    await save(Topic(name="No rice", effect=Effect.KEEP_OUT, words="title:rice", scope=Scope.ANYWHERE), ALICE)
    await save(Topic(name="Tariffs", words="tariff*", scope=Scope.ANYWHERE), BOB)
    house.prints(house.items(12))  # on rice
    await house.follow(ALICE)
    await house.desk.tick()
    assert house.asked_for("/story/12") == 0
    await house.follow(BOB)
    await house.desk.tick()
    (mine,), (theirs,) = await house.lines(GUILD), await house.lines(OTHER)
    assert mine.result is not None
    assert (mine.result.outcome, mine.result.reason) == (EntryOutcome.LEFT_OUT, "The filter “No rice” keeps it out.")
    assert theirs.result is not None
    assert theirs.result.outcome is EntryOutcome.LEFT_OUT
    assert "“Tariffs”" in theirs.result.reason
    assert house.asked_for("/story/12") == 1
    assert await count(house, OTHER) == 0


async def test_of_ten_copies_the_store_keeps_one_article(house: House) -> None:
    items = house.items(*range(1, 11))
    for number in range(1, 11):
        house.site.routes[f"/story/{number}"] = answer(page(number, outlet=f"Outlet {number}", text=article_text(3)))
    house.prints([])
    await house.follow()
    await house.desk.tick()
    house.prints(items)
    await house.due()
    found = await house.outcomes()
    assert (found.count(NEW), found.count(EntryOutcome.COPY), len(found)) == (1, 9, 10)
    assert await count(house) == 1


async def test_a_kill_at_any_point_loses_nothing_and_doubles_nothing(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    await house.desk.tick()
    house.prints(house.items(1, 2, 3))
    house.clock.move(days=1)
    await house.looker.claim(9)  # killed before it asked
    house.clock.move(minutes=10)
    second = house.again()
    (claimed,) = await second.looker.claim(9)
    await second.looker.look(claimed)  # killed before it read
    await second.reader.claim(1)  # killed before it asked for a page
    house.clock.move(minutes=20)
    third = house.again("third")
    (entry, _) = await third.reader.claim(9)
    results = await third.reader._results(entry)  # killed after it was kept, before that was noted
    assert [one.outcome for one in results.values()] == [NEW]
    house.clock.move(minutes=20)
    await house.again("fourth").desk.tick()
    assert [line.link for line in await house.lines()] == [house.site.url(f"/story/{n}") for n in (3, 2, 1)]
    assert None not in await house.outcomes()
    assert await count(house) == 3


async def test_two_desks_on_one_store_do_nothing_twice(house: House) -> None:
    house.prints([])
    await house.follow()
    await house.desk.tick()
    numbers = range(1, 9)
    house.prints(house.items(*numbers))
    house.clock.move(days=1)
    await asyncio.gather(house.desk.tick(), house.again().desk.tick())
    assert sorted(await house.outcomes(), key=str) == [NEW] * 8
    assert [house.asked_for(f"/story/{number}") for number in numbers] == [1] * 8
    assert house.asked_for("/feed.xml") == 3  # added, first look, second look


async def test_a_stop_gives_back_what_is_not_done(house: House) -> None:
    is_asked = asyncio.Event()

    async def never(_: Asked, __: asyncio.StreamWriter) -> None:
        is_asked.set()
        await asyncio.Event().wait()

    house.site.routes["/story/1"] = never
    items = house.items(1)
    house.prints(items)
    await house.follow()
    ticking = asyncio.create_task(house.desk.tick())
    await is_asked.wait()
    await asyncio.wait_for(house.desk.stop(), 8)
    await asyncio.gather(ticking, return_exceptions=True)
    house.site.routes["/story/1"] = answer(page(1))
    again = house.again()
    await again.desk.tick()
    assert await house.outcomes() in ([NEW], [None])
    house.clock.move(hours=1)
    await again.desk.tick()
    assert await house.outcomes() == [NEW]


async def test_an_old_lease_settles_nothing(house: House) -> None:
    house.prints(house.items(1))
    await house.follow()
    (claimed,) = await house.looker.claim(1)
    house.clock.move(hours=1)
    (again,) = await house.again().looker.claim(1)
    await house.looker.look(claimed)
    assert (await house.feed()).last_ok_at is None
    await house.again().looker.look(again)
    assert (await house.feed()).last_ok_at == house.clock.now


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
    assert await count(house) == 1


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


def updated(one: Item, at: datetime) -> Item:
    """The entry, updated by its feed at a moment."""
    return replace(one, more=f'<a:updated xmlns:a="http://www.w3.org/2005/Atom">{at.isoformat()}</a:updated>')


async def test_what_its_feed_updates_is_read_again_three_times_at_most(house: House) -> None:
    (one,) = house.items(1)
    house.prints([])
    await house.follow()
    await house.desk.tick()
    house.prints([one])
    await house.due()
    assert await house.outcomes() == [NEW]
    first = (await house.lines())[0].result
    house.site.routes["/story/1"] = answer(
        page(1, text=(*article_text(1)[:3], "The two will meet again in Rome in July."))
    )
    house.prints([updated(one, house.clock.now + timedelta(minutes=1))])
    await house.due()
    assert house.asked_for("/story/1") == 1  # no update: a minute is less than a feed's own clock may be off
    house.prints([updated(one, house.clock.now + timedelta(minutes=10))])
    await house.due()
    assert house.asked_for("/story/1") == 2
    (line,) = await house.lines()
    assert line.result is not None
    assert first is not None
    assert (line.result.outcome, line.result.article) == (EntryOutcome.AMENDED, first.article)
    for step in range(5):
        house.prints([updated(one, house.clock.now + timedelta(minutes=20))], head=f"<!-- {step} -->")
        await house.due()
    assert house.asked_for("/story/1") == 4
    assert await house.outcomes() == [EntryOutcome.AMENDED]
    assert await count(house) == 1


async def test_an_update_that_can_not_be_had_takes_nothing_back(house: House) -> None:
    (one,) = house.items(1)
    house.prints([one])
    await house.follow()
    await house.desk.tick()
    house.site.routes["/story/1"] = answer("gone", status=410)
    house.prints([updated(one, house.clock.now + timedelta(hours=1))])
    await house.due()
    assert house.asked_for("/story/1") == 2
    assert await house.outcomes() == [NEW]


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
