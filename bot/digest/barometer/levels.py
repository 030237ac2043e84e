"""What each event weighs on a day, and the value that all of them give it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, pairwise

from bot.model.barometer import PairEvent
from bot.model.dates import DateRange
from bot.model.reading import Status

HALF_LIFE_DAYS = 21
"""In a month, the longest step but the year, a weight falls to about a third: no step forgets its own beginning."""
LONG_HALF_LIFE_DAYS = 365
"""Of a line by year, in which a weight falls to a half."""
NEUTRAL_WEIGHT = 1.0
"""Of the further event of score 0: as much as one lead story of one source."""
LONGEST_DAYS = 366
"""An event dated less finely says too little of when it was, and does not count."""
TOP = 10.0
"""The scale's end."""
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Weighed:
    """One counting event, its days cut at the last day that is looked at, and in how many days its weight halves."""

    event: PairEvent
    half_life: int = HALF_LIFE_DAYS

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
            return self.weight * self._left((end - last).days)
        count = (last - first).days + 1
        whole = self._left((end - last).days) * (1 - self._left(count)) / (1 - self._left(1))
        return self.weight * whole / spread

    def _left(self, days: int) -> float:
        return decay(days, self.half_life)


def decay(days: int, half_life: int) -> float:
    """Return the share of a weight that is left after some days, if it halves in so many."""
    return float(2.0 ** (-days / half_life))


def weight_of(event: PairEvent) -> float:
    """Return an event's weight: its salience, up to twice as much with ever more sources (1, 1.33, 1.5, 1.6 …)."""
    return event.salience * 2 * event.sources / (event.sources + 1)


def counting(events: Iterable[PairEvent], until: date, half_life: int = HALF_LIFE_DAYS) -> list[Weighed]:
    """Return the events that count on a day, by their dates: those that occurred, dated within a year.

    Args:
        events: In any order.
        until: The last day; of an event that may have been later, too, only the days up to it are taken.
        half_life: In how many days a weight halves.
    """
    counted = [
        Weighed(replace(event, when=DateRange(start=event.when.start, end=min(event.when.end, until))), half_life)
        for event in events
        if event.status is Status.OCCURRED and event.when.start <= until and _is_fine(event.when) and event.salience > 0
    ]
    return sorted(counted, key=lambda one: (one.last, one.first, one.event.id))


def _is_fine(days: DateRange) -> bool:
    return (days.end - days.start).days < LONGEST_DAYS


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
        counted: In any order, all of one half-life.
        ends: Ascending.
    """
    kept = kept_shares(counted, ends)
    mass = [0.0] * len(ends)
    pull = [0.0] * len(ends)
    for one, shares in entries(counted, ends):
        for index, share in shares:
            mass[index] += share
            pull[index] += share * one.score
    return [Level(*both) for both in zip(_smoothed(mass, kept), _smoothed(pull, kept), strict=True)]


def entries(counted: Sequence[Weighed], ends: Sequence[date]) -> Iterator[tuple[Weighed, list[tuple[int, float]]]]:
    """Yield each event with the steps that it enters in, and the weight that it brings to the end of each."""
    for one in counted:
        touched = range(bisect_left(ends, one.first), min(bisect_left(ends, one.last) + 1, len(ends)))
        yield one, [(index, one.between(ends[index - 1] if index else None, ends[index])) for index in touched]


def kept_shares(counted: Sequence[Weighed], ends: Sequence[date]) -> list[float]:
    """Return what share of the sums before it each end keeps; of the first one nothing is before it."""
    half_life = counted[0].half_life if counted else HALF_LIFE_DAYS
    return [0.0, *(decay((end - before).days, half_life) for before, end in pairwise(ends))][: len(ends)]


def _smoothed(entering: Sequence[float], kept: Sequence[float]) -> list[float]:
    """Return the running sums of what enters at each end, each after its share of the one before."""
    return list(accumulate(zip(entering, kept, strict=True), lambda total, new: total * new[1] + new[0], initial=0.0))[
        1:
    ]


def on_scale(value: float) -> float:
    """Return a value on the scale, which a sum of many can leave by its last digit."""
    return max(-TOP, min(TOP, value))
