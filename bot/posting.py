"""What the bot needs to post in a channel, in Discord's own words."""

import discord

NEEDED: tuple[tuple[str, str], ...] = (
    ("view_channel", "View Channel"),
    ("send_messages", "Send Messages"),
    ("read_message_history", "Read Message History"),
)
"""Attribute of `discord.Permissions`, and the name Discord shows. The history tells after a crash what was sent."""

INVITE_PERMISSIONS = discord.Permissions(attach_files=True, **{name: True for name, _ in NEEDED})
"""The number in the address that invites the bot. Without Attach Files it posts as well, but no chart."""


def posting_rights(channel: discord.abc.GuildChannel) -> tuple[tuple[str, bool], ...]:
    """Return each permission that posting in a channel needs, by Discord's name, with whether the bot has it there."""
    granted = channel.permissions_for(channel.guild.me)
    return tuple((shown, getattr(granted, name)) for name, shown in NEEDED)


def may_post(channel: discord.abc.GuildChannel) -> bool:
    """Return whether the bot has every permission that posting in a channel needs."""
    return all(granted for _, granted in posting_rights(channel))
