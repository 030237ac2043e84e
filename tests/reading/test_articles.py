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
        "statement of an unnamed state",
        "Statement by the Foreign Ministry on the border",
        (
            "Chad's army shelled a village on Monday. We condemn this attack. Norway stands ready to help Mali. "
            "Chad has for years abused our patience. The Ministry has summoned Chad's envoy."
        ),
        [
            ("ASSAULT", "TCD", "", "07-01/07-01"),
            ("ACCUSE", "NOR", "TCD", ""),
            ("AGREE", "NOR", "MLI", ""),
            ("ACCUSE", "NOR", "TCD", ""),
            ("ACCUSE", "NOR", "TCD", ""),
        ],
    ),
    (
        "leader",
        "Statement by the Prime Minister",
        "Today, I am announcing sanctions against Belarus. Norway remains committed to peace. I want to thank Latvia.",
        [("SANCTION", "NOR", "BLR", "07-02/07-02"), ("SUPPORT", "NOR", "LVA", "07-02/07-02")],
    ),
    (
        "transcript",
        "Foreign Ministry Spokesperson Ana Horvat's Press Conference",
        (
            "Daily Post: Slovenia's parliament said it will open an office in Chad.\nWhat do you say?\n\n"
            "Ana Horvat: Croatia firmly opposes this. Slovenia should reverse its decision."
        ),
        [("AGREE", "SVN", "TCD", ""), ("REQUEST", "HRV", "SVN", "07-02/07-02")],
    ),
    (
        "words quoted on",
        None,
        (
            'Peru rejected the offer of Chile. "We want nothing of it," Peru\'s premier told reporters. '
            '"Chile must free the crew at once."'
        ),
        [("REJECT", "PER", "CHL", "07-02/07-02"), ("REQUEST", "PER", "CHL", "07-02/07-02")],
    ),
    (
        "what is said of another",
        None,
        "Peru's foreign minister said that Chile had abused its mission. Chile had freed a trawler in May.",
        [("ACCUSE", "PER", "CHL", "07-02/07-02"), ("RETREAT", "CHL", "", "05-01/05-31")],
    ),
    (
        "answers by deeds",
        None,
        "Norway froze aid to Chad on Monday. Chad answered by expelling Norway's envoy and closing the Danish embassy.",
        [
            ("SANCTION", "NOR", "TCD", "07-01/07-01"),
            ("SANCTION", "TCD", "NOR", ""),
            ("SANCTION", "TCD", "DNK", ""),
        ],
    ),
    (
        "the raid",
        None,
        "Chad's police raided Mali's embassy on Monday. Mali called the raid a crime. Ghana condemned the raid.",
        [
            ("COERCE", "TCD", "MLI", "07-01/07-01"),
            ("ACCUSE", "MLI", "TCD", ""),
            ("ACCUSE", "GHA", "TCD", ""),
        ],
    ),
    (
        "leaving a body",
        None,
        "Chad withdrew from the African Union on Monday. Chad withdrew its soldiers from Mali on Friday.",
        [("SANCTION", "TCD", "IGO", "07-01/07-01"), ("RETREAT", "TCD", "MLI", "06-28/06-28")],
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
