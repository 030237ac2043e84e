"""Builders of quizzes that one player plays alone, and of whole channel games, over a store."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.model.ids import ChannelId, GuildId, QuizId, UserId
from bot.model.players import AloneView
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import QuizAnswer, QuizMode, QuizState, SourcedQuestion
from bot.quizmaster import alone, bank
from bot.quizmaster.alone import Plan
from bot.quizmaster.rows import follow
from data import quizzes
from data.store import Connection, Store
from tests.quiz.games import ANN, CHANNEL, GUILD, NOON, question, sourced


def asked(number: int, kind: QuestionKind = QuestionKind.WHO, **changes: object) -> SourcedQuestion:
    """Return a question on a fact of its own, option 0 right."""
    made = replace(question(kind), stem=f"Who did number {number}?", fact=f"E{number} source", facts=(f"E{number}",))
    return sourced(replace(made, **changes))  # type: ignore[arg-type]  # by name


PLACED = replace(
    question(),
    kind=QuestionKind.ORDER,
    stem="In which order?",
    options=("They met", "They spoke", "They signed"),
    key=-1,
    fact="E1 order",
    targets=("1st", "2nd", "3rd"),
    placing=(2, 0, 1),
)


def a_plan(
    *questions: SourcedQuestion, mode: QuizMode = QuizMode.SOLO, player: UserId = ANN, day: date | None = None
) -> Plan:
    """Return a quiz of one player on these questions, else on three of different facts."""
    return Plan(
        mode=mode,
        guild=GUILD,
        channel=CHANNEL,
        player=player,
        title="US – China",
        questions=questions or [asked(number) for number in range(3)],
        seed=1,
        day=day,
    )


async def begun(store: Store, plan: Plan, now: datetime = NOON) -> AloneView:
    """Begin a quiz of one player."""
    return await store.write(lambda conn: alone.begin(conn, plan, now=now))


async def answered(
    store: Store, view: AloneView, choice: int = 0, *, player: UserId = ANN, number: int | None = None,
    now: datetime = NOON,
) -> AloneView:  # fmt: skip
    """Answer the current round of a quiz of one player, or another one."""
    return await store.write(
        lambda conn: alone.answer(
            conn, view.session.id, view.number if number is None else number, player=player, choice=choice,
            clicked_at=now, now=now,
        )
    )  # fmt: skip


async def gone_on(store: Store, view: AloneView, *, player: UserId = ANN, now: datetime = NOON) -> AloneView:
    """Go on after the current round of a quiz of one player."""
    return await store.write(lambda conn: alone.go_on(conn, view.session.id, after=view.number, player=player, now=now))


async def played(store: Store, plan: Plan, choices: Sequence[int], now: datetime = NOON) -> AloneView:
    """Play a whole quiz of one player with these answers."""
    view = await begun(store, plan, now)
    for number, choice in enumerate(choices):
        view = await gone_on(store, view, player=plan.player, now=now) if number else view
        view = await answered(store, view, choice, player=plan.player, now=now)
    return view


async def a_channel_round(
    store: Store,
    choices: dict[UserId, int],
    asks: SourcedQuestion | Question | None = None,
    *,
    at: datetime = NOON,
    guild: GuildId = GUILD,
    channel: ChannelId = CHANNEL,
    is_void: bool = False,
) -> QuizId:
    """Play a channel's quiz of one question with these answers to its end."""
    shown = sourced(asks) if isinstance(asks, Question) else asks or asked(0)

    async def work(conn: Connection) -> QuizId:
        session = await quizzes.create_session(
            conn, guild=guild, channel=channel, host=min(choices), title="US – China",
            questions=await bank.keep(conn, guild, [shown], at), seed=1, created_at=at,
            state=QuizState.QUESTION, round_no=0,
        )  # fmt: skip
        opened = {"opened_at": at, "deadline_at": at + timedelta(seconds=20), "item": session.questions[0].item}
        await quizzes.open_round(conn, session.id, 0, **opened)  # type: ignore[arg-type]  # by name
        for user, choice in choices.items():
            given = QuizAnswer(quiz=session.id, round_number=0, user=user, choice=choice, at_ms=1000, changes=0)
            await quizzes.record_answer(conn, given)
        await quizzes.close_round(conn, session.id, 0, at, is_void)
        await follow(conn, session, QuizState.FINISHED)
        return session.id

    return await store.write(work)
