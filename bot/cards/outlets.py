"""The outlets that a server's articles came from, for those who decide which of them it wants to see."""

from collections.abc import Sequence
from functools import partial

import discord

from bot.cards.controls import Button, button, row, select
from bot.cards.ids import Turn
from bot.cards.message import Card, Row, card, first_fitting, rule, text
from bot.cards.notices import notice
from bot.cards.origins import labelled
from bot.cards.outlet_ids import OutletsPick, OutletsTurn, OutletWish
from bot.cards.text import bound, cut, enumerated, flatten, outside
from bot.cards.tokens import MAX_OPTION, MIDDOT, NBSP, Accent
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.outlets import CountedOutlet

OUTLETS_A_PAGE = 12
_NAME = 60
_HELP = noted(
    "Feeds no longer bring what a hidden outlet prints, and its reports are not shown as sources. "
    "An event that no other outlet tells keeps its proof."
)


def outlets_card(found: Sequence[CountedOutlet], *, first: int = 0, done: str = "") -> Card:
    """Return one page of the outlets.

    Args:
        found: All of the server's, in order.
        first: The first one to be shown, 0-based; brought back to a page that there is.
        done: What was just decided, in words of ours; "" for nothing.
    """
    foot = f"✓{NBSP}{done}" if done else ""
    if not found:
        body = say("Outlets are listed here as soon as articles come in, by feeds or from members.")
        return notice(Accent.DESK, _eyebrow(), say("No outlets yet"), body, foot=foot)
    first = min(max(first, 0), len(found) - 1) // OUTLETS_A_PAGE * OUTLETS_A_PAGE
    return first_fitting(*(partial(_page, found, first, foot, has_counts=has_counts) for has_counts in (True, False)))


def _page(found: Sequence[CountedOutlet], first: int, foot: str, *, has_counts: bool) -> Card:
    """Return a page of outlets, whose select may tell again what each brought."""
    shown = found[first : first + OUTLETS_A_PAGE]
    hidden = sum(one.is_hidden for one in found)
    pages = -(-len(found) // OUTLETS_A_PAGE)
    page = say("Page {page} of {pages}", page=first // OUTLETS_A_PAGE + 1, pages=pages) if pages > 1 else ""
    return card(
        Accent.DESK,
        text(
            f"-# {_eyebrow()}",
            f"## {say_n('{n} outlet', '{n} outlets', len(found), n=numeral(len(found)))}",
            f"-# {say_n('{n} hidden', '{n} hidden', hidden) if hidden else say('None hidden')}",
        ),
        rule(),
        text(*(_line(one) for one in shown)),
        rule(),
        select(
            OutletsPick(first=first),
            say("Hide an outlet, or show it again…"),
            [_option(one, has_counts=has_counts) for one in shown],
        ),
        *([_turns(first, len(found))] if pages > 1 else []),
        text(f"-# {foot}" if foot else "", f"-# {say(_HELP)}", f"-# {page}" if page else ""),
    )


def _eyebrow() -> str:
    return MIDDOT.join((say_as("heading", "Sources"), say("outlets")))


def _line(one: CountedOutlet) -> str:
    hidden = bound("✗", f"**{say_as('status', 'hidden')}**") if one.is_hidden else ""
    name = labelled(f"**{outside(one.name, _NAME)}**", one.outlet)
    parts = (name, _counts(one), hidden)
    return "- " + MIDDOT.join(part for part in parts if part)


def _counts(one: CountedOutlet) -> str:
    """Return what an outlet brought: "3 articles, 2 copies"."""
    copies = say_n("{n} copy", "{n} copies", one.copies, n=numeral(one.copies)) if one.copies else ""
    articles = say_n("{n} article", "{n} articles", one.articles, n=numeral(one.articles))
    return enumerated(part for part in (articles if one.articles or not copies else "", copies) if part)


def _option(one: CountedOutlet, *, has_counts: bool) -> discord.SelectOption:
    act = say("Hidden: show it again") if one.is_hidden else say("Shown: hide it")
    return discord.SelectOption(
        label=cut(flatten(one.name), MAX_OPTION),
        value=OutletWish(outlet=one.key, is_hidden=not one.is_hidden).text,
        description=cut(f"{act}{MIDDOT}{_counts(one)}" if has_counts else act, MAX_OPTION),
    )


def _turns(first: int, total: int) -> Row:
    back, on = first - OUTLETS_A_PAGE, first + OUTLETS_A_PAGE
    return row(
        _turn(say_as("button", "‹ Back"), Turn.BACK, max(back, 0), is_primary=on >= total, is_enabled=back >= 0),
        _turn(say_as("button", "Next ›"), Turn.ON, on, is_primary=on < total, is_enabled=on < total),
    )


def _turn(label: str, turn: Turn, first: int, *, is_primary: bool, is_enabled: bool) -> Button:
    return button(label, OutletsTurn(turn=turn, first=first), is_primary=is_primary, is_enabled=is_enabled)
