"""What an article keeps coming back to: its words and pairs of words, weighed; a summary is good that tells most of them.

It knows nothing of how a sentence is said, only which tokens of it are kept.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_FADING: Final = 0.3
"""How much less a concept counts for each sentence that goes before the first one to have it."""
_PAIR: Final = 0.8
"""What a pair of words counts each time that it comes again, beside a word's 1 each time that it comes."""
_TELLING: Final = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})

Concept = str | tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concepts:
    """The weights of an article's concepts; what is not in it counts nothing."""

    weights: Mapping[Concept, float]

    def worth(self, concepts: Iterable[Concept]) -> float:
        """Return what several concepts count together, each once."""
        return math.fsum(self.weights.get(c, 0.0) for c in concepts)


def weigh(material: Material) -> Concepts:
    """Weigh the words of an article by how often and how early they come, and pairs of words that come again.

    Args:
        material: The article.

    Source:
        Gillick and Favre, "A scalable global model for summarization" (2009): a summary as the set of sentences that
        covers most of the weighed concepts.
    """
    counts: Counter[Concept] = Counter()
    first: dict[Concept, int] = {}
    for sentence in range(len(material.sentences)):
        for concept in _concepts(material.tokens(sentence)):
            counts[concept] += 1
            first.setdefault(concept, sentence)
    weights = {c: (n if isinstance(c, str) else _PAIR * (n - 1)) / (1 + _FADING * first[c]) for c, n in counts.items()}
    return Concepts(weights={c: w for c, w in weights.items() if w})


def told(draft: Draft) -> frozenset[Concept]:
    """Return the concepts that are left of a sentence."""
    return _concepts(draft.doc[i] for i in range(draft.start, draft.end) if i not in draft.dropped)


def _concepts(tokens: Iterable[Token]) -> frozenset[Concept]:
    found: set[Concept] = set()
    before, was_telling = "", False
    for token in tokens:
        if token.is_punct or token.is_space:
            continue
        word = token.lemma_.lower()
        is_telling = token.like_num or (token.pos_ in _TELLING and token.is_alpha and not token.is_stop)
        if is_telling:
            found.add(word)
        if before and (is_telling or was_telling):
            found.add((before, word))
        before, was_telling = word, is_telling
    return frozenset(found)
