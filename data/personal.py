"""What is kept about one person: counted for a card, and whole for their export. What is deleted is `data.users`'s."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, Table, case, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, UserId
from bot.model.privacy import Trace
from data.schema import outbox, quiz_answer, quiz_session
from data.users import CLEARED, DELETED, goes_to

_TRACES = {
    "quiz_answer": Trace.ANSWERS,
    "quiz_memory": Trace.MEMORIES,
    "quiz_player": Trace.RATINGS,
    "mistake_report": Trace.REPORTS,
    "article": Trace.ARTICLES,
    "guild_settings": Trace.SETTINGS,
    "settings_change": Trace.SETTINGS,
    "quiz_session": Trace.QUIZZES,
    "feed_follow": Trace.FEEDS,
    "source_change": Trace.SOURCES,
    "topic": Trace.FILTERS,
    "topic_change": Trace.FILTERS,
    "topic_draft": Trace.FILTERS,
    "hidden_outlet": Trace.OUTLETS,
    "event_decision": Trace.DECISIONS,
    "outbox": Trace.NOTICES,
}
_NARROWED: Mapping[str, tuple[str, ...]] = {
    "article": ("id", "guild", "added_by", "added_at", "title", "source", "url", "published"),
    "guild_settings": ("guild", "changed_by", "changed_at"),
    "quiz_session": ("id", "guild", "channel", "host", "title", "mode", "state", "created_at"),
    "outbox": ("id", "guild", "kind", "period", "payload", "posting", "due_at", "state", "finished_at"),
}
"""Columns of rows that are about much else than the person: an article's whole reading, a server's settings."""

Exported = dict[str, list[dict[str, object]]]


async def count_traces(
    conn: AsyncConnection, user: UserId, here: GuildId
) -> tuple[Mapping[Trace, int], Mapping[Trace, int]]:
    """Return how much is kept about a person by kind, in one server (or at their own desk), and everywhere else.

    A row that names the person twice counts once for each column.
    """
    near: Counter[Trace] = Counter()
    far: Counter[Trace] = Counter()
    for table, _, is_theirs in _holders(user):
        trace = _TRACES.get(table.name, Trace.OTHER)
        is_here = _is_of(table, here)
        inside = func.coalesce(func.sum(case((is_here, 1), else_=0)), 0)
        row = (await conn.execute(select(inside.label("inside"), func.count().label("whole")).where(is_theirs))).one()
        near[trace] += row.inside
        far[trace] += row.whole - row.inside
    return _positive(near), _positive(far)


async def export_traces(conn: AsyncConnection, user: UserId) -> Exported:
    """Return every row that names a person, by table; numbers of Discord's as text, moments in ISO 8601, UTC.

    Returns:
        Each table of `data.users`, some with no row; of rows that are about much else only what concerns the person.
    """
    found: Exported = {}
    for table, name, is_theirs in _holders(user):
        names = _NARROWED.get(table.name, tuple(table.c.keys()))
        shown = [table.c[one] for one in dict.fromkeys((*names, name))]
        rows = await conn.execute(select(*shown).where(is_theirs).order_by(*table.primary_key))
        found.setdefault(table.name, []).extend(
            {name: _plain(value) for name, value in row._mapping.items()}  # noqa: SLF001 - SQLAlchemy's own interface
            for row in rows
        )
    return found


def _holders(user: UserId) -> Iterator[tuple[Table, str, ColumnElement[bool]]]:
    """Give each table and column that may hold the person, with whether a row does."""
    for table, column in (*DELETED, *((table, column) for table, column, _ in CLEARED)):
        yield table, column.name, column == user
    yield outbox, outbox.c.posting.name, goes_to(user)


def _is_of(table: Table, guild: GuildId) -> ColumnElement[bool]:
    """Return whether a row belongs to a server; answers do by their quiz."""
    if "guild" in table.c:
        return table.c.guild == guild
    if table is quiz_answer:
        return (
            select(quiz_session.c.id)
            .where(quiz_session.c.id == quiz_answer.c.quiz, quiz_session.c.guild == guild)
            .correlate(quiz_answer)
            .exists()
        )
    return false()


def _positive(counts: Counter[Trace]) -> Mapping[Trace, int]:
    return {trace: counts[trace] for trace in Trace if counts[trace]}


def _plain(value: object) -> object:
    """Return a value as JSON has it; large numbers as text, since other programs would round them."""
    if isinstance(value, bool) or value is None or isinstance(value, float | str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**31 else str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value)
