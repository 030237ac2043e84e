"""Learn the weights of the quiz's judge from rated questions: `python tools/train_questions.py [--write]`.

Reads `tools/rated_questions.csv` (a set, the signs of each question, whether a strict reader passed it whole, whether
it was broken), prints for several thresholds what a set gives that the weights have not seen, and with `--write`
stores the weights of all sets. Each weight keeps the sign that common sense gives it: one that comes out against it is
left out.
"""

import csv
import json
import sys
from collections.abc import Sequence
from math import exp
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.quiz.odds.judge import Judge  # noqa: E402  # the path has to be known first
from bot.quiz.odds.signs import SIGNS, SPEAKS_FOR  # noqa: E402

TABLE = ROOT / "tools" / "rated_questions.csv"
WEIGHTS = ROOT / "bot" / "quiz" / "odds" / "weights.json"
RIDGE = 1.0
LEAST = 0.3
"""Chance from which a question is shown; where the curve of unseen sets turns."""
_CURVE = (0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
_STEPS = 40


class Rated(NamedTuple):
    """One rated question."""

    set: str
    is_asked: bool
    """Whether the rules let it pass by themselves; the others were rated to learn from."""
    signs: tuple[float, ...]
    is_good: bool
    is_broken: bool


def read_table(path: Path = TABLE) -> list[Rated]:
    """Return the rated questions of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Rated(
            row["set"],
            row["asked"] == "1",
            tuple(float(row[sign]) for sign in SIGNS),
            row["good"] == "1",
            row["broken"] == "1",
        )
        for row in rows
    ]


def learn(rated: Sequence[Rated], *, ridge: float = RIDGE, least: float = LEAST) -> Judge:
    """Fit a ridge logistic regression by Newton's method, without what comes out against common sense."""
    used = list(range(len(SIGNS)))
    while True:
        weights = _fit(
            [[*(one.signs[j] for j in used), 1.0] for one in rated], [float(r.is_good) for r in rated], ridge
        )
        against = [(w if SIGNS[j] in SPEAKS_FOR else -w, j) for w, j in zip(weights, used, strict=False)]
        if not against or min(against)[0] >= 0:
            break
        used.remove(min(against)[1])
    kept = {SIGNS[j]: round(w, 3) for j, w in zip(used, weights, strict=False)}
    return Judge(bias=round(weights[-1], 3), weights=kept, least=least)


def _fit(rows: Sequence[Sequence[float]], good: Sequence[float], ridge: float) -> list[float]:
    size = len(rows[0])
    weights = [0.0] * size
    penalty = [ridge] * (size - 1) + [1e-6]
    for _ in range(_STEPS):
        chances = [1 / (1 + exp(-sum(w * x for w, x in zip(weights, row, strict=True)))) for row in rows]
        slope = [p * w for p, w in zip(penalty, weights, strict=True)]
        bend = [[penalty[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, chance, target in zip(rows, chances, good, strict=True):
            for i in range(size):
                slope[i] += (chance - target) * row[i]
                for j in range(size):
                    bend[i][j] += chance * (1 - chance) * row[i] * row[j]
        step = _solved(bend, slope)
        weights = [w - s for w, s in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve a positive definite system by elimination."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for i in range(size):
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows[i][size] - sum(rows[i][j] * found[j] for j in range(i + 1, size))) / rows[i][i]
    return found


def unseen(rated: Sequence[Rated]) -> list[tuple[float, Rated]]:
    """Return each asked question with the chance that weights of the other sets give it."""
    found = []
    for name in sorted({one.set for one in rated}):
        judge = learn([one for one in rated if one.set != name])
        mine = (one for one in rated if one.set == name and one.is_asked)
        found += [(judge.chance(dict(zip(SIGNS, one.signs, strict=True))), one) for one in mine]
    return found


def main() -> None:
    """Print the curve, and store the weights where that is asked for."""
    rated = read_table()
    held_out = unseen(rated)
    print(f"{len(rated)} rated, {len(held_out)} of them asked")
    for least in _CURVE:
        shown = [one for chance, one in held_out if chance >= least]
        if shown:
            good, broken = (sum(getattr(one, name) for one in shown) / len(shown) for name in ("is_good", "is_broken"))
            print(f"from {least}: {len(shown)} shown, {good:.0%} good, {broken:.1%} broken")
    judge = learn(rated)
    print(judge)
    if "--write" in sys.argv:
        told = {"bias": judge.bias, "weights": dict(judge.weights), "least": judge.least}
        WEIGHTS.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
