"""How well copies are told from other texts, and how long that takes: the table of `docs/duplicates.md`.

    python -m tests.benchmarks.copies

Each row takes pairs of texts the whole way: the bands that the store looks up, the estimate, and the verdict.
"""

import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from bot.model.copies import Twin
from bot.sources.likeness import LEAST_SHINGLES, likeness, may_be_one, shingles, sketch, twin
from tests.fixtures.copies.texts import COPIES, account_pairs, accounts, cut_to, own_articles, pairs_of, update

_LONG, _MID = 100, 50


def verdict(known: str, new: str) -> Twin | None:
    """Return what a new text is found to be; None where its bands or the estimate don't bring the two together."""
    mine, theirs = sketch(new), sketch(known)
    if not set(mine.bands) & set(theirs.bands) or not may_be_one(mine, theirs):
        return None
    return twin(new, known)[0]


def row(name: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """Return a row: how like the pairs are, how many share a band, and what they are found to be."""
    found = [likeness(new, known) for known, new in pairs]
    said = Counter(verdict(known, new) for known, new in pairs)
    shares = sorted(max(one.of_new, one.of_known) for one in found)
    jaccards = sorted(one.jaccard for one in found)
    return [
        name,
        str(len(pairs)),
        f"{jaccards[0]:.2f}–{jaccards[-1]:.2f}",
        f"{shares[0]:.2f}–{shares[-1]:.2f}",
        str(said[Twin.COPY]),
        str(said[Twin.FULLER]),
        str(said[Twin.OTHER] + said[None]),
    ]


def rows() -> list[list[str]]:
    """Return the whole table."""
    texts = own_articles()
    long = [one for one in texts if len(one.split()) >= _LONG] + [one for told in accounts()[:6] for one in told]
    middle = [one for one in texts if _MID <= len(one.split()) < _LONG]
    made = []
    for name, change in {**COPIES, "cut to a quarter": cut_to(0.25), "a later version": update}.items():
        for label, some in (("100 words or more", long), ("50 to 99 words", middle)):
            made.append(row(f"{name}, {label}", pairs_of(change, some)))
    made.append(row("the longer after the one cut to half", [(new, old) for old, new in pairs_of(cut_to(0.5), long)]))
    made.append(row("two accounts of one event", account_pairs()))
    likely = [(a, b) for a, b in combinations(texts, 2) if shingles(a) & shingles(b)]
    made.append(row("articles about other things that share a shingle", likely))
    return made


def speed() -> str:
    """Return how long a sketch and a comparison take."""
    texts = [one for one in own_articles(_LONG) if len(shingles(one)) >= LEAST_SHINGLES]
    sketch(texts[0])
    began = time.perf_counter()
    for one in texts:
        sketch(one)
    sketched = time.perf_counter()
    for one, other in combinations(texts, 2):
        twin(one, other)
    ended = time.perf_counter()
    pairs = len(texts) * (len(texts) - 1) // 2
    words = sum(len(one.split()) for one in texts) // len(texts)
    return (
        f"sketch {1000 * (sketched - began) / len(texts):.2f} ms, "
        f"comparison {1000 * (ended - sketched) / pairs:.2f} ms "
        f"(texts of {words} words)"
    )


def main() -> None:
    """Print the table and the times."""
    head = ["pairs of", "pairs", "Jaccard", "share of the shorter", "copy", "fuller", "other"]
    for line in (head, ["---"] * len(head), *rows()):
        print(f"| {' | '.join(line)} |")
    print(speed())


if __name__ == "__main__":
    main()
