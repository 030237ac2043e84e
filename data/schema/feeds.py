"""Feeds, which servers follow them, and the entries they brought."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

ACTIVE = text("state = 'active'")
WAITING = text("is_done = false")

feed = Table(
    "feed",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("url", PlainText, nullable=False, doc="The address that is asked"),
    Column("address", PlainText, nullable=False, doc="The same as data.feed_addresses compares it"),
    Column("title", PlainText, nullable=False),
    Column("home", PlainText),
    Column("kind", String(8)),
    Column("state", String(8), nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("next_look_at", UtcDateTime),
    Column("interval_s", Integer, nullable=False),
    Column("etag", PlainText),
    Column("modified", PlainText),
    Column("body_hash", String(64)),
    Column("rhythm", Text, doc="How often it asks to be looked at, as JSON"),
    Column("failures", Integer, nullable=False),
    Column("failing_since", UtcDateTime),
    Column("last_look_at", UtcDateTime),
    Column("last_ok_at", UtcDateTime),
    Column("lease_until", UtcDateTime),
    Column("owner", String(64)),
    UniqueConstraint("address"),
    Index("ix_feed_due", "next_look_at", "id", sqlite_where=ACTIVE, postgresql_where=ACTIVE),
    sqlite_autoincrement=True,
)

feed_follow = Table(
    "feed_follow",
    metadata,
    Column("feed", RowId, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False),
    Column("added_by", Snowflake, info={"user": True}),
    Column("added_at", UtcDateTime, nullable=False),
    Column("is_paused", Boolean, nullable=False, server_default=false()),
    Column("sighted_at", UtcDateTime, doc="When the server first saw it; empty before that, and after each pause"),
    PrimaryKeyConstraint("feed", "guild", name="pk_feed_follow"),
    Index("ix_feed_follow_guild", "guild"),
)

feed_key = Table(
    "feed_key",
    metadata,
    Column("feed", RowId, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(40), nullable=False, doc="See bot.sources.feeds.identity"),
    Column("seen_at", UtcDateTime, nullable=False, doc="The last document that held it"),
    PrimaryKeyConstraint("feed", "key", name="pk_feed_key"),
    Index("ix_feed_key_seen", "feed", "seen_at"),
)
"""What a feed's entries are known by."""

feed_entry = Table(
    "feed_entry",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("feed", RowId, ForeignKey("feed.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(40), nullable=False, doc="The strongest of its keys"),
    Column("title", PlainText, nullable=False),
    Column("summary", PlainText, nullable=False),
    Column("link", PlainText),
    Column("outlet", PlainText),
    Column("published", UtcDateTime),
    Column("updated", UtcDateTime, doc="As the feed said when it was queued last"),
    Column("found_at", UtcDateTime, nullable=False),
    Column(
        "again", Integer, nullable=False, server_default="0", doc="How often it was queued since the feed updated it"
    ),
    Column("is_done", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("not_before", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("owner", String(64)),
    Index("ix_feed_entry_feed", "feed", "id"),
    Index("ix_feed_entry_key", "feed", "key"),
    Index("ix_feed_entry_waiting", "not_before", "id", sqlite_where=WAITING, postgresql_where=WAITING),
    sqlite_autoincrement=True,
)

feed_want = Table(
    "feed_want",
    metadata,
    Column("entry", RowId, ForeignKey("feed_entry.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False),
    Column("is_background", Boolean, nullable=False),
    Column("outcome", String(16)),
    Column("reason", PlainText, nullable=False, server_default=""),
    Column("article", RowId, ForeignKey("article.id", ondelete="SET NULL")),
    Column("decided_at", UtcDateTime),
    PrimaryKeyConstraint("entry", "guild", name="pk_feed_want"),
    Index("ix_feed_want_guild", "guild", "entry"),
    Index("ix_feed_want_article", "article"),
)
"""Which servers an entry is read for, and what became of it in each."""
