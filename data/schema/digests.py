"""The outbox, from which a digest reaches its channel exactly once, and the ledger of what was decided."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

PENDING = text("state = 'pending'")
WITH_CARD = text("payload <> ''")
"""Of a message that was posted long ago only the row stays."""

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
    Column("picture", LargeBinary, doc="PNG that the card shows"),
    Column("posting", Text, doc="How it arrives beside its card, as JSON; empty for a plain message"),
    Column("origin", Text, doc="What it was made of, as JSON, so that it can be made anew"),
    Column("target", Snowflake, doc="The message that it takes the place of; empty for a new one"),
    Column("due_at", UtcDateTime, doc="When it was to be there"),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("refusals", Integer, nullable=False, server_default="0"),
    Column("first_attempt_at", UtcDateTime),
    Column("not_before", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("owner", String(64)),
    Column("message", Snowflake),
    Column("place", Snowflake, doc="The channel or thread that the message is in"),
    Column("reason", PlainText),
    Column("finished_at", UtcDateTime),
    Column(
        "is_stale",
        Boolean,
        nullable=False,
        server_default=false(),
        doc="An event that it shows changed while it was on its way",
    ),
    UniqueConstraint("guild", "kind", "period", "part"),
    Index("ix_outbox_guild_due_at", "guild", "due_at"),
    Index("ix_outbox_pending", "not_before", "id", sqlite_where=PENDING, postgresql_where=PENDING),
    Index("ix_outbox_with_card", "finished_at", sqlite_where=WITH_CARD, postgresql_where=WITH_CARD),
    # Its id makes the nonce, so no id may come twice.
    sqlite_autoincrement=True,
)

outbox_event = Table(
    "outbox_event",
    metadata,
    Column("outbox", RowId, ForeignKey("outbox.id", ondelete="CASCADE"), nullable=False),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("outbox", "event", name="pk_outbox_event"),
    Index("ix_outbox_event_event", "event"),
)
"""Which events a card shows."""

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
    Index("ix_digest_ledger_guild_kind", "guild", "kind"),
)
