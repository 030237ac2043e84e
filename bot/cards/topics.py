"""What a message of the bot tells of, read off its own buttons: the topic of a quiz on it."""

from collections.abc import Collection

from bot.cards import ids, quiz_ids
from bot.cards.card_id import CardId
from bot.model.quiz import QuizTopic

_KINDS: tuple[type[CardId], ...] = (
    quiz_ids.QuizPeriod,
    quiz_ids.QuizArticle,
    ids.SummaryOpen,
    ids.SummaryResize,
    ids.SummarySources,
    ids.SourcesPage,
    ids.EventsPage,
    ids.EventsKind,
    ids.EventsPick,
    ids.EventsOpen,
)
"""What tells most first: a digest also has buttons that open a timeline."""


def topic_of(spelt: Collection[str]) -> QuizTopic | None:
    """Return what a summary, digest or timeline is about; None where a message is none of these.

    Args:
        spelt: The custom ids of one of the bot's own messages: others may carry ids that look alike.
    """
    for kind in _KINDS:
        for custom_id in spelt:
            if kind.template().fullmatch(custom_id):
                return _topic(kind.parse(custom_id))
    return None


def _topic(card_id: CardId) -> QuizTopic | None:
    match card_id:
        case quiz_ids.QuizPeriod():
            return QuizTopic(pair=card_id.pair, period=card_id.period)
        case (
            quiz_ids.QuizArticle() | ids.SummaryOpen() | ids.SummaryResize() | ids.SummarySources() | ids.SourcesPage()
        ):
            return QuizTopic(article=card_id.article)
        case ids.EventsPage() | ids.EventsKind() | ids.EventsPick() | ids.EventsOpen():
            query = card_id.query
            if query.article is not None:
                return QuizTopic(article=query.article)
            topic = QuizTopic(pair=query.pair, period=query.period, actor=query.actor)
            return None if topic == QuizTopic() else topic
    return None
