"""Plays a quiz with one player: begins it, takes answers, goes on.

Each step is one transaction, and a step that was taken already shows where the quiz stands, so that a second click and
a restart change nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.model.errors import NotEnoughFactsError, NotFoundError, QuizStateError
from bot.model.ids import ChannelId, GuildId, ItemId, QuizId, UserId
from bot.model.language import told
from bot.model.players import AloneView
from bot.model.quiz import (
    IN_CHANNEL,
    QuizAnswer,
    QuizMode,
    QuizSession,
    QuizState,
    QuizTopic,
    SourcedQuestion,
)
from bot.quiz import game
from bot.quizmaster import bank
from bot.quizmaster.rows import follow
from data import quiz_alone, quizzes
from data.store import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be played, by whom and where.

    Attributes:
        mode: One that is not played in a channel.
        guild, channel, player: Discord snowflakes.
        title: What it is about.
        questions: In the order to be asked, the options as the player is to see them.
        seed: Made the questions.
        topic: What was asked for; None where nothing was.
        day: Of a daily quiz, the server's own date.
        wanted: Rounds that were asked for; None where that is no matter.
    """

    mode: QuizMode
    guild: GuildId
    channel: ChannelId
    player: UserId
    title: str
    questions: Sequence[SourcedQuestion]
    seed: int
    topic: QuizTopic | None = None
    day: date | None = None
    wanted: int | None = None


async def begin(conn: Connection, plan: Plan, *, now: datetime) -> AloneView:
    """Begin a quiz of one player and open its first round; the player's last one of the same mode ends.

    Args:
        conn: A writing connection.
        plan: What to play.
        now: Aware UTC.

    Raises:
        NotEnoughFactsError: There is no question, or none that may still be asked.
        QuizStateError: The day's quiz was begun already.
    """
    kept = await bank.keep(conn, plan.guild, plan.questions, now)
    lost = await _lost(conn, kept)
    questions = tuple(one for one in kept if one.item not in lost)
    if not questions:
        raise NotEnoughFactsError(0)
    if plan.mode is not QuizMode.DAILY:
        for old in await quiz_alone.unfinished(conn, plan.guild, plan.player, plan.mode):
            await quiz_alone.abandon(conn, old, at=now)
    session = await quizzes.create_session(
        conn,
        guild=plan.guild,
        channel=plan.channel,
        host=plan.player,
        title=plan.title,
        questions=questions,
        seed=plan.seed,
        created_at=now,
        mode=plan.mode,
        topic=plan.topic,
        day=plan.day,
        wanted=plan.wanted,
    )
    await _open_next(conn, session, now)
    return await read_view(conn, session.id)


async def answer(
    conn: Connection,
    quiz: QuizId,
    number: int,
    *,
    player: UserId,
    choice: int,
    clicked_at: datetime,
    now: datetime,
) -> AloneView:
    """Take an answer, which closes its round at once.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: The round whose card was clicked, 0-based.
        player: Who clicked.
        choice: Index of the option; for a placed question see `Question.choice_of`.
        clicked_at: The interaction's snowflake time, aware UTC.
        now: Aware UTC.

    Returns:
        Where the quiz stands; a round that was answered before keeps its first answer.

    Raises:
        NotFoundError: There is no such quiz or choice.
        QuizStateError: It is over, or somebody else's.
    """
    session = await _own_session(conn, quiz, player)
    if session.state is not QuizState.QUESTION or number != session.round_no:
        return await read_view(conn, quiz)
    if not 0 <= choice < session.current.question.choices:
        raise NotFoundError(f"no choice {choice} in round {number} of quiz {quiz}")
    round_ = await quizzes.get_round(conn, quiz, number)
    at_ms = game.answer_time_ms(round_, clicked_at)
    given = QuizAnswer(quiz=quiz, round_number=number, user=player, choice=choice, at_ms=at_ms, changes=0)
    await quizzes.record_answer(conn, given)
    if await quizzes.close_round(conn, quiz, number, now, False):
        is_last = number + 1 >= len(session.questions)
        await follow(conn, session, QuizState.FINISHED if is_last else QuizState.QUESTION)
    return await read_view(conn, quiz)


async def go_on(conn: Connection, quiz: QuizId, *, after: int, player: UserId, now: datetime) -> AloneView:
    """Open the question after an answered one.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        after: The round whose card was clicked, 0-based.
        player: Who clicked.
        now: Aware UTC.

    Returns:
        Where the quiz stands: the next question, also where it was opened before; the last one where none follows.

    Raises:
        NotFoundError: There is no such quiz.
        QuizStateError: It is over before its end, or somebody else's.
    """
    session = await _own_session(conn, quiz, player)
    if session.state is QuizState.REVEAL and session.round_no == after:
        await _open_next(conn, session, now)
    return await read_view(conn, quiz)


async def read_view(conn: Connection, quiz: QuizId) -> AloneView:
    """Return where a quiz of one player stands.

    Raises:
        NotFoundError: There is no such quiz.
    """
    session = await quizzes.get_session(conn, quiz)
    given = {one.round_number: one for one in await quizzes.answers(conn, quiz) if one.user == session.host}
    answered = sorted(number for number, one in given.items() if one.points is not None)
    current = given.get(session.round_no)
    return AloneView(
        session=session,
        choice=None if current is None else current.choice,
        answered=tuple(answered),
        marks=tuple(given[n].choice == session.questions[n].question.right_choice for n in answered),
        points=sum(given[number].points or 0 for number in answered),
    )


async def read_own(conn: Connection, quiz: QuizId, player: UserId) -> AloneView:
    """Return where a player's own quiz stands.

    Raises:
        NotFoundError: There is no such quiz.
        QuizStateError: It is over before its end, or somebody else's.
    """
    await _own_session(conn, quiz, player)
    return await read_view(conn, quiz)


async def _own_session(conn: Connection, quiz: QuizId, player: UserId) -> QuizSession:
    session = await quizzes.get_session(conn, quiz)
    if session.mode in IN_CHANNEL or session.host != player:
        raise QuizStateError(
            f"quiz {quiz} is not this player's", user_text=told("This quiz is kept for nobody any more.")
        )
    if session.state is QuizState.CANCELLED:
        raise QuizStateError(f"quiz {quiz} is over", user_text=told("That quiz is over: you have begun another since."))
    return session


async def _open_next(conn: Connection, session: QuizSession, now: datetime) -> None:
    """Open the next round whose question may still be asked; where there is none, the quiz is finished.

    A round has no clock, so its deadline is its opening.
    """
    lost = await _lost(conn, session.questions)
    rest = range(session.round_no + 1, len(session.questions))
    number = next((each for each in rest if session.questions[each].item not in lost), None)
    await quizzes.move(
        conn,
        session.id,
        round_no=session.round_no,
        from_state=QuizState.REVEAL,
        to_state=QuizState.FINISHED if number is None else QuizState.QUESTION,
        to_round=number,
    )
    if number is not None:
        item = session.questions[number].item
        await quizzes.open_round(conn, session.id, number, opened_at=now, deadline_at=now, item=item)


async def _lost(conn: Connection, questions: Sequence[SourcedQuestion]) -> frozenset[ItemId]:
    """Return which of these were withdrawn or hidden since they were chosen."""
    return await quiz_alone.not_asked(conn, [one.item for one in questions if one.item is not None])
