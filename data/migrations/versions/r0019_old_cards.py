"""Cards that were posted long ago are found without reading all of them."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_WITH_CARD = sa.text("payload <> ''")


def upgrade() -> None:
    """Add an index."""
    op.create_index(
        "ix_outbox_with_card", "outbox", ["finished_at"], sqlite_where=_WITH_CARD, postgresql_where=_WITH_CARD
    )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
