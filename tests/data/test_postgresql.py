"""What PostgreSQL must give that SQLite gives by itself, and that both tell the same of the same texts."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, func, insert, make_url, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import StoreError
from bot.model.ids import CountryCode
from bot.model.settings import GuildSettings
from bot.model.stored import EventQuery
from data import articles, fulltext, guilds, timeline
from data.migrate import HEAD
from data.schema import actor_name, digest_ledger, hidden_outlet, metadata, quiz_player
from data.store import Store, schema_of
from tests.data.build import GUILD, NOON, OTHER_GUILD, Told, add, on


@pytest.fixture
async def kept(empty_database: str) -> AsyncIterator[Store]:
    """A store in PostgreSQL."""
    opened = await Store.open(empty_database)
    yield opened
    await opened.close()


async def test_an_empty_database_becomes_what_the_metadata_says(
    empty_database: str,
) -> None:
    assert await schema_of(empty_database) is None

    def ours(_item: object, name: str | None, kind: str, *_rest: object) -> bool:
        return kind != "index" or name not in {index.name for index in fulltext.INDEXES}

    def differences(connection: Connection) -> list[object]:
        options = {"include_object": ours, "compare_type": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))

    async def counts(conn: AsyncConnection) -> tuple[object, ...]:
        tables = [await conn.scalar(select(func.count()).select_from(one)) for one in metadata.sorted_tables]
        triggers = await conn.scalar(text("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"))
        return sum(filter(None, tables)), triggers

    for _ in range(2):
        store = await Store.open(empty_database)
        assert await store.read(lambda conn: conn.run_sync(differences)) == []
        assert await store.read(counts) == (0, 0)
        await store.close()
    assert await schema_of(empty_database) == HEAD


async def test_several_processes_may_make_one_store(empty_database: str) -> None:
    stores = await asyncio.gather(*(Store.open(empty_database) for _ in range(4)))
    assert await schema_of(empty_database) == HEAD
    for store in stores:
        await store.close()


async def test_no_text_is_compared_by_a_locale(kept: Store) -> None:
    found = await kept.read(
        lambda conn: conn.execute(
            text(
                "SELECT c.relname, a.attname FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid "
                "WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND NOT a.attisdropped "
                "AND a.attcollation <> 0 AND a.attcollation <> '\"C\"'::regcollation"
            )
        )
    )
    assert found.all() == []


@pytest.mark.parametrize("told", ["newer", "foreign"])
async def test_a_database_that_can_not_be_used_is_refused(empty_database: str, told: str) -> None:
    store = await Store.open(empty_database)
    if told == "newer":
        await store.write(lambda conn: conn.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    else:
        await store.write(lambda conn: conn.execute(text("DROP TABLE alembic_version")))
    await store.close()
    with pytest.raises(StoreError) as caught:
        await Store.open(empty_database)
    assert ("newer Backchannel" if told == "newer" else "another program's tables") in caught.value.user_text


@pytest.mark.parametrize(
    ("change", "says"),
    [({"database": "absent"}, "no database of this name"), ({"port": 1}, "can't be reached")],
    ids=["no-database", "no-server"],
)
async def test_a_server_that_can_not_be_used_is_named(
    empty_database: str, change: dict[str, object], says: str
) -> None:
    address = make_url(empty_database).set(**change).render_as_string(hide_password=False)  # type: ignore[arg-type]  # by name
    with pytest.raises(StoreError) as caught:
        await Store.open(address)
    assert says in caught.value.user_text


async def test_what_reads_and_then_writes_loses_nothing_beside_others(store: Store) -> None:
    """Each of two hundred writes reads a number and writes the next one; with a snapshot each, some would be lost."""
    first = {"guild": 1, "user": 1, "ability": 0.0, "answered": 0, "is_listed": True}
    await store.write(lambda conn: conn.execute(insert(quiz_player).values(first)))

    async def one_more(conn: AsyncConnection) -> None:
        found = await conn.scalar(select(quiz_player.c.answered))
        await conn.execute(quiz_player.update().values(answered=(found or 0) + 1))

    await asyncio.gather(*(store.write(one_more) for _ in range(200)))
    assert await store.read(lambda conn: conn.scalar(select(quiz_player.c.answered))) == 200


async def test_what_counts_and_then_adds_keeps_to_its_limit_beside_others(store: Store) -> None:
    """No row is there to be locked: it is the count that must hold."""

    async def add_up_to_three(conn: AsyncConnection, number: int) -> None:
        if (await conn.scalar(select(func.count()).select_from(digest_ledger)) or 0) < 3:
            row = {"guild": number, "kind": "k", "period": NOON.date(), "decided_at": NOON, "decision": "sent"}
            await conn.execute(insert(digest_ledger).values(row))

    await asyncio.gather(*(store.write(lambda conn, n=n: add_up_to_three(conn, n)) for n in range(40)))  # type: ignore[misc]  # bound per turn
    assert await store.read(lambda conn: conn.scalar(select(func.count()).select_from(digest_ledger))) == 3


async def test_who_finds_nothing_and_adds_it_beside_others_finds_it(store: Store) -> None:
    async def get_or_add(conn: AsyncConnection) -> bool:
        if await conn.scalar(select(actor_name.c.uses)) is not None:
            return False
        await conn.execute(insert(actor_name).values(guild=1, name="Ann", folded="ann", uses=1))
        return True

    assert sum(await asyncio.gather(*(store.write(get_or_add) for _ in range(20)))) == 1


async def test_a_row_that_can_not_be_is_refused_and_not_told_in_the_error(store: Store) -> None:
    async def twice(conn: AsyncConnection) -> None:
        for _ in range(2):
            await conn.execute(
                insert(hidden_outlet).values(guild=1, outlet="a person's words", hidden_by=1, hidden_at=NOON)
            )

    with pytest.raises(IntegrityError) as caught:
        await store.write(twice)
    fault: BaseException | None = caught.value
    while fault is not None:
        assert "a person's words" not in f"{fault} {fault.args} {getattr(fault, 'detail', '')}"
        fault = fault.__cause__


async def test_a_save_is_seen_at_once_while_other_writes_go_on(store: Store) -> None:
    """The end of another write must not take the note away that settings are being saved."""
    settings = GuildSettings(guild=GUILD, changed_at=NOON)
    await store.write(lambda conn: guilds.save_settings(conn, settings))
    for failures in range(1, 20):
        newer = replace(settings, failures=failures)
        await asyncio.gather(
            store.write(lambda conn, one=newer: guilds.save_settings(conn, one)),  # type: ignore[misc]  # bound per turn
            *(store.write(lambda conn: guilds.save_settings(conn, GuildSettings(guild=OTHER_GUILD))) for _ in range(3)),
            *(store.read(lambda conn: guilds.get_settings(conn, GUILD)) for _ in range(3)),
        )
        assert (await store.read(lambda conn: guilds.get_settings(conn, GUILD))).failures == failures


async def test_text_from_outside_is_stored_whatever_it_holds(store: Store) -> None:
    odd = "a\0b \ud800 \U0001f600 中国"
    values = {"guild": 1, "outlet": odd, "hidden_by": 2**63 - 1, "hidden_at": NOON}
    await store.write(lambda conn: conn.execute(insert(hidden_outlet).values(values)))
    (found,) = (await store.read(lambda conn: conn.execute(select(hidden_outlet)))).all()
    assert found.outlet == "a\ufffdb \ufffd \U0001f600 中国"
    assert (found.hidden_by, found.hidden_at) == (2**63 - 1, NOON)


async def test_texts_are_ordered_by_their_bytes(store: Store) -> None:
    names = ["b", "a", "B", "Ä", "_", "é", "ab", "a b", "-a", "中"]
    rows = [{"guild": 1, "name": name, "folded": name.casefold(), "uses": 1} for name in names]
    await store.write(lambda conn: conn.execute(insert(actor_name), rows))
    found = await store.read(lambda conn: conn.scalars(select(actor_name.c.name).order_by(actor_name.c.name)))
    assert found.all() == sorted(names, key=str.encode)


SENTENCE = "The U.S. and Ångström’s F-16s met “Óscar” at www.example.org/talks_2023 for 1.5 hours (été); 中国 agreed."


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("the", True),
        ("and at", True),
        ("angstrom", True),
        ("ÅNGSTRÖM", True),
        ("oscar", True),
        ("ete", True),
        ("f 16", True),
        ("f-16", True),
        ("example", True),
        ("talks_2023", True),
        ("2023", True),
        ("1.5", True),
        ("5", True),
        ("hour", True),
        ("agree", True),
        ("agreement", False),
        ("中国", True),
        ("中", True),
        ("ang", True),
        ("org", True),
        ("_", False),
        ("xample", False),
        ("none", False),
        ("' | the:*", True),
    ],
)
async def test_both_find_the_same_words(store: Store, typed: str, is_found: bool) -> None:
    await add(store, Told(headline="They meet", sentence=SENTENCE, when=on("2023-06-14")), guild=GUILD)
    query = EventQuery(guild=GUILD, words=typed)
    assert (await store.read(lambda conn: timeline.timeline(conn, query))).total == int(is_found)


async def test_the_search_index_is_the_one_that_the_query_asks(kept: Store) -> None:
    await add(kept, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)

    async def plan(conn: AsyncConnection) -> str:
        await conn.execute(text("SET LOCAL enable_seqscan = off"))
        hits = fulltext.EVENTS.hits(conn.dialect, "meet").compile(
            dialect=conn.dialect, compile_kwargs={"literal_binds": True}
        )
        return "\n".join(row[0] for row in await conn.execute(text(f"EXPLAIN {hits}".replace(":*", "\\:*"))))

    assert "event_fts" in await kept.write(plan)


async def test_what_seeks_words_sides_or_days_is_planned_by_them_and_nothing_else_is(kept: Store) -> None:
    async def planned(conn: AsyncConnection, query: EventQuery) -> str | None:
        await timeline.timeline(conn, query)
        shown: str | None = await conn.scalar(text("SHOW plan_cache_mode"))
        return shown

    for query in (EventQuery(words="talks"), EventQuery(actor="Ana Paz"), EventQuery(country=CountryCode("CHN"))):
        asked = replace(query, guild=GUILD)
        assert await kept.read(lambda conn, one=asked: planned(conn, one)) == "force_custom_plan"  # type: ignore[misc]  # bound per turn
    assert await kept.read(lambda conn: planned(conn, EventQuery(guild=GUILD))) == "auto"

    async def found(conn: AsyncConnection) -> str | None:
        await articles.find_articles(conn, "talks", guild=GUILD)
        shown: str | None = await conn.scalar(text("SHOW plan_cache_mode"))
        return shown

    assert await kept.read(found) == "force_custom_plan"
