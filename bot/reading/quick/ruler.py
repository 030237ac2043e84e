"""spaCy's attribute ruler, with what its patterns say of a token looked up instead of matched anew.

The ruler gives each token its part of speech by Universal Dependencies, from some two hundred patterns. All but a few
look at one token alone, and at little of that; spaCy's matcher tries every one of them at every token all the same.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, TypeGuard, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.tokens._retokenize import set_token_attrs

FACTORY: Final = "remembering_attribute_ruler"
_ONLY: Final = (0, -1)
"""Where the only token stands that a pattern fits."""
_COLUMNS: Final[list[int | str]] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
"""What most patterns look at: the word as it is spelt, the tag, the label, and whether it is blank."""
_OF_STRINGS: Final = frozenset({"LOWER", "TAG", "DEP"})
"""Those of them that hold a string."""

_NOTHING: Final[dict[str, Sequence[str]]] = {"IN": ()}
"""What a condition asks of a column that it doesn't name: none of any words."""

_Condition = dict[str, Any]
"""What is asked of a token, as given to spaCy."""
_Need = tuple[str, Callable[[int], bool]]
"""A column, and what a value of it must be."""
_Pattern = dict[str, Any]
"""As given to spaCy: `patterns`, each a list of conditions on tokens, and `attrs`, which are set where one fits."""
_Match = tuple[int, int, int, int]
"""The number of a pattern, the matcher's id for it, the first token that it fits, and the one behind the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Other:
    """A pattern that can't be remembered, with what a text must have for each of its ways to fit anywhere."""

    matcher: Matcher
    needs: Sequence[Sequence[_Need]]

    def may_fit(self, has: Mapping[int | str, frozenset[int]]) -> bool:
        """Return whether a text with some values in its columns has what one of the ways needs."""
        return any(all(any(map(is_asked_for, has[column])) for column, is_asked_for in way) for way in self.needs)


class RememberingRuler(AttributeRuler):
    """An attribute ruler that finds what spaCy's own finds (https://spacy.io/api/attributeruler), quicker.

    What looks at one token alone, and of it at the word as it is spelt, the tag, the label, and whether it is blank, is
    matched once for each of these; the rest in each text that has the words, tags and labels that it names.
    """

    def learn(self, ruler: AttributeRuler) -> None:
        """Take over the patterns of another one, of which `can_copy` is true."""
        self.add_patterns(cast("list[_Pattern]", ruler.patterns))

    def add_patterns(self, patterns: Iterable[_Pattern]) -> None:
        """Take all patterns, of which later ones go before earlier ones."""
        known = tuple(patterns)
        super().add_patterns(known)
        self._alone, self._others = Matcher(self.vocab), list[_Other]()
        words: set[str] = set()
        for number, pattern in enumerate(known):
            conditions: list[list[_Condition]] = pattern["patterns"]
            if all(len(each) == 1 and _is_remembered(each[0]) for each in conditions):
                self._alone.add(self.vocab.strings.add(str(number)), conditions)
                words.update(word for (condition,) in conditions for word in _words(condition.get("LOWER", _NOTHING)))
            else:
                matcher = Matcher(self.vocab)
                matcher.add(self.vocab.strings.add(str(number)), conditions)
                self._others.append(_Other(matcher=matcher, needs=[self._needs(each) for each in conditions]))
        self._named = frozenset(self.vocab.strings.add(word) for word in words)
        self._found: dict[tuple[int, ...], list[tuple[int, int]]] = {}

    def match(self, doc: Doc) -> list[_Match]:
        """Return what fits a text, in the order in which it is set: of two the later one stands."""
        rows: list[list[int]] = doc.to_array(_COLUMNS).tolist()
        alone = [(number, key, i, i + 1) for i, row in enumerate(rows) for number, key in self._of(doc, i, *row)]
        has = dict(zip(_COLUMNS, map(frozenset, zip(*rows, strict=True)), strict=True)) if rows else {}
        fit = (other.matcher(doc, allow_missing=True) for other in self._others if rows and other.may_fit(has))
        return sorted([*alone, *((self._number(key), key, start, end) for found in fit for key, start, end in found)])

    def set_annotations(self, doc: Doc, matches: list[_Match]) -> None:
        """Set what patterns say of the tokens that they fit."""
        for match in matches:
            number, _, start, end = match
            if end - start == 1 and self.indices[number] in _ONLY:
                set_token_attrs(doc[start], self.attrs[number])
            else:
                super().set_annotations(doc, [match])  # type: ignore[no-untyped-call]  # spaCy's has no types

    def _of(self, doc: Doc, i: int, lower: int, tag: int, dep: int, is_space: int) -> list[tuple[int, int]]:
        """Return the patterns that fit a token by itself, each with its id."""
        look = (lower if lower in self._named else 0, tag, dep, is_space)
        if look not in self._found:
            matches = self._alone(doc[i : i + 1], allow_missing=True) if len(self._alone) else []
            self._found[look] = [(self._number(key), key) for key, _, _ in matches]
        return self._found[look]

    def _needs(self, conditions: Iterable[_Condition]) -> list[_Need]:
        """Return what a text must have for some tokens in a row to be as they are asked to be."""
        return [
            (column, is_asked_for)
            for condition in conditions
            if "OP" not in condition
            for column in condition.keys() & _OF_STRINGS
            if (is_asked_for := self._asked(condition[column])) is not None
        ]

    def _asked(self, asked: object) -> Callable[[int], bool] | None:
        """Return what tells whether a value is asked for, by words or by a shape; None where it is in another way."""
        if _is_by_words(asked):
            return frozenset(map(self.vocab.strings.add, _words(asked))).__contains__
        if not isinstance(asked, dict) or asked.keys() != {"REGEX"}:
            return None
        shape = re.compile(asked["REGEX"])
        return cache(lambda value: shape.search(str(self.vocab.strings[value])) is not None)

    def _number(self, key: int) -> int:
        return int(self.vocab.strings[key])


def can_copy(component: object) -> TypeGuard[AttributeRuler]:
    """Return whether a part of a pipeline is a ruler of spaCy's own."""
    return type(component) is AttributeRuler


def _is_remembered(condition: _Condition) -> bool:
    return condition.keys() <= set(_COLUMNS) and _is_by_words(condition.get("LOWER", _NOTHING))


def _is_by_words(asked: object) -> TypeGuard[str | dict[str, Sequence[str]]]:
    """Return whether a value is asked for by words: one, or any of several."""
    return isinstance(asked, str) or (isinstance(asked, dict) and asked.keys() == {"IN"})


def _words(asked: str | dict[str, Sequence[str]]) -> Sequence[str]:
    return (asked,) if isinstance(asked, str) else asked["IN"]


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> RememberingRuler:
    return RememberingRuler(nlp.vocab, name)
