"""When a feed is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.feeds import FeedProblem, Rhythm
from bot.sources.feeds.pacing import CEILING_S, FLOOR_S, START_S, next_look, next_try, verdict

NOW = datetime(2024, 5, 20, 12, tzinfo=UTC)  # a Monday
HOUR = 3600


@pytest.mark.parametrize(
    ("interval_s", "new", "rhythm", "fresh_s", "expected_s"),
    [
        (0, None, Rhythm(), None, START_S),
        (4 * HOUR, 3, Rhythm(), None, 2 * HOUR),
        (4 * HOUR, 0, Rhythm(), None, 6 * HOUR),
        (FLOOR_S, 9, Rhythm(), None, FLOOR_S),
        (23 * HOUR, 0, Rhythm(), None, CEILING_S),
        (HOUR, 1, Rhythm(ttl_s=3 * HOUR), None, 3 * HOUR),
        (HOUR, 1, Rhythm(period_s=5 * HOUR), None, 5 * HOUR),
        (HOUR, 1, Rhythm(period_s=31_536_000), None, CEILING_S),
        (HOUR, 1, Rhythm(ttl_s=60), 7.0 * HOUR, 7 * HOUR),
        (HOUR, 1, Rhythm(), 1e9, CEILING_S),
        (HOUR, 1, Rhythm(), 0.0, HOUR // 2),
    ],
)
def test_the_interval(interval_s: int, new: int | None, rhythm: Rhythm, fresh_s: float | None, expected_s: int) -> None:
    found = next_look(NOW, interval_s=interval_s, new_entries=new, rhythm=rhythm, fresh_for_s=fresh_s, jitter=0)
    assert found.interval_s == expected_s
    assert found.at == NOW + timedelta(seconds=expected_s)


def test_hours_and_days_that_a_feed_wants_skipped() -> None:
    rhythm = Rhythm(skip_hours=frozenset({13, 14}), skip_days=frozenset({1}))
    assert next_look(NOW, interval_s=2 * HOUR, new_entries=1, rhythm=rhythm, jitter=0).at == NOW.replace(hour=15)
    late = NOW.replace(hour=23, minute=30)
    skipped = Rhythm(skip_hours=frozenset(range(13)))
    assert next_look(late, interval_s=2 * HOUR, new_entries=1, rhythm=skipped, jitter=0).at == datetime(
        2024, 5, 21, 13, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "rhythm",
    [
        Rhythm(skip_days=frozenset({0, 1, 2, 3, 4, 5})),
        Rhythm(skip_hours=frozenset(range(24))),
        Rhythm(skip_days=frozenset({1}), skip_hours=frozenset({0})),
    ],
    ids=["all days but one", "all hours", "a day and an hour"],
)
def test_what_a_feed_wants_skipped_is_kept_within_a_day(rhythm: Rhythm) -> None:
    found = next_look(NOW, interval_s=20 * HOUR, new_entries=0, rhythm=rhythm, jitter=0)
    assert found.at == NOW + timedelta(seconds=CEILING_S)


@given(
    st.integers(0, 10**7), st.none() | st.integers(0, 99), st.none() | st.integers(0, 10**9),
    st.none() | st.floats(0, 1e12), st.floats(0, 1),
)  # fmt: skip
def test_never_sooner_than_the_floor_nor_later_than_the_ceiling(
    interval_s: int, new: int | None, ttl_s: int | None, fresh_s: float | None, jitter: float
) -> None:
    found = next_look(
        NOW, interval_s=interval_s, new_entries=new, rhythm=Rhythm(ttl_s=ttl_s), fresh_for_s=fresh_s, jitter=jitter
    )
    assert FLOOR_S <= (found.at - NOW).total_seconds() <= CEILING_S
    assert FLOOR_S <= found.interval_s <= CEILING_S


@given(st.integers(1, 2000), st.none() | st.floats(0, 1e12), st.floats(0, 1))
def test_a_failure_waits_longer_each_time_within_bounds(failures: int, asked_s: float | None, jitter: float) -> None:
    wait = next_try(NOW, failures=failures, retry_after_s=asked_s, jitter=jitter) - NOW
    assert FLOOR_S <= wait.total_seconds() <= CEILING_S
    assert wait.total_seconds() >= min(asked_s or 0, CEILING_S)
    more = next_try(NOW, failures=failures + 1, retry_after_s=asked_s, jitter=jitter) - NOW
    assert more >= wait


@pytest.mark.parametrize(
    ("status", "failures", "days", "expected"),
    [
        (410, 1, 0, FeedProblem.GONE),
        (404, 5, 2.9, None),
        (404, 5, 3, FeedProblem.REFUSED),
        (401, 9, 4, FeedProblem.REFUSED),
        (403, 2, 30, None),
        (500, 9, 6.9, None),
        (500, 9, 7, FeedProblem.FAILING),
        (None, 9, 7, FeedProblem.FAILING),
        (None, 4, 70, None),
    ],
)
def test_when_a_feed_is_given_up(status: int | None, failures: int, days: float, expected: FeedProblem | None) -> None:
    since = NOW - timedelta(days=days)
    assert verdict(NOW, status=status, failures=failures, failing_since=since) is expected
