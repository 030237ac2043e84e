"""Closes a planned quiz, once: scores all its rounds and owes the answers and the board to its channel."""

from collections.abc import Mapping
from datetime import datetime

from bot.model.digest import DigestDecision, LedgerEntry, NewOutboxItem, OutboxItem, OutboxState
from bot.model.ids import QuizId, UserId
from bot.model.language import noted
from bot.model.quiz import QuizState, RoundResult
from bot.model.quiz_plan import PlanEnd, PlannedQuiz
from bot.model.unnamed import UNNAMED, Unlisted
from bot.quiz import game
from bot.quizmaster import bank
from bot.quizmaster.memory import remember
from bot.quizmaster.plan_press import ENDS, PlanPress
from data import digests, guilds, quiz_plans, quiz_standings, quizzes
from data.store import Connection, Store

_EXPIRED = "expired"
"""The outbox's reason of an announcement that came to nothing before its quiz closed."""
_UNSEEN = noted("It could not be announced before it was to close.")


async def close(store: Store, press: PlanPress, quiz: QuizId, *, now: datetime) -> None:
    """Close a quiz whose time is over; nothing where it is closed, or its announcement is just being sent.

    One that was never announced is given up, and the ledger says so: its answers would be news to nobody.

    Args:
        store: Has the quiz.
        press: Makes the cards.
        quiz: Which.
        now: Aware UTC.

    Raises:
        NotFoundError: There is no such planned quiz.
    """

    async def work(conn: Connection) -> None:
        planned = await quiz_plans.get_plan(conn, quiz)
        shown = await digests.get_item(conn, planned.announcement)
        if shown.state is OutboxState.PENDING and not await digests.withdraw(conn, shown.id, reason=_EXPIRED, now=now):
            return
        was_seen = shown.state is OutboxState.SENT or bool(await quizzes.answers(conn, quiz))
        if not await quiz_plans.close_plan(conn, quiz, now):
            return
        await _finish(conn, planned, now, was_seen=was_seen)
        if was_seen:
            await _owe(conn, press, await _score(conn, quiz), shown, now)
        else:
            await digests.record_decision(conn, _given_up(planned, now))

    await store.write(work)


async def read_end(conn: Connection, quiz: QuizId) -> PlanEnd:
    """Return how a closed quiz ended, as it counts today.

    Raises:
        NotFoundError: There is no such planned quiz.
    """
    planned = await quiz_plans.get_plan(conn, quiz)
    results = await read_results(conn, planned)
    rounds, given = await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)
    board = game.make_board(planned.session, rounds, given)
    return PlanEnd(planned=planned, results=results, board=board, names=await _names(conn, planned))


async def read_results(conn: Connection, planned: PlannedQuiz) -> tuple[RoundResult, ...]:
    """Return the closed rounds of a quiz, in order; nothing follows any of them by itself."""
    quiz = planned.session.id
    rounds, given = await quizzes.rounds(conn, quiz), await quizzes.answers(conn, quiz)
    return game.round_results(planned.session, rounds, given, next_step=QuizState.REVEAL)


async def _finish(conn: Connection, planned: PlannedQuiz, now: datetime, *, was_seen: bool) -> None:
    session = planned.session
    for number in range(len(session.questions)):
        await quizzes.close_round(conn, session.id, number, now, not was_seen)
    to_state = QuizState.FINISHED if was_seen else QuizState.CANCELLED
    await quizzes.move(conn, session.id, round_no=session.round_no, from_state=QuizState.QUESTION, to_state=to_state)


async def _score(conn: Connection, quiz: QuizId) -> PlanEnd:
    """Write down what all answers brought, let questions and players learn from them, and return the end."""
    planned = await quiz_plans.get_plan(conn, quiz)
    given = await quizzes.answers(conn, quiz)
    for result in await read_results(conn, planned):
        if result.is_void:
            continue
        points = {score.user: score.points for score in result.scores}
        await quizzes.score_answers(conn, quiz, result.number, points)
        await bank.learn(conn, planned.session, result, given)
        await remember(conn, planned.session, result, given)
    return await read_end(conn, quiz)


async def _owe(conn: Connection, press: PlanPress, end: PlanEnd, shown: OutboxItem, now: datetime) -> None:
    """Owe the answers and the board, where the announcement stands, and what takes the announcement's place."""
    session = end.planned.session
    assert session.day is not None
    place = shown.place or session.channel
    settings = await guilds.get_settings(conn, session.guild)
    with press.says(settings.digest.locale):
        payloads = [*press.end(end), *([press.closed(end)] if shown.message is not None else [])]
    items = [
        NewOutboxItem(
            guild=session.guild,
            channel=place,
            kind=ENDS,
            period=session.day,
            part=part,
            payload=payload,
            not_before=now,
            due_at=end.planned.closes_at if part == 0 else None,
            target=shown.message if shown.message is not None and part == len(payloads) - 1 else None,
        )
        for part, payload in enumerate(payloads)
    ]
    await digests.enqueue(conn, items)


async def _names(conn: Connection, planned: PlannedQuiz) -> Mapping[UserId, str]:
    if not (await guilds.get_settings(conn, planned.session.guild)).names_members:
        return UNNAMED
    return Unlisted(await quiz_standings.unlisted(conn, planned.session.guild))


def _given_up(planned: PlannedQuiz, now: datetime) -> LedgerEntry:
    session = planned.session
    assert session.day is not None
    return LedgerEntry(
        guild=session.guild,
        kind=ENDS,
        period=session.day,
        decided_at=now,
        decision=DigestDecision.MISSED,
        reason=_UNSEEN,
    )
