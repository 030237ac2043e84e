"""Summaries: points that are supported, stand alone and keep what the article leaves open."""

import re
from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, Reading
from bot.reading.pipeline import read

ARTICLE = (
    "Norwegian Foreign Minister Maria Costa and Chilean Foreign Minister Pedro Soto met in Oslo today and signed a "
    "treaty on fishing rights.\n"
    "Costa said that Norway would “open its ports to Chilean ships” once parliament agreed.\n"
    "However, he warned that the two countries still differ over salmon farms.\n"
    "Soto will travel to Bergen this week for more talks.\n"
    "In March, Chile recalled its ambassador from Oslo after a Norwegian ship, allegedly used for spying, "
    "entered its waters.\n"
    "The move was criticised at the time.\n"
    "Source: Example"
)


@pytest.fixture(scope="module")
def reading(nlp: Language, gazetteer: Gazetteer) -> Reading:
    return read(ArticleText(id="a", text=ARTICLE, published=date(2024, 5, 15)), nlp, gazetteer)


def points(reading: Reading) -> str:
    return "\n".join(p.text for p in reading.summary.full)


def test_each_length_tells_what_the_shorter_one_tells(reading: Reading) -> None:
    short, standard, full = reading.summary.short, reading.summary.standard, reading.summary.full
    assert 1 <= len(short) <= 2 < len(standard) <= 5
    assert len(standard) <= len(full) <= 8
    told_short, told_standard, told_full = (
        {s for p in length for s in p.sentences} for length in (short, standard, full)
    )
    assert told_short <= told_standard <= told_full
    assert all(len(p.text) <= 260 for p in full)


def test_makes_relative_dates_absolute(reading: Reading) -> None:
    assert "on [15 May]" in points(reading)
    assert "in [the week of 13–19 May]" in points(reading)
    assert not re.search(r"\b(?:today|this week)\b", points(reading))


def test_names_people_in_full(reading: Reading) -> None:
    assert "[Maria] Costa said that Norway" in points(reading)
    assert "[Pedro] Soto will travel to Bergen" in points(reading)


def test_leaves_out_what_points_back(reading: Reading) -> None:
    assert "The move" not in points(reading)
    assert "However" not in points(reading)


def test_keeps_words_in_marks_and_what_is_only_alleged(reading: Reading) -> None:
    assert "“open its ports to Chilean ships”" in points(reading)
    assert "allegedly used for spying" in points(reading)


def test_says_what_is_next_and_what_lies_behind(reading: Reading) -> None:
    told = [(p.lead, p.sentences) for p in reading.summary.standard]
    assert told[-2:] == [("Next", (3,)), ("Background", (4,))]


def test_takes_the_articles_own_title_where_it_has_one(nlp: Language, gazetteer: Gazetteer) -> None:
    article = ArticleText(id="a", text=ARTICLE, title="Norway's  deal", published=date(2024, 5, 15))
    assert read(article, nlp, gazetteer).summary.title == "Norway’s deal"


def test_without_a_day_of_publication_no_day_is_invented(nlp: Language, gazetteer: Gazetteer) -> None:
    undated = read(ArticleText(id="a", text=ARTICLE), nlp, gazetteer)
    assert "May" not in points(undated)
    assert not re.search(r"\b(?:today|this week)\b", points(undated))


def test_summarises_an_article_without_events(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Salmon prices fell by a tenth in Bergen in 2023. Cod prices rose in the same year, a study by the port says. "
        "Many fishermen in Bergen now sail for cod alone. Salmon farms along the coast employ two thousand people."
    )
    summary = read(ArticleText(id="a", text=text, published=date(2024, 5, 15)), nlp, gazetteer).summary
    assert summary.standard[0].text == "Salmon prices fell by a tenth in Bergen in 2023."
    assert summary.title == "Salmon prices fell by a tenth in Bergen in 2023"


def told(nlp: Language, gazetteer: Gazetteer, text: str, published: date = date(2024, 5, 15)) -> str:
    return points(read(ArticleText(id="a", text=text, published=published), nlp, gazetteer))


PORTS = "Chile and Norway signed a treaty on fishing rights in Oslo on Tuesday after two years of talks. "


def test_says_every_day_before_its_month(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        PORTS
        + "Norwegian ships will visit the ports of Chile on July 15. Chile opened its embassy in Oslo on March 3, 1987."
    )
    said = told(nlp, gazetteer, text)
    assert "on 15 July" in said
    assert "on 3 March 1987" in said


def test_says_we_with_the_state_that_speaks(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norway stands with our neighbour, Sweden, in calling for an end to illegal fishing in the North Sea. "
        "We share the concerns of Sweden about foreign trawlers near the coast of Gotland. "
        "We are committed to free shipping in the Baltic Sea and will continue to send patrol boats."
    )
    said = told(nlp, gazetteer, text)
    assert "Norway stands with [its] neighbour" in said
    assert "[Norway] shares the concerns of Sweden" in said
    assert "[Norway] is committed to free shipping" in said


def test_says_we_with_the_ministry_s_state_also_beside_its_minister(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Kari Lund, Foreign Minister of Norway\n"
        "Foreign Minister Kari Lund will travel to Chile on 3 March 2024. "
        "The Minister will discuss fields in which we have serious concerns about Chilean fishing near Svalbard."
    )
    said = told(nlp, gazetteer, text)
    assert "it has serious concerns" not in said


def test_leaves_out_we_where_nobody_certain_speaks(nlp: Language, gazetteer: Gazetteer) -> None:
    text = PORTS + "We share the concerns of Sweden about foreign trawlers near the coast of Gotland."
    assert "concerns of Sweden" not in told(nlp, gazetteer, text)


def test_says_what_the_move_came_after(nlp: Language, gazetteer: Gazetteer) -> None:
    text = PORTS + "The move comes after Norway released two Chilean sailors in April."
    said = told(nlp, gazetteer, text)
    assert "Norway released two Chilean sailors in April." in said
    assert "The move" not in said


def test_leaves_out_do_so_before_the_quoted_verb(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        PORTS + "The Norwegian government asked Chile to do so “stop fishing for cod in Norwegian waters” in a letter."
    )
    said = told(nlp, gazetteer, text)
    assert "do so" not in said
    assert "to “stop fishing for cod in Norwegian waters”" in said


def test_calls_background_only_what_lies_before(nlp: Language, gazetteer: Gazetteer) -> None:
    text = PORTS + "Chile is the largest exporter of farmed salmon. Norway sold ten ships to Chile in 1998."
    reading = read(ArticleText(id="a", text=text, published=date(2024, 5, 15)), nlp, gazetteer)
    assert [(p.lead, p.sentences) for p in reading.summary.full if p.lead == "Background"] == [("Background", (2,))]


def test_leaves_out_pieces_of_a_long_quotation(nlp: Language, gazetteer: Gazetteer) -> None:
    text = PORTS + "‘The coast is quiet. Every harbour was full of Chilean cod. The fleet sails at dawn,’ she said."
    said = told(nlp, gazetteer, text)
    assert "Every harbour" not in said
    assert "coast is quiet" not in said


def test_closes_a_shortened_quotation(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "In a statement, the foreign ministry of Norway said on Tuesday that Norway urged Chile to “respect the rights "
        "of Norwegian fishers”. Norway asked Chile to “stop boarding Norwegian ships and harming the interests "
        "of honest fishermen, traders and families along the coast of the North Sea in the name of protection”."
    )
    said = told(nlp, gazetteer, text)
    assert " ”" not in said
    assert "“stop boarding Norwegian ships" in said
