"""The line with which a player shows how their daily quiz went, without an answer."""

from bot.cards import quiz_ids
from bot.cards.controls import button, row
from bot.cards.dates import day, weekday
from bot.cards.message import Card, air, card, text
from bot.cards.quiz_alone import score_line
from bot.cards.text import counted, outside
from bot.cards.tokens import MIDDOT, Accent
from bot.model.players import AloneEnd

_PLAYER = 32
_TELLS_NOTHING = "No answers shown here"


def daily_line(end: AloneEnd, name: str) -> Card:
    """Return the line for the channel.

    Args:
        end: A daily quiz, played to its end.
        name: What the server calls the player.
    """
    on = end.view.session.day
    when = f"{MIDDOT}{weekday(on)} {day(on)}" if on else ""
    told = f"Streak of {counted(end.streak, 'day')}{MIDDOT}no answers shown here" if end.streak > 1 else _TELLS_NOTHING
    return card(
        Accent.QUIZ,
        text(
            f"-# Daily quiz{when}",
            f"### {outside(name, _PLAYER)}: {score_line(end.view)}",
            f"-# {told}",
        ),
        air(),
        row(button("Play today’s five", quiz_ids.DailyOpen(), is_primary=True)),
    )
