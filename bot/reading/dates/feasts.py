"""Holidays where a text names them: "Thanksgiving", "Christmas Eve 2022", "Ukraine's Independence Day", "Easter week".

The span is the name with "last", "this" or "next", a year, and a part of the day, "week" or "weekend" after it; the
article belongs to it unless a noun follows ("[the Lunar New Year]", "the [Lunar New Year] holiday"), the country does
not. A day stands for a feast of several days: its first. A holy month has no form of its own in TIMEX3, which counts by
the Gregorian calendar; its value is the month in which most of it lies, as fine as the word is, and its range exact.
"""

from datetime import date, timedelta

from bot.model.dates import DateRange
from bot.reading.dates.anchor import Direction
from bot.reading.dates.calendars import islamic_month_end
from bot.reading.dates.extents import modifiers
from bot.reading.dates.holidays import NAMES, NO_DAYS, Extent, Holiday, Name
from bot.reading.dates.lexemes import PADDING
from bot.reading.dates.lexicon import BACK, ORDINALS, PARTS_OF_DAY, word_set
from bot.reading.dates.months import year_after
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.seasons import AHEAD, direction_of
from bot.reading.dates.values import Day, Fixed, Month, Value, Week
from bot.reading.dates.years import is_year

HOLIDAY_WORDS = frozenset(NAMES)
"""First lexemes of the holidays' names."""

_LOOK_BACK = 60
"""Lexemes before a name among which the last country that has such a day is looked for."""
_LOOK_AHEAD = 7
"""Lexemes after "of" or "in" behind a name among which its country is looked for."""
_QUALIFIERS = word_set("annual upcoming own first national th st nd rd")
_MARKS = frozenset({"the", "'", "s", "."})
_PHRASE = 8
"""Lexemes that a name's owner and the word before it take up at most."""
_DAY_SLOTS = word_set(
    "in during on since until till before after throughout at over last next this every each past late early mid"
)
"""Words after which a name that people bear too is a day."""
_HOLY = word_set("holy fasting sacred muslim islamic")
_STEPS = {"last": -1, "this": 0, "next": 1}
_DONE = frozenset({"on", "since", "after", "during"})
"""Words that with a past tense tell of a day that has been."""
_TOWARDS = frozenset({"of", "before", "for", "by", "until"})
"""Words that with a past tense may look towards a day that is near ("ahead of Christmas")."""
_DAYS_AHEAD_PAST = 14
_DAYS_AHEAD_TOWARDS = 45
_DAYS_AHEAD = 180
_DAYS_AHEAD_PLANNED = 4 * 366
_SAMPLE_YEARS = range(2010, 2030)
"""Years by whose days a name without a year is written with X's; a whole number of every cycle but the moon's."""


