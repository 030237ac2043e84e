"""How a quiz goes on after the bot was away."""

from datetime import datetime
from enum import StrEnum

from bot.model.quiz import QuizRound, QuizSession, QuizState


class RestartStep(StrEnum):
    """What a quiz needs after the bot was away."""

    NOTHING = "nothing"
    KEEP = "keep"
    """The round is still open: its buttons work, its timer must be armed again."""
    LOOK = "look"
    """Whether its question was shown is not known: the channel must be looked at."""
    VOID = "void"
    """Its deadline passed meanwhile: it counts for nobody, and the quiz waits for somebody to go on."""
    CLOSE = "close"
    """The round was closed: reveal it and go on."""


def after_restart(session: QuizSession, round_: QuizRound | None, now: datetime) -> RestartStep:
    """Decide how a quiz goes on after a restart.

    Args:
        session: Any quiz.
        round_: Its current round; None where none was opened yet.
        now: Aware UTC.
    """
    if session.state is QuizState.PAUSED or session.is_over:
        return RestartStep.NOTHING
    if session.state is QuizState.REVEAL or round_ is None or round_.closed_at is not None:
        return RestartStep.CLOSE
    if round_.message is None:
        return RestartStep.LOOK
    return RestartStep.KEEP if now < round_.deadline_at else RestartStep.VOID
