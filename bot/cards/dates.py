"""Event dates on cards: the words of `bot.model.datewords`, with no line break inside a day.

Moments of the bot are Discord timestamps: `text.moment`.
"""

import re
from datetime import date

from bot.cards.tokens import NBSP
from bot.model.dates import DateRange, EventDate
from bot.model.datewords import (
    SHORT_MONTHS,
    WEEKDAYS,
    date_words,
    day_words,
    event_date_words,
    month_words,
    period_words,
    span_words,
    years_words,
)
from bot.model.language import say_as
from bot.model.stored import StoredEvent

_BEFORE_MONTH = re.compile(r"\b(\d{1,2}|early|late) (?=[A-Z])")


def listed_date(stored: StoredEvent, year: int | None = None) -> str:
    """Return when an event was as it stands in lists: "14 Jun", "week of 5 Jun", "Feb to mid-June", "by 14 Jun".

    Args:
        stored: The event, with its reports.
        year: The year that the heading already says; None to say it here.
    """
    return _bound(event_date_words(stored.event, stored.told_on, this_year=year, months=SHORT_MONTHS))


def running_date(stored: StoredEvent) -> str:
    """Return when an event was as it stands in running text and meta: "14 June 2023", "week of 5 June 2023"."""
    return _bound(event_date_words(stored.event, stored.told_on))


def dated(when: EventDate) -> str:
    """Return a date no finer than it is known, in running form: "14 June 2023", "week of 5 June 2023", "June 2023"."""
    return _bound(date_words(when))


def day(at: date) -> str:
    """Return a day in running form: "14 June 2023"."""
    return _bound(day_words(at))


def weekday(at: date) -> str:
    """Return the English name of a date's weekday."""
    return WEEKDAYS[at.weekday()]


def weekday_name(number: int) -> str:
    """Return the English name of a weekday, 0 Monday to 6 Sunday."""
    return WEEKDAYS[number]


def month(at: date) -> str:
    """Return a month with its year: "June 2023"."""
    return month_words(at)


def days(period: DateRange) -> str:
    """Return inclusive days in running form: "14 June 2023", "12–18 June 2023", "May 2023", "29 May to 4 June 2023"."""
    return _bound(period_words(period))


def months(period: DateRange) -> str:
    """Return the months that a period spans: "January to June 2023", "June 2023", "May 2022 to June 2023"."""
    return span_words(period)


def heading(when: EventDate) -> str:
    """Return the heading under which a timeline lists an event: its whole years, else the month that it began in.

    What lasts for more than a year from New Year's Day on stands under its first year.
    """
    if when.range is None:
        return say_as("heading", "Date not given")
    start, end = when.range.start, when.range.end
    is_of_years = (start.month, start.day) == (1, 1) and start.year < end.year
    years = years_words(when.range) or (str(start.year) if is_of_years else None)
    return month_words(when.range.start) if years is None else years[0].upper() + years[1:]


def _bound(words: str) -> str:
    return _BEFORE_MONTH.sub(rf"\1{NBSP}", words)
