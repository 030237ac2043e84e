"""One report of an event, as the rules of merging compare it with another. Pure; knows no table."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.model.dates import DatedBy, DateRange
from bot.model.datewords import MONTHS, SHORT_MONTHS, WEEKDAYS
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind, Status

LONGEST_VAGUE_DAYS = 31
"""A report dated less finely than by a month tells the same event as another only in the same words."""
LATE_DAYS = 3
"""How long before its article's day an event may have been that a report gives no day of its own."""
_SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""Acts of which the same sides do several a day, told apart by what they are about."""
_VERBS = frozenset((
    "accuse", "again", "ask", "asks", "be", "been", "being", "blame", "blames", "call", "calls", "charge", "condem",
    "critic", "declin", "demand", "denies", "denoun", "deny", "down", "has", "have", "invest", "is", "it", "not",
    "of", "press", "protes", "refuse", "reject", "reques", "say", "says", "sue", "sues", "that", "threat", "turn",
    "turns", "urge", "urges", "vow", "vows", "warn", "warns", "will", "would",
))  # fmt: skip
"""Beginnings of words that say no more than that one of these acts was done."""
_STEM, _ROOT = 6, 3
"""Letters by which forms of a word, and a country's name and its adjective, are known for one."""
_NO_NAMES = frozenset(map(str.casefold, (*MONTHS, *SHORT_MONTHS, *WEEKDAYS))) | frozenset((
    "american", "americans", "british", "britons", "danes", "danish", "dutch", "eu", "filipino", "filipinos",
    "french", "turkish", "turks", "uk", "us", "foreign", "general", "government", "king", "minister", "ministry",
    "president", "prime", "secretary", "state",
))  # fmt: skip
"""Words with a capital that tell no two events apart, among them adjectives that begin otherwise than their country."""
_STOP_WORDS = frozenset((
    "a", "an", "and", "at", "by", "for", "from", "in", "into", "its", "of", "on", "or", "over", "s", "the", "their",
    "to", "with",
))  # fmt: skip
_TRUST = {DatedBy.EXPRESSION: 0, DatedBy.CONTEXT: 1, DatedBy.PUBLICATION: 2, DatedBy.NONE: 3}

Rank = tuple[bool, int, int, int, date, str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedName:
    """One party, as a report names it."""

    name: str
    kind: ActorKind
    country: CountryCode | None
    office: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """An event as one report tells it.

    Attributes:
        article: What names its article whatever the store: the fingerprint of its text.
        position: Its number among the article's events.
        is_shared: Whether the article is the starter pack's.
        published: The article's day; None where unknown.
        shown: As in `bot.model.reading.Event.shown_type`.
        act, status, reciprocal, alleged, place, context, headline: As in `bot.model.reading.Event`.
        dates: Its range; None where undated.
        dated_by: How that was found.
        source, target: Its parties, in any order.
    """

    article: str
    position: int
    is_shared: bool
    published: date | None
    shown: EventType
    act: EventType
    status: Status
    reciprocal: bool
    alleged: str | None
    dates: DateRange | None
    dated_by: DatedBy
    place: str | None
    context: tuple[Context, ...]
    headline: str
    source: tuple[SidedName, ...]
    target: tuple[SidedName, ...]

    @cached_property
    def parties(self) -> tuple[SidedName, ...]:
        """Both sides."""
        return self.source + self.target

    @cached_property
    def words(self) -> frozenset[str]:
        """The headline's words."""
        return folded_words(self.headline)

    @cached_property
    def names(self) -> int:
        """How many of its parties are named that are no bare countries and stand for one."""
        return sum(p.kind is not ActorKind.COUNTRY and p.country is not None for p in self.parties)

    @cached_property
    def rank(self) -> Rank:
        """What puts the report that knows most first: of equals the earliest. No two reports have the same."""
        days = 9999 if self.dates is None else days_of(self.dates)
        spread = days + LATE_DAYS if self.dated_by is DatedBy.PUBLICATION else days
        told_on = self.published or date.max
        return (
            not self.is_shared, spread, _TRUST[self.dated_by], -self.names, told_on, self.article, self.position,
        )  # fmt: skip

    @cached_property
    def topic(self) -> frozenset[str]:
        """What is named besides the parties: names for deeds, all that it is about for what is only said."""
        roots = {word[:_ROOT] for party in self.parties for word in folded_words(party.name)}
        if self.shown in _SPOKEN:
            stems = {word[:_STEM] for word in self.words if word[:_ROOT] not in roots}
            return frozenset(stems - _VERBS)
        names = folded_words(" ".join(word for word in self.headline.split()[1:] if word[:1].isupper())) - _NO_NAMES
        return frozenset(word for word in names if word[:_ROOT] not in roots)

    @property
    def is_vague(self) -> bool:
        """Whether it is dated less finely than by a month, so that only its words tell it from others."""
        return self.dates is None or days_of(self.dates) > LONGEST_VAGUE_DAYS


def days_of(dates: DateRange) -> int:
    """Return how many days a range has."""
    return (dates.end - dates.start).days + 1


def folded_words(text: str) -> frozenset[str]:
    """Return a text's words without case, punctuation and small words."""
    cleaned = "".join(c if c.isalnum() else " " for c in text.casefold())
    return frozenset(cleaned.split()) - _STOP_WORDS
