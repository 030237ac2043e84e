"""Packs in the store: each is an article of the starter pack, and its entries are that article's events."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import ArticleId, GuildId
from bot.model.packs import Pack, PackOutcome
from bot.model.reading import Reading
from bot.model.stored import NewArticle
from data import codec
from data.amending import amend_article
from data.articles import add_article
from data.changes import note_changes
from data.decisions import bonds_for
from data.event_writes import settle
from data.grouping import known_reports, near_condition, regroup
from data.schema import STARTER, article, event_report, pack, pack_entry

_FORM = "1"
"""Counts up where the same pack makes other rows than before."""
_AT_ONCE = 50


def fingerprint_of(told: Pack) -> str:
    """Return what is the same for packs that say the same, 64 hex digits."""
    return hashlib.sha256(f"{_FORM}\n{codec.dumps(told)}".encode()).hexdigest()


async def put_pack(conn: AsyncConnection, told: Pack, reading: Reading, *, at: datetime) -> PackOutcome:
    """Put a pack in, or its newer version in its place; one that is there already costs nothing.

    Events keep their numbers from version to version by their entries' keys, and editors' decisions hold; what no
    entry tells any more is withdrawn.

    Args:
        conn: A writing connection.
        told: The pack.
        reading: The same, as `bot.packs.reading.reading_of` makes it.
        at: Now, aware UTC.
    """
    known = (await conn.execute(select(pack).where(pack.c.id == told.id))).one_or_none()
    mark = fingerprint_of(told)
    if known is not None and known.fingerprint == mark:
        return PackOutcome.UNCHANGED
    if known is not None and known.version > told.version:
        return PackOutcome.OLDER
    new = NewArticle(reading=reading, added_at=at, guild=None, is_background=True)
    if known is None:
        number, _ = await add_article(conn, new)
        values = {"article": number, "version": told.version, "fingerprint": mark, "loaded_at": at}
        await conn.execute(insert(pack).values(id=told.id, **values))
    else:
        number = ArticleId(known.article)
        await _amend(conn, number, told, new)
        await conn.execute(
            update(pack).where(pack.c.id == told.id).values(version=told.version, fingerprint=mark, loaded_at=at)
        )
    await _write_entries(conn, told, number)
    await _join_own(conn, number, at=at)
    return PackOutcome.NEW if known is None else PackOutcome.AMENDED


async def loaded_packs(conn: AsyncConnection) -> Mapping[str, tuple[int, str]]:
    """Return the version and fingerprint of each pack that is in the store, by its id."""
    return {row.id: (row.version, row.fingerprint) for row in await conn.execute(select(pack))}


async def _amend(conn: AsyncConnection, number: ArticleId, told: Pack, new: NewArticle) -> None:
    rows = await conn.execute(select(pack_entry.c.key, pack_entry.c.position).where(pack_entry.c.pack == told.id))
    before = {row.key: row.position for row in rows}
    forms = {before[entry.key]: at for at, entry in enumerate(told.entries) if entry.key in before}
    expected = await conn.scalar(select(article.c.fingerprint).where(article.c.id == number))
    await amend_article(conn, number, new, expected=expected or "", forms=forms)


async def _write_entries(conn: AsyncConnection, told: Pack, number: ArticleId) -> None:
    await conn.execute(delete(pack_entry).where(pack_entry.c.pack == told.id))
    rows = [
        {
            "pack": told.id,
            "key": entry.key,
            "article": number,
            "position": at,
            "significance": entry.significance,
            "checked": entry.checked,
            "sources": [
                {"title": one.title, "publisher": one.publisher, "url": one.url, "is_primary": one.is_primary}
                for one in entry.sources
            ],
        }
        for at, entry in enumerate(told.entries)
    ]
    if rows:
        await conn.execute(insert(pack_entry), rows)


async def _join_own(conn: AsyncConnection, number: ArticleId, *, at: datetime) -> None:
    """Let servers' own reports of what a pack tells be one event with it: those that came in before it."""
    has_own = select(article.c.id).where(article.c.guild != STARTER).limit(1)
    if await conn.scalar(has_own) is None:
        return
    told = await known_reports(conn, event_report.c.article == number, None)
    own: dict[GuildId, set[int]] = defaultdict(set)
    sought = [one.sighting for one in told.values()]
    for first in range(0, len(sought), _AT_ONCE):
        near = or_(*(near_condition(one) for one in sought[first : first + _AT_ONCE]))
        rows = await conn.execute(
            select(article.c.guild, event_report.c.event)
            .join(article, article.c.id == event_report.c.article)
            .where(article.c.guild != STARTER, near)
        )
        for row in rows:
            own[GuildId(row.guild)].add(row.event)
    for guild, events in sorted(own.items()):
        await _regroup(conn, guild, events, at=at)


async def _regroup(conn: AsyncConnection, guild: GuildId, events: Iterable[int], *, at: datetime) -> None:
    again = await known_reports(conn, event_report.c.event.in_(sorted(events)), guild)
    grouping = await regroup(conn, {}, guild=guild, again=again, bonds=await bonds_for(conn, guild))
    settled = await settle(conn, grouping, guild=guild, at=at)
    await note_changes(conn, settled.changed, guild=guild, at=at)
