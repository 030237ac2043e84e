"""Events that change are queued, so that servers are told of them and posted cards are mended."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake, UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table, columns and indexes; what was recorded before is no change, so nobody is told of it."""
    op.create_table(
        "event_change",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("event", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_event_change_event_event", ondelete="CASCADE"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_change_event", "event_change", ["event"])
    op.add_column("outbox", sa.Column("is_stale", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_outbox_guild_due_at", "outbox", ["guild", "due_at"])
    op.create_index("ix_digest_ledger_guild_kind", "digest_ledger", ["guild", "kind"])
    op.add_column("guild_settings", sa.Column("updates_since", UtcDateTime))
    op.create_index("ix_guild_settings_updates_channel", "guild_settings", ["updates_channel"])
    op.execute("UPDATE guild_settings SET updates_since = changed_at WHERE updates_channel IS NOT NULL")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
