"""Chronologies of relations come in as packs."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables."""
    op.create_table(
        "pack",
        sa.Column("id", sa.String(7), nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("loaded_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pack"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_pack_article_article", ondelete="CASCADE"),
        sa.UniqueConstraint("article", name="uq_pack_article"),
    )
    op.create_table(
        "pack_entry",
        sa.Column("pack", sa.String(7), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("significance", sa.Integer, nullable=False),
        sa.Column("checked", sa.Date, nullable=False),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("pack", "key", name="pk_pack_entry"),
        sa.ForeignKeyConstraint(["pack"], ["pack.id"], name="fk_pack_entry_pack_pack", ondelete="CASCADE"),
    )
    op.create_index("ix_pack_entry_article_position", "pack_entry", ["article", "position"], unique=True)


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
