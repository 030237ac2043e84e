"""A day of the year without its year, and what was on it in other years."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.countries import Dyad
from bot.model.datewords import MONTHS
from bot.model.language import numeral, say_n
from bot.model.stored import StoredEvent

NOTABLE = 0.8
"""Salience from which an event is worth a line in a digest by its day alone: a chronology's significance of 4 or 5, or
what the press told as widely."""
_LEAP_YEAR = 2024
_FEBRUARY = 2
_LEAP_DAY = 29
_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class YearDay:
    """A day and month; 29 February is one.

    Raises:
        ValueError: No year has this day.
    """

    month: int
    day: int

    def __post_init__(self) -> None:
        """Check that there is such a day."""
        date(_LEAP_YEAR, self.month, self.day)

    @classmethod
    def of(cls, day: date) -> "YearDay":
        """Return the day of the year of a date."""
        return cls(month=day.month, day=day.day)

    @property
    def is_leap_day(self) -> bool:
        """Whether only leap years have it."""
        return (self.month, self.day) == (_FEBRUARY, _LEAP_DAY)

    @property
    def words(self) -> str:
        """The day in English words, which `bot.year_days` reads back: "14 June"."""
        return f"{self.day} {MONTHS[self.month - 1]}"

    def after(self, days: int) -> "YearDay":
        """Return the day so many days later in a leap year, earlier where negative; the year is a circle."""
        start = date(_LEAP_YEAR, 1, 1)
        number = (date(_LEAP_YEAR, self.month, self.day) - start).days
        return YearDay.of(start + timedelta(days=(number + days) % _DAYS))

    def dates(self, first_year: int, last_year: int) -> Iterator[date]:
        """Yield its dates in these years, both included, oldest first; years without it are passed over."""
        for year in range(first_year, last_year + 1):
            try:
                yield date(year, self.month, self.day)
            except ValueError:
                continue


def days_marked_on(day: date) -> tuple[YearDay, ...]:
    """Return the days of the year that a date marks: its own, and on 28 February of a common year the 29th, too.

    So every day of the year is marked once a year, whatever the year.
    """
    own = YearDay.of(day)
    leap = YearDay(month=_FEBRUARY, day=_LEAP_DAY)
    is_last = own == leap.after(-1) and (day + timedelta(days=1)).month != _FEBRUARY
    return (own, leap) if is_last else (own,)


def years_ago(past: date, present: int) -> str:
    """Return how many calendar years a date lies back from a year: "a year ago", "54 years ago"."""
    years = present - past.year
    return say_n("a year ago", "{n} years ago", years, n=numeral(years))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """What happened on a day of the year before the present year.

    Attributes:
        day: The day.
        pairs: Of which events are shown, in the server's order.
        is_own: Whether these are the server's own pairs, not one that was asked for.
        today: The server's date.
        events: Oldest first; the weightiest where not all are shown.
        total: How many there are.
        before: Where the way back leads: the day before, or where nothing is shown the nearest with an event.
        after: Where the way on leads.
    """

    day: YearDay
    pairs: tuple[Dyad, ...]
    is_own: bool
    today: date
    events: tuple[StoredEvent, ...]
    total: int
    before: YearDay
    after: YearDay


def nearest(day: YearDay, dates: Iterable[date], *, within: int) -> tuple[YearDay, YearDay]:
    """Return the nearest days of the year before and after one that some dates have; the neighbour where none has.

    Args:
        day: The day.
        dates: Of events, of any year.
        within: How many days before and after count.
    """
    taken = {YearDay.of(one) for one in dates}
    back = (day.after(-days) for days in range(1, within + 1))
    on = (day.after(days) for days in range(1, within + 1))
    return (
        next((one for one in back if one in taken), day.after(-1)),
        next((one for one in on if one in taken), day.after(1)),
    )


def by_date(events: Iterable[StoredEvent]) -> tuple[StoredEvent, ...]:
    """Return dated events oldest first, those of one day in their order."""
    return tuple(sorted(events, key=lambda one: one.event.when.range.start if one.event.when.range else date.max))
