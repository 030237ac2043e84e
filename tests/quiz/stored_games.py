"""Games in a real store, as tests play them."""

from datetime import datetime, timedelta

from bot import quizmaster
from bot.model.ids import ChannelId, MessageId, QuizId, UserId
from bot.model.questions import QuestionKind
from bot.model.quiz import LockIn, OpenRound, QuizState, RoundResult
from data import quizzes
from data.store import Store
from tests.quiz.games import CHANNEL, GUILD, HOST, NOON, question, sourced

SHOWN_AT_NOON = MessageId((int(NOON.timestamp() * 1000) + 500 - 1_420_070_400_000) << 22)


async def begin(store: Store, rounds: int = 3, channel: ChannelId = CHANNEL) -> QuizId:
    """Start a quiz whose first option is always right."""
    session = await quizmaster.start(
        store,
        guild=GUILD,
        channel=channel,
        host=HOST,
        title="US – China",
        questions=[sourced(question(QuestionKind.WHO)) for _ in range(rounds)],
        seed=1,
        now=NOON,
    )
    return session.id


async def opened(store: Store, quiz: QuizId, after: int, now: datetime = NOON) -> OpenRound:
    """Open the round after `after`, which must succeed."""
    round_ = await quizmaster.open_next_round(store, quiz, after=after, now=now)
    assert round_ is not None
    return round_


async def closed(store: Store, quiz: QuizId, number: int, now: datetime | None = None) -> RoundResult:
    """Close a round after its time, which must succeed."""
    result = await quizmaster.close_round(store, quiz, number, now=now or NOON + timedelta(minutes=30))
    assert result is not None
    return result


async def click(
    store: Store, quiz: QuizId, user: UserId, choice: int, *, number: int = 0, after_s: float = 2
) -> LockIn:
    """Click an option some seconds after noon."""
    asked = (await store.read(lambda conn: quizzes.get_session(conn, quiz))).questions
    return await quizmaster.answer(
        store,
        asked,
        quiz=quiz,
        round_number=number,
        user=user,
        choice=choice,
        clicked_at=NOON + timedelta(seconds=after_s),
    )


async def state(store: Store, quiz: QuizId) -> tuple[QuizState, int]:
    """Return where a quiz stands in the store."""
    session = await store.read(lambda conn: quizzes.get_session(conn, quiz))
    return session.state, session.round_no
