import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.model.errors import NotFoundError, QuizStateError
from bot.model.ids import ArticleId, ChannelId, MessageId, QuizId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import AnswerOutcome, QuizAnswer, QuizRound, QuizSession, QuizState, SourcedQuestion
from bot.model.stored import EventSource
from data import quizzes
from data.store import Store
from tests.data.build import GUILD, NOON

CHANNEL, ALICE, BOB = ChannelId(5), UserId(11), UserId(12)
QUESTION = SourcedQuestion(
    question=Question(
        kind=QuestionKind.WHO,
        stem="Who spoke?",
        options=("Anna Reed", "Gao Lin"),
        key=1,
        explanation="Gao Lin spoke.",
        sentences=(2,),
        difficulty=0.25,
        fact="event 0 source",
        gives_away=frozenset({"event 1 target"}),
    ),
    sources=(
        EventSource(
            article=ArticleId(1), title="T", source=None, url=None, published=NOON.date(), sentence_index=2,
            sentence_count=5, sentence="Gao Lin spoke.",
        ),
    ),
)  # fmt: skip


async def start(store: Store, channel: ChannelId = CHANNEL) -> QuizSession:
    return await store.write(
        lambda conn: quizzes.create_session(
            conn, guild=GUILD, channel=channel, host=ALICE, title="US – China", questions=(QUESTION,) * 2,
            seed=-(2**63), created_at=NOON,
        )
    )  # fmt: skip


async def open_first(store: Store) -> QuizId:
    quiz = (await start(store)).id
    assert await store.write(
        lambda conn: quizzes.open_round(conn, quiz, 0, opened_at=NOON, deadline_at=NOON + timedelta(seconds=20))
    )
    return quiz


async def answer(store: Store, quiz: QuizId, choice: int, at_ms: int, user: UserId = BOB) -> AnswerOutcome:
    given = QuizAnswer(quiz=quiz, round_number=0, user=user, choice=choice, at_ms=at_ms, changes=0)
    return await store.write(lambda conn: quizzes.record_answer(conn, given))


async def test_a_quiz_comes_back_whole(store: Store) -> None:
    session = await start(store)
    assert session == QuizSession(
        id=session.id, guild=GUILD, channel=CHANNEL, host=ALICE, title="US – China", state=QuizState.REVEAL,
        seed=-(2**63), questions=(QUESTION,) * 2, round_no=-1, pause_reason=None, created_at=NOON,
    )  # fmt: skip
    assert await store.read(lambda conn: quizzes.get_session(conn, session.id)) == session
    assert await store.read(lambda conn: quizzes.running_session(conn, CHANNEL)) == session
    assert await store.read(lambda conn: quizzes.running_session(conn, ChannelId(6))) is None


async def test_a_channel_has_one_quiz_at_a_time(store: Store) -> None:
    first = await start(store)
    with pytest.raises(QuizStateError, match="running"):
        await start(store)
    other = await start(store, ChannelId(6))
    assert await move(store, first, to_state=QuizState.FINISHED)
    second = await start(store)
    assert [one.id for one in await store.read(quizzes.unfinished_sessions)] == [other.id, second.id]
    with pytest.raises(QuizStateError, match="over"):
        await store.write(
            lambda conn: quizzes.move(
                conn, first.id, round_no=-1, from_state=QuizState.FINISHED, to_state=QuizState.QUESTION
            )
        )


async def move(store: Store, session: QuizSession, *, to_state: QuizState, to_round: int | None = None) -> bool:
    return await store.write(
        lambda conn: quizzes.move(
            conn,
            session.id,
            round_no=session.round_no,
            from_state=session.state,
            to_state=to_state,
            to_round=to_round,
            pause_reason="Nobody answers." if to_state is QuizState.PAUSED else None,
        )
    )


async def test_of_two_moves_from_one_place_one_wins(store: Store) -> None:
    session = await start(store)
    won = await asyncio.gather(
        move(store, session, to_state=QuizState.QUESTION, to_round=0),
        move(store, session, to_state=QuizState.PAUSED),
    )
    assert sorted(won) == [False, True]
    found = await store.read(lambda conn: quizzes.get_session(conn, session.id))
    assert (found.state, found.round_no, found.pause_reason) in {
        (QuizState.QUESTION, 0, None),
        (QuizState.PAUSED, -1, "Nobody answers."),
    }
    assert not await move(store, session, to_state=QuizState.CANCELLED)
    assert not await move(store, replace(found, round_no=7), to_state=QuizState.CANCELLED)
    assert await move(store, found, to_state=QuizState.CANCELLED)
    assert await store.read(quizzes.unfinished_sessions) == ()


