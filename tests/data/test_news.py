import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from data import articles, events, news
from data.schema.base import AnyRow
from data.store import Store
from data.weight import by_novelty
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, new, on, reading
from tests.data.conftest import address

HOUR = timedelta(hours=1)
CALL = Told(headline="They call", when=on("2023-06-14"), salience=0.4)
VISIT = Told(headline="They visit", when=on("2023-06-12"), salience=0.9)


async def take_in(store: Store, *told: Told, after: timedelta, guild: GuildId | None = GUILD, text: str) -> None:
    article = new(reading(*told, text=text), guild=guild, at=NOON + after)
    await store.write(lambda conn: articles.add_article(conn, article))


async def recorded(store: Store, since: timedelta, until: timedelta, limit: int = 9) -> list[str]:
    found = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=US_CHINA, guild=GUILD, since=NOON + since, until=NOON + until, limit=limit
        )
    )
    return [event.event.headline for event in found]


async def test_what_came_in_is_new_whenever_it_happened_most_salient_first(store: Store) -> None:
    await take_in(store, CALL, VISIT, after=HOUR, text="First.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == ["They visit", "They call"]
    assert await recorded(store, 0 * HOUR, 2 * HOUR, limit=1) == ["They visit"]


async def test_the_window_takes_its_first_moment_and_not_its_last(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    assert await recorded(store, HOUR, 2 * HOUR) == ["They call"]
    assert await recorded(store, 0 * HOUR, HOUR) == []


async def test_an_event_is_new_once_however_often_it_is_told(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    await take_in(store, CALL, after=3 * HOUR, text="Second.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == ["They call"]
    assert await recorded(store, 2 * HOUR, 4 * HOUR) == []


async def test_another_server_s_news_and_another_pair_s_are_none(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, guild=OTHER_GUILD, text="Theirs.")
    await take_in(store, Told(headline="Elsewhere", when=on("2023-06-14"), target=("JPN",)), after=HOUR, text="Ours.")
    assert await recorded(store, 0 * HOUR, 2 * HOUR) == []


async def test_articles_that_came_in_newest_first(store: Store) -> None:
    await take_in(store, CALL, after=HOUR, text="First.")
    await take_in(store, VISIT, after=2 * HOUR, text="Second.")
    await take_in(store, VISIT, after=2 * HOUR, guild=OTHER_GUILD, text="Theirs.")
    found = await store.read(
        lambda conn: news.articles_added(conn, guild=GUILD, since=NOON, until=NOON + 3 * HOUR, limit=5)
    )
    assert [article.added_at - NOON for article in found] == [2 * HOUR, HOUR]


RAID = Told(headline="Jets bomb a port", act=EventType.ASSAULT, when=on("2023-06-14"), salience=0.8)


async def weights(store: Store, limit: int = 9) -> dict[str, float]:
    """Return what came in during the second hour, with what it weighs, in the order given."""
    found: Sequence[StoredEvent] = await store.read(
        lambda conn: news.recorded_events(
            conn, pair=US_CHINA, guild=GUILD, since=NOON + HOUR, until=NOON + 2 * HOUR, limit=limit
        )
    )
    return {one.event.headline: one.event.salience for one in found}


async def test_the_first_of_its_kind_outweighs_one_of_many(store: Store) -> None:
    raids = [Told(headline=f"Raid {n}", act=EventType.ASSAULT, when=on(f"2023-06-{n}")) for n in (10, 11, 12)]
    await take_in(store, *raids, after=0 * HOUR, text="Before.")
    visit = Told(headline="They visit", when=on("2023-06-14"), salience=0.7)
    await take_in(store, RAID, visit, after=HOUR, text="Now.")
    assert await weights(store) == {"They visit": 0.7, "Jets bomb a port": by_novelty(0.8, 3)}
    assert list(await weights(store, limit=1)) == ["They visit"]


async def test_only_what_the_same_two_did_shortly_before_counts(store: Store) -> None:
    others = [
        Told(headline="Too long ago", act=EventType.ASSAULT, when=on("2023-05-14")),
        Told(headline="On the same day", act=EventType.ASSAULT, when=on("2023-06-14"), status=Status.DENIED),
        Told(headline="Not over", act=EventType.ASSAULT, when=on("2023-06-10/2023-06-14"), status=Status.DENIED),
        Told(headline="Later", act=EventType.ASSAULT, when=on("2023-06-15")),
        Told(headline="Elsewhere", act=EventType.ASSAULT, when=on("2023-06-13"), target=("JPN",)),
        Told(headline="Another act", when=on("2023-06-13")),
        Told(headline="Only planned", type=EventType.THREATEN, act=EventType.ASSAULT, when=on("2023-06-13")),
        Told(headline="Undated", act=EventType.ASSAULT),
    ]
    await take_in(store, *others, after=0 * HOUR, text="Before.")
    await take_in(store, Told(headline="Theirs", act=EventType.ASSAULT, when=on("2023-06-12")), after=0 * HOUR,
                  guild=OTHER_GUILD, text="Another server's.")  # fmt: skip
    undated = Told(headline="Some day", act=EventType.ASSAULT, salience=0.5)
    await take_in(store, RAID, undated, after=HOUR, text="Now.")
    assert await weights(store) == {"Jets bomb a port": 0.8, "Some day": 0.5}
    before = Told(headline="A day before", act=EventType.ASSAULT, when=on("2023-06-13"), place="Oslo")
    await take_in(store, before, after=0 * HOUR, text="The last.", guild=None)
    assert (await weights(store))["Jets bomb a port"] == by_novelty(0.8, 1)


async def test_what_is_withdrawn_was_never_before(store: Store) -> None:
    before = new(
        reading(Told(headline="A raid", act=EventType.ASSAULT, when=on("2023-06-10")), text="Before."), guild=GUILD
    )
    article, _ = await store.write(lambda conn: articles.add_article(conn, before))
    await take_in(store, RAID, after=HOUR, text="Now.")
    assert (await weights(store))["Jets bomb a port"] == by_novelty(0.8, 1)
    (number,) = (await store.read(lambda conn: articles.get_article(conn, article, guild=GUILD))).event_ids
    await store.write(lambda conn: events.withdraw_event(conn, number, guild=GUILD, reason="A rumour.", at=NOON))
    assert (await weights(store))["Jets bomb a port"] == 0.8


DAYS = st.sampled_from(["2023-06-08", "2023-06-11", "2023-06-14", "2023-06-08/2023-06-11"])
RAIDS = st.builds(
    Told,
    headline=st.sampled_from(["Jets bomb a port", "Ships shell an island", "Raid on a bridge"]),
    act=st.sampled_from([EventType.ASSAULT, EventType.ASSAULT, EventType.ACCUSE]),
    when=st.builds(on, DAYS),
    salience=st.sampled_from([0.2, 0.6, 0.8]),
)


async def weighed(template: Path, told: Sequence[tuple[int, list[Told]]]) -> list[tuple[object, ...]]:
    """Return the events of a new store as a digest weighs them, in its order."""
    with tempfile.TemporaryDirectory() as folder:
        store = await Store.open(address(Path(shutil.copy(template, folder))))
        for n, each in told:
            one = reading(*each, text=f"Text number {n}.", title=f"Title {n}", source=f"Paper {n % 2}")
            await store.write(partial(articles.add_article, new=new(one, guild=GUILD, at=NOON + HOUR)))
        found = await store.read(
            lambda conn: news.recorded_events(
                conn, pair=US_CHINA, guild=GUILD, since=NOON + HOUR, until=NOON + 2 * HOUR, limit=40
            )
        )
        await store.close()
    assert [one.event.salience for one in found] == sorted((one.event.salience for one in found), reverse=True)
    return sorted((one.event.act.value, str(one.event.when), one.event.headline, one.event.salience) for one in found)


@settings(max_examples=20, deadline=None)
@given(told=st.lists(st.lists(RAIDS, min_size=1, max_size=3), min_size=2, max_size=5), data=st.data())
def test_the_same_articles_weigh_the_same_in_any_order(
    empty_store: Path, told: list[list[Told]], data: st.DataObject
) -> None:
    numbered = list(enumerate(told))
    turned = data.draw(st.permutations(numbered))
    assert asyncio.run(weighed(empty_store, numbered)) == asyncio.run(weighed(empty_store, turned))


async def explain(conn: AsyncConnection, *, sql: str, values: tuple[object, ...]) -> Sequence[AnyRow]:
    return (await conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)).all()


@pytest.mark.sqlite_only
async def test_novelty_costs_one_statement_that_reads_a_stretch_of_the_pair_s_index(store: Store) -> None:
    """However many events came in: otherwise a digest takes the longer, the more the store knows of a pair."""
    raids = [Told(headline=f"Raid {n}", act=EventType.ASSAULT, when=on(f"2023-06-{n}")) for n in range(10, 20)]
    await take_in(store, *raids, after=HOUR, text="Now.")
    statements: list[tuple[str, tuple[object, ...]]] = []
    sqlalchemy_event.listen(
        store._reader.sync_engine,
        "before_cursor_execute",
        lambda _c, _u, sql, values, _x, _m: statements.append((sql, values)),
    )
    assert len(await weights(store, limit=10)) == 10
    assert len(statements) == 8  # BEGIN, the events that came in, those before them, and five for all that is shown
    ((sql, values),) = [one for one in statements if "VALUES" in one[0]]
    steps = [str(row[3]) for row in await store.read(partial(explain, sql=sql, values=values))]
    index = "ix_event_pair_pair_guild_start_date_salience"
    assert f"SEARCH event_pair USING INDEX {index} (pair=? AND guild=? AND start_date>? AND start_date<?)" in steps
