"""What makes two questions the same, how they are kept, and when their numbers raise doubt."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.bank import Learned
from bot.model.questions import Question, QuestionKind
from bot.quiz import items, rating
from bot.quiz.items import canonical, doubt, easiest_first, fingerprint, place_in
from tests.quiz.games import question, sourced

PLAIN = replace(question(), options=("Delhi", "Cairo", "Berne"), key=1, reasons=("Not there", "", "Later"))
PLACED = replace(
    question(QuestionKind.ORDER),
    options=("The visit", "The call", "The deal"),
    targets=("1st", "2nd", "3rd"),
    placing=(2, 0, 1),
    key=-1,
)


def shuffled(asked: Question, order: list[int]) -> Question:
    """The same question with its options in another order."""
    return replace(
        asked,
        options=tuple(asked.options[n] for n in order),
        key=asked.key if asked.is_placed else order.index(asked.key),
        placing=tuple(asked.placing[n] for n in order) if asked.placing else (),
        reasons=tuple(asked.reasons[n] for n in order) if asked.reasons else (),
    )


@pytest.mark.parametrize("asked", [PLAIN, PLACED], ids=["plain", "placed"])
@given(order=st.permutations([0, 1, 2]))
def test_the_order_of_options_makes_no_other_question(asked: Question, order: list[int]) -> None:
    other = shuffled(asked, order)
    assert fingerprint(other) == fingerprint(asked)
    assert canonical(other) == canonical(asked)
    assert canonical(canonical(other)) == canonical(other)


@pytest.mark.parametrize("asked", [PLAIN, PLACED], ids=["plain", "placed"])
@given(order=st.permutations([0, 1, 2]))
def test_what_is_kept_is_right_about_the_same(asked: Question, order: list[int]) -> None:
    kept, other = canonical(asked), shuffled(asked, order)
    assert fingerprint(kept) == fingerprint(other)
    for choice in range(other.choices):
        if not asked.is_placed:
            place = place_in(kept, other, choice)
            assert place is not None
            assert kept.options[place] == other.options[choice]
            assert (place == kept.key) is (choice == other.key)
            assert kept.reasons[place] == other.reasons[choice]
    targets = [dict(zip(one.options, one.placing, strict=True)) for one in (kept, other) if one.is_placed]
    assert len(targets) != 2 or targets[0] == targets[1]


def test_signs_and_spaces_make_no_other_question() -> None:
    assert fingerprint(replace(PLAIN, stem=PLAIN.stem.upper().replace(" ", "  "))) == fingerprint(PLAIN)
    assert len(fingerprint(PLAIN)) == 64


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, stem="Another stem?"),
        replace(PLAIN, key=2),
        replace(PLAIN, kind=QuestionKind.WHERE),
        replace(PLAIN, options=("Delhi", "Cairo", "Lima")),
        replace(PLAIN, options=("Delhi", "Cairo")),
    ],
    ids=["stem", "key", "kind", "option", "fewer options"],
)
def test_another_stem_key_kind_or_option_makes_another_question(other: Question) -> None:
    assert fingerprint(other) != fingerprint(PLAIN)


def test_another_placing_makes_another_question() -> None:
    assert fingerprint(replace(PLACED, placing=(0, 1, 2))) != fingerprint(PLACED)


def test_what_does_not_show_makes_no_other_question() -> None:
    other = replace(PLAIN, explanation="Else.", difficulty=0.9, fact="E9 target", seed=7, version=3)
    assert fingerprint(other) == fingerprint(PLAIN)


def test_dates_keep_their_order() -> None:
    asked = replace(question(QuestionKind.WHEN), options=("March 2021", "January 2022", "May 2022"), key=0)
    assert canonical(asked) == asked


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ((0, 0, 0), None),
        ((0, 2, 0), None),
        ((3, 0, 0), "All 3 who answered chose “Delhi”, which is not the key."),
        ((2, 0, 1), None),
        ((2, 1, 1), None),
        ((3, 2, 0), "“Delhi” was chosen 3 times, the key twice."),
        ((1, 1, 3), "“Berne” was chosen 3 times, the key once."),
        ((3, 0, 2), "“Delhi” was chosen 3 times, the key never."),
        ((2, 2, 1), None),
        ((0, 9, 8), None),
    ],
    ids=[
        "nobody", "two are too few", "all one wrong", "three apart", "four", "more than the key", "the last one",
        "never the key", "as often", "the key leads",
    ],
)  # fmt: skip
def test_numbers_raise_doubt(chosen: tuple[int, ...], reason: str | None) -> None:
    assert doubt(PLAIN, chosen) == reason


def test_of_a_placed_question_no_option_is_counted() -> None:
    assert place_in(PLACED, PLACED, 5) is None
    assert doubt(PLACED, ()) is None


def test_two_reporters_are_enough() -> None:
    assert items.reported(1) is None
    assert items.reported(2) == "2 people reported it."


def test_a_quiz_is_sorted_by_what_answers_taught() -> None:
    asked = [sourced(replace(question(), stem=stem, difficulty=d)) for stem, d in (("a", 0.3), ("b", 0.4), ("c", 0.5))]
    prints = [fingerprint(one.question) for one in asked]
    learned = {
        prints[0]: Learned(difficulty=rating.prior(0.9), answered=10),
        prints[2]: Learned(difficulty=rating.prior(0.01), answered=9),
    }
    ordered = easiest_first(asked, learned)
    assert [(one.question.stem, one.question.difficulty) for one in ordered] == [("b", 0.4), ("c", 0.5), ("a", 0.9)]
