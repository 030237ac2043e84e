"""What a server has set."""

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.ids import ChannelId, CountryCode, GuildId, UserId


class Cadence(StrEnum):
    """How often a digest is posted."""

    OFF = "off"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestSchedule:
    """When a server's digest is due, in its own wall time.

    Attributes:
        cadence: Off, daily, weekly (on `weekday`) or monthly (on `month_day`).
        at: Wall time in `zone`; seconds are zero.
        zone: IANA name, "Europe/Berlin".
        weekday: 0 Monday to 6 Sunday; used by weekly.
        month_day: 1 to 28; used by monthly.
    """

    cadence: Cadence = Cadence.OFF
    at: time = time(7, 30)
    zone: str = "UTC"
    weekday: int = 0
    month_day: int = 1


DEFAULT_PAIR = Dyad(first=CountryCode("USA"), second=CountryCode("CHN"))
NO_SCHEDULE = DigestSchedule()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """One server's settings; the defaults are those of a server that has set nothing."""

    guild: GuildId
    pair: Dyad = DEFAULT_PAIR
    digest_channel: ChannelId | None = None
    schedule: DigestSchedule = NO_SCHEDULE
    is_paused: bool = False
    pause_reason: str | None = None
    next_due_at: datetime | None = None
    """Aware UTC; None while nothing is due (off, paused, no channel)."""
    changed_by: UserId | None = None
    changed_at: datetime | None = None
