"""A server's filters of what its feeds bring, what they look at, and what comes of it. People read "filter" on cards.

`Topic` is a filter, since `filter` is a word of Python's own; the rules that judge by it are in `bot.topics`.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from bot.model.bodies import BodyNames
from bot.model.countries import Dyad
from bot.model.ids import CountryCode, TopicId, UserId
from bot.model.pairs import pairs_between, sides_of
from bot.model.plover import EventType
from bot.model.reading import Event, Reading

MOST_TOPICS = 20
"""Filters of one server."""
SEARCHED = 20_000
"""Characters of a title, a feed's text and an article's text that filters look through, and that a dry run keeps."""
MOST_NAME = 40
"""Characters of a filter's name."""
MOST_WORDS = 500
"""Characters of a rule of words as it is typed; as it is stored it may be longer."""


class Effect(StrEnum):
    """What a filter does with an entry that it fits."""

    LET_IN = "let_in"
    """It passes, unless another filter keeps it out."""
    KEEP_OUT = "keep_out"
    """It does not pass, whatever lets it in."""


class Scope(StrEnum):
    """Whose events a filter looks at."""

    FOLLOWED = "followed"
    """Those between the two countries of a pair that the server follows."""
    NAMED = "named"
    """Those of the filter's own pairs and countries."""
    ANYWHERE = "anywhere"
    """All; an entry that tells of none fits, too."""


class Condition(StrEnum):
    """The conditions of a filter, in the order in which they are looked at."""

    OUTLET = "outlet"
    WORDS = "words"
    PAIR = "pair"
    KIND = "kind"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A filter: an entry fits it where each of its conditions holds.

    Attributes:
        id: Its number; None before it is stored.
        name: As people call it; unique in its server without regard to case.
        effect: What becomes of an entry that fits.
        words: A rule as `bot.topics.parse` reads it; "" for none.
        scope: Whose events count.
        pairs: The filter's own pairs, where the scope is NAMED.
        countries: Countries of which every event counts, where the scope is NAMED.
        outlets: Names or domains of outlets, one of which must have it; empty for all.
        kinds: Types of event, one of which must be told; empty for all.
        weight: The least salience of such an event, 0 to 1; 0 for any.
        is_on: Whether it is looked at.
        created_by: Who made it; None where they were forgotten.
        created_at: When, aware UTC; None before it is stored.
        changed_by: Who saved or switched it last; None where they were forgotten.
        changed_at: When, aware UTC; None before it is stored.
    """

    id: TopicId | None = None
    name: str
    effect: Effect = Effect.LET_IN
    words: str = ""
    scope: Scope = Scope.FOLLOWED
    pairs: tuple[Dyad, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    outlets: tuple[str, ...] = ()
    kinds: frozenset[EventType] = frozenset()
    weight: float = 0.0
    is_on: bool = True
    created_by: UserId | None = None
    created_at: datetime | None = None
    changed_by: UserId | None = None
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topics:
    """All that decides what a server takes from its feeds.

    Attributes:
        followed: The pairs that the server follows.
        filters: Its filters, also those that are off, oldest first. Without one that lets in, what tells of a followed
            pair passes (docs/adr/0027).
    """

    followed: tuple[Dyad, ...]
    filters: tuple[Topic, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """What a filter looks at of an event.

    Attributes:
        pairs: Keys of the pairs that it joins, as `Dyad.key` writes them; may be empty.
        countries: All that take part.
        kind: Its type.
        weight: Its salience, 0 to 1.
    """

    pairs: frozenset[str]
    countries: frozenset[CountryCode]
    kind: EventType
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFacts:
    """What a filter looks at of an entry of a feed.

    Attributes:
        title: Headline; "" where there is none.
        summary: The feed's own text of it, without markup; "" where there is none.
        outlet: Name of the outlet or feed; None where unknown.
        domain: Host of its address in lower case: "www.example.org"; None where it has none.
        published: Aware UTC; None where unknown.
        text: The article's text; None while it is not fetched.
        events: What it tells; None while it is not read, empty where it tells of nothing.
    """

    title: str
    summary: str = ""
    outlet: str | None = None
    domain: str | None = None
    published: datetime | None = None
    text: str | None = None
    events: tuple[EventFacts, ...] | None = None

    @classmethod
    def of_feed(
        cls, *, title: str, summary: str, outlet: str | None, link: str | None, published: datetime | None
    ) -> "EntryFacts":
        """Return what a feed alone says of an entry.

        Args:
            title: Its headline; may be "".
            summary: The feed's text of it; may be "".
            outlet: Name of the outlet or feed; "" and None where unknown.
            link: Its address; None where it has none.
            published: Aware UTC; None where unknown.
        """
        return cls(title=title, summary=summary, outlet=outlet or None, domain=_host_of(link), published=published)

    def read(self, reading: Reading, bodies: BodyNames) -> "EntryFacts":
        """Return the same with what a reading tells; unions are known by `bodies`."""
        return replace(self, text=reading.article.text, events=events_of(reading, bodies))


def events_of(reading: Reading, bodies: BodyNames) -> tuple[EventFacts, ...]:
    """Return what a filter looks at of a reading's events, in text order; unions are known by `bodies`."""
    return tuple(_facts(reading, event, bodies) for event in reading.events)


def _facts(reading: Reading, event: Event, bodies: BodyNames) -> EventFacts:
    source, target = (sides_of(reading, parties, bodies) for parties in (event.source, event.target))
    return EventFacts(
        pairs=pairs_between(source, target, reciprocal=event.reciprocal),
        countries=frozenset(code for code in (*source, *target) if code is not None),
        kind=event.shown_type,
        weight=event.salience,
    )


def _host_of(link: str | None) -> str | None:
    try:
        return urlsplit(link or "").hostname
    except ValueError:  # an address in brackets that is none
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Why an entry does not fit a filter; `text` says it in a few words: "no “tariff”", "0.31 is below 0.5"."""

    condition: Condition
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What one filter says of an entry.

    Attributes:
        topic: The filter; None for the rule that stands where no filter lets in.
        fits: Whether each condition holds; None where that shows only once the entry is read.
        miss: The first condition that fails; None where none does.
    """

    topic: Topic | None
    fits: bool | None
    miss: Miss | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a server's filters say of an entry.

    Attributes:
        passes: Whether the server takes it; False as long as that is open.
        undecided: Whether it must be read before that can be said.
        judged: Each filter that is on: those that keep out, then those that let in, or the rule in their place.
    """

    passes: bool
    undecided: bool
    judged: tuple[Judged, ...]

    @property
    def kept_out_by(self) -> Topic | None:
        """The filter that keeps it out; None where none does."""
        return next((j.topic for j in self.judged if j.topic and j.topic.effect is Effect.KEEP_OUT and j.fits), None)

    @property
    def let_in_by(self) -> Topic | None:
        """The first filter that lets it in; None where none does, or the server's followed pairs do."""
        return next((j.topic for j in self.judged if j.topic and j.topic.effect is Effect.LET_IN and j.fits), None)
