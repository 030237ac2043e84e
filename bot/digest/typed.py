"""A schedule as a person types it, with a plain word where it can't be used."""

import re
from datetime import time

from bot.digest.due import zone_named
from bot.model.errors import InvalidInputError
from bot.model.settings import Cadence, Schedule

_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})")
_LAST_SAFE_DAY = 28


def schedule_of(*, cadence: Cadence, at: str, zone: str, weekday: int, month_day: str) -> Schedule:
    """Return the schedule that was typed.

    Args:
        cadence: How often.
        at: A time on the 24-hour clock, "7:30", "07.30".
        zone: An IANA zone's name, any case.
        weekday: 0 Monday to 6 Sunday; counts where the cadence is weekly.
        month_day: "1" to "28"; counts where the cadence is monthly, and is not looked at otherwise.

    Raises:
        InvalidInputError: One of them can't be used; its text quotes it with an example.
    """
    day = _month_day(month_day) if cadence is Cadence.MONTHLY else 1
    return Schedule(cadence=cadence, at=_time(at), zone=zone_named(zone.strip()).key, weekday=weekday, month_day=day)


def _time(typed: str) -> time:
    match = _CLOCK.fullmatch(typed.strip())
    try:
        if match is None:
            raise ValueError(typed)
        return time(int(match[1]), int(match[2]))
    except ValueError as error:
        raise InvalidInputError(user_text=f"“{typed[:10]}” is no time. Example: 07:30") from error


def _month_day(typed: str) -> int:
    day = int(typed) if typed.strip().isdecimal() else 0
    if not 1 <= day <= _LAST_SAFE_DAY:
        raise InvalidInputError(user_text=f"“{typed[:10]}” is no day that every month has. Example: 1")
    return day
