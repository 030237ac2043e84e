"""Mistakes that users report: what they meant, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import ArticleId, EventId, GuildId, QuizId, UserId
from data.event_rows import current_number
from data.schema import mistake_report
from data.schema.base import AnyRow


class ReportState(StrEnum):
    """What became of a report."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class ReportSubject(StrEnum):
    """What a report is about."""

    SUMMARY = "summary"
    EVENT = "event"
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """A mistake that a user reports.

    Attributes:
        subject: What it is about.
        article: For a summary, its article; else None.
        event: For an event, itself; else None.
        quiz, round_number: For a question, where it was asked; else None.
        comment: The user's own words, "" for none.
        reported_at: Aware UTC.
    """

    guild: GuildId
    user: UserId
    subject: ReportSubject
    article: ArticleId | None = None
    event: EventId | None = None
    quiz: QuizId | None = None
    round_number: int | None = None
    comment: str
    reported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report with its row's id and what became of it."""

    id: int
    report: NewReport
    state: ReportState


async def add_report(conn: AsyncConnection, report: NewReport) -> int:
    """Add a report, open; return its id.

    Raises:
        NotFoundError: What it is about is not in the store any more.
    """
    statement = insert(mistake_report).values(
        guild=report.guild,
        user=report.user,
        subject=report.subject.value,
        article=report.article,
        event=None if report.event is None else await current_number(conn, report.event),
        quiz=report.quiz,
        round_number=report.round_number,
        comment=report.comment,
        reported_at=report.reported_at,
        state=ReportState.OPEN.value,
    )
    try:
        result = await conn.execute(statement)
    except IntegrityError as fault:
        raise NotFoundError(f"no subject for a report on a {report.subject}") from fault
    (report_id,) = result.inserted_primary_key or (None,)
    assert report_id is not None
    return int(report_id)


async def open_reports(conn: AsyncConnection, guild: GuildId, *, limit: int = 25) -> tuple[StoredReport, ...]:
    """Return a server's open reports, oldest first, may be empty."""
    found = await conn.execute(
        select(mistake_report)
        .where(mistake_report.c.guild == guild, mistake_report.c.state == ReportState.OPEN.value)
        .order_by(mistake_report.c.id)
        .limit(limit)
    )
    return tuple(map(_report, found))


async def settle_report(conn: AsyncConnection, report_id: int, *, guild: GuildId, state: ReportState) -> None:
    """Say what became of a server's report.

    Raises:
        NotFoundError: The server has no report of this id.
    """
    result = await conn.execute(
        update(mistake_report)
        .where(mistake_report.c.id == report_id, mistake_report.c.guild == guild)
        .values(state=state.value)
    )
    if result.rowcount == 0:
        raise NotFoundError(f"no report {report_id} of server {guild}")


def _report(row: AnyRow) -> StoredReport:
    return StoredReport(
        id=row.id,
        report=NewReport(
            guild=GuildId(row.guild),
            user=UserId(row.user),
            subject=ReportSubject(row.subject),
            article=None if row.article is None else ArticleId(row.article),
            event=None if row.event is None else EventId(row.event),
            quiz=None if row.quiz is None else QuizId(row.quiz),
            round_number=row.round_number,
            comment=row.comment,
            reported_at=row.reported_at,
        ),
        state=ReportState(row.state),
    )
