from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digest.due import latest_due, next_due, upcoming, zone_named
from bot.model.errors import InvalidInputError
from bot.model.settings import LAST_WEEK, Cadence, Schedule
from tests.digest.sweep import Zone, sweep


def schedule(
    zone: str, at: time, cadence: Cadence = Cadence.DAILY, *, weekday: int = 0, month_day: int = 1
) -> Schedule:
    return Schedule(cadence=cadence, at=at, zone=zone, weekday=weekday, month_day=month_day)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "at", "after", "due"),
    [
        pytest.param("Europe/Berlin", time(7, 30), "2023-06-14T05:29", "2023-06-14T05:30", id="later the same day"),
        pytest.param(
            "Europe/Berlin", time(7, 30), "2023-06-14T05:30", "2023-06-15T05:30", id="not the same instant again"
        ),
        pytest.param(
            "Europe/Berlin", time(2, 30), "2024-03-30T12:00", "2024-03-31T01:00", id="gap: first instant after it"
        ),
        pytest.param("America/Havana", time(0, 30), "2024-03-09T12:00", "2024-03-10T05:00", id="gap at midnight"),
        pytest.param("Europe/Berlin", time(2, 30), "2024-10-26T12:00", "2024-10-27T00:30", id="overlap: the first"),
        pytest.param(
            "Europe/Berlin", time(2, 30), "2024-10-27T00:30", "2024-10-28T01:30", id="overlap: not the second"
        ),
        pytest.param("Pacific/Apia", time(9), "2011-12-29T20:00", "2011-12-30T19:00", id="the date that Samoa skipped"),
    ],
)
def test_daily(zone: str, at: time, after: str, due: str) -> None:
    found = next_due(schedule(zone, at), utc(after))
    assert found is not None
    assert found.at == utc(due)


def test_a_digest_is_named_by_its_local_date() -> None:
    found = next_due(schedule("Asia/Tokyo", time(7)), utc("2023-06-13T23:00"))
    assert found is not None
    assert (found.at, found.local_date) == (utc("2023-06-14T22:00"), date(2023, 6, 15))


def test_weekly_and_monthly() -> None:
    weekly = upcoming(schedule("UTC", time(8), Cadence.WEEKLY, weekday=4), utc("2023-06-16T08:00"), 2)
    assert [due.local_date for due in weekly] == [date(2023, 6, 23), date(2023, 6, 30)]
    monthly = upcoming(schedule("UTC", time(8), Cadence.MONTHLY, month_day=28), utc("2023-01-28T09:00"), 3)
    assert [due.local_date for due in monthly] == [date(2023, 2, 28), date(2023, 3, 28), date(2023, 4, 28)]


def test_a_weekly_digest_on_a_date_that_does_not_exist_comes_the_day_after() -> None:
    friday = schedule("Pacific/Apia", time(9), Cadence.WEEKLY, weekday=4)
    found = next_due(friday, utc("2011-12-25T00:00"))
    assert found is not None
    assert found.local_date == date(2011, 12, 31)


def test_off_is_never_due() -> None:
    assert next_due(schedule("UTC", time(8), Cadence.OFF), utc("2023-06-14T00:00")) is None
    assert upcoming(schedule("UTC", time(8), Cadence.OFF), utc("2023-06-14T00:00"), 3) == ()


def test_an_unknown_zone_is_refused_in_words() -> None:
    with pytest.raises(InvalidInputError) as caught:
        next_due(schedule("Europe/Atlantis", time(8)), utc("2023-06-14T00:00"))
    assert "Europe/Atlantis" in caught.value.user_text


ZONES = (
    "Europe/Berlin",
    "America/Havana",
    "Asia/Beirut",
    "Pacific/Apia",
    "Australia/Lord_Howe",
    "America/New_York",
    "Africa/Cairo",
)


