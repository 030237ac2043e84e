"""Quarters and halves of a year: "the third quarter", "Q3 2023", "last year's fourth quarter"."""

from bot.reading.dates import anchor
from bot.reading.dates.extents import modifiers
from bot.reading.dates.lexicon import AHEAD, BACK
from bot.reading.dates.months import read_date, year_after
from bot.reading.dates.numbers import ordinal_at
from bot.reading.dates.rules import mapped, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import UNDATED, Fixed, Part, Value, Year, add_quarters, quarter_of
from bot.reading.dates.years import is_year

_STEPS: dict[str, int] = mapped("quarters", "step", "word", "quarters")
_COMPARING = words("quarters", "comparing")
_BESIDE_ORDINAL = words("quarters", "beside_ordinal")
_FISCAL = words("quarters", "fiscal")
_NOT_THE_QUARTER_BEFORE = words("quarters", "not_the_quarter_before")
_CLOSING = words("quarters", "closing")
_SECOND_HALF = words("quarters", "second_half")
_LAST_OF_YEAR = words("quarters", "last_of_year")
_FIGURES = words("quarters", "figures")
_FIGURES_REACH = 15


def quarter(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read what "quarter", "half" or "period" at lexeme `i` stands in; a quarter as a fraction is none."""
    if compared := _compared(scan, i):
        return compared
    named = _ordinal(scan, i)
    if named is not None:
        return named
    low = scan.lex.low
    if low[i] == "half" or i - 1 < scan.floor:
        return NOTHING
    return _relative(scan, i) or _definite(scan, i)


def quarters(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the first and second quarters" whose last word is lexeme `i`: one expression for each."""
    low = scan.lex.low
    last, code = _ordinal_before(scan, i, "quarter")
    if last is None or low[last - 1] not in {"and", "or", "through", "to"}:
        return NOTHING
    first, other = _ordinal_before(scan, last - 1, "quarter")
    if first is None or first < scan.floor:
        return NOTHING
    year, end = _year_around(scan, first, i + 1)
    start = _with_article(scan, first)
    pairs = ((max(start, scan.floor), last - 1, other), (last, end, code))
    return tuple(found(s, e, Part(year, c) if year is not None else _directed(scan, first, c)) for s, e, c in pairs)


def _compared(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the same period last year", "the corresponding quarter of 2021": the reported quarter of another year."""
    low = scan.lex.low
    if low[i] not in {"quarter", "period"} or low[i - 1] not in _COMPARING or low[i - 2] != "the" or i - 2 < scan.floor:
        return NOTHING
    at = i + 1 + (low[i + 1] in {"of", "in"})
    year = year_after(scan, at)
    published = scan.memory.published
    if year is None and low[at : at + 2] == ["a", "year"] and low[at + 2] in {"ago", "earlier", "before"} and published:
        year = published.year - 1, at + 3
    if year is None:
        return NOTHING
    quarter = scan.memory.quarter
    value: Value = Year(year[0]) if quarter is None or scan.memory.has_months else Part(year[0], quarter.code)
    return (found(i - 2, year[1], value),)


def _relative(scan: Scan, i: int) -> tuple[Found, ...]:
    low, before = scan.lex.low, scan.lex.low[i - 1]
    if low[i] != "quarter" or before not in _STEPS or low[i + 1] == "-":
        return NOTHING
    start = i - 2 if low[i - 2] == "the" and i - 2 >= scan.floor else i - 1
    return (found(modifiers(scan, start), i + 1, shifted_quarter(scan, _STEPS[before])),)


def _definite(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the quarter", "the latest period": the quarter under report."""
    low, before = scan.lex.low, scan.lex.low[i - 1]
    if before == "the" and low[i] == "quarter" and low[i + 1] not in _NOT_THE_QUARTER_BEFORE:
        start = i - 1
    elif before == "latest" and i - 2 >= scan.floor:
        start = i - 2 if low[i - 2] == "the" else i - 1
    else:
        return NOTHING
    memory = scan.memory
    memory.is_fiscal |= memory.quarter is not None and _is_fiscal(scan, i + 1, memory.quarter.code)
    value = anchor.reported_quarter(memory, is_latest=before == "latest")
    return NOTHING if value is None else (found(start, i + 1, value),)


def shifted_quarter(scan: Scan, step: int) -> Value:
    """Return the quarter `step` quarters after the publication's."""
    published = scan.memory.published
    return (None if published is None else add_quarters(published, step)) or UNDATED[step]


def short_quarter(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "Q3", "Q3 2023", "3Q 2023" and "H1" whose letter is lexeme `i`."""
    lex, low = scan.lex, scan.lex.low
    most = 4 if low[i] == "q" else 2
    if low[i] == "q" and low[i - 1] in {"1", "2", "3", "4"} and lex.is_glued(i) and lex.is_capital(i):
        return _coded(scan, i - 1, i + 1, f"Q{low[i - 1]}") if i - 1 >= scan.floor else NOTHING
    is_name = low[i + 1] in {"1", "2", "3", "4"}
    if not is_name or int(low[i + 1]) > most or not lex.is_glued(i + 1) or not lex.is_capital(i):
        return NOTHING
    if lex.is_glued(i) and low[i - 1][-1:].isalnum():
        return NOTHING
    code = f"{low[i].upper()}{low[i + 1]}"
    goes_on = low[i + 2] in {"and", "to", "or", "-", "–"} and low[i + 3] == low[i] and low[i + 4].isdigit()
    shared = year_after(scan, i + 5) if goes_on else None  # "Q1 and Q2 2020"
    if shared is not None:
        return (found(i, i + 2, Part(shared[0], code)),)
    return NOTHING if low[i] == "h" and year_after(scan, i + 2) is None else _coded(scan, i, i + 2, code)


def _coded(scan: Scan, start: int, end: int, code: str) -> tuple[Found, ...]:
    """Make a quarter or half of its code and of the year at lexeme `end`; without one, the latest."""
    year = year_after(scan, end)
    if year is None:
        return (found(start, end, _latest(scan, code)),)
    return (found(start, year[1], Part(year[0], code)),)


def _ordinal(scan: Scan, i: int) -> tuple[Found, ...] | None:
    """Read "third quarter" and "third-quarter"; None where no ordinal stands before lexeme `i`."""
    low = scan.lex.low
    if low[i] == "period":
        return None
    at = i - 1 - (low[i - 1] == "-")
    fiscal_inside = low[at] in _FISCAL
    at -= fiscal_inside
    first, code = _ordinal_before(scan, at + 1, low[i])
    if first is None or first < scan.floor:
        return None
    start = first
    if low[start - 1] in _FISCAL or (low[start - 1] == "-" and low[start - 2] == "fiscal"):
        start -= 1 if low[start - 1] != "-" else 2
    is_adjective = low[i - 1] == "-"
    scan.is_fiscal = _is_fiscal(scan, i + 1, code)
    year, end = _year_around(scan, start, i + 1)
    if low[i] == "half" and year is None and not _speaks_of_figures(scan, i):
        return None  # the second half of a match, of a list, of a hall
    value: Value = Part(year, code) if year is not None else _directed(scan, start, code)
    if not is_adjective:
        start = _with_article(scan, start)
    return (found(modifiers(scan, max(start, scan.floor)), end, value),)


def _is_fiscal(scan: Scan, i: int, code: str) -> bool:
    """Return whether "ended DATE" at lexeme `i` says that a quarter is not the calendar's ("third … ended June 30")."""
    if scan.lex.low[i] not in _CLOSING or not code.startswith("Q"):
        return False
    ended = read_date(scan, i + 1)
    return ended is not None and abs(ended.month - 3 * int(code[1])) % 12 > 1


def _speaks_of_figures(scan: Scan, i: int) -> bool:
    """Return whether the words around lexeme `i` are those of accounts, so that "the first half" is one of a year."""
    low = scan.lex.low
    return any(word in _FIGURES for word in low[max(0, i - _FIGURES_REACH) : i + _FIGURES_REACH])


def _ordinal_before(scan: Scan, end: int, unit: str) -> tuple[int | None, str]:
    low = scan.lex.low
    most, letter = (4, "Q") if unit == "quarter" else (2, "H")
    if unit == "half" and low[end - 1] in _SECOND_HALF:
        return end - 1, "H2"
    for start in (end - 2, end - 1):
        ordinal = ordinal_at(scan.lex, start)
        if ordinal is not None and ordinal[1] == end and 1 <= ordinal[0] <= most:
            return start, f"{letter}{ordinal[0]}"
    if low[end - 1] in _LAST_OF_YEAR and low[end + 1] == "of" and low[end + 2][:1].isdigit():
        return end - 1, f"{letter}{most}"
    return None, ""


def _year_around(scan: Scan, start: int, end: int) -> tuple[int | None, int]:
    """Return the year that stands beside a quarter, and the lexeme after it ("of 1991", "last year")."""
    after = year_after(scan, end)
    if after is not None:
        return after
    low = scan.lex.low
    if low[end] == "of" and low[end + 1] in {"fiscal", "the"}:
        at = end + 2 + (low[end + 2] == "year")
        if is_year(scan, at):
            return int(low[at]), at + 1
    return None, end


def _directed(scan: Scan, start: int, code: str) -> Value:
    published = scan.memory.published
    before = scan.lex.low[start - 1]
    if published is not None and (before in BACK or before in AHEAD):
        latest = anchor.part_begun(published, code)
        step = -1 if before in BACK and latest == quarter_of(published) else int(before not in BACK)
        return Part(latest.year + step, code)
    return _latest(scan, code)


def _latest(scan: Scan, code: str) -> Value:
    published = scan.memory.published
    return Fixed(f"XXXX-{code}") if published is None else anchor.part_begun(published, code)


def _with_article(scan: Scan, start: int) -> int:
    low = scan.lex.low
    if low[start - 1] in _BESIDE_ORDINAL:
        start -= 1
    if low[start - 1] == "the":
        start -= 1
    return start


def possessed(scan: Scan, start: int, i: int, year: int) -> tuple[Found, ...]:
    """Read "last year's third quarter" whose apostrophe is lexeme `i`; `start` is where the year's phrase begins."""
    low = scan.lex.low
    if low[i] != "'" or low[i + 1] != "s":
        return NOTHING
    at = i + 2 + (low[i + 2] == "fiscal")
    if low[at] == "quarter" and scan.memory.quarter is not None:
        return (found(start, at + 1, Part(year, scan.memory.quarter.code)),)
    ordinal = ordinal_at(scan.lex, at)
    if ordinal is None:
        return NOTHING
    end = ordinal[1] + (low[ordinal[1]] == "-")
    if low[end] == "quarter" and ordinal[0] <= 4:
        return (found(start, end + 1, Part(year, f"Q{ordinal[0]}")),)
    if low[end] == "half" and ordinal[0] <= 2:
        return (found(start, end + 1, Part(year, f"H{ordinal[0]}")),)
    return NOTHING
