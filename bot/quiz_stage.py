"""The stage: shows quizzes in channels, and keeps their time. The client's edge; the rules are the quizmaster's.

Three writes a round at most: the question, its reveal in the same message, and the board or the pause at the end.
"""

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta

import aiohttp
import discord

from bot.cards.board import board_card
from bot.cards.message import Card, outgoing
from bot.cards.quiz import paused_card, question_card, reveal_card
from bot.model.errors import BackchannelError, QuizStateError, StoreError
from bot.model.ids import ChannelId, MessageId, QuizId, UserId
from bot.model.quiz import Board, LockIn, LockOutcome, OpenRound, QuizSession, QuizState, RoundResult
from bot.quizmaster import PAUSE_LIMIT
from bot.quizmaster.desk import QuizDesk

_LOG = logging.getLogger(__name__)

BETWEEN_ROUNDS = timedelta(seconds=8)
"""Time to read a reveal."""
_CROWD = 4
_COUNT_AFTER_S = 6
_GRACE = timedelta(seconds=1.6)
"""A click counts by its snowflake; one from just before the deadline may arrive after it."""


class QuizStage:
    """Posts questions and reveals, and arms the timer of each open round."""

    def __init__(self, client: discord.Client, desk: QuizDesk, *, clock: Callable[[], datetime]) -> None:
        """Take the client to post with, the use cases, and the clock that their deadlines count by."""
        self._client = client
        self._desk = desk
        self._clock = clock
        self._names: dict[QuizId, dict[UserId, str]] = {}
        self._timers: dict[QuizId, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def begin(self, session: QuizSession) -> None:
        """Post the first question of a quiz.

        Raises:
            discord.HTTPException: It could not be posted; the quiz is called off.
        """
        await self._open(session, after=-1)

    async def resume(self, session: QuizSession) -> bool:
        """Post the next question of a paused quiz; return False where it isn't paused any more."""
        opened = await self._desk.resume(session.id)
        if opened is not None:
            await self._show(session, opened)
        return opened is not None

    async def answered(self, lock_in: LockIn, user: UserId, name: str) -> None:
        """Remember a player's name, and close the round early once all who are waited for have answered."""
        if lock_in.outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}:
            self._names.setdefault(lock_in.quiz, {})[user] = name
        if lock_in.is_complete:
            await self._close(lock_in.quiz, lock_in.round_number)
        elif lock_in.answered == _CROWD and lock_in.outcome is LockOutcome.LOCKED:
            self._keep(self._count(lock_in.quiz, lock_in.round_number), f"count-{lock_in.quiz}")

    async def stopped(self, session: QuizSession, board: Board, void: RoundResult | None) -> None:
        """Show that a quiz was stopped: its open round as void, and the board."""
        self._disarm(session.id)
        if void is not None:
            await self._reveal(session, void, None)
        await self._finish(session, board)

    async def recover(self) -> None:
        """Take every unfinished quiz up again after a restart."""
        for found in await self._desk.recover():
            try:
                if found.void_round is not None:
                    await self._reveal(found.session, found.void_round, None)
                    await self._follow(found.session, found.void_round)
                elif found.open_round is not None:
                    await self._show(found.session, found.open_round)
                elif found.opens_next:
                    self._later(found.session, BETWEEN_ROUNDS, self._opener(found.session))
                elif found.session.state is QuizState.PAUSED:
                    self._later(found.session, PAUSE_LIMIT, self._giver_up(found.session))
            except Exception as error:  # noqa: BLE001 - the edge of a job: one quiz must not keep the others waiting
                await self._call_off(found.session, error)

    async def close(self) -> None:
        """Drop all timers and wait until none works any more; the rounds are taken up at the next start."""
        self._timers.clear()
        tasks = self._tasks - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _open(self, session: QuizSession, *, after: int) -> None:
        opened = await self._desk.open_next(session.id, after=after)
        if opened is not None:
            await self._show(session, opened)

    async def _show(self, session: QuizSession, opened: OpenRound) -> None:
        """Post an open round, unless its message is known; the same nonce finds a message whose id was lost."""
        number = opened.round.number
        if opened.round.message is None:
            try:
                message = await self._post(session.channel, question_card(opened), key=f"round:{session.id}:{number}")
            except discord.HTTPException as error:
                await self._call_off(session, error)
                raise
            await self._desk.show_round(session.id, number, MessageId(message.id))

        async def close() -> None:
            await self._close(session.id, number)

        self._later(session, opened.round.deadline_at + _GRACE - self._clock(), close)

    async def _count(self, quiz: QuizId, number: int) -> None:
        """Show once, a little after a crowd has gathered, how many have answered; never more than one edit a round."""
        await asyncio.sleep(_COUNT_AFTER_S)
        try:
            opened = await self._desk.open_round(quiz, number)
            if opened is not None and opened.round.message is not None:
                place = self._client.get_partial_messageable((await self._desk.session(quiz)).channel)
                await place.get_partial_message(opened.round.message).edit(**outgoing(question_card(opened)))
        except (discord.DiscordException, aiohttp.ClientError, OSError, BackchannelError) as error:
            _LOG.info("count_not_shown quiz=%d error=%s", quiz, type(error).__name__)

    async def _close(self, quiz: QuizId, number: int) -> None:
        result = await self._desk.close(quiz, number)
        if result is None:
            return
        session = await self._desk.session(quiz)
        next_at = self._clock() + BETWEEN_ROUNDS if result.next_step is QuizState.QUESTION else None
        await self._reveal(session, result, next_at)
        await self._follow(session, result)

    async def _follow(self, session: QuizSession, result: RoundResult) -> None:
        """Do what comes after a closed round."""
        if result.next_step is QuizState.QUESTION:
            self._later(session, BETWEEN_ROUNDS, self._opener(session))
        elif result.next_step is QuizState.PAUSED:
            card = paused_card(session.id, session.title, result.pause_reason or "Nobody answered.")
            await self._post(session.channel, card, key=f"pause:{session.id}:{result.number}")
            self._later(session, PAUSE_LIMIT, self._giver_up(session))
        else:
            await self._finish(session, await self._desk.board(session.id))

    async def _finish(self, session: QuizSession, board: Board) -> None:
        self._disarm(session.id)
        card = board_card(board, names=self._names.pop(session.id, {}))
        await self._post(session.channel, card, key=f"board:{session.id}")

    def _opener(self, session: QuizSession) -> Callable[[], Awaitable[None]]:
        async def open_next() -> None:
            now = await self._desk.session(session.id)
            await self._open(now, after=now.round_no)

        return open_next

    def _giver_up(self, session: QuizSession) -> Callable[[], Awaitable[None]]:
        async def give_up() -> None:
            now = await self._desk.session(session.id)
            board = await self._desk.give_up(session.id, round_no=now.round_no)
            if board is not None:
                await self._finish(now, board)

        return give_up

    async def _reveal(self, session: QuizSession, result: RoundResult, next_at: datetime | None) -> None:
        shown = await self._desk.round_of(result.quiz, result.number)
        if shown.message is None:
            return
        place = self._client.get_partial_messageable(session.channel)
        card = reveal_card(result, names=self._names.get(result.quiz, {}), next_at=next_at)
        try:
            await place.get_partial_message(shown.message).edit(**outgoing(card))
        except discord.NotFound:
            _LOG.info("question_gone quiz=%d round=%d", result.quiz, result.number)

    async def _post(self, channel: ChannelId, card: Card, *, key: str) -> discord.Message:
        nonce = hashlib.sha256(f"{key}:{channel}".encode()).hexdigest()[:24]
        return await self._client.get_partial_messageable(channel).send(**outgoing(card), nonce=nonce)

    async def _call_off(self, session: QuizSession, error: Exception) -> None:
        """End a quiz that can't be shown any more, so that no invisible game goes on; one that is over stays so."""
        _LOG.warning("quiz_called_off quiz=%d", session.id, exc_info=error)
        self._disarm(session.id)
        self._names.pop(session.id, None)
        try:
            await self._desk.stop(session.id, user=session.host, may_manage=True)
        except QuizStateError:
            _LOG.info("quiz_was_over quiz=%d", session.id)
        except StoreError as fault:
            _LOG.warning("quiz_not_called_off quiz=%d error=%s", session.id, fault)

    def _later(self, session: QuizSession, after: timedelta, work: Callable[[], Awaitable[None]]) -> None:
        """Do something after a while, in place of what the quiz waited for so far."""
        self._disarm(session.id)

        async def wait() -> None:
            await asyncio.sleep(max(0.0, after.total_seconds()))
            if self._timers.get(session.id) is asyncio.current_task():
                del self._timers[session.id]
            try:
                await work()
            except StoreError as error:
                _LOG.warning("quiz_waits_for_store quiz=%d error=%s", session.id, error)
                self._later(session, BETWEEN_ROUNDS, work)
            except Exception as error:  # noqa: BLE001 - the edge of a job: nobody else would see it
                await self._call_off(session, error)

        self._timers[session.id] = self._keep(wait(), f"quiz-{session.id}")

    def _keep(self, work: Coroutine[None, None, None], name: str) -> asyncio.Task[None]:
        """Start a task and hold it until it is done: the loop itself holds none."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _disarm(self, quiz: QuizId) -> None:
        timer = self._timers.pop(quiz, None)
        if timer is not None and timer is not asyncio.current_task():
            timer.cancel()