async def test_a_round_is_opened_once_and_closed_once(store: Store) -> None:
    quiz = await open_first(store)
    deadline = NOON + timedelta(seconds=20)
    assert not await store.write(
        lambda conn: quizzes.open_round(conn, quiz, 0, opened_at=deadline, deadline_at=deadline)
    )
    await store.write(lambda conn: quizzes.set_round_message(conn, quiz, 0, MessageId(99)))
    closed = [
        await store.write(lambda conn: quizzes.close_round(conn, quiz, 0, deadline, False)),
        await store.write(lambda conn: quizzes.close_round(conn, quiz, 0, NOON, True)),
    ]
    assert closed == [True, False]
    expected = QuizRound(
        quiz=quiz,
        number=0,
        message=MessageId(99),
        opened_at=NOON,
        deadline_at=deadline,
        closed_at=deadline,
        is_void=False,
    )
    assert await store.read(lambda conn: quizzes.get_round(conn, quiz, 0)) == expected
    assert await store.read(lambda conn: quizzes.rounds(conn, quiz)) == (expected,)


async def test_an_answer_can_be_changed_once(store: Store) -> None:
    quiz = await open_first(store)
    outcomes = [await answer(store, quiz, choice, at_ms) for choice, at_ms in ((2, 900), (3, 1500), (1, 2000))]
    assert outcomes == [AnswerOutcome.FIRST, AnswerOutcome.CHANGED, AnswerOutcome.REFUSED]
    (found,) = await store.read(lambda conn: quizzes.answers(conn, quiz))
    assert (found.choice, found.at_ms, found.changes) == (3, 1500, 1)


async def test_a_second_click_on_the_same_option_uses_nothing_up(store: Store) -> None:
    quiz = await open_first(store)
    choices = ((2, 900), (2, 950), (3, 1500), (3, 1600))
    outcomes = [await answer(store, quiz, choice, at_ms) for choice, at_ms in choices]
    assert outcomes == [AnswerOutcome.FIRST, AnswerOutcome.FIRST, AnswerOutcome.CHANGED, AnswerOutcome.CHANGED]
    (found,) = await store.read(lambda conn: quizzes.answers(conn, quiz, 0))
    assert (found.choice, found.at_ms, found.changes) == (3, 1500, 1)


async def test_two_clicks_at_once_are_one_answer_and_one_change(store: Store) -> None:
    quiz = await open_first(store)
    outcomes = await asyncio.gather(answer(store, quiz, 0, 900), answer(store, quiz, 1, 901))
    (found,) = await store.read(lambda conn: quizzes.answers(conn, quiz))
    orders = {  # of writes that run at once PostgreSQL chooses which was the first
        (AnswerOutcome.FIRST, AnswerOutcome.CHANGED): (1, 901, 1),
        (AnswerOutcome.CHANGED, AnswerOutcome.FIRST): (0, 900, 1),
    }
    assert (found.choice, found.at_ms, found.changes) == orders[outcomes[0], outcomes[1]]


async def test_a_closed_round_takes_no_answer_and_no_change(store: Store) -> None:
    quiz = await open_first(store)
    await answer(store, quiz, 2, 900)
    await store.write(lambda conn: quizzes.close_round(conn, quiz, 0, NOON, False))
    assert await answer(store, quiz, 3, 950) is AnswerOutcome.REFUSED
    assert await answer(store, quiz, 3, 950, ALICE) is AnswerOutcome.REFUSED
    (found,) = await store.read(lambda conn: quizzes.answers(conn, quiz))
    assert (found.user, found.choice) == (BOB, 2)


async def test_a_round_that_was_never_opened_takes_no_answer(store: Store) -> None:
    quiz = (await start(store)).id
    assert await answer(store, quiz, 3, 950) is AnswerOutcome.REFUSED


async def test_answers_come_in_the_order_of_their_times(store: Store) -> None:
    quiz = await open_first(store)
    await answer(store, quiz, 1, 2000, ALICE)
    await answer(store, quiz, 1, 1000, BOB)
    assert [one.user for one in await store.read(lambda conn: quizzes.answers(conn, quiz, 0))] == [BOB, ALICE]
    assert await store.read(lambda conn: quizzes.answers(conn, quiz, 1)) == ()


async def test_what_is_not_there_is_not_found(store: Store) -> None:
    quiz = (await start(store)).id
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: quizzes.get_session(conn, QuizId(77)))
    with pytest.raises(NotFoundError):
        await store.read(lambda conn: quizzes.get_round(conn, quiz, 3))
    with pytest.raises(NotFoundError):
        await store.write(lambda conn: quizzes.set_round_message(conn, quiz, 3, MessageId(1)))
