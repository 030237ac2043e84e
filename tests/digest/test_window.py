"""What a digest covers, and what becomes of moments that passed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.due import next_due
from bot.digest.window import plan_due, window_now
from bot.model.dates import DateRange
from bot.model.ids import GuildId
from bot.model.settings import Cadence, CatchUp, DigestForm, GuildSettings, Schedule

DAILY = GuildSettings(
    guild=GuildId(1),
    schedule=Schedule(cadence=Cadence.DAILY, at=time(8)),
    next_due_at=datetime(2023, 6, 10, 8, tzinfo=UTC),
    told_until=datetime(2023, 6, 9, 8, tzinfo=UTC),
)
ON_TIME = datetime(2023, 6, 10, 8, 0, 10, tzinfo=UTC)
LATER = datetime(2023, 6, 14, 12, tzinfo=UTC)


def with_rule(rule: CatchUp) -> GuildSettings:
    return replace(DAILY, digest=DigestForm(catch_up=rule))


@pytest.mark.parametrize("rule", CatchUp)
def test_in_time_every_rule_makes_one(rule: CatchUp) -> None:
    plan = plan_due(with_rule(rule), ON_TIME)
    assert plan is not None
    (window,) = plan.windows
    assert (window.since, window.until) == (DAILY.told_until, DAILY.next_due_at)
    assert window.period == DateRange.day(date(2023, 6, 9))
    assert plan.missed == ()
    assert plan.following.at == datetime(2023, 6, 11, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("rule", "made", "missed"),
    [
        (CatchUp.LATEST, [14], [10, 11, 12, 13]),
        (CatchUp.ALL, [12, 13, 14], [10, 11]),
        (CatchUp.NONE, [], [10, 11, 12, 13, 14]),
    ],
)
def test_after_a_standstill(rule: CatchUp, made: list[int], missed: list[int]) -> None:
    plan = plan_due(with_rule(rule), LATER)
    assert plan is not None
    assert [window.local_date.day for window in plan.windows] == made
    assert [due.local_date.day for due in plan.missed] == missed
    assert plan.following.at == datetime(2023, 6, 15, 8, tzinfo=UTC)


def test_what_is_not_caught_up_with_is_told_by_the_next_one_in_time() -> None:
    settings = with_rule(CatchUp.NONE)
    missed = plan_due(settings, LATER)
    assert missed is not None
    after = replace(settings, next_due_at=missed.following.at)
    plan = plan_due(after, missed.following.at)
    assert plan is not None
    (window,) = plan.windows
    assert window.since == DAILY.told_until


@given(
    rule=st.sampled_from(CatchUp),
    late=st.integers(0, 30 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)),
    cadence=st.sampled_from([Cadence.DAILY, Cadence.WEEKDAYS, Cadence.WEEKLY, Cadence.MONTHLY]),
)
def test_windows_join_and_tell_all_since_the_last(rule: CatchUp, late: timedelta, cadence: Cadence) -> None:
    schedule = replace(DAILY.schedule, cadence=cadence)
    assert DAILY.told_until is not None
    first = next_due(schedule, DAILY.told_until)
    assert first is not None
    settings = replace(with_rule(rule), schedule=schedule, next_due_at=first.at)
    now = first.at + late
    plan = plan_due(settings, now)
    assert plan is not None
    assert plan.following.at > now
    assert len(plan.windows) <= 3
    since = settings.told_until
    for window in plan.windows:
        assert window.since == since
        assert window.since < window.until <= now
        since = window.until
    named = [window.local_date for window in plan.windows] + [due.local_date for due in plan.missed]
    assert len(set(named)) == len(named)


def test_after_a_change_of_the_hour_nothing_is_told_twice_or_left_out() -> None:
    told = datetime(2023, 6, 9, 8, tzinfo=UTC)
    evening = replace(
        DAILY,
        schedule=replace(DAILY.schedule, at=time(20)),
        next_due_at=datetime(2023, 6, 9, 20, tzinfo=UTC),
        told_until=told,
    )
    plan = plan_due(evening, datetime(2023, 6, 9, 20, 1, tzinfo=UTC))
    assert plan is not None
    assert [(window.since, window.until) for window in plan.windows] == [(told, evening.next_due_at)]


def test_the_first_digest_tells_of_one_period() -> None:
    plan = plan_due(replace(DAILY, told_until=None), ON_TIME)
    assert plan is not None
    assert plan.windows[0].since == datetime(2023, 6, 9, 8, tzinfo=UTC)


def test_a_digest_never_goes_back_for_more_than_45_days() -> None:
    settings = replace(DAILY, told_until=datetime(2022, 1, 1, tzinfo=UTC))
    plan = plan_due(settings, ON_TIME)
    assert plan is not None
    assert plan.windows[0].since == datetime(2023, 4, 26, 8, tzinfo=UTC)


def test_nothing_is_planned_without_a_schedule() -> None:
    assert plan_due(replace(DAILY, schedule=replace(DAILY.schedule, cadence=Cadence.OFF)), LATER) is None
    window = window_now(replace(DAILY, schedule=replace(DAILY.schedule, cadence=Cadence.OFF)), LATER)
    assert window.until - window.since == timedelta(days=1)
