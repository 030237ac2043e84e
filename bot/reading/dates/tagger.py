"""The one pass over a text: a dictionary from lexeme to family, resolution in text order."""

from collections.abc import Callable, Sequence
from datetime import date

from bot.model.dates import Timex
from bot.model.reading import Span
from bot.reading.dates import clock, days, feasts, months, numeric, phrases, quarters, seasons, units, years
from bot.reading.dates.anchor import Memory
from bot.reading.dates.lexemes import PADDING, Lexemes
from bot.reading.dates.lexicon import (
    DECADE_WORDS,
    MONTHS,
    PARTS_OF_DAY,
    PLURAL_UNITS,
    PLURAL_WEEKDAYS,
    SEASONS,
    UNITS,
    WEEKDAYS,
    ZONES,
)
from bot.reading.dates.ranges import value_range
from bot.reading.dates.scan import NOTHING, Found, Scan
from bot.reading.dates.values import Fixed, Length
from bot.reading.parsed import Doc

Family = Callable[[Scan, int], tuple[Found, ...]]

_CALENDAR = range(1000, 9000)
"""Years of publication that leave room for arithmetic; outside them nothing is anchored."""


def _first_of(*families: Family) -> Family:
    def read(scan: Scan, i: int) -> tuple[Found, ...]:
        for family in families:
            if made := family(scan, i):
                return made
        return NOTHING

    return read


def _triggers() -> dict[str, Family]:
    table: dict[str, Family] = {}
    table |= dict.fromkeys(MONTHS, months.month)
    table |= dict.fromkeys(WEEKDAYS, days.weekday) | dict.fromkeys(PLURAL_WEEKDAYS, days.weekdays)
    table |= dict.fromkeys(days.DEICTIC, days.deictic)
    table |= dict.fromkeys(UNITS, units.unit) | dict.fromkeys(PLURAL_UNITS, units.unit)
    table |= dict.fromkeys(SEASONS, seasons.season) | dict.fromkeys(DECADE_WORDS, years.decade_word)
    table |= dict.fromkeys(PARTS_OF_DAY, clock.part) | dict.fromkeys(ZONES, clock.zoned)
    table |= dict.fromkeys(clock.NAMED, clock.named)
    table |= dict.fromkeys(clock.MERIDIEM, clock.meridiem)
    table |= dict.fromkeys(years.SPELLED, years.spelled_year)
    table |= dict.fromkeys(("q", "h"), quarters.short_quarter) | dict.fromkeys(("half", "period"), quarters.quarter)
    table |= {"fy": years.fiscal}
    table |= {"weekend": units.weekend, "o": clock.oclock}
    for word in phrases.HEADS:
        table[word] = _first_of(phrases.phrase, table[word]) if word in table else phrases.phrase
    for word in feasts.HOLIDAY_WORDS:
        table[word] = _first_of(feasts.holiday, table[word]) if word in table else feasts.holiday
    return table


_TRIGGERS = _triggers()


def find_timexes(doc: Doc, sentences: Sequence[Span], published: date | None) -> tuple[Timex, ...]:
    """Find every time expression of a text and say what it means.

    Args:
        doc: The parse of the normalised text.
        sentences: Its sentences, in text order; a sentence that begins on a new line ends any expression before it.
        published: The day of publication; None leaves relative expressions with X's or a reference, without a range.

    Returns:
        Expressions in text order, disjoint; offsets count code points of `doc.text`.

    Source:
        TimeML annotation guidelines 1.2.1 (what counts, extents, values); TempEval-3, task A.
    """
    usable = published if published is not None and published.year in _CALENDAR else None
    lex = Lexemes(doc, sentences)
    scan = Scan(lex, Memory(usable))
    scan.floor = PADDING
    timexes: list[Timex] = []
    i, last = PADDING, len(lex.low) - PADDING
    while i < last:
        word = lex.low[i]
        family = _TRIGGERS.get(word) or (numeric.number if word[0].isdigit() else None)
        made = family(scan, i) if family is not None else NOTHING
        timexes.extend(_written(scan, one) for one in made)
        if made:
            i = scan.floor = made[-1].end
        else:
            i += 1
    return tuple(timexes)


def _written(scan: Scan, one: Found) -> Timex:
    start = scan.lex.start[one.start]
    if not isinstance(one.value, Fixed | Length):
        scan.memory.note(one.value, start)
        scan.memory.is_fiscal, scan.is_fiscal = scan.memory.is_fiscal or scan.is_fiscal, False
    value = str(one.value)
    days = one.days or value_range(value)
    return Timex(start=start, end=scan.lex.end[one.end - 1], type=one.type, value=value, range=days)
