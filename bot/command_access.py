"""What a server's admins say in Discord's own settings about who may use a command: Server Settings, Integrations.

Discord asks them itself before it hands a command on, but not before a click on a card; so they are read, and kept for
some seconds. A bot may read them and never set them.

Source: https://docs.discord.com/developers/interactions/application-commands#permissions
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
from discord import app_commands

from bot.model.ids import GuildId

_LOG = logging.getLogger(__name__)

LIFETIME = timedelta(seconds=30)
_PATIENCE_S = 1.5
"""A click must be answered within three seconds."""
_USERS = discord.AppCommandPermissionType.user
_ROLES = discord.AppCommandPermissionType.role


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """Whom a server lets use a command, or not; those who are not named have what holds by default.

    Attributes:
        users: By user.
        roles: By role; @everyone has the server's own number.
    """

    users: Mapping[int, bool]
    roles: Mapping[int, bool]

    def of(self, user: int, roles: frozenset[int], everyone: int) -> bool | None:
        """Return what is said of a member; None for nothing.

        A member's own entry counts before those of their roles, a role that may before one that may not, and any of
        these before @everyone's.

        Args:
            user: The member.
            roles: Theirs; may hold @everyone's number.
            everyone: @everyone's number.
        """
        if user in self.users:
            return self.users[user]
        said = [self.roles[role] for role in roles - {everyone} if role in self.roles]
        return any(said) if said else self.roles.get(everyone)


NOTHING_SAID = Overrides(users={}, roles={})


class CommandAccess:
    """The overrides of one command, by server."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Know no command yet; `clock` gives aware UTC."""
        self._clock = clock
        self._command: app_commands.AppCommand | None = None
        self._kept: dict[GuildId, tuple[Overrides, datetime]] = {}

    def watch(self, command: app_commands.AppCommand) -> None:
        """Take the command, as Discord has it."""
        self._command = command

    def forget(self, guild: GuildId) -> None:
        """Read a server's overrides anew at the next question: Discord says that they changed."""
        self._kept.pop(guild, None)

    async def overrides(self, guild: discord.abc.Snowflake) -> Overrides:
        """Return a server's overrides; nothing is said where Discord can't be asked just now, which is logged."""
        number, now = GuildId(guild.id), self._clock()
        kept = self._kept.get(number)
        if kept is not None and now - kept[1] < LIFETIME:
            return kept[0]
        found = await self._fetch(guild)
        self._kept[number] = (found, now)
        return found

    async def _fetch(self, guild: discord.abc.Snowflake) -> Overrides:
        if self._command is None:
            return NOTHING_SAID
        try:
            async with asyncio.timeout(_PATIENCE_S):
                said = (await self._command.fetch_permissions(guild)).permissions
        except TimeoutError:
            _LOG.warning("command_permissions_not_read guild=%d status=timeout", guild.id)
            return NOTHING_SAID
        except discord.NotFound:
            return NOTHING_SAID  # all is as the command was published
        except discord.HTTPException as error:
            _LOG.warning("command_permissions_not_read guild=%d status=%d", guild.id, error.status)
            return NOTHING_SAID
        return Overrides(
            users={one.id: one.permission for one in said if one.type is _USERS},
            roles={one.id: one.permission for one in said if one.type is _ROLES},
        )
