"""Wrong answers: of the key's class and near it, never the key, its parts, its party, or somebody who fits as well."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model.countries import IGO, Body, Person
from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.model.reading import ActorKind
from bot.quiz.distract import is_recorded
from bot.quiz.draft import Desk
from bot.quiz.make import drafts, lay_out
from bot.quiz.naming import name_words, normalised
from bot.quiz.nearness import distance
from bot.quiz.wrong_people import bodies, office_of, peers, persons, why_not
from bot.quiz.wrong_places import cities, city_country, countries, reveals_country
from data.reference import load_gazetteer
from tests.quiz.asking import BLINKEN, CHN, CODES, COLONNA, FRA, MAY, QIN, USA, desk_of
from tests.quiz.world import GAZETTEER, Cast, call_reading, event, in_month, reading

VISIT = event(EventType.CONSULT, "Antony Blinken visits China", (BLINKEN,), (CHN,), MAY, codes=CODES)
BAN = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), MAY, codes=CODES)
CHINA, FRANCE, KOREA = CountryCode("CHN"), CountryCode("FRA"), CountryCode("KOR")
SERVING = {"Lloyd Austin", "Janet Yellen", "Gina Raimondo", "Jake Sullivan"}


def nobody(_: str) -> bool:
    """Tell that no record makes a name right too."""
    return False


def one_of(names: Iterable[str]) -> frozenset[str]:
    """Return names as a set, after a check that none is told twice."""
    listed = [normalised(name) for name in names]
    assert len(set(listed)) == len(listed)
    return frozenset(listed)


def wrong_persons(desk: Desk, stem: str = "", *, recorded: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the wrong persons for the first fact's source."""
    fact = desk.story.facts[0]
    return persons(desk, fact, fact.source[0], stem, recorded.__contains__)


def test_wrong_persons_are_of_the_key_s_country_and_in_office_then() -> None:
    assert set(wrong_persons(desk_of(VISIT))) == SERVING


def test_a_person_of_the_stem_or_of_another_record_is_left_out() -> None:
    assert set(wrong_persons(desk_of(VISIT), "Who met Gina Raimondo?")) == SERVING - {"Gina Raimondo"}
    assert set(wrong_persons(desk_of(VISIT), "Who met Yellen?")) == SERVING - {"Janet Yellen"}
    recorded = frozenset({"Lloyd Austin"})
    assert set(wrong_persons(desk_of(VISIT), recorded=recorded)) == SERVING - {"Lloyd Austin"}


def test_ministers_stand_before_others_for_a_minister() -> None:
    assert set(wrong_persons(desk_of(VISIT))[:3]) == {"Lloyd Austin", "Janet Yellen", "Jake Sullivan"}


def test_nobody_at_the_head_is_a_wrong_answer_for_a_minister_s_deed_be_it_recorded() -> None:
    president = Person(
        name="Ann Vale", names=(), country=CountryCode("USA"), office="President", since=2020, until=None
    )
    deed = event(EventType.SANCTION, "Antony Blinken lists a firm of China", (BLINKEN,), (CHN,), MAY, codes=CODES)
    world = replace(GAZETTEER, persons=(*GAZETTEER.persons, president))
    for is_edited in (False, True):
        desk = replace(desk_of(deed), gazetteer=world)
        fact = replace(desk.story.facts[0], is_edited=is_edited)
        named = persons(desk, fact, fact.source[0], "", nobody)
        assert {"Ann Vale", "Joe Biden"}.isdisjoint(named)
        assert named


def test_a_person_of_the_key_s_name_is_no_wrong_answer() -> None:
    double = Person(name="Marc Blinken", names=(), country=CountryCode("USA"), office="Envoy", since=2020, until=None)
    world = replace(GAZETTEER, persons=(*GAZETTEER.persons, double))
    desk = replace(desk_of(VISIT), gazetteer=world)
    assert "Marc Blinken" not in wrong_persons(desk)


@pytest.mark.parametrize(
    ("year", "is_there"), [(2020, False), (2021, False), (2022, True), (2024, True), (2025, False)]
)
def test_a_year_of_a_handover_proves_no_office(year: int, is_there: bool) -> None:
    desk = desk_of(replace(VISIT, when=in_month(year, 5)), published=date(2025, 12, 1))
    assert (office_of("Lloyd Austin", desk, desk.story.facts[0]) is not None) is is_there


