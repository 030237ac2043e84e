"""What happened on a day of the year in other years, oldest first."""

from functools import partial

import discord

from bot.cards import ids, words
from bot.cards.card_id import CardId
from bot.cards.codec import EVENTS_A_PAGE
from bot.cards.controls import button, row, select
from bot.cards.dates import day_words
from bot.cards.day_ids import DayShow, PairDayShow, day_number
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, spaced, text
from bot.cards.numbering import Footnotes
from bot.cards.slot_headlines import headline_of
from bot.cards.text import cut, flatten, prose, sentence
from bot.cards.tokens import EVENT_SENTENCE, MAX_OPTION, MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.language import numeral, say, say_n
from bot.model.stored import EventQuery, StoredEvent
from bot.model.year_days import DayView, YearDay, years_ago

_SHORT_SENTENCE = 90
_LEAP_YEAR = 2024
"""It has every day."""


def day_card(shown: DayView, gazetteer: Gazetteer) -> Card:
    """Return the card of a day of the year; where nothing is recorded it says so, and leads to the nearest days.

    Args:
        shown: The day and its events.
        gazetteer: For names and flags.
    """
    return first_fitting(
        partial(_render, shown, gazetteer, EVENT_SENTENCE, are_linked=True),
        partial(_render, shown, gazetteer, EVENT_SENTENCE, are_linked=False),
        partial(_render, shown, gazetteer, _SHORT_SENTENCE, are_linked=False),
    )


def _render(shown: DayView, gazetteer: Gazetteer, most: int, *, are_linked: bool) -> Card:
    notes = Footnotes(are_linked=are_linked)
    parts = [_event(stored, shown, gazetteer, notes, most) for stored in shown.events]
    body = spaced(parts) if parts else [text(_nothing(shown))]
    foot = [one for one in (notes.foot(), _leap(shown.day)) if one]
    return card(
        Accent.NEWS,
        text(
            f"-# {say('On this day')}{MIDDOT}{_pairs(shown, gazetteer)}",
            f"## {say('{day} in other years', day=_bound(shown.day))}",
            f"-# {_meta(shown)}",
        ),
        rule(),
        *body,
        rule() if shown.events else air(),
        *_pick(shown),
        row(
            button(f"‹ {_bound(shown.before)}", _show(shown, shown.before)),
            button(f"{_bound(shown.after)} ›", _show(shown, shown.after), is_primary=True),
        ),
        *([text(*(f"-# {line}" for line in foot))] if foot else []),
    )


def _event(stored: StoredEvent, shown: DayView, gazetteer: Gazetteer, notes: Footnotes, most: int) -> Part:
    said = words.event_words(stored, gazetteer)
    when = stored.event.when.range
    head = [said.kind, said.status]
    if when is not None:
        head = [f"**{when.start.year}**", years_ago(when.start, shown.today.year), *head]
    told = prose(sentence(headline_of(stored)), most)
    foot = [said.sides, f"E{stored.id}"]
    return text(
        f"{said.icon}{NBSP}{MIDDOT.join(part for part in head if part)}",
        f"{told}{NBSP}{notes.cite(stored.reports)}",
        f"-# {MIDDOT.join(part for part in foot if part)}",
    )


def _nothing(shown: DayView) -> str:
    nothing = say("Nothing is recorded of this pair that is dated to this day.")
    if shown.is_own and len(shown.pairs) > 1:
        nothing = say("Nothing is recorded of the pairs that are followed here that is dated to this day.")
    rest = say("Events of which only the week or the month is known are not counted; `/events` has them.")
    return f"{nothing} {rest}"


def _meta(shown: DayView) -> str:
    if not shown.events:
        return say("nothing recorded")
    years = [stored.event.when.range.start.year for stored in shown.events if stored.event.when.range]
    span = say("{first} to {last}", first=years[0], last=years[-1]) if len(set(years)) > 1 else str(years[0])
    return MIDDOT.join((span, _events(shown)))


def _events(shown: DayView) -> str:
    """Return how many events there are, and how many are shown where these are not all."""
    total = numeral(shown.total)
    if shown.total <= len(shown.events):
        return say_n("{n} event", "{n} events", shown.total, n=total)
    return say_n(
        "{n} event, the weightiest {shown} shown",
        "{n} events, the weightiest {shown} shown",
        shown.total,
        n=total,
        shown=len(shown.events),
    )


def _pairs(shown: DayView, gazetteer: Gazetteer) -> str:
    more = len(shown.pairs) - 1
    first = words.pair(shown.pairs[0], gazetteer)
    if not more:
        return first
    return say_n("{pair} and {n} more pair", "{pair} and {n} more pairs", more, pair=first, n=numeral(more))


def _leap(day: YearDay) -> str:
    return say("A digest of a year without this day tells it on 28 February") if day.is_leap_day else ""


def _pick(shown: DayView) -> list[Row]:
    """Return the select that opens an event, for one reader."""
    if not shown.events:
        return []
    options = [
        discord.SelectOption(
            label=cut(f"{_year(stored)} · {flatten(headline_of(stored))}", MAX_OPTION), value=str(stored.id)
        )
        for stored in shown.events
    ]
    query = EventQuery(pair=shown.pairs[0], limit=EVENTS_A_PAGE)
    return [select(ids.EventsPick(query=query), say("Open an event…"), options)]


def _year(stored: StoredEvent) -> str:
    when = stored.event.when.range
    return "" if when is None else str(when.start.year)


def _show(shown: DayView, day: YearDay) -> CardId:
    meant = day_number(day)
    return DayShow(day=meant) if shown.is_own else PairDayShow(pair=shown.pairs[0], day=meant)


def _bound(day: YearDay) -> str:
    leap = next(day.dates(_LEAP_YEAR, _LEAP_YEAR))
    return day_words(leap, this_year=_LEAP_YEAR).replace(" ", NBSP)
