"""How well coded events agree with a gold standard of single sentences, each with one event.

Owns gold records as the scorer sees them and the measures, all of them on the first event that is given for a
sentence. Must not know the coder.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bot.model.plover import EventType

_RENAMED: Final = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Types of PLOVER 0.5 (2016) → those of 2021."""
_RESPELT: Final = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
"""Codes in older gold files that are not those of ISO 3166-1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One event as the scorer compares it.

    Attributes:
        type: PLOVER type.
        source, target: Codes of both sides, each once, parties without a code left out; may be empty.
        score: Cooperation-conflict score.
    """

    type: EventType
    source: frozenset[str]
    target: frozenset[str]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One gold sentence.

    Attributes:
        id: Its name, unlike any other's.
        text: The sentence.
        gold: Its event.
        is_reciprocal: Whether all its parties stand as sources, because they do it to each other.
    """

    id: str
    text: str
    gold: Coded
    is_reciprocal: bool


def read_records(path: Path) -> list[Record]:
    """Read a gold file: JSON lines with `id`, `text`, `event`, `source`, `target`, and maybe `reciprocal`, `score`.

    Raises:
        ValueError: A line is none of this, or there is no line; the message names file and line.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(_record(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise ValueError(f"{path.name}, line {number}: no gold record ({error!r})") from error
    if not found:
        raise ValueError(f"{path.name} has no record")
    return found


def _record(row: Mapping[str, Any]) -> Record:
    kind = EventType(_RENAMED.get(row["event"], row["event"]))
    gold = Coded(
        type=kind,
        source=codes(row["source"]),
        target=codes(row["target"]),
        score=float(row.get("score", kind.score)),
    )
    return Record(id=str(row["id"]), text=str(row["text"]), gold=gold, is_reciprocal=bool(row.get("reciprocal")))


def codes(items: Iterable[Mapping[str, str | None] | str | None]) -> frozenset[str]:
    """Return the codes of one side; an item is a code, an object with a `code`, or None for a party without one."""
    given = ((item["code"] if isinstance(item, Mapping) else item) for item in items)
    return frozenset(_RESPELT.get(code[:3].upper(), code[:3].upper()) for code in given if code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A gold record beside the first event given for it; None where none was."""

    record: Record
    given: Coded | None

    @property
    def is_type_right(self) -> bool:
        """Whether the type is the gold's."""
        return self.given is not None and self.given.type is self.record.gold.type

    @property
    def is_quad_right(self) -> bool:
        """Whether the quarter is the gold's."""
        return self.given is not None and self.given.type.quad is self.record.gold.type.quad

    @property
    def source(self) -> tuple[frozenset[str], frozenset[str]]:
        """The gold's sources and the given ones; of a reciprocal record all parties are its sources."""
        if self.given is None:
            return self.record.gold.source, frozenset()
        return self.record.gold.source, self.given.source | (self.given.target if self._is_pooled else frozenset())

    @property
    def target(self) -> tuple[frozenset[str], frozenset[str]]:
        """The gold's targets and the given ones; of a reciprocal record neither counts."""
        if self._is_pooled:
            return frozenset(), frozenset()
        return self.record.gold.target, self.given.target if self.given is not None else frozenset()

    @property
    def _is_pooled(self) -> bool:
        return self.record.is_reciprocal and self.given is not None

    @property
    def are_sides_right(self) -> bool:
        """Whether both sides have exactly the gold's codes."""
        return all(gold == given for gold, given in (self.source, self.target))

    @property
    def score_error(self) -> float:
        """How far the score lies from the gold's; no event counts as 0."""
        return abs(self.record.gold.score - (self.given.score if self.given is not None else 0.0))

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong: "none" where nothing was given, else any of "type", "source" and "target"."""
        if self.given is None:
            return ("none",)
        wrong = {
            "type": not self.is_type_right,
            "source": self.source[0] != self.source[1],
            "target": self.target[0] != self.target[1],
        }
        return tuple(name for name, is_wrong in wrong.items() if is_wrong)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """The measures over all records, each from 0 to 1 but for the last.

    Attributes:
        type_accuracy: Share of records whose type is right.
        type_macro_f1: Mean over the gold's types of their F1.
        quad_accuracy: Share of records whose quarter is right.
        source_f1, target_f1: F1 of the codes of one side, micro-averaged.
        sides_exact: Share of records both sides of which are exactly right.
        triple_exact: Share of records where the type is right, too.
        score_error: Mean distance of the scores, in points of PLOVER's scale.
    """

    type_accuracy: float
    type_macro_f1: float
    quad_accuracy: float
    source_f1: float
    target_f1: float
    sides_exact: float
    triple_exact: float
    score_error: float


def score(outcomes: Sequence[Outcome]) -> Scores:
    """Return the measures.

    Args:
        outcomes: One for each gold record, those without an event among them; not empty.
    """
    count = len(outcomes)
    by_type = type_scores(outcomes)
    return Scores(
        type_accuracy=sum(one.is_type_right for one in outcomes) / count,
        type_macro_f1=sum(one.f1 for one in by_type.values()) / len(by_type),
        quad_accuracy=sum(one.is_quad_right for one in outcomes) / count,
        source_f1=_codes_f1([one.source for one in outcomes]),
        target_f1=_codes_f1([one.target for one in outcomes]),
        sides_exact=sum(one.are_sides_right for one in outcomes) / count,
        triple_exact=sum(one.is_type_right and one.are_sides_right for one in outcomes) / count,
        score_error=sum(one.score_error for one in outcomes) / count,
    )


def _codes_f1(sides: Sequence[tuple[frozenset[str], frozenset[str]]]) -> float:
    right = sum(len(gold & given) for gold, given in sides)
    return _f1(right, sum(len(given) for _, given in sides), sum(len(gold) for gold, _ in sides))


def _f1(right: int, given: int, gold: int) -> float:
    return 2 * right / (given + gold) if given + gold else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeScore:
    """How one type fared: records that have it by the gold, records that were given it, and both."""

    gold: int
    given: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the given that are right; 0 where none was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _f1(self.right, self.given, self.gold)


def type_scores(outcomes: Iterable[Outcome]) -> dict[EventType, TypeScore]:
    """Return how each type of the gold fared, in PLOVER's order."""
    cells = confusion(outcomes)
    gold, given = Counter[EventType](), Counter[EventType | None]()
    for (wanted, found), count in cells.items():
        gold[wanted] += count
        given[found] += count
    return {
        kind: TypeScore(gold=gold[kind], given=given[kind], right=cells[kind, kind]) for kind in EventType if gold[kind]
    }


def confusion(outcomes: Iterable[Outcome]) -> Counter[tuple[EventType, EventType | None]]:
    """Return how often each type of the gold was given as which; None where no event was given."""
    return Counter((one.record.gold.type, one.given.type if one.given is not None else None) for one in outcomes)
