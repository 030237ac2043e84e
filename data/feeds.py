"""Feeds and who follows them: each address once, whatever the number of servers, asked under a lease.

What a document of a feed brings is `data.feed_entries`'; when a feed is asked is `bot.sources.feeds.pacing`'s.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.feeds import EntryOutcome, Feed, FeedKind, FeedState, Following, Rhythm
from bot.model.ids import FeedId, GuildId, UserId
from bot.model.language import told
from bot.model.source_changes import SourceAct
from data.feed_addresses import feed_address
from data.schema import departure, feed, feed_entry, feed_follow, feed_want, source_change
from data.schema.base import AnyRow
from data.upsert import insert_or

IS_FED = and_(feed_follow.c.is_paused.is_(False), feed_follow.c.guild.not_in(select(departure.c.guild)))
"""That a feed brings the server of a row of `feed_follow` something: not while paused, nor once the bot left it."""

_LIVE = exists().where(feed_follow.c.feed == feed.c.id, IS_FED).correlate(feed)
_OF_OUTLETS = tuple(act.value for act in SourceAct if act.is_of_outlet)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedFeed:
    """A feed under a lease.

    Attributes:
        feed: The feed.
        needs_document: Whether a server sees it for the first time, or again after a pause, so that it is asked for its
            document, changed or not.
    """

    feed: Feed
    needs_document: bool


async def add_follower(
    conn: AsyncConnection, guild: GuildId, *, url: str, address: str, title: str, by: UserId | None, at: datetime
) -> tuple[FeedId, bool]:
    """Let a server follow a feed, which is due at once.

    Args:
        conn: A writing connection.
        guild: The server.
        url: The feed's address.
        address: The same as `data.feed_addresses` compares it.
        title: As the feed calls itself; "" where unknown.
        by: Who adds it.
        at: Aware UTC.

    Returns:
        The feed, and whether the server did not follow it before. A feed that was given up is asked again.
    """
    fresh = {
        "url": url, "address": address, "title": title, "state": FeedState.ACTIVE.value, "reason": "",
        "next_look_at": at, "interval_s": 0, "failures": 0,
    }  # fmt: skip
    number = await _feed_at(conn, url=url, address=address)
    if number is None:
        await conn.execute(insert_or(conn, feed).values(fresh).on_conflict_do_nothing(index_elements=["address"]))
        number = FeedId((await conn.execute(select(feed.c.id).where(feed.c.address == address))).scalar_one())
    row = {"feed": number, "guild": guild, "added_by": by, "added_at": at}
    result = await conn.execute(
        insert_or(conn, feed_follow).values(row).on_conflict_do_nothing(index_elements=["feed", "guild"])
    )
    is_new = result.rowcount == 1
    if is_new:
        await wake(conn, number, at)
    return number, is_new


async def _feed_at(conn: AsyncConnection, *, url: str, address: str) -> FeedId | None:
    """Return the feed of an address; one that was noted when addresses were compared otherwise, by its very letters."""
    found = await conn.scalar(
        select(feed.c.id)
        .where(or_(feed.c.address == address, feed.c.url == url))
        .order_by(feed.c.address != address, feed.c.id)
        .limit(1)
    )
    return None if found is None else FeedId(found)


async def wake(conn: AsyncConnection, number: FeedId, now: datetime) -> None:
    """Have a feed asked at `now` (aware UTC).

    Of one that was given up the failures are forgotten, and all that follow it see it as for the first time: what it
    has now is as old for each of them.
    """
    is_active = feed.c.state == FeedState.ACTIVE.value
    woken = await conn.execute(
        update(feed)
        .where(feed.c.id == number, ~is_active)
        .values(state=FeedState.ACTIVE.value, reason="", failures=0, failing_since=None)
    )
    if woken.rowcount:
        await conn.execute(update(feed_follow).where(feed_follow.c.feed == number).values(sighted_at=None))
    await conn.execute(update(feed).where(feed.c.id == number).values(next_look_at=now))


async def remove_follower(conn: AsyncConnection, guild: GuildId, number: FeedId) -> bool:
    """Let a server follow a feed no longer; False where it did not. What it brought stays; what waits does not."""
    of_feed = select(feed_entry.c.id).where(feed_entry.c.feed == number)
    await conn.execute(delete(feed_want).where(feed_want.c.guild == guild, feed_want.c.entry.in_(of_feed)))
    result = await conn.execute(delete(feed_follow).where(feed_follow.c.feed == number, feed_follow.c.guild == guild))
    await drop_unfollowed(conn)
    return result.rowcount == 1


async def drop_unfollowed(conn: AsyncConnection) -> int:
    """Delete the feeds that no server follows, with all that was noted of them; return how many there were."""
    is_followed = exists().where(feed_follow.c.feed == feed.c.id).correlate(feed)
    return (await conn.execute(delete(feed).where(~is_followed))).rowcount


async def set_paused(conn: AsyncConnection, guild: GuildId, number: FeedId, *, is_paused: bool, now: datetime) -> bool:
    """Pause a feed for one server, or let it go on as if it saw it for the first time.

    Args:
        conn: A writing connection.
        guild: The server.
        number: A feed.
        is_paused: Whether it is to be paused. Going on also wakes a feed that was given up.
        now: Aware UTC.

    Returns:
        Whether that changed something: not where it is so already, nor where the server does not follow the feed.
    """
    values: dict[str, Any] = {"is_paused": is_paused} | ({} if is_paused else {"sighted_at": None})
    changed = await conn.execute(
        update(feed_follow)
        .where(feed_follow.c.feed == number, feed_follow.c.guild == guild)
        .where(feed_follow.c.is_paused.is_not(is_paused))
        .values(**values)
    )
    if is_paused:
        if changed.rowcount:  # what waits is not read meanwhile, and is among what going on sees for the first time
            await _drop_waiting(conn, guild, number)
        return changed.rowcount == 1
    is_given_up = exists().where(
        feed_follow.c.feed == feed.c.id, feed_follow.c.guild == guild, feed.c.state != FeedState.ACTIVE.value
    )
    if not changed.rowcount and not await conn.scalar(select(feed.c.id).where(feed.c.id == number, is_given_up)):
        return False
    await wake(conn, number, now)
    return True


async def _drop_waiting(conn: AsyncConnection, guild: GuildId, number: FeedId) -> None:
    of_feed = select(feed_entry.c.id).where(feed_entry.c.feed == number)
    await conn.execute(
        delete(feed_want).where(
            feed_want.c.guild == guild, feed_want.c.outcome.is_(None), feed_want.c.entry.in_(of_feed)
        )
    )


async def count_followed(conn: AsyncConnection, guild: GuildId) -> int:
    """Return how many feeds a server follows, paused ones among them."""
    return await conn.scalar(select(func.count()).where(feed_follow.c.guild == guild)) or 0


async def followings(conn: AsyncConnection, guild: GuildId, *, only: FeedId | None = None) -> tuple[Following, ...]:
    """Return the feeds that a server follows, by their title; `only` that one, where it is given."""
    asked = (
        select(feed, feed_follow.c.added_by, feed_follow.c.added_at, feed_follow.c.is_paused)
        .join(feed_follow, feed_follow.c.feed == feed.c.id)
        .where(feed_follow.c.guild == guild, *(() if only is None else (feed.c.id == only,)))
    )
    counts = await _counts(conn, guild, only)
    found = [
        Following(
            feed=feed_of_row(row),
            guild=guild,
            by=None if row.added_by is None else UserId(row.added_by),
            since=row.added_at,
            is_paused=row.is_paused,
            counts={EntryOutcome(name): count for name, count in counts[row.id].items() if name is not None},
            waiting=counts[row.id].get(None, 0),
        )
        for row in await conn.execute(asked)
    ]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.feed.id)))


async def _counts(conn: AsyncConnection, guild: GuildId, only: FeedId | None) -> Mapping[int, dict[str | None, int]]:
    asked = (
        select(feed_entry.c.feed, feed_want.c.outcome, func.count().label("entries"))
        .join(feed_want, feed_want.c.entry == feed_entry.c.id)
        .where(feed_want.c.guild == guild, *(() if only is None else (feed_entry.c.feed == only,)))
        .group_by(feed_entry.c.feed, feed_want.c.outcome)
    )
    counts: dict[int, dict[str | None, int]] = defaultdict(dict)
    for row in await conn.execute(asked):
        counts[row.feed][row.outcome] = row.entries
    return counts


async def get_following(conn: AsyncConnection, guild: GuildId, number: FeedId) -> Following:
    """Return a feed as a server follows it.

    Raises:
        NotFoundError: It does not.
    """
    found = await followings(conn, guild, only=number)
    if not found:
        raise NotFoundError(f"feed {number}", user_text=told("This server does not follow that feed any more."))
    return found[0]


async def find_feed(conn: AsyncConnection, url: str) -> Feed | None:
    """Return the feed of an address; None where nobody follows it."""
    number = await _feed_at(conn, url=url, address=feed_address(url) or url)
    row = (await conn.execute(select(feed).where(feed.c.id == number))).one_or_none()
    return None if row is None else feed_of_row(row)


async def followers(conn: AsyncConnection, number: FeedId) -> tuple[GuildId, ...]:
    """Return the servers that a feed brings something, by their number: they follow it, and have not paused it."""
    found = await conn.scalars(
        select(feed_follow.c.guild).where(feed_follow.c.feed == number, IS_FED).order_by(feed_follow.c.guild)
    )
    return tuple(map(GuildId, found))


def _is_due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        feed.c.state == FeedState.ACTIVE.value,
        feed.c.next_look_at <= now,
        or_(feed.c.lease_until.is_(None), feed.c.lease_until <= now),
        _LIVE,
    )


async def claim_feeds(
    conn: AsyncConnection, *, owner: str, now: datetime, limit: int, lease_s: float
) -> tuple[ClaimedFeed, ...]:
    """Take feeds that are due under a lease, so that no other process asks them meanwhile.

    Args:
        conn: A writing connection.
        owner: Names the process, differently for each start.
        now: Aware UTC.
        limit: Feeds at most.
        lease_s: Seconds until they come free again.

    Returns:
        Those taken, longest due first, may be empty. One that no server follows now is not among them.
    """
    free = (
        select(feed.c.id)
        .where(*_is_due(now))
        .order_by(feed.c.next_look_at, feed.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = await conn.execute(
        update(feed)
        .where(feed.c.id.in_(free))
        .values(owner=owner, lease_until=now + timedelta(seconds=lease_s))
        .returning(feed)
    )
    claimed = sorted(map(feed_of_row, found), key=lambda one: (one.next_look_at or now, one.id))
    unsighted = frozenset(
        await conn.scalars(
            select(feed_follow.c.feed).where(
                feed_follow.c.feed.in_([one.id for one in claimed]),
                IS_FED,
                feed_follow.c.sighted_at.is_(None),
            )
        )
    )
    return tuple(ClaimedFeed(feed=one, needs_document=one.id in unsighted) for one in claimed)


async def is_claimed(conn: AsyncConnection, number: FeedId, *, owner: str) -> bool:
    """Tell whether a feed is still there, and under an owner's lease."""
    return await conn.scalar(select(feed.c.id).where(feed.c.id == number, feed.c.owner == owner)) is not None


