"""Countries' names in the languages that the bot speaks, as people type them: those of the Unicode CLDR."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from bot.model.language import spoken
from bot.model.languages import LANGUAGES, SOURCE, language_of


def spoken_name(alpha2: str | None) -> str:
    """Return a country's name in the language that is spoken now; "" in English and for a country without a code."""
    ours = language_of(spoken().tag)
    if alpha2 is None or ours is None or ours == SOURCE:
        return ""
    return _territories(ours).get(alpha2, "")


def names_anywhere(alpha2: str | None) -> tuple[str, ...]:
    """Return a country's names in all languages but English; none for a country without a code."""
    if alpha2 is None:
        return ()
    return tuple(name for tag in LANGUAGES if tag != SOURCE and (name := _territories(tag).get(alpha2)))


@cache
def _territories(tag: str) -> Mapping[str, str]:
    return Locale.parse(tag, sep="-").territories
