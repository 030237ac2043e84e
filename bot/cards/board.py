"""The table of a finished quiz."""

from bot.cards import quiz_ids
from bot.cards.controls import button, row
from bot.cards.counts import questions_counted
from bot.cards.message import Card, air, card, rule, text
from bot.cards.quiz import Names, player, right_words
from bot.cards.text import listed, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, STEM, Accent
from bot.model.language import numeral, say, say_as, say_n
from bot.model.quiz import Board, BoardRow, QuizState, RoundResult

_MAX_ROWS = 10
_MAX_WINNERS = 3
_STREAK = 3
"""Right answers in a row from which a streak is worth telling."""
_QUIZ_TITLE = 40
_OPTION = 80


def board_card(board: Board, *, names: Names) -> Card:
    """Return the table of a quiz.

    Args:
        board: All players, best first.
        names: Players' display names.
    """
    is_stopped = board.state is QuizState.CANCELLED
    state = say_as("status", "stopped") if is_stopped else say_as("status", "finished")
    rows = table_lines(board, names)
    return card(
        Accent.QUIZ,
        text(
            f"-# {say_as('heading', 'Quiz')}{MIDDOT}{state}{MIDDOT}{outside(board.title, _QUIZ_TITLE)}",
            f"## {winners_line(board, names)}",
            f"-# {MIDDOT.join(_numbers(board)) or say('Stopped before a question was over.')}",
        ),
        *((rule(), text(*rows)) if rows else ()),
        *((rule(), text(*_hardest(board.hardest))) if board.hardest else ()),
        air(),
        row(button(say_as("button", "Play again"), quiz_ids.QuizAgain(quiz=board.quiz), is_primary=True)),
    )


def _numbers(board: Board) -> list[str]:
    """Return how many questions, players and right answers a quiz had; nothing where no question was over."""
    players = len(board.rows)
    told = []
    if board.rounds:
        told += [questions_counted(board.rounds), say_n("{n} player", "{n} players", players, n=numeral(players))]
    if board.answered:
        told.append(
            say_n(
                "{right} of {n} answer right",
                "{right} of {n} answers right",
                board.answered,
                n=numeral(board.answered),
                right=board.right,
            )
        )
    return told


def table_lines(board: Board, names: Names) -> list[str]:
    """Return the first rows of a table, and how many follow; empty where nobody played."""
    rows = [_row(entry, board, names) for entry in board.rows[:_MAX_ROWS]]
    left = len(board.rows) - _MAX_ROWS
    if left > 0:
        rows.append(f"-# {say_n('and {n} more player', 'and {n} more players', left, n=numeral(left))}")
    return rows


def winners_line(board: Board, names: Names) -> str:
    """Return who has won a quiz, as its title says it."""
    winners = [player(entry.user, names) for entry in board.winners]
    if not winners:
        return say("No winner this time")
    if len(winners) == 1:
        points, name = board.winners[0].points, winners[0]
        return say_n(
            "{player} wins with {n} point", "{player} wins with {n} points", points, n=numeral(points), player=name
        )
    if len(winners) > _MAX_WINNERS:
        return say_n("{n} player shares first place", "{n} players share first place", len(winners))
    return say("{players} share first place", players=listed(winners))


def _row(entry: BoardRow, board: Board, names: Names) -> str:
    parts = [
        f"`{entry.rank}` **{player(entry.user, names)}**",
        say_n("{n} point", "{n} points", entry.points, n=numeral(entry.points)),
        say("{right} of {total} right", right=entry.right, total=board.rounds),
        say("streak of {n}", n=entry.best_streak) if entry.best_streak >= _STREAK else "",
    ]
    return MIDDOT.join(part for part in parts if part)


def _hardest(result: RoundResult) -> tuple[str, str, str]:
    question = result.question.question
    return (
        f"### {say_as('heading', 'Hardest question')}",
        f"{prose(question.stem, STEM)} ✓{NBSP}**{right_words(question, _OPTION)}**",
        f"-# {say('{right} of {total} right', right=len(result.right), total=result.answered)}",
    )
