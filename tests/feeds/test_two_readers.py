"""Two readers on one PostgreSQL: what both read at once is one article, and what one has in hand the other leaves."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.feed_desk.reading import LEASE_S
from bot.feed_pool import FeedPool
from bot.intake import Intake
from bot.model.copies import BroughtOutcome
from bot.model.reading import ArticleText, Reading
from bot.reading_pool import ReadingPool
from bot.sources.answers import FetchLimits, Manners
from bot.sources.web import Web
from data.store import Store
from tests.clock import Clock
from tests.feeds.building import NOON, article_text, headline
from tests.feeds.conftest import GUILD, House
from tests.sources.servers import Site


@pytest.fixture
async def houses(
    postgresql_url: str, readers: ReadingPool, pool: FeedPool, site: Site
) -> AsyncIterator[tuple[House, House]]:
    """Two starts of the program, each with a store of its own on one database."""
    clock = Clock(NOON)
    stores = [await Store.open(postgresql_url, clock=clock) for _ in range(2)]
    web = Web(
        limits=FetchLimits(total_s=5, max_bytes=300_000), policy=site.policy, manners=Manners(pause_s=0), clock=clock
    )
    first, second = (
        House(store=store, clock=clock, web=web, pool=pool, readers=readers, site=site, owner=f"reader {number}")
        for number, store in enumerate(stores)
    )
    yield first, second
    await web.close()
    for store in stores:
        await store.close()


class Meeting(ReadingPool):
    """A reader that hands no text back before so many are being read."""

    def __init__(self, readers: ReadingPool, all_read: asyncio.Barrier) -> None:
        super().__init__("none")
        self._readers = readers
        self._all_read = all_read
        self.sketch = readers.sketch  # type: ignore[method-assign]  # the other jobs are the reader's own
        self.twins = readers.twins  # type: ignore[method-assign]
        self.edit = readers.edit  # type: ignore[method-assign]

    async def read(self, article: ArticleText) -> Reading:
        reading = await self._readers.read(article)
        await self._all_read.wait()
        return reading


async def test_two_copies_that_are_read_at_once_are_one_article(houses: tuple[House, House]) -> None:
    """Each finds nothing known, and only once both are read may either be kept."""
    paragraphs = article_text(3)
    texts = [
        ArticleText(
            id="",
            text="\n".join(lines),
            title=headline(3),
            published=NOON.date(),
            source=source,
            url=f"https://{source}.example/story",
        )
        for lines, source in ((paragraphs, "one"), ((*paragraphs, "Reporting by our own staff."), "two"))
    ]
    both = asyncio.Barrier(2)
    intakes = [Intake(house.store, Meeting(house.readers, both), web=house.web, clock=house.clock) for house in houses]
    brought = await asyncio.gather(
        *(intake.bring(text, (GUILD,), wanted=lambda *_: True) for intake, text in zip(intakes, texts, strict=True))
    )
    outcomes = sorted(one[GUILD].outcome.value for one in brought)
    assert outcomes == sorted([BroughtOutcome.COPY.value, BroughtOutcome.NEW.value])
    assert len({one[GUILD].article for one in brought}) == 1
    assert await houses[0].count() == 1


async def test_what_one_reader_has_in_hand_the_other_leaves_until_it_says_nothing_more(
    houses: tuple[House, House],
) -> None:
    first, second = houses
    first.prints(first.items(1, 2))
    await first.follow()
    for claimed in await first.looker.claim(1):
        await first.looker.look(claimed)
    mine = await first.reader.claim(1)
    others = await second.reader.claim(5)
    assert {one.id for one in mine}.isdisjoint(one.id for one in others)
    assert (len(mine), len(others)) == (1, 1)
    first.clock.now += timedelta(seconds=LEASE_S - 1)
    await first.reader.renew()
    first.clock.now += timedelta(seconds=LEASE_S - 1)
    assert [one.id for one in await second.reader.claim(5)] == [one.id for one in others]
    first.clock.now += timedelta(seconds=2)
    assert [one.id for one in await replace(second, owner="third").reader.claim(5)] == [one.id for one in mine]
