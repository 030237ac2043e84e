"""What an export asks of the store: the numbers of all events that it is about, withdrawn ones among them."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import EventId, GuildId
from bot.model.plover import EventType
from data.schema import event_pair
from data.visibility import visible_to


async def event_numbers(
    conn: AsyncConnection,
    pair: Dyad,
    *,
    guild: GuildId | None,
    period: DateRange | None = None,
    types: frozenset[EventType] = frozenset(),
) -> Sequence[EventId]:
    """Return the numbers of a pair's events, withdrawn ones too, newest first by their last day; undated ones last.

    Args:
        conn: Any connection.
        pair: The two, in any order.
        guild: Whose articles may be seen besides the starter pack's.
        period: Only events whose range overlaps it.
        types: Only these, by type or act.
    """
    # Without `standing`: a file that was taken in before must hear of what the server's editors withdrew since.
    conditions = [event_pair.c.pair == pair.key, event_pair.c.guild.in_(visible_to(guild))]
    if period is not None:
        conditions += [event_pair.c.start_date <= period.end, event_pair.c.end_date >= period.start]
    if types:
        names = sorted(kind.value for kind in types)
        conditions.append(or_(event_pair.c.type.in_(names), event_pair.c.act.in_(names)))
    found = await conn.scalars(
        select(event_pair.c.event)
        .where(*conditions)
        .order_by(event_pair.c.end_date.is_(None), event_pair.c.end_date.desc(), event_pair.c.event.desc())
    )
    return [EventId(number) for number in found]
