"""How long a round lasts, and what follows it."""

import math
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from bot.model.language import noted
from bot.model.questions import PLACED, Question
from bot.model.quiz import Pace, QuizAnswer, QuizRound, QuizSession, QuizState

GRACE = timedelta(milliseconds=1500)
"""How long after its deadline a round still waits for clicks that were made in time."""
EMPTY_ROUNDS_TO_PAUSE = 2
NOBODY_PLAYED = noted("Nobody has answered the last two questions.")
RESTARTED = noted("The bot restarted; the question that was open does not count.")

_BASE_S, _WORD_S = 10.0, 0.35
_LEAST_S, _MOST_S = 15.0, 45.0
_PLACED = 1.5
"""Every option has to be weighed against every other."""
_PACES = {Pace.SHORT: 0.7, Pace.NORMAL: 1.0, Pace.LONG: 2.0}
"""Short is what practised readers need: 350 ms a word are 171 words a minute, and they read 250. Long is for those who
use a screen reader, a switch or a second language; accessibility rules ask for at least a doubling."""
_STANDING_EVERY = 5
_STANDING_FROM = 10


def time_to_answer(question: Question, pace: Pace = Pace.NORMAL) -> int:
    """Return the whole seconds a question stays open, by what there is to read.

    Args:
        question: Its stem and options are counted; a kind in `PLACED` takes half as long again.
        pace: Of the quiz.

    Returns:
        15 to 45 seconds at the normal pace, up to 68 for a placed kind; 0.7 times that for short, 2 times for long.
    """
    words = sum(len(text.split()) for text in (question.stem, *question.options))
    seconds = min(_MOST_S, max(_LEAST_S, _BASE_S + _WORD_S * words))
    return math.ceil(seconds * (_PLACED if question.kind in PLACED else 1.0) * _PACES[pace])


def closes_at(round_: QuizRound) -> datetime:
    """Return when the timer is to close a round: its deadline and the grace for clicks that are under way."""
    return round_.deadline_at + GRACE


def tells_standing(number: int, total: int) -> bool:
    """Return whether the reveal of a round tells who leads: every fifth of a long quiz, but the last.

    Args:
        number: The round, 0-based.
        total: Rounds of the whole quiz.
    """
    return total >= _STANDING_FROM and (number + 1) % _STANDING_EVERY == 0 and number + 1 < total


def after_round(session: QuizSession, rounds: Collection[QuizRound], answers: Iterable[QuizAnswer]) -> QuizState:
    """Decide what follows the round that was just closed.

    Args:
        session: The quiz; `round_no` is the closed round.
        rounds: All rounds so far, that one among them.
        answers: All answers of the quiz.

    Returns:
        FINISHED after the last round, PAUSED after two rounds without an answer, else QUESTION.
    """
    if session.round_no >= session.last_round:
        return QuizState.FINISHED
    played = {answer.round_number for answer in answers}
    counting = sorted(r.number for r in rounds if not r.is_void)
    last = counting[-EMPTY_ROUNDS_TO_PAUSE:]
    is_empty = len(last) == EMPTY_ROUNDS_TO_PAUSE and not played.intersection(last)
    return QuizState.PAUSED if is_empty else QuizState.QUESTION
