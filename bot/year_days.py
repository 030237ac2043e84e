"""Days of the year as people type them: "14 June", "June 14", "06-14", "today". Pure; the present comes in."""

from datetime import date

from bot.model.dates import Precision
from bot.model.errors import InvalidInputError
from bot.model.language import noted, say, told
from bot.model.typed_dates import parse_date
from bot.model.year_days import YearDay

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_OFFERED = {0: noted("Today: {day}"), -1: noted("Yesterday: {day}"), 1: noted("Tomorrow: {day}")}
_DAYS = 366
_EVERY = tuple(YearDay(month=1, day=1).after(number) for number in range(_DAYS))


def parse_year_day(typed: str, today: date) -> YearDay:
    """Return the day of the year that is meant; a year that is named with it says nothing.

    Args:
        typed: In words or in ISO form, any case.
        today: The server's date.

    Raises:
        InvalidInputError: It is no day.
    """
    text = " ".join(typed.casefold().split()).rstrip(".,")
    if text in _NEAR:
        return YearDay.of(today).after(_NEAR[text])
    for whole in (text, f"{text} 2024", f"2024-{text}"):  # a leap year, so that 29 February is a day
        try:
            when = parse_date(whole)
        except InvalidInputError:
            continue
        if when.range is not None and when.precision is Precision.DAY:
            return YearDay.of(when.range.start)
    raise InvalidInputError(
        user_text=told(
            "“{typed}” is no day of the year. Examples: {examples}",
            typed=typed.strip()[:40],
            examples="14 June, June 14, today",
        )
    )


def suggest_year_days(typed: str, today: date) -> tuple[tuple[str, str], ...]:
    """Return days for an autocomplete, each as it is offered and as it is typed.

    Args:
        typed: What was typed so far; nothing gives today, the day before and after, and the days that follow.
        today: The server's date.
    """
    own = YearDay.of(today)
    near = [(say(words, day=own.after(days).words), own.after(days).words) for days, words in _OFFERED.items()]
    wanted = typed.casefold().split()
    coming = [(day.words, day.words) for day in (own.after(number) for number in range(2, _DAYS))]
    if not wanted:
        return (*near, *coming)
    every = [(day.words, day.words) for day in _EVERY]
    return tuple(one for one in (*near, *every) if _has_all(one[0], wanted))


def _has_all(words: str, wanted: list[str]) -> bool:
    """Tell whether each word that is wanted begins one of these words; the day's number must be whole or beginning."""
    parts = words.casefold().replace(":", "").split()
    return all(any(part.startswith(one) for part in parts) for one in wanted)
