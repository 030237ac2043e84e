"""One event told twice in an article becomes one: the fuller telling stays, dated by whichever knows more.

A telling joins an event where it is the same as one of its tellings (`is_same`) and none of them speaks against it
(`contradict`). Both are symmetrical, and tellings are taken in the order of the text, whatever order they come in.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.model.dates import DatedBy, DateRange, EventDate
from bot.model.plover import EventType, Quad, agreed_mode
from bot.model.reading import Event, Party, Status
from bot.reading.events.itinerary import JOURNEYS
from bot.reading.events.matter import Matter
from bot.reading.events.salience import retold

_HALF = 0.5
_LEAD = 2
"""Sentences below a headline that tell what it announces, in whatever words."""
_FRESH = timedelta(days=3)
"""How long before publication news may have happened that a first telling only dates by the article's day."""
_MONTH = timedelta(days=31)
_TRUST = {DatedBy.NONE: 0, DatedBy.PUBLICATION: 1, DatedBy.CONTEXT: 2, DatedBy.EXPRESSION: 3}
_SPOKEN = frozenset({EventType.ACCUSE, EventType.REQUEST, EventType.REJECT, EventType.THREATEN})
"""Acts of which one side does several in an article, told apart only by what they are about."""
_STANCES = frozenset({"support", "back", "stand", "side", "stick", "align"})
"""Verbs by which one takes somebody's side; on one matter that is one stance, however often it is put into words."""
_ALIKE = (
    frozenset({"ban", "bar", "prohibit", "forbid", "suspend", "revoke", "ground", "block", "restrict"}),
    frozenset({"arrest", "detain", "hold", "jail", "imprison", "custody"}),
    frozenset({"expel", "deport", "eject", "remove", "evict"}),
    frozenset({"seize", "confiscate", "impound"}),
    frozenset({"free", "release"}),
    frozenset({"kill", "shoot", "murder"}),
    frozenset({"impose", "sanction", "blacklist"}),
)
"""Verbs, and nouns in their place, that tell one deed in other words; of words any of the same type do."""

