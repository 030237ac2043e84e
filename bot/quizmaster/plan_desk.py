"""The desk of planned quizzes: starts what is due, closes what has had its time, lets players answer in between.

Nothing is armed and nothing kept in memory: a tick asks the store what is due, and each start and each end is one
transaction that also puts what is to be posted into the outbox. So a restart and a second process change nothing
(docs/adr/0021).
"""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from bot.model.countries import Gazetteer
from bot.model.errors import StoreError
from bot.model.ids import GuildId, QuizId, UserId
from bot.model.quiz import QuizState, RoundResult
from bot.model.quiz_plan import PlanEnd, PlanView
from bot.model.settings import GuildSettings
from bot.quiz.game import GRACE
from bot.quizmaster import plan_end, plan_play, plan_start
from bot.quizmaster.plan_press import PlanPress
from data import guilds, quiz_plans
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)
_AT_ONCE = 50


class PlanDesk:
    """Starts, plays and ends the quizzes that servers have planned."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime], press: PlanPress) -> None:
        """Take the store, what is known of the world, the clock (aware UTC) and what makes the cards."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock
        self._press = press

    async def tick(self) -> None:
        """Close and start what is due; called every few seconds, never twice at once.

        A store that can't be reached is logged and tried again at the next tick; so is a quiz that can't be made or
        closed, and the others go on.
        """
        now = self._clock()
        try:
            due, closing = await self._store.read(lambda conn: _find_work(conn, now))
            for quiz in closing:
                await _guarded(quiz, partial(plan_end.close, self._store, self._press, quiz, now=now))
            for settings in due:
                begin = partial(plan_start.start, self._store, self._gazetteer, self._press, settings, now=now)
                await _guarded(settings.guild, begin)
        except StoreError as error:
            _LOG.warning("plan_tick_failed error=%s", error)

    async def view(self, quiz: QuizId, *, guild: GuildId, player: UserId, at: datetime) -> PlanView:
        """Return what a player has locked in; see `bot.quizmaster.plan_play.read_view`."""
        return await self._store.read(lambda conn: plan_play.read_view(conn, quiz, guild=guild, player=player, at=at))

    async def answer(
        self, quiz: QuizId, number: int, *, guild: GuildId, player: UserId, choice: int, clicked_at: datetime
    ) -> PlanView:
        """Lock an answer in; see `bot.quizmaster.plan_play.answer`."""
        return await self._store.write(
            lambda conn: plan_play.answer(
                conn, quiz, number, guild=guild, player=player, choice=choice, clicked_at=clicked_at
            )
        )

    async def result(self, quiz: QuizId, number: int, *, guild: GuildId) -> tuple[RoundResult, Mapping[UserId, str]]:
        """Return one round of a closed quiz, and what to call players whom boards may not name.

        Raises:
            NotFoundError: There is no such quiz or round.
            QuizStateError: It is not closed: an open one tells nothing.
        """

        async def work(conn: Connection) -> tuple[RoundResult, Mapping[UserId, str]]:
            found = await plan_play.read_result(conn, quiz, number, guild=guild)
            return found, (await plan_end.read_end(conn, quiz)).names

        return await self._store.read(work)

    async def end(self, view: PlanView) -> PlanEnd | None:
        """Return how a quiz ended; None where it is yet to be closed, or was given up."""
        if view.planned.closed_at is None or view.session.state is QuizState.CANCELLED:
            return None
        return await self._store.read(lambda conn: plan_end.read_end(conn, view.session.id))


async def _find_work(conn: Connection, now: datetime) -> tuple[Sequence[GuildSettings], Sequence[QuizId]]:
    """Return what is due: servers whose quiz is to start, and quizzes to close once clicks under way have come."""
    until = now - GRACE
    starts_at, closes_at = await quiz_plans.next_moments(conn)
    is_due, is_closing = starts_at is not None and starts_at <= now, closes_at is not None and closes_at <= until
    due = await guilds.quiz_due_guilds(conn, now, _AT_ONCE) if is_due else ()
    return due, await quiz_plans.closing(conn, until, _AT_ONCE) if is_closing else ()


async def _guarded(of: int, work: Callable[[], Awaitable[None]]) -> None:
    """Do a piece of a tick, and keep a fault that nobody foresaw to itself: it is logged, and tried again."""
    try:
        await work()
    except StoreError:
        raise
    except Exception:  # noqa: BLE001 - the edge of a job: one bad quiz must not stop the others
        _LOG.exception("plan_failed of=%d", of)
