"""Counted units: "two weeks", "a five-year plan", "the past six months", "three days ago", "a year earlier"."""

from fractions import Fraction

from bot.reading.dates import anchor
from bot.reading.dates.extents import approximators, is_rate
from bot.reading.dates.lexicon import CLOCK_UNITS, ONES, PLURAL_UNITS, UNITS, word_set
from bot.reading.dates.numbers import Number, number_before
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.shifts import shifted
from bot.reading.dates.values import FUTURE, PAST, Day, Fixed, Length, Value

_FILLERS = word_set("more full straight consecutive additional extra trading business working calendar fiscal long")
_FRAMES = word_set("past last next first coming previous following final preceding latest initial opening")
_PREPOSITIONS = frozenset({"following", "preceding", "coming"})
"""Frames that are also prepositions or verbs: "following several weeks" is no frame, "the following weeks" is."""
_VAGUE_PAST = frozenset({"MO", "Y", "W", "D", "Q"})
_BEFORE_ONE_DAY = word_set("for in within only just after about than least the last every another - to or and")
_AFTER_ONE_DAY = word_set("after before later earlier ago of in per a from ahead early late longer")
_ALTERNATIVES = {"to", "or", "-", "–"}


def unit_code(word: str) -> str | None:
    """Return the code of a unit in either number."""
    return UNITS.get(word) or PLURAL_UNITS.get(word)


def counted(scan: Scan, i: int) -> tuple[Found, ...] | None:
    """Read the number before the unit at lexeme `i` and what they mean together; None where no number stands there."""
    low = scan.lex.low
    at = i - (low[i - 1] in _FILLERS)
    number = number_before(scan.lex, at, scan.floor)
    if number is None:
        return None
    unit = unit_code(low[i])
    assert unit is not None
    is_single = low[number.start] in {"a", "an"} and number.end == number.start + 1
    if unit == "Q" and (is_single or low[i + 1] == "of"):  # "a quarter of the fleet"
        return NOTHING
    if (number.amount is None and low[i] in UNITS) or _is_some_day(scan, number, i):
        return NOTHING
    is_kind_of_year = is_single and low[i - 1] in {"fiscal", "calendar"}
    if (unit == "S" and is_single) or is_kind_of_year or _is_age(scan, i):
        return NOTHING
    number, end = _extended(scan, number, i)
    if low[number.start - 1] in {"every", "each"} and number.start - 1 >= scan.floor:
        return repeated(number.start - 1, end, str(Length(number.amount, unit)))
    if low[end] == "ago":
        return (found(approximators(scan, number.start), end + 1, ago(scan, number, unit)),)
    if low[end] == "earlier":
        return _earlier(scan, number, unit, end + 1)
    if low[end] == "from" and low[end + 1] == "now":
        return (found(approximators(scan, number.start), end + 2, _ahead(scan, number.amount, unit)),)
    if is_single and (often := _how_often(scan, number.start)) is not None:
        return repeated(often, end, str(Length(Fraction(1), unit)))
    if is_single and is_rate(scan, number.start):
        return NOTHING
    return (_length(scan, number, unit, end),)


