"""The bank of questions: keeps what is asked, learns from answers, hides what is in doubt, and asks the admins.

`keep`, `learn` and `hide_reported` work on a connection, within the transaction of what they belong to.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from bot.model.bank import BankedQuestion, HiddenQuestions, Learned
from bot.model.errors import QuizStateError
from bot.model.ids import GuildId, ItemId, QuizId
from bot.model.language import told
from bot.model.questions import Question
from bot.model.quiz import QuizAnswer, QuizSession, RoundResult, SourcedQuestion
from bot.quiz import items, rating
from data import quiz_items, quiz_learning, quizzes
from data.quiz_items import NewItem
from data.store import Connection, Store


class _Decide(Protocol):
    """What may become of a hidden question; False where it isn't hidden any more."""

    async def __call__(self, conn: Connection, item: ItemId, *, guild: GuildId, at: datetime) -> bool: ...


async def keep(
    conn: Connection, guild: GuildId, questions: Sequence[SourcedQuestion], now: datetime
) -> tuple[SourcedQuestion, ...]:
    """Keep the questions of a quiz, each once a server; call it in the transaction that creates the session.

    Args:
        conn: A writing connection.
        guild: Where they are asked.
        questions: Of any mode; may hold one twice.
        now: Aware UTC.

    Returns:
        The same with `item` set.
    """
    prints = [items.fingerprint(one.question) for one in questions]
    new = [
        NewItem(
            fingerprint=print_,
            record=replace(one, question=items.canonical(one.question), item=None),
            difficulty=rating.prior(one.question.difficulty),
        )
        for print_, one in zip(prints, questions, strict=True)
    ]
    rows = await quiz_items.keep_items(conn, guild, new, at=now)
    return tuple(replace(one, item=rows[print_]) for print_, one in zip(prints, questions, strict=True))


async def refused(conn: Connection, guild: GuildId) -> frozenset[str]:
    """Return the fingerprints of the questions that a server must not be asked, for `without` of `bot.quiz.make`."""
    return await quiz_items.refused(conn, guild)


async def difficulties(conn: Connection, guild: GuildId, fingerprints: Collection[str]) -> dict[str, Learned]:
    """Return what answers have taught about those of these questions that a server has been asked."""
    return await quiz_items.learned(conn, guild, fingerprints)


async def easiest_first(
    conn: Connection, guild: GuildId, questions: Sequence[SourcedQuestion]
) -> tuple[SourcedQuestion, ...]:
    """Return a quiz's questions by difficulty, the learned one where enough answers of the server taught it."""
    prints = {items.fingerprint(one.question) for one in questions}
    return items.easiest_first(questions, await difficulties(conn, guild, prints))


async def learn(
    conn: Connection,
    session: QuizSession,
    result: RoundResult,
    answers: Sequence[QuizAnswer],
) -> None:
    """Let a question and its players learn from a round that was just closed, and hide the question if that tells so.

    Only a player's first answer to a question counts: what was seen before is no measure of how hard it is. A void
    round and a withdrawn question teach nothing.

    Args:
        conn: A writing connection, in the transaction that closes the round.
        session: The quiz.
        result: The closed round.
        answers: At least all of that round.
    """
    asked = session.questions[result.number]
    given = {one.user: one for one in answers if one.round_number == result.number}
    if result.is_void or asked.item is None or not given:
        return
    item = await quiz_items.get_item(conn, asked.item)
    knew = await quiz_learning.who_knew(conn, item.id, given.keys(), quiz=session.id, number=result.number)
    fresh = [one for user, one in given.items() if user not in knew]
    if item.withdrawn_at is not None or not fresh:
        return
    await _teach(conn, session.guild, item, asked.question, fresh)
    record, after = item.question.question, await quiz_items.get_item(conn, item.id)
    reason = None if after.checked_at is not None else items.doubt(record, after.chosen)
    if reason is not None:
        closed = await quizzes.get_round(conn, session.id, result.number)
        assert closed.closed_at is not None
        await quiz_items.hide(conn, item.id, reason=reason, at=closed.closed_at)


async def _teach(
    conn: Connection,
    guild: GuildId,
    item: BankedQuestion,
    asked: Question,
    fresh: Sequence[QuizAnswer],
) -> None:
    known = await quiz_learning.abilities(conn, guild, [one.user for one in fresh])
    players = [
        rating.Player(
            user=one.user,
            ability=known[one.user][0],
            answered=known[one.user][1],
            is_right=one.choice == asked.right_choice,
        )
        for one in fresh
    ]
    difficulty, after = rating.after_round(item.difficulty, item.answered, players, among=rating.guesses(asked))
    abilities = {one.user: (one.ability, one.answered) for one in after}
    await quiz_learning.save_abilities(conn, guild, abilities)
    places = [items.place_in(item.question.question, asked, one.choice) for one in fresh]
    await quiz_learning.add_answers(
        conn,
        item.id,
        difficulty=difficulty,
        right=sum(one.is_right for one in players),
        answered=len(players),
        chosen=Counter(place for place in places if place is not None),
    )


async def hide_reported(conn: Connection, guild: GuildId, quiz: QuizId, number: int, *, now: datetime) -> None:
    """Hide the question of a round if enough different people have reported it; the quiz itself goes on.

    Args:
        conn: A writing connection, in the transaction that keeps the report.
        guild: Where it was reported.
        quiz: The quiz,
        number: and its round, 0-based.
        now: Aware UTC.
    """
    item = await quiz_items.item_of_round(conn, guild, quiz, number)
    if item is None:
        return
    reason = items.reported(await quiz_items.reporters(conn, item))
    if reason is not None:
        await quiz_items.hide(conn, item, reason=reason, at=now)


class QuestionBank:
    """What those who manage a server see of its bank, and decide on."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Take the store and the clock (aware UTC)."""
        self._store = store
        self._clock = clock

    async def count_hidden(self, guild: GuildId) -> int:
        """Return how many of a server's questions are hidden and wait for a decision."""
        return await self._store.read(lambda conn: quiz_items.count_hidden(conn, guild))

    async def hidden(self, guild: GuildId, page: int) -> HiddenQuestions:
        """Return one page of the hidden questions of a server; the last there is, where it lies beyond."""
        return await self._store.read(lambda conn: quiz_items.hidden_questions(conn, guild, page))

    async def ask_again(self, guild: GuildId, item: ItemId) -> BankedQuestion:
        """Let a hidden question be asked again: its reports are declined, and from now on only new ones hide it.

        Raises:
            QuizStateError: It isn't hidden any more, or is another server's.
        """
        return await self._decide(guild, item, quiz_items.ask_again)

    async def withdraw(self, guild: GuildId, item: ItemId) -> BankedQuestion:
        """Take a hidden question out of all scores for good: its reports are accepted.

        Raises:
            QuizStateError: It isn't hidden any more, or is another server's.
        """
        return await self._decide(guild, item, quiz_items.withdraw_item)

    async def _decide(self, guild: GuildId, item: ItemId, decide: _Decide) -> BankedQuestion:
        now = self._clock()

        async def work(conn: Connection) -> BankedQuestion:
            if not await decide(conn, item, guild=guild, at=now):
                raise QuizStateError(
                    user_text=told("This question was decided on already, or withdrawn with its event.")
                )
            return await quiz_items.get_item(conn, item)

        return await self._store.write(work)
