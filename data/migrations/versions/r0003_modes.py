"""Events have a mode; those that were stored before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, which SQLite and PostgreSQL do without a look at the rows."""
    op.add_column("event", sa.Column("mode", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
