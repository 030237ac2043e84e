"""When a feed is asked next: often where it brings much, seldom where it is quiet, and ever more seldom where it fails.

Pure: the present and chance come in as arguments.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.feeds import FeedProblem, Rhythm

FLOOR_S = 15 * 60
"""Seconds between two looks at least, whatever a feed asks."""
CEILING_S = 24 * 3600
"""Seconds between two looks at most, whatever a feed asks."""
START_S = 3600
"""Seconds between the first look and the second."""
_FASTER, _SLOWER = 0.5, 1.5
_SPREAD = 0.1
"""Share of an interval that chance adds, so that feeds added together are not asked together for ever."""
_REFUSED_DAYS = 3
_FAILING_DAYS = 7
_REFUSALS = frozenset({401, 403, 404})
_GONE = 410
_LEAST_FAILURES = 5
"""Looks that fail in a row before a feed is paused: a bot that was off for days does not count those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """When a feed is asked next: aware UTC, and the seconds that the interval has before chance and lists of hours."""

    at: datetime
    interval_s: int


def next_look(
    now: datetime,
    *,
    interval_s: int,
    new_entries: int | None,
    rhythm: Rhythm = Rhythm(),  # noqa: B008 (frozen)
    fresh_for_s: float | None = None,
    jitter: float,
) -> Next:
    """Say when a feed is asked again after a look that did not fail.

    Args:
        now: Aware UTC.
        interval_s: Seconds of the interval before.
        new_entries: How many entries were new; None for a first look, of which nothing is learnt.
        rhythm: What the feed asks.
        fresh_for_s: Seconds for which its server calls the answer fresh; None where it says nothing.
        jitter: Chance, 0 to 1.

    Returns:
        Half the interval where there was something new, half as much again where there was nothing, and never sooner
        than the feed and its server ask, nor than a quarter of an hour; a day at most, also where that is in an hour or
        on a day that it wants skipped.
    """
    if new_entries is None:
        interval: float = START_S
    else:
        interval = interval_s * (_FASTER if new_entries else _SLOWER)
    asked = max(rhythm.ttl_s or 0, rhythm.period_s or 0, fresh_for_s or 0)
    bounded = _bounded(max(interval, asked))
    at = now + timedelta(seconds=min(CEILING_S, bounded * (1 + _SPREAD * jitter)))
    at = min(_outside_skipped(at, rhythm), now + timedelta(seconds=CEILING_S))
    return Next(at=at, interval_s=int(bounded))


def next_try(now: datetime, *, failures: int, retry_after_s: float | None, jitter: float) -> datetime:
    """Say when a feed is asked again after a look that failed.

    Args:
        now: Aware UTC.
        failures: Looks in a row that failed, this one among them, from 1.
        retry_after_s: Seconds that its server asks to wait; None where it says nothing.
        jitter: Chance, 0 to 1.

    Returns:
        Half an hour after the first failure, twice as long after each further one, of that at random between the half
        and the whole; never sooner than asked, within the floor and the ceiling.
    """
    wait = FLOOR_S * 2.0 ** min(failures, 10)
    wait = min(wait, CEILING_S) * (0.5 + 0.5 * jitter)
    return now + timedelta(seconds=_bounded(max(wait, retry_after_s or 0)))


def verdict(now: datetime, *, status: int | None, failures: int, failing_since: datetime) -> FeedProblem | None:
    """Say whether a feed that failed is to be asked no more.

    Args:
        now: Aware UTC.
        status: The HTTP status of the last failure; None where there was no answer, or one that is no feed.
        failures: Looks in a row that failed, this one among them.
        failing_since: Aware UTC of the first of them.

    Returns:
        GONE at once for 410; REFUSED after three days that end with 401, 403 or 404; FAILING after seven days of any
        failure; None where it is tried again.
    """
    if status == _GONE:
        return FeedProblem.GONE
    if failures < _LEAST_FAILURES:
        return None
    lasting = now - failing_since
    if status in _REFUSALS and lasting >= timedelta(days=_REFUSED_DAYS):
        return FeedProblem.REFUSED
    return FeedProblem.FAILING if lasting >= timedelta(days=_FAILING_DAYS) else None


def _bounded(seconds: float) -> float:
    return min(max(seconds, FLOOR_S), CEILING_S)


def _outside_skipped(at: datetime, rhythm: Rhythm) -> datetime:
    """Return a moment, or the beginning of the first hour after it that a feed does not want skipped."""
    for _ in range(24 * 7):
        if at.hour not in rhythm.skip_hours and at.weekday() not in rhythm.skip_days:
            return at
        at = at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return at
