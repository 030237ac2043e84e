"""Days by name: weekdays, today, yesterday, tomorrow, tonight, with the part of the day or the date that follows."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.reading.dates import anchor, months, nth
from bot.reading.dates.anchor import Direction
from bot.reading.dates.extents import modifiers
from bot.reading.dates.figures import day_in_figures
from bot.reading.dates.lexicon import (
    AHEAD,
    BACK,
    MONTHS,
    PARTS_OF_DAY,
    PLURAL_WEEKDAYS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from bot.reading.dates.rules import load_rules, mapped, valued, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.tense import Governor, Tense
from bot.reading.dates.values import UNDATED, Day, Fixed, Value

DEICTIC: dict[str, int] = mapped("days", "deictic", "word", "days")
_OWN_PARTS: dict[str, str] = mapped("days", "deictic", "word", "part")
_NAMED_DAYS = words("days", "named")
_PROGRAMME_AFTER = words("days", "programme_after")
_PROGRAMME_BEFORE = words("days", "programme_before")
_ALSO_WORDS = frozenset(valued("days", "weekday", "number", key="also_a_word"))
"""Short weekdays that are words too."""
_AHEAD = AHEAD | words("days", "ahead")
_DEADLINE = frozenset(Tense[row["tense"].upper()] for row in load_rules("days")["deadline"])
"""Tenses in which "by Friday" is a deadline and not an account."""
_TOLD = frozenset(Tense[row["tense"].upper()] for row in load_rules("days")["told"])
"""Tenses in which "this Friday" has been."""
_STARTING = words("days", "starting")
_APPOINTED = words("days", "appointed")
"""What a coming day can own: "will attend Sunday's summit" looks ahead, "will appeal Monday's ruling" back."""


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day that was read forwards, with the lexeme after it."""

    value: Value
    end: int


