"""What a time expression means, kept as numbers until it is written as a TIMEX3 value."""

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from fractions import Fraction

from bot.reading.dates.lexicon import CLOCK_UNITS


@dataclass(frozen=True, slots=True)
class Century:
    """A century by its leading digits: 19 is 1900 to 1999, the twentieth."""

    prefix: int

    def __str__(self) -> str:
        return f"{self.prefix:02d}"


@dataclass(frozen=True, slots=True)
class Decade:
    """A decade by its leading digits: 198 is 1980 to 1989."""

    prefix: int

    def __str__(self) -> str:
        return f"{self.prefix:03d}"


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year."""

    year: int

    def __str__(self) -> str:
        return f"{self.year:04d}"


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of a year: a quarter ("Q3"), a half ("H1") or a season ("SU")."""

    year: int
    code: str

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.code}"


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Week:
    """An ISO 8601 week, or its Saturday and Sunday."""

    year: int
    week: int
    is_weekend: bool = False

    @classmethod
    def of(cls, day: date, *, is_weekend: bool = False) -> "Week":
        """Return the week that holds a day."""
        iso = day.isocalendar()
        return cls(iso.year, iso.week, is_weekend)

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.week, 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-W{self.week:02d}{'-WE' if self.is_weekend else ''}"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, with a part of it ("TNI") or a clock time ("T22:00") where one is given."""

    day: date
    time: str = ""

    def __str__(self) -> str:
        return f"{self.day.isoformat()}{self.time}"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; `amount` None is a vague one: "several weeks" PXW, "decades" PXDE."""

    amount: Fraction | None
    unit: str

    def __str__(self) -> str:
        return _length(self.amount, self.unit)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that is no place on the calendar: PAST_REF, XXXX-WXX-5, P1D of a set."""

    text: str

    def __str__(self) -> str:
        return self.text


Point = Century | Decade | Year | Part | Month | Week | Day
Value = Point | Length | Fixed

PAST = Fixed("PAST_REF")
PRESENT = Fixed("PRESENT_REF")
FUTURE = Fixed("FUTURE_REF")
UNDATED = {-1: PAST, 0: PRESENT, 1: FUTURE}
"""What a step from the publication means where its day is unknown: "last month" is PAST_REF."""


def quarter_of(day: date) -> Part:
    """Return the quarter that holds a day."""
    return Part(day.year, f"Q{(day.month + 2) // 3}")


def year_of(point: Point) -> int:
    """Return the calendar year in which a point lies or begins."""
    if isinstance(point, Day):
        return point.day.year
    if isinstance(point, Decade):
        return point.prefix * 10
    if isinstance(point, Century):
        return point.prefix * 100
    return point.year


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the day, None where there is no such day (30 February)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_days(day: date, count: int) -> date | None:
    """Return the day `count` days later; None past either end of the calendar."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date, count: int) -> Month | None:
    """Return the month `count` months after the one that holds a day; None past either end of the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return Month(year, month + 1) if MINYEAR <= year <= MAXYEAR else None


def add_quarters(day: date, count: int) -> Part | None:
    """Return the quarter `count` quarters after the one that holds a day; None past either end of the calendar."""
    month = add_months(day, count * 3)
    return None if month is None else quarter_of(month.first)


_WRITTEN = {"MO": "M", "FN": "W"}
_YEARS = {"DE": 10, "CE": 100}
_SMALLER = {"Y": ("MO", 12), "H": ("M", 60), "M": ("S", 60), "D": ("H", 24)}


def _length(amount: Fraction | None, unit: str) -> str:
    time = "T" if unit in CLOCK_UNITS else ""
    if amount is None:
        return f"P{time}X{_WRITTEN.get(unit, unit)}"
    if unit in _YEARS:
        amount, unit = amount * _YEARS[unit], "Y"
    if unit == "FN":
        amount, unit = amount * 2, "W"
    whole, rest = divmod(amount, 1)
    if not rest:
        return f"P{time}{whole}{_WRITTEN.get(unit, unit)}"
    smaller, factor = _SMALLER.get(unit, ("", 1))
    if smaller and (rest * factor).denominator == 1:
        head = f"{whole}{_WRITTEN.get(unit, unit)}" if whole else ""
        tail = f"{rest * factor}{_WRITTEN.get(smaller, smaller)}"
        return f"P{time}{head}{'T' if unit == 'D' else ''}{tail}"
    return f"P{time}{f'{float(amount):.4f}'.rstrip('0').rstrip('.')}{_WRITTEN.get(unit, unit)}"
