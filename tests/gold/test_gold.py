"""The gold is whole: codes, days and indices that can be."""

from calendar import monthrange
from datetime import date, timedelta

import pytest

from bot.model.dates import DateRange, Precision
from data.reference import load_gazetteer
from tests.gold import GoldArticle, GoldEvent, own, relations, starter

_OWN = (*own("open"), *own("closed"))
_ARTICLES = (*relations(), *starter(), *(gold for gold, _text in _OWN))
_EVENTS = [(article, event) for article in _ARTICLES for event in article.events]


def _name(value: object) -> str | None:
    if isinstance(value, GoldEvent):
        return f"{value.sentences[0]}-{value.types[0]}"
    return value.id if isinstance(value, GoldArticle) else None


def test_all_articles_are_there() -> None:
    assert len(relations()) == 12
    assert [article.id for article in starter()] == ["blinken-qin-call"]
    assert [len(own("open")), len(own("closed"))] == [8, 8]


@pytest.mark.parametrize("article", _ARTICLES, ids=_name)
def test_an_article_has_events_for_a_timeline(article: GoldArticle) -> None:
    assert any(event.must for event in article.events)


@pytest.mark.parametrize("article", _ARTICLES, ids=_name)
def test_sentences_are_in_the_article(article: GoldArticle) -> None:
    told = {index for event in article.events for index in event.sentences} | set(article.not_events)
    assert told <= set(range(article.sentences))


@pytest.mark.parametrize("article", _ARTICLES, ids=_name)
def test_no_event_is_there_twice(article: GoldArticle) -> None:
    assert len(
        {(event.sentences, event.types, event.acts, event.sides, event.dates) for event in article.events}
    ) == len(article.events)


@pytest.mark.parametrize(("article", "event"), _EVENTS, ids=_name)
def test_sides_are_countries_or_bodies(article: GoldArticle, event: GoldEvent) -> None:
    known = set(load_gazetteer().countries)
    used = [*event.sides, *(sides for _types, sides in event.instead)]
    assert {code for sides in used for code in sides.source | sides.target} <= known, article.id


@pytest.mark.parametrize(("article", "event"), _EVENTS, ids=_name)
def test_precision_is_that_of_the_days(article: GoldArticle, event: GoldEvent) -> None:
    assert event.precision == _precision(event.dates[0]), article.id


def _precision(days: DateRange | None) -> Precision:
    """Return the precision of days."""
    if days is None:
        return Precision.UNKNOWN
    first, last = days.start, days.end
    if first == last:
        return Precision.DAY
    if (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return Precision.YEAR
    if first.weekday() == 0 and last - first == timedelta(days=6):
        return Precision.WEEK
    whole_month = first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1])
    return Precision.MONTH if whole_month else Precision.RANGE
