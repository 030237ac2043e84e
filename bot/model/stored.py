"""What the store gives back: articles, events with their sources, and the questions one can put to them."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.model.copies import Printed, Sketch
from bot.model.countries import Dyad
from bot.model.dates import DateRange, EventDate
from bot.model.ids import ArticleId, CountryCode, EventId, GuildId, UserId
from bot.model.outlets import Outlet
from bot.model.packs import PackNote
from bot.model.plover import EventType
from bot.model.reading import Event, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article with its reading.

    Attributes:
        id: Its row.
        reading: The whole reading; `reading.article` has the text and metadata.
        added_at: Aware UTC.
        guild: The server that handed it in; None for the starter pack, which every server sees.
        event_ids: Store ids of `reading.events`, in the same order (two may be the same after merging).
        outlet: What is known of its outlet; None for nothing.
        copies: Where else its text stands, each outlet once.
        versions: How many earlier versions it had.
        corrected_at: When a version last told something else than the one before, aware UTC; None where none did.
    """

    id: ArticleId
    reading: Reading
    added_at: datetime
    guild: GuildId | None
    event_ids: tuple[EventId, ...]
    outlet: Outlet | None = None
    copies: tuple[Printed, ...] = ()
    versions: int = 0
    corrected_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in a list or an autocomplete."""

    id: ArticleId
    title: str
    source: str | None
    published: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArticle:
    """An article about to be stored.

    Attributes:
        reading: What was read.
        added_at: Aware UTC.
        guild: The server that hands it in; None: part of the starter pack.
        added_by: Who handed it in; None where a feed brought it.
        sketch: By which its copies are found; None where that is made later.
        is_other_at_address: Whether it is known to be another article than the one that stood at its address before.
        is_background: Whether it came of the first sight of a feed, so that nothing is told of it at once.
    """

    reading: Reading
    added_at: datetime
    guild: GuildId | None
    added_by: UserId | None = None
    sketch: Sketch | None = None
    is_other_at_address: bool = False
    is_background: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EventSource:
    """One report of an event: the sentence that proves it, where it stands, and when it says the event was.

    `when` is None where the sentence is shown for another reason than its date. `outlet` is what is known of its
    outlet, `copies` where else its article's text stands. `note` is what a pack says of a report that is its own; then
    the sentence is the pack's, and its sources stand in the note. None for an article's report.
    """

    article: ArticleId
    title: str
    source: str | None
    url: str | None
    published: date | None
    sentence_index: int
    sentence_count: int
    sentence: str
    when: EventDate | None = None
    outlet: Outlet | None = None
    copies: tuple[Printed, ...] = ()
    note: PackNote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEvent:
    """An event of the store with all its reports.

    Attributes:
        id: Its row, shown as E147.
        event: The event as its reports tell it together, with the most precise of their dates, and more salient with
            each source; its parties' actor ids mean nothing here, the names below do.
        source_names, target_names: Full names of the parties, in the order of `event.source` and `event.target`.
        source_codes, target_codes: Distinct sides of the parties, in order of mention.
        reports: At least one, earliest published first.
        is_withdrawn: Whether the store has taken it back.
        withdrawn_at: When, aware UTC; None where it stands.
        withdrawn_reason: Why, in words for readers; None where it stands.
        related: Other events that tell of this one; only where it is shown by itself.
        edited: What an editor of the server set, against its reports (values of `bot.model.decisions.EditedField`).
    """

    id: EventId
    event: Event
    source_names: tuple[str, ...]
    target_names: tuple[str, ...]
    source_codes: tuple[CountryCode, ...]
    target_codes: tuple[CountryCode, ...]
    reports: tuple[EventSource, ...]
    is_withdrawn: bool = False
    withdrawn_at: datetime | None = None
    withdrawn_reason: str | None = None
    related: tuple["RelatedEvent", ...] = ()
    edited: frozenset[str] = frozenset()

    @property
    def told_on(self) -> tuple[date, ...]:
        """The known days of publication of its reports."""
        return tuple(report.published for report in self.reports if report.published is not None)


class Relation(StrEnum):
    """What another event is to one; the two stay two."""

    ANNOUNCED = "announced"
    """It was planned, or spoken of as possible, for that time."""
    OUTCOME = "outcome"
    """It is what came of the plan."""
    DENIED = "denied"
    """It is denied."""
    CLAIMED = "claimed"
    """It is told as a claim."""
    STATED = "stated"
    """It is told as a fact."""
    OTHER_DAY = "other_day"
    """It is told for a neighbouring day, and may be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedEvent:
    """Another event, and what it is to the one that it is shown with."""

    relation: Relation
    event: StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """A question to the timeline. Fields left at None do not narrow it.

    Attributes:
        guild: Whose articles may be seen besides the starter pack's; None: only those.
        pair: Events between these two.
        article: Events of one article (then oldest first).
        country: Events in which the country is source or target.
        actor: Words that must occur in the name of one of its actors, any case.
        types: Only these PLOVER types (matched on `type` or `act`).
        period: Events whose range overlaps it.
        words: Full-text search over headline and source sentences.
        oldest_first: Order; newest first otherwise (by end date; undated last).
        offset: First row, 0-based.
        limit: Rows at most.
    """

    guild: GuildId | None = None
    pair: Dyad | None = None
    article: ArticleId | None = None
    country: CountryCode | None = None
    actor: str | None = None
    types: frozenset[EventType] = frozenset()
    period: DateRange | None = None
    words: str | None = None
    oldest_first: bool = False
    offset: int = 0
    limit: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One page of a timeline. `counts` has, for each type shown by the query without its type filter, how many."""

    events: tuple[StoredEvent, ...]
    total: int
    counts: tuple[tuple[EventType, int], ...]
    span: DateRange | None
    """From the first to the last dated event of the whole query; None where none is dated."""
