"""spaCy's recogniser of named entities, its moves made for a whole text at once.

The recogniser goes from token to token and chooses, by a small network's scores, to begin an entity, to go on with it,
to end it, to take the token for one, or to leave it out (https://spacy.io/api/entityrecognizer). Outside an entity its
network sees the token alone, so all such choices are one product of matrices; only those within an entity hang on where
that began. spaCy makes every choice by itself and looks at each of some seventy moves for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeGuard, cast

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import Model, NumpyOps, chain

from bot.reading.quick.vectors import remembering

FACTORY: Final = "matrix_entity_recognizer"
_FEATURES: Final = 3
"""What the network sees: the token, the first of the entity that is open, and the last of it so far."""
_BEGIN, _IN, _LAST, _UNIT, _OUT = "B", "I", "L", "U", "O"
_STARTS: Final = 1
"""What spaCy keeps of a token with which a sentence begins."""

_Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """One of the moves: its kind, and the entity's label; 0 for none."""

    kind: str
    label: int


class MatrixRecognizer:
    """A recogniser that finds what one of spaCy's own finds.

    It is of use once it has learned from that one. A text of which some entities are given already is left to that.
    """

    def learn(self, recogniser: EntityRecognizer) -> None:
        """Take over what another one has learned.

        Args:
            recogniser: One of which `can_copy` is true.
        """
        self._own = recogniser
        model, moves, strings = recogniser.model, recogniser.moves, recogniser.vocab.strings
        self._lower, self._upper = model.get_ref("lower"), model.get_ref("upper")
        vectors, *rest = model.get_ref("tok2vec").layers
        self._tok2vec: Model[Any, Any] = chain(remembering(vectors), *rest)
        self._bias: _Floats = self._lower.get_param("b")
        named = [moves.get_class_name(at).partition("-") for at in range(moves.n_moves)]
        self._moves = [_Move(kind=kind, label=strings[label] if label else 0) for kind, _, label in named]
        self._at = {(move.kind, move.label): at for at, move in enumerate(self._moves)}
        self._closed = np.array([m.kind != _OUT and not (m.kind in {_BEGIN, _UNIT} and m.label) for m in self._moves])
        self._opening = np.array([m.kind == _BEGIN for m in self._moves])
        self._naming = np.array([m.kind in {_BEGIN, _UNIT} for m in self._moves])

    def __call__(self, doc: Doc) -> Doc:
        """Set a text's named entities."""
        self._recognise([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set those of several texts, so many at a time."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            self._recognise(docs)
            yield from docs

    def _recognise(self, docs: Sequence[Doc]) -> None:
        fresh = [doc for doc in docs if len(doc) and not doc.has_annotation("ENT_IOB")]
        for doc in docs:
            if doc.has_annotation("ENT_IOB"):
                self._own(doc)
        if not fresh:
            return
        seen: _Floats = self._lower.predict(self._tok2vec.predict(fresh))
        nowhere, begin = seen[0], 1
        for doc in fresh:
            own, begin = seen[begin : begin + len(doc)], begin + len(doc)
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in self._found(doc, own, nowhere)])

    def _found(self, doc: Doc, seen: _Floats, nowhere: _Floats) -> Iterator[tuple[int, int, int]]:
        """Yield the entities of a text: the first token, the one behind the last, and the label.

        Args:
            doc: The text.
            seen: What the network makes of each token in each of its three places: (tokens, 3, width, pieces).
            nowhere: The same where a place holds none: (3, width, pieces).
        """
        marks = doc.to_array(["SENT_START", "IS_SPACE"])
        is_cut = np.append(marks[1:, 0] == _STARTS, True)  # no entity goes on behind the token
        scores = self._scores(seen[:, 0] + nowhere[1] + nowhere[2])
        scores[:, self._closed] = -np.inf
        scores[np.ix_(is_cut, self._opening)] = -np.inf
        scores[np.ix_(marks[:, 1] == 1, self._naming)] = -np.inf
        best = scores.argmax(axis=1)
        at = 0
        while at < len(doc):
            move, start = self._moves[best[at]], at
            at += 1
            if move.kind == _BEGIN:
                while self._goes_on(seen[at, 0] + seen[start, 1] + seen[at - 1, 2], move.label, is_cut=is_cut[at]):
                    at += 1
                at += 1
            if move.kind != _OUT:
                yield start, at, move.label

    def _goes_on(self, seen: _Floats, label: int, *, is_cut: bool) -> bool:
        """Return whether an open entity has more tokens after one."""
        more, last = self._at[_IN, label], self._at[_LAST, label]
        if is_cut:
            return False
        scores = self._scores(seen[np.newaxis])[0]
        return bool(scores[more] > scores[last] or (scores[more] == scores[last] and more < last))

    def _scores(self, seen: _Floats) -> _Floats:
        """Return the scores of all moves, by what is seen: (tokens, width, pieces) → (tokens, moves)."""
        return cast("_Floats", self._upper.predict((seen + self._bias).max(axis=-1)))


def can_copy(component: object) -> TypeGuard[EntityRecognizer]:
    """Return whether a part of a pipeline is a recogniser of spaCy's own, greedy and with the usual network."""
    if not isinstance(component, EntityRecognizer) or component.cfg["beam_width"] != 1:
        return False
    model = component.model
    is_usual = model.attrs["has_upper"] and not model.attrs["unseen_classes"] and isinstance(model.ops, NumpyOps)
    return bool(is_usual and model.get_ref("lower").get_dim("nF") == _FEATURES)


@Language.factory(FACTORY)
def _make(nlp: Language, name: str) -> MatrixRecognizer:
    return MatrixRecognizer()
