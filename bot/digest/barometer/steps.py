"""The steps of a period: days, weeks, months or years."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.digest.barometer.levels import HALF_LIFE_DAYS, LONG_HALF_LIFE_DAYS, LONGEST_DAYS
from bot.model.barometer import FEWEST_A_STEP, BarometerPeriod, Step
from bot.model.dates import DateRange

MEMORY_DAYS = 10 * HALF_LIFE_DAYS
"""How long before a period events still count: then a weight has fallen to a thousandth."""
_LONGEST_BY_MONTH = timedelta(days=15 * 366)
"""Beyond fifteen years a line by month has more points than its picture can tell apart, and hardly an event in most."""
_MOST_OF_A_MONTH = 31
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WEEKS = {
    BarometerPeriod.MONTHS_3: 13,
    BarometerPeriod.MONTHS_6: 26,
    BarometerPeriod.YEAR: 52,
}


def first_day(asked: BarometerPeriod, until: date) -> date | None:
    """Return the first day of which `measure` needs the events; None for all of them."""
    if asked is BarometerPeriod.ALL:
        return None
    return steps_of(asked, until, until)[0].start - timedelta(days=MEMORY_DAYS)


def steps_of(asked: BarometerPeriod, until: date, first: date) -> tuple[DateRange, ...]:
    """Return the steps of a period, oldest first.

    Days and weeks count back from its last day; months and years are the calendar's, the last one up to that day.

    Args:
        asked: How far back.
        until: Its last day.
        first: The day of the first event, from which all of them are shown: by week up to a year, by month up to
            fifteen, else by year.
    """
    if asked is BarometerPeriod.WEEKS_4:
        return tuple(DateRange.day(until - n * _DAY) for n in reversed(range(28)))
    weeks = _WEEKS.get(asked) or max(1, -(-((until - first).days + 1) // 7))
    if weeks <= _WEEKS[BarometerPeriod.YEAR]:
        ends = (until - n * _WEEK for n in reversed(range(weeks)))
        return tuple(DateRange(start=end - _WEEK + _DAY, end=end) for end in ends)
    return tuple(_years(first, until) if until - first > _LONGEST_BY_MONTH else _months(first, until))


def _months(first: date, until: date) -> Iterator[DateRange]:
    start = first.replace(day=1)
    while start <= until:
        following = (start + timedelta(days=31)).replace(day=1)
        yield DateRange(start=start, end=min(until, following - _DAY))
        start = following


def _years(first: date, until: date) -> Iterator[DateRange]:
    for year in range(first.year, until.year + 1):
        yield DateRange(start=date(year, 1, 1), end=min(until, date(year, 12, 31)))


def beginning(days: Sequence[date], until: date) -> date:
    """Return the first day of a year with three events: one that is told of long before them stretches no line."""
    ordered = sorted(days)
    pairs = zip(ordered, ordered[FEWEST_A_STEP - 1 :], strict=False)
    together = (first for first, third in pairs if (third - first).days <= LONGEST_DAYS)
    return next(together, ordered[0] if ordered else until)


def step_of(steps: Sequence[DateRange]) -> Step:
    """Return which kind of steps these are, by the first one, which is whole."""
    days = (steps[0].end - steps[0].start).days + 1
    if days <= _MOST_OF_A_MONTH:
        return Step.DAY if days == 1 else Step.WEEK if days == 7 else Step.MONTH
    return Step.YEAR


def half_life_of(step: Step) -> int:
    """Return in how many days a weight halves on a line of such steps: a step never forgets its own beginning."""
    return LONG_HALF_LIFE_DAYS if step is Step.YEAR else HALF_LIFE_DAYS
