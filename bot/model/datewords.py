"""Calendar dates in words, as people write them: absolute, in the spoken language, the same on every machine.

It owns the names of months and weekdays, and what is written for a day, a period and an event's date. The reader's
summaries, the quiz and the cards all say dates; by the import map none of these rooms may import another, and each may
import the model. The words are functions of the model's values and of the language that is spoken, and need nothing
else, so their one home is here. The tables hold English, also for those who look for dates in English texts.
It must not know where words stand: no-break spaces, bold type and Discord's own timestamps are matters of the cards.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bot.model.dates import DateRange, EventDate, Precision
from bot.model.language import noted, noted_as, say, say_as
from bot.model.reading import Event, Status

MONTHS = (
    noted_as("month", "January"), noted_as("month", "February"), noted_as("month", "March"),
    noted_as("month", "April"), noted_as("month", "May"), noted_as("month", "June"),
    noted_as("month", "July"), noted_as("month", "August"), noted_as("month", "September"),
    noted_as("month", "October"), noted_as("month", "November"), noted_as("month", "December"),
)  # fmt: skip
SHORT_MONTHS = (
    noted_as("short month", "Jan"), noted_as("short month", "Feb"), noted_as("short month", "Mar"),
    noted_as("short month", "Apr"), noted_as("short month", "May"), noted_as("short month", "Jun"),
    noted_as("short month", "Jul"), noted_as("short month", "Aug"), noted_as("short month", "Sep"),
    noted_as("short month", "Oct"), noted_as("short month", "Nov"), noted_as("short month", "Dec"),
)  # fmt: skip
WEEKDAYS = (
    noted_as("weekday", "Monday"), noted_as("weekday", "Tuesday"), noted_as("weekday", "Wednesday"),
    noted_as("weekday", "Thursday"), noted_as("weekday", "Friday"), noted_as("weekday", "Saturday"),
    noted_as("weekday", "Sunday"),
)  # fmt: skip
NO_DATE = noted("date not given")
_SENSES: Mapping[tuple[str, ...], str] = {MONTHS: "month", SHORT_MONTHS: "short month"}
_MONTHS_OF_DAYS = (
    noted_as("month of a day", "January"), noted_as("month of a day", "February"), noted_as("month of a day", "March"),
    noted_as("month of a day", "April"), noted_as("month of a day", "May"), noted_as("month of a day", "June"),
    noted_as("month of a day", "July"), noted_as("month of a day", "August"), noted_as("month of a day", "September"),
    noted_as("month of a day", "October"), noted_as("month of a day", "November"),
    noted_as("month of a day", "December"),
)  # fmt: skip
"""Some languages inflect a month's name beside a day or a part of the month."""
_QUARTERS = (
    noted_as("date", "first quarter"), noted_as("date", "second quarter"), noted_as("date", "third quarter"),
    noted_as("date", "fourth quarter"),
)  # fmt: skip
_QUARTERS_OF_YEARS = (
    noted_as("date", "first quarter of {year}"), noted_as("date", "second quarter of {year}"),
    noted_as("date", "third quarter of {year}"), noted_as("date", "fourth quarter of {year}"),
)  # fmt: skip
_THIRDS = (noted_as("date", "early {month}"), noted_as("date", "mid-{month}"), noted_as("date", "late {month}"))
_THIRDS_WITH_YEARS = (
    noted_as("date", "early {month} {year}"), noted_as("date", "mid-{month} {year}"),
    noted_as("date", "late {month} {year}"),
)  # fmt: skip
_LONGEST_BY_DAYS = timedelta(days=31)
"""A longer stretch is told by months, since its first and last day are seldom meant."""
_AHEAD = frozenset({Status.PLANNED, Status.POSSIBLE})
_TOLD_AS_PAST = frozenset({Status.OCCURRED, Status.REPORTED})


def weekday_words(day: date) -> str:
    """Return the name of a day's weekday: "Wednesday"."""
    return say_as("weekday", WEEKDAYS[day.weekday()])


def month_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return the month of a day: "June 2023".

    Args:
        day: Any day of the month.
        this_year: The year that the place of the words already says; None to say it here.
        months: The names to use, `MONTHS` or `SHORT_MONTHS`.
    """
    month = _month(day, months)
    if day.year == this_year:
        return month
    return say_as("date", "{month} {year}", month=month, year=day.year)


def day_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return a day: "14 June 2023"; the arguments are those of `month_words`."""
    month = _month_of_day(day, months)
    if day.year == this_year:
        return say_as("date", "{day} {month}", day=day.day, month=month)
    return say_as("date", "{day} {month} {year}", day=day.day, month=month, year=day.year)


