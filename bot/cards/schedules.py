"""A schedule as a person would say it."""

from datetime import time

from bot.cards.dates import weekday_name
from bot.cards.tokens import NBSP
from bot.model.settings import LAST_WEEK, Cadence, Schedule

_WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST_WEEK: "last"}
_HALF_DAY = frozenset({"en-US", "hi"})
"""Discord's locales whose readers mostly tell the time in two halves of twelve hours."""


def schedule_text(schedule: Schedule, before: Schedule | None = None, *, locale: str = "en-GB") -> str:
    """Return a schedule as one sentence part: "Every day at 07:30, Europe/Berlin"; "Off" where nothing is due.

    Args:
        schedule: To be told.
        before: What differs from it is bold; None for no comparison.
        locale: The reader's, as Discord names it: "en-US" reads "7:30 am".
    """
    parts = _parts(schedule, locale)
    if before is not None:
        old = _parts(before, locale)
        parts = [part if index < len(old) and part == old[index] else f"**{part}**" for index, part in enumerate(parts)]
    return parts[0] if len(parts) == 1 else f"{parts[0]} at {parts[1]}, {parts[2]}"


def rhythm(schedule: Schedule) -> str:
    """Return how often something comes: "Every day", "On the first Monday of every month"."""
    weekday = weekday_name(schedule.weekday)
    match schedule.cadence:
        case Cadence.OFF:
            return "Off"
        case Cadence.DAILY:
            return "Every day"
        case Cadence.WEEKDAYS:
            return "Every weekday"
        case Cadence.WEEKLY:
            return f"Every {weekday}"
        case Cadence.MONTHLY if schedule.month_week is not None:
            return f"On the {_WEEKS[schedule.month_week]} {weekday} of every month"
        case Cadence.MONTHLY:
            return f"On day{NBSP}{schedule.month_day} of every month"


def clock(at: time, locale: str) -> str:
    """Return a wall time as a reader of a locale tells it: "07:30", "7:30 am"."""
    if locale not in _HALF_DAY:
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at:%M}{NBSP}{'pm' if at.hour >= 12 else 'am'}"


def _parts(schedule: Schedule, locale: str) -> list[str]:
    every = rhythm(schedule)
    return [every] if schedule.cadence is Cadence.OFF else [every, clock(schedule.at, locale), schedule.zone]
