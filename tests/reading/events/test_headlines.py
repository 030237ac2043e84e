"""Headlines stand alone: full names, present tense, no dates, no dangling words; and status, salience, merging."""

import re

import pytest

from bot.model.reading import Status
from tests.reading.events.conftest import Reader

LINES = [
    ("Chad expelled two Libyan diplomats on Monday.", "Chad expels two Libyan diplomats"),
    ("Vietnam's president will visit Laos in May.", "Vietnam's president is due to visit Laos"),
    ("Two Kenyan medics were kidnapped by Somali militants.", "Somali militants kidnap two Kenyan medics"),
    ("Washington has imposed sanctions on Chad.", "The US imposes sanctions on Chad"),
    ("Cyprus may suspend aid to Lebanon.", "Cyprus may suspend aid to Lebanon"),
    ("The Danish prime minister said Hungary must honour the ruling.", "Hungary must honour the ruling"),
]

LINES += [
    ("Chad's army denied having shelled a market in Niger.", "denies shelling a market in Niger"),
    (
        "Norway denied that Chadian rebels had attacked a base in Mali.",
        "Norway denies that Chadian rebels had attacked a base in Mali",
    ),
    ("Peru is considering tariffs on Chilean wine.", "Peru considers tariffs on Chilean wine"),
    ("Kenya's president is expected to visit Norway in May.", "Kenya's president is expected to visit Norway"),
    ("Kenya intends to send 40 engineers to Peru.", "Kenya intends to send 40 engineers to Peru"),
    ("Chad rejected a Libyan demand that two crossings be reopened.", "a Libyan demand that two crossings be reopened"),
    (
        "Chad warned that it would close its border unless Libya withdrew its tanks.",
        "Chad threatens to close its border unless Libya withdraws its tanks",
    ),
    ("Libya will close its ports unless Chad apologises.", "Libya threatens to close its ports unless Chad apologises"),
    ("Nurses marched through Oslo to demand better pay.", "Nurses march through Oslo to demand better pay"),
    ("A court in Chad sentenced a Libyan editor to four years in prison.", "a Libyan editor to four years in prison"),
    ("Rebels in Yemen freed a Norwegian sailor.", "Rebels in Yemen free a Norwegian sailor"),
    ("A group of judges from Kenya, Chad and Mali visited Norway.", "visits Norway"),
    (
        "A Chilean court ordered the arrest of a Peruvian colonel.",
        "A Chilean court orders the arrest of a Peruvian colonel",
    ),
    ("Chad's army reportedly shelled a village in Niger.", "Chad's army reportedly shells a village in Niger"),
    ("Mexico will not extradite two bankers to Peru.", "Mexico refuses to extradite two bankers to Peru"),
]


@pytest.mark.parametrize(("text", "line"), LINES, ids=[row[1][:30] for row in LINES])
def test_words_an_event(told: Reader, text: str, line: str) -> None:
    assert told(text).first.headline.endswith(line)


def test_a_bare_noun_is_printed_with_what_tells_which_one_is_meant(told: Reader) -> None:
    text = "Libyan jets bombed Chad on Monday in an attack on a grain store in Faya. Norway condemned the attack."
    assert told(text).events[-1].headline == "Norway condemns the attack on a grain store in Faya"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "The United States and Chad met in Oslo. The two governments approved new rules for trade.",
            "The US and Chad approve new rules for trade",
        ),
        ("Chad's President Omar Deby said that his country was cutting ties with Libya.", "Chad cuts ties with Libya"),
        (
            "Chad's leader, Omar Deby Itno, spoke. Chile's minister Ana Lund then visited Deby Itno in June.",
            "Ana Lund visits Omar Deby Itno",
        ),
        (
            "President Omar Deby of Chad received His Majesty King Abdullah II of Jordan on Monday.",
            "Omar Deby receives King Abdullah II of Jordan",
        ),
        (
            "According to the Chadian foreign ministry, two men came uninvited. The ministry protested to Norway.",
            "The Chadian foreign ministry protests to Norway",
        ),
    ],
)
def test_names_stand_once_and_for_whom_they_mean(told: Reader, text: str, line: str) -> None:
    assert any(event.headline.endswith(line) for event in told(text).events)


def test_a_body_that_every_state_has_is_printed_with_its_own(told: Reader) -> None:
    text = (
        "Chad expelled two Libyan envoys. The Ministry of Justice of Chad is silent. The army arrested six men in Chad."
    )
    assert told(text).events[-1].headline.startswith("Chad's army arrests six men")


HEDGES = re.compile(
    r"\b(?:plans?|due|set|expected|may|considers?|denies|deny|allegedly|reportedly|to be|is to|are to|intends?)\b"
)
STATED = [
    "Chad expelled two Libyan diplomats on Monday.",
    "Chad will expel two Libyan diplomats on Friday.",
    "Chad may expel two Libyan diplomats.",
    "Chad is considering expelling two Libyan diplomats.",
    "Chad reportedly expelled two Libyan diplomats.",
    "Chad denied expelling two Libyan diplomats.",
    "Two Libyan diplomats were expelled by Chad yesterday.",
    "Two Libyan diplomats will be expelled by Chad.",
    "Kenya and Norway will hold talks in Oslo next week.",
    "Kenya and Norway held talks in Oslo today.",
    "Norwegian Foreign Minister Ana Lund said she would visit Kenya tomorrow.",
    "Chad is to send 40 soldiers to the Libyan border tonight.",
]
RELATIVE = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|next week|last week|Monday|Friday)\b")


@pytest.mark.parametrize("text", STATED)
def test_a_line_has_a_hedge_if_and_only_if_it_is_no_fact_and_never_a_day(told: Reader, text: str) -> None:
    for event in told(text).events:
        assert bool(HEDGES.search(event.headline)) is (event.status is not Status.OCCURRED), event.headline
        assert not RELATIVE.search(event.headline)


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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Norway and Chad quarrelled. The Sahel state expelled a Norwegian envoy.", "Chad expels a Norwegian envoy"),
        (
            "Japan froze aid to Laos. Japan's minister said it would cut trade with the Southeast Asian country.",
            "Japan's minister plans to cut trade with Laos",
        ),
    ],
)
def test_names_the_country_that_a_description_stands_for(told: Reader, text: str, line: str) -> None:
    assert told(text).events[-1].headline == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Spain has been encouraging allies such as Peru to restrict Iranian flights.",
            "Spain encourages allies such as Peru to restrict Iranian flights",
        ),
        (
            (
                "Canada imposed sanctions on Belarus over the long jailing of reporters, priests and lawyers "
                "in towns including Starobin Krasnaya Sloboda, Brest and Grodno."
            ),
            "Canada imposes sanctions on Belarus over the long jailing of reporters, priests and lawyers",
        ),
    ],
)
def test_keeps_or_drops_examples_whole(told: Reader, text: str, line: str) -> None:
    assert told(text).first.headline == line
