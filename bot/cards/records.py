"""Records of other data sets: of a pair, and one by itself. Each says that it is one and has no sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

import discord

from bot.cards import ids, words
from bot.cards.codec import EVENTS_A_PAGE
from bot.cards.controls import Button, button, link_button, row, select
from bot.cards.dates import day, day_words, days, month
from bot.cards.exchange_ids import RecordsKind, RecordsPage, RecordsPick
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.notices import empty_notice
from bot.cards.text import bound, cut, enumerated, flatten, link, outside
from bot.cards.tokens import MAX_OPTION, MAX_PLACEHOLDER, MIDDOT, NBSP, TO, Accent
from bot.model.countries import Dyad, Gazetteer
from bot.model.datewords import SHORT_MONTHS
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.modewords import words_of_mode
from bot.model.plover import EventType
from bot.model.records import MOST_COUNTED, ImportedRecord, RecordPage, Side, StoredRecord
from bot.model.stored import EventQuery

_NAME = 60
_LISTED_NAME = 40
_SHORT_NAME = 14
_SHORTEST_NAME = 8
_OUTLET = 40
_NOT_PROVED = noted(
    "A machine coded this from an article that was not read here. No sentence proves it, so no digest, update, "
    "quiz or barometer uses it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How much a page says: characters of a name, links of outlets, and counts of kinds."""

    name: int
    is_linked: bool = False
    has_counts: bool = True


def records_counted(count: int) -> str:
    """Return a count of records that ends where nobody needs more: "12 records", "1,000 or more records"."""
    if count >= MOST_COUNTED:
        return say_n("{n} or more records", "{n} or more records", count, n=numeral(count))
    return _counted(count)


def _counted(count: int) -> str:
    return say_n("{n} record", "{n} records", count, n=numeral(count))


def records_card(page: RecordPage, query: EventQuery, gazetteer: Gazetteer) -> Card:
    """Return one page of a pair's records, or the notice that stands for an empty one.

    Args:
        page: What the store found.
        query: What it was asked: a pair, types, period, order and offset, with a limit of `codec.EVENTS_A_PAGE`.
        gazetteer: For names and flags.
    """
    assert query.pair is not None
    if not page.records:
        return _nothing(query, words.pair(query.pair, gazetteer))
    forms = (
        _Room(name=_LISTED_NAME, is_linked=True),
        _Room(name=_LISTED_NAME),
        _Room(name=_SHORT_NAME),
        _Room(name=_SHORTEST_NAME, has_counts=False),
    )
    return first_fitting(*(partial(_render, page, query, gazetteer, form) for form in forms))


