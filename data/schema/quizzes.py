"""The bank of questions, quiz sessions, their rounds and answers, and what is kept of each player."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

UNFINISHED_IN_CHANNEL = text("state IN ('question', 'reveal', 'paused') AND mode IN ('together', 'race')")
"""A channel has one such game at a time; games of one player don't hold it."""
STILL_OPEN = text("closed_at IS NULL")
DAILY_OF_A_PLAYER = text("mode = 'daily' AND host <> 0")

quiz_item = Table(
    "quiz_item",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False, doc="Where it was asked"),
    Column("fingerprint", String(64), nullable=False, doc="Of kind, stem, options without their order, and key"),
    Column("kind", String(16), nullable=False),
    Column("fact", PlainText, nullable=False, doc="Question.fact: what a player learns or forgets"),
    Column("record", Text, nullable=False, doc="A SourcedQuestion, as data.codec writes it"),
    Column("version", Integer, nullable=False, doc="Of the rules that made it"),
    Column("seed", BigInteger, nullable=False),
    Column("difficulty", Float, nullable=False, doc="Elo, in logits; 0 is an even match for a new player"),
    Column("answered", Integer, nullable=False, doc="First answers of players, which the difficulty has learned from"),
    Column("right", Integer, nullable=False, doc="How many of these were right"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("hidden_at", UtcDateTime, doc="Not asked any more until an admin decides"),
    Column("hidden_reason", PlainText),
    Column("checked_at", UtcDateTime, doc="An admin let it be asked again: only new reports hide it any more"),
    Column("withdrawn_at", UtcDateTime, doc="One of its events was withdrawn: counts in no score"),
    UniqueConstraint("guild", "fingerprint"),
    Index("ix_quiz_item_guild_fact", "guild", "fact"),
    sqlite_autoincrement=True,
)

quiz_item_event = Table(
    "quiz_item_event",
    metadata,
    Column("item", RowId, ForeignKey("quiz_item.id", ondelete="CASCADE"), nullable=False),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("item", "event"),
    Index("ix_quiz_item_event_event", "event"),
)

quiz_item_choice = Table(
    "quiz_item_choice",
    metadata,
    Column("item", RowId, ForeignKey("quiz_item.id", ondelete="CASCADE"), nullable=False),
    Column("choice", Integer, nullable=False, doc="In the order of the item's own record"),
    Column("chosen", Integer, nullable=False, doc="First answers of players"),
    PrimaryKeyConstraint("item", "choice"),
)

quiz_daily = Table(
    "quiz_daily",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("day", Date, nullable=False, doc="The server's own date"),
    Column("seed", BigInteger, nullable=False),
    Column("questions", Text, nullable=False, doc="The same for all, as data.codec writes them"),
    Column("created_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("guild", "day"),
)

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
    Column("mode", String(16), nullable=False, server_default="together"),
    Column("pace", String(8), nullable=False, server_default="normal"),
    Column("topic", Text, doc="A QuizTopic, as data.codec writes it; empty for one stored before topics were"),
    Column("day", Date, doc="Of a daily quiz, the server's own date"),
    Column("wanted", Integer, doc="Rounds that were asked for; there may be fewer questions"),
    Column("ends_after", Integer, doc="The round after which it ends by a Stop; empty: after its last question"),
    Column("notice", Snowflake, doc="The message of its pause or its end; empty before it is sent, 0 if it can't be"),
    Index("ix_quiz_session_guild_mode_day", "guild", "mode", "day"),
    Index(
        "ix_quiz_session_channel_unfinished",
        "channel",
        unique=True,
        sqlite_where=UNFINISHED_IN_CHANNEL,
        postgresql_where=UNFINISHED_IN_CHANNEL,
    ),
    Index(
        "ix_quiz_session_daily_of_a_player",
        "guild",
        "day",
        "host",
        unique=True,
        sqlite_where=DAILY_OF_A_PLAYER,
        postgresql_where=DAILY_OF_A_PLAYER,
    ),
    Index("ix_quiz_session_host", "host"),
    sqlite_autoincrement=True,
)

quiz_plan = Table(
    "quiz_plan",
    metadata,
    Column("quiz", RowId, ForeignKey("quiz_session.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False),
    Column("day", Date, nullable=False, doc="The server's own date of its due moment"),
    Column("cadence", String(8), nullable=False, doc="Of the plan when it started"),
    Column("closes_at", UtcDateTime, nullable=False, doc="Until when answers are taken"),
    Column("closed_at", UtcDateTime, doc="When its answers were told, or given up; empty before"),
    Column("announcement", RowId, nullable=False, doc="The outbox row that announces it"),
    PrimaryKeyConstraint("quiz"),
    UniqueConstraint("guild", "day"),
    Index("ix_quiz_plan_open", "closes_at", sqlite_where=STILL_OPEN, postgresql_where=STILL_OPEN),
)
"""The quizzes that started by a server's plan: one a date, whoever looks."""

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
    Column("players", Integer, doc="How many had answered when it was closed; stays when one of them is forgotten"),
    Column("item", RowId, doc="The quiz_item that was asked; SQLite adds no foreign key to a table that has rows"),
    PrimaryKeyConstraint("quiz", "number"),
    Index("ix_quiz_round_item", "item"),
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
    Column("points", Integer, doc="What it brought, once its round was closed; empty before, and in a void round"),
    Column("is_right", Boolean, doc="Wholly right; empty as long as points is"),
    PrimaryKeyConstraint("quiz", "round_number", "user"),
    ForeignKeyConstraint(
        ["quiz", "round_number"],
        ["quiz_round.quiz", "quiz_round.number"],
        name="fk_quiz_answer_quiz_quiz_round",
        ondelete="CASCADE",
    ),
    Index("ix_quiz_answer_user", "user"),
)

quiz_player = Table(
    "quiz_player",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info={"user": True}),
    Column("ability", Float, nullable=False, doc="Elo, in logits"),
    Column("answered", Integer, nullable=False, doc="Answers that the ability has learned from"),
    Column("is_listed", Boolean, nullable=False, doc="Whether boards may name the player"),
    PrimaryKeyConstraint("guild", "user"),
)

quiz_memory = Table(
    "quiz_memory",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("user", Snowflake, nullable=False, info={"user": True}),
    Column("fact", PlainText, nullable=False, doc="Question.fact"),
    Column("item", RowId, ForeignKey("quiz_item.id", ondelete="CASCADE"), nullable=False, doc="Last asked so"),
    Column("card", Text, nullable=False, doc="An FSRS card, as fsrs writes it"),
    Column("due_at", UtcDateTime, nullable=False),
    Column("is_missed", Boolean, nullable=False, doc="Whether the last answer was wrong"),
    PrimaryKeyConstraint("guild", "user", "fact"),
    Index("ix_quiz_memory_guild_user_due_at", "guild", "user", "due_at"),
)
"""What each player remembers of each fact, for the review."""
