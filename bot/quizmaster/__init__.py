"""The quiz's use cases: where the rules of the game and the store meet. Knows nothing of Discord.

Every step that changes a game is one transaction and compare-and-set, so that the timer, the last answer and a Stop
can't close a round twice. What does not apply any more returns None: somebody else was faster, and nothing is to be
shown.
"""

from bot.quizmaster.answers import answer, placing
from bot.quizmaster.ending import PAUSE_LIMIT, give_up, pause, stop, stop_after_round
from bot.quizmaster.questions import LEAST_OF_ARTICLE, LEAST_OF_RECORDS, article_questions, sourced, topic_questions
from bot.quizmaster.recovery import recover, take_up, void_open_round
from bot.quizmaster.rounds import (
    board,
    close_round,
    open_next_round,
    renew_round,
    result,
    resume,
    running,
    show_round,
    start,
)

__all__ = [
    "LEAST_OF_ARTICLE",
    "LEAST_OF_RECORDS",
    "PAUSE_LIMIT",
    "answer",
    "article_questions",
    "board",
    "close_round",
    "give_up",
    "open_next_round",
    "pause",
    "placing",
    "recover",
    "renew_round",
    "result",
    "resume",
    "running",
    "show_round",
    "sourced",
    "start",
    "stop",
    "stop_after_round",
    "take_up",
    "topic_questions",
    "void_open_round",
]
