"""Fixed phrases with a fixed value: "right now", "the near future", "daily". The phrases are rows of rule tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model.dates import TimexType
from bot.reading.dates.lexicon import PLURAL_UNITS, UNITS
from bot.reading.dates.rules import Row, load_rules
from bot.reading.dates.scan import NOTHING, Found, Scan
from bot.reading.dates.values import Fixed

_UNITS = frozenset({*UNITS, *PLURAL_UNITS})


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place in a phrase: the words that may stand there, and whether it may be missing."""

    words: frozenset[str]
    is_optional: bool

    @classmethod
    def of(cls, written: str) -> "_Slot":
        return cls(frozenset(written.removesuffix("?").split("|")), written.endswith("?"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A row of `references.toml` or `sets.toml`; the keys are explained there."""

    left: tuple[_Slot, ...]
    right: tuple[_Slot, ...]
    extent_is_head: bool
    value: Fixed
    type: TimexType
    tag: str
    not_after: tuple[tuple[str, ...], ...]
    not_before: tuple[tuple[str, ...], ...]
    is_never_hyphened: bool
    is_never_name: bool

    @classmethod
    def of(cls, row: Row) -> "_Phrase":
        slots = [_Slot.of(written) for written in row["words"].split()]
        head = next(at for at, slot in enumerate(slots) if slot.words == _Slot.of(row["head"]).words)
        return cls(
            left=tuple(reversed(slots[:head])),
            right=tuple(slots[head + 1 :]),
            extent_is_head="extent" in row,
            value=Fixed(row["value"]),
            type=TimexType(row.get("type", TimexType.DATE)),
            tag=row.get("tag", ""),
            not_after=tuple(tuple(words.split()) for words in row.get("not_after", ())),
            not_before=tuple(tuple(words.split()) for words in row.get("not_before", ())),
            is_never_hyphened=row.get("not_hyphened", False),
            is_never_name=row.get("not_name", False),
        )

    def match(self, scan: Scan, i: int) -> Found | None:
        """Read the phrase whose head is lexeme `i`."""
        low = scan.lex.low
        start, end = _walk(low, i, self.left, -1), _walk(low, i, self.right, 1)
        if start is None or end is None or (self.tag and scan.lex.tag(i) != self.tag):
            return None
        if self.extent_is_head:
            start = i
        if start < scan.floor or not self._stands_well(scan, i, start, end + 1):
            return None
        return Found(start, end + 1, self.type, self.value)

    def _stands_well(self, scan: Scan, i: int, start: int, end: int) -> bool:
        low = scan.lex.low
        if any(_are(low[start - len(words) : start], words) for words in self.not_after):
            return False
        if any(_are(low[end : end + len(words)], words) for words in self.not_before):
            return False
        if self.is_never_hyphened and low[end] == "-" and scan.lex.is_glued(end):
            return False
        return not (self.is_never_name and _is_name(scan, i))


def _walk(low: Sequence[str], i: int, slots: Sequence[_Slot], step: int) -> int | None:
    """Return the last lexeme that fills the slots beside lexeme `i`, going by `step`; None where one stays empty."""
    for slot in slots:
        if low[i + step] in slot.words:
            i += step
        elif not slot.is_optional:
            return None
    return i


def _are(lexemes: Sequence[str], words: Sequence[str]) -> bool:
    pairs = zip(lexemes, words, strict=True)
    return all(lexeme in _UNITS if word == "UNIT" else lexeme == word for lexeme, word in pairs)


def _is_name(scan: Scan, i: int) -> bool:
    """Return whether the word at lexeme `i` belongs to a paper's name ("the Daily Planet") or to a longer word."""
    lex = scan.lex
    is_beside_capital = lex.is_capital(i + 1) or lex.is_capital(i - 1) or lex.low[i - 1] == "the"
    return (lex.is_capital(i) and is_beside_capital) or lex.low[i - 1] == "-"


def _by_head() -> dict[str, tuple[_Phrase, ...]]:
    table: dict[str, tuple[_Phrase, ...]] = {}
    for row in (*load_rules("references")["phrase"], *load_rules("sets")["phrase"]):
        for head in row["head"].split("|"):
            table[head] = (*table.get(head, ()), _Phrase.of(row))
    return table


_PHRASES = _by_head()
HEADS = frozenset(_PHRASES)
"""Words at which a phrase may be read."""


def phrase(scan: Scan, i: int) -> tuple[Found, ...]:
    """Read the fixed phrase whose head is lexeme `i`; the first row that fits is meant."""
    for each in _PHRASES[scan.lex.low[i]]:
        if (made := each.match(scan, i)) is not None:
            return (made,)
    return NOTHING
