"""The bank of questions: every question that was put into a quiz, once a server, and what became of it.

The rules are `bot.quiz.items`'; this module only keeps what they decide. What answers teach is `data.quiz_learning`'s.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, distinct, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.bank import BankedQuestion, HiddenQuestions, Learned
from bot.model.errors import NotFoundError
from bot.model.ids import GuildId, ItemId, QuizId
from bot.model.quiz import SourcedQuestion
from data import codec
from data.item_events import keep_events
from data.reports import ReportState
from data.schema import event, mistake_report, quiz_item, quiz_item_choice, quiz_item_event, quiz_round
from data.schema.base import AnyRow
from data.upsert import insert_or
from data.visibility import withdrawn_by

_COMMENTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A question to be kept.

    Attributes:
        fingerprint: Known again by it; see `bot.quiz.items`.
        record: Its options in the bank's order.
        difficulty: What is guessed of it, in logits.
    """

    fingerprint: str
    record: SourcedQuestion
    difficulty: float


async def keep_items(
    conn: AsyncConnection, guild: GuildId, new: Sequence[NewItem], *, at: datetime
) -> Mapping[str, ItemId]:
    """Keep questions, each once a server; one that is there already stays as it is.

    Args:
        conn: A writing connection.
        guild: Where they are asked.
        new: May hold one twice.
        at: Aware UTC.

    Returns:
        The row of each, by fingerprint. One that is about a withdrawn event is kept as withdrawn.
    """
    if not new:
        return {}
    statement = insert_or(conn, quiz_item).on_conflict_do_nothing()
    await conn.execute(statement, [_row(guild, one, at) for one in {one.fingerprint: one for one in new}.values()])
    found = await conn.execute(
        select(quiz_item.c.fingerprint, quiz_item.c.id).where(
            quiz_item.c.guild == guild, quiz_item.c.fingerprint.in_([one.fingerprint for one in new])
        )
    )
    ids = {row.fingerprint: ItemId(row.id) for row in found}
    await keep_events(conn, {ids[one.fingerprint]: one.record.events for one in new})
    is_lost = exists().where(
        quiz_item_event.c.item == quiz_item.c.id,
        quiz_item_event.c.event == event.c.id,
        or_(event.c.withdrawn_at.is_not(None), event.c.id.in_(withdrawn_by(guild))),
    )
    await conn.execute(
        update(quiz_item)
        .where(quiz_item.c.id.in_(ids.values()), quiz_item.c.withdrawn_at.is_(None), is_lost)
        .values(withdrawn_at=at)
    )
    return ids


def _row(guild: GuildId, new: NewItem, at: datetime) -> dict[str, Any]:
    question = new.record.question
    return {
        "guild": guild,
        "fingerprint": new.fingerprint,
        "kind": question.kind.value,
        "fact": question.fact,
        "record": codec.dumps(new.record),
        "version": question.version,
        "seed": question.seed,
        "difficulty": new.difficulty,
        "answered": 0,
        "right": 0,
        "created_at": at,
    }


async def learned(conn: AsyncConnection, guild: GuildId, fingerprints: Collection[str]) -> dict[str, Learned]:
    """Return what answers have taught about those of these questions that a server has been asked."""
    found = await conn.execute(
        select(quiz_item.c.fingerprint, quiz_item.c.difficulty, quiz_item.c.answered).where(
            quiz_item.c.guild == guild, quiz_item.c.fingerprint.in_(fingerprints)
        )
    )
    return {row.fingerprint: Learned(difficulty=row.difficulty, answered=row.answered) for row in found}


async def refused(conn: AsyncConnection, guild: GuildId) -> frozenset[str]:
    """Return the fingerprints of the questions that a server must not be asked: hidden and withdrawn ones."""
    found = await conn.scalars(
        select(quiz_item.c.fingerprint).where(
            quiz_item.c.guild == guild, quiz_item.c.hidden_at.is_not(None) | quiz_item.c.withdrawn_at.is_not(None)
        )
    )
    return frozenset(found)


async def get_item(conn: AsyncConnection, item: ItemId) -> BankedQuestion:
    """Return a question of the bank.

    Raises:
        NotFoundError: There is none of this id.
    """
    row = (await conn.execute(select(quiz_item).where(quiz_item.c.id == item))).one_or_none()
    if row is None:
        raise NotFoundError(f"no question {item} in the bank")
    return await _whole(conn, row)


async def item_of_round(conn: AsyncConnection, guild: GuildId, quiz: QuizId, number: int) -> ItemId | None:
    """Return the server's question that was asked in a round; None where the bank has none."""
    found = await conn.scalar(
        select(quiz_item.c.id)
        .join(quiz_round, quiz_round.c.item == quiz_item.c.id)
        .where(quiz_round.c.quiz == quiz, quiz_round.c.number == number, quiz_item.c.guild == guild)
    )
    return None if found is None else ItemId(found)


