"""Made-up long views: many invented events over many years."""

import random
from datetime import date, timedelta

from bot.model.dates import DateRange
from bot.model.ids import EventId
from bot.model.long_view import Brief, Decade, LongView
from bot.model.plover import EventType

KINDS = tuple(EventType)


def brief(
    number: int,
    day: date,
    *,
    kind: EventType = EventType.CONSULT,
    headline: str = "Kari Lund and Pablo Reyes meet in Oslo",
    salience: float = 0.5,
    is_turning: bool = False,
    is_firm: bool = True,
    days: int = 1,
) -> Brief:
    return Brief(
        id=EventId(number),
        days=DateRange(start=day, end=day + timedelta(days=days - 1)),
        type=kind,
        is_firm=is_firm,
        is_turning=is_turning,
        salience=salience,
        headline=headline,
    )


def long_view(count: int = 60, first: int = 1950, years: int = 70, *, seed: int = 1, **left_out: int) -> LongView:
    """A view of invented events of all kinds, in the order of the store."""
    chance = random.Random(seed)
    briefs = [
        brief(
            number,
            date(first, 1, 1) + timedelta(days=chance.randrange(365 * years)),
            kind=chance.choice(KINDS),
            salience=round(chance.random(), 2),
            is_turning=chance.random() < 0.05,
            headline=f"{chance.choice(('Norway', 'Chile'))} signs the {number}th treaty on salmon and on the open sea",
        )
        for number in range(1, count + 1)
    ]
    briefs.sort(key=lambda one: (not one.is_turning, -one.salience, one.id))
    days = DateRange(start=min(one.days.start for one in briefs), end=max(one.days.end for one in briefs))
    decades = tuple(
        Decade(first_year=year, events=found)
        for year in range(first // 10 * 10, first + years + 10, 10)
        if (found := sum(one.days.start.year // 10 * 10 == year for one in briefs))
    )
    return LongView(briefs=tuple(briefs), whole=days, decades=decades, **left_out)
