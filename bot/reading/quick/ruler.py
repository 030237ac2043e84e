"""spaCy's attribute ruler, with what its patterns say of a token looked up instead of matched anew.

The ruler gives each token its part of speech by Universal Dependencies, from some two hundred patterns. All but a few
look at one token alone, and at little of that; spaCy's matcher tries every one of them at every token all the same.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeGuard, cast

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

FACTORY: Final = "remembering_attribute_ruler"
_ONLY: Final = (0, -1)
"""Where the only token stands that a pattern fits."""
_REMEMBERED: Final = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})

_Pattern = dict[str, Any]
"""As given to spaCy: `patterns`, each a list of conditions on tokens, and `attrs`, which are set where one fits."""
_Match = tuple[int, int, int, int]
"""The number of a pattern, the matcher's id for it, the first token that it fits, and the one behind the last."""


class RememberingRuler(AttributeRuler):
    """An attribute ruler that finds what spaCy's own finds (https://spacy.io/api/attributeruler), quicker.

    What looks at one token alone, and of it at the word as it is spelt, the tag, the label, and whether it is blank, is
    matched once for each of these; the rest every time.
    """

    def learn(self, ruler: AttributeRuler) -> None:
        """Take over the patterns of another one, of which `can_copy` is true."""
        self.add_patterns(cast("list[_Pattern]", ruler.patterns))

    def add_patterns(self, patterns: Iterable[_Pattern]) -> None:
        """Take all patterns, of which later ones go before earlier ones."""
        known = tuple(patterns)
        super().add_patterns(known)
        self._alone, self._others = Matcher(self.vocab), Matcher(self.vocab)
        words: set[str] = set()
        for number, pattern in enumerate(known):
            conditions: list[list[dict[str, Any]]] = pattern["patterns"]
            can_remember = all(len(each) == 1 and _is_remembered(each[0]) for each in conditions)
            matcher = self._alone if can_remember else self._others
            matcher.add(self.vocab.strings.add(str(number)), conditions)
            if can_remember:
                words.update(word for (condition,) in conditions for word in _words(condition))
        self._named = frozenset(self.vocab.strings.add(word) for word in words)
        self._found: dict[tuple[int, int, int, bool], list[tuple[int, int]]] = {}

    def match(self, doc: Doc) -> list[_Match]:
        """Return what fits a text, in the order in which it is set: of two the later one stands."""
        alone = [(number, key, token.i, token.i + 1) for token in doc for number, key in self._of(token)]
        others = self._others(doc, allow_missing=True)
        return sorted([*alone, *((self._number(key), key, start, end) for key, start, end in others)])

    def set_annotations(self, doc: Doc, matches: list[_Match]) -> None:
        """Set what patterns say of the tokens that they fit."""
        for match in matches:
            number, _, start, end = match
            if end - start == 1 and self.indices[number] in _ONLY:
                set_token_attrs(doc[start], self.attrs[number])
            else:
                super().set_annotations(doc, [match])  # type: ignore[no-untyped-call]  # spaCy's has no types

    def _of(self, token: Token) -> list[tuple[int, int]]:
        """Return the patterns that fit a token by itself, each with its id."""
        look = (token.lower if token.lower in self._named else 0, token.tag, token.dep, token.is_space)
        if look not in self._found:
            matches = self._alone(token.doc[token.i : token.i + 1], allow_missing=True)
            self._found[look] = [(self._number(key), key) for key, _, _ in matches]
        return self._found[look]

    def _number(self, key: int) -> int:
        return int(self.vocab.strings[key])


def can_copy(component: object) -> TypeGuard[AttributeRuler]:
    """Return whether a part of a pipeline is a ruler of spaCy's own."""
    return type(component) is AttributeRuler


def _is_remembered(condition: dict[str, Any]) -> bool:
    word = condition.get("LOWER", "")
    return condition.keys() <= _REMEMBERED and (isinstance(word, str) or word.keys() == {"IN"})


def _words(condition: dict[str, Any]) -> Iterable[str]:
    """Return the words that a condition names, if it names any."""
    word = condition.get("LOWER", {"IN": ()})
    return (word,) if isinstance(word, str) else word["IN"]


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> RememberingRuler:
    return RememberingRuler(nlp.vocab, name)
