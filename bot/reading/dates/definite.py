"""Units of time with "the": "the year", "the week of March 6", "the month of May", "the day before yesterday"."""

from fractions import Fraction

from bot.reading.dates import months, quarters
from bot.reading.dates.anchor import Direction
from bot.reading.dates.days import read_day
from bot.reading.dates.extents import modifiers
from bot.reading.dates.lexicon import UNITS
from bot.reading.dates.rules import words
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.shifts import shifted
from bot.reading.dates.values import FUTURE, PAST, Day, Fixed, Length, Value, Week, Year
from bot.reading.dates.years import is_year

YEARLESS: dict[str, Value] = {
    "D": Fixed("XXXX-XX-XX"), "W": Fixed("XXXX-WXX"), "MO": Fixed("XXXX-XX"), "Y": Fixed("XXXX"),
}  # fmt: skip
"""What a definite unit means where nothing says which: "that month" in a text without any date."""
_DEFINITE_AFTER = frozenset({"of", "in", "for", "during", "throughout"})
_FARTHER = {"before": "last", "after": "next"}
_NEARER = {"before": "yesterday", "after": "tomorrow"}
_SIDES = {"before": -1, "earlier": -1, "after": 1, "later": 1}
_OPENS_CLAUSE = words("units", "not_the_year_before")
_LAUREATES = words("units", "of_the_year")


def definite(scan: Scan, i: int, start: int, *, is_plain: bool) -> tuple[Found, ...]:
    """Read what a unit with "the" before it stands in.

    Args:
        scan: The pass.
        i: The unit's lexeme.
        start: The article's lexeme.
        is_plain: Whether nothing stands between the two.
    """
    code = UNITS[scan.lex.low[i]]
    if made := _named(scan, i, start, code) or _removed(scan, i, start, code):
        return made
    if code == "D":
        return _day(scan, i, start)
    if code == "Y" and scan.lex.low[i + 1] in {"ended", "ending"}:
        return (found(start, i + 1, Length(Fraction(1), "Y")),)
    if code == "Y" or (code in {"MO", "W"} and is_plain and scan.lex.low[start - 1] in _DEFINITE_AFTER):
        return _current(scan, i, start, code)
    return NOTHING


def _named(scan: Scan, i: int, start: int, code: str) -> tuple[Found, ...]:
    """Read "the year 2024", "the week of March 6" and "the month of May"."""
    if code == "Y":
        return _named_year(scan, start, i + 1)
    if scan.lex.low[i + 1] != "of":
        return NOTHING
    if code == "W" and (day := read_day(scan, i + 2)) is not None and isinstance(day.value, Day):
        return (found(start, day.end, Week.of(day.value.day)),)
    read = months.read_month(scan, i + 2) if code == "MO" else None
    month = None if read is None or read.day is not None else months.resolve(scan, read, Direction.NONE)
    return NOTHING if read is None or month is None else (found(start, read.end, month),)


def _named_year(scan: Scan, start: int, i: int) -> tuple[Found, ...]:
    """Read "the year 2024" and "the year two thousand" whose number is at lexeme `i`."""
    low = scan.lex.low
    if low[i] == "two" and low[i + 1] == "thousand":
        return (found(start, i + 2, Year(2000)),)
    return (found(start, i + 1, Year(int(low[i]))),) if is_year(scan, i) else NOTHING


def _removed(scan: Scan, i: int, start: int, code: str) -> tuple[Found, ...]:
    """Read "the week before last", "the year after next", "the day before yesterday"."""
    low, side = scan.lex.low, scan.lex.low[i + 1]
    beside = _NEARER if code == "D" else _FARTHER
    if side not in beside or low[i + 2] != beside[side] or code not in YEARLESS:
        return NOTHING
    published = scan.memory.published
    value = None if published is None else shifted(published, code, 2 * _SIDES[side])
    return (found(start, i + 3, value or (PAST if _SIDES[side] < 0 else FUTURE)),)


def _day(scan: Scan, i: int, start: int) -> tuple[Found, ...]:
    """Read "later in the day" and "the day before"."""
    low, memory, side = scan.lex.low, scan.memory, scan.lex.low[i + 1]
    if low[start - 1] == "in" and low[start - 2] in {"later", "earlier"}:
        base = memory.day or memory.published
        return NOTHING if base is None else (found(start, i + 1, Day(base)),)
    if side not in _SIDES or low[start - 1] == "to":  # "a year to the day after"
        return NOTHING
    # "The day after the vote" counts from a day not known here, "the day after," from the last one named.
    is_open = low[i + 2][:1].isalnum() and side in {"before", "after"}
    value = None if memory.day is None or is_open else shifted(memory.day, "D", _SIDES[side])
    return (found(start, i + 1 + (side in {"earlier", "later"}), value or YEARLESS["D"]),)


def _current(scan: Scan, i: int, start: int, code: str) -> tuple[Found, ...]:
    """Read "the year", "the month" and "the week" as those of the publication."""
    low, published = scan.lex.low, scan.memory.published
    if code == "Y" and (low[i + 1] in _OPENS_CLAUSE and low[i + 2] != "s"):
        return NOTHING
    if low[i - 2] == "of" and (scan.lex.is_capital(i) or low[i - 3] in _LAUREATES):
        return NOTHING
    value = None if published is None else shifted(published, code, 0)
    if isinstance(value, Year) and (made := quarters.possessed(scan, start, i + 1, value.year)):
        return made
    return (found(modifiers(scan, start), i + 1, value or YEARLESS[code]),)
