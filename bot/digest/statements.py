"""What each side said: a point of a summary, so that the line stands alone and its sentence proves it."""

from collections.abc import Collection, Iterator, Sequence

from bot.model.bodies import BodyNames
from bot.model.countries import Dyad
from bot.model.digest import Statement
from bot.model.ids import CountryCode, EventId
from bot.model.pairs import side_of, sides_of
from bot.model.reading import Reading, SummaryPart, SummaryPoint
from bot.model.stored import EventSource, StoredArticle

LONGEST = 200
"""Characters of a line at most: a longer point is not cut, another one is told."""
_QUOTED = 0.3
"""What somebody's own words weigh beside the salience of a stance, 0 to 1."""
_SPOKEN = frozenset({SummaryPart.HAPPENED, SummaryPart.SAID})


def statements(
    articles: Sequence[StoredArticle], pair: Dyad, bodies: BodyNames, *, withdrawn: Collection[EventId] = ()
) -> tuple[Statement, ...]:
    """Choose what each side said.

    Args:
        articles: Those that came in, newest first.
        pair: The server's pair.
        bodies: By which a union that is a side is known.
        withdrawn: Events that the server's editors withdrew; no point that tells one is chosen.

    Returns:
        For each side, in the pair's order, the weightiest of its statements that fits a line; a silent side has none.
    """
    points = [one for one in _points(articles) if not _tells(*one, withdrawn)]
    found = (_statement(points, code, bodies) for code in (pair.first, pair.second))
    return tuple(statement for statement in found if statement is not None)


def _statement(
    points: Sequence[tuple[StoredArticle, SummaryPoint]], code: CountryCode, bodies: BodyNames
) -> Statement | None:
    told = [(_weight(article.reading, point, code, bodies), article, point) for article, point in points]
    spoken = [(weight, -place, article, point) for place, (weight, article, point) in enumerate(told) if weight > 0]
    if not spoken:
        return None
    _, _, article, point = max(spoken, key=lambda one: one[:2])
    return Statement(country=code, text=point.text, source=_source(article, point.sentences[0]))


def _points(articles: Sequence[StoredArticle]) -> Iterator[tuple[StoredArticle, SummaryPoint]]:
    for article in articles:
        for point in article.reading.summary.full:
            if point.part in _SPOKEN and len(point.text) <= LONGEST:
                yield article, point


def _tells(article: StoredArticle, point: SummaryPoint, events: Collection[EventId]) -> bool:
    """Return whether a sentence of a point proves one of these events."""
    told = zip(article.event_ids, article.reading.events, strict=False)
    return any(number in events and event.sentence in point.sentences for number, event in told)


def _weight(reading: Reading, point: SummaryPoint, code: CountryCode, bodies: BodyNames) -> float:
    """Return how much a point tells of what a side said, 0 where it tells nothing of it."""
    stances = [
        event.salience
        for event in reading.events
        if event.sentence in point.sentences
        and event.type.is_said
        and set(sides_of(reading, event.source, bodies)) == {code}
    ]
    words = [
        quote
        for quote in reading.quotes
        if quote.sentence in point.sentences
        and quote.speaker is not None
        and side_of(reading.actors[quote.speaker], bodies) == code
    ]
    return max(stances, default=0.0) + (_QUOTED if words else 0.0)


def _source(article: StoredArticle, sentence: int) -> EventSource:
    text = article.reading.article
    return EventSource(
        article=article.id,
        title=text.title or article.reading.summary.title,
        source=text.source,
        url=text.url,
        published=article.reading.posted,
        sentence_index=sentence,
        sentence_count=len(article.reading.sentences),
        sentence=article.reading.sentence(sentence),
        outlet=article.outlet,
        copies=article.copies,
    )
