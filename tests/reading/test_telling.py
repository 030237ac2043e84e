"""How a summary is told: who is introduced where, both sides, parts in order, brackets for what is added."""

import re
from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, Reading, SummaryPart
from bot.reading.pipeline import read

QUARREL = (
    "Norwegian Foreign Minister Maria Costa and Chilean Foreign Minister Pedro Soto met in Oslo on Tuesday.\n"
    "Costa accused Chile of sending trawlers into Norwegian waters without a licence.\n"
    "Ships from six countries were in the port of Oslo for a fair of fishing boats.\n"
    "Soto denied any wrongdoing and asked Norway to “stop boarding honest fishermen”.\n"
    "“Chile has to pay,” Costa told reporters in Oslo.\n"
    "Chile will send a patrol boat to Svalbard in June.\n"
    "In 2019, Norway detained two Chilean trawlers near Svalbard.\n"
)


@pytest.fixture(scope="module")
def quarrel(nlp: Language, gazetteer: Gazetteer) -> Reading:
    return read(ArticleText(id="a", text=QUARREL, published=date(2024, 5, 15)), nlp, gazetteer)


def test_the_standard_summary_gives_both_sides_in_the_article_s_order(quarrel: Reading) -> None:
    told = [p.text for p in quarrel.summary.standard]
    norway = next(i for i, text in enumerate(told) if "accused Chile" in text)
    chile = next(i for i, text in enumerate(told) if "stop boarding honest fishermen" in text)
    assert norway < chile
    assert "Costa" in told[norway]
    assert "Soto" in told[chile]


def test_the_full_summary_goes_part_by_part(quarrel: Reading) -> None:
    parts = [p.part for p in quarrel.summary.full]
    order = [SummaryPart.HAPPENED, SummaryPart.SAID, SummaryPart.BACKGROUND, SummaryPart.NEXT]
    assert parts == sorted(parts, key=order.index)
    assert set(parts) == set(order)


def test_the_full_summary_has_somebody_s_own_words(quarrel: Reading) -> None:
    assert any("“Chile has to pay,” [Maria] Costa told" in p.text for p in quarrel.summary.full)


def test_the_short_summary_has_forty_words_at_most(quarrel: Reading) -> None:
    short = quarrel.summary.short
    assert 1 <= len(short) <= 2
    assert len(short) == 1 or sum(len(p.text.split()) for p in short) <= 40


def test_the_spans_are_the_words_of_a_point(quarrel: Reading) -> None:
    for point in quarrel.summary.full:
        printed = " ".join(quarrel.article.text[s.start : s.end] for s in point.spans)
        own = re.findall(r"\w+", re.sub(r"\[.*?\]", "", point.text).lower())
        assert set(own) <= set(re.findall(r"\w+", printed.lower())), point.text


def told(text: str, nlp: Language, gazetteer: Gazetteer, **about: str) -> list[str]:
    article = ArticleText(id="a", text=text, published=date(2024, 5, 15), **about)
    return [p.text for p in read(article, nlp, gazetteer).summary.standard]


def test_says_office_and_country_where_somebody_is_first_named(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norway closed three of its ports to trawlers on Tuesday.\n"
        "The move was announced by Norwegian Foreign Minister Maria Costa.\n"
        "Costa will travel to Chile in June for talks on fishing near Svalbard.\n"
    )
    said = " ".join(told(text, nlp, gazetteer))
    assert "[Norwegian Foreign Minister Maria] Costa will travel to Chile" in said


def test_says_whose_seat_a_capital_is_where_that_is_not_clear(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Fishermen sailed home from Svalbard on Tuesday after a month at sea.\n"
        "Oslo has rejected an offer by Santiago to share the cost of two patrol boats near Svalbard.\n"
    )
    said = " ".join(told(text, nlp, gazetteer))
    assert "Oslo [Norway] has rejected an offer by Santiago [Chile]" in said


