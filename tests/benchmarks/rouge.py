"""ROUGE-1 and ROUGE-2 of a summary against a reference, as the package rouge-score counts them.

It knows nothing of articles. Words are runs of the letters a–z and digits in lower case, those of more than three
stemmed by Porter's rules; stop words count. The package itself is no dependency: it brings NLTK, abseil and NumPy for
what is said here in a page.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.porter import stem

_WORD: Final = re.compile(r"[a-z0-9]+")
_STEMMED_FROM: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rouge:
    """F1 of the single words and of the pairs of words, 0 to 1."""

    one: float
    two: float

    @property
    def mean(self) -> float:
        """Return the mean of both."""
        return (self.one + self.two) / 2


def score(reference: str, summary: str) -> Rouge:
    """Score a summary.

    Args:
        reference: What a person wrote.
        summary: What is scored; cut to its budget already.
    """
    meant, told = _words(reference), _words(summary)
    return Rouge(one=_f1(_grams(meant, 1), _grams(told, 1)), two=_f1(_grams(meant, 2), _grams(told, 2)))


def cut(sentences: Sequence[str], budget: int) -> str:
    """Join sentences, cut after a number of words parted by blanks."""
    return " ".join(" ".join(sentences).split()[:budget])


def _words(text: str) -> list[str]:
    found = _WORD.findall(text.lower())
    return [stem(w) if len(w) >= _STEMMED_FROM else w for w in found]


def _grams(words: Sequence[str], size: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + size]) for i in range(len(words) - size + 1))


def _f1(meant: Counter[tuple[str, ...]], told: Counter[tuple[str, ...]]) -> float:
    shared = (meant & told).total()
    if not shared:
        return 0.0
    precision, recall = shared / max(told.total(), 1), shared / max(meant.total(), 1)
    return 2 * precision * recall / (precision + recall)
