"""Servers filter what their feeds bring."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables and their indexes."""
    op.create_table(
        "topic",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("name", PlainText, nullable=False),
        sa.Column("folded", PlainText, nullable=False),
        sa.Column("effect", sa.String(16), nullable=False),
        sa.Column("words", PlainText, nullable=False, server_default=""),
        sa.Column("scope", sa.String(16), nullable=False),
        sa.Column("pairs", sa.Text(), nullable=False, server_default=""),
        sa.Column("countries", sa.Text(), nullable=False, server_default=""),
        sa.Column("outlets", PlainText, nullable=False, server_default=""),
        sa.Column("kinds", sa.Text(), nullable=False, server_default=""),
        sa.Column("weight", sa.Float(), nullable=False, server_default="0"),
        sa.Column("is_on", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("created_by", Snowflake),
        sa.Column("created_at", UtcDateTime),
        sa.Column("changed_by", Snowflake),
        sa.Column("changed_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_topic"),
        sa.UniqueConstraint("guild", "folded", name="uq_topic_guild_folded"),
        sa.CheckConstraint("weight BETWEEN 0 AND 1", name="ck_topic_weight"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "topic_change",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("topic", RowId, nullable=False),
        sa.Column("before", PlainText),
        sa.Column("after", PlainText),
        sa.Column("changed_by", Snowflake),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_topic_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_topic_change_guild_id", "topic_change", ["guild", "id"])
    op.create_table(
        "topic_draft",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("user", Snowflake, nullable=False),
        sa.Column("topic", RowId),
        sa.Column("name", PlainText, nullable=False),
        sa.Column("effect", sa.String(16), nullable=False),
        sa.Column("words", PlainText, nullable=False),
        sa.Column("pairs", PlainText, nullable=False),
        sa.Column("outlets", PlainText, nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "user", name="pk_topic_draft"),
    )
    op.create_index("ix_topic_draft_user", "topic_draft", ["user"])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
