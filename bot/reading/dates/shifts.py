"""Arithmetic of "last month", "two years ago", "the same week": a unit's point so many steps from another point."""

from datetime import date, timedelta

from bot.reading.dates.values import (
    Century,
    Day,
    Decade,
    Month,
    Part,
    Point,
    Week,
    Year,
    add_days,
    add_months,
    add_quarters,
    year_of,
)

_FARTHEST = 100_000
_DAYS = {"D": 1, "W": 7, "FN": 14}
_YEARS = {"Y": 1, "DE": 10, "CE": 100}
_FINENESS = {"D": 4, "W": 3, "FN": 3, "MO": 2, "Q": 1, "Y": 0}


def shifted(day: date, unit: str, steps: int) -> Point | None:
    """Return the point of a unit's size that lies `steps` units after a day: next month, last week.

    Args:
        day: Where to count from.
        unit: A code of `lexicon.UNITS`, no clock unit.
        steps: Negative for the past.

    Returns:
        A value of the unit's own grain; None where it falls off the calendar or the unit is a clock unit.
    """
    if abs(steps) > _FARTHEST:
        return None
    if unit in _DAYS:
        moved = add_days(day, steps * _DAYS[unit])
        if moved is None or unit == "D":
            return None if moved is None else Day(moved)
        return Week.of(moved)
    if unit == "MO":
        return add_months(day, steps)
    if unit == "Q":
        return add_quarters(day, steps)
    year = day.year + steps * _YEARS.get(unit, 0)
    if unit not in _YEARS or not 1 <= year <= 9999:
        return None
    if unit == "DE":
        return Decade(year // 10)
    return Century(year // 100) if unit == "CE" else Year(year)


def anchor_day(point: Point) -> date | None:
    """Return the first day of a point, from which "the following month" counts; None for decades and centuries."""
    if isinstance(point, Day):
        return point.day
    if isinstance(point, Month):
        return point.first
    if isinstance(point, Week):
        return point.monday + timedelta(days=5 if point.is_weekend else 0)
    if isinstance(point, Part):
        month = {"Q1": 1, "Q2": 4, "Q3": 7, "Q4": 10, "H1": 1, "H2": 7, "SP": 3, "SU": 6, "FA": 9, "WI": 12}[point.code]
        return date(point.year, month, 1)
    return date(point.year, 1, 1) if isinstance(point, Year) else None


def is_as_fine(point: Point, unit: str) -> bool:
    """Return whether a point is known at least as finely as a unit: "that month" needs a month, a week or a day."""
    grain = {Day: 4, Week: 3, Month: 2, Part: 1, Year: 0}.get(type(point), -1)
    return unit in _FINENESS and grain >= _FINENESS[unit] and year_of(point) > 1
