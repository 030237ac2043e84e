"""The order of a server's board."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import UserId
from bot.model.players import Measure, Period, Tally
from bot.quiz.standings import day_begins, first_day, own_standing, ranked


def tally(user: int, points: int = 0, right: int = 0, answered: int = 0, streak: int = 0) -> Tally:
    return Tally(user=UserId(user), is_listed=True, points=points, right=right, answered=answered, streak=streak)


TALLIES = st.lists(
    st.builds(tally, st.integers(1, 999), st.integers(0, 5), st.integers(0, 5), st.integers(5, 30), st.integers(0, 4)),
    unique_by=lambda one: one.user,
    max_size=12,
)


def test_equals_share_a_rank() -> None:
    rows = ranked([tally(1, 50, 1), tally(2, 100, 2), tally(3, 300, 3), tally(4, 100, 2)], Measure.POINTS)
    assert [(row.rank, row.tally.user) for row in rows] == [(1, 3), (2, 2), (2, 4), (4, 1)]


def test_equal_points_are_parted_by_right_answers() -> None:
    rows = ranked([tally(1, 100, 1), tally(2, 100, 2)], Measure.POINTS)
    assert [(row.rank, row.tally.user) for row in rows] == [(1, 2), (2, 1)]


def test_a_share_is_ranked_from_twenty_answers_on() -> None:
    rows = ranked([tally(1, right=19, answered=19), tally(2, right=10, answered=20), tally(3, right=22, answered=40)],
                  Measure.ACCURACY)  # fmt: skip
    assert [(row.rank, row.tally.user) for row in rows] == [(1, 3), (2, 2)]


def test_who_has_nothing_to_rank_is_left_out() -> None:
    assert ranked([tally(1), tally(2, streak=2)], Measure.POINTS) == ()
    assert [row.tally.user for row in ranked([tally(1), tally(2, streak=2)], Measure.STREAK)] == [2]


@given(TALLIES, st.sampled_from(Measure))
def test_own_rank_is_the_one_the_board_shows(tallies: list[Tally], measure: Measure) -> None:
    rows = ranked(tallies, measure)
    assert [row.rank for row in rows] == sorted(row.rank for row in rows)
    for row in rows:
        without = ranked([one for one in tallies if one.user != row.tally.user], measure)
        for board in (rows, without):
            own = own_standing(board, row.tally, measure)
            assert own is not None
            assert own.rank == row.rank


@pytest.mark.parametrize(
    ("period", "first"),
    [
        (Period.TODAY, date(2026, 3, 1)),
        (Period.WEEK, date(2026, 2, 23)),
        (Period.MONTH, date(2026, 1, 31)),
        (Period.ALL, None),
    ],
)
def test_periods_are_the_servers_days(period: Period, first: date | None) -> None:
    assert first_day(period, date(2026, 3, 1)) == first


@pytest.mark.parametrize(
    ("zone", "day", "begins"),
    [
        ("Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC)),
        ("Europe/Berlin", date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        ("Asia/Beirut", date(2026, 3, 29), datetime(2026, 3, 28, 22, tzinfo=UTC)),
        ("America/Havana", date(2026, 11, 1), datetime(2026, 11, 1, 4, tzinfo=UTC)),
    ],
    ids=["clocks go on that day", "the day after", "midnight is left out", "midnight comes twice"],
)
def test_a_day_begins_with_its_first_instant(zone: str, day: date, begins: datetime) -> None:
    start = day_begins(day, ZoneInfo(zone))
    assert start == begins
    assert start.astimezone(ZoneInfo(zone)).date() == day
    assert (start - timedelta(milliseconds=1)).astimezone(ZoneInfo(zone)).date() < day
