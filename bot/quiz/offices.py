"""Who held which office on the days of an event: by the table of terms, else by the years of the table of persons."""

from collections.abc import Iterator

from bot.model.countries import Gazetteer, Person
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import OfficeRole
from bot.quiz.roles import role_of

_ROLES = {
    "head": OfficeRole.HEAD,
    "foreign": OfficeRole.FOREIGN,
    "defence": OfficeRole.DEFENCE,
    "finance": OfficeRole.FINANCE,
    "trade": OfficeRole.COMMERCE,
    "security": OfficeRole.SECURITY,
    "envoy": OfficeRole.ENVOY,
}
_LISTED = (
    OfficeRole.HEAD,
    OfficeRole.DEPUTY_HEAD,
    OfficeRole.FOREIGN,
    OfficeRole.DEFENCE,
    OfficeRole.FINANCE,
    OfficeRole.COMMERCE,
    OfficeRole.TRADE,
    OfficeRole.SECURITY,
    OfficeRole.ENVOY,
    OfficeRole.PARTY,
)


def title_at(name: str, country: CountryCode | None, when: DateRange | None, gazetteer: Gazetteer) -> str | None:
    """Return the office by which to name a person at a time; None where the table of terms can't tell for sure."""
    if country is None or when is None:
        return None
    return gazetteer.offices.title_of(name, country, when)


def may_hold(name: str, country: CountryCode | None, when: DateRange | None, gazetteer: Gazetteer) -> bool | None:
    """Tell whether somebody may have been in any office at a time; None where the table of terms doesn't know them."""
    if country is None or when is None or not gazetteer.offices.is_known(name, country):
        return None
    return bool(gazetteer.offices.possible_offices_of(name, country, when))


def is_held_by_another(
    name: str, country: CountryCode | None, role: str | None, when: DateRange | None, gazetteer: Gazetteer
) -> bool:
    """Tell whether the table of terms has others, and not this person, in a country's offices of a class at a time."""
    listed = _ROLES.get(role or "")
    if country is None or when is None or listed is None or role == "envoy":
        return False
    surname = name.rsplit(maxsplit=1)[-1]
    holders = gazetteer.offices.serving(country, listed, when)
    possible = (
        term.name for term in gazetteer.offices.terms if term.office.country == country and term.may_touch(when)
    )
    return bool(holders) and not any(surname in held.split() or held in name for held in possible)


def in_office(country: CountryCode, when: DateRange, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield name and office of those who certainly served a country on all days, each once.

    Those of the table of terms come first; persons whom it doesn't know follow, by the years of the other table, if
    these leave no doubt.
    """
    told: set[str] = set()
    for role in _LISTED:
        for term in gazetteer.offices.serving(country, role, when):
            if term.name not in told and not term.is_acting:
                told.add(term.name)
                yield term.name, term.title
    for person in gazetteer.persons:
        is_told = person.name in told or gazetteer.offices.is_known(person.name, country)
        if person.country == country and not is_told and served_all(person, when):
            told.add(person.name)
            yield person.name, person.office


def of_role(country: CountryCode, role: str, when: DateRange, gazetteer: Gazetteer) -> Iterator[tuple[str, str]]:
    """Yield name and office of those of one class of office who certainly served a country on all days."""
    listed = _ROLES.get(role)
    if listed is None:
        return
    found = [(term.name, term.title) for term in gazetteer.offices.serving(country, listed, when) if not term.is_acting]
    if found:
        yield from found
        return
    for person in gazetteer.persons:
        is_known = gazetteer.offices.is_known(person.name, country)
        if person.country == country and role_of(person.office) == role and not is_known and served_all(person, when):
            yield person.name, person.office


def served_all(person: Person, when: DateRange) -> bool:
    """Tell whether somebody was in office in the whole of the years of a range, for all that the table's years say."""
    first, last = when.start.year, when.end.year
    return person.since is not None and person.since < first and (person.until is None or person.until > last)
