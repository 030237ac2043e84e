"""Forms in which English writes a date, each with the TIMEX3 value that it must have.

Written apart from the product's own code, with the standard library's calendar only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()  # noqa: SIM905
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()  # noqa: SIM905
_ORDINALS = "first second third fourth".split()  # noqa: SIM905
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a date.

    Attributes:
        name: An example, which is also the form's name in a test's report.
        words: What is written for a day.
        value: The TIMEX3 value of what is written.
        preposition: What stands before it.
    """

    name: str
    words: Callable[[date], str]
    value: Callable[[date], str]
    preposition: str = "in"


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _day(name: str, words: Callable[[date], str]) -> Form:
    return Form(name, words, date.isoformat, "on")


def _month_value(day: date) -> str:
    return f"{day.year}-{day.month:02d}"


def _month(name: str, words: Callable[[date], str]) -> Form:
    return Form(name, words, _month_value)


def _quarter(name: str, words: Callable[[date, int], str]) -> Form:
    return Form(
        name,
        lambda day: words(day, (day.month + 2) // 3),
        lambda day: f"{day.year}-Q{(day.month + 2) // 3}",
    )


def _half(name: str, words: Callable[[date, int], str]) -> Form:
    return Form(name, lambda day: words(day, 1 + day.month // 7), lambda day: f"{day.year}-H{1 + day.month // 7}")


def _season(name: str, words: str) -> Form:
    code = next(code for season, code in _SEASONS.items() if season in words)
    return Form(name, lambda day: words.format(day.year), lambda day: f"{day.year}-{code}")


def _year(name: str, words: str) -> Form:
    return Form(name, lambda day: words.format(day.year), lambda day: str(day.year))


DAYS = (
    _day("May 3, 1994", lambda d: f"{_MONTHS[d.month - 1]} {d.day}, {d.year}"),
    _day("May 3 1994", lambda d: f"{_MONTHS[d.month - 1]} {d.day} {d.year}"),
    _day("Sept. 3, 1994", lambda d: f"{_SHORT[d.month - 1]} {d.day}, {d.year}"),
    _day("Sep 3, 1994", lambda d: f"{_MONTHS[d.month - 1][:3]} {d.day}, {d.year}"),
    _day("May 3rd, 1994", lambda d: f"{_MONTHS[d.month - 1]} {_ordinal(d.day)}, {d.year}"),
    _day("May the 3rd, 1994", lambda d: f"{_MONTHS[d.month - 1]} the {_ordinal(d.day)}, {d.year}"),
    _day("3 May 1994", lambda d: f"{d.day} {_MONTHS[d.month - 1]} {d.year}"),
    _day("03 May 1994", lambda d: f"{d.day:02d} {_MONTHS[d.month - 1]} {d.year}"),
    _day("3 May, 1994", lambda d: f"{d.day} {_MONTHS[d.month - 1]}, {d.year}"),
    _day("3rd May 1994", lambda d: f"{_ordinal(d.day)} {_MONTHS[d.month - 1]} {d.year}"),
    _day("the 3rd of May 1994", lambda d: f"the {_ordinal(d.day)} of {_MONTHS[d.month - 1]} {d.year}"),
    _day("the 3rd of May, 1994", lambda d: f"the {_ordinal(d.day)} of {_MONTHS[d.month - 1]}, {d.year}"),
    _day("3 Sept 1994", lambda d: f"{d.day} {_SHORT[d.month - 1].rstrip('.')} {d.year}"),
    _day("3 Sep 1994", lambda d: f"{d.day} {_MONTHS[d.month - 1][:3]} {d.year}"),
    _day("1994-05-03", date.isoformat),
    _day("1994/05/03", lambda d: f"{d.year}/{d.month:02d}/{d.day:02d}"),
    _day("03.05.1994", lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}"),
    _day("03-May-1994", lambda d: f"{d.day:02d}-{_MONTHS[d.month - 1][:3]}-{d.year}"),
    _day("05/03/1994", lambda d: f"{d.month:02d}/{d.day:02d}/{d.year}"),
    _day("5/3/1994", lambda d: f"{d.month}/{d.day}/{d.year}"),
    _day("Tuesday, May 3, 1994", lambda d: f"{_WEEKDAYS[d.weekday()]}, {_MONTHS[d.month - 1]} {d.day}, {d.year}"),
    _day("Tuesday 3 May 1994", lambda d: f"{_WEEKDAYS[d.weekday()]} {d.day} {_MONTHS[d.month - 1]} {d.year}"),
    _day("Tuesday, 3 May 1994", lambda d: f"{_WEEKDAYS[d.weekday()]}, {d.day} {_MONTHS[d.month - 1]} {d.year}"),
    _day(
        "Tuesday, the 3rd of May 1994",
        lambda d: f"{_WEEKDAYS[d.weekday()]}, the {_ordinal(d.day)} of {_MONTHS[d.month - 1]} {d.year}",
    ),
)
"""A full date; "05/03/1994" is read in the American order."""

PARTS = (
    _month("May 1994", lambda d: f"{_MONTHS[d.month - 1]} {d.year}"),
    _month("May, 1994", lambda d: f"{_MONTHS[d.month - 1]}, {d.year}"),
    _month("May of 1994", lambda d: f"{_MONTHS[d.month - 1]} of {d.year}"),
    _month("the month of May 1994", lambda d: f"the month of {_MONTHS[d.month - 1]} {d.year}"),
    _month("Sept. 1994", lambda d: f"{_SHORT[d.month - 1]} {d.year}"),
    _month("Sep 1994", lambda d: f"{_MONTHS[d.month - 1][:3]} {d.year}"),
    _month("early May 1994", lambda d: f"early {_MONTHS[d.month - 1]} {d.year}"),
    _month("mid-May 1994", lambda d: f"mid-{_MONTHS[d.month - 1]} {d.year}"),
    _month("the middle of May 1994", lambda d: f"the middle of {_MONTHS[d.month - 1]} {d.year}"),
    _quarter("Q3 1994", lambda d, q: f"Q{q} {d.year}"),
    _quarter("Q3 of 1994", lambda d, q: f"Q{q} of {d.year}"),
    _quarter("the third quarter of 1994", lambda d, q: f"the {_ORDINALS[q - 1]} quarter of {d.year}"),
    _quarter("the 3rd quarter of 1994", lambda d, q: f"the {_ordinal(q)} quarter of {d.year}"),
    _quarter("the third quarter 1994", lambda d, q: f"the {_ORDINALS[q - 1]} quarter {d.year}"),
    _quarter("the third quarter of fiscal 1994", lambda d, q: f"the {_ORDINALS[q - 1]} quarter of fiscal {d.year}"),
    _quarter("the third fiscal quarter of 1994", lambda d, q: f"the {_ORDINALS[q - 1]} fiscal quarter of {d.year}"),
    _quarter("1994's third quarter", lambda d, q: f"{d.year}'s {_ORDINALS[q - 1]} quarter"),
    _quarter("the 1994 third quarter", lambda d, q: f"the {d.year} {_ORDINALS[q - 1]} quarter"),
    _half("H1 1994", lambda d, h: f"H{h} {d.year}"),
    _half("the first half of 1994", lambda d, h: f"the {_ORDINALS[h - 1]} half of {d.year}"),
    _season("the summer of 1994", "the summer of {}"),
    _season("summer 1994", "summer {}"),
    _season("the spring of 1994", "the spring of {}"),
    _season("late autumn 1994", "late autumn {}"),
    _season("the fall of 1994", "the fall of {}"),
    _season("the winter of 1994", "the winter of {}"),
    _year("1994", "{}"),
    _year("late 1994", "late {}"),
    _year("mid-1994", "mid-{}"),
    _year("the year 1994", "the year {}"),
    _year("the end of 1994", "the end of {}"),
    _year("fiscal 1994", "fiscal {}"),
    _year("fiscal year 1994", "fiscal year {}"),
    _year("the fiscal year 1994", "the fiscal year {}"),
)
"""A month, a quarter, a half, a season or a year."""


def _decade_value(day: date) -> str:
    """The decade's three digits; "the 1900s" is a century, "the 2000s" a decade."""
    return "19" if day.year < 1910 else f"{day.year // 10}"


SPANS = (
    Form("the 1990s", lambda d: f"the {d.year // 10}0s", _decade_value),
    Form("the early 1990s", lambda d: f"the early {d.year // 10}0s", _decade_value),
    Form("the mid-1990s", lambda d: f"the mid-{d.year // 10}0s", _decade_value),
    Form("the 20th century", lambda d: f"the {_ordinal(d.year // 100 + 1)} century", lambda d: f"{d.year // 100}"),
    Form(
        "the late 20th century",
        lambda d: f"the late {_ordinal(d.year // 100 + 1)} century",
        lambda d: f"{d.year // 100}",
    ),
)
"""A decade or a century."""

ALL = (*DAYS, *PARTS, *SPANS)