def _render(page: RecordPage, query: EventQuery, gazetteer: Gazetteer, room: _Room) -> Card:
    """Return a page that has so much room."""
    assert query.pair is not None
    meta = (*_narrowed(query), _counted(page.total), say("coded by machine, no sentences"))
    pages = max(1, -(-page.total // EVENTS_A_PAGE))
    at = say("Page {page} of {pages}", page=numeral(query.offset // EVENTS_A_PAGE + 1), pages=numeral(pages))
    return card(
        Accent.NEWS,
        text(
            f"-# {_eyebrow()}{MIDDOT}{say('oldest first') if query.oldest_first else say('newest first')}",
            f"## {words.pair(query.pair, gazetteer)}",
            f"-# {MIDDOT.join(meta)}",
        ),
        *_months(page.records, gazetteer, room.name, is_linked=room.is_linked),
        rule(),
        _kind_select(page, query, has_counts=room.has_counts),
        _record_select(page.records, query, room.name),
        _turns(page, query),
        text(f"-# {at}{MIDDOT}{say('no digest, update, quiz or barometer uses records')}"),
    )


def record_card(stored: StoredRecord, gazetteer: Gazetteer) -> Card:
    """Return one record with all that its data set tells."""
    record = stored.record
    facts = _facts(record, gazetteer)
    kind = bound(words.KINDS[record.type][0], words.kind_word(record.type))
    pair = Dyad(first=record.source.country, second=record.target.country)
    return card(
        Accent.NEWS,
        text(
            f"-# {say('Record {number}', number=f'R{stored.id}')}{MIDDOT}{stored.dataset.label}",
            f"## {say('{kind}: {sides}', kind=kind, sides=_sides(record, gazetteer))}",
            f"-# {day(record.day)}{MIDDOT}{_mark(stored)}",
        ),
        rule(),
        text(*(f"**{name}**{MIDDOT}{value}" for name, value in facts if value)),
        rule(),
        text(say(_NOT_PROVED)),
        air(),
        row(
            link_button(say_as("button", "Open article"), record.url),
            button(say_as("button", "Events"), ids.EventsOpen(query=EventQuery(pair=pair)), is_primary=True),
        ),
    )


def _facts(record: ImportedRecord, gazetteer: Gazetteer) -> tuple[tuple[str, str], ...]:
    """Return what a data set tells of a record, each fact with its name; "" for what it does not tell."""
    code = f"CAMEO {record.code}" if record.code else "PLOVER"
    coded = say("{code}, shown here as {kind}", code=code, kind=words.kind_within(record.type))
    article = link(outside(record.outlet, _OUTLET), record.url) if record.outlet else say("not named")
    return (
        (say_as("label", "Date"), say("{day} (as the data set gives it)", day=day(record.day))),
        (say_as("label", "Who"), _named(record.source, gazetteer, _NAME)),
        (say_as("label", "Towards"), _named(record.target, gazetteer, _NAME)),
        (say_as("label", "Place"), outside(record.place, _NAME) if record.place else ""),
        (say("Coded as"), f"{coded}{_mode(record)}"),
        (say_as("label", "Article"), article),
        (say("Number there"), outside(record.key, _NAME)),
    )


def _eyebrow() -> str:
    return say("Records of other data sets")


def _mark(stored: StoredRecord) -> str:
    """Return what tells a record from an event that a sentence proves."""
    return say("record of {dataset}, no sentence", dataset=stored.dataset.label)


def _months(found: Sequence[StoredRecord], gazetteer: Gazetteer, most: int, *, is_linked: bool) -> Iterable[Part]:
    """Yield the records under their months, in the page's order."""
    for title, group in groupby(found, key=lambda stored: month(stored.record.day)):
        yield rule()
        for place, stored in enumerate(group):
            if place:
                yield air()
            yield text("" if place else f"### {title}", *_lines(stored, gazetteer, most, is_linked=is_linked))


def _lines(stored: StoredRecord, gazetteer: Gazetteer, most: int, *, is_linked: bool) -> tuple[str, str, str]:
    record = stored.record
    icon, kind = words.KINDS[record.type][0], words.kind_word(record.type)
    foot = [_mark(stored), f"R{stored.id}"]
    if record.outlet:
        foot.insert(1, link(outside(record.outlet, most), record.url if is_linked else None))
    return (
        f"{icon}{NBSP}**{_short_day(record)}**{MIDDOT}{kind}{_mode(record)}",
        f"{_named(record.source, gazetteer, most)} {TO} {_named(record.target, gazetteer, most)}",
        f"-# {MIDDOT.join(foot)}",
    )


def _short_day(record: ImportedRecord) -> str:
    return day_words(record.day, this_year=record.day.year, months=SHORT_MONTHS).replace(" ", NBSP)


def _mode(record: ImportedRecord) -> str:
    said = words_of_mode(record.type, record.mode)
    return f"{MIDDOT}{said}" if said else ""


def _sides(record: ImportedRecord, gazetteer: Gazetteer) -> str:
    source, target = (words.country(side.country, gazetteer) for side in (record.source, record.target))
    return f"{source} {TO} {target}"


def _named(side: Side, gazetteer: Gazetteer, limit: int) -> str:
    """Return a side with the name and role that its data set gives: "🇨🇳 China (BEIJING, government)"."""
    given = [outside(side.name, limit) if side.name else "", outside(side.role, limit) if side.role else ""]
    told = enumerated(part for part in given if part)
    return words.country(side.country, gazetteer) + (f" ({told})" if told else "")


def _narrowed(query: EventQuery) -> list[str]:
    """Return what narrows a query besides its pair."""
    kinds = enumerated(_kinds(query))
    return [*([days(query.period)] if query.period else []), kinds or say("all kinds")]


def _kinds(query: EventQuery) -> list[str]:
    return [words.kind_word(kind) for kind in EventType if kind in query.types]


def _kind_select(page: RecordPage, query: EventQuery, *, has_counts: bool) -> Row:
    """Return the select of kinds, with their counts where they have room; the one that is chosen is marked."""
    total = sum(count for _, count in page.counts)
    options = [discord.SelectOption(label=say("All kinds"), value=ids.ALL_KINDS, description=_counted(total))]
    for kind, count in page.counts:
        options.append(
            discord.SelectOption(
                label=words.kind_word(kind),
                value=kind,
                emoji=words.KINDS[kind][0],
                description=_counted(count) if has_counts else None,
                default=query.types == {kind},
            )
        )
    kinds = enumerated(_kinds(query))
    asked = say("Kind: {kinds}", kinds=kinds) if kinds else say("Kind: all")
    return select(RecordsKind(query=replace(query, offset=0)), cut(asked, MAX_PLACEHOLDER), options)


def _record_select(found: Sequence[StoredRecord], query: EventQuery, most: int) -> Row:
    options = []
    for stored in found:
        record = stored.record
        when = say("{day} {year}", day=_short_day(record), year=record.day.year)
        label = cut(f"{when}{MIDDOT}{words.kind_word(record.type)}", MAX_OPTION)
        sides = (cut(side.name, most) or side.country for side in (record.source, record.target))
        names = flatten(f" {TO} ".join(sides))
        options.append(
            discord.SelectOption(
                label=label, value=str(stored.id), description=cut(f"{names}{MIDDOT}R{stored.id}", MAX_OPTION)
            )
        )
    return select(RecordsPick(query=query), say("Open a record…"), options)


def _turns(page: RecordPage, query: EventQuery) -> Row:
    """Return the page's buttons. The one that still leads somewhere is primary: on first, else back."""
    back, on = max(0, query.offset - EVENTS_A_PAGE), query.offset + EVENTS_A_PAGE
    has_back, has_on = query.offset > 0, on < page.total
    names = (say_as("button", "‹ Newer"), say_as("button", "Older ›"))
    if query.oldest_first:
        names = (say_as("button", "‹ Older"), say_as("button", "Newer ›"))
    return row(
        _turn(names[0], query, back, ids.Turn.BACK, is_primary=has_back and not has_on, is_enabled=has_back),
        _turn(names[1], query, on, ids.Turn.ON, is_primary=has_on, is_enabled=has_on),
        button(say_as("button", "Events"), ids.EventsOpen(query=replace(query, offset=0))),
    )


def _turn(label: str, query: EventQuery, offset: int, turn: ids.Turn, *, is_primary: bool, is_enabled: bool) -> Button:
    answer = RecordsPage(turn=turn, query=replace(query, offset=offset))
    return button(label, answer, is_primary=is_primary, is_enabled=is_enabled)


def _nothing(query: EventQuery, subject: str) -> Card:
    """Return what stands for a pair without records: none imported, or none that fits."""
    is_narrowed = bool(query.types or query.period)
    eyebrow = f"{_eyebrow()}{MIDDOT}{subject}"
    events = button(say_as("button", "Events"), ids.EventsOpen(query=EventQuery(pair=query.pair)), is_primary=True)
    if is_narrowed:
        asked = say("Asked for: {what}.", what=MIDDOT.join(_narrowed(query)))
        return empty_notice(eyebrow, say("No record fits"), asked, events)
    body = say(
        "Whoever runs Backchannel can import tables of GDELT, POLECAT and ICEWS. None of them names the two so far."
    )
    return empty_notice(eyebrow, say("No records yet"), body, events)
