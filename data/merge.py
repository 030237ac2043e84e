"""When two reports tell one event. Pure; knows no table.

A false merge hides an event and its evidence, a false split only lists it twice: in doubt, two events. Every rule here
is symmetrical, and none asks which report came first: `data.grouping` makes events of reports by these rules and by
`rank`, so the same reports give the same events in any order (docs/adr/0011).
"""

from collections.abc import Collection, Iterable, Sequence

from bot.model.dates import DatedBy, DateRange
from bot.model.plover import Context, EventType
from bot.model.reading import ActorKind
from data.sighting import LATE_DAYS, SidedName, Sighting, days_of, folded_words

_LIKE = 0.5
"""The share of the shorter headline's words, the parties left out, at which two headlines speak of one thing."""
_LONG_DAYS = 7
ONCE = frozenset(
    {
        EventType.AGREE,
        EventType.CONSULT,
        EventType.SUPPORT,
        EventType.CONCEDE,
        EventType.COOPERATE,
        EventType.RETREAT,
        EventType.SANCTION,
    }
)
"""Acts that the same sides seldom do again within days: two reports from days so near are likely one."""
FORMAL = frozenset({Context.DIPLOMATIC, Context.EXECUTIVE, Context.LEGISLATIVE})
"""Contexts of who acts rather than of what it is about; they tell no two events apart."""
_PERSONS = frozenset({ActorKind.PERSON})
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.GROUP})
_ANEW = frozenset(["again", "another", "further", "second", "third"])


def is_same_event(one: Sighting, other: Sighting) -> bool:
    """Return whether two reports tell the same event; the order of the two makes no difference."""
    if (one.shown, one.act, one.status) != (other.shown, other.act, other.status):
        return False
    return is_same_parties(one, other) and not contradict(one, other) and _is_near_enough(one, other)


def contradict(one: Sighting, other: Sighting) -> bool:
    """Return whether something in two reports speaks against one event, though both tell it as a third does.

    That they come from one article does: its reader kept them apart on purpose.
    """
    if one.article == other.article:
        return True
    if not _may_be_same_time(one, other) or not _may_be_same_place(one, other) or _has_other_actors(one, other):
        return True
    if one.alleged and other.alleged and one.alleged.casefold() != other.alleged.casefold():
        return True
    return not _may_be_about_one_thing(one, other)


def best_of(new: Sighting, known: Iterable[Sighting]) -> Sighting | None:
    """Return the nearest in time, then the likest in words, then the first in rank; None where there is none."""
    return min(known, key=lambda one: (gap_days(new.dates, one.dates), -_likeness(new, one), one.rank), default=None)


def _may_be_same_time(one: Sighting, other: Sighting) -> bool:
    """Return whether the dates allow one event.

    They do where they overlap, and where the later report has no day but its article's, up to three days after the
    other: the day of an article is the last on which its news can have happened.
    """
    if one.is_vague or other.is_vague:
        is_both = one.is_vague and other.is_vague and (one.dates is None) == (other.dates is None)
        return is_both and gap_days(one.dates, other.dates) == 0 and one.words == other.words
    gap = gap_days(one.dates, other.dates)
    if gap == 0:
        return True
    if gap > LATE_DAYS or bool(one.words & _ANEW) != bool(other.words & _ANEW):
        return False
    return is_late(one, other) or is_late(other, one)


def _is_near_enough(one: Sighting, other: Sighting) -> bool:
    """Return whether the dates, of which each allows the other, come so near that nothing else is needed to be one.

    Where they don't, the reports must be alike: on other days, or by a range of weeks for acts that are often repeated.
    """
    gap = gap_days(one.dates, other.dates)
    if gap == 0 and (one.act in ONCE or not (_is_long(one) or _is_long(other))):
        return True
    return (gap == 1 and one.act in ONCE) or is_alike(one, other)


def gap_days(one: DateRange | None, other: DateRange | None) -> int:
    """Return how many days lie from the end of the earlier range to the start of the later, 0 where they overlap."""
    if one is None or other is None or one.overlaps(other):
        return 0
    return (max(one.start, other.start) - min(one.end, other.end)).days


def _is_long(one: Sighting) -> bool:
    return one.dates is not None and days_of(one.dates) > _LONG_DAYS


def is_late(one: Sighting, other: Sighting) -> bool:
    """Return whether the first is the later one, and dated by its article's day only."""
    if one.dates is None or other.dates is None:
        return False
    return one.dated_by is DatedBy.PUBLICATION and one.dates.start > other.dates.end


