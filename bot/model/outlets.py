"""The world's outlets: who prints, in which country, what kind of outlet it is, and how an article's is known."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from bot.model.ids import CountryCode
from bot.model.language import noted_as, say_as

MAX_KEY = 99
"""Characters of an outlet's key: one less than a choice's value has, which says what to do, too."""
_NO_OUTLETS_OWN = re.compile(r"^(?:www\d?|m|mobile|amp|edition)\.")
_NO_LETTER = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"^the ")


class OutletKind(StrEnum):
    """What kind of outlet it is; the value is the word that English readers see."""

    AGENCY = noted_as("outlet", "agency")
    STATE_MEDIA = noted_as("outlet", "state media")
    BROADCASTER = noted_as("outlet", "broadcaster")
    NEWSPAPER = noted_as("outlet", "newspaper")
    MAGAZINE = noted_as("outlet", "magazine")
    GOVERNMENT = noted_as("outlet", "government")
    INTERNATIONAL_BODY = noted_as("outlet", "international body")
    THINK_TANK = noted_as("outlet", "think tank")

    @property
    def words(self) -> str:
        """The word that readers see."""
        return say_as("outlet", self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet of `data/reference/sources.toml`.

    Attributes:
        name: As it is shown.
        country: Where it is at home; "IGO" for bodies of no state.
        flag: Of that country; "" for bodies of no state.
        kind: What it is.
        language: ISO 639 code of its main language.
        domains: Its hosts, each with all below it.
        names: Other names that it goes by.
    """

    name: str
    country: CountryCode
    flag: str
    kind: OutletKind
    language: str
    domains: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What a server's list of hidden outlets calls it."""
        return folded(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedOutlet:
    """An outlet as a server knows it.

    Attributes:
        key: As `Outlets.key_of` gives it.
        name: As it is shown.
        outlet: What is known of it, None for nothing.
        articles: How many of the articles that the server sees are its own.
        copies: At how many it printed a copy.
        is_hidden: Whether the server hides it.
    """

    key: str
    name: str
    outlet: Outlet | None
    articles: int
    copies: int
    is_hidden: bool


@dataclass(frozen=True)
class Outlets:
    """All of them, and the way from an article to its outlet."""

    outlets: tuple[Outlet, ...] = ()

    def find(self, source: str | None, url: str | None) -> Outlet | None:
        """Return an article's outlet: by its address, the longest domain first, else by the outlet's name.

        Args:
            source: The outlet's name as the article gives it, in any case, with or without "The".
            url: The article's address.
        """
        for domain in _domains(host_of(url)):
            if domain in self._domain:
                return self._domain[domain]
        return self._name.get(folded(source or ""))

    def key_of(self, source: str | None, url: str | None) -> str:
        """Return what an article's outlet is called where outlets are told apart: the same for all of its articles.

        Returns:
            A known outlet's key, else the folded name, else the host; "" where nothing is known.
        """
        found = self.find(source, url)
        return found.key if found is not None else (folded(source or "") or host_of(url))[:MAX_KEY]

    def named(self, key: str) -> Outlet | None:
        """Return the outlet of a key, None where it is none of the table's."""
        found = self._name.get(key)
        return found if found is not None and found.key == key else None

    @cached_property
    def _domain(self) -> dict[str, Outlet]:
        return {domain: one for one in self.outlets for domain in one.domains}

    @cached_property
    def _name(self) -> dict[str, Outlet]:
        return {folded(name): one for one in self.outlets for name in (one.name, *one.names)}


def folded(name: str) -> str:
    """Return a name without case, accents, punctuation and a leading "The"."""
    plain = unicodedata.normalize("NFKD", name)
    letters = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return _ARTICLE.sub("", _NO_LETTER.sub(" ", letters).strip())


def host_of(url: str | None) -> str:
    """Return the host of an address without "www.", "m." and their like, in small letters; "" where there is none."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return _NO_OUTLETS_OWN.sub("", host.rstrip("."))


def _domains(host: str) -> Iterator[str]:
    """Yield a host and those above it, the longest first."""
    parts = host.split(".")
    for at in range(len(parts) - 1):
        yield ".".join(parts[at:])
