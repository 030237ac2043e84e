"""The sixteen types with their borders: what a sentence's first event is coded as, and between whom."""

import pytest

from tests.reading.events.conftest import Reader

CASES = [
    ("Japan pledged 40 million dollars for dykes in Bangladesh.", "AGREE", "JPN", "BGD"),
    ("Sweden will train Kenyan coast guards next year.", "AGREE", "SWE", "KEN"),
    ("Norway has agreed to lift its embargo on Chile.", "AGREE", "NOR", "CHL"),
    ("Algeria accepted a Moroccan offer of talks.", "AGREE", "DZA", "MAR"),
    ("Vietnam's president visited Laos on Monday.", "CONSULT", "VNM", "LAO"),
    ("Poland welcomed Moldova's election law.", "SUPPORT", "POL", "MDA"),
    ("Turkey apologised to Romania for the sinking of a trawler.", "SUPPORT", "TUR", "ROU"),
    ("Spain extradited a suspected hacker to Brazil.", "COOPERATE", "ESP", "BRA"),
    ("South Korean engineers delivered tents to quake victims in Nepal.", "AID", "KOR", "NPL"),
    ("Eritrea released 25 Djiboutian soldiers.", "RETREAT", "ERI", "DJI"),
    ("Britain lifted its arms embargo on Somalia.", "RETREAT", "GBR", "SOM"),
    ("Ireland demanded that Belarus free a jailed pilot.", "REQUEST", "IRL", "BLR"),
    ("Peru asked Ecuador for new talks.", "REQUEST", "PER", "ECU"),
    ("Georgia accused Russia of jamming its radio masts.", "ACCUSE", "GEO", "RUS"),
    ("Chile lodged a protest with Bolivia over a patrol.", "ACCUSE", "CHL", "BOL"),
    ("Malta refused entry to 60 Eritrean migrants.", "REJECT", "MLT", "ERI"),
    ("Serbia refused to open talks with Croatia.", "REJECT", "SRB", "HRV"),
    ("Ethiopia threatened to close its border with Kenya.", "THREATEN", "ETH", "KEN"),
    ("Ireland will close its airspace unless Belarus frees the pilot.", "THREATEN", "IRL", "BLR"),
    ("Thousands rallied in Seoul against Japan's whaling.", "PROTEST", "KOR", "JPN"),
    ("Colombia expelled two Venezuelan diplomats.", "SANCTION", "COL", "VEN"),
    ("Norway suspended aid to Malawi.", "SANCTION", "NOR", "MWI"),
    ("Italy announced a suspension of air links with Libya.", "SANCTION", "ITA", "LBY"),
    ("Thailand sent tanks to the Cambodian border.", "MOBILIZE", "THA", "KHM"),
    ("Kenyan troops were deployed to Haiti on Tuesday.", "MOBILIZE", "KEN", "HTI"),
    ("Iraq's parliament voted to expel Chadian diplomats.", "THREATEN", "IRQ", "TCD"),
    ("Canada imposed tariffs on steel from Brazil.", "SANCTION", "CAN", "BRA"),
    ("Vietnam seized two Chinese trawlers.", "COERCE", "VNM", "CHN"),
    ("Egyptian police detained nine union leaders.", "COERCE", "EGY", "EGY"),
    ("Armenian artillery shelled an Azerbaijani village.", "ASSAULT", "ARM", "AZE"),
]


@pytest.mark.parametrize(("text", "kind", "source", "target"), CASES, ids=[case[0][:40] for case in CASES])
def test_codes_the_clause(told: Reader, text: str, kind: str, source: str, target: str) -> None:
    article = told(text)
    assert article.types[:1] == [kind]
    assert article.sides(article.first) == ([source], [target])


