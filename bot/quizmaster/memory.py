"""What players remember: each answer of every mode moves the day on which its fact is asked again."""

from collections.abc import Sequence

from bot.model.quiz import QuizAnswer, QuizSession, RoundResult
from bot.quiz.review import after_answer
from data import quiz_memories, quizzes
from data.store import Connection


async def remember(conn: Connection, session: QuizSession, result: RoundResult, answers: Sequence[QuizAnswer]) -> None:
    """Let those who answered a round remember its fact, or forget it; a void round leaves all as it was.

    Args:
        conn: A writing connection, in the transaction that closes the round.
        session: The quiz.
        result: The closed round.
        answers: At least all of that round.
    """
    asked = session.questions[result.number]
    if result.is_void or asked.item is None:
        return
    given = {one.user: one for one in answers if one.round_number == result.number}
    closed = await quizzes.get_round(conn, session.id, result.number)
    assert closed.closed_at is not None
    fact, right = asked.question.fact, asked.question.right_choice
    known = await quiz_memories.cards(conn, session.guild, fact, given.keys())
    after = {
        user: after_answer(known.get(user), item=asked.item, is_right=one.choice == right, at=closed.closed_at)
        for user, one in given.items()
    }
    kept = {user: (one.card, one.due_at, one.is_missed) for user, one in after.items()}
    await quiz_memories.keep(conn, session.guild, fact, asked.item, kept)
