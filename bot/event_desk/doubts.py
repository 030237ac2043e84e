"""Which events are uncertain, why, and which are worth an editor's look first. Pure; knows no clock.

A doubt is something that an editor can settle by a look at the reports. Each weighs between 0 and 1; several weigh more
than one, and never more than certain. What is worth most is what matters most and is least certain: salience × doubt.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from bot.model.dates import DatedBy, EventDate
from bot.model.datewords import date_words
from bot.model.decisions import Doubt, DoubtKind
from bot.model.ids import EventId
from bot.model.reading import Status
from bot.model.stored import Relation
from data.merge import is_alike
from data.on_desk import OnDesk
from data.related import relation
from data.sighting import Sighting

LEAST = 0.25
"""Events in less doubt than this are not brought up."""
HEAVY = 0.6
"""The store's salience from which a claim is worth a look for its weight alone."""
_WEIGHTS: dict[DoubtKind, float] = {
    DoubtKind.REPORTED: 0.9,
    DoubtKind.DATES: 0.7,
    DoubtKind.DENIED: 0.6,
    DoubtKind.OTHER_DAY: 0.5,
    DoubtKind.SIDES: 0.5,
    DoubtKind.HEAVY_CLAIM: 0.5,
    DoubtKind.UNDATED: 0.5,
    DoubtKind.UNLIKE: 0.4,
    DoubtKind.CLAIMED: 0.4,
    DoubtKind.BY_PUBLICATION: 0.35,
    DoubtKind.WEAK_SOURCE: 0.3,
}
"""Our own judgement, in order: what a member says is wrong before what reports say of each other, and that before how
little one report says."""
_OF_RELATIONS: dict[Relation, DoubtKind] = {
    Relation.DENIED: DoubtKind.DENIED,
    Relation.CLAIMED: DoubtKind.CLAIMED,
    Relation.OTHER_DAY: DoubtKind.OTHER_DAY,
}
_CLAIMS = frozenset({Status.REPORTED, Status.POSSIBLE})
Related = Iterable[tuple[Relation, EventId]]


def doubts_of(one: OnDesk, related: Related, mistakes: Collection[int]) -> tuple[Doubt, ...]:
    """Return why an event is worth a look, the weightiest reason first; may be empty.

    Args:
        one: The event.
        related: What other events are to it.
        mistakes: The open reports of members that it is wrong, by their rows.
    """
    found = [*_told_elsewhere(related), *_of_dates(one), *_of_reports(one), *_of_claims(one)]
    if mistakes:
        found.append(Doubt(kind=DoubtKind.REPORTED, detail=" ".join(map(str, sorted(mistakes)))))
    return tuple(sorted(found, key=lambda doubt: (-_WEIGHTS[doubt.kind], doubt.key)))


def doubtfulness(doubts: Iterable[Doubt]) -> float:
    """Return how doubtful an event is, 0 to 1: what is left of certainty after each doubt took its share."""
    return 1 - math.prod(1 - _WEIGHTS[doubt.kind] for doubt in doubts)


def worth_a_look(
    candidates: Sequence[OnDesk],
    mistakes: Mapping[EventId, Collection[int]],
    settled: Mapping[EventId, frozenset[str]],
) -> tuple[EventId, ...]:
    """Return the events that an editor should look at.

    Args:
        candidates: Events that stand, in any order.
        mistakes: The open reports of members, by event.
        settled: Keys of the doubts that editors knew when they decided about an event.

    Returns:
        The most worthwhile first: by salience × doubt, then by number. One that was decided about comes again only
        with a doubt that the editor did not know.
    """
    related = _relations(candidates)
    worth: dict[EventId, float] = {}
    for one in candidates:
        number = one.stored.id
        doubts = doubts_of(one, related[number], mistakes.get(number, ()))
        known = settled.get(number, frozenset())
        if all(doubt.key in known for doubt in doubts):
            continue
        doubtful = doubtfulness(doubts)
        if doubtful >= LEAST:
            worth[number] = round(one.stored.event.salience * doubtful, 6)
    return tuple(sorted(worth, key=lambda number: (-worth[number], number)))


