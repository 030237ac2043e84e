"""The barometer's rules: from a pair's events to a line with its likely range. Pure; docs/barometer.md explains each.

Each event counts with a weight that halves every three weeks. The value is the weighted mean of the events' PLOVER
scores and of one further event of score 0, so that little news says little. The likely range is that of resamplings
of the events, in which the further event's score is unknown.
"""

import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise
from math import log

from bot.model.barometer import (
    FEWEST_A_STEP,
    FEWEST_TO_DRAW,
    Barometer,
    BarometerPeriod,
    BarometerPoint,
    Extreme,
    Mover,
    PairEvent,
    Step,
    middle_of,
)
from bot.model.dates import DateRange
from bot.model.reading import Status

HALF_LIFE_DAYS = 21
"""In a month, the longest step, a weight falls to about a third: no step forgets its own beginning."""
NEUTRAL_WEIGHT = 1.0
"""Of the further event of score 0: as much as one lead story of one source."""
NEUTRAL_SPREAD = 3.0
"""Standard deviation of its unknown score: without news, nine levels in ten lie within ±5."""
LONGEST_DAYS = 366
"""An event dated less finely says too little of when it was, and does not count."""
MEMORY_DAYS = 10 * HALF_LIFE_DAYS
"""How long before a period events still count: then a weight has fallen to a thousandth."""
MOST_MARKED = 6
MOST_PLANNED = 2
RESAMPLINGS = 200
"""Each is used twice, with the unknown score's sign changed: so that the two sides are treated alike."""
LIKELY = 0.8
_LEAST_INFLUENCE = 0.05
"""Less is not seen in a value of one decimal."""
_TOP = 10.0
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WEEKS = {
    BarometerPeriod.MONTHS_3: 13,
    BarometerPeriod.MONTHS_6: 26,
    BarometerPeriod.YEAR: 52,
}


@dataclass(frozen=True)
class Weighed:
    """One counting event, its days cut at the last day that is looked at."""

    event: PairEvent

    @cached_property
    def weight(self) -> float:
        """Its weight on its own day."""
        return weight_of(self.event)

    @cached_property
    def score(self) -> float:
        """Its PLOVER score."""
        return self.event.type.score

    @property
    def first(self) -> date:
        """The first day on which it may have been."""
        return self.event.when.start

    @property
    def last(self) -> date:
        """The last one."""
        return self.event.when.end

    def between(self, after: date | None, end: date) -> float:
        """Return the weight at the end of a day of what of it came after another day.

        Args:
            after: Only days later than this one; None for all.
            end: The day; later ones don't count.
        """
        first = self.first if after is None else max(self.first, after + _DAY)
        last = min(self.last, end)
        if first > last:
            return 0.0
        spread = (self.last - self.first).days + 1
        if spread == 1:
            return self.weight * decay((end - last).days)
        count = (last - first).days + 1
        whole = decay((end - last).days) * (1 - decay(count)) / (1 - decay(1))
        return self.weight * whole / spread


def decay(days: int) -> float:
    """Return the share of a weight that is left after some days."""
    return float(2.0 ** (-days / HALF_LIFE_DAYS))


def weight_of(event: PairEvent) -> float:
    """Return an event's weight: its salience, up to twice as much with ever more sources (1, 1.33, 1.5, 1.6 …)."""
    return event.salience * 2 * event.sources / (event.sources + 1)


def counting(events: Iterable[PairEvent], until: date) -> list[Weighed]:
    """Return the events that count on a day, by their dates: those that occurred, dated within a year.

    Args:
        events: In any order.
        until: The last day; of an event that may have been later, too, only the days up to it are taken.
    """
    counted = [
        Weighed(replace(event, when=DateRange(start=event.when.start, end=min(event.when.end, until))))
        for event in events
        if event.status is Status.OCCURRED and event.when.start <= until and _is_fine(event.when) and event.salience > 0
    ]
    return sorted(counted, key=lambda one: (one.last, one.first, one.event.id))


def _is_fine(days: DateRange) -> bool:
    return (days.end - days.start).days < LONGEST_DAYS


def measure(
    events: Sequence[PairEvent], asked: BarometerPeriod, until: date, *, seed: int = 0, is_cut: bool = False
) -> Barometer:
    """Return a pair's barometer.

    Args:
        events: Of the pair, in any order: those of the period and of `MEMORY_DAYS` before it.
        asked: How far back to show it.
        until: The day of the value.
        seed: Of the resampling; the same events and seed give the same values.
        is_cut: Whether older events of the period were left out.

    Returns:
        The barometer; without a line where fewer than ten counting events lie in the period.
    """
    counted = counting(events, until)
    steps = steps_of(asked, until, _beginning([one.first for one in counted], until))
    period = DateRange(start=steps[0].start, end=until)
    inside = [one for one in counted if middle_of(one.event.when) >= period.start]
    points = _points(counted, steps, seed) if len(inside) >= FEWEST_TO_DRAW else ()
    return Barometer(
        period=period,
        step=_step_of(steps),
        points=points,
        week_change=_week_change(counted, until) if points else 0.0,
        extreme=_extreme(points),
        movers=_movers(events, counted, period),
        events=len(inside),
        week_events=sum(middle_of(one.event.when) > until - _WEEK for one in inside),
        is_cut=is_cut,
    )


