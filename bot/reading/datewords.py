"""Calendar ranges in words, the same for every reader and on every machine."""

from datetime import date

from bot.model.dates import DateRange

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def month(day: date) -> str:
    """Return the name of a day's month."""
    return MONTHS[day.month - 1]


def day_words(day: date, *, this_year: int | None = None) -> str:
    """Return a day as "14 June", with its year unless that is `this_year`."""
    return f"{day.day} {month(day)}" + ("" if day.year == this_year else f" {day.year}")


def range_words(days: DateRange, *, this_year: int | None = None) -> str:
    """Return a range as "12–18 June", without what its two ends share; years as in `day_words`."""
    start, end = days.start, days.end
    last = day_words(end, this_year=this_year)
    if start == end:
        return last
    if start.year != end.year:
        return f"{day_words(start)} – {day_words(end)}"
    if start.month != end.month:
        return f"{start.day} {month(start)} – {last}"
    return f"{start.day}–{last}"
