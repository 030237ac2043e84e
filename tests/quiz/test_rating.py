"""Difficulty learned from answers: laws that hold for any round, and how well it works on simulated players."""

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.ids import UserId
from bot.model.questions import Question, QuestionKind
from bot.quiz import rating
from bot.quiz.rating import LIMIT, Player
from tests.quiz.games import question

LOGITS = st.floats(-LIMIT, LIMIT)
AMONG = st.sampled_from([2, 3, 4, 6, 24])
PLAYERS = st.builds(
    Player,
    user=st.integers(1, 2**62).map(UserId),
    ability=LOGITS,
    answered=st.integers(0, 500),
    is_right=st.booleans(),
)
ROUNDS = st.lists(PLAYERS, min_size=1, max_size=30)


def placed(options: int, targets: int) -> Question:
    return replace(
        question(QuestionKind.MATCH),
        options=tuple(f"option {n}" for n in range(options)),
        targets=tuple(f"target {n}" for n in range(targets)),
        placing=tuple(range(options)),
        key=-1,
    )


@pytest.mark.parametrize(
    ("asked", "among"),
    [
        (question(), 4),
        (question(QuestionKind.TRUE_FALSE), 2),
        (placed(3, 3), 6),
        (placed(4, 4), 24),
        (placed(3, 4), 24),
    ],
    ids=["four options", "true or false", "three in order", "four in order", "three to four months"],
)
def test_a_guess_is_one_among_the_answers_there_are(asked: Question, among: int) -> None:
    assert rating.guesses(asked) == among


@given(LOGITS, LOGITS, AMONG)
def test_the_chance_is_between_a_guess_and_certainty(ability: float, difficulty: float, among: int) -> None:
    assert 1 / among < rating.chance(ability, difficulty, among) < 1


def test_a_new_player_meets_a_question_of_zero_halfway_between_guess_and_certainty() -> None:
    assert rating.chance(0, 0, 4) == 0.625
    assert rating.chance(0, 0, 2) == 0.75


@given(st.floats(0.01, 0.99))
def test_a_guessed_difficulty_survives_in_logits(difficulty: float) -> None:
    assert math.isclose(rating.share(rating.prior(difficulty)), difficulty)


@pytest.mark.parametrize("difficulty", [0.0, 1.0])
def test_the_surest_guess_still_leaves_answers_something_to_say(difficulty: float) -> None:
    assert abs(rating.prior(difficulty)) < LIMIT


@given(LOGITS, st.integers(0, 500), AMONG, ROUNDS, st.randoms())
def test_the_order_within_a_round_makes_no_difference(
    difficulty: float, answered: int, among: int, players: list[Player], chance: random.Random
) -> None:
    shuffled = chance.sample(players, len(players))
    moved, after = rating.after_round(difficulty, answered, players, among=among)
    other, others = rating.after_round(difficulty, answered, shuffled, among=among)
    assert math.isclose(moved, other, abs_tol=1e-9)
    assert sorted(map(repr, after)) == sorted(map(repr, others))


@given(LOGITS, st.integers(0, 500), AMONG, ROUNDS)
def test_nothing_leaves_its_bounds_and_one_answer_moves_at_most_a_step(
    difficulty: float, answered: int, among: int, players: list[Player]
) -> None:
    moved, after = rating.after_round(difficulty, answered, players, among=among)
    assert abs(moved) <= LIMIT
    assert abs(moved - difficulty) <= sum(rating.step(answered + n) for n in range(len(players))) + 1e-9
    for before, now in zip(players, after, strict=True):
        assert abs(now.ability) <= LIMIT
        assert abs(now.ability - before.ability) <= rating.step(before.answered)
        assert now.answered == before.answered + 1
        assert now.ability >= before.ability if before.is_right else now.ability <= before.ability


@given(st.floats(-4, 4), st.integers(0, 500), AMONG, ROUNDS, st.booleans())
def test_it_gets_easier_when_all_are_right_and_harder_when_all_are_wrong(
    difficulty: float, answered: int, among: int, players: list[Player], is_right: bool
) -> None:
    alike = [replace(player, is_right=is_right) for player in players]
    moved, _ = rating.after_round(difficulty, answered, alike, among=among)
    assert moved < difficulty if is_right else moved > difficulty


@given(st.floats(-4, 4), AMONG, PLAYERS)
def test_one_answer_is_one_match_of_elo(difficulty: float, among: int, player: Player) -> None:
    expected = rating.chance(player.ability, difficulty, among)
    moved, (after,) = rating.after_round(difficulty, 0, [player], among=among)
    assert math.isclose(moved, difficulty + expected - player.is_right)
    wanted = player.ability + rating.step(player.answered) * (player.is_right - expected)
    assert math.isclose(after.ability, min(LIMIT, max(-LIMIT, wanted)), abs_tol=1e-12)


def test_a_crowd_moves_a_question_no_further_than_one_by_one() -> None:
    """Fifty at once of whom 62 % are right, as expected, leave a question about where it was."""
    players = [Player(user=UserId(n + 1), ability=0.0, answered=0, is_right=n % 8 < 5) for n in range(48)]
    moved, _ = rating.after_round(0.0, 0, players, among=4)
    assert abs(moved) < 1e-9


def simulate(answers: int, *, seed: int, questions: int = 150, with_prior: bool) -> float:
    """Return the correlation of true and learned difficulty after so many answers a question.

    Players and questions are normally distributed; players come in rounds of one to five.
    """
    chance = random.Random(seed)
    true = [chance.gauss(0, 1) for _ in range(questions)]
    learned = [0.5 * b + math.sqrt(0.75) * chance.gauss(0, 1) if with_prior else 0.0 for b in true]
    able = [chance.gauss(0, 1) for _ in range(60)]
    known: list[tuple[float, int]] = [(0.0, 0)] * len(able)
    counts = [0] * questions
    while (open_ := [item for item in range(questions) if counts[item] < answers]) != []:
        item = chance.choice(open_)
        here = chance.sample(range(len(able)), min(chance.randint(1, 5), answers - counts[item]))
        players = [
            Player(
                user=UserId(who + 1),
                ability=known[who][0],
                answered=known[who][1],
                is_right=chance.random() < rating.chance(able[who], true[item], 4),
            )
            for who in here
        ]
        learned[item], after = rating.after_round(learned[item], counts[item], players, among=4)
        counts[item] += len(players)
        for who, player in zip(here, after, strict=True):
            known[who] = player.ability, player.answered
    return correlation(true, learned)


def correlation(one: list[float], other: list[float]) -> float:
    a, b = (sum(values) / len(values) for values in (one, other))
    both = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    return both / math.sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other))


@pytest.mark.parametrize(("answers", "least"), [(5, 0.45), (10, 0.6), (20, 0.75), (40, 0.83)])
def test_simulated_players_show_how_hard_a_question_is(answers: int, least: float) -> None:
    found = [simulate(answers, seed=seed, with_prior=False) for seed in range(3)]
    assert sum(found) / 3 >= least


def test_a_good_guess_helps_while_answers_are_few() -> None:
    few = [simulate(3, seed=seed, with_prior=prior) for prior in (False, True) for seed in range(3)]
    assert sum(few[3:]) > sum(few[:3])
