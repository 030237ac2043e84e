"""What a timeline over decades has besides its page: the time line's picture, and the select of decades."""

from dataclasses import replace
from datetime import date

import discord

from bot.cards.controls import select
from bot.cards.counts import events_counted
from bot.cards.dates import days
from bot.cards.message import Attached, Part, Row, air, picture, text
from bot.cards.timeline_chart import is_long, left_out_words, timeline_alt
from bot.cards.timeline_ids import ALL_YEARS, EventsYears
from bot.cards.tokens import MAX_OPTIONS, MIDDOT, TIMELINE
from bot.model.countries import Gazetteer
from bot.model.dates import DateRange
from bot.model.language import noted, say, say_as
from bot.model.long_view import LongView
from bot.model.stored import EventQuery

_SHORT_YEARS = 20
"""A timeline over no more years than these is not parted by decades."""
_NO_IMAGE = noted("The time line is left out: Backchannel needs Attach Files in this channel")


def picture_of(image: bytes | None) -> Attached | None:
    """Return the picture as a file of the card; None for none."""
    return None if image is None else Attached(name=TIMELINE, data=image)


def picture_parts(
    view: LongView, query: EventQuery, gazetteer: Gazetteer, article_title: str | None, image: Attached | None
) -> tuple[Part, ...]:
    """Return the picture with what it leaves out, or why there is none; nothing where the timeline is short."""
    if not is_long(view):
        return ()
    if image is None:
        return (text(f"-# {say(_NO_IMAGE)}"),)
    left_out = left_out_words(view)
    told = [say("Larger marks weigh more"), *([say("without {left_out}", left_out=left_out)] if left_out else [])]
    return (
        air(),
        picture(image, timeline_alt(view, query, gazetteer, article_title)),
        text(f"-# {MIDDOT.join(told)}"),
    )


def years_select(view: LongView, query: EventQuery) -> Row | None:
    """Return the select of decades, the latest first; None where the events lie within about twenty years."""
    if view.whole is None or view.whole.end.year - view.whole.start.year <= _SHORT_YEARS:
        return None
    chosen = query.period
    options = [discord.SelectOption(label=say_as("choice", "All years"), value=ALL_YEARS, default=chosen is None)]
    options += [
        discord.SelectOption(
            label=say("{year}s", year=decade.first_year),
            value=str(decade.first_year),
            description=events_counted(decade.events),
            default=chosen == decade_days(decade.first_year),
        )
        for decade in reversed(view.decades[1 - MAX_OPTIONS :])
    ]
    told = say("Years: all") if chosen is None else say("Years: {years}", years=days(chosen))
    return select(EventsYears(query=replace(query, offset=0)), told, options)


def decade_days(first_year: int) -> DateRange:
    """Return the days of a decade from a year that ends in 0."""
    return DateRange(start=date(max(first_year, 1), 1, 1), end=date(first_year + 9, 12, 31))
