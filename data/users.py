"""Forgetting a user: every column that holds one is named here, and a test holds the list against the schema."""

from sqlalchemy import Column, Table, delete, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import UserId
from data.schema import (
    NOBODY,
    article,
    event_decision,
    guild_settings,
    mistake_report,
    quiz_answer,
    quiz_memory,
    quiz_player,
    quiz_session,
    settings_change,
)

# What a user wrote or answered goes; what they only brought about stays, without their name.
DELETED: tuple[tuple[Table, Column[int]], ...] = (
    (quiz_answer, quiz_answer.c.user),
    (quiz_memory, quiz_memory.c.user),
    (quiz_player, quiz_player.c.user),
    (mistake_report, mistake_report.c.user),
)
CLEARED: tuple[tuple[Table, Column[int], int | None], ...] = (
    (article, article.c.added_by, None),
    (guild_settings, guild_settings.c.changed_by, None),
    (settings_change, settings_change.c.changed_by, None),
    (event_decision, event_decision.c.decided_by, None),
    (event_decision, event_decision.c.undone_by, None),
    (quiz_session, quiz_session.c.host, NOBODY),
)


async def forget_user(conn: AsyncConnection, user: UserId) -> int:
    """Delete a user's answers and reports, and their number everywhere else; return how many rows held it.

    Raises:
        ValueError: The number is the one that stands for nobody.
    """
    if user == NOBODY:
        raise ValueError("0 is no user")
    touched = 0
    for table, column in DELETED:
        touched += (await conn.execute(delete(table).where(column == user))).rowcount
    for table, column, empty in CLEARED:
        touched += (await conn.execute(update(table).where(column == user).values({column: empty}))).rowcount
    return touched
