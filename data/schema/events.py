"""Events, the parties to them, the pairs of countries they join, the sentences that report them, and what changed."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
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
)

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

event = Table(
    "event",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False, doc="Whose articles tell it; 0 where one is the starter pack's"),
    Column("type", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("mode", String(16), doc="See bot.model.plover.Mode; empty where no report tells one"),
    Column("status", String(16), nullable=False),
    Column("reciprocal", Boolean, nullable=False),
    Column("alleged", PlainText),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("start_month", Integer, doc="year * 12 + month - 1 of start_date: what the timeline groups by"),
    Column("precision", String(16), nullable=False),
    Column("dated_by", String(16), nullable=False),
    Column("place", PlainText),
    Column("context", JSON, nullable=False, doc="PLOVER contexts, in order"),
    Column("headline", PlainText, nullable=False),
    Column("sentence_number", Integer, nullable=False, doc="In the article whose telling it repeats"),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("salience", Float, nullable=False),
    Column("statement", Text, doc="A Statement, as data.codec writes it; empty where none was made"),
    Column("edited", String(64), doc="What editors set, as the values of EditedField; empty for none"),
    Column("withdrawn_at", UtcDateTime),
    Column("withdrawn_reason", PlainText),
    CheckConstraint("(start_date IS NULL) = (end_date IS NULL)", name="dated_whole"),
    CheckConstraint("start_date <= end_date", name="dates_in_order"),
    Index("ix_event_guild_start_date", "guild", "start_date"),
    sqlite_autoincrement=True,
)

event_pair = Table(
    "event_pair",
    metadata,
    Column("pair", String(7), nullable=False, doc="Dyad.key: both codes, sorted"),
    Column("guild", Snowflake, nullable=False),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("type", String(16), nullable=False),
    Column("act", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("start_month", Integer),
    Column("precision", String(16), nullable=False),
    Column("salience", Float, nullable=False),
    PrimaryKeyConstraint("pair", "guild", "event"),
    Index("ix_event_pair_pair_guild_start_date_salience", "pair", "guild", "start_date", "salience"),
    Index("ix_event_pair_event", "event"),
    sqlite_with_rowid=False,
)
"""An event once for each pair of countries that it joins, with all that a timeline filters, counts and sorts by.

These columns repeat the event's, and are written with them; so a pair's rows lie together in one tree and its page, its
counts and its span are read without a look at any other table (docs/adr/0007).
"""

event_party = Table(
    "event_party",
    metadata,
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("role", String(6), nullable=False, doc='"source" or "target"'),
    Column("position", Integer, nullable=False, doc="0-based, the reading's order"),
    Column("actor", Integer, nullable=False, doc="The actor's id in the article that names it so"),
    Column("name", PlainText, nullable=False),
    Column("folded", PlainText, nullable=False, doc="The name, case-folded, for search"),
    Column("country", String(3)),
    Column("kind", String(16), nullable=False),
    Column("office", PlainText),
    PrimaryKeyConstraint("event", "role", "position"),
    Index("ix_event_party_country_event", "country", "event"),
    Index("ix_event_party_folded_event", "folded", "event"),
)

actor_name = Table(
    "actor_name",
    metadata,
    Column("guild", Snowflake, nullable=False),
    Column("name", PlainText, nullable=False),
    Column("folded", PlainText, nullable=False),
    Column("uses", Integer, nullable=False, doc="How many events name it"),
    PrimaryKeyConstraint("guild", "name"),
)
"""Every name that a party goes by, once a server: what the autocomplete looks through at each key."""

event_report = Table(
    "event_report",
    metadata,
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False, doc="0-based index in the article's Reading.events"),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("sentence_number", Integer, nullable=False),
    Column("act", String(16), nullable=False, doc="This and what follows: as the article tells it"),
    Column("status", String(16), nullable=False),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("precision", String(16), nullable=False),
    Column("dated_by", String(16), nullable=False),
    Column("sides", PlainText, nullable=False, doc="See data.telling.side_keys"),
    Column("words", String(16), doc="See data.telling.words_key; empty where the date is fine enough"),
    Column("telling", Text, nullable=False, doc="A data.telling.Telling, as data.codec writes it"),
    Column("recorded_at", UtcDateTime, doc="When a newer version of its article told it first; empty: its first did"),
    PrimaryKeyConstraint("article", "position"),
    ForeignKeyConstraint(
        ["article", "sentence_number"],
        ["sentence.article", "sentence.number"],
        name="fk_event_report_article_sentence_number_sentence",
        ondelete="CASCADE",
    ),
    Index("ix_event_report_event", "event"),
    Index("ix_event_report_act_status_start_date", "act", "status", "start_date"),
    Index("ix_event_report_words", "words"),
    Index("ix_event_report_recorded_at", "recorded_at"),
)
"""An event as one article tells it. An event's own row is made of its reports, and made again when one comes in."""

event_moved = Table(
    "event_moved",
    metadata,
    Column("id", RowId, primary_key=True, autoincrement=False, doc="Of an event that is no more"),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False, doc="What it became part of"),
    Column("joined", RowId, doc="The number that it became part of at first, which may lead to `event` as it does"),
    Index("ix_event_moved_event", "event"),
)
"""Where the number of an event leads that turned out to be another one: numbers that people have seen stay good."""

event_change = Table(
    "event_change",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("event", RowId, ForeignKey("event.id", ondelete="CASCADE"), nullable=False),
    Column("guild", Snowflake, nullable=False, doc="The server for which it changed; 0 where it did for all"),
    Column("changed_at", UtcDateTime, nullable=False),
    Index("ix_event_change_event", "event"),
    # A row is taken away by its id, so no id may come twice.
    sqlite_autoincrement=True,
)
"""Events that came in or changed and that nobody has looked at since: a queue, empty most of the time."""
