"""Records of other data sets, and how far each imported file has come."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add two tables and an index."""
    op.create_table(
        "imported_record",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("dataset", sa.String(8), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("pair", sa.String(7), nullable=False),
        sa.Column("source", sa.String(3), nullable=False),
        sa.Column("target", sa.String(3), nullable=False),
        sa.Column("type", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(16)),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("source_role", sa.String(32), nullable=False),
        sa.Column("target_name", sa.Text(), nullable=False),
        sa.Column("target_role", sa.String(32), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("url", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_imported_record"),
        sa.UniqueConstraint("guild", "dataset", "key", name="uq_imported_record_guild_dataset_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imported_record_pair_guild_type_day", "imported_record", ["pair", "guild", "type", "day"])
    op.create_table(
        "record_import",
        sa.Column("id", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("dataset", sa.String(8), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.Column("bad", sa.JSON(), nullable=False),
        sa.Column("first_bad", sa.JSON(), nullable=False),
        sa.Column("started_at", UtcDateTime, nullable=False),
        sa.Column("finished_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_record_import"),
        sa.UniqueConstraint("guild", "dataset", "digest", name="uq_record_import_guild_dataset_digest"),
    )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
