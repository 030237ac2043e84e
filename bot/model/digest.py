"""A digest's content, and the outbox row that carries it to Discord exactly once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ChannelId, CountryCode, GuildId, MessageId, OutboxId
from bot.model.settings import Cadence
from bot.model.stored import EventSource, StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one side said, in one line without a full stop, and where."""

    country: CountryCode
    text: str
    source: EventSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What happened between two countries in a period.

    Attributes:
        pair: The server's pair, in its order.
        cadence: Daily, weekly or monthly.
        period: Local calendar days that it covers.
        headline: Two or three noun phrases, at most 90 characters; "A quiet day" (week, month) where nothing is new.
        events: New in the period, by salience, most salient first.
        statements: At most one a side, in the pair's order.
        coming_up: Planned events that are still ahead, soonest first.
        on_this_day: A dated event of another year; None where there is none.
        articles_read: How many articles the period brought.
        next_run: Aware UTC; None where nothing is scheduled.
    """

    pair: Dyad
    cadence: Cadence
    period: DateRange
    headline: str
    events: tuple[StoredEvent, ...]
    statements: tuple[Statement, ...]
    coming_up: tuple[StoredEvent, ...]
    on_this_day: StoredEvent | None
    articles_read: int
    next_run: datetime | None

    @property
    def is_quiet(self) -> bool:
        """Whether nothing new happened."""
        return not self.events


class OutboxState(StrEnum):
    """The life of an outbox row."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"
    """Given up after a final answer of Discord (forbidden, gone); `reason` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxItem:
    """One message that is owed to a channel.

    Attributes:
        id: Its row; the nonce is made of it.
        kind: "digest", or "digest-now" for one sent by hand.
        period: Local date that names the period; with guild, kind and part unique.
        part: 0-based, for digests of several messages.
        payload: The rendered card as JSON text, as it is sent.
        attempts: How many were begun.
        first_attempt_at: Aware UTC of the first; None before it.
        lease_until: Aware UTC until which `owner` may send it; None when free.
    """

    id: OutboxId
    guild: GuildId
    channel: ChannelId
    kind: str
    period: date
    part: int
    payload: str
    state: OutboxState
    attempts: int
    first_attempt_at: datetime | None
    not_before: datetime
    lease_until: datetime | None
    owner: str | None
    message: MessageId | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOutboxItem:
    """A message about to be owed to a channel.

    Attributes:
        kind: "digest", or "digest-now" for one sent by hand.
        period: Local date that names the period; with guild, kind and part unique.
        part: 0-based, for digests of several messages.
        payload: The rendered card as JSON text, as it is sent.
        not_before: Aware UTC before which it is not sent.
    """

    guild: GuildId
    channel: ChannelId
    kind: str
    period: date
    part: int
    payload: str
    not_before: datetime


class DigestDecision(StrEnum):
    """What was decided for one server and period."""

    ENQUEUED = "enqueued"
    SENT = "sent"
    FAILED = "failed"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """One decision about a digest, with its reason in words; `decided_at` is aware UTC."""

    guild: GuildId
    kind: str
    period: date
    decided_at: datetime
    decision: DigestDecision
    reason: str | None = None
