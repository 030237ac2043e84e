"""What a quiz that somebody wished for is made of: its topic, its title, its questions.

A quiz on an article begins with what the article tells. Few articles give as many questions as are wished for, so what
was recorded between its two countries before it is asked then, and each such question says so.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import SHORT_MONTHS, period_words
from bot.model.errors import NotEnoughFactsError
from bot.model.ids import ArticleId, GuildId
from bot.model.language import say
from bot.model.pairs import article_pair
from bot.model.quiz import QuizTopic, SourcedQuestion
from bot.model.stored import StoredArticle
from bot.quiz.choosing import are_enemies
from bot.quizmaster.questions import LEAST_OF_RECORDS, article_questions, event_questions, in_order, topic_questions
from data import articles, events
from data.store import Store

MOST_TITLE = 80
_SPARE = 3
"""How many times as many questions of what came before are made as are wanted, since some may fall."""
_RECENT = timedelta(days=365 * 12)
"""What came before an article is asked of these years first."""
_ALWAYS = date(1, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wished:
    """What a quiz is made of.

    Attributes:
        topic: What it is about; of all times where its period gave too few.
        title: The same in a few words: "🇺🇸 US – 🇨🇳 China · 2023", or an article's title.
        questions: Those on an article itself first, each part easiest first.
    """

    topic: QuizTopic
    title: str
    questions: tuple[SourcedQuestion, ...]


async def wished(
    store: Store,
    topic: QuizTopic,
    *,
    guild: GuildId,
    gazetteer: Gazetteer,
    seed: int,
    limit: int,
    may_widen: bool,
) -> Wished:
    """Make what a quiz on a topic takes.

    Args:
        store: Has the articles and events.
        topic: What it is about.
        guild: Who asks.
        gazetteer: What is known of the world.
        seed: The same seed gives the same quiz.
        limit: Questions at most.
        may_widen: Where the topic's period gives too few questions, take all times.

    Raises:
        NotFoundError: There is no such article here.
        NotEnoughFactsError: Fewer passed than such a topic needs.
    """
    if topic.article is not None:
        return await _on_article(store, topic, topic.article, guild, gazetteer, seed, limit)
    make = partial(topic_questions, store, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit)
    try:
        made = await make(topic)
    except NotEnoughFactsError:
        if not may_widen or topic.period is None:
            raise
        topic = replace(topic, period=None)
        made = await make(topic)
    return Wished(topic=topic, title=topic_title(topic, gazetteer), questions=made)


async def _on_article(
    store: Store, topic: QuizTopic, article: ArticleId, guild: GuildId, gazetteer: Gazetteer, seed: int, limit: int
) -> Wished:
    found = await store.read(lambda conn: articles.get_article(conn, article, guild=guild))
    own: tuple[SourcedQuestion, ...] = ()
    with suppress(NotEnoughFactsError):  # what came before may give enough
        own = await article_questions(store, article, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit)
    before: tuple[SourcedQuestion, ...] = ()
    if len(own) < limit:
        before = await _before(store, found, own, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit - len(own))
    if not own and len(before) < LEAST_OF_RECORDS:
        raise NotEnoughFactsError(len(before))
    title = (found.reading.article.title or found.reading.summary.title)[:MOST_TITLE]
    return Wished(topic=topic, title=title, questions=(*own, *before))


async def _before(
    store: Store,
    article: StoredArticle,
    own: Iterable[SourcedQuestion],
    *,
    guild: GuildId,
    gazetteer: Gazetteer,
    seed: int,
    limit: int,
) -> tuple[SourcedQuestion, ...]:
    """Make questions on what was recorded before an article between its two countries: of late, then of all times."""
    settings = await store.settings(guild)
    pair = article_pair(article.reading, settings.pair, gazetteer.body_names)
    if pair is None:
        return ()
    chosen: list[SourcedQuestion] = []
    for period in _times_before(article.reading.posted):
        wide = QuizTopic(pair=pair, period=period)
        made = await event_questions(store, wide, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit * _SPARE)
        fit = made if period is None else await _over_by(store, made, period.end, guild=guild)
        for one in fit:
            is_told = not set(one.events).isdisjoint(article.event_ids)
            others = [other.question for other in (*own, *chosen)]
            if len(chosen) < limit and not is_told and not any(are_enemies(one.question, each) for each in others):
                chosen.append(one)
        if len(chosen) == limit:
            break
    return await in_order(store, guild, tuple(chosen), 0)


async def _over_by(
    store: Store, made: Iterable[SourcedQuestion], last: date, *, guild: GuildId
) -> tuple[SourcedQuestion, ...]:
    """Return the questions whose events were over by a day: one of some month or year may have come after it."""
    asked = tuple(made)
    numbers = sorted({number for one in asked for number in one.events})
    known = await store.read(lambda conn: events.still_known(conn, numbers, guild=guild))
    over = {one.id for one in known if one.event.when.range is not None and one.event.when.range.end <= last}
    return tuple(one for one in asked if over.issuperset(one.events))


def _times_before(posted: date | None) -> tuple[DateRange | None, ...]:
    """Return the times of which is asked what came before an article: the nearer ones first."""
    if posted is None:
        return (None,)
    last = posted - timedelta(days=1)
    return DateRange(start=posted - _RECENT, end=last), DateRange(start=_ALWAYS, end=last)


def topic_title(topic: QuizTopic, gazetteer: Gazetteer) -> str:
    """Return what a quiz on what is recorded is about: "🇺🇸 US – 🇨🇳 China · 2023"."""
    parts = []
    if topic.actor is not None:
        parts.append(topic.actor)
    if topic.pair is not None:
        sides = (gazetteer.country(code) for code in (topic.pair.first, topic.pair.second))
        parts.append(" – ".join(f"{side.flag} {side.short}" for side in sides))
    if topic.period is not None:
        parts.append(period_words(topic.period, months=SHORT_MONTHS))
    return " · ".join(parts)[:MOST_TITLE] or say("All that is recorded")
