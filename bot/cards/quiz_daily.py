"""The line with which a player shows how their daily quiz went, without an answer."""

from bot.cards import quiz_ids
from bot.cards.controls import button, row
from bot.cards.message import Card, air, card, text
from bot.cards.quiz_alone import score_line
from bot.cards.quiz_words import full_day, streak_words
from bot.cards.text import outside
from bot.cards.tokens import MIDDOT, Accent
from bot.model.language import say, say_as
from bot.model.players import AloneEnd

_PLAYER = 32


def daily_line(end: AloneEnd, name: str) -> Card:
    """Return the line for the channel.

    Args:
        end: A daily quiz, played to its end.
        name: What the server calls the player.
    """
    on = end.view.session.day
    eyebrow = [say("Daily quiz"), *([full_day(on)] if on else [])]
    told = say("No answers shown here")
    if end.streak > 1:
        told = f"{streak_words(end.streak)}{MIDDOT}{say('no answers shown here')}"
    score = say("{player}: {score}", player=outside(name, _PLAYER), score=score_line(end.view))
    return card(
        Accent.QUIZ,
        text(
            f"-# {MIDDOT.join(eyebrow)}",
            f"### {score}",
            f"-# {told}",
        ),
        air(),
        row(button(say_as("button", "Play today’s five"), quiz_ids.DailyOpen(), is_primary=True)),
    )
