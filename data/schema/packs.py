"""Packs that were loaded, and what of an entry no article has: its public sources, its weight, when it was checked."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table

from data.schema.base import RowId, UtcDateTime, metadata

pack = Table(
    "pack",
    metadata,
    Column("id", String(7), primary_key=True),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("fingerprint", String(64), nullable=False, doc="Of all that its file says"),
    Column("loaded_at", UtcDateTime, nullable=False),
)
"""A pack is an article of the starter pack: each entry is a sentence and an event of it (docs/adr/0032)."""

pack_entry = Table(
    "pack_entry",
    metadata,
    Column("pack", String(7), ForeignKey("pack.id", ondelete="CASCADE"), nullable=False),
    Column("key", String(80), nullable=False, doc="The entry's name in its file, which no correction changes"),
    Column("article", RowId, nullable=False, doc="Its pack's, to be found by a report"),
    Column("position", Integer, nullable=False, doc="Of its report"),
    Column("significance", Integer, nullable=False),
    Column("checked", Date, nullable=False),
    Column("sources", JSON, nullable=False, doc="Title, publisher, address and whether primary, of each"),
    PrimaryKeyConstraint("pack", "key"),
    Index("ix_pack_entry_article_position", "article", "position", unique=True),
)
