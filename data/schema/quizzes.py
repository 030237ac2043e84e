"""Quiz sessions, their rounds and the players' answers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

UNFINISHED = text("state IN ('question', 'reveal', 'paused')")

quiz_session = Table(
    "quiz_session",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False),
    Column("channel", Snowflake, nullable=False),
    Column("host", Snowflake, nullable=False, info={"user": True}),
    Column("title", PlainText, nullable=False),
    Column("state", String(16), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("questions", Text, nullable=False, doc="All questions with their sources, as data.codec writes them"),
    Column("round_no", Integer, nullable=False),
    Column("pause_reason", PlainText),
    Column("created_at", UtcDateTime, nullable=False),
    Index("ix_quiz_session_guild", "guild"),
    Index(
        "ix_quiz_session_channel_unfinished",
        "channel",
        unique=True,
        sqlite_where=UNFINISHED,
        postgresql_where=UNFINISHED,
    ),
    sqlite_autoincrement=True,
)

quiz_round = Table(
    "quiz_round",
    metadata,
    Column("quiz", RowId, ForeignKey("quiz_session.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("message", Snowflake),
    Column("opened_at", UtcDateTime, nullable=False),
    Column("deadline_at", UtcDateTime, nullable=False),
    Column("closed_at", UtcDateTime),
    Column("is_void", Boolean, nullable=False),
    PrimaryKeyConstraint("quiz", "number"),
)

quiz_answer = Table(
    "quiz_answer",
    metadata,
    Column("quiz", RowId, nullable=False),
    Column("round_number", Integer, nullable=False),
    Column("user", Snowflake, nullable=False, info={"user": True}),
    Column("choice", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("changes", Integer, nullable=False),
    PrimaryKeyConstraint("quiz", "round_number", "user"),
    ForeignKeyConstraint(
        ["quiz", "round_number"],
        ["quiz_round.quiz", "quiz_round.number"],
        name="fk_quiz_answer_quiz_quiz_round",
        ondelete="CASCADE",
    ),
    Index("ix_quiz_answer_user", "user"),
)
