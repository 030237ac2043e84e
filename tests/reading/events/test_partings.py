"""Partings and second verbs: pacts no longer kept, lists, halls left, "do so", statements that speak for others."""

import pytest

from tests.reading.events.conftest import Reader


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("Kenya stopped sharing data with Uganda in June.", "SANCTION", "KEN", "UGA"),
        ("Mali will stop observing a treaty with Niger on Friday.", "THREATEN", "MLI", "NER"),
        ("Kenya said it would no longer observe the pact with Uganda.", "THREATEN", "KEN", "UGA"),
        ("Kenya no longer shares intelligence with Uganda.", "SANCTION", "KEN", "UGA"),
        ("Peru removed Chile from a list of states that enjoy low duties.", "SANCTION", "PER", "CHL"),
        ("Chile dropped Peru from its list of trusted partners.", "SANCTION", "CHL", "PER"),
        ("Peru removed Chile from a list of sponsors of terrorism.", "RETREAT", "PER", "CHL"),
        ("Kenya let a pact with Uganda lapse.", "SANCTION", "KEN", "UGA"),
        ("Peru's delegation left the hall when an envoy of Chile began to speak.", "SANCTION", "PER", "CHL"),
        ("Kenya's diplomats left Chad on Monday.", "SANCTION", "KEN", "TCD"),
        ("Finland's envoy said Hungary had stood in the way as aid was held up.", "ACCUSE", "FIN", "HUN"),
        ("Mexico's envoy read a statement that condemned the raid in Peru.", "ACCUSE", "MEX", "PER"),
        ("Kenyan rescue teams delivered 60 tons of food to Chad.", "AID", "KEN", "TCD"),
    ],
)
def test_codes_the_parting(told: Reader, text: str, kind: str, source: str, target: str) -> None:
    article = told(text)
    assert article.types == [kind]
    assert article.sides(article.first) == ([source], [target])


@pytest.mark.parametrize(
    "text",
    [
        "The president of Kenya left the hall when the music stopped.",
        "Kenya stopped following the match.",
        "Kenya stopped issuing stamps.",
    ],
)
def test_tells_no_parting(told: Reader, text: str) -> None:
    assert told(text).types == []


def test_whose_ratification_it_was_is_no_target(told: Reader) -> None:
    article = told("Chile revoked Chile's ratification of the treaty that bans mines.")
    assert (article.types, article.sides(article.first)) == (["SANCTION"], (["CHL"], []))


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("Niger has signed the pact with Chad, but Mali has refused to do so.", "REJECT", ["MLI"], ["TCD"]),
        ("Kenyans threw stones and shots were fired at police in Chad.", "ASSAULT", [], ["TCD"]),
        ("Kenya accused Chad of plotting a raid and threatened to jail Mali's envoy.", "THREATEN", ["KEN"], ["MLI"]),
        ("Chad quit the council in May and walked out of talks with Mali in June.", "SANCTION", ["TCD"], ["MLI"]),
    ],
)
def test_reads_the_second_verb(told: Reader, text: str, kind: str, source: list[str], target: list[str]) -> None:
    article = told(text)
    last = [event for event in article.events if event.type.value == kind][-1]
    assert article.sides(last) == (source, target)


@pytest.mark.parametrize(
    ("text", "line", "source", "target"),
    [
        (
            "Kenya closed the crossing with Chad in March and reopened it three months later.",
            "Kenya and Chad reopen the crossing",
            ["KEN"],
            ["TCD"],
        ),
        (
            "Kenya signed a pact with Chad in March and annulled it in May.",
            "Kenya annuls the pact",
            ["KEN"],
            ["TCD"],
        ),
        (
            "Kenya launched a coalition with Uganda, and Norway joined it this morning.",
            "Norway joins the coalition",
            ["NOR"],
            ["UGA", "KEN"],
        ),
    ],
)
def test_takes_up_the_thing_before(told: Reader, text: str, line: str, source: list[str], target: list[str]) -> None:
    article = told(text)
    last = article.events[-1]
    assert (last.headline, article.sides(last)) == (line, (source, target))


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        (
            "Japan denies a link to a ruling by Kenya's Supreme Court, which last week ordered a Japanese firm to pay.",
            "REQUEST",
            "KEN",
            "JPN",
        ),
        (
            "Chad sent a Malian diplomat who had been convicted of spying back to Bamako in exchange for a nurse.",
            "RETREAT",
            "TCD",
            "MLI",
        ),
    ],
)
def test_reads_past_a_clause_about_a_noun(told: Reader, text: str, kind: str, source: str, target: str) -> None:
    article = told(text)
    assert article.types == [kind]
    assert article.sides(article.first) == ([source], [target])


def test_tells_two_acts_of_one_doer_apart(told: Reader) -> None:
    assert told("Russia froze its part in the pact in 2007 and walked out of its council in 2015.").types == [
        "SANCTION",
        "SANCTION",
    ]


def test_names_the_sides_of_talks_that_collapse(told: Reader) -> None:
    assert told("Talks between Peru and Chile collapsed on Monday.").first.headline == (
        "Talks between Peru and Chile collapse"
    )
