"""Dates of a digest in other languages."""

from dataclasses import replace
from datetime import date

import pytest

from bot.cards.dates import digest_days, listed_date, running_date
from bot.cards.digest import digest_card
from bot.model.dates import DateRange, EventDate, Precision
from bot.model.language import Language, speaking
from bot.model.reading import Status
from bot.model.settings import LOCALES, Cadence
from bot.model.stored import StoredEvent
from tests.cards import samples as s

DAY = s.dated(date(2024, 3, 14))
WEEK = s.dated(date(2024, 3, 11), date(2024, 3, 17), Precision.WEEK)
MONTH = s.dated(date(2024, 1, 1), date(2024, 1, 31), Precision.MONTH)


def listed(stored: StoredEvent, year: int, locale: str) -> str:
    with speaking(Language(tag=locale)):
        return listed_date(stored, year)


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
    found = [plain(listed(s.stored(1, s.event(when=when)), year, locale)) for when in (DAY, WEEK, MONTH)]
    assert [" ".join(one.split()) for one in found] == list(words)


def test_the_first_of_a_french_month_is_an_ordinal() -> None:
    first, eleventh = (s.stored(1, s.event(when=s.dated(date(2024, 3, day)))) for day in (1, 11))
    assert plain(listed(first, 2024, "fr")) == "1er mars"
    assert plain(listed(first, 2023, "fr")) == "1er mars 2024"
    assert plain(listed(eleventh, 2024, "fr")) == "11 mars"
    assert plain(listed(first, 2024, "es-ES")) == "1 mar"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_language_writes_its_example(locale: str) -> None:
    when = s.dated(date(2023, 6, 14))
    shown = plain(listed(s.stored(1, s.event(when=when)), 2024, locale))
    example = plain(LOCALES[locale].split(": ", 1)[1].strip())
    digits = [character for character in example if character.isdigit()]
    assert [character for character in shown if character.isdigit()] == digits


@pytest.mark.parametrize("locale", LOCALES)
def test_the_head_of_a_digest_has_its_days_without_a_break_between_number_and_month(locale: str) -> None:
    day = DateRange.day(date(2024, 3, 14))
    with speaking(Language(tag=locale)):
        assert digest_days(day, Cadence.DAILY)
        assert digest_days(DateRange(start=date(2024, 3, 1), end=date(2024, 3, 31)), Cadence.MONTHLY)
        shown = replace(s.digest(), locale=locale)
        said = digest_days(shown.period, Cadence.DAILY)
        assert any(said in text for text in s.texts(digest_card(shown, s.GAZETTEER)))


def test_the_day_of_a_report_bounds_what_has_no_date() -> None:
    undated = s.stored(1, s.event(when=replace(DAY, range=None)))
    assert plain(listed(undated, 2024, "de")) == "by 14. März"


UNTIL = s.dated(date(2024, 3, 14), date(2024, 6, 30), Precision.RANGE)


@pytest.mark.parametrize(
    ("locale", "said"),
    [("de", "by 30. Juni 2024"), ("ja", "by 2024年6月30日"), ("en-GB", "by 30 June 2024")],
)
def test_a_last_day_stays_a_last_day(locale: str, said: str) -> None:
    stored = s.stored(1, s.event(when=UNTIL, status=Status.PLANNED))
    told = replace(stored, reports=tuple(replace(one, published=date(2024, 3, 14)) for one in stored.reports))
    with speaking(Language(tag=locale)):
        assert plain(running_date(told)) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (s.dated(date(2024, 4, 1), date(2024, 6, 30), Precision.QUARTER), "2. Quartal 2024"),
        (s.dated(date(2024, 1, 1), date(2024, 12, 31), Precision.YEAR), "2024"),
        (s.dated(date(2018, 1, 1), date(2020, 12, 31), Precision.RANGE), "2018–2020"),
        (s.dated(date(2024, 1, 1), date(2024, 6, 30), Precision.RANGE), "Januar–Juni 2024"),
        (s.dated(date(2024, 2, 3), date(2024, 6, 12), Precision.RANGE), "Februar–Juni 2024"),
        (s.dated(date(2024, 3, 11), date(2024, 3, 17), Precision.WEEK), "11.–17. März 2024"),
    ],
    ids=["quarter", "year", "years", "months", "stretch", "week"],
)
def test_a_date_is_said_no_finer_than_it_is_known(when: EventDate, said: str) -> None:
    with speaking(Language(tag="de")):
        assert plain(running_date(s.stored(1, s.event(when=when)))) == said