def weekday(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the weekday at lexeme `i`: "Monday", "last Friday", "every Tuesday", "Sunday night", "Thursday, April 6"."""
    low = scan.lex.low
    if _is_name(scan, i) or (low[i] in SHORT_WEEKDAYS and not _is_short_weekday(scan, i)):
        return NOTHING
    if (counted := nth.weekday_of_month(scan, i)) is not None:
        return counted
    if made := nth.with_number(scan, i, i + 1):
        return made
    if low[i - 1] in {"every", "each"} and i - 1 >= scan.floor:
        part = PARTS_OF_DAY.get(low[i + 1], "")
        return repeated(i - 1, i + 1 + bool(part), f"XXXX-WXX-{WEEKDAYS[low[i]] + 1}{part}")
    if low[i + 1].rstrip("s") in PARTS_OF_DAY and low[i + 1].endswith("s"):
        return repeated(i, i + 2, f"XXXX-WXX-{WEEKDAYS[low[i]] + 1}{PARTS_OF_DAY[low[i + 1][:-1]]}")
    read = read_weekday(scan, i, i)
    return () if read is None else (found(_start(scan, i), read.end, read.value),)


def weekdays(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read a plural weekday as a set ("on Mondays"), or counted ("three Mondays ago")."""
    if made := nth.weekdays_ago(scan, i):
        return made
    start = i - 1 if scan.lex.low[i - 1] == "all" and i - 1 >= scan.floor else i
    return repeated(start, i + 1, f"XXXX-WXX-{PLURAL_WEEKDAYS[scan.lex.low[i]] + 1}")


def deictic(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "today", "yesterday morning", "late tomorrow" at lexeme `i`; names ("USA Today") are none."""
    lex, low = scan.lex, scan.lex.low
    is_after_name = lex.is_capital(i - 1) and low[i - 1].isalpha()
    is_programme = low[i - 1] in _PROGRAMME_AFTER or low[i + 1] in _PROGRAMME_BEFORE
    if lex.is_capital(i) and (is_after_name or is_programme):
        return NOTHING
    read = read_deictic(scan, i)
    return (found(modifiers(scan, i), read.end, read.value),)


def read_day(scan: Scan, i: int, start: int | None = None) -> DayRead | None:
    """Read the day that begins at lexeme `i`: a weekday, "today" and its like, or a date; None where there is none.

    Args:
        scan: The pass.
        i: The day's first lexeme.
        start: The first lexeme of the expression that the day belongs to ("9 a.m. Tuesday"), where it isn't `i`: the
            word before it tells the direction.
    """
    word = scan.lex.low[i]
    if word in DEICTIC:
        return read_deictic(scan, i)
    if word in WEEKDAYS and word not in SHORT_WEEKDAYS:
        return read_weekday(scan, i, i if start is None else start)
    if (day := day_in_figures(word)) is not None:
        return DayRead(Day(day), i + 1)
    date_read = months.read_date(scan, i)
    if date_read is None or date_read.day is None:
        return None
    value = months.resolve(scan, date_read, Direction.NONE)
    return None if value is None else DayRead(value, date_read.end)


def read_deictic(scan: Scan, i: int) -> DayRead:
    """Read "today" and its like at lexeme `i`, with a part of the day that follows."""
    low, published = scan.lex.low, scan.memory.published
    step = DEICTIC[low[i]]
    own = _OWN_PARTS[low[i]]
    after = "" if own else PARTS_OF_DAY.get(low[i + 1], "")
    part, end = own or after, i + 1 + bool(after)
    if published is None:
        return DayRead(UNDATED[step], end)
    return DayRead(Day(published + timedelta(days=step), part), end)


def read_weekday(scan: Scan, i: int, start: int) -> DayRead | None:
    """Read the weekday at lexeme `i` with the date or the part of the day that follows it; `start` as in `read_day`."""
    low = scan.lex.low
    end = i + 1 + (low[i] in SHORT_WEEKDAYS and low[i + 1] == ".")
    date_read = months.read_date(scan, end + (low[end] == ","))
    if date_read is not None and date_read.day is not None:
        value = months.resolve(scan, date_read, scan.forced(start))
        return None if value is None else DayRead(value, date_read.end)
    part = PARTS_OF_DAY.get(low[end], "")
    end += bool(part)
    number = WEEKDAYS[low[i]]
    published = scan.memory.published
    if published is None:
        return DayRead(Fixed(f"XXXX-WXX-{number + 1}{part}"), end)
    stands = scan.governor(i)
    day = _beside(scan, i, end, number)
    if day is None:
        day = anchor.weekday(published, number, _direction(scan, start, number, stands, _possessed(scan, end)), stands)
        if low[start - 1] == "previous":
            day -= timedelta(days=7)
        day = nth.paired(scan, i, day, is_ahead=stands.looks_ahead)
    return DayRead(Day(day, part), end)


def _beside(scan: Scan, i: int, end: int, number: int) -> date | None:
    """Return the day that stands beside a weekday: in brackets after it, or of a clock time before it."""
    low, memory = scan.lex.low, scan.memory
    if low[i - 1] == "on" and scan.floor == i - 1 and memory.day is not None and memory.day.weekday() == number:
        return memory.day
    read = months.read_date(scan, end + 1) if low[end] == "(" else None
    value = months.resolve(scan, read, Direction.NONE) if read is not None and read.day is not None else None
    return value.day if isinstance(value, Day) and value.day.weekday() == number else None


def _possessed(scan: Scan, i: int) -> str | None:
    """Return what a day owns whose possessive mark is lexeme `i` ("Monday's *ruling*"); None where there is no mark."""
    low = scan.lex.low
    if low[i] != "'" or low[i + 1] != "s" or not scan.lex.is_glued(i):
        return None
    return low[i + 2]


def _direction(scan: Scan, start: int, number: int, stands: Governor, owned: str | None) -> Direction:
    """Return where the words beside a weekday force it to look.

    Args:
        scan: The pass.
        start: The first lexeme of the expression.
        number: The weekday, 0 Monday to 6 Sunday.
        stands: How the governing verb stands.
        owned: What the day owns, if anything.
    """
    low, tense = scan.lex.low, stands.tense
    word = low[start - 1]
    if word in BACK:
        return Direction.BACK
    if word in _AHEAD:
        return Direction.AHEAD
    published = scan.memory.published
    assert published is not None
    if published.weekday() == number:
        return Direction.NONE
    if word == "this":
        return Direction.BACK if tense in _TOLD else Direction.AHEAD
    if word == "by" and tense in _DEADLINE:
        return Direction.AHEAD
    if word in {"until", "till"} and stands.is_past and not stands.is_extending:
        return Direction.BACK
    if word == "of" and low[start - 2] == "ahead" and not stands.is_past:
        return Direction.AHEAD
    if owned is not None:
        return Direction.AHEAD if owned in _APPOINTED and stands.looks_ahead else Direction.BACK
    first_word = low[start - 2] if word in {"on", "from"} else word
    if first_word in _STARTING and not stands.is_past:
        return Direction.AHEAD
    return scan.forced(start)


def _is_name(scan: Scan, i: int) -> bool:
    """Return whether a weekday is part of a name: "Black Friday", "the Sunday Times"."""
    lex, low = scan.lex, scan.lex.low
    if low[i - 1] in _NAMED_DAYS and lex.is_capital(i - 1):
        return True
    is_title = low[i - 1] == "the" and lex.is_capital(i + 1) and low[i + 1].isalpha()
    return is_title and low[i + 1] not in MONTHS and low[i + 1] not in PARTS_OF_DAY


def _is_short_weekday(scan: Scan, i: int) -> bool:
    lex, low = scan.lex, scan.lex.low
    if not lex.is_capital(i):
        return False
    has_dot = low[i + 1] == "." and lex.is_glued(i + 1)
    if has_dot and low[i] not in _ALSO_WORDS:
        return True
    at = i + 1 + has_dot
    return months.read_date(scan, at + (low[at] == ",")) is not None


def _start(scan: Scan, i: int) -> int:
    low = scan.lex.low
    start = i
    if low[i - 1] in BACK | _AHEAD | {"this"}:
        start = i - 1
        if low[start - 1] in {"the", "this"}:
            start -= 1
    if start < scan.floor:
        return i
    # "Early Monday" keeps its modifier, "early Monday morning" leaves it out.
    return start if low[i + 1] in PARTS_OF_DAY else modifiers(scan, start)