def is_alike(one: Sighting, other: Sighting) -> bool:
    """Return whether two reports share a person or a body, another name, or half of the words that name no party."""
    if one.topic & other.topic or (one.act in ONCE and share_any_name(actors(one.parties), actors(other.parties))):
        return True
    said = folded_words(" ".join(party.name for party in (*one.parties, *other.parties)))
    a, b = one.words - said, other.words - said
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= _LIKE


def _may_be_same_place(one: Sighting, other: Sighting) -> bool:
    """Return whether two places can be one; the name of a party's country is too wide to speak against another."""
    if not one.place or not other.place or _share_name(one.place, other.place):
        return True
    wide = [folded_words(p.name) for p in (*one.parties, *other.parties) if p.kind is ActorKind.COUNTRY]
    return folded_words(one.place) in wide or folded_words(other.place) in wide


def _may_be_about_one_thing(one: Sighting, other: Sighting) -> bool:
    """Return whether two reports can be about one thing; a meeting of the same persons is about many."""
    if one.act is EventType.CONSULT and share_any_name(actors(one.parties), actors(other.parties)):
        return True
    contexts = set(one.context) - FORMAL, set(other.context) - FORMAL
    return all(not mine or not theirs or bool(mine & theirs) for mine, theirs in (contexts, (one.topic, other.topic)))


def is_same_parties(one: Sighting, other: Sighting) -> bool:
    """Return whether both tell of the same sides in the same roles; in a reciprocal event the roles may be turned."""
    if not one.parties:
        return False
    if _is_same_side(one.source, other.source) and _is_same_side(one.target, other.target):
        return True
    if not (one.reciprocal or other.reciprocal):
        return False
    if _is_same_side(one.source, other.target) and _is_same_side(one.target, other.source):
        return True
    return _is_same_side(one.parties, other.parties)


def _is_same_side(one: Sequence[SidedName], other: Sequence[SidedName]) -> bool:
    """Return whether two lists of parties can be the same: each party has its like, and no other person is named.

    "China" and "Qin Gang" of China can be one side; "Qin Gang" and "Wang Wentao" can't.
    """
    if not all(any(_is_like(a, b) for b in other) for a in one):
        return False
    return all(any(_is_like(a, b) for a in one) for b in other) and not _names_differ(one, other)


def _is_like(one: SidedName, other: SidedName) -> bool:
    """Return whether two parties can stand for one side: the same country, or the same name where one has none."""
    if one.country is not None and other.country is not None:
        return one.country == other.country
    if one.country is None and other.country is None:
        return folded_words(one.name) == folded_words(other.name)
    return ActorKind.COUNTRY not in {one.kind, other.kind} and _share_name(one.name, other.name)


def _names_differ(one: Sequence[SidedName], other: Sequence[SidedName]) -> bool:
    """Return whether two reports name other persons, or other bodies, for one country; a person may act for a body."""
    for country in {party.country for party in one if party.country is not None}:
        for kinds in (_PERSONS, _BODIES):
            mine = [p.name for p in one if p.country == country and p.kind in kinds]
            theirs = [p.name for p in other if p.country == country and p.kind in kinds]
            if mine and theirs and not share_any_name(mine, theirs):
                return True
    return False


def _has_other_actors(one: Sighting, other: Sighting) -> bool:
    """Return whether two reports name other persons or bodies for one country in one role."""
    if one.reciprocal or other.reciprocal:
        return _names_differ(one.parties, other.parties)
    return _names_differ(one.source, other.source) or _names_differ(one.target, other.target)


def actors(parties: Iterable[SidedName]) -> list[str]:
    """Return who is named besides countries themselves."""
    return [party.name for party in parties if party.kind is not ActorKind.COUNTRY]


def share_any_name(one: Collection[str], other: Collection[str]) -> bool:
    """Return whether a name of the first can be one of the second."""
    return any(_share_name(a, b) for a in one for b in other)


def _share_name(one: str, other: str) -> bool:
    """Return whether one name's words are all in the other: "Blinken" and "Antony Blinken"."""
    a, b = folded_words(one), folded_words(other)
    return bool(a and b) and (a <= b or b <= a)


def _likeness(one: Sighting, other: Sighting) -> float:
    """Return the share of common words, 0 to 1 (Jaccard)."""
    return len(one.words & other.words) / len(one.words | other.words) if one.words | other.words else 0.0
