"""Server settings, their history, and forgetting a server."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import delete, func, insert, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, UserId
from bot.model.setting_changes import Batch, Origin
from bot.model.settings import GuildSettings
from data.cache import SettingsCache
from data.feeds import drop_unfollowed
from data.guild_rows import row_of_settings, settings_of_row, text_of
from data.schema import (
    STARTER,
    actor_name,
    article,
    article_copy,
    article_version,
    departure,
    digest_ledger,
    event,
    event_decision,
    feed_follow,
    feed_want,
    former_report,
    guild_settings,
    hidden_outlet,
    imported_record,
    mistake_report,
    outbox,
    quiz_daily,
    quiz_item,
    quiz_memory,
    quiz_plan,
    quiz_player,
    quiz_session,
    record_import,
    settings_change,
    source_change,
    text_band,
    text_sketch,
    topic,
    topic_change,
    topic_draft,
)
from data.schema.base import AnyRow
from data.upsert import insert_or

READ_CACHE = "backchannel_read_cache"
"""Execution option of a reading connection: the `SettingsCache` that `get_settings` may answer from."""
SAVED = "backchannel_saved"
"""Execution option of a writing connection: the set that takes the servers whose settings its transaction saves."""

IS_HERE = guild_settings.c.guild.not_in(select(departure.c.guild))
"""That the bot is in the server of a row of `guild_settings`: nothing is owed to one that it left."""

# What the history leaves out: who and when stand beside each change, and the rest moves by itself.
_NO_SETTING = frozenset(
    {"guild", "changed_by", "changed_at", "next_due_at", "quiz_due_at", "told_until", "updates_since", "failures"}
)


async def get_settings(conn: AsyncConnection, guild: GuildId) -> GuildSettings:
    """Return a server's settings, the defaults where it has set nothing.

    On a connection of `Store.read` they may be up to five seconds old if another process saved newer ones; on one
    of `Store.write` they are read afresh.
    """
    cache: SettingsCache | None = _option(conn, READ_CACHE)
    if cache is not None and (kept := cache.get(guild)) is not None:
        return kept
    generation = 0 if cache is None else cache.generation
    row = (await conn.execute(select(guild_settings).where(guild_settings.c.guild == guild))).one_or_none()
    settings = GuildSettings(guild=guild) if row is None else settings_of_row(row)
    if cache is not None:
        cache.put(settings, generation)
    return settings


async def save_settings(
    conn: AsyncConnection, settings: GuildSettings, *, origin: Origin = Origin.EDIT, at: datetime | None = None
) -> None:
    """Save a server's settings whole, and what differs from before in the history, as one change.

    Args:
        conn: A writing connection.
        settings: As they are to be.
        origin: How the change came about; one of the bot itself is nobody's in the history.
        at: When, aware UTC, for a change of the bot itself; others have it in `settings`.
    """
    new = row_of_settings(settings)
    found = (await conn.execute(select(guild_settings).where(guild_settings.c.guild == settings.guild))).one_or_none()
    old = (
        row_of_settings(GuildSettings(guild=settings.guild))
        if found is None
        else row_of_settings(settings_of_row(found))
    )
    changes: list[dict[str, object]] = [
        {
            "guild": settings.guild,
            "changed_by": None if origin is Origin.BOT else settings.changed_by,
            "changed_at": at or settings.changed_at,
            "setting": name,
            "before": text_of(old[name]),
            "after": text_of(value),
            "origin": origin.value,
        }
        for name, value in new.items()
        if name not in _NO_SETTING and value != old[name]
    ]
    if changes:
        await _note_batch(conn, changes)
    statement = insert_or(conn, guild_settings).values(new)
    await conn.execute(statement.on_conflict_do_update(index_elements=["guild"], set_=new))
    note_change(conn, settings.guild)


async def _note_batch(conn: AsyncConnection, changes: Sequence[dict[str, object]]) -> None:
    """Write the rows of one change; its number is that of its first row."""
    first = (
        await conn.execute(insert(settings_change).values(changes[0]).returning(settings_change.c.id))
    ).scalar_one()
    await conn.execute(update(settings_change).where(settings_change.c.id == first).values(batch=first))
    if len(changes) > 1:
        await conn.execute(insert(settings_change), [change | {"batch": first} for change in changes[1:]])


async def set_next_due(conn: AsyncConnection, guild: GuildId, next_due_at: datetime | None) -> None:
    """Set when a server's digest is due next (aware UTC; None: never); a server without settings is left alone."""
    await conn.execute(update(guild_settings).where(guild_settings.c.guild == guild).values(next_due_at=next_due_at))
    note_change(conn, guild)


async def note_failures(conn: AsyncConnection, guild: GuildId, failures: int) -> None:
    """Note how many digests in a row Discord refused; a server without settings is left alone."""
    await conn.execute(update(guild_settings).where(guild_settings.c.guild == guild).values(failures=failures))
    note_change(conn, guild)


