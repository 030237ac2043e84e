"""Work that grows with the text and no faster, counted and not timed, on long lines of one piece."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from types import FrameType
from typing import Any

import pytest
from spacy.tokens import Doc as RawDoc
from spacy.vocab import Vocab

from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.dates.lexemes import PADDING, Lexemes
from bot.reading.parsed import Doc

WEDNESDAY = date(2023, 6, 14)
PIECES = (
    "1234567890", "the ", ", ", "May ", "1,1,1,", "two to ", "last ", "2023-", "a ", "of ", "'s", "1/1/", "12:12:",
    "\n", "Monday ", "of the end ", "May 3, ", "3 May and ", "twenty ", "dozen hundred ", "half a ", "½", "year's ",
    "third quarter ", "8 p.m. ", "a.m. ", "In 2016, May ", "New Year's ", "every ", "earlier this ", "2000 ", "months ",
)  # fmt: skip
ONE_MB = (
    "1234567890", "the ", ", ", "May ", "1,1,1,", "two to ", "last ", "2023-", "a ", "of ", "'s", "1/1/1/", "12:12:12:",
)  # fmt: skip
SMALL, LARGE = 2_000, 8_000


def one_token(text: str) -> Doc:
    return Doc(RawDoc(Vocab(), words=[text], spaces=[False]))


def many_tokens(text: str) -> Doc:
    return Doc(RawDoc(Vocab(), words=text.split()))


def tag(doc: Doc) -> int:
    return len(find_timexes(doc, [Span(start=0, end=len(doc.text))], WEDNESDAY))


def lines_run(work: Callable[[], Any]) -> int:
    """Return how many lines of Python a piece of work runs: what grows as its time does, on any machine alike."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("make", [one_token, many_tokens])
@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_is_four_times_the_work(piece: str, make: Callable[[str], Doc]) -> None:
    small, large = (lines_run(partial(tag, make(piece * (size // len(piece))))) for size in (SMALL, LARGE))
    assert large <= 4.2 * small + 1_000


def test_the_count_of_lines_sees_work_that_grows_faster() -> None:
    def pairs(size: int) -> None:
        for _ in range(size):
            for _ in range(size):
                pass

    assert lines_run(lambda: pairs(40)) > 10 * lines_run(lambda: pairs(10))


@pytest.mark.parametrize("piece", ONE_MB)
@pytest.mark.timeout(60)
def test_a_line_of_a_million_letters_is_read_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + " and met on May 3, 1994"
    doc = one_token(text)
    found = find_timexes(doc, [Span(start=0, end=len(text))], WEDNESDAY)
    assert (text[found[-1].start : found[-1].end], found[-1].value) == ("May 3, 1994", "1994-05-03")


@pytest.mark.parametrize("piece", ONE_MB)
@pytest.mark.timeout(60)
def test_lexemes_of_a_long_line_find_their_tokens(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + " end"
    for doc in (one_token(text), many_tokens(text)):
        lex = Lexemes(doc, [Span(start=0, end=len(doc.text))])
        for i in range(PADDING, len(lex.low) - PADDING):
            assert lex.token(i).idx <= lex.start[i] < lex.end[i]
        assert lex.low[-PADDING - 1] == "end"
