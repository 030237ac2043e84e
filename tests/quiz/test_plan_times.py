"""When planned quizzes start and close: by cadence, through changes of clocks, after a standstill."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.due import next_due
from bot.model.dates import DateRange
from bot.model.ids import ChannelId, GuildId
from bot.model.settings import Cadence, GuildSettings, QuizPlan, Schedule
from bot.quizmaster.plan_times import BEFORE_NEXT, closing_of, moment_of

SIX = Schedule(cadence=Cadence.DAILY, at=time(18), zone="Europe/Berlin")
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Pacific/Apia", "Australia/Lord_Howe", "Africa/Cairo"]


def planned(schedule: Schedule, due_at: datetime | None) -> GuildSettings:
    plan = QuizPlan(channel=ChannelId(5), schedule=replace(schedule, zone="UTC"), due_at=due_at)
    return GuildSettings(guild=GuildId(1), schedule=Schedule(zone=schedule.zone), quiz=plan)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("schedule", "after", "closes"),
    [
        (SIX, "2026-03-02 00:00", "2026-03-03 16:45"),
        (SIX, "2026-03-28 00:00", "2026-03-29 15:45"),  # the clocks go forward in the night
        (SIX, "2026-10-24 00:00", "2026-10-25 16:45"),  # and back
        (replace(SIX, cadence=Cadence.WEEKDAYS), "2026-03-06 00:00", "2026-03-09 16:45"),  # Friday to Monday
        (replace(SIX, cadence=Cadence.WEEKLY, weekday=2), "2026-03-02 00:00", "2026-03-05 17:00"),
        (replace(SIX, cadence=Cadence.WEEKLY, weekday=5), "2026-03-23 00:00", "2026-03-29 16:00"),
        (replace(SIX, cadence=Cadence.MONTHLY, month_day=28), "2026-02-20 00:00", "2026-03-01 17:00"),
    ],
    ids=["daily", "spring", "autumn", "weekend", "weekly", "weekly over a change", "monthly"],
)
def test_when_it_closes(schedule: Schedule, after: str, closes: str) -> None:
    due = next_due(schedule, at(after))
    assert due is not None
    assert closing_of(schedule, due) == at(closes)


@given(
    st.sampled_from([cadence for cadence in Cadence if cadence is not Cadence.OFF]),
    st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.integers(0, 32 * 365 * 24 * 60).map(lambda minutes: at("2005-01-01") + timedelta(minutes=minutes)),
)
def test_it_is_open_for_a_while_and_closed_before_the_next(
    cadence: Cadence, wall: time, zone: str, after: datetime
) -> None:
    schedule = Schedule(cadence=cadence, at=wall, zone=zone)
    due = next_due(schedule, after)
    assert due is not None
    following = next_due(schedule, due.at)
    assert following is not None
    closes = closing_of(schedule, due)
    assert due.at + timedelta(hours=20) < closes <= following.at - BEFORE_NEXT


def test_the_questions_are_of_the_days_since_the_one_before() -> None:
    weekly = replace(SIX, cadence=Cadence.WEEKLY, weekday=0)
    moment = moment_of(planned(weekly, at("2026-03-09 17:00")), at("2026-03-09 17:00"))
    assert moment is not None
    assert moment.period == DateRange(start=date(2026, 3, 2), end=date(2026, 3, 9))
    assert (moment.due.local_date, moment.missed, moment.is_too_late) == (date(2026, 3, 9), (), False)
    assert moment.following.local_date == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("now", "day", "is_too_late", "missed"),
    [
        ("2026-03-03 16:30", 2, False, []),
        ("2026-03-03 16:31", 2, True, []),
        ("2026-03-03 17:00", 3, False, [2]),
        ("2026-03-06 16:50", 5, True, [2, 3, 4]),
    ],
    ids=["just in time", "too late", "the next one", "days after"],
)
def test_after_a_standstill_the_latest_starts_if_there_is_time(
    now: str, day: int, is_too_late: bool, missed: list[int]
) -> None:
    moment = moment_of(planned(SIX, at("2026-03-02 17:00")), at(now))
    assert moment is not None
    assert (moment.due.local_date.day, moment.is_too_late) == (day, is_too_late)
    assert [due.local_date.day for due in moment.missed] == missed
    assert moment.following.at > at(now)


def test_of_very_many_missed_ones_the_latest_are_named() -> None:
    moment = moment_of(planned(SIX, at("2020-03-02 17:00")), at("2026-03-02 18:00"))
    assert moment is not None
    assert [due.local_date.day for due in moment.missed] == [*range(20, 29), 1]


@pytest.mark.parametrize(
    "settings",
    [
        planned(replace(SIX, cadence=Cadence.OFF), at("2026-03-02 17:00")),
        planned(SIX, None),
        replace(planned(SIX, at("2026-03-02 17:00")), quiz=QuizPlan(schedule=SIX, due_at=at("2026-03-02 17:00"))),
    ],
    ids=["off", "nothing due", "no channel"],
)
def test_without_a_plan_none_is_owed(settings: GuildSettings) -> None:
    assert moment_of(settings, at("2026-03-02 17:00")) is None
