"""What an entry of a pack must be like, beyond the file's form: true to the tables, said once, neutral, and askable."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.model.countries import Gazetteer
from bot.model.packs import Pack, PackEntry, PackParty
from bot.model.reading import ActorKind
from bot.packs.style import banned_words
from bot.quiz.undated import has_date_words

_LEAST_CONTEXT = 40
_ALIKE = 0.7
"""The share of the words of two headlines, of both together, from which they tell one thing."""
_WEIGHTY = 4
_ENOUGH_SOURCES = 2
_TRACKING = re.compile(r"[?&](?:utm_|fbclid|gclid|ref=|source=rss)")
_END = (".", "!", "?", "…")
_DASHES = re.compile(r"\s[-–—]\s|:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with an entry, in one sentence; `key` names the entry, "" the pack."""

    key: str
    text: str

    def __str__(self) -> str:
        """Return "key: what is wrong"."""
        return f"{self.key or 'pack'}: {self.text}"


def check_pack(pack: Pack, gazetteer: Gazetteer) -> tuple[Fault, ...]:
    """Return what is wrong with a pack, entry by entry.

    Args:
        pack: As `data.starter.form.read_pack` gives it.
        gazetteer: The tables of countries and offices.

    Returns:
        The faults; none where the pack can be given out.
    """
    return (
        *_of_pack(pack),
        *(fault for entry in pack.entries for fault in _of_entry(entry, pack, gazetteer)),
    )


def _of_pack(pack: Pack) -> Iterator[Fault]:
    codes = (pack.pair.first.lower(), pack.pair.second.lower())
    if pack.id != "-".join(codes):
        yield Fault(key="", text=f"its id is that of its pair, {'-'.join(codes)}")
    yield from _doubles(pack.entries)


def _doubles(entries: Sequence[PackEntry]) -> Iterator[Fault]:
    """Yield the entries that have another's id or headline, or that are of its days, type and parties in like words."""
    for at, entry in enumerate(entries):
        for other in entries[:at]:
            if entry.key == other.key:
                yield Fault(key=entry.key, text="another entry has its id")
            elif entry.headline.casefold() == other.headline.casefold():
                yield Fault(key=entry.key, text=f"it has the headline of {other.key}")
            elif _is_alike(entry, other):
                yield Fault(key=entry.key, text=f"it has the days, type, parties and most words of {other.key}")


def _is_alike(one: PackEntry, other: PackEntry) -> bool:
    if (one.dates, one.type, set(one.parties)) != (other.dates, other.type, set(other.parties)):
        return False
    a, b = set(one.headline.casefold().split()), set(other.headline.casefold().split())
    return len(a & b) / len(a | b) >= _ALIKE


def _of_entry(entry: PackEntry, pack: Pack, gazetteer: Gazetteer) -> Iterator[Fault]:
    texts = (
        *_of_dates(entry),
        *_of_parties(entry, pack),
        *(text for party in entry.parties for text in _of_office(party, entry, gazetteer)),
        *_of_words(entry, gazetteer),
        *_of_sources(entry, needs_two=pack.needs_two_sources),
    )
    return (Fault(key=entry.key, text=text) for text in texts)


def _of_dates(entry: PackEntry) -> Iterator[str]:
    if not entry.key.startswith(str(entry.dates.start.year)):
        yield f"its id begins with its date, {entry.dates.start}"
    day = re.match(r"\d{4}-\d{2}-\d{2}", entry.key)
    if day and str(entry.dates.start) != day[0]:
        yield f"its id says {day[0]}, its date {entry.dates.start}"
    if entry.dates.end > entry.checked:
        yield f"it was checked on {entry.checked}, before it ended"


def _of_parties(entry: PackEntry, pack: Pack) -> Iterator[str]:
    codes = {party.country for party in entry.parties}
    if codes.isdisjoint(pack.pair.codes):
        yield "neither of the two countries takes part"
    if entry.is_reciprocal and not entry.target:
        yield "what is done to each other needs a target"
    names = [party.name for party in entry.parties]
    if len(set(names)) != len(names):
        yield "a party is named twice"
    if not entry.target and not codes >= pack.pair.codes and entry.significance < 4:
        yield "only one side takes part, so it must have shaped the relation (significance 4 or 5)"


def _of_office(party: PackParty, entry: PackEntry, gazetteer: Gazetteer) -> Iterator[str]:
    """Yield what speaks against a person's office on the entry's days."""
    if party.kind is not ActorKind.PERSON:
        return
    if not gazetteer.offices.is_known(party.name, party.country):
        yield f"{party.name} ({party.country}) is not in data/reference/offices.toml"
        return
    held = {term.title for term in gazetteer.offices.possible_offices_of(party.name, party.country, entry.dates)}
    if party.office not in held:
        known = ", ".join(sorted(held)) or "no office"
        yield f"{party.name} was not {party.office} then; data/reference/offices.toml has: {known}"


def _of_words(entry: PackEntry, gazetteer: Gazetteer) -> Iterator[str]:
    if entry.headline.endswith(_END):
        yield "a headline has no full stop"
    if _DASHES.search(entry.headline):
        yield "a headline is one clause: no colon, no dash"
    if has_date_words(entry.headline):
        yield "a headline has no date"
    first = entry.source[0]
    country = gazetteer.country(first.country)
    begins = {first.name, f"The {first.name}"}
    if first.kind is ActorKind.COUNTRY:
        begins |= (
            {country.short, f"The {country.short}"} | set(country.names) | {f"The {name}" for name in country.names}
        )
    if not any(entry.headline.startswith(f"{name} ") or entry.headline.startswith(f"{name},") for name in begins):
        yield f"a headline begins with who acts: {first.name}"
    if len(entry.context) < _LEAST_CONTEXT:
        yield "a context is a sentence or two"
    if not entry.context.endswith((".", ".”", '."')):
        yield "a context ends with a full stop"
    for text in (entry.headline, entry.context):
        for word, why in banned_words(text):
            yield f"not “{word}”: {why}"


def _of_sources(entry: PackEntry, *, needs_two: bool) -> Iterator[str]:
    addresses = [source.url for source in entry.sources]
    if len(set(addresses)) != len(addresses):
        yield "a source is named twice"
    hosts = {urlsplit(source.url).hostname for source in entry.sources}
    is_enough = len(hosts) >= _ENOUGH_SOURCES or any(source.is_primary for source in entry.sources)
    if needs_two and not is_enough:
        yield "it needs two sources of different publishers, or a primary one"
    for source in entry.sources:
        if _TRACKING.search(source.url):
            yield f"an address without trackers: {source.url}"
