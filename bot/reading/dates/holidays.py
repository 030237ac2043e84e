"""Named days from their tables: which lexemes name a day, on which days it falls, whose day it is, and what is no day.

A row of `rules/holidays.toml` and `rules/national_days.toml` has `names`, as written, and one way to find the day:

- `on = "12-24"`, a month and a day, or a list of them where one name is several days of a year;
- `nth = {weekday = "thursday", n = 4, month = 11}`, n = -1 for the last;
- `from = "easter"`, one of `calendars.MOVING_DAYS`;
- `islamic = ["12-10"]`, days of the Islamic year; `islamic_month = 9`, that whole month;
- `dates = [2024-03-05]`, the only days there are.

It may have `days = -2` (so many after that day), `weekday_before = "friday"` (the last one before that day),
`every = [4, 1]` (years that leave 1 over when divided by 4), `since` and `until` (years), `week = true` (the week that
holds the day), `country` (words that name whose day it is), `default = true` (also the day where no such country is
named), `slots` (a day only after one of these words), `before` (only before one of these), `also_a_name = true` (people
are called so).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto

from bot.reading.dates.calendars import MOVING_DAYS, islamic_days
from bot.reading.dates.lexemes import cut
from bot.reading.dates.lexicon import WEEKDAYS
from bot.reading.dates.rules import Row, load_rules
from bot.reading.dates.values import safe_date

Days = Callable[[int], tuple[date, ...]]
"""Year → the days in it, in order: usually one, none where it isn't known or not kept, two of some Islamic days."""
Words = tuple[str, ...]


class Extent(Enum):
    """How much of the calendar a name takes up."""

    DAY = auto()
    WEEK = auto()
    """The week from Monday to Sunday that holds the day."""
    MONTH = auto()
    """The Islamic month that begins on the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day that a name means, maybe in one country only.

    Attributes:
        days: When it is.
        extent: Whether it is a day, a week or a month.
        reach: Years on either side of the publication among which the nearest is looked for.
        only: The one day there ever was; None for a day that comes again.
        country: Words that name the country whose day it is, each cut into lexemes; empty where it is everyone's.
        is_default: Whether it is meant where no country is named.
        slots: Words after one of which alone it is meant; empty for all.
        before: Words before one of which alone it is meant; empty for all.
        is_also_a_name: Whether people are called so.
    """

    days: Days
    extent: Extent = Extent.DAY
    reach: int = 1
    only: date | None = None
    country: tuple[Words, ...] = ()
    is_default: bool = True
    slots: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    is_also_a_name: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One written form.

    Attributes:
        words: Its lexemes in lower case.
        capitals: Places of the lexemes that must begin with a capital.
        holidays: What it means to anyone, most special first.
        by_country: Last lexeme of a country's word → the whole word and what the name means there, longest first.
        looks_back: Whether the last country named before it decides; else only its neighbours do.
    """

    words: Words
    capitals: tuple[int, ...]
    holidays: tuple[Holiday, ...]
    by_country: dict[str, list[tuple[Words, Holiday]]]
    looks_back: bool


@dataclass(frozen=True, slots=True)
class NoDay:
    """Where a word after a name makes it no day.

    Attributes:
        names: The names that it does so to; empty for all.
        is_lower: Whether it does so only without a capital: a turkey, but not Turkey.
    """

    names: frozenset[Words]
    is_lower: bool


def _days(row: Row) -> Days:
    """Make a row's rule: the base days, then the weekday before, then the years in which it is kept."""
    days = _base_days(row)
    if "days" in row:
        after = timedelta(days=row["days"])
        days = _moved(days, lambda day: day + after)
    if "weekday_before" in row:
        weekday = WEEKDAYS[row["weekday_before"]]
        days = _moved(days, lambda day: _weekday_before(day, weekday))
    step, rest = row.get("every", (1, 0))
    first, last = row.get("since", 0), row.get("until", 9999)
    if step == 1 and (first, last) == (0, 9999):
        return days
    return lambda year: days(year) if first <= year <= last and year % step == rest else ()


