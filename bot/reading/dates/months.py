"""Months, days of months, and full dates in both orders: "3 May", "May 3, 1994", "12–18 June", "April last year"."""

from dataclasses import dataclass, replace

from bot.reading.dates import anchor, history
from bot.reading.dates.anchor import Direction
from bot.reading.dates.extents import modifiers
from bot.reading.dates.figures import full_year
from bot.reading.dates.lexemes import BREAK
from bot.reading.dates.lexicon import (
    AHEAD,
    BACK,
    MONTHS,
    ORDINAL_ENDINGS,
    ORDINALS,
    SHORT_MONTHS,
    VERB_MONTHS,
    VERB_OR_NAME_MONTHS,
)
from bot.reading.dates.rules import mapped, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.shifts import anchor_day
from bot.reading.dates.values import Day, Fixed, Month, Value, safe_date
from bot.reading.dates.years import SPELLED, is_year, spelled_at

_JOINTS = words("months", "joint")
_SLOTS = words("months", "slot")
"""Words after which a month can stand; one that is also a verb or a name needs one of them, or a day, or a year."""
_DETERMINERS = words("months", "determiner")
_NOT_A_DAY_BEFORE = words("months", "not_a_day_before")
_YEAR_STEPS: dict[str, int] = mapped("months", "year_step", "word", "years")
_LIST_LIMIT = 6
_LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class MonthDate:
    """A month as it was read.

    Attributes:
        start, end: Its lexemes.
        head: The lexeme of the month's name.
        month, day, year: What was given; day and year may be None.
    """

    start: int
    end: int
    head: int
    month: int
    day: int | None = None
    year: int | None = None


