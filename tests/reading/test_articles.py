"""The facts of whole articles, as an editor would sign them: sides, types and days; the words are our own."""

from datetime import date

import pytest
from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.reading import ArticleText, Event
from bot.reading.pipeline import read
from data.starter import starter_articles


def _facts(event: Event) -> tuple[str, str, str, str]:
    source = "+".join(str(party.country) for party in event.source)
    target = "+".join(str(party.country) for party in event.target)
    reach = event.when.range
    days = "" if reach is None else f"{reach.start:%m-%d}/{reach.end:%m-%d}"
    return (event.type.value, source, target, days)


def test_the_starter_article(nlp: Language, gazetteer: Gazetteer) -> None:
    article = next(each for each in starter_articles() if each.id == "blinken-qin-call")
    events = read(article, nlp, gazetteer).events
    assert [_facts(event) for event in events] == [
        ("CONSULT", "USA", "CHN", "06-14/06-14"),
        ("REQUEST", "CHN", "USA", "06-14/06-14"),
        ("REQUEST", "CHN", "USA", "06-14/06-14"),
        ("AGREE", "USA", "CHN", "06-12/06-18"),
        ("ASSAULT", "USA", "CHN", "02-01/02-28"),
        ("SANCTION", "USA", "CHN", "02-01/02-28"),
        ("REJECT", "CHN", "USA", "02-01/06-14"),
        ("CONSULT", "USA", "CHN", "06-05/06-11"),
        ("CONSULT", "USA", "CHN", "05-01/05-31"),
    ]
    assert [event.reciprocal for event in events] == [True, *[False] * 7, True]


ARTICLES = [
    (
        "journey",
        None,
        "The Indian foreign minister will travel to Kazakhstan on July 3 and to Tajikistan on July 5.",
        [("AGREE", "IND", "KAZ", "07-03/07-03"), ("AGREE", "IND", "TJK", "07-05/07-05")],
    ),
    (
        "range of days",
        None,
        "Kenya and Tanzania will resume talks on border fees on July 22-24.",
        [("AGREE", "KEN", "TZA", "07-22/07-24")],
    ),
    (
        "statement",
        "Statement by the Foreign Ministry of Lithuania",
        "We call on Minsk to release all political prisoners immediately. We stand with the people of Belarus.",
        [("REQUEST", "LTU", "BLR", "07-02/07-02"), ("SUPPORT", "LTU", "BLR", "07-02/07-02")],
    ),
    (
        "joint statement",
        "Joint statement by the foreign ministers of Latvia and Lithuania",
        "We call on Minsk to release all political prisoners immediately.",
        [],
    ),
    (
        "no statement",
        None,
        "We call on Minsk to release all political prisoners immediately.",
        [],
    ),
]


@pytest.mark.parametrize(("title", "text", "facts"), [row[1:] for row in ARTICLES], ids=[row[0] for row in ARTICLES])
def test_the_facts_of_a_text(
    nlp: Language, gazetteer: Gazetteer, title: str | None, text: str, facts: list[tuple[str, str, str, str]]
) -> None:
    article = ArticleText(id="own", text=text, title=title, published=date(2024, 7, 2))
    assert [_facts(event) for event in read(article, nlp, gazetteer).events] == facts
