"""Dates on cards, in the spoken language: English by the words of `bot.model.datewords`, others by `local_dates`.

No line breaks inside a day. Moments of the bot are Discord timestamps: `text.moment`.
"""

import re
from collections.abc import Collection
from datetime import date

from bot.cards import local_dates as local
from bot.cards.locales import locale
from bot.cards.tokens import NBSP
from bot.model import datewords as english
from bot.model.dates import DateRange, EventDate
from bot.model.datewords import MONTHS, SHORT_MONTHS, limit_of, years_words
from bot.model.language import noted, say_as
from bot.model.reading import Event
from bot.model.settings import Cadence
from bot.model.stored import StoredEvent

_BEFORE_MONTH = re.compile(r"\b(\d{1,2}|early|late) (?=[A-Z])")
_NOT_GIVEN = noted("Date not given")


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
    """Return the name of a date's weekday."""
    return weekday_name(at.weekday())


def weekday_name(number: int) -> str:
    """Return the name of a weekday, 0 Monday to 6 Sunday."""
    form = locale()
    return english.WEEKDAYS[number] if form is None else local.weekday(number, form)


def month(at: date) -> str:
    """Return a month with its year: "June 2023"."""
    return month_words(at)


def days(period: DateRange) -> str:
    """Return inclusive days in running form: "14 June 2023", "12–18 June 2023", "May 2023", "29 May to 4 June 2023"."""
    return _bound(period_words(period))


def months(period: DateRange) -> str:
    """Return the months that a period spans: "January to June 2023", "June 2023", "May 2022 to June 2023"."""
    form = locale()
    return english.span_words(period) if form is None else local.months(period, form)


def heading(when: EventDate) -> str:
    """Return the heading under which a timeline lists an event: its whole years, else the month that it began in.

    What lasts for more than a year from New Year's Day on stands under its first year.
    """
    if when.range is None:
        return say_as("heading", "Date not given")
    start, end = when.range.start, when.range.end
    form = locale()
    if years_words(when.range):
        words = years_words(when.range) or ""
        return words[0].upper() + words[1:] if form is None else local.years(when.range, form)
    if (start.month, start.day) == (1, 1) and start.year < end.year:
        return str(start.year) if form is None else local.years(DateRange.day(start), form)
    return month_words(start)


def digest_days(period: DateRange, cadence: Cadence) -> str:
    """Return the days that a digest covers, as its head says them: "Wednesday 14 June 2023", "12–18 June 2023"."""
    form = locale()
    if cadence is Cadence.MONTHLY and (period.start.year, period.start.month) == (period.end.year, period.end.month):
        return month(period.end)
    if form is not None:
        is_day = period.start == period.end
        return local.full_day(period.end, form) if is_day else local.days(period, form)
    return f"{weekday(period.end)} {day(period.end)}" if period.start == period.end else days(period)


def day_words(at: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return `bot.model.datewords.day_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.day_words(at, this_year=this_year, months=months)
    return local.day(at, form, this_year=this_year, is_short=months is SHORT_MONTHS)


def month_words(at: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return `bot.model.datewords.month_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.month_words(at, this_year=this_year, months=months)
    return local.month(at, form, this_year=this_year, is_short=months is SHORT_MONTHS)


def days_words(period: DateRange, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return `bot.model.datewords.days_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.days_words(period, this_year=this_year, months=months)
    return local.days(period, form, this_year=this_year, is_short=months is SHORT_MONTHS)


def period_words(period: DateRange, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return `bot.model.datewords.period_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.period_words(period, this_year=this_year, months=months)
    return local.period(period, form, this_year=this_year, is_short=months is SHORT_MONTHS)


def date_words(when: EventDate, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return `bot.model.datewords.date_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.date_words(when, this_year=this_year, months=months)
    return local.dated(when, form, this_year=this_year, is_short=months is SHORT_MONTHS)


def event_date_words(
    event: Event, told_on: Collection[date], *, this_year: int | None = None, months: tuple[str, ...] = MONTHS
) -> str:
    """Return `bot.model.datewords.event_date_words` in the spoken language."""
    form = locale()
    if form is None:
        return english.event_date_words(event, told_on, this_year=this_year, months=months)
    limit, is_short = limit_of(event, told_on), months is SHORT_MONTHS
    if limit is not None:
        return local.limited(limit, form, this_year=this_year, is_short=is_short)
    return local.dated(event.when, form, this_year=this_year, is_short=is_short)


def _bound(words: str) -> str:
    return _BEFORE_MONTH.sub(rf"\1{NBSP}", words)
