"""Planned quizzes over a real store: closed once, given up where nobody could see them, faults kept to themselves."""

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest

from bot.model.digest import DigestDecision, NewOutboxItem, OutboxState
from bot.model.errors import NotFoundError, QuizStateError, StoreError
from bot.model.ids import ChannelId, GuildId, MessageId, OutboxId, QuizId, UserId
from bot.model.quiz import LockOutcome, QuizState, SourcedQuestion
from bot.model.settings import Cadence, GuildSettings, QuizPlan, Schedule
from bot.quizmaster import bank, plan_questions, plan_start
from bot.quizmaster.plan_desk import PlanDesk
from bot.quizmaster.plan_press import ENDS, OPENS, PlanPress
from data import digests, guilds, quiz_plans, quizzes
from data.reference import load_gazetteer
from data.schema import outbox
from data.store import Connection, Store
from tests.clock import Clock
from tests.quiz.alone_games import PLACED, asked
from tests.quiz.games import ANN, BEN, CHANNEL, GUILD, NOON

DAY = date(2026, 3, 2)
CLOSES = NOON + timedelta(hours=24)
PRESS = PlanPress(
    announcement=lambda planned: f"open {planned.session.id}",
    opener=lambda planned: f"post {planned.session.day}",
    end=lambda end: (f"answers {len(end.counting)}", f"board {[(row.rank, row.points) for row in end.board.rows]}"),
    closed=lambda end: f"closed {end.board.answered}",
)


@dataclass
class House:
    """A desk over a store, and its clock."""

    store: Store
    desk: PlanDesk
    clock: Clock

    async def tick_at(self, moment: datetime) -> None:
        self.clock.now = moment
        await self.desk.tick()

    async def owed(self) -> list[tuple[str, int, str, int | None]]:
        """Return what the outbox holds of the end: part, text and the message that it takes the place of."""
        rows = await self.store.read(lambda conn: conn.execute(outbox.select().order_by(outbox.c.id)))
        return [(row.kind, row.part, row.payload, row.target) for row in rows if row.kind == ENDS]

    async def answer(
        self, quiz: QuizId, number: int, choice: int, user: UserId = ANN, **changes: object
    ) -> LockOutcome:
        given = {"guild": GUILD, "player": user, "clicked_at": NOON + timedelta(hours=1), **changes}
        view = await self.desk.answer(quiz, number, choice=choice, **given)  # type: ignore[arg-type]  # by name
        assert view.outcome is not None
        return view.outcome


@pytest.fixture
def house(store: Store) -> House:
    clock = Clock(NOON)
    return House(store, PlanDesk(store, load_gazetteer(), clock=clock, press=PRESS), clock)


async def opened(house: House, *, is_sent: bool = True) -> QuizId:
    """Open a quiz of three questions and a placed one, announced or about to be."""

    async def work(conn: Connection) -> QuizId:
        questions = await bank.keep(conn, GUILD, [*(asked(number) for number in range(1, 4)), _placed()], NOON)
        session = await quiz_plans.create_open(
            conn, guild=GUILD, channel=CHANNEL, title="T", questions=questions, seed=1, wanted=5, day=DAY, now=NOON,
            closes_at=CLOSES,
        )  # fmt: skip
        item = NewOutboxItem(
            guild=GUILD, channel=CHANNEL, kind=OPENS, period=DAY, part=0, payload="open", not_before=NOON
        )
        (row,) = await digests.enqueue(conn, [item])
        await quiz_plans.add_plan(conn, session, cadence=Cadence.DAILY, closes_at=CLOSES, announcement=row)
        return session.id

    quiz = await house.store.write(work)
    if is_sent:
        await house.store.write(sent)
    return quiz


def _placed() -> SourcedQuestion:
    return replace(asked(9), question=replace(PLACED, fact="E9 order", facts=("E9",)))


