"""What an article keeps coming back to: its words and pairs of words, weighed; a good summary tells most of them.

It knows nothing of how a sentence is said, only which tokens of it are kept.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bot.reading.parsed import Doc
from bot.reading.summary.draft import Draft
from bot.reading.summary.material import Material

_FADING: Final = 0.5
"""How much less a concept counts for each sentence that goes before the first one to have it."""
_PAIR: Final = 0.8
"""What a pair of words counts each time that it comes again, beside a word's 1 each time that it comes."""
_TELLING: Final = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})

Concept = str | tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Concepts:
    """What each token of an article tells, and what it counts.

    Attributes:
        words: The lemma of each token, "" for what is no word.
        telling: Whether it is a word that tells something by itself.
        weights: What each word and pair of words counts; what is not in it counts nothing.
    """

    words: tuple[str, ...]
    telling: tuple[bool, ...]
    weights: Mapping[Concept, float]

    def worth(self, concepts: Iterable[Concept]) -> float:
        """Return what several concepts count together, each once; their order makes no difference."""
        return math.fsum(self.weights.get(c, 0.0) for c in concepts)

    def told(self, draft: Draft) -> frozenset[Concept]:
        """Return the concepts that are left of a sentence."""
        kept = (i for i in range(draft.start, draft.end) if i not in draft.dropped)
        return _concepts(self.words, self.telling, kept)


def weigh(material: Material) -> Concepts:
    """Weigh the words of an article by how often and how early they come, and pairs of words that come again.

    Args:
        material: The article.

    Source:
        Gillick and Favre, "A scalable global model for summarization" (2009): a summary as the set of sentences that
        covers most of the weighed concepts.
    """
    if "concepts" not in material.printed:
        material.printed["concepts"] = _weighed(material)
    found: Concepts = material.printed["concepts"]
    return found


def _weighed(material: Material) -> Concepts:
    words, telling = _words(material.doc)
    counts: Counter[Concept] = Counter()
    first: dict[Concept, int] = {}
    for sentence, (start, end) in enumerate(material.ranges):
        for concept in _concepts(words, telling, range(start, end)):
            counts[concept] += 1
            first.setdefault(concept, sentence)
    weights = {c: (n if isinstance(c, str) else _PAIR * (n - 1)) / (1 + _FADING * first[c]) for c, n in counts.items()}
    return Concepts(words=words, telling=telling, weights={c: w for c, w in weights.items() if w})


def _words(doc: Doc) -> tuple[tuple[str, ...], tuple[bool, ...]]:
    """Return each token's lemma in lower case, "" for marks and blanks, and whether it tells something."""
    words = tuple("" if token.is_punct or token.is_space else token.lemma_.lower() for token in doc)
    telling = tuple(
        token.like_num or (token.pos_ in _TELLING and token.is_alpha and not token.is_stop) for token in doc
    )
    return words, telling


def _concepts(words: tuple[str, ...], telling: tuple[bool, ...], tokens: Iterable[int]) -> frozenset[Concept]:
    found: set[Concept] = set()
    before, was_telling = "", False
    for i in tokens:
        word = words[i]
        if not word:
            continue
        is_telling = telling[i]
        if is_telling:
            found.add(word)
        if before and (is_telling or was_telling):
            found.add((before, word))
        before, was_telling = word, is_telling
    return frozenset(found)
