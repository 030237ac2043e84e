"""Where offsets, tokens and sentences meet."""

from bisect import bisect_right
from collections.abc import Sequence

from bot.model.reading import Span
from bot.reading.parsed import Doc


def sentence_at(sentences: Sequence[Span], offset: int) -> int | None:
    """Return the index of the sentence that covers an offset; None between sentences and in lines that are none.

    Args:
        sentences: Sorted and not overlapping.
        offset: Offset in the same text.
    """
    at = bisect_right(sentences, offset, key=lambda s: s.start) - 1
    return at if at >= 0 and offset < sentences[at].end else None


def token_range(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the tokens that `doc.text[start:end]` touches, blanks left out at both ends.

    Args:
        doc: Any document.
        start: Offset of the first character.
        end: Offset after the last one.

    Returns:
        Index of the first token and index after the last; equal where the stretch touches none.
    """
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx + len(doc[middle]) <= start:
            low = middle + 1
        else:
            high = middle
    last = low
    while last < len(doc) and doc[last].idx < end:
        last += 1
    while low < last and doc[low].is_space:
        low += 1
    while last > low and doc[last - 1].is_space:
        last -= 1
    return low, last