async def sent(conn: Connection) -> None:
    (item,) = await digests.claim(conn, owner="me", now=NOON)
    await digests.mark_sent(conn, item, owner="me", message=MessageId(77), place=ChannelId(78), now=NOON)


async def test_its_end_scores_all_rounds_and_owes_each_card_once(house: House) -> None:
    quiz = await opened(house)
    for number in range(3):
        assert await house.answer(quiz, number, 0) is LockOutcome.LOCKED
    assert await house.answer(quiz, 3, PLACED.right_choice, BEN) is LockOutcome.LOCKED
    assert await house.answer(quiz, 0, 1, BEN) is LockOutcome.LOCKED
    await house.tick_at(CLOSES + timedelta(seconds=1))
    assert await house.owed() == []
    await house.tick_at(CLOSES + timedelta(seconds=2))
    await house.tick_at(CLOSES + timedelta(seconds=30))
    assert await house.owed() == [
        (ENDS, 0, "answers 4", None),
        (ENDS, 1, "board [(1, 300), (2, 120)]", None),
        (ENDS, 2, "closed 5", 77),
    ]
    places = await house.store.read(lambda conn: conn.scalars(outbox.select().with_only_columns(outbox.c.channel)))
    assert list(places) == [CHANNEL, 78, 78, 78]
    kept = await house.store.read(lambda conn: quizzes.answers(conn, quiz, user=ANN))
    assert [one.points for one in kept] == [100, 100, 100]


async def test_the_rules_of_a_click_are_the_game_s(house: House) -> None:
    quiz = await opened(house)
    outcomes = [await house.answer(quiz, 1, choice) for choice in (0, 0, 2, 3)]
    assert outcomes == [LockOutcome.LOCKED, LockOutcome.SAME, LockOutcome.CHANGED, LockOutcome.NO_CHANGE_LEFT]
    late = CLOSES + timedelta(milliseconds=1)
    assert await house.answer(quiz, 2, 0, clicked_at=late) is LockOutcome.ROUND_OVER
    assert await house.answer(quiz, 2, 0, clicked_at=CLOSES) is LockOutcome.LOCKED
    await house.tick_at(CLOSES + timedelta(seconds=2))
    assert await house.answer(quiz, 3, 0) is LockOutcome.QUIZ_OVER


@pytest.mark.parametrize(("number", "choice"), [(9, 0), (-1, 0), (0, 4), (0, -1), (3, 27)])
async def test_what_was_not_asked_can_t_be_answered(house: House, number: int, choice: int) -> None:
    quiz = await opened(house)
    with pytest.raises(NotFoundError):
        await house.answer(quiz, number, choice)


async def test_another_server_s_quiz_is_not_found(house: House) -> None:
    quiz = await opened(house)
    with pytest.raises(NotFoundError):
        await house.desk.view(quiz, guild=GuildId(99), player=ANN, at=NOON)


async def test_an_open_quiz_tells_no_answer(house: House) -> None:
    quiz = await opened(house)
    with pytest.raises(QuizStateError):
        await house.desk.result(quiz, 0, guild=GUILD)
    assert await house.desk.end(await house.desk.view(quiz, guild=GUILD, player=ANN, at=NOON)) is None
    await house.tick_at(CLOSES + timedelta(seconds=2))
    assert (await house.desk.result(quiz, 0, guild=GUILD))[0].next_step is QuizState.REVEAL
    with pytest.raises(NotFoundError):
        await house.desk.result(quiz, 4, guild=GUILD)


async def test_one_that_was_never_announced_is_given_up(house: House) -> None:
    quiz = await opened(house, is_sent=False)
    await house.tick_at(CLOSES + timedelta(seconds=2))
    assert await house.owed() == []
    assert (await house.store.read(lambda conn: quizzes.get_session(conn, quiz))).state is QuizState.CANCELLED
    item = await house.store.read(lambda conn: digests.get_item(conn, OutboxId(1)))
    assert (item.state, item.reason) == (OutboxState.FAILED, "expired")
    (entry,) = await house.store.read(lambda conn: digests.ledger(conn, GUILD))
    assert (entry.kind, entry.period, entry.decision) == (ENDS, DAY, DigestDecision.MISSED)
    view = await house.desk.view(quiz, guild=GUILD, player=ANN, at=CLOSES)
    assert (view.is_over, await house.desk.end(view)) == (True, None)


