"""What editors decide about events: the values that pass between the store, the event desk and its cards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.model.dates import EventDate
from bot.model.ids import ArticleId, CountryCode, DecisionId, EventId, GuildId, UserId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import StoredEvent


class DecisionKind(StrEnum):
    """What an editor does with an event."""

    CONFIRM = "confirm"
    EDIT = "edit"
    MERGE = "merge"
    SPLIT = "split"
    WITHDRAW = "withdraw"


class DecisionState(StrEnum):
    """How far a decision is."""

    DRAFT = "draft"
    """It is shown to the editor, and nothing has changed yet."""
    ACTIVE = "active"
    UNDONE = "undone"


class EditedField(StrEnum):
    """A part of an event that an editor set."""

    HEADLINE = "headline"
    DATE = "date"
    KIND = "kind"
    STATUS = "status"
    PLACE = "place"
    SIDES = "sides"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSide:
    """A country as a party: its code and its everyday name."""

    code: CountryCode
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventEdit:
    """What an editor sets; a field at None stays what the reports tell.

    Attributes:
        headline: One sentence without a full stop.
        when: The date.
        kind: The PLOVER type, of the event and of its act.
        status: See `Status`.
        place: "" for none.
        source, target: The countries on either side, in order of mention; both are set or neither.
    """

    headline: str | None = None
    when: EventDate | None = None
    kind: EventType | None = None
    status: Status | None = None
    place: str | None = None
    source: tuple[NamedSide, ...] | None = None
    target: tuple[NamedSide, ...] | None = None

    @property
    def fields(self) -> tuple[EditedField, ...]:
        """What is set, in the order of `EditedField`."""
        values = {
            EditedField.HEADLINE: self.headline,
            EditedField.DATE: self.when,
            EditedField.KIND: self.kind,
            EditedField.STATUS: self.status,
            EditedField.PLACE: self.place,
            EditedField.SIDES: self.source,
        }
        return tuple(name for name, value in values.items() if value is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFacts:
    """An event as a decision found it or left it.

    Attributes:
        event: Its number; 0 for one that gets its number when the decision is saved.
        kind: The type that timelines name.
        source, target: Names of the parties.
        reports: How many reports tell it that the server sees.
    """

    event: EventId
    headline: str
    when: EventDate
    kind: EventType
    status: Status
    place: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    is_reciprocal: bool
    reports: int
    is_withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A decision about to be taken.

    Attributes:
        guild: Whose editor takes it.
        by: Who.
        at: Aware UTC.
        kind: What.
        event: Which event, by a number that it has or had.
        version: Of the event as the editor saw it (`EventCase.version`); None to go by what it is now.
        reason: Why, in the editor's words; "" for none.
        edit: For an edit.
        other: For a merge, the event that it becomes one with.
        leaving: For a split, the articles whose reports leave.
    """

    guild: GuildId
    by: UserId
    at: datetime
    kind: DecisionKind
    event: EventId
    version: int | None = None
    reason: str = ""
    edit: EventEdit | None = None
    other: EventId | None = None
    leaving: frozenset[ArticleId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of the store.

    Attributes:
        id: Its row.
        event: The event that it is about, by its number now.
        other: The number that a merge took away or a split gave; None for others.
        by: Who took it; None once they were forgotten.
        before, after: The events that it changes, as they were and as they became.
        undone_by, undone_at: Who took it back, and when (aware UTC); None where it holds.
    """

    id: DecisionId
    guild: GuildId
    event: EventId
    other: EventId | None
    kind: DecisionKind
    state: DecisionState
    by: UserId | None
    at: datetime
    reason: str
    edit: EventEdit | None
    before: tuple[EventFacts, ...]
    after: tuple[EventFacts, ...]
    undone_by: UserId | None
    undone_at: datetime | None


class DoubtKind(StrEnum):
    """Why an event is worth an editor's look."""

    REPORTED = "reported"
    DATES = "dates"
    UNDATED = "undated"
    BY_PUBLICATION = "by_publication"
    DENIED = "denied"
    CLAIMED = "claimed"
    OTHER_DAY = "other_day"
    SIDES = "sides"
    UNLIKE = "unlike"
    HEAVY_CLAIM = "heavy_claim"
    WEAK_SOURCE = "weak_source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reason to look at an event.

    Attributes:
        kind: Which.
        detail: What it was seen in, as plain text that tells it from the same doubt on other grounds.
        dates: The dates that `detail` names in English, for those who say them in another language.
        events: Other events that it speaks of.
    """

    kind: DoubtKind
    detail: str = ""
    dates: tuple[EventDate, ...] = ()
    events: tuple[EventId, ...] = ()

    @property
    def key(self) -> str:
        """What a confirmation remembers: the same grounds don't bring the event back."""
        return f"{self.kind}:{self.detail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCase:
    """An event on the desk.

    Attributes:
        event: As the server sees it.
        doubts: Why it is worth a look, the weightiest first; may be empty.
        version: Changes with whatever an editor can see of it; see `NewDecision.version`.
        is_shared: Whether it is the starter pack's, which all servers see.
        articles: Whose reports can leave it, in the order of `event.reports`.
        decisions: How many decisions of this server hold or held for it.
        mistakes: What members reported of it and nobody settled, in their own words, oldest first.
    """

    event: StoredEvent
    doubts: tuple[Doubt, ...]
    version: int
    is_shared: bool
    articles: tuple[ArticleId, ...]
    decisions: int
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One stop of the walk; `page` is 0-based, `case` None where nothing is left to look at."""

    total: int
    page: int
    case: EventCase | None
