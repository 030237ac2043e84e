"""Calendar dates in words, as people write them: absolute, in one language, the same on every machine.

It owns the names of months and weekdays, and what is written for a day, a period and an event's date. The reader's
summaries, the quiz and the cards all say dates; by the import map none of these rooms may import another, and each may
import the model. The words are functions of the model's values and need nothing else, so their one home is here.
It must not know where words stand: no-break spaces, bold type and Discord's own timestamps are matters of the cards.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from bot.model.dates import DateRange, EventDate, Precision
from bot.model.language import noted
from bot.model.reading import Event, Status

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NO_DATE = noted("date not given")
_ORDINALS = ("first", "second", "third", "fourth")
_LONGEST_BY_DAYS = timedelta(days=31)
"""A longer stretch is told by months, since its first and last day are seldom meant."""
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_TOLD_AS_PAST = frozenset({Status.OCCURRED, Status.REPORTED})


def month_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return the month of a day: "June 2023".

    Args:
        day: Any day of the month.
        this_year: The year that the place of the words already says; None to say it here.
        months: The names to use, `MONTHS` or `SHORT_MONTHS`.
    """
    return f"{months[day.month - 1]}{_year(day, this_year)}"


def day_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return a day: "14 June 2023"; the arguments are those of `month_words`."""
    return f"{day.day} {month_words(day, this_year=this_year, months=months)}"


def week_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return a week by its first day: "week of 5 June 2023"; the arguments are those of `month_words`."""
    return f"week of {day_words(day, this_year=this_year, months=months)}"


