"""Who may see what: every server sees the starter pack, and beside it only what it handed in itself.

An event belongs to the starter pack where one of its articles tells it, else to the server whose articles do; what it
says comes of its owner's articles only. So a server sees an event exactly if it sees one of its reports, and one
comparison on the event's own row decides it. What a server's editors withdrew is gone for that server alone.
"""

from sqlalchemy import ColumnElement, Select, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.decisions import DecisionKind, DecisionState
from bot.model.ids import GuildId
from data.schema import (
    STARTER,
    actor_name,
    article,
    article_copy,
    event,
    event_decision,
    event_report,
    hidden_outlet,
    imported_record,
    pack,
)

OWN = (article, event, actor_name, article_copy, event_decision, hidden_outlet, imported_record)
"""Tables by whose rows a server sees something else than others do; each has an index that begins with its `guild`."""


def visible_to(guild: GuildId | None) -> tuple[int, ...]:
    """Return the values of a `guild` column that a server may see; None sees the starter pack only."""
    return (STARTER,) if guild is None else (STARTER, guild)


def may_see(column: ColumnElement[int], guild: GuildId | None) -> ColumnElement[bool]:
    """Return the condition that a server may see a row that another condition finds.

    It compares a sum, which no index serves: so SQLite begins with the few reports of some days, and not with all that
    the server has.

    Args:
        column: A `guild` column.
        guild: The server.
    """
    return (column + 0).in_(visible_to(guild))


async def has_own(conn: AsyncConnection, guild: GuildId) -> bool:
    """Return whether a server has anything of its own, so that it may see what others don't, or not what they do."""
    rows = or_(*(select(table.c.guild).where(table.c.guild == guild).exists() for table in OWN))
    return await conn.scalar(select(literal(1)).where(rows)) is not None


def owner(guild: GuildId | None) -> int:
    """Return the value of a `guild` column for what a server hands in; None: the starter pack's."""
    return STARTER if guild is None else guild


def guild_of(stored: int) -> GuildId | None:
    """Return the server of a `guild` column's value; None for the starter pack."""
    return None if stored == STARTER else GuildId(stored)


def is_listed() -> ColumnElement[bool]:
    """Return the condition that an article is no pack: those are kept like articles, but not listed or counted."""
    return article.c.id.not_in(select(pack.c.article))


def of_packs() -> Select[int]:
    """Return the query of the events that packs tell: none of these is news, whenever the pack was loaded."""
    return select(event_report.c.event).join(pack, pack.c.article == event_report.c.article)


def withdrawn_by(guild: GuildId | None) -> Select[int]:
    """Return the query of the events that a server's editors withdrew, shared ones among them."""
    return select(event_decision.c.event).where(
        event_decision.c.guild == owner(guild),
        event_decision.c.kind == DecisionKind.WITHDRAW.value,
        event_decision.c.state == DecisionState.ACTIVE.value,
    )


def standing(number: ColumnElement[int], guild: GuildId | None) -> ColumnElement[bool]:
    """Return the condition that a server's editors did not withdraw an event.

    The query inside names no row outside it, so the database runs it once for a statement, and reads a few rows of an
    index.

    Args:
        number: The column that holds the event's id.
        guild: The server.
    """
    return number.not_in(withdrawn_by(guild))
