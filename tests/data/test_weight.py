"""How many sources tell an event, and what they and its novelty make of its salience: laws, and cases by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.weight import Origin, by_novelty, by_sources, independent, origin_of

SALIENCES = st.floats(0, 1)
ORIGINS = st.lists(st.builds(Origin, outlet=st.sampled_from("ABCD"), wording=st.sampled_from("1234")), max_size=9)


def origins(told: str) -> list[Origin]:
    return [Origin(outlet=one[0], wording=one[1]) for one in told.split()]


@pytest.mark.parametrize(
    ("told", "sources"),
    [
        pytest.param("A1", 1, id="one report"),
        pytest.param("A1 B2 C3", 3, id="three outlets in words of their own"),
        pytest.param("A1 A2 A3", 1, id="one outlet that writes thrice"),
        pytest.param("A1 B1 C1", 1, id="one agency's text in three outlets"),
        pytest.param("A1 B1 B2", 2, id="a copy, and another text of the one that copied"),
        pytest.param("A1 A2 A3 B1 C1", 2, id="two that copy one"),
        pytest.param("A1 B1 B2 C2", 2, id="a chain of copies"),
    ],
)
def test_sources_are_outlets_with_a_text_of_their_own(told: str, sources: int) -> None:
    assert independent(origins(told)) == sources


@given(found=ORIGINS, data=st.data())
def test_the_order_of_reports_makes_no_difference_and_a_report_twice_none(
    found: list[Origin], data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(found))
    assert independent(turned) == independent(found) == independent([*found, *turned])


@given(found=ORIGINS, one=st.builds(Origin, outlet=st.sampled_from("ABCD"), wording=st.sampled_from("1234")))
def test_a_report_more_is_never_a_source_less(found: list[Origin], one: Origin) -> None:
    count = independent(found)
    assert count <= independent([*found, one]) <= count + 1
    assert count <= min(len({each.outlet for each in found}), len({each.wording for each in found}))


def test_an_outlet_is_known_by_its_name_else_by_its_address() -> None:
    sentence = "Chad met Mali."
    named = origin_of(source=" The  Daily ", url="https://a.example/1", sentence=sentence)
    assert named == origin_of(source="the daily", url=None, sentence="CHAD met Mali")
    assert origin_of(source=None, url="https://www.a.example/1?x=2", sentence=sentence).outlet == "a.example"
    assert origin_of(source=None, url=None, sentence=sentence).outlet == ""


@given(told=SALIENCES, more=SALIENCES, sources=st.integers(1, 40))
def test_salience_grows_with_the_sources_and_with_what_an_article_gives(told: float, more: float, sources: int) -> None:
    low, high = sorted((told, more))
    assert 0 <= by_sources(low, sources) <= by_sources(low, sources + 1) <= 1
    assert by_sources(low, sources) <= by_sources(high, sources)
    assert by_sources(told, 1) == round(told, 4)


@given(told=SALIENCES, more=SALIENCES, earlier=st.integers(0, 40))
def test_salience_falls_with_each_event_of_the_kind_before(told: float, more: float, earlier: int) -> None:
    low, high = sorted((told, more))
    assert 0 <= by_novelty(low, earlier + 1) <= by_novelty(low, earlier) <= 1
    assert by_novelty(low, earlier) <= by_novelty(high, earlier)
    assert by_novelty(told, 0) == round(told, 4)


def test_both_are_felt_where_they_matter_most() -> None:
    assert by_sources(0.5, 2) == 0.575
    assert by_novelty(0.5, 1) == 0.425
