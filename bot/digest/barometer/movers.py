"""Which events moved a value most, and which are planned."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.digest.barometer.levels import Level, Weighed, levels, weight_of
from bot.digest.barometer.steps import beginning
from bot.model.barometer import Mover, PairEvent, middle_of
from bot.model.dates import DateRange
from bot.model.reading import Status

MOST_MARKED = 6
MOST_PLANNED = 2
_LEAST_INFLUENCE = 0.05
"""Less is not seen in a value of one decimal."""
_WEEK = timedelta(days=7)


def influences(counted: Sequence[Weighed], until: date) -> list[float]:
    """Return, for each event, how much the value on its last day would differ without it.

    In the record's first half-life that is asked at its end: of the first event of all, the value hangs on nothing
    else.

    Args:
        counted: In any order, all of one half-life.
        until: The last day that is looked at.
    """
    half_life = timedelta(days=counted[0].half_life if counted else 0)
    warm = min(until, beginning([one.first for one in counted], until) + half_life)
    asked = [max(one.last, warm) for one in counted]
    ends = sorted(set(asked))
    by_day = dict(zip(ends, levels(counted, ends), strict=True))
    found = []
    for one, day in zip(counted, asked, strict=True):
        level, own = by_day[day], one.between(None, day)
        without = Level(max(0.0, level.mass - own), level.pull - own * one.score)
        found.append(level.value - without.value)
    return found


def movers_of(events: Iterable[PairEvent], counted: Sequence[Weighed], period: DateRange) -> tuple[Mover, ...]:
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