@pytest.mark.parametrize(
    ("text", "kind", "act"),
    [
        ("Vietnam's president will visit Laos in May.", "AGREE", "CONSULT"),
        ("Cyprus plans to impose sanctions on Lebanon.", "THREATEN", "SANCTION"),
        ("Eritrea promised to release the Djiboutian soldiers.", "AGREE", "RETREAT"),
        ("Britain refused to lift the embargo on Somalia.", "REJECT", "RETREAT"),
        ("Norway urged Chad to release two Norwegian sailors.", "REQUEST", "RETREAT"),
    ],
)
def test_keeps_the_act_under_an_attitude(told: Reader, text: str, kind: str, act: str) -> None:
    event = told(text).first
    assert (event.type.value, event.act.value) == (kind, act)


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed 12 people in Cuba.",
        "Relations between Peru and Chile have been strained by a trade war.",
        "Japan's team beat Brazil in Doha.",
        "Kenya released a report on wheat prices.",
        "Did Peru attack Chile?",
        "Peru did not attack Chile.",
        "China met its growth target for the year.",
        "If Chad attacks Niger, the region will suffer.",
    ],
)
def test_tells_no_event(told: Reader, text: str) -> None:
    assert told(text).types == []


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Ecuador resumed talks in Lima.",
        "Indian and French frigates began joint exercises off Goa.",
        "Canada and Chile signed a fisheries treaty.",
        "Armenia and Georgia signed a transit deal in Washington.",
        "Chad and Niger have agreed to reopen their border, ministers said.",
    ],
)
def test_joint_subjects_do_it_to_each_other(told: Reader, text: str) -> None:
    event = told(text).first
    assert event.reciprocal
    assert len(event.source) == len(event.target) == 1


def test_an_accusation_keeps_its_content_as_reported(told: Reader) -> None:
    article = told("Georgia accused Russia of bombing a Georgian village.")
    assert [(event.type.value, event.status.value) for event in article.events] == [
        ("ACCUSE", "occurred"),
        ("ASSAULT", "reported"),
    ]
    assert article.sides(article.events[1]) == (["RUS"], ["GEO"])


def test_worry_about_ties_voiced_on_the_telephone_is_a_call(told: Reader) -> None:
    text = (
        "Kenyan Foreign Minister Musalia Mudavadi and Norwegian Foreign Minister Espen Barth Eide voiced concern over "
        "cooling ties between Nairobi and Oslo in a telephone call on Tuesday."
    )
    article = told(text)
    assert article.types == ["CONSULT"]
    assert article.first.reciprocal
    assert article.sides(article.first) == (["KEN"], ["NOR"])


def test_a_frame_does_not_act(told: Reader) -> None:
    article = told("Chad's army shelled a village in Niger, Reuters said.")
    assert article.sides(article.first) == (["TCD"], ["NER"])
    assert all("Reuters" not in event.headline for event in article.events)


def test_says_must_is_a_request_of_the_speaker(told: Reader) -> None:
    article = told("The Danish prime minister said Hungary must honour the ruling.")
    assert article.types == ["REQUEST"]
    assert article.sides(article.first) == (["DNK"], ["HUN"])


def test_a_passive_turns_its_parties_round(told: Reader) -> None:
    article = told("Two Kenyan medics were kidnapped by Somali militants.")
    assert article.sides(article.first) == (["SOM"], ["KEN"])


@pytest.mark.parametrize(
    ("text", "kind", "source", "target"),
    [
        ("Cambodia's premier visited Japan and signed a loan agreement.", "SUPPORT", "KHM", "JPN"),
        ("Niger pledged to release two Chadian soldiers and thanked Chad for its patience.", "SUPPORT", "NER", "TCD"),
        ("Chad accused Libya of the attack and recalled its ambassador.", "SANCTION", "TCD", "LBY"),
    ],
)
def test_codes_the_second_verb(told: Reader, text: str, kind: str, source: str, target: str) -> None:
    article = told(text)
    assert article.types[1] == kind
    assert article.sides(article.events[1]) == ([source], [target])


def test_bans_goods_at_home_or_of_another_state(told: Reader) -> None:
    assert told("A Turkish court has banned the sale of a newspaper.").types == ["COERCE"]
    assert told("Turkey banned the sale of steel to Syria.").types == ["SANCTION"]
