"""How long the store's queries take at 10,000 and 100,000 events of one pair: `python -m tests.benchmarks.store [N…]`.

Each time is the median of seven, in milliseconds; the last column sets it beside the same query on the first size.
"""

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.dates import DateRange
from bot.model.ids import ArticleId, CountryCode, EventId, GuildId
from bot.model.plover import EventType
from bot.model.stored import EventQuery
from bot.model.year_days import YearDay
from data import articles, barometer, earlier, events, news
from data.schema import article, event, event_pair, event_party, event_report, sentence
from data.store import Store
from data.telling import report_columns, sighting_of, tellings_of
from data.year_days import events_of_days
from tests.benchmarks.table import Found, Row, print_head, print_rows
from tests.data.build import CHN, US_CHINA, USA, Told, new, on, reading

_WORDS = "talks trade chips tariff visit balloon envoy summit ports grain patrol accord border visa".split()  # noqa: SIM905
_GUILD = GuildId(7)
_ADDED = datetime(2024, 1, 1, tzinfo=UTC)


def _rows(count: int) -> dict[Any, list[dict[str, Any]]]:
    """Return as many events of one pair as asked for, ten to an article, over ten years."""
    pick = random.Random(1)
    tables: dict[Any, list[dict[str, Any]]] = {
        one: [] for one in (article, sentence, event, event_pair, event_party, event_report)
    }
    for number in range(1, count // 10 + 1):
        guild = 0 if number % 2 else _GUILD
        tables[article].append(
            {
                "id": number,
                "guild": guild,
                "added_at": _ADDED,
                "title": f"Title {number}",
                "published": date(2014, 1, 1) + timedelta(days=number % 3650),
                "fingerprint": str(number),
                "language": "en",
                "sentence_count": 10,
                "reading": "{}",
            }
        )
        for index in range(10):
            one = number * 10 + index
            told = " ".join(pick.choices(_WORDS, k=8))
            start = date(2014, 1, 1) + timedelta(days=pick.randrange(3650))
            kind = pick.choice(tuple(EventType)).value
            tables[sentence].append(
                {"article": number, "number": index, "start_offset": 0, "end_offset": 9, "text": told}
            )
            tables[event].append(
                {
                    "id": one,
                    "guild": guild,
                    "type": kind,
                    "act": kind,
                    "status": "occurred",
                    "reciprocal": False,
                    "start_date": start,
                    "end_date": start,
                    "start_month": start.year * 12 + start.month - 1,
                    "precision": "day",
                    "dated_by": "expression",
                    "context": [],
                    "headline": told,
                    "sentence_number": index,
                    "span_start": 0,
                    "span_end": 9,
                    "salience": pick.random(),
                }
            )
            tables[event_pair].append(
                {
                    "pair": "CHN-USA",
                    "guild": guild,
                    "event": one,
                    "type": kind,
                    "act": kind,
                    "status": "occurred",
                    "start_date": start,
                    "end_date": start,
                    "start_month": start.year * 12 + start.month - 1,
                    "precision": "day",
                    "salience": tables[event][-1]["salience"],
                }
            )
            for role, code in (("source", "USA"), ("target", "CHN")):
                tables[event_party].append(
                    {
                        "event": one,
                        "role": role,
                        "position": 0,
                        "actor": 0,
                        "name": f"Person {one % 500}",
                        "folded": f"person {one % 500}",
                        "country": code,
                        "kind": "person",
                    }
                )
            tables[event_report].append(
                {"article": number, "position": index, "event": one, **_told(tables[event][-1], f"Person {one % 500}")}
            )
    return tables


def _told(row: dict[str, Any], name: str) -> dict[str, Any]:
    """Return what a report's row has of an event's."""
    kind, code = EventType(row["type"]), (USA, CHN)
    day = on(row["start_date"].isoformat())
    told = Told(
        headline=row["headline"], source=(f"{name}/{code[0]}",), target=(f"{name}/{code[1]}",), act=kind, when=day
    )
    (telling,) = tellings_of(reading(told))
    event = replace(telling.event, sentence=row["sentence_number"])
    telling = replace(telling, event=event)
    sighting = sighting_of(telling, (ArticleId(0), 0), article="", is_shared=False, published=None)
    return report_columns(telling, sighting)


async def _median_ms(store: Store, work: Callable[[AsyncConnection], Awaitable[object]]) -> float:
    taken = []
    for _ in range(7):
        start = time.perf_counter()
        await store.read(work)
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


async def _times(count: int, folder: Path) -> dict[str, float]:
    """Return what each piece of work takes on a store of this many events, in milliseconds."""
    store = await Store.open(f"sqlite+aiosqlite:///{folder / f'{count}.sqlite3'}")
    tables = _rows(count)

    async def fill(conn: AsyncConnection) -> None:
        for table, rows in tables.items():
            await conn.execute(insert(table), rows)

    await store.write(fill)
    june = DateRange(start=date(2020, 6, 1), end=date(2020, 6, 30))
    queries = {
        "timeline, newest page": EventQuery(pair=US_CHINA, guild=_GUILD),
        "timeline, one month": EventQuery(pair=US_CHINA, guild=_GUILD, period=june),
        "timeline, one type": EventQuery(pair=US_CHINA, guild=_GUILD, types=frozenset({EventType.CONSULT})),
        "timeline, an actor": EventQuery(pair=US_CHINA, guild=_GUILD, actor="person 42"),
        "timeline, two common words": EventQuery(pair=US_CHINA, guild=_GUILD, words="balloon chips"),
        "timeline, a country": EventQuery(country=CountryCode("CHN"), guild=_GUILD),
        "timeline, one article": EventQuery(article=ArticleId(5), guild=_GUILD),
    }
    times = {}
    for name, query in queries.items():
        times[name] = await _median_ms(store, partial(events.timeline, query=query))
    times["events recorded in a day"] = await _median_ms(
        store,
        lambda conn: news.recorded_events(
            conn, pair=US_CHINA, guild=_GUILD, since=_ADDED, until=_ADDED + timedelta(days=1), limit=5
        ),
    )
    times["on this day"] = await _median_ms(
        store,
        lambda conn: events_of_days(
            conn, pairs=[US_CHINA], guild=_GUILD, days=[YearDay(month=6, day=1)], before=2024, limit=8
        ),
    )
    for name, since in (("half a year", date(2023, 1, 1) - timedelta(days=210)), ("all", None)):
        times[f"a barometer's events, {name}"] = await _median_ms(
            store, partial(barometer.pair_events, pair=US_CHINA, guild=_GUILD, since=since)
        )
    times["one event with what is related"] = await _median_ms(
        store, lambda conn: events.get_event(conn, EventId(99), guild=_GUILD)
    )
    times["find articles"] = await _median_ms(
        store, lambda conn: articles.find_articles(conn, "ball chi", guild=_GUILD)
    )
    told = [Told(headline=f"They meet {day} times", when=on(f"2020-06-{day:02}")) for day in range(1, 11)]
    taken = []
    for number in range(7):
        start = time.perf_counter()
        told_again = new(reading(*told, text=f"Text {number}."))
        stored, _ = await store.write(partial(articles.add_article, new=told_again))
        taken.append((time.perf_counter() - start) * 1000)
    times["add an article of ten events"] = median(taken)
    last = await store.read(lambda conn: articles.get_article(conn, stored, guild=_GUILD))
    times["what came before an article"] = await _median_ms(
        store, lambda conn: earlier.earlier_events(conn, last, pair=US_CHINA, guild=_GUILD)
    )
    await store.close()
    return times


def rows(counts: Sequence[int] = (10_000, 100_000)) -> Iterator[Found]:
    """Measure stores of these many events."""
    first: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            times = asyncio.run(_times(count, Path(folder)))
            for name, taken in times.items():
                beside = f"{taken / first[name]:.1f} x at {counts[0]:,}" if first else ""
                yield Row(what=f"{name}, {count:,} events", figure=f"{taken:.2f} ms", beside=beside)
            first = first or times


if __name__ == "__main__":
    print_head()
    print_rows(rows([int(one) for one in sys.argv[1:]] or (10_000, 100_000)))
