"""Time zones as people type them."""

from contextlib import suppress
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.errors import InvalidInputError
from bot.zones import find_zones, zone_meant, zone_words
from data.reference import load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("berlin", "Europe/Berlin"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("Washington", "America/New_York"),
        ("boston", "America/New_York"),
        ("Beijing", "Asia/Shanghai"),
        ("delhi", "Asia/Kolkata"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Geneva", "Europe/Zurich"),
        ("Japan", "Asia/Tokyo"),
        ("Kabul", "Asia/Kabul"),
        ("utc", "UTC"),
        ("The Hague", "Europe/Amsterdam"),
    ],
)
def test_cities_countries_and_names(typed: str, zone: str) -> None:
    assert zone_meant(GAZETTEER, typed) == zone


@pytest.mark.parametrize("typed", ["Mars/Olympus", "", "  ", "xyzzy"])
def test_what_is_no_zone(typed: str) -> None:
    with pytest.raises(InvalidInputError, match="is no time zone"):
        zone_meant(GAZETTEER, typed)


def test_several_zones_are_named() -> None:
    with pytest.raises(InvalidInputError, match="several time zones"):
        zone_meant(GAZETTEER, "San")


def test_a_zone_is_offered_by_the_city_that_was_typed() -> None:
    (first, *_) = find_zones(GAZETTEER, "bosto", 5)
    assert zone_words(first, "bosto") == "Boston, United States (America/New_York)"
    assert zone_words(find_zones(GAZETTEER, "utc", 1)[0], "utc") == "UTC"


def test_every_zone_exists_and_can_be_typed() -> None:
    known = available_timezones()
    for zone in GAZETTEER.zones:
        assert zone.key in known
        assert ZoneInfo(zone.key).key == zone_meant(GAZETTEER, zone.key)
        assert len(zone_words(zone)) <= 100


@given(st.text(max_size=20))
def test_any_text_gives_zones_or_a_plain_word(typed: str) -> None:
    assert len(find_zones(GAZETTEER, typed, 25)) <= 25
    with suppress(InvalidInputError):
        assert ZoneInfo(zone_meant(GAZETTEER, typed))
