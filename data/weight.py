"""What many articles know of an event's weight and one does not: how many independent sources tell it, how new it is.

Pure; knows no table. What one article makes of it is `bot.reading.events.salience`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from data.fingerprint import canonical_url, fingerprint

RECENT = timedelta(days=30)
"""How long before an event one of its kind, between the same two, makes it a repetition."""
_MOST_BY_SOURCES = 0.3
"""The share of what lacks to 1 that ever more sources make up: an aside in ten papers is not yet a lead."""
_MOST_BY_REPETITION = 0.3
"""The share of its weight that an event loses by ever more repetition; it stays news of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a report comes from.

    Attributes:
        outlet: What names its outlet; "" where that is unknown.
        wording: The fingerprint of the sentence that proves it: equal in two outlets that print one agency's text.
    """

    outlet: str
    wording: str


def origin_of(*, source: str | None, url: str | None, sentence: str) -> Origin:
    """Return where a report comes from.

    Args:
        source: The outlet's name, as its article gives it.
        url: The article's address, whose host stands in for a name.
        sentence: What proves the report.
    """
    named = " ".join((source or "").casefold().split())
    address = None if named or url is None else canonical_url(url)
    host = urlsplit(f"//{address}").netloc if address else ""
    return Origin(outlet=named or host, wording=fingerprint(sentence))


def independent(origins: Iterable[Origin]) -> int:
    """Return how many sources tell an event, whatever their order: the most reports no two of which share anything.

    Two articles of one outlet are one source, and so is one text in two outlets. Reports without an outlet count as
    those of one.
    """
    outlets: dict[str, set[str]] = {}
    for origin in origins:
        outlets.setdefault(origin.outlet, set()).add(origin.wording)
    teller: dict[str, str] = {}

    def finds_a_text(outlet: str, tried: set[str]) -> bool:
        """Give an outlet a text that is its own, moving others to another of theirs (Kuhn's matching)."""
        for wording in outlets[outlet]:
            if wording in tried:
                continue
            tried.add(wording)
            if wording not in teller or finds_a_text(teller[wording], tried):
                teller[wording] = outlet
                return True
        return False

    return sum(finds_a_text(outlet, set()) for outlet in outlets)


def by_sources(told: float, sources: int) -> float:
    """Return an event's salience in the store: never less than what an article gives it, more with each source.

    Args:
        told: The highest that an article gives it, 0 to 1.
        sources: How many independent ones tell it, at least 1.
    """
    return _rounded(told + (1 - told) * _MOST_BY_SOURCES * (1 - 1 / sources))


def by_novelty(salience: float, earlier: int) -> float:
    """Return what a digest weighs an event by: less with each event of its kind shortly before.

    Args:
        salience: The store's, 0 to 1.
        earlier: How many of its kind its two sides had in the time before it.
    """
    return _rounded(salience * (1 - _MOST_BY_REPETITION * (1 - 1 / (1 + earlier))))


def _rounded(salience: float) -> float:
    return round(salience, 4)
