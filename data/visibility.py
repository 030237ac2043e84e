"""Who may see what: every server sees the starter pack, and beside it only what it handed in itself.

An event belongs to the starter pack where one of its articles tells it, else to the server whose articles do; what it
says comes of its owner's articles only. So a server sees an event exactly if it sees one of its reports, and one
comparison on the event's own row decides it.
"""

from bot.model.ids import GuildId
from data.schema import STARTER


def visible_to(guild: GuildId | None) -> tuple[int, ...]:
    """Return the values of a `guild` column that a server may see; None sees the starter pack only."""
    return (STARTER,) if guild is None else (STARTER, guild)


def owner(guild: GuildId | None) -> int:
    """Return the value of a `guild` column for what a server hands in; None: the starter pack's."""
    return STARTER if guild is None else guild


def guild_of(stored: int) -> GuildId | None:
    """Return the server of a `guild` column's value; None for the starter pack."""
    return None if stored == STARTER else GuildId(stored)
