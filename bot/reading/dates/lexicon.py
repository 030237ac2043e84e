"""The words of time: what names a weekday, a month, a unit, a number, a season. Tables only."""

from typing import Final


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

UNITS: Final[dict[str, str]] = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "week": "W", "fortnight": "FN", "month": "MO",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE",
}  # fmt: skip
"""Singular → code of a unit; "M" is the minute and "MO" the month until a value is written."""
PLURAL_UNITS: Final[dict[str, str]] = {
    "seconds": "S", "minutes": "M", "hours": "H", "days": "D", "weeks": "W", "fortnights": "FN", "months": "MO",
    "quarters": "Q", "years": "Y", "decades": "DE", "centuries": "CE",
}  # fmt: skip
CLOCK_UNITS: Final = frozenset({"S", "M", "H"})

PARTS_OF_DAY: Final[dict[str, str]] = {
    "morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
}  # fmt: skip

ORDINALS: Final[dict[str, int]] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15,
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
ORDINAL_ENDINGS: Final = frozenset({"st", "nd", "rd", "th"})

ONES: Final[dict[str, int]] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS: Final[dict[str, int]] = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES: Final[dict[str, int]] = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
VAGUE_NUMBERS: Final = frozenset({"several", "few", "some", "many", "numerous", "countless", "various"})
DECADE_WORDS: Final[dict[str, int]] = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8,
    "nineties": 9,
}  # fmt: skip

BACK: Final = frozenset({"last", "past", "previous", "preceding"})
ZONES: Final = word_set(
    "gmt utc est edt et cst cdt ct mst mdt mt pst pdt pt bst cet cest eet eest msk ist jst kst hkt sgt aest aedt"
)
SLOT_WORDS: Final = word_set(
    "in by since until till last this next of from through to and or between late early mid during before after "
    "for each every on around about as throughout past coming previous following same"
)
"""Words after which a month can stand; "may", "march" and the given names need one of them (or a day, or a year)."""
DETERMINERS: Final = word_set("the a an its his her their our this that 's")
