"""Seasons and holidays: "last fall", "the summer of 1998", "Thanksgiving", "Christmas Eve 2022"."""

from datetime import date

from bot.reading.dates import anchor
from bot.reading.dates.anchor import Direction
from bot.reading.dates.extents import modifiers
from bot.reading.dates.holidays import HOLIDAYS, Rule
from bot.reading.dates.lexicon import BACK, SEASONS, word_set
from bot.reading.dates.months import year_after
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.values import FUTURE, PAST, PRESENT, Day, Fixed, Part, Value, Year, year_of

_UNDATED = {Direction.BACK: PAST, Direction.AHEAD: FUTURE, Direction.NONE: PRESENT}
_SEASON_SLOTS = word_set(
    "in by since until during before after through late early mid this last next the following previous same that"
)
_NARRATIVE = {"that": 0, "same": 0, "following": 1, "previous": -1}
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
for _name, _rule in HOLIDAYS.items():
    _BY_FIRST.setdefault(_name[0], []).append((_name, _rule))
HOLIDAY_WORDS = frozenset(_BY_FIRST)
"""First lexemes of the holidays' names."""


def season(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the season at lexeme `i`; "fall" and "spring" as verbs or streams are none."""
    low = scan.lex.low
    code, before = SEASONS[low[i]], low[i - 1]
    if before in {"every", "each"}:
        return repeated(i - 1, i + 1, f"XXXX-{code}")
    year = year_after(scan, i + 1)
    if year is not None and scan.lex.tag(i)[:2] == "NN":
        return (found(_start(scan, i), year[1], Part(year[0], code)),)
    if not _has_slot(scan, i):
        return NOTHING
    direction = _direction(before)
    published = scan.memory.published
    value: Value = _UNDATED[direction] if published is None else anchor.season(published, code, direction)
    if published is not None and before in _NARRATIVE and scan.memory.point is not None:
        value = Part(year_of(scan.memory.point) + _NARRATIVE[before], code)
    if published is None and direction is Direction.NONE:
        value = Fixed(f"XXXX-{code}")
    return (found(_start(scan, i), i + 1, value),)


def holiday(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the holiday whose name begins at lexeme `i`."""
    lex, low = scan.lex, scan.lex.low
    if not lex.is_capital(i):
        return NOTHING
    for name, rule in _BY_FIRST[low[i]]:
        end = i + len(name)
        if tuple(low[i:end]) == name and lex.is_capital(end - 1 if name[-1] != "s" else i):
            return _holiday(scan, i, end, rule)
    return NOTHING


def _holiday(scan: Scan, i: int, end: int, rule: Rule) -> tuple[Found, ...]:
    low, published = scan.lex.low, scan.memory.published
    year = year_after(scan, end)
    direction = _direction(low[i - 1])
    start = i - 1 if direction is not Direction.NONE or low[i - 1] == "this" else i
    start = max(start, scan.floor)
    if year is not None:
        day = rule(year[0])
        return NOTHING if day is None else (found(start, year[1], Day(day)),)
    if published is None:
        fixed = _yearless(rule)
        return (found(start, end, fixed),)
    day = _nearest(scan, i, rule, published, direction)
    return (found(start, end, Day(day) if day is not None else Year(published.year)),)


def _nearest(scan: Scan, i: int, rule: Rule, published: date, direction: Direction) -> date | None:
    days = [day for year in (-1, 0, 1) if (day := rule(published.year + year)) is not None]
    earlier = [day for day in days if day <= published]
    later = [day for day in days if day > published]
    if direction is Direction.BACK or not later:
        return earlier[-1] if earlier else None
    if direction is Direction.AHEAD or not earlier:
        return later[0]
    stands = scan.governor(i)
    if stands.looks_ahead:
        return later[0]
    limit = 14 if stands.is_past else 180
    return later[0] if (later[0] - published).days <= limit else earlier[-1]


def _yearless(rule: Rule) -> Fixed:
    """Return "XXXX-12-25" for a holiday of a fixed date, "XXXX" for one that moves."""
    one, other = rule(2021), rule(2024)
    if one is None or other is None or (one.month, one.day) != (other.month, other.day):
        return Fixed("XXXX")
    return Fixed(f"XXXX-{one.month:02d}-{one.day:02d}")


def _direction(word: str) -> Direction:
    if word in BACK:
        return Direction.BACK
    return Direction.AHEAD if word in {"next", "coming"} else Direction.NONE


def _has_slot(scan: Scan, i: int) -> bool:
    lex, low = scan.lex, scan.lex.low
    if low[i - 1] in {"this", "last", "next", "past", "coming"}:
        return lex.tag(i)[:2] != "VB" and low[i + 1] not in {"of", "in"}
    if low[i + 1] in {"in", "of", "from", "by"} and low[i] in {"fall", "spring"}:
        return False
    return low[i - 1] in _SEASON_SLOTS and lex.tag(i) == "NN" and low[i + 1] != "-" and not lex.is_capital(i + 1)


def _start(scan: Scan, i: int) -> int:
    low, start = scan.lex.low, i
    if low[i - 1] in {"this", "last", "next", "past", "coming"}:
        start = i - 1
        if low[start - 1] in {"this", "the"}:
            start -= 1
    else:
        start = i - 1 if low[i - 1] in _NARRATIVE else modifiers(scan, i)
        if low[start - 1] == "the":
            start -= 1
    return start if start >= scan.floor else i
