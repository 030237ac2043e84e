"""Who held which public office when, and what follows for sure; knows no file and no article."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.model.dates import DateRange
from bot.model.ids import CountryCode

_Key = TypeVar("_Key")
_ONE_DAY = timedelta(days=1)


class OfficeRole(StrEnum):
    """What kind of office it is: holders of one role are of the same class."""

    HEAD = "head"
    """Head of state or of government."""
    DEPUTY_HEAD = "deputy-head"
    FOREIGN = "foreign"
    DEFENCE = "defence"
    FINANCE = "finance"
    COMMERCE = "commerce"
    TRADE = "trade"
    SECURITY = "security"
    ENVOY = "envoy"
    """Ambassadors, heads of missions, and officials for one region."""
    PARTY = "party"
    UN = "un"
    """Ambassadors to the United Nations."""
    INTELLIGENCE = "intelligence"
    MILITARY = "military"
    LEGISLATURE = "legislature"
    CLIMATE = "climate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One public office.

    Attributes:
        id: Unique name of the office: "usa-secretary-of-state".
        country: The country it belongs to, or "IGO".
        body: The organisation it leads or speaks for; "" for offices of a country.
        title: As a news text writes it before the name, without the country: "Secretary of State".
        role: The class of office.
        to: Receiving country of an ambassador; None for all other offices.
        is_shared: Whether several people hold it at once, such as China's vice premiers.
        is_secondary: Whether its holder is usually named by another office that he holds as well.
        source: Where the terms can be looked up.
        checked: Day on which they were last compared with it; None where they rest on general knowledge.
    """

    id: str
    country: CountryCode
    body: str
    title: str
    role: OfficeRole
    to: CountryCode | None
    is_shared: bool
    is_secondary: bool
    source: str
    checked: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One person's time in an office, as exactly as it is known.

    Attributes:
        name: Full name as an English news text writes it.
        office: The office held.
        since: Days on one of which the term began; the first and last are the same where the day is known.
        until: Days on one of which it ended; reaches to `date.max` where the end isn't known.
        is_acting: Whether the person only stood in.
    """

    name: str
    office: Office
    since: DateRange
    until: DateRange
    is_acting: bool

    @property
    def title(self) -> str:
        """The office as written before the name, "acting Secretary of State" for somebody who stood in."""
        return f"acting {self.office.title}" if self.is_acting else self.office.title

    def surely_covers(self, when: DateRange) -> bool:
        """Tell whether the person certainly held the office on every day of a range; a handover isn't certain."""
        return self.since.end < when.start and when.end < self.until.start

    def may_touch(self, when: DateRange) -> bool:
        """Tell whether the person may have held the office on some day of a range; False is a proof."""
        return self.since.start <= when.end and when.start <= self.until.end


