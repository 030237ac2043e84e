"""What time a digest covers, and which of several missed ones are made. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.digest.due import Due, latest_due, next_due, zone_named
from bot.model.dates import DateRange
from bot.model.settings import Cadence, CatchUp, GuildSettings

IN_TIME = timedelta(hours=1)
"""How late a digest may be and still count as in time for a server that wants none late."""
MOST_LATE = 3
"""Digests that are caught up with at most."""
_LONGEST = timedelta(days=45)
"""How far back a digest tells at most, however long the last one is ago."""
_MOST_NAMED = 10
"""Missed digests that the ledger names one by one."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What one digest covers: what came in from `since` on and before `until`, both aware UTC.

    Attributes:
        local_date: The server's date of the digest, which names it.
        zone: The server's.
    """

    since: datetime
    until: datetime
    local_date: date
    zone: ZoneInfo

    @property
    def period(self) -> DateRange:
        """The local days, the digest's own left out unless it is the only one."""
        start = self.since.astimezone(self.zone).date()
        return DateRange(start=start, end=max(start, self.local_date - _DAY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is made of the moments that have come.

    Attributes:
        windows: Digests to make, oldest first; empty where none is.
        missed: Moments for which none is made, the latest of very many, oldest first.
        following: The next moment, still ahead.
    """

    windows: tuple[Window, ...]
    missed: tuple[Due, ...]
    following: Due


def plan_due(settings: GuildSettings, now: datetime) -> Plan | None:
    """Say which digests a server is owed now.

    Args:
        settings: Whose `next_due_at` has come.
        now: Aware UTC.

    Returns:
        The plan; None where the schedule is off.

    Raises:
        InvalidInputError: The schedule names no zone.
    """
    following, first = next_due(settings.schedule, now), settings.next_due_at
    if following is None or first is None:
        return None
    come = _come(settings, first, now)
    made = _made(settings.digest.catch_up, come, now)
    missed = tuple(due for due in come if due not in made)[-_MOST_NAMED:]
    zone = zone_named(settings.schedule.zone)
    since = _told_until(settings, first, come)
    windows = []
    for due in made:
        windows.append(Window(since=max(since, due.at - _LONGEST), until=due.at, local_date=due.local_date, zone=zone))
        since = due.at
    return Plan(windows=tuple(windows), missed=missed, following=following)


def window_now(settings: GuildSettings, now: datetime) -> Window:
    """Return the time since the last due digest, a day at least; what a digest sent by hand covers."""
    zone = zone_named(settings.schedule.zone)
    last = latest_due(settings.schedule, now - _DAY) if settings.schedule.cadence is not Cadence.OFF else None
    since = last.at if last else now - _DAY
    return Window(since=since, until=now, local_date=now.astimezone(zone).date(), zone=zone)


def _come(settings: GuildSettings, first: datetime, now: datetime) -> tuple[Due, ...]:
    """Return the moments from the first one owed up to now, the last of very many."""
    last = latest_due(settings.schedule, now)
    if last is None:
        return ()
    begin = max(first, now - _LONGEST)
    come: list[Due] = []
    due = next_due(settings.schedule, begin - timedelta(seconds=1))
    while due is not None and due.at <= now:
        come.append(due)
        due = next_due(settings.schedule, due.at)
    return tuple(come) or (last,)


def _made(rule: CatchUp, come: Sequence[Due], now: datetime) -> tuple[Due, ...]:
    """Return the moments for which a digest is made."""
    if rule is CatchUp.ALL:
        return tuple(come[-MOST_LATE:])
    if rule is CatchUp.NONE and now - come[-1].at > IN_TIME:
        return ()
    return tuple(come[-1:])


def _told_until(settings: GuildSettings, first: datetime, come: Sequence[Due]) -> datetime:
    """Return up to where the digests before told: what is noted, else the moment before the first one owed."""
    if settings.told_until is not None and settings.told_until < come[0].at:
        return settings.told_until
    before = latest_due(settings.schedule, min(first, come[0].at) - timedelta(seconds=1))
    assert before is not None  # a schedule has moments in all of the past
    return before.at
