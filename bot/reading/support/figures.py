"""Numbers of a text with what they count by: "$5 billion", "five per cent", "twelve"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bot.model.dates import Timex
from bot.model.reading import Span
from bot.reading.dates.lexemes import PADDING, Lexemes
from bot.reading.dates.numbers import Number, number_at
from bot.reading.parsed import Doc
from bot.reading.spans import token_range

_SIGNS: Final = {"$": "$", "€": "€", "£": "£", "¥": "¥", "dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
_SCALES: Final = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "m": 10**6, "bn": 10**9, "tn": 10**12,
}  # fmt: skip
_PERCENT: Final = frozenset({"%", "percent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number in a text.

    Attributes:
        start: Its first token, sign of money included.
        end: Token after its last one.
        amount: Its value.
        unit: "%", a sign of money, or "" for what is counted by the noun beside it.
    """

    start: int
    end: int
    amount: Fraction
    unit: str

    @property
    def value(self) -> tuple[Fraction, str]:
        """What two equal figures share."""
        return self.amount, self.unit


def find_figures(doc: Doc, sentences: Sequence[Span], timexes: Sequence[Timex]) -> Mapping[int, Figure]:
    """Find the numbers of a text that are no dates.

    Args:
        doc: Any parse.
        sentences: Its sentences.
        timexes: Its time expressions.

    Returns:
        For each token of a number the number. "One" as a pronoun is one, too: more is asked for than is needed.
    """
    dated = {i for t in timexes for i in range(*token_range(doc, t.start, t.end))}
    figures = (f for f in _figures(doc, Lexemes(doc, sentences)) if not dated.intersection(range(f.start, f.end)))
    return {i: figure for figure in figures for i in range(figure.start, figure.end)}


def _figures(doc: Doc, lex: Lexemes) -> Iterator[Figure]:
    at = PADDING
    while at < len(lex.low) - PADDING:
        number = number_at(lex, at) if lex.low[at] not in {"a", "an"} else None
        if number is None or number.amount is None:
            at += 1
            continue
        number = _scaled(lex, number)
        start, end, unit = _with_unit(lex, number)
        first, last = token_range(doc, lex.start[start], lex.end[end - 1])
        assert number.amount is not None
        yield Figure(start=first, end=last, amount=number.amount, unit=unit)
        at = max(end, at + 1)


def _scaled(lex: Lexemes, number: Number) -> Number:
    """Return a number with a scale behind it that it does not hold yet: "5bn", "5.5 trillion"."""
    times = _SCALES.get(lex.low[number.end])
    if times is None or number.amount is None or number.amount >= times:
        return number
    return Number(number.start, number.end + 1, number.amount * times)


def _with_unit(lex: Lexemes, number: Number) -> tuple[int, int, str]:
    """Return the lexemes of a number with its unit, and the unit."""
    before, after = lex.low[number.start - 1], lex.low[number.end]
    if before in _SIGNS:
        return number.start - 1, number.end, _SIGNS[before]
    if after in _PERCENT:
        return number.start, number.end + 1, "%"
    if after == "per" and lex.low[number.end + 1] == "cent":
        return number.start, number.end + 2, "%"
    money = _SIGNS.get(after.removesuffix("s")) or _SIGNS.get(after)
    return (number.start, number.end + 1, money) if money else (number.start, number.end, "")
