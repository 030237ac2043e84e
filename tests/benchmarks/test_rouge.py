"""The scorer of summaries: Porter's own examples, and values that the package rouge-score gives."""

import pytest

from tests.benchmarks.porter import stem
from tests.benchmarks.rouge import cut, score
from tests.benchmarks.summaries import Highlighted, fitting

STEMS = {
    "caresses": "caress",
    "ponies": "poni",
    "ties": "tie",
    "caress": "caress",
    "cats": "cat",
    "feed": "feed",
    "agreed": "agre",
    "plastered": "plaster",
    "bled": "bled",
    "motoring": "motor",
    "sing": "sing",
    "conflated": "conflat",
    "sized": "size",
    "hopping": "hop",
    "falling": "fall",
    "hissing": "hiss",
    "failing": "fail",
    "filing": "file",
    "happy": "happi",
    "sky": "sky",
    "relational": "relat",
    "conditional": "condit",
    "digitizer": "digit",
    "radically": "radic",
    "vietnamization": "vietnam",
    "operator": "oper",
    "feudalism": "feudal",
    "decisiveness": "decis",
    "hopefulness": "hope",
    "callousness": "callous",
    "sensibility": "sensibl",
    "triplicate": "triplic",
    "formalize": "formal",
    "electrical": "electr",
    "goodness": "good",
    "revival": "reviv",
    "allowance": "allow",
    "inference": "infer",
    "adjustable": "adjust",
    "replacement": "replac",
    "adoption": "adopt",
    "communism": "commun",
    "effective": "effect",
    "rate": "rate",
    "cease": "ceas",
    "probate": "probat",
    "controlling": "control",
    "roll": "roll",
}
CHANGED = {
    "dying": "die",
    "skies": "sky",
    "news": "news",
    "enjoy": "enjoy",
    "spied": "spi",
    "died": "die",
    "geology": "geolog",
}


@pytest.mark.parametrize(("word", "expected"), {**STEMS, **CHANGED}.items())
def test_stems_words_as_porter_and_nltk_do(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_scores_as_rouge_score_does() -> None:
    found = score("The quick brown fox jumps over the lazy dog", "The quick brown dog jumps on the log.")
    assert found.one == pytest.approx(12 / 17)
    assert found.two == pytest.approx(4 / 15)
    assert found.mean == pytest.approx((12 / 17 + 4 / 15) / 2)


def test_scores_stems_but_leaves_words_of_three_letters_alone() -> None:
    assert score("ships sailed", "ship sailing").one == 1.0
    assert score("ten men", "ten man").one == 0.5
    assert score("a gas", "a ga").one == 0.5


def test_counts_no_word_oftener_than_both_have_it() -> None:
    assert score("port port port", "port quay quay").one == pytest.approx(1 / 3)
    assert score("port", "") == score("", "port") == score("quay", "port")


def test_cuts_after_the_budget() -> None:
    assert cut(["One two three.", "Four five."], 4) == "One two three. Four"
    assert list(fitting(["One two three.", "Four five.", "Six."], 4)) == ["One two three.", "Six."]


def test_halves_never_change() -> None:
    assert [Highlighted(id=name, text="", highlights="").half for name in "abcd"] == ["other", "other", "one", "one"]
