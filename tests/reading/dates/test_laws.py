"""What holds for every text: order, disjointness, legal values, ranges, sameness, and time that grows with the text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc as RawDoc
from spacy.vocab import Vocab

from bot.model.dates import Timex
from bot.model.reading import Span
from bot.reading.dates import find_timexes
from bot.reading.dates.ranges import value_range
from bot.reading.parsed import Doc
from bot.reading.sentences import parse, split
from bot.reading.text import normalise
from tests.reading.dates.legal import fits, is_legal
from tests.reading.dates.sentences import DAILY, FIXED, YEARLY

_WORDS = """
last this next the a every past Monday Fri. May March Sept. 3 31 1998 2024 99 – - / , . : of and to in on quarter half
third year years week month day days hour century decade ago earlier later before ended nearly more than p.m. 8 12:30
GMT noon night morning winter fall Christmas Eve nineteen eighty twenty hundred thousand million couple ½ ² 1/2
2023-06-14 2023-W53 9999-12-31 0001-01-01 13/13/99 Q3 H1 's ' s fiscal now current recent soon future each end
beginning early mid late following same that coming weekend daily until effective one two several
"""
_PIECES = ["\n", *_WORDS.split()]
_SENTENCES = (*YEARLY, *DAILY, *FIXED)
_QUOTED = (
    "Profits rose in last year's third quarter.",
    "They met on New Year's Eve 2021.",
    "Monday's ruling angered \"the people of the '80s\".",
    '"We met on Tuesday," he said. "We shall meet again next month."',
    "It began at nine o'clock on Sunday.",
    "He was born in May '98.",
)
_ANY = st.none() | st.dates()
_PUBLICATIONS = st.dates(date(1000, 1, 1), date(8999, 12, 31))
"""Days of publication that anchor; past both ends nothing is anchored."""
_RUNS = "1 , the 1, 1,000 last the-third two-to May-3-and 12-and of-May a.m. 20: - 12- twenty".split()  # noqa: SIM905


def tag(doc: Doc, published: date | None, breaks: tuple[int, ...] = ()) -> tuple[Timex, ...]:
    borders = [0, *breaks, len(doc.text)]
    sentences = [Span(start=a, end=b) for a, b in pairwise(borders)]
    return find_timexes(doc, sentences, published)


def plain(text: str) -> Doc:
    """A text in one token without a parse: what no rule may lean on."""
    return Doc(RawDoc(Vocab(), words=[text], spaces=[False]) if text else RawDoc(Vocab()))


def read(nlp: Language, raw: str, published: date | None) -> tuple[str, tuple[Timex, ...]]:
    """A text as an article's is read: normalised, parsed, split, tagged."""
    text = normalise(raw).text
    doc = parse(text, nlp)
    return text, find_timexes(doc, split(doc), published)


def values(nlp: Language, raw: str, published: date | None) -> list[str]:
    return [one.value for one in read(nlp, raw, published)[1]]


def assert_lawful(timexes: tuple[Timex, ...], text: str) -> None:
    end = 0
    for one in timexes:
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == text[one.start : one.end].strip()
        assert one.range == value_range(one.value)
        assert one.range is None or one.range.start <= one.range.end
        end = one.end


def assert_legal(timexes: tuple[Timex, ...]) -> None:
    for one in timexes:
        assert is_legal(one.value), one
        assert fits(one.type, one.value), one


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


@given(st.lists(st.sampled_from(_PIECES), max_size=25), st.sampled_from([" ", "", "  "]), _ANY)
@settings(max_examples=400, deadline=None)
def test_any_order_of_words_gives_legal_values(words: list[str], space: str, published: date | None) -> None:
    assert_legal(tag(plain(space.join(words)), published))


@given(st.data(), _PUBLICATIONS | st.none())
@settings(max_examples=200, deadline=None)
def test_sentences_with_words_lost_doubled_and_moved_keep_the_laws(
    nlp: Language, data: st.DataObject, published: date | None
) -> None:
    chosen = data.draw(st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3, unique=True))
    words = " ".join(chosen).split(" ")
    for change in data.draw(st.lists(st.sampled_from(["drop", "double", "swap", "put in"]), max_size=6)):
        i, j = (data.draw(st.integers(0, len(words) - 1)) for _ in range(2))
        if change == "drop" and len(words) > 1:
            del words[i]
        elif change == "double":
            words.insert(i, words[i])
        elif change == "put in":
            words.insert(i, data.draw(st.sampled_from(_PIECES)))
        else:
            words[i], words[j] = words[j], words[i]
    text, found = read(nlp, " ".join(words), published)
    assert_lawful(found, text)
    assert_legal(found)


