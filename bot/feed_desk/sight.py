"""What one document of a feed brings, to whom. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.model.feeds import FIRST_READ, MOST_AT_ONCE, FeedEntry
from bot.model.ids import GuildId
from data.feed_entries import ToRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a document brings.

    Attributes:
        new: How many of its entries were not known.
        to_read: What is to be read, oldest first.
    """

    new: int
    to_read: tuple[ToRead, ...]


def sight(
    entries: Sequence[FeedEntry],
    known: Collection[str],
    *,
    sighted: Sequence[GuildId],
    unsighted: Sequence[GuildId],
) -> Sight:
    """Say what a document brings to those who follow its feed.

    Args:
        entries: Newest first.
        known: The keys that entries of the feed are known by.
        sighted: The servers that have seen the feed before: they get what is new, the newest fifty at most.
        unsighted: Those that see it for the first time: they get its newest three, known or not, as background.
    """
    fresh = [entry for entry in entries if not any(key in known for key in entry.keys)]
    brought = {id(entry) for entry in fresh[:MOST_AT_ONCE]} if sighted else set()
    first = {id(entry) for entry in entries[:FIRST_READ]} if unsighted else set()
    to_read = []
    for entry in reversed(entries):
        old = tuple(sighted) if id(entry) in brought else ()
        new = tuple(unsighted) if id(entry) in first else ()
        if old or new:
            to_read.append(ToRead(entry=entry, guilds=(*old, *new), background=frozenset(new)))
    return Sight(new=len(fresh), to_read=tuple(to_read))