async def hide(conn: AsyncConnection, item: ItemId, *, reason: str, at: datetime) -> bool:
    """Hide a question from a moment (aware UTC); False where it was hidden or withdrawn already."""
    result = await conn.execute(
        update(quiz_item)
        .where(quiz_item.c.id == item, quiz_item.c.hidden_at.is_(None), quiz_item.c.withdrawn_at.is_(None))
        .values(hidden_at=at, hidden_reason=reason)
    )
    return result.rowcount == 1


async def ask_again(conn: AsyncConnection, item: ItemId, *, guild: GuildId, at: datetime) -> bool:
    """Let a server's hidden question be asked again, and decline its reports; False where it isn't hidden now."""
    return await _decide(conn, item, guild, ReportState.DECLINED, hidden_at=None, hidden_reason=None, checked_at=at)


async def withdraw_item(conn: AsyncConnection, item: ItemId, *, guild: GuildId, at: datetime) -> bool:
    """Take a server's hidden question out of all scores, and accept its reports; False where it isn't hidden now."""
    return await _decide(conn, item, guild, ReportState.ACCEPTED, withdrawn_at=at)


async def _decide(
    conn: AsyncConnection, item: ItemId, guild: GuildId, reports: ReportState, **values: datetime | None
) -> bool:
    result = await conn.execute(
        update(quiz_item).where(quiz_item.c.id == item, quiz_item.c.guild == guild, *_waits()).values(**values)
    )
    if result.rowcount == 0:
        return False
    about = select(quiz_round.c.quiz).where(
        quiz_round.c.item == item,
        quiz_round.c.quiz == mistake_report.c.quiz,
        quiz_round.c.number == mistake_report.c.round_number,
    )
    await conn.execute(
        update(mistake_report)
        .where(mistake_report.c.state == ReportState.OPEN.value, about.exists())
        .values(state=reports.value)
    )
    return True


async def reporters(conn: AsyncConnection, item: ItemId) -> int:
    """Return how many different people have an open report on a question, in whatever rounds it was asked."""
    return await conn.scalar(select(func.count(distinct(mistake_report.c.user))).where(*_open_on(item))) or 0


async def count_hidden(conn: AsyncConnection, guild: GuildId) -> int:
    """Return how many of a server's questions wait for an admin."""
    return await conn.scalar(select(func.count()).where(quiz_item.c.guild == guild, *_waits())) or 0


async def hidden_questions(conn: AsyncConnection, guild: GuildId, page: int) -> HiddenQuestions:
    """Return a server's questions that wait for an admin, one a page, longest hidden first.

    Args:
        conn: Any connection.
        guild: The server.
        page: 0-based; the last there is, where it lies beyond.
    """
    total = await count_hidden(conn, guild)
    if total == 0:
        return HiddenQuestions(total=0, page=0, shown=None)
    page = min(page, total - 1)
    row = (
        await conn.execute(
            select(quiz_item)
            .where(quiz_item.c.guild == guild, *_waits())
            .order_by(quiz_item.c.hidden_at, quiz_item.c.id)
            .offset(page)
            .limit(1)
        )
    ).one()
    return HiddenQuestions(total=total, page=page, shown=await _whole(conn, row))


def _waits() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions of a question that is hidden and that no admin has decided on."""
    return quiz_item.c.hidden_at.is_not(None), quiz_item.c.withdrawn_at.is_(None)


def _open_on(item: ItemId) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of an open report on a question."""
    return (
        mistake_report.c.state == ReportState.OPEN.value,
        mistake_report.c.quiz == quiz_round.c.quiz,
        mistake_report.c.round_number == quiz_round.c.number,
        quiz_round.c.item == item,
    )


async def _whole(conn: AsyncConnection, row: AnyRow) -> BankedQuestion:
    """Return a row's question with its counts and comments."""
    record = codec.loads(SourcedQuestion, row.record)
    choices = await conn.execute(select(quiz_item_choice).where(quiz_item_choice.c.item == row.id))
    chosen = {one.choice: one.chosen for one in choices}
    comments = await conn.scalars(
        select(mistake_report.c.comment).where(*_open_on(ItemId(row.id))).order_by(mistake_report.c.id).limit(_COMMENTS)
    )
    options = 0 if record.question.is_placed else len(record.question.options)
    return BankedQuestion(
        id=ItemId(row.id),
        question=record,
        difficulty=row.difficulty,
        answered=row.answered,
        right=row.right,
        chosen=tuple(chosen.get(index, 0) for index in range(options)),
        hidden_at=row.hidden_at,
        hidden_reason=row.hidden_reason,
        checked_at=row.checked_at,
        withdrawn_at=row.withdrawn_at,
        comments=tuple(comments),
    )
