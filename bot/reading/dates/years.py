"""Years and what is made of them: "1990", "1998–99", "fiscal 1990", "the 1990s", "the 20th century"."""

from bot.reading.dates.extents import modifiers
from bot.reading.dates.figures import full_year
from bot.reading.dates.lexicon import DECADE_WORDS, ONES, TENS, ZONES
from bot.reading.dates.numbers import ordinal_at
from bot.reading.dates.rules import load_rules, valued, words
from bot.reading.dates.scan import NOTHING, Found, Scan, found
from bot.reading.dates.values import Century, Decade, Fixed, Part, Value, Year

_SPAN = load_rules("years")["span"][0]
_FIRST: int = _SPAN["first"]
_LAST: int = _SPAN["last"]
_THIS_CENTURY = 2000
_NOT_BEFORE_A_YEAR = words("years", "not_before")
_NOT_AFTER_A_YEAR = words("years", "not_after")
_STREETS = words("years", "street")
_TIED = words("years", "tied")
_FISCAL = words("years", "fiscal")
_ERAS: dict[str, str] = valued("years", "era", "before")
_OPENS_DECADE = words("years", "opens_decade")
_NOT_SPELLED_BEFORE = words("years", "not_spelled_before")
SPELLED: dict[str, tuple[int, frozenset[str]]] = {
    row["word"]: (row["years"], frozenset(row["tens"].split())) for row in load_rules("years")["spelled"]
}
"""First word of a spelled year → the years it is worth, and the tens that may follow it."""


def is_year(scan: Scan, i: int) -> bool:
    """Return whether the number at lexeme `i` is a year and not a count, a price or a name."""
    lex, low = scan.lex, scan.lex.low
    if len(low[i]) != 4 or not lex.is_digits(i) or not _FIRST <= int(low[i]) <= _LAST:
        return False
    if low[i - 1] == "." and low[i - 2] in {"no", "nos"} and lex.is_glued(i - 1):
        return False
    if low[i - 1] in _NOT_BEFORE_A_YEAR and (lex.is_glued(i) or low[i - 1].isalpha()):
        return False
    if lex.is_glued(i) and (low[i - 1].isalpha() or _is_model_number(scan, i)):
        return False
    if low[i + 1] in _NOT_AFTER_A_YEAR or (low[i + 1] in ZONES and lex.is_capital(i + 1)):
        return False
    if low[i + 1].isalpha() and lex.is_glued(i + 1):
        return False
    return not _is_count(scan, i) and not _is_number_of_a_place(scan, i)


def _is_model_number(scan: Scan, i: int) -> bool:
    low = scan.lex.low
    return low[i - 1] == "-" and scan.lex.is_glued(i - 1) and low[i - 2].isalpha() and low[i - 2] not in _TIED


def _is_number_of_a_place(scan: Scan, i: int) -> bool:
    """Return whether a number is a telephone's ("555-2013") or a house's ("1600 Oak Avenue")."""
    lex, low = scan.lex, scan.lex.low
    if low[i - 1] == "-" and lex.is_glued(i) and lex.is_digits(i - 2) and len(low[i - 2]) == 3:
        return True
    return lex.is_capital(i + 1) and any(low[at] in _STREETS and lex.is_capital(at) for at in (i + 2, i + 3))


def _is_count(scan: Scan, i: int) -> bool:
    """Return whether a round number counts the plural noun after it ("2000 troops"; "1989 earnings" is a year)."""
    year, published = int(scan.lex.low[i]), scan.memory.published
    is_odd = year % 50 != 0 and (published is None or abs(year - published.year) < 100)
    if is_odd:
        return False
    token = scan.lex.token(i)
    return token.dep_ == "nummod" and token.head.i > token.i and token.head.tag_ == "NNS"


