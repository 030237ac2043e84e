"""Where offsets, tokens and sentences meet."""

from bisect import bisect_left, bisect_right
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
    tokens = doc.tokens
    low = max(0, bisect_right(doc.starts, start) - 1)
    if low < len(tokens) and tokens[low].idx + len(tokens[low].text) <= start:
        low += 1
    last = max(low, bisect_left(doc.starts, end))
    while low < last and tokens[low].is_space:
        low += 1
    while last > low and tokens[last - 1].is_space:
        last -= 1
    return low, last
