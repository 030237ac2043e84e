"""Headlines stand alone: full names, present tense, no dates, no dangling words; and status, salience, merging."""

import pytest

from tests.reading.events.conftest import Reader

LINES = [
    ("Chad expelled two Libyan diplomats on Monday.", "Chad expels two Libyan diplomats"),
    ("Vietnam's president will visit Laos in May.", "Vietnam's president is due to visit Laos"),
    ("Two Kenyan medics were kidnapped by Somali militants.", "Somali militants kidnap two Kenyan medics"),
    ("Washington has imposed sanctions on Chad.", "The US imposes sanctions on Chad"),
    ("Cyprus may suspend aid to Lebanon.", "Cyprus may suspend aid to Lebanon"),
    ("The Danish prime minister said Hungary must honour the ruling.", "Hungary must honour the ruling"),
]


@pytest.mark.parametrize(("text", "line"), LINES, ids=[row[1][:30] for row in LINES])
def test_words_an_event(told: Reader, text: str, line: str) -> None:
    assert told(text).first.headline.endswith(line)


LONG = (
    "Norwegian Foreign Minister Espen Barth Eide on Tuesday urged the government of Chad to release all of the sailors "
    "and fishermen from the north of Norway in the port of the capital without conditions, and said that he would "
    "raise the matter with the council."
)


def test_a_long_clause_is_cut_where_its_grammar_allows(told: Reader) -> None:
    line = told(LONG).first.headline
    assert line.startswith("Espen Barth Eide urges the government of Chad to release all of the sailors")
    assert len(line) <= 120
    assert not line.endswith((".", ",", "and", "the", "of", "to"))


def test_a_surname_is_printed_in_full(told: Reader) -> None:
    text = (
        "Norwegian Foreign Minister Espen Barth Eide visited Kenya on Monday. "
        "Barth Eide accused Chad of holding Norwegian sailors."
    )
    assert told(text).events[1].headline.startswith("Espen Barth Eide accuses Chad")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Vietnam's president will visit Laos in May.", "planned"),
        ("Cyprus may suspend aid to Lebanon.", "possible"),
        ("Chad's army allegedly shelled a village in Niger.", "reported"),
        ("Chad denied bombing a village in Niger.", "denied"),
        ("Chad's army shelled a village in Niger.", "occurred"),
    ],
)
def test_status_is_kept(told: Reader, text: str, status: str) -> None:
    assert told(text).first.status.value == status


def test_an_alleged_use_is_named_and_the_act_stays_a_fact(told: Reader) -> None:
    event = told("Lithuanian guards shot down a Belarusian drone, allegedly used for smuggling, on Monday.").first
    assert event.alleged == "smuggling"
    assert event.status.value == "occurred"


def test_one_meeting_told_twice_is_one_event(told: Reader) -> None:
    text = (
        "Kenyan Foreign Minister Musalia Mudavadi met Norwegian Foreign Minister Espen Barth Eide on Tuesday. "
        "Mudavadi said he had discussed fishing with Barth Eide."
    )
    article = told(text)
    assert article.types == ["CONSULT"]
    assert article.first.sentence == 0


def test_two_requests_of_one_day_stay_two(told: Reader) -> None:
    text = (
        "Norway urged Chad on Monday to release two sailors. Norway also asked Chad on Monday to reopen its consulate."
    )
    assert told(text).types == ["REQUEST", "REQUEST"]


def test_the_lead_outweighs_the_background(told: Reader) -> None:
    text = (
        "Kenya's president met Norway's prime minister in Oslo on Tuesday.\n"
        "They spoke for three hours about fish.\n"
        "Norway expelled two Kenyan diplomats in 2019."
    )
    events = told(text).events
    assert events[0].salience > events[-1].salience
    assert all(0 <= event.salience <= 1 for event in events)


def test_place_and_context_are_read(told: Reader) -> None:
    event = told("Kenya and Norway held trade talks in Oslo on Tuesday.").first
    assert event.place == "Oslo"
    assert "trade" in [context.value for context in event.context]
