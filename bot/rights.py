"""Who may do what in a server: by default those who manage it."""

from enum import StrEnum
from typing import Any

import discord
from discord import app_commands


class Right(StrEnum):
    """What a server can keep to some of its members."""

    MANAGE = "manage"
    """Settings, feeds, filters: Manage Server."""
    EDIT_EVENTS = "edit_events"
    """Confirm, edit, merge, split and withdraw events: Manage Server."""


async def check_right(interaction: discord.Interaction[Any], right: Right) -> None:
    """Let only those go on who have a right; also at each click, since an old panel may outlive it.

    Args:
        interaction: Of a server.
        right: Which one.

    Raises:
        MissingPermissions: They have it not.
    """
    if not interaction.permissions.manage_guild:
        raise app_commands.MissingPermissions(["manage_guild"])