async def settle_look(conn: AsyncConnection, number: FeedId, *, owner: str, values: Mapping[str, object]) -> bool:
    """Note what a look at a feed showed, and give its lease back.

    Args:
        conn: A writing connection.
        number: The feed.
        owner: Whose lease it is.
        values: Columns of the `feed` table.

    Returns:
        False where the lease has passed to another owner, or the feed is no more; nothing was changed then.
    """
    result = await conn.execute(
        update(feed).where(feed.c.id == number, feed.c.owner == owner).values(**values, owner=None, lease_until=None)
    )
    return result.rowcount == 1


async def renew_feeds(conn: AsyncConnection, *, owner: str, until: datetime) -> int:
    """Keep every feed that a process claimed and still asks until a moment, aware UTC; return how many."""
    result = await conn.execute(update(feed).where(feed.c.owner == owner).values(lease_until=until))
    return result.rowcount


async def release_feeds(conn: AsyncConnection, *, owner: str) -> int:
    """Give back every feed that a process claimed and did not settle; return how many."""
    result = await conn.execute(update(feed).where(feed.c.owner == owner).values(owner=None, lease_until=None))
    return result.rowcount


async def move_feed(conn: AsyncConnection, number: FeedId, *, url: str, address: str, now: datetime) -> FeedId:
    """Give a feed another address; where another feed has that already, its servers follow that one from now on.

    A server that paused one of the two follows it without a pause. What the history of changes tells of the feed goes
    by the new address, too. Where the other feed was not asked any more, it is again, as for the first time.

    Args:
        conn: A writing connection.
        number: A feed; where another has the address, one of which nothing waits to be read.
        url: The new address.
        address: The same as `data.feed_addresses` compares it.
        now: Aware UTC.

    Returns:
        The feed that has the address now.
    """
    former = select(feed.c.url).where(feed.c.id == number).scalar_subquery()
    await conn.execute(
        update(source_change)
        .where(source_change.c.subject == former, source_change.c.act.not_in(_OF_OUTLETS))
        .values(subject=url)
    )
    other = await _feed_at(conn, url=url, address=address)
    if other is None or other == number:
        await conn.execute(update(feed).where(feed.c.id == number).values(url=url, address=address))
        return number
    is_live = await conn.scalar(select(feed.c.id).where(feed.c.id == other, _LIVE)) is not None
    rows = await conn.execute(select(feed_follow).where(feed_follow.c.feed == number))
    for row in rows.all():
        moved = {
            "feed": other, "guild": row.guild, "added_by": row.added_by, "added_at": row.added_at,
            "is_paused": row.is_paused, "sighted_at": row.sighted_at if is_live else None,
        }  # fmt: skip
        statement = insert_or(conn, feed_follow).values(moved)
        await conn.execute(
            statement.on_conflict_do_update(
                index_elements=["feed", "guild"],
                set_={"is_paused": statement.excluded.is_paused, "sighted_at": statement.excluded.sighted_at},
                where=feed_follow.c.is_paused & ~statement.excluded.is_paused,
            )
        )
    await conn.execute(delete(feed).where(feed.c.id == number))
    if await conn.scalar(select(feed.c.state).where(feed.c.id == other)) != FeedState.ACTIVE.value:
        await wake(conn, other, now)
    return other


