"""Who does it in a passive: found from what is done where no "by" tells it.

Source: PLOVER manual (draft 0.8), sections on actor and recipient of each type.
"""

from spacy.tokens import Token

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.parties import Parties
from bot.reading.events.predicate import Predicate

_ANNOUNCING = frozenset({"announce", "promise", "declare", "decree", "pledge"})
_DRIVEN = frozenset({"expel", "deport", "evict", "banish", "bar", "ban", "exclude", "eject", "extradite", "repatriate"})
"""Verbs in whose passive "from X" tells who did it."""


def source_of_passive(coding: Coding, parties: Parties) -> tuple[int, ...] | None:
    """Return who acts in a passive clause whose "by" names nobody.

    Args:
        coding: The coded clause, in the passive.
        parties: Finds actors in noun phrases.

    Returns:
        The ids; empty where the clause tells that nobody is named, None where it tells nothing of it.
    """
    clause = coding.clause
    if not clause.agents and _announces(coding):
        assert coding.frame is not None
        return parties.of_all(coding.frame.doers)
    if not clause.agents and _undergoes(coding.noun, clause):
        assert coding.noun is not None
        return parties.owner(coding.noun) or parties.before(coding.noun)
    if clause.lemma in _DRIVEN and (host := clause.object_of("from")) is not None:
        return parties.within(host)
    if not clause.agents and (late := parties.of_all(_late_agents(clause))):
        return late
    if coding.type is EventType.ASSAULT and (how := _attacks(clause)):
        doers = [noun for verb in how for own in tree.children(verb, "nsubj") for noun in tree.joined(own)]
        return parties.of_all(doers) or only_place(how[0], parties)
    if coding.type is EventType.MOBILIZE and (forces := parties.of_all(clause.objects)):
        return forces
    return None


def _announces(coding: Coding) -> bool:
    """Whether a state tells what is to be done, by itself: "announced that a referendum would be held"."""
    return coding.frame is not None and coding.frame.lemma in _ANNOUNCING and coding.type is EventType.AGREE


def _undergoes(noun: Token | None, clause: Predicate) -> bool:
    """Whether an act, no party, is what a passive is about: "Chinese *sanctions* were lifted"."""
    return (
        noun is not None
        and noun.lemma_.lower() not in load_lexicon().parties
        and any(each.i == noun.i for each in clause.objects)
    )


def _attacks(clause: Predicate) -> list[Token]:
    """The clauses that tell how harm came about: "two were hurt when Kenyan police *opened* fire"."""
    if clause.agents:
        return []
    how = [verb for verb in tree.children(clause.verb, "advcl") if tree.first_child(verb, "nsubj") is not None]
    return [verb for verb in how if any(child.lower_ in {"when", "as", "after"} for child in verb.children)]


def _late_agents(clause: Predicate) -> list[Token]:
    """Who does it in a passive where a comma parts "by" from the clause, so that the parse hangs it lower."""
    doc = clause.verb.doc
    return [
        noun
        for token in doc[clause.verb.i + 1 : clause.verb.sent.end]
        if token.lower_ == "by" and token.dep_ in {"agent", "prep"} and doc[token.i - 1].text == ","
        for noun in tree.children(token, "pobj")
    ]


def only_place(verb: Token, parties: Parties) -> tuple[int, ...]:
    """Return the country of all places that a clause names, where it is one."""
    mentions = (parties.cast.mention_at(token.i) for token in tree.walk_down(verb))
    places = [each.actor for each in mentions if each is not None and each.is_place]
    return (places[0],) if len({parties.cast.country_of(each) for each in places}) == 1 else ()
