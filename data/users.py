"""Forgetting a user: every column that holds one is named here, and a test holds the list against the schema."""

from sqlalchemy import Column, ColumnElement, Table, delete, func, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.digest import OF_QUIZZES
from bot.model.ids import UserId
from bot.model.members import own_desk
from data.guilds import forget_guild
from data.posted import user_text
from data.quiz_standings import end_alone
from data.schema import (
    NOBODY,
    article,
    event_decision,
    feed_follow,
    guild_settings,
    hidden_outlet,
    mistake_report,
    outbox,
    quiz_answer,
    quiz_memory,
    quiz_player,
    quiz_session,
    settings_change,
    source_change,
    topic,
    topic_change,
    topic_draft,
)

# What a user wrote or answered goes; what they only brought about stays, without their name.
DELETED: tuple[tuple[Table, Column[int]], ...] = (
    (quiz_answer, quiz_answer.c.user),
    (quiz_memory, quiz_memory.c.user),
    (quiz_player, quiz_player.c.user),
    (mistake_report, mistake_report.c.user),
    (topic_draft, topic_draft.c.user),
)
CLEARED: tuple[tuple[Table, Column[int], int | None], ...] = (
    (article, article.c.added_by, None),
    (feed_follow, feed_follow.c.added_by, None),
    (guild_settings, guild_settings.c.changed_by, None),
    (settings_change, settings_change.c.changed_by, None),
    (hidden_outlet, hidden_outlet.c.hidden_by, None),
    (event_decision, event_decision.c.decided_by, None),
    (event_decision, event_decision.c.undone_by, None),
    (quiz_session, quiz_session.c.host, NOBODY),
    (topic, topic.c.created_by, None),
    (topic, topic.c.changed_by, None),
    (source_change, source_change.c.changed_by, None),
    (topic_change, topic_change.c.changed_by, None),
)

_NAMES_PLAYERS = f"{OF_QUIZZES}end"
"""Kind of the outbox's only cards that mention people."""
_SOMEBODY = "A player who left"


def goes_to(user: UserId) -> ColumnElement[bool]:
    """Return whether a row of the outbox goes, or went, to a person's direct messages."""
    return outbox.c.posting.contains(user_text(user), autoescape=True)


async def forget_user(conn: AsyncConnection, user: UserId) -> int:
    """Delete a user's answers, reports and own desk, and their number everywhere else; return how many rows held it.

    What they play alone ends. A card that waits to be posted, or was, and mentions them is kept without the mention;
    one that was to reach them directly goes to where the server is told what concerns it.

    Raises:
        ValueError: The number is the one that stands for nobody.
    """
    if user == NOBODY:
        raise ValueError("0 is no user")
    await end_alone(conn, user)
    touched = 0
    for table, column in DELETED:
        touched += (await conn.execute(delete(table).where(column == user))).rowcount
    for table, column, empty in CLEARED:
        touched += (await conn.execute(update(table).where(column == user).values({column: empty}))).rowcount
    mention = f"<@{user}>"
    await conn.execute(
        update(outbox)
        .where(outbox.c.kind == _NAMES_PLAYERS, outbox.c.payload.contains(mention, autoescape=True))
        .values(payload=func.replace(outbox.c.payload, mention, _SOMEBODY))
    )
    theirs = func.replace(outbox.c.posting, user_text(user), user_text(UserId(NOBODY)))
    touched += (await conn.execute(update(outbox).where(goes_to(user)).values(posting=theirs))).rowcount
    await forget_guild(conn, own_desk(user))
    return touched
