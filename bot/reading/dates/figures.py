"""Days written in figures alone: "2023-06-14", "6/14/2023", "14.06.2023", "25-Mar-2013"; words in, days out."""

from datetime import date

from bot.reading.dates.lexicon import MONTHS
from bot.reading.dates.values import safe_date


def day_in_figures(word: str) -> date | None:
    """Return the day that a lexeme of figures names.

    Args:
        word: The lexeme in lower case, of one of the shapes that `lexemes` keeps together.

    Returns:
        The day; where both orders are possible, strokes have the American one and dots the European. None for any
        other word, and for a day that doesn't exist.
    """
    if len(word) > 11 or not word[:1].isdigit() or not word.isascii():
        return None
    if word.count("-") == 2:
        return _iso(word) if word[4] == "-" else _with_name(word)
    if word.count("/") == 2 or word.count(".") == 2:
        return _in_any_order(word)
    return None


def _iso(word: str) -> date | None:
    year, month, day = (int(part) for part in word.split("-"))
    return safe_date(year, month, day)


def _with_name(word: str) -> date | None:
    day, month, year = word.split("-")
    return safe_date(_in_full(int(year)), MONTHS[month], int(day)) if month in MONTHS else None


def _in_any_order(word: str) -> date | None:
    first, second, last = (int(part) for part in word.replace(".", "/").split("/"))
    if first > 99:
        return safe_date(first, second, last)
    if "." in word:
        return safe_date(last, second, first)
    year = _in_full(last)
    return safe_date(year, first, second) or safe_date(year, second, first)


def _in_full(year: int) -> int:
    return year if year > 99 else year + (1900 if year > 50 else 2000)
