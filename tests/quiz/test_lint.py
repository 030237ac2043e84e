"""Each reason for which a question is refused, and that its mended neighbour passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.questions import QuestionKind
from bot.quiz.draft import Draft
from bot.quiz.lint import fits_length, flaws

STEM = "Which country banned wine from France in May 2023?"
OPTIONS = ("China", "Japan", "Turkey", "Russia")
STEPS = ("Closed the Lyon consulate", "Raised taxes on barges", "Stopped flights to Nice")


def draft(
    stem: str = STEM,
    key: str = "China",
    *,
    kind: QuestionKind = QuestionKind.COUNTRY,
    explanation: str = "In May 2023, China banned wine from France.",
    is_sorted: bool = False,
    is_exact_pair: bool = False,
    least: int = 3,
    placed: tuple[tuple[str, str], ...] = (),
) -> Draft:
    """Return a question for a country, or with some of it changed."""
    return Draft(
        kind=kind, stem=stem, key=key, wrong=(), explanation=explanation, sentences=(0,), fact="event 0 source",
        facts=("event 0",), is_sorted=is_sorted, is_exact_pair=is_exact_pair, least=least, placed=placed,
    )  # fmt: skip


def test_a_sound_question_has_no_flaw() -> None:
    assert flaws(draft(), OPTIONS) == ()
    assert flaws(draft(kind=QuestionKind.ACTION, key=STEPS[0], stem="What did China do in May 2023?"), STEPS) == ()


@pytest.mark.parametrize(
    ("stem", "flaw"),
    [
        pytest.param("Which country banned " + "a b " * 14 + "dry wine?", "stem too long", id="33 words"),
        pytest.param(f"Which country banned {'x' * 200}?", "stem too long", id="222 characters"),
        pytest.param("which country banned wine from France?", "stem is no sentence", id="in lower case"),
        pytest.param("Fill the gap: In May 2023, China recognised a ____.", "stem is ill set", id="a name behind a"),
        pytest.param("Which country met France on its border - China?", "stem is ill set", id="half a dateline"),
        pytest.param("Fill the gap: China met the Kingdom of ____.", "stem is ill set", id="a name behind its form"),
        pytest.param("On 8 May 2023, on which country did China end an embargo?", "stem is ill set", id="on, on"),
        pytest.param("Which country took in sailors who have fled from France?", "stem is ill set", id="still so"),
        pytest.param("Which country ended a war in which many have died?", "stem is ill set", id="in which still so"),
        pytest.param("Which country banned wine from France", "stem is no sentence", id="no mark"),
        pytest.param("Which country banned wine as it had sworn?", "stem points outside itself", id="pronoun"),
        pytest.param("Which country broke the agreement?", "stem points outside itself", id="the agreement"),
        pytest.param("Which country left the old iron pact in May?", "stem points outside itself", id="the … pact"),
        pytest.param("Which country denied the French claims?", "stem points outside itself", id="of which claims"),
        pytest.param("Which country asked France to recall its own?", "stem points outside itself", id="its own what"),
        pytest.param("Which country condemned the raid?", "stem points outside itself", id="the raid"),
        pytest.param("Which country banned similar wine?", "stem points outside itself", id="compared"),
        pytest.param("Which country sent a third ship to Oman?", "stem points outside itself", id="the how-manyth"),
        pytest.param("Which country phoned the allies in May 2023?", "stem points outside itself", id="whose allies"),
        pytest.param("Which country met the two rivals in May 2023?", "stem points outside itself", id="which two"),
        pytest.param("Who went to Oman for the first leg?", "stem points outside itself", id="the first leg of what"),
        pytest.param("Which country shelled the South in May 2023?", "stem points outside itself", id="which south"),
        pytest.param("Which country sent the French envoy away?", "stem points outside itself", id="whose envoy where"),
        pytest.param("Which country banned wine last month?", "stem has a relative date", id="last month"),
        pytest.param("Which country recently banned wine?", "stem has a relative date", id="recently"),
        pytest.param("Which country did not ban wine from France?", "stem is negative", id="not"),
        pytest.param("Which country opened a border that has been shut?", "stem is ill set", id="until now"),
        pytest.param("Which country banned  wine from France?", "stem is ill set", id="two blanks"),
        pytest.param(
            "Which country recalled its envoy from Oman and freezing relations?", "stem is ill set", id="half a form"
        ),
        pytest.param("Which country banned banned wine from France?", "stem is ill set", id="a word twice"),
        pytest.param("Which country banned wine from France,?", "stem is ill set", id="comma before the mark"),
        pytest.param("Which country called France “a vineyard?", "stem is ill set", id="an open quotation"),
        pytest.param('Which country called France "a vineyard?', "stem is ill set", id="a straight quotation mark"),
        pytest.param("Which country banned wine from?", "stem breaks off", id="preposition at the end"),
        pytest.param("Which country banned wine from the?", "stem breaks off", id="article at the end"),
    ],
)
def test_a_stem_is_refused(stem: str, flaw: str) -> None:
    assert flaw in flaws(draft(stem), OPTIONS)


@pytest.mark.parametrize(
    "stem",
    [
        pytest.param("Which country broke the agreement about barges in May 2023?", id="which agreement is told"),
        pytest.param("Which country phoned the allies of Oman in May 2023?", id="whose allies is told"),
        pytest.param("Which country sent ships to the South Pole in May 2023?", id="a name with South"),
        pytest.param("Which of these happened first?", id="these of the options"),
        pytest.param("Which country told France: “This is not our wine”?", id="words within a quotation"),
        pytest.param("Which country banned " + "a b " * 13 + "dry table wine?", id="32 words"),
        pytest.param("Put these events in order, earliest first.", id="these events"),
    ],
)
def test_a_stem_that_stands_alone_passes(stem: str) -> None:
    assert flaws(draft(stem), OPTIONS) == ()


@pytest.mark.parametrize(
    ("key", "wrong", "flaw"),
    [
        pytest.param(STEPS[0], STEPS[1:2], "too few options", id="two options"),
        pytest.param(STEPS[0], (*STEPS[1:], "Sank one old ferry", "Jailed two sailors"), "too few options", id="five"),
        pytest.param(STEPS[0], (STEPS[1], "the raised taxes on barges"), "options alike", id="but for an article"),
        pytest.param(STEPS[0], (STEPS[1], "Ráised taxes on Barges"), "options alike", id="but for an accent"),
        pytest.param(STEPS[0], (STEPS[1], "…"), "options alike", id="nothing but a sign"),
        pytest.param(STEPS[0], (STEPS[1], "Raised taxes on barges twice"), "options overlap", id="one in another"),
        pytest.param(STEPS[0], (STEPS[1], "All of the above were done"), "option ill set", id="all of the above"),
        pytest.param(STEPS[0], (STEPS[1], "Stopped [all] flights"), "option ill set", id="brackets"),
        pytest.param(STEPS[0], (STEPS[1], "Raised tolls " + "x" * 68), "option ill set", id="81 characters"),
        pytest.param(STEPS[0], (STEPS[1], "Closed them in late May"), "option points outside itself", id="them"),
        pytest.param(STEPS[0], (STEPS[1], "Stopped all flights to"), "option points outside itself", id="cut off"),
        pytest.param(STEPS[0], (STEPS[1], "stopped flights to Nice"), "option in lower case", id="in lower case"),
        pytest.param("Tax", STEPS[1:], "key stands out by length", id="the key is the shortest"),
        pytest.param(STEPS[0], ("Taxes", "Floods"), "key stands out by length", id="the key is the longest"),
    ],
)
def test_options_are_refused(key: str, wrong: tuple[str, ...], flaw: str) -> None:
    asked = draft("What did China do in May 2023?", key, kind=QuestionKind.ACTION)
    assert flaw in flaws(asked, (key, *wrong))


def test_names_may_be_shorter_than_the_others_but_not_longer() -> None:
    long = ("United Arab Emirates", "Papua New Guinea", "Solomon Islands")
    assert flaws(draft(key="Oman"), ("Oman", *long)) == ()
    assert "key stands out by length" in flaws(draft(key=long[0]), (long[0], "Oman", "Iran", "Iraq"))


def test_numbers_and_dates_may_stand_out_by_length() -> None:
    options = ("May 2023", "June 2023", "September 2022")
    assert flaws(draft("In which month did China ban wine?", options[2], is_sorted=True), options) == ()
    assert "key stands out by length" in flaws(
        draft("In which month was it, then, that wine fell?", options[2]), options
    )


@pytest.mark.parametrize("explanation", ["", "x" * 241])
def test_an_explanation_is_told_and_short(explanation: str) -> None:
    assert flaws(draft(explanation=explanation), OPTIONS) == ("explanation too long",)
    assert flaws(draft(explanation="x" * 240), OPTIONS) == ()


@pytest.mark.parametrize(
    ("stem", "key", "wrong", "flaw"),
    [
        pytest.param(
            "Which country’s envoy left China?", "China", ("Japan", "Oman"), "stem names the key", id="the key"
        ),
        pytest.param(
            "Who spoke of barges on the Seine?", "The Seine pilots", ("The Rhine pilots", "The Volga crews"),
            "key shares a word with the stem", id="a word of the key alone",
        ),
        pytest.param(
            "Which country banned wine from France?", "China", ("Japan", "France"), "stem names a wrong answer",
            id="a wrong answer",
        ),
    ],
)  # fmt: skip
def test_a_clue_is_refused(stem: str, key: str, wrong: tuple[str, ...], flaw: str) -> None:
    assert flaw in flaws(draft(stem, key), (key, *wrong))


def test_a_word_that_every_option_shares_with_the_stem_is_no_clue() -> None:
    options = ("The Seine pilots", "The Seine sailors", "The Seine fishers")
    assert flaws(draft("Who spoke of barges on the Seine?", options[0]), options) == ()


def test_true_and_false_need_no_third() -> None:
    told = draft(
        "True or false? In May 2023, China banned wine from France.", "True", kind=QuestionKind.TRUE_FALSE,
        is_exact_pair=True, is_sorted=True, least=2,
    )  # fmt: skip
    assert flaws(told, ("True", "False")) == ()


PLACED = (("China banned wine", "1st"), ("China fined a bank", "2nd"), ("China jailed two sailors", "3rd"))


@pytest.mark.parametrize(
    ("last", "flaw"),
    [
        pytest.param(("China banned wine", "3rd"), "options alike", id="an event twice"),
        pytest.param(("China jailed two sailors", "2nd"), "options alike", id="a place twice"),
        pytest.param(("China jailed two sailors of", "3rd"), "option ill set", id="cut off"),
        pytest.param(("China jailed {two} sailors", "3rd"), "option ill set", id="brackets"),
        pytest.param(("China sank " + "x" * 70, "3rd"), "option ill set", id="81 characters"),
        pytest.param(("China jailed them all", "3rd"), "option points outside itself", id="them"),
        pytest.param(("China lost the vote", "3rd"), "option points outside itself", id="the vote"),
        pytest.param(("China jailed a sailor in May", "May"), "option tells its target", id="the month is told"),
    ],
)
def test_options_to_be_placed_are_refused(last: tuple[str, str], flaw: str) -> None:
    stem = "Put these events in order, earliest first."
    asked = draft(stem, "", kind=QuestionKind.ORDER, placed=(*PLACED[:2], last))
    assert flaws(asked, ()) == (flaw,)
    assert flaws(draft(stem, "", kind=QuestionKind.ORDER, placed=PLACED), ()) == ()
    assert flaws(draft(stem, "", kind=QuestionKind.ORDER, placed=PLACED[:2]), ()) == ("too few options",)


@given(st.integers(1, 80), st.integers(1, 80))
def test_a_length_among_the_others_always_fits(one: int, other: int) -> None:
    assert fits_length(min(one, other), min(one, other), max(one, other))
    assert fits_length(max(one, other), min(one, other), max(one, other))


@given(st.permutations(OPTIONS), st.sampled_from(OPTIONS))
def test_the_order_of_the_options_makes_no_flaw(options: list[str], key: str) -> None:
    assert flaws(draft(key=key), options) == ()


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_can_be_judged_and_twins_never_pass(stem: str, wrong: list[str]) -> None:
    key = wrong[0] if wrong else ""
    assert flaws(draft(stem, key), (key, *wrong, key))
