"""The words of time that several families share, from their rule tables: weekdays, months, units, numbers, seasons."""

from typing import Final

from bot.reading.dates.rules import load_rules, mapped, numbered, valued, words


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set; long lists read better without their quotation marks."""
    return frozenset(words.split())


_FULL_WEEKDAYS: Final[dict[str, int]] = mapped("days", "weekday", "word", "number")
_SHORT_WEEKDAYS: Final[dict[str, int]] = valued("days", "weekday", "number", key="short")
WEEKDAYS: Final[dict[str, int]] = {**_FULL_WEEKDAYS, **_SHORT_WEEKDAYS}
SHORT_WEEKDAYS: Final = frozenset(_SHORT_WEEKDAYS)
PLURAL_WEEKDAYS: Final[dict[str, int]] = {f"{name}s": number for name, number in _FULL_WEEKDAYS.items()}

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
MONTH_STEPS: Final[dict[str, int]] = mapped("months", "month_step", "word", "months")
"""Word before "month" after "the 4th of" → months from the publication's."""
ZONES: Final = words("clock", "zone")
