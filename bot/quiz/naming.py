"""Who is who in words: names, offices and adjectives for stems, and every word that would give a side away."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache

from bot.model.countries import Country, Gazetteer
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.model.words import has_word
from bot.quiz import lexicon
from bot.quiz.facts import Fact, Side
from bot.quiz.roles import role_of

_LONG_OFFICE = 45
_POINTED = re.compile(r"\b(?:U\.S|U\.K|U\.N|E\.U|U\.A\.E)\.(?![A-Z])")
_BY_NAME = frozenset({"LIE", "LUX", "NZL", "SLB"})
"""Countries whose name is their adjective, too: the word for their people is a noun only ("a New Zealander")."""
_LONGEST_INITIALS = 5
_COUNTRIES = 1 << 9
"""Countries whose bodies' names are kept: all that there are."""
_SIDES = 1 << 12
"""Sides whose names' words are kept."""
_PARTICLES = frozenset(
    {"al", "bin", "ben", "da", "de", "del", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von"}
)
_ARTICLES = re.compile(r"^(?:the|an?) ", re.IGNORECASE)
_NOT_WORD = re.compile(r"[^\w]+")


def normalised(text: str) -> str:
    """Return a text for comparison: no accents, case, punctuation or leading article."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", _ARTICLES.sub("", plain.strip())).strip().casefold()


@cache
def country_words(country: Country) -> tuple[str, ...]:
    """Return every word for a country, its people and its government, longest first."""
    words = {country.name, country.short, *country.names, *country.demonyms, *country.metonyms}
    return tuple(sorted((word for word in words if word), key=lambda word: (-len(word), word)))


def names_country(text: str, code: CountryCode, gazetteer: Gazetteer, sides: Iterable[Side] = ()) -> bool:
    """Tell whether a text names a country, a place in it, or one of the given persons of it.

    Args:
        text: A stem or an option.
        code: The country.
        gazetteer: Names, metonyms and places.
        sides: Persons and bodies of the story.
    """
    country = gazetteer.countries.get(code)
    if country is not None and has_word(text.replace("’", "'"), country_words(country)):
        return True
    if has_word(text, _body_words(code, gazetteer)):
        return True
    if has_word(text, _telltale().get(code, ())) or _names_money(text, _currencies().get(code, ())):
        return True
    if has_word(text, _places(gazetteer).get(code, ())):
        return True
    return any(side.country == code and has_word(text, name_words(side)) for side in sides)


@cache
def _telltale() -> Mapping[CountryCode, Sequence[str]]:
    """Return the words that give each country away, though they are no names of it."""
    words = ((word.replace("_", " "), CountryCode(code)) for word, code in lexicon.pairs("telltale", "of").items())
    return _by_country(words)


@cache
def _currencies() -> Mapping[CountryCode, Sequence[str]]:
    """Return the names and signs of each country's money."""
    return _by_country((word, CountryCode(code)) for word, code in lexicon.pairs("currencies", "of").items())


def _names_money(text: str, money: Iterable[str]) -> bool:
    """Tell whether a text has one of some names or signs of money."""
    return any(
        re.search(rf"(?<![\w$]){re.escape(word)}(?!\w)" if word[-1].isalpha() else re.escape(word), text)
        for word in money
        if word in text
    )


@lru_cache(maxsize=1)
def _places(gazetteer: Gazetteer) -> Mapping[CountryCode, Sequence[str]]:
    """Return the places of each country."""
    return _by_country(gazetteer.places.items())


def _by_country(words: Iterable[tuple[str, CountryCode]]) -> Mapping[CountryCode, Sequence[str]]:
    found: dict[CountryCode, list[str]] = {}
    for word, code in words:
        found.setdefault(code, []).append(word)
    return found


@lru_cache(maxsize=_COUNTRIES)
def _body_words(code: CountryCode, gazetteer: Gazetteer) -> Sequence[str]:
    """Return the names of a country's bodies, and what is left of them without the country ("US Congress")."""
    country = gazetteer.countries.get(code)
    own = {country.short, *country.demonyms} if country is not None else set()
    found: list[str] = []
    for body in gazetteer.bodies:
        if body.country == code:
            found += (body.name, *body.names)
            first, _, rest = body.name.partition(" ")
            if first in own and rest:
                found.append(rest)
    return found


@lru_cache(maxsize=_SIDES)
def name_words(side: Side) -> tuple[str, ...]:
    """Return the words of a person's name that point at the person; for others the whole name."""
    if side.kind is not ActorKind.PERSON:
        return (side.name,)
    parts = [part for part in side.name.split() if len(part.strip(".")) > 1]
    return tuple(part for part in parts if len(part) >= 3) or tuple(parts)


def adjective(code: CountryCode | None, gazetteer: Gazetteer) -> str | None:
    """Return a country's adjective: "Chinese", "US"; None for bodies of no state."""
    country = gazetteer.countries.get(code) if code is not None else None
    if country is None or country.alpha2 is None:
        return None
    if country.with_article and country.short.isupper():
        return country.short
    if code in _BY_NAME:
        return country.name
    return next((word for word in country.demonyms if word[0].isupper()), None)


def spelt_out(text: str, gazetteer: Gazetteer) -> str:
    """Return a text in which initials that stand for a country give its everyday name: "PRC officials" → "Chinese …".

    Short names of cards, such as "US", stay, and lose their points: "U.S." gives "US".
    """
    text = _POINTED.sub(lambda found: found[0].replace(".", ""), text)
    for initials, country in _initials(gazetteer):
        if initials not in text:
            continue
        people = adjective(country.code, gazetteer) or country.short
        text = re.sub(rf"\b(?:the )?{initials}(?=['’]s\b)", country.in_text, text)
        text = re.sub(rf"\b{initials}(?= [a-z])(?! (?:and|or|to|in|on|for|of|from|with|by|at)\b)", people, text)
        text = re.sub(rf"\b(?:the )?{initials}\b", country.in_text, text)
    return text


@lru_cache(maxsize=1)
def _initials(gazetteer: Gazetteer) -> Sequence[tuple[str, Country]]:
    """Return the initials that stand for countries and are no short names of cards."""
    return [
        (name, country)
        for country in gazetteer.countries.values()
        for name in country.names
        if name.isupper() and name.isalpha() and 3 <= len(name) <= _LONGEST_INITIALS and name != country.short
    ]


def country_in_text(code: CountryCode, gazetteer: Gazetteer) -> str:
    """Return a country as it stands within a sentence: "the US", "China"."""
    return gazetteer.country(code).in_text


def called_then(code: CountryCode, fact: Fact, gazetteer: Gazetteer) -> str:
    """Return a country as it stands within a sentence, by the name that a written record gives it: "the Soviet Union".

    Args:
        code: The country.
        fact: Its headline counts where a person wrote it; else the tables' name is used.
        gazetteer: Names of countries.
    """
    country = gazetteer.country(code)
    eras = lexicon.eras()
    is_of_era = any(name in eras and has_word(fact.headline, (name,)) for name in country.names)
    if fact.is_edited and (is_of_era or not has_word(fact.headline, {country.name, country.short})):
        others = sorted(country.names, key=lambda name: (name not in eras, -len(name), name))
        for name in others:
            if found := re.search(rf"(?<!\w)(?P<article>[Tt]he )?{re.escape(name)}(?!\w)", fact.headline):
                return f"the {name}" if found["article"] else name
    return country.in_text


def with_country(office: str, code: CountryCode, gazetteer: Gazetteer) -> str:
    """Return an office with its country's adjective: "US Secretary of Commerce"."""
    of_country = adjective(code, gazetteer)
    return office if of_country is None or of_country in office else f"{of_country} {office}"


def short_office(office: str) -> str:
    """Return an office without its field where it is long: "Assistant Secretary of State for …" → as far as "for"."""
    return office.split(" for ", 1)[0] if len(office) > _LONG_OFFICE else office


def _before_name(office: str) -> str:
    """Return an office as it stands before a name: "UN Secretary-General"; but "Secretary of the Treasury"."""
    title, of, body = office.partition(" of the ")
    if not of or title == "Secretary":
        return office
    return f"{'UN' if body == 'United Nations' else body} {title}"


def introduced(side: Side, gazetteer: Gazetteer) -> str:
    """Return a side as it is named for the first time: "US Secretary of State Antony Blinken", "the US", "NATO"."""
    if side.kind is ActorKind.COUNTRY and side.country is not None and side.country in gazetteer.countries:
        return country_in_text(side.country, gazetteer)
    if side.kind is not ActorKind.PERSON or not side.office:
        return side.name
    office = _before_name(short_office(side.office))
    of_country = side.adjective or adjective(side.country, gazetteer)
    if of_country is None or has_word(office, (of_country,)):
        return f"{office} {side.name}"
    return f"{of_country} {office} {side.name}"


@lru_cache(maxsize=4096)
def is_named(side: Side) -> bool:
    """Tell whether a person is known by a name at all, not only as "Kenyan ambassador" or "ambassador of Kenya"."""
    words = side.name.split()
    is_proper = all(word[:1].isupper() or word.split("-")[0] in _PARTICLES for word in words)
    is_office = role_of(words[-1]) is not None
    return side.kind is ActorKind.PERSON and is_proper and words[-1][:1].isupper() and not is_office


@lru_cache(maxsize=4096)
def is_full_name(side: Side) -> bool:
    """Tell whether a person is named by more than a surname, and by a name, not an office."""
    words = side.name.split()
    offices = {*lexicon.words("bodies", "names"), *lexicon.words("bodies", "singular")}
    return (
        side.kind is ActorKind.PERSON
        and len(words) >= 2
        and all(word[:1].isupper() or word.split("-")[0] in _PARTICLES for word in words)
        and not any(word.endswith(("’s", "'s")) for word in words)
        and not offices.intersection(word.lower() for word in words)
    )


def with_article(name: str) -> str:
    """Return a body's name as it stands within a sentence: "the European Union", "NATO", "Albania's navy"."""
    has_own = re.match(r"(?:the|an?) |(?:[A-Z][\w.-]* ){0,2}[^ ]+['’]s? ", name, re.IGNORECASE) is not None
    words = {word.lower() for word in name.split()}
    is_proper = all(word[:1].isupper() or word in {"of", "for", "and", "the", "on", "in"} for word in name.split())
    is_common = " " in name and bool(words & {*lexicon.words("bodies", "names"), *lexicon.words("bodies", "plural")})
    is_common = is_common and not name.endswith(("Airlines", "Airways"))
    return f"the {name}" if is_common and is_proper and not has_own else name
