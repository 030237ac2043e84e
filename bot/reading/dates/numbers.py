"""Numbers as words and digits: "twenty-four", "2 1/2", "a couple of", "several"."""

from dataclasses import dataclass
from fractions import Fraction

from bot.reading.dates.lexemes import Lexemes
from bot.reading.dates.lexicon import ONES, ORDINAL_ENDINGS, ORDINALS, SCALES, TENS, VAGUE_NUMBERS

_FRACTION_SIGNS = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_DENOMINATORS = frozenset({"2", "3", "4"})
_INNER = (
    frozenset(ONES) | frozenset(TENS) | frozenset(SCALES) | VAGUE_NUMBERS | frozenset(_FRACTION_SIGNS)
    | frozenset({"a", "an", "couple", "dozen", "dozens", "half", "of", "and", "-", "/", "quarter"})
)  # fmt: skip
_CARRIERS = frozenset(TENS) | frozenset(SCALES)
_CARRIED = frozenset(ONES) | frozenset(TENS)
_REACH = 8
_LARGEST = 10**9


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        start, end: Its lexemes.
        amount: Its value; None for a vague one ("several").
    """

    start: int
    end: int
    amount: Fraction | None


def number_at(lex: Lexemes, i: int) -> Number | None:
    """Read the number that begins at lexeme `i`; None where there is none."""
    word = lex.low[i]
    if word[:1].isdigit():
        return _digits(lex, i)
    if word in {"a", "an"}:
        return _after_article(lex, i)
    if word in {"couple", "dozen", "dozens"} or word in VAGUE_NUMBERS:
        return _collective(lex, i, i)
    if word == "half" and lex.low[i + 1] in {"a", "an"}:
        return Number(i, i + 2, Fraction(1, 2))
    return _words(lex, i)


def number_before(lex: Lexemes, end: int, floor: int) -> Number | None:
    """Read the longest number that ends just before lexeme `end` and starts at `floor` or later."""
    first = end
    while first > floor and end - first < _REACH and _may_be_inner(lex.low[first - 1]):
        first -= 1
    for start in range(first, end):
        number = number_at(lex, start)
        if number is not None and number.end == end:
            return number
    return None


def ordinal_at(lex: Lexemes, i: int) -> tuple[int, int] | None:
    """Read an ordinal ("third", "3rd", "twenty-first") at lexeme `i`: its value and the lexeme after it."""
    low = lex.low
    if lex.is_digits(i) and low[i + 1] in ORDINAL_ENDINGS and lex.is_glued(i + 1) and len(low[i]) <= 2:
        return int(low[i]), i + 2
    if low[i] in ORDINALS:
        return ORDINALS[low[i]], i + 1
    if low[i] in TENS and low[i + 1] == "-" and low[i + 2] in ORDINALS:
        return TENS[low[i]] + ORDINALS[low[i + 2]], i + 3
    return None


def _may_be_inner(word: str) -> bool:
    return word in _INNER or word[:1].isdigit()


def _digits(lex: Lexemes, i: int) -> Number | None:
    low = lex.low
    plain = low[i].replace(",", "")
    if len(plain) > 12 or not plain.isascii() or not plain.replace(".", "", 1).isdigit():
        return None
    amount, end = Fraction(plain), i + 1
    if low[i + 1] == "/" and low[i + 2] in _DENOMINATORS:
        return Number(i, i + 3, amount / int(low[i + 2]))
    if low[end] in _FRACTION_SIGNS:
        return Number(i, end + 1, amount + _FRACTION_SIGNS[low[end]])
    if low[end] == "-" and low[end + 2] == "/":
        end += 1
    if lex.is_digits(end) and len(low[end]) == 1 and low[end + 1] == "/" and low[end + 2] in _DENOMINATORS:
        return Number(i, end + 3, amount + Fraction(int(low[end]), int(low[end + 2])))
    if low[end] in SCALES:
        return Number(i, end + 1, amount * SCALES[low[end]])
    return _and_a_half(lex, Number(i, i + 1, amount))


def _after_article(lex: Lexemes, i: int) -> Number | None:
    low = lex.low
    if low[i + 1] in {"couple", "dozen", "few"}:
        return _collective(lex, i, i + 1)
    if low[i + 1] == "half":
        return Number(i, i + 2, Fraction(1, 2))
    if low[i + 1] in SCALES:  # "a hundred and twenty"
        rest = _words(lex, i + 1)
        return None if rest is None else Number(i, rest.end, rest.amount)
    return Number(i, i + 1, Fraction(1))


def _collective(lex: Lexemes, start: int, i: int) -> Number:
    amounts = {"couple": Fraction(2), "dozen": Fraction(12)}
    amount, end = amounts.get(lex.low[i]), i + 1
    while lex.low[end] in {"dozen", "hundred", "thousand"}:
        amount, end = None, end + 1
    if lex.low[i] in {"couple", "dozens"} and lex.low[end] == "of":
        end += 1
    return Number(start, end, amount)


def _words(lex: Lexemes, i: int) -> Number | None:
    low = lex.low
    total, current, end = 0, 0, i
    while end - i < _REACH and total <= _LARGEST:
        word = low[end]
        if word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word in SCALES:
            current = max(current, 1) * SCALES[word]
            if SCALES[word] >= 1000:
                total, current = total + current, 0
        elif word not in {"-", "and"} or low[end - 1] not in _CARRIERS or low[end + 1] not in _CARRIED:
            break
        end += 1
    if end == i:
        return None
    return _and_a_half(lex, Number(i, end, Fraction(total + current)))


def _and_a_half(lex: Lexemes, number: Number) -> Number:
    low, end = lex.low, number.end
    if low[end : end + 5] == ["-", "and", "-", "a", "-"] and low[end + 5] == "half":  # "two-and-a-half"
        assert number.amount is not None
        return Number(number.start, end + 6, number.amount + Fraction(1, 2))
    if low[end] == "and" and low[end + 1] in {"a", "one"} and low[end + 2] in {"half", "quarter"}:
        assert number.amount is not None
        part = Fraction(1, 2) if low[end + 2] == "half" else Fraction(1, 4)
        return Number(number.start, end + 3, number.amount + part)
    return number
