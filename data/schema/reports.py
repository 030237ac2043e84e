"""Mistakes that users report."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

mistake_report = Table(
    "mistake_report",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info={"user": True}),
    Column("subject", String(16), nullable=False),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE")),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE")),
    Column("quiz", RowId, ForeignKey("quiz_session.id", ondelete="CASCADE")),
    Column("round_number", Integer),
    Column("comment", PlainText, nullable=False),
    Column("reported_at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Index("ix_mistake_report_guild_state", "guild", "state"),
    Index("ix_mistake_report_user", "user"),
)
