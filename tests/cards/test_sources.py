"""The sources of a summary, as they read."""

from dataclasses import replace
from datetime import date

from bot.cards.ids import SummaryLength
from bot.cards.sources import sources_card
from bot.model.reading import Span, SummaryPoint
from bot.model.stored import StoredArticle
from tests.cards import samples as s

URL = "https://fjord.example/1"
BOLD = "bold: the part in the summary"


def test_sources_show_each_sentence_as_printed() -> None:
    texts = s.texts(sources_card(s.article(), SummaryLength.STANDARD))
    assert texts[0] == (
        f"-# Sources\n## Where each point comes from\n-# [Fjord Post]({URL}) · 14\u00a0March 2024 · words as printed"
    )
    assert texts[2] == (
        "**²** **Chile’s request** · sentence 2 of 4\n"
        '> Reyes said that Chile wants "fair rules for salmon", and asked Oslo to drop its complaint.'
    )
    assert len(texts) == 5


def test_many_sources_come_in_pages_of_ten() -> None:
    points = tuple(SummaryPoint(lead="", text="Said.", sentences=(n,)) for n in range(12))
    article = s.article(points=points, sentences=tuple(f"Sentence {n} is short." for n in range(12)), events=())
    first, last = (sources_card(article, SummaryLength.FULL, page=page) for page in (0, 9))
    assert s.texts(first)[10] == "**\\[10\\]** sentence 10 of 12\n> Sentence 9 is short."
    assert s.texts(first)[-1] == "-# Page 1 of 2"
    assert s.texts(last)[-2:] == ["**\\[12\\]** sentence 12 of 12\n> Sentence 11 is short.", "-# Page 2 of 2"]
    assert [s.buttons(first)[label]["disabled"] for label in ("Back", "Next")] == [True, False]
    assert [s.buttons(last)[label]["disabled"] for label in ("Back", "Next")] == [False, True]


def test_a_long_sentence_is_shown_round_its_event() -> None:
    sentence = "word " * 100 + "Lund met Reyes in Oslo " + "word " * 100
    start = sentence.index("Lund")
    event = replace(s.event(), span=Span(start=start, end=start + 22))
    article = s.article(
        sentences=(sentence,), points=(SummaryPoint(lead="", text="x", sentences=(0,)),), events=(event,)
    )
    quote = s.texts(sources_card(article, SummaryLength.SHORT))[1].split("\n> ")[1]
    assert len(quote) <= 300
    assert quote.startswith("…word")
    assert "Lund met Reyes in Oslo" in quote


def test_no_date_is_invented() -> None:
    assert "date not given" in s.texts(sources_card(s.article(published=None), SummaryLength.SHORT))[0]
    assert "14\u00a0March 2024" in s.texts(sources_card(s.article(published=date(2024, 3, 14)), SummaryLength.SHORT))[0]


def said(*words: str, sentence: int = 0, lead: str = "") -> SummaryPoint:
    """A point that says these words of a sentence of the sample article."""
    starts = [s.TEXT.index(one) for one in words]
    spans = tuple(Span(start=at, end=at + len(one)) for at, one in zip(starts, words, strict=True))
    return SummaryPoint(lead=lead, text="Said.", sentences=(sentence,), spans=spans)


def quotes(article: StoredArticle) -> list[str]:
    texts = s.texts(sources_card(article, SummaryLength.STANDARD))
    return [text.split("\n> ")[1] for text in texts if "\n> " in text]


def test_the_words_that_a_point_says_are_bold() -> None:
    article = s.article(points=(said("Kari Lund, met", "Pablo Reyes, in Oslo", lead="The meeting"), s.POINTS[1]))
    view = sources_card(article, SummaryLength.STANDARD)
    assert s.texts(view)[0].endswith(f"words as printed · {BOLD}")
    assert s.texts(view)[1] == (
        "**¹** **The meeting** · sentence 1 of 4\n"
        "> Norway's trade minister, **Kari Lund, met** her Chilean colleague, **Pablo Reyes, in Oslo** on Thursday."
    )
    assert "**" not in quotes(article)[1]


def test_a_sentence_shows_the_words_that_any_of_its_points_says() -> None:
    article = s.article(points=(said("Kari Lund"), said("Pablo Reyes")))
    assert quotes(article) == [
        "Norway's trade minister, **Kari Lund**, met her Chilean colleague, **Pablo Reyes**, in Oslo on Thursday."
    ]


def test_words_of_another_sentence_of_the_point_are_none_of_this_one() -> None:
    point = replace(said("Lund will travel", sentence=2), sentences=(0, 2))
    assert [("**" in quote) for quote in quotes(s.article(points=(point,)))] == [False, True]


def test_a_summary_that_tells_no_stretches_has_nothing_bold() -> None:
    view = sources_card(s.article(), SummaryLength.STANDARD)
    assert not any(BOLD in text for text in s.texts(view))
    assert not any("**" in quote for quote in quotes(s.article()))


def test_a_sentence_that_is_said_whole_has_nothing_bold() -> None:
    view = sources_card(s.article(points=(said(s.SENTENCES[2], sentence=2),)), SummaryLength.STANDARD)
    assert not any(BOLD in text for text in s.texts(view))


def test_a_long_sentence_is_shown_round_what_the_point_says() -> None:
    sentence = "word " * 100 + "Lund met Reyes in Oslo " + "word " * 100 + "and left"
    start = sentence.index("Lund")
    point = SummaryPoint(lead="", text="x", sentences=(0,), spans=(Span(start=start, end=start + 22),))
    event = replace(s.event(), span=Span(start=len(sentence) - 4, end=len(sentence)))
    (quote,) = quotes(s.article(sentences=(sentence,), points=(point,), events=(event,)))
    assert "word **Lund met Reyes in Oslo** word" in quote
    assert len(quote.replace("**", "")) <= 300


def test_only_the_page_that_has_something_bold_says_what_bold_means() -> None:
    sentences = tuple(f"Sentence {n} is short." for n in range(12))
    start = s.spans(sentences)[11].start
    last = SummaryPoint(lead="", text="Said.", sentences=(11,), spans=(Span(start=start, end=start + 11),))
    points = (*(SummaryPoint(lead="", text="Said.", sentences=(n,)) for n in range(11)), last)
    article = s.article(points=(), full=points, sentences=sentences, events=())
    heads = [s.texts(sources_card(article, SummaryLength.FULL, page=page))[0] for page in (0, 1)]
    assert [BOLD in head for head in heads] == [False, True]