def test_why_a_person_is_wrong_is_told_by_the_office_or_by_the_silence_of_the_records() -> None:
    desk = desk_of(VISIT)
    fact = desk.story.facts[0]
    assert why_not("Lloyd Austin", desk, fact) == (
        "Lloyd Austin was US Secretary of Defense; no record names them in it."
    )
    assert why_not("Mike Pompeo", desk, fact) == "No record names Mike Pompeo in it."


def test_peers_hold_the_same_office_elsewhere_the_key_s_region_first() -> None:
    officials = tuple(
        Person(name=name, names=(), country=CountryCode(code), office=office, since=2020, until=2026)
        for name, code, office in (
            ("Hayashi Yoshimasa", "JPN", "Foreign Minister"),
            ("Park Jin", "KOR", "Foreign Minister"),
            ("Hamada Yasukazu", "JPN", "Minister of Defence"),
            ("Annalena Baerbock", "DEU", "Foreign Minister"),
            ("Kim Colonna", "JPN", "Foreign Minister"),
        )
    )
    told = event(EventType.CONSULT, "Qin Gang visits France", (QIN,), (FRA,), MAY, codes=CODES)
    desk = replace(desk_of(told), gazetteer=replace(GAZETTEER, persons=officials))
    fact = desk.story.facts[0]
    found = peers(desk, fact, fact.source[0], "", nobody)
    assert set(found[:3]) == {"Hayashi Yoshimasa", "Park Jin", "Kim Colonna"}
    assert found[3:] == ("Annalena Baerbock",)
    assert "Park Jin" not in peers(desk, fact, fact.source[0], "Who met Park Jin?", nobody)
    assert peers(desk, fact, replace(fact.source[0], office="poet"), "", nobody) == ()


def test_a_peer_of_a_party_s_country_is_no_wrong_answer() -> None:
    told = event(EventType.CONSULT, "Qin Gang visits France", (QIN,), (FRA,), MAY, codes=CODES)
    officials = (
        Person(name="Anne Petit", names=(), country=FRANCE, office="Foreign Minister", since=2020, until=2026),
    )  # fmt: skip
    desk = replace(desk_of(told), gazetteer=replace(GAZETTEER, persons=officials))
    fact = desk.story.facts[0]
    assert peers(desk, fact, fact.source[0], "", nobody) == ()


def test_bodies_between_states_are_of_one_class_and_one_time_and_act_there() -> None:
    names = ("NATO", "United Nations", "European Union", "Collective Security Treaty Organization", "OPEC")
    world = replace(GAZETTEER, bodies=tuple(Body(name=n, names=(), country=IGO, kind="organization") for n in names))
    cast = (Cast(name="NATO", code="IGO", kind=ActorKind.ORGANIZATION), Cast(name="Turkey", code="TUR"))

    def wrong(year: int) -> set[str]:
        told = event(EventType.ACCUSE, "NATO accuses Turkey of jamming", (0,), (1,), in_month(year, 5),
                     codes=("IGO", "TUR"))  # fmt: skip
        desk = lay_out(reading(["It did."], cast, [told], published=date(2023, 6, 14)), world, 1)
        fact = desk.story.facts[0]
        return set(bodies(desk, fact, fact.source[0], "", nobody))

    assert wrong(2023) == {"United Nations", "European Union"}
    assert wrong(1990) == {"United Nations"}


@pytest.mark.parametrize(
    ("kind", "offered"),
    [(EventType.ASSAULT, {"Collective Security Treaty Organization"}), (EventType.ACCUSE, {"United Nations"})],
)
def test_of_bodies_between_states_only_alliances_use_force(kind: EventType, offered: set[str]) -> None:
    names = ("NATO", "United Nations", "Collective Security Treaty Organization")
    world = replace(GAZETTEER, bodies=tuple(Body(name=n, names=(), country=IGO, kind="organization") for n in names))
    cast = (Cast(name="NATO", code="IGO", kind=ActorKind.ORGANIZATION), Cast(name="Russia", code="RUS"))
    told = event(kind, "It did", (0,), (1,), MAY, codes=("IGO", "RUS"))
    desk = lay_out(reading(["It did."], cast, [told], published=date(2023, 6, 14)), world, 1)
    fact = desk.story.facts[0]
    assert offered <= set(found := bodies(desk, fact, fact.source[0], "", nobody))
    assert ("United Nations" in found) is (kind is EventType.ACCUSE)


