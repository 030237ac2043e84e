"""Bold within words as printed: round what is meant, never round a blank, and nothing of the sentence lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.highlight import highlighted
from bot.model.reading import Span

WORD_JOINER = "\u2060"


def spans_of(printed: str, *said: str) -> list[Span]:
    return [Span(start=printed.index(one), end=printed.index(one) + len(one)) for one in said]


def show(printed: str, *said: str, limit: int = 300) -> str:
    spans = spans_of(printed, *said)
    focus = Span(start=spans[0].start, end=spans[-1].end) if spans else Span(start=0, end=0)
    return highlighted(printed, spans, focus, limit)[0]


@pytest.mark.parametrize(
    ("printed", "said", "shown"),
    [
        pytest.param(
            "Lund, who was late, met Reyes.", ["Lund,", " met Reyes."], "**Lund**, who was late, **met Reyes**.",
            id="blanks and points stay outside",
        ),
        pytest.param("She met Reyes, in Oslo, on Monday.", ["She", "Reyes,", "in Oslo"],
                     "**She** met **Reyes, in Oslo**, on Monday.", id="a comma alone parts nothing"),
        pytest.param("He said “no deal” to it.", ["“no deal”"], "He said “**no deal**” to it.", id="quotation marks"),
        pytest.param("He asked her to “stop it,” and left.", ["He asked her to “stop it"],
                     "**He asked her to “stop it,”** and left.", id="a quotation that ends with the words"),
        pytest.param("She (from Oslo) met him (again).", ["from Oslo) met him"],
                     "She **(from Oslo) met him** (again).", id="a bracket that opens before them"),
        pytest.param('"No," he said, and "No" again.', ['No," he said'],
                     '**"No," he said**, and "No" again.', id="straight quotation marks"),
        pytest.param("Prices rose by 25% in a year.", ["by 25%"], "Prices rose **by 25%** in a year.", id="per cent"),
        pytest.param("It cost $5 billion in all, he said.", ["$5 billion"], "It cost **$5 billion** in all, he said.",
                     id="a currency's sign"),
        pytest.param("He said *so* and _left_ it there.", ["*so* and _left_"],
                     r"He said \***so\* and \_left**\_ it there.", id="markdown's own signs"),
        pytest.param("See http://a.example now, he said.", ["http://a.example now"],
                     f"See **http:{WORD_JOINER}//a.example now**, he said.", id="an address"),
        pytest.param("Hello @everyone and others.", ["everyone"], "Hello @**everyone** and others.", id="a mention"),
        pytest.param("  Lund \n\t met\u200b  Reyes   in Oslo.", ["met\u200b  Reyes"], "Lund **met Reyes** in Oslo.",
                     id="white space of the page"),
        pytest.param("Lund met Reyes.", ["Lund met Reyes"], "Lund met Reyes.", id="all of it"),
        pytest.param("Lund met Reyes in Oslo at a long last.", ["Lund met Reyes in Oslo at a long"],
                     "**Lund met Reyes in Oslo at a long** last.", id="not quite all of it"),
        pytest.param("Lund met Reyes in Oslo at long last, a", ["Lund met Reyes in Oslo at long last"],
                     "Lund met Reyes in Oslo at long last, a", id="nearly all of it"),
        pytest.param("Lund met Reyes.", [], "Lund met Reyes.", id="nothing"),
        pytest.param("Lund met – Reyes.", [" – "], "Lund met – Reyes.", id="signs alone"),
    ],
)  # fmt: skip
def test_what_is_meant_is_bold(printed: str, said: list[str], shown: str) -> None:
    assert show(printed, *said) == shown


def test_it_says_whether_anything_is_bold() -> None:
    none = Span(start=0, end=0)
    assert highlighted("Lund met Reyes.", [], none, 300) == ("Lund met Reyes.", False)
    assert highlighted("Lund met Reyes.", [Span(start=0, end=4)], none, 300) == ("**Lund** met Reyes.", True)


def test_overlapping_stretches_are_one() -> None:
    spans = [Span(start=5, end=14), Span(start=0, end=8)]
    shown, _ = highlighted("Lund met Reyes in Oslo on Monday.", spans, spans[0], 300)
    assert shown == "**Lund met Reyes** in Oslo on Monday."


def test_a_long_sentence_is_cut_round_what_is_meant() -> None:
    printed = "word " * 100 + "Lund met Reyes in Oslo " + "word " * 100
    shown = show(printed, "Lund", "in Oslo", limit=60)
    assert shown == "…word word word **Lund** met Reyes **in Oslo** word word word word…"
    assert len(shown.replace("**", "")) <= 60


def test_a_stretch_that_is_cut_ends_before_the_sign_of_it() -> None:
    printed = "Lund said that " + "one two three four " * 20
    said = [Span(start=15, end=len(printed))]
    assert highlighted(printed, said, Span(start=0, end=0), 40) == ("Lund said that **one two three four one**…", True)


def test_where_all_that_is_left_of_a_long_sentence_is_meant_none_of_it_is_bold() -> None:
    printed = "Lund said that " + "one two three four " * 20
    said = [Span(start=15, end=len(printed))]
    assert highlighted(printed, said, said[0], 40) == ("…one two three four one two three four…", False)


def test_right_to_left_words_stay_isolated() -> None:
    shown = show("The word سلام was said twice by him.", "سلام")
    assert shown == "\u2068The word **سلام** was said twice by him.\u2069"


TEXTS = st.text(st.sampled_from("ab1 .,“”*_~`|[]<>#+-=@:/\\'%$\u00a0\u200b\n"), min_size=1, max_size=60)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4), st.integers(20, 80))
def test_bold_marks_are_all_that_is_added(printed: str, pairs: list[tuple[int, int]], limit: int) -> None:
    ends = [sorted(min(at, len(printed)) for at in pair) for pair in pairs]
    spans = [Span(start=start, end=end) for start, end in ends]
    focus = spans[0] if spans else Span(start=0, end=0)
    plain, _ = highlighted(printed, (), focus, limit)
    shown, has_bold = highlighted(printed, spans, focus, limit)
    runs = runs_of(shown)
    assert seen("".join(runs)) == seen(plain)
    assert has_bold == (len(runs) > 1)
    assert len(runs) % 2 == 1  # what opens is closed
    assert all(bold and bold == bold.strip() for bold in runs[1::2])


def seen(line: str) -> str:
    """Return what a reader sees of an escaped line."""
    return re.sub(r"\\(.)", r"\1", line).replace(WORD_JOINER, "")


def runs_of(line: str) -> list[str]:
    """Return the stretches of a line between its marks of bold, of which every second one is bold."""
    runs = [""]
    for token in re.findall(r"\\.|\*\*|.", line):
        if token == "**":
            runs.append("")
        else:
            runs[-1] += token
    return runs