def week_words(day: date, *, this_year: int | None = None, months: tuple[str, ...] = MONTHS) -> str:
    """Return a week by its first day: "week of 5 June 2023"; the arguments are those of `month_words`."""
    return say_as("date", "week of {day}", day=day_words(day, this_year=this_year, months=months))


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
        return _days_of_month(start, end, this_year, months)
    return _from_to(day_words(start, this_year=_said(days, this_year), months=months), last)


def span_words(days: DateRange) -> str:
    """Return the months that a period touches: "January to June 2023", "June 2023", "May 2022 to June 2023"."""
    last = month_words(days.end)
    first = month_words(days.start, this_year=_said(days, None))
    return last if month_words(days.start) == last else _from_to(first, last)


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
        return say_as("date", "{year}", year=first)
    if first % 10 == 0 and last == first + 9:
        return say_as("date", "the {year}s", year=first)
    return _dashed(str(first), say_as("date", "{year}", year=last))


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
    number = start.month // 3
    if start.year == this_year:
        return say_as("date", _QUARTERS[number])
    return say_as("date", _QUARTERS_OF_YEARS[number], year=start.year)


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
        return say(NO_DATE)
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
            return say(NO_DATE)
        return say_as("date", "by {day}", day=day_words(min(told_on), this_year=this_year, months=months))
    if _has_lasted_years(event, told_on):
        return say_as("date", "since {year}", year=event.when.range.start.year)
    if not _is_deadline(event, told_on):
        return date_words(event.when, this_year=this_year, months=months)
    start, end = event.when.range.start, event.when.range.end
    if start.year < end.year and (end.month, end.day) == (12, 31):
        return say_as("date", "by the end of {year}", year=end.year)
    return say_as("date", "by {day}", day=day_words(end, this_year=this_year, months=months))


def is_dated_by_report(event: Event, told_on: Collection[date]) -> bool:
    """Tell whether all that is known of when an event took place is that it is told on a day, so not after it."""
    return event.when.range is None and event.status in _TOLD_AS_PAST and bool(told_on)


def is_told_in_words(event: Event, told_on: Collection[date]) -> bool:
    """Tell whether an event's date is more than its days: a deadline, or a beginning; the arguments as above."""
    if is_dated_by_report(event, told_on):
        return True
    return event.when.range is not None and (_has_lasted_years(event, told_on) or _is_deadline(event, told_on))


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


def _month(day: date, months: tuple[str, ...]) -> str:
    """Return a month's name as it stands alone or with a year."""
    return say_as(_SENSES[months], months[day.month - 1])


def _month_of_day(day: date, months: tuple[str, ...]) -> str:
    """Return a month's name as it stands beside a day."""
    return say_as("month of a day", _MONTHS_OF_DAYS[day.month - 1]) if months is MONTHS else _month(day, months)


def _days_of_month(start: date, end: date, this_year: int | None, months: tuple[str, ...]) -> str:
    month = _month_of_day(end, months)
    if end.year == this_year:
        return say_as("date", "{first}–{last} {month}", first=start.day, last=end.day, month=month)
    return say_as("date", "{first}–{last} {month} {year}", first=start.day, last=end.day, month=month, year=end.year)


def _from_to(first: str, last: str) -> str:
    return say_as("date", "{first} to {last}", first=first, last=last)


def _dashed(first: str, last: str) -> str:
    return say_as("date", "{first}–{last}", first=first, last=last)


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
    return _dashed(first, last) if days.start.year == days.end.year else _from_to(first, last)


def _is_stretch(days: DateRange) -> bool:
    return days.end - days.start >= _LONGEST_BY_DAYS and not _are_whole_months(days)


def _stretch(days: DateRange, this_year: int | None, months: tuple[str, ...]) -> str:
    """Return a long range by the parts of its first and its last month."""
    return _from_to(
        _part_of_month(days.start, _said(days, this_year), months, is_plain=days.start.day == 1),
        _part_of_month(days.end, this_year, months, is_plain=_is_last_of_month(days.end)),
    )


def _part_of_month(day: date, this_year: int | None, months: tuple[str, ...], *, is_plain: bool) -> str:
    """Return a third of a month, in full words since "mid-Jun" is hard to read; the bare month where it is plain."""
    if is_plain:
        return month_words(day, this_year=this_year, months=months)
    month = _month_of_day(day, MONTHS)
    if day.year == this_year:
        return say_as("date", _THIRDS[min(day.day - 1, 20) // 10], month=month)
    return say_as("date", _THIRDS_WITH_YEARS[min(day.day - 1, 20) // 10], month=month, year=day.year)
