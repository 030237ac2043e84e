"""Who met whom: each pair of persons once, by how often and how lately."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.model.countries import Dyad
from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode, EventId
from bot.model.relations import Encounter
from bot.relation_desk import spread, who_met

NOR, CHL = CountryCode("NOR"), CountryCode("CHL")
PAIR = Dyad(first=NOR, second=CHL)


def encounter(day: int, *names: str) -> Encounter:
    """Names in capitals are Chile's."""
    when = DateRange.day(date(2024, 1, 1) + timedelta(days=day))
    return Encounter(
        persons=tuple((name, CHL if name.isupper() else NOR) for name in names),
        when=EventDate(range=when, precision=Precision.DAY, dated_by=DatedBy.EXPRESSION),
    )


def test_those_who_met_oftenest_come_first_then_those_who_met_last() -> None:
    told = [encounter(9, "C", "a"), encounter(8, "b", "C"), encounter(7, "a", "D"), encounter(5, "a", "C", "D")]
    found = [(one.first, one.second, one.times) for one in who_met(told, PAIR)]
    assert found == [("a", "C", 2), ("a", "D", 2), ("b", "C", 1)]
    assert who_met(told, PAIR)[0].last == told[0].when


@given(st.integers(0, 60), st.integers(2, 9))
def test_a_few_are_spread_from_first_to_last(count: int, most: int) -> None:
    found = [EventId(number) for number in range(count)]
    few = spread(found, most)
    assert len(few) == min(count, most)
    assert list(few) == sorted(set(few))
    assert few[:1] == tuple(found[:1])
    assert few[-1:] == tuple(found[-1:])


@given(
    st.lists(st.tuples(st.integers(0, 99), st.lists(st.sampled_from("abcDEF"), min_size=2, max_size=4, unique=True)))
)
def test_every_meeting_is_counted_once_for_each_two(made: list[tuple[int, list[str]]]) -> None:
    told = [encounter(day, *names) for day, names in sorted(made, key=lambda one: -one[0])]
    found = who_met(told, PAIR)
    sides = [(sum(name.islower() for name in names), sum(name.isupper() for name in names)) for _, names in made]
    assert sum(one.times for one in found) == sum(own * other for own, other in sides)
    assert len({(one.first, one.second) for one in found}) == len(found)
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)
