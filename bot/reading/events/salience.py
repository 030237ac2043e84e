"""How much an event is what its article is about: what an editor would put on a timeline first.

Rules on values: no clock, and nothing of other articles. What those add is `data.weight`.
"""

from dataclasses import dataclass
from datetime import date

from bot.model.dates import EventDate
from bot.model.plover import EventType
from bot.model.reading import Actor, ActorKind, Status
from bot.reading.actors.cast import Cast
from bot.reading.events.direction import Direction
from bot.reading.events.tenses import is_pluperfect
from bot.reading.events.walk import Role, Site

_WEIGHTS = {
    "place": 0.32,  # News is told from the top: what stands first is what the article was written for.
    "parties": 0.22,  # A timeline is of what sides do to each other, and of those who decide for them.
    "clause": 0.18,  # A main clause tells; a relative clause, or one under "because", explains.
    "status": 0.11,  # What took place outweighs what is claimed, thought possible or denied.
    "type": 0.09,  # Deeds and meetings outweigh words.
    "news": 0.08,  # What was past before the article's own news is there to explain it.
}
"""The parts of an event's weight, which sum to 1; each is a value from 0 to 1."""
_ROLES = {
    Role.MAIN: 1.0, Role.JOINED: 0.85, Role.PARTICIPLE: 0.7, Role.NOMINAL: 0.75, Role.RELATIVE: 0.45,
    Role.BACKGROUND: 0.55, Role.INNER: 0.3,
}  # fmt: skip
_STATUSES = {
    Status.OCCURRED: 1.0, Status.PLANNED: 0.95, Status.POSSIBLE: 0.6, Status.REPORTED: 0.55, Status.DENIED: 0.5,
}  # fmt: skip
_QUIET = {
    EventType.REQUEST: 0.7,
    EventType.ACCUSE: 0.75,
    EventType.SUPPORT: 0.7,
    EventType.AGREE: 0.85,
    EventType.REJECT: 0.8,
}
_AGES = ((7, 1.0), (31, 0.7), (366, 0.4))
"""Days up to which an event counts as so new; an older one is none."""
_PAST = 0.5
"""What remains of that where the clause itself tells it as past."""
_AGAIN = 0.2
"""The share of what lacks to 1 that ever more tellings make up."""
_BEFORE = frozenset({"after", "since", "following"})
_HIGH = (
    "president",
    "prime minister",
    "chancellor",
    "foreign minister",
    "secretary of state",
    "king",
    "secretary-general",
    "premier",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an article tells an event, as far as its weight depends on it.

    Attributes:
        kind: Its type.
        status: Its status.
        role: Its part in the sentence.
        position: Where its sentence stands, 0 (first) to 1 (last).
        parties: See `party_weight`.
        age: Days from its last day to the article's; None where either is unknown.
        is_past: Whether it is told as past already (`is_told_as_past`).
    """

    kind: EventType
    status: Status
    role: Role
    position: float
    parties: float
    age: int | None = None
    is_past: bool = False


def salience(standing: Standing) -> float:
    """Weigh one telling of an event within its article.

    Args:
        standing: How it is told.

    Returns:
        0 (an aside) to 1 (what the article is about), rounded to three digits.
    """
    values = {
        "place": 1 - standing.position,
        "parties": standing.parties,
        "clause": _ROLES[standing.role],
        "status": _STATUSES[standing.status],
        "type": _QUIET.get(standing.kind, 1.0),
        "news": _news(standing),
    }
    return round(min(1.0, sum(_WEIGHTS[name] * value for name, value in values.items())), 3)


def retold(highest: float, tellings: int) -> float:
    """Weigh an event that an article tells several times.

    Args:
        highest: The weight of its weightiest telling.
        tellings: In how many sentences it is told, at least 1.

    Returns:
        The weight, rounded to three digits: never less than the highest, and more with each telling.
    """
    return round(highest + (1 - highest) * _AGAIN * (1 - 1 / tellings), 3)


def party_weight(direction: Direction, cast: Cast) -> float:
    """Return how much the parties of an event matter, 0 to 1: two sides, and the highest rank among them."""
    sources = {party.country for party in direction.source if party.country}
    targets = {party.country for party in direction.target if party.country}
    base = 0.8 if sources and targets and sources != targets else 0.55 if sources and targets else 0.35
    ranks = [_rank(cast.actors[party.actor]) for party in (*direction.source, *direction.target)]
    return base + 0.2 * max(ranks, default=0.0)


def age_of(when: EventDate, published: date | None) -> int | None:
    """Return how many days before its article an event ended; None where that is unknown."""
    return None if when.range is None or published is None else (published - when.range.end).days


def is_told_as_past(site: Site) -> bool:
    """Return whether a clause tells an event as past before the article's own news.

    It does under "after" or "since", and in the past perfect, but for that of reported speech ("said it had expelled").
    """
    coding, verb = site.coding, site.verb
    if coding.is_nominal:
        return coding.trigger.head.dep_ == "prep" and coding.trigger.head.lower_ in _BEFORE
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "prep"} and child.i < verb.i}
    if verb.dep_ == "pcomp":
        marks.add(verb.head.lower_)
    if site.role is Role.BACKGROUND and marks & _BEFORE:
        return True
    return coding.frame is None and is_pluperfect(coding.clause.verb)


def _news(standing: Standing) -> float:
    age = standing.age or 0
    value = next((value for days, value in _AGES if age <= days), 0.0)
    return value * _PAST if standing.is_past else value


def _rank(actor: Actor) -> float:
    if actor.kind is ActorKind.COUNTRY:
        return 0.8
    office = (actor.office or "").lower()
    if any(title in office for title in _HIGH) and not any(low in office for low in ("deputy", "assistant", "former")):
        return 1.0
    return 0.5 if office or actor.kind is ActorKind.ORGANIZATION else 0.2
