"""Days of a month that is not named beside them: "on the 21st", "the 4th of this month"."""

from bot.reading.dates.anchor import REACH
from bot.reading.dates.lexicon import MONTH_STEPS, ORDINAL_ENDINGS
from bot.reading.dates.rules import words
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import Day, Month, add_months, safe_date

_BEFORE = words("months", "before_a_day")


def month_day(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the day whose number is lexeme `i` ("the *21*st"); ranks, ages and floors are none."""
    low, published = scan.lex.low, scan.memory.published
    is_ordinal = low[i + 1] in ORDINAL_ENDINGS and scan.lex.is_glued(i + 1) and scan.lex.is_digits(i)
    if not is_ordinal or low[i - 1] != "the" or i - 1 < scan.floor or not 1 <= int(low[i]) <= 31 or published is None:
        return NOTHING
    if low[i + 2] == "of" and low[i + 3] in MONTH_STEPS and low[i + 4] == "month":
        month = add_months(published, MONTH_STEPS[low[i + 3]])
        return _made(i - 1, i + 5, month, int(low[i]))
    if low[i - 2] not in _BEFORE or low[i + 2] == "of" or scan.lex.tag(i + 2)[:2] in {"NN", "JJ", "CD", "VB"}:
        return NOTHING
    return _made(i - 1, i + 2, _month(scan, i), int(low[i]))


def _month(scan: Scan, i: int) -> Month | None:
    """Return the month named last, if it is near; else the publication's or its neighbour, as the tense has it."""
    memory, published = scan.memory, scan.memory.published
    assert published is not None
    point = memory.point
    if scan.lex.start[i] - memory.point_at <= REACH["month"]:
        if isinstance(point, Month):
            return point
        if isinstance(point, Day):
            return Month(point.day.year, point.day.month)
    stands, day = scan.governor(i), int(scan.lex.low[i])
    is_next = day < published.day and stands.looks_ahead
    is_last = day > published.day and stands.is_past
    return add_months(published, int(is_next) - int(is_last))


def _made(start: int, end: int, month: Month | None, number: int) -> tuple[Found, ...]:
    day = None if month is None else safe_date(month.year, month.month, number)
    return NOTHING if day is None else (found(start, end, Day(day)),)
