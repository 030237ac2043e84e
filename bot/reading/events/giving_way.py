"""Giving way at home: who surrenders to his own state, who resigns, who won't.

A resignation is done to nobody; rebels who lay down their arms do it before the state that they fought, named or not.
Source: PLOVER manual (draft 0.8), RETREAT.
"""

from collections.abc import Sequence

from bot.model.plover import EventType
from bot.reading.events.coding import Coding
from bot.reading.events.homes import is_home_group, is_insurgent, is_local, speaks_of_state
from bot.reading.parsed import Token

_LEAVING = frozenset({"resign", "quit", "step", "stand", "abdicate"})
"""To give up an office; what somebody may also refuse to his own country."""
_RESIGNING = frozenset({"resign", "abdicate"})
_ASIDE = frozenset({"down", "aside", "out"})
_SURRENDERING = frozenset({
    "surrender", "lay", "hand", "turn", "give", "disarm", "demobilise", "disband", "put", "throw", "free", "release",
    "let", "return", "capitulate", "renounce", "abandon",
})  # fmt: skip
"""How people who fight or hold others at home give way to their own state, if nobody else is named."""
_MEN = frozenset({"policeman", "soldier", "officer", "guard", "mayor", "official", "serviceman"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})


def leaves_office(coding: Coding) -> bool:
    """Return whether somebody resigns, which is done to nobody: "bowed out over a remark about strikers"."""
    clause = coding.clause
    if coding.type is not EventType.RETREAT or coding.is_nominal or clause.objects:
        return False
    return clause.lemma in _RESIGNING or (clause.lemma in _LEAVING | {"bow"} and bool(clause.seconds & _ASIDE))


def frees_own(coding: Coding) -> bool:
    """Return whether rebels let go their own state's men: "turned over 17 policemen to the Red Cross"."""
    clause = coding.clause
    if coding.type is not EventType.RETREAT or coding.is_nominal or clause.is_passive:
        return False
    is_of_nobody = all(
        child.dep_ not in {"amod", "poss", "compound"} for noun in clause.objects for child in noun.children
    )
    return is_of_nobody and any(map(is_insurgent, clause.doers)) and any(noun.lemma_ in _MEN for noun in clause.objects)


def gives_way_at_home(coding: Coding, doers: Sequence[Token], *, is_group: bool) -> bool:
    """Return whether people at home surrender to their own state, or somebody won't give up his office there.

    Args:
        coding: The coded clause.
        doers: Heads of the nouns that name who acts.
        is_group: Whether those are an armed group by name.
    """
    if coding.type is EventType.REJECT:
        lemmas = {coding.clause.lemma, coding.inner.clause.lemma if coding.inner is not None else ""}
        return bool(lemmas & _LEAVING)
    if coding.type is not EventType.RETREAT:
        return False
    is_of_home = is_group or any(map(is_home_group, doers))
    yields_himself = any(noun.lower_ in _SELVES for noun in coding.clause.objects)
    if coding.clause.lemma in _SURRENDERING and (is_of_home or yields_himself):
        return True
    return any(map(is_local, doers)) and speaks_of_state(_received(coding))


def _received(coding: Coding) -> list[Token]:
    """The nouns that tell to whom somebody gives himself up: "surrendered to the *army*"."""
    return [noun for name, noun in coding.clause.preps if name == "to"]
