"""What a filter looks at of an entry is kept, also where no server wanted it."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add a table."""
    op.create_table(
        "entry_facts",
        sa.Column("entry", RowId, nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("text", PlainText, nullable=False),
        sa.PrimaryKeyConstraint("entry", name="pk_entry_facts"),
        sa.ForeignKeyConstraint(
            ["entry"], ["feed_entry.id"], name="fk_entry_facts_entry_feed_entry", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
