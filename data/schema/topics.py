"""Filters of what a server's feeds bring, those that someone is writing, and what filters look at of an entry."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    true,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

topic = Table(
    "topic",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("folded", PlainText, nullable=False, doc="The name without regard to case"),
    Column("effect", String(16), nullable=False),
    Column("words", PlainText, nullable=False, server_default=""),
    Column("scope", String(16), nullable=False),
    Column("pairs", Text, nullable=False, server_default="", doc='"USA-RUS JPN-KOR"'),
    Column("countries", Text, nullable=False, server_default="", doc='"CHN FRA"'),
    Column("outlets", PlainText, nullable=False, server_default="", doc="One a line"),
    Column("kinds", Text, nullable=False, server_default="", doc='PLOVER types: "CONSULT SANCTION"'),
    Column("weight", Float, nullable=False, server_default="0"),
    Column("is_on", Boolean, nullable=False, server_default=true()),
    Column("created_by", Snowflake, info={"user": True}),
    Column("created_at", UtcDateTime),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime),
    UniqueConstraint("guild", "folded"),
    CheckConstraint("weight BETWEEN 0 AND 1", name="weight"),
    sqlite_autoincrement=True,  # a number is never given twice, since changes name filters that are gone
)

topic_change = Table(
    "topic_change",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("topic", RowId, nullable=False, doc="Which filter, also one that is gone"),
    Column("before", PlainText, doc="JSON: the filter as it was; empty where it was new"),
    Column("after", PlainText, doc="JSON: the filter as it became; empty where it was removed"),
    Column("changed_by", Snowflake, info={"user": True}),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_topic_change_guild_id", "guild", "id"),
    sqlite_autoincrement=True,
)

topic_draft = Table(
    "topic_draft",
    metadata,
    Column("guild", Snowflake, primary_key=True, autoincrement=False),
    Column("user", Snowflake, primary_key=True, autoincrement=False, info={"user": True}),
    Column("topic", RowId, doc="Which one is changed; empty for a new one"),
    Column("name", PlainText, nullable=False),
    Column("effect", String(16), nullable=False),
    Column("words", PlainText, nullable=False),
    Column("pairs", PlainText, nullable=False, doc="As typed"),
    Column("outlets", PlainText, nullable=False, doc="As typed"),
    Column("kinds", Text, nullable=False),
    Column("weight", Float, nullable=False),
    Index("ix_topic_draft_user", "user"),
)
"""What someone typed for a filter and has not saved: one a person and server, so that nothing typed is lost."""

entry_facts = Table(
    "entry_facts",
    metadata,
    Column("entry", RowId, ForeignKey("feed_entry.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("events", Text, nullable=False, doc="JSON: tuple of EventFacts"),
    Column("text", PlainText, nullable=False, doc="The beginning of what was read, in which words are looked for"),
)
"""What a reading of an entry told, also where no server wanted it: what a dry run of another filter needs."""
