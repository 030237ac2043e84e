"""spaCy's networks that look at a text's words, with what they make of a word by itself looked up.

Such a network (https://spacy.io/api/architectures#MultiHashEmbed, #MaxoutWindowEncoder) first makes a row of numbers of
each token's form alone, which takes a third of its time though most words come again; then some layers look at a token
together with those beside it.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from thinc.api import Model, NumpyOps, Ops

_MOST: Final = 20_000
"""Forms of words whose rows are kept, some ten megabytes with what finds them; all are let go when there are more."""
_TINY: Final = np.float32(1e-8)
"""What the variance of a row is at least, as in thinc's layer norm."""
_EMBED: Final = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")
_LAYER: Final = ("expand_window", "maxout", "layernorm", "dropout")

_Floats = npt.NDArray[np.float32]
Network = Model[Any, Any]
"""Texts in, for each of them an array of numbers out: (tokens, width)."""


class RememberingVectors:
    """A network that makes of texts' words what one of the usual kind makes, quicker: the same numbers, bit by bit."""

    def __init__(self, network: Network) -> None:
        """Take over what a network has learned, of which `can_copy` is true."""
        embed, encode = network.layers
        extract, _, self._hash, self._mix, _ = embed.layers
        self._columns: list[int | str] = extract.attrs["columns"]
        self._ops, self._pad = network.ops, encode.attrs["pad"]
        self._layers = [_Layer(self._ops, *_parts(residual)) for residual in encode.layers[0].layers]
        self._places: dict[bytes, int] = {}
        self._rows: _Floats = np.empty((_MOST, embed.get_dim("nO")), dtype=np.float32)

    def predict(self, docs: Sequence[Doc]) -> list[_Floats]:
        """Return a row of numbers for each token: for each text (tokens, width)."""
        own: list[Any] = [self._embedded(doc) for doc in docs]
        rows: Any = self._ops.flatten(own, pad=self._pad)
        for layer in self._layers:
            rows = rows + layer.of(rows)
        return list(self._ops.unflatten(rows, self._ops.asarray1i([len(doc) for doc in docs]), pad=self._pad))

    def _embedded(self, doc: Doc) -> _Floats:
        """Return what is made of each token of a text by itself: (tokens, width)."""
        forms = np.ascontiguousarray(doc.to_array(self._columns), dtype=np.uint64)
        keys: list[bytes] = forms.view(f"V{forms.itemsize * len(self._columns)}").ravel().tolist()
        fresh = {key: at for at, key in enumerate(keys) if key not in self._places}
        if len(self._places) + len(fresh) > _MOST:
            self._places, fresh = {}, {key: at for at, key in enumerate(keys)}
        if len(fresh) > _MOST:
            return self._made(forms)
        if fresh:
            begin = len(self._places)
            self._rows[begin : begin + len(fresh)] = self._made(forms[list(fresh.values())])
            self._places.update((key, at) for at, key in enumerate(fresh, begin))
        return self._rows[[self._places[key] for key in keys]]

    def _made(self, forms: npt.NDArray[np.uint64]) -> _Floats:
        """Return what the network makes of forms of words: (forms, columns) → (forms, width)."""
        return cast("_Floats", self._mix.predict(self._hash.predict(forms)))


class _Layer:
    """One that looks at each token and those beside it: the largest of some sums, then brought to one measure."""

    def __init__(self, ops: Ops, window: Network, maxout: Network, norm: Network) -> None:
        width, pieces, beside = (maxout.get_dim(name) for name in ("nO", "nP", "nI"))
        weights, bias, gain, shift = map(np.array, (*map(maxout.get_param, "Wb"), *map(norm.get_param, "Gb")))
        self._ops, self._reach = ops, window.attrs["window_size"]
        # piece by piece, so that each is one stretch of columns
        self._weights: Any = weights.transpose(1, 0, 2).reshape(pieces * width, beside)
        self._bias, self._gain, self._shift = bias.T.ravel(), gain, shift
        self._pieces = [slice(begin, end) for begin, end in pairwise(range(0, (pieces + 1) * width, width))]

    def of(self, rows: Any) -> _Floats:
        """Return what the layer adds to each token's row: (tokens, width) → (tokens, width)."""
        seen = cast("_Floats", self._ops.gemm(self._ops.seq2col(rows, self._reach), self._weights, trans2=True))
        seen += self._bias
        best = seen[:, self._pieces[0]].copy()
        for piece in self._pieces[1:]:
            np.maximum(best, seen[:, piece], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.add.reduce(best * best, axis=1, keepdims=True) / np.float32(best.shape[1]) + _TINY
        best *= spread ** (-0.5)
        best *= self._gain
        best += self._shift
        return best


def can_copy(network: Network) -> bool:
    """Return whether a network is of the usual kind: a word by itself, then layers that look at those beside it."""
    if not isinstance(network.ops, NumpyOps) or len(network.layers) != 2:
        return False
    embed, encode = network.layers
    names = tuple(layer.name.partition("(")[0] for layer in embed.layers)
    residuals = encode.layers[0].layers if encode.name.startswith("with_array(residual(") else []
    return names == _EMBED and bool(residuals) and all(map(_is_usual, residuals))


def _is_usual(residual: Network) -> bool:
    return residual.name.startswith("residual(") and residual.layers[0].name == ">>".join(_LAYER)


def _parts(residual: Network) -> tuple[Network, Network, Network]:
    """Return the parts of a layer that have learned something, and what puts a token beside its neighbours."""
    found = {part.name: part for part in residual.walk()}
    return found["expand_window"], found["maxout"], found["layernorm"]


def remembering(network: Network) -> Network:
    """Return a network that says what another says, quicker; that one itself where it is of another kind than usual."""
    if not can_copy(network):
        return network
    quick = RememberingVectors(network)

    def forward(_: Network, docs: Sequence[Doc], is_train: bool) -> tuple[list[_Floats], Callable[..., None]]:
        return quick.predict(docs), _refuse_to_learn

    return Model("remembering_vectors", forward, dims={"nO": network.get_dim("nO")})


def _refuse_to_learn(*_: object) -> None:
    raise NotImplementedError("what is remembered of a network is not taught: teach the network")
