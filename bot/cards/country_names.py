"""What countries are called in the spoken language: by the Unicode CLDR, or by our own catalogue where that is better.

In English they have the short names of the reference table. Unions and bodies stand in the catalogue only.
"""

from collections.abc import Mapping

from babel import Locale
from babel.core import get_global

from bot.cards.locales import locale, speaks_english
from bot.model.countries import Country
from bot.model.ids import CountryCode
from bot.model.language import noted_as, say_as

_SENSE = "country"
_OWN = frozenset(
    {
        noted_as("country", "EU"), noted_as("country", "UN"), noted_as("country", "NATO"),
        noted_as("country", "ASEAN"), noted_as("country", "African Union"), noted_as("country", "Arab League"),
        noted_as("country", "GCC"), noted_as("country", "OIC"), noted_as("country", "OAS"),
        noted_as("country", "Mercosur"), noted_as("country", "ECOWAS"), noted_as("country", "Sahel States"),
        noted_as("country", "SAARC"), noted_as("country", "Pacific Islands Forum"), noted_as("country", "SCO"),
        noted_as("country", "CSTO"), noted_as("country", "Eurasian Union"), noted_as("country", "CIS"),
        noted_as("country", "Warsaw Pact"), noted_as("country", "Commonwealth"),
        noted_as("country", "Council of Europe"), noted_as("country", "OSCE"), noted_as("country", "G7"),
        noted_as("country", "G20"), noted_as("country", "BRICS"), noted_as("country", "OPEC"),
        noted_as("country", "IAEA"), noted_as("country", "WHO"), noted_as("country", "WTO"),
        noted_as("country", "IMF"), noted_as("country", "World Bank"), noted_as("country", "OECD"),
        noted_as("country", "APEC"), noted_as("country", "OPCW"), noted_as("country", "ICC"),
        noted_as("country", "ICJ"), noted_as("country", "Quad"), noted_as("country", "AUKUS"),
        noted_as("country", "IGO"), noted_as("country", "NGO"),
        # Whose names in the CLDR are an office's own, and too long for a line.
        noted_as("country", "US"), noted_as("country", "UK"), noted_as("country", "UAE"),
        noted_as("country", "Hong Kong"), noted_as("country", "Macau"), noted_as("country", "Palestine"),
        noted_as("country", "DR Congo"), noted_as("country", "Congo-Brazzaville"), noted_as("country", "Bosnia"),
        noted_as("country", "Vatican"), noted_as("country", "Kosovo"),
    }
)  # fmt: skip
"""Short names, as the reference table has them, that the catalogue may name otherwise than the CLDR."""
_SHORT = {
    "USA": "US", "GBR": "UK", "ARE": "UAE", "HKG": "Hong Kong", "MAC": "Macau", "PSE": "Palestine", "COD": "DR Congo",
    "COG": "Congo-Brazzaville", "BIH": "Bosnia", "VAT": "Vatican", "XKX": "Kosovo",
}  # fmt: skip
"""Those of them that are countries, by their codes."""
_ALPHA2: Mapping[str, list[str]] = get_global("territory_aliases")
_NOT_THERE = {"XKX": "XK"}
_ENGLISH = Locale("en")


def short_name(country: Country) -> str:
    """Return the name that cards have for a country or a union: "US", "Vereinigte Staaten"."""
    return _named(country.short, country.alpha2)


def full_name(country: Country) -> str:
    """Return a country's everyday name in full: "United States", "Vereinigte Staaten"."""
    return country.name if speaks_english() else short_name(country)


def in_text(country: Country) -> str:
    """Return a country's name as it stands within a sentence: "the US", "Vereinigte Staaten"."""
    return country.in_text if speaks_english() else short_name(country)


def name_of_code(code: CountryCode, english: str) -> str:
    """Return a country's name where only its code is at hand.

    Args:
        code: ISO 3166-1 alpha-3.
        english: Its name in English, for English and for what no table knows.
    """
    return english if speaks_english() else _named(_SHORT.get(code, english), _alpha2(code))


def english_name_of_code(code: CountryCode) -> str:
    """Return the CLDR's English name of a country; "" for what it doesn't know."""
    return str(_ENGLISH.territories.get(_alpha2(code) or "", ""))


def body_name(english: str) -> str:
    """Return the name of a union or a body in the spoken language; as it is where the catalogue has none."""
    return say_as(_SENSE, english) if english in _OWN else english


def _alpha2(code: CountryCode) -> str | None:
    found = _ALPHA2.get(code)
    return _NOT_THERE.get(code) or (found[0] if found and len(found[0]) == 2 else None)


def _named(english: str, alpha2: str | None) -> str:
    if speaks_english():
        return english
    if english in _OWN and (own := say_as(_SENSE, english)) != english:
        return str(own)
    form = locale()
    return english if form is None or alpha2 is None else str(form.territories.get(alpha2, english))
