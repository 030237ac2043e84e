"""Feeds of a server with entries that were read, straight into a store."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.model.feeds import EntryOutcome, EntryResult, FeedEntry
from bot.model.ids import ArticleId, FeedId, GuildId
from bot.model.topics import EntryFacts
from data import feed_entries, feeds, seen_entries
from data.store import Connection, Store

BEGUN = datetime(2026, 3, 2, 6, tzinfo=UTC)
_OWNER = "test"
_LEASE_S = 60.0


async def follow(store: Store, guild: GuildId, *, title: str = "World news") -> FeedId:
    """Let a server follow a feed."""
    url = f"https://{title.casefold().replace(' ', '-')}.example.org/feed"
    number, _ = await store.write(
        lambda c: feeds.add_follower(c, guild, url=url, address=url, title=title, by=None, at=BEGUN)
    )
    return number


async def bring(
    store: Store,
    guild: GuildId,
    entries: Sequence[EntryFacts],
    *,
    title: str = "World news",
    article: ArticleId | None = None,
) -> None:
    """Have a feed bring entries, the oldest first; those with events are read, and wanted by nobody.

    Args:
        store: A store.
        guild: A server, which follows the feed from now on.
        entries: What filters look at; the domain is where the link leads.
        title: The feed's.
        article: What the entries became; None where the server left them out.
    """
    number = await follow(store, guild, title=title)
    for count, facts in enumerate(entries):
        await store.write(lambda c, facts=facts, count=count: _bring_one(c, number, guild, facts, count, article))  # type: ignore[misc]  # bound per turn


async def _bring_one(
    conn: Connection, feed: FeedId, guild: GuildId, facts: EntryFacts, count: int, article: ArticleId | None
) -> None:
    now = BEGUN + timedelta(minutes=count)
    entry = FeedEntry(
        keys=(f"{feed}-{count}-{facts.title[:20]}",),
        title=facts.title,
        summary=facts.summary,
        link=None if facts.domain is None else f"https://{facts.domain}/{count}",
        outlet=facts.outlet,
        published=facts.published,
        updated=None,
    )
    await feed_entries.queue_entries(conn, feed, [feed_entries.ToRead(entry=entry, guilds=(guild,))], now=now)
    (claimed,) = await feed_entries.claim_entries(conn, owner=_OWNER, now=now, limit=1, lease_s=_LEASE_S)
    await seen_entries.note_facts(conn, claimed.id, facts)
    outcome = EntryOutcome.LEFT_OUT if facts.events is not None else EntryOutcome.UNREADABLE
    outcome = outcome if article is None else EntryOutcome.NEW
    results = {guild: EntryResult(outcome=outcome, reason="", article=article)}
    await feed_entries.settle_entry(conn, claimed.id, results, owner=_OWNER, now=now)
