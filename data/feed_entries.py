"""What feeds brought: the keys that entries are known by, the queue of entries to read, and what became of each."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.feeds import EntryLine, EntryOutcome, EntryResult, FeedEntry, QueuedEntry
from bot.model.ids import ArticleId, EntryId, FeedId, GuildId
from data.feeds import IS_FED
from data.schema import feed, feed_entry, feed_follow, feed_key, feed_want
from data.schema.base import AnyRow
from data.upsert import insert_or

KEYS_KEPT = timedelta(days=60)
"""How long a key is kept after the last document that held it."""
MOST_KEYS = 12_000
"""Keys of one feed that are kept of entries which are not in it any more: those that left it last."""
ENTRIES_KEPT = timedelta(days=60)
MOST_KEPT = 300
"""Entries of one feed that are kept with what became of them; those that wait are kept whatever their number."""
MOST_AGAIN = 3
"""How often an entry is read again since its feed updated it."""
UPDATED_FOR = timedelta(days=3)
"""How long after an entry was found its updates are followed."""
LEAST_UPDATE = timedelta(minutes=5)
"""By how much an update must be later than what was read, so that it is one."""
_SOME = 500
"""Parameters of one statement: SQLite takes no more than some thousands."""

_IS_WANTED = and_(
    or_(feed_want.c.outcome.is_(None), (feed_entry.c.again > 0) & feed_want.c.article.is_not(None)),
    exists()
    .where(feed_follow.c.feed == feed_entry.c.feed, feed_follow.c.guild == feed_want.c.guild, IS_FED)
    .correlate(feed_entry, feed_want),
)
"""By a server that the feed feeds, and that waits for it, or has its article while the feed has updated it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRead:
    """An entry that is to be read, and for whom.

    Attributes:
        guilds: The servers that follow its feed.
        background: Those of them that see it as one of the feed's first entries.
    """

    entry: FeedEntry
    guilds: tuple[GuildId, ...]
    background: frozenset[GuildId] = frozenset()


async def known_keys(conn: AsyncConnection, number: FeedId, keys: Iterable[str]) -> frozenset[str]:
    """Return those of some keys by which an entry of a feed is known."""
    asked = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(asked), _SOME):
        some = asked[start : start + _SOME]
        found |= set(
            await conn.scalars(select(feed_key.c.key).where(feed_key.c.feed == number, feed_key.c.key.in_(some)))
        )
    return frozenset(found)


async def note_keys(conn: AsyncConnection, number: FeedId, keys: Iterable[str], *, now: datetime) -> None:
    """Note that a document of a feed held entries of these keys at `now` (aware UTC), and forget what left it long ago.

    A key that the document holds is never forgotten, however old its entry.
    """
    rows = [{"feed": number, "key": key, "seen_at": now} for key in sorted(set(keys))]
    for start in range(0, len(rows), _SOME):
        statement = insert_or(conn, feed_key).values(rows[start : start + _SOME])
        await conn.execute(
            statement.on_conflict_do_update(
                index_elements=["feed", "key"], set_={"seen_at": statement.excluded.seen_at}
            )
        )
    newest = (
        select(feed_key.c.seen_at)
        .where(feed_key.c.feed == number, feed_key.c.seen_at < now)
        .order_by(feed_key.c.seen_at.desc())
        .offset(MOST_KEYS)
        .limit(1)
    )
    oldest_kept = await conn.scalar(newest) or now - KEYS_KEPT
    await conn.execute(
        delete(feed_key).where(
            feed_key.c.feed == number,
            feed_key.c.seen_at < now,
            or_(feed_key.c.seen_at < now - KEYS_KEPT, feed_key.c.seen_at < oldest_kept),
        )
    )


async def queue_entries(conn: AsyncConnection, number: FeedId, wanted: Sequence[ToRead], *, now: datetime) -> int:
    """Queue entries to be read, and drop what became of old ones.

    Args:
        conn: A writing connection, in the transaction that notes their keys.
        number: Their feed.
        wanted: In the order in which they are to be read.
        now: Aware UTC.

    Returns:
        How many were queued: a server that had an entry before does not get it again.
    """
    had = await _had(conn, number, wanted)
    queued = 0
    for one in wanted:
        guilds = [guild for guild in one.guilds if not any((key, guild) in had for key in one.entry.keys)]
        if not guilds:
            continue
        entry = one.entry
        found = await conn.execute(
            insert(feed_entry).values(
                feed=number,
                key=entry.keys[0],
                title=entry.title,
                summary=entry.summary,
                link=entry.link,
                outlet=entry.outlet,
                published=entry.published,
                updated=entry.updated,
                found_at=now,
                is_done=False,
                attempts=0,
                not_before=now,
            )
        )
        (row,) = found.inserted_primary_key or (None,)
        wants = [{"entry": row, "guild": guild, "is_background": guild in one.background} for guild in guilds]
        await conn.execute(insert(feed_want), wants)
        queued += 1
    await _prune_entries(conn, number, now)
    return queued


