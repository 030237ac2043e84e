"""spaCy's recogniser of named entities, its moves made for a whole text at once.

The recogniser goes from token to token and chooses, by a small network's scores, to begin an entity, to go on with it,
to end it, to take the token for one, or to leave it out (https://spacy.io/api/entityrecognizer). Outside an entity its
network sees the token alone, so all such choices are one product of matrices; only those within an entity hang on where
that began. spaCy makes every choice by itself and looks at each of some seventy moves for it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_Flags = npt.NDArray[np.bool_]


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
        moves = [self._moves[best] for best in scores.argmax(axis=1)]
        ends = self._ends({i: move.label for i, move in enumerate(moves) if move.kind == _BEGIN}, seen, is_cut)
        at = 0
        while at < len(doc):
            move, start = moves[at], at
            at = ends.get(start, start + 1)
            if move.kind != _OUT:
                yield start, at, move.label

    def _ends(self, begun: Mapping[int, int], seen: _Floats, is_cut: _Flags) -> Mapping[int, int]:
        """Return where entities end that begin at some tokens, by these: all are made longer by one at a time.

        Args:
            begun: The labels by the tokens that they begin with.
            seen: As for `_found`.
            is_cut: Which tokens an entity can't go on behind: (tokens,).
        """
        starts = np.array(list(begun), dtype=np.intp)
        going_on, ending = (np.array([self._at[kind, label] for label in begun.values()]) for kind in (_IN, _LAST))
        ends: dict[int, int] = {}
        at = starts + 1
        while len(starts):
            scores = self._scores(seen[at, 0] + seen[starts, 1] + seen[at - 1, 2])
            rows = np.arange(len(starts))
            more, last = scores[rows, going_on], scores[rows, ending]
            is_open = ~is_cut[at] & ((more > last) | ((more == last) & (going_on < ending)))
            ends.update(zip(starts[~is_open].tolist(), (at[~is_open] + 1).tolist(), strict=True))
            starts, going_on, ending, at = starts[is_open], going_on[is_open], ending[is_open], at[is_open] + 1
        return ends

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
