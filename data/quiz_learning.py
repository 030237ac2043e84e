"""What answers teach: who met a question before, players' abilities, and a question's numbers.

The rules are `bot.quiz.rating`'s; this module only keeps what they decide.
"""

from collections.abc import Collection, Mapping

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.ids import GuildId, ItemId, QuizId, UserId
from data.schema import quiz_answer, quiz_item, quiz_item_choice, quiz_player, quiz_round
from data.upsert import insert_or

_NEW_PLAYER = (0.0, 0)


async def who_knew(
    conn: AsyncConnection, item: ItemId, users: Collection[UserId], *, quiz: QuizId, number: int
) -> frozenset[UserId]:
    """Return those who had answered a question before: in a closed round that counts, other than this one.

    Args:
        conn: Any connection.
        item: The question.
        users: Who is asked about.
        quiz: The round that is left out: its quiz,
        number: and its place there.
    """
    found = await conn.scalars(
        select(quiz_answer.c.user)
        .join(
            quiz_round, (quiz_round.c.quiz == quiz_answer.c.quiz) & (quiz_round.c.number == quiz_answer.c.round_number)
        )
        .where(
            quiz_round.c.item == item,
            quiz_round.c.closed_at.is_not(None),
            quiz_round.c.is_void.is_(False),
            (quiz_round.c.quiz != quiz) | (quiz_round.c.number != number),
            quiz_answer.c.user.in_(users),
        )
        .distinct()
    )
    return frozenset(map(UserId, found))


async def abilities(
    conn: AsyncConnection, guild: GuildId, users: Collection[UserId]
) -> dict[UserId, tuple[float, int]]:
    """Return each player's ability in logits and the answers it has learned from; a new player's are 0."""
    found = await conn.execute(
        select(quiz_player.c.user, quiz_player.c.ability, quiz_player.c.answered).where(
            quiz_player.c.guild == guild, quiz_player.c.user.in_(users)
        )
    )
    known = {UserId(row.user): (row.ability, row.answered) for row in found}
    return {user: known.get(user, _NEW_PLAYER) for user in users}


async def save_abilities(conn: AsyncConnection, guild: GuildId, players: Mapping[UserId, tuple[float, int]]) -> None:
    """Write down players' abilities in logits, and how many answers each has learned from."""
    statement = insert_or(conn, quiz_player)
    statement = statement.on_conflict_do_update(
        index_elements=["guild", "user"],
        set_={"ability": statement.excluded.ability, "answered": statement.excluded.answered},
    )
    rows = [
        {"guild": guild, "user": user, "ability": ability, "answered": answered, "is_listed": True}
        for user, (ability, answered) in sorted(players.items())
    ]
    if rows:
        await conn.execute(statement, rows)


async def add_answers(
    conn: AsyncConnection, item: ItemId, *, difficulty: float, right: int, answered: int, chosen: Mapping[int, int]
) -> None:
    """Add the first answers of a round to a question's numbers.

    Args:
        conn: A writing connection.
        item: The question.
        difficulty: What they taught, in logits.
        right: How many were right,
        answered: of how many.
        chosen: How many chose each option, by its place in the record; empty for a placed question.
    """
    await conn.execute(
        update(quiz_item)
        .where(quiz_item.c.id == item)
        .values(
            difficulty=difficulty, right=quiz_item.c.right + right, answered=quiz_item.c.answered + answered
        )
    )  # fmt: skip
    statement = insert_or(conn, quiz_item_choice)
    statement = statement.on_conflict_do_update(
        index_elements=["item", "choice"], set_={"chosen": quiz_item_choice.c.chosen + statement.excluded.chosen}
    )
    if chosen:
        await conn.execute(
            statement, [{"item": item, "choice": choice, "chosen": count} for choice, count in sorted(chosen.items())]
        )