def year(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the four digits at lexeme `i`: a year, a range of years, a decade, or a year's quarter."""
    lex, low = scan.lex, scan.lex.low
    if _is_decade(scan, i):
        end = i + 2 + (low[i + 1] == "'")
        is_century = low[i].endswith("00") and int(low[i]) < _THIS_CENTURY  # "the 1800s", but "the 2000s"
        span = Century(int(low[i][:2])) if is_century else Decade(int(low[i][:3]))
        return (found(_decade_start(scan, i), end, span),)
    if not is_year(scan, i):
        return NOTHING
    number = int(low[i])
    if low[i + 1] in {"-", "–", "/"} and lex.is_glued(i + 1) and lex.is_glued(i + 2) and lex.is_digits(i + 2):
        pair = _range(scan, i)
        if pair:
            return pair
    part = _part_after(scan, i, number)
    if part is not None:
        return (found(_article(scan, i), part[1], part[0]),)
    return (found(_start(scan, i), i + 1, Year(number)),)


def era_year(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the year at lexeme `i` with its era: "1100 AD", "44 BC", "AD 79".

    Source:
        TimeML annotation guidelines 1.2.1: four digits, "BC" before them.
    """
    lex, low = scan.lex, scan.lex.low
    if not lex.is_digits(i) or len(low[i]) > 4 or not int(low[i]):
        return NOTHING
    end, start = i + 1, i
    dot = low[i + 2] == "." and lex.is_glued(i + 2)
    if low[i + 1] in _ERAS and _is_all_capitals(scan, i + 1):
        era, end = _ERAS[low[i + 1]], i + 2
    elif low[i + 1] + "." + low[i + 3] in _ERAS and dot and lex.is_capital(i + 1):
        era, end = _ERAS[low[i + 1] + "." + low[i + 3]], i + 4 + (low[i + 4] == ".")
    elif low[i - 1] == "ad" and _is_all_capitals(scan, i - 1) and i - 1 >= scan.floor:
        era, start = "", i - 1
    else:
        return NOTHING
    value: Value = Fixed(f"BC{int(low[i]):04d}") if era else Year(int(low[i]))
    return (found(start, end, value),)


def _is_all_capitals(scan: Scan, i: int) -> bool:
    return scan.lex.text[scan.lex.start[i] : scan.lex.end[i]].isupper()


def fiscal(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "FY2024", "FY 2023-24" and "FY24" whose "FY" is lexeme `i`."""
    lex, low = scan.lex, scan.lex.low
    if not _is_all_capitals(scan, i) or not lex.is_digits(i + 1):
        return NOTHING
    word = low[i + 1]
    if len(word) == 2 and lex.is_glued(i + 1):
        return (found(i, i + 2, Year(full_year(int(word), "fiscal year"))),)
    if len(word) != 4 or not _FIRST <= int(word) <= _LAST:
        return NOTHING
    first = found(i, i + 2, Year(int(word)))
    is_range = low[i + 2] in {"-", "–", "/"} and lex.is_digits(i + 3) and lex.is_glued(i + 3)
    second = _range(scan, i + 1)[1:] if is_range else NOTHING
    return (first, *second)


def _is_decade(scan: Scan, i: int) -> bool:
    lex, low = scan.lex, scan.lex.low
    if not lex.is_digits(i) or len(low[i]) != 4 or low[i][3] != "0" or not 1000 <= int(low[i]) <= _LAST:
        return False
    at = i + 1 + (low[i + 1] == "'" and lex.is_glued(i + 1))
    is_possessive = at > i + 1 and low[i - 1] not in _OPENS_DECADE
    return low[at] == "s" and lex.is_glued(at) and not is_possessive


def _range(scan: Scan, i: int) -> tuple[Found, ...]:
    first, word = int(scan.lex.low[i]), scan.lex.low[i + 2]
    if len(word) == 4 and is_year(scan, i + 2):
        last = int(word)
    elif len(word) == 2 and not scan.lex.low[i + 3].startswith(("-", "–", "/")):
        last = first // 100 * 100 + int(word)
        last += 100 if last < first and last + 100 - first < 30 else 0
    else:
        return NOTHING
    if not first < last or (scan.lex.low[i + 1] == "/" and last != first + 1):
        return NOTHING
    return (found(_start(scan, i), i + 1, Year(first)), found(i + 2, i + 3, Year(last)))


def _part_after(scan: Scan, i: int, number: int) -> tuple[Part, int] | None:
    """Read "third quarter", "period" or "first half" after a year."""
    low = scan.lex.low
    at = i + 3 if low[i + 1 : i + 3] == ["'", "s"] else i + 1
    at += low[at] == "fiscal"
    if low[at] in {"quarter", "period"} and low[at + 1] != "-":
        quarter = scan.memory.quarter
        if quarter is None or (low[at] == "period" and scan.memory.has_months):
            return None
        return Part(number, quarter.code), at + 1
    ordinal = ordinal_at(scan.lex, at)
    if ordinal is None or ordinal[0] > 4:
        return None
    end = ordinal[1] + (low[ordinal[1]] == "-")
    if low[end] == "quarter":
        return Part(number, f"Q{ordinal[0]}"), end + 1
    if low[end] == "half" and ordinal[0] <= 2:
        return Part(number, f"H{ordinal[0]}"), end + 1
    return None


def _article(scan: Scan, i: int) -> int:
    return i - 1 if scan.lex.low[i - 1] == "the" and i - 1 >= scan.floor else i


def _start(scan: Scan, i: int) -> int:
    low, start = scan.lex.low, i
    if low[i - 1] in _FISCAL:
        start = i - 1
    elif (low[i - 1] == "year" and low[i - 2] in _FISCAL) or (low[i - 1] == "year" and low[i - 2] == "the"):
        start = i - 2
    return modifiers(scan, start) if start >= scan.floor else i


def _decade_start(scan: Scan, i: int) -> int:
    low = scan.lex.low
    start = modifiers(scan, i)
    if start == i - 1 and low[i - 1] == "'":
        start = i
    return _article(scan, start)


def short_decade(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "'80s", its two digits at lexeme `i`: a decade of the twentieth century or of this one."""
    lex, low = scan.lex, scan.lex.low
    is_decade = lex.is_digits(i) and len(low[i]) == 2 and low[i][1] == "0" and low[i + 1] == "s" and lex.is_glued(i + 1)
    goes_on = low[i - 1] in {"and", "or", "to"} and scan.floor == i - 1 and isinstance(scan.memory.point, Decade)
    if not is_decade or not (goes_on or low[i - 1] == "'" or low[i - 1] in _OPENS_DECADE):
        return NOTHING
    start = i - 1 if low[i - 1] == "'" and lex.is_glued(i) else i
    decade = Decade(full_year(int(low[i]), "decade") // 10)
    return (found(_article(scan, modifiers(scan, start)), i + 2, decade),)


def decade_word(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the nineties", "the early nineteen sixties"."""
    low = scan.lex.low
    start = i - 2 if low[i - 2 : i] == ["nineteen", "-"] else i - (low[i - 1] == "nineteen")
    first = _article(scan, modifiers(scan, start))
    if low[first] != "the":
        return NOTHING
    return (found(first, i + 1, Decade(190 + DECADE_WORDS[low[i]])),)


def spelled_year(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "nineteen eighty-six" and "twenty twenty-three" at lexeme `i`."""
    read = spelled_at(scan, i)
    if read is None or scan.lex.low[read[1]] in _NOT_SPELLED_BEFORE:
        return NOTHING
    return (found(_start(scan, i), read[1], Year(read[0])),)


def spelled_at(scan: Scan, i: int) -> tuple[int, int] | None:
    """Return the spelled-out year that begins at lexeme `i` and the lexeme after it; None where there is none."""
    low = scan.lex.low
    hundreds, tens = SPELLED.get(low[i], (0, frozenset[str]()))
    if low[i + 1] not in tens:
        return None
    total, end = hundreds + TENS[low[i + 1]], i + 2
    at = end + (low[end] == "-")
    if ONES.get(low[at], 10) < 10:
        total, end = total + ONES[low[at]], at + 1
    return total, end


def centuries(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the 18th and 19th centuries" whose last word is lexeme `i`: one expression for each."""
    low = scan.lex.low
    for start in range(max(scan.floor, i - 9), i):
        first = ordinal_at(scan.lex, start)
        if first is None or low[first[1]] not in {"and", "to", "or", "through"}:
            continue
        second = ordinal_at(scan.lex, first[1] + 1)
        if second is not None and second[1] == i and first[0] and second[0]:
            left = _article(scan, modifiers(scan, start))
            return (found(left, first[1], Century(first[0] - 1)), found(first[1] + 1, i + 1, Century(second[0] - 1)))
    return NOTHING


def century(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read "the 20th century" whose last word is at lexeme `i`."""
    low = scan.lex.low
    for start in range(max(scan.floor, i - 4), i):
        ordinal = ordinal_at(scan.lex, start)
        if ordinal is not None and ordinal[1] + (low[ordinal[1]] == "-") == i and 1 <= ordinal[0] <= 99:
            first = _article(scan, modifiers(scan, start))
            return (found(first, i + 1, Century(ordinal[0] - 1)),)
    return NOTHING
