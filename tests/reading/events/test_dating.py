"""When an event took place: expressions, inheritance, the article's day, and never an invented one."""

from datetime import date

import pytest

from bot.model.dates import UNDATED, DatedBy, Precision
from tests.reading.events.conftest import PUBLISHED, Reader

DATED = [
    ("Chad expelled two Libyan diplomats on Monday.", date(2024, 3, 11), date(2024, 3, 11), Precision.DAY),
    ("Peru's president will visit Chile next month.", date(2024, 4, 1), date(2024, 4, 30), Precision.MONTH),
    ("Last week, Norway suspended aid to Malawi.", date(2024, 3, 4), date(2024, 3, 10), Precision.WEEK),
    ("Chad expelled two Libyan diplomats in Ramadan 2023.", date(2023, 3, 23), date(2023, 4, 20), Precision.RANGE),
    ("In 2019, Kenya closed its embassy in Somalia.", date(2019, 1, 1), date(2019, 12, 31), Precision.YEAR),
]


@pytest.mark.parametrize(("text", "start", "end", "fineness"), DATED, ids=[row[0][:30] for row in DATED])
def test_an_expression_of_the_clause_dates_it(
    told: Reader, text: str, start: date, end: date, fineness: Precision
) -> None:
    when = told(text).first.when
    assert when.range is not None
    assert (when.range.start, when.range.end, when.precision) == (start, end, fineness)
    assert when.dated_by is DatedBy.EXPRESSION


def test_undated_news_takes_the_day_of_publication(told: Reader) -> None:
    when = told("Georgia has accused Russia of jamming its radio masts.").first.when
    assert when.range is not None
    assert when.range.start == when.range.end == PUBLISHED
    assert when.dated_by is DatedBy.PUBLICATION


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Georgia has accused Russia of jamming its radio masts.", None),
        ("Vietnam's president will visit Laos.", PUBLISHED),
        ("Norway had expelled two Libyan envoys before that.", PUBLISHED),
    ],
    ids=["no day of publication", "planned", "pluperfect"],
)
def test_invents_no_day(told: Reader, text: str, published: date | None) -> None:
    assert {event.when for event in told(text, published).events} == {UNDATED}


def test_what_came_before_shares_the_month_of_what_it_caused(told: Reader) -> None:
    text = "In February, Lithuania cancelled a visit to Belarus after Belarusian guards shot down a Lithuanian drone."
    article = told(text)
    spans = {event.type.value: event.when.range for event in article.events}
    assert spans["SANCTION"] == spans["ASSAULT"]
    assert article.events[1].when.dated_by is DatedBy.CONTEXT


def test_since_then_reaches_from_the_last_date_to_the_article(told: Reader) -> None:
    text = "Chad expelled two Libyan diplomats in January. Libya has since rejected Chad's offers of talks."
    when = told(text).events[1].when
    assert when.range is not None
    assert (when.range.start, when.range.end) == (date(2024, 1, 1), PUBLISHED)
    assert when.precision is Precision.RANGE


def test_the_date_of_a_noun_is_not_the_date_of_the_clause(told: Reader) -> None:
    when = told("Norway on Tuesday condemned last month's attack by Chad.").first.when
    assert when.range is not None
    assert when.range.start == date(2024, 3, 12)
