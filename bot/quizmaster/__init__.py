"""The quiz's use cases: where the rules of the game and the store meet. Knows nothing of Discord.

Every step that changes a game is one transaction and compare-and-set, so that the timer, the last answer and a Stop
can't close a round twice. What does not apply any more returns None: somebody else was faster, and nothing is to be
shown.
"""

from bot.quizmaster.ending import PAUSE_LIMIT, give_up, recover, stop
from bot.quizmaster.questions import LEAST_QUESTIONS, article_questions, pair_questions, sourced
from bot.quizmaster.rounds import (
    answer,
    board,
    close_round,
    open_next_round,
    result,
    resume,
    running,
    show_round,
    start,
)

__all__ = [
    "LEAST_QUESTIONS",
    "PAUSE_LIMIT",
    "answer",
    "article_questions",
    "board",
    "close_round",
    "give_up",
    "open_next_round",
    "pair_questions",
    "recover",
    "result",
    "resume",
    "running",
    "show_round",
    "sourced",
    "start",
    "stop",
]
