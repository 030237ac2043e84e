"""Which of many Fridays, Mays and "a year earlier" is meant: the anchoring rules, as functions of calendar values."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from bot.reading.dates.rules import load_rules, mapped
from bot.reading.dates.tense import Governor
from bot.reading.dates.values import Day, Fixed, Month, Part, Point, Week, Year, quarter_of, safe_date, year_of

_AHEAD: dict[tuple[str, str], int] = {
    (row["unit"], row["governor"]): row["ahead"] for row in load_rules("anchoring")["window"]
}
_SEASONS: dict[str, tuple[int, int]] = {
    row["code"]: (row["first_month"], row["last_month"]) for row in load_rules("seasons")["season"]
}
"""Code of a season → its first and last month."""
REACH: dict[str, int] = mapped("anchoring", "reach", "what", "characters")
"""Code points within which what was named before still holds."""


class Direction(Enum):
    """Where a word beside the expression says to look."""

    BACK = auto()
    """"last", a possessive, "ended"."""
    AHEAD = auto()
    """"next", "coming", "effective"."""
    NONE = auto()


@dataclass(slots=True)
class Memory:
    """What has been named so far in one text.

    Attributes:
        published: Document creation time; None where unknown.
        point, point_at: The last calendar point and its offset.
        in_month: The last one that lies within a month.
        past: The last one of a year before the publication's.
        day, day_at: The last day and its offset.
        past_day: The last day that was not after the publication.
        quarter, quarter_at: The last quarter of the publication's year and its offset.
        is_fiscal: Whether that quarter is one of a fiscal year that is not the calendar's.
        has_months: Whether a length of months ("the nine months") was named after that quarter.
    """

    published: date | None
    point: Point | None = None
    point_at: int = 0
    in_month: Point | None = None
    past: Point | None = None
    day: date | None = None
    day_at: int = 0
    past_day: date | None = None
    quarter: Part | None = None
    quarter_at: int = 0
    is_fiscal: bool = False
    has_months: bool = field(default=False)

    def note(self, value: Point, at: int) -> None:
        """Remember a point that was named at an offset."""
        self.point, self.point_at = value, at
        if isinstance(value, Day | Week | Month):
            self.in_month = value
        if self.published is not None and 1 < year_of(value) < self.published.year:
            self.past = value
        if isinstance(value, Day):
            self.day, self.day_at = value.day, at
            if self.published is None or value.day <= self.published:
                self.past_day = value.day
        is_quarter = isinstance(value, Part) and value.code.startswith("Q")
        if is_quarter and self.published is not None and year_of(value) == self.published.year:
            assert isinstance(value, Part)
            self.quarter, self.quarter_at, self.has_months, self.is_fiscal = value, at, False, False

    @property
    def of_that_year(self) -> Point | None:
        """The point whose year "that year" is: the publication's own would be "this year", where another was named."""
        is_own = self.point is not None and self.published is not None and year_of(self.point) == self.published.year
        return self.past if is_own and self.past is not None else self.point

    def recent_quarter(self, at: int) -> Part | None:
        """Return the quarter that "a year earlier" at an offset refers to."""
        if self.quarter is None or self.has_months or at - self.quarter_at > REACH["quarter"]:
            return None
        return self.quarter

    def told_year(self, at: int) -> int | None:
        """Return the past year in which the sentence stands: "In 2016 they voted on Nov. 8"."""
        if not isinstance(self.point, Year) or self.published is None or at - self.point_at > REACH["year"]:
            return None
        return self.point.year if self.point.year < self.published.year else None

    def near_day(self, at: int) -> date | None:
        """Return the day that "in the evening" belongs to: the last one named, if it is near."""
        return self.day if self.day is not None and at - self.day_at <= REACH["part of the day"] else None

    def clock_day(self, at: int) -> date | None:
        """Return the day of a clock time without one: the last named day if it is near, else the publication's."""
        if self.day is not None and at - self.day_at <= REACH["clock"]:
            return self.day
        return self.published


def weekday(published: date, number: int, direction: Direction, governor: Governor) -> date:
    """Return the day that a weekday's name means.

    Args:
        published: Document creation time.
        number: 0 Monday to 6 Sunday.
        direction: BACK is strictly before, AHEAD strictly after the publication.
        governor: How the governing verb stands; a plan, a future or a fixed appointment looks ahead.
    """
    back = (published.weekday() - number) % 7
    if direction is Direction.BACK:
        return published - timedelta(days=back or 7)
    if direction is Direction.AHEAD:
        return published + timedelta(days=7 - back)
    if back and governor.looks_ahead:
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back)


