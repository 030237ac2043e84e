"""Periods as people type them into a filter: "2023", "2023-06", "2023-06-14", "2023-02..2023-06". Pure."""

import calendar
import re
from datetime import date, timedelta

from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.model.language import say, told

_PART = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_EXAMPLES = "2023, 2023-06, 2023-02..2023-06"


def parse_period(typed: str) -> DateRange:
    """Return the days of a period.

    Args:
        typed: A year, month or day in ISO form, or two of them joined by "..".

    Raises:
        InvalidInputError: It is none of these, names no day of the calendar, or ends before it starts.
    """
    first, joined, last = typed.strip().partition("..")
    start = _part(first.strip(), typed)
    end = _part(last.strip(), typed) if joined else start
    if start.start > end.end:
        raise InvalidInputError(
            user_text=told(
                "“{typed}” ends before it starts. Examples: {examples}", typed=typed[:40], examples=_EXAMPLES
            )
        )
    return DateRange(start=start.start, end=end.end)


def suggest_periods(today: date) -> tuple[tuple[str, str], ...]:
    """Return periods worth offering, as (words, what `parse_period` takes), widest last."""
    year = today.year
    return (
        (say("Last 30 days"), f"{today - timedelta(days=30)}..{today}"),
        (say("Last 12 months"), f"{today - timedelta(days=365)}..{today}"),
        *((str(past), str(past)) for past in range(year, year - 10, -1)),
    )


def _part(text: str, typed: str) -> DateRange:
    match = _PART.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        year, month, day = (int(group) if group else None for group in match.groups())
        assert year is not None
        if day is not None and month is not None:
            return DateRange.day(date(year, month, day))
        if month is not None:
            return DateRange(start=date(year, month, 1), end=date(year, month, calendar.monthrange(year, month)[1]))
        return DateRange(start=date(year, 1, 1), end=date(year, 12, 31))
    except ValueError as error:
        raise InvalidInputError(
            user_text=told("“{typed}” is no period. Examples: {examples}", typed=typed[:40], examples=_EXAMPLES)
        ) from error