async def queue_updated(conn: AsyncConnection, number: FeedId, entries: Sequence[FeedEntry], *, now: datetime) -> int:
    """Queue entries again that their feed has updated since they were queued last.

    Args:
        conn: A writing connection.
        number: Their feed.
        entries: Of its document, in any order.
        now: Aware UTC.

    Returns:
        How many: of those that were found in the last three days, each three times at most. Who has an entry's article
        gets what changed in it; nobody else does.
    """
    found = await conn.execute(
        select(feed_entry.c.id, feed_entry.c.key, feed_entry.c.updated, feed_entry.c.found_at).where(
            feed_entry.c.feed == number,
            feed_entry.c.is_done.is_(True),
            feed_entry.c.found_at > now - UPDATED_FOR,
            feed_entry.c.again < MOST_AGAIN,
        )
    )
    rows: dict[str, list[AnyRow]] = defaultdict(list)
    for row in found:
        rows[row.key].append(row)
    queued = 0
    for entry in entries:
        for row in [row for key in entry.keys for row in rows.get(key, ())]:
            read_at = max(row.found_at, row.updated or row.found_at)
            if entry.updated is None or entry.updated < read_at + LEAST_UPDATE:
                continue
            await conn.execute(
                update(feed_entry)
                .where(feed_entry.c.id == row.id)
                .values(
                    title=entry.title, summary=entry.summary, link=entry.link, updated=entry.updated, is_done=False,
                    attempts=0, not_before=now, again=feed_entry.c.again + 1,
                )
            )  # fmt: skip
            queued += 1
    return queued


async def _had(conn: AsyncConnection, number: FeedId, wanted: Sequence[ToRead]) -> frozenset[tuple[str, GuildId]]:
    """Return which servers had which entries, by the strongest of their keys."""
    keys = sorted({key for one in wanted for key in one.entry.keys})
    had: set[tuple[str, GuildId]] = set()
    for start in range(0, len(keys), _SOME):
        found = await conn.execute(
            select(feed_entry.c.key, feed_want.c.guild)
            .join(feed_want, feed_want.c.entry == feed_entry.c.id)
            .where(feed_entry.c.feed == number, feed_entry.c.key.in_(keys[start : start + _SOME]))
        )
        had |= {(row.key, GuildId(row.guild)) for row in found}
    return frozenset(had)


async def _prune_entries(conn: AsyncConnection, number: FeedId, now: datetime) -> None:
    kept = select(feed_entry.c.id).where(feed_entry.c.feed == number).order_by(feed_entry.c.id.desc()).limit(MOST_KEPT)
    await conn.execute(
        delete(feed_entry).where(
            feed_entry.c.feed == number,
            feed_entry.c.is_done.is_(True),
            or_(feed_entry.c.id.not_in(kept), feed_entry.c.found_at < now - ENTRIES_KEPT),
        )
    )


async def count_waiting(conn: AsyncConnection, number: FeedId) -> int:
    """Return how many entries of a feed wait to be read."""
    asked = select(func.count()).where(feed_entry.c.feed == number, feed_entry.c.is_done.is_(False))
    return await conn.scalar(asked) or 0


