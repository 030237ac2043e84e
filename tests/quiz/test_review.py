"""When a fact is asked again."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import ItemId
from bot.quiz.review import Memory, after_answer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ITEM = ItemId(42)


def learn(*answers: bool) -> tuple[Memory, datetime]:
    """Answer a fact each time on the day it is due; return what is kept, and when it was answered last."""
    memory, at = after_answer(None, item=ITEM, is_right=answers[0], at=NOON), NOON
    for is_right in answers[1:]:
        at = memory.due_at
        memory = after_answer(memory.card, item=ITEM, is_right=is_right, at=at)
    return memory, at


def days(memory: Memory, at: datetime) -> int:
    return (memory.due_at - at).days


def test_what_was_missed_is_due_the_day_after_and_what_was_known_later() -> None:
    assert [days(*learn(False)), days(*learn(True)), days(*learn(True, True)), days(*learn(True, True, False))] == [
        1, 2, 11, 2,
    ]  # fmt: skip
    assert [learn(True)[0].is_missed, learn(True, False)[0].is_missed] == [False, True]


def test_the_interval_ends_at_half_a_year() -> None:
    assert days(*learn(*[True] * 12)) == 180


def test_any_zone_is_taken_and_the_wall_clock_asks_nothing() -> None:
    berlin = after_answer(None, item=ITEM, is_right=True, at=NOON.astimezone(ZoneInfo("Europe/Berlin")))
    assert berlin == after_answer(None, item=ITEM, is_right=True, at=NOON)
    assert berlin.due_at.tzinfo is UTC


@given(st.lists(st.tuples(st.booleans(), st.integers(-3, 400)), min_size=2, max_size=8))
def test_it_is_always_due_later_than_it_was_answered(answers: list[tuple[bool, int]]) -> None:
    memory, at = None, NOON
    for is_right, hours in answers:
        at += timedelta(hours=hours)
        memory = after_answer(None if memory is None else memory.card, item=ITEM, is_right=is_right, at=at)
        assert timedelta(hours=12) <= memory.due_at - at <= timedelta(days=181)


@given(st.integers(2, 9))
def test_each_right_answer_in_time_moves_it_further(times: int) -> None:
    waits = [days(*learn(*[True] * count)) for count in range(1, times + 1)]
    assert all(one < other or other == 180 for one, other in pairwise(waits))
