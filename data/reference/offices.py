"""Reads the table of offices: one row a term, with dates as exact as they are known. Opens no file itself."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from bot.model.countries import Country
from bot.model.dates import DateRange
from bot.model.ids import CountryCode
from bot.model.offices import Office, OfficeRole, Term, still_in_office

_ACTING = "acting"
_RUNNING = ">"
_FIELDS = (3, 4)


def read_offices(table: Mapping[str, Any], countries: Mapping[CountryCode, Country]) -> Iterator[Term]:
    """Read every term of the parsed table, in its order.

    Args:
        table: What `offices.toml` holds.
        countries: All countries by code; "IGO" among them.

    Raises:
        KeyError: An office lacks a field, or names an unknown country.
        ValueError: A row isn't of the form that the head of the file describes, or ends before it starts.
    """
    for row in table["office"]:
        office = Office(
            id=row["id"],
            country=countries[CountryCode(row["country"])].code,
            body=row.get("body", ""),
            title=row["title"],
            role=OfficeRole(row["role"]),
            to=countries[CountryCode(row["to"])].code if "to" in row else None,
            is_shared=row.get("shared", False),
            is_secondary=row.get("secondary", False),
            source=row["source"],
            checked=row.get("checked"),
        )
        for line in row["terms"].splitlines():
            yield _term(line, office)


def _term(line: str, office: Office) -> Term:
    """Return the term of one row: "name | since | until", and "acting" for somebody who stood in."""
    fields = line.split(" | ")
    if len(fields) not in _FIELDS or fields[3:] not in ([], [_ACTING]):
        raise ValueError(f"{office.id}: a row is name, since, until and perhaps {_ACTING!r}, not {line!r}")
    name, since, until = fields[:3]
    try:
        begins = read_bound(since)
        ends = _running_on(until[1:]) if until.startswith(_RUNNING) else read_bound(until)
    except ValueError as error:
        raise ValueError(f"{office.id}: no date in {line!r}") from error
    if begins.start > ends.start or begins.end > ends.end:
        raise ValueError(f"{office.id}: ends before it starts in {line!r}")
    return Term(name=name, office=office, since=begins, until=ends, is_acting=len(fields) > 3)


@cache
def read_bound(text: str) -> DateRange:
    """Return the days that a bound of a term leaves open.

    Args:
        text: A day, month or year in ISO form ("2021-01-26", "2021-01", "2021"), or two of them with a slash between.

    Returns:
        The range from the first day of the first to the last day of the second.

    Raises:
        ValueError: The text has another form.
    """
    first, _, second = text.partition("/")
    return DateRange(start=_days(first)[0], end=_days(second or first)[1])


@cache
def _running_on(day: str) -> DateRange:
    """Return the end of a term of which is only known that it ran on a day."""
    return still_in_office(date.fromisoformat(day))


def _days(text: str) -> tuple[date, date]:
    """Return the first and last day of a day, month or year."""
    if len(text) == len("2021-01-26"):
        day = date.fromisoformat(text)
        return day, day
    year, _, month = text.partition("-")
    if month:
        return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])
    return date(int(year), 1, 1), date(int(year), 12, 31)
