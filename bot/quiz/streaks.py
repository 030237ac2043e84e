"""Streaks of daily quizzes: days in a row, with one missed day forgiven in any seven.

A streak is a stretch of dates, begun and ended by a day that was played, in which any two missed days lie at least
seven days apart; its length counts the played days. A day is a date of the server, so that clocks that change, zones
that move and twenty-three or twenty-five hours make no difference. A played day more never shortens a streak.
"""

from collections.abc import Iterable
from datetime import date, timedelta

FREEZE_EVERY_DAYS = 7
_DAY = timedelta(days=1)


def streaks(days: Iterable[date]) -> dict[date, int]:
    """Return for each played day the length of the streak that ends with it.

    Args:
        days: Dates on which a daily quiz was played, in any order.
    """
    lengths: dict[date, int] = {}
    counted: list[date] = []
    start = 0
    missed: date | None = None
    for day in sorted(set(days)):
        if counted:
            start, missed = _bridged(counted, start, missed, day)
        counted.append(day)
        lengths[day] = len(counted) - start
    return lengths


def running_streak(days: Iterable[date], today: date) -> int:
    """Return the length of the streak that still runs: today is no missed day before it is over.

    Args:
        days: Dates on which a daily quiz was played; later ones than today don't count.
        today: The server's own date.
    """
    played = {day for day in days if day <= today}
    if not played:
        return 0
    if today in played:
        return streaks(played)[today]
    return streaks({*played, today})[today] - 1


def best_streak(days: Iterable[date], *, since: date | None = None) -> int:
    """Return the longest streak, as it stood on a played day.

    Args:
        days: Dates on which a daily quiz was played.
        since: Only streaks that reach into the time from this date on; None for all.
    """
    return max((length for day, length in streaks(days).items() if since is None or day >= since), default=0)


def _bridged(counted: list[date], start: int, missed: date | None, day: date) -> tuple[int, date | None]:
    """Return where the streak up to `day` starts (an index of `counted`), and the last day that was missed."""
    gap = (day - counted[-1]).days - 1
    if gap == 0:
        return start, missed
    last = day - _DAY
    if gap > 1:
        return len(counted), last
    if missed is not None and (last - missed).days < FREEZE_EVERY_DAYS:
        start = max(start, next((index for index, one in enumerate(counted) if one > missed), len(counted)))
    return start, last
