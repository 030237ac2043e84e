"""What feeds bring: first sights, entries read once, kills, updates; on a real store, against a site on loopback."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from bot.model.feeds import FIRST_READ, EntryOutcome
from bot.model.members import Member
from bot.model.topics import Effect, Scope, Topic
from bot.services import Services
from data import changes, digests, topics
from tests.feeds.building import Item, article_text, page, rss
from tests.feeds.conftest import ALICE, BOB, GUILD, OTHER, House, switch_updates_on
from tests.sources.servers import (
    Asked,
    answer,
    conditional,
    in_turn,
)

NEW = EntryOutcome.NEW


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
    assert await house.count() == FIRST_READ + 1
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
    assert await house.count(OTHER) == 0


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
    assert await house.count() == 1


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
    assert await house.count() == 3


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
    assert await house.count() == 1


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
