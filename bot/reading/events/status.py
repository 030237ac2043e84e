"""Whether an event took place, as far as the text says, and what part of it is only claimed."""

from bot.model.reading import Status
from bot.reading.events import tree
from bot.reading.events.coding import Coding
from bot.reading.events.lexicon import Lexicon
from bot.reading.events.walk import Role
from bot.reading.parsed import Token

_CLAIMS = frozenset(
    {"claim", "allege", "believe", "suspect", "rumour", "estimate", "speculate", "think", "contend", "suggest"}
)
_CLAIMED = frozenset({"alleged", "suspected", "purported", "supposed", "so-called"})


def status_of(coding: Coding, role: Role, lexicon: Lexicon) -> Status:
    """Return an event's status.

    Args:
        coding: The coded clause with the status of its moods.
        role: Its part in the sentence; what stands inside an accusation is only reported.
        lexicon: For hedging adverbs.

    Returns:
        The status: a hedge makes an occurred event reported; plans, possibilities and denials stay what they are.
    """
    if role is Role.INNER and coding.status is Status.OCCURRED:
        return Status.REPORTED
    if coding.status is not Status.OCCURRED:
        return coding.status
    if coding.frame is not None and coding.frame.lemma in _CLAIMS and not coding.is_obligation:
        return Status.REPORTED
    verbs = [coding.clause.verb, *([coding.frame.verb] if coding.frame is not None else [])]
    hedges = lexicon.words["adverbs.reported"]
    if any(child.lower_ in hedges for verb in verbs for child in verb.children):
        return Status.REPORTED
    possible = lexicon.words["adverbs.possible"]
    if any(child.lower_ in possible for child in coding.clause.verb.children if child.dep_ == "advmod"):
        return Status.POSSIBLE
    if coding.is_nominal and any(child.lower_ in _CLAIMED for child in coding.trigger.children):
        return Status.REPORTED
    return Status.OCCURRED


def alleged_part(coding: Coding, lexicon: Lexicon) -> str | None:
    """Return what an event's object is only said to be or to have done, in a word or two.

    Args:
        coding: The coded clause.
        lexicon: For hedging adverbs.

    Returns:
        "smuggling" for "a boat, allegedly used for smuggling"; None where nothing about the parties is hedged.
    """
    hedges = lexicon.words["adverbs.reported"]
    nouns = [*coding.clause.objects, *coding.clause.doers, *(noun for _, noun in coding.clause.preps)]
    described = [clause for noun in nouns for clause in tree.children(noun, "acl", "relcl")]
    described += [clause for clause in tree.children(coding.clause.verb, "advcl") if clause.tag_ == "VBN"]
    for clause in described:
        if any(child.lower_ in hedges for child in clause.children):
            return _claim(clause)
    for noun in nouns:
        for child in tree.children(noun, "amod"):
            if child.lower_ in _CLAIMED:
                return noun.lower_
    return None


def _claim(clause: Token) -> str:
    """Name what a hedged participle claims: what it was for, else the doing itself."""
    for _, verb in tree.gerunds(clause):
        return verb.lower_
    named = [noun for name, noun in tree.prepositions(clause) if name in {"for", "in", "of"}]
    return named[0].lower_ if named else clause.lower_
