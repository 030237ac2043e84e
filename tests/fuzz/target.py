"""What a fuzz target is: seeds to change, words to put in, and a promise that must hold for any bytes."""

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from bot.model.errors import BackchannelError

_MOST_EDITS = 12
_LONGEST = 200_000
_EDGES = (
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"%00",
    b"-1",
    b"9" * 30,
    b"2147483648",
    b"\xed\xa0\x80",
    b"A" * 5000,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One thing to be fuzzed.

    Attributes:
        name: On the command line.
        seeds: Inputs as they should be.
        words: What means something to the one who reads it: tags, keys, numbers at an edge.
        check: Raises where the promise is broken; what the code declares to raise, it catches itself.
        longest_s: Seconds of the processor that one input may take.
    """

    name: str
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...] = ()
    check: Callable[[bytes], None]
    longest_s: float = 10.0


def told(error: BackchannelError) -> None:
    """Check that a declared error has its sentence for people."""
    if not error.user_text.strip():
        raise AssertionError(f"{type(error).__name__} tells people nothing")


def inputs_of(target: Target) -> st.SearchStrategy[bytes]:
    """Return inputs for a target: seeds with a few changes, and now and then no seed at all."""
    pieces = st.one_of(st.sampled_from((*target.words, *_EDGES)), st.binary(max_size=12))
    edits = st.tuples(st.sampled_from("irdcxt"), st.integers(0, 1 << 16), st.integers(0, 64), pieces)
    changed = st.builds(_changed, st.sampled_from(target.seeds), st.lists(edits, max_size=_MOST_EDITS))
    return st.one_of(changed, changed, changed, st.lists(pieces, max_size=60).map(b"".join))


def _changed(seed: bytes, edits: list[tuple[str, int, int, bytes]]) -> bytes:
    """Return a seed with edits: insert, replace, delete, copy a part, repeat a part often, cut the tail."""
    data = seed
    for kind, place, length, piece in edits:
        at = place % (len(data) + 1)
        part = data[at : at + length]
        if kind == "i":
            data = data[:at] + piece + data[at:]
        elif kind == "r":
            data = data[:at] + piece + data[at + max(len(piece), 1) :]
        elif kind == "d":
            data = data[:at] + data[at + length :]
        elif kind == "c":
            to = (place * 31 + length) % (len(data) + 1)
            data = data[:to] + part + data[to:]
        elif kind == "x":
            data = data[:at] + (part or piece) * (place % 200) + data[at:]
        elif place % 4 == 0:
            data = data[:at]
        data = data[:_LONGEST]
    return data
