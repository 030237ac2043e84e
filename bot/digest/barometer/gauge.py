"""A pair's barometer, put together: its line, its change, its extreme and what moved it."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.digest.barometer.levels import HALF_LIFE_DAYS, Weighed, counting, levels, on_scale
from bot.digest.barometer.likely import likely_ranges
from bot.digest.barometer.movers import movers_of
from bot.digest.barometer.steps import beginning, half_life_of, step_of, steps_of
from bot.model.barometer import (
    FEWEST_TO_DRAW,
    Barometer,
    BarometerPeriod,
    BarometerPoint,
    Extreme,
    PairEvent,
    Step,
    middle_of,
)
from bot.model.dates import DateRange

_DAY, _WEEK, _YEAR = timedelta(days=1), timedelta(days=7), timedelta(days=365)


def measure(
    events: Sequence[PairEvent],
    asked: BarometerPeriod,
    until: date,
    *,
    seed: int = 0,
    is_cut: bool = False,
    since: date | None = None,
) -> Barometer:
    """Return a pair's barometer.

    Args:
        events: Of the pair, in any order: those of the period and of `MEMORY_DAYS` before it.
        asked: How far back to show it.
        until: The day of the value.
        seed: Of the resampling; the same events and seed give the same values.
        is_cut: Whether older events of the period were left out.
        since: The earliest day that "all" goes back to; None for the first event's.

    Returns:
        The barometer; without a line where fewer than ten counting events lie in the period.
    """
    counted = counting(events, until)
    first = beginning([one.first for one in counted], until)
    steps = steps_of(asked, until, first if since is None else max(first, since))
    period, step = DateRange(start=steps[0].start, end=until), step_of(steps)
    if (half_life := half_life_of(step)) != HALF_LIFE_DAYS:
        counted = counting(events, until, half_life)
    inside = [one for one in counted if middle_of(one.event.when) >= period.start]
    points = _points(counted, steps, seed) if len(inside) >= FEWEST_TO_DRAW else ()
    return Barometer(
        period=period,
        step=step,
        points=points,
        week_change=_change(counted, until, _WEEK) if points else 0.0,
        year_change=_change(counted, until, _YEAR) if points and step is Step.YEAR else None,
        extreme=_extreme(points),
        movers=movers_of(events, counted, period),
        events=len(inside),
        week_events=sum(middle_of(one.event.when) > until - _WEEK for one in inside),
        is_cut=is_cut,
    )


def _points(counted: Sequence[Weighed], steps: Sequence[DateRange], seed: int) -> tuple[BarometerPoint, ...]:
    ends = [step.end for step in steps]
    values = [level.value for level in levels(counted, ends)]
    likely = likely_ranges(counted, ends, seed)
    middles = [middle_of(one.event.when) for one in counted]
    return tuple(
        BarometerPoint(
            days=step,
            value=on_scale(value),
            low=on_scale(min(low, value)),
            high=on_scale(max(high, value)),
            events=sum(step.start <= middle <= step.end for middle in middles),
            recent=sum(min(step.start, step.end - _WEEK + _DAY) <= middle <= step.end for middle in middles),
        )
        for step, value, (low, high) in zip(steps, values, likely, strict=True)
    )


def _change(counted: Sequence[Weighed], until: date, gap: timedelta) -> float:
    before, now = levels(counted, (until - gap, until))
    return now.value - before.value


def _extreme(points: Sequence[BarometerPoint]) -> Extreme | None:
    """Return the lowest or the highest point, whichever is farther from the last one; of equal ones the latest."""
    if not points:
        return None
    now = points[-1].value
    low = min(reversed(points), key=lambda point: point.value)
    high = max(reversed(points), key=lambda point: point.value)
    is_low = now - low.value >= high.value - now
    chosen = low if is_low else high
    return Extreme(value=chosen.value, days=chosen.days, is_low=is_low)