def adjective(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "five-year" whose unit is lexeme `i`; ages ("50-year-old") are none."""
    lex, low = scan.lex, scan.lex.low
    if not lex.is_glued(i) or _is_age(scan, i):
        return NOTHING
    number = number_before(lex, i - 1, scan.floor)
    if number is None and low[i - 2] == "half" and i - 2 >= scan.floor:
        number = Number(i - 2, i - 1, Fraction(1, 2))
    unit = UNITS.get(low[i])
    if lex.is_capital(i) and lex.is_capital(i + 1):  # "the Six-Day War"
        return NOTHING
    if number is None or unit is None or low[number.end - 1] in {"a", "an"}:
        return NOTHING
    joint = number.start - 1
    if low[joint] in _ALTERNATIVES and low[joint - 1] == "-" and lex.is_glued(joint - 1):  # "two- to three-week"
        first = number_before(lex, joint - 1, scan.floor)
        if first is not None and first.amount is not None and first.amount < (number.amount or 0):
            number = Number(first.start, number.end, first.amount)
    return (found(number.start, i + 1, Length(number.amount, unit)),)


def ago(scan: Scan, number: Number, unit: str) -> Value:
    """Return what "N units ago" means: a year, a month, a week or a day, as coarse as the unit."""
    published, amount = scan.memory.published, number.amount
    if published is None or amount is None:
        return PAST
    if unit in CLOCK_UNITS:
        return Day(published)
    if unit == "Y" and amount == 1:
        return anchor.year_before(scan.memory, scan.lex.start[number.start]) or PAST
    if unit in {"DE", "CE"}:
        amount, unit = amount * (10 if unit == "DE" else 100), "Y"
    if amount.denominator != 1:
        amount, unit = (amount * 12, "MO") if unit == "Y" else (Fraction(round(amount)), unit)
    return shifted(published, unit, -int(amount)) or PAST


def bare_plural(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read a plural unit without a number at lexeme `i` ("within weeks", "for years", "recent months")."""
    low = scan.lex.low
    before = low[i - 1] if i - 1 >= scan.floor else ""
    unit = PLURAL_UNITS[low[i]]
    if before == "recent" and unit not in CLOCK_UNITS:
        value: Value = PAST if unit == "Y" else Length(None, unit)
        return (found(i - 1, i + 1, value),)
    if before in {"coming", "upcoming"} or (before == "the" and low[i + 1] == "ahead"):
        start = i - 2 if low[i - 2] == "the" and i - 2 >= scan.floor else i - 1
        return (found(start, i + 1 + (before == "the"), Length(None, unit)),)
    if before == "future" and unit not in CLOCK_UNITS:
        return (found(i - 1, i + 1, FUTURE),)
    if before == "past" and unit not in CLOCK_UNITS:
        return (found(i - 1, i + 1, PAST),)
    if before == "these" and low[i] == "days":
        return (found(i - 1, i + 1, Fixed("PRESENT_REF")),)
    if low[i + 1] == "ago":
        return (found(i, i + 2, PAST),)
    if low[i + 1] in {"before", "after", "later"} and before not in {"of", "the"} and unit in {"H", "M"}:
        return (found(i, i + 1, Length(None, unit)),)
    is_length = before in {"for", "within"} and unit in _VAGUE_PAST | {"CE"}
    is_offset = low[i + 1] in {"before", "after", "later"} and before != "of"  # "it is a matter of days before"
    if (is_length or is_offset) and unit in {"Y", "W", "D", "MO", "DE", "CE"}:
        end = i + 1
        if low[end] in {"or", "and"} and low[end + 1] in PLURAL_UNITS:
            end += 2
        return (found(i, end, Length(None, unit)),)
    return NOTHING


def _how_often(scan: Scan, article: int) -> int | None:
    """Return where "twice *a* week" and "three times *a* year" begin, the article being given; None for no rhythm."""
    low = scan.lex.low
    start = article - 1
    if low[start] == "times":
        start -= 1
        if low[start] not in ONES and not scan.lex.is_digits(start):
            return None
    elif low[start] not in {"once", "twice"}:
        return None
    return start if start >= scan.floor else None


def _is_some_day(scan: Scan, number: Number, i: int) -> bool:
    """Return whether "one day" is no length but some day to come or past: "hopes to return one day"."""
    low = scan.lex.low
    is_one = low[number.start] == "one" and number.end == number.start + 1 and low[i] == "day"
    if not is_one or low[number.start - 1] in _BEFORE_ONE_DAY:
        return False
    return low[i + 1] not in _AFTER_ONE_DAY


def _is_age(scan: Scan, i: int) -> bool:
    low = scan.lex.low
    after = low[i + 2] if low[i + 1] == "-" else low[i + 1]
    return after in {"old", "olds", "older", "younger"} or (after == "of" and low[i + 2] == "age")


def _extended(scan: Scan, number: Number, i: int) -> tuple[Number, int]:
    """Take in "or so", "and a half" and the first of two numbers ("two to three weeks", "a year or two")."""
    low, end = scan.lex.low, i + 1
    if low[end] == "or" and low[end + 1] in {"so", "two", "more"}:
        end += 2
    elif low[end] == "and" and low[end + 1 : end + 3] == ["a", "half"] and number.amount is not None:
        number, end = Number(number.start, number.end, number.amount + Fraction(1, 2)), end + 3
    joint = number.start - 1
    if low[joint] in _ALTERNATIVES and joint - 1 >= scan.floor:
        first = number_before(scan.lex, joint - (low[joint - 1] == "-"), scan.floor)
        if first is not None and first.amount is not None and (first.amount < (number.amount or 0)):
            number = Number(first.start, number.end, first.amount)
    return number, end


def _length(scan: Scan, number: Number, unit: str, end: int) -> Found:
    start, frame = _framed(scan, number.start)
    if frame in {"past", "last"} and number.amount is None and unit in {"MO", "Q", "Y"} and start < number.start - 1:
        return found(start, end, PAST if unit != "Y" else Length(None, unit))
    if not frame:
        start = approximators(scan, start)
    scan.memory.has_months = scan.memory.has_months or (unit == "MO" and number.amount is not None)
    return found(start, end, Length(number.amount, unit))


def _framed(scan: Scan, start: int) -> tuple[int, str]:
    """Take in "the", and "the past" or "the first", before a number."""
    low, frame = scan.lex.low, ""
    word = low[start - 1]
    is_frame = word in _FRAMES and (word not in _PREPOSITIONS or low[start - 2] == "the")
    if is_frame and start - 1 >= scan.floor and low[start] not in {"a", "an"}:
        start, frame = start - 1, low[start - 1]
    if low[start - 1] in {"the", "these", "those"} and start - 1 >= scan.floor and low[start] not in {"a", "an"}:
        return start - 1, frame or "the"
    return start, frame


def _earlier(scan: Scan, number: Number, unit: str, end: int) -> tuple[Found, ...]:
    memory, start = scan.memory, approximators(scan, number.start)
    if unit == "Y" and number.amount == 1:
        value: Value = anchor.year_before(memory, scan.lex.start[start]) or PAST
        return (found(start, end, value),)
    base = memory.day
    if base is None or number.amount is None or number.amount.denominator != 1:
        return (found(start, end, PAST),)
    return (found(start, end, shifted(base, unit, -int(number.amount)) or PAST),)


def _ahead(scan: Scan, amount: Fraction | None, unit: str) -> Value:
    published = scan.memory.published
    if published is None or amount is None or amount.denominator != 1:
        return FUTURE
    return shifted(published, unit, int(amount)) or FUTURE
