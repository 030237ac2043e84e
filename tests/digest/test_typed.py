"""What a person may type for a schedule."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.schedules import rhythm, schedule_text
from bot.digest.typed import schedule_of
from bot.model.errors import InvalidInputError
from bot.model.settings import LAST_WEEK, Cadence, Schedule

BEFORE = Schedule(weekday=3, month_day=9)


def typed(when: str, at: str = "7:30") -> Schedule:
    return schedule_of(when=when, at=at, zone="UTC", before=BEFORE)


@pytest.mark.parametrize(
    ("words", "cadence"),
    [
        *((words, Cadence.OFF) for words in ("off", "Never")),
        *((words, Cadence.DAILY) for words in ("daily", "Every day", "each  day")),
        *(
            (words, Cadence.WEEKDAYS)
            for words in ("every weekday", "weekdays", "Monday to Friday", "Mon–Fri", "workdays")
        ),
        *((words, Cadence.WEEKLY) for words in ("weekly", "every week")),
        ("monthly", Cadence.MONTHLY),
    ],
)
def test_rhythms(words: str, cadence: Cadence) -> None:
    found = typed(words)
    assert (found.cadence, found.weekday, found.month_day, found.month_week) == (cadence, 3, 9, None)


@pytest.mark.parametrize("words", ["Fridays", "every Friday", "on fri", "weekly on Friday", "each friday"])
def test_a_weekday(words: str) -> None:
    assert (typed(words).cadence, typed(words).weekday) == (Cadence.WEEKLY, 4)


@pytest.mark.parametrize(
    ("words", "week", "weekday"),
    [
        ("first Monday of the month", 1, 0),
        ("on the 3rd Wed of every month", 3, 2),
        ("last Friday", LAST_WEEK, 4),
        ("monthly on the second Tuesday", 2, 1),
        ("every first Sunday in the month", 1, 6),
    ],
)
def test_a_weekday_of_the_month(words: str, week: int, weekday: int) -> None:
    found = typed(words)
    assert (found.cadence, found.month_week, found.weekday) == (Cadence.MONTHLY, week, weekday)


@pytest.mark.parametrize("words", ["day 15", "15th", "on the 15th of the month", "monthly on day 15", "15"])
def test_a_day_of_the_month(words: str) -> None:
    found = typed(words)
    assert (found.cadence, found.month_day, found.month_week) == (Cadence.MONTHLY, 15, None)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("7:30", time(7, 30)),
        ("07.30", time(7, 30)),
        ("19h30", time(19, 30)),
        ("7:30 pm", time(19, 30)),
        ("12 am", time(0)),
        ("12pm", time(12)),
        ("7 p.m.", time(19)),
        ("noon", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_times(words: str, at: time) -> None:
    assert typed("daily", words).at == at
    assert typed(f"every day at {words}", "1:00").at == at


@pytest.mark.parametrize("words", ["25:70", "13 pm", "7", "soon", "", "0:30 pm"])
def test_what_is_no_time(words: str) -> None:
    with pytest.raises(InvalidInputError, match="time"):
        typed("daily", words)


@pytest.mark.parametrize("words", ["", "sometimes", "fifth Monday", "every moon", "day 29", "day 0", "31st"])
def test_what_is_no_rhythm(words: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        typed(words)
    assert "xample" in caught.value.user_text


@given(
    cadence=st.sampled_from(Cadence),
    weekday=st.integers(0, 6),
    month_day=st.integers(1, 28),
    month_week=st.none() | st.integers(1, LAST_WEEK),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0, tzinfo=None)),
    locale=st.sampled_from(["en-GB", "en-US", "de"]),
)
def test_what_is_shown_can_be_typed(
    cadence: Cadence, weekday: int, month_day: int, month_week: int | None, at: time, locale: str
) -> None:
    schedule = Schedule(
        cadence=cadence,
        weekday=weekday,
        month_day=month_day,
        month_week=month_week if cadence is Cadence.MONTHLY else None,
        at=at,
    )
    shown = schedule_text(schedule, locale=locale).removesuffix(", UTC")
    assert schedule_of(when=shown, at=f"{at:%H:%M}", zone="UTC", before=schedule) == schedule
    assert rhythm(schedule) in shown


def test_words_of_another_rhythm_keep_what_they_do_not_name() -> None:
    monthly = replace(BEFORE, cadence=Cadence.MONTHLY, month_week=2)
    assert schedule_of(when="weekly", at="noon", zone="Asia/Tokyo", before=monthly) == Schedule(
        cadence=Cadence.WEEKLY, at=time(12), zone="Asia/Tokyo", weekday=3, month_day=9
    )
