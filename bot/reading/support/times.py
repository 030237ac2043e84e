"""Where the time expressions of a text hang, so that a claim can't move a day from one deed to another."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.model.dates import Timex
from bot.reading.parsed import Doc, Token
from bot.reading.spans import token_range
from bot.reading.support.clause import is_predicate

_AT: Final = frozenset({"on", "in", "at", "during", "of", ""})
"""Prepositions, or none, by which a time is simply that of a deed."""
_STEPS: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A time expression with its preposition, tokens and host, and whether it stands loose, as a phrase."""

    timex: Timex
    preposition: str
    host: int
    tokens: frozenset[int]
    is_loose: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The time expressions of a text.

    Attributes:
        dated: Every token of one, prepositions included.
        by_host: By the token on which they hang.
    """

    dated: frozenset[int]
    by_host: Mapping[int, Sequence[_Placed]]

    @classmethod
    def of(cls, doc: Doc, timexes: Sequence[Timex]) -> "Times":
        """Place the time expressions of a parse."""
        placed = [one for one in (_place(doc, timex) for timex in timexes) if one is not None]
        hosts: defaultdict[int, list[_Placed]] = defaultdict(list)
        for one in placed:
            hosts[one.host].append(one)
        return cls(dated=frozenset(i for one in placed for i in one.tokens), by_host=dict(hosts))

    def match(self, said: Token, printed: Token) -> set[int] | None:
        """Return the tokens of the times that hang on a claim's word, if the article's word has each.

        A loose time of a verb may hang on a noun below it ("met in Oslo on Tuesday"), and the other way round.
        """
        covered: set[int] = set()
        for mine in self.by_host.get(said.i, ()):
            theirs = [*self.by_host.get(printed.i, ())]
            if mine.is_loose:
                theirs += self._near(printed)
            if not any(_is_same(mine, other) for other in theirs):
                return None
            covered |= mine.tokens
        return covered

    def _near(self, word: Token) -> list[_Placed]:
        """Return the loose times of the nouns below a verb, or of the verb above a noun."""
        if is_predicate(word):
            below = [c for c in word.children if c.dep_ in {"prep", "dobj", "agent", "attr", "dative"}]
            near = [*below, *(n for c in below for n in c.children if n.dep_ == "pobj")]
        else:
            head = word.head.head if word.dep_ == "pobj" else word.head
            near = [head] if is_predicate(head) else []
        return [one for token in near for one in self.by_host.get(token.i, ()) if one.is_loose]


def _place(doc: Doc, timex: Timex) -> _Placed | None:
    first, last = token_range(doc, timex.start, timex.end)
    if first >= last:
        return None
    root = doc[first:last].root
    tokens = set(range(first, last))
    preposition, current = "", root
    for _ in range(_STEPS):
        above = current.head
        if above.i == current.i:
            break
        is_preposition = current.dep_ in {"pobj", "pcomp"} and above.pos_ in {"ADP", "SCONJ"} and above.i not in tokens
        if is_preposition:
            preposition = above.lower_
            tokens.add(above.i)
        current = above
        if above.i not in tokens:
            break
    is_loose = bool(preposition) or root.dep_ in {"npadvmod", "advmod", "tmod"}
    return _Placed(
        timex=timex,
        preposition=preposition,
        host=current.i,
        tokens=frozenset(tokens),
        is_loose=is_loose and preposition != "of",
    )


def is_same_time(one: Timex, other: Timex) -> bool:
    """Return whether two expressions name one time: the same TIMEX3 value, or the same days of the calendar."""
    return one.value == other.value or (one.range is not None and one.range == other.range)


def _is_same(mine: _Placed, theirs: _Placed) -> bool:
    prepositions = {mine.preposition, theirs.preposition}
    return is_same_time(mine.timex, theirs.timex) and (len(prepositions) == 1 or prepositions <= _AT)
