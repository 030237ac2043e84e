"""Laws of the whole reader: support, sameness in another shape, no invented day, no crash, time."""

import contextlib
import json
import time
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.dates import DatedBy
from bot.model.errors import CannotReadError, RefusalReason
from bot.model.reading import ArticleText, Reading, Span
from bot.reading.contract import from_json, to_json, to_terminal
from bot.reading.pipeline import read, read_many

DAY = date(2024, 5, 15)
PIECES = (
    "Norwegian Foreign Minister Maria Costa met President Pedro Soto of Chile in Oslo today.",
    "“We don’t want a quarrel over cod, or with René’s fleet,” Costa said on Monday.",
    "Chile’s foreign ministry accused Norway of “harming the interests of small ports”.",
    "In March, Norway recalled its ambassador from Santiago after a ship was seized.",
    "Soto will visit Bergen next week, the two countries announced.",
    "It is unclear whether the ban will last.",
    "Source: Example",
)
_QUICK = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def check_support(reading: Reading) -> None:
    """Every claim names a sentence that there is, and every offset lies in the text."""
    count, length = len(reading.sentences), len(reading.article.text)
    assert all(a.end <= b.start for a, b in pairwise(reading.sentences))
    for event in reading.events:
        sentence = reading.sentences[event.sentence]
        assert sentence.start <= event.span.start < event.span.end <= sentence.end
        assert all(0 <= p.actor < len(reading.actors) for p in (*event.source, *event.target))
    for quote in reading.quotes:
        assert reading.sentences[quote.sentence].start <= quote.span.start < quote.span.end <= length
        assert quote.speaker is None or quote.speaker < len(reading.actors)
    for point in reading.summary.full:
        assert point.sentences
        assert list(point.sentences) == sorted(set(point.sentences))
        assert all(0 <= s < count for s in point.sentences)
        assert all(any(within(span, reading.sentences[s]) for s in point.sentences) for span in point.spans)
    short, standard, full = (
        {s for point in points for s in point.sentences}
        for points in (reading.summary.short, reading.summary.standard, reading.summary.full)
    )
    assert short <= standard <= full
    assert from_json(to_json(reading, with_text=True)) == reading
    assert to_terminal(reading)


def within(span: Span, other: Span) -> bool:
    return other.start <= span.start < span.end <= other.end


def without_offsets(reading: Reading) -> str:
    """Return all of a reading but its offsets."""
    value = to_json(reading)
    for key in ("dates", "events", "quotes", "sentences"):
        for item in value[key]:
            item.pop("start")
            item.pop("end")
    for actor in value["actors"]:
        actor["mentions"] = len(actor["mentions"])
    for length in ("short", "standard", "full"):
        for point in value["summary"][length]:
            point["spans"] = len(point["spans"])
    return json.dumps(value)


@_QUICK
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5), st.sampled_from([" ", "\n"]), st.booleans())
def test_every_claim_is_supported(
    nlp: Language, gazetteer: Gazetteer, pieces: list[str], joint: str, is_dated: bool
) -> None:
    article = ArticleText(id="a", text=joint.join(pieces), published=DAY if is_dated else None)
    try:
        reading = read(article, nlp, gazetteer)
    except CannotReadError:
        return
    check_support(reading)
    assert json.dumps(to_json(read(article, nlp, gazetteer))) == json.dumps(to_json(reading))


@_QUICK
@given(st.lists(st.lists(st.sampled_from([*PIECES, "", "Accept all cookies"]), max_size=3), min_size=1, max_size=20))
def test_articles_read_together_give_what_each_gives(
    nlp: Language, gazetteer: Gazetteer, texts: list[list[str]]
) -> None:
    articles = [ArticleText(id=str(i), text="\n".join(text), published=DAY) for i, text in enumerate(texts)]
    for article, found in zip(articles, read_many(iter(articles), nlp, gazetteer), strict=True):
        if isinstance(found, CannotReadError):
            with pytest.raises(CannotReadError) as caught:
                read(article, nlp, gazetteer)
            assert caught.value.reason is found.reason
        else:
            assert found == read(article, nlp, gazetteer)