class Offices:
    """The terms of all known offices, looked up by office, person and role. A day is a range of one day."""

    __slots__ = ("_by_office", "_by_person", "_by_role", "terms")

    def __init__(self, terms: Iterable[Term] = ()) -> None:
        """Index the terms.

        Args:
            terms: In any order; look-ups answer in this order.
        """
        self.terms = tuple(terms)
        self._by_office = _grouped((term.office.id, term) for term in self.terms)
        self._by_person = _grouped(((term.name, term.office.country), term) for term in self.terms)
        self._by_role = _grouped(((term.office.country, term.office.role), term) for term in self.terms)

    def holders(self, office_id: str, when: date | DateRange) -> tuple[Term, ...]:
        """Return who certainly held an office on every day.

        Args:
            office_id: Id of the office; an unknown one has no holders.
            when: A day, or a range of days.

        Returns:
            The terms; empty on a day of handover and where the table doesn't know. More than one only where the
            office is shared, or somebody stood in for its holder.
        """
        span = _span(when)
        return tuple(term for term in self._by_office.get(office_id, ()) if term.surely_covers(span))

    def possible_holders(self, office_id: str, when: date | DateRange) -> tuple[Term, ...]:
        """Return who may have held an office on some day: on a day of handover both."""
        span = _span(when)
        return tuple(term for term in self._by_office.get(office_id, ()) if term.may_touch(span))

    def offices_of(self, name: str, country: CountryCode, when: date | DateRange) -> tuple[Term, ...]:
        """Return the offices that a person certainly held on every day.

        Args:
            name: Full name as in the table of offices.
            country: The country served, or "IGO".
            when: A day, or a range of days.
        """
        span = _span(when)
        return tuple(term for term in self._by_person.get((name, country), ()) if term.surely_covers(span))

    def possible_offices_of(self, name: str, country: CountryCode, when: date | DateRange) -> tuple[Term, ...]:
        """Return the offices that a person may have held on some day."""
        span = _span(when)
        return tuple(term for term in self._by_person.get((name, country), ()) if term.may_touch(span))

    def serving(self, country: CountryCode, role: OfficeRole, when: date | DateRange) -> tuple[Term, ...]:
        """Return who was certainly in an office of a role on every day, heads of state and of government alike."""
        span = _span(when)
        return tuple(term for term in self._by_role.get((country, role), ()) if term.surely_covers(span))

    def title_of(self, name: str, country: CountryCode, when: date | DateRange) -> str | None:
        """Return the office by which to name a person.

        Args:
            name: Full name as in the table of offices.
            country: The country served, or "IGO".
            when: A day, or a range of days.

        Returns:
            The title of the one office that is certain for all days; offices of less rank that their holder has
            besides another don't count. None where there are two, or where nothing is certain.
        """
        held = self.offices_of(name, country, when)
        titles = {term.title for term in held if not term.office.is_secondary} or {term.title for term in held}
        return titles.pop() if len(titles) == 1 else None

    def surely_not(self, name: str, country: CountryCode, office_id: str, when: date | DateRange) -> bool:
        """Tell whether a person certainly did not hold an office on any day.

        Args:
            name: Full name as in the table of offices.
            country: The country served, or "IGO".
            office_id: Id of the office.
            when: A day, or a range of days.

        Returns:
            True only where the table knows, from the day before the first to the last, who held it, and the person
            isn't among them. A hole of a day between two terms counts as handover.
        """
        span = _span(when)
        if any(term.name == name and term.office.country == country for term in self.possible_holders(office_id, span)):
            return False
        known_to = span.start - _ONE_DAY
        around = DateRange(start=known_to, end=span.end)
        first = True
        for term in sorted(self.possible_holders(office_id, around), key=lambda term: term.since.start):
            begins = term.since.end if first else term.since.end - _ONE_DAY
            if begins <= known_to < term.until.start:
                known_to, first = term.until.start, False
        return known_to > span.end

    def terms_of(self, name: str, country: CountryCode) -> tuple[Term, ...]:
        """Return all terms of a person, in the table's order; empty for an unknown one."""
        return self._by_person.get((name, country), ())

    @property
    def persons(self) -> Iterable[tuple[str, CountryCode]]:
        """Name and side of everybody who has an office in the table, in its order."""
        return self._by_person.keys()

    def is_known(self, name: str, country: CountryCode) -> bool:
        """Tell whether the table has any office of a person, at whatever time."""
        return (name, country) in self._by_person


def _span(when: date | DateRange) -> DateRange:
    return when if isinstance(when, DateRange) else DateRange.day(when)


def _grouped(pairs: Iterable[tuple[_Key, Term]]) -> Mapping[_Key, tuple[Term, ...]]:
    found: defaultdict[_Key, list[Term]] = defaultdict(list)
    for key, term in pairs:
        found[key].append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def still_in_office(last_known: date) -> DateRange:
    """Return the end of a term of which is only known that it ran on a day: at some time later."""
    return DateRange(start=last_known + _ONE_DAY, end=date.max)
