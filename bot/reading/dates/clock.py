"""Clock times and parts of the day: "8 p.m. EST Monday", "noon", "22:30 GMT", "this morning", "last night"."""

from bot.model.dates import TimexType
from bot.reading.dates.days import DEICTIC, read_day
from bot.reading.dates.lexicon import ONES, PARTS_OF_DAY, ZONES
from bot.reading.dates.rules import load_rules, mapped, valued, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found, repeated
from bot.reading.dates.values import UNDATED, Day, Fixed, Value, add_days

NAMED: dict[str, str] = valued("clock", "named", "time")
MERIDIEM: dict[str, int] = valued("clock", "meridiem", "hours")
_NOT_NOON_AFTER = words("clock", "not_noon_after")
_BEFORE_CLOCK = words("clock", "before_clock")
_ZONE_ADJECTIVES = words("clock", "zone_adjective")
_STEPS: dict[str, int] = mapped("clock", "step", "word", "days")
_OF_STORY = frozenset(row["word"] for row in load_rules("clock")["step"] if row["of_story"])
"""Words that count from the day that was named last, and not from the publication."""


def clock(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the clock time with a colon at lexeme `i` ("10:35 a.m.", "22:30 GMT"); scores and verses are none."""
    low = scan.lex.low
    hours, minutes = (int(part) for part in low[i].split(":")[:2])
    if _is_same_time_again(scan, i):
        return NOTHING
    shift = MERIDIEM.get(low[i + 1])
    is_marked = shift is not None or low[i + 1] in ZONES or low[i - 1] in _BEFORE_CLOCK
    if not is_marked or hours > 24 or minutes > 59:
        return NOTHING
    end = i + 1 if shift is None else i + 2
    if shift is not None:
        hours = hours % 12 + shift
    return _timed(scan, i, end, f"T{hours:02d}:{minutes:02d}")


def meridiem(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the clock time that ends in "a.m." or "p.m." at lexeme `i` ("8 p.m.", "nine a.m.", "8.30 pm")."""
    low = scan.lex.low
    hour, dot, minute = low[i - 1].partition(".")
    number = _number(hour)
    if not 1 <= number <= 12 or i - 1 < scan.floor or (dot and len(minute) != 2):
        return NOTHING
    time = f"T{number % 12 + MERIDIEM[low[i]]:02d}:{minute or '00'}"
    return _timed(scan, i - 1, i + 1, time)


def _hour(scan: Scan, i: int) -> int:
    """Return the hour that lexeme `i` names after "at" and its like ("at 4 in the morning"); 0 for none."""
    number = _number(scan.lex.low[i])
    return number if scan.lex.low[i - 1] in _BEFORE_CLOCK and number <= 12 else 0


def _number(word: str) -> int:
    return ONES.get(word, int(word) if word.isascii() and word.isdigit() and len(word) < 3 else 0)


def oclock(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "eight o'clock" whose "o" is lexeme `i`."""
    low = scan.lex.low
    number = _number(low[i - 1])
    if low[i + 1] != "'" or low[i + 2] != "clock" or not 1 <= number <= 12 or i - 1 < scan.floor:
        return NOTHING
    return _timed(scan, i - 1, i + 3, f"T{number:02d}:00")


def zoned(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "2200 GMT" whose zone is at lexeme `i`."""
    word = scan.lex.low[i - 1]
    if len(word) != 4 or not scan.lex.is_digits(i - 1) or i - 1 < scan.floor:
        return NOTHING
    if int(word[:2]) > 24 or int(word[2:]) > 59 or not scan.lex.text[scan.lex.start[i]].isupper():
        return NOTHING
    if _is_same_time_again(scan, i - 1):
        return NOTHING
    return _timed(scan, i - 1, i, f"T{word[:2]}:{word[2:]}")


def _is_same_time_again(scan: Scan, i: int) -> bool:
    """Return whether a clock time in brackets repeats the one before them in another zone: "10:35 a.m. (0735 GMT)"."""
    low = scan.lex.low
    before = low[i - 2]
    return low[i - 1] == "(" and scan.floor == i - 1 and (before in MERIDIEM or before in ZONES or ":" in before)


def named(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "noon", "midday" and "midnight" at lexeme `i`."""
    if scan.lex.low[i - 1] in _NOT_NOON_AFTER:
        return NOTHING
    return _timed(scan, i, i + 1, NAMED[scan.lex.low[i]])


def part(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the part of a day at lexeme `i`: "this morning", "last night", "the night of May 3", "the next morning"."""
    low = scan.lex.low
    code, before = PARTS_OF_DAY[low[i]], low[i - 1]
    if i - 1 < scan.floor:
        return NOTHING
    if before == "the" and low[i - 2] == "in" and i - 3 >= scan.floor and (hour := _hour(scan, i - 3)):
        return _timed(scan, i - 3, i - 2, f"T{hour:02d}:00")
    if code == "TNI" and before == "at" and i - 2 >= scan.floor and (hour := _hour(scan, i - 2)):
        return _timed(scan, i - 2, i - 1, f"T{hour:02d}:00")
    if before in {"every", "each"}:
        return repeated(i - 1, i + 1, f"XXXX-XX-XX{code}")
    if low[i + 1] == "of" and (read := read_day(scan, i + 2)) is not None:
        start = i - 1 if before == "the" else i
        return (_time(start, read.end, _with_part(read.value, code)),)
    if before == "the" and low[i - 2] in {"in", "during"} and low[i + 1] != "of":
        day = scan.memory.near_day(scan.lex.start[i])
        return NOTHING if day is None else (_time(i - 1, i + 1, Day(day, code)),)
    if before in _STEPS:
        return _relative_part(scan, i, code)
    return NOTHING


def _relative_part(scan: Scan, i: int, code: str) -> tuple[Found, ...]:
    low, memory = scan.lex.low, scan.memory
    before = low[i - 1]
    start = i - 1
    wider = {"earlier", "later"} if before == "this" else {"the", "that", "earlier", "later"}
    if low[start - 1] in wider and start - 1 >= scan.floor:
        start -= 1
    is_of_story = before in _OF_STORY or (before == "next" and start < i - 1)
    base = memory.day or memory.published if is_of_story else memory.published
    if base is None:
        return (_time(start, i + 1, UNDATED[_STEPS[before]]),)
    day = add_days(base, _STEPS[before])
    return NOTHING if day is None else (_time(start, i + 1, Day(day, code)),)


def _timed(scan: Scan, start: int, end: int, time: str) -> tuple[Found, ...]:
    """Finish a clock time: its zone, and the day that follows it or that was named last."""
    low = scan.lex.low
    end, time = _after_noon(scan, _after_zone(scan, end), time)
    day = read_day(scan, end + (low[end] == ","), start)
    if day is not None and (low[end] != "," or low[end + 1] not in DEICTIC):
        end, value = day.end, _with_part(day.value, time)
    else:
        at = _after_brackets(scan, end)
        later = read_day(scan, at + 1, start) if low[at] == "on" else None
        value = _with_part(later.value, time) if later is not None else _undated(scan, start, time)
    if low[start - 1] == "around" and start - 1 >= scan.floor:
        start -= 1
    return (_time(start, end, value),)


def _after_zone(scan: Scan, i: int) -> int:
    """Return the lexeme after the zone at lexeme `i` ("GMT", "local time", "Eastern Daylight Time")."""
    lex, low = scan.lex, scan.lex.low
    if low[i] in ZONES and lex.text[lex.start[i] : lex.end[i]].isupper():
        return i + 1
    if low[i + 1] == "time" and (low[i] == "local" or (lex.is_capital(i) and low[i].isalpha())):
        return i + 2
    if low[i + 2] == "time" and low[i + 1] in _ZONE_ADJECTIVES and lex.is_capital(i):
        return i + 3
    return i


def _after_noon(scan: Scan, i: int, time: str) -> tuple[int, str]:
    """Take in "in the afternoon" and "at night" at lexeme `i`; the time of day moves to its second half with it."""
    low = scan.lex.low
    if low[i : i + 2] == ["in", "the"] and low[i + 2] in PARTS_OF_DAY:
        code, end = PARTS_OF_DAY[low[i + 2]], i + 3
    elif low[i : i + 2] == ["at", "night"]:
        code, end = "TNI", i + 2
    else:
        return i, time
    hours = int(time[1:3])
    if hours < 12 and code != "TMO" and not (code == "TNI" and hours < 6):
        time = f"T{hours + 12}{time[3:]}"
    return end, time


def _after_brackets(scan: Scan, i: int) -> int:
    """Return the lexeme after a time in brackets at lexeme `i` ("(0735 GMT)"); `i` itself where none stands there."""
    low = scan.lex.low
    if low[i] != "(":
        return i
    return next((at + 1 for at in range(i + 2, i + 6) if low[at] == ")"), i)


def _undated(scan: Scan, start: int, time: str) -> Value:
    day = scan.memory.clock_day(scan.lex.start[start])
    return Fixed(f"XXXX-XX-XX{time}") if day is None else Day(day, time)


def _with_part(value: Value, time: str) -> Value:
    if isinstance(value, Day):
        return Day(value.day, time)
    text = str(value)
    return Fixed(text + time) if text[:1].isdigit() or text.startswith("XXXX") else value


def _time(start: int, end: int, value: Value) -> Found:
    made = found(start, end, value)
    return Found(made.start, made.end, TimexType.TIME, made.value)
