"""The bot as a role of PostgreSQL that reads and writes rows, and changes no schema: `deploy/postgresql-roles.sql`."""

import asyncio
import secrets
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import URL, make_url, select, text

from bot.model.errors import StoreError
from bot.model.ids import GuildId
from bot.model.settings import GuildSettings
from bot.model.stored import EventQuery
from data import events, guilds
from data.migrate import HEAD
from data.schema import metadata
from data.store import Store
from tests import postgresql
from tests.data.build import GUILD, NOON, Told, add, on

ROLES = Path(__file__).parents[2] / "deploy" / "postgresql-roles.sql"


def run_as_owner(url: URL, *statements: str) -> None:
    async def run() -> None:
        dsn = url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = await asyncpg.connect(dsn)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    asyncio.run(run())


@pytest.fixture
def owned(postgresql_server: postgresql.Server) -> Iterator[URL]:
    """A migrated store's address, as its owner's."""
    made = postgresql_server.migrated()
    yield make_url(made)
    postgresql_server.drop(made)


@pytest.fixture
def limited(owned: URL) -> Iterator[URL]:
    """The same store, as the bot's role."""
    role, password = f"bot_{secrets.token_hex(4)}", secrets.token_hex(8)
    assert owned.username is not None
    given = ROLES.read_text(encoding="utf-8").replace("backchannel_bot", role)
    given = given.replace("ROLE backchannel ", f'ROLE "{owned.username}" ')
    run_as_owner(owned, given, f"ALTER ROLE {role} PASSWORD '{password}'")
    yield owned.set(username=role, password=password)
    run_as_owner(owned, f"DROP OWNED BY {role}", f"DROP ROLE {role}")


def address(url: URL) -> str:
    return url.render_as_string(hide_password=False)


async def test_the_bot_runs_with_rows_alone(limited: URL) -> None:
    store = await Store.open(address(limited))
    try:
        await add(store, Told(headline="They meet", when=on("2023-06-14")), guild=GUILD)
        page = await store.read(lambda conn: events.timeline(conn, EventQuery(guild=GUILD, words="meet")))
        assert page.total == 1
        await store.write(lambda conn: guilds.save_settings(conn, GuildSettings(guild=GUILD), at=NOON))
        await store.write(lambda conn: guilds.forget_guild(conn, GuildId(GUILD)))
        for table in metadata.sorted_tables:
            await store.read(lambda conn: conn.execute(select(table).limit(1)))  # noqa: B023
    finally:
        await store.close()


@pytest.mark.parametrize("statement", ["CREATE TABLE x (y int)", "DROP TABLE article", "ALTER TABLE article ADD y int"])
async def test_the_bot_changes_no_schema(limited: URL, statement: str) -> None:
    store = await Store.open(address(limited))
    try:
        with pytest.raises(StoreError):
            await store.write(lambda conn: conn.execute(text(statement)))
    finally:
        await store.close()


async def test_a_store_of_an_older_schema_asks_for_its_owner(owned: URL, limited: URL) -> None:
    await asyncio.to_thread(run_as_owner, owned, "UPDATE alembic_version SET version_num = '0017'")
    with pytest.raises(StoreError) as caught:
        await Store.open(address(limited))
    assert "owner" in caught.value.user_text
    assert "migrate" in caught.value.user_text
    await asyncio.to_thread(run_as_owner, owned, HEAD.join(("UPDATE alembic_version SET version_num = '", "'")))
