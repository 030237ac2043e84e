"""The player's desk: every use case of one player, bound to one store, one table of countries and one clock."""

from collections.abc import Callable
from datetime import datetime

from bot.model.countries import Dyad, Gazetteer
from bot.model.errors import QuizStateError
from bot.model.ids import GuildId, MessageId, QuizId, UserId
from bot.model.language import told
from bot.model.players import (
    AloneEnd,
    AloneView,
    Due,
    Measure,
    OwnStanding,
    Period,
    PlayerSheet,
    Standings,
)
from bot.model.quiz import QuizMode, QuizTopic
from bot.quizmaster import alone, daily, review, standings
from bot.quizmaster.alone import Plan
from bot.quizmaster.desk import QuizWish, Table
from bot.quizmaster.wishes import wished
from data import quiz_alone, quiz_memories, quiz_standings, quizzes
from data.store import Connection, Store


class PlayerDesk:
    """Plays quizzes with single players, and keeps a server's tables."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Take the store, what is known of the world, and the clock (aware UTC)."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock

    async def solo(self, at: Table, wish: QuizWish | None = None, *, seed: int) -> AloneView:
        """Begin a quiz for the player alone, in place of the one that they have not ended.

        Args:
            at: Where, and who plays.
            wish: What it is about and how long; None for a few questions on the server's pair.
            seed: The same seed gives the same quiz.

        Raises:
            NotFoundError: There is no such article here.
            NotEnoughFactsError: Too few questions passed.
        """
        if wish is None:
            settings = await self._store.settings(at.guild)
            wish = QuizWish(topic=QuizTopic(pair=settings.pair))
        found = await wished(
            self._store,
            wish.topic,
            guild=at.guild,
            gazetteer=self._gazetteer,
            seed=seed,
            limit=wish.rounds,
            may_widen=wish.may_widen,
        )
        plan = Plan(
            mode=QuizMode.SOLO,
            guild=at.guild,
            channel=at.channel,
            player=at.host,
            title=found.title,
            questions=found.questions,
            seed=seed,
            topic=found.topic,
            wanted=wish.rounds,
        )
        now = self._clock()
        return await self._store.write(lambda conn: alone.begin(conn, plan, now=now))

    async def daily(self, at: Table) -> AloneView:
        """Begin a player's quiz of the server's day, or return where it stands.

        Raises:
            NotEnoughFactsError: Five questions can't be made of what is recorded; nothing is kept.
        """
        now = self._clock()
        today = await daily.server_day(self._store, at.guild, now)
        return await daily.play(
            self._store,
            self._gazetteer,
            today,
            channel=at.channel,
            player=at.host,
            title=self._pair_title(today.pair),
            now=now,
        )

    async def review(self, at: Table, *, seed: int) -> AloneView | Due:
        """Begin a review of what a player missed and what is due; only what is remembered where nothing waits."""
        settings = await self._store.settings(at.guild)
        return await review.play(
            self._store,
            self._gazetteer,
            guild=at.guild,
            channel=at.channel,
            player=at.host,
            title=self._pair_title(settings.pair),
            seed=seed,
            now=self._clock(),
        )

    async def answer(
        self, quiz: QuizId, number: int, *, player: UserId, choice: int, clicked_at: datetime
    ) -> AloneView:
        """Take a player's answer, and close its round; see `bot.quizmaster.alone.answer`."""
        now = self._clock()
        return await self._store.write(
            lambda conn: alone.answer(conn, quiz, number, player=player, choice=choice, clicked_at=clicked_at, now=now)
        )

    async def view(self, quiz: QuizId, player: UserId) -> AloneView:
        """Return where a player's quiz stands.

        Raises:
            NotFoundError: There is no such quiz.
            QuizStateError: It is over before its end, or somebody else's.
        """
        return await self._store.read(lambda conn: alone.read_own(conn, quiz, player))

    async def go_on(self, quiz: QuizId, *, after: int, player: UserId) -> AloneView:
        """Open the question after an answered one; see `bot.quizmaster.alone.go_on`."""
        now = self._clock()
        return await self._store.write(lambda conn: alone.go_on(conn, quiz, after=after, player=player, now=now))

    async def end(self, view: AloneView) -> AloneEnd:
        """Return how a finished quiz of one player ended.

        Raises:
            QuizStateError: It is not finished.
        """
        if not view.is_over:
            raise QuizStateError(f"quiz {view.session.id} goes on", user_text=told("This quiz is not finished yet."))
        session, now = view.session, self._clock()
        today = await daily.server_day(self._store, session.guild, now)

        async def work(conn: Connection) -> AloneEnd:
            day = session.day
            last = await quizzes.get_round(conn, session.id, session.round_no)
            return AloneEnd(
                view=view,
                due=await quiz_memories.due(conn, session.guild, session.host, now=now),
                streak=0 if day is None else await daily.streak_of(conn, session.guild, session.host, day),
                next_at=today.next_at if day == today.day else None,
                is_shared=last.message is not None,
            )

        return await self._store.read(work)

    async def note_shared(self, view: AloneView, message: MessageId) -> None:
        """Note the message that tells a channel how a player's quiz ended."""
        session = view.session
        await self._store.write(lambda conn: quizzes.set_round_message(conn, session.id, session.round_no, message))

    async def sheet(self, guild: GuildId, player: UserId) -> PlayerSheet:
        """Return what a server keeps of a player's answers."""
        return await standings.sheet(self._store, guild, player, self._clock())

    async def set_listed(self, guild: GuildId, player: UserId, is_listed: bool) -> None:
        """Note whether a server's boards may name a player."""
        await self._store.write(lambda conn: quiz_alone.set_listed(conn, guild, player, is_listed))

    async def forget(self, guild: GuildId, player: UserId) -> int:
        """Delete what a server keeps of a player's quizzes; return how many answers that were."""
        return await self._store.write(lambda conn: quiz_standings.forget_player(conn, guild, player))

    async def board(self, guild: GuildId, measure: Measure, period: Period) -> Standings:
        """Return a server's board."""
        return await standings.board(self._store, guild, measure, period, self._clock())

    async def standing(self, guild: GuildId, player: UserId, measure: Measure, period: Period) -> OwnStanding:
        """Return where a player stands on a server's board."""
        return await standings.own(self._store, guild, player, measure, period, self._clock())

    def _pair_title(self, pair: Dyad) -> str:
        first, second = (self._gazetteer.country(code) for code in (pair.first, pair.second))
        return f"{first.flag} {first.short} – {second.flag} {second.short}"
