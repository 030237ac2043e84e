"""Copies of texts are found and kept, articles have versions, outlets can be hidden."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import RowId, Snowflake, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add tables and their indexes; texts that are there already get their sketches when the program starts."""
    for create in (_text_sketch, _text_band, _article_copy, _article_version, _former_report, _hidden_outlet):
        create()


def _text_sketch() -> None:
    op.create_table(
        "text_sketch",
        sa.Column("article", RowId, autoincrement=False, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("shingles", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("article", name="pk_text_sketch"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_text_sketch_article_article", ondelete="CASCADE"),
    )


def _text_band() -> None:
    op.create_table(
        "text_band",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.PrimaryKeyConstraint("guild", "band", "article", name="pk_text_band"),
        sa.ForeignKeyConstraint(["article"], ["article.id"], name="fk_text_band_article_article", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_text_band_article", "text_band", ["article"])


def _article_copy() -> None:
    op.create_table(
        "article_copy",
        sa.Column("id", RowId, nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("canonical_url", sa.Text()),
        sa.Column("title", sa.Text()),
        sa.Column("day", sa.Date()),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("similarity", sa.Float(), nullable=False),
        sa.Column("seen_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article_copy"),
        sa.UniqueConstraint("guild", "article", "key", name="uq_article_copy_guild_article_key"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_article_copy_article_article", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_article_copy_article", "article_copy", ["article"])
    op.create_index("ix_article_copy_guild_canonical_url", "article_copy", ["guild", "canonical_url"])
    op.create_index("ix_article_copy_guild_fingerprint", "article_copy", ["guild", "fingerprint"])


def _article_version() -> None:
    op.create_table(
        "article_version",
        sa.Column("article", RowId, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("replaced_at", UtcDateTime, nullable=False),
        sa.Column("is_told_anew", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("article", "number", name="pk_article_version"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_article_version_article_article", ondelete="CASCADE"
        ),
    )


def _former_report() -> None:
    op.create_table(
        "former_report",
        sa.Column("event", RowId, nullable=False),
        sa.Column("article", RowId, nullable=False),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text()),
        sa.Column("url", sa.Text()),
        sa.Column("published", sa.Date()),
        sa.Column("sentence_number", sa.Integer(), nullable=False),
        sa.Column("sentence_count", sa.Integer(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("start_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("precision", sa.String(16), nullable=False),
        sa.Column("dated_by", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("event", "article", "sentence_number", name="pk_former_report"),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name="fk_former_report_article_article", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_former_report_event_event", ondelete="CASCADE"),
    )
    op.create_index("ix_former_report_article", "former_report", ["article"])


def _hidden_outlet() -> None:
    op.create_table(
        "hidden_outlet",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("hidden_by", Snowflake),
        sa.Column("hidden_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("guild", "outlet", name="pk_hidden_outlet"),
    )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
