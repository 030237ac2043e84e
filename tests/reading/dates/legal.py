"""Which TIMEX3 values there are, written as a grammar and apart from the product's own code.

Source:
    TimeML annotation guidelines 1.2.1, section 2.2.1; TIDES 2003, sections 3 and 4.1 (the value's forms).
"""

import re
from datetime import date

from bot.model.dates import TimexType

_TIME = r"T(?:MO|AF|EV|NI|DT|MI|(?P<hour>[0-9]{2})(?::(?P<minute>[0-5][0-9])(?::[0-5][0-9])?)?)"
_AMOUNT = r"(?:[0-9]+(?:\.[0-9]+)?|X)"
_MONTH, _DAY = "(?P<month>0[1-9]|1[0-2])", "(?P<day>[0-9]{2})"
_PARTS = "Q[1-4]|H[12]|SP|SU|FA|WI"
_CENTURY_OR_DECADE = re.compile("[0-9]{2,3}|BC[0-9]{4}")
_CALENDAR = re.compile(
    rf"(?P<year>[0-9]{{4}})(?:-{_MONTH}(?:-{_DAY}(?:{_TIME})?)?"
    rf"|-W(?P<week>[0-9]{{2}})(?:-WE|-[1-7](?:{_TIME.replace('?P<hour>', '').replace('?P<minute>', '')})?)?"
    rf"|-(?:{_PARTS}))?"
)
_UNKNOWN = re.compile(
    rf"XXXX(?:-XX(?:-XX(?:{_TIME})?)?"
    rf"|-{_MONTH}(?:-{_DAY}(?:{_TIME.replace('?P<hour>', '').replace('?P<minute>', '')})?)?"
    rf"|-WXX(?:-WE|-[1-7](?:T(?:MO|AF|EV|NI|DT|MI|[0-2][0-9]:[0-5][0-9]))?)?"
    rf"|-(?:{_PARTS}))?"
)
_LENGTH = re.compile(
    "P(?=[0-9XT])"
    + "".join(f"(?:{_AMOUNT}{unit})?" for unit in ("CE", "DE", "Y", "Q", "M", "W", "D"))
    + "(?:T(?=[0-9X])"
    + "".join(f"(?:{_AMOUNT}{unit})?" for unit in "HMS")
    + ")?"
)
_REFERENCES = frozenset({"PAST_REF", "PRESENT_REF", "FUTURE_REF"})


def is_length(value: str) -> bool:
    """Return whether a value is a legal length of time."""
    return _LENGTH.fullmatch(value) is not None


def is_legal(value: str) -> bool:
    """Return whether a value is one that TIMEX3 has; months, weeks, days and clock times must exist."""
    if value in _REFERENCES or is_length(value) or _CENTURY_OR_DECADE.fullmatch(value):
        return True
    match = _CALENDAR.fullmatch(value) or _UNKNOWN.fullmatch(value)
    if match is None:
        return False
    given = match.groupdict()
    year = int(given.get("year") or 2000)
    hour, minute = given.get("hour"), given.get("minute")
    if hour is not None and int(hour) * 60 + int(minute or 0) > 24 * 60:
        return False
    try:
        if given.get("week"):
            date.fromisocalendar(year, int(given["week"] or 0), 1)
        date(year, int(given.get("month") or 1), int(given.get("day") or 1))
    except ValueError:
        return False
    return True


def fits(type_: TimexType, value: str) -> bool:
    """Return whether a type can have a value: a length is a DURATION, what has a time of day is a TIME."""
    has_time = not is_length(value) and re.search(r"T(?:MO|AF|EV|NI|DT|MI|[0-9]{2})", value) is not None
    if type_ is TimexType.DURATION:
        return is_length(value)
    if type_ is TimexType.TIME:
        return has_time or value in _REFERENCES
    return type_ is TimexType.SET or not (has_time or is_length(value))
