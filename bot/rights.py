"""Who may do what in a server: those whom Discord lets manage it, and the roles that the server chose.

Why the two go together as they do: docs/adr/0029-who-may-set-things.md.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import discord
from discord import app_commands

from bot.model.ids import GuildId, RoleId
from bot.model.language import noted, say
from bot.model.settings import Access

T = TypeVar("T")
_NEEDS = "__needs_right__"


class Right(StrEnum):
    """What a server can keep to some of its members."""

    MANAGE = "manage"
    """Settings, feeds, filters: Manage Server, or the role chosen for it."""
    APPOINT = "appoint"
    """Choose the role that manages: Manage Server itself."""
    EDIT_EVENTS = "edit_events"
    """Confirm, edit, merge, split and withdraw events: those who manage, or the editors' role."""
    ADD_ARTICLES = "add_articles"
    """Hand in articles: everyone, or those who manage and the role chosen for it."""


_NEEDED = {
    Right.MANAGE: noted("This needs Manage Server, or the role that this server chose for settings."),
    Right.APPOINT: noted("Who manages the settings is chosen by those with Manage Server."),
    Right.EDIT_EVENTS: noted("This is for those who manage this server, and its editors."),
    Right.ADD_ARTICLES: noted("In this server only some may hand in articles: those with the role chosen for it."),
}


class RightMissing(app_commands.MissingPermissions):
    """Somebody has not the right for what they did; `user_text` says who has."""

    def __init__(self, right: Right) -> None:
        super().__init__(["manage_guild"])
        self.right = right

    @property
    def user_text(self) -> str:
        """The sentence for the person, in the language that is spoken now."""
        return say(_NEEDED[self.right])


def is_of_person(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether an interaction comes from outside of all servers where the bot is: no server's settings hold there.

    That is a direct message, or a server where only the person has the bot. What it names besides is not asked: a
    server where the bot was installed stays that server, also for those who installed it for themselves, too.

    Source: https://docs.discord.com/developers/interactions/receiving-and-responding, authorizing_integration_owners.
    """
    return interaction.guild_id is None or (
        interaction.is_user_integration() and not interaction.is_guild_integration()
    )


async def check_right(interaction: discord.Interaction[Any], right: Right) -> None:
    """Let only those go on who have a right; also at each click, since an old panel may outlive it.

    Args:
        interaction: Of a server.
        right: Which one.

    Raises:
        MissingPermissions: They have it not.
        NoPrivateMessage: It came from outside of all servers where the bot is, where this right means nothing.
        StoreError: The server's settings can't be read.
    """
    if not await has_right(interaction, right):
        raise RightMissing(right)


async def has_right(interaction: discord.Interaction[Any], right: Right) -> bool:
    """Tell whether a member has a right.

    Raises:
        NoPrivateMessage: It came from outside of all servers where the bot is, where this right means nothing.
        StoreError: The server's settings can't be read.
    """
    if is_of_person(interaction):
        if right is Right.ADD_ARTICLES:
            return True
        raise app_commands.NoPrivateMessage
    if interaction.permissions.administrator:
        return True
    access = await _access(interaction)
    if right is Right.ADD_ARTICLES and (access.contributors is None or _has(interaction, access.contributors)):
        return True
    if right is Right.EDIT_EVENTS and _has(interaction, access.editors):
        return True
    if right is not Right.APPOINT and _has(interaction, access.managers):
        return True
    if right is Right.APPOINT:
        return interaction.permissions.manage_guild
    return await _is_let_by_discord(interaction)


def needs(right: Right) -> Callable[[T], T]:
    """Return the check of a command: only those with a right may use it."""

    async def has(interaction: discord.Interaction[Any]) -> bool:
        await check_right(interaction, right)
        return True

    setattr(has, _NEEDS, right)
    return app_commands.check(has)


def right_needed(command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu) -> Right | None:
    """Return the right that a command's `needs` asks for; None where everyone may use it."""
    return next((getattr(check, _NEEDS) for check in command.checks if hasattr(check, _NEEDS)), None)


async def _access(interaction: discord.Interaction[Any]) -> Access:
    access: Access = (await interaction.client.services.digests.settings(GuildId(interaction.guild_id or 0))).access
    return access


def _has(interaction: discord.Interaction[Any], role: RoleId | None) -> bool:
    """Tell whether a member has a role that is still there."""
    member = interaction.user
    return role is not None and isinstance(member, discord.Member) and member.get_role(role) is not None


async def _is_let_by_discord(interaction: discord.Interaction[Any]) -> bool:
    """Tell whether Discord lets a member manage the bot: by Manage Server, or by the server's own word on /settings.

    A command that Discord hides by default has been asked for already: it hands on those of whom it lets in only.
    """
    if _is_hidden_command(interaction):
        return True
    member, guild = interaction.user, interaction.guild
    if not isinstance(member, discord.Member) or guild is None:
        return interaction.permissions.manage_guild
    overrides = await interaction.client.command_access.overrides(guild)
    said: bool | None = overrides.of(member.id, frozenset(role.id for role in member.roles), guild.id)
    return interaction.permissions.manage_guild if said is None else said


def _is_hidden_command(interaction: discord.Interaction[Any]) -> bool:
    command = interaction.command
    if interaction.type is not discord.InteractionType.application_command or command is None:
        return False
    root = command.root_parent or command if isinstance(command, app_commands.Command) else command
    return root.default_permissions is not None
