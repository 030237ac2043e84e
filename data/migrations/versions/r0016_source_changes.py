"""Changes of feeds and hidden outlets are noted, so that they can be undone."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and its index."""
    op.create_table(
        "source_change",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("subject", PlainText, nullable=False),
        sa.Column("name", PlainText, nullable=False),
        sa.Column("changed_by", Snowflake),
        sa.Column("changed_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_source_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_source_change_guild_id", "source_change", ["guild", "id"])


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
