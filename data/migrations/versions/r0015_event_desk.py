"""Editors decide about events, and what they decided holds on to the events' reports."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add three tables with their indexes, and a column of events, which no row is looked at for."""
    op.create_table(
        "event_decision",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("event", RowId, nullable=False),
        sa.Column("other", RowId),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("decided_by", Snowflake),
        sa.Column("decided_at", UtcDateTime, nullable=False),
        sa.Column("reason", PlainText, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("edit", sa.Text()),
        sa.Column("facts_before", sa.Text(), nullable=False),
        sa.Column("facts_after", sa.Text(), nullable=False),
        sa.Column("settled", sa.Text(), nullable=False),
        sa.Column("undone_by", Snowflake),
        sa.Column("undone_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_event_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_decision_guild_kind_state", "event_decision", ["guild", "kind", "state"])
    op.create_index("ix_event_decision_guild_event", "event_decision", ["guild", "event"])
    op.create_table(
        "event_decision_report",
        sa.Column("decision", RowId, nullable=False),
        sa.Column("side", sa.String(5), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.Column("position", sa.Integer()),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("decision", "side", "place", name="pk_event_decision_report"),
        _cascade("event_decision_report", "decision", "event_decision"),
        _cascade("event_decision_report", "article", "article"),
    )
    op.create_index("ix_event_decision_report_article", "event_decision_report", ["article"])
    op.create_table(
        "quiz_item_decision",
        sa.Column("item", RowId, nullable=False),
        sa.Column("decision", RowId, nullable=False),
        sa.PrimaryKeyConstraint("item", "decision", name="pk_quiz_item_decision"),
        _cascade("quiz_item_decision", "item", "quiz_item"),
        _cascade("quiz_item_decision", "decision", "event_decision"),
    )
    op.create_index("ix_quiz_item_decision_decision", "quiz_item_decision", ["decision"])
    op.add_column("event", sa.Column("edited", sa.String(64), nullable=True))


def _cascade(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete="CASCADE")


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
