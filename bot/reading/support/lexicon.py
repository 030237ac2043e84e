"""The words by which two sentences are compared: which tell the same, which change a claim (lexicon/support.toml)."""

from collections import defaultdict
from typing import Final

from bot.reading.events import tree
from bot.reading.events.lexicon import canonical
from bot.reading.lexicon import load_words
from bot.reading.parsed import Token

_WORDS = load_words("support")
SAYING: Final = _WORDS["saying"]
MUTUAL: Final = _WORDS["mutual"]
WEIGHTY: Final = _WORDS["weighty"]
IDLE: Final = _WORDS["idle"]
CONDITIONS: Final = _WORDS["conditions"]
NARROWED: Final = _WORDS["narrowed"]
EMPTY: Final = _WORDS["empty"]
STATES: Final = _WORDS["states"]
_NEGATIONS: Final = {"n't": "not", "cannot": "not", "'t": "not"}


def _allowed() -> dict[str, frozenset[str]]:
    """Return for each word of a claim the other words of an article that it may stand for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _WORDS["same"]:
        for word in group.split():
            found[word].update(group.split())
    for row in _WORDS["wider"]:
        word, narrower = row.split(":")
        found[word].update(narrower.split())
    return {word: frozenset(others - {word}) for word, others in found.items()}


def _prepositions() -> dict[str, frozenset[str]]:
    """Return for each preposition those that tell the same relation."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for group in _WORDS["preposition_groups"]:
        for word in group.split():
            found[word].update(group.split())
    return {word: frozenset(others) for word, others in found.items()}


_ALLOWED: Final = _allowed()
_PREPOSITIONS: Final = _prepositions()


def key_of(token: Token) -> str:
    """Return the word by which a token is compared: its lemma in British spelling, a verb's with its particle."""
    if tree.is_verb(token):
        particle = tree.first_child(token, "prt")
        lemma = canonical(tree.lemma(token))
        return lemma if particle is None else f"{lemma}_{particle.lower_}"
    lemma = canonical(token.lemma_)
    return _NEGATIONS.get(lemma, lemma)


def stands_for(word: str, printed: str) -> bool:
    """Return whether a claim's word says no more than the word that the article prints."""
    return word == printed or printed in _ALLOWED.get(word, ())


def same_relation(preposition: str, printed: str) -> bool:
    """Return whether two prepositions tell one relation."""
    return preposition == printed or printed in _PREPOSITIONS.get(preposition, ())
