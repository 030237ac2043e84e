"""What is kept of texts so that copies are found, the copies themselves, articles' earlier versions, hidden outlets."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    UniqueConstraint,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

text_sketch = Table(
    "text_sketch",
    metadata,
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("guild", Snowflake, nullable=False, doc="The article's"),
    Column("shingles", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False, doc="See bot.model.copies.Sketch"),
)

text_band = Table(
    "text_band",
    metadata,
    Column("guild", Snowflake, nullable=False, doc="The article's"),
    Column("band", BigInteger, nullable=False),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("guild", "band", "article"),
    Index("ix_text_band_article", "article"),
    sqlite_with_rowid=False,
)
"""A sketch's bands: two texts that share one may be one text."""

article_copy = Table(
    "article_copy",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False, doc="Who was brought it; the article may be the starter pack's"),
    Column("key", PlainText, nullable=False, doc="Its canonical address, else its outlet"),
    Column("outlet", PlainText),
    Column("url", PlainText),
    Column("canonical_url", PlainText),
    Column("title", PlainText),
    Column("day", Date),
    Column("fingerprint", String(64), nullable=False),
    Column("similarity", Float, nullable=False, doc="Share of its shingles that the article has"),
    Column("seen_at", UtcDateTime, nullable=False),
    UniqueConstraint("guild", "article", "key", name="uq_article_copy_guild_article_key"),
    Index("ix_article_copy_article", "article"),
    Index("ix_article_copy_guild_canonical_url", "guild", "canonical_url"),
    Index("ix_article_copy_guild_fingerprint", "guild", "fingerprint"),
)
"""An article's text at another outlet. It was not read, and is no source of its own."""

article_version = Table(
    "article_version",
    metadata,
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False, doc="1 for the first"),
    Column("guild", Snowflake, nullable=False, doc="The article's"),
    Column("title", PlainText, nullable=False),
    Column("source", PlainText),
    Column("url", PlainText),
    Column("published", Date),
    Column("fingerprint", String(64), nullable=False),
    Column("text", PlainText, nullable=False),
    Column("replaced_at", UtcDateTime, nullable=False),
    Column("is_told_anew", Boolean, nullable=False, doc="Whether the next version tells other events or points"),
    PrimaryKeyConstraint("article", "number"),
)
"""What an article said before it was changed."""

former_report = Table(
    "former_report",
    metadata,
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False, doc="The article's"),
    Column("title", PlainText, nullable=False),
    Column("source", PlainText),
    Column("url", PlainText),
    Column("published", Date),
    Column("sentence_number", Integer, nullable=False),
    Column("sentence_count", Integer, nullable=False),
    Column("sentence", PlainText, nullable=False),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("precision", String(16), nullable=False),
    Column("dated_by", String(16), nullable=False),
    PrimaryKeyConstraint("event", "article", "sentence_number"),
    Index("ix_former_report_article", "article"),
)
"""The last report of a withdrawn event, which its article no longer tells: what people were shown stays provable."""

hidden_outlet = Table(
    "hidden_outlet",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("outlet", PlainText, nullable=False, doc="See bot.model.outlets.Outlets.key_of"),
    Column("hidden_by", Snowflake, info={"user": True}),
    Column("hidden_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("guild", "outlet"),
)
"""Outlets that a server does not want to see."""
