"""Days written in figures alone: "2023-06-14", "6/14/2023", "25-Mar-2013", and years in two; words in, days out."""

from datetime import date

from bot.reading.dates.lexicon import MONTHS
from bot.reading.dates.rules import load_rules
from bot.reading.dates.values import safe_date

_SHORT_YEARS: list[tuple[str, int, int]] = [
    (row["of"], row["last"], row["century"]) for row in load_rules("figures")["short_year"]
]


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
    return safe_date(_four_digits(int(year)), MONTHS[month], int(day)) if month in MONTHS else None


def _in_any_order(word: str) -> date | None:
    first, second, last = (int(part) for part in word.replace(".", "/").split("/"))
    if first > 99:
        return safe_date(first, second, last)
    if "." in word:
        return safe_date(last, second, first)
    year = _four_digits(last)
    return safe_date(year, first, second) or safe_date(year, second, first)


def _four_digits(year: int) -> int:
    return year if year > 99 else full_year(year, "figures")


def full_year(short: int, of: str) -> int:
    """Return the year that two figures mean.

    Args:
        short: 0 to 99.
        of: What they are the year of, as the table of short years names it.
    """
    return short + next(century for its, last, century in _SHORT_YEARS if its == of and short <= last)