def first_day(asked: BarometerPeriod, until: date) -> date | None:
    """Return the first day of which `measure` needs the events; None for all of them."""
    if asked is BarometerPeriod.ALL:
        return None
    return steps_of(asked, until, until)[0].start - timedelta(days=MEMORY_DAYS)


def steps_of(asked: BarometerPeriod, until: date, first: date) -> tuple[DateRange, ...]:
    """Return the steps of a period, oldest first; days and weeks count back from its last day, months are calendar's.

    Args:
        asked: How far back.
        until: Its last day.
        first: The day of the first event, from which all of them are shown: by week up to a year, else by month.
    """
    if asked is BarometerPeriod.WEEKS_4:
        return tuple(DateRange.day(until - n * _DAY) for n in reversed(range(28)))
    weeks = _WEEKS.get(asked) or max(1, -(-((until - first).days + 1) // 7))
    if weeks <= _WEEKS[BarometerPeriod.YEAR]:
        ends = (until - n * _WEEK for n in reversed(range(weeks)))
        return tuple(DateRange(start=end - _WEEK + _DAY, end=end) for end in ends)
    return tuple(_months(first, until))


def _months(first: date, until: date) -> Iterator[DateRange]:
    start = first.replace(day=1)
    while start <= until:
        following = (start + timedelta(days=31)).replace(day=1)
        yield DateRange(start=start, end=min(until, following - _DAY))
        start = following


def _beginning(days: Sequence[date], until: date) -> date:
    """Return the first day of a year with three events: one that is told of long before them stretches no line."""
    ordered = sorted(days)
    pairs = zip(ordered, ordered[FEWEST_A_STEP - 1 :], strict=False)
    together = (first for first, third in pairs if (third - first).days <= LONGEST_DAYS)
    return next(together, ordered[0] if ordered else until)


def _step_of(steps: Sequence[DateRange]) -> Step:
    days = (steps[0].end - steps[0].start).days + 1
    return Step.DAY if days == 1 else Step.WEEK if days == 7 else Step.MONTH


@dataclass(frozen=True, slots=True)
class Level:
    """The sums behind a value: of the events' weights, and of weight times score."""

    mass: float
    pull: float

    @property
    def value(self) -> float:
        """The value: the weighted mean with the further event of score 0."""
        return self.pull / (NEUTRAL_WEIGHT + self.mass)


def levels(counted: Sequence[Weighed], ends: Sequence[date]) -> list[Level]:
    """Return the sums at the end of some days, oldest first.

    Args:
        counted: In any order.
        ends: Ascending.
    """
    kept = _kept(ends)
    mass = [0.0] * len(ends)
    pull = [0.0] * len(ends)
    for one, shares in _entries(counted, ends):
        for index, share in shares:
            mass[index] += share
            pull[index] += share * one.score
    return [Level(*both) for both in zip(_smoothed(mass, kept), _smoothed(pull, kept), strict=True)]


def _entries(counted: Sequence[Weighed], ends: Sequence[date]) -> Iterator[tuple[Weighed, list[tuple[int, float]]]]:
    """Yield each event with the steps that it enters in, and the weight that it brings to the end of each."""
    for one in counted:
        touched = range(bisect_left(ends, one.first), min(bisect_left(ends, one.last) + 1, len(ends)))
        yield one, [(index, one.between(ends[index - 1] if index else None, ends[index])) for index in touched]


def _kept(ends: Sequence[date]) -> list[float]:
    """Return what share of the sums before it each end keeps; of the first one nothing is before it."""
    return [0.0, *(decay((end - before).days) for before, end in pairwise(ends))][: len(ends)]


def _smoothed(entering: Sequence[float], kept: Sequence[float]) -> list[float]:
    """Return the running sums of what enters at each end, each after its share of the one before."""
    return list(accumulate(zip(entering, kept, strict=True), lambda total, new: total * new[1] + new[0], initial=0.0))[
        1:
    ]


def _points(counted: Sequence[Weighed], steps: Sequence[DateRange], seed: int) -> tuple[BarometerPoint, ...]:
    ends = [step.end for step in steps]
    values = [level.value for level in levels(counted, ends)]
    likely = _likely(counted, ends, seed)
    middles = [middle_of(one.event.when) for one in counted]
    return tuple(
        BarometerPoint(
            days=step,
            value=_within(value),
            low=_within(min(low, value)),
            high=_within(max(high, value)),
            events=sum(step.start <= middle <= step.end for middle in middles),
            recent=sum(min(step.start, step.end - _WEEK + _DAY) <= middle <= step.end for middle in middles),
        )
        for step, value, (low, high) in zip(steps, values, likely, strict=True)
    )


def _within(value: float) -> float:
    """Return a value on the scale, which a sum of many can leave by its last digit."""
    return max(-_TOP, min(_TOP, value))


def _likely(counted: Sequence[Weighed], ends: Sequence[date], seed: int) -> list[tuple[float, float]]:
    """Return the likely range at each end: the middle 80 % of the Bayesian bootstrap's values (Rubin 1981).

    An event's multipliers hang on the seed and its own number alone, so that a new event leaves those of the others.
    """
    mass = [[0.0] * RESAMPLINGS for _ in ends]
    pull = [[0.0] * RESAMPLINGS for _ in ends]
    for one, shares in _entries(counted, ends):
        multipliers = _multipliers(seed, one.event.id)
        for index, share in shares:
            towards = share * one.score
            mass[index] = [total + times * share for total, times in zip(mass[index], multipliers, strict=True)]
            pull[index] = [total + times * towards for total, times in zip(pull[index], multipliers, strict=True)]
    unknown = _unknown_scores(seed)
    found: list[tuple[float, float]] = []
    of_all, all_towards = [0.0] * RESAMPLINGS, [0.0] * RESAMPLINGS
    for kept, new, new_towards in zip(_kept(ends), mass, pull, strict=True):
        of_all = [total * kept + each for total, each in zip(of_all, new, strict=True)]
        all_towards = [total * kept + each for total, each in zip(all_towards, new_towards, strict=True)]
        found.append(_middle(of_all, all_towards, unknown))
    return found


def _middle(mass: Sequence[float], pull: Sequence[float], unknown: Sequence[float]) -> tuple[float, float]:
    """Return between which values most resamplings lie, each taken with its unknown score and with its negative."""
    values = sorted(
        (towards + NEUTRAL_WEIGHT * score) / (NEUTRAL_WEIGHT + of_all)
        for of_all, towards, own in zip(mass, pull, unknown, strict=True)
        for score in (own, -own)
    )
    left_out = round((1 - LIKELY) / 2 * len(values))
    return values[left_out], values[-1 - left_out]


def _multipliers(seed: int, number: int) -> list[float]:
    """Return how often an event is drawn in each resampling: exponential with mean 1."""
    draw = random.Random(f"{seed}:{number}").random  # noqa: S311 - a resampling, no secret
    return [-log(1.0 - draw()) for _ in range(RESAMPLINGS)]


def _unknown_scores(seed: int) -> list[float]:
    chance = random.Random(f"{seed}:unknown")  # noqa: S311 - a resampling, no secret
    return [_within(chance.gauss(0.0, NEUTRAL_SPREAD)) for _ in range(RESAMPLINGS)]


def _week_change(counted: Sequence[Weighed], until: date) -> float:
    before, now = levels(counted, (until - _WEEK, until))
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


def influences(counted: Sequence[Weighed], until: date) -> list[float]:
    """Return, for each event, how much the value on its last day would differ without it.

    In the record's first three weeks that is asked at their end: of the first event of all, the value hangs on nothing
    else.

    Args:
        counted: In any order.
        until: The last day that is looked at.
    """
    warm = min(until, _beginning([one.first for one in counted], until) + timedelta(days=HALF_LIFE_DAYS))
    asked = [max(one.last, warm) for one in counted]
    ends = sorted(set(asked))
    by_day = dict(zip(ends, levels(counted, ends), strict=True))
    found = []
    for one, day in zip(counted, asked, strict=True):
        level, own = by_day[day], one.between(None, day)
        without = Level(max(0.0, level.mass - own), level.pull - own * one.score)
        found.append(level.value - without.value)
    return found


def _movers(events: Iterable[PairEvent], counted: Sequence[Weighed], period: DateRange) -> tuple[Mover, ...]:
    """Return the events of a period that moved its value most towards their own side, and the next planned ones."""
    planned = _planned(events, period)
    moving = [
        Mover(event=one.event.id, type=one.event.type, days=one.event.when, influence=moved, is_planned=False)
        for one, moved in zip(counted, influences(counted, period.end), strict=True)
        if moved * one.score > 0 and abs(moved) >= _LEAST_INFLUENCE and middle_of(one.event.when) >= period.start
    ]
    moving.sort(key=lambda mover: (-abs(mover.influence), mover.days.start, mover.event))
    chosen = (*moving[: MOST_MARKED - len(planned)], *planned)
    return tuple(sorted(chosen, key=lambda mover: (mover.is_planned, mover.middle, mover.event)))


def _planned(events: Iterable[PairEvent], period: DateRange) -> list[Mover]:
    """Return the weightiest planned events of the time ahead that a chart of the period has room for."""
    ahead = period.end + max(_WEEK, (period.end - period.start) // 10)
    coming = [
        event
        for event in events
        if event.status is Status.PLANNED and event.when.end > period.end and middle_of(event.when) <= ahead
    ]
    coming.sort(key=lambda event: (-weight_of(event), event.when.start, event.id))
    return [
        Mover(event=event.id, type=event.type, days=event.when, influence=0.0, is_planned=True)
        for event in coming[:MOST_PLANNED]
    ]
