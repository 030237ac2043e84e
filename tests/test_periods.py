from datetime import date

import pytest

from bot.model.dates import DateRange
from bot.model.errors import InvalidInputError
from bot.periods import parse_period, suggest_periods


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        (" 2023-6 ", "2023-06-01", "2023-06-30"),
        ("2023-06-14", "2023-06-14", "2023-06-14"),
        ("2023-02..2023-06", "2023-02-01", "2023-06-30"),
        ("2022..2023-01-05", "2022-01-01", "2023-01-05"),
    ],
)
def test_a_period_is_read(typed: str, start: str, end: str) -> None:
    assert parse_period(typed) == DateRange(start=date.fromisoformat(start), end=date.fromisoformat(end))


@pytest.mark.parametrize("typed", ["", "June", "2023-13", "2023-02-30", "2023..", "2024..2023", "0000", "99999"])
def test_what_is_no_period_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        parse_period(typed)
    assert "2023-06" in caught.value.user_text


def test_every_suggestion_is_a_period() -> None:
    for words, value in suggest_periods(date(2024, 2, 29)):
        assert parse_period(value).end >= date(2015, 12, 31), words
