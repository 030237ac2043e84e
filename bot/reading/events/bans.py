"""What an act is that depends on whom it hits.

A ban at home restricts, against another state it cuts relations. Who bows to a victory yields to it at home; abroad he
recognises it.
"""

from dataclasses import replace

from bot.model.countries import IGO, NGO
from bot.model.plover import EventType
from bot.model.reading import Status
from bot.reading.events.coding import Coding
from bot.reading.events.direction import Direction

_LEAVING = frozenset({"quit", "leave", "withdraw", "exit", "pull", "withdrawal", "depart"})
_DECIDING = frozenset({"approve", "announce", "complete", "begin", "start", "declare", "back", "confirm", "order"})
_KEPT_THERE = frozenset({"troop", "soldier", "force", "peacekeeper", "contingent", "battalion", "unit", "army"})
_RECOGNISING = frozenset({"recognise", "respect", "confirm", "acknowledge"})
_VOTES = frozenset({"victory", "win", "result", "outcome", "election"})
_BONDS = frozenset({"ratification", "signature", "accession", "participation"})
"""What binds a state to others, though it is the state's own: "revoked its ratification"."""
_BANNING = frozenset({"ban", "prohibit", "outlaw", "forbid", "fine", "revoke", "strip"})


def _leaves_body(coding: Coding, parties: Direction) -> bool:
    """Whether a state gives up its place in a body or a pact: to withdraw from there is no giving way."""
    if coding.type is not EventType.RETREAT or coding.clause.lemma not in _LEAVING | _DECIDING:
        return False
    is_body = bool(parties.target) and all(party.country == IGO for party in parties.target)
    return is_body and not any(noun.lemma_.lower() in _KEPT_THERE for noun in coding.clause.objects)


def by_whom_it_hits(coding: Coding, parties: Direction) -> Coding:
    """Return a coding for its parties: SANCTION of goods at home becomes COERCE, another's victory recognised SUPPORT.

    Args:
        coding: The coded clause.
        parties: Its parties, found for that coding.

    Returns:
        The same coding for all other acts.

    Source:
        PLOVER manual (draft 0.8): SANCTION is about relations between the parties, COERCE about one's own people too.
    """
    if _leaves_body(coding, parties):
        kind = EventType.THREATEN if coding.status is Status.PLANNED else EventType.SANCTION
        return replace(coding, type=kind, act=EventType.SANCTION)
    if coding.type is EventType.CONCEDE and coding.clause.lemma in _RECOGNISING:
        abroad = {party.country for party in parties.target} - {party.country for party in parties.source} - {None}
        is_of_vote = any(noun.lemma_.lower() in _VOTES for noun in coding.clause.objects)
        return replace(coding, type=EventType.SUPPORT, act=EventType.SUPPORT) if abroad and is_of_vote else coding
    if coding.noun is not None and coding.noun.lemma_.lower() in _BONDS:
        return coding
    is_ban = coding.clause.lemma in _BANNING or any(noun.lemma_ == "ban" for noun in coding.clause.objects)
    if coding.type is not EventType.SANCTION or not is_ban or coding.inner is not None:
        return coding
    sides = {party.country for party in parties.source}
    others = {party.country for party in parties.target} - sides - {None, NGO}
    if others or not sides:
        return coding
    return replace(coding, type=EventType.COERCE, act=EventType.COERCE)
