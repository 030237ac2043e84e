"""Servers that the bot left are marked, and no player's name is kept any more."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import Snowflake, UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table and its index; drop a column, which no index, trigger or key has part in."""
    op.create_table(
        "departure",
        sa.Column("guild", Snowflake, nullable=False, autoincrement=False),
        sa.Column("left_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("guild", name="pk_departure"),
    )
    op.create_index("ix_departure_left_at", "departure", ["left_at"])
    op.drop_column("quiz_player", "name")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
