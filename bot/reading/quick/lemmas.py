"""spaCy's lemmatiser by rules for English, with what it says of a form looked up instead of worked out anew."""

from typing import Any, Final, TypeGuard

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc

FACTORY: Final = "remembering_lemmatizer"
_WORDS: Final = "lemma_index"


class RememberingLemmatizer:
    """A lemmatiser that says what English's by spaCy says (https://spacy.io/api/lemmatizer), quicker.

    A lemma hangs on the word, its part of speech and its features alone. Of use once it has learned from that one.
    """

    def learn(self, lemmatiser: EnglishLemmatizer) -> None:
        """Take over the rules of another one, of which `can_copy` is true.

        Its list of words, in which it looks for each form that a rule gives, is made a set.
        """
        self._own = lemmatiser
        if lemmatiser.lookups.has_table(_WORDS):
            words = lemmatiser.lookups.get_table(_WORDS)
            words.update({part: frozenset(known) for part, known in words.items()})
        self._known: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that a text's tokens don't have yet."""
        rows: list[list[int]] = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        lemmas = [lemma or self._of(doc, i, tuple(form)) for i, (*form, lemma) in enumerate(rows)]
        asked: Any = np.array(lemmas, dtype=np.uint64).reshape(-1, 1)
        return doc.from_array(["LEMMA"], asked) if len(doc) else doc

    def _of(self, doc: Doc, i: int, form: tuple[int, ...]) -> int:
        if form not in self._known:
            self._known[form] = doc.vocab.strings.add(self._own.lemmatize(doc[i])[0])
        return self._known[form]


def can_copy(component: object) -> TypeGuard[EnglishLemmatizer]:
    """Return whether a part of a pipeline is the English lemmatiser by rules, which leaves lemmas that are set."""
    return isinstance(component, EnglishLemmatizer) and component.mode == "rule" and not component.overwrite


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> RememberingLemmatizer:
    return RememberingLemmatizer()
