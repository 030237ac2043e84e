"""What the operator is told of a store: how much waits in the outbox, and how many games go on."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.quiz import QuizState
from data.schema import outbox, quiz_session

_UNFINISHED = (QuizState.QUESTION.value, QuizState.REVEAL.value, QuizState.PAUSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreVitals:
    """How a store stands.

    Attributes:
        pending: Messages that are owed, those among them that wait for a second try.
        oldest_s: For how many seconds the oldest of them might have been sent; 0.0 where none may be sent now.
        games: Quizzes that are not over.
    """

    pending: int
    oldest_s: float
    games: int


async def store_vitals(conn: AsyncConnection, now: datetime) -> StoreVitals:
    """Return how a store stands at `now` (aware UTC)."""
    is_pending = outbox.c.state == "pending"
    pending = await conn.scalar(select(func.count()).select_from(outbox).where(is_pending))
    oldest = await conn.scalar(
        select(outbox.c.not_before)
        .where(is_pending, outbox.c.not_before <= now, or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now))
        .order_by(outbox.c.not_before)
        .limit(1)
    )
    games = await conn.scalar(
        select(func.count()).select_from(quiz_session).where(quiz_session.c.state.in_(_UNFINISHED))
    )
    age_s = 0.0 if oldest is None else (now - oldest).total_seconds()
    return StoreVitals(pending=pending or 0, oldest_s=age_s, games=games or 0)