def test_long_articles_are_not_parsed_together(nlp: Language, gazetteer: Gazetteer) -> None:
    taken = 0

    def articles() -> Iterator[ArticleText]:
        nonlocal taken
        for i in range(3):
            taken += 1
            yield ArticleText(id=str(i), text="word " * 25_000, published=DAY)

    assert isinstance(next(read_many(articles(), nlp, gazetteer)), CannotReadError)
    assert taken == 1


def test_an_article_that_is_a_credit_alone_gives_nothing(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Source: Example Norwegian Foreign Minister Maria Costa met President Pedro Soto of Chile in Oslo today."
    made = read(ArticleText(id="a", text=text, published=DAY), nlp, gazetteer)
    check_support(made)
    assert (made.sentences, made.summary.full) == ((), ())


SHAPES = {
    "line ends": lambda t: t.replace("\n", "\r\n"),
    "straight marks": lambda t: t.replace("“", '"').replace("”", '"').replace("’", "'"),
    "no space after a closing mark": lambda t: t.replace("” ", "”"),
    "no-break spaces": lambda t: t.replace(" of ", "\u00a0of\u00a0"),
    "invisible characters": lambda t: t.replace("Norway", "Nor\u200bway").replace("\nIn", "\n\ufeffIn"),
    "pictures": lambda t: t.replace("Oslo today.", "Oslo today. 🎉").replace("ship was", "ship 🚢 was"),
    "decomposed accents": lambda t: t.replace("é", "e\u0301"),
    "blank lines": lambda t: "\n\n" + t.replace("\n", "\n\n") + "\n",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_another_shape_gives_the_same_reading(shape: str, nlp: Language, gazetteer: Gazetteer) -> None:
    text = "\n".join(PIECES)
    shaped = SHAPES[shape](text)
    assert shaped != text
    one, other = (read(ArticleText(id="a", text=t, published=DAY), nlp, gazetteer) for t in (text, shaped))
    assert without_offsets(one) == without_offsets(other)


def test_offsets_count_the_text_as_given(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "\ufeff\r\n" + "\r\n\r\n".join(PIECES).replace(" Costa met", "\u00a0Costa\u00a0met")
    reading = read(ArticleText(id="a", text=text, published=DAY), nlp, gazetteer)
    assert reading.sentence(0).replace("\u00a0", " ") == PIECES[0]
    quote = reading.quotes[0]
    assert text[quote.span.start : quote.span.end] == quote.text
    [costa] = [a for a in reading.actors if a.name == "Maria Costa"]
    assert text[costa.mentions[0].start : costa.mentions[0].end].endswith("Maria\u00a0Costa")


def test_without_a_day_of_publication_no_event_has_an_invented_one(nlp: Language, gazetteer: Gazetteer) -> None:
    reading = read(ArticleText(id="a", text="\n".join(PIECES)), nlp, gazetteer)
    assert all(e.when.range is None for e in reading.events)
    assert all(e.when.dated_by is not DatedBy.PUBLICATION for e in reading.events)
    assert all(t.range is None for t in reading.dates)


@_QUICK
@given(st.text(max_size=80))
def test_no_text_makes_it_fail(nlp: Language, gazetteer: Gazetteer, noise: str) -> None:
    article = ArticleText(id="a", text=f"{PIECES[0]} {noise}\n{PIECES[1]}", published=DAY)
    try:
        reading = read(article, nlp, gazetteer)
    except CannotReadError:
        return
    check_support(reading)


@pytest.mark.parametrize("unit", ["a", "“", "(", "not ", "Costa said ", "\n", "1 ", "the Chile "], ids=repr)
def test_odd_texts_are_read_or_refused_in_time(unit: str, nlp: Language, gazetteer: Gazetteer) -> None:
    text = PIECES[0] + unit * (8_000 // len(unit)) + PIECES[1]
    started = time.process_time()
    with contextlib.suppress(CannotReadError):
        check_support(read(ArticleText(id="a", text=text, published=DAY), nlp, gazetteer))
    assert time.process_time() - started < 10


def test_a_text_in_which_nobody_does_anything_is_refused_after_reading(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Blue is a colour of many shades. Some are darker than others. A dark shade suits a wall better than a door."
    with pytest.raises(CannotReadError) as caught:
        read(ArticleText(id="a", text=text, published=DAY), nlp, gazetteer)
    assert caught.value.reason is RefusalReason.NOTHING_TOLD
