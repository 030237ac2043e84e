"""What the bot is, and what can be asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.controls import button, link_button, row
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.setting_ids import PanelOpen
from bot.cards.text import outside
from bot.cards.tokens import MIDDOT, Accent
from bot.model.language import noted, numeral, say, say_as, say_n

_LINE = 100
_PARTS = (
    (
        noted("What it does"),
        noted(
            "It reads news articles, works out who did what to whom and when, and gives the events back as summaries, "
            "timelines, digests and quizzes."
        ),
    ),
    (
        noted("How it knows"),
        noted(
            "Every claim shows the sentence that proves it. What an article leaves open stays open: no date is "
            "guessed, and a plan is never told as a fact."
        ),
    ),
    (
        noted("What it keeps"),
        noted(
            "Articles that were handed in here, their events, this server’s settings, and answers in quizzes. /privacy "
            "shows what is kept about you, and deletes it. It does not read messages, unless someone hands one in."
        ),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What /about tells of this bot.

    Attributes:
        version: Of the program.
        articles, events: What this server can see in the store.
        source_url: Where the program is published; None where it is not.
    """

    version: str
    articles: int
    events: int
    source_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandGroup:
    """Commands that belong together: each as it is typed or mentioned ("/summary", "</summary:1>") and one line."""

    title: str
    commands: tuple[tuple[str, str], ...]


def about_card(facts: Facts, *, may_manage: bool = False) -> Card:
    """Return what the bot does, how it knows, and what it keeps.

    Args:
        facts: Of this bot and server.
        may_manage: Whether the reader may open the settings, to whom Discord need not show their command.
    """
    parts = [text(f"**{say(title)}**", say(line)) for title, line in _PARTS]
    panel = button(say_as("button", "Settings"), PanelOpen()) if may_manage else None
    source = link_button(say_as("button", "Source code"), facts.source_url)
    version = say("version {version}", version=outside(facts.version, 20))
    read = say_n("{n} article read", "{n} articles read", facts.articles, n=numeral(facts.articles))
    recorded = say_n("{n} event recorded", "{n} events recorded", facts.events, n=numeral(facts.events))
    return card(
        Accent.NEWS,
        text(
            f"-# {say_as('heading', 'About')}{MIDDOT}{version}",
            f"## {say('Backchannel follows relations between countries')}",
            f"-# {read}{MIDDOT}{recorded}",
        ),
        rule(),
        *spaced(parts),
        *((air(), row(panel, source)) if source or panel else ()),
        text(f"-# {say('/help lists the commands')}"),
    )


def help_card(groups: Sequence[CommandGroup]) -> Card:
    """Return all commands, one line each.

    Args:
        groups: At most twelve; a group without commands is left out.
    """
    shown = [
        text(f"### {group.title}", *(f"**{name}**{MIDDOT}{outside(line, _LINE)}" for name, line in group.commands))
        for group in groups
        if group.commands
    ]
    return card(
        Accent.DESK,
        text(f"-# {say_as('heading', 'Help')}", f"## {say('What you can ask')}"),
        rule(),
        *spaced(shown),
        rule(),
        text(f"-# {say('A message can be read, too: open its menu, then Apps, then “Read this message”')}"),
    )
