"""Whether what is set can have its effect in a server: channels that are there and open to the bot, roles that are."""

from collections.abc import Iterable

import discord

from bot.model.language import say
from bot.model.setting_changes import value_of
from bot.model.settings import GuildSettings, Place, Setting
from bot.posting import posting_rights

CHANNELS = frozenset({Setting.CHANNEL, Setting.UPDATES_CHANNEL, Setting.QUIZ_CHANNEL, Setting.NOTICES_CHANNEL})
ROLES = frozenset({Setting.PING, Setting.MANAGERS, Setting.EDITORS, Setting.CONTRIBUTORS})


def flaws(guild: discord.Guild, settings: GuildSettings, which: Iterable[Setting]) -> dict[Setting, str]:
    """Return what keeps settings from having their effect, in one sentence each; those without fault are left out.

    Args:
        guild: The server.
        settings: As they are, or would be.
        which: The settings to look at.
    """
    found = ((setting, _flaw(guild, settings, setting)) for setting in which)
    return {setting: flaw for setting, flaw in found if flaw}


def _flaw(guild: discord.Guild, settings: GuildSettings, setting: Setting) -> str:
    if setting in ROLES:
        return _of_role(guild, value_of(setting, settings))
    if setting in CHANNELS:
        return _of_channel(guild, value_of(setting, settings), in_thread=_in_thread(setting, settings))
    is_moved = setting is Setting.PLACE or (setting is Setting.PAUSED and not settings.is_paused)
    return _flaw(guild, settings, Setting.CHANNEL) if is_moved else ""


def _in_thread(setting: Setting, settings: GuildSettings) -> bool:
    return setting is Setting.CHANNEL and settings.digest.place is Place.THREAD


def _of_role(guild: discord.Guild, role: object) -> str:
    if not isinstance(role, int) or guild.get_role(role) is not None:
        return ""
    return say("The role that was chosen is gone.")


def _of_channel(guild: discord.Guild, channel: object, *, in_thread: bool) -> str:
    if not isinstance(channel, int):
        return ""
    found = guild.get_channel(channel)
    if found is None:
        return say("The channel that was chosen is gone, or Backchannel can’t see it.")
    missing = [name for name, granted in posting_rights(found, in_thread=in_thread).needed if not granted]
    if not missing:
        return ""
    permissions = ", ".join(missing)
    return say(
        "Backchannel can’t post in {channel}: {permissions} is missing.",
        channel=f"#{found.name}",
        permissions=permissions,
    )
