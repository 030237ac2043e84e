"""The chronologies that come with the program: as many as promised, sound, and loaded in one go."""

from collections import Counter
from datetime import date

import pytest

from bot.model.packs import TURNING_POINT, Pack, PackEntry
from bot.packs.checks import check_pack
from bot.packs.reading import reading_of
from data.reference import load_gazetteer
from data.starter import starter_packs
from data.starter.form import read_pack

GAZETTEER = load_gazetteer()
PACKS = {name: read_pack(text, GAZETTEER.countries) for name, text in starter_packs()}


def test_there_are_as_many_as_promised() -> None:
    counts = {pack.id: len(pack.entries) for pack in PACKS.values()}
    assert counts.pop("usa-chn") >= 250
    assert len(counts) >= 10
    assert min(counts.values()) >= 40


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_each_is_sound(pack: Pack) -> None:
    assert [str(fault) for fault in check_pack(pack, GAZETTEER)] == []


def test_the_first_reaches_from_1949_to_this_year_and_asks_for_two_sources() -> None:
    pack = PACKS["usa-chn.toml"]
    assert pack.needs_two_sources
    assert pack.entries[0].dates.start.year == 1949
    assert pack.entries[-1].dates.end >= date(2026, 1, 1)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_few_are_turning_points_and_neither_side_acts_alone(pack: Pack) -> None:
    turning = [entry for entry in pack.entries if entry.significance == TURNING_POINT]
    assert 3 <= len(turning) <= len(pack.entries) / 5
    acting = Counter(code for entry in pack.entries for code in _acting(entry))
    assert min(acting[pack.pair.first], acting[pack.pair.second]) >= len(pack.entries) / 3
    kinds = {entry.type.is_cooperative for entry in pack.entries}
    assert kinds == {True, False}


def _acting(entry: PackEntry) -> set[str]:
    """Return who acts: both sides of what is done to each other."""
    return {party.country for party in (entry.parties if entry.is_reciprocal else entry.source)}


def test_a_pack_s_file_has_its_id() -> None:
    assert {name: pack.id for name, pack in PACKS.items()} == {f"{pack.id}.toml": pack.id for pack in PACKS.values()}


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_each_makes_a_reading_of_as_many_events(pack: Pack) -> None:
    assert len(reading_of(pack, GAZETTEER).events) == len(pack.entries)
