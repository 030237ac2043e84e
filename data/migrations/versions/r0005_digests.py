"""Servers set what a digest tells and how it arrives; posted cards remember what they show, so as to be mended."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add columns, which both databases do without a look at the rows, then a table and indexes."""
    of_settings: tuple[sa.Column[Any], ...] = (
        sa.Column("month_week", sa.Integer()),
        sa.Column("more_pairs", sa.Text(), nullable=False, server_default=""),
        sa.Column("salience_floor", sa.Float(), nullable=False, server_default="0"),
        sa.Column("most_events", sa.Integer(), nullable=False, server_default="5"),
        sa.Column("quiet", sa.String(8), nullable=False, server_default="tell"),
        sa.Column("locale", sa.String(16), nullable=False, server_default="en-GB"),
        sa.Column("ping_role", Snowflake),
        sa.Column("place", sa.String(8), nullable=False, server_default="message"),
        sa.Column("is_silent", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("catch_up", sa.String(8), nullable=False, server_default="latest"),
        sa.Column("palette", sa.String(8), nullable=False, server_default="night"),
        sa.Column("updates_channel", Snowflake),
        sa.Column("updates_floor", sa.Float(), nullable=False, server_default="0.8"),
        sa.Column("updates_per_hour", sa.Integer(), nullable=False, server_default="3"),
        sa.Column("quiz_channel", Snowflake),
        sa.Column("quiz_cadence", sa.String(8), nullable=False, server_default="off"),
        sa.Column("quiz_at", sa.Time(), nullable=False, server_default="18:00:00"),
        sa.Column("quiz_weekday", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("quiz_month_day", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("quiz_month_week", sa.Integer()),
        sa.Column("quiz_length", sa.Integer(), nullable=False, server_default="5"),
        sa.Column("quiz_due_at", UtcDateTime),
        sa.Column("failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("told_until", UtcDateTime),
    )
    for column in of_settings:
        op.add_column("guild_settings", column)
    op.create_index("ix_guild_settings_quiz_due_at", "guild_settings", ["quiz_due_at"])
    of_outbox: tuple[sa.Column[Any], ...] = (
        sa.Column("picture", sa.LargeBinary()),
        sa.Column("posting", sa.Text()),
        sa.Column("origin", sa.Text()),
        sa.Column("target", Snowflake),
        sa.Column("due_at", UtcDateTime),
        sa.Column("place", Snowflake),
        sa.Column("refusals", sa.Integer(), nullable=False, server_default="0"),
    )
    for column in of_outbox:
        op.add_column("outbox", column)
    op.create_table(
        "outbox_event",
        sa.Column("outbox", RowId, nullable=False),
        sa.Column("event", RowId, nullable=False),
        sa.PrimaryKeyConstraint("outbox", "event", name="pk_outbox_event"),
        sa.ForeignKeyConstraint(["outbox"], ["outbox.id"], name="fk_outbox_event_outbox_outbox", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_outbox_event_event_event", ondelete="CASCADE"),
    )
    op.create_index("ix_outbox_event_event", "outbox_event", ["event"])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
