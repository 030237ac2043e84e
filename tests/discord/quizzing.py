"""A quiz in the general channel, as tests start it, look at it and let its time run out."""

from typing import Any

from bot.model.ids import ChannelId, GuildId, QuizId, UserId
from bot.model.questions import Question
from bot.model.quiz import QuizMode, QuizState
from data import quizzes
from tests.discord.conftest import Newsroom
from tests.discord.looking import buttons_of, shown_by
from tests.quiz.games import sourced

GRACE_S = 2
BETWEEN_S = 8.5
RETRIES_S = 8


async def start(newsroom: Newsroom, **options: Any) -> Any:
    await newsroom.alice.slash(newsroom.general, "quiz start", **options)
    return newsroom.general.last_message


def options_of(message: Any) -> list[str]:
    return [label for label in buttons_of(message) if label[:4] in {"A · ", "B · ", "C · ", "D · "}]


async def running(newsroom: Newsroom) -> tuple[QuizId, int]:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    return found[0].id, found[0].round_no


async def right_label(newsroom: Newsroom) -> str:
    quiz, number = await running(newsroom)
    question = (await newsroom.services.quizzes.session(quiz)).questions[number].question
    return f"{'ABCD'[question.key]} · {question.options[question.key]}"


async def let_time_run_out(newsroom: Newsroom) -> None:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    assert found[1] is not None
    left = found[1].deadline_at - newsroom.services.clock()
    await newsroom.env.advance_time(left.total_seconds() + GRACE_S)


async def state_of(newsroom: Newsroom) -> QuizState:
    found = await newsroom.services.quizzes.running(ChannelId(newsroom.general.id))
    assert found is not None
    return found[0].state


def letters(newsroom: Newsroom) -> list[Any]:
    """Return the direct messages that the bot has sent to Alice."""
    return list(newsroom.alice.user.dm_channel.history())


def latest(newsroom: Newsroom) -> Any:
    return newsroom.general.last_message


async def play(newsroom: Newsroom, *asked: Question, mode: QuizMode = QuizMode.TOGETHER) -> Any:
    """Resume a quiz of these questions, which waits in the general channel; return the first question's message."""
    await newsroom.store.write(
        lambda conn: quizzes.create_session(
            conn,
            guild=GuildId(newsroom.guild.id),
            channel=ChannelId(newsroom.general.id),
            host=UserId(newsroom.alice.id),
            title="Norway – Chile",
            questions=tuple(sourced(each) for each in asked),
            seed=1,
            created_at=newsroom.services.clock(),
            state=QuizState.PAUSED,
            mode=mode,
        )
    )
    waiting = shown_by(await newsroom.alice.slash(newsroom.general, "quiz start"))
    await newsroom.alice.click(waiting, label="Resume")
    return latest(newsroom)
