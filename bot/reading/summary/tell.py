"""From what was chosen to points: sentences of one kind set together, in order, people introduced where first named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.model.reading import Span, SummaryPart, SummaryPoint
from bot.reading.actors.cast import MentionForm
from bot.reading.summary.choose import Chosen
from bot.reading.summary.introduce import NOBODY, Introduced
from bot.reading.summary.leads import lead_of
from bot.reading.summary.material import Material
from bot.reading.summary.points import LONGEST_POINT, realise, realise_after, realise_briefly
from bot.reading.summary.voice import attribution
from bot.reading.text import typeset

Group = list[Chosen]
"""One or two sentences that make a point; the first one gives its lead-in and part."""

STANDARD_ORDER: Final = (SummaryPart.HAPPENED, SummaryPart.NEXT, SummaryPart.BACKGROUND)
"""Parts of the short and the standard summary; what was said stands among what happened, in the article's order."""
FULL_ORDER: Final = (SummaryPart.HAPPENED, SummaryPart.SAID, SummaryPart.BACKGROUND, SummaryPart.NEXT)


def pair(points: Sequence[Chosen], extra: Iterable[Chosen], material: Material) -> list[Group]:
    """Set sentences of one lead-in and one source together where the point stays short enough.

    Args:
        points: What each point tells first.
        extra: What may be told beside it, best first.
        material: The article.

    Returns:
        A group for each point, in their order.
    """
    groups = [[p] for p in points]
    for other in extra:
        event = other.candidate.event
        if event is None:
            continue
        for group in groups:
            own = group[0].candidate.event
            is_alike = own is not None and (own.act, own.status, own.source) == (event.act, event.status, event.source)
            if not is_alike or len(group) > 1 or abs(group[0].sentence - other.sentence) > 2:
                continue
            room = LONGEST_POINT - len(group[0].said.text) - 1
            brief = _brief(material, group[0], other, room)
            if len(other.said.text) <= room:
                group.append(other)
                break
            if brief is not None:
                group.append(brief)
                break
    return [_followed(group, groups, material) for group in groups]


def _followed(group: Group, groups: Sequence[Group], material: Material) -> Group:
    """Add to a lone sentence the next one of the article, where that says more and can't be told by itself."""
    first = group[0]
    following = first.sentence + 1
    is_told = any(c.sentence == following for g in groups for c in g)
    if len(group) > 1 or following >= len(material.sentences) or is_told:
        return group
    if not (material.events[following] or material.quotes[following]) or realise(material, following) is not None:
        return group
    said = realise_after(material, following, longest=LONGEST_POINT - len(first.said.text) - 1)
    if said is None:
        return group
    second = replace(first, candidate=replace(first.candidate, sentence=following), said=said)
    return [first, second]


def _brief(material: Material, before: Chosen, other: Chosen, room: int) -> Chosen | None:
    """Say a second sentence of a point in what room the first one leaves."""
    if before.sentence > other.sentence:
        return None
    named = frozenset(a for m in material.mentions(before.sentence) for a in m.all_actors)
    said = realise_briefly(material, other.sentence, named=named, longest=room)
    return None if said is None else replace(other, said=said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The points of a summary, and the sentences that were left out since they name somebody whom nobody knows."""

    points: tuple[SummaryPoint, ...]
    left_out: frozenset[int]


def tell(groups: Iterable[Group], material: Material, order: Sequence[SummaryPart]) -> Told:
    """Make the points of a summary.

    Args:
        groups: What each point tells.
        material: The article.
        order: In which order the parts are told; a part that is not in it is told with the first one.

    Returns:
        A point a group, within each part in the article's order. In an article about two countries, a group is left out
        if it names a person of whom neither it nor a point before it tells who it is.
    """

    def place(group: Group) -> tuple[int, int]:
        part = group[0].candidate.part
        return (order.index(part) if part in order else 0, min(c.sentence for c in group))

    points: list[SummaryPoint] = []
    left_out: set[int] = set()
    known: frozenset[int] = frozenset()
    for group in sorted(groups, key=place):
        point, introduced = _point(group, material, known)
        if introduced.unknown and material.pair and points:
            left_out.update(c.sentence for c in group)
            continue
        points.append(point)
        known |= introduced.named
    return Told(points=tuple(points), left_out=frozenset(left_out))


def _point(group: Group, material: Material, known: frozenset[int]) -> tuple[SummaryPoint, Introduced]:
    """Make a point of one or two sentences, in text order; return it with those whom it names."""
    ordered = sorted(group, key=lambda c: c.sentence)
    room = LONGEST_POINT - sum(len(c.said.text) + 1 for c in ordered[1:])
    first = ordered[0]
    said = realise(material, first.sentence, known=known, longest=room)
    if said is None and len(ordered) > 1:  # with who is who there is no room for the second one
        ordered = ordered[:1]
        said = realise(material, first.sentence, known=known, longest=LONGEST_POINT)
    told = [said or first.said, *(c.said for c in ordered[1:])]
    text = " ".join(s.text for s in told)
    candidate = group[0].candidate
    lead = lead_of(candidate.event, material, text=text, is_background=candidate.part is SummaryPart.BACKGROUND)
    voice = attribution(material, first.sentence)
    point = SummaryPoint(
        lead="" if voice else typeset(lead),
        text=typeset(f"{voice} {text}" if voice else text),
        sentences=tuple(sorted(frozenset().union(*(s.support for s in told)))),
        part=candidate.part,
        spans=tuple(Span(start=a, end=b) for a, b in sorted({stretch for s in told for stretch in s.stretches})),
    )
    introduced = said.introduced if said is not None else NOBODY
    beside = {m.actor for c in ordered[1:] for m in material.mentions(c.sentence) if m.form is MentionForm.NAME}
    return point, replace(introduced, named=introduced.named | beside)