def test_countries_are_never_a_party_or_what_the_words_name() -> None:
    desk = desk_of(BAN)
    fact = desk.story.facts[0]

    def codes(stem: str, *taken: str) -> set[str]:
        return {c.code for c in countries(desk, fact, CHINA, stem, lambda code: code in taken)}

    everybody = codes("")
    assert {"USA", "JPN", "RUS"} <= everybody
    assert not everybody & {"CHN", "FRA"}
    assert codes("", "JPN") == everybody - {"JPN"}
    for word in ("Japan", "Japanese", "Tokyo"):
        assert codes(f"Who bans what {word} sells?") == everybody - {"JPN"}
    assert "USA" not in codes("Who shouted at Blinken?")


def test_countries_whose_standing_is_disputed_are_never_offered() -> None:
    taiwan = replace(GAZETTEER.countries[CountryCode("JPN")], code=CountryCode("TWN"), alpha2="TW", name="Taiwan",
                     short="Taiwan", names=(), demonyms=("Taiwanese",), metonyms=("Taipei",))  # fmt: skip
    world = replace(
        GAZETTEER,
        countries={**GAZETTEER.countries, taiwan.code: taiwan},
        neighbours={**GAZETTEER.neighbours, taiwan.code: (CHINA,)},
    )
    desk = replace(desk_of(BAN), gazetteer=world)
    fact = desk.story.facts[0]
    assert distance(desk, taiwan.code, KOREA, fact) is not None
    assert taiwan not in countries(desk, fact, KOREA, "", nobody)


def test_a_border_is_closed_by_a_neighbour() -> None:
    told = event(EventType.SANCTION, "China closes its border with Russia", (0,), (1,), MAY, codes=("CHN", "RUS"))
    cast = (Cast(name="China", code="CHN"), Cast(name="Russia", code="RUS"))
    china, japan, korea, russia = (CountryCode(code) for code in ("CHN", "JPN", "KOR", "RUS"))
    near = {russia: (china, japan, korea), korea: (china, japan, russia)}
    world = replace(GAZETTEER, neighbours={**GAZETTEER.neighbours, **near})
    desk = lay_out(reading(["It did."], cast, [told], published=date(2023, 6, 14)), world, 1)
    fact = desk.story.facts[0]
    found = {c.code for c in countries(desk, fact, CHINA, "Which country closed its border?", nobody)}
    assert found == {"KOR"}  # Japan lies across the sea
    assert "USA" in {c.code for c in countries(desk, fact, CHINA, "Which country banned rye?", nobody)}


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Washington", "USA"),
        ("Paris", "FRA"),
        ("Lyon", "FRA"),
        ("Geneva", "CHE"),
        ("Hong Kong", None),
        ("Atlantis", None),
    ],
)
def test_a_city_has_its_country(place: str, code: str | None) -> None:
    assert city_country(place, desk_of(BAN)) == code


def test_wrong_cities_are_capitals_neighbours_and_usual_places() -> None:
    desk = desk_of(replace(VISIT, place="Beijing"))
    fact = desk.story.facts[0]
    found = cities(desk, fact, "Beijing", "Where?")
    assert found[0] == "Washington"
    assert "Beijing" not in found
    assert "Washington" not in cities(desk, fact, "Beijing", "Who was in Washington?")
    assert set(cities(desk, fact, "Beijing", "", is_at_home=True)) == {"Shanghai", "Tianjin", "Shenzhen", "Chengdu"}


def scene(kind: EventType, source: str, target: str, city: str, stem: str) -> set[str]:
    """Return the wrong cities for the scene of an event between two of the real tables' countries or bodies."""
    known = load_gazetteer()

    def cast_of(name: str) -> Cast:
        country = known.countries.get(CountryCode(name))
        if country is None:
            return Cast(name=name, code="IGO", kind=ActorKind.ORGANIZATION)
        return Cast(name=country.name, code=name)

    cast = (cast_of(source), cast_of(target))
    told = event(kind, "It happens", (0,), (1,), MAY, codes=tuple(one.code for one in cast), place=city)
    desk = lay_out(reading(["It happened."], cast, [told], published=date(2023, 6, 14)), known, 1)
    return set(cities(desk, desk.story.facts[0], city, stem))


