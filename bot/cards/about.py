"""What the bot is, and what can be asked of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cards.controls import button, link_button, row
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.setting_ids import PanelOpen
from bot.cards.text import counted, outside
from bot.cards.tokens import MIDDOT, Accent

_LINE = 100
_PARTS = (
    (
        "What it does",
        (
            "It reads news articles, works out who did what to whom and when, and gives the events back as summaries, "
            "timelines, digests and quizzes."
        ),
    ),
    (
        "How it knows",
        (
            "Every claim shows the sentence that proves it. What an article leaves open stays open: no date is "
            "guessed, and a plan is never told as a fact."
        ),
    ),
    (
        "What it keeps",
        (
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
    parts = [text(f"**{title}**", line) for title, line in _PARTS]
    panel = button("Settings", PanelOpen()) if may_manage else None
    source = link_button("Source code", facts.source_url)
    return card(
        Accent.NEWS,
        text(
            f"-# About{MIDDOT}version {outside(facts.version, 20)}",
            "## Backchannel follows relations between countries",
            f"-# {counted(facts.articles, 'article')} read{MIDDOT}{counted(facts.events, 'event')} recorded",
        ),
        rule(),
        *spaced(parts),
        *((air(), row(panel, source)) if source or panel else ()),
        text("-# /help lists the commands"),
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
        text("-# Help", "## What you can ask"),
        rule(),
        *spaced(shown),
        rule(),
        text("-# A message can be read, too: open its menu, then Apps, then “Read this message”"),
    )
