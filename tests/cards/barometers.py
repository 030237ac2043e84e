"""Made-up barometers for the cards' tests: half a year that falls in February and recovers, with a plan ahead."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.model.barometer import (
    Barometer,
    BarometerPeriod,
    BarometerPoint,
    Extreme,
    Mover,
    PairBarometer,
    PairEvent,
    Step,
)
from bot.model.dates import DateRange, Precision
from bot.model.ids import EventId
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.model.stored import StoredEvent
from tests.cards import samples as s

TODAY = date(2024, 6, 15)
VALUES = (
    1.1, 1.5, 1.8, 1.2, -2.8, -4.3, -3.8, -3.3, -2.9, -3.0, -2.5, -2.4, -2.6, -2.8, -2.2, -1.9, -1.5, -0.7, -0.2, -0.4,
    0.4, 0.2, 0.9, 1.0, 0.9, 1.4,
)  # fmt: skip
SPARSE = (11, 12, 13)


def points(
    values: Sequence[float] = VALUES, *, width: float = 0.8, step: timedelta = timedelta(days=7)
) -> tuple[BarometerPoint, ...]:
    ends = [TODAY - step * n for n in reversed(range(len(values)))]
    return tuple(
        BarometerPoint(
            days=DateRange(start=end - step + timedelta(days=1), end=end),
            value=value,
            low=max(-10.0, value - width),
            high=min(10.0, value + width),
            events=2 if number in SPARSE else 9,
            recent=2 if number in SPARSE else 9,
        )
        for number, (end, value) in enumerate(zip(ends, values, strict=True))
    )


def mover(number: int, kind: EventType, start: date, end: date | None = None, *, is_planned: bool = False) -> Mover:
    return Mover(
        event=EventId(number),
        type=kind,
        days=DateRange(start=start, end=end or start),
        influence=0.0 if is_planned else kind.score / 10,
        is_planned=is_planned,
    )


MOVERS = (
    mover(141, EventType.ASSAULT, date(2024, 2, 1), date(2024, 2, 29)),
    mover(142, EventType.CONSULT, date(2024, 5, 1), date(2024, 5, 31)),
    mover(143, EventType.AGREE, date(2024, 6, 5), date(2024, 6, 11)),
    mover(144, EventType.CONSULT, date(2024, 6, 14)),
    mover(145, EventType.AGREE, date(2024, 6, 12), date(2024, 6, 18), is_planned=True),
)


def moved_by(movers: Sequence[Mover], headline: str = "Kari Lund and Pablo Reyes meet in Oslo") -> list[StoredEvent]:
    return [
        s.stored(
            each.event,
            s.event(
                headline,
                type_=each.type,
                act=EventType.CONSULT if each.is_planned else None,
                status=Status.PLANNED if each.is_planned else Status.OCCURRED,
                when=s.dated(each.days.start, each.days.end, _precision(each.days)),
            ),
        )
        for each in movers
    ]


def _precision(days: DateRange) -> Precision:
    return {0: Precision.DAY, 6: Precision.WEEK}.get((days.end - days.start).days, Precision.MONTH)


def barometer(
    *,
    values: Sequence[float] = VALUES,
    movers: Sequence[Mover] = MOVERS,
    width: float = 0.7,
    events: int = 240,
    headline: str = "Kari Lund and Pablo Reyes meet in Oslo",
    asked: BarometerPeriod = BarometerPeriod.MONTHS_6,
    step: Step = Step.WEEK,
) -> PairBarometer:
    length = {Step.DAY: 1, Step.WEEK: 7, Step.MONTH: 30, Step.YEAR: 365}[step]
    shown = points(values, width=width, step=timedelta(days=length))
    lowest = min(shown, key=lambda point: point.value, default=None)
    return PairBarometer(
        pair=s.PAIR,
        asked=asked,
        barometer=Barometer(
            period=DateRange(start=shown[0].days.start if shown else TODAY - timedelta(days=181), end=TODAY),
            step=step,
            points=shown,
            week_change=0.5 if shown else 0.0,
            extreme=Extreme(value=lowest.value, days=lowest.days, is_low=True) if lowest else None,
            movers=tuple(movers),
            events=events,
            week_events=13,
        ),
        moved=tuple(moved_by(movers, headline)),
    )


def too_little(count: int = 6) -> PairBarometer:
    movers = [replace(each, is_planned=False) for each in MOVERS[:count]]
    return barometer(values=(), movers=movers, events=count)


COUNTED = tuple(
    (
        PairEvent(
            id=EventId(number),
            type=EventType.CONSULT,
            status=Status.OCCURRED,
            when=DateRange.day(TODAY),
            salience=0.5,
            sources=2,
        ),
        2 / 3,
    )
    for number in range(1, 3)
)
