"""Articles and their sentences."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, false

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

article = Table(
    "article",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False, doc="The server that handed it in; 0 for the starter pack"),
    Column("added_by", Snowflake, info={"user": True}),
    Column("added_at", UtcDateTime, nullable=False),
    Column("title", PlainText, nullable=False, doc="Its own headline, or the summary's"),
    Column("source", PlainText),
    Column("url", PlainText),
    Column("canonical_url", PlainText),
    Column("published", Date),
    Column("fingerprint", String(64), nullable=False, doc="See data.fingerprint"),
    Column("language", String(16), nullable=False),
    Column("sentence_count", Integer, nullable=False),
    Column("is_background", Boolean, nullable=False, server_default=false(), doc="Of it nothing is told at once"),
    Column("reading", Text, nullable=False, doc="The whole reading, the text included, as data.codec writes it"),
    UniqueConstraint("guild", "fingerprint"),
    Index("ix_article_guild_canonical_url", "guild", "canonical_url"),
    Index("ix_article_guild_added_at", "guild", "added_at"),
    sqlite_autoincrement=True,
)

sentence = Table(
    "sentence",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False, doc="0-based, the reading's index"),
    Column("start_offset", Integer, nullable=False),
    Column("end_offset", Integer, nullable=False),
    Column("text", PlainText, nullable=False),
    UniqueConstraint("article", "number"),
)
