"""What is recorded of a relation besides its barometer: what was last, what is ahead, what changed it, who met whom."""

from dataclasses import dataclass

from bot.model.dates import EventDate
from bot.model.ids import CountryCode
from bot.model.stored import StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """Two persons of the two sides who met or spoke, as recorded events tell.

    Attributes:
        first, second: Full names, in the order of the pair's countries.
        times: In how many events.
        last: When the last of these was.
    """

    first: str
    second: str
    times: int
    last: EventDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A relation at a glance.

    Attributes:
        latest: The last dated events that occurred, newest first.
        ahead: Planned events whose days are not past, soonest first.
        turning: Events that changed the state of the relation, newest first; of many a few from first to last.
        turning_in_all: How many of these there are.
        met: Persons who met oftenest, then latest.
        is_empty: Whether nothing at all is recorded of the pair.
        records: How many records of other data sets there are.
    """

    latest: tuple[StoredEvent, ...]
    ahead: tuple[StoredEvent, ...]
    turning: tuple[StoredEvent, ...]
    met: tuple[Met, ...]
    is_empty: bool
    records: int
    turning_in_all: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Encounter:
    """One event in which persons of both sides met or spoke.

    Attributes:
        persons: Name and side of each.
        when: Its date.
    """

    persons: tuple[tuple[str, CountryCode], ...]
    when: EventDate
