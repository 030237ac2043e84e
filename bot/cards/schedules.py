"""A digest's schedule as a person would say it."""

from bot.cards.dates import weekday_name
from bot.cards.tokens import NBSP
from bot.model.settings import Cadence, Schedule

_EVERY = {
    Cadence.DAILY: "Every day",
    Cadence.WEEKLY: "Every {weekday}",
    Cadence.MONTHLY: "On day{space}{month_day} of every month",
    Cadence.OFF: "Off",
}


def schedule_text(schedule: Schedule, before: Schedule | None = None) -> str:
    """Return a schedule as one sentence part: "Every day at 07:30, Europe/Berlin"; "Off" where nothing is due.

    Args:
        schedule: To be told.
        before: What differs from it is bold; None for no comparison.
    """
    parts = _parts(schedule)
    if before is not None:
        old = _parts(before)
        parts = [part if index < len(old) and part == old[index] else f"**{part}**" for index, part in enumerate(parts)]
    return parts[0] if len(parts) == 1 else f"{parts[0]} at {parts[1]}, {parts[2]}"


def _parts(schedule: Schedule) -> list[str]:
    every = _EVERY[schedule.cadence].format(
        weekday=weekday_name(schedule.weekday), month_day=schedule.month_day, space=NBSP
    )
    if schedule.cadence is Cadence.OFF:
        return [every]
    return [every, f"{schedule.at:%H:%M}", schedule.zone]