def test_says_no_seat_beside_its_country(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "Norway and Chile met for talks on Tuesday, and Oslo rejected an offer by Santiago to share patrol boats."
    assert "[" not in re.sub(r"\[14 May\]", "", " ".join(told(text, nlp, gazetteer)))


def test_says_whose_claim_a_statement_makes(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Norway condemns the seizure of two fishing boats by Chile near Svalbard.\n"
        "Chile must release the crew of both boats without delay.\n"
        "We stand with the families of the fishermen and will continue to support their unions in Norway.\n"
    )
    said = told(text, nlp, gazetteer, title="Statement by the Minister", source="Norwegian Ministry of Foreign Affairs")
    assert any(text.startswith("[Norway statement:] Chile must release") for text in said)
    assert any(text.startswith("Norway condemns") for text in said)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Norway opened its ports to ships from Chile on Tuesday, as a fair with guests from ten countries began.",
            "Norway opened its ports to ships from Chile on [14 May]",
        ),
        ("Norwegian Foreign Minister Maria Costa met Chilean Foreign Minister Pedro Soto in Oslo today.", None),
    ],
    ids=["cut at a clause", "a meeting"],
)
def test_titles_what_has_none(text: str, title: str | None, nlp: Language, gazetteer: Gazetteer) -> None:
    summary = read(ArticleText(id="a", text=text, published=date(2024, 5, 15)), nlp, gazetteer).summary
    assert "…" not in summary.title
    assert len(summary.title) <= 90
    assert title is None or summary.title == title


def test_says_behind_a_quotation_which_day_it_means(nlp: Language, gazetteer: Gazetteer) -> None:
    text = "“Norway will open its ports tomorrow,” Norwegian Foreign Minister Maria Costa said in Oslo."
    assert "“Norway will open its ports tomorrow,” [16 May] Norwegian" in " ".join(told(text, nlp, gazetteer))


def test_a_day_may_stand_where_there_is_no_verb(nlp: Language, gazetteer: Gazetteer) -> None:
    text = 'Norway expelled two envoys of Chile. "No talks in Oslo on Saturday," said Per Lund, its foreign minister.'
    made = read(ArticleText(id="a", text=text, published=date(2024, 3, 12)), nlp, gazetteer)
    assert made.summary.full


def test_tells_behind_a_sentence_what_points_back_to_it(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Fishermen from six countries met in Bergen on Monday for a fair of boats and nets.\n"
        "Norway seized a trawler from Chile near Svalbard on Tuesday.\n"
        "It released the trawler after Chile had protested.\n"
        "Chile recalled its ambassador from Oslo in March.\n"
        "Norway and Chile signed a treaty on fishing rights in 2019.\n"
        "Chile will send two patrol boats to Svalbard in June.\n"
    )
    assert "on [14 May]. It released the trawler after Chile had protested." in "\n".join(told(text, nlp, gazetteer))


def test_knows_a_surname_in_capitals_again(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Ms. COSTA Maria, Minister for Foreign Affairs of Norway, met Mr. Pedro SOTO, "
        "Minister for Foreign Affairs of Chile.\n"
        "1. Minister Costa thanked Chile for its support of the reforms in Svalbard.\n"
        "2. Minister Soto said that Chile would send two patrol boats to Norway.\n"
    )
    said = told(text, nlp, gazetteer)
    assert any(text.startswith("Minister Costa thanked Chile") for text in said)
    assert any(text.startswith("Minister Soto said") for text in said)


@pytest.mark.parametrize(
    ("between", "is_told"),
    [("", True), ("Two women watched the ship from the pier of Bergen.\n", False)],
    ids=["nobody else", "others between"],
)
def test_goes_back_to_the_people_of_the_first_sentence(
    between: str, is_told: bool, nlp: Language, gazetteer: Gazetteer
) -> None:
    text = (
        "Norway sent three Chilean officials home on Tuesday after a quarrel about fishing rights near Svalbard.\n"
        f"{between}"
        "The men were flown from Bergen to Chile by a Norwegian crew.\n"
        "Chile recalled its ambassador from Oslo in March.\n"
        "Norway and Chile signed a treaty on fishing rights in 2019.\n"
        "Chile will send two patrol boats to Svalbard in June.\n"
        "Norway closed three ports to trawlers from Chile in April.\n"
    )
    assert any(t.startswith("The men were flown") for t in told(text, nlp, gazetteer)) == is_told


def test_gives_nobody_a_relative_s_office(nlp: Language, gazetteer: Gazetteer) -> None:
    text = (
        "Clara Costa, 14, was seen on the deck of a ship that left Bergen for Chile with President Peter Costa.\n"
        "Clara Costa wore a blue coat.\n"
        "President Costa left Oslo at noon.\n"
        "The president opened a new port in Chile on Tuesday.\n"
    )
    said = " ".join(told(text, nlp, gazetteer))
    assert "president [Clara Costa]" not in said
    assert "President] Clara Costa" not in said
