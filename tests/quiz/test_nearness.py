"""How near countries are as answers: bonds with the other side first, then likeness with the right one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.quiz import lexicon
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.lexicon import is_no_state, is_of_old_name
from bot.quiz.make import lay_out
from bot.quiz.means import lacks_means
from bot.quiz.nearness import distance, is_foregone
from bot.quiz.temper import Feeling, Temper, feeling, temper_of
from bot.quiz.wrong_places import countries
from data.reference import load_gazetteer
from tests.quiz.asking import CHN, CODES, FRA, MAY, desk_of
from tests.quiz.world import Cast, event, in_month, reading

BAN = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES)
CHINA, FRANCE = CountryCode("CHN"), CountryCode("FRA")


def between(kind: EventType, source: str, target: str) -> tuple[Desk, Fact]:
    """Return one event between two countries of the real tables."""
    known = load_gazetteer()
    cast = tuple(Cast(name=known.countries[CountryCode(code)].name, code=code) for code in (source, target))
    told = event(kind, "It does so", (0,), (1,), MAY, codes=(source, target))
    desk = lay_out(reading(["It did so."], cast, [told], published=date(2023, 6, 14)), known, 1)
    return desk, desk.story.facts[0]


@pytest.mark.parametrize(
    ("nearer", "farther", "key"),
    [
        pytest.param("DEU", "CAN", "FRA", id="a neighbour of the region before another known one"),
        pytest.param("USA", "CAN", "CHN", id="a great power before another known one"),
        pytest.param("JPN", "CAN", "KOR", id="a neighbour before a far one"),
    ],
)
def test_distance_follows_map_and_fame(nearer: str, farther: str, key: str) -> None:
    desk = desk_of(BAN)
    near, far = (distance(desk, CountryCode(code), CountryCode(key)) for code in (nearer, farther))
    assert near is not None
    assert far is not None
    assert near < far


def test_nobody_takes_a_small_far_country_for_another() -> None:
    desk = desk_of(BAN)
    assert distance(desk, CountryCode("OMN"), FRANCE) is None
    assert distance(desk, CountryCode("OMN"), CHINA) is None
    assert distance(desk, CountryCode("OMN"), CountryCode("TUR")) is not None
    assert distance(desk, CountryCode("XXX"), CHINA) is None
    assert distance(desk, CHINA, CountryCode("XXX")) is None


@pytest.mark.parametrize(
    ("kind", "source", "target", "believed", "absurd"),
    [
        pytest.param(EventType.CONSULT, "TUR", "SOM", "ETH", "MEX", id="who deals with the other side"),
        pytest.param(EventType.SANCTION, "DZA", "MAR", "ESP", "KHM", id="who quarrels with the other side"),
        pytest.param(EventType.AID, "JPN", "PHL", "AUS", "PRK", id="nobody gives to a rival"),
        pytest.param(EventType.AGREE, "CHN", "SLB", "AUS", "BLR", id="who is near the other side"),
    ],
)
def test_who_has_to_do_with_the_other_side_is_believed(
    kind: EventType, source: str, target: str, believed: str, absurd: str
) -> None:
    desk, fact = between(kind, source, target)
    key = CountryCode(source)
    near, far = (distance(desk, CountryCode(code), key, fact) for code in (believed, absurd))
    assert near is not None
    assert far is None or far > near


def test_a_rival_is_no_giver() -> None:
    desk, fact = between(EventType.AID, "CHN", "PAK")
    assert distance(desk, CountryCode("IND"), CHINA, fact) is None
    desk, fact = between(EventType.SANCTION, "CHN", "PAK")
    assert distance(desk, CountryCode("IND"), CHINA, fact) is not None


def test_a_quarrel_with_the_only_rival_is_foregone() -> None:
    desk, fact = between(EventType.ACCUSE, "GEO", "RUS")
    assert is_foregone(desk.gazetteer, fact, CountryCode("RUS"))
    assert not is_foregone(desk.gazetteer, fact, CountryCode("GEO"))
    agreed = replace(fact, type=EventType.AGREE)
    assert not is_foregone(desk.gazetteer, agreed, CountryCode("RUS"))
    desk, fact = between(EventType.ACCUSE, "MAR", "DZA")
    assert not is_foregone(desk.gazetteer, fact, CountryCode("DZA"))
    desk, fact = between(EventType.SANCTION, "VEN", "USA")
    assert not is_foregone(desk.gazetteer, fact, CountryCode("USA"))
    bolivia = replace(fact.source[0], name="Bolivia", country=CountryCode("BOL"))
    assert is_foregone(desk.gazetteer, replace(fact, source=(*fact.source, bolivia)), CountryCode("USA"))
    desk, fact = between(EventType.ASSAULT, "PRK", "KOR")
    assert is_foregone(desk.gazetteer, fact, CountryCode("PRK"))


def offered(kind: EventType, source: str, target: str, stem: str) -> set[str]:
    """Return the codes of all wrong countries for the source of an event, in this stem."""
    desk, fact = between(kind, source, target)
    return {country.code for country in countries(desk, fact, CountryCode(source), stem, lambda _: False)}


@pytest.mark.parametrize(
    ("kind", "pair", "stem", "plain", "left_out"),
    [
        pytest.param(EventType.ASSAULT, ("VNM", "CHN"), "Which country's {} did so?", "trawlers", "MNG", id="a coast"),
        pytest.param(EventType.SANCTION, ("TUR", "USA"), "Which country raised {}?", "tariffs", "SYR", id="a market"),
        pytest.param(EventType.SANCTION, ("JPN", "KOR"), "Which country recalled its {}?", "ambassador", "PRK",
                     id="an embassy"),
        pytest.param(EventType.SANCTION, ("POL", "BLR"), "Which country closed its {}?", "border", "DEU",
                     id="a border"),
    ],
)  # fmt: skip
def test_who_could_not_have_done_it_is_left_out(
    kind: EventType, pair: tuple[str, str], stem: str, plain: str, left_out: str
) -> None:
    assert left_out not in offered(kind, *pair, stem.format(plain))
    assert offered(kind, *pair, stem.format(plain))


def test_a_country_that_bore_another_name_is_no_wrong_answer() -> None:
    assert is_of_old_name("MKD", 2008)
    assert not is_of_old_name("MKD", 2023)
    assert not is_of_old_name("FRA", 1990)
    assert is_of_old_name("CZE", 1990)  # Czechoslovakia
    assert "MKD" in offered(EventType.SANCTION, "BGR", "SRB", "Which country did so?")


def stem_of(kind: EventType, source: str, target: str, headline: str, year: int = 2023) -> tuple[Desk, Fact]:
    """Return one event between two countries of the real tables, told in these words."""
    known = load_gazetteer()
    cast = tuple(Cast(name=known.countries[CountryCode(code)].name, code=code) for code in (source, target))
    told = event(kind, headline, (0,), (1,), in_month(year, 5), codes=(source, target))
    desk = lay_out(reading(["It did so."], cast, [told], published=date(year, 6, 14)), known, 1)
    return desk, desk.story.facts[0]


def believed(key: str, desk: Desk, fact: Fact, stem: str = "Which country did so?") -> list[str]:
    """Return the codes of the wrong countries offered, best first."""
    return [country.code for country in countries(desk, fact, CountryCode(key), stem, lambda _: False)]


@pytest.mark.parametrize(
    ("source", "target", "headline", "key", "offered", "never"),
    [
        pytest.param("VEN", "COL", "Venezuela expels the Colombian ambassador", "VEN", {"NIC"}, {"ISR", "USA", "PAN"},
                     id="a quarrel of neighbours is of their part of the world"),
        pytest.param("MEX", "ECU", "Mexico cuts diplomatic ties with Ecuador", "MEX", {"PER"}, {"USA", "GBR"},
                     id="great powers are far from it"),
        pytest.param("GBR", "RUS", "The UK expels Russian diplomats", "GBR", {"FRA"}, {"BLR", "IRN", "MNG"},
                     id="a quarrel of great powers has great powers in it"),
        pytest.param("GBR", "RUS", "The UK expels Russian diplomats", "RUS", {"CHN", "IRN"}, {"USA", "FRA", "IRL"},
                     id="none quarrels with its allies"),
        pytest.param("CAN", "IRN", "Canada closes its embassy in Iran", "CAN", {"GBR", "FRA"}, {"AFG", "IRQ"},
                     id="who acts from afar is like others afar"),
        pytest.param("RWA", "FRA", "Rwanda breaks off relations with France", "FRA", {"BEL", "GBR"}, {"TZA", "SEN"},
                     id="so is whom one breaks with afar"),
    ],
)  # fmt: skip
def test_in_a_quarrel_only_those_are_offered_who_could_have_one(
    source: str, target: str, headline: str, key: str, offered: set[str], never: set[str]
) -> None:
    found = believed(key, *stem_of(EventType.SANCTION, source, target, headline))[:6]
    assert offered <= set(found)
    assert not never & set(found)


def test_who_restores_relations_had_broken_them() -> None:
    desk, fact = stem_of(EventType.COOPERATE, "VEN", "COL", "Venezuela restores diplomatic relations with Colombia")
    found = believed("COL", desk, fact)
    assert found[:1] != []
    assert not {"CUB", "BOL", "NIC", "RUS", "CHN"} & set(found)


def test_only_neighbours_who_quarrel_end_a_fight() -> None:
    desk, fact = stem_of(EventType.AGREE, "ETH", "SOM", "Ethiopia agrees with Somalia to stop all firing")
    found = believed("SOM", desk, fact)
    assert {"ERI", "SDN"} <= set(found)
    assert not {"KEN", "DJI", "EGY", "USA"} & set(found)
    desk, fact = stem_of(EventType.AGREE, "PAK", "IND", "Pakistan agrees with India to stop all firing")
    assert believed("IND", desk, fact) == []  # whom else


def test_an_ally_s_quarrel_may_be_another_ally_s_too() -> None:
    desk, fact = stem_of(EventType.SANCTION, "FRA", "AUS", "France recalls its ambassador to Australia")
    assert {"GBR", "DEU"} & set(believed("FRA", desk, fact))
    desk, fact = stem_of(EventType.SANCTION, "CHN", "AUS", "China recalls its ambassador to Australia")
    assert not {"GBR", "DEU", "USA", "JPN"} & set(believed("CHN", desk, fact))


def test_friends_quarrel_over_goods_alone() -> None:
    goods, ties = (
        set(believed("CHN", *stem_of(EventType.SANCTION, "CHN", "USA", headline)))
        for headline in ("China raises tariffs on US cars", "China expels US diplomats")
    )
    assert {"JPN", "DEU"} & goods
    assert not {"JPN", "DEU"} & ties


def test_only_what_two_shared_can_be_ended() -> None:
    desk, fact = stem_of(EventType.SANCTION, "USA", "IDN", "The US cuts its military ties with Indonesia", 1999)
    found = believed("IDN", desk, fact)
    assert {"MYS", "THA"} & set(found)
    assert not {"AUS", "PHL", "TLS", "BLR", "PRK"} & set(found)


@pytest.mark.parametrize(
    ("code", "year", "is_one"),
    [("TLS", 1999, False), ("TLS", 2002, False), ("TLS", 2003, True), ("SSD", 2011, False), ("XKX", 2008, False),
     ("KGZ", 1990, False), ("KGZ", 1992, True), ("FRA", 1900, True)],
)  # fmt: skip
def test_what_was_no_state_yet_is_no_answer(code: str, year: int, is_one: bool) -> None:
    assert is_no_state(code, year) is not is_one
    if code == "TLS":
        desk, fact = stem_of(EventType.SANCTION, "IDN", "AUS", "Indonesia recalls its ambassador to Australia", year)
        assert ("TLS" in believed("IDN", desk, fact)) is is_one


def test_every_state_of_the_table_of_states_is_known() -> None:
    assert set(lexicon.pairs("countries", "state_since")) <= set(load_gazetteer().countries)
    assert set(lexicon.words("countries", "unarmed")) <= set(load_gazetteer().countries)
    assert set(lexicon.words("countries", "allied")) <= set(load_gazetteer().countries)
    assert set(lexicon.words("countries", "with_taiwan")) <= set(load_gazetteer().countries)
    for name in ("closed", "industrial", "union"):
        assert set(lexicon.words("countries", name)) <= set(load_gazetteer().countries)
    assert set().union(*lexicon.features().values()) <= set(load_gazetteer().countries)
    regions = {country.region for country in load_gazetteer().countries.values()} | {"Caucasus"}
    assert set().union(*lexicon.areas()) <= regions


def test_without_soldiers_none_sends_any() -> None:
    desk, fact = stem_of(EventType.MOBILIZE, "NIC", "COL", "Nicaragua sends troops to an island of Colombia")
    stem = "Which country {} an island of Colombia?"
    assert "PAN" not in believed("NIC", desk, fact, stem.format("sent troops to"))
    assert lacks_means(CountryCode("CRI"), CountryCode("NIC"), (), stem.format("sent troops to"), desk.gazetteer)
    assert not lacks_means(CountryCode("CRI"), CountryCode("NIC"), (), stem.format("mapped"), desk.gazetteer)


@pytest.mark.parametrize(
    ("code", "key", "sides", "stem"),
    [
        ("JPN", "IND", ("BGD",), "With which country did Bangladesh sign a treaty on the waters of the Ganges?"),
        ("UKR", "TUR", ("RUS",), "Which country's jets shot down a Russian bomber near the Syrian border?"),
        ("UKR", "TUR", ("RUS",), "Which country moved troops to its border with Syria?"),
        ("LKA", "BGD", ("IND",), "With which country did India exchange 162 pieces of land?"),
        ("IRN", "MAR", (), "Fill the gap: African leaders readmitted ____ to the African Union."),
        ("ISR", "SYR", (), "Which country did the Organisation of Islamic Cooperation suspend in August 2012?"),
        ("IRN", "SYR", (), "Which country did the Arab League readmit in May 2023?"),
        ("BRA", "VEN", (), "Which country withdrew from the Andean Community in April 2006?"),
        ("ITA", "LBY", (), "On 11 October 2004, against which country did the European Union lift its arms embargo?"),
        ("UKR", "POL", ("RUS",), "Which country refused to let the EU open negotiations on a treaty with Russia?"),
        ("CHN", "PAK", ("USA",), "Fill the gap: The US suspended security assistance to the Government of ____."),
        ("DZA", "ESP", ("CAN",), "Fill the gap: The EU demanded the release of a/an ____ trawler."),
        ("IND", "JPN", ("CHN",), "Fill the gap: China levied tariffs on cars and telephones from ____."),
        ("IRN", "IND", ("PAK",), "Which country recalled its high commissioner to Pakistan?"),
        ("NER", "NGA", (), "In November 1995, which country did Commonwealth leaders suspend?"),
        ("KOR", "AUS", ("IDN",), "Which country suspended all exports of live cattle to Indonesia?"),
        ("ARE", "AFG", ("IRN",), "With which country did Iran exchange heavy gunfire?"),
        ("BGD", "IND", ("NPL",), "With which country did Nepal sign a treaty on the joint use of the Mahakali River?"),
        ("IRN", "GBR", ("FRA",), "Which country froze military contacts with France?"),
        ("MNG", "CHN", ("JPN",), "On which country did Japan call to halt its exercises around Taiwan?"),
        ("MDV", "CHN", ("LKA",), "Fill the gap: Sri Lanka leased its port to a/an ____ state company."),
    ],
    ids=[
        "a river",
        "a border of another",
        "its border with another",
        "land",
        "a union",
        "members by name",
        "members among their neighbours",
        "members of old",
        "who gives aid",
        "none of its members",
        "members alone",
        "members",
        "makers",
        "high commissioners",
        "the Commonwealth",
        "herds",
        "a border to shoot over",
        "a river of two",
        "soldiers who never met",
        "around an island",
        "capital",
    ],
)
def test_who_has_not_what_it_takes_is_left_out(code: str, key: str, sides: tuple[str, ...], stem: str) -> None:
    others = tuple(map(CountryCode, sides))
    known = load_gazetteer()
    assert lacks_means(CountryCode(code), CountryCode(key), others, stem, known)
    assert not lacks_means(CountryCode(key), CountryCode(key), others, stem, known)


def test_beside_one_who_deals_with_few_only_who_quarrels_is_believed() -> None:
    desk, fact = stem_of(EventType.SANCTION, "PRK", "MYS", "North Korea severs its relations with Malaysia")
    assert not {"THA", "VNM"} & set(believed("PRK", desk, fact))
    desk, fact = stem_of(EventType.SANCTION, "CHN", "USA", "China suspends military exchanges with the US")
    found = set(believed("CHN", desk, fact))
    assert "PRK" not in found
    assert "RUS" in found


def test_one_with_which_nobody_nearby_has_to_do_is_beside_its_neighbours() -> None:
    desk, fact = stem_of(EventType.SANCTION, "KEN", "NOR", "Kenya severs its diplomatic relations with Norway", 1990)
    found = believed("KEN", desk, fact)
    assert {"ETH", "UGA"} <= set(found)
    assert "RUS" not in found  # it was the Soviet Union then


def test_who_exchanges_prisoners_has_quarrelled() -> None:
    desk, fact = stem_of(EventType.AGREE, "EST", "RUS", "Estonia exchanges prisoners with Russia")
    assert not {"LVA", "GBR", "USA"} & set(believed("RUS", desk, fact))


def test_a_great_power_that_quarrels_is_not_called_on_between_two_friends() -> None:
    desk, fact = stem_of(EventType.CONSULT, "USA", "EST", "The US president visits Estonia", 2014)
    found = set(believed("EST", desk, fact))
    assert "RUS" not in found
    assert {"LVA", "FIN"} & found


def test_members_of_one_union_are_friends_unless_the_tables_know_a_quarrel() -> None:
    known = load_gazetteer()
    assert feeling(known, CountryCode("ESP"), CountryCode("GRC")) is Feeling.FRIEND
    assert feeling(known, CountryCode("HUN"), CountryCode("SVK")) in {Feeling.MIXED, Feeling.RIVAL}


def test_who_had_soldiers_in_a_small_country_is_no_question() -> None:
    desk, fact = stem_of(EventType.RETREAT, "SYR", "LBN", "Syria withdraws its troops from Lebanon")
    assert believed("SYR", desk, fact, "Which country withdrew its troops from Lebanon?") == []
    assert believed("SYR", desk, fact, "Which country withdrew its ambassador from Lebanon?") != []


@pytest.mark.parametrize(
    ("one", "other", "felt"),
    [("CUB", "VEN", Feeling.ALLY), ("FRA", "GBR", Feeling.ALLY), ("ECU", "COL", Feeling.MIXED),
     ("IRN", "SAU", Feeling.RIVAL), ("BRA", "COL", Feeling.FRIEND), ("BRA", "KEN", Feeling.NEITHER)],
)  # fmt: skip
def test_what_two_are_to_each_other_is_the_same_from_both_sides(one: str, other: str, felt: Feeling) -> None:
    for a, b in ((one, other), (other, one)):
        assert feeling(load_gazetteer(), CountryCode(a), CountryCode(b)) is felt


@pytest.mark.parametrize(
    ("kind", "headline", "temper"),
    [
        (EventType.SANCTION, "Cuba expels two Peruvian diplomats", Temper.QUARREL),
        (EventType.SANCTION, "Cuba breaks off relations with Peru", Temper.QUARREL),
        (EventType.SANCTION, "Cuba bans imports of fruit from Peru", Temper.TRADE),
        (EventType.SANCTION, "Cuba suspends military exchanges with Peru", Temper.PARTING),
        (EventType.AGREE, "Cuba agrees to stop all firing", Temper.TRUCE),
        (EventType.COOPERATE, "Cuba restores ties with Peru", Temper.MENDING),
        (EventType.CONSULT, "Cuba meets Peru", Temper.TALK),
        (EventType.AID, "Cuba gives Peru vaccines", Temper.FAVOUR),
    ],
)
def test_what_an_event_is_to_its_sides(kind: EventType, headline: str, temper: Temper) -> None:
    desk, fact = stem_of(kind, "CUB", "PER", headline)
    assert temper_of(fact, replace(desk, clauses={})) is temper


def test_who_has_left_the_union_was_of_it() -> None:
    known, stem = load_gazetteer(), "From which country beside the European Union did Russia ban imports of food?"
    britain, norway = CountryCode("GBR"), CountryCode("NOR")
    assert lacks_means(britain, norway, (CountryCode("RUS"),), stem, known, 2014)
    assert not lacks_means(britain, norway, (CountryCode("RUS"),), stem, known, 2023)
