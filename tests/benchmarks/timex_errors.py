"""What is wrong with predicted time expressions, one by one, with the words around them. Must not know the tagger."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TextIO

from tests.benchmarks.timex_families import family
from tests.benchmarks.timex_score import Document, Mention, align
from tests.benchmarks.tsv import write_tsv

HALVES: Final = ("tune", "check")
_CONTEXT = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Error:
    """One expression that is missed, spurious, or wrong in its extent, type or value; a side that has none is ""."""

    document: str
    half: str
    published: str
    family: str
    kind: str
    gold: str
    gold_type: str
    gold_value: str
    predicted: str
    predicted_type: str
    predicted_value: str
    left: str
    right: str


def half(name: str) -> str:
    """Return the half that a document belongs to, by a hash of its name that never changes."""
    return HALVES[hashlib.sha256(name.encode()).digest()[0] % 2]


def errors(document: Document, predicted: Sequence[Mention]) -> Iterator[Error]:
    """Yield what is wrong in one document: gold expressions in text order, then the spurious ones."""
    pairs = align(document.gold, predicted)
    for i, one in enumerate(document.gold):
        other = predicted[pairs[i]] if i in pairs else None
        if kind := _kind(one, other):
            yield _error(document, kind, one, other)
    taken = set(pairs.values())
    for j, other in enumerate(predicted):
        if j not in taken:
            yield _error(document, "spurious", None, other)


def _kind(one: Mention, other: Mention | None) -> str:
    """Return what is wrong with a prediction of a gold expression; "" where nothing is."""
    if other is None:
        return "missed"
    wrong = {
        "extent": (one.start, one.end) != (other.start, other.end),
        "type": one.type != other.type,
        "value": one.value != other.value,
    }
    return "+".join(name for name, is_wrong in wrong.items() if is_wrong)


def _error(document: Document, kind: str, one: Mention | None, other: Mention | None) -> Error:
    shown = one or other
    assert shown is not None
    start, end = shown.start, shown.end
    return Error(
        document=document.name,
        half=half(document.name),
        published=str(document.published or ""),
        family=family(document.text[start:end]),
        kind=kind,
        gold=piece(document, one),
        gold_type=one.type if one else "",
        gold_value=one.value if one else "",
        predicted=piece(document, other),
        predicted_type=other.type if other else "",
        predicted_value=other.value if other else "",
        left=" ".join(document.text[max(0, start - _CONTEXT) : start].split()),
        right=" ".join(document.text[end : end + _CONTEXT].split()),
    )


def piece(document: Document, one: Mention | None) -> str:
    """Return the words of an expression on one line; "" for none."""
    return " ".join(document.text[one.start : one.end].split()) if one else ""


def write_errors(file: TextIO, found: Sequence[Error]) -> None:
    """Write errors as a TSV file with a head."""
    write_tsv(file, Error, found)
