"""Wrong answers: what makes one right after all, and how those of the story and others are mixed.

Source: Haladyna, Downing & Rodriguez (2002), rules 22-24 and 28-29; the rejection rules follow what goes wrong in
public quiz projects: aliases, second right answers, entities from another class or time.
"""

from collections.abc import Iterable
from datetime import timedelta
from functools import lru_cache

from bot.model.dates import DateRange
from bot.model.plover import Quad
from bot.model.reading import Status
from bot.quiz.draft import Desk, window
from bot.quiz.facts import Fact, Side

_OF_DEEDS = frozenset({Quad.MATERIAL_COOP, Quad.MATERIAL_CONF})
_YEAR = timedelta(days=366)


def is_recorded(desk: Desk, fact: Fact, slot: str, label: str | None, *, years: int = 0) -> bool:
    """Tell whether another recorded fact would make a party right as well.

    Any fact of the same act in the same months counts, planned and reported ones too, unless it was denied.

    Args:
        desk: All facts.
        fact: The fact that is asked for.
        slot: Which party is asked for, "source" or "target".
        label: Name or country code put in its place.
        years: How far another fact may lie apart: who did the same the year before may have done it again, untold.
    """
    return label in right_labels(desk, fact, slot, years=years)


def right_labels(desk: Desk, fact: Fact, slot: str, *, years: int = 0) -> frozenset[str]:
    """Return every name and country code that a recorded fact makes a right answer too; see `is_recorded`.

    Args:
        desk: All facts.
        fact: The fact that is asked for.
        slot: Which party is asked for, "source" or "target".
        years: How far another fact may lie apart.
    """
    asked = f"{fact.id} {slot} {years}"
    if asked not in desk.right:
        desk.right[asked] = _of_like_facts(desk, fact, slot, years) | _fellows(desk, fact, slot)
    return desk.right[asked]


def _of_like_facts(desk: Desk, fact: Fact, slot: str, years: int) -> frozenset[str]:
    span, reach = window(fact), years * _YEAR
    found: set[str] = set()
    for other in desk.story.facts:
        if other.status is Status.DENIED or other.id == fact.id:
            continue
        if other.act is not fact.act and not (years and _is_like_step(fact, other, slot)):
            continue
        other_span = window(other)
        if span is not None and other_span is not None and apart(span, other_span) > reach:
            continue
        found |= _labels(other.sides if other.is_reciprocal else other.source if slot == "source" else other.target)
    return frozenset(found)


def _fellows(desk: Desk, fact: Fact, slot: str) -> frozenset[str]:
    """Return who, by the record, did what the right one did, to the same side in the same months, within a year of it.

    Of two that recognise a state on one day, an offended third recalls its envoys from both, though one is told only.
    """
    right = _labels(fact.source if slot == "source" else fact.target)
    span = window(fact)
    found: set[str] = set()
    for one in desk.story.facts:
        if one.status is Status.DENIED or one.id == fact.id or not right & _labels(one.source):
            continue
        its = window(one)
        if span is not None and its is not None and apart(span, its) > _YEAR:
            continue  # who acted together long ago did not therefore act together now
        for other in desk.alike(one):
            if (
                other.status is not Status.DENIED
                and other.id != fact.id
                and _labels(one.target) & _labels(other.target)
            ):
                found |= _labels(other.source)
    return frozenset(found)


def _is_like_step(fact: Fact, other: Fact, slot: str) -> bool:
    """Tell whether another fact is a step of the same sign, by deeds, towards the same side (or from it).

    One who recalled an envoy in the days when another broke off relations is no wrong answer to anybody who knows.
    """
    if (
        other.is_reciprocal
        or fact.is_reciprocal
        or other.act.quad is not fact.act.quad
        or fact.act.quad not in _OF_DEEDS
    ):
        return False
    one, same = (fact.target, other.target) if slot == "source" else (fact.source, other.source)
    return bool({side.country for side in one} & {side.country for side in same} - {None})


def apart(one: DateRange, other: DateRange) -> timedelta:
    """Return the time between two stretches of days; none where they overlap."""
    return max(timedelta(), max(one.start, other.start) - min(one.end, other.end))


@lru_cache(maxsize=4096)
def _labels(sides: tuple[Side, ...]) -> frozenset[str]:
    return frozenset(label for side in sides for label in (side.name, side.country) if label)


def interleaved(inside: Iterable[str], outside: Iterable[str]) -> tuple[str, ...]:
    """Return the best of the story, then two from outside, then the others: neither alone gives the key away."""
    first, second = list(dict.fromkeys(inside)), list(dict.fromkeys(outside))
    second = [item for item in second if item not in first]
    return (*first[:1], *second[:2], *first[1:2], *second[2:], *first[2:])
