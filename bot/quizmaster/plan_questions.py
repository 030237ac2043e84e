"""The questions of a planned quiz: of the days since the last one where there are enough, of the server's pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest

from bot.model.countries import Dyad, Gazetteer
from bot.model.dates import DateRange
from bot.model.ids import GuildId
from bot.model.language import say_n
from bot.model.quiz import QuizTopic, SourcedQuestion
from bot.model.settings import GuildSettings
from bot.quiz.chance import draw
from bot.quiz.choosing import choose
from bot.quizmaster import bank
from bot.quizmaster.plan_times import Moment
from bot.quizmaster.questions import LEAST_OF_RECORDS, event_questions
from data import quiz_daily, quiz_plans
from data.store import Connection, Store

MOST_QUESTIONS = 10
"""Of one planned quiz, whatever its plan says."""
_WITHOUT_REPEAT = 14
"""Quizzes before whose facts are asked again only where there are no others."""
_POOL = 60
"""Questions made of one topic to choose from."""
_SEEDS = 2**31
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The questions of a planned quiz, easiest first, and what they are about in a few words."""

    questions: tuple[SourcedQuestion, ...]
    title: str


def seed_of(guild: GuildId, moment: Moment) -> int:
    """Return the seed of a server's planned quiz."""
    return draw(guild, f"planned of {moment.due.local_date.isoformat()}", _SEEDS)


def topics_of(settings: GuildSettings, period: DateRange) -> tuple[QuizTopic, ...]:
    """Return what a planned quiz asks of, best first: the period before all times, the own pair before others.

    Args:
        settings: Of the server.
        period: The days since the last quiz.
    """
    return tuple(QuizTopic(pair=pair, period=when) for when in (period, None) for pair in settings.pairs)


def length_of(settings: GuildSettings) -> int:
    """Return how many questions a server's planned quiz is to have: no fewer than make a quiz, and no more than ten."""
    return min(max(settings.quiz.length, LEAST_OF_RECORDS), MOST_QUESTIONS)


async def choose_questions(store: Store, gazetteer: Gazetteer, settings: GuildSettings, moment: Moment) -> Asked:
    """Return what a server's planned quiz asks: fewer questions than its plan says where there are no more, be it none.

    What the last planned quizzes and the dailies of these days asked comes last.

    Args:
        store: Has the events.
        gazetteer: What is known of the world.
        settings: Of the server.
        moment: At which the quiz is due.
    """
    guild, count = settings.guild, length_of(settings)
    recent = await store.read(lambda conn: _recent(conn, guild, moment))
    asked = frozenset[str]().union(*recent)
    seed = seed_of(guild, moment)
    pools: list[tuple[SourcedQuestion, ...]] = []
    about: dict[str, Dyad] = {}
    chosen: tuple[SourcedQuestion, ...] = ()
    for topic in topics_of(settings, moment.period):
        made = await event_questions(store, topic, guild=guild, gazetteer=gazetteer, seed=seed, limit=_POOL)
        pools.append(made)
        about = {one.question.fact: topic.pair or settings.pair for one in made} | about
        chosen = choose(pools, recent, seed=seed, count=count)
        if len(chosen) == count and not any(one.question.fact in asked for one in chosen):
            break
    found = {about[one.question.fact] for one in chosen}
    pairs = [pair for pair in settings.pairs if pair in found] or [settings.pair]
    ordered = await store.read(lambda conn: bank.easiest_first(conn, guild, chosen))
    return Asked(questions=ordered, title=title_of(pairs, gazetteer))


def title_of(pairs: Sequence[Dyad], gazetteer: Gazetteer) -> str:
    """Return what a quiz on these pairs is about: "🇺🇸 US – 🇨🇳 China", "🇺🇸 US – 🇨🇳 China and 1 more pair"."""
    first, second = (gazetteer.country(code) for code in (pairs[0].first, pairs[0].second))
    named = f"{first.flag} {first.short} – {second.flag} {second.short}"
    others = len(pairs) - 1
    if not others:
        return named
    return say_n("{pair} and {n} more pair", "{pair} and {n} more pairs", others, pair=named)


async def _recent(conn: Connection, guild: GuildId, moment: Moment) -> tuple[frozenset[str], ...]:
    """Return the facts that were asked in quizzes for the whole server before, newest first."""
    planned = await quiz_plans.planned_facts(conn, guild, _WITHOUT_REPEAT)
    daily = await quiz_daily.recent_facts(conn, guild, moment.due.local_date + _DAY, _WITHOUT_REPEAT)
    return tuple(one | other for one, other in zip_longest(planned, daily, fillvalue=frozenset[str]()))
