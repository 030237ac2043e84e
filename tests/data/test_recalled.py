"""What is kept of the record in memory: never older than it may be, and never what another server sees."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import PrimaryKeyConstraint, Table, UniqueConstraint, event, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import visitors

from bot.day_desk import DayDesk
from bot.exchange.desk import ExchangeDesk
from bot.model.decisions import DecisionKind, NewDecision
from bot.model.ids import GuildId, UserId
from bot.model.members import Member
from bot.model.stored import EventQuery
from bot.model.year_days import YearDay
from bot.newsroom import Newsroom
from bot.person_desk import PersonDesk
from data import articles, event_desk, events, hiding
from data.recalled import APART, LIFETIME, NOTHING, Recalled
from data.reference import load_gazetteer
from data.schema import departure, metadata
from data.store import Store
from data.visibility import OWN
from tests.data.build import GUILD, NOON, OTHER_GUILD, US_CHINA, Told, add, new, on, reading

KEYS = (PrimaryKeyConstraint, UniqueConstraint)
PAIR = EventQuery(pair=US_CHINA)
ASKED = Told(headline="Anna Reed visits Beijing", source=("Anna Reed/USA",), when=on("2023-06-14"))


async def headlines(store: Store, guild: GuildId | None = None) -> set[str]:
    """Return what a server's timeline of the pair tells, as a desk asks for it."""
    query = replace(PAIR, guild=await store.standpoint(guild))
    return {one.event.headline for one in (await store.recall(events.timeline, query)).events}


@pytest.fixture
async def asked(store: Store) -> AsyncIterator[list[object]]:
    """Give the functions that the store really runs of those it is to recall."""
    ran: list[object] = []
    read = store.read

    async def counted(work: Callable[[AsyncConnection], Awaitable[Any]]) -> Any:
        ran.append(work)
        return await read(work)

    store.read = counted  # type: ignore[method-assign]  # it still reads
    yield ran
    store.read = read  # type: ignore[method-assign]


async def test_what_was_asked_is_given_again_without_a_look_at_the_database(store: Store, asked: list[object]) -> None:
    await add(store, ASKED)
    first = await store.recall(events.timeline, PAIR)
    asked.clear()
    assert await store.recall(events.timeline, PAIR) is first
    assert not asked


async def test_a_write_to_the_record_is_seen_at_once(store: Store) -> None:
    await add(store, ASKED)
    assert await headlines(store) == {ASKED.headline}
    await add(store, Told(headline="They part"), text="Another text.")
    assert await headlines(store) == {ASKED.headline, "They part"}


async def test_what_lies_apart_from_the_record_leaves_it_kept(store: Store, asked: list[object]) -> None:
    await add(store, ASKED)
    await headlines(store)
    await store.write(lambda conn: conn.execute(insert(departure).values(guild=7, left_at=NOON)))
    asked.clear()
    await headlines(store)
    assert not asked


@pytest.mark.parametrize("fails", [False, True])
async def test_a_statement_that_cannot_be_read_counts_as_a_write_to_anything(store: Store, fails: bool) -> None:
    article = await add(store, ASKED)
    await headlines(store)

    async def rename(conn: AsyncConnection) -> None:
        await conn.execute(text("UPDATE event_pair SET salience = 0.1"))
        if fails:
            raise LookupError("too bad")

    generation = store._recalled.generation
    try:
        await store.write(rename)
    except LookupError:
        assert fails
    assert store._recalled.generation == generation + 1
    assert article.event_ids


async def test_what_another_process_writes_to_a_file_is_seen_after_some_seconds(tmp_path: Path) -> None:
    now = [NOON]
    store_url = f"sqlite+aiosqlite:///{tmp_path / 'store.sqlite3'}"
    store = await Store.open(store_url, clock=lambda: now[0])
    other = await Store.open(store_url)
    await add(store, ASKED)
    assert await headlines(store) == {ASKED.headline}
    await add(other, Told(headline="They part"), text="Another text.")
    now[0] += LIFETIME - timedelta(milliseconds=1)
    assert await headlines(store) == {ASKED.headline}
    now[0] += timedelta(milliseconds=1)
    assert await headlines(store) == {ASKED.headline, "They part"}
    await other.close()
    await store.close()


