"""Streaks: dates in a row, one missed day forgiven in seven."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.quiz.streaks import FREEZE_EVERY_DAYS, best_streak, running_streak, streaks

FIRST = date(2026, 3, 1)
DAYS = st.sets(st.integers(0, 60), max_size=40)


def on(*offsets: int) -> set[date]:
    return {FIRST + timedelta(days=offset) for offset in offsets}


def slowly(days: set[date], last: date) -> int:
    """Return the longest stretch up to `last` in which missed days lie seven apart, by trying every beginning."""
    best = 0
    for first in days:
        stretch = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        missed = [day for day in stretch if day not in days]
        if all((later - one).days >= FREEZE_EVERY_DAYS for one, later in pairwise(missed)):
            best = max(best, len(stretch) - len(missed))
    return best


@pytest.mark.parametrize(
    ("played", "today", "streak"),
    [
        ((), 0, 0),
        ((0,), 0, 1),
        ((0,), 1, 1),
        ((0,), 2, 1),
        ((0,), 3, 0),
        ((0, 1, 2), 2, 3),
        ((0, 1, 2), 3, 3),
        ((0, 1, 3), 3, 3),
        ((0, 1, 4), 4, 1),
        ((0, 1, 3, 5), 5, 2),
        ((0, 1, 3, 4, 5, 6, 7, 8, 10), 10, 9),
        ((0, 1, 3, 4, 5, 6, 7, 9), 9, 6),
        ((0, 1, 3), 5, 1),
        ((5,), 3, 0),
    ],
    ids=[
        "never", "today", "yesterday", "one day missed", "two days missed", "three", "not yet today", "bridged",
        "two missed between", "second within a week", "second after a week", "second on the sixth day",
        "yesterday missed within a week", "in the future",
    ],
)  # fmt: skip
def test_a_running_streak(played: Sequence[int], today: int, streak: int) -> None:
    assert running_streak(on(*played), FIRST + timedelta(days=today)) == streak


@given(DAYS)
def test_each_streak_is_the_longest_that_ends_with_its_day(offsets: set[int]) -> None:
    days = on(*offsets)
    assert streaks(days) == {day: slowly({other for other in days if other <= day}, day) for day in days}


@given(DAYS, st.integers(0, 60), st.integers(0, 62))
def test_a_day_more_never_shortens_a_streak(offsets: set[int], more: int, today: int) -> None:
    last = FIRST + timedelta(days=today)
    assert running_streak(on(*offsets, more), last) >= running_streak(on(*offsets), last)


@given(st.integers(1, 90))
def test_days_in_a_row_count_each(length: int) -> None:
    days = on(*range(length))
    assert running_streak(days, max(days)) == best_streak(days) == length


@given(DAYS, st.integers(0, 60))
def test_the_best_streak_since_a_day_is_at_most_the_best_ever(offsets: set[int], since: int) -> None:
    days, first = on(*offsets), FIRST + timedelta(days=since)
    assert best_streak(days, since=first) <= best_streak(days) <= len(days)
    assert (best_streak(days, since=first) == 0) == all(day < first for day in days)
