"""What every family of expressions is handed, and what it gives back."""

import re
from dataclasses import dataclass

from bot.model.dates import DateRange, TimexType
from bot.reading.dates.anchor import Direction, Memory
from bot.reading.dates.lexemes import Lexemes
from bot.reading.dates.rules import load_rules
from bot.reading.dates.tense import Governor, governor
from bot.reading.dates.values import Day, Fixed, Length, Value


@dataclass(frozen=True, slots=True)
class Found:
    """One expression by its lexemes, not yet written.

    Attributes:
        start, end: Its lexemes.
        type: TIMEX3 type.
        value: What it means.
        days: The days it names, where they are others than those of its value.
    """

    start: int
    end: int
    type: TimexType
    value: Value
    days: DateRange | None = None


_FORCED: list[tuple[list[str], int, Direction]] = [
    (row["phrase"].split(), row["within"], Direction[row["looks"].upper()]) for row in load_rules("anchoring")["forced"]
]
_XS_WITH_TIME = re.compile(r"XXXX-[\dXW-]+T")

NOTHING: tuple[Found, ...] = ()


class Scan:
    """One pass over a text.

    Attributes:
        lex: The lexemes.
        memory: What has been named so far.
        floor: First lexeme that belongs to no expression yet; extents never reach below it.
        is_fiscal: Whether the quarter just read is one of a fiscal year of its own.
    """

    __slots__ = ("floor", "is_fiscal", "lex", "memory")

    def __init__(self, lex: Lexemes, memory: Memory) -> None:
        self.lex = lex
        self.memory = memory
        self.floor = 0
        self.is_fiscal = False

    def governor(self, i: int) -> Governor:
        """Return how the verb above lexeme `i` stands."""
        return governor(self.lex.token(i))

    def forced(self, start: int) -> Direction:
        """Return where the words left of an expression force it to look."""
        low = self.lex.low
        for phrase, within, direction in _FORCED:
            near = low[start - within : start]
            if any(near[at : at + len(phrase)] == phrase for at in range(within)):
                return direction
        return Direction.NONE


def found(start: int, end: int, value: Value, days: DateRange | None = None) -> Found:
    """Make an expression whose type follows from its value."""
    if isinstance(value, Length):
        kind = TimexType.DURATION
    elif (isinstance(value, Day) and value.time) or (isinstance(value, Fixed) and _XS_WITH_TIME.match(value.text)):
        kind = TimexType.TIME
    else:
        kind = TimexType.DATE
    return Found(start, end, kind, value, days)


def repeated(start: int, end: int, value: str) -> tuple[Found, ...]:
    """Make a SET from its written value ("P1D", "XXXX-WXX-5")."""
    return (Found(start, end, TimexType.SET, Fixed(value)),)
