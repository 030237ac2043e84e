"""Whether an article says what a claim says: each predicate of the claim is laid over one of the article's.

A claim's predicate is placed where the article has one in the same or an equal word, under the same negation, hedge,
condition and speaker, and with everything that the claim hangs on it. What the article has beyond that may be left out,
unless leaving it out would claim more. A word of the claim that no predicate has covered makes it unsupported: what the
parse or these rules don't understand is not shown.

Source:
    Goyal & Durrett 2020, "Evaluating Factuality in Generation with Dependency-level Entailment", whose arcs these are,
    decided by rule instead of by a model.
"""

from dataclasses import dataclass
from typing import Final

from bot.model.wording import Doubt
from bot.reading.parsed import Token
from bot.reading.support.claim import Claim
from bot.reading.support.clause import chain_of, is_predicate
from bot.reading.support.lexicon import WEIGHTY, key_of, stands_for
from bot.reading.support.match import Alignment
from bot.reading.support.people import is_silent

_CONTENT: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X", "SYM", "INTJ"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How a claim is covered: the article's sentences that do it, or why none do."""

    sentences: frozenset[int] = frozenset()
    doubt: Doubt | None = None


def cover(claim: Claim, alignment: Alignment) -> Cover:
    """Cover a claim with predicates of its article.

    Args:
        claim: Article and claim.
        alignment: Compares their predicates.
    """
    predicates = [t for t in claim.tokens if is_predicate(t) and t.i not in alignment.quoted]
    if not predicates:
        return Cover(doubt=Doubt.FORM)
    covered, used = set(alignment.quoted), set[int]()
    for predicate in predicates:
        place = _place(predicate, claim, alignment)
        if isinstance(place, Doubt):
            return Cover(doubt=place)
        used.add(place[0])
        covered |= place[1]
    if not used.issuperset(alignment.quoted.values()):
        return Cover(doubt=Doubt.QUOTE)
    is_open = any(t.i not in covered and _says_something(t) for t in claim.tokens)
    return Cover(doubt=Doubt.WORDS) if is_open else Cover(sentences=frozenset(used))


def _says_something(token: Token) -> bool:
    is_weighty = token.pos_ == "DET" and key_of(token) in WEIGHTY
    return is_weighty or (token.pos_ in _CONTENT and not is_silent(token))


def _place(said: Token, claim: Claim, alignment: Alignment) -> tuple[int, set[int]] | Doubt:
    """Return the article's sentence that holds a predicate of the claim, and the claim's tokens that it covers."""
    doubt = Doubt.WORDS
    for sentence in range(claim.sentence):
        for printed in claim.printed(sentence):
            if not is_predicate(printed) or not stands_for(key_of(said), key_of(printed)):
                continue
            covered = alignment.arguments(said, printed)
            if covered is None:
                continue
            if alignment.has_same_force(said, printed):
                return sentence, covered | {said.i} | _helpers(said, alignment)
            doubt = Doubt.FORCE
    return doubt


def _helpers(verb: Token, alignment: Alignment) -> set[int]:
    """Return the particles, negations and weighty words of a verb, and the "according to", that force has compared."""
    found = {c.i for c in verb.children if c.dep_ in {"prt", "neg", "aux", "auxpass", "mark"}}
    for child in verb.children:
        if child.dep_ in {"advmod", "npadvmod", "quantmod"} and key_of(child) in WEIGHTY:
            found |= {child.i, *(c.i for c in child.children if key_of(c) in WEIGHTY)}
        if child.lower_ == "according":
            found |= {word.i for word in child.subtree if word.dep_ in {"prep", "pcomp", "advmod"} or word == child}
    for link in chain_of(verb):
        if link.is_said and not is_predicate(link.governor):
            found |= {link.governor.i, *(word.i for word in alignment.people.words_of(link.governor))}
    return found
