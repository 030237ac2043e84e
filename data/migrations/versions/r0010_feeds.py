"""Servers follow feeds, and an article may come of a first sight of one, of which nothing is posted."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_ACTIVE = sa.text("state = 'active'")
_WAITING = sa.text("is_done = false")


def upgrade() -> None:
    """Add the tables with their indexes, and a column."""
    op.add_column("article", sa.Column("is_background", sa.Boolean(), nullable=False, server_default=sa.false()))
    _feeds()
    _entries()


def _feeds() -> None:
    op.create_table(
        "feed",
        sa.Column("id", RowId, nullable=False),
        sa.Column("url", PlainText, nullable=False),
        sa.Column("address", PlainText, nullable=False),
        sa.Column("title", PlainText, nullable=False),
        sa.Column("home", PlainText),
        sa.Column("kind", sa.String(8)),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("reason", PlainText, nullable=False),
        sa.Column("next_look_at", UtcDateTime),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("etag", PlainText),
        sa.Column("modified", PlainText),
        sa.Column("body_hash", sa.String(64)),
        sa.Column("rhythm", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", UtcDateTime),
        sa.Column("last_look_at", UtcDateTime),
        sa.Column("last_ok_at", UtcDateTime),
        sa.Column("lease_until", UtcDateTime),
        sa.Column("owner", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_feed"),
        sa.UniqueConstraint("address", name="uq_feed_address"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_due", "feed", ["next_look_at", "id"], sqlite_where=_ACTIVE, postgresql_where=_ACTIVE)
    op.create_table(
        "feed_follow",
        sa.Column("feed", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("added_by", Snowflake),
        sa.Column("added_at", UtcDateTime, nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("sighted_at", UtcDateTime),
        sa.PrimaryKeyConstraint("feed", "guild", name="pk_feed_follow"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_feed_follow_feed_feed", ondelete="CASCADE"),
    )
    op.create_index("ix_feed_follow_guild", "feed_follow", ["guild"])
    op.create_table(
        "feed_key",
        sa.Column("feed", RowId, nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("feed", "key", name="pk_feed_key"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_feed_key_feed_feed", ondelete="CASCADE"),
    )
    op.create_index("ix_feed_key_seen", "feed_key", ["feed", "seen_at"])


def _entries() -> None:
    op.create_table(
        "feed_entry",
        sa.Column("id", RowId, nullable=False),
        sa.Column("feed", RowId, nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("title", PlainText, nullable=False),
        sa.Column("summary", PlainText, nullable=False),
        sa.Column("link", PlainText),
        sa.Column("outlet", PlainText),
        sa.Column("published", UtcDateTime),
        sa.Column("updated", UtcDateTime),
        sa.Column("found_at", UtcDateTime, nullable=False),
        sa.Column("again", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UtcDateTime, nullable=False),
        sa.Column("lease_until", UtcDateTime),
        sa.Column("owner", sa.String(64)),
        sa.PrimaryKeyConstraint("id", name="pk_feed_entry"),
        sa.ForeignKeyConstraint(["feed"], ["feed.id"], name="fk_feed_entry_feed_feed", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feed_entry_feed", "feed_entry", ["feed", "id"])
    op.create_index("ix_feed_entry_key", "feed_entry", ["feed", "key"])
    op.create_index(
        "ix_feed_entry_waiting",
        "feed_entry",
        ["not_before", "id"],
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )
    op.create_table(
        "feed_want",
        sa.Column("entry", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("is_background", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(16)),
        sa.Column("reason", PlainText, nullable=False, server_default=""),
        sa.Column("article", RowId),
        sa.Column("decided_at", UtcDateTime),
        sa.PrimaryKeyConstraint("entry", "guild", name="pk_feed_want"),
        sa.ForeignKeyConstraint(["entry"], ["feed_entry.id"], name="fk_feed_want_entry_feed_entry", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_feed_want_article_article", ondelete="SET NULL"),
    )
    op.create_index("ix_feed_want_guild", "feed_want", ["guild", "entry"])
    op.create_index("ix_feed_want_article", "feed_want", ["article"])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