def month(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read what a month's name at lexeme `i` stands in; two expressions for "July 25-26" and "12–18 June"."""
    low = scan.lex.low
    read = read_month(scan, i)
    if read is None:
        return NOTHING
    if low[i - 1] in {"every", "each"} and read.day is None:
        return repeated(i - 1, i + 1, f"XXXX-{read.month:02d}")
    before = _days_before(scan, i) if read.day is None else []
    if before:
        start, _, day = before.pop()
        read = replace(read, start=start, day=day)
        year = year_after(scan, i + 1 + _dot(scan, i + 1))
        if year is not None:
            read = replace(read, year=year[0], end=year[1])
    after, read = _days_after(scan, read)
    if read.day is None and not _has_slot(scan, read):
        return NOTHING
    direction = _direction(scan, read)
    if read.year is None:
        read = replace(
            read, year=_shared_year(scan, read) or _year_of_point(scan, read) or _year_in_history(scan, read)
        )
    value = resolve(scan, read, direction)
    if value is None:
        return NOTHING
    main = found(_start(scan, read, direction), read.end, value)
    firsts = [found(s, e, v) for s, e, d in before if (v := resolve(scan, replace(read, day=d), direction))]
    lasts = [found(s, e, v) for s, e, d in after if (v := resolve(scan, replace(read, day=d), direction))]
    return (*firsts, main, *lasts)


def read_month(scan: Scan, i: int) -> MonthDate | None:
    """Read a month's name at lexeme `i` with the day and the year that follow it; None where it is none."""
    lex, low = scan.lex, scan.lex.low
    if low[i] not in MONTHS or (low[i] in VERB_OR_NAME_MONTHS | SHORT_MONTHS and not lex.is_capital(i)):
        return None
    end = i + 1 + (_dot(scan, i + 1) if low[i] in SHORT_MONTHS else 0)
    day = _day_at(scan, i, end)
    number, after = day if day is not None else (None, end)
    year = year_after(scan, after)
    read = MonthDate(i, after, i, MONTHS[low[i]], number)
    if year is not None:
        return replace(read, year=year[0], end=year[1])
    is_bare = number is None and low[i] in SHORT_MONTHS and end == i + 1
    if is_bare and not _is_after_day(scan, i) and not (low[end] in {"-", "–"} and low[end + 1] in MONTHS):
        return None
    return read


def read_date(scan: Scan, i: int) -> MonthDate | None:
    """Read a date in either order ("May 3, 1994", "3 May 1994", "the 3rd of May") that begins at lexeme `i`."""
    low = scan.lex.low
    if low[i] in MONTHS:
        return read_month(scan, i)
    first = i + 1 if low[i] == "the" else i
    end = _day_number_end(scan, first)
    if end is None:
        return None
    at = end + 1 if low[end] == "of" else end
    read = read_month(scan, at)
    day = _number(scan, first)
    if read is None or read.day is not None or day is None:
        return None
    return replace(read, start=i, day=day)


def resolve(scan: Scan, read: MonthDate, direction: Direction) -> Value | None:
    """Return what a month or a day of a month means; None where there is no such day."""
    published = scan.memory.published
    if read.year is not None:
        if read.day is None:
            return Month(read.year, read.month)
        day = safe_date(read.year, read.month, read.day)
        return None if day is None else Day(day)
    if published is None:
        if read.day is None:
            return Fixed(f"XXXX-{read.month:02d}")
        is_day = safe_date(_LEAP_YEAR, read.month, read.day) is not None
        return Fixed(f"XXXX-{read.month:02d}-{read.day:02d}") if is_day else None
    stands = scan.governor(read.head)
    told = scan.memory.told_year(scan.lex.start[read.head])
    if told is not None and direction is Direction.NONE and stands.is_past and _opens_sentence(scan, read.head):
        return resolve(scan, replace(read, year=told), direction)
    if read.day is None and (year := _year_of_that(scan, read)) is not None:
        return Month(year, read.month)
    if read.day is None:
        return anchor.month(published, read.month, direction, stands)
    day = anchor.month_day(published, read.month, read.day, direction, stands)
    return None if day is None else Day(day)


def _year_of_point(scan: Scan, read: MonthDate) -> int | None:
    """Return the year of "November of that year", "3 May the same year": of the point that was named last."""
    low = scan.lex.low
    at = read.end + (low[read.end] == ",")
    at += low[at] == "of"
    is_that = low[at : at + 2] == ["that", "year"]
    point = scan.memory.of_that_year if is_that else scan.memory.point
    is_said = is_that or low[at : at + 3] == ["the", "same", "year"]
    base = anchor_day(point) if is_said and point is not None else None
    return None if base is None else base.year


def _year_of_that(scan: Scan, read: MonthDate) -> int | None:
    """Return the year of "that December": of the point named last, or the next where the month is over by then."""
    point = scan.memory.point
    base = None if point is None or scan.lex.low[read.start - 1] != "that" else anchor_day(point)
    return None if base is None else base.year + (read.month < base.month)


def _opens_sentence(scan: Scan, i: int) -> bool:
    """Return whether the last point opens the sentence that lexeme `i` stands in: "In 2016, they voted on Nov. 8"."""
    lex, at = scan.lex, i - 1
    while lex.start[at] > scan.memory.point_at:
        if lex.low[at] in {".", "!", "?", BREAK} and lex.low[at - 1] not in SHORT_MONTHS:
            return False
        at -= 1
    return lex.low[at - 1] == "in" and lex.is_capital(at - 1) and lex.low[at + 1] == ","


def year_after(scan: Scan, i: int) -> tuple[int, int] | None:
    """Read the year that follows a month or a quarter at lexeme `i`: its value and the lexeme after it."""
    lex, low = scan.lex, scan.lex.low
    at = i + (low[i] in {",", "of"})
    if is_year(scan, at):
        return int(low[at]), at + 1
    if low[at] in SPELLED:
        return spelled_at(scan, at)
    if low[at] == "'" and lex.is_digits(at + 1) and len(low[at + 1]) == 2 and lex.is_glued(at + 1):
        return full_year(int(low[at + 1]), "month"), at + 2
    published = scan.memory.published
    if published is not None and low[at] in _YEAR_STEPS and low[at + 1] == "year" and low[at + 2] != "'":
        return published.year + _YEAR_STEPS[low[at]], at + 2
    return None


def _dot(scan: Scan, i: int) -> int:
    return int(scan.lex.low[i] == "." and scan.lex.is_glued(i))


def _number(scan: Scan, i: int) -> int | None:
    word = scan.lex.low[i]
    if scan.lex.is_digits(i) and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word)
    return ORDINALS.get(word)


def _day_number_end(scan: Scan, i: int) -> int | None:
    """Return the lexeme after a day's number at lexeme `i`, its ordinal ending taken in."""
    lex, low = scan.lex, scan.lex.low
    if _number(scan, i) is None or (lex.is_glued(i) and low[i - 1][-1:].isalnum()):
        return None
    end = i + 1
    if low[end] in ORDINAL_ENDINGS and lex.is_glued(end):
        return end + 1
    is_word_glued = lex.is_glued(end) and low[end][:1].isalpha()
    return None if is_word_glued or low[end] in _NOT_A_DAY_BEFORE else end


def _day_at(scan: Scan, head: int, i: int) -> tuple[int, int] | None:
    low = scan.lex.low
    at = i + (low[i] == "the")
    end = _day_number_end(scan, at)
    number = _number(scan, at)
    if end is None or number is None:
        return None
    if low[head - 1] == "in" and scan.lex.tag(end) == "NNS":  # "in May 20 people died"
        return None
    return number, end


