"""What is said of a barometer: its value, side, change and range, in words with their numbers."""

from datetime import date

from bot.cards.dates import day_words, month_words
from bot.cards.tokens import MIDDOT
from bot.model.barometer import FEWEST_A_STEP, NEAR_ZERO, Barometer, BarometerPeriod, BarometerPoint, Extreme, Step
from bot.model.language import noted, numeral, say, say_n

MINUS = "\N{MINUS SIGN}"
PERIODS = {
    BarometerPeriod.WEEKS_4: noted("Last 4 weeks"),
    BarometerPeriod.MONTHS_3: noted("Last 3 months"),
    BarometerPeriod.MONTHS_6: noted("Last 6 months"),
    BarometerPeriod.YEAR: noted("Last year"),
    BarometerPeriod.ALL: noted("All"),
}
"""What the periods are called where one is chosen; said on use."""
_PERIODS_WITHIN = {
    BarometerPeriod.WEEKS_4: noted("last 4 weeks"),
    BarometerPeriod.MONTHS_3: noted("last 3 months"),
    BarometerPeriod.MONTHS_6: noted("last 6 months"),
    BarometerPeriod.YEAR: noted("last year"),
    BarometerPeriod.ALL: noted("all"),
}
_DOTTED = {
    Step.DAY: noted("dotted line: fewer than {fewest} events a week"),
    Step.WEEK: noted("dotted line: fewer than {fewest} events a week"),
    Step.MONTH: noted("dotted line: fewer than {fewest} events a month"),
    Step.YEAR: noted("dotted line: fewer than {fewest} events a year"),
}
_FIRST_THIRD, _SECOND_THIRD = 10, 20


def period_within(period: BarometerPeriod) -> str:
    """Return a period as it stands within a line: "last 4 weeks"."""
    return say(_PERIODS_WITHIN[period])


def _tenths(value: float) -> str:
    return numeral(value, ".1f")


def signed(value: float) -> str:
    """Return a value with its sign, a real minus and one decimal: "+1.4", "−4.3", "0.0"."""
    shown = round(value, 1)
    return f"+{_tenths(shown)}" if shown > 0 else f"{MINUS}{_tenths(-shown)}" if shown < 0 else _tenths(0.0)


def side(value: float) -> str:
    """Return on which side a value is, as it is shown with one decimal."""
    shown = round(value, 1)
    if abs(shown) < NEAR_ZERO:
        return say("near zero")
    return say("on the cooperation side") if shown > 0 else say("on the conflict side")


def value_words(value: float) -> str:
    """Return a value with its side: "+1.4, on the cooperation side"."""
    return say("{value}, {side}", value=signed(value), side=side(value))


def change_words(change: float) -> str:
    """Return a change in a week: "up 0.5 in a week", "unchanged in a week"."""
    shown = round(change, 1)
    if not shown:
        return say("unchanged in a week")
    by = _tenths(abs(shown))
    return say("up {by} in a week", by=by) if shown > 0 else say("down {by} in a week", by=by)


def _year_change_words(change: float) -> str:
    shown = round(change, 1)
    if not shown:
        return say("unchanged in a year")
    by = _tenths(abs(shown))
    return say("up {by} in a year", by=by) if shown > 0 else say("down {by} in a year", by=by)


def latest_change(barometer: Barometer) -> str:
    """Return how much a value changed last: in a week, or in a year where the line goes by years."""
    if barometer.year_change is not None:
        return _year_change_words(barometer.year_change)
    return change_words(barometer.week_change)


def range_words(point: BarometerPoint) -> str:
    """Return a point's likely range: "likely between +0.7 and +2.1"."""
    return say("likely between {low} and {high}", low=signed(point.low), high=signed(point.high))


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
    by, value, when = _tenths(distance), signed(extreme.value), step_words(extreme.days.end, step, this_year)
    if extreme.is_low:
        return say("{by} above the low of {value} {when}", by=by, value=value, when=when)
    return say("{by} below the high of {value} {when}", by=by, value=value, when=when)


def step_words(end: date, step: Step, this_year: int | None = None) -> str:
    """Return when a step was: "on 3 May", "in early February", "in March 2019", "in 1972".

    Args:
        end: Its last day.
        step: Its length.
        this_year: The year that needn't be said.
    """
    if step is Step.DAY:
        return say("on {day}", day=day_words(end, this_year=this_year))
    if step is Step.YEAR:
        return say("in {year}", year=end.year)
    month = month_words(end, this_year=this_year)
    if step is Step.MONTH:
        return say("in {month}", month=month)
    if end.day <= _FIRST_THIRD:
        return say("in early {month}", month=month)
    return say("in mid-{month}", month=month) if end.day <= _SECOND_THIRD else say("in late {month}", month=month)


def events_words(barometer: Barometer) -> str:
    """Return how many events the last week had, "13 events this week", or the whole line where it goes by years."""
    if barometer.step is Step.YEAR:
        count, year = barometer.events, barometer.period.start.year
        return say_n("{n} event since {year}", "{n} events since {year}", count, n=numeral(count), year=year)
    count = barometer.week_events
    return say_n("{n} event this week", "{n} events this week", count, n=numeral(count))


def half_life_words(step: Step) -> str:
    """Return how long an event is felt, where that is not the usual three weeks; else ""."""
    return say("an event counts half after a year") if step is Step.YEAR else ""


def dotted_words(step: Step) -> str:
    """Return what a dotted line means: fewer than three events a week, or a month or year where that is the step."""
    return say(_DOTTED[step], fewest=FEWEST_A_STEP)


def joined(*parts: str) -> str:
    """Return the parts that are not empty as one line."""
    return MIDDOT.join(part for part in parts if part)


def capital(words: str) -> str:
    """Return words with a capital at their beginning."""
    return words[:1].upper() + words[1:]
