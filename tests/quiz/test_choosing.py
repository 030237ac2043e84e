"""Which questions make a quiz of many pools: earlier pools first, fresh before stale, varied, none helping another."""

from collections import Counter
from datetime import date

import pytest

from bot.model.countries import Dyad
from bot.model.dates import DateRange
from bot.model.ids import CountryCode, GuildId
from bot.model.questions import QuestionKind
from bot.model.quiz import QuizMode, QuizTopic
from bot.model.settings import DEFAULT_PAIR, DigestForm, GuildSettings, QuizPlan
from bot.quiz.choosing import choose
from bot.quiz.game import make_board
from bot.quizmaster.plan_questions import length_of, title_of, topics_of
from data.reference import load_gazetteer
from tests.quiz.alone_games import asked
from tests.quiz.games import ANN, BEN, a_round, an_answer, session

KINDS = (QuestionKind.WHO, QuestionKind.WHEN, QuestionKind.WHERE, QuestionKind.COUNTRY, QuestionKind.ISSUE)
OTHER = Dyad(first=CountryCode("DEU"), second=CountryCode("FRA"))


def test_an_earlier_pool_goes_first_and_a_later_one_fills_up() -> None:
    near = [asked(number, KINDS[number % 5]) for number in range(3)]
    far = [asked(number, KINDS[number % 5]) for number in range(2, 20)]
    chosen = {one.question.fact for one in choose([near, far], [], seed=1, count=5)}
    assert {"E0 source", "E1 source", "E2 source"} < chosen
    assert len(chosen) == 5


def test_what_was_asked_lately_comes_after_the_fresh_of_a_later_pool() -> None:
    near = [asked(0, QuestionKind.WHO), asked(1, QuestionKind.WHEN)]
    far = [asked(number, KINDS[number % 5]) for number in range(2, 6)]
    chosen = {one.question.fact for one in choose([near, far], [{"E0 source"}], seed=1, count=4)}
    assert "E0 source" not in chosen
    assert "E1 source" in chosen


def test_ten_have_four_of_a_kind_at_most_and_one_of_true_or_false() -> None:
    pool = [asked(number, QuestionKind.WHO) for number in range(20)]
    pool += [asked(number, QuestionKind.TRUE_FALSE) for number in range(20, 40)]
    pool += [asked(number, KINDS[1 + number % 3]) for number in range(40, 60)]
    kinds = Counter(one.question.kind for one in choose([pool], [], seed=3, count=10))
    assert sum(kinds.values()) == 10
    assert kinds[QuestionKind.TRUE_FALSE] <= 1
    assert max(kinds.values()) <= 4


def test_the_own_pair_and_the_days_since_the_last_go_first() -> None:
    period = DateRange(start=date(2026, 3, 2), end=date(2026, 3, 9))
    settings = GuildSettings(guild=GuildId(1), digest=DigestForm(more_pairs=(OTHER,)))
    assert topics_of(settings, period) == (
        QuizTopic(pair=DEFAULT_PAIR, period=period),
        QuizTopic(pair=OTHER, period=period),
        QuizTopic(pair=DEFAULT_PAIR),
        QuizTopic(pair=OTHER),
    )


@pytest.mark.parametrize(("planned", "asked_for"), [(1, 3), (5, 5), (10, 10), (20, 10)])
def test_a_plan_has_three_questions_at_least_and_ten_at_most(planned: int, asked_for: int) -> None:
    assert length_of(GuildSettings(guild=GuildId(1), quiz=QuizPlan(length=planned))) == asked_for


def test_a_quiz_is_named_after_its_first_pair() -> None:
    gazetteer = load_gazetteer()
    assert title_of([DEFAULT_PAIR], gazetteer) == "🇺🇸 US – 🇨🇳 China"
    assert title_of([OTHER, DEFAULT_PAIR], gazetteer) == "🇩🇪 Germany – 🇫🇷 France and 1 more pair"


def test_time_parts_nobody_in_a_planned_quiz_as_it_does_in_a_live_one() -> None:
    answers = [an_answer(0, ANN, at_ms=500), an_answer(0, BEN, at_ms=9000)]
    ranks = {}
    for mode in (QuizMode.TOGETHER, QuizMode.PLANNED):
        board = make_board(session(QuestionKind.WHO, mode=mode), [a_round(0)], answers)
        ranks[mode] = [row.rank for row in board.rows]
    assert ranks == {QuizMode.TOGETHER: [1, 2], QuizMode.PLANNED: [1, 1]}
