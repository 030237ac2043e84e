"""Quizzes start by a server's plan, once a date, and stay open until they close."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_STILL_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Add a table and its index."""
    op.create_table(
        "quiz_plan",
        sa.Column("quiz", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cadence", sa.String(8), nullable=False),
        sa.Column("closes_at", UtcDateTime, nullable=False),
        sa.Column("closed_at", UtcDateTime),
        sa.Column("announcement", RowId, nullable=False),
        sa.PrimaryKeyConstraint("quiz", name="pk_quiz_plan"),
        sa.UniqueConstraint("guild", "day", name="uq_quiz_plan_guild_day"),
        sa.ForeignKeyConstraint(
            ["quiz"], ["quiz_session.id"], name="fk_quiz_plan_quiz_quiz_session", ondelete="CASCADE"
        ),
    )
    op.create_index(
        "ix_quiz_plan_open", "quiz_plan", ["closes_at"], sqlite_where=_STILL_OPEN, postgresql_where=_STILL_OPEN
    )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
