"""Reports keep what their article tells, so that events can be made of them in any order."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STOP_WORDS = frozenset(
    "a an and at by for from in into its of on or over s the their to with".split()  # noqa: SIM905 (a list of words)
)


def upgrade() -> None:
    """Build `event_report` anew, which has neither children nor triggers, with its tellings out of the readings."""
    op.create_table(
        "event_moved",
        sa.Column("id", ROW_ID, autoincrement=False, nullable=False),
        sa.Column("event", ROW_ID, nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_moved_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_moved")),
    )
    op.create_index("ix_event_moved_event", "event_moved", ["event"], unique=False)
    op.execute("CREATE TABLE event_report_old AS SELECT article, position, event, sentence_number FROM event_report")
    op.drop_table("event_report")
    _create_report()
    _fill()
    op.drop_table("event_report_old")


def _create_report() -> None:
    op.create_table(
        "event_report",
        sa.Column("article", ROW_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("event", ROW_ID, nullable=False),
        sa.Column("sentence_number", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("precision", sa.String(length=16), nullable=False),
        sa.Column("dated_by", sa.String(length=16), nullable=False),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("words", sa.String(length=16), nullable=True),
        sa.Column("telling", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article", "sentence_number"],
            ["sentence.article", "sentence.number"],
            name=op.f("fk_event_report_article_sentence_number_sentence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["article"], ["article.id"], name=op.f("fk_event_report_article_article"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event"], ["event.id"], name=op.f("fk_event_report_event_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article", "position", name=op.f("pk_event_report")),
    )
    op.create_index("ix_event_report_event", "event_report", ["event"], unique=False)
    op.create_index(
        "ix_event_report_act_status_start_date", "event_report", ["act", "status", "start_date"], unique=False
    )
    op.create_index("ix_event_report_words", "event_report", ["words"], unique=False)


def _fill() -> None:
    """Copy each article's reports with what its reading tells."""
    connection = op.get_bind()
    report = sa.table(
        "event_report",
        *(sa.column(name) for name in ("article", "position", "event", "sentence_number", "act", "status")),
        sa.column("start_date", sa.Date()),
        sa.column("end_date", sa.Date()),
        *(sa.column(name) for name in ("precision", "dated_by", "sides", "words", "telling")),
    )
    old = sa.table("event_report_old", *map(sa.column, ("article", "position", "event", "sentence_number")))
    article = sa.table("article", sa.column("id"), sa.column("reading"))
    found = connection.execute(sa.select(old).order_by(old.c.article, old.c.position)).mappings().all()
    for number, rows in groupby(found, key=lambda row: row["article"]):
        reading = json.loads(connection.scalar(sa.select(article.c.reading).where(article.c.id == number)) or "")
        connection.execute(sa.insert(report), [{**row, **_columns(reading, row["position"])} for row in rows])


def _columns(reading: dict[str, Any], position: int) -> dict[str, Any]:
    """Return what a report's row has of its article's reading."""
    event = reading["events"][position]
    sides = {role: [_named(reading, party) for party in event[role]] for role in ("source", "target")}
    dates = event["when"]["range"]
    start, end = (date.fromisoformat(dates[one]) if dates else None for one in ("start", "end"))
    is_vague = start is None or end is None or end - start >= timedelta(days=31)
    keys = sorted({key for party in (*sides["source"], *sides["target"]) for key in _keys(party)})
    words = " ".join(sorted(_words(event["headline"])))
    return {
        "act": event["act"],
        "status": event["status"],
        "start_date": start,
        "end_date": end,
        "precision": event["when"]["precision"],
        "dated_by": event["when"]["dated_by"],
        "sides": "|" + "".join(f"{key}|" for key in keys),
        "words": hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16] if is_vague else None,
        "telling": json.dumps({"event": event, **sides}, separators=(",", ":")),
    }


def _named(reading: dict[str, Any], party: dict[str, Any]) -> dict[str, Any]:
    actor = reading["actors"][party["actor"]]
    return {"name": actor["name"], "kind": actor["kind"], "country": party["country"], "office": actor["office"]}


def _keys(party: dict[str, Any]) -> Iterator[str]:
    if party["country"] is not None:
        yield party["country"]
    if party["kind"] != "country" or party["country"] is None:
        yield from _words(party["name"])


def _words(text: str) -> frozenset[str]:
    cleaned = "".join(c if c.isalnum() else " " for c in text.casefold())
    return frozenset(cleaned.split()) - STOP_WORDS


def downgrade() -> None:
    """Refuse."""
    raise NotImplementedError("a store is never taken back: restore the backup made before")
