"""What servers have set, and who changed what."""

from sqlalchemy import Boolean, CheckConstraint, Column, Index, Integer, String, Table, Time

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("pair_first", String(3), nullable=False),
    Column("pair_second", String(3), nullable=False),
    Column("digest_channel", Snowflake),
    Column("cadence", String(8), nullable=False),
    Column("at", Time, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("month_day", Integer, nullable=False),
    Column("is_paused", Boolean, nullable=False),
    Column("pause_reason", PlainText),
    Column("next_due_at", UtcDateTime),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("month_day BETWEEN 1 AND 28", name="month_day"),
    Index("ix_guild_settings_next_due_at", "next_due_at"),
)

settings_change = Table(
    "settings_change",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime),
    Column("setting", String(32), nullable=False),
    Column("before", PlainText),
    Column("after", PlainText),
    Index("ix_settings_change_guild_id", "guild", "id"),
)
