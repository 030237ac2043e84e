"""Rounds of quizzes and the answers to them. Every change is compare-and-set: no round is closed twice.

`data.quizzes` has the sessions, and hands these on.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.errors import NotFoundError
from bot.model.ids import ItemId, MessageId, QuizId, UserId
from bot.model.quiz import (
    AnswerOutcome,
    ClickedRound,
    QuizAnswer,
    QuizRound,
    QuizState,
    SourcedQuestion,
)
from data import codec
from data.schema import quiz_answer, quiz_item, quiz_round, quiz_session
from data.schema.base import AnyRow
from data.upsert import insert_or

_Questions = tuple[SourcedQuestion, ...]
_ROUND_FIELDS = ("quiz", "number", "opened_at", "deadline_at", "closed_at", "is_void")
_ANSWER_FIELDS = ("quiz", "round_number", "user", "choice", "at_ms", "changes", "points")
_ROUNDS = select(quiz_round, quiz_item.c.withdrawn_at).outerjoin(quiz_item, quiz_item.c.id == quiz_round.c.item)


async def open_round(
    conn: AsyncConnection,
    quiz: QuizId,
    number: int,
    *,
    opened_at: datetime,
    deadline_at: datetime,
    item: ItemId | None = None,
) -> bool:
    """Add a round, open for answers; its message is yet to be sent.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: 0-based.
        opened_at: Aware UTC.
        deadline_at: Aware UTC.
        item: The question's row in the bank, where it has one.

    Returns:
        False where the round was there already, and nothing was changed.
    """
    statement = (
        insert_or(conn, quiz_round)
        .values(quiz=quiz, number=number, opened_at=opened_at, deadline_at=deadline_at, is_void=False, item=item)
        .on_conflict_do_nothing()
    )
    return (await conn.execute(statement)).rowcount == 1


async def renew_round(
    conn: AsyncConnection, quiz: QuizId, number: int, *, opened_at: datetime, deadline_at: datetime
) -> bool:
    """Give an open round whose message is not known its time anew; False where there is none such."""
    result = await conn.execute(
        update(quiz_round).where(_is_unshown(quiz, number)).values(opened_at=opened_at, deadline_at=deadline_at)
    )
    return result.rowcount == 1


async def take_back_round(conn: AsyncConnection, quiz: QuizId, number: int) -> bool:
    """Remove an open round that was never shown, to be opened again later.

    Returns:
        False where its message is known, somebody has answered it, or it is closed: then nothing was changed.
    """
    has_answer = (
        select(quiz_answer.c.quiz).where(quiz_answer.c.quiz == quiz, quiz_answer.c.round_number == number).exists()
    )
    result = await conn.execute(delete(quiz_round).where(_is_unshown(quiz, number), ~has_answer))
    return result.rowcount == 1


def _is_unshown(quiz: QuizId, number: int) -> ColumnElement[bool]:
    return and_(
        quiz_round.c.quiz == quiz,
        quiz_round.c.number == number,
        quiz_round.c.message.is_(None),
        quiz_round.c.closed_at.is_(None),
    )


async def set_round_message(conn: AsyncConnection, quiz: QuizId, number: int, message: MessageId) -> bool:
    """Note the message that shows a round; return whether the round is still open.

    Raises:
        NotFoundError: There is no such round.
    """
    result = await conn.execute(
        update(quiz_round)
        .where(quiz_round.c.quiz == quiz, quiz_round.c.number == number)
        .values(message=message)
        .returning(quiz_round.c.closed_at)
    )
    row = result.one_or_none()
    if row is None:
        raise NotFoundError(f"no round {number} of quiz {quiz}")
    return row.closed_at is None


async def close_round(conn: AsyncConnection, quiz: QuizId, number: int, at: datetime, is_void: bool) -> bool:
    """Close a round at a moment (aware UTC), void or not; False where it was closed before, and nothing was changed."""
    result = await conn.execute(
        update(quiz_round)
        .where(quiz_round.c.quiz == quiz, quiz_round.c.number == number, quiz_round.c.closed_at.is_(None))
        .values(closed_at=at, is_void=is_void)
    )
    return result.rowcount == 1


async def get_round(conn: AsyncConnection, quiz: QuizId, number: int) -> QuizRound:
    """Return a round; one whose question was withdrawn from the bank is void.

    Raises:
        NotFoundError: It was never opened.
    """
    statement = _ROUNDS.where(quiz_round.c.quiz == quiz, quiz_round.c.number == number)
    row = (await conn.execute(statement)).one_or_none()
    if row is None:
        raise NotFoundError(f"no round {number} of quiz {quiz}")
    return _round(row)


async def rounds(conn: AsyncConnection, quiz: QuizId) -> tuple[QuizRound, ...]:
    """Return all rounds of a quiz that were opened, in order, may be empty; those of withdrawn questions are void."""
    found = await conn.execute(_ROUNDS.where(quiz_round.c.quiz == quiz).order_by(quiz_round.c.number))
    return tuple(map(_round, found))


def _clicked_statement() -> Select[Any]:
    """Return the statement of `clicked_round`, which is built once: that takes longer than to run it."""
    quiz: BindParameter[int] = bindparam("quiz_id")
    number: BindParameter[int] = bindparam("round_no")
    user: BindParameter[int] = bindparam("user_id")
    own, other, before = quiz_answer.alias("own"), quiz_answer.alias("other"), quiz_answer.alias("before")
    others = select(func.count()).where(other.c.quiz == quiz, other.c.round_number == number, other.c.user != user)
    played_before = and_(before.c.quiz == quiz, before.c.round_number == bindparam("before_no"))
    has_answered = (
        select(other.c.user)
        .where(other.c.quiz == quiz, other.c.round_number == number, other.c.user == before.c.user)
        .correlate(before)
        .exists()
    )
    return (
        select(
            quiz_session.c.state,
            quiz_session.c.round_no,
            *(column.label(f"round_{column.name}") for column in quiz_round.c),
            quiz_item.c.withdrawn_at.label("round_withdrawn_at"),
            *(column.label(f"own_{column.name}") for column in own.c),
            others.scalar_subquery().label("others"),
            select(func.count()).where(played_before).scalar_subquery().label("awaited"),
            select(func.count())
            .where(played_before, before.c.user != user, ~has_answered)
            .scalar_subquery()
            .label("missing"),
        )
        .select_from(quiz_session)
        .outerjoin(quiz_round, and_(quiz_round.c.quiz == quiz_session.c.id, quiz_round.c.number == number))
        .outerjoin(quiz_item, quiz_item.c.id == quiz_round.c.item)
        .outerjoin(own, and_(own.c.quiz == quiz_session.c.id, own.c.round_number == number, own.c.user == user))
        .where(quiz_session.c.id == quiz)
    )


_CLICKED = _clicked_statement()


async def clicked_round(conn: AsyncConnection, quiz: QuizId, number: int, user: UserId) -> ClickedRound:
    """Return all that a click needs to know, in one statement that only reads by primary keys.

    Args:
        conn: A connection.
        quiz: Which quiz.
        number: The clicked round, 0-based.
        user: Who clicked.

    Raises:
        NotFoundError: There is no such quiz.
    """
    asked = {"quiz_id": quiz, "round_no": number, "before_no": number - 1, "user_id": user}
    row = (await conn.execute(_CLICKED, asked)).one_or_none()
    if row is None:
        raise NotFoundError(f"no quiz {quiz}")
    return ClickedRound(
        state=QuizState(row.state),
        round_no=row.round_no,
        round=None if row.round_quiz is None else _round(row, "round_"),
        previous=None if row.own_quiz is None else _answer(row, "own_"),
        others=row.others,
        awaited=row.awaited,
        missing=row.missing,
    )


async def record_answer(conn: AsyncConnection, answer: QuizAnswer) -> AnswerOutcome:
    """Record a player's answer in one statement, so that of two clicks at once neither is lost.

    Args:
        conn: A writing connection.
        answer: Its `changes` is not read: the store counts.

    Returns:
        FIRST for a first answer, CHANGED for the one change that is allowed, REFUSED where the round is closed or was
        never opened, or the change is used up. The option that counts already, clicked again, is FIRST or CHANGED as
        it was, and uses nothing up.
    """
    is_same = quiz_answer.c.choice == answer.choice
    still_open = select(
        literal(answer.quiz),
        literal(answer.round_number),
        literal(answer.user),
        literal(answer.choice),
        literal(answer.at_ms),
        literal(0),
    ).where(
        select(quiz_round.c.quiz)
        .where(
            quiz_round.c.quiz == answer.quiz,
            quiz_round.c.number == answer.round_number,
            quiz_round.c.closed_at.is_(None),
        )
        .exists()
    )
    statement = insert_or(conn, quiz_answer).from_select(
        ["quiz", "round_number", "user", "choice", "at_ms", "changes"], still_open
    )
    statement = statement.on_conflict_do_update(
        index_elements=["quiz", "round_number", "user"],
        set_={
            "choice": answer.choice,
            "at_ms": case((is_same, quiz_answer.c.at_ms), else_=answer.at_ms),
            "changes": case((is_same, quiz_answer.c.changes), else_=1),
        },
        where=is_same | (quiz_answer.c.changes == 0),
    )
    changes = await conn.scalar(statement.returning(quiz_answer.c.changes))
    if changes is None:
        return AnswerOutcome.REFUSED
    return AnswerOutcome.FIRST if changes == 0 else AnswerOutcome.CHANGED


async def score_answers(conn: AsyncConnection, quiz: QuizId, number: int, points: Mapping[UserId, int]) -> None:
    """Write down what the answers to a closed round brought; a void round's stay without points.

    Args:
        conn: A writing connection.
        quiz: Which quiz.
        number: The round, 0-based.
        points: Of those who got any; who isn't in it got none.
    """
    asked = (
        select(quiz_session.c.questions, quiz_round.c.is_void)
        .join(quiz_round, quiz_round.c.quiz == quiz_session.c.id)
        .where(quiz_session.c.id == quiz, quiz_round.c.number == number)
    )
    row = (await conn.execute(asked)).one_or_none()
    if row is None or row.is_void:
        return
    right = codec.loads(_Questions, row.questions)[number].question.right_choice
    here = (quiz_answer.c.quiz == quiz) & (quiz_answer.c.round_number == number)
    players = select(func.count()).select_from(quiz_answer).where(here).scalar_subquery()
    its_round = (quiz_round.c.quiz == quiz) & (quiz_round.c.number == number)
    await conn.execute(update(quiz_round).where(its_round).values(players=players))
    await conn.execute(update(quiz_answer).where(here).values(points=0, is_right=quiz_answer.c.choice == right))
    for user, won in points.items():
        await conn.execute(update(quiz_answer).where(here, quiz_answer.c.user == user).values(points=won))


async def answers(
    conn: AsyncConnection, quiz: QuizId, round_number: int | None = None, *, user: UserId | None = None
) -> tuple[QuizAnswer, ...]:
    """Return the answers of a quiz, by round and then by time; void rounds' too, may be empty.

    Args:
        conn: A connection.
        quiz: Which quiz.
        round_number: Only those of one round; None for all.
        user: Only those of one player; None for all.
    """
    statement = select(quiz_answer).where(quiz_answer.c.quiz == quiz)
    if round_number is not None:
        statement = statement.where(quiz_answer.c.round_number == round_number)
    if user is not None:
        statement = statement.where(quiz_answer.c.user == user)
    found = await conn.execute(statement.order_by(quiz_answer.c.round_number, quiz_answer.c.at_ms, quiz_answer.c.user))
    return tuple(map(_answer, found))


def _round(row: AnyRow, prefix: str = "") -> QuizRound:
    found = {name: getattr(row, prefix + name) for name in (*_ROUND_FIELDS, "message", "withdrawn_at")}
    message, withdrawn_at = found.pop("message"), found.pop("withdrawn_at")
    is_withdrawn = withdrawn_at is not None
    found["is_void"] = found["is_void"] or is_withdrawn
    return QuizRound(message=None if message is None else MessageId(message), is_withdrawn=is_withdrawn, **found)


def _answer(row: AnyRow, prefix: str = "") -> QuizAnswer:
    return QuizAnswer(**{name: getattr(row, prefix + name) for name in _ANSWER_FIELDS})