async def test_one_whose_announcement_was_not_noted_but_was_answered_is_told(house: House) -> None:
    quiz = await opened(house, is_sent=False)
    await house.answer(quiz, 0, 0)
    await house.tick_at(CLOSES + timedelta(seconds=2))
    assert [text for _, _, text, _ in await house.owed()] == ["answers 4", "board [(1, 100)]"]


async def test_it_does_not_close_while_its_announcement_is_being_sent(house: House) -> None:
    quiz = await opened(house, is_sent=False)
    moment = CLOSES + timedelta(seconds=2)
    (item,) = await house.store.write(lambda conn: digests.claim(conn, owner="me", now=moment))
    await house.tick_at(moment)
    assert (await house.store.read(lambda conn: quiz_plans.get_plan(conn, quiz))).closed_at is None
    told = {"owner": "me", "message": MessageId(77), "place": ChannelId(78), "now": moment}
    await house.store.write(lambda conn: digests.mark_sent(conn, item, **told))  # type: ignore[arg-type]  # by name
    await house.tick_at(moment + timedelta(seconds=20))
    assert [text for _, _, text, _ in await house.owed()] == ["answers 4", "board []", "closed 0"]


async def test_a_fault_of_one_stops_no_other(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    schedule = Schedule(cadence=Cadence.DAILY, at=NOON.time())
    for guild in (GuildId(1), GuildId(2)):
        plan = QuizPlan(channel=CHANNEL, schedule=schedule, due_at=NOON)
        await house.store.write(
            lambda conn, guild=guild, plan=plan: guilds.save_settings(conn, GuildSettings(guild=guild, quiz=plan))  # type: ignore[misc]  # bound per turn
        )

    async def choose(*given: object) -> object:
        if getattr(given[2], "guild", None) == 1:
            raise ZeroDivisionError
        return await plan_questions.choose_questions(*given)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(plan_start, "choose_questions", choose)
    with caplog.at_level(logging.ERROR):
        await house.desk.tick()
    assert "plan_failed of=1" in caplog.text
    (entry,) = await house.store.read(lambda conn: digests.ledger(conn, GuildId(2)))
    assert entry.decision is DigestDecision.TOO_FEW
    kept = [await house.store.read(lambda c, g=g: guilds.get_settings(c, GuildId(g))) for g in (1, 2)]  # type: ignore[misc]  # bound per turn
    assert [one.quiz.due_at for one in kept] == [NOON, NOON + timedelta(days=1)]


async def test_a_plan_that_was_taken_away_is_due_no_more(house: House) -> None:
    plan = QuizPlan(channel=None, due_at=NOON)
    await house.store.write(lambda conn: guilds.save_settings(conn, GuildSettings(guild=GUILD, quiz=plan)))
    await house.desk.tick()
    settings = await house.store.read(lambda conn: guilds.get_settings(conn, GUILD))
    assert settings.quiz.due_at is None
    assert await house.store.read(lambda conn: digests.ledger(conn, GUILD)) == ()


async def test_a_locked_store_is_logged_and_tried_again(house: House, caplog: pytest.LogCaptureFixture) -> None:
    await opened(house)
    await house.store.close()
    desk = PlanDesk(_Closed(), load_gazetteer(), clock=house.clock, press=PRESS)  # type: ignore[arg-type]  # a store that can't be used
    await desk.tick()
    assert "plan_tick_failed" in caplog.text


class _Closed:
    """A store that can't be used."""

    async def read(self, _: object) -> object:
        raise StoreError("locked", user_text="Locked.")
