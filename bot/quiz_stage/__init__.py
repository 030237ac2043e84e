"""The stage: shows quizzes in channels, and keeps their time. The client's edge; the rules are the quizmaster's."""

from bot.quiz_stage.stage import BETWEEN_ROUNDS, QuizStage

__all__ = ["BETWEEN_ROUNDS", "QuizStage"]
