"""Learn anew what tells an article from each kind of page, and write bot/reading/refusals/weights.json.

    .venv/bin/python tools/train_refusals.py           write the table
    .venv/bin/python tools/train_refusals.py --check   print how well a fifth left out is told, five times over

A multinomial logistic regression on the signs of the lessons in tests/fixtures/pages, with an L2 penalty, by Adam steps
from zero: the same lessons give the same table. Run it after records or sayings were added.
"""

import json
import sys
import zlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bot.reading.refusals.judge import ARTICLE  # noqa: E402
from bot.reading.refusals.signs import signs  # noqa: E402
from tests.fixtures.pages import lessons  # noqa: E402
from tests.fixtures.pages.lessons import Lesson  # noqa: E402

TABLE = ROOT / "bot" / "reading" / "refusals" / "weights.json"
PENALTY = 0.3
STEPS = 200
RATE = 0.05
ARTICLES = 0.4
"""What an article counts beside a junk page: there are more of them here, and they are more alike."""
SELDOM = 3
"""Records or sayings in which a sign must occur to be learned."""
SLIGHT = 6
"""Hundredths below which a weight is left out of the table."""
_SEEN: dict[int, dict[str, float]] = {}


def learn(found: Sequence[Lesson], kinds: Sequence[str]) -> tuple[dict[str, int], np.ndarray]:
    """Return the signs with their rows, and the weights: a row a sign and last the base, a column a kind."""
    groups: dict[str, set[str]] = {}
    for lesson in found:
        for sign in seen(lesson) if lesson.group else ():
            groups.setdefault(sign, set()).add(lesson.group)
    known = sorted(sign for sign, named in groups.items() if len(named) >= SELDOM)
    rows = {sign: row for row, sign in enumerate(known)}
    amounts = matrix(found, rows)
    truth = np.eye(len(kinds), dtype=np.float32)[[kinds.index(lesson.kind) for lesson in found]]
    counts = [lesson.weight * (ARTICLES if lesson.kind == ARTICLE else 1) for lesson in found]
    counted = np.array(counts, dtype=np.float32)[:, None]
    weights = np.zeros((len(rows) + 1, len(kinds)), dtype=np.float32)
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = amounts.T @ ((shares(amounts @ weights) - truth) * counted)
        slope[:-1] += PENALTY * weights[:-1]
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return rows, weights


def matrix(found: Sequence[Lesson], rows: dict[str, int]) -> np.ndarray:
    """Return the amounts of the known signs, a row a lesson; the last column is 1."""
    amounts = np.zeros((len(found), len(rows) + 1), dtype=np.float32)
    amounts[:, -1] = 1
    for place, lesson in enumerate(found):
        for sign, amount in seen(lesson).items():
            if sign in rows:
                amounts[place, rows[sign]] = amount
    return amounts


def seen(lesson: Lesson) -> dict[str, float]:
    """Return a lesson's signs, looked for once."""
    if id(lesson) not in _SEEN:
        _SEEN[id(lesson)] = signs(lesson.lines, lesson.view)
    return _SEEN[id(lesson)]


def shares(scores: np.ndarray) -> np.ndarray:
    """Return likelihoods of scores, a row each."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1, keepdims=True)


def check() -> None:
    """Print the shares of junk refused, and with the right kind, and of articles refused, where each was left out."""
    tally: Counter[str] = Counter()
    for fifth in range(5):
        taught, out = lessons.parted(lambda record, fifth=fifth: zlib.crc32(record.id.encode()) % 5 == fifth)
        kinds = sorted({lesson.kind for lesson in taught})
        rows, weights = learn(taught, kinds)
        guessed = (matrix(out, rows) @ weights).argmax(axis=1)
        for lesson, guess in zip(out, (kinds[place] for place in guessed), strict=True):
            is_junk = lesson.kind != ARTICLE
            tally["junk" if is_junk else "articles"] += 1
            tally["junk refused" if is_junk else "articles refused"] += guess != ARTICLE
            tally["right kind"] += is_junk and guess == lesson.kind
    junk = tally["junk"]
    print(f"junk refused {tally['junk refused'] / junk:.3f}, right kind {tally['right kind'] / junk:.3f}")
    print(f"articles refused {tally['articles refused']}/{tally['articles']}")


def write(rows: dict[str, int], weights: np.ndarray, kinds: Sequence[str]) -> None:
    """Write the table: hundredths, a sign a line, without what weighs next to nothing."""
    hundredths = np.rint(weights * 100).astype(int)
    lines = []
    for sign, row in rows.items():
        kept = {kind: int(w) for kind, w in zip(kinds, hundredths[row], strict=True) if abs(w) >= SLIGHT}
        if kept:
            lines.append(f"  {json.dumps(sign, ensure_ascii=False)}: {json.dumps(kept)}")
    base = [int(weight) for weight in hundredths[-1]]
    head = f'{{\n "kinds": {json.dumps(kinds)},\n "base": {json.dumps(base)},\n "weights": {{\n'
    TABLE.write_text(head + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")
    print(f"{len(lines)} signs, {TABLE.stat().st_size // 1000} kB")


def main() -> None:
    """Learn from every lesson and write the table, or check."""
    if "--check" in sys.argv:
        check()
        return
    taught, _ = lessons.parted(lambda _: False)
    kinds = sorted({lesson.kind for lesson in taught})
    write(*learn(taught, kinds), kinds)


if __name__ == "__main__":
    main()
