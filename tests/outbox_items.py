"""A row of the outbox whose turn it is, and the card in it: for tests of what sends."""

from datetime import date, datetime, timedelta

from bot.cards.message import card, text, to_payload
from bot.cards.tokens import Accent
from bot.model.digest import OutboxItem, OutboxState
from bot.model.ids import ChannelId, GuildId, OutboxId

CARD = to_payload(card(Accent.NEWS, text("## Talks")))


def owed(guild: GuildId, channel: int, *, at: datetime) -> OutboxItem:
    """Return a digest's row, claimed at a moment for the first time."""
    return OutboxItem(
        id=OutboxId(7),
        guild=guild,
        channel=ChannelId(channel),
        kind="digest",
        period=date(2023, 6, 14),
        part=0,
        payload=CARD,
        state=OutboxState.PENDING,
        attempts=1,
        first_attempt_at=at,
        not_before=at,
        lease_until=at + timedelta(seconds=90),
        owner="test",
        message=None,
        reason=None,
    )
