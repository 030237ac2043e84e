"""What the bot needs to post in a channel, in Discord's own words."""

from dataclasses import dataclass

import discord

from bot.model.language import noted, noted_as, say, say_as

_ALWAYS: tuple[tuple[str, str], ...] = (
    ("view_channel", noted_as("permission", "View Channel")),
    ("send_messages", noted_as("permission", "Send Messages")),
    ("read_message_history", noted_as("permission", "Read Message History")),
)
"""Attribute of `discord.Permissions`, and the name that Discord shows in English.

The history tells after a crash what was sent.
"""
_IN_THREADS: tuple[tuple[str, str], ...] = (
    ("create_public_threads", noted_as("permission", "Create Public Threads")),
    ("send_messages_in_threads", noted_as("permission", "Send Messages in Threads")),
)
_IN_FORUMS = _IN_THREADS[1:]
_WISHED: tuple[tuple[str, str, str], ...] = (
    ("embed_links", noted_as("permission", "Embed Links"), noted("Without {permission}, links have no preview.")),
    (
        "attach_files",
        noted_as("permission", "Attach Files"),
        noted("Without {permission}, a digest comes without its chart."),
    ),
)
"""What a post can do without, and what is told then."""

INVITE_PERMISSIONS = discord.Permissions(
    **{name: True for name, *_ in (*_ALWAYS, *_IN_THREADS, *_WISHED)},
)
"""The number in the address that invites the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the bot may do in a channel.

    Attributes:
        needed: Each permission that posting takes, by the name that Discord shows, with whether the bot has it there.
        lacking: What a post will lack though it can be made, in one sentence; "" for nothing.
    """

    needed: tuple[tuple[str, bool], ...]
    lacking: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the bot may post."""
        return all(granted for _, granted in self.needed)


def posting_rights(channel: discord.abc.GuildChannel, *, in_thread: bool = False) -> Rights:
    """Return what the bot may do in a channel.

    Args:
        channel: Of a server that the bot is in.
        in_thread: Whether a post opens a thread of its own; in a forum it always does.
    """
    granted = channel.permissions_for(channel.guild.me)
    further = _IN_FORUMS if isinstance(channel, discord.ForumChannel) else _IN_THREADS if in_thread else ()
    missing = [
        say(told, permission=say_as("permission", shown)) for name, shown, told in _WISHED if not getattr(granted, name)
    ]
    return Rights(
        needed=tuple((say_as("permission", shown), getattr(granted, name)) for name, shown in (*_ALWAYS, *further)),
        lacking=" ".join(missing),
    )