def _base_days(row: Row) -> Days:
    if "on" in row:
        fixed = [_month_day(one) for one in ([row["on"]] if isinstance(row["on"], str) else row["on"])]
        return lambda year: tuple(day for month_day in fixed if (day := safe_date(year, *month_day)) is not None)
    if "nth" in row:
        weekday, n, month = WEEKDAYS[row["nth"]["weekday"]], row["nth"]["n"], row["nth"]["month"]
        return lambda year: (nth_weekday(year, month, weekday, n),)
    if "from" in row:
        moving = MOVING_DAYS[row["from"]]
        return lambda year: _one(moving(year))
    if "dates" in row:
        listed: Sequence[date] = row["dates"]
        return lambda year: tuple(day for day in listed if day.year == year)
    given = row.get("islamic") or [f"{row['islamic_month']:02d}-01"]
    dates = [_month_day(one) for one in given]
    return lambda year: tuple(sorted(day for month, number in dates for day in islamic_days(year, month, number)))


def _moved(days: Days, move: Callable[[date], date]) -> Days:
    """Move days, maybe across New Year: those that come to lie in the year are its own."""
    return lambda year: tuple(
        day for near in (year - 1, year, year + 1) for given in days(near) if (day := move(given)).year == year
    )


def _one(day: date | None) -> tuple[date, ...]:
    return () if day is None else (day,)


def _month_day(written: str) -> tuple[int, int]:
    month, day = written.split("-")
    return int(month), int(day)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """Return the n-th of a weekday (0 Monday) in a month, counted from its end where n is negative."""
    if n > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 - 7 * (n + 1))


def _weekday_before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _holiday(row: Row) -> Holiday:
    dates = row.get("dates", ())
    country = tuple(lower(word) for word in row.get("country", ()))
    extent = Extent.MONTH if "islamic_month" in row else Extent.WEEK if row.get("week") else Extent.DAY
    return Holiday(
        days=_days(row),
        extent=extent,
        reach=max(1, row.get("every", (1, 0))[0], 4 if dates else 1),
        only=dates[0] if len(dates) == 1 else None,
        country=country,
        is_default=row.get("default", not country),
        slots=frozenset(row.get("slots", ())),
        before=frozenset(row.get("before", ())),
        is_also_a_name=row.get("also_a_name", False),
    )


def lower(written: str) -> Words:
    """Return the lower-case lexemes of a written form."""
    return tuple(word.lower() for word in cut(written))


def _name(written: str, holidays: Iterable[Holiday]) -> Name:
    general = list[Holiday]()
    by_country = dict[str, dict[Words, Holiday]]()
    for one in holidays:
        if one.is_default:
            general.append(one)
        for words in one.country:
            known = by_country.setdefault(words[-1], {})
            known[words] = _both(known[words], one) if words in known else one
    general.sort(key=lambda one: not one.before)
    return Name(
        words=lower(written),
        capitals=tuple(i for i, word in enumerate(cut(written)) if word[0].isupper()),
        holidays=tuple(general),
        by_country={last: sorted(known.items(), key=lambda item: -len(item[0])) for last, known in by_country.items()},
        looks_back=all(one.country or one.before for one in general),
    )


def _both(one: Holiday, other: Holiday) -> Holiday:
    """Return a day that was moved at some time: both rules, each in its own years."""
    return replace(one, days=lambda year: tuple(sorted({*one.days(year), *other.days(year)})))


def _names() -> dict[str, list[Name]]:
    rows = [*load_rules("holidays")["holiday"], *load_rules("national_days")["holiday"]]
    meanings = dict[str, list[Holiday]]()
    for row in rows:
        one = _holiday(row)
        for written in row["names"]:
            meanings.setdefault(written, []).append(one)
    by_first = dict[str, list[Name]]()
    for written, holidays in meanings.items():
        name = _name(written, holidays)
        by_first.setdefault(name.words[0], []).append(name)
    for names in by_first.values():
        names.sort(key=lambda name: -len(name.words))
    return by_first


NAMES = _names()
"""First lexeme → the names that begin with it, longest first."""
NO_DAYS: dict[str, NoDay] = {
    word: NoDay(frozenset(lower(name) for name in row.get("names", ())), row.get("lower", False))
    for row in load_rules("holidays")["no_day"]
    for word in row["words"]
}
"""Lexeme after a name that makes it a thing or another name ("tree", "Island") → where it does so."""
