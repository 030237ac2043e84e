"""How far left an expression reaches: modifiers and approximators before its core."""

from bot.reading.dates.lexicon import MONTHS, PLURAL_UNITS
from bot.reading.dates.rules import load_rules, words
from bot.reading.dates.scan import Scan

_MODIFIERS = words("extents", "modifier")
_EDGES = words("extents", "edge")
_APPROXIMATORS = words("extents", "approximator")
_APPROXIMATING = frozenset((row["first"], row["second"]) for row in load_rules("extents")["approximating"])
_THAN = words("extents", "than")
_SOONER = words("extents", "sooner")
_RATE = words("extents", "rate")


def modifiers(scan: Scan, start: int) -> int:
    """Return the first lexeme of a date with "early", "mid-", "the end of" and the like taken in."""
    low = scan.lex.low
    start = _edge(scan, _early(scan, start))
    if low[start - 1] == "around" and start - 1 >= scan.floor and (low[start][:1].isdigit() or low[start] in MONTHS):
        return start - 1
    return start


def _early(scan: Scan, start: int) -> int:
    lex, low = scan.lex, scan.lex.low
    if low[start - 1] == "-" and lex.is_glued(start) and low[start - 2] in _MODIFIERS:
        first = start - 2
    elif low[start - 1] in _MODIFIERS:
        first = start - 1
    else:
        return start
    return first if first >= scan.floor else start


def _edge(scan: Scan, start: int) -> int:
    low = scan.lex.low
    if low[start - 1] != "of":
        return start
    if low[start - 2] in _EDGES and low[start - 3] == "the" and start - 3 >= scan.floor:
        return start - 3
    return start


def earlier(scan: Scan, start: int, unit: str) -> int:
    """Return the first lexeme with "earlier" or "later" before "this year" and "this month" taken in."""
    low = scan.lex.low
    if unit in {"Y", "MO"} and low[start] in {"this", "that"} and low[start - 1] in _SOONER:
        return start - 1 if start - 1 >= scan.floor else start
    return start


def approximators(scan: Scan, start: int) -> int:
    """Return the first lexeme of a length with "nearly", "more than", "at least" taken in."""
    low = scan.lex.low
    first = start
    if low[start - 1] in _APPROXIMATORS or (low[start - 1] == "over" and low[start] in {"a", "an"}):
        first = start - 1
    elif low[start - 1] == "than" and low[start - 2] in _THAN:
        first = start - 3 if low[start - 3] == "no" else start - 2
    elif (low[start - 2], low[start - 1]) in _APPROXIMATING:
        first = start - 2
    return first if first >= scan.floor else start


def is_rate(scan: Scan, article: int) -> bool:
    """Return whether "a year" after a number, a sign or a noun is a rate: "$5 a share a year", "a train a week"."""
    word = scan.lex.low[article - 1]
    if word in _RATE or word[:1].isdigit():
        return True
    return word in PLURAL_UNITS or scan.lex.tag(article - 1) in {"NN", "NNS", "CD", "NNP", "$"}