def _is_after_day(scan: Scan, i: int) -> bool:
    return _number(scan, i - 1) is not None or scan.lex.low[i - 1] == "of"


def _days_before(scan: Scan, i: int) -> list[tuple[int, int, int]]:
    """Return (start, end, day) of the days left of a month, in text order: "12–18 June", "3rd of May"."""
    low, days = scan.lex.low, []
    at = i - 1 if low[i - 1] == "of" else i
    for _ in range(_LIST_LIMIT):
        start = at - 2 if low[at - 1] in ORDINAL_ENDINGS else at - 1
        day = _number(scan, start)
        if day is None or start < scan.floor or _day_number_end(scan, start) != at:
            break
        takes_article = low[start - 1] == "the" and not scan.lex.is_digits(at - 1)  # "the 3rd of May", the "3 May" plot
        first = start - 1 if takes_article and start - 1 >= scan.floor else start
        days.append((first, at, day))
        if low[first - 1] not in _JOINTS or (low[first - 1] == "," and low[at] not in _JOINTS):
            break
        at = first - 1
    return days[::-1]


def _days_after(scan: Scan, read: MonthDate) -> tuple[list[tuple[int, int, int]], MonthDate]:
    """Return (start, end, day) of further days right of a month ("July 25-26, 2021") and the date with their year."""
    low, days, at = scan.lex.low, list[tuple[int, int, int]](), read.end
    if read.day is None or read.year is not None:
        return days, read
    while len(days) < _LIST_LIMIT and low[at] in _JOINTS:
        first = at + 1 + (low[at + 1] in {"and", "the"})
        end, day = _day_number_end(scan, first), _number(scan, first)
        if end is None or day is None or day <= (days[-1][2] if days else read.day) or not _closes_list(scan, end):
            break
        days.append((first, end, day))
        at = end
    if days:
        year = year_after(scan, days[-1][1])
        if year is not None:
            days[-1] = (days[-1][0], year[1], days[-1][2])
            read = replace(read, year=year[0])
    return days, read


def _closes_list(scan: Scan, i: int) -> bool:
    """Return whether a number before lexeme `i` can be a day in a list: no noun or month of its own follows."""
    word = scan.lex.low[i]
    return word not in MONTHS and scan.lex.tag(i) not in {"NN", "NNS", "NNP", "CD", "JJ"}


def _has_slot(scan: Scan, read: MonthDate) -> bool:
    lex, low, i = scan.lex, scan.lex.low, read.head
    if read.year is not None or low[i] not in VERB_OR_NAME_MONTHS:
        return True
    if low[i - 1] in _SLOTS or low[i - 1] == "-":
        return low[i] not in VERB_MONTHS or not lex.tag(i).startswith("VB")
    is_name = lex.is_capital(i + 1) or (lex.is_capital(i - 1) and low[i - 1] not in _DETERMINERS)
    if low[i] in VERB_MONTHS:
        return low[i - 1] in _DETERMINERS and low[i + 1].isalpha() and low[i + 1] != "of" and not is_name
    return not is_name


def _direction(scan: Scan, read: MonthDate) -> Direction:
    word = scan.lex.low[read.start - 1]
    if word in BACK:
        return Direction.BACK
    if word in AHEAD:
        return Direction.AHEAD
    return scan.forced(read.start)


def _start(scan: Scan, read: MonthDate, direction: Direction) -> int:
    low, start = scan.lex.low, read.start
    takes = low[start - 1] in {"last", "next", "this"} or (low[start - 1] in BACK and direction is Direction.BACK)
    if takes and start - 1 >= scan.floor:
        start -= 1
    elif low[start - 1] == "coming" and start - 1 >= scan.floor:
        start -= 2 if low[start - 2] in {"this", "the"} else 1
    return modifiers(scan, start)


def _year_in_history(scan: Scan, read: MonthDate) -> int | None:
    """Return the year of a day that the words after it make one of history ("the Sept. 11 attacks"); else None."""
    if read.day is None or scan.memory.published is None:
        return None
    return history.year(read.month, read.day, scan.lex.low[read.end : read.end + 2], scan.memory.published)


def _shared_year(scan: Scan, read: MonthDate) -> int | None:
    """Return the year of a range's second end for its first: "from May to July 2021"."""
    low = scan.lex.low
    if low[read.end] not in {"to", "-", "–", "through", "and", "until"}:
        return None
    other = read_date(scan, read.end + 1)
    if other is None or other.year is None or (read.day is None) != (other.day is None):
        return None
    return other.year - (read.month > other.month)
