"""What the bot needs to post in a channel, in Discord's own words."""

from dataclasses import dataclass

import discord

_ALWAYS: tuple[tuple[str, str], ...] = (
    ("view_channel", "View Channel"),
    ("send_messages", "Send Messages"),
    ("read_message_history", "Read Message History"),
)
"""Attribute of `discord.Permissions`, and the name Discord shows. The history tells after a crash what was sent."""
_IN_THREADS: tuple[tuple[str, str], ...] = (
    ("create_public_threads", "Create Public Threads"),
    ("send_messages_in_threads", "Send Messages in Threads"),
)
_IN_FORUMS = _IN_THREADS[1:]
_WISHED: tuple[tuple[str, str, str], ...] = (
    ("embed_links", "Embed Links", "links have no preview"),
    ("attach_files", "Attach Files", "a digest comes without its chart"),
)
"""What a post can do without, and what it lacks then."""

INVITE_PERMISSIONS = discord.Permissions(
    **{name: True for name, *_ in (*_ALWAYS, *_IN_THREADS, *_WISHED)},
)
"""The number in the address that invites the bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the bot may do in a channel.

    Attributes:
        needed: Each permission that posting takes, by Discord's name, with whether the bot has it there.
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
    missing = [(shown, what) for name, shown, what in _WISHED if not getattr(granted, name)]
    return Rights(
        needed=tuple((shown, getattr(granted, name)) for name, shown in (*_ALWAYS, *further)),
        lacking=" ".join(f"Without {shown}, {what}." for shown, what in missing),
    )
