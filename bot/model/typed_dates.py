"""An event's date as an editor types it: the words of `bot.model.datewords` and ISO forms, read back. Pure.

What is read is what was meant and no finer: a month stays a month. A date without a year is refused, since none is
guessed, and so is "by 14 June", which does not say from when.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from bot.model.dates import UNDATED, DatedBy, DateRange, EventDate, Precision
from bot.model.datewords import MONTHS, NO_DATE, SHORT_MONTHS, WEEKDAYS, date_words
from bot.model.errors import InvalidInputError
from bot.model.language import say, told

EXAMPLES = "14 June 2023, 12–18 June 2023, week of 5 June 2023, June 2023, 2023, or date not given"
_MONTHS = {name.casefold(): number for names in (MONTHS, SHORT_MONTHS) for number, name in enumerate(names, 1)} | {
    "sept": 9
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_NONE = frozenset({NO_DATE, "not given", "no date", "none", "unknown", "undated"})
_WEEKDAY = re.compile(rf"^(?:{'|'.join(name.casefold() for name in WEEKDAYS)}),?\s+")
_HYPHENS = (
    re.compile(r"^(\d{1,2})-(\d{1,2}\s)"),
    re.compile(r"^(\d{4})-(\d{4})$"),
    re.compile(rf"^((?:{_MONTH})\b\.?)-((?:{_MONTH})\b)"),
)
"""Where a hyphen stands for the dash of a range; else it is part of a day in ISO form, or of "mid-June"."""
_JOINED = re.compile(r"\s*(?:–|—|\.\.|\bto\b|\buntil\b|\s-\s)\s*")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+(?:of\s+)?({_MONTH})\.?(?:,?\s+(\d{{4}}))?)?")
_US_DAY = re.compile(rf"({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(\d{{4}}))?")
_BY_MONTH = re.compile(rf"(?:(early|mid|late)[\s-]+)?({_MONTH})\.?(?:,?\s+(?:of\s+)?(\d{{4}}))?")
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0s")
_QUARTER = re.compile(rf"(?:the\s+)?(?:({'|'.join(_QUARTERS)})\s+quarter|q([1-4]))(?:\s+of)?\s+(\d{{4}})")
_WEEK = re.compile(r"(?:the\s+)?week\s+of\s+(?:the\s+)?(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One end of a range as typed: what it does not say is None."""

    year: int | None
    month: int | None = None
    day: int | None = None
    third: str | None = None

    def within(self, other: "_Part") -> "_Part":
        """Return the part with what it leaves to the other end: "12" of "12–18 June 2023"."""
        month = other.month if self.month is None and self.day is not None else self.month
        return _Part(year=self.year or other.year, month=month, day=self.day, third=self.third)

    @property
    def days(self) -> DateRange:
        """Its days.

        Raises:
            ValueError: It has no year, or names no day of the calendar.
        """
        if self.year is None or (self.day is not None and self.month is None):
            raise ValueError("no year or month")
        if self.month is None:
            return DateRange(start=date(self.year, 1, 1), end=date(self.year, 12, 31))
        if self.day is not None:
            return DateRange.day(date(self.year, self.month, self.day))
        last = monthrange(self.year, self.month)[1]
        first_day, last_day = _THIRDS.get(self.third or "", (1, last))
        return DateRange(
            start=date(self.year, self.month, first_day), end=date(self.year, self.month, min(last_day, last))
        )


def parse_date(typed: str) -> EventDate:
    """Return the date that is meant.

    Args:
        typed: In English words or in ISO form, any case; "date not given", also in the spoken language, for none.

    Raises:
        InvalidInputError: It is no date, names no day of the calendar, lacks its year, or ends before it starts.
    """
    text = " ".join(typed.casefold().split())
    if text in _NONE or text == " ".join(say(NO_DATE).casefold().split()):
        return UNDATED
    try:
        days, precision = _parsed(text)
    except ValueError as error:
        raise InvalidInputError(
            user_text=told("“{typed}” is no date. Examples: {examples}", typed=typed.strip()[:40], examples=EXAMPLES)
        ) from error
    return EventDate(range=days, precision=precision, dated_by=DatedBy.EXPRESSION)


def typed_date(when: EventDate) -> str:
    """Return a date as `parse_date` reads it back day for day: in words where these say all, else in ISO form."""
    words = date_words(when)
    if when.range is None:
        return words
    try:
        is_exact = parse_date(words).range == when.range
    except InvalidInputError:
        is_exact = False
    return words if is_exact else f"{when.range.start}..{when.range.end}"


def _parsed(text: str) -> tuple[DateRange, Precision]:
    """Return the days and how fine they are.

    Raises:
        ValueError: It is no date.
    """
    if (week := _WEEK.fullmatch(text)) is not None:
        day = _part(week[1]).days.start
        monday = day - timedelta(days=day.weekday())
        return DateRange(start=monday, end=monday + timedelta(days=6)), Precision.WEEK
    if (quarter := _QUARTER.fullmatch(text)) is not None:
        number, year = _QUARTERS[quarter[1]] if quarter[1] else int(quarter[2]), int(quarter[3])
        last = number * 3
        start, end = date(year, last - 2, 1), date(year, last, monthrange(year, last)[1])
        return DateRange(start=start, end=end), Precision.QUARTER
    if (decade := _DECADE.fullmatch(text)) is not None:
        first = int(decade[1]) * 10
        return DateRange(start=date(first, 1, 1), end=date(first + 9, 12, 31)), Precision.RANGE
    for hyphen in _HYPHENS:
        text = hyphen.sub(r"\1–\2", text)
    first_part, *rest = _JOINED.split(text)
    if len(rest) > 1:
        raise ValueError(text)
    if not rest:
        part = _part(first_part)
        return part.days, _precision(part)
    last_part = _part(rest[0])
    days = DateRange(start=_part(first_part).within(last_part).days.start, end=last_part.days.end)
    return days, Precision.DAY if days.start == days.end else Precision.RANGE


def _part(text: str) -> _Part:
    """Return one end of a range.

    Raises:
        ValueError: It is no day, month or year.
    """
    text = _WEEKDAY.sub("", text.strip(" ,."))
    if (iso := _ISO.fullmatch(text)) is not None:
        year, month, day = (int(group) if group else None for group in iso.groups())
        return _Part(year=year, month=month, day=day)
    if (found := _DAY.fullmatch(text)) is not None:
        return _Part(year=_number(found[3]), month=_MONTHS[found[2]] if found[2] else None, day=int(found[1]))
    if (found := _US_DAY.fullmatch(text)) is not None:
        return _Part(year=_number(found[3]), month=_MONTHS[found[1]], day=int(found[2]))
    if (found := _BY_MONTH.fullmatch(text)) is not None:
        return _Part(year=_number(found[3]), month=_MONTHS[found[2]], third=found[1])
    raise ValueError(text)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _precision(part: _Part) -> Precision:
    """Return how fine a single day, month or year is."""
    if part.day is not None:
        return Precision.DAY
    if part.third is not None:
        return Precision.RANGE
    return Precision.YEAR if part.month is None else Precision.MONTH