async def test_while_no_other_process_writes_an_answer_holds(store_url: str) -> None:
    now = [NOON]
    store = await Store.open(store_url, clock=lambda: now[0])
    await add(store, ASKED)
    first = await store.recall(events.timeline, PAIR)
    for _ in range(3):
        now[0] += LIFETIME
        await store.write(lambda conn: conn.execute(insert(departure).values(guild=now[0].second, left_at=NOON)))
        assert await store.recall(events.timeline, PAIR) is first
    await store.close()


async def test_a_look_for_other_processes_never_waits_for_a_write(store_url: str) -> None:
    now = [NOON]
    store = await Store.open(store_url, clock=lambda: now[0])
    await add(store, ASKED)
    assert await headlines(store) == {ASKED.headline}
    now[0] += LIFETIME

    async def slow(conn: AsyncConnection) -> set[str]:
        await conn.execute(insert(departure).values(guild=7, left_at=NOON))
        return await asyncio.wait_for(headlines(store), 5)

    assert await store.write(slow) == {ASKED.headline}
    await store.close()


async def test_what_was_read_while_a_write_ended_is_not_kept(store: Store) -> None:
    async def overtaken(conn: AsyncConnection) -> int:
        # The snapshot begins with this statement, so what follows reads what was before the article came.
        found = await events.count_visible(conn, guild=None)
        if not found:
            await add(store, ASKED)
        return await events.count_visible(conn, guild=None)

    assert await store.recall(overtaken) == 0
    assert await store.recall(overtaken) == 1


async def test_a_refusal_is_not_kept(store: Store) -> None:
    async def refuse(conn: AsyncConnection) -> int:
        raise LookupError(await events.count_visible(conn, guild=None))

    for _ in range(2):
        with pytest.raises(LookupError):
            await store.recall(refuse)


async def test_a_server_sees_its_own_at_once_and_others_never(store: Store) -> None:
    await add(store, ASKED)
    for guild in (GUILD, OTHER_GUILD, None):
        assert await headlines(store, guild) == {ASKED.headline}
        assert await store.standpoint(guild) is None
    await add(store, Told(headline="They part"), text="Ours.", guild=GUILD)
    assert await headlines(store, GUILD) == {ASKED.headline, "They part"}
    assert await headlines(store, OTHER_GUILD) == await headlines(store) == {ASKED.headline}
    assert await store.standpoint(GUILD) == GUILD
    assert await store.standpoint(OTHER_GUILD) is None


async def _hides_an_outlet(conn: AsyncConnection) -> None:
    await hiding.hide_outlet(conn, "fjord post", Member(guild=GUILD, user=UserId(5)), at=NOON)


async def _withdraws_an_event(conn: AsyncConnection) -> None:
    found = (await events.timeline(conn, PAIR)).events[0]
    withdraw = NewDecision(
        guild=GUILD, by=UserId(5), at=NOON, kind=DecisionKind.WITHDRAW, event=found.id, reason="It was not so."
    )
    await event_desk.decide(conn, withdraw, settled=())


async def _hands_an_article_in(conn: AsyncConnection) -> None:
    await articles.add_article(conn, new(reading(text="No event at all."), guild=GUILD))


@pytest.mark.parametrize("act", [_hides_an_outlet, _withdraws_an_event, _hands_an_article_in])
async def test_whatever_a_server_does_for_itself_makes_it_see_for_itself(
    store: Store, act: Callable[[AsyncConnection], Awaitable[None]]
) -> None:
    await add(store, ASKED)
    assert await store.standpoint(GUILD) is None
    await store.write(act)
    assert await store.standpoint(GUILD) == GUILD
    assert await store.standpoint(OTHER_GUILD) is None


