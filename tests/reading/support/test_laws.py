"""What holds for every sentence."""

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.wording import Doubt
from bot.reading.support import Checker
from tests.reading.support.articles import GAS, PORT, SALMON

ARTICLES = (SALMON, PORT, GAS)
OWN = [(article, line) for article in ARTICLES for line in article.text.splitlines()]
FIGURED = [(article, line) for article, line in OWN if re.search(r"\d", line)]
calm = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def checker(nlp: Language, gazetteer: Gazetteer) -> "Of":
    return Of(nlp, gazetteer)


class Of:
    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._of = cache(lambda i: Checker(ARTICLES[i], ARTICLES[i].published, nlp, gazetteer))

    def __getitem__(self, article: object) -> Checker:
        found: Checker = self._of(ARTICLES.index(article))
        return found


@calm
@given(row=st.sampled_from(OWN), gap=st.sampled_from([" ", "  ", "\u00a0"]))
def test_an_article_s_own_sentence_is_supported_where_it_stands_alone(
    checker: Of, row: tuple[object, str], gap: str
) -> None:
    article, line = row
    verdict = checker[article].check(line.replace(" ", gap, 1))
    assert verdict.doubt in {None, Doubt.FORM}


@calm
@given(row=st.sampled_from(FIGURED), data=st.data())
def test_a_digit_changed_makes_a_sentence_unsupported(
    checker: Of, row: tuple[object, str], data: st.DataObject
) -> None:
    article, line = row
    at = data.draw(st.sampled_from([m.start() for m in re.finditer(r"\d", line)]))
    digit = data.draw(st.sampled_from([d for d in "123456789" if d != line[at]]))
    assert not checker[article].check(line[:at] + digit + line[at + 1 :]).is_supported


@calm
@given(words=st.lists(st.sampled_from(sorted({w for _, line in OWN for w in line.split()})), min_size=1, max_size=12))
def test_no_heap_of_the_article_s_words_makes_it_fail(checker: Of, words: list[str]) -> None:
    checker[SALMON].check(" ".join(words))


@calm
@given(text=st.text(max_size=80))
def test_no_text_makes_it_fail(checker: Of, text: str) -> None:
    assert not checker[SALMON].check(text).is_supported


def test_no_sentence_changes_what_another_is_found_to_be(nlp: Language, gazetteer: Gazetteer) -> None:
    asked = ["Chilean minister Kari Lund resigned.", "Kari Lund met Pablo Reyes in Oslo.", "Pablo Reyes met Li Wei."]
    alone = [Checker(SALMON, SALMON.published, nlp, gazetteer).check(sentence) for sentence in asked]
    together = Checker(SALMON, SALMON.published, nlp, gazetteer)
    assert [together.check(sentence) for sentence in reversed(asked)] == alone[::-1]
