"""Makes a quiz's questions of what the store holds: one article, or what is recorded of a pair, period or actor."""

import asyncio
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise

from bot.model.countries import Gazetteer
from bot.model.errors import NotEnoughFactsError
from bot.model.ids import ArticleId, EventId, GuildId
from bot.model.questions import Question
from bot.model.quiz import QuizTopic, SourcedQuestion
from bot.model.stored import EventQuery, EventSource, StoredArticle, StoredEvent
from bot.quiz.chance import draw
from bot.quiz.make import from_events, from_reading
from bot.quizmaster import bank
from data import articles, events
from data.store import Connection, Store

LEAST_OF_ARTICLE, LEAST_OF_RECORDS = 1, 3
"""Fewer make no quiz: on one article, which seldom tells more that is worth a question, and on what is recorded."""
_SPARE = 3
"""How many times as many questions as are wanted are made where some may fall."""
_EVENTS_READ, _STRETCH = 400, 80
"""Events that a quiz is made from at most, and how many of them lie side by side where there are more."""
_EVENT = re.compile(r"\bevent (\d+)\b")
_QUOTE = re.compile(r"\bquote (\d+)\b")
_STORED = re.compile(r"E\d+")


async def article_questions(
    store: Store, article: ArticleId, *, guild: GuildId, gazetteer: Gazetteer, seed: int, limit: int
) -> tuple[SourcedQuestion, ...]:
    """Make questions on one article.

    Args:
        store: Has the article.
        article: Which.
        guild: Who asks; another server's article is not found.
        gazetteer: What is known of the world.
        seed: The same seed gives the same quiz.
        limit: Questions at most.

    Returns:
        What passed the checks, easiest first.

    Raises:
        NotFoundError: There is no such article here.
        NotEnoughFactsError: Fewer than `LEAST_OF_ARTICLE` passed.
    """

    async def look_up(conn: Connection) -> tuple[StoredArticle, frozenset[str], frozenset[EventId]]:
        found = await articles.get_article(conn, article, guild=guild)
        settled = await events.overruled(conn, found.event_ids, guild)
        return found, await bank.refused(conn, guild), settled

    found, without, settled = await store.read(look_up)
    most = limit * _SPARE if settled else limit
    made = await asyncio.to_thread(from_reading, found.reading, gazetteer, seed=seed, limit=most, without=without)
    asked = (sourced(question, found) for question in made)
    # The article still says what editors withdrew or set otherwise, so nothing is asked of that.
    fit = [one for one in asked if settled.isdisjoint(one.events)]
    return await in_order(store, guild, tuple(fit[:limit]), LEAST_OF_ARTICLE)


async def topic_questions(
    store: Store, topic: QuizTopic, *, guild: GuildId, gazetteer: Gazetteer, seed: int, limit: int
) -> tuple[SourcedQuestion, ...]:
    """Make questions on a topic: an article, or what is recorded.

    Args:
        store: Has the articles and events.
        topic: What it is about.
        guild: Who asks.
        gazetteer: What is known of the world.
        seed: The same seed gives the same quiz.
        limit: Questions at most.

    Raises:
        NotFoundError: There is no such article here.
        NotEnoughFactsError: Fewer passed than such a topic needs.
    """
    if topic.article is not None:
        return await article_questions(store, topic.article, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit)
    made = await event_questions(store, topic, guild=guild, gazetteer=gazetteer, seed=seed, limit=limit)
    return await in_order(store, guild, made, LEAST_OF_RECORDS)


async def event_questions(
    store: Store, topic: QuizTopic, *, guild: GuildId, gazetteer: Gazetteer, seed: int, limit: int
) -> tuple[SourcedQuestion, ...]:
    """Make questions on what is recorded, of all its times; as many as pass, be it none.

    Args:
        store: Has the events.
        topic: A pair, period or actor.
        guild: Who asks.
        gazetteer: What is known of the world.
        seed: The same seed gives the same questions.
        limit: Questions at most.
    """
    query = EventQuery(guild=guild, pair=topic.pair, period=topic.period, actor=topic.actor, limit=_EVENTS_READ)

    async def look_up(conn: Connection) -> tuple[tuple[StoredEvent, ...], frozenset[str]]:
        page = await events.timeline(conn, query)
        if page.total <= len(page.events):
            return page.events, await bank.refused(conn, guild)
        stretches = [
            await events.timeline(conn, replace(query, offset=offset, limit=_STRETCH))
            for offset in stretches_of(page.total, seed)
        ]
        return tuple(event for stretch in stretches for event in stretch.events), await bank.refused(conn, guild)

    recorded, without = await store.read(look_up)
    make = partial(from_events, recorded, gazetteer, seed=seed, limit=limit, without=without, pair=topic.pair)
    return await asyncio.to_thread(make)


def stretches_of(total: int, seed: int) -> tuple[int, ...]:
    """Return where the stretches begin that are read of more events than can be read: one in each part of their time.

    Neighbours in time are read together, since one shows what is no wrong answer for the other.

    Args:
        total: How many events there are, more than `_EVENTS_READ`.
        seed: Decides where in its part a stretch lies.

    Returns:
        Offsets in the timeline, ascending; no two stretches overlap.
    """
    parts = _EVENTS_READ // _STRETCH
    starts = [total * part // parts for part in range(parts + 1)]
    return tuple(
        start + draw(seed, f"stretch {part}", end - start - _STRETCH + 1)
        for part, (start, end) in enumerate(pairwise(starts))
    )


def sourced(question: Question, article: StoredArticle) -> SourcedQuestion:
    """Return an article's question with the places where its sentences stand, and its facts named as the store does.

    Args:
        question: Made from the article's reading: "event 3 target".
        article: As stored.

    Returns:
        "E147 target"; a quotation, which the store has no row for, is "A12 quote 4 speaker".
    """
    reading = article.reading

    def name(fact: str) -> str:
        numbered = _EVENT.sub(lambda found: f"E{article.event_ids[int(found[1])]}", fact)
        return _QUOTE.sub(lambda found: f"A{article.id} quote {found[1]}", numbered)

    facts = tuple(dict.fromkeys(map(name, question.facts)))
    return SourcedQuestion(
        question=replace(
            question,
            fact=name(question.fact),
            gives_away=frozenset(map(name, question.gives_away)),
            facts=facts,
        ),
        events=event_ids(facts),
        sources=tuple(
            EventSource(
                article=article.id,
                title=reading.article.title or reading.summary.title,
                source=reading.article.source,
                url=reading.article.url,
                published=reading.posted,
                sentence_index=index,
                sentence_count=len(reading.sentences),
                sentence=reading.sentence(index),
            )
            for index in question.sentences
        ),
    )


def event_ids(facts: Iterable[str]) -> tuple[EventId, ...]:
    """Return the store's ids of facts such as "E147"; quotations have none."""
    return tuple(EventId(int(fact[1:])) for fact in facts if _STORED.fullmatch(fact))


async def in_order(
    store: Store, guild: GuildId, made: tuple[SourcedQuestion, ...], least: int
) -> tuple[SourcedQuestion, ...]:
    """Return the questions of a quiz, easiest first by what the server's answers have taught.

    Raises:
        NotEnoughFactsError: Fewer than `least` passed.
    """
    if len(made) < least:
        raise NotEnoughFactsError(len(made))
    return await store.read(lambda conn: bank.easiest_first(conn, guild, made))
