"""What servers have set, and who changed what."""

from sqlalchemy import Boolean, CheckConstraint, Column, Float, Index, Integer, String, Table, Text, Time, false

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
    Column("month_week", Integer, doc="Of the month's weekday; empty for a day by its number"),
    Column("more_pairs", Text, nullable=False, server_default="", doc='Beside the first: "USA-RUS JPN-KOR"'),
    Column("salience_floor", Float, nullable=False, server_default="0"),
    Column("most_events", Integer, nullable=False, server_default="5"),
    Column("quiet", String(8), nullable=False, server_default="tell"),
    Column("locale", String(16), nullable=False, server_default="en-GB"),
    Column("ping_role", Snowflake),
    Column("place", String(8), nullable=False, server_default="message"),
    Column("is_silent", Boolean, nullable=False, server_default=false()),
    Column("catch_up", String(8), nullable=False, server_default="latest"),
    Column("palette", String(8), nullable=False, server_default="night"),
    Column("updates_channel", Snowflake),
    Column("updates_floor", Float, nullable=False, server_default="0.8"),
    Column("updates_per_hour", Integer, nullable=False, server_default="3"),
    Column("updates_since", UtcDateTime, doc="When they were switched on"),
    Column("quiz_channel", Snowflake),
    Column("quiz_cadence", String(8), nullable=False, server_default="off"),
    Column("quiz_at", Time, nullable=False, server_default="18:00:00"),
    Column("quiz_weekday", Integer, nullable=False, server_default="0"),
    Column("quiz_month_day", Integer, nullable=False, server_default="1"),
    Column("quiz_month_week", Integer),
    Column("quiz_length", Integer, nullable=False, server_default="5"),
    Column("quiz_due_at", UtcDateTime),
    Column("is_paused", Boolean, nullable=False),
    Column("pause_reason", PlainText),
    Column("failures", Integer, nullable=False, server_default="0", doc="Refusals of the digest in a row"),
    Column("next_due_at", UtcDateTime),
    Column("told_until", UtcDateTime, doc="Up to where what came in was told"),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    CheckConstraint("month_day BETWEEN 1 AND 28", name="month_day"),
    Index("ix_guild_settings_next_due_at", "next_due_at"),
    Index("ix_guild_settings_quiz_due_at", "quiz_due_at"),
    Index("ix_guild_settings_updates_channel", "updates_channel"),
)

departure = Table(
    "departure",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("left_at", UtcDateTime, nullable=False),
    Index("ix_departure_left_at", "left_at"),
)
"""Servers that the bot is in no more; what they left is deleted some time after."""

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
