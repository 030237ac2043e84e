"""The table of a finished quiz."""

from bot.cards import quiz_ids
from bot.cards.controls import button, row
from bot.cards.message import Card, air, card, rule, text
from bot.cards.quiz import Names, player, right_words
from bot.cards.text import counted, listed, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, STEM, Accent
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
    state = "stopped" if board.state is QuizState.CANCELLED else "finished"
    meta = [counted(board.rounds, "question"), counted(len(board.rows), "player")] if board.rounds else []
    if board.answered:
        meta.append(f"{board.right} of {counted(board.answered, 'answer')} right")
    rows = table_lines(board, names)
    return card(
        Accent.QUIZ,
        text(
            f"-# Quiz{MIDDOT}{state}{MIDDOT}{outside(board.title, _QUIZ_TITLE)}",
            f"## {winners_line(board, names)}",
            f"-# {MIDDOT.join(meta) or 'Stopped before a question was over.'}",
        ),
        *((rule(), text(*rows)) if rows else ()),
        *((rule(), text(*_hardest(board.hardest))) if board.hardest else ()),
        air(),
        row(button("Play again", quiz_ids.QuizAgain(quiz=board.quiz), is_primary=True)),
    )


def table_lines(board: Board, names: Names) -> list[str]:
    """Return the first rows of a table, and how many follow; empty where nobody played."""
    rows = [_row(entry, board, names) for entry in board.rows[:_MAX_ROWS]]
    if len(board.rows) > _MAX_ROWS:
        rows.append(f"-# and {counted(len(board.rows) - _MAX_ROWS, 'more player')}")
    return rows


def winners_line(board: Board, names: Names) -> str:
    """Return who has won a quiz, as its title says it."""
    winners = [player(entry.user, names) for entry in board.winners]
    if not winners:
        return "No winner this time"
    if len(winners) == 1:
        return f"{winners[0]} wins with {counted(board.winners[0].points, 'point')}"
    if len(winners) > _MAX_WINNERS:
        return f"{len(winners)} players share first place"
    return f"{listed(winners)} share first place"


def _row(entry: BoardRow, board: Board, names: Names) -> str:
    parts = [
        f"`{entry.rank}` **{player(entry.user, names)}**",
        counted(entry.points, "point"),
        f"{entry.right} of {board.rounds} right",
        f"streak of {entry.best_streak}" if entry.best_streak >= _STREAK else "",
    ]
    return MIDDOT.join(part for part in parts if part)


def _hardest(result: RoundResult) -> tuple[str, str, str]:
    question = result.question.question
    return (
        "### Hardest question",
        f"{prose(question.stem, STEM)} ✓{NBSP}**{right_words(question, _OPTION)}**",
        f"-# {len(result.right)} of {result.answered} right",
    )
