"""Countries, dyads and offices: the reference values that reading and the cards are handed."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.bodies import BodyNames
from bot.model.ids import CountryCode
from bot.model.offices import Offices

IGO = CountryCode("IGO")
NGO = CountryCode("NGO")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country, or a body of no state, as people write of it.

    Attributes:
        code: ISO 3166-1 alpha-3; "IGO" or "NGO"; or a union's own, from the user-assigned range ("XEU").
        alpha2: ISO 3166-1 alpha-2 in upper case, from which the flag is made, for two unions the reserved codes "EU"
            and "UN"; None for other bodies of no state.
        name: Full everyday name: "United States".
        short: The name shown on cards: "US".
        with_article: Whether running text says "the" before the short name: "the US".
        names: Every other name it goes by, most usual first, matched with its case.
        demonyms: Adjectives and nouns of its people: "American", "Americans".
        metonyms: Seats and capitals that stand for its government: "Washington", "the White House".
        region: UN M49 sub-region ("Eastern Asia"); "" for bodies of no state.
    """

    code: CountryCode
    alpha2: str | None
    name: str
    short: str
    with_article: bool
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    metonyms: tuple[str, ...]
    region: str

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def flag(self) -> str:
        """The flag as two regional indicator symbols; "" for bodies of no state."""
        return "".join(chr(0x1F1E6 + ord(c) - ord("A")) for c in self.alpha2) if self.alpha2 else ""

    @property
    def in_text(self) -> str:
        """The short name as it stands within a sentence: "the US", "China"."""
        return f"the {self.short}" if self.with_article else self.short


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An organisation with a known side: "NATO" → IGO, "Hezbollah" → LBN, "the Pentagon" → USA."""

    name: str
    names: tuple[str, ...]
    country: CountryCode
    kind: str
    """"organization" or "group" (rebels, parties, armed groups)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person of public office, for articles that give a bare surname."""

    name: str
    names: tuple[str, ...]
    country: CountryCode
    office: str
    since: int | None
    """First year in the office; None where unknown or before 1945."""
    until: int | None
    """Last year in the office; None while in office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeZone:
    """A time zone as people name it.

    Attributes:
        key: IANA name: "America/New_York".
        country: Everyday name of the country that most of it lies in; "" for UTC.
        cities: The city that the zone is named after, then others: "New York", "Washington", "Boston".
        is_whole_country: Whether the country has no other zone, so that its name will do.
    """

    key: str
    country: str
    cities: tuple[str, ...]
    is_whole_country: bool


TO_THIS_DAY = 9999
"""The last year of what has not ended."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gazetteer:
    """Everything that reading knows of the world before it sees an article; equal to itself only.

    Attributes:
        countries: States and territories by code; "IGO" and "NGO" among them, unions not.
        bodies: Organisations and groups with a known side.
        persons: Holders of public offices.
        places: City, region or sea → code of the country it lies in ("Hong Kong" → CHN), matched with its case;
            capitals are metonyms of their country and stand here too.
        peoples: People without a state of its own by name → code of the country it is at home in ("Yoruba" → NGA).
        neighbours: Sovereign state → those that it shares a land border or a sea with; the relation is symmetric.
        partners: State → those that it mostly works with, weightiest first; not symmetric.
        rivals: State → those that it mostly quarrels with, weightiest first; not symmetric.
        apart: Two states → the years in which they had no relations, or no embassies with each other.
        shared: Name that several countries share → their codes, the likeliest first ("Tripoli" → LBY, LBN).
        offices: Who held which office on which days.
        zones: Time zones by the cities that people name them by, by IANA name; "UTC" among them.
        unions: Unions and bodies between states that may be a side of a pair, by their own codes ("XEU"). They stand
            apart, so that nothing that goes through all countries takes one for a country.
        body_names: Which of them acts where a text names one, or an organ of it.
        typed: More names that people type and texts don't print, by code.
    """

    countries: Mapping[CountryCode, Country]
    bodies: tuple[Body, ...]
    persons: tuple[Person, ...]
    places: Mapping[str, CountryCode]
    peoples: Mapping[str, CountryCode] = field(default_factory=dict)
    shared: Mapping[str, tuple[CountryCode, ...]] = field(default_factory=dict)
    neighbours: Mapping[CountryCode, tuple[CountryCode, ...]] = field(default_factory=dict)
    partners: Mapping[CountryCode, tuple[CountryCode, ...]] = field(default_factory=dict)
    rivals: Mapping[CountryCode, tuple[CountryCode, ...]] = field(default_factory=dict)
    apart: Mapping[frozenset[CountryCode], tuple[range, ...]] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)
    zones: tuple[TimeZone, ...] = ()
    unions: Mapping[CountryCode, Country] = field(default_factory=dict)
    body_names: BodyNames = field(default_factory=BodyNames)
    typed: Mapping[CountryCode, tuple[str, ...]] = field(default_factory=dict)

    def country(self, code: CountryCode) -> Country:
        """Return the country or union of a code; raises `KeyError` for an unknown one."""
        return self.countries[code] if code in self.countries else self.unions[code]

    def known(self, code: CountryCode) -> Country | None:
        """Return the country or union of a code; None for an unknown one."""
        return self.countries.get(code) or self.unions.get(code)

    def are_apart(self, one: CountryCode, other: CountryCode, year: int | None) -> bool:
        """Tell whether two states had no embassies with each other in a year; None: whether they still have none."""
        years = self.apart.get(frozenset((one, other)), ())
        return any((TO_THIS_DAY if year is None else year) in each for each in years)

    def may_be_side(self, code: CountryCode) -> bool:
        """Tell whether a code can be a side of a pair: a state's, a territory's or a union's."""
        return code in self.unions or (code in self.countries and code not in {IGO, NGO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """Two countries, either of which may be a union, in the order in which a server named them."""

    first: CountryCode
    second: CountryCode

    @property
    def key(self) -> str:
        """The pair without its order, "CHN-USA": what the store's `pair` column holds."""
        return "-".join(sorted((self.first, self.second)))

    @property
    def codes(self) -> frozenset[CountryCode]:
        """Both codes."""
        return frozenset((self.first, self.second))
