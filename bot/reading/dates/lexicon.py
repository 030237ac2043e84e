"""The words of time: what names a weekday, a month, a unit, a number, a season. Tables only."""

from typing import Final

from bot.reading.dates.rules import mapped, numbered, words


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set; long lists read better without their quotation marks."""
    return frozenset(words.split())


WEEKDAYS: Final[dict[str, int]] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SHORT_WEEKDAYS: Final = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
PLURAL_WEEKDAYS: Final[dict[str, int]] = {f"{name}s": n for name, n in WEEKDAYS.items() if name not in SHORT_WEEKDAYS}

MONTHS: Final[dict[str, int]] = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
    "september": 9, "october": 10, "november": 11, "december": 12,
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
SHORT_MONTHS: Final = frozenset({"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
VERB_OR_NAME_MONTHS: Final = frozenset({"may", "march", "april", "june", "august"})
"""Months that are also verbs or given names: they need a place where a date can stand."""

SEASONS: Final[dict[str, str]] = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}

UNITS: Final[dict[str, str]] = mapped("units", "unit", "name", "code")
"""Singular → code of a unit; "M" is the minute and "MO" the month until a value is written."""
PLURAL_UNITS: Final[dict[str, str]] = mapped("units", "unit", "plural", "code")
CLOCK_UNITS: Final = frozenset({"S", "M", "H"})

PARTS_OF_DAY: Final[dict[str, str]] = mapped("clock", "part", "word", "code")

ORDINALS: Final[dict[str, int]] = numbered("numbers", "ordinal")
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})

ONES: Final[dict[str, int]] = numbered("numbers", "ones")
TENS: Final[dict[str, int]] = numbered("numbers", "tens")
SCALES: Final[dict[str, int]] = mapped("numbers", "scale", "word", "times")
VAGUE_NUMBERS: Final = words("numbers", "vague")
DECADE_WORDS: Final[dict[str, int]] = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

BACK: Final = words("anchoring", "back")
AHEAD: Final = words("anchoring", "ahead")
ZONES: Final = words("clock", "zone")
SLOT_WORDS: Final = word_set(
    "in by since until till last this next of from through to and or between late early mid during before after "
    "for each every on around about as throughout past coming previous following same"
)
"""Words after which a month can stand; "may", "march" and the given names need one of them (or a day, or a year)."""
DETERMINERS: Final = word_set("the a an its his her their our this that 's")
