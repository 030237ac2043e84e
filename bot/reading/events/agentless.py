"""Who does it in a passive that names nobody: told by a noun, by "from", by how it came about, or by the place."""

from bot.model.plover import EventType
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import load_lexicon
from bot.reading.events.parties import Parties
from bot.reading.events.predicate import Predicate
from bot.reading.parsed import Token

_ANNOUNCING = frozenset({"announce", "promise", "declare", "decree", "pledge"})
_DRIVEN = frozenset({"expel", "deport", "evict", "banish", "bar", "ban", "exclude", "eject", "extradite", "repatriate"})
"""Verbs in whose passive "from X" tells who did it."""
_ENTRIES = frozenset({"entry", "access", "visa", "admission", "permission"})


def agentless(coding: Coding, parties: Parties) -> tuple[int, ...] | None:
    """Find who acts in a passive clause whose "by" names nobody known.

    Args:
        coding: A coding whose clause is passive.
        parties: Finds actors in noun phrases.

    Returns:
        The ids, empty where whoever it is has no side; None where the words tell nothing, so that only the place may.
    """
    clause = coding.clause
    if not clause.agents and _announces(coding):
        assert coding.frame is not None
        return parties.of_all(coding.frame.doers)
    if (
        not clause.agents
        and coding.noun is not None
        and _undergoes(coding.noun, clause)
        and not parties.at(coding.noun)
    ):
        return parties.owner(coding.noun) or parties.before(coding.noun)
    if clause.lemma in _DRIVEN and (left := clause.object_of("from")) is not None:
        return parties.within(left)
    if not clause.agents and (late := parties.of_all(_late_agents(clause))):
        return late
    if coding.type is EventType.ASSAULT and (how := _attacks(clause)):
        doers = [noun for verb in how for own in tree.children(verb, "nsubj") for noun in tree.joined(own)]
        return parties.of_all(doers) or only_place(how[0], parties)
    if coding.type is EventType.MOBILIZE and (forces := parties.of_all(clause.objects)):
        return forces
    if not clause.agents and (host := _host(coding)) is not None:
        return parties.within(host) or parties.before(host)
    return None


def only_place(verb: Token, parties: Parties) -> tuple[int, ...]:
    """Return the country of all places that a clause names, where it is one.

    Args:
        verb: The clause's verb.
        parties: Finds actors in noun phrases.
    """
    mentions = (parties.cast.mention_at(token.i) for token in tree.walk_down(verb))
    places = [each.actor for each in mentions if each is not None and each.is_place]
    return (places[0],) if len({parties.cast.country_of(each) for each in places}) == 1 else ()


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


def _host(coding: Coding) -> Token | None:
    """Whose act a passive is that names nobody: he whose envoy is recalled, or to whose country entry is refused."""
    clause = coding.clause
    if coding.type is EventType.SANCTION and clause.lemma in {"recall", "withdraw", "pull"}:
        return next((child for noun in clause.objects for child in tree.children(noun, "poss")), None)
    if coding.type is EventType.REJECT and clause.lemma in {"refuse", "deny"}:
        denied = [child for child in clause.verb.children if child.lemma_ in _ENTRIES]
        pairs = [pair for noun in denied for pair in tree.prepositions(noun)] + list(clause.preps)
        return next((inner for name, inner in pairs if name in {"to", "into"}), None)
    return None