def month(published: date, number: int, direction: Direction, governor: Governor) -> Month:
    """Return the month that a month's name without a year means.

    The next such month, if it lies within the window of the governing verb's tense; otherwise the latest.
    """
    ahead = (number - published.month) % 12
    if direction is Direction.BACK:
        return Month(published.year - (number >= published.month), number)
    if direction is Direction.AHEAD:
        return Month(published.year + (number <= published.month), number)
    is_next = 0 < ahead <= _window("month", governor)
    wraps = number < published.month
    year = published.year + wraps if is_next or not ahead else published.year - (not wraps)
    return Month(year, number)


def month_day(published: date, number: int, day: int, direction: Direction, governor: Governor) -> date | None:
    """Return the day that a month and a day without a year mean; None where no year near has such a day.

    The next such day, if it lies within the window of the governing verb's tense; otherwise the latest.
    """
    years = (published.year - 1, published.year, published.year + 1, published.year - 2, published.year + 2)
    days = sorted(d for year in years if (d := safe_date(year, number, day)) is not None)
    earlier = [d for d in days if d <= published]
    later = [d for d in days if d > published]
    if not earlier or not later:
        return days[-1] if days else None
    is_near = (later[0] - published).days <= _window("day", governor)
    is_next = direction is Direction.AHEAD or (direction is Direction.NONE and is_near)
    return later[0] if is_next else earlier[-1]


def _window(unit: str, governor: Governor) -> int:
    """Return how many months or days ahead what a verb governs may lie."""
    return _AHEAD[unit, "future" if governor.is_future else "past" if governor.is_past else "other"]


def part_begun(published: date, code: str) -> Part:
    """Return the latest quarter or half of a name that has begun at publication."""
    size = 3 if code.startswith("Q") else 6
    first_month = (int(code[1]) - 1) * size + 1
    return Part(published.year - (first_month > published.month), code)


def season(published: date, code: str, direction: Direction, *, is_past: bool = False) -> Part:
    """Return the season that a name means: the publication's year, or the latest that is over for "last".

    Args:
        published: Document creation time.
        code: "SP", "SU", "FA" or "WI".
        direction: Where a word beside it says to look.
        is_past: Whether the verb tells of what has happened; a season not yet begun is then that of the year before.
    """
    first_month, last_month = _SEASONS[code]
    if direction is Direction.BACK:
        year = published.year - (published.month <= last_month)
        return Part(year - 1 if code == "WI" else year, code)
    if direction is Direction.AHEAD:
        return Part(published.year + (published.month >= first_month), code)
    if code == "WI" and published.month <= last_month:
        return Part(published.year - 1, code)
    return Part(published.year - (is_past and published.month < first_month), code)


def weekend(published: date, direction: Direction) -> Week:
    """Return the weekend that is meant: the one before on a working day, the current one on a Saturday or Sunday."""
    week = Week.of(published, is_weekend=True)
    if direction is Direction.AHEAD or (direction is Direction.NONE and published.weekday() >= 5):
        return week
    return Week.of(published - timedelta(days=7), is_weekend=True)


def year_before(memory: Memory, at: int) -> Point | None:
    """Return what "a year earlier" means at an offset: the quarter under report a year back, else the year before.

    Never chained: the anchor always has the publication's year.
    """
    if memory.published is None:
        return None
    quarter = memory.recent_quarter(at)
    if quarter is not None:
        return Part(quarter.year - 1, quarter.code)
    return Year(memory.published.year - 1)


def reported_quarter(memory: Memory, *, is_latest: bool) -> Part | Fixed | None:
    """Return what "the quarter" means: the last one named, else the one before the publication's.

    "The latest quarter" is always the one before the publication's. A quarter of a fiscal year that ends on other days
    than the calendar's keeps its X: "1989-QX".
    """
    if memory.quarter is not None and memory.is_fiscal:
        return Fixed(f"{memory.quarter.year}-QX")
    if memory.published is None or (memory.quarter is not None and not is_latest):
        return memory.quarter
    first = date(memory.published.year, (memory.published.month - 1) // 3 * 3 + 1, 1)
    return quarter_of(first - timedelta(days=1))
