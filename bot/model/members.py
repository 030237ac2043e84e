"""A person in a server, by their numbers only."""

from dataclasses import dataclass

from bot.model.ids import GuildId, UserId


def own_desk(user: UserId) -> GuildId:
    """Return the owner of what a person hands in outside of every server where the bot is.

    It is the negative of their number: every column of servers takes it, and no server can have it.
    """
    return GuildId(-user)


def is_own_desk(guild: GuildId) -> bool:
    """Tell whether an owner is a person, not a server."""
    return guild < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who does something, and in which server, or at their own desk."""

    guild: GuildId
    user: UserId
