"""A schedule as a person would say it."""

from datetime import time

from bot.cards.dates import weekday_name
from bot.cards.tokens import NBSP
from bot.model.language import noted, say, say_as
from bot.model.settings import LAST_WEEK, Cadence, Schedule

_WEEKLY = (
    noted("Every Monday"),
    noted("Every Tuesday"),
    noted("Every Wednesday"),
    noted("Every Thursday"),
    noted("Every Friday"),
    noted("Every Saturday"),
    noted("Every Sunday"),
)
_MONTHLY = {
    1: noted("On the first {weekday} of every month"),
    2: noted("On the second {weekday} of every month"),
    3: noted("On the third {weekday} of every month"),
    4: noted("On the fourth {weekday} of every month"),
    LAST_WEEK: noted("On the last {weekday} of every month"),
}
_NOON = 12
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
    if len(parts) == 1:
        return parts[0]
    every, at, zone = parts
    return say("{rhythm} at {time}, {zone}", rhythm=every, time=at, zone=zone)


def rhythm(schedule: Schedule) -> str:
    """Return how often something comes: "Every day", "On the first Monday of every month"."""
    match schedule.cadence:
        case Cadence.OFF:
            return say_as("status", "Off")
        case Cadence.DAILY:
            return say("Every day")
        case Cadence.WEEKDAYS:
            return say("Every weekday")
        case Cadence.WEEKLY:
            return say(_WEEKLY[schedule.weekday])
        case Cadence.MONTHLY if schedule.month_week is not None:
            return say(_MONTHLY[schedule.month_week], weekday=weekday_name(schedule.weekday))
        case Cadence.MONTHLY:
            return say("On day\N{NO-BREAK SPACE}{day} of every month", day=schedule.month_day)


def clock(at: time, locale: str) -> str:
    """Return a wall time as a reader of a locale tells it: "07:30", "7:30 am"."""
    if locale not in _HALF_DAY:
        return f"{at:%H:%M}"
    shown = f"{at.hour % 12 or 12}:{at:%M}"
    told = say("{time} pm", time=shown) if at.hour >= _NOON else say("{time} am", time=shown)
    return told.replace(" ", NBSP)


def _parts(schedule: Schedule, locale: str) -> list[str]:
    every = rhythm(schedule)
    return [every] if schedule.cadence is Cadence.OFF else [every, clock(schedule.at, locale), schedule.zone]
