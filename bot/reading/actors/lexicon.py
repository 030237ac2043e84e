"""The word lists of `lexicon.toml`, loaded once: what heads an office, names an organ of state, carries news."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.model.ids import CountryCode

_FILE = Path(__file__).with_name("lexicon.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Word lists in lower case, but for `media`, `of_no_side`, which keep the case of print.

    Attributes:
        office_heads: Nouns that head an office or rank.
        callings: Heads that lead to a name but are no office of state.
        relational: Heads whose office is somebody else's ("counterpart").
        office_modifiers: Words before a head that belong to the office.
        former: Words that say the office is no longer held.
        loose: Words between a country and an office that belong to neither.
        matters: Small-written words after "of" or "for" within an office.
        female_heads: Heads that a woman bears.
        male_heads: Heads that a man bears.
        sole_offices: Office → the one state that has it ("secretary of state").
        honorifics: "Mr." and the like.
        female_honorifics: Those of a woman.
        male_honorifics: Those of a man.
        particles: Small-written parts of family names.
        suffixes: "Jr." and the like.
        family_first: East Asian family names, which stand first.
        female_names: Given names, mostly of women.
        male_names: Given names, mostly of men.
        collectives: Nouns that, with a country's adjective, are the state itself.
        realm_heads: Nouns that end a description of a country by its part of the world ("nation").
        parts: Part of the world → M49 sub-regions and countries that it takes in.
        realms: Kind of state that stands alone ("kingdom") → its countries.
        combining: First half of a compound adjective → country ("sino").
        body_heads: Nouns that head an organisation's name.
        organs: Organs of state, also when written small.
        epithets: Body of the gazetteer → small-written words for it ("bloc").
        things: Last words of capitalised names that are no organisation.
        body_modifiers: Words before a body's head that belong to its name.
        media: Outlets and platforms.
        of_no_side: Names with a country's name in them that stand for no side.
        treaty_words: Words after a town that make a treaty's name.
        scene: Prepositions of place.
        motion: Lemmas after which "to" leads to a place.
    """

    office_heads: frozenset[str]
    callings: frozenset[str]
    relational: frozenset[str]
    office_modifiers: frozenset[str]
    former: frozenset[str]
    loose: frozenset[str]
    matters: frozenset[str]
    female_heads: frozenset[str]
    male_heads: frozenset[str]
    sole_offices: Mapping[str, CountryCode]
    honorifics: frozenset[str]
    female_honorifics: frozenset[str]
    male_honorifics: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    family_first: frozenset[str]
    female_names: frozenset[str]
    male_names: frozenset[str]
    collectives: frozenset[str]
    realm_heads: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    realms: Mapping[str, frozenset[str]]
    combining: Mapping[str, CountryCode]
    body_heads: frozenset[str]
    organs: frozenset[str]
    body_modifiers: frozenset[str]
    epithets: Mapping[str, frozenset[str]]
    things: frozenset[str]
    media: tuple[str, ...]
    of_no_side: tuple[str, ...]
    treaty_words: frozenset[str]
    scene: frozenset[str]
    motion: frozenset[str]


@cache
def load_lexicon() -> Lexicon:
    """Load the word lists once; later calls return the same value."""
    table = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    offices, persons, countries = table["offices"], table["persons"], table["countries"]
    bodies, places, epithets = table["bodies"], table["places"], table["epithets"]
    return Lexicon(
        office_heads=_words(offices["heads"]),
        callings=_words(offices["callings"]),
        relational=_words(offices["relational"]),
        office_modifiers=_words(offices["modifiers"]),
        former=_words(offices["former"]),
        loose=_words(offices["loose"]),
        matters=_words(offices["matters"]),
        female_heads=_words(offices["female"]),
        male_heads=_words(offices["male"]),
        sole_offices={word: CountryCode(code) for code, names in offices["sole"].items() for word in names},
        honorifics=_words(persons["honorifics"]),
        female_honorifics=_words(persons["female_honorifics"]),
        male_honorifics=_words(persons["male_honorifics"]),
        particles=_words(persons["particles"]),
        suffixes=_words(persons["suffixes"]),
        family_first=_words(persons["family_first"]),
        female_names=_words(persons["female_names"]),
        male_names=_words(persons["male_names"]),
        collectives=_words(countries["collectives"]),
        realm_heads=_words(epithets["heads"]),
        parts={name: _words(fitting) for name, fitting in epithets["parts"].items()},
        realms={name: _words(fitting) for name, fitting in epithets["realms"].items()},
        combining={word: CountryCode(code) for word, code in countries["combining"].items()},
        body_heads=_words(bodies["heads"]),
        organs=_words(bodies["organs"]),
        body_modifiers=_words(bodies["modifiers"]),
        epithets={name: _words(words) for name, words in bodies["epithets"].items()},
        things=_words(bodies["others"]["things"]),
        media=tuple(table["media"]["names"]),
        of_no_side=tuple(table["names"]["of_no_side"]),
        treaty_words=_words(table["names"]["treaty_words"]),
        scene=_words(places["scene"]),
        motion=_words(places["motion"]),
    )


def _words(words: Iterable[str]) -> frozenset[str]:
    """Return a word list as a set."""
    return frozenset(words)
