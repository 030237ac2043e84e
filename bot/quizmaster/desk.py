"""The quizmaster's desk: every use case of a quiz, bound to one store, one table of countries and one clock."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model.countries import Dyad, Gazetteer
from bot.model.ids import ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.quiz import (
    Board,
    LockIn,
    OpenRound,
    Pace,
    Placing,
    QuizMode,
    QuizRound,
    QuizSession,
    QuizTopic,
    Recovery,
    RoundResult,
    SourcedQuestion,
)
from bot.model.stored import StoredArticle, StoredEvent
from bot.model.unnamed import UNNAMED
from bot.quizmaster import answers, ending, questions, recovery, rounds
from bot.quizmaster.wishes import MOST_TITLE, wished
from data import quizzes
from data.store import Store

_REMEMBERED = 64
"""Quizzes whose questions are kept in memory: more than are played at one time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Where a quiz is played, and who starts it."""

    guild: GuildId
    channel: ChannelId
    host: UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizWish:
    """What a quiz is to be like.

    Attributes:
        topic: What it is about.
        mode: How it is played.
        pace: Time for each round.
        rounds: How many at most.
        may_widen: Where the topic's period gives too few questions, take all times.
    """

    topic: QuizTopic
    mode: QuizMode = QuizMode.TOGETHER
    pace: Pace = Pace.NORMAL
    rounds: int = 5
    may_widen: bool = False


class QuizDesk:
    """Begins quizzes, and plays them over the store."""

    def __init__(self, store: Store, gazetteer: Gazetteer, *, clock: Callable[[], datetime]) -> None:
        """Take the store, what is known of the world, and the clock (aware UTC)."""
        self._store = store
        self._gazetteer = gazetteer
        self._clock = clock
        self._asked: OrderedDict[QuizId, tuple[SourcedQuestion, ...]] = OrderedDict()

    @staticmethod
    def has_quiz(article: StoredArticle, earlier: Sequence[StoredEvent]) -> bool:
        """Return whether a quiz on an article may be made: of itself, or of what is recorded before it."""
        return len(article.reading.questions) >= questions.LEAST_OF_ARTICLE or bool(earlier)

    async def begin(self, wish: QuizWish, at: Table, *, seed: int) -> QuizSession:
        """Begin a quiz in a channel; it may have fewer rounds than were wished for.

        Raises:
            NotFoundError: There is no such article here.
            NotEnoughFactsError: Too few questions passed.
            QuizStateError: A quiz is running in the channel.
        """
        found = await wished(
            self._store,
            wish.topic,
            guild=at.guild,
            gazetteer=self._gazetteer,
            seed=seed,
            limit=wish.rounds,
            may_widen=wish.may_widen,
        )
        session = await rounds.start(
            self._store,
            guild=at.guild,
            channel=at.channel,
            host=at.host,
            title=found.title,
            questions=found.questions,
            seed=seed,
            now=self._clock(),
            mode=wish.mode,
            pace=wish.pace,
            topic=found.topic,
            wanted=wish.rounds,
        )
        self._remember(session)
        return session

    async def again(self, quiz: QuizId, *, pair: Dyad) -> QuizWish:
        """Return what to begin another quiz with, like an earlier one: its topic, mode, pace and length.

        Args:
            quiz: The earlier one; it may have been stored before topics were.
            pair: The server's, for one of which nothing else is known.

        Raises:
            NotFoundError: There is no such quiz.
        """
        last = await self.session(quiz)
        told = {source.article for question in last.questions for source in question.sources}
        if last.topic is not None:
            topic = last.topic
        elif len(told) == 1 and last.title == last.questions[0].sources[0].title[:MOST_TITLE]:
            topic = QuizTopic(article=told.pop())
        else:
            topic = QuizTopic(pair=pair)
        return QuizWish(topic=topic, mode=last.mode, pace=last.pace, rounds=last.wanted or len(last.questions))

    async def running(self, channel: ChannelId) -> tuple[QuizSession, QuizRound | None] | None:
        """Return the quiz of a channel with its current round; None where none is running."""
        return await rounds.running(self._store, channel)

    async def open_next(self, quiz: QuizId, *, after: int) -> OpenRound | None:
        """Open the round after `after` (-1 for the first); None where somebody was faster or nothing follows."""
        return await rounds.open_next_round(self._store, quiz, after=after, now=self._clock())

    async def resume(self, quiz: QuizId) -> OpenRound | None:
        """Go on with a paused quiz; None where it isn't paused any more."""
        return await rounds.resume(self._store, quiz, now=self._clock())

    async def show_round(self, quiz: QuizId, number: int, message: MessageId) -> bool:
        """Note the message that shows a round; return whether the round is still open."""
        return await rounds.show_round(self._store, quiz, number, message)

    async def renew(self, quiz: QuizId, number: int) -> OpenRound | None:
        """Give a round that was not shown yet its whole time again; None where it isn't open, or was shown."""
        return await rounds.renew_round(self._store, quiz, number, now=self._clock())

    async def answer(
        self, quiz: QuizId, round_number: int, *, user: UserId, choice: int, clicked_at: datetime
    ) -> LockIn:
        """Take one click; see `bot.quizmaster.answers.answer`."""
        return await answers.answer(
            self._store,
            await self.asked(quiz),
            quiz=quiz,
            round_number=round_number,
            user=user,
            choice=choice,
            clicked_at=clicked_at,
        )

    async def placing(
        self,
        quiz: QuizId,
        round_number: int,
        *,
        user: UserId,
        clicked_at: datetime,
        picks: Sequence[int | None] | None = None,
    ) -> Placing:
        """Return a placed question as a player is to see it next; see `bot.quizmaster.answers.placing`."""
        return await answers.placing(
            self._store,
            await self.asked(quiz),
            quiz=quiz,
            round_number=round_number,
            user=user,
            picks=picks,
            clicked_at=clicked_at,
        )

    async def place(
        self, quiz: QuizId, round_number: int, *, user: UserId, picks: Sequence[int | None], clicked_at: datetime
    ) -> LockIn:
        """Take a whole answer to a placed question as one click.

        Raises:
            NotFoundError: There is no such quiz or question, or the picks are no whole answer.
        """
        choice = answers.placed_choice(await self.asked(quiz), quiz, round_number, picks)
        return await self.answer(quiz, round_number, user=user, choice=choice, clicked_at=clicked_at)

    async def close(self, quiz: QuizId, number: int) -> RoundResult | None:
        """Close a round once its time is over or all have answered; None where it is too early or closed already."""
        return await rounds.close_round(self._store, quiz, number, now=self._clock())

    async def result(self, quiz: QuizId, number: int) -> RoundResult:
        """Return a closed round; raises `NotFoundError` where it is not closed."""
        return await rounds.result(self._store, quiz, number)

    async def shown_names(self, guild: GuildId, names: Mapping[UserId, str]) -> Mapping[UserId, str]:
        """Return what boards in a server call its players: their names, or the same for all where it names nobody."""
        settings = await self._store.settings(guild)
        return names if settings.names_members else UNNAMED

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

    @staticmethod
    def check_stop(session: QuizSession, *, user: UserId, may_manage: bool) -> None:
        """Raise where somebody may not stop a quiz; see `bot.quizmaster.ending.check_stop`."""
        ending.check_stop(session, user=user, may_manage=may_manage)

    async def stop_after_round(self, quiz: QuizId, *, user: UserId, may_manage: bool) -> bool:
        """Let a quiz end after its open round; see `bot.quizmaster.ending.stop_after_round`."""
        return await ending.stop_after_round(self._store, quiz, user=user, may_manage=may_manage)

    async def pause(self, quiz: QuizId, *, reason: str) -> QuizSession | None:
        """Let a quiz wait that can't be shown; None where it is over, or waits already."""
        return await ending.pause(self._store, quiz, reason=reason, now=self._clock())

    async def give_up(self, quiz: QuizId, *, round_no: int) -> Board | None:
        """Finish a quiz that was paused for too long; None where it went on meanwhile."""
        return await ending.give_up(self._store, quiz, round_no=round_no)

    async def show_notice(self, session: QuizSession, message: MessageId) -> None:
        """Note the message that shows a quiz's pause or end, `NO_NOTICE` where none can be shown."""
        await ending.show_notice(self._store, session, message)

    async def recover(self, is_ours: Callable[[GuildId], bool]) -> tuple[Recovery, ...]:
        """Bring the quizzes of our servers back after a restart, oldest first."""
        return await recovery.recover(self._store, now=self._clock(), is_ours=is_ours)

    async def take_up(self, quiz: QuizId) -> Recovery:
        """Return how a quiz stands after a step was broken off; raises `NotFoundError` where there is none."""
        return await recovery.take_up(self._store, quiz, now=self._clock())

    async def void(self, quiz: QuizId, number: int) -> RoundResult | None:
        """Close a round for nobody whose time passed while the bot was away; None where it isn't open."""
        return await recovery.void_open_round(self._store, quiz, number, now=self._clock())

    async def asked(self, quiz: QuizId) -> tuple[SourcedQuestion, ...]:
        """Return a quiz's questions, which never change; those of the latest quizzes are kept in memory."""
        if quiz not in self._asked:
            self._remember(await self.session(quiz))
        self._asked.move_to_end(quiz)
        return self._asked[quiz]

    def _remember(self, session: QuizSession) -> None:
        self._asked[session.id] = session.questions
        while len(self._asked) > _REMEMBERED:
            self._asked.popitem(last=False)
