"""When two texts are one, and what became of the text at an address: laws, and tables of what outlets do."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.copies import PERMUTATIONS, Edit, Sketch, Twin
from bot.sources.likeness import LEAST_SHINGLES, edit, likeness, may_be_one, shingles, sketch, twin
from tests.fixtures.copies.texts import COPIES, account_pairs, own_articles, pairs_of, update

LONG = own_articles(100)
TEXTS = st.sampled_from(own_articles()) | st.text(st.characters(), max_size=200)
FOUND = {"first line, credits, cut to 70 %"}
"""Changes that are too much for some texts."""


@settings(deadline=None)  # the first sketch loads what makes it
@given(TEXTS)
def test_a_text_is_its_own_copy(text: str) -> None:
    assert twin(text, text)[0] is Twin.COPY
    assert edit(text, text) is Edit.NONE
    assert sketch(text) == sketch(text.upper())
    assert sketch(text).estimate(sketch(text)) == 1.0


@given(TEXTS, TEXTS)
def test_which_of_two_texts_is_new_does_not_decide_whether_they_are_one(one: str, other: str) -> None:
    (there, like), (back, turned) = twin(one, other), twin(other, one)
    assert (there is Twin.OTHER) is (back is Twin.OTHER)
    assert like == turned.turned
    assert Twin.COPY in {there, back} or there is Twin.OTHER


@given(st.sampled_from(LONG), st.integers(0, 99), st.sampled_from(list(COPIES.values())))
def test_a_copy_is_one_with_its_text_whichever_comes_first(
    text: str, seed: int, change: Callable[[str, random.Random], str]
) -> None:
    made = change(text, random.Random(seed))
    assert (twin(made, text)[0] is Twin.OTHER) is (twin(text, made)[0] is Twin.OTHER)


@pytest.mark.parametrize("name", [name for name in COPIES if name not in FOUND])
def test_what_outlets_make_of_an_agency_s_text_is_found(name: str) -> None:
    for known, new in pairs_of(COPIES[name], LONG):
        mine, theirs = sketch(new), sketch(known)
        assert set(mine.bands) & set(theirs.bands)
        assert may_be_one(mine, theirs)
        assert twin(new, known)[0] is Twin.COPY


def test_different_accounts_of_one_event_are_no_copies() -> None:
    assert {twin(new, known)[0] for known, new in account_pairs()} == {Twin.OTHER}


def test_a_later_version_is_seldom_taken_for_a_copy() -> None:
    """News must not be lost: what a later version adds is read."""
    said = [twin(new, known)[0] for known, new in pairs_of(update, LONG)]
    assert said.count(Twin.COPY) <= len(said) // 10


def test_short_texts_are_one_only_by_the_same_words() -> None:
    brief = "The ministers met in Oslo on Tuesday and spoke about salmon for three hours."
    assert len(shingles(brief)) < LEAST_SHINGLES
    assert twin(brief.upper(), brief)[0] is Twin.COPY
    assert twin(brief.replace("three", "four"), brief)[0] is Twin.OTHER


@pytest.mark.parametrize(("old", "new"), [("Twelve", "Thirteen"), ("Tuesday", "Wednesday"), ("38 ships", "39 ships")])
def test_the_same_words_with_another_figure_are_another_report(old: str, new: str) -> None:
    report = (
        "Twelve aircraft and 38 ships were seen near the island until six on the morning of Tuesday, it was said. "
        "The ministry sent up its own aircraft and watched the ships from the land. It asked the other side to stop."
    )
    other = report.replace(old, new)
    assert other != report
    assert twin(other, report)[0] is Twin.OTHER
    assert twin(f"{report} Nothing else is known.", report)[0] is Twin.COPY


def test_a_survey_of_many_reports_is_none_of_them() -> None:
    survey = "\n\n".join(LONG[:6])
    assert {twin(survey, one)[0] for one in LONG[:6]} == {Twin.OTHER}


def test_an_estimate_is_near_the_truth() -> None:
    errors = [
        abs(sketch(a).estimate(sketch(b)) - likeness(a, b).jaccard)
        for name in ("cut to half", "another first line")
        for a, b in pairs_of(COPIES[name], LONG)
    ]
    assert sorted(errors)[len(errors) * 19 // 20] <= 0.08


def test_a_signature_of_another_length_is_none() -> None:
    assert len(sketch("One text of some words.").signature) == PERMUTATIONS * 4
    with pytest.raises(ValueError, match="signature"):
        Sketch(shingles=1, signature=b"1234")


ARTICLE = (
    "Norway and Chile met in Oslo on Tuesday to talk about salmon. Twelve boats were held in the harbour for a week. "
    "The ministry called the talks frank and useful, and named no date. Farmers from both coasts had asked for a deal. "
    "A second round is planned for the spring, officials said in the evening."
)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (f"Updated: 14 March 2024, 20:15\n{ARTICLE}", Edit.NONE),
        (f"{ARTICLE}\nRead more: The long quarrel over salmon", Edit.NONE),
        (f"{ARTICLE}\nReporting by Ann Lee in Oslo, editing by Jo Ray in London.", Edit.NONE),
        (f"{ARTICLE}\nSign up for our letter to get the news every morning.", Edit.NONE),
        (ARTICLE.replace(". ", ".\n\n"), Edit.NONE),
        (ARTICLE.upper(), Edit.NONE),
        (ARTICLE[: ARTICLE.index("The ministry")], Edit.NONE),
        (ARTICLE.replace("Twelve", "Thirteen"), Edit.EDITED),
        (ARTICLE.replace("A second round is planned", "No second round is planned"), Edit.EDITED),
        (f"{ARTICLE} The boats were let go on Wednesday, the harbour master said.", Edit.EDITED),
        (ARTICLE[ARTICLE.index("The ministry") :], Edit.NONE),
        (" ".join(ARTICLE.split(". ")[1:]), Edit.EDITED),
        (LONG[0], Edit.REPLACED),
        ("", Edit.REPLACED),
    ],
    ids=["stamp", "link", "credits", "promise", "paragraphs", "capitals", "teaser", "number", "negation", "sentence",
         "a part of it", "one sentence gone", "another article", "nothing"],
)  # fmt: skip
def test_what_became_of_a_page(new: str, expected: Edit) -> None:
    assert edit(ARTICLE, new) is expected
