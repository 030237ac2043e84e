"""Filters of servers, and what their people have typed for one and not saved."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.errors import InvalidInputError, NotFoundError
from bot.model.ids import CountryCode, GuildId, TopicId, UserId
from bot.model.language import told
from bot.model.members import Member
from bot.model.plover import EventType
from bot.model.topic_trials import Draft
from bot.model.topics import MOST_TOPICS, Effect, Scope, Topic, Topics
from data.guilds import get_settings
from data.schema import topic, topic_draft
from data.schema.base import AnyRow, storable
from data.topic_changes import note_change
from data.upsert import insert_or

_GONE = told("That filter was removed in the meantime.")


async def topics_for(conn: AsyncConnection, guilds: Iterable[GuildId]) -> Mapping[GuildId, Topics]:
    """Return what decides for each of some servers which entries it takes: its followed pairs and its filters."""
    asked = tuple(dict.fromkeys(guilds))
    filters: dict[GuildId, list[Topic]] = {guild: [] for guild in asked}
    for row in await conn.execute(select(topic).where(topic.c.guild.in_(asked)).order_by(topic.c.id)):
        filters[GuildId(row.guild)].append(_topic_of_row(row))
    return {
        guild: Topics(followed=(await get_settings(conn, guild)).pairs, filters=tuple(filters[guild]))
        for guild in asked
    }


async def get_topic(conn: AsyncConnection, guild: GuildId, number: TopicId) -> Topic:
    """Return a server's filter.

    Raises:
        NotFoundError: The server has none of this number.
    """
    found = (await conn.execute(select(topic).where(topic.c.guild == guild, topic.c.id == number))).one_or_none()
    if found is None:
        raise NotFoundError(user_text=_GONE)
    return _topic_of_row(found)


async def save_topic(conn: AsyncConnection, saved: Topic, by: Member, at: datetime) -> Topic:
    """Save a new filter, or a known one under its number.

    Args:
        conn: A writing connection.
        saved: A filter whose rule is valid; without a number it is a new one, switched on.
        by: Who saves it, and where.
        at: When, aware UTC.

    Returns:
        The filter as it is stored.

    Raises:
        InvalidInputError: Another filter has its name, or the server has as many as it may.
        NotFoundError: It was removed in the meantime.
    """
    values = _row_of_topic(saved) | {"changed_by": by.user, "changed_at": at}
    await _check_name(conn, saved, by.guild)
    if saved.id is not None:
        before = await get_topic(conn, by.guild, saved.id)
        await conn.execute(update(topic).where(topic.c.id == saved.id).values(values))
        await note_change(conn, before, saved, by, at)
        return await get_topic(conn, by.guild, saved.id)
    return await _add(conn, saved, by, at)


async def _check_name(conn: AsyncConnection, named: Topic, guild: GuildId) -> None:
    same = select(topic.c.id).where(topic.c.guild == guild, topic.c.folded == _folded(named.name))
    other = await conn.scalar(same)
    if other is not None and other != named.id:
        raise InvalidInputError(user_text=told("Another filter is named “{name}” already.", name=named.name))


async def _add(conn: AsyncConnection, added: Topic, by: Member, at: datetime) -> Topic:
    """Add a filter, under its number where it has one: that of a filter that is gone."""
    count = await conn.scalar(select(func.count()).select_from(topic).where(topic.c.guild == by.guild))
    if count is not None and count >= MOST_TOPICS:
        raise InvalidInputError(
            user_text=told("A server has {most} filters at most. Remove one first.", most=MOST_TOPICS)
        )
    number = {} if added.id is None else {"id": added.id}
    who = {"guild": by.guild, "created_by": by.user, "created_at": at, "changed_by": by.user, "changed_at": at}
    made = await conn.execute(insert(topic).values(_row_of_topic(added) | who | number))
    (given,) = made.inserted_primary_key or (None,)
    assert given is not None
    stored = await get_topic(conn, by.guild, TopicId(given))
    await note_change(conn, None, stored, by, at)
    return stored


async def switch_topic(conn: AsyncConnection, number: TopicId, by: Member, at: datetime, *, is_on: bool) -> Topic:
    """Switch a server's filter on or off, and return it.

    Raises:
        NotFoundError: The server has none of this number.
    """
    before = await get_topic(conn, by.guild, number)
    if before.is_on == is_on:
        return before
    values = {"is_on": is_on, "changed_by": by.user, "changed_at": at}
    await conn.execute(update(topic).where(topic.c.id == number).values(values))
    await note_change(conn, before, replace(before, is_on=is_on), by, at)
    return await get_topic(conn, by.guild, number)


async def remove_topic(conn: AsyncConnection, number: TopicId, by: Member, at: datetime) -> Topic:
    """Remove a server's filter, and return what it was.

    Raises:
        NotFoundError: The server has none of this number.
    """
    removed = await get_topic(conn, by.guild, number)
    await conn.execute(delete(topic).where(topic.c.id == number))
    await note_change(conn, removed, None, by, at)
    return removed


async def set_back(conn: AsyncConnection, number: TopicId, wanted: Topic | None, by: Member, at: datetime) -> None:
    """Make a filter again what it was, also one that is gone; None removes it where it is not.

    Raises:
        InvalidInputError: Another filter has its name by now, or the server has as many as it may.
    """
    try:
        now = await get_topic(conn, by.guild, number)
    except NotFoundError:
        now = None
    if wanted is None:
        if now is not None:
            await remove_topic(conn, number, by, at)
    elif now is not None:
        await save_topic(conn, wanted, by, at)
    else:
        await _check_name(conn, wanted, by.guild)
        await _add(conn, wanted, by, at)


async def get_draft(conn: AsyncConnection, by: Member) -> Draft | None:
    """Return what a person has typed for a filter of a server and not saved; None for nothing."""
    found = (await conn.execute(select(topic_draft).where(*_of(by)))).one_or_none()
    if found is None:
        return None
    return Draft(
        topic=None if found.topic is None else TopicId(found.topic),
        name=found.name,
        effect=Effect(found.effect),
        words=found.words,
        pairs=found.pairs,
        outlets=found.outlets,
        kinds=_kinds(found.kinds),
        weight=found.weight,
    )


async def put_draft(conn: AsyncConnection, draft: Draft, by: Member) -> None:
    """Keep what a person has typed for a filter, in place of what they typed before."""
    values = {
        "topic": draft.topic,
        "name": draft.name,
        "effect": draft.effect.value,
        "words": draft.words,
        "pairs": draft.pairs,
        "outlets": draft.outlets,
        "kinds": _joined(draft.kinds),
        "weight": draft.weight,
    }
    statement = insert_or(conn, topic_draft).values(values | {"guild": by.guild, "user": by.user})
    await conn.execute(statement.on_conflict_do_update(index_elements=["guild", "user"], set_=values))


async def drop_draft(conn: AsyncConnection, by: Member) -> None:
    """Forget what a person has typed for a filter and not saved."""
    await conn.execute(delete(topic_draft).where(*_of(by)))


def _of(by: Member) -> tuple[Any, Any]:
    return topic_draft.c.guild == by.guild, topic_draft.c.user == by.user


def _folded(name: str) -> str:
    return storable(" ".join(name.casefold().split()))


def _row_of_topic(saved: Topic) -> dict[str, Any]:
    return {
        "name": saved.name,
        "folded": _folded(saved.name),
        "effect": saved.effect.value,
        "words": saved.words,
        "scope": saved.scope.value,
        "pairs": " ".join(f"{pair.first}-{pair.second}" for pair in saved.pairs),
        "countries": " ".join(saved.countries),
        "outlets": "\n".join(saved.outlets),
        "kinds": _joined(saved.kinds),
        "weight": saved.weight,
        "is_on": saved.is_on,
    }


def _topic_of_row(row: AnyRow) -> Topic:
    return Topic(
        id=TopicId(row.id),
        name=row.name,
        effect=Effect(row.effect),
        words=row.words,
        scope=Scope(row.scope),
        pairs=tuple(_pair(spelt) for spelt in row.pairs.split()),
        countries=tuple(map(CountryCode, row.countries.split())),
        outlets=tuple(row.outlets.splitlines()),
        kinds=_kinds(row.kinds),
        weight=row.weight,
        is_on=row.is_on,
        created_by=None if row.created_by is None else UserId(row.created_by),
        created_at=row.created_at,
        changed_by=None if row.changed_by is None else UserId(row.changed_by),
        changed_at=row.changed_at,
    )


def _pair(spelt: str) -> Dyad:
    first, _, second = spelt.partition("-")
    return Dyad(first=CountryCode(first), second=CountryCode(second))


def _joined(kinds: frozenset[EventType]) -> str:
    return " ".join(kind.value for kind in EventType if kind in kinds)


def _kinds(spelt: str) -> frozenset[EventType]:
    return frozenset(map(EventType, spelt.split()))
