"""Starts a planned quiz, once a date, or notes why none starts."""

from dataclasses import dataclass
from datetime import datetime

from bot.digest.due import Due
from bot.model.countries import Gazetteer
from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, Posting
from bot.model.ids import GuildId, OutboxId
from bot.model.language import noted, say, say_n
from bot.model.quiz_plan import PlannedQuiz
from bot.model.settings import GuildSettings
from bot.quizmaster import bank
from bot.quizmaster.plan_press import OPENS, PlanPress
from bot.quizmaster.plan_questions import Asked, choose_questions, length_of, seed_of
from bot.quizmaster.plan_times import Moment, moment_of
from bot.quizmaster.questions import LEAST_OF_RECORDS
from data import digests, guilds, quiz_plans
from data.store import Connection, Store

_AWAY = noted("Backchannel was not running.")
_TOO_LATE = noted("Backchannel was not running until it was too late to start.")
_TWICE = noted("This day has had its quiz already.")
_TO_COME = OutboxId(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """What is to be written of one moment of one server; `asked` is None where no quiz starts."""

    settings: GuildSettings
    moment: Moment
    asked: Asked | None
    now: datetime


async def start(
    store: Store, gazetteer: Gazetteer, press: PlanPress, settings: GuildSettings, *, now: datetime
) -> None:
    """Start the quiz that a server is owed, or note why none starts, and move its plan on, all at once or not at all.

    Args:
        store: The store.
        gazetteer: What is known of the world.
        press: Makes the announcement.
        settings: Whose `quiz.due_at` has come.
        now: Aware UTC.
    """
    moment = moment_of(settings, now)
    if moment is None:
        await store.write(lambda conn: guilds.move_quiz_due(conn, settings, None))
        return
    asked = None if moment.is_too_late else await choose_questions(store, gazetteer, settings, moment)
    todo = _Start(settings=settings, moment=moment, asked=asked, now=now)
    await store.write(lambda conn: _put(conn, press, todo))


async def _put(conn: Connection, press: PlanPress, todo: _Start) -> None:
    if not await guilds.move_quiz_due(conn, todo.settings, todo.moment.following.at):
        return  # another process was faster, or the plan was changed meanwhile
    for due in todo.moment.missed:
        await _note(conn, todo, due, DigestDecision.MISSED, _AWAY)
    due, asked = todo.moment.due, todo.asked
    if asked is None:
        await _note(conn, todo, due, DigestDecision.MISSED, _TOO_LATE)
    elif len(asked.questions) < LEAST_OF_RECORDS:
        await _note(conn, todo, due, DigestDecision.TOO_FEW, _too_few(len(asked.questions)))
    elif await quiz_plans.has_plan(conn, todo.settings.guild, due.local_date):
        await _note(conn, todo, due, DigestDecision.MISSED, _TWICE)
    else:
        await _open(conn, press, todo, asked)
        await _note(conn, todo, due, DigestDecision.ENQUEUED, None)


async def _open(conn: Connection, press: PlanPress, todo: _Start, asked: Asked) -> None:
    """Open the quiz and owe its announcement."""
    settings, moment, now = todo.settings, todo.moment, todo.now
    assert settings.quiz.channel is not None
    session = await quiz_plans.create_open(
        conn,
        guild=settings.guild,
        channel=settings.quiz.channel,
        title=asked.title,
        questions=await bank.keep(conn, settings.guild, asked.questions, now),
        seed=seed_of(settings.guild, moment),
        wanted=length_of(settings),
        day=moment.due.local_date,
        now=now,
        closes_at=moment.closes_at,
    )
    cadence = settings.quiz.schedule.cadence
    planned = PlannedQuiz(
        session=session, cadence=cadence, closes_at=moment.closes_at, closed_at=None, announcement=_TO_COME
    )
    with press.says(settings.digest.locale):
        payload, opener = press.announcement(planned), press.opener(planned)
    item = NewOutboxItem(
        guild=settings.guild,
        channel=settings.quiz.channel,
        kind=OPENS,
        period=moment.due.local_date,
        part=0,
        payload=payload,
        not_before=now,
        posting=Posting(thread=opener),
        due_at=moment.due.at,
    )
    (announcement,) = await digests.enqueue(conn, [item])
    await quiz_plans.add_plan(conn, session, cadence=cadence, closes_at=moment.closes_at, announcement=announcement)


async def _note(conn: Connection, todo: _Start, due: Due, decision: DigestDecision, reason: str | None) -> None:
    entry = LedgerEntry(
        guild=GuildId(todo.settings.guild),
        kind=OPENS,
        period=due.local_date,
        decided_at=todo.now,
        decision=decision,
        reason=reason,
    )
    await digests.record_decision(conn, entry)


def _too_few(found: int) -> str:
    if not found:
        return say("What is recorded gives no question; a quiz needs {least}.", least=LEAST_OF_RECORDS)
    return say_n(
        "What is recorded gives {n} question; a quiz needs {least}.",
        "What is recorded gives {n} questions; a quiz needs {least}.",
        found,
        least=LEAST_OF_RECORDS,
    )