def days_words(days: DateRange, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return a range by its days, what both share said once: "12–18 June 2023", "29 May to 4 June 2023".

    Args:
        days: Inclusive.
        this_year: The year that needn't be said.
        months: `MONTHS` or `SHORT_MONTHS`.
    """
    start, end = days.start, days.end
    last = day_words(end, this_year=this_year, months=months)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    return f"{day_words(start, this_year=_said(days, this_year), months=months)} to {last}"


def span_words(days: DateRange) -> str:
    """Return the months that a period touches: "January to June 2023", "June 2023", "May 2022 to June 2023"."""
    last = month_words(days.end)
    first = month_words(days.start, this_year=_said(days, None))
    return last if month_words(days.start) == last else f"{first} to {last}"


def is_day_range(days: DateRange) -> bool:
    """Tell whether a range is more than a day and told by its days, since they are no whole months or years."""
    is_told_otherwise = years_words(days) or _whole_months(days, None, MONTHS)
    return days.start != days.end and not is_told_otherwise


def years_words(days: DateRange) -> str | None:
    """Return a range of whole years: "2023", "2018–2020", "the 1990s"; None for any other."""
    first, last = days.start.year, days.end.year
    if (days.start.month, days.start.day, days.end.month, days.end.day) != (1, 1, 12, 31):
        return None
    if first == last:
        return str(first)
    return f"the {first}s" if first % 10 == 0 and last == first + 9 else f"{first}–{last}"


def quarter_words(days: DateRange, *, this_year: int | None = None) -> str | None:
    """Return a quarter by its number: "second quarter of 2023"; None for any other range.

    Args:
        days: Inclusive.
        this_year: The year that needn't be said.
    """
    start, end = days.start, days.end
    is_in_one = (start.year, start.month + 2) == (end.year, end.month) and start.month % 3 == 1
    if not is_in_one or not _are_whole_months(days):
        return None
    return f"{_ORDINALS[start.month // 3]} quarter" + ("" if start.year == this_year else f" of {start.year}")


def period_words(days: DateRange, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return exactly the days of a period, shorter where they are whole months or years.

    Args:
        days: Inclusive.
        this_year: The year that needn't be said; whole years always are.
        months: `MONTHS` or `SHORT_MONTHS`.

    Returns:
        "2023", "2018–2020", "May 2023", "January–June 2023", "December 2022 to February 2023", "12–18 June 2023".
    """
    return (
        years_words(days)
        or _whole_months(days, this_year, months)
        or days_words(days, this_year=this_year, months=months)
    )


def date_words(when: EventDate, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return an event's date no finer than it is known.

    Args:
        when: The date.
        this_year: The year that needn't be said; whole years always are.
        months: `MONTHS` or `SHORT_MONTHS`.

    Returns:
        As `period_words`, but a week by its Monday ("week of 5 June 2023"), a quarter by its number ("second quarter
        of 2023"), and a stretch of more than a month by its months ("February to mid-June 2023").
    """
    if when.range is None:
        return NO_DATE
    start = when.range.start
    if when.precision is Precision.WEEK and _is_week(when.range):
        return week_words(start, this_year=this_year, months=months)
    quarter = quarter_words(when.range, this_year=this_year)
    if when.precision is Precision.QUARTER and quarter:
        return quarter
    if _is_stretch(when.range):
        return _stretch(when.range, this_year, months)
    return period_words(when.range, this_year=this_year, months=months)


def event_date_words(
    event: Event, told_on: Collection[date], *, this_year: int | None = None, months: tuple[str, ...] = MONTHS
) -> str:
    """Return an event's date with what its status and its reports make of it.

    Args:
        event: With its date and status.
        told_on: Days of publication of the articles that tell it, in any order; empty where unknown.
        this_year: The year that needn't be said; whole years always are.
        months: `MONTHS` or `SHORT_MONTHS`.

    Returns:
        As `date_words`, but "by 14 June 2023" for a deadline, and for what took place by the account of an article that
        gives no date: then it is the article's day, the earliest of several. "since 2011" for what has lasted from a
        year before that day up to it.
    """
    if event.when.range is None:
        if not is_dated_by_report(event, told_on):
            return NO_DATE
        return f"by {day_words(min(told_on), this_year=this_year, months=months)}"
    if _has_lasted_years(event, told_on):
        return f"since {event.when.range.start.year}"
    if not _is_deadline(event, told_on):
        return date_words(event.when, this_year=this_year, months=months)
    start, end = event.when.range.start, event.when.range.end
    if start.year < end.year and (end.month, end.day) == (12, 31):
        return f"by the end of {end.year}"
    return f"by {day_words(end, this_year=this_year, months=months)}"


class LimitKind(Enum):
    """What is known of an event's date where it is no more than one end."""

    BY_DAY = "by a day"
    BY_YEAR = "by the end of a year"
    SINCE_YEAR = "since a year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One end of an event's date: `day`, or the year that it is in."""

    kind: LimitKind
    day: date


def limit_of(event: Event, told_on: Collection[date]) -> Limit | None:
    """Return what `event_date_words` says as "by" or "since", for those who say it in another language; else None."""
    days = event.when.range
    if days is None:
        return Limit(kind=LimitKind.BY_DAY, day=min(told_on)) if is_dated_by_report(event, told_on) else None
    if _has_lasted_years(event, told_on):
        return Limit(kind=LimitKind.SINCE_YEAR, day=days.start)
    if not _is_deadline(event, told_on):
        return None
    is_of_years = days.start.year < days.end.year and (days.end.month, days.end.day) == (12, 31)
    return Limit(kind=LimitKind.BY_YEAR if is_of_years else LimitKind.BY_DAY, day=days.end)


def is_dated_by_report(event: Event, told_on: Collection[date]) -> bool:
    """Tell whether all that is known of when an event took place is that it is told on a day, so not after it."""
    return event.when.range is None and event.status in _TOLD_AS_PAST and bool(told_on)


def is_told_by_months(when: EventDate) -> bool:
    """Tell whether an event's date is said by months without a day."""
    if when.range is None or (when.precision is Precision.QUARTER and quarter_words(when.range)):
        return False
    is_by_months = _is_stretch(when.range) or _whole_months(when.range, None, MONTHS) is not None
    return is_by_months and years_words(when.range) is None


def _is_deadline(event: Event, told_on: Collection[date]) -> bool:
    """Tell whether an event is to come at any time from the day of a report up to a last day.

    The reader dates "must leave by 30 June" from the article's day to the last one.
    """
    days = event.when.range
    is_open = event.status in _AHEAD and event.when.precision is Precision.RANGE
    return is_open and days is not None and days.start < days.end and days.start in told_on


def _has_lasted_years(event: Event, told_on: Collection[date]) -> bool:
    """Tell whether an event goes on from the beginning of an earlier year to the day of a report ("since 2011")."""
    days = event.when.range
    if days is None or event.when.precision is not Precision.RANGE or event.status not in _TOLD_AS_PAST:
        return False
    return (days.start.month, days.start.day) == (1, 1) and days.start.year < days.end.year and days.end in told_on


def _year(day: date, this_year: int | None) -> str:
    return "" if day.year == this_year else f" {day.year}"


def _said(days: DateRange, this_year: int | None) -> int | None:
    """Return the year that a range's first half needn't say: the last half's, else the one that is known."""
    return days.start.year if days.start.year == days.end.year else this_year


def _is_week(days: DateRange) -> bool:
    """Tell whether a range is an ISO week, Monday to Sunday."""
    return days.start.weekday() == 0 and days.end - days.start == timedelta(days=6)


def _are_whole_months(days: DateRange) -> bool:
    return days.start.day == 1 and _is_last_of_month(days.end)


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _whole_months(days: DateRange, this_year: int | None, months: tuple[str, ...]) -> str | None:
    """Return a range of whole months; None for any other."""
    if not _are_whole_months(days):
        return None
    last = month_words(days.end, this_year=this_year, months=months)
    if (days.start.year, days.start.month) == (days.end.year, days.end.month):
        return last
    first = month_words(days.start, this_year=_said(days, this_year), months=months)
    return f"{first}–{last}" if days.start.year == days.end.year else f"{first} to {last}"


def _is_stretch(days: DateRange) -> bool:
    return days.end - days.start >= _LONGEST_BY_DAYS and not _are_whole_months(days)


def _stretch(days: DateRange, this_year: int | None, months: tuple[str, ...]) -> str:
    """Return a long range by the parts of its first and its last month."""
    first = _part_of_month(days.start, months, is_plain=days.start.day == 1)
    last = _part_of_month(days.end, months, is_plain=_is_last_of_month(days.end))
    return f"{first}{_year(days.start, _said(days, this_year))} to {last}{_year(days.end, this_year)}"


def _part_of_month(day: date, months: tuple[str, ...], *, is_plain: bool) -> str:
    """Return a third of a month, in full words since "mid-Jun" is hard to read; the bare month where it is plain."""
    if is_plain:
        return months[day.month - 1]
    name = MONTHS[day.month - 1]
    if 10 < day.day <= 20:
        return f"mid-{name}"
    return f"early {name}" if day.day <= 10 else f"late {name}"
