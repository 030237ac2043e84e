"""Fills a store with as many made-up events as asked for, set-wise: what the benchmarks of the store measure on."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, Final

from sqlalchemy import Table, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.ids import ArticleId, CountryCode, GuildId
from bot.model.plover import EventType
from data import codec
from data.schema import article, event, event_pair, event_party, event_report, sentence
from data.store import Store
from data.telling import report_columns, sighting_of, tellings_of
from tests.data.build import Told, on, reading

GUILD: Final = GuildId(7)
"""The server that asks; one article in ten is its own."""
SERVERS: Final = 10_000
"""Other servers, with articles of their own; one article in ten."""
BEGAN: Final = date(2014, 1, 1)
DAYS: Final = 3650
"""Events are spread over ten years, and recorded on the day when they happened."""
PAIRS: Final = tuple(
    Dyad(first=CountryCode(first), second=CountryCode(second))
    for first, second in (
        ("USA", "CHN"), ("USA", "RUS"), ("IND", "PAK"), ("FRA", "DEU"), ("JPN", "KOR"), ("EGY", "ISR"), ("BRA", "ARG"),
        ("KEN", "SOM"), ("TUR", "GRC"), ("IRN", "SAU"), ("ETH", "ERI"), ("SRB", "HRV"), ("VNM", "PHL"), ("MEX", "CAN"),
    )
)  # fmt: skip
"""The pairs; the first has half of all events, since what is asked most is recorded most."""
_TOPICS = (
    "trade in grain", "visas for students", "fishing rights", "a customs treaty", "satellites", "air traffic",
    "a border crossing", "steel", "arms control", "rare earths", "a ferry line", "extradition", "cyber security",
)  # fmt: skip
_DEEDS = {
    EventType.CONSULT: "meets {to} for talks on {what}",
    EventType.AGREE: "signs an agreement with {to} on {what}",
    EventType.SANCTION: "imposes sanctions on {to} over {what}",
    EventType.ACCUSE: "accuses {to} of a breach of rules on {what}",
    EventType.AID: "sends aid to {to} for {what}",
    EventType.REJECT: "rejects a plan by {to} for {what}",
    EventType.PROTEST: "protests to {to} over {what}",
    EventType.COOPERATE: "begins joint work with {to} on {what}",
}
_AN_ARTICLE = 10
_READING = codec.dumps(reading(Told(headline="They meet")))
"""What every article is read as; its events stand in their own tables."""
_BATCH = 20_000

Rows = dict[Table, list[dict[str, Any]]]


async def fill(store: Store, count: int) -> None:
    """Put this many events into an empty store, ten to an article, and let the database look at what it has."""
    for rows in batches(count):

        async def put(conn: AsyncConnection, rows: Rows = rows) -> None:
            for table, values in rows.items():
                await conn.execute(insert(table), values)

        await store.write(put)
    await store.write(_finish)


async def _finish(conn: AsyncConnection) -> None:
    """Let new rows be numbered behind those that were numbered here, and the planner know what there is."""
    if conn.dialect.name == "postgresql":
        for name in ("article", "event"):
            await conn.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}"))  # noqa: S608
    await conn.execute(text("ANALYZE"))


def batches(count: int) -> Iterator[Rows]:
    """Yield the rows of a store, some thousands of events at a time; the same ones for the same count."""
    pick = random.Random(1)
    for first in range(_AN_ARTICLE, count + 1, _BATCH):
        rows: Rows = {one: [] for one in (article, sentence, event, event_pair, event_party, event_report)}
        for number in range(first, min(first + _BATCH, count + 1), _AN_ARTICLE):
            _article(number // _AN_ARTICLE, pick, rows)
        yield rows


def _article(number: int, pick: random.Random, rows: Rows) -> None:
    """Add an article and its ten events."""
    owner = pick.random()
    guild = GUILD if owner < 0.1 else 1000 + pick.randrange(SERVERS) if owner < 0.2 else 0
    day = BEGAN + timedelta(days=pick.randrange(DAYS))
    rows[article].append(
        {
            "id": number,
            "guild": guild,
            "added_at": datetime.combine(day, time(12), UTC),
            "title": f"Title {number}",
            "published": day,
            "fingerprint": str(number),
            "language": "en",
            "sentence_count": _AN_ARTICLE,
            "reading": _READING,
        }
    )
    for index in range(_AN_ARTICLE):
        _event(number, index, guild, day, pick, rows)


def _event(number: int, index: int, guild: int, day: date, pick: random.Random, rows: Rows) -> None:
    id_ = number * _AN_ARTICLE + index
    pair = PAIRS[0] if pick.random() < 0.5 else pick.choice(PAIRS[1:])
    act = pick.choice(tuple(_DEEDS))
    headline = f"{pair.first} {_DEEDS[act].format(to=pair.second, what=pick.choice(_TOPICS))}"
    common = {
        "guild": guild,
        "type": act.value,
        "act": act.value,
        "status": "occurred",
        "start_date": day,
        "end_date": day,
        "start_month": day.year * 12 + day.month - 1,
        "precision": "day",
        "salience": round(pick.random(), 3),
    }
    rows[sentence].append(
        {"article": number, "number": index, "start_offset": 0, "end_offset": 9, "text": f"{headline}."}
    )
    rows[event].append(
        {
            **common,
            "id": id_,
            "reciprocal": False,
            "dated_by": "expression",
            "context": [],
            "headline": headline,
            "sentence_number": index,
            "span_start": 0,
            "span_end": 9,
        }
    )
    rows[event_pair].append({**common, "pair": pair.key, "event": id_})
    for role, name, code in (("source", f"Person {id_ % 500}", pair.first), ("target", pair.second, pair.second)):
        rows[event_party].append(
            {
                "event": id_,
                "role": role,
                "position": 0,
                "actor": 0,
                "name": name,
                "folded": name.lower(),
                "country": code,
                "kind": "person" if role == "source" else "country",
            }
        )
    report = _report(pair, act, headline)
    rows[event_report].append(
        {
            **report,
            "article": number,
            "position": index,
            "event": id_,
            "sentence_number": index,
            "start_date": day,
            "end_date": day,
            "telling": report["telling"].replace(BEGAN.isoformat(), day.isoformat()),
        }
    )


@cache
def _report(pair: Dyad, act: EventType, headline: str) -> dict[str, Any]:
    """Return what a report's row has of an event's, as if it were of the first day."""
    told = Told(
        headline=headline,
        source=(f"Envoy/{pair.first}",),
        target=(f"Envoy/{pair.second}",),
        act=act,
        when=on(BEGAN.isoformat()),
    )
    (telling,) = tellings_of(reading(told))
    return report_columns(telling, sighting_of(telling, (ArticleId(0), 0), article="", is_shared=False, published=None))
