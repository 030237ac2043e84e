"""Where a note goes that something of a server stopped."""

from collections.abc import Sequence
from datetime import datetime

from bot.digest.due import zone_named
from bot.model.digest import NewOutboxItem, Posting
from bot.model.errors import InvalidInputError
from bot.model.ids import ChannelId, UserId
from bot.model.settings import GuildSettings

_TOLD = "told"
"""How the outbox's kinds of notes to those who run a server begin."""


def note_to_server(
    settings: GuildSettings,
    *,
    about: str,
    payload: str,
    now: datetime,
    users: Sequence[UserId | None],
) -> NewOutboxItem:
    """Return a note to those who run a server.

    Args:
        settings: Of the server.
        about: What it tells of, in one word: "digest", "feed-7".
        payload: The card, as JSON text.
        now: Aware UTC.
        users: Who is told where the server chose no channel for notes: the first of them that is known, so that None
            stands for one who is not. Where there is none, or they take no messages, it goes to where Discord tells
            the server's moderators; never to a channel of digests or updates, which all members read.

    Returns:
        What the outbox owes.
    """
    try:
        day = now.astimezone(zone_named(settings.schedule.zone)).date()
    except InvalidInputError:  # a zone that was known once: the note must go out all the same
        day = now.date()
    person = next((user for user in users if user), UserId(0))
    return NewOutboxItem(
        guild=settings.guild,
        channel=settings.notices or ChannelId(0),
        kind=f"{_TOLD}-{about}-{int(now.timestamp())}",
        period=day,
        part=0,
        payload=payload,
        not_before=now,
        posting=Posting(user=None if settings.notices else person),
    )
