"""Families of time expressions by their words, so that a report says where a tagger errs. Knows no tagger."""

import re
from typing import Final

_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_UNIT = r"(?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|centur)(?:s|y|ies)?"
_NUMBER = (
    r"(?:[\d½¼¾][\d.,/½¼¾]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|million|half|couple|dozens?|several|few|some|many)"
)
_YEAR = r"(?:1[0-9]|20)\d\d"
_DAYS = "independence|labou?r|memorial|veterans|may|boxing|victory|election|columbus|inauguration|armistice|bastille"
_FRAME = r"(?:last|past|this|current|next|coming|previous|following|same|that|latest)"
_REFERENCES = (
    "now|currently|current|presently|present|recently|recent|lately|previously|previous|past|formerly|former|once"
    "|future|soon|term|later|earlier|moment|time|nowadays|already|immediately|immediate|long"
)

_TABLE: Final[tuple[tuple[str, str], ...]] = (
    ("set", r"\b(?:every|each|per)\b|\b(?:hourly|daily|nightly|weekly|monthly|quarterly|yearly|annual(?:ly)?)\b"),
    ("set", r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"),
    ("N units ago", rf"\bago\b|\b{_UNIT}[ -]earlier\b|\bfrom now\b"),
    ("clock", r"\d:\d\d|\b[ap]\.?m\b|\bo'clock\b|\b(?:noon|midday|midnight)\b|\b\d{4} (?:gmt|utc|est|edt)\b"),
    ("part of day", r"\b(?:morning|afternoon|evening|night|overnight|tonight|dawn|dusk)s?\b"),
    ("today", r"\b(?:today|yesterday|tomorrow)\b"),
    ("month+day", rf"{_MONTH},? (?:the )?(?!last\b)(?:\d{{1,2}}(?!\d)|\w+(?:st|nd|rd|th)\b)"),
    ("month+day", rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ -]{_MONTH}|(?:st|nd|rd|th) of {_MONTH}"),
    ("month+day", r"^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|^(?:the )?\d{1,2}(?:st|nd|rd|th)?$"),
    ("quarter", r"quarters?\b|\b[qh][1-4]\b|\b(?:first|second|latter)[ -]half\b|\bperiods?\b"),
    ("weekday", rf"\b{_WEEKDAY}"),
    ("weekend", r"week-?ends?\b"),
    ("season", r"\b(?:spring|summer|autumn|fall|winter)s?\b"),
    ("holiday", r"\b(?:christmas|easter|thanksgiving|halloween|new year|ramadan|eve)\b"),
    ("holiday", rf"\b(?:\w+s'|\w+'s|{_DAYS}) day\b"),
    ("month", rf"\b{_MONTH}"),
    ("decade, century", r"\b\d{1,4}'?s\b|\b\w+(?:ties|teens)\b|\b(?:th|st|nd|rd)[ -]century|\w(?:th|st|rd)[ -]century"),
    ("year", rf"\b(?:{_YEAR}|nineteen|eighteen|fiscal)\b|'\d\d\b|^twenty[ -](?:ten|twenty|thirty)"),
    ("last/this/next unit", rf"\b{_FRAME}\b.*{_UNIT}"),
    ("N units", rf"\b{_NUMBER}\b.*\b{_UNIT}|\b{_NUMBER}-{_UNIT}"),
    ("the unit", rf"\b{_UNIT}\b"),
    ("reference", rf"\b(?:{_REFERENCES})\b"),
)  # fmt: skip
_FAMILIES: Final = tuple((name, re.compile(pattern)) for name, pattern in _TABLE)
OTHER: Final = "other"
NAMES: Final = (*dict.fromkeys(name for name, _ in _TABLE), OTHER)
"""All families, in the order in which they are tried."""

_COUNTED_FRAME = re.compile(rf"\b(?:last|past|next|coming|previous|following|first)\b.*\b{_NUMBER}\b.*{_UNIT}")
_COUNTED_QUARTERS = re.compile(rf"\b{_NUMBER}[ -](?:consecutive |straight )?quarters?\b")


def family(text: str) -> str:
    """Return the family of an expression: the first of the table that its words fit.

    Args:
        text: The expression as it stands in the text, any case and white space.
    """
    low = re.sub(r"['‘’`]", "'", " ".join(text.lower().split()))
    found = next((name for name, pattern in _FAMILIES if pattern.search(low)), OTHER)
    if (found == "last/this/next unit" and _COUNTED_FRAME.search(low)) or (
        found == "quarter" and _COUNTED_QUARTERS.search(low)
    ):
        return "N units"
    return found
