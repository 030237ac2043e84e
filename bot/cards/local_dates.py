"""Dates of a digest in the language that a server wants them in; British English is the house's own.

The words of other languages are those of the Unicode CLDR, as the package babel carries them.
"""

from datetime import date, timedelta

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from bot.cards import dates
from bot.cards.tokens import NBSP
from bot.model.dates import DateRange, Precision
from bot.model.settings import Cadence
from bot.model.stored import StoredEvent

HOUSE = "en-GB"
_YEAR_DAYS = timedelta(days=364)


def listed_date(stored: StoredEvent, year: int, locale: str) -> str:
    """Return when an event was as it stands in lists: "14 Jun", "14. Juni", "6月14日".

    Args:
        stored: The event, with its reports.
        year: The year that the heading already says.
        locale: BCP 47 tag.

    Returns:
        No finer than the date is known. Where only words tell it ("by 14 Jun", "date not given"), they are English.
    """
    when = stored.event.when.range
    if locale == HOUSE or when is None or _is_told_in_words(stored):
        return dates.listed_date(stored, year)
    is_said = when.start.year == when.end.year == year
    if when.start == when.end:
        return _skeleton("MMMd" if is_said else "yMMMd", when.start, locale)
    if stored.event.when.precision is Precision.YEAR or when.end - when.start >= _YEAR_DAYS:
        return _interval(when, "y", locale)
    if stored.event.when.precision in {Precision.MONTH, Precision.QUARTER} or _are_whole_months(when):
        return _interval(when, "MMM" if is_said else "yMMM", locale)
    return _interval(when, "MMMd" if is_said else "yMMMd", locale)


def period_words(period: DateRange, cadence: Cadence, locale: str) -> str:
    """Return the days that a digest covers, as its head says them: "Wednesday 14 June 2023", "12–18 June 2023"."""
    is_month = cadence is Cadence.MONTHLY and dates.month(period.start) == dates.month(period.end)
    if locale == HOUSE:
        if is_month:
            return dates.month(period.end)
        if period.start == period.end:
            return f"{dates.weekday(period.end)} {dates.day(period.end)}"
        return dates.days(period)
    if is_month:
        return _skeleton("yMMMM", period.end, locale)
    if period.start == period.end:
        return _bound(format_date(period.end, "full", locale=_known(locale)))
    return _interval(period, "yMMMd", locale)


def _is_told_in_words(stored: StoredEvent) -> bool:
    """Tell whether a date is more than its days: a deadline, or a beginning."""
    return dates.listed_date(stored).startswith(("by ", "since "))


def _are_whole_months(when: DateRange) -> bool:
    return when.start.day == 1 and (when.end + timedelta(days=1)).day == 1


def _interval(when: DateRange, skeleton: str, locale: str) -> str:
    return _bound(format_interval(when.start, when.end, skeleton, locale=_known(locale)))


def _skeleton(skeleton: str, at: date, locale: str) -> str:
    return _bound(format_skeleton(skeleton, at, locale=_known(locale)))


def _known(locale: str) -> Locale:
    return Locale.parse(locale, sep="-")


def _bound(words: str) -> str:
    """Return a date without a break between a number and what follows it."""
    for space in (" ", "\u2009", "\u202f"):
        words = words.replace(f"{space}–{space}", "–")
    first, *rest = words.split(" ")
    parts = [first]
    for part in rest:
        parts.append((NBSP if parts[-1][-1:].isdigit() or parts[-1].rstrip(".").isdigit() else " ") + part)
    return "".join(parts)
