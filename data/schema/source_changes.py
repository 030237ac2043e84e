"""What was changed of servers' feeds and hidden outlets."""

from sqlalchemy import Column, Index, String, Table

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

source_change = Table(
    "source_change",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("act", String(8), nullable=False, doc="See bot.model.source_changes.SourceAct"),
    Column("subject", PlainText, nullable=False, doc="A feed's address, or an outlet's key"),
    Column("name", PlainText, nullable=False),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_source_change_guild_id", "guild", "id"),
    sqlite_autoincrement=True,
)
