"""How much an event is what its article is about: what an editor would put on a timeline first."""

from bot.model.plover import EventType
from bot.model.reading import Actor, ActorKind, Status
from bot.reading.actors.cast import Cast
from bot.reading.events.direction import Direction
from bot.reading.events.walk import Role

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


def salience(
    direction: Direction, cast: Cast, *, kind: EventType, status: Status, role: Role, position: float
) -> float:
    """Weigh an event within its article.

    Args:
        direction: Its parties.
        cast: Their kinds and offices.
        kind: Its type.
        status: Its status.
        role: Its part in the sentence.
        position: Where its sentence stands, 0 (first) to 1 (last).

    Returns:
        0 (an aside) to 1 (what the article is about), rounded to two digits.
    """
    parties = _party_weight(direction, cast)
    weight = (
        0.34 * (1 - position)
        + 0.24 * parties
        + 0.20 * _ROLES[role]
        + 0.10 * _QUIET.get(kind, 1.0)
        + 0.12 * _STATUSES[status]
    )
    return round(min(1.0, weight), 2)


def _party_weight(direction: Direction, cast: Cast) -> float:
    sources = {party.country for party in direction.source if party.country}
    targets = {party.country for party in direction.target if party.country}
    base = 0.8 if sources and targets and sources != targets else 0.55 if sources and targets else 0.35
    ranks = [_rank(cast.actors[party.actor]) for party in (*direction.source, *direction.target)]
    return base + 0.2 * max(ranks, default=0.0)


def _rank(actor: Actor) -> float:
    if actor.kind is ActorKind.COUNTRY:
        return 0.8
    office = (actor.office or "").lower()
    if any(title in office for title in _HIGH) and not any(low in office for low in ("deputy", "assistant", "former")):
        return 1.0
    return 0.5 if office or actor.kind is ActorKind.ORGANIZATION else 0.2