def test_every_table_of_what_a_server_has_finds_it_by_an_index() -> None:
    for table in OWN:
        keys = [*table.indexes, *(one for one in table.constraints if isinstance(one, KEYS))]
        assert any(key.columns.keys()[:1] == ["guild"] for key in keys), table.name


async def test_what_desks_recall_depends_on_the_record_and_on_what_servers_have(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Everything that a desk may be given again reads tables that forget it, and shares only what all see alike."""
    gazetteer = load_gazetteer()
    article = await add(store, ASKED)
    read: set[Table] = set()
    ran: dict[str, Callable[..., Awaitable[Any]]] = {}
    recall = store._recall

    async def noted(kept: Recalled, work: Any, *args: Any, **kwargs: Any) -> Any:
        if "guild" in kwargs or (args and isinstance(args[0], EventQuery)):
            ran[work.__qualname__] = partial(_for, work, args, kwargs)
        return await recall(kept, work, *args, **kwargs)

    def clock() -> datetime:
        return datetime(2026, 6, 14, tzinfo=UTC)

    @event.listens_for(store._reader.sync_engine, "before_execute")
    def look(_connection: Any, statement: Any, *_: Any) -> None:
        read.update(one for one in visitors.iterate(statement) if isinstance(one, Table))

    monkeypatch.setattr(store, "_recall", noted)
    newsroom = Newsroom(store, gazetteer.body_names, clock=clock)
    query = replace(PAIR, guild=GUILD)
    await newsroom.article(article.id, GUILD)
    await newsroom.choose_article(None, GUILD)
    await newsroom.timeline(query)
    await newsroom.timeline(EventQuery(guild=GUILD, words="Beijing"))
    await newsroom.timeline(EventQuery(guild=GUILD, article=article.id))
    await newsroom.long_view(query)
    await newsroom.event(article.event_ids[0], GUILD)
    await newsroom.earlier(article, GUILD, pair=US_CHINA)
    await newsroom.counts(GUILD)
    await ExchangeDesk(store, gazetteer, clock=clock).some_records(US_CHINA, GUILD)
    persons = PersonDesk(store, gazetteer, clock=clock)
    (who,) = await persons.named("Anna Reed", GUILD)
    await persons.person(who.name, who.country, GUILD)
    await DayDesk(store, clock=clock).day(YearDay.of(date(2026, 6, 14)), GUILD)
    assert len(ran) == 11
    read.clear()
    for work in ran.values():
        assert await store.read(partial(work, guild=GUILD)) == await store.read(partial(work, guild=None))
    names = {table.name for table in read}
    assert names.isdisjoint(APART)
    derived = {"event_pair", "event_change", "article_version", "former_report", "text_sketch", "text_band"}
    """Rows of articles and events: there are none of a server that has none of those."""
    assert {table for table in read if "guild" in table.c} - set(OWN) <= {metadata.tables[name] for name in derived}


async def _for(work: Any, args: tuple[Any, ...], kwargs: dict[str, Any], conn: AsyncConnection, *, guild: Any) -> Any:
    """Run what was recalled as another server would."""
    if args and isinstance(args[0], EventQuery):
        return await work(conn, replace(args[0], guild=guild), *args[1:], **kwargs)
    return await work(conn, *args, **{**kwargs, "guild": guild})


def test_those_that_nobody_asked_for_longest_go_first() -> None:
    kept = Recalled(most=3)
    for number in range(3):
        kept.keep(number, str(number), kept.generation)
    assert kept.get(0) == "0"
    kept.keep(3, "3", kept.generation)
    assert [kept.get(number) for number in range(4)] == ["0", NOTHING, "2", "3"]


def test_nothing_is_an_answer() -> None:
    kept = Recalled()
    assert kept.get("asked") is NOTHING
    kept.keep("asked", None, kept.generation)
    assert kept.get("asked") is None


def test_tables_apart_are_real_ones() -> None:
    assert set(metadata.tables) >= APART
