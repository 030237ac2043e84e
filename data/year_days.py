"""What happened on a day of the year, in the years before a given one.

The dates are asked for one by one, for one pair and owner at a time, so that each is a look-up in the index of these
three: for a condition on the parts of a date, and for lists of dates, SQLite reads all events of the pair.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnClause, Date, Select, String, column, func, select, true, union_all, values
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.dates import Precision
from bot.model.ids import GuildId
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from bot.model.year_days import YearDay
from data.event_rows import load_events
from data.planning import plan_by_values
from data.schema import event, event_pair
from data.schema.base import Snowflake
from data.visibility import standing, visible_to

_SIDES: tuple[ColumnClause[Any], ...] = (column("pair", String), column("guild", Snowflake))


async def events_of_days(
    conn: AsyncConnection,
    *,
    pairs: Sequence[Dyad],
    guild: GuildId | None,
    days: Iterable[YearDay],
    before: int,
    limit: int,
    least: float = 0.0,
) -> tuple[tuple[StoredEvent, ...], int]:
    """Return what occurred on days of the year, and is dated to the day.

    Args:
        conn: Any connection.
        pairs: At least one.
        guild: Whose articles may be seen besides the starter pack's.
        days: Days of the year.
        before: The year before which they were.
        limit: Events at most.
        least: Salience that an event has at least, 0 to 1.

    Returns:
        The most salient, of equals the latest first, each once; and how many there are.
    """
    asked = await _asked(conn, pairs, guild, days, before, least)
    if asked is None:
        return (), 0
    ids = [
        row.event
        for row in await conn.execute(
            asked.order_by(event_pair.c.salience.desc(), event_pair.c.start_date.desc(), event_pair.c.event)
        )
    ]
    return await load_events(conn, ids[:limit], guild=guild), len(ids)


async def dates_of_days(
    conn: AsyncConnection, *, pairs: Sequence[Dyad], guild: GuildId | None, days: Iterable[YearDay], before: int
) -> frozenset[date]:
    """Return the dates of what occurred on days of the year, as `events_of_days` finds it."""
    asked = await _asked(conn, pairs, guild, days, before, 0.0)
    return frozenset() if asked is None else frozenset(row.start_date for row in await conn.execute(asked))


async def _asked(
    conn: AsyncConnection,
    pairs: Sequence[Dyad],
    guild: GuildId | None,
    days: Iterable[YearDay],
    before: int,
    least: float,
) -> Select[Any] | None:
    """Return the query of the events; None where there is no date that could have one."""
    first = await _first_year(conn, pairs, guild)
    dates = [] if first is None else sorted(one for day in days for one in day.dates(first, before - 1))
    if not dates:
        return None
    await plan_by_values(conn)
    sides = (
        values(*_SIDES, name="sides").data([(pair.key, owner) for pair in pairs for owner in visible_to(guild)]).cte()
    )
    asked = values(column("day", Date), name="asked").data([(one,) for one in dates]).cte()
    return (
        select(event_pair.c.event, event_pair.c.salience, event_pair.c.start_date)
        .distinct()
        .select_from(sides)
        .join(asked, true())
        .join(
            event_pair,
            (event_pair.c.pair == sides.c.pair)
            & (event_pair.c.guild == sides.c.guild)
            & (event_pair.c.start_date == asked.c.day),
        )
        .join(event, event.c.id == event_pair.c.event)
        .where(
            event_pair.c.status == Status.OCCURRED.value,
            event_pair.c.precision == Precision.DAY.value,
            event_pair.c.salience >= least,
            event.c.withdrawn_at.is_(None),
            standing(event_pair.c.event, guild),
        )
    )


async def _first_year(conn: AsyncConnection, pairs: Sequence[Dyad], guild: GuildId | None) -> int | None:
    """Return the year of the first dated event of some pairs; one look into the index for each pair and owner."""
    firsts = union_all(
        *(
            select(func.min(event_pair.c.start_date).label("day")).where(
                event_pair.c.pair == pair.key, event_pair.c.guild == owner
            )
            for pair in pairs
            for owner in visible_to(guild)
        )
    ).subquery()
    day: date | None = await conn.scalar(select(func.min(firsts.c.day)))
    return None if day is None else day.year