async def has_work(conn: AsyncConnection, now: datetime) -> bool:
    """Tell whether a tick finds a feed to ask, or an entry to read, at `now` (aware UTC)."""
    waits = select(feed_entry.c.id).where(
        feed_entry.c.is_done.is_(False),
        feed_entry.c.not_before <= now,
        or_(feed_entry.c.lease_until.is_(None), feed_entry.c.lease_until <= now),
    )
    return bool(await conn.scalar(select(or_(select(feed.c.id).where(*_is_due(now)).exists(), waits.exists()))))


async def sight_lists(conn: AsyncConnection, number: FeedId) -> tuple[tuple[GuildId, ...], tuple[GuildId, ...]]:
    """Return the servers that a feed brings something: those that have seen it, and those that have not."""
    found = await conn.execute(
        select(feed_follow.c.guild, feed_follow.c.sighted_at)
        .where(feed_follow.c.feed == number, IS_FED)
        .order_by(feed_follow.c.guild)
    )
    rows = found.all()
    return (
        tuple(GuildId(row.guild) for row in rows if row.sighted_at is not None),
        tuple(GuildId(row.guild) for row in rows if row.sighted_at is None),
    )


async def rhythm_of(conn: AsyncConnection, number: FeedId) -> Rhythm:
    """Return how often a feed asked to be looked at in its last document."""
    kept = await conn.scalar(select(feed.c.rhythm).where(feed.c.id == number))
    if kept is None:
        return Rhythm()
    ttl_s, period_s, hours, days = json.loads(kept)
    return Rhythm(ttl_s=ttl_s, period_s=period_s, skip_hours=frozenset(hours), skip_days=frozenset(days))


