"""What a timeline finds over all of its pages: every dated event in brief, and how many lie in each decade."""

import hashlib
import pickle
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.plover import EventType, Quad

MOST_BRIEFS = 2_000
"""Events that a time line is drawn of; of more, the turning points and the most salient."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A dated event that stands, as a time line needs it.

    Attributes:
        id: Its row.
        days: Its days.
        type: The type that timelines name.
        is_firm: Whether it is told as having occurred: not planned, possible, alleged or denied.
        is_turning: Whether a chronology calls it a turning point.
        salience: 0 to 1.
        headline: One clause.
    """

    id: EventId
    days: DateRange
    type: EventType
    is_firm: bool
    is_turning: bool
    salience: float
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decade:
    """Ten years from one that ends in 0, and how many events touch them."""

    first_year: int
    events: int


@dataclass(frozen=True, kw_only=True)
class LongView:
    """A timeline's question, answered over all of its pages.

    One is kept while the record is unchanged, and what is worked out of it is worked out once.

    Attributes:
        briefs: Turning points first, then by salience; `MOST_BRIEFS` at most.
        undated: Events that have no date.
        withdrawn: Dated events that were withdrawn.
        more: Dated events beyond the bound.
        whole: From the first to the last dated event, whatever the question's period; None where none is dated.
        decades: Those that have events, in order, whatever the question's period.
    """

    briefs: tuple[Brief, ...] = ()
    undated: int = 0
    withdrawn: int = 0
    more: int = 0
    whole: DateRange | None = None
    decades: tuple[Decade, ...] = ()

    @cached_property
    def days(self) -> DateRange | None:
        """From the first to the last day of the briefs; None where there are none."""
        if not self.briefs:
            return None
        return DateRange(start=min(one.days.start for one in self.briefs), end=max(one.days.end for one in self.briefs))

    @cached_property
    def quads(self) -> Counter[Quad]:
        """How many of the briefs cooperate and conflict, in words and in deeds."""
        return Counter(brief.type.quad for brief in self.briefs)

    @cached_property
    def fingerprint(self) -> str:
        """The same for the same briefs, and for no others: by it a picture that was drawn of them is found again."""
        return hashlib.sha256(pickle.dumps(self.briefs)).hexdigest()
