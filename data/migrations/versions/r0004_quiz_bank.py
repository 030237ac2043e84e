"""Quizzes have a mode and a topic, questions a bank, players a memory, events a statement; old rows keep all."""

import sqlalchemy as sa
from alembic import op

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_IN_CHANNEL = "state IN ('question', 'reveal', 'paused') AND mode IN ('together', 'race')"
_DAILY = "mode = 'daily' AND host <> 0"


def upgrade() -> None:
    """Add columns, which both databases do without a look at the rows, then tables and indexes."""
    _add_bank()
    _add_players()
    for column in (
        sa.Column("mode", sa.String(16), nullable=False, server_default="together"),
        sa.Column("pace", sa.String(8), nullable=False, server_default="normal"),
        sa.Column("topic", sa.Text()),
        sa.Column("day", sa.Date()),
        sa.Column("wanted", sa.Integer()),
        sa.Column("ends_after", sa.Integer()),
        sa.Column("notice", Snowflake),
    ):
        op.add_column("quiz_session", column)
    # What ended or paused before was shown by the version that did it, and is not shown again.
    op.execute("UPDATE quiz_session SET notice = 0 WHERE state NOT IN ('question', 'reveal')")
    op.add_column("event", sa.Column("statement", sa.Text()))
    op.add_column("quiz_answer", sa.Column("points", sa.Integer()))
    op.add_column("quiz_answer", sa.Column("is_right", sa.Boolean()))
    op.add_column("quiz_round", sa.Column("players", sa.Integer()))
    op.add_column("quiz_round", sa.Column("item", RowId))
    op.create_index("ix_quiz_round_item", "quiz_round", ["item"])
    _renew_indexes()


def _add_bank() -> None:
    op.create_table(
        "quiz_item",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("fact", PlainText, nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("difficulty", sa.Float(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("hidden_at", UtcDateTime),
        sa.Column("hidden_reason", PlainText),
        sa.Column("checked_at", UtcDateTime),
        sa.Column("withdrawn_at", UtcDateTime),
        sa.PrimaryKeyConstraint("id", name="pk_quiz_item"),
        sa.UniqueConstraint("guild", "fingerprint", name="uq_quiz_item_guild_fingerprint"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_quiz_item_guild_fact", "quiz_item", ["guild", "fact"])
    op.create_table(
        "quiz_item_event",
        sa.Column("item", RowId, nullable=False),
        sa.Column("event", RowId, nullable=False),
        sa.PrimaryKeyConstraint("item", "event", name="pk_quiz_item_event"),
        sa.ForeignKeyConstraint(
            ["item"], ["quiz_item.id"], name="fk_quiz_item_event_item_quiz_item", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name="fk_quiz_item_event_event_event", ondelete="CASCADE"),
    )
    op.create_index("ix_quiz_item_event_event", "quiz_item_event", ["event"])
    op.create_table(
        "quiz_item_choice",
        sa.Column("item", RowId, nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("chosen", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("item", "choice", name="pk_quiz_item_choice"),
        sa.ForeignKeyConstraint(
            ["item"], ["quiz_item.id"], name="fk_quiz_item_choice_item_quiz_item", ondelete="CASCADE"
        ),
    )


def _add_players() -> None:
    op.create_table(
        "quiz_daily",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("guild", "day", name="pk_quiz_daily"),
    )
    op.create_table(
        "quiz_player",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("user", Snowflake, nullable=False),
        sa.Column("name", PlainText),
        sa.Column("ability", sa.Float(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "user", name="pk_quiz_player"),
    )
    op.create_table(
        "quiz_memory",
        sa.Column("guild", Snowflake, nullable=False),
        sa.Column("user", Snowflake, nullable=False),
        sa.Column("fact", PlainText, nullable=False),
        sa.Column("item", RowId, nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("is_missed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "user", "fact", name="pk_quiz_memory"),
        sa.ForeignKeyConstraint(["item"], ["quiz_item.id"], name="fk_quiz_memory_item_quiz_item", ondelete="CASCADE"),
    )
    op.create_index("ix_quiz_memory_guild_user_due_at", "quiz_memory", ["guild", "user", "due_at"])


def _renew_indexes() -> None:
    op.drop_index("ix_quiz_session_channel_unfinished", "quiz_session")
    op.drop_index("ix_quiz_session_guild", "quiz_session")
    op.create_index("ix_quiz_session_guild_mode_day", "quiz_session", ["guild", "mode", "day"])
    op.create_index("ix_quiz_session_host", "quiz_session", ["host"])
    for index, columns, where in (
        ("ix_quiz_session_channel_unfinished", ["channel"], _IN_CHANNEL),
        ("ix_quiz_session_daily_of_a_player", ["guild", "day", "host"], _DAILY),
    ):
        op.create_index(
            index,
            "quiz_session",
            columns,
            unique=True,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
