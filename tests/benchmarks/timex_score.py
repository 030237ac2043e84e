"""TempEval-3, task A: how well predicted time expressions agree with those of a gold standard.

Owns TimeML documents as the scorer sees them, the alignment, and the measures. Must not know the tagger.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.model.dates import TimexType

_CALENDAR = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-W[0-9]{2}|-[QH][0-9]|-(SP|SU|FA|WI))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One time expression, gold or predicted.

    Attributes:
        start: Offset of its first code point in the text.
        end: Offset after its last code point.
        type: TIMEX3 type; "" where the document gives none.
        value: TIMEX3 value; "" where the document gives none.
    """

    start: int
    end: int
    type: str
    value: str

    @property
    def is_calendar(self) -> bool:
        """Whether it is a DATE that names a place on the calendar: no reference, no X's, no decade, no century."""
        return self.type == TimexType.DATE and _CALENDAR.fullmatch(self.value) is not None

    def overlaps(self, other: "Mention") -> bool:
        """Return whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One TimeML document.

    Attributes:
        name: The file's name without its ending.
        text: All text below <TEXT>, tags left out.
        published: The day of its creation; None where it gives no full day.
        gold: Its time expressions, in text order; the creation time is none of them.
    """

    name: str
    text: str
    published: date | None
    gold: tuple[Mention, ...]


def read_timeml(path: Path) -> Document:
    """Read a TimeML document.

    Raises:
        ValueError: The file is no TimeML: no XML, or without <TEXT>.
    """
    try:
        root = ET.parse(path).getroot()  # noqa: S314  # a corpus on this disk, named by who runs the benchmark
    except ET.ParseError as error:
        raise ValueError(f"{path.name} is no XML: {error}") from error
    body = root.find(".//TEXT")
    if body is None:
        raise ValueError(f"{path.name} has no <TEXT>")
    parts, gold = list[str](), list[Mention]()
    _walk(body, parts, 0, gold)
    gold.sort(key=lambda one: (one.start, one.end))
    return Document(name=path.stem, text="".join(parts), published=_published(root), gold=tuple(gold))


def _walk(element: ET.Element, parts: list[str], at: int, gold: list[Mention]) -> int:
    """Collect the text and the expressions below an element that begins at an offset; return where it ends."""
    end = at + len(element.text or "")
    parts.append(element.text or "")
    for child in element:
        end = _walk(child, parts, end, gold)
        parts.append(child.tail or "")
        end += len(child.tail or "")
    if element.tag == "TIMEX3" and end > at and not _is_creation(element):
        gold.append(Mention(start=at, end=end, type=element.get("type") or "", value=element.get("value") or ""))
    return end


def _is_creation(timex: ET.Element) -> bool:
    return timex.get("functionInDocument") == "CREATION_TIME" or timex.get("tid") == "t0"


def _published(root: ET.Element) -> date | None:
    """Return the day of creation; its value may go on with a time of that day ("1998-02-13T14:35:00")."""
    marked = (one for one in root.iter("TIMEX3") if one.get("functionInDocument") == "CREATION_TIME")
    created = next(marked, root.find(".//DCT//TIMEX3"))
    try:
        return None if created is None else date.fromisoformat((created.get("value") or "")[:10])
    except ValueError:
        return None


def align(gold: Sequence[Mention], predicted: Sequence[Mention]) -> Mapping[int, int]:
    """Pair gold with predicted expressions, one to one.

    Equal spans are paired first; then each gold expression, in its order, takes the first prediction left that it
    shares a code point with. So a second fragment of one gold expression is spurious.

    Args:
        gold: Sorted by their start.
        predicted: Sorted by their start, no span twice.

    Returns:
        Index of a gold expression → index of its prediction.
    """
    at = {(one.start, one.end): j for j, one in enumerate(predicted)}
    pairs = {i: at[one.start, one.end] for i, one in enumerate(gold) if (one.start, one.end) in at}
    taken = set(pairs.values())
    for i, one in enumerate(gold):
        if i in pairs:
            continue
        j = next((j for j, other in enumerate(predicted) if j not in taken and one.overlaps(other)), None)
        if j is not None:
            pairs[i] = j
            taken.add(j)
    return pairs


@dataclass(slots=True)
class Tally:
    """Counts over documents; every measure is micro-averaged from them.

    Attributes:
        gold, predicted: Expressions of each side.
        relaxed: Pairs.
        strict: Pairs with equal spans.
        types, values: Pairs with equal types, with equal values (compared as written).
    """

    gold: int = 0
    predicted: int = 0
    relaxed: int = 0
    strict: int = 0
    types: int = 0
    values: int = 0

    def add(self, gold: Sequence[Mention], predicted: Sequence[Mention]) -> None:
        """Count one document's expressions."""
        pairs = [(gold[i], predicted[j]) for i, j in align(gold, predicted).items()]
        self.gold += len(gold)
        self.predicted += len(predicted)
        self.relaxed += len(pairs)
        self.strict += sum((one.start, one.end) == (other.start, other.end) for one, other in pairs)
        self.types += sum(one.type == other.type for one, other in pairs)
        self.values += sum(one.value == other.value for one, other in pairs)

    def f1(self, right: int) -> float:
        """Return the F1 of so many right ones: 2 · right / (gold + predicted); 0 where there is nothing."""
        size = self.gold + self.predicted
        return 2 * right / size if size else 0.0

    def precision(self, right: int) -> float:
        """Return the share of the predictions that are right; 0 where there is none."""
        return right / self.predicted if self.predicted else 0.0

    def recall(self, right: int) -> float:
        """Return the share of the gold expressions that are right; 0 where there is none."""
        return right / self.gold if self.gold else 0.0


@dataclass(slots=True)
class Scores:
    """The tallies of one set of documents: all types, DATE on both sides, DATE with a calendar value on both sides.

    Source:
        UzZaman et al. 2013, SemEval-2013 Task 1: TempEval-3, section 4 (strict and relaxed match, attribute F1).
    """

    every: Tally
    dates: Tally
    calendar: Tally

    @classmethod
    def empty(cls) -> "Scores":
        """Return scores of no document."""
        return cls(Tally(), Tally(), Tally())

    def add(self, gold: Sequence[Mention], predicted: Sequence[Mention]) -> None:
        """Count one document's expressions."""
        self.every.add(gold, predicted)
        self.dates.add(*([one for one in side if one.type == TimexType.DATE] for side in (gold, predicted)))
        self.calendar.add(*([one for one in side if one.is_calendar] for side in (gold, predicted)))
