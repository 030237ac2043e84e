"""The words of time: what names a weekday, a month, a unit, a number, a season. Tables only."""

from typing import Final

from bot.reading.dates.rules import load_rules, mapped, numbered, valued, words


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set; long lists read better without their quotation marks."""
    return frozenset(words.split())


WEEKDAYS: Final[dict[str, int]] = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6,
    "mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6,
}  # fmt: skip
SHORT_WEEKDAYS: Final = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
PLURAL_WEEKDAYS: Final[dict[str, int]] = {f"{name}s": n for name, n in WEEKDAYS.items() if name not in SHORT_WEEKDAYS}

_SHORT_MONTHS: Final[dict[str, int]] = valued("months", "month", "number", key="short")
MONTHS: Final[dict[str, int]] = {**mapped("months", "month", "word", "number"), **_SHORT_MONTHS}
SHORT_MONTHS: Final = frozenset(_SHORT_MONTHS)
VERB_MONTHS: Final = frozenset(row["word"] for row in load_rules("months")["month"] if row["also"] == "verb")
VERB_OR_NAME_MONTHS: Final = frozenset(row["word"] for row in load_rules("months")["month"] if row["also"])
"""Months that are also verbs or given names: they need a place where a date can stand."""

SEASONS: Final[dict[str, str]] = mapped("seasons", "season", "word", "code")

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
DECADE_WORDS: Final[dict[str, int]] = mapped("years", "decade", "word", "figure")

BACK: Final = words("anchoring", "back")
AHEAD: Final = words("anchoring", "ahead")
ZONES: Final = words("clock", "zone")
