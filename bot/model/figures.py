"""What reports count, and where they differ: "twelve people" in one and "14 people" in another.

It compares figures, and says nothing about which is right. It must not know how a card puts it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.model.datewords import MONTHS

_SMALL = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_NUMBERS = {word: number for number, word in enumerate(_SMALL, start=2)} | {"a dozen": 12}
_COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d+|(?:{'|'.join(_SMALL)}|a dozen))"
_COUNTED = re.compile(rf"(?<![\w.,:]){_COUNT}(?=(?P<rest>(?:\s+[\w'’-]+){{1,3}}))", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_KILLED = re.compile(rf"\bkill(?:s|ed|ing)\s+(?:at least\s+|about\s+|some\s+|up to\s+)?{_COUNT}\b", re.IGNORECASE)
_DEATHS = frozenset(["dead", "died", "die", "killed", "deaths"])
_PEOPLE = {"people": "people", "persons": "people", "men": "men", "women": "women", "children": "children"}
_STOPS = frozenset(
    [
        *(
            "a",
            "an",
            "and",
            "are",
            "as",
            "at",
            "by",
            "for",
            "from",
            "had",
            "has",
            "have",
            "in",
            "is",
            "its",
            "of",
            "on",
        ),
        *("or", "over", "per", "than", "that", "the", "this", "to", "was", "were", "with"),
        *("hundred", "thousand", "million", "billion", *_NUMBERS, *map(str.casefold, MONTHS)),
    ]
)
_MEASURES = frozenset(
    [
        *("days", "weeks", "months", "years", "hours", "minutes", "seconds", "times", "kilometres", "miles", "metres"),
        *("feet", "degrees", "points", "dollars", "euros", "pounds", "o'clock"),
    ]
)
"""What is counted without two different counts speaking against each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A thing that reports count differently.

    Attributes:
        what: In a word, as printed: "people", "dead".
        counts: Each count with the numbers of the reports that give it, the smallest count first.
    """

    what: str
    counts: tuple[tuple[int, tuple[int, ...]], ...]


def differences(sentences: Sequence[str]) -> tuple[Difference, ...]:
    """Return what reports count differently, in the order of mention.

    Args:
        sentences: The sentence of each report. Where one counts a thing twice, its counts of it are not compared.
    """
    found: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, sentence in enumerate(sentences):
        for what, count in _counts(sentence).items():
            found[what][count].append(number)
    return tuple(
        Difference(what=what, counts=tuple((count, tuple(counts[count])) for count in sorted(counts)))
        for what, counts in found.items()
        if len(counts) > 1
    )


def _counts(sentence: str) -> Mapping[str, int]:
    """Return how many of each thing a sentence counts, without what it counts more than once."""
    counted: dict[str, set[int]] = defaultdict(set)
    for what, count in _each(sentence):
        counted[what].add(count)
    return {what: counts.pop() for what, counts in counted.items() if len(counts) == 1}


def _each(sentence: str) -> Iterator[tuple[str, int]]:
    for found in _KILLED.finditer(sentence):
        yield "dead", _number(found["count"])
    for found in _COUNTED.finditer(sentence):
        if _YEAR.fullmatch(found["count"]):
            continue
        words = found["rest"].casefold().split()
        thing = _thing(found["rest"].split())
        if thing is not None:
            yield thing, _number(found["count"])
        if words[0] in _DEATHS or (thing in _PEOPLE.values() and _DEATHS & set(words)):
            yield "dead", _number(found["count"])


def _thing(words: Sequence[str]) -> str | None:
    """Return what is counted: the first plural after the number, past what describes it."""
    for word in words:
        folded = word.casefold()
        if folded in _STOPS or folded in _MEASURES or folded in _DEATHS:
            return None
        if folded in _PEOPLE:
            return _PEOPLE[folded]
        if word.islower() and folded.endswith("s") and not folded.endswith(("ss", "us", "'s", "’s")):
            return folded
    return None


def _number(printed: str) -> int:
    folded = printed.casefold()
    return _NUMBERS[folded] if folded in _NUMBERS else int(folded.replace(",", ""))
