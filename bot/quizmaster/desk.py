"""The quizmaster's desk: every use case of a quiz, bound to one store, one table of countries and one clock."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from bot.model.countries import Dyad, Gazetteer
from bot.model.dates import DateRange
from bot.model.errors import NotEnoughFactsError
from bot.model.ids import ArticleId, ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.quiz import (
    Board,
    LockIn,
    OpenRound,
    QuizRound,
    QuizSession,
    Recovery,
    RoundResult,
    SourcedQuestion,
)
from bot.model.stored import StoredArticle
from bot.quizmaster import ending, questions, rounds
from data import quizzes
from data.store import Store

_MOST_TITLE = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a quiz is played, and who starts it."""

    guild: GuildId
    channel: ChannelId
    host: UserId


class QuizDesk:
    """Begins quizzes, and plays them over the store."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Take the store, what is known of the world, and the clock (aware UTC)."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock

    @staticmethod
    def has_quiz(article: StoredArticle) -> bool:
        """Return whether enough of an article's questions passed for a quiz on it."""
        return len(article.reading.questions) >= questions.LEAST_QUESTIONS

    async def on_article(self, article: ArticleId, at: Table, *, seed: int, limit: int) -> QuizSession:
        """Begin a quiz on one article.

        Raises:
            NotFoundError: There is no such article here.
            NotEnoughFactsError: Too few questions passed.
            QuizStateError: A quiz is running in the channel.
        """
        made = await questions.article_questions(
            self._store, article, guild=at.guild, gazetteer=self._gazetteer, seed=seed, limit=limit
        )
        return await self._start(made[0].sources[0].title[:_MOST_TITLE], made, at, seed)

    async def on_pair(
        self, pair: Dyad, at: Table, *, seed: int, limit: int, period: DateRange | None = None
    ) -> QuizSession:
        """Begin a quiz on what is recorded between two countries; where a period gives too little, on all of it.

        Raises:
            NotEnoughFactsError: Too few questions passed.
            QuizStateError: A quiz is running in the channel.
        """
        made: tuple[SourcedQuestion, ...] = ()
        if period is not None:
            with suppress(NotEnoughFactsError):
                made = await self._pair_questions(pair, at, seed=seed, limit=limit, period=period)
        made = made or await self._pair_questions(pair, at, seed=seed, limit=limit, period=None)
        first, second = (self._gazetteer.country(code) for code in (pair.first, pair.second))
        title = f"{first.flag} {first.short} – {second.flag} {second.short}"
        return await self._start(title, made, at, seed)

    async def again(self, quiz: QuizId, at: Table, *, pair: Dyad, seed: int, limit: int) -> QuizSession:
        """Begin another quiz about the same: the article, where the last one was about one, else the server's pair.

        Raises:
            NotFoundError: There is no such quiz.
            NotEnoughFactsError: Too few questions passed.
            QuizStateError: A quiz is running in the channel.
        """
        last = await self._store.read(lambda c: quizzes.get_session(c, quiz))
        told = {source.article for question in last.questions for source in question.sources}
        if len(told) == 1 and last.title == last.questions[0].sources[0].title[:_MOST_TITLE]:
            return await self.on_article(told.pop(), at, seed=seed, limit=limit)
        return await self.on_pair(pair, at, seed=seed, limit=limit)

    async def running(self, channel: ChannelId) -> tuple[QuizSession, QuizRound | None] | None:
        """Return the quiz of a channel with its current round; None where none is running."""
        return await rounds.running(self._store, channel)

    async def open_next(self, quiz: QuizId, *, after: int) -> OpenRound | None:
        """Open the round after `after` (-1 for the first); None where somebody was faster or nothing follows."""
        return await rounds.open_next_round(self._store, quiz, after=after, now=self._clock())

    async def resume(self, quiz: QuizId) -> OpenRound | None:
        """Go on with a paused quiz; None where it isn't paused any more."""
        return await rounds.resume(self._store, quiz, now=self._clock())

    async def show_round(self, quiz: QuizId, number: int, message: MessageId) -> None:
        """Note the message that shows a round."""
        await rounds.show_round(self._store, quiz, number, message)

    async def answer(
        self, quiz: QuizId, round_number: int, *, user: UserId, choice: int, clicked_at: datetime
    ) -> LockIn:
        """Take one click; see `bot.quizmaster.rounds.answer`."""
        return await rounds.answer(
            self._store, quiz=quiz, round_number=round_number, user=user, choice=choice, clicked_at=clicked_at
        )

    async def close(self, quiz: QuizId, number: int) -> RoundResult | None:
        """Close a round once its time is over or all have answered; None where it is too early or closed already."""
        return await rounds.close_round(self._store, quiz, number, now=self._clock())

    async def result(self, quiz: QuizId, number: int) -> RoundResult:
        """Return a closed round; raises `NotFoundError` where it is not closed."""
        return await rounds.result(self._store, quiz, number)

    async def board(self, quiz: QuizId) -> Board:
        """Return a quiz's table as it stands."""
        return await rounds.board(self._store, quiz)

    async def session(self, quiz: QuizId) -> QuizSession:
        """Return a quiz; raises `NotFoundError` where there is none."""
        return await self._store.read(lambda c: quizzes.get_session(c, quiz))

    async def round_of(self, quiz: QuizId, number: int) -> QuizRound:
        """Return a round with its message; raises `NotFoundError` where it was never opened."""
        return await self._store.read(lambda c: quizzes.get_round(c, quiz, number))

    async def open_round(self, quiz: QuizId, number: int) -> OpenRound | None:
        """Return a round that still takes answers, with how many came; None where it is closed."""
        return await rounds.open_round(self._store, quiz, number)

    async def stop(self, quiz: QuizId, *, user: UserId, may_manage: bool) -> tuple[Board, RoundResult | None]:
        """End a quiz before its time; see `bot.quizmaster.ending.stop`."""
        return await ending.stop(self._store, quiz, user=user, may_manage=may_manage, now=self._clock())

    async def give_up(self, quiz: QuizId, *, round_no: int) -> Board | None:
        """Finish a quiz that was paused for too long; None where it went on meanwhile."""
        return await ending.give_up(self._store, quiz, round_no=round_no)

    async def recover(self) -> tuple[Recovery, ...]:
        """Bring every unfinished quiz back after a restart, oldest first."""
        return await ending.recover(self._store, now=self._clock())

    async def _pair_questions(
        self, pair: Dyad, at: Table, *, seed: int, limit: int, period: DateRange | None
    ) -> tuple[SourcedQuestion, ...]:
        return await questions.pair_questions(
            self._store, pair, guild=at.guild, gazetteer=self._gazetteer, seed=seed, limit=limit, period=period
        )

    async def _start(self, title: str, made: tuple[SourcedQuestion, ...], at: Table, seed: int) -> QuizSession:
        return await rounds.start(
            self._store,
            guild=at.guild,
            channel=at.channel,
            host=at.host,
            title=title,
            questions=made,
            seed=seed,
            now=self._clock(),
        )
