"""The review: a player is asked again what they missed and what is due, each fact in another form if there is one."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from bot.model.countries import Gazetteer
from bot.model.errors import NotEnoughFactsError, NotFoundError
from bot.model.ids import ChannelId, GuildId, UserId
from bot.model.players import AloneView, Due
from bot.model.quiz import QuizMode, QuizTopic, SourcedQuestion
from bot.quiz.daily import as_seen_by
from bot.quiz.items import fingerprint
from bot.quizmaster import alone, questions
from bot.quizmaster.alone import Plan
from data import quiz_memories
from data.quiz_memories import Waiting
from data.store import Store

REVIEW_QUESTIONS = 10
"""At most in one review; the rest waits for the next."""
_POOL = 60


async def play(
    store: Store,
    gazetteer: Gazetteer,
    *,
    guild: GuildId,
    channel: ChannelId,
    player: UserId,
    title: str,
    seed: int,
    now: datetime,
) -> AloneView | Due:
    """Begin a review, in place of one that the player has not ended.

    Returns:
        Its first question; where no fact waits, what is remembered at all.
    """
    waiting = await store.read(lambda conn: quiz_memories.waiting(conn, guild, player, now=now, limit=REVIEW_QUESTIONS))
    if not waiting:
        return await store.read(lambda conn: quiz_memories.due(conn, guild, player, now=now))
    variants = await _variants(store, gazetteer, guild, waiting, seed)
    plan = Plan(
        mode=QuizMode.REVIEW,
        guild=guild,
        channel=channel,
        player=player,
        title=title,
        questions=[variants.get(one.fact) or _again(one, player, seed) for one in waiting],
        seed=seed,
    )
    return await store.write(lambda conn: alone.begin(conn, plan, now=now))


def _again(waiting: Waiting, player: UserId, seed: int) -> SourcedQuestion:
    """Return the question that was asked before, its options in another order where they have none of their own."""
    asked = waiting.question
    return replace(asked, question=as_seen_by(asked.question, player, seed=seed), item=waiting.item)


async def _variants(
    store: Store, gazetteer: Gazetteer, guild: GuildId, waiting: Sequence[Waiting], seed: int
) -> dict[str, SourcedQuestion]:
    """Make questions on the same events and articles anew; return those that ask a waiting fact otherwise."""
    facts = {one.fact: fingerprint(one.question.question) for one in waiting}
    topics = {QuizTopic(article=one.question.sources[0].article) for one in waiting if not one.question.events}
    if any(one.question.events for one in waiting):
        settings = await store.settings(guild)
        topics.add(QuizTopic(pair=settings.pair))
    made: list[SourcedQuestion] = []
    for topic in topics:
        with suppress(NotEnoughFactsError, NotFoundError):
            made += await questions.topic_questions(
                store, topic, guild=guild, gazetteer=gazetteer, seed=seed, limit=_POOL
            )
    return {
        one.question.fact: one
        for one in made
        if one.question.fact in facts and fingerprint(one.question) != facts[one.question.fact]
    }
