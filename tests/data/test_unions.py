"""Unions as sides of a pair: what the store makes of new events, and of those that it had before."""

import pytest
from sqlalchemy import delete, select, update

from bot.model.countries import Dyad
from bot.model.ids import CountryCode, EventId
from bot.model.stored import EventQuery
from bot.relation_desk import who_met
from bot.union_desk import fill_unions
from data import events, relations
from data.reference import load_gazetteer
from data.schema import event_pair, event_party
from data.store import Connection, Store
from tests.data.build import CHN, GUILD, Told, add, on

EU, UN, IGO = CountryCode("XEU"), CountryCode("XUN"), CountryCode("IGO")
CHINA_EU = Dyad(first=CHN, second=EU)
BODIES = load_gazetteer().body_names


async def pairs(store: Store) -> list[str]:
    return sorted(await store.read(_pairs))


async def _pairs(conn: Connection) -> list[str]:
    return list(await conn.scalars(select(event_pair.c.pair)))


async def talk(store: Store, *sides: str, headline: str = "They talk", reciprocal: bool = True) -> None:
    told = Told(headline=headline, source=sides[:1], target=sides[1:], when=on("2023-06-14"), reciprocal=reciprocal)
    await add(store, told, guild=GUILD)


@pytest.mark.parametrize(
    ("sides", "joined"),
    [
        (("European Commission/IGO", "CHN"), ["CHN-XEU"]),
        (("European Union/IGO", "UN Security Council/IGO", "CHN"), ["CHN-XEU", "CHN-XUN", "XEU-XUN"]),
        (("European Commission/IGO", "European Parliament/IGO"), []),
        (("Nordic Council/IGO", "CHN"), ["CHN-IGO"]),
    ],
)
async def test_an_event_joins_a_country_and_a_union(store: Store, sides: tuple[str, ...], joined: list[str]) -> None:
    await talk(store, *sides)
    assert await pairs(store) == joined


async def test_a_timeline_of_a_union_finds_what_it_takes_part_in(store: Store) -> None:
    await talk(store, "European Commission/IGO", "CHN", headline="The Commission meets China")
    await talk(store, "Nordic Council/IGO", "CHN", headline="The Council meets China")
    await talk(store, "EU/IGO", headline="The EU holds a summit", reciprocal=False)

    async def ask(query: EventQuery) -> set[str]:
        page = await store.read(lambda conn: events.timeline(conn, query))
        return {found.event.headline for found in page.events}

    assert await ask(EventQuery(pair=CHINA_EU, guild=GUILD)) == {"The Commission meets China"}
    assert await ask(EventQuery(country=EU, guild=GUILD)) == {"The Commission meets China", "The EU holds a summit"}
    assert await ask(EventQuery(country=UN, guild=GUILD)) == set()
    assert len(await ask(EventQuery(country=IGO, guild=GUILD))) == 3


async def test_who_speaks_for_a_union_is_of_its_side(store: Store) -> None:
    await talk(store, "Kari Lund/IGO", "Ana Soto/CHN")

    async def appoint(conn: Connection) -> None:
        office = "President of the European Commission"
        await conn.execute(update(event_party).where(event_party.c.name == "Kari Lund").values(office=office))

    await store.write(appoint)
    assert await fill_unions(store, BODIES) == 1
    found = await store.read(lambda conn: relations.encounters(conn, CHINA_EU, guild=GUILD))
    (met,) = who_met(found, CHINA_EU)
    assert (met.first, met.second) == ("Ana Soto", "Kari Lund")


async def test_events_of_an_older_store_learn_of_unions_and_only_once(store: Store) -> None:
    await talk(store, "European Union/IGO", "CHN")
    await talk(store, "Nordic Council/IGO", "CHN", headline="Others talk")
    before = await store.read(_rows)

    async def age(conn: Connection) -> None:
        await conn.execute(update(event_pair).where(event_pair.c.pair == "CHN-XEU").values(pair="CHN-IGO"))

    await store.write(age)
    assert await fill_unions(store, BODIES) == 1
    assert await store.read(_rows) == before
    assert await fill_unions(store, BODIES) == 0

    async def lose(conn: Connection) -> None:
        await conn.execute(delete(event_pair).where(event_pair.c.event == EventId(1)))

    await store.write(lose)
    assert await fill_unions(store, BODIES) == 1
    assert await store.read(_rows) == before


async def _rows(conn: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in await conn.execute(select(event_pair).order_by(event_pair.c.event))]
