"""Organs named without their state: "the foreign ministry in Oslo", "urged the authorities" of the state just named."""

from bot.model.countries import IGO, NGO
from bot.model.ids import CountryCode
from bot.model.reading import ActorKind
from bot.reading.actors.cast import MentionForm
from bot.reading.actors.casting import Casting, Draft
from bot.reading.parsed import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ORGANS = frozenset({"authority", "government", "military", "army", "junta", "regime", "ruler"})
_ADDRESSING = frozenset({"urge", "call", "ask", "press", "tell", "demand", "warn", "appeal", "condemn", "accuse"})
_DESCRIBING = frozenset({"military", "civilian", "ruling", "interim", "transitional", "local", "new"})
_BEFORE = frozenset({"amod", "compound", "nmod", "poss", "det"})
_SUMMONING = frozenset({"summon", "expel", "invite", "receive"})
"""What the ministry of one state does with the envoy of another."""


def state_of_ministry(token: Token, casting: Casting) -> CountryCode | None:
    """Return the state whose ministry "the foreign ministry" is.

    Args:
        token: A noun with "the" before it that refers to nobody yet.
        casting: Every mention before it is there.

    Returns:
        The state in whose capital it sits; of a ministry that summons another state's envoy, the one that acted in the
        sentence before. None where neither is told, or where the words before it already name somebody.
    """
    if token.lemma_.lower() != "ministry" or any(child.dep_ == "poss" for child in token.lefts):
        return None
    matter = [child for child in token.lefts if child.dep_ in _BEFORE - {"det"}]
    if not matter or any(casting.at(word.i) is not None for child in matter for word in child.subtree):
        return None
    behind = [child for child in token.rights if child.dep_ == "prep"]
    if behind:
        return _seat(behind[0], casting) if behind[0].lower_ == "in" and len(behind) == 1 else None
    return _acting_before(token, casting) if _summons(token) else None


def state_addressed(token: Token, casting: Casting) -> CountryCode | None:
    """Return the state whose organ is asked: "voiced concern about *Chad* and urged *the authorities* to free".

    Args:
        token: A noun with "the" before it that refers to nobody yet.
        casting: Every mention before it is there.

    Returns:
        The one state that stands, behind the verb that this one is joined to, besides those that speak.
    """
    verb = token.head
    if token.lemma_.lower() not in _ORGANS or token.dep_ != "dobj" or verb.dep_ != "conj":
        return None
    if verb.lemma_ not in _ADDRESSING or any(child.dep_ in _SUBJECTS for child in verb.lefts):
        return None
    if any(child.dep_ != "det" and child.lower_ not in _DESCRIBING for child in token.lefts):
        return None
    if any(child.dep_ == "prep" for child in token.rights):
        return None
    named = (casting.at(word.i) for word in verb.head.subtree if verb.head.i < word.i < verb.i)
    sides = {draft.country for each in named if each is not None for draft in each.drafts}
    spoken = (casting.at(word.i) for child in verb.head.lefts if child.dep_ in _SUBJECTS for word in child.subtree)
    own = {draft.country for each in spoken if each is not None for draft in each.drafts}
    if len(sides) != 1 or sides & (own | {None, IGO, NGO}):
        return None
    return sides.pop()


def is_asker(token: Token, state: Draft, casting: Casting) -> bool:
    """Return whether a state itself asks something of an organ without a name, which so is another's.

    Args:
        token: The organ.
        state: The state.
        casting: Every mention before it is there.
    """
    verb = token.head
    if token.dep_ != "dobj" or verb.lemma_ not in _ADDRESSING:
        return False
    while verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.lefts):
        verb = verb.head
    askers = (casting.at(child.i) for child in verb.lefts if child.dep_ in _SUBJECTS)
    return any(state in each.drafts for each in askers if each is not None)


def _seat(prep: Token, casting: Casting) -> CountryCode | None:
    town = next((child for child in prep.rights if child.dep_ == "pobj"), None)
    reference = casting.at(town.i) if town is not None else None
    if reference is None or len(reference.drafts) > 1 or reference.draft.kind is not ActorKind.COUNTRY:
        return None
    return reference.draft.country


def _summons(token: Token) -> bool:
    return token.dep_ in _SUBJECTS and token.head.lemma_ in _SUMMONING and token.dep_ != "nsubjpass"


def _acting_before(token: Token, casting: Casting) -> CountryCode | None:
    """The one state that is subject of the sentence before, where the ministry acts on somebody of another one."""
    before = [ref for ref in casting.before(token.i, 1) if casting.distance(ref, token.i) == 1]
    roots = [(ref, casting.doc[ref.start : ref.end].root) for ref in before if ref.form is not MentionForm.PLACE]
    acting = {draft.country for ref, root in roots if root.dep_ in _SUBJECTS for draft in ref.drafts}
    met = {
        draft.country
        for word in token.head.subtree
        if word.i > token.head.i and (ref := casting.at(word.i)) is not None
        for draft in ref.drafts
    }
    if len(acting) != 1 or acting & (met | {None, IGO, NGO}):
        return None
    return acting.pop()
