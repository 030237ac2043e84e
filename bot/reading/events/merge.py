"""One event told twice in an article becomes one: the fuller telling stays, dated by whichever knows more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.model.dates import DatedBy, DateRange, EventDate
from bot.model.plover import EventType, Mode, agreed_mode
from bot.model.reading import Event, Party, Status

_MEETINGS = frozenset({EventType.CONSULT})
_OVERLAP = 0.5
_LEAD = 2
"""Sentences below a headline that tell what it announces, in whatever words."""
_FRESH = timedelta(days=3)
"""How long before publication news may have happened that a first telling only dates by the article's day."""
_MONTH = timedelta(days=31)
_TRUST = {DatedBy.NONE: 0, DatedBy.PUBLICATION: 1, DatedBy.CONTEXT: 2, DatedBy.EXPRESSION: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event with the words that decide whether another telling is the same.

    Attributes:
        event: The event.
        words: Lemmas of the content words of its clause.
        trigger: Lemma of the word that decided its type.
        is_deed: Whether a noun alone tells it.
        has_doer: Whether its clause names who does it, so that it is more than the place that tells whose act it was.
        is_title: Whether the headline over the article tells it, which the article then tells in full.
        modes: What the other tellings joined to it give as its mode.
    """

    event: Event
    words: frozenset[str]
    trigger: str
    is_deed: bool = False
    has_doer: bool = True
    is_title: bool = False
    modes: tuple[Mode | None, ...] = ()


def merged(drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """Join tellings of one event.

    Args:
        drafts: In text order.

    Returns:
        The events in the order of their first telling.
    """
    kept: list[Draft] = []
    for draft in drafts:
        for i, other in enumerate(kept):
            if _is_same(other, draft):
                kept[i] = _one_of(other, draft)
                break
        else:
            kept.append(draft)
    return tuple(
        replace(draft.event, mode=agreed_mode((draft.event.mode, *draft.modes))) if draft.modes else draft.event
        for draft in kept
    )


def _one_of(first: Draft, second: Draft) -> Draft:
    """Two tellings as one; of a headline only its rank stays, once a sentence tells the same."""
    words = first.words | second.words
    if first.is_title and not second.is_title:
        event = _joined(second.event, first.event)
        return replace(second, event=event, words=words, modes=(*first.modes, first.event.mode))
    event = _joined(_fuller(first.event, second.event), second.event)
    modes = (*first.modes, second.event.mode) if second.event.type is event.type else first.modes
    return replace(first, event=event, words=words, modes=modes)


def _is_same(first: Draft, second: Draft) -> bool:
    one, two = first.event, second.event
    if first.is_deed or second.is_deed:
        return _is_same_deed(one, two)
    if one.type is not two.type or one.act is not two.act or not _may_share_a_day(one.when, two.when):
        return False
    if (one.status is Status.PLANNED) != (two.status is Status.PLANNED):
        return False
    if one.act in _MEETINGS:
        return _is_same_meeting(one, two)
    if one.source and two.source and not _sides(one.source) & _sides(two.source):
        return False
    if one.target and two.target and not _sides(one.target) & _sides(two.target):
        return False
    if first.is_title and one.sentence + _LEAD >= two.sentence:
        return True
    shared = len(first.words & second.words)
    least = min(len(first.words), len(second.words))
    return first.trigger == second.trigger and least > 0 and shared / least >= _OVERLAP


def _is_same_deed(one: Event, two: Event) -> bool:
    """Whether a noun names an act told elsewhere: one type and time, and no side that speaks against it."""
    if one.act is not two.act or one.when.range is None or two.when.range is None:
        return False
    if not one.when.range.overlaps(two.when.range) or any(_lasts(each.when.range) for each in (one, two)):
        return False
    if Status.PLANNED in {one.status, two.status}:
        return False
    sides = ((one.source, two.source), (one.target, two.target))
    known = [(_sides(first), _sides(second)) for first, second in sides if first and second]
    return bool(known) and all(first & second for first, second in known)


def _lasts(reach: DateRange | None) -> bool:
    """Whether days span so much that two acts in them need not be one."""
    return reach is not None and reach.end - reach.start > _MONTH


def _is_same_meeting(one: Event, two: Event) -> bool:
    """The same people, or one telling names people and the other only their countries."""
    first = {party.actor for party in (*one.source, *one.target)}
    second = {party.actor for party in (*two.source, *two.target)}
    if first == second:
        return True
    sides = _sides((*one.source, *one.target)) == _sides((*two.source, *two.target))
    return sides and len(first & second) >= 1


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.country or f"actor {party.actor}" for party in parties)


def _may_share_a_day(one: EventDate, two: EventDate) -> bool:
    if one.range is None or two.range is None or one.range.overlaps(two.range):
        return True
    guess, known = (one, two) if one.dated_by is DatedBy.PUBLICATION else (two, one)
    if guess.dated_by is not DatedBy.PUBLICATION or known.range is None or guess.range is None:
        return False
    return timedelta() < guess.range.start - known.range.end <= _FRESH


def _fuller(first: Event, second: Event) -> Event:
    """The first telling with the sides and the line of the second, where that knows a side more."""
    if (first.source and not second.source) or (first.target and not second.target):
        return first
    if bool(first.source) == bool(second.source) and bool(first.target) == bool(second.target):
        return first
    return replace(
        first,
        source=second.source,
        target=second.target,
        reciprocal=second.reciprocal,
        headline=second.headline,
        sentence=second.sentence,
        span=second.span,
        status=second.status,
    )


def _joined(first: Event, second: Event) -> Event:
    """Keep the first telling; take a better date and the higher salience."""
    when = first.when
    if _knows_less(first.when, second.when):
        when = second.when
    return replace(first, when=when, salience=max(first.salience, second.salience), place=first.place or second.place)


def _knows_less(one: EventDate, two: EventDate) -> bool:
    if one.range is None:
        return two.range is not None
    return _TRUST[one.dated_by] < _TRUST[two.dated_by]
