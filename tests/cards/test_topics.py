"""What a message tells of, by its own buttons."""

from datetime import date

import pytest

from bot.cards import ids, quiz_ids
from bot.cards.card_id import CardId
from bot.cards.topics import topic_of
from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import ArticleId, CountryCode, QuizId
from bot.model.quiz import QuizTopic
from bot.model.stored import EventQuery

PAIR = Dyad(first=CountryCode("NOR"), second=CountryCode("CHL"))
JUNE = DateRange(start=date(2023, 6, 1), end=date(2023, 6, 30))


@pytest.mark.parametrize(
    ("card_ids", "topic"),
    [
        pytest.param(
            (ids.SummarySources(article=ArticleId(7), length=ids.SummaryLength.SHORT),),
            QuizTopic(article=ArticleId(7)),
            id="summary",
        ),
        pytest.param(
            (ids.EventsOpen(query=EventQuery(pair=PAIR)), quiz_ids.QuizPeriod(pair=PAIR, period=JUNE)),
            QuizTopic(pair=PAIR, period=JUNE),
            id="digest, whose quiz tells more than its timeline",
        ),
        pytest.param(
            (ids.EventsKind(query=EventQuery(pair=PAIR, actor="Kari Lund", period=JUNE)),),
            QuizTopic(pair=PAIR, actor="Kari Lund", period=JUNE),
            id="timeline",
        ),
        pytest.param(
            (ids.EventsKind(query=EventQuery(article=ArticleId(7), actor="Kari Lund")),),
            QuizTopic(article=ArticleId(7)),
            id="timeline of an article",
        ),
        pytest.param((ids.EventsKind(query=EventQuery()),), None, id="timeline of everything"),
        pytest.param((quiz_ids.QuizAgain(quiz=QuizId(5)),), None, id="board"),
        pytest.param((), None, id="no button"),
    ],
)
def test_a_topic_is_read_off_the_buttons(card_ids: tuple[CardId, ...], topic: QuizTopic | None) -> None:
    assert topic_of([card_id.encode() for card_id in card_ids]) == topic
