"""The gold is whole: codes, days and indices that can be."""

from calendar import monthrange
from datetime import date, timedelta

import pytest

from bot.model.dates import Precision
from data.reference import load_gazetteer
from tests.gold import Days, GoldArticle, GoldEvent, relations, starter

_ARTICLES = (*relations(), *starter())
_EVENTS = [(article, event) for article in _ARTICLES for event in article.events]


def _name(value: object) -> str | None:
    if isinstance(value, GoldEvent):
        return f"{value.sentences[0]}-{value.types[0]}"
    return value.id if isinstance(value, GoldArticle) else None


def test_all_articles_are_there() -> None:
    assert len(relations()) == 12
    assert [article.id for article in starter()] == ["blinken-qin-call"]


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
def test_days_are_whole_and_precision_agrees(article: GoldArticle, event: GoldEvent) -> None:
    for days in event.dates:
        assert (days.first is None) == (days.last is None), article.id
        assert days.first is None or days.last is None or days.first <= days.last
    assert event.precision in set(Precision)
    assert event.precision in _precisions(event.dates[0])


def _precisions(days: Days) -> set[str]:
    """Return the precisions that days can have."""
    first, last = days.first, days.last
    if first is None or last is None:
        return {"unknown"}
    if first == last:
        return {"day"}
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return {"year"}
    if first.weekday() == 0 and last - first == timedelta(days=6):
        return {"week"}
    whole_month = first.day == 1 and last == date(first.year, first.month, monthrange(first.year, first.month)[1])
    return {"month"} if whole_month else {"range"}
