"""Days that the news names by month and day alone, long after their year: "the Sept. 11 attacks"."""

from collections.abc import Iterable
from datetime import date

from bot.reading.dates.rules import load_rules

_DAYS: dict[tuple[int, int], list[tuple[date, frozenset[str]]]] = {}
for _row in load_rules("history")["day"]:
    _day = date.fromisoformat(_row["day"])
    _DAYS.setdefault((_day.month, _day.day), []).append((_day, frozenset(_row["after"])))


def year(month: int, day: int, after: Iterable[str], published: date) -> int | None:
    """Return the year of a day of history.

    Args:
        month: The month that is named.
        day: Its day.
        after: The words that follow it.
        published: Document creation time; what came later is not meant.

    Returns:
        The year; None where the words don't make it a day of history.
    """
    words = set(after)
    return next((d.year for d, own in _DAYS.get((month, day), ()) if d <= published and words & own), None)
