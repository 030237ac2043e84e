"""Finds the dates that a text tells, and takes them out: a question says the time itself."""

import re

from bot.model.datewords import MONTHS

_MONTH = "|".join(MONTHS)
_WEEKDAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DATE = re.compile(
    rf"\s+(?:in|on|during|late on|early on)\s+(?:the week of\s+)?"
    rf"(?:(?:early|mid|late)[- ])?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH}|{_WEEKDAY})"
    rf"(?:\s+\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?(?!\d))?(?:,?\s+\d{{4}})?(?!\w)|\s+in\s+(?:19|20)\d\d(?!\w)"
)
_ANY_DATE = re.compile(
    rf"\b(?:{_MONTH}|{_WEEKDAY}|(?:19|20)\d\d|today|tonight|yesterday|tomorrow|recently|now|currently|so far|"
    rf"the beginning of the (?:year|month|week)|"
    rf"(?:last|past|recent|coming|next) (?:(?:few|several|two|three|four|five|ten|many) )?(?:days|weeks|months|years)|"
    rf"earlier|later|"
    rf"(?:last|next|this|previous|earlier|coming) (?:day|week|month|year|spring|summer|autumn|fall|winter|night)|"
    rf"(?:days?|weeks?|months?|years?) (?:ago|earlier|later))\b"
)


def without_dates(text: str) -> str:
    """Return a text without "in March 2021", "on Tuesday" and the like."""
    return _DATE.sub("", text)


def has_date_words(text: str) -> bool:
    """Tell whether a text holds a month, weekday, year or a relative date."""
    return _ANY_DATE.search(text) is not None
