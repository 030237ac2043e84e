"""Time expressions (TIMEX3) and the calendar ranges that events carry."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TimexType(StrEnum):
    """The four types of a TIMEX3 (TimeML annotation guidelines 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Precision(StrEnum):
    """How finely an event's date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    UNKNOWN = "unknown"


class DatedBy(StrEnum):
    """How an event's date was found."""

    EXPRESSION = "expression"
    """A time expression attached to the event itself."""
    PUBLICATION = "publication"
    """No expression; the article's own day."""
    CONTEXT = "context"
    """An expression of a neighbouring clause or sentence."""
    NONE = "none"
    """Not dated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """Inclusive calendar days; `start` is never after `end`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.start > self.end:
            raise ValueError(f"a range can't end ({self.end}) before it starts ({self.start})")

    @classmethod
    def day(cls, day: date) -> "DateRange":
        """Return the range of one day."""
        return cls(start=day, end=day)

    def overlaps(self, other: "DateRange") -> bool:
        """Return whether the two ranges share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """One time expression of a text.

    Attributes:
        start: Offset of its first code point.
        end: Offset after its last code point.
        type: TIMEX3 type.
        value: TIMEX3 value: "2023-06-14", "2023-W24", "PXW", "PAST_REF", "XXXX-WXX-5" …
        range: The calendar days it names; None where it names no place on the calendar.
    """

    start: int
    end: int
    type: TimexType
    value: str
    range: DateRange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """When an event happened: the range, how fine it is, and how it was found. `range` is None where unknown."""

    range: DateRange | None
    precision: Precision
    dated_by: DatedBy


UNDATED = EventDate(range=None, precision=Precision.UNKNOWN, dated_by=DatedBy.NONE)
"""The date of an event whose article gives none."""