async def due_guilds(
    conn: AsyncConnection, now: datetime, limit: int, *, after: GuildSettings | None = None
) -> tuple[GuildSettings, ...]:
    """Return the servers whose digest is due, longest due first, paused ones left out.

    Args:
        conn: Any connection.
        now: Aware UTC.
        limit: Servers at most.
        after: The last one of the page before, as it was then; None for the first page.
    """
    place = (guild_settings.c.next_due_at, guild_settings.c.guild)
    query = select(guild_settings).where(
        guild_settings.c.next_due_at <= now, guild_settings.c.is_paused.is_(False), IS_HERE
    )
    if after is not None:
        assert after.next_due_at is not None
        known = (literal(after.next_due_at, guild_settings.c.next_due_at.type), literal(after.guild))
        query = query.where(tuple_(*place) > tuple_(*known))
    found = await conn.execute(query.order_by(*place).limit(limit))
    return tuple(settings_of_row(row) for row in found)


async def with_articles(conn: AsyncConnection, asked: Sequence[GuildId]) -> frozenset[GuildId]:
    """Return those of some servers that handed in articles of their own; the others see the starter pack alone."""
    has_some = select(article.c.id).where(article.c.guild == guild_settings.c.guild).exists()
    found = await conn.scalars(select(guild_settings.c.guild).where(guild_settings.c.guild.in_(asked), has_some))
    return frozenset(map(GuildId, found))


async def quiz_due_guilds(conn: AsyncConnection, now: datetime, limit: int) -> tuple[GuildSettings, ...]:
    """Return the servers whose planned quiz is due at `now` (aware UTC), longest due first."""
    found = await conn.execute(
        select(guild_settings)
        .where(guild_settings.c.quiz_due_at <= now, IS_HERE)
        .order_by(guild_settings.c.quiz_due_at, guild_settings.c.guild)
        .limit(limit)
    )
    return tuple(settings_of_row(row) for row in found)


async def move_quiz_due(conn: AsyncConnection, settings: GuildSettings, due_at: datetime | None) -> bool:
    """Move on when a server's planned quiz is due.

    Args:
        conn: A writing connection.
        settings: As they were read; another process, or an edit, may have moved it since.
        due_at: Aware UTC of the next one; None for never.

    Returns:
        False where it is due at another moment than `settings` say; nothing was changed then.
    """
    result = await conn.execute(
        update(guild_settings)
        .where(guild_settings.c.guild == settings.guild, guild_settings.c.quiz_due_at == settings.quiz.due_at)
        .values(quiz_due_at=due_at)
    )
    note_change(conn, settings.guild)
    return result.rowcount == 1


async def settings_batches(conn: AsyncConnection, guild: GuildId, *, limit: int) -> tuple[Batch, ...]:
    """Return a server's latest changes of settings, newest first, may be empty.

    Args:
        conn: Any connection.
        guild: The server.
        limit: Changes at most, each with all its columns.
    """
    latest = (
        select(settings_change.c.batch)
        .where(settings_change.c.guild == guild)
        .group_by(settings_change.c.batch)
        .order_by(settings_change.c.batch.desc())
        .limit(limit)
    )
    found = await conn.execute(
        select(settings_change)
        .where(settings_change.c.guild == guild, settings_change.c.batch.in_(latest))
        .order_by(settings_change.c.batch.desc(), settings_change.c.id)
    )
    return tuple(_batch_of(list(rows)) for _, rows in groupby(found, key=lambda row: row.batch))


async def count_batches(conn: AsyncConnection, guild: GuildId) -> int:
    """Return how many changes of settings a server's history has."""
    counted = select(func.count(settings_change.c.batch.distinct())).where(settings_change.c.guild == guild)
    return (await conn.execute(counted)).scalar_one()


def _batch_of(rows: Sequence[AnyRow]) -> Batch:
    first = rows[0]
    return Batch(
        id=first.batch,
        origin=Origin(first.origin),
        before={row.setting: row.before for row in rows},
        after={row.setting: row.after for row in rows},
        changed_by=None if first.changed_by is None else UserId(first.changed_by),
        changed_at=first.changed_at,
    )


async def forget_guild(conn: AsyncConnection, guild: GuildId) -> None:
    """Delete everything that a server set, handed in, played and was sent; the starter pack stays.

    Raises:
        ValueError: The number is the starter pack's, which is no server.
    """
    if guild == STARTER:
        raise ValueError("the starter pack is no server")
    for table in (
        feed_want,
        feed_follow,
        mistake_report,
        hidden_outlet,
        article_copy,
        article_version,
        former_report,
        text_band,
        text_sketch,
        event_decision,
        quiz_memory,
        quiz_player,
        quiz_daily,
        quiz_item,
        quiz_plan,
        quiz_session,
        outbox,
        digest_ledger,
        settings_change,
        topic_draft,
        source_change,
        topic_change,
        topic,
        guild_settings,
        departure,
        actor_name,
        event,
        article,
        imported_record,
        record_import,
    ):
        await conn.execute(delete(table).where(table.c.guild == guild))
    await drop_unfollowed(conn)
    note_change(conn, guild)


def note_change(conn: AsyncConnection, guild: GuildId) -> None:
    """Tell the store, where the connection has one, that the running transaction changes a server's settings."""
    saved: set[GuildId] | None = _option(conn, SAVED)
    if saved is not None:
        saved.add(guild)


def _option(conn: AsyncConnection, name: str) -> Any:
    """Return what the store gave this connection under an execution option, None where that is nothing."""
    assert conn.sync_connection is not None
    return conn.sync_connection.get_execution_options().get(name)