def test_none_strikes_where_its_friends_are() -> None:
    found = scene(EventType.ASSAULT, "ISR", "IRN", "Damascus", "In which city did Israel kill an Iranian general?")
    assert {"Beirut", "Baghdad"} <= found
    assert not {"Oslo", "Vienna", "Singapore", "Washington", "Jerusalem"} & found
    nato = scene(EventType.ASSAULT, "NATO", "CHN", "Belgrade", "In which city did NATO strike the Chinese embassy?")
    assert not {"Oslo", "Vienna", "Rome", "Zagreb", "Muscat"} & nato


def test_an_embassy_is_stormed_where_its_country_is_disliked() -> None:
    found = scene(EventType.ASSAULT, "IRN", "SAU", "Tehran", "In which city did a crowd storm the Saudi embassy?")
    assert {"Damascus", "Sanaa"} & found
    assert not {"Abu Dhabi", "Riyadh", "Isfahan", "Cairo"} & found


def test_who_keep_no_embassies_meet_in_third_places_and_neighbours_near_by() -> None:
    found = scene(EventType.CONSULT, "USA", "IRN", "Muscat", "In which city did they meet?")
    assert {"Geneva", "Vienna"} <= found
    assert not {"Washington", "Tehran"} & found
    found = scene(EventType.CONSULT, "ETH", "ERI", "Nairobi", "In which city did they meet?")
    assert {"Addis Ababa", "Kampala"} <= found
    assert not {"Oslo", "Singapore", "Vienna"} & found


def test_a_city_where_the_same_sides_met_too_is_no_wrong_answer() -> None:
    other = replace(VISIT, place="Shanghai", when=in_month(2023, 3))
    desk = desk_of(replace(VISIT, place="Beijing"), other)
    assert "Shanghai" not in cities(desk, desk.story.facts[0], "Beijing", "")


def test_a_country_is_revealed_by_name_people_seat_money_and_person() -> None:
    desk = desk_of(BAN)
    for text in ("China did", "Chinese wine", "Beijing did", "paid in yuan", "Qin Gang did"):
        assert reveals_country(desk, text, CHINA)
    assert not reveals_country(desk, "France did in Paris", CHINA)


@given(st.integers(-(2**31), 2**31), st.sampled_from([USA, CHN, FRA]), st.sampled_from([BLINKEN, QIN, COLONNA]))
@settings(max_examples=40, deadline=None)
def test_laws_of_wrong_answers(seed: int, target: int, source: int) -> None:
    told = event(EventType.CONSULT, "It happens", (source,), (target,), MAY, codes=CODES, place="Paris")
    desk = desk_of(told, seed=seed)
    fact = desk.story.facts[0]
    key, other = fact.source[0], fact.target[0].country
    assert other is not None
    taken = {normalised(word) for word in name_words(key)}
    for found in (persons(desk, fact, key, "", nobody), peers(desk, fact, key, "", nobody)):
        assert not any(taken & set(name.split()) for name in one_of(found))
    offered = countries(desk, fact, other, "", nobody)
    assert not {country.code for country in offered} & {side.country for side in fact.sides}
    one_of(country.name for country in offered)
    assert "paris" not in one_of(cities(desk, fact, "Paris", ""))
    assert offered == countries(desk, fact, other, "", nobody)


@given(st.integers(0, 2**31))
@settings(max_examples=20, deadline=None)
def test_no_wrong_answer_of_a_report_is_its_key_or_told_twice(seed: int) -> None:
    for draft in drafts(lay_out(call_reading(), GAZETTEER, seed)):
        texts = [normalised(wrong.text) for wrong in draft.wrong]
        assert normalised(draft.key) not in texts
        assert all(one != other for one, other in combinations(texts, 2))
        assert all(wrong.reason for wrong in draft.wrong)


@pytest.mark.parametrize(
    ("towards", "month", "is_right_too"),
    [
        pytest.param(CHN, 5, True, id="the same, in the same month"),
        pytest.param(CHN, 8, False, id="the same, in another month"),
        pytest.param(USA, 5, False, id="the same, towards another side"),
    ],
)
def test_who_does_what_the_right_one_does_is_no_wrong_answer(towards: int, month: int, is_right_too: bool) -> None:
    then = in_month(2023, month)
    desk = desk_of(
        event(EventType.SANCTION, "China bans wine from the US", (CHN,), (USA,), MAY, codes=CODES),
        event(EventType.SUPPORT, "The US praises Qin Gang", (USA,), (CHN,), MAY, codes=CODES),
        event(EventType.SUPPORT, "France praises somebody", (FRA,), (towards,), then, codes=CODES),
    )
    assert is_recorded(desk, desk.story.facts[0], "target", "FRA") is is_right_too
