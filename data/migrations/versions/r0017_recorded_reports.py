"""A report that a newer version of its article added has a moment of its own; a number keeps what it joined first.

Reports of older stores count as recorded with their articles, as they did. A hidden outlet's key is a character shorter
at most, so that the choice that names it can say what to do with it, too.
"""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


_TWIN = """
DELETE FROM hidden_outlet WHERE EXISTS (
    SELECT 1 FROM hidden_outlet AS twin
    WHERE twin.guild = hidden_outlet.guild AND twin.outlet < hidden_outlet.outlet
        AND substr(twin.outlet, 1, 99) = substr(hidden_outlet.outlet, 1, 99)
)
"""
_NOTED = """
UPDATE source_change SET subject = substr(subject, 1, 99) WHERE act IN ('hidden', 'shown') AND length(subject) > 99
"""


def upgrade() -> None:
    """Add two columns and an index, and shorten keys."""
    op.add_column("event_report", sa.Column("recorded_at", UtcDateTime))
    op.create_index("ix_event_report_recorded_at", "event_report", ["recorded_at"])
    op.add_column("event_moved", sa.Column("joined", RowId))
    op.execute(_TWIN)
    op.execute("UPDATE hidden_outlet SET outlet = substr(outlet, 1, 99) WHERE length(outlet) > 99")
    op.execute(_NOTED)


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
