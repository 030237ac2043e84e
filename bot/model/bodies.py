"""Which union or body between states acts, where a text names it, one of its organs or somebody who speaks for it."""

import re
from collections.abc import Collection, Mapping
from functools import cached_property

from bot.model.ids import CountryCode

_NO_STATE = CountryCode("IGO")


class BodyNames:
    """The names of the bodies that may be a side of a pair, and the codes that they stand for there."""

    def __init__(self, codes: Mapping[str, CountryCode] | None = None, *, alone: Collection[str] = ()) -> None:
        """Take the names.

        Args:
            codes: Every name, matched with its case, of a body or of an organ of it → the body's code: "EU" → XEU,
                "European Commission" → XEU.
            alone: Names of bodies that act for none of these, even if they have the name of one in theirs: "United
                Nations Command".
        """
        self._codes = dict(codes or {})
        self._alone = frozenset(alone) - self._codes.keys()

    @cached_property
    def _any_name(self) -> re.Pattern[str]:
        """Return what finds every name that stands by itself, the longest of those that begin at one place."""
        longest_first = sorted(self._codes, key=lambda name: (-len(name), name))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first)) or '(?!)'})(?!\w)")

    def side(self, country: CountryCode | None, name: str, office: str | None = None) -> CountryCode | None:
        """Return the side of a pair that a party of an event is.

        Args:
            country: The party's own code; any but "IGO" is its side already.
            name: The party's: "European Commission", "NATO forces", "Kari Lund".
            office: A person's: "Secretary General of NATO"; None where there is none.

        Returns:
            The code of the one body that the name, or else the office, names; "IGO" where it names none or several.
        """
        if country != _NO_STATE or name in self._alone:
            return country
        known = self._codes.get(name)
        return known or self._only(name) or self._only(office or "") or country

    def names_of(self, code: CountryCode) -> frozenset[str]:
        """Return every name of a body and of its organs."""
        return frozenset(name for name, own in self._codes.items() if own == code)

    def _only(self, words: str) -> CountryCode | None:
        """Return the code of the one body that some words name."""
        found = {self._codes[name] for name in self._any_name.findall(words)} if self._codes else set()
        return found.pop() if len(found) == 1 else None