@given(st.sampled_from("²³¹①½٣"), st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=14), st.none() | st.dates())
@example("²", "investments", date(2023, 6, 14))
@settings(max_examples=200, deadline=None)
def test_a_mark_of_a_footnote_before_a_word_is_no_number(mark: str, word: str, published: date | None) -> None:
    assert_legal(tag(plain(f"See {mark}{word} of 2014."), published))


@given(st.lists(st.sampled_from(_SENTENCES), min_size=2, max_size=6), _PUBLICATIONS)
@settings(max_examples=40, deadline=None)
def test_a_text_gives_the_same_alone_and_after_others(nlp: Language, texts: list[str], published: date) -> None:
    docs = [parse(text, nlp) for text in texts]
    alone = [find_timexes(doc, split(doc), published) for doc in docs]
    assert [find_timexes(doc, split(doc), published) for doc in reversed(docs)] == alone[::-1]


@given(*(st.sampled_from(group) for group in (_SENTENCES, FIXED, _SENTENCES)), _PUBLICATIONS)
@settings(max_examples=60, deadline=None)
def test_what_stands_on_the_calendar_does_not_hang_on_other_paragraphs(
    nlp: Language, before: str, fixed: str, after: str, published: date
) -> None:
    _, alone = read(nlp, fixed, published)
    _, found = read(nlp, f"{before}\n{fixed}\n{after}", published)
    start, end = len(before) + 1, len(before) + 1 + len(fixed)
    inside = [(t.start - start, t.end - start, t.value) for t in found if start <= t.start < end]
    assert inside == [(t.start, t.end, t.value) for t in alone] != []


@given(st.sampled_from(_SENTENCES), st.data())
@settings(max_examples=100, deadline=None)
def test_blanks_do_not_matter(nlp: Language, text: str, data: st.DataObject) -> None:
    words = text.split(" ")
    i = data.draw(st.integers(1, len(words) - 1))
    gaps = ["  ", "\t", "\u00a0", "\u2009", "\u202f ", " \u200b"]
    if words[i][0].islower() and words[i - 1][-1] != ".":  # else the line's end is a paragraph's
        gaps += ["\n", " \r\n"]
    broken = " ".join(words[:i]) + data.draw(st.sampled_from(gaps)) + " ".join(words[i:])
    assert values(nlp, broken, date(2023, 6, 14)) == values(nlp, text, date(2023, 6, 14))


@pytest.mark.parametrize("text", _QUOTED)
@given(st.sampled_from("’‘′ʼ"), st.sampled_from([("“", "”"), ("„", "“"), ("«", "»"), ("″", "″")]))
@settings(max_examples=8, deadline=None)
def test_the_shape_of_quotes_does_not_matter(nlp: Language, text: str, apostrophe: str, marks: tuple[str, str]) -> None:
    curly = text.replace("'", apostrophe)
    while '"' in curly:
        curly = curly.replace('"', marks[0], 1).replace('"', marks[1], 1)
    assert values(nlp, curly, date(2023, 6, 14)) == values(nlp, text, date(2023, 6, 14)) != []


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
    assert [t.value for t in tag(Doc(nlp(text)), date(2023, 6, 14))] == ["2022-Q3", "2023-06-12TNI"]


def test_nothing_crosses_a_paragraph() -> None:
    text = "They met in May\n3 ships left."
    found = tag(plain(text), date(2023, 6, 14), breaks=(text.index("3"),))
    assert [(text[t.start : t.end], t.value) for t in found] == [("May", "2023-05")]


@pytest.mark.parametrize("piece", _RUNS)
@pytest.mark.timeout(20)
def test_a_long_run_of_one_piece_takes_no_longer_than_its_length(piece: str) -> None:
    text = (piece.replace("-", " ") + " ") * (120_000 // len(piece)) + piece * (120_000 // len(piece))
    assert_lawful(tag(plain(text), date(2023, 6, 14)), text)
