"""The card that hands one person a file of what is recorded, and says what is in it and what is not."""

import discord

from bot.cards import words
from bot.cards.dates import days
from bot.cards.message import Attached, Card, air, card, rule, text
from bot.cards.text import counted, listed
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.exports import Exported, Form, Wish

FORMS: dict[Form, tuple[str, str]] = {
    Form.CSV: ("Table (CSV)", "One row for each sentence that proves an event. Spreadsheets open it."),
    Form.JSON: ("Data (JSON)", "Each event whole, with its sentences and sources, for programs."),
    Form.ICS: (
        "Calendar (ICS)",
        "All-day entries over the days of each event. Importing again updates them.",
    ),
    Form.ANKI: (
        "Flash cards (Anki)",
        "Questions with the sentence that proves each answer. Importing again updates them.",
    ),
}
"""What each form is called, and what it is good for."""


def export_card(made: Exported, wish: Wish, gazetteer: Gazetteer) -> Card:
    """Return a file with what is in it."""
    file = Attached(name=made.name, data=made.data)
    kinds = [words.KINDS[kind][1] for kind in words.KINDS if kind in wish.types]
    meta = [*([days(wish.period)] if wish.period else []), listed(kinds) or "all kinds", _held(made)]
    title, use = FORMS[wish.form]
    return card(
        Accent.NEWS,
        text(f"-# Export{MIDDOT}{title}", f"## {words.pair(wish.pair, gazetteer)}", f"-# {MIDDOT.join(meta)}"),
        rule(),
        text(use, *_missing(made, wish)),
        air(),
        discord.ui.File(file.address),
        attached=(file,),
    )


def _held(made: Exported) -> str:
    if made.questions:
        return f"{counted(made.questions, 'question')} on {counted(made.events, 'event')}"
    parts = [counted(made.events, "event")]
    if made.records:
        parts.append(counted(made.records, "record"))
    return listed(parts)


def _missing(made: Exported, wish: Wish) -> list[str]:
    """Return a line for each thing that the file lacks."""
    lines = []
    if made.too_many and wish.form is Form.ANKI:
        lines.append(f"**Left out**{MIDDOT}{counted(made.too_many, 'older event')}. A shorter period shows them.")
    elif made.too_many:
        lines.append(f"**Left out**{MIDDOT}{counted(made.too_many, 'older entry', 'older entries')}, for want of room.")
    if made.undated:
        lines.append(f"**Left out**{MIDDOT}{counted(made.undated, 'event')} without a date.")
    if made.records:
        lines.append(f"**Records**{MIDDOT}coded by machine for other data sets, without sentences, and marked so.")
    return lines
