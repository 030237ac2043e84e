"""Which gold sentences are coded otherwise than by the gold, one by one. Must not know the coder."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.benchmarks.event_score import Coded, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A sentence whose first event differs from the gold's; where none was given, its columns are empty.

    Attributes:
        id: The sentence's.
        faults: Joined by "+": "none", or what differs of "type", "source" and "target".
        gold_source, gold_target, given_source, given_target: Codes in alphabetical order.
        reciprocal: "yes" where the gold lists all parties as sources.
        sentence: Its text.
    """

    id: str
    faults: str
    gold_type: str
    given_type: str
    gold_source: str
    given_source: str
    gold_target: str
    given_target: str
    reciprocal: str
    sentence: str


def misses(outcomes: Iterable[Outcome]) -> Iterator[Miss]:
    """Yield what differs, in the records' order."""
    for one in outcomes:
        if one.faults:
            gold, given = _columns(one.record.gold), _columns(one.given)
            yield Miss(
                id=one.record.id,
                faults="+".join(one.faults),
                gold_type=gold[0],
                given_type=given[0],
                gold_source=gold[1],
                given_source=given[1],
                gold_target=gold[2],
                given_target=given[2],
                reciprocal="yes" if one.record.is_reciprocal else "",
                sentence=one.record.text,
            )


def _columns(coded: Coded | None) -> tuple[str, str, str]:
    if coded is None:
        return "", "", ""
    return coded.type.value, " ".join(sorted(coded.source)), " ".join(sorted(coded.target))