_MEETING = frozenset({"meet", "see", "join"})
_SAME_WORD = {word: min(words) for words in _ALIKE for word in words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An event with what decides whether another telling is the same.

    Attributes:
        event: The event.
        order: Where the article tells it: drafts are told in ascending order, no two at one.
        matter: What its clause is about besides its parties.
        trigger: Lemma of the word that decided its type.
        named: Those of its parties that are persons or bodies, not whole countries.
        is_deed: Whether a noun alone tells it.
        points_back: Whether its subject is a noun for what was told before ("the move", "the ban").
        has_doer: Whether its clause names who does it, so that it is more than the place that tells whose act it was.
        is_title: Whether the headline over the article tells it, which the article then tells in full.
    """

    event: Event
    matter: Matter
    trigger: str
    order: int = 0
    named: frozenset[Party] = frozenset()
    is_deed: bool = False
    points_back: bool = False
    has_doer: bool = True
    is_title: bool = False

    @property
    def target(self) -> tuple[Party, ...]:
        """To whom it is done; nobody where only the doer himself stands in, for want of a name that tells more."""
        source, target = self.event.source, self.event.target
        is_stand_in = not self.event.reciprocal and bool(source) and set(target) <= set(source)
        return () if is_stand_in else target


def merged(drafts: Sequence[Draft]) -> tuple[Event, ...]:
    """Join tellings of one event.

    Args:
        drafts: In any order.

    Returns:
        The events in the order of their first telling, as salient as their tellings make them together.
    """
    groups: list[list[Draft]] = []
    for draft in sorted(drafts, key=lambda one: one.order):
        fitting = (group for group in groups if _fits(draft, group))
        group = next(fitting, None)
        if group is None:
            groups.append([draft])
        else:
            group.append(draft)
    return tuple(_event(group) for group in groups)


def _fits(draft: Draft, group: Sequence[Draft]) -> bool:
    tellings = [one for one in group if not one.is_title] or group  # a headline announces one event, not two
    return any(is_same(draft, one) for one in tellings) and not any(contradict(draft, one) for one in group)


def is_same(first: Draft, second: Draft) -> bool:
    """Return whether two tellings are of one event; the order of the two makes no difference."""
    if first.order == second.order:
        return True
    one, two = first.event, second.event
    if contradict(first, second):
        return False
    if first.is_deed or second.is_deed:
        return _is_same_deed(one, two)
    if one.type is not two.type or _may_be_others(first, second):
        return False
    if one.act is EventType.CONSULT:
        return _is_same_meeting(one, two) and not _is_met_on_the_way(first, second)
    if first.is_title is not second.is_title and abs(one.sentence - two.sentence) <= _LEAD:
        return True
    if bool(first.target) != bool(second.target) and one.target and two.target:
        return bool(one.source and two.source) and _is_alike(first, second) and _points_to_one(first, second)
    if first.trigger == second.trigger:
        return _shares_most(first, second)
    return _has_same_sides(first, second) and _is_in_other_words(first, second)


def contradict(first: Draft, second: Draft) -> bool:
    """Return whether something speaks against one event, though both may be told as a third is."""
    one, two = first.event, second.event
    if one.act is not two.act or not _may_share_a_day(one.when, two.when):
        return True
    if (one.status is Status.PLANNED) != (two.status is Status.PLANNED):
        return True
    if one.act is EventType.CONSULT:
        return _names_differ(first.named, second.named)
    for own, others in ((one.source, two.source), (first.target, second.target)):
        if own and others and not _sides(own) & _sides(others):
            return True
    if first.is_deed or second.is_deed:
        return False
    mine, theirs = first.matter, second.matter
    if one.type in _SPOKEN and mine.things and theirs.things and not mine.things & theirs.things:
        return True
    return bool(mine.names and theirs.names) and not mine.names & theirs.names


def _may_be_others(first: Draft, second: Draft) -> bool:
    """Whether one telling leaves open who did it and the other when, so that nothing shows that both are one.

    "The UAE recalled its envoy. … The island's government had recalled its own in October."
    """
    known, unknown = (first, second) if first.event.source else (second, first)
    is_one_unknown = bool(known.event.source) and not unknown.event.source and unknown.has_doer
    is_dated = unknown.event.when.dated_by is DatedBy.EXPRESSION
    return is_one_unknown and is_dated and known.event.when.range is None


def _shares_most(first: Draft, second: Draft) -> bool:
    """Whether two clauses are about one thing: one is about nothing, or they share most of what the shorter says.

    Words are one thing only where more than half is shared, deeds and formal acts where half is.
    """
    mine, theirs = first.matter, second.matter
    if mine.things and theirs.things and not mine.things & theirs.things:
        return False
    one, two = (frozenset(_SAME_WORD.get(word, word) for word in each.things | each.doings) for each in (mine, theirs))
    least = min(len(one), len(two))
    shared = len(one & two)
    return least == 0 or shared > _HALF * least or (shared == _HALF * least and first.event.type not in _SPOKEN)


def _is_in_other_words(first: Draft, second: Draft) -> bool:
    """Whether clauses of the same sides, with different verbs, tell one act."""
    mine, theirs = first.matter, second.matter
    if first.points_back or second.points_back:
        return True
    if {first.trigger, second.trigger} <= _STANCES:
        return not mine.things or not theirs.things or bool(mine.things & theirs.things)
    if first.event.type.quad in {Quad.VERBAL_COOP, Quad.VERBAL_CONF}:
        return bool(mine.things & theirs.things) and _shares_most(first, second)
    if not _is_alike(first, second):
        return False
    hit = first.named & second.named & frozenset((*first.target, *second.target))
    return bool(hit) or _shares_most(first, second)


def _is_alike(first: Draft, second: Draft) -> bool:
    """Whether the words that tell two deeds can tell one."""
    return first.trigger == second.trigger or any({first.trigger, second.trigger} <= each for each in _ALIKE)


def _points_to_one(first: Draft, second: Draft) -> bool:
    """Whether one clause names again whom or what the other did: "arrested two *sailors*", "detained *the sailors*"."""
    return bool(first.matter.known & second.matter.objects or second.matter.known & first.matter.objects)


def _is_same_deed(one: Event, two: Event) -> bool:
    """Whether a noun names an act told elsewhere: one type and time, and no side that speaks against it."""
    if one.when.range is None or two.when.range is None:
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


def _is_met_on_the_way(first: Draft, second: Draft) -> bool:
    """Whether one telling is of a journey and the other of a meeting on it with somebody whom the first leaves out."""
    journeys = [each.trigger in JOURNEYS for each in (first, second)]
    journey, meeting = (first, second) if journeys[0] else (second, first)
    if all(journeys) or not any(journeys) or meeting.trigger not in _MEETING:
        return False
    hosts = {party.actor for party in meeting.named & frozenset(meeting.event.target)}
    return bool(hosts) and not hosts & {party.actor for party in journey.named}


def _names_differ(one: frozenset[Party], two: frozenset[Party]) -> bool:
    """Whether two tellings name other persons, or bodies, for one country."""
    for country in {party.country for party in one} & {party.country for party in two}:
        mine, theirs = ({party.actor for party in each if party.country == country} for each in (one, two))
        if not mine & theirs:
            return True
    return False


def _has_same_sides(first: Draft, second: Draft) -> bool:
    """Whether both sides agree; for one that leaves out the target, that they are about one thing has to do."""
    if not first.event.source or _sides(first.event.source) != _sides(second.event.source):
        return False
    if first.event.target and second.event.target:
        return _sides(first.event.target) == _sides(second.event.target)
    return bool(first.matter.things & second.matter.things)


def _sides(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.country or f"actor {party.actor}" for party in parties)


def _may_share_a_day(one: EventDate, two: EventDate) -> bool:
    if one.range is None or two.range is None or one.range.overlaps(two.range):
        return True
    guess, known = (one, two) if one.dated_by is DatedBy.PUBLICATION else (two, one)
    if guess.dated_by is not DatedBy.PUBLICATION or known.range is None or guess.range is None:
        return False
    return timedelta() < guess.range.start - known.range.end <= _FRESH


def _event(group: Sequence[Draft]) -> Event:
    """Return the event that some tellings, the first first, tell; in a sentence's words rather than a headline's."""
    group = sorted(group, key=lambda draft: draft.is_title)
    event = replace(group[0].event, target=group[0].target)
    for draft in group[1:]:
        told = replace(draft.event, target=draft.target)
        event = _joined(_fuller(event, told), told)
    highest = max(draft.event.salience for draft in group)
    salience = retold(highest, len({draft.event.sentence for draft in group}))
    mode = agreed_mode(tuple(draft.event.mode for draft in group if draft.event.type is event.type))
    return replace(event, target=event.target or group[0].event.target, mode=mode, salience=salience)


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
    """Keep the first telling; take a better date, and a place where it has none."""
    when = second.when if _knows_less(first.when, second.when) else first.when
    return replace(first, when=when, place=first.place or second.place)


def _knows_less(one: EventDate, two: EventDate) -> bool:
    if one.range is None:
        return two.range is not None
    return _TRUST[one.dated_by] < _TRUST[two.dated_by]
