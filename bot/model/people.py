"""Persons and bodies as the record has them: what they hold and held, whom they met, what they took part in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.dates import DateRange, EventDate
from bot.model.ids import CountryCode
from bot.model.offices import Term
from bot.model.reading import ActorKind
from bot.model.stored import StoredEvent

_STILL = timedelta(days=730)
"""For how long the news that somebody is in office counts as of the present."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Individual:
    """A person or body: a name on one side. Who has the same name on another side is somebody else.

    Attributes:
        name: As most events or the table of offices spell it.
        country: The side; None where no event says it.
        kind: Person, organisation or group.
        events: How many events name it, those that editors withdrew not counted.
    """

    name: str
    country: CountryCode | None
    kind: ActorKind
    events: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """With whom of another side somebody met or spoke, as recorded events tell.

    Attributes:
        name, country: Who it was, and of which side.
        times: In how many events.
        last: When the last of these was.
    """

    name: str
    country: CountryCode
    times: int
    last: EventDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An event in which somebody took part; `office` is the one that they certainly held then, None for none."""

    event: StoredEvent
    office: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """What is recorded of a person or body.

    Attributes:
        who: The person or body.
        today: The server's date.
        terms: Of its offices, by `in_order`.
        meetings: The most frequent first, of equals the latest.
        ahead: Planned, soonest first.
        latest: Dated, newest first; none of `ahead`.
        weightiest: The most salient first; none of the others.
    """

    who: Individual
    today: date
    terms: tuple[Term, ...]
    meetings: tuple[Meeting, ...]
    ahead: tuple[Part, ...]
    latest: tuple[Part, ...]
    weightiest: tuple[Part, ...]

    @property
    def past(self) -> tuple[Part, ...]:
        """What is shown and not ahead, newest first; undated last."""
        found = (*self.latest, *self.weightiest)
        return tuple(sorted(found, key=lambda part: _end(part.event.event.when.range), reverse=True))

    @property
    def is_whole(self) -> bool:
        """Whether every recorded event is shown."""
        return len(self.parts) >= self.who.events

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every event that is shown, each once."""
        return (*self.ahead, *self.latest, *self.weightiest)


def _end(when: DateRange | None) -> date:
    return date.min if when is None else when.end


def is_in_office(term: Term, today: date) -> bool:
    """Tell whether somebody is in office still, as far as is known: the table's last news of it is not old."""
    last = last_known(term)
    return last is not None and term.since.end <= today <= last + _STILL


def last_known(term: Term) -> date | None:
    """Return the last day on which a term is known to have run, where its end isn't known; None where that is."""
    return term.until.start - timedelta(days=1) if term.until.end == date.max else None


def in_order(terms: Iterable[Term], today: date) -> tuple[Term, ...]:
    """Return one person's terms: first those that run, then the others, the last one first.

    Among those that run, an office that goes with another one comes after it.
    """

    def place(term: Term) -> tuple[bool, bool, int, int]:
        begun = -term.since.start.toordinal()
        if is_in_office(term, today):
            return (False, term.office.is_secondary, begun, 0)
        return (True, False, -min(term.until.start, today).toordinal(), begun)

    return tuple(sorted(terms, key=place))
