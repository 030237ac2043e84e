"""What editors decided about events, the reports by which those are known again, and the questions it took away."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text

from data.schema.base import PlainText, RowId, Snowflake, UtcDateTime, metadata

event_decision = Table(
    "event_decision",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("guild", Snowflake, nullable=False, doc="Whose editor took it; it holds there only"),
    # No foreign key: a decision outlives the row of its event, which is made anew of the event's reports.
    Column("event", RowId, nullable=False, doc="The number that its event has now"),
    Column("other", RowId, doc="The number that a merge took away or a split gave"),
    Column("kind", String(16), nullable=False),
    Column("state", String(8), nullable=False),
    Column("decided_by", Snowflake, info={"user": True}),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("reason", PlainText, nullable=False),
    Column("version", BigInteger, nullable=False, doc="Of the event as the editor saw it"),
    Column("edit", Text, doc="An EventEdit, as data.codec writes it"),
    Column("facts_before", Text, nullable=False, doc="EventFacts, as data.codec writes them"),
    Column("facts_after", Text, nullable=False),
    Column("settled", Text, nullable=False, doc="Keys of the doubts that the editor knew, as JSON"),
    Column("undone_by", Snowflake, info={"user": True}),
    Column("undone_at", UtcDateTime),
    Index("ix_event_decision_guild_kind_state", "guild", "kind", "state"),
    Index("ix_event_decision_guild_event", "guild", "event"),
    sqlite_autoincrement=True,
)

event_decision_report = Table(
    "event_decision_report",
    metadata,
    Column("decision", RowId, ForeignKey("event_decision.id", ondelete="CASCADE"), nullable=False),
    Column("side", String(5), nullable=False, doc='"own": of the event; "other": merged with it, or split off'),
    Column("place", Integer, nullable=False, doc="0-based, in order of rank when it was decided"),
    Column("article", RowId, ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, doc="Of the report in the article; empty while no reading of it tells it"),
    Column("mark", Text, nullable=False, doc="A data.marks.ReportMark, by which another reading's report is known"),
    PrimaryKeyConstraint("decision", "side", "place"),
    Index("ix_event_decision_report_article", "article"),
)
"""Which reports a decision is about: events come and go with their reports, so these are what it holds on to."""

quiz_item_decision = Table(
    "quiz_item_decision",
    metadata,
    Column("item", RowId, ForeignKey("quiz_item.id", ondelete="CASCADE"), nullable=False),
    Column("decision", RowId, ForeignKey("event_decision.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("item", "decision"),
    Index("ix_quiz_item_decision_decision", "decision"),
)
"""Which questions a decision took out of the scores, so that its undoing can bring them back."""
