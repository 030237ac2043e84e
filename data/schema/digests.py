"""The outbox, from which a digest reaches its channel exactly once, and the ledger of what was decided."""

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint, text

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

PENDING = text("state = 'pending'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("period", Date, nullable=False, doc="Local date that names the period"),
    Column("part", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("first_attempt_at", UtcDateTime),
    Column("not_before", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("owner", String(64)),
    Column("message", Snowflake),
    Column("reason", PlainText),
    Column("finished_at", UtcDateTime),
    UniqueConstraint("guild", "kind", "period", "part"),
    Index("ix_outbox_pending", "not_before", "id", sqlite_where=PENDING, postgresql_where=PENDING),
    # Its id makes the nonce, so no id may come twice.
    sqlite_autoincrement=True,
)

digest_ledger = Table(
    "digest_ledger",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("period", Date, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("decision", String(32), nullable=False),
    Column("reason", PlainText),
    Index("ix_digest_ledger_guild_id", "guild", "id"),
)
