"""Normalisation: the same text in another shape, and the way back to what was given."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.model.reading import Span
from bot.reading.text import normalise, typeset


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("One.\r\n\r\nTwo.\rThree.", "One.\nTwo.\nThree.", id="line breaks"),
        pytest.param("a\u00a0b\u2009c\td  e", "a b c d e", id="blanks"),
        pytest.param("Bei\u200bjing\ufeff and\u00ad Rome", "Beijing and Rome", id="invisible"),
        pytest.param("“Yes”, ‘no’, «oui», „ja“", '"Yes", \'no\', "oui", "ja"', id="quotation marks"),
        pytest.param("``Yes,'' she said", '"Yes," she said', id="typewriter pairs"),
        pytest.param("cafe\u0301", "café", id="decomposed accents"),
        pytest.param("Talks 🎉. Then 🇺🇸 🇨🇳 met", "Talks. Then met", id="pictures"),
        pytest.param("Talks🎉done 👍🏽", "Talks done", id="a picture between words"),
        pytest.param("“We talked”said Rana.", '"We talked" said Rana.', id="no space after a closing mark"),
        pytest.param('"We talked"said Rana, "a lot"too.', '"We talked" said Rana, "a lot" too.', id="straight marks"),
        pytest.param("He said“no”.", 'He said "no".', id="no space before an opening mark"),
        pytest.param('A 6\'2" man said "no"', 'A 6\'2" man said "no"', id="inches"),
        pytest.param("re‑established − 5", "re-established - 5", id="hyphens"),
        pytest.param("\ud800x\x00y", "xy", id="surrogates and controls"),
        pytest.param("  \n ", "", id="blank"),
    ],
)
def test_gives_one_shape(raw: str, text: str) -> None:
    assert normalise(raw).text == text


def test_joins_the_lines_of_wrapped_prose_and_keeps_its_paragraphs() -> None:
    raw = (
        "Envoys of the two states met again on\nMonday in the port and spoke about\nfishing for an hour.\n\n"
        "No date was set for another round of\nthe talks."
    )
    assert normalise(raw).text == (
        "Envoys of the two states met again on Monday in the port and spoke about fishing for an hour.\n"
        "No date was set for another round of the talks."
    )


def test_maps_a_span_back_to_what_was_given() -> None:
    raw = "\ufeff “We\u00a0 met”said Ren\u0065\u0301e."
    shaped = normalise(raw)
    at = shaped.text.index("We met")
    assert raw[shaped.to_raw(at, at + 6).start : shaped.to_raw(at, at + 6).end] == "We\u00a0 met"
    said = shaped.text.index("said")
    assert raw[shaped.to_raw(said, said + 4).start : shaped.to_raw(said, said + 4).end] == "said"
    name = shaped.text.index("Renée")
    assert raw[shaped.to_raw(name, name + 5).start : shaped.to_raw(name, name + 5).end] == "Rene\u0301e"
    assert shaped.to_raw(len(shaped.text), len(shaped.text)) == Span(start=len(raw), end=len(raw))


@given(st.text(max_size=120))
@example("0\u0d3b")
def test_every_character_has_a_place_in_the_raw_text(raw: str) -> None:
    shaped = normalise(raw)
    assert len(shaped.starts) == len(shaped.ends) == len(shaped.text)
    assert all(0 <= s <= e <= len(raw) for s, e in zip(shaped.starts, shaped.ends, strict=True))
    places = list(zip(shaped.starts, shaped.ends, strict=True))
    # A sign with marks that don't compose stays one place, which its characters share.
    assert all(here == there or here[1] <= there[0] for here, there in pairwise(places))


@pytest.mark.parametrize("unit", ["a", '"', "\u0301", "'", "🎉", "\n", "\n a"], ids=repr)
def test_takes_time_that_grows_no_faster_than_the_text(unit: str) -> None:
    started = time.process_time()
    normalise(unit * 60_000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ('He said "go" and "stop".', "He said “go” and “stop”."),
        ("China's \"open 'channels'\"", "China’s “open ‘channels’”"),
        ("the workers' party of the '90s", "the workers’ party of the ’90s"),
        ('("Yes")', "(“Yes”)"),
    ],
)
def test_sets_marks_as_in_print(plain: str, printed: str) -> None:
    assert typeset(plain) == printed
