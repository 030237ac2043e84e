"""The parse as the rules read it says what spaCy's own does, of every token and of any stretch."""

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc as RawDoc
from spacy.vocab import Vocab

from bot.reading.parsed import Doc
from bot.reading.sentences import parse
from data.starter import starter_articles

PLAIN = (
    "text", "whitespace_", "text_with_ws", "i", "idx", "lower_", "lemma_", "tag_", "pos_", "dep_", "ent_type_",
    "ent_iob_", "is_alpha", "is_digit", "is_lower", "is_punct", "is_space", "is_stop", "is_title", "is_upper",
    "like_num",
)  # fmt: skip
ONE, MANY = ("head", "left_edge", "right_edge"), ("children", "lefts", "rights", "ancestors", "conjuncts")


@st.composite
def trees(draw: st.DrawFn) -> RawDoc:
    """Draw words that hang on one another in any way without a circle, arcs that cross among them."""
    count = draw(st.integers(1, 9))
    order = draw(st.permutations(range(count)))
    heads = [0] * count
    for place, i in enumerate(order):
        heads[i] = order[draw(st.integers(0, place - 1))] if place else i
    deps = [draw(st.sampled_from(["conj", "nsubj"])) if heads[i] != i else "ROOT" for i in range(count)]
    return RawDoc(_VOCABULARY, words=[f"w{i}" for i in range(count)], heads=heads, deps=deps)


_VOCABULARY = Vocab()


def places(tokens: Iterable[Any]) -> list[int]:
    return [token.i for token in tokens]


def agree(doc: Doc, raw: RawDoc) -> None:
    for token, its in zip(doc, raw, strict=True):
        assert [getattr(token, name) for name in PLAIN] == [getattr(its, name) for name in PLAIN]
        assert [getattr(token, name).i for name in ONE] == [getattr(its, name).i for name in ONE]
        assert [places(getattr(token, name)) for name in MANY] == [places(getattr(its, name)) for name in MANY]
        assert places(token.subtree) == sorted(places(its.subtree))
        assert (token.sent.start, token.sent.end) == (its.sent.start, its.sent.end)
        assert len(token) == len(its)


@given(raw=trees())
def test_every_token_of_any_tree_hangs_as_in_spacy(raw: RawDoc) -> None:
    agree(Doc(raw), raw)


@given(raw=trees(), data=st.data())
def test_a_stretch_of_any_tree_has_the_same_root(raw: RawDoc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    mine, its = Doc(raw)[start:end], raw[start:end]
    assert mine.root.i == its.root.i
    assert (mine.text, mine.start_char, mine.end_char) == (its.text, its.start_char, its.end_char)


@given(raw=trees(), start=st.none() | st.integers(-12, 12), end=st.none() | st.integers(-12, 12))
def test_slices_are_cut_as_in_spacy(raw: RawDoc, start: int | None, end: int | None) -> None:
    doc = Doc(raw)
    mine, its = doc[start:end], raw[start:end]
    assert (mine.start, mine.end, places(mine)) == (its.start, its.end, places(its))
    assert places(mine[1:]) == places(its[1:])


def test_a_neighbour_that_is_not_there_is_an_error() -> None:
    doc = Doc(RawDoc(_VOCABULARY, words=["Chad", "signs"]))
    assert doc[0].nbor().text == "signs"
    for token, step in ((doc[0], -1), (doc[1], 1)):
        with pytest.raises(IndexError):
            token.nbor(step)


def test_an_article_is_the_same_as_in_spacy(nlp: Language) -> None:
    doc = parse(starter_articles()[0].text, nlp, may_open=False)
    for token, its in zip(doc, doc.raw, strict=True):
        its.lemma_ = token.lemma_
    agree(doc, doc.raw)
    assert [(each.start, each.end) for each in doc.sents] == [(each.start, each.end) for each in doc.raw.sents]
    assert [(each.text, each.label_) for each in doc.ents] == [(each.text, each.label_) for each in doc.raw.ents]


def test_two_texts_follow_each_other_with_their_parses() -> None:
    one, other = (
        Doc(RawDoc(_VOCABULARY, words=words, heads=[1, 1], deps=["nsubj", "ROOT"]))
        for words in (["a", "b"], ["c", "d"])
    )
    one[0].lemma_ = "kept"
    both = one.followed_by(other)
    assert [token.head.i for token in both] == [1, 1, 3, 3]
    assert [token.lemma_ for token in both] == ["kept", "", "", ""]


def test_an_empty_text_has_no_sentences() -> None:
    doc = Doc(RawDoc(_VOCABULARY))
    assert (len(doc), doc.text, list(doc.sents), list(doc.ents)) == (0, "", [], [])