def rhythm_text(rhythm: Rhythm) -> str:
    """Return what the column `rhythm` holds."""
    return json.dumps([rhythm.ttl_s, rhythm.period_s, sorted(rhythm.skip_hours), sorted(rhythm.skip_days)])


async def mark_sighted(conn: AsyncConnection, number: FeedId, guilds: Sequence[GuildId], now: datetime) -> None:
    """Note that servers have seen a feed now (aware UTC)."""
    if guilds:
        await conn.execute(
            update(feed_follow)
            .where(feed_follow.c.feed == number, feed_follow.c.guild.in_(guilds))
            .values(sighted_at=now)
        )


def feed_of_row(row: AnyRow) -> Feed:
    """Return the value of a row of the `feed` table."""
    return Feed(
        id=FeedId(row.id),
        url=row.url,
        title=row.title,
        home=row.home,
        kind=None if row.kind is None else FeedKind(row.kind),
        state=FeedState(row.state),
        reason=row.reason,
        next_look_at=row.next_look_at,
        interval_s=row.interval_s,
        etag=row.etag,
        modified=row.modified,
        body_hash=row.body_hash,
        failures=row.failures,
        failing_since=row.failing_since,
        last_look_at=row.last_look_at,
        last_ok_at=row.last_ok_at,
    )
