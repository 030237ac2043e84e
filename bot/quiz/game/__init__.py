"""The rules of the game: how long a round lasts, which click counts, what it brings, what follows, who leads.

Values in, decisions out. The caller brings the clock and the snowflakes' times, and carries out what is decided;
these modules know neither Discord nor the store.
"""

from bot.quiz.game.clicks import answer_time_ms, is_complete, judge_click, locked_in, snowflake_time
from bot.quiz.game.restart import RestartStep, after_restart
from bot.quiz.game.rounds import (
    GRACE,
    NOBODY_PLAYED,
    RESTARTED,
    after_round,
    closes_at,
    tells_standing,
    time_to_answer,
)
from bot.quiz.game.scores import make_board, round_results

__all__ = [
    "GRACE",
    "NOBODY_PLAYED",
    "RESTARTED",
    "RestartStep",
    "after_restart",
    "after_round",
    "answer_time_ms",
    "closes_at",
    "is_complete",
    "judge_click",
    "locked_in",
    "make_board",
    "round_results",
    "snowflake_time",
    "tells_standing",
    "time_to_answer",
]
