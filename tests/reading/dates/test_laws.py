"""What holds for every text: order, disjointness, sameness, ranges, and time that grows with the text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.model.dates import Timex
from bot.model.reading import Span
from bot.reading.dates import find_timexes

_WORDS = """
last this next the a every past Monday Fri. May March Sept. 3 31 1998 2024 99 – - / , . : of and to in on quarter half
third year years week month day days hour century decade ago earlier later before ended nearly more than p.m. 8 12:30
GMT noon night morning winter fall Christmas Eve nineteen eighty twenty hundred thousand million couple ½ ² 1/2
2023-06-14 2023-W53 9999-12-31 0001-01-01 13/13/99 Q3 H1 's ' s fiscal now current recent soon future each end
beginning early mid late following same that coming weekend daily until effective one two several
"""
_PIECES = ["\n", *_WORDS.split()]
_RUNS = "1 , the 1, 1,000 last the-third two-to May-3-and 12-and of-May a.m. 20: - 12- twenty".split()  # noqa: SIM905


def tag(doc: Doc, published: date | None, breaks: tuple[int, ...] = ()) -> tuple[Timex, ...]:
    borders = [0, *breaks, len(doc.text)]
    sentences = [Span(start=a, end=b) for a, b in pairwise(borders)]
    return find_timexes(doc, sentences, published)


def plain(text: str) -> Doc:
    """A text in one token without a parse: what no rule may lean on."""
    return Doc(Vocab(), words=[text], spaces=[False]) if text else Doc(Vocab())


def assert_lawful(timexes: tuple[Timex, ...], text: str) -> None:
    end = 0
    for one in timexes:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.value
        end = one.end


@given(
    st.lists(st.sampled_from(_PIECES), max_size=25),
    st.sampled_from([" ", "", "  "]),
    st.none() | st.dates(),
)
@settings(max_examples=400, deadline=None)
def test_any_order_of_words_gives_ordered_disjoint_spans(words: list[str], space: str, published: date | None) -> None:
    text = space.join(words)
    first = tag(plain(text), published)
    assert_lawful(first, text)
    assert tag(plain(text), published) == first


@given(st.text(max_size=80), st.none() | st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_is_tagged_without_a_crash(text: str, published: date | None) -> None:
    assert_lawful(tag(plain(text), published), text)


@given(st.integers(1990, 2090), st.integers(0, 27))
@settings(max_examples=20, deadline=None)
def test_units_move_with_the_year_of_publication(year: int, days: int) -> None:
    doc = plain("last year, this year, in May, next month, two years ago")
    values = [t.value for t in tag(doc, date(year, 6, 1 + days))]
    assert values == [str(year - 1), str(year), f"{year}-05", f"{year}-07", str(year - 2)]


@pytest.mark.parametrize("gap", [" ", "  ", "\n", " \n "])
def test_white_space_within_a_paragraph_does_not_matter(nlp: Language, gap: str) -> None:
    text = f"They met in the third{gap}quarter of{gap}2022 and left on Monday{gap}night."
    assert [t.value for t in tag(nlp(text), date(2023, 6, 14))] == ["2022-Q3", "2023-06-12TNI"]


def test_nothing_crosses_a_paragraph() -> None:
    text = "They met in May\n3 ships left."
    found = tag(plain(text), date(2023, 6, 14), breaks=(text.index("3"),))
    assert [(text[t.start : t.end], t.value) for t in found] == [("May", "2023-05")]


@pytest.mark.parametrize("piece", _RUNS)
@pytest.mark.timeout(20)
def test_a_long_run_of_one_piece_takes_no_longer_than_its_length(piece: str) -> None:
    text = (piece.replace("-", " ") + " ") * (120_000 // len(piece)) + piece * (120_000 // len(piece))
    assert_lawful(tag(plain(text), date(2023, 6, 14)), text)
