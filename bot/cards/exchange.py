"""The card that hands one person a file of what is recorded, and says what is in it and what is not."""

import discord

from bot.cards import words
from bot.cards.counts import events_counted, questions_counted
from bot.cards.dates import days
from bot.cards.message import Attached, Card, air, card, rule, text
from bot.cards.text import listed
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.exports import Exported, Form, Wish
from bot.model.language import noted, numeral, say, say_as, say_n

FORMS: dict[Form, tuple[str, str]] = {
    Form.CSV: (
        noted("Table (CSV)"),
        noted("One row for each sentence that proves an event. Spreadsheets open it."),
    ),
    Form.JSON: (
        noted("Data (JSON)"),
        noted("Each event whole, with its sentences and sources, for programs."),
    ),
    Form.ICS: (
        noted("Calendar (ICS)"),
        noted("All-day entries over the days of each event. Importing again updates them."),
    ),
    Form.ANKI: (
        noted("Flash cards (Anki)"),
        noted("Questions with the sentence that proves each answer. Importing again updates them."),
    ),
}
"""What each form is called, and what it is good for; said on use."""


def export_card(made: Exported, wish: Wish, gazetteer: Gazetteer) -> Card:
    """Return a file with what is in it."""
    file = Attached(name=made.name, data=made.data)
    kinds = [say(words.KINDS[kind][1]) for kind in words.KINDS if kind in wish.types]
    meta = [*([days(wish.period)] if wish.period else []), listed(kinds) or say("all kinds"), _held(made)]
    title, use = map(say, FORMS[wish.form])
    eyebrow = f"-# {say_as('heading', 'Export')}{MIDDOT}{title}"
    return card(
        Accent.NEWS,
        text(eyebrow, f"## {words.pair(wish.pair, gazetteer)}", f"-# {MIDDOT.join(meta)}"),
        rule(),
        text(use, *_missing(made, wish)),
        air(),
        discord.ui.File(file.address),
        attached=(file,),
    )


def _held(made: Exported) -> str:
    if made.questions:
        questions, events = questions_counted(made.questions), events_counted(made.events)
        return say("{questions} on {events}", questions=questions, events=events)
    parts = [events_counted(made.events)]
    if made.records:
        parts.append(say_n("{n} record", "{n} records", made.records, n=numeral(made.records)))
    return listed(parts)


def _missing(made: Exported, wish: Wish) -> list[str]:
    """Return a line for each thing that the file lacks."""
    left_out, lines = f"**{say_as('label', 'Left out')}**", []
    if made.too_many:
        lines.append(f"{left_out}{MIDDOT}{_too_many(made.too_many, wish.form)}")
    if made.undated:
        count = made.undated
        undated = say_n("{n} event without a date.", "{n} events without a date.", count, n=numeral(count))
        lines.append(f"{left_out}{MIDDOT}{undated}")
    if made.records:
        coded = say("coded by machine for other data sets, without sentences, and marked so.")
        lines.append(f"**{say_as('label', 'Records')}**{MIDDOT}{coded}")
    return lines


def _too_many(count: int, form: Form) -> str:
    """Return what there was no room for."""
    if form is Form.ANKI:
        return say_n(
            "{n} older event. A shorter period shows them.",
            "{n} older events. A shorter period shows them.",
            count,
            n=numeral(count),
        )
    return say_n("{n} older entry, for want of room.", "{n} older entries, for want of room.", count, n=numeral(count))
