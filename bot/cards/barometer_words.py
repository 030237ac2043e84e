"""What is said of a barometer: its value, side, change and range, in words with their numbers."""

from datetime import date

from bot.cards.dates import day_words, month_words
from bot.cards.text import counted
from bot.cards.tokens import MIDDOT
from bot.model.barometer import FEWEST_A_STEP, NEAR_ZERO, Barometer, BarometerPeriod, BarometerPoint, Extreme, Step

MINUS = "\N{MINUS SIGN}"
PERIODS = {
    BarometerPeriod.WEEKS_4: "Last 4 weeks",
    BarometerPeriod.MONTHS_3: "Last 3 months",
    BarometerPeriod.MONTHS_6: "Last 6 months",
    BarometerPeriod.YEAR: "Last year",
    BarometerPeriod.ALL: "All",
}
COOPERATION, CONFLICT = "on the cooperation side", "on the conflict side"
_FIRST_THIRD, _SECOND_THIRD = 10, 20


def signed(value: float) -> str:
    """Return a value with its sign, a real minus and one decimal: "+1.4", "−4.3", "0.0"."""
    shown = round(value, 1)
    return f"+{shown:.1f}" if shown > 0 else f"{MINUS}{-shown:.1f}" if shown < 0 else "0.0"


def side(value: float) -> str:
    """Return on which side a value is, as it is shown with one decimal."""
    shown = round(value, 1)
    if abs(shown) < NEAR_ZERO:
        return "near zero"
    return COOPERATION if shown > 0 else CONFLICT


def value_words(value: float) -> str:
    """Return a value with its side: "+1.4, on the cooperation side"."""
    return f"{signed(value)}, {side(value)}"


def change_words(change: float, time: str = "a week") -> str:
    """Return a change in some time: "up 0.5 in a week", "unchanged in a week"."""
    shown = round(change, 1)
    if not shown:
        return f"unchanged in {time}"
    return f"{'up' if shown > 0 else 'down'} {abs(shown):.1f} in {time}"


def latest_change(barometer: Barometer) -> str:
    """Return how much a value changed last: in a week, or in a year where the line goes by years."""
    if barometer.year_change is not None:
        return change_words(barometer.year_change, "a year")
    return change_words(barometer.week_change)


def range_words(point: BarometerPoint) -> str:
    """Return a point's likely range: "likely between +0.7 and +2.1"."""
    return f"likely between {signed(point.low)} and {signed(point.high)}"


def extreme_words(extreme: Extreme | None, now: float, step: Step, this_year: int) -> str:
    """Return the distance from a low or high: "5.7 above the low of −4.3 in early February"; "" where it is none.

    Args:
        extreme: The point; None without a line.
        now: The present value.
        step: How finely its date is known.
        this_year: The year that needn't be said.
    """
    if extreme is None or not (distance := abs(round(now, 1) - round(extreme.value, 1))):
        return ""
    where = "above the low" if extreme.is_low else "below the high"
    return f"{distance:.1f} {where} of {signed(extreme.value)} {step_words(extreme.days.end, step, this_year)}"


def step_words(end: date, step: Step, this_year: int | None = None) -> str:
    """Return when a step was: "on 3 May", "in early February", "in March 2019", "in 1972".

    Args:
        end: Its last day.
        step: Its length.
        this_year: The year that needn't be said.
    """
    if step is Step.DAY:
        return f"on {day_words(end, this_year=this_year)}"
    if step is Step.YEAR:
        return f"in {end.year}"
    month = month_words(end, this_year=this_year)
    if step is Step.MONTH:
        return f"in {month}"
    third = "early" if end.day <= _FIRST_THIRD else "mid" if end.day <= _SECOND_THIRD else "late"
    return f"in mid-{month}" if third == "mid" else f"in {third} {month}"


def events_words(barometer: Barometer) -> str:
    """Return how many events the last week had, "13 events this week", or the whole line where it goes by years."""
    if barometer.step is Step.YEAR:
        return f"{counted(barometer.events, 'event')} since {barometer.period.start.year}"
    return f"{counted(barometer.week_events, 'event')} this week"


def half_life_words(step: Step) -> str:
    """Return how long an event is felt, where that is not the usual three weeks; else ""."""
    return "an event counts half after a year" if step is Step.YEAR else ""


def dotted_words(step: Step) -> str:
    """Return what a dotted line means: fewer than three events a week, or a month or year where that is the step."""
    return f"dotted line: fewer than {FEWEST_A_STEP} events a {Step.WEEK if step is Step.DAY else step}"


def joined(*parts: str) -> str:
    """Return the parts that are not empty as one line."""
    return MIDDOT.join(part for part in parts if part)


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
