"""Builders of games for tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.ids import ArticleId, ChannelId, GuildId, MessageId, QuizId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import ClickedRound, QuizAnswer, QuizMode, QuizRound, QuizSession, QuizState, SourcedQuestion
from bot.model.stored import EventSource

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GUILD, CHANNEL, HOST = GuildId(10), ChannelId(20), UserId(30)
QUIZ = QuizId(1)
ANN, BEN, CLEO = UserId(1), UserId(2), UserId(3)


def placed(kind: QuestionKind = QuestionKind.ORDER, *, placing: tuple[int, ...] = (1, 0, 2)) -> Question:
    """Return a placed question: three visits, and their places in an order or their months."""
    targets = ("1st", "2nd", "3rd") if kind is QuestionKind.ORDER else ("May 2023", "June 2023", "July 2023")
    return replace(
        question(kind),
        stem="When did these happen?",
        options=("The visit to Oslo", "The call", "The summit in Lima"),
        key=-1,
        targets=targets,
        placing=placing,
    )


def question(kind: QuestionKind = QuestionKind.WHO, *, key: int = 0, words: int = 10) -> Question:
    """Return a question whose stem has `words` words, and four options of one word (two for true or false)."""
    options = ("True", "False") if kind is QuestionKind.TRUE_FALSE else ("Anna", "Bert", "Cara", "Dora")
    return Question(
        kind=kind,
        stem=" ".join(["word"] * words),
        options=options,
        key=key,
        explanation="Because.",
        sentences=(0,),
        difficulty=0.5,
        fact="event 0 source",
    )


def sourced(asked: Question) -> SourcedQuestion:
    """Return a question with one source."""
    source = EventSource(
        article=ArticleId(1),
        title="A title",
        source=None,
        url=None,
        published=None,
        sentence_index=0,
        sentence_count=1,
        sentence="A sentence.",
    )
    return SourcedQuestion(question=asked, sources=(source,))


def session(
    *kinds: QuestionKind | Question,
    state: QuizState = QuizState.QUESTION,
    round_no: int = 0,
    reason: str | None = None,
    mode: QuizMode = QuizMode.TOGETHER,
) -> QuizSession:
    """Return a quiz with one question of each kind, option 0 always right."""
    return QuizSession(
        id=QUIZ,
        guild=GUILD,
        channel=CHANNEL,
        host=HOST,
        title="US – China",
        state=state,
        seed=1,
        questions=tuple(sourced(each if isinstance(each, Question) else question(each)) for each in kinds),
        round_no=round_no,
        pause_reason=reason,
        created_at=NOON,
        mode=mode,
    )


def clicked(
    round_: QuizRound | None,
    previous: QuizAnswer | None = None,
    *,
    state: QuizState = QuizState.QUESTION,
    round_no: int = 0,
) -> ClickedRound:
    """Return what a click finds; nobody else plays."""
    return ClickedRound(state=state, round_no=round_no, round=round_, previous=previous, others=0, awaited=0, missing=0)


def a_round(
    number: int, *, is_closed: bool = True, is_void: bool = False, message: MessageId | None = None
) -> QuizRound:
    """Return a round of 20 seconds, opened `number` minutes after noon."""
    opened_at = NOON + timedelta(minutes=number)
    return QuizRound(
        quiz=QUIZ,
        number=number,
        message=message,
        opened_at=opened_at,
        deadline_at=opened_at + timedelta(seconds=20),
        closed_at=opened_at + timedelta(seconds=22) if is_closed else None,
        is_void=is_void,
    )


def an_answer(
    number: int,
    user: UserId,
    choice: int = 0,
    *,
    at_ms: int = 1000,
    changes: int = 0,
    points: int | None = None,
) -> QuizAnswer:
    """Return an answer; choice 0 is right."""
    return QuizAnswer(
        quiz=QUIZ, round_number=number, user=user, choice=choice, at_ms=at_ms, changes=changes, points=points
    )
