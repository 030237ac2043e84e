"""A pack: the checked chronology of a relation, an entry for each event, with the public sources that tell it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.model.countries import Dyad
from bot.model.dates import DateRange, Precision
from bot.model.ids import CountryCode
from bot.model.plover import Context, EventType, Mode
from bot.model.reading import ActorKind

LONGEST_HEADLINE = 120
"""Characters."""
LONGEST_CONTEXT = 280
"""Characters."""
LEAST_SIGNIFICANCE, MOST_SIGNIFICANCE = 1, 5
TURNING_POINT = 5
"""The significance of what changed the state of a relation. The whole scale: docs/chronology.md."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicSource:
    """Where an entry can be looked up.

    Attributes:
        title: As the page calls itself.
        publisher: Who answers for it.
        url: Its address, http or https.
        is_primary: Whether it is the treaty, communiqué or record itself, or a party's own account of it.
    """

    title: str
    publisher: str
    url: str
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackParty:
    """Who took part.

    Attributes:
        name: Full name; a country's everyday name.
        kind: Person, country or organisation.
        country: The side it stands for.
        office: A person's office on that day, without the country; None for others and for persons without one.
    """

    name: str
    kind: ActorKind
    country: CountryCode
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PackEntry:
    """One event of a pack.

    Attributes:
        key: Its name within the pack; begins with its date and stays the same when something is corrected.
        dates: First and last day.
        precision: How fine the date is.
        type: PLOVER type.
        mode: One of the type's modes; None for none.
        source: Who acts, at least one.
        target: Who is acted on; may be empty.
        is_reciprocal: Whether both do it to each other.
        place: Where; None where that makes no sense.
        headline: One clause in the present tense, without a date and a full stop, `LONGEST_HEADLINE` at most.
        context: What made it matter, in one or two sentences, `LONGEST_CONTEXT` at most.
        about: PLOVER contexts.
        significance: `LEAST_SIGNIFICANCE` (minor) to `TURNING_POINT`.
        sources: At least one.
        checked: The day on which it was last looked up.
    """

    key: str
    dates: DateRange
    precision: Precision
    type: EventType
    mode: Mode | None
    source: tuple[PackParty, ...]
    target: tuple[PackParty, ...]
    is_reciprocal: bool
    place: str | None
    headline: str
    context: str
    about: tuple[Context, ...]
    significance: int
    sources: tuple[PublicSource, ...]
    checked: date

    @property
    def parties(self) -> tuple[PackParty, ...]:
        """Both sides, source first."""
        return (*self.source, *self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A chronology.

    Attributes:
        id: The pair's codes in lower case: "usa-chn".
        pair: The two countries.
        title: "United States – China".
        version: Counts up with each change that is given out.
        entries: By date.
        needs_two_sources: Whether each entry is to have sources of two publishers, or a primary one.
    """

    id: str
    pair: Dyad
    title: str
    version: int
    entries: tuple[PackEntry, ...]
    needs_two_sources: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PackNote:
    """What a report of a pack has that an article's has not.

    Attributes:
        pack: The pack's id.
        key: The entry's.
        significance: As in `PackEntry`.
        checked: As in `PackEntry`.
        sources: As in `PackEntry`.
    """

    pack: str
    key: str
    significance: int
    checked: date
    sources: tuple[PublicSource, ...]


class PackOutcome(StrEnum):
    """What became of a pack that was to be loaded."""

    NEW = "new"
    AMENDED = "amended"
    UNCHANGED = "unchanged"
    OLDER = "older"
    """The store has a later version, which stays."""

    @property
    def said(self) -> str:
        """It in a few words, for whoever loads a pack."""
        return _SAID[self]


_SAID = {
    PackOutcome.NEW: "loaded",
    PackOutcome.AMENDED: "loaded in place of the version before",
    PackOutcome.UNCHANGED: "is loaded already",
    PackOutcome.OLDER: "left out, the store has a later version",
}
