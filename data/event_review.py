"""What the event desk looks through: a server's weightiest events that stand, and what members reported of them."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import EventId, GuildId
from data.on_desk import OnDesk, all_on_desk
from data.reports import ReportState, ReportSubject
from data.schema import event, mistake_report
from data.visibility import standing, visible_to

MOST = 300
"""Events that one look goes through: those below weigh too little to come up soon."""


async def candidates(conn: AsyncConnection, guild: GuildId, *, limit: int = MOST) -> tuple[OnDesk, ...]:
    """Return the most salient events that a server sees and that are not withdrawn, reported ones among them.

    Args:
        conn: Any connection.
        guild: The server.
        limit: How many of the most salient; those that members reported come besides.
    """
    seen = select(event.c.id).where(
        event.c.guild.in_(visible_to(guild)), event.c.withdrawn_at.is_(None), standing(event.c.id, guild)
    )
    weighty = list(await conn.scalars(seen.order_by(event.c.salience.desc(), event.c.id.desc()).limit(limit)))
    reported = list(await conn.scalars(seen.where(event.c.id.in_(await open_mistakes(conn, guild)))))
    found = await all_on_desk(conn, [EventId(one) for one in dict.fromkeys([*weighty, *reported])], guild)
    return tuple(one for one in found if one.known)


async def open_mistakes(conn: AsyncConnection, guild: GuildId) -> Mapping[EventId, frozenset[int]]:
    """Return the open reports of a server's members that an event is wrong, by event."""
    rows = await conn.execute(
        select(mistake_report.c.event, mistake_report.c.id).where(
            mistake_report.c.guild == guild,
            mistake_report.c.state == ReportState.OPEN.value,
            mistake_report.c.subject == ReportSubject.EVENT.value,
            mistake_report.c.event.is_not(None),
        )
    )
    found: dict[EventId, frozenset[int]] = defaultdict(frozenset)
    for number, report in rows:
        found[EventId(number)] |= {report}
    return found


async def mistakes_of(conn: AsyncConnection, number: EventId, guild: GuildId) -> tuple[str, ...]:
    """Return in their own words what members reported of an event and nobody settled, oldest first."""
    return tuple(
        await conn.scalars(
            select(mistake_report.c.comment)
            .where(
                mistake_report.c.guild == guild,
                mistake_report.c.event == number,
                mistake_report.c.state == ReportState.OPEN.value,
            )
            .order_by(mistake_report.c.id)
        )
    )


async def settle_mistakes(conn: AsyncConnection, number: EventId, guild: GuildId, state: ReportState) -> None:
    """Say what became of the open reports of a server's members on an event."""
    await conn.execute(
        update(mistake_report)
        .where(
            mistake_report.c.guild == guild,
            mistake_report.c.event == number,
            mistake_report.c.state == ReportState.OPEN.value,
        )
        .values(state=state.value)
    )
