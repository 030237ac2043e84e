"""What the barometer asks of the store."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.barometer import PairEvent
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from data import events
from data.barometer import pair_events
from data.schema.base import AnyRow
from data.store import Store
from tests.data.build import CHN, GUILD, NOON, OTHER_GUILD, US_CHINA, USA, Told, add, on


async def ask(
    store: Store,
    *,
    pair: Dyad = US_CHINA,
    guild: GuildId | None = None,
    since: date | None = None,
    limit: int = 5000,
) -> tuple[tuple[PairEvent, ...], bool]:
    return await store.read(lambda conn: pair_events(conn, pair=pair, guild=guild, since=since, limit=limit))


async def test_an_event_as_the_barometer_sees_it(store: Store) -> None:
    told = Told(headline="They meet", when=on("2023-06-05/2023-06-11"), salience=0.8)
    (kept,) = (await add(store, told)).event_ids
    assert await ask(store) == (
        (
            PairEvent(
                id=kept,
                type=EventType.CONSULT,
                status=Status.OCCURRED,
                when=DateRange(start=date(2023, 6, 5), end=date(2023, 6, 11)),
                salience=0.8,
                sources=1,
            ),
        ),
        False,
    )
    assert await ask(store, pair=Dyad(first=CHN, second=USA)) == await ask(store)


async def test_only_what_occurred_or_is_planned_is_dated_and_stands(store: Store) -> None:
    stays = await add(
        store,
        Told(headline="They meet", when=on("2023-03-01")),
        Told(headline="They will meet", when=on("2023-07-01"), status=Status.PLANNED, type=EventType.AGREE),
        Told(headline="They may meet", when=on("2023-03-03"), status=Status.POSSIBLE),
        Told(headline="They are said to have met", when=on("2023-03-04"), status=Status.REPORTED),
        Told(headline="They did not meet", when=on("2023-03-05"), status=Status.DENIED),
        Told(headline="They met some day"),
        Told(headline="They meet again", when=on("2023-03-09")),
    )
    gone = stays.event_ids[-1]
    await store.write(lambda conn: events.withdraw_event(conn, gone, guild=None, reason="wrong", at=NOON))
    found, _ = await ask(store)
    assert [one.id for one in found] == [stays.event_ids[1], stays.event_ids[0]]


@pytest.mark.parametrize(
    ("since", "count"), [("2023-03-01", 2), ("2023-03-31", 2), ("2023-04-01", 1), ("2023-06-01", 0)]
)
async def test_since_asks_for_the_last_day(store: Store, since: str, count: int) -> None:
    await add(
        store,
        Told(headline="They meet", when=on("2022-12-01/2023-03-31")),
        Told(headline="They sign", act=EventType.AGREE, when=on("2023-05-31")),
    )
    assert len((await ask(store, since=date.fromisoformat(since)))[0]) == count


async def test_the_newest_are_kept_where_there_are_too_many(store: Store) -> None:
    told = await add(store, *(Told(headline=f"Meeting {n}", when=on(f"2023-03-{n:02}")) for n in range(1, 6)))
    found, is_cut = await ask(store, limit=3)
    assert ([one.id for one in found], is_cut) == ([*told.event_ids[4:1:-1]], True)
    assert (await ask(store, limit=5))[1] is False


async def test_sources_are_independent_ones_that_the_server_sees(store: Store) -> None:
    told = Told(headline="They meet", when=on("2023-03-01"), sentence="The two met on Wednesday.")
    other = Told(headline="They meet", when=on("2023-03-01"), sentence="A meeting took place.")
    third = Told(headline="They meet", when=on("2023-03-01"), sentence="Both sides sat down together.")
    await add(store, told, source="Fjord Post")
    await add(store, told, text="A copy of it.", source="Andes Wire")
    assert [one.sources for one in (await ask(store))[0]] == [1]
    await add(store, other, text="Told anew.", source="Fjord Post")
    assert [one.sources for one in (await ask(store))[0]] == [2]
    await add(store, third, text="Told at home.", source="Home News", guild=GUILD)
    assert [one.sources for one in (await ask(store, guild=GUILD))[0]] == [3]
    assert [one.sources for one in (await ask(store, guild=OTHER_GUILD))[0]] == [2]


async def test_a_server_sees_the_starter_pack_and_its_own(store: Store) -> None:
    await add(store, Told(headline="Everyone's", when=on("2023-03-01")))
    await add(store, Told(headline="Ours", act=EventType.AGREE, when=on("2023-03-02")), guild=GUILD)
    await add(store, Told(headline="Theirs", act=EventType.AID, when=on("2023-03-03")), guild=OTHER_GUILD)
    assert {one.type for one in (await ask(store))[0]} == {EventType.CONSULT}
    assert {one.type for one in (await ask(store, guild=GUILD))[0]} == {EventType.CONSULT, EventType.AGREE}


async def explain(conn: AsyncConnection, *, sql: str, values: tuple[object, ...]) -> Sequence[AnyRow]:
    return (await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("since", [None, date(2023, 1, 1)], ids=["all", "since a day"])
async def test_no_table_is_read_from_end_to_end(store: Store, since: date | None) -> None:
    told = [Told(headline=f"Meeting {n}", when=on(f"2023-03-{n:02}")) for n in range(1, 6)]
    await add(store, *told, source="Fjord Post")
    await add(store, *told, text="Told again.", source="Andes Wire")
    statements: list[tuple[str, tuple[object, ...]]] = []
    sqlalchemy_event.listen(
        store._reader.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, sql, values, _x, _m: statements.append((sql, values)),
    )
    await ask(store, guild=GUILD, since=since)
    asked = [one for one in statements if "event_report" in one[0] or "event_pair" in one[0]]
    plans = []
    for sql, values in asked:
        rows = await store.read(partial(explain, sql=sql, values=values))
        plans.append([str(row[3]) for row in rows])
    assert len(plans) == 2
    steps = [step for plan in plans for step in plan]
    assert (
        sum("ix_event_pair_pair_guild_start_date_salience (pair=? AND guild=? AND start_date" in s for s in steps) == 2
    )
    assert [step for step in steps if step.startswith("SCAN") and "anon" not in step and "subquery" not in step] == []