def _relations(candidates: Sequence[OnDesk]) -> dict[EventId, list[tuple[Relation, EventId]]]:
    """Return what the events of some are to each other, as `data.related` finds it for one."""
    by_act: dict[object, list[tuple[EventId, Sighting]]] = defaultdict(list)
    for one in candidates:
        first = one.known[one.ranked[0]].sighting
        by_act[first.act, first.shown].append((one.stored.id, first))
    found: dict[EventId, list[tuple[Relation, EventId]]] = defaultdict(list)
    for group in by_act.values():
        for (a, one_first), (b, other_first) in combinations(group, 2):
            if (kind := relation(one_first, other_first)) is not None:
                found[a].append((kind, b))
            if (kind := relation(other_first, one_first)) is not None:
                found[b].append((kind, a))
    return found


def _told_elsewhere(related: Related) -> Iterable[Doubt]:
    for kind, number in related:
        if kind in _OF_RELATIONS:
            yield Doubt(kind=_OF_RELATIONS[kind], detail=f"E{number}", events=(number,))


def _of_dates(one: OnDesk) -> Iterable[Doubt]:
    """Yield doubts about when it was: that it is not known, or that its reports say different days."""
    when = one.stored.event.when
    if when.range is None:
        yield Doubt(kind=DoubtKind.UNDATED)
    elif when.dated_by is DatedBy.PUBLICATION:
        yield _of_days(DoubtKind.BY_PUBLICATION, [when])
    said = [known.telling.event.when for known in one.known.values()]
    firm = [each for each in said if each.range is not None and each.dated_by is not DatedBy.PUBLICATION]
    pairs = [(a.range, b.range) for a, b in combinations(firm, 2)]
    if any(a is not None and b is not None and not a.overlaps(b) for a, b in pairs):
        yield _of_days(DoubtKind.DATES, firm)


def _of_days(kind: DoubtKind, said: Iterable[EventDate]) -> Doubt:
    """Return a doubt about dates, the earliest first and each once."""
    named = {(each.range.start, date_words(each)): each for each in said if each.range is not None}
    ordered = sorted(named)
    return Doubt(
        kind=kind,
        detail=", ".join(words for _, words in ordered),
        dates=tuple(named[key] for key in ordered),
    )


def _of_reports(one: OnDesk) -> Iterable[Doubt]:
    """Yield doubts about whether its reports are one event's: other sides, or other words."""
    told = [known.sighting for known in one.known.values()]
    if len({_sides(each) for each in told}) > 1:
        yield Doubt(kind=DoubtKind.SIDES, detail=" / ".join(sorted({_side_words(each) for each in told})))
    unlike = sum(not is_alike(a, b) for a, b in combinations(told, 2))
    if unlike:
        yield Doubt(kind=DoubtKind.UNLIKE, detail=str(len(told)))


def _sides(told: Sighting) -> object:
    source, target = (frozenset(party.country for party in side) for side in (told.source, told.target))
    return frozenset((source, target)) if told.reciprocal else (source, target)


def _side_words(told: Sighting) -> str:
    source, target = (
        "+".join(sorted({party.country or party.name for party in side})) for side in (told.source, told.target)
    )
    return f"{source}>{target}"


def _of_claims(one: OnDesk) -> Iterable[Doubt]:
    """Yield doubts about whether it is so: a weighty claim, or a report of which nobody knows whence it came."""
    event = one.stored.event
    if event.salience >= HEAVY and (event.status in _CLAIMS or event.alleged):
        yield Doubt(kind=DoubtKind.HEAVY_CLAIM, detail=event.alleged or event.status.value)
    if all(not report.source and not report.url for report in one.stored.reports):
        yield Doubt(kind=DoubtKind.WEAK_SOURCE)
