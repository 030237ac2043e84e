"""Dates in languages that are not the house's own: the words and orders of the Unicode CLDR, as Babel carries them.

Each function takes its locale; `bot.cards.dates` is the door, which asks what is spoken.
"""

import re
from datetime import date

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton, get_day_names

from bot.cards.tokens import NBSP
from bot.model.dates import DateRange, EventDate, Precision
from bot.model.datewords import NO_DATE, Limit, LimitKind, is_told_by_months, quarter_words, years_words
from bot.model.language import noted, say, say_as

noted("date not given")


def day(at: date, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return a day: "14. Juni 2023", "14. Juni"; the year only where it is not `this_year`."""
    if at.year == this_year:
        words = _skeleton("MMMd" if is_short else "MMMMd", at, locale)
    else:
        words = _skeleton("yMMMd", at, locale) if is_short else _bound(format_date(at, "long", locale=locale))
    return _with_first(words, at, locale)


def full_day(at: date, locale: Locale) -> str:
    """Return a day with its weekday: "Mittwoch, 14. Juni 2023"."""
    return _with_first(_bound(format_date(at, "full", locale=locale)), at, locale)


def _with_first(words: str, at: date, locale: Locale) -> str:
    """Say "1er juin" in French, where the CLDR has "1 juin": the first of a month alone is an ordinal.

    Source: Imprimerie nationale, Lexique des règles typographiques, "Date".
    """
    return re.sub(r"\b1(?=[\s\u00a0])", "1er", words, count=1) if locale.language == "fr" and at.day == 1 else words


def month(at: date, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return a month: "Juni 2023", "Juni"."""
    skeleton = "MMM" if is_short else "MMMM"
    if at.year != this_year:
        return _skeleton(f"y{skeleton}", at, locale)
    return format_date(at, "LLL" if is_short else "LLLL", locale=locale)


def weekday(number: int, locale: Locale) -> str:
    """Return the name of a weekday, 0 Monday to 6 Sunday."""
    return str(get_day_names("wide", "stand-alone", locale)[number])


def days(period: DateRange, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return inclusive days, what both ends share said once where the language does: "12.–18. Juni 2023"."""
    if period.start == period.end:
        return day(period.end, locale, this_year=this_year, is_short=is_short)
    is_said = period.start.year == period.end.year == this_year
    return _interval(period, "MMMd" if is_said else "yMMMd", locale)


def months(period: DateRange, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return the months that a period touches: "Januar–Juni 2023"."""
    start, end = period.start, period.end
    if (start.year, start.month) == (end.year, end.month):
        return month(end, locale, this_year=this_year, is_short=is_short)
    is_said = start.year == end.year == this_year
    return _interval(period, "MMM" if is_said else "yMMM" if is_short else "yMMMM", locale)


def years(period: DateRange, locale: Locale) -> str:
    """Return the years that a period touches: "2018–2020"."""
    return _skeleton("y", period.end, locale) if _is_in_one_year(period) else _interval(period, "y", locale)


def period(asked: DateRange, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return exactly the days of a period, shorter where they are whole months or years."""
    if years_words(asked):
        return years(asked, locale)
    if _are_whole_months(asked):
        return months(asked, locale, this_year=this_year, is_short=is_short)
    return days(asked, locale, this_year=this_year, is_short=is_short)


def dated(when: EventDate, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return an event's date no finer than it is known: a stretch of more than a month by its months."""
    if when.range is None:
        return say(NO_DATE)
    if when.precision is Precision.QUARTER and quarter_words(when.range):
        start = when.range.start
        is_said = start.year == this_year
        return format_date(start, "QQQQ", locale=locale) if is_said else _skeleton("yQQQQ", start, locale)
    if is_told_by_months(when):
        return months(when.range, locale, this_year=this_year, is_short=is_short)
    return period(when.range, locale, this_year=this_year, is_short=is_short)


def limited(limit: Limit, locale: Locale, *, this_year: int | None = None, is_short: bool = False) -> str:
    """Return a date of which only one end is known: "by 14 June 2023", "since 2011", as the language says it."""
    match limit.kind:
        case LimitKind.BY_DAY:
            return say_as("date", "by {day}", day=day(limit.day, locale, this_year=this_year, is_short=is_short))
        case LimitKind.BY_YEAR:
            return say_as("date", "by the end of {year}", year=_skeleton("y", limit.day, locale))
        case LimitKind.SINCE_YEAR:
            return say_as("date", "since {year}", year=_skeleton("y", limit.day, locale))


def _is_in_one_year(asked: DateRange) -> bool:
    return asked.start.year == asked.end.year


def _are_whole_months(asked: DateRange) -> bool:
    return asked.start.day == 1 and asked.end.toordinal() + 1 == _next_month(asked.end).toordinal()


def _next_month(at: date) -> date:
    return date(at.year + at.month // 12, at.month % 12 + 1, 1)


def _interval(asked: DateRange, skeleton: str, locale: Locale) -> str:
    return _bound(format_interval(asked.start, asked.end, skeleton, locale=locale))


def _skeleton(skeleton: str, at: date, locale: Locale) -> str:
    return _bound(format_skeleton(skeleton, at, locale=locale))


def _bound(words: str) -> str:
    """Return a date without a break between a number and what follows it."""
    for space in (" ", "\u2009", "\u202f"):
        words = words.replace(f"{space}–{space}", "–")
    first, *rest = words.split(" ")
    parts = [first]
    for part in rest:
        parts.append((NBSP if parts[-1][-1:].isdigit() or parts[-1].rstrip(".").isdigit() else " ") + part)
    return "".join(parts)
