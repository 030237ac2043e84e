"""What a unit of time stands in: "last week", "the following month", "every day", "next weekend"."""

from datetime import date, timedelta
from fractions import Fraction

from bot.reading.dates import anchor, lengths, nth, quarters
from bot.reading.dates.anchor import Direction
from bot.reading.dates.definite import YEARLESS, definite
from bot.reading.dates.extents import earlier, modifiers
from bot.reading.dates.lexicon import CLOCK_UNITS, PLURAL_UNITS, UNITS
from bot.reading.dates.rules import mapped, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.shifts import anchor_day, is_as_fine, shifted
from bot.reading.dates.values import FUTURE, PAST, PRESENT, Fixed, Length, Value, Week, Year
from bot.reading.dates.years import centuries, century

_STEPS: dict[str, int] = mapped("units", "step", "word", "steps")
_UNDATED = {-1: PAST, 0: PRESENT, 1: FUTURE}
_NARRATIVE: dict[str, int] = mapped("units", "narrative", "word", "steps")
_OF_ITS_END = ["'", "s", "end"]
_QUALIFIERS = words("units", "qualifier")


def unit(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read what the unit at lexeme `i` stands in."""
    low = scan.lex.low
    if _is_title(scan, i):
        return NOTHING
    if low[i - 1] == "-":
        by_name = {"quarter": quarters.quarter, "century": century}.get(low[i])
        return (by_name is not None and by_name(scan, i)) or lengths.adjective(scan, i)
    if low[i + 1] == "-" and scan.lex.is_glued(i + 1):
        return _compound(scan, i)
    number = lengths.counted(scan, i)
    if number is not None:
        return number
    if low[i] == "year" and low[i - 1] not in _STEPS and (low[i + 1] == "end" or low[i + 1 : i + 4] == _OF_ITS_END):
        return year_end(scan, i)
    if low[i] in PLURAL_UNITS:
        listed = {"quarters": quarters.quarters, "centuries": centuries}.get(low[i])
        return (listed(scan, i) if listed is not None else NOTHING) or lengths.bare_plural(scan, i)
    if low[i] == "century" and (named := century(scan, i)):
        return named
    if low[i] == "quarter" and (made := quarters.quarter(scan, i)):
        return made
    if low[i] == "quarter" or UNITS[low[i]] in CLOCK_UNITS:
        return _set(scan, i, i - 1)
    return _determined(scan, i)


def weekend(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the weekend", "last weekend", "every weekend" at lexeme `i`."""
    low, published = scan.lex.low, scan.memory.published
    before = low[i - 1]
    if (counted := nth.weekend_of_month(scan, i)) is not None:
        return counted
    if i - 1 < scan.floor or before not in {"the", "this", "last", "next", "past", "coming", "every", "each"}:
        return NOTHING
    if before in {"every", "each"}:
        return repeated(i - 1, i + 1, "XXXX-WXX-WE")
    start = i - 2 if low[i - 2] in {"the", "this"} and before in {"past", "coming", "last", "next"} else i - 1
    start = max(start, scan.floor)
    if published is None:
        undated = _UNDATED[_STEPS[before]] if before in _STEPS else Fixed("XXXX-WXX-WE")
        return (found(start, i + 1, undated),)
    return (found(start, i + 1, _weekend(published, before, low[start - 1], low[start - 2])),)


def year_end(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "year-end", "year end" and "year's end" whose "year" is lexeme `i`."""
    low, published = scan.lex.low, scan.memory.published
    at = i + 3 if low[i + 1] == "'" and low[i + 2] == "s" else i + 1 + (low[i + 1] == "-")
    start = i - 1 if low[i - 1] == "the" and i - 1 >= scan.floor and at > i + 2 else i
    value: Value = FUTURE if published is None else Year(published.year)
    return (found(start, at + 1, value),)


def _weekend(published: date, before: str, left: str, far_left: str) -> Week:
    week = Week.of(published, is_weekend=True)
    if before in {"this", "coming"}:
        return week
    if before == "next":
        return week if published.weekday() < 3 else Week.of(published + timedelta(days=7), is_weekend=True)
    if before in {"last", "past"}:
        return Week.of(published - timedelta(days=7), is_weekend=True)
    is_ahead = left in {"before", "until"} or (left == "of" and far_left == "ahead")
    return anchor.weekend(published, Direction.AHEAD if is_ahead else Direction.NONE)


def _compound(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "year-ago", "year-earlier", "year-end", "day-long" at lexeme `i`."""
    low = scan.lex.low
    after = low[i + 2]
    if low[i] == "year" and after in {"ago", "earlier"}:
        return _year_ago(scan, i)
    if low[i] == "year" and after == "end":
        return year_end(scan, i)
    if after == "long" and low[i] in UNITS and low[i] != "second":
        return (found(i, i + 3, Length(Fraction(1), UNITS[low[i]])),)
    if after == "long" and low[i] in PLURAL_UNITS:
        return (found(i, i + 3, Length(None, PLURAL_UNITS[low[i]])),)
    return NOTHING


def _year_ago(scan: Scan, i: int) -> tuple[Found, ...]:
    low = scan.lex.low
    end = i + 3
    value = anchor.year_before(scan.memory, scan.lex.start[i])
    noun = end + 1 if low[end] in {"third", "first", "second", "fourth"} else end
    if low[noun] in {"quarter", "period"}:
        end, start = noun + 1, i - 1 if low[i - 1] == "the" and i - 1 >= scan.floor else i
    else:
        start = i
    return (found(start, end, PAST if value is None else value),)


def _set(scan: Scan, i: int, start: int) -> tuple[Found, ...]:
    if scan.lex.low[start] not in {"every", "each"} or start < scan.floor:
        return NOTHING
    return repeated(start, i + 1, str(Length(Fraction(1), UNITS[scan.lex.low[i]])))


def _is_title(scan: Scan, i: int) -> bool:
    """Return whether a unit stands in a programme's name ("This Week"), not in a text or headline all in capitals."""
    lex = scan.lex
    if not lex.is_capital(i) or lex.text[lex.start[i] : lex.end[i]].isupper():
        return False
    return lex.is_capital(i - 1) or lex.is_digits(i - 1)


def _determined(scan: Scan, i: int) -> tuple[Found, ...]:
    low = scan.lex.low
    start = i - 1
    while low[start] in _QUALIFIERS and start > i - 3:
        start -= 1
    if start < scan.floor:
        return NOTHING
    word, is_plain = low[start], start == i - 1
    if word in {"every", "each"}:
        return _set(scan, i, start)
    if word == "other" and low[start - 1] == "every" and start - 1 >= scan.floor:
        return repeated(start - 1, i + 1, str(Length(Fraction(2), UNITS[low[i]])))
    if word in _STEPS:
        return _relative(scan, i, start)
    if word in _NARRATIVE:
        return _narrative(scan, i, start)
    if word == "the":
        return definite(scan, i, start, is_plain=is_plain)
    if word == "latest" and not is_plain:
        return _relative(scan, i, start)
    return NOTHING


def _relative(scan: Scan, i: int, start: int) -> tuple[Found, ...]:
    low = scan.lex.low
    code, word = UNITS[low[i]], low[start]
    has_article = low[start - 1] == "the" and start - 1 >= scan.floor
    if has_article and word == "next" and code == "D":
        return _narrative(scan, i, start)
    if code == "D" and word != "next":
        return NOTHING if word != "past" else (found(start - has_article, i + 1, Length(Fraction(1), code)),)
    if low[i + 1] == "of" and has_article and word in {"last", "next", "past"}:  # "the last week of April"
        return NOTHING
    if word == "past" or (has_article and word in {"last", "next"}):
        return (found(start - has_article, i + 1, Length(Fraction(1), code)),)
    if word == "coming" and low[start - 1] == "this" and start - 1 >= scan.floor:
        has_article = True
    first = modifiers(scan, earlier(scan, start - has_article, code))
    step = _STEPS.get(word, 0)
    published = scan.memory.published
    value = None if published is None else shifted(published, code, step)
    if isinstance(value, Year) and (made := quarters.possessed(scan, first, i + 1, value.year)):
        return made
    if value is not None and code == "Y" and low[i + 1 : i + 4] == _OF_ITS_END:
        return (found(first, i + 4, value),)
    return (found(first, i + 1, value or _UNDATED[step]),)


def _narrative(scan: Scan, i: int, start: int) -> tuple[Found, ...]:
    """Read "that year", "the following day", "the same week" by the last point that was named."""
    low, memory = scan.lex.low, scan.memory
    code, step = UNITS[low[i]], _NARRATIVE.get(low[start], 1)
    first = start
    if low[start] != "that" and low[start - 1] in {"the", "that"} and start - 1 >= scan.floor:
        first -= 1
    elif low[start] != "that":
        return NOTHING
    if low[first] == "that" and low[first - 1] in {"earlier", "later"} and first - 1 >= scan.floor:
        first -= 1
    elif low[start] == "that" and code in {"DE", "CE"}:
        return NOTHING
    base = memory.published if code in {"Y", "MO"} else None
    point = memory.in_month if code == "MO" else memory.point
    if code == "Y" and low[start] == "that":
        point = memory.of_that_year
    if point is not None and is_as_fine(point, code):
        base = anchor_day(point)
        if code == "D" and scan.governor(i).is_past:
            base = memory.past_day or base
    elif code == "D" and memory.day is not None:
        base = memory.day
    if base is None and low[start] == "that" and memory.published is not None:
        return NOTHING
    value = None if base is None else shifted(base, code, step)
    return (found(first, i + 1, value or YEARLESS.get(code, _UNDATED[step])),)
