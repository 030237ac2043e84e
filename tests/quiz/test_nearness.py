"""How near countries are as answers: bonds with the other side first, then likeness with the right one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.ids import CountryCode
from bot.model.plover import EventType
from bot.quiz.draft import Desk
from bot.quiz.facts import Fact
from bot.quiz.lexicon import is_of_old_name
from bot.quiz.make import lay_out
from bot.quiz.nearness import distance, is_foregone
from bot.quiz.wrong_places import countries
from data.reference import load_gazetteer
from tests.quiz.asking import CHN, CODES, FRA, MAY, desk_of
from tests.quiz.world import Cast, event, reading

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
    assert "MKD" in offered(EventType.SANCTION, "BGR", "SRB", "Which country did so?")
