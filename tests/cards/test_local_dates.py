"""Dates of a digest in other languages."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.digest import digest_card
from bot.cards.local_dates import listed_date, period_words
from bot.model.dates import DateRange, Precision
from bot.model.settings import LOCALES, Cadence
from tests.cards import samples as s

DAY = s.dated(date(2024, 3, 14))
WEEK = s.dated(date(2024, 3, 11), date(2024, 3, 17), Precision.WEEK)
MONTH = s.dated(date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("locale", "year", "words"),
    [
        ("en-GB", 2024, ("14 Mar", "week of 11 Mar", "Jan")),
        ("en-US", 2024, ("Mar 14", "Mar 11–17", "Jan")),
        ("de", 2024, ("14. März", "11.–17. März", "Jan")),
        ("fr", 2023, ("14 mars 2024", "11–17 mars 2024", "janv. 2024")),
        ("ja", 2024, ("3月14日", "3月11日～17日", "1月")),
    ],
)
def test_events_in_lists(locale: str, year: int, words: tuple[str, str, str]) -> None:
    found = [plain(listed_date(s.stored(1, s.event(when=when)), year, locale)) for when in (DAY, WEEK, MONTH)]
    assert [" ".join(one.split()) for one in found] == list(words)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_writes_its_example(locale: str) -> None:
    when = s.dated(date(2023, 6, 14))
    shown = plain(listed_date(s.stored(1, s.event(when=when)), 2024, locale))
    example = plain(LOCALES[locale].split(": ", 1)[1].strip())
    digits = [character for character in example if character.isdigit()]
    assert [character for character in shown if character.isdigit()] == digits


@pytest.mark.parametrize("locale", LOCALES)
def test_the_head_of_a_digest_has_its_days_without_a_break_between_number_and_month(locale: str) -> None:
    day = DateRange.day(date(2024, 3, 14))
    assert period_words(day, Cadence.DAILY, locale)
    assert period_words(DateRange(start=date(2024, 3, 1), end=date(2024, 3, 31)), Cadence.MONTHLY, locale)
    shown = replace(s.digest(), locale=locale)
    assert any(
        period_words(shown.period, Cadence.DAILY, locale) in text for text in s.texts(digest_card(shown, s.GAZETTEER))
    )


def test_what_only_words_tell_stays_in_words() -> None:
    undated = s.stored(1, s.event(when=replace(DAY, range=None)))
    assert listed_date(undated, 2024, "de") == listed_date(undated, 2024, "en-GB")
