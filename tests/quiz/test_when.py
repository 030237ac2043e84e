"""When a question says that something was: no finer than its report does."""

from dataclasses import replace
from datetime import date

import pytest

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.plover import EventType
from bot.quiz.when import date_words
from tests.quiz.asking import CHN, CODES, FRA, desk_of, part, said
from tests.quiz.world import event, on_day

WEEK = EventDate(
    range=DateRange(start=date(2023, 5, 29), end=date(2023, 6, 4)),
    precision=Precision.WEEK,
    dated_by=DatedBy.EXPRESSION,
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "In the week of 29 May China banned wine.", "in the week of 29 May 2023", id="a week of two months"
        ),
        pytest.param("China banned wine two weeks ago.", "according to a report of June 2023", id="a round number"),
        pytest.param("China had banned it weeks before.", "according to a report of June 2023", id="no number"),
    ],
)
def test_a_round_number_of_weeks_names_no_week(sentence: str, expected: str) -> None:
    ban = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), WEEK, codes=CODES)
    (fact,) = desk_of(ban).story.facts
    assert date_words(replace(fact, support=(sentence,)), is_fine=True) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("China banned wine on 3 and 4 June.", "on 3 and 4 June 2023", id="two days"),
        pytest.param("China banned wine at the weekend.", "in June 2023", id="one of two, or both"),
    ],
)
def test_a_weekend_names_no_days(sentence: str, expected: str) -> None:
    days = DateRange(start=date(2023, 6, 3), end=date(2023, 6, 4))
    when = EventDate(range=days, precision=Precision.RANGE, dated_by=DatedBy.EXPRESSION)
    (fact,) = desk_of(event(EventType.SANCTION, "China bans wine", (CHN,), (FRA,), when, codes=CODES)).story.facts
    assert date_words(replace(fact, support=(sentence,)), is_fine=True) == expected


@pytest.mark.parametrize(
    ("day", "sentence", "expected"),
    [
        pytest.param(14, 0, "in June 2023", id="news of these days"),
        pytest.param(3, 0, "according to a report of June 2023", id="perhaps of the month before"),
        pytest.param(14, 1, "according to a report of June 2023", id="no news"),
    ],
)
def test_news_that_is_just_told_is_of_its_report_s_month(day: int, sentence: int, expected: str) -> None:
    today = on_day(2023, 6, day, by=DatedBy.PUBLICATION)
    ban = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), today, codes=CODES)
    (fact,) = desk_of(ban).story.facts
    told = said("China", "ban", part("wine"), is_perfect=True)
    news = replace(fact, statement=told, published=date(2023, 6, day), sentences=(sentence,))
    assert date_words(news) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("China sent ships out on Monday and banned wine.", "in May 2023", id="another verb's day"),
        pytest.param("On Monday China sent ships out and banned wine.", "on 29 May 2023", id="of both"),
        pytest.param("China sent ships out and banned wine on Monday.", "on 29 May 2023", id="its own"),
    ],
)
def test_a_day_behind_another_verb_is_told_by_its_month(sentence: str, expected: str) -> None:
    day = on_day(2023, 5, 29)
    ban = event(EventType.SANCTION, "China bans wine from France", (CHN,), (FRA,), day, codes=CODES)
    (fact,) = desk_of(ban).story.facts
    told = replace(fact, support=(sentence,), statement=said("China", "ban", part("wine"), past="banned"))
    assert date_words(told, is_fine=True) == expected
