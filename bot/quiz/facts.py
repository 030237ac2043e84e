"""What a quiz knows: one form for what a reading tells and what the store tells."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.model.dates import EventDate
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind, Status
from bot.model.statement import Statement

_TWO = 2
_WORD = re.compile(r"[^\W\d_]{3,}")
_NEWS = 0.95
"""Salience of what a report is about, wherever it tells it."""
_FIRST, _WEIGHTY = 3, 0.85
"""Sentences that go on with the news, and the salience of what is of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A party as a question can name it.

    Attributes:
        name: Full name; a country's everyday name.
        country: The side it acts for; None where unknown.
        office: Office at the time; None where unknown or not a person.
        kind: Person, country, organisation or group.
        adjective: Its country's adjective at the time, where that was another than the tables have: "Soviet".
    """

    name: str
    country: CountryCode | None
    office: str | None
    kind: ActorKind
    adjective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event with all that a question may ask of it.

    Attributes:
        id: "event 3" of a reading, "E147" of the store.
        source, target: Who did it, to whom; may be empty.
        headline: Stands alone, present tense, no full stop.
        sentences: Indices of the sentences that prove it, never empty.
        support: Their text, in the same order.
        statement: Its clause in parts, where the reading could make it stand alone.
        is_edited: Whether a person wrote its headline, which can then be relied on.
        printed_in: Article and sentence of every report; two facts that share one were told in one sentence.
        published: First report's day; None where unknown.
    """

    id: str
    type: EventType
    act: EventType
    status: Status
    alleged: str | None
    source: tuple[Side, ...]
    target: tuple[Side, ...]
    is_reciprocal: bool
    when: EventDate
    place: str | None
    context: tuple[Context, ...]
    headline: str
    sentences: tuple[int, ...]
    support: tuple[str, ...]
    printed_in: frozenset[tuple[str, int]]
    published: date | None
    salience: float
    statement: Statement | None = None
    is_edited: bool = False

    @property
    def is_lead(self) -> bool:
        """Whether it is its report's news: told by the first sentence, or as weighty as that."""
        return 0 in self.sentences or self.salience >= _NEWS

    @property
    def is_of_news(self) -> bool:
        """Whether it is of its report's news or close to it: told in the first sentences, and of weight."""
        return self.is_lead or (min(self.sentences) < _FIRST and self.salience >= _WEIGHTY)

    @property
    def sides(self) -> tuple[Side, ...]:
        """Both parties, source first."""
        return (*self.source, *self.target)

    @property
    def year(self) -> int | None:
        """The year it falls in; None where undated."""
        return None if self.when.range is None else self.when.range.end.year


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFact:
    """Words as printed, with their speaker."""

    id: str
    speaker: Side
    text: str
    sentences: tuple[int, ...]
    support: tuple[str, ...]
    published: date | None


@dataclass(frozen=True, kw_only=True)
class Story:
    """All that questions are made from.

    Attributes:
        facts: Events in the order they were given.
        quotes: Quotations with a known speaker.
        sides: Everybody named, parties or not, without doubles.
        words: Every word of three letters or more that the texts use, in lower case.
        horizon: Last day that the texts can know of; None where unknown.
    """

    facts: tuple[Fact, ...]
    quotes: tuple[QuoteFact, ...]
    sides: tuple[Side, ...]
    words: frozenset[str]
    horizon: date | None

    @cached_property
    def pair(self) -> frozenset[CountryCode]:
        """The two countries between which most of the facts lie; empty where there are no two."""
        pairs = Counter(frozenset(codes) for fact in self.facts if len(codes := codes_of(fact.sides)) == _TWO)
        return max(pairs, key=lambda one: (pairs[one], sorted(one)), default=frozenset())


def codes_of(sides: Iterable[Side]) -> set[CountryCode]:
    """Return the countries that sides act for."""
    return {side.country for side in sides if side.country is not None}


def words_of(text: str) -> frozenset[str]:
    """Return the words of three letters or more in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(text))
