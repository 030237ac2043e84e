"""Shows quizzes in channels, and keeps their time: what is shown when, and what happens where it can't be.

Three writes a round at most: the question, the count of a crowd and the reveal in the same message; and one for the
pause or the board at the end. A step that a fault broke off is taken up from what the store says.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

import discord

from bot.cards import quiz_ids
from bot.cards.board import board_card
from bot.cards.message import Card
from bot.cards.quiz import question_card, reveal_card
from bot.cards.quiz_notices import paused_card
from bot.model.errors import BackchannelError, QuizStateError, StoreError
from bot.model.ids import GuildId, MessageId, QuizId, UserId
from bot.model.language import Language, noted, speaking
from bot.model.quiz import (
    NO_NOTICE,
    LockIn,
    LockOutcome,
    OpenRound,
    QuizSession,
    QuizState,
    Recovery,
    RoundResult,
)
from bot.quiz_stage.channels import FAULTS, Channels, is_final
from bot.quiz_stage.notices import Notices
from bot.quiz_stage.timers import Timers, Work
from bot.quizmaster import PAUSE_LIMIT
from bot.quizmaster.desk import QuizDesk

_LOG = logging.getLogger(__name__)

BETWEEN_ROUNDS = timedelta(seconds=8)
"""Time to read a reveal."""
_CROWD = 4
_COUNT_AFTER = timedelta(seconds=6)
_GRACE = timedelta(seconds=1.6)
"""A click counts by its snowflake; one from just before the deadline may arrive after it."""
_AT_ONCE = timedelta(0)
_BOARD_AGAIN = timedelta(minutes=1)
"""A board that Discord failed to take is worth waiting for: nothing else is shown of the game any more."""
_NOT_SHOWN = noted("Backchannel could not post in the channel.")
_NO_ANSWER = noted("Nobody answered.")


class QuizStage:
    """Posts questions and reveals, and arms the timer of each open round."""

    def __init__(
        self,
        client: discord.Client,
        desk: QuizDesk,
        *,
        clock: Callable[[], datetime],
        language_of: Callable[[GuildId], Awaitable[Language]],
    ) -> None:
        """Take the client to post with, the use cases, the clock that their deadlines count by, and who speaks what."""
        self._channels = Channels(client)
        self._notices = Notices(self._channels, desk)
        self._desk = desk
        self._clock = clock
        self._language_of = language_of
        self._names: dict[QuizId, dict[UserId, str]] = {}
        self._unseen: set[QuizId] = set()
        """Paused because something could not be shown: the last reveal, perhaps."""
        self._timers = Timers()

    async def begin(self, session: QuizSession) -> None:
        """Post the first question of a quiz.

        Raises:
            discord.HTTPException: It could not be posted; the quiz is called off.
        """
        try:
            await self._open_next(session.id)
        except FAULTS as error:
            await self._call_off(session.id, error)
            raise
        except StoreError as error:
            self._wait_for_store(session.id, error)

    async def resume(self, session: QuizSession) -> bool:
        """Post the next question of a paused quiz; return False where it isn't paused any more.

        Raises:
            discord.HTTPException: It could not be posted; the quiz is paused again.
        """
        opened = await self._desk.resume(session.id)
        if opened is None:
            return False
        try:
            await self._show_again(session, opened)
        except FAULTS as error:
            await self._pause(session.id, error)
            raise
        except StoreError as error:
            self._wait_for_store(session.id, error)
        return True

    async def _show_again(self, session: QuizSession, opened: OpenRound) -> None:
        """Post the first round after a pause; before it what could not be shown then."""
        if session.id not in self._unseen:
            await self._show(session, opened)
            return
        if opened.round.number:
            await self._reveal(session, await self._desk.result(session.id, opened.round.number - 1), None)
        await self._find_or_show(session, opened, since=None)
        self._unseen.discard(session.id)

    async def answered(self, lock_in: LockIn, user: UserId, name: str) -> None:
        """Remember a player's name, and close the round early once all who are waited for have answered."""
        quiz, number = lock_in.quiz, lock_in.round_number
        if lock_in.outcome in {LockOutcome.LOCKED, LockOutcome.CHANGED}:
            self._names.setdefault(quiz, {})[user] = name
        if lock_in.is_complete:
            self._timers.beside(_AT_ONCE, partial(self._carefully, quiz, partial(self._close, quiz, number)))
        elif lock_in.answered == _CROWD and lock_in.outcome is LockOutcome.LOCKED:
            self._timers.beside(_COUNT_AFTER, partial(self._count, quiz, number))

    async def stopped(self, session: QuizSession, void: RoundResult | None) -> None:
        """Show that a quiz was stopped: its open round as void, and the board."""
        self._timers.disarm(session.id)
        if void is not None:
            try:
                await self._reveal(session, void, None)
            except FAULTS as error:
                _LOG.warning("void_round_not_shown quiz=%d error=%s", session.id, type(error).__name__)
        await self._follow(await self._desk.session(session.id))

    async def recover(self, is_ours: Callable[[GuildId], bool]) -> None:
        """Take the unfinished quizzes of our servers up again after a restart; none waits for another."""
        for found in await self._desk.recover(is_ours):
            self._later(found.session.id, _AT_ONCE, partial(self._take_up, found, was_away=True))

    async def close(self) -> None:
        """Drop all timers and wait until none works any more; the rounds are taken up at the next start."""
        await self._timers.close()

    async def _go_on(self, quiz: QuizId) -> None:
        """Go on after a step was broken off, from what the store says."""
        await self._take_up(await self._desk.take_up(quiz), was_away=False)

    async def _take_up(self, found: Recovery, *, was_away: bool) -> None:
        session, opened = found.session, found.open_round
        if session.state is QuizState.PAUSED and session.notice == NO_NOTICE:
            self._unseen.add(session.id)
        if opened is None:
            if found.last is not None and session.notice is None:
                await self._find_closed(session, found.last)
                await self._reveal(session, found.last, self._next_at(session))
            await self._follow(session, may_be_shown=True)
        elif opened.round.message is not None:
            self._arm(opened)
        else:
            await self._find_or_show(session, opened, since=opened.round.opened_at, was_away=was_away)

    async def _open_next(self, quiz: QuizId) -> None:
        session = await self._desk.session(quiz)
        opened = await self._desk.open_next(quiz, after=session.round_no)
        if opened is not None:
            await self._show(session, opened)

    async def _show(self, session: QuizSession, opened: OpenRound) -> None:
        """Post an open round; one that took several tries has its whole time from the last."""
        quiz, number = session.id, opened.round.number
        shown = opened

        async def make(is_later: bool) -> Card:
            nonlocal shown
            shown = (await self._desk.renew(quiz, number) if is_later else None) or shown
            return await self._said(session, partial(question_card, shown))

        message = await self._channels.post(session.channel, f"round:{quiz}:{number}", make)
        await self._shown(session, shown, message)

    async def _shown(self, session: QuizSession, opened: OpenRound, message: MessageId) -> None:
        """Note the message of a round and keep its time; reveal one that was answered and closed before this."""
        if await self._desk.show_round(session.id, opened.round.number, message):
            self._arm(opened)
        else:
            after = await self._desk.session(session.id)
            result = await self._desk.result(session.id, opened.round.number)
            await self._reveal(after, result, self._next_at(after))

    async def _find_or_show(
        self, session: QuizSession, opened: OpenRound, *, since: datetime | None, was_away: bool = False
    ) -> None:
        """Show a round that may have been shown before: look for its message, and post it where there is none."""
        quiz, number = session.id, opened.round.number
        message = await self._channels.find(session.channel, _marks_of(quiz, number), since=since)
        if message is None:
            renewed = await self._desk.renew(quiz, number)
            if renewed is not None:
                await self._show(session, renewed)
            return
        is_over = opened.round.deadline_at <= self._clock()
        void = await self._desk.void(quiz, number) if was_away and is_over else None
        if void is not None:
            await self._desk.show_round(quiz, number, message)
            await self._after(void)
            return
        if since is None:
            card = await self._said(session, partial(question_card, opened))
            await self._channels.edit(session.channel, message, card)
        await self._shown(session, opened, message)

    async def _find_closed(self, session: QuizSession, result: RoundResult) -> None:
        """Look for the message of a round that was answered and closed before its message was noted."""
        round_ = await self._desk.round_of(result.quiz, result.number)
        if round_.message is None:
            marks = _marks_of(result.quiz, result.number)
            message = await self._channels.find(session.channel, marks, since=round_.opened_at)
            if message is not None:
                await self._desk.show_round(result.quiz, result.number, message)

    def _arm(self, opened: OpenRound) -> None:
        quiz, number = opened.round.quiz, opened.round.number
        left = opened.round.deadline_at + _GRACE - self._clock()
        self._later(quiz, left, partial(self._close, quiz, number))

    async def _count(self, quiz: QuizId, number: int) -> None:
        """Show once, a little after a crowd has gathered, how many have answered; never more than one edit a round."""
        try:
            opened = await self._desk.open_round(quiz, number)
            if opened is not None and opened.round.message is not None:
                session = await self._desk.session(quiz)
                card = await self._said(session, partial(question_card, opened))
                await self._channels.edit(session.channel, opened.round.message, card, is_patient=False)
        except (*FAULTS, BackchannelError) as error:
            _LOG.info("count_not_shown quiz=%d error=%s", quiz, type(error).__name__)

    async def _close(self, quiz: QuizId, number: int) -> None:
        result = await self._desk.close(quiz, number)
        if result is not None:
            await self._after(result)
        elif (opened := await self._desk.open_round(quiz, number)) is not None:
            self._arm(opened)

    async def _after(self, result: RoundResult) -> None:
        """Reveal a round that was just closed, and do what follows."""
        session = await self._desk.session(result.quiz)
        await self._reveal(session, result, self._next_at(session))
        await self._follow(session)

    async def _follow(self, session: QuizSession, *, may_be_shown: bool = False) -> None:
        """Do what comes after a closed round.

        Args:
            session: As it stands now.
            may_be_shown: Whether the pause or the end may have been shown before.
        """
        quiz = session.id
        if session.state is QuizState.REVEAL:
            self._later(quiz, BETWEEN_ROUNDS, partial(self._open_next, quiz))
        elif session.state is QuizState.PAUSED:
            self._later(quiz, PAUSE_LIMIT, partial(self._give_up, quiz))
            why = session.pause_reason or _NO_ANSWER
            card = await self._said(session, partial(paused_card, quiz, session.title, why))
            await self._notices.show(session, card, quiz_ids.QuizResume(quiz=quiz), may_be_shown=may_be_shown)
        elif session.is_over:
            self._timers.disarm(quiz)
            board, names = await self._desk.board(quiz), await self._shown_names(session)
            card = await self._said(session, partial(board_card, board, names=names))
            await self._notices.show(session, card, quiz_ids.QuizAgain(quiz=quiz), may_be_shown=may_be_shown)
            self._names.pop(quiz, None)
            self._unseen.discard(quiz)

    async def _give_up(self, quiz: QuizId) -> None:
        session = await self._desk.session(quiz)
        if await self._desk.give_up(quiz, round_no=session.round_no) is not None:
            await self._follow(await self._desk.session(quiz))

    def _next_at(self, session: QuizSession) -> datetime | None:
        return self._clock() + BETWEEN_ROUNDS if session.state is QuizState.REVEAL else None

    async def _reveal(self, session: QuizSession, result: RoundResult, next_at: datetime | None) -> None:
        shown = await self._desk.round_of(result.quiz, result.number)
        if shown.message is not None:
            names = await self._shown_names(session)
            card = await self._said(session, partial(reveal_card, result, names=names, next_at=next_at))
            await self._channels.edit(session.channel, shown.message, card)

    async def _said(self, session: QuizSession, make: Callable[[], Card]) -> Card:
        """Make a card in the language of the server that plays."""
        with speaking(await self._language_of(session.guild)):
            return make()

    async def _shown_names(self, session: QuizSession) -> Mapping[UserId, str]:
        return await self._desk.shown_names(session.guild, self._names.get(session.id, {}))

    async def _pause(self, quiz: QuizId, error: BaseException) -> None:
        """Let a quiz wait that can't be shown, so that no invisible game goes on, and tell its host, once."""
        _LOG.warning("quiz_not_shown quiz=%d error=%s", quiz, type(error).__name__)
        self._timers.disarm(quiz)
        await self._desk.pause(quiz, reason=_NOT_SHOWN)
        session = await self._desk.session(quiz)
        if session.is_over and is_final(error):
            await self._desk.show_notice(session, NO_NOTICE)
        elif session.is_over:
            self._later(quiz, _BOARD_AGAIN, partial(self._go_on, quiz))
        if session.state is not QuizState.PAUSED or session.notice is not None:
            return
        self._later(quiz, PAUSE_LIMIT, partial(self._give_up, quiz))
        if quiz not in self._unseen:
            self._unseen.add(quiz)
            make = partial(paused_card, quiz, session.title, _NOT_SHOWN, channel=session.channel)
            card = await self._said(session, make)
            await self._channels.tell(session.host, f"waits:{quiz}:{session.round_no}", card)
        await self._desk.show_notice(session, NO_NOTICE)

    async def _call_off(self, quiz: QuizId, error: Exception) -> None:
        """End a quiz with a fault that nobody foresaw; one that is over stays so."""
        _LOG.warning("quiz_called_off quiz=%d", quiz, exc_info=error)
        self._timers.disarm(quiz)
        self._names.pop(quiz, None)
        try:
            session = await self._desk.session(quiz)
            await self._desk.stop(quiz, user=session.host, may_manage=True)
            await self._desk.show_notice(await self._desk.session(quiz), NO_NOTICE)
        except QuizStateError:
            _LOG.info("quiz_was_over quiz=%d", quiz)
        except StoreError as fault:
            _LOG.warning("quiz_not_called_off quiz=%d error=%s", quiz, fault)

    def _wait_for_store(self, quiz: QuizId, error: StoreError) -> None:
        _LOG.warning("quiz_waits_for_store quiz=%d error=%s", quiz, error)
        self._later(quiz, BETWEEN_ROUNDS, partial(self._go_on, quiz))

    def _later(self, quiz: QuizId, after: timedelta, work: Work) -> None:
        """Do something after a while, in place of what the quiz waited for so far."""
        self._timers.arm(quiz, after, partial(self._carefully, quiz, work))

    async def _carefully(self, quiz: QuizId, work: Work) -> None:
        """Do a step of a quiz; whatever fails touches no other quiz, and leaves no game that nobody sees."""
        try:
            try:
                await work()
            except FAULTS as error:
                await self._pause(quiz, error)
        except StoreError as error:
            self._wait_for_store(quiz, error)
        except Exception as error:  # noqa: BLE001 - the edge of a job: nobody else would see it
            await self._call_off(quiz, error)


def _marks_of(quiz: QuizId, number: int) -> tuple[str, ...]:
    """Return custom ids that tell a round's message from all others, open or revealed."""
    return (
        quiz_ids.QuizChoice(quiz=quiz, round_number=number, choice=0).encode(),
        quiz_ids.QuizPlace(quiz=quiz, round_number=number).encode(),
        quiz_ids.QuizSource(quiz=quiz, round_number=number).encode(),
    )
