"""The rules of the game, on values alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import MessageId, UserId
from bot.model.questions import Question, QuestionKind
from bot.model.quiz import LockOutcome, Pace, QuizAnswer, QuizMode, QuizRound, QuizSession, QuizState
from bot.quiz import game
from bot.quiz.game import RestartStep
from tests.quiz.games import ANN, BEN, CLEO, NOON, a_round, an_answer, clicked, placed, question, session

SHOWN = a_round(0, is_closed=False, message=MessageId(9))
WHO, TRUE_FALSE, ORDER = QuestionKind.WHO, QuestionKind.TRUE_FALSE, QuestionKind.ORDER


@pytest.mark.parametrize(
    ("kind", "words", "seconds"),
    [
        pytest.param(WHO, 6, 15, id="ten words to read: 13.5 s, so the least"),
        pytest.param(WHO, 16, 17, id="twenty words: 10 + 7"),
        pytest.param(WHO, 40, 26, id="forty-four words: 25.4, rounded up"),
        pytest.param(WHO, 200, 45, id="the most"),
        pytest.param(ORDER, 16, 26, id="an order: half as long again"),
        pytest.param(TRUE_FALSE, 28, 21, id="two options are counted too"),
    ],
)
def test_time_grows_with_what_there_is_to_read(kind: QuestionKind, words: int, seconds: int) -> None:
    assert game.time_to_answer(question(kind, words=words)) == seconds


def test_a_snowflake_tells_its_time() -> None:
    assert game.snowflake_time(175928847299117063) == datetime(2016, 4, 30, 11, 18, 25, 796000, tzinfo=UTC)


def test_speed_counts_from_the_message_where_it_is_known() -> None:
    opened = a_round(0, is_closed=False)
    message = MessageId((int(NOON.timestamp() * 1000) + 400 - 1_420_070_400_000) << 22)
    shown = QuizRound(
        quiz=opened.quiz,
        number=0,
        message=message,
        opened_at=opened.opened_at,
        deadline_at=opened.deadline_at,
        closed_at=None,
        is_void=False,
    )
    clicked_at = NOON + timedelta(milliseconds=1500)
    assert game.answer_time_ms(opened, clicked_at) == 1500
    assert game.answer_time_ms(shown, clicked_at) == 1100
    assert game.answer_time_ms(shown, NOON) == 0


@pytest.mark.parametrize(
    ("after_s", "previous", "choice", "outcome"),
    [
        pytest.param(3, None, 1, LockOutcome.LOCKED, id="first click"),
        pytest.param(20, None, 1, LockOutcome.LOCKED, id="on the deadline"),
        pytest.param(20.001, None, 1, LockOutcome.ROUND_OVER, id="a millisecond late"),
        pytest.param(5, an_answer(0, ANN, 1), 1, LockOutcome.SAME, id="same option again"),
        pytest.param(5, an_answer(0, ANN, 1), 2, LockOutcome.CHANGED, id="one change"),
        pytest.param(5, an_answer(0, ANN, 1, changes=1), 2, LockOutcome.NO_CHANGE_LEFT, id="second change"),
        pytest.param(5, an_answer(0, ANN, 1, changes=1), 1, LockOutcome.SAME, id="same option after the change"),
        pytest.param(21, an_answer(0, ANN, 1), 2, LockOutcome.ROUND_OVER, id="a change after the deadline"),
    ],
)
def test_a_click_counts_by_when_it_was_made(
    after_s: float, previous: QuizAnswer | None, choice: int, outcome: LockOutcome
) -> None:
    judged = game.judge_click(
        clicked(a_round(0, is_closed=False), previous),
        round_number=0,
        choice=choice,
        clicked_at=NOON + timedelta(seconds=after_s),
    )
    assert judged is outcome


@pytest.mark.parametrize(
    ("state", "round_no", "round_", "outcome"),
    [
        pytest.param(QuizState.REVEAL, 0, a_round(0), LockOutcome.ROUND_OVER, id="closed"),
        pytest.param(QuizState.QUESTION, 1, a_round(0), LockOutcome.ROUND_OVER, id="an earlier round"),
        pytest.param(QuizState.QUESTION, 1, None, LockOutcome.ROUND_OVER, id="never opened"),
        pytest.param(QuizState.PAUSED, 0, a_round(0), LockOutcome.PAUSED, id="paused"),
        pytest.param(QuizState.FINISHED, 0, a_round(0), LockOutcome.QUIZ_OVER, id="finished"),
        pytest.param(QuizState.CANCELLED, 0, a_round(0, is_closed=False), LockOutcome.QUIZ_OVER, id="stopped"),
    ],
)
def test_a_click_that_can_not_count(
    state: QuizState, round_no: int, round_: QuizRound | None, outcome: LockOutcome
) -> None:
    judged = game.judge_click(
        clicked(round_, state=state, round_no=round_no),
        round_number=0,
        choice=0,
        clicked_at=NOON + timedelta(seconds=1),
    )
    assert judged is outcome


def test_the_first_round_waits_for_its_time() -> None:
    assert not game.is_complete(0, [an_answer(0, ANN), an_answer(0, BEN)])


@pytest.mark.parametrize(
    ("second_round", "complete"),
    [
        pytest.param([an_answer(1, ANN)], False, id="one of two is missing"),
        pytest.param([an_answer(1, ANN), an_answer(1, CLEO)], False, id="a newcomer does not stand in"),
        pytest.param([an_answer(1, ANN), an_answer(1, BEN)], True, id="both are there"),
        pytest.param([an_answer(1, ANN), an_answer(1, BEN), an_answer(1, CLEO)], True, id="and a newcomer"),
    ],
)
def test_a_round_is_complete_when_last_rounds_players_answered(second_round: list[QuizAnswer], complete: bool) -> None:
    before = [an_answer(0, ANN), an_answer(0, BEN)]
    assert game.is_complete(1, [*before, *second_round]) is complete


def test_nobody_is_waited_for_after_an_empty_round() -> None:
    assert not game.is_complete(1, [an_answer(1, ANN)])


@pytest.mark.parametrize(
    ("answered", "rounds", "total", "step"),
    [
        pytest.param([0], 1, 3, QuizState.QUESTION, id="played"),
        pytest.param([], 1, 3, QuizState.QUESTION, id="one empty round"),
        pytest.param([0], 2, 4, QuizState.QUESTION, id="second empty"),
        pytest.param([0], 3, 4, QuizState.PAUSED, id="two empty rounds"),
        pytest.param([], 2, 3, QuizState.PAUSED, id="two empty rounds from the start"),
        pytest.param([], 3, 3, QuizState.FINISHED, id="the last round ends it all the same"),
        pytest.param([0, 1, 2], 3, 3, QuizState.FINISHED, id="last round"),
    ],
)
def test_what_follows_a_round(answered: list[int], rounds: int, total: int, step: QuizState) -> None:
    quiz = session(*[WHO] * total, round_no=rounds - 1)
    given_answers = [an_answer(number, ANN) for number in answered]
    assert game.after_round(quiz, [a_round(number) for number in range(rounds)], given_answers) is step


def test_a_void_round_is_no_empty_round() -> None:
    quiz = session(WHO, WHO, WHO, WHO, round_no=2)
    rounds = [a_round(0), a_round(1, is_void=True), a_round(2)]
    assert game.after_round(quiz, rounds, [an_answer(0, ANN)]) is QuizState.QUESTION


@pytest.mark.parametrize(
    ("state", "round_", "after_s", "step"),
    [
        pytest.param(QuizState.QUESTION, SHOWN, 5, RestartStep.KEEP, id="time left"),
        pytest.param(QuizState.QUESTION, SHOWN, 20, RestartStep.VOID, id="time over"),
        pytest.param(QuizState.QUESTION, a_round(0, is_closed=False), 5, RestartStep.LOOK, id="shown, perhaps"),
        pytest.param(QuizState.QUESTION, a_round(0, is_closed=False), 20, RestartStep.LOOK, id="and its time over"),
        pytest.param(QuizState.QUESTION, a_round(0), 30, RestartStep.CLOSE, id="closed, not yet moved on"),
        pytest.param(QuizState.REVEAL, a_round(0), 30, RestartStep.CLOSE, id="between rounds"),
        pytest.param(QuizState.REVEAL, None, 30, RestartStep.CLOSE, id="before the first round"),
        pytest.param(QuizState.PAUSED, a_round(0), 30, RestartStep.NOTHING, id="paused"),
        pytest.param(QuizState.FINISHED, a_round(0), 30, RestartStep.NOTHING, id="finished"),
    ],
)
def test_after_a_restart(state: QuizState, round_: QuizRound | None, after_s: int, step: RestartStep) -> None:
    quiz = session(WHO, WHO, state=state)
    assert game.after_restart(quiz, round_, NOON + timedelta(seconds=after_s)) is step


def test_a_streak_brings_a_bonus_from_the_fourth_right_answer_to_at_most_fifty() -> None:
    quiz = session(*[WHO] * 10, round_no=9)
    rounds = [a_round(number) for number in range(10)]
    results = game.round_results(quiz, rounds, [an_answer(number, ANN) for number in range(10)])
    assert [result.right[0].points for result in results] == [100, 100, 100, 110, 120, 130, 140, 150, 150, 150]
    assert [result.right[0].bonus for result in results] == [0, 0, 0, 10, 20, 30, 40, 50, 50, 50]


def test_a_wrong_and_a_missed_round_end_a_streak_and_a_void_one_does_not() -> None:
    quiz = session(*[WHO] * 6, round_no=5)
    rounds = [a_round(0), a_round(1), a_round(2), a_round(3, is_void=True), a_round(4), a_round(5)]
    answers = [
        *(an_answer(number, ANN) for number in (0, 1, 2, 4, 5)),
        *(an_answer(number, BEN) for number in (0, 1, 4, 5)),
        an_answer(3, ANN, 1),
    ]
    results = game.round_results(quiz, rounds, answers)
    assert [score.streak for score in results[4].right] == [4, 1]
    assert results[3].right == ()
    assert results[3].counts == (0, 1, 0, 0)
    board = game.make_board(quiz, rounds, answers)
    assert [(row.user, row.points, row.best_streak) for row in board.rows] == [(ANN, 530, 5), (BEN, 400, 2)]


def test_true_or_false_is_worth_sixty() -> None:
    quiz = session(TRUE_FALSE, WHO, round_no=1)
    board = game.make_board(quiz, [a_round(0), a_round(1)], [an_answer(0, ANN), an_answer(1, ANN)])
    assert board.rows[0].points == 160


def test_ranks_are_shared_only_where_points_right_answers_and_time_are_equal() -> None:
    quiz = session(WHO, WHO, state=QuizState.FINISHED, round_no=1)
    rounds = [a_round(0), a_round(1)]
    dora = UserId(4)
    answers = [
        an_answer(0, ANN, at_ms=2000),
        an_answer(0, BEN, at_ms=1510),
        an_answer(0, CLEO, at_ms=1590),
        an_answer(0, dora, 1),
    ]
    board = game.make_board(quiz, rounds, answers)
    assert [(row.rank, row.user) for row in board.rows] == [(1, BEN), (1, CLEO), (3, ANN), (4, dora)]
    assert [row.user for row in board.winners] == [BEN, CLEO]


def test_nobody_wins_without_a_right_answer() -> None:
    board = game.make_board(session(WHO), [a_round(0)], [an_answer(0, ANN, 2)])
    assert board.rows[0].rank == 1
    assert board.winners == ()


def test_the_hardest_round_has_the_smallest_share_of_right_answers() -> None:
    quiz = session(WHO, WHO, WHO, WHO, round_no=3)
    rounds = [a_round(0), a_round(1), a_round(2, is_void=True), a_round(3, is_closed=False)]
    answers = [
        an_answer(0, ANN), an_answer(0, BEN, 1),
        an_answer(1, ANN, 2), an_answer(1, BEN, 1), an_answer(1, CLEO),
        an_answer(2, ANN, 1), an_answer(3, ANN, 1),
    ]  # fmt: skip
    board = game.make_board(quiz, rounds, answers)
    assert board.hardest is not None
    assert board.hardest.number == 1
    assert board.hardest.counts == (1, 1, 1, 0)
    assert (board.rounds, board.total_rounds, board.answered, board.right) == (2, 4, 5, 2)


@pytest.mark.parametrize(
    ("picks", "points", "is_right"),
    [
        pytest.param((1, 0, 2), 120, True, id="all right"),
        pytest.param((1, 2, 0), 33, False, id="one of three"),
        pytest.param((0, 1, 2), 33, False, id="another one of three"),
        pytest.param((2, 1, 0), 0, False, id="none"),
    ],
)
def test_a_placed_question_pays_for_its_parts(picks: tuple[int, ...], points: int, is_right: bool) -> None:
    asked = placed()
    quiz = session(asked)
    answers = [an_answer(0, ANN, asked.choice_of(picks))]
    (result,) = game.round_results(quiz, [a_round(0)], answers)
    assert sum(score.points for score in result.scores) == points
    assert bool(result.right) is is_right
    assert result.counts == ((1, 0) if is_right else (0, 1))
    assert result.answered == 1
    assert result.parts == tuple(int(pick == right) for pick, right in zip(picks, (1, 0, 2), strict=True))
    assert game.make_board(quiz, [a_round(0)], answers).rows[0].points == points


def test_only_wholly_right_answers_make_a_streak() -> None:
    asked = placed()
    quiz = session(WHO, WHO, WHO, asked, WHO, round_no=4)
    part = asked.choice_of((1, 2, 0))
    answers = [an_answer(number, ANN, part if number == 3 else 0) for number in range(5)]
    results = game.round_results(quiz, [a_round(number) for number in range(5)], answers)
    assert [score.streak for result in results for score in result.scores] == [1, 2, 3, 0, 1]


@pytest.mark.parametrize(
    ("at_ms", "bonus"),
    [
        pytest.param(0, 50, id="at once"),
        pytest.param(2000, 50, id="two seconds"),
        pytest.param(2099, 50, id="a tie with two seconds"),
        pytest.param(11_000, 25, id="half way to the twenty seconds"),
        pytest.param(11_099, 25, id="a tie half way"),
        pytest.param(20_000, 0, id="at the deadline"),
        pytest.param(20_900, 0, id="after it by the message's clock"),
    ],
)
def test_speed_in_a_race_is_linear_from_two_seconds_to_the_deadline(at_ms: int, bonus: int) -> None:
    quiz = session(WHO, mode=QuizMode.RACE)
    answers = [an_answer(0, ANN, at_ms=at_ms), an_answer(0, BEN, 1, at_ms=500)]
    (result,) = game.round_results(quiz, [a_round(0)], answers)
    assert [(score.points, score.speed) for score in result.right] == [(100 + bonus, bonus)]


@pytest.mark.parametrize("mode", [QuizMode.TOGETHER, QuizMode.SOLO, QuizMode.DAILY, QuizMode.REVIEW])
def test_speed_counts_in_a_race_only(mode: QuizMode) -> None:
    answers = [an_answer(0, ANN), an_answer(0, BEN)]
    (result,) = game.round_results(session(WHO, mode=mode), [a_round(0)], answers)
    assert [score.points for score in result.right] == [100, 100]


def test_who_answers_alone_races_against_nobody() -> None:
    (result,) = game.round_results(session(WHO, mode=QuizMode.RACE), [a_round(0)], [an_answer(0, ANN)])
    assert [score.points for score in result.right] == [100]


def test_stored_points_stand_whatever_the_rules_say() -> None:
    answers = [an_answer(0, ANN, points=77), an_answer(1, ANN, 1, points=0)]
    board = game.make_board(session(WHO, WHO, round_no=1), [a_round(0), a_round(1)], answers)
    assert [(row.points, row.right, row.answered) for row in board.rows] == [(77, 1, 2)]


@pytest.mark.parametrize(
    ("total", "told"),
    [(3, []), (5, []), (10, [4]), (20, [4, 9, 14])],
)
def test_a_long_quiz_tells_who_leads_every_fifth_round(total: int, told: list[int]) -> None:
    quiz = session(*[WHO] * total, round_no=total - 1)
    rounds = [a_round(number) for number in range(total)]
    users = [UserId(number) for number in range(1, 6)]
    answers = [an_answer(number, user, int(user > 4)) for number in range(total) for user in users]
    results = game.round_results(quiz, rounds, answers)
    assert [result.number for result in results if result.standing] == told
    assert all(len(result.standing) in {0, 3} for result in results)


@pytest.mark.parametrize(
    ("pace", "seconds"), [(Pace.SHORT, 12), (Pace.NORMAL, 17), (Pace.LONG, 34)], ids=["short", "normal", "long"]
)
def test_a_pace_stretches_the_time(pace: Pace, seconds: int) -> None:
    assert game.time_to_answer(question(WHO, words=16), pace) == seconds


def test_a_match_takes_half_as_long_again() -> None:
    assert game.time_to_answer(placed(QuestionKind.MATCH)) == 23


def test_a_quiz_that_is_to_end_after_its_round_ends() -> None:
    quiz = replace(session(WHO, WHO, WHO), ends_after=0)
    assert game.after_round(quiz, [a_round(0)], [an_answer(0, ANN)]) is QuizState.FINISHED


KINDS: tuple[QuestionKind | Question, ...] = (WHO, TRUE_FALSE, placed(), placed(QuestionKind.MATCH, placing=(2, 1, 0)))


@st.composite
def _played(draw: st.DrawFn) -> tuple[QuizSession, list[QuizRound], list[QuizAnswer]]:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6))
    quiz = session(*kinds, round_no=len(kinds) - 1, mode=draw(st.sampled_from(QuizMode)))
    rounds = [a_round(number, is_void=draw(st.booleans())) for number in range(len(kinds))]
    answers = [
        an_answer(
            number,
            UserId(user),
            draw(st.integers(0, asked.question.choices - 1) | st.just(asked.question.right_choice)),
            at_ms=draw(st.integers(0, 21_000)),
        )
        for number, asked in enumerate(quiz.questions)
        for user in draw(st.sets(st.integers(1, 5)))
    ]
    return quiz, rounds, answers


def _stored(quiz: QuizSession, rounds: list[QuizRound], answers: list[QuizAnswer]) -> list[QuizAnswer]:
    """Play the rounds one after the other, and write the points down after each, as the store does."""
    kept: list[QuizAnswer] = []
    for round_ in rounds:
        kept += [answer for answer in answers if answer.round_number == round_.number]
        result = game.round_results(quiz, rounds[: round_.number + 1], kept)[-1]
        won = {score.user: score.points for score in result.scores}
        if not round_.is_void:
            kept = [
                replace(answer, points=won.get(answer.user, 0)) if answer.round_number == round_.number else answer
                for answer in kept
            ]
    return kept


@given(_played(), st.sets(st.integers(0, 5)))
def test_a_board_is_the_sum_of_the_stored_points_of_the_rounds_that_count(
    played: tuple[QuizSession, list[QuizRound], list[QuizAnswer]], withdrawn: set[int]
) -> None:
    quiz, rounds, answers = played
    stored = _stored(quiz, rounds, answers)
    later = [replace(r, is_void=r.is_void or r.number in withdrawn) for r in rounds]
    counting = {r.number for r in later if not r.is_void}
    board = game.make_board(quiz, later, stored)
    for row in board.rows:
        own = [answer for answer in stored if answer.user == row.user and answer.round_number in counting]
        assert row.points == sum(answer.points or 0 for answer in own)
        assert row.answered == len(own)
    assert {row.user for row in board.rows} == {a.user for a in stored if a.round_number in counting}
    assert all(answer.points is None or answer.points >= 0 for answer in stored)


@given(_played())
def test_the_board_is_the_sum_of_its_rounds(
    played: tuple[QuizSession, list[QuizRound], list[QuizAnswer]],
) -> None:
    quiz, rounds, answers = played
    board = game.make_board(quiz, rounds, answers)
    results = game.round_results(quiz, rounds, answers)
    for row in board.rows:
        assert row.points == sum(s.points for result in results for s in result.scores if s.user == row.user)
        assert row.right == sum(s.user == row.user for result in results for s in result.right)
    assert [row.rank for row in board.rows] == sorted(row.rank for row in board.rows)


@given(_played(), st.randoms())
def test_the_board_does_not_depend_on_the_order_of_rows(
    played: tuple[QuizSession, list[QuizRound], list[QuizAnswer]], random: Random
) -> None:
    quiz, rounds, answers = played
    mixed_rounds, mixed_answers = list(rounds), list(answers)
    random.shuffle(mixed_rounds)
    random.shuffle(mixed_answers)
    assert game.make_board(quiz, mixed_rounds, mixed_answers) == game.make_board(quiz, rounds, answers)
