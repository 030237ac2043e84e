"""A person in a server, by their numbers only."""

from dataclasses import dataclass

from bot.model.ids import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Who does something, and in which server."""

    guild: GuildId
    user: UserId
