"""What several cards of the quiz say alike: counts of what is played with, scores, and the day of a quiz."""

from datetime import date

from bot.cards.dates import day, weekday
from bot.model.language import numeral, say, say_n


def questions_counted(count: int) -> str:
    """Return "1 question", "2 questions"."""
    return say_n("{n} question", "{n} questions", count, n=numeral(count))


def players_counted(count: int) -> str:
    """Return "1 player", "2 players"."""
    return say_n("{n} player", "{n} players", count, n=numeral(count))


def points_counted(count: int) -> str:
    """Return "1 point", "2 points"."""
    return say_n("{n} point", "{n} points", count, n=numeral(count))


def answers_right(right: int, answered: int) -> str:
    """Return how many answers were right: "3 of 5 answers right"."""
    return say_n(
        "{right} of {n} answer right",
        "{right} of {n} answers right",
        answered,
        right=numeral(right),
        n=numeral(answered),
    )


def some_right(right: int, answered: int) -> str:
    """Return how many were right of what a place names already: "3 of 5 right"."""
    return say_n("{right} of {n} right", "{right} of {n} right", answered, right=numeral(right), n=numeral(answered))


def streak_words(days: int) -> str:
    """Return a streak as a line of its own: "Streak of 3 days"."""
    return say_n("Streak of {n} day", "Streak of {n} days", days, n=numeral(days))


def nth_question(index: int, total: int) -> str:
    """Return which question of how many is shown: "question 2 of 5".

    Args:
        index: 0-based.
        total: Of all questions.
    """
    return say("question {number} of {total}", number=index + 1, total=total)


def full_day(on: date) -> str:
    """Return the day of a quiz with its weekday: "Thursday 14 March 2024"."""
    return say("{weekday} {day}", weekday=weekday(on), day=day(on))