async def claim_entries(
    conn: AsyncConnection, *, owner: str, now: datetime, limit: int, lease_s: float
) -> tuple[QueuedEntry, ...]:
    """Take entries that wait under a lease, so that nobody else reads them, and count the attempt.

    Args:
        conn: A writing connection.
        owner: Names the process, differently for each start.
        now: Aware UTC.
        limit: Entries at most.
        lease_s: Seconds until they come free again.

    Returns:
        Those taken, longest waiting first, may be empty. One that no server wants any more is done, and not among them.
    """
    is_wanted = exists().where(feed_want.c.entry == feed_entry.c.id, _IS_WANTED).correlate(feed_entry)
    waits = feed_entry.c.is_done.is_(False)
    await conn.execute(update(feed_entry).where(waits, ~is_wanted).values(is_done=True))
    free = (
        select(feed_entry.c.id)
        .where(
            waits,
            feed_entry.c.not_before <= now,
            or_(feed_entry.c.lease_until.is_(None), feed_entry.c.lease_until <= now),
        )
        .order_by(feed_entry.c.not_before, feed_entry.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = await conn.execute(
        update(feed_entry)
        .where(feed_entry.c.id.in_(free))
        .values(owner=owner, lease_until=now + timedelta(seconds=lease_s), attempts=feed_entry.c.attempts + 1)
        .returning(feed_entry.c.id)
    )
    ids = [row.id for row in found]
    asked = (
        select(feed_entry, feed.c.url.label("feed_url"), feed.c.title.label("feed_title"))
        .join(feed, feed.c.id == feed_entry.c.feed)
        .where(feed_entry.c.id.in_(ids))
        .order_by(feed_entry.c.not_before, feed_entry.c.id)
    )
    rows = (await conn.execute(asked)).all()
    wants: dict[int, list[AnyRow]] = defaultdict(list)
    for row in await conn.execute(
        select(feed_want)
        .join(feed_entry, feed_entry.c.id == feed_want.c.entry)
        .where(feed_want.c.entry.in_(ids), _IS_WANTED)
        .order_by(feed_want.c.guild)
    ):
        wants[row.entry].append(row)
    return tuple(_queued(row, wants[row.id]) for row in rows)


def _queued(row: AnyRow, wants: Sequence[AnyRow]) -> QueuedEntry:
    return QueuedEntry(
        id=EntryId(row.id),
        feed=FeedId(row.feed),
        feed_url=row.feed_url,
        feed_title=row.feed_title,
        title=row.title,
        summary=row.summary,
        link=row.link,
        published=row.published,
        updated=row.updated,
        outlet=row.outlet,
        attempts=row.attempts,
        wants=tuple(GuildId(want.guild) for want in wants),
        background=frozenset(GuildId(want.guild) for want in wants if want.is_background),
        having=frozenset(GuildId(want.guild) for want in wants if want.outcome is not None),
    )


async def settle_entry(
    conn: AsyncConnection, entry: EntryId, results: Mapping[GuildId, EntryResult], *, owner: str, now: datetime
) -> bool:
    """Note what became of an entry, which is done with that.

    Args:
        conn: A writing connection.
        entry: A claimed one.
        results: For each server that it was read for. Where a server has its article, only a new version is noted.
        owner: Whose lease it is.
        now: Aware UTC.

    Returns:
        False where the lease has passed to another owner, and nothing was changed.
    """
    result = await conn.execute(
        update(feed_entry)
        .where(feed_entry.c.id == entry, feed_entry.c.owner == owner, feed_entry.c.is_done.is_(False))
        .values(is_done=True, owner=None, lease_until=None)
    )
    if result.rowcount != 1:
        return False
    for guild, one in results.items():
        await conn.execute(
            update(feed_want)
            .where(
                feed_want.c.entry == entry,
                feed_want.c.guild == guild,
                *(() if one.outcome is EntryOutcome.AMENDED else (feed_want.c.outcome.is_(None),)),
            )
            .values(outcome=one.outcome.value, reason=one.reason, article=one.article, decided_at=now)
        )
    return True


async def retry_entry(conn: AsyncConnection, entry: EntryId, *, owner: str, not_before: datetime) -> bool:
    """Give an entry back, to be tried again from a moment (aware UTC) on; False where another owns it."""
    result = await conn.execute(
        update(feed_entry)
        .where(feed_entry.c.id == entry, feed_entry.c.owner == owner)
        .values(owner=None, lease_until=None, not_before=not_before)
    )
    return result.rowcount == 1


async def renew_entries(conn: AsyncConnection, *, owner: str, until: datetime) -> int:
    """Keep every entry that a process claimed and still works at until a moment, aware UTC; return how many."""
    result = await conn.execute(update(feed_entry).where(feed_entry.c.owner == owner).values(lease_until=until))
    return result.rowcount


async def release_entries(conn: AsyncConnection, *, owner: str) -> int:
    """Give back every entry that a process claimed and did not settle, as if it had not; return how many."""
    result = await conn.execute(
        update(feed_entry)
        .where(feed_entry.c.owner == owner)
        .values(owner=None, lease_until=None, attempts=feed_entry.c.attempts - 1)
    )
    return result.rowcount


async def latest_entries(
    conn: AsyncConnection, guild: GuildId, *, limit: int, only: FeedId | None = None
) -> tuple[EntryLine, ...]:
    """Return the latest entries that a server's feeds brought, newest first, with what became of each.

    Args:
        conn: Any connection.
        guild: The server.
        limit: Entries at most.
        only: Of one feed; None for all.
    """
    asked = (
        select(
            feed_entry, feed_want.c.is_background, feed_want.c.outcome, feed_want.c.reason, feed_want.c.article,
            feed.c.title.label("feed_title"), feed.c.url.label("feed_url"),
        )
        .join(feed_want, feed_want.c.entry == feed_entry.c.id)
        .join(feed, feed.c.id == feed_entry.c.feed)
        .where(feed_want.c.guild == guild, *(() if only is None else (feed_entry.c.feed == only,)))
        .order_by(feed_want.c.entry.desc())
        .limit(limit)
    )  # fmt: skip
    return tuple(_line(row) for row in await conn.execute(asked))


def _line(row: AnyRow) -> EntryLine:
    result = None
    if row.outcome is not None:
        article = None if row.article is None else ArticleId(row.article)
        result = EntryResult(outcome=EntryOutcome(row.outcome), reason=row.reason, article=article)
    return EntryLine(
        id=EntryId(row.id),
        feed=FeedId(row.feed),
        feed_title=row.feed_title or row.feed_url,
        title=row.title,
        summary=row.summary,
        link=row.link,
        outlet=row.outlet,
        published=row.published or row.updated,
        found_at=row.found_at,
        result=result,
        is_background=row.is_background,
    )
