"""The first schema."""

import sqlalchemy as sa
from alembic import op

from data.fulltext import create_index, prepare_search

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the whole schema."""
    op.create_table(
        "actor_name",
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild", "name", name=op.f("pk_actor_name")),
    )
    op.create_table(
        "article",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("canonical_url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("sentence_count", sa.Integer(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
        sa.UniqueConstraint("guild", "fingerprint", name=op.f("uq_article_guild_fingerprint")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_guild_added_at", "article", ["guild", "added_at"], unique=False)
    op.create_index("ix_article_guild_canonical_url", "article", ["guild", "canonical_url"], unique=False)
    op.create_table(
        "digest_ledger",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digest_ledger")),
    )
    op.create_index("ix_digest_ledger_guild_id", "digest_ledger", ["guild", "id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("reciprocal", sa.Boolean(), nullable=False),
        sa.Column("alleged", sa.Text(), nullable=True),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("start_month", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(length=16), nullable=False),
        sa.Column("dated_by", sa.String(length=16), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("sentence_number", sa.Integer(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("salience", sa.Float(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("(start_date IS NULL) = (end_date IS NULL)", name=op.f("ck_event_dated_whole")),
        sa.CheckConstraint("start_date <= end_date", name=op.f("ck_event_dates_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_event_guild_start_date", "event", ["guild", "start_date"], unique=False)
    op.create_table(
        "guild_settings",
        sa.Column("guild", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("pair_first", sa.String(length=3), nullable=False),
        sa.Column("pair_second", sa.String(length=3), nullable=False),
        sa.Column("digest_channel", sa.BigInteger(), nullable=True),
        sa.Column("cadence", sa.String(length=8), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("month_day", sa.Integer(), nullable=False),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        sa.Column("pause_reason", sa.Text(), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("month_day BETWEEN 1 AND 28", name=op.f("ck_guild_settings_month_day")),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_guild_settings_weekday")),
        sa.PrimaryKeyConstraint("guild", name=op.f("pk_guild_settings")),
    )
    op.create_index("ix_guild_settings_next_due_at", "guild_settings", ["next_due_at"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_attempt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("owner", sa.String(length=64), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("guild", "kind", "period", "part", name=op.f("uq_outbox_guild_kind_period_part")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["not_before", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_table(
        "quiz_session",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("host", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("round_no", sa.Integer(), nullable=False),
        sa.Column("pause_reason", sa.Text(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quiz_session")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_quiz_session_channel_unfinished",
        "quiz_session",
        ["channel"],
        unique=True,
        sqlite_where=sa.text("state IN ('question', 'reveal', 'paused')"),
        postgresql_where=sa.text("state IN ('question', 'reveal', 'paused')"),
    )
    op.create_index("ix_quiz_session_guild", "quiz_session", ["guild"], unique=False)
    op.create_table(
        "settings_change",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.BigInteger(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("setting", sa.String(length=32), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settings_change")),
    )
    op.create_index("ix_settings_change_guild_id", "settings_change", ["guild", "id"], unique=False)
    op.create_table(
        "event_pair",
        sa.Column("pair", sa.String(length=7), nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("event", ROW_ID, nullable=False),
        sa.Column("type", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("start_month", sa.Integer(), nullable=True),
        sa.Column("precision", sa.String(length=16), nullable=False),
        sa.Column("salience", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_pair_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pair", "guild", "event", name=op.f("pk_event_pair")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_pair_event", "event_pair", ["event"], unique=False)
    op.create_index(
        "ix_event_pair_pair_guild_start_date_salience",
        "event_pair",
        ["pair", "guild", "start_date", "salience"],
        unique=False,
    )
    op.create_table(
        "event_party",
        sa.Column("event", ROW_ID, nullable=False),
        sa.Column("role", sa.String(length=6), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=3), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("office", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_party_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", "role", "position", name=op.f("pk_event_party")),
    )
    op.create_index("ix_event_party_country_event", "event_party", ["country", "event"], unique=False)
    op.create_index("ix_event_party_folded_event", "event_party", ["folded", "event"], unique=False)
    op.create_table(
        "mistake_report",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("guild", sa.BigInteger(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(length=16), nullable=False),
        sa.Column("article", ROW_ID, nullable=True),
        sa.Column("event", ROW_ID, nullable=True),
        sa.Column("quiz", ROW_ID, nullable=True),
        sa.Column("round_number", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_mistake_report_article_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["event"], ["event.id"], name=op.f("fk_mistake_report_event_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["quiz"], ["quiz_session.id"], name=op.f("fk_mistake_report_quiz_quiz_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mistake_report")),
    )
    op.create_index("ix_mistake_report_guild_state", "mistake_report", ["guild", "state"], unique=False)
    op.create_index("ix_mistake_report_user", "mistake_report", ["user"], unique=False)
    op.create_table(
        "quiz_round",
        sa.Column("quiz", ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deadline_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_void", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz"], ["quiz_session.id"], name=op.f("fk_quiz_round_quiz_quiz_session"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("quiz", "number", name=op.f("pk_quiz_round")),
    )
    op.create_table(
        "sentence",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("article", ROW_ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_sentence_article_article"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sentence")),
        sa.UniqueConstraint("article", "number", name=op.f("uq_sentence_article_number")),
    )
    op.create_table(
        "event_report",
        sa.Column("article", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", ROW_ID, nullable=False),
        sa.Column("sentence_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "sentence_number"],
            ["sentence.article", "sentence.number"],
            name="fk_event_report_article_sentence_number_sentence",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_event_report_article_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_report_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_event_report")),
    )
    op.create_index("ix_event_report_event", "event_report", ["event"], unique=False)
    op.create_table(
        "quiz_answer",
        sa.Column("quiz", ROW_ID, nullable=False),
        sa.Column("round_number", sa.Integer(), nullable=False),
        sa.Column("user", sa.BigInteger(), nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["quiz", "round_number"],
            ["quiz_round.quiz", "quiz_round.number"],
            name="fk_quiz_answer_quiz_quiz_round",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("quiz", "round_number", "user", name=op.f("pk_quiz_answer")),
    )
    op.create_index("ix_quiz_answer_user", "quiz_answer", ["user"], unique=False)

    dialect = op.get_context().dialect.name
    for statement in prepare_search(dialect):
        op.execute(statement)
    for table, columns in (("article", ("title", "source")), ("sentence", ("text",)), ("event", ("headline",))):
        for statement in create_index(dialect, table, columns):
            op.execute(statement)


def downgrade() -> None:
    """Refuse: a store only moves on."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
