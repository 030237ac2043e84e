"""Lengths that count from something told: "three days after the vote", "a week later", "within hours of the raid".

Their TIMEX3 is the length alone. What they count from is read off the parse here; when that was, the dater knows.
Source: TimeML annotation guidelines 1.2.1, section 2.2.2.2 (durations as anchored offsets).
"""

import re
from dataclasses import dataclass

from bot.model.dates import UNDATED, EventDate, TimexType
from bot.reading.events import tree
from bot.reading.events.anchors import Anchor
from bot.reading.events.lengths import Length, landed, length_of, stretch
from bot.reading.parsed import Token

_AFTER = frozenset({"after", "following", "later", "afterwards", "thereafter"})
_BEFORE = frozenset({"before", "earlier", "previously", "beforehand"})
_TWO_WORDS = {("prior", "to"), ("ahead", "of")}
_UNIT = re.compile(r"(?:the|a|an|one) (day|week|month|year)$")
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_AT_LEAST = re.compile(r"\b(?:more than|over|at least|or more|no less than)\b")
_AT_MOST = re.compile(r"\b(?:less than|under|up to|at most|no more than)\b")
_HOURS = frozenset({"PTXH", "PTXM", "PTXS"})
"""Hours and minutes of no known number: too few to leave the day."""
_FEW = 3
"""Days within which what is told after something else is as fresh as that."""
_ROUGH = frozenset({"about", "around", "roughly", "approximately", "some", "nearly", "almost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """A length and what it counts from.

    Attributes:
        length: The length; None where its number is not known or only a least one.
        sign: 1 for after, -1 for before.
        is_within: Whether anything up to the length fits.
        is_rough: Whether the length is only about right.
        pivot: The verb or noun that it counts from; None for what was told last.
        verb: The verb of the clause that it dates; None outside of any.
        at: Index of its first token.
    """

    length: Length | None
    sign: int
    is_within: bool
    is_rough: bool
    pivot: Token | None
    verb: Token | None
    at: int

    @property
    def is_short(self) -> bool:
        """Whether it is no more than a few days after something that the clause names."""
        length = self.length
        is_near = length is not None and (
            length.unit in {"H", "m", "s"} or (length.unit == "D" and length.count <= _FEW)
        )
        return is_near and self.pivot is not None and self.sign > 0

    def date(self, pivot: EventDate) -> EventDate:
        """Return the date of what lies this far from the pivot; `UNDATED` where that can't be told."""
        return self._stepped(pivot, self.sign)

    def pivot_date(self, clause: EventDate) -> EventDate:
        """Return the date of the pivot, where that of the clause is known ("on 4 March, a day before …")."""
        return self._stepped(clause, -self.sign)

    def _stepped(self, origin: EventDate, sign: int) -> EventDate:
        if self.length is None or origin.range is None:
            return UNDATED
        if not self.is_within:
            return landed(origin, self.length, sign, is_rough=self.is_rough) or UNDATED
        if origin.range.start != origin.range.end:
            return UNDATED
        return stretch(origin.range.start, self.length, sign) or UNDATED


def offset_of(anchor: Anchor) -> Offset | None:
    """Return what an expression counts from.

    Args:
        anchor: The expression in the parse.

    Returns:
        The offset; None for an expression that names a place on the calendar, or a length that only lasts.
    """
    doc, end = anchor.token.doc, anchor.end
    is_length = anchor.timex.type is TimexType.DURATION
    if end >= len(doc) or not (is_length or _UNIT.match(anchor.words)):
        return None
    link = doc[end]
    if anchor.prep == "within" or (link.lower_ == "of" and anchor.prep in {"inside", "under"}):
        pivot = tree.first_child(link, "pobj", "pcomp") if link.lower_ in {"of", "after"} else None
        return _made(anchor, sign=1, is_within=True, pivot=pivot, verb=anchor.verb)
    sign = (link.lower_ in _AFTER) - (link.lower_ in _BEFORE)
    if not sign and end + 1 < len(doc) and (link.lower_, doc[end + 1].lower_) in _TWO_WORDS:
        sign, link = -1, doc[end + 1]
    if not sign:
        return None
    pivot, verb = _pivot(anchor, link)
    if pivot is None and anchor.timex.range is not None:
        return None
    return _made(anchor, sign=sign, is_within=False, pivot=pivot, verb=verb)


def _pivot(anchor: Anchor, link: Token) -> tuple[Token | None, Token | None]:
    """What an offset counts from, and the verb of the clause that it dates."""
    if link.dep_ == "mark" and tree.is_verb(link.head):
        clause = link.head
        above = clause.head if clause.dep_ in {"advcl", "relcl", "acl", "pcomp"} else None
        return clause, None if above is None else tree.clause_of(above)
    pivot = tree.first_child(link, "pobj", "pcomp")
    if pivot is None and link.i + 1 < len(link.doc) and link.nbor(1).head.i == link.i and link.nbor(1).dep_ != "punct":
        pivot = link.nbor(1)
    return pivot, tree.clause_of(link.head) or anchor.verb


def _made(anchor: Anchor, *, sign: int, is_within: bool, pivot: Token | None, verb: Token | None) -> Offset:
    words = anchor.words
    before = anchor.token.doc[anchor.first - 1].lower_ if anchor.first else ""
    unit = _UNIT.match(words)
    length = Length(count=1, unit=_UNITS[unit[1]]) if unit is not None else length_of(anchor.timex)
    if anchor.timex.value in _HOURS:
        length = Length(count=1, unit="H")
    if before in {"than", "to"} or _AT_LEAST.search(words) or (before in {"over", "least"}):
        length = None
    return Offset(
        length=length,
        sign=sign,
        is_within=is_within or bool(_AT_MOST.search(words)) or before == "under",
        is_rough=before in _ROUGH or words.split()[0] in _ROUGH,
        pivot=pivot,
        verb=verb,
        at=anchor.first,
    )