@settings(max_examples=60, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda t: t.replace(minute=t.minute // 30 * 30, second=0, microsecond=0, tzinfo=None)),
    start=st.integers(0, 47 * 365).map(lambda days: datetime(1990, 1, 1, tzinfo=UTC) + timedelta(days=days)),
)
def test_one_digest_a_local_date_in_order_and_on_dates_that_exist(zone: str, at: time, start: datetime) -> None:
    dues = upcoming(schedule(zone, at), start, 400)
    for before, after in pairwise(dues):
        assert before.at < after.at
        missing = (
            timedelta(days=1) if zone == "Pacific/Apia" and before.local_date == date(2011, 12, 29) else timedelta(0)
        )
        assert after.local_date == before.local_date + timedelta(days=1) + missing
    for due in dues:
        local = due.at.astimezone(zone_named(zone))
        assert local.date() in {due.local_date, due.local_date + timedelta(days=1)}


NASTY = (
    pytest.param("Africa/Cairo", id="changes at midnight, on and off"),
    pytest.param("Africa/Casablanca", id="summer time that pauses for Ramadan"),
    pytest.param("Africa/Monrovia", id="an offset with seconds"),
    pytest.param("America/Havana", id="gap at midnight"),
    pytest.param("America/Sao_Paulo", id="gap at midnight, southern"),
    pytest.param("America/St_Johns", id="changes one minute past midnight"),
    pytest.param("Antarctica/Casey", id="changes of three hours"),
    pytest.param("Antarctica/Troll", id="changes of two hours"),
    pytest.param("Asia/Beirut", id="gap at midnight, eastern"),
    pytest.param("Asia/Gaza", id="changes of two hours of the day"),
    pytest.param("Asia/Pyongyang", id="half an hour off and back"),
    pytest.param("Australia/Lord_Howe", id="half an hour of summer time"),
    pytest.param("Europe/Dublin", id="winter time is the exception"),
    pytest.param("Pacific/Apia", id="skipped 30 December 2011"),
    pytest.param("Pacific/Kiritimati", id="skipped the last day of 1994"),
    pytest.param("Pacific/Kwajalein", id="skipped 21 August 1993"),
)


@pytest.mark.parametrize("zone", NASTY)
def test_around_changes_of_clocks_there_is_one_digest_a_period(zone: str) -> None:
    """A sample of `python -m tests.benchmarks.due`, which looks at every zone, change and half hour."""
    swept = sweep(zone, (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(12), time(23, 30)), every=7)
    assert swept.cases >= 40
    assert (swept.violations, swept.first_violation) == (0, None)


def test_the_sweep_sees_a_digest_that_comes_at_another_instant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.digest.due._after_gap", lambda wall: wall.astimezone(UTC))
    assert sweep("Asia/Beirut", (time(0, 30),)).violations > 0


def test_the_changes_of_a_zone_are_all_found() -> None:
    changes = [datetime.fromtimestamp(change, UTC) for change in Zone("Pacific/Apia").changes]
    assert changes[0] == datetime(2010, 9, 26, 11, tzinfo=UTC)
    assert datetime(2011, 12, 30, 10, tzinfo=UTC) in changes
    assert len(Zone("Europe/Berlin").changes) == 2 * (2037 - 1980 + 1)


@settings(max_examples=100, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    cadence=st.sampled_from([Cadence.DAILY, Cadence.WEEKLY, Cadence.MONTHLY]),
    at=st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30)),
    weekday=st.integers(0, 6),
    month_day=st.integers(1, 28),
    start=st.integers(0, 68 * 366 * 24).map(lambda hours: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(hours=hours)),
)
def test_what_is_next_from_any_moment_is_next_in_the_row(
    zone: str, cadence: Cadence, at: time, weekday: int, month_day: int, start: datetime
) -> None:
    chosen = schedule(zone, at, cadence, weekday=weekday, month_day=month_day)
    first, second = upcoming(chosen, start, 2)
    assert next_due(chosen, start) == next_due(chosen, first.at - timedelta(seconds=1)) == first
    assert next_due(chosen, first.at) == second
    assert latest_due(chosen, first.at) == latest_due(chosen, second.at - timedelta(seconds=1)) == first
    before = latest_due(chosen, start)
    assert before is not None
    assert before.at <= start < first.at
    assert next_due(chosen, before.at) == first


def test_a_zone_is_known_in_any_case_and_by_the_pinned_rules() -> None:
    assert zone_named("europe/BERLIN").key == "Europe/Berlin"
    assert zone_named("Europe/Berlin") is zone_named("Europe/Berlin")


@pytest.mark.parametrize(
    "name", ["", "Europe", "../zoneinfo/UTC", "Europe/Atlantis", "/etc/localtime", "Evrópa/Berlin"]
)
def test_what_is_no_zone_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError):
        zone_named(name)


def test_every_weekday() -> None:
    dues = upcoming(schedule("UTC", time(8), Cadence.WEEKDAYS), utc("2023-06-14T08:00"), 4)
    assert [due.local_date.day for due in dues] == [15, 16, 19, 20]


@pytest.mark.parametrize(
    ("week", "days"),
    [(1, [(7, 3), (8, 7), (9, 4)]), (3, [(6, 19), (7, 17), (8, 21)]), (LAST_WEEK, [(6, 26), (7, 31), (8, 28)])],
)
def test_monday_of_a_month_s_week(week: int, days: list[tuple[int, int]]) -> None:
    monthly = replace(schedule("UTC", time(8), Cadence.MONTHLY, weekday=0), month_week=week)
    dues = upcoming(monthly, utc("2023-06-14T08:00"), 3)
    assert [(due.local_date.month, due.local_date.day) for due in dues] == days