def holiday(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the holiday whose name begins at lexeme `i`."""
    lex, low = scan.lex, scan.lex.low
    if not lex.is_capital(i):
        return NOTHING
    for name in NAMES[low[i]]:
        end = i + len(name.words)
        if tuple(low[i:end]) == name.words and all(lex.is_capital(i + place) for place in name.capitals):
            meant = None if _is_no_day(scan, end, name) else _meant(scan, i, end, name)
            return NOTHING if meant is None else _read(scan, i, end, meant)
    return NOTHING


def _is_no_day(scan: Scan, end: int, name: Name) -> bool:
    """Return whether the word after a name makes it a thing or another name: "Christmas tree", "Easter Island"."""
    word = NO_DAYS.get(scan.lex.low[end])
    if word is None or (word.is_lower and scan.lex.is_capital(end)):
        return False
    return not word.names or name.words in word.names


def _meant(scan: Scan, i: int, end: int, name: Name) -> Holiday | None:
    """Return what a name means where it stands; None where it is no day, or nobody knows whose."""
    if name.holidays and name.holidays[0].before and _fits(scan, i, end, name.holidays[0]):
        return name.holidays[0]
    if name.by_country:
        own = _beside(scan, i, end, name)
        if own is None and name.looks_back:
            if _is_of_another(scan, i, end):
                return None
            own = _before(scan, i, name)
        if own is not None and _fits(scan, i, end, own):
            return own
    return next((one for one in name.holidays if _fits(scan, i, end, one)), None)


def _fits(scan: Scan, i: int, end: int, one: Holiday) -> bool:
    lex, low = scan.lex, scan.lex.low
    after = end + (low[end] in {'"', "”", "'"})
    if one.before and low[after] not in one.before:
        return False
    before = i - 1 - (low[i - 1] == "the")
    if one.slots and low[before] not in one.slots:
        return False
    if one.is_also_a_name and low[i - 1] not in _DAY_SLOTS and low[i - 2 : i] != ["month", "of"]:
        is_named = any(lex.is_capital(at) and lex.tag(at) == "NNP" and low[at].isalpha() for at in (i - 1, end))
        return not is_named or low[end] == "mass"
    return True


def _country_at(scan: Scan, last: int, name: Name) -> Holiday | None:
    """Return what a name means in the country whose word ends at lexeme `last`."""
    low = scan.lex.low
    for words, one in name.by_country.get(low[last], ()):
        first = last - len(words) + 1
        if tuple(low[first : last + 1]) == words and scan.lex.is_capital(first):
            return one
    return None


def _beside(scan: Scan, i: int, end: int, name: Name) -> Holiday | None:
    """Return what a name means in the country right before it ("India's 75th …") or after it ("… of India")."""
    lex, low = scan.lex, scan.lex.low
    at = i - 1
    while i - at < 4 and (low[at] in _QUALIFIERS or low[at] in ORDINALS or lex.is_digits(at)):
        at -= 1
    if low[at] == "s" and low[at - 1] == "'":
        at -= 2
    elif low[at] == "'":
        at -= 1
    own = _country_at(scan, at, name)
    if own is None and low[end] in {"of", "in"}:
        for after in range(end + 1, end + 1 + _LOOK_AHEAD):
            is_initial_dot = low[after] == "." and len(low[after - 1]) == 1
            if not low[after].isalpha() and not is_initial_dot:
                break
            own = own or _country_at(scan, after, name)
    return own


def _before(scan: Scan, i: int, name: Name) -> Holiday | None:
    """Return what a name means in the last country before it that has such a day."""
    for at in range(i - 1, max(PADDING, i - _LOOK_BACK) - 1, -1):
        if scan.lex.low[at] in name.by_country and (own := _country_at(scan, at, name)) is not None:
            return own
    return None


def _is_of_another(scan: Scan, i: int, end: int) -> bool:
    """Return whether a day has an owner that isn't known: "the Botswanan Independence Day", "Tuvalu's ..."."""
    lex, low = scan.lex, scan.lex.low
    if lex.is_capital(i - 1) and lex.tag(i - 1) in {"JJ", "NNP", "NNPS"} and low[i - 1].isalpha():
        return True
    is_owned = low[i - 1] == "s" and low[i - 2] == "'" and lex.is_capital(i - 3)
    return is_owned and not lex.tag(end).startswith("NN")


def _read(scan: Scan, i: int, end: int, meant: Holiday) -> tuple[Found, ...]:
    low = scan.lex.low
    if low[i - 1] in {"every", "each"} and i - 1 >= scan.floor:
        return repeated(i - 1, end, _yearless(meant))
    suffix = low[end] if meant.extent is Extent.DAY and low[end] in {"week", "weekend", *PARTS_OF_DAY} else ""
    end += bool(suffix)
    direction, start = direction_of(low[i - 1]), _start(scan, i, end, meant)
    year = year_after(scan, end)
    if meant.only is not None:
        day = meant.only if _is_known(scan, meant.only) else None
    elif year is not None:
        day, end = _day_in(meant, year[0]), year[1]
    elif (other := _year_apart(scan, i, end)) is not None:
        day = _day_in(meant, other)
    elif scan.memory.published is None:
        return (found(start, end, Fixed("XXXX" if suffix else _yearless(meant))),)
    else:
        day = _nearest(scan, i, meant, scan.memory.published, direction)
    return NOTHING if day is None else (_found(start, end, meant, day, suffix),)


def _found(start: int, end: int, meant: Holiday, day: date, suffix: str) -> Found:
    if meant.extent is Extent.MONTH:
        last = islamic_month_end(day)
        middle = day + (last - day) // 2
        return found(start, end, Month(middle.year, middle.month), DateRange(start=day, end=last))
    value: Value = Day(day, PARTS_OF_DAY.get(suffix, ""))
    if suffix == "weekend":
        saturday_week = day - timedelta(days=3) if day.weekday() < 2 else day
        value = Week.of(saturday_week, is_weekend=True)
    elif suffix == "week" or meant.extent is Extent.WEEK:
        value = Week.of(day)
    return found(start, end, value)


def _day_in(meant: Holiday, year: int) -> date | None:
    """Return the day of a year; None where there is none, or where two leave open which is meant."""
    days = meant.days(year)
    return days[0] if len(days) == 1 else None


def _is_known(scan: Scan, day: date) -> bool:
    """Return whether a day that came once can be spoken of: not long before it."""
    published = scan.memory.published
    return published is None or day <= published + timedelta(days=366)


def _year_apart(scan: Scan, i: int, end: int) -> int | None:
    """Return the year that another expression beside a holiday gives: "last year's Ramadan", "Yom Kippur in 1973"."""
    low, published = scan.lex.low, scan.memory.published
    if low[end] == "in" and is_year(scan, end + 1):
        return int(low[end + 1])
    if low[i - 1] != "s" or low[i - 2] != "'":
        return None
    if low[i - 3] == "year" and low[i - 4] in _STEPS and published is not None:
        return published.year + _STEPS[low[i - 4]]
    return int(low[i - 3]) if is_year(scan, i - 3) else None


def _nearest(scan: Scan, i: int, meant: Holiday, published: date, direction: Direction) -> date | None:
    """Return the day of a holiday without a year that is meant, by the word before it and the governing verb."""
    years = range(published.year - meant.reach, published.year + meant.reach + 1)
    days = [day for year in years for day in meant.days(year)]
    length = timedelta(days=29 if meant.extent is Extent.MONTH else 0)
    current = [day for day in days if day <= published <= day + length]
    if direction is Direction.NONE and current:
        return current[0]
    earlier = [day for day in days if day + length < published]
    later = [day for day in days if day > published]
    if direction is Direction.BACK or (direction is Direction.NONE and not later):
        return earlier[-1] if earlier else None
    if direction is Direction.AHEAD or not earlier:
        return later[0] if later else None
    gaps = (published - earlier[-1], later[0] - published)
    if scan.lex.low[i - 1] == "this":
        return earlier[-1] if gaps[0] < gaps[1] else later[0]
    return later[0] if gaps[1].days <= _days_ahead(scan, i) else earlier[-1]


def _days_ahead(scan: Scan, i: int) -> int:
    """Return how many days ahead a holiday's next day may lie to be meant before its last one."""
    stands = scan.governor(i)
    if stands.looks_ahead:
        return _DAYS_AHEAD_PLANNED
    if not stands.is_past:
        return _DAYS_AHEAD
    before = _preposition(scan, i)
    if before in _DONE:
        return 0
    return _DAYS_AHEAD_TOWARDS if before in _TOWARDS else _DAYS_AHEAD_PAST


def _preposition(scan: Scan, i: int) -> str:
    """Return the word before a name and its owner: "on" of "on South Korea's 75th Liberation Day"."""
    lex, low, at = scan.lex, scan.lex.low, i - 1
    while i - at < _PHRASE and (low[at] in _QUALIFIERS or low[at] in _MARKS or lex.is_digits(at) or lex.is_capital(at)):
        at -= 1
    return low[at]


def _yearless(meant: Holiday) -> str:
    """Return "XXXX-12-25" for a holiday of a fixed date, "XXXX-11" for one of a month, "XXXX" for one that moves."""
    days = {(day.month, day.day) for year in _SAMPLE_YEARS for day in meant.days(year)}
    months = {month for month, _ in days}
    if len(months) != 1 or meant.extent is not Extent.DAY:
        return "XXXX"
    month, day = next(iter(days))
    return f"XXXX-{month:02d}" + (f"-{day:02d}" if len(days) == 1 else "")


def _start(scan: Scan, i: int, end: int, meant: Holiday) -> int:
    """Return the first lexeme: with "last" or "this", "the holy month of", or the article of a noun of its own."""
    low, start = scan.lex.low, i
    if meant.extent is Extent.MONTH and low[i - 2 : i] == ["month", "of"]:
        start = i - 2
        while low[start - 1] in _HOLY:
            start -= 1
    is_turned = low[start - 1] in BACK | AHEAD | {"this"}
    if is_turned:
        start -= 1
    if low[start - 1] == "the" and (is_turned or not scan.lex.tag(end).startswith("NN")):
        start -= 1
    if meant.extent is Extent.MONTH:
        start = modifiers(scan, start)
    return start if start >= scan.floor else i
