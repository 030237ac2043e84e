"""How the spoken language writes dates, numbers, lists and the names of countries: the Unicode CLDR, by Babel.

British English is the house's own, in `bot.model.datewords`; None stands for it here.
"""

from collections.abc import Sequence
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.lists import format_list

from bot.model.language import spoken
from bot.model.languages import SOURCE, language_of

_NOBODY_S = "ru"
"""Whose dates and countries the language has that nobody speaks: in no letter like English."""


def locale() -> Locale | None:
    """Return the form of the spoken language; None for the house's own, and for one that the CLDR doesn't know."""
    return _locale(spoken().tag)


def speaks_english() -> bool:
    """Tell whether texts are English here, in whatever form its dates are."""
    tag = spoken().tag
    return tag != "qps" and language_of(tag) in {SOURCE, None}


def joined_names(names: Sequence[str]) -> str:
    """Return names as the spoken language lists them: "A, B und C"."""
    form = None if speaks_english() else locale()
    return ", ".join(names) if form is None else format_list(list(names), locale=form)


@lru_cache(maxsize=64)
def _locale(tag: str) -> Locale | None:
    if tag == SOURCE:
        return None
    try:
        return Locale.parse(_NOBODY_S if tag == "qps" else tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
