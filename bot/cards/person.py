"""A person or body: offices with their terms, whom they met of other sides, and the events in which they took part."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import discord

from bot.cards import ids, words
from bot.cards.codec import EVENTS_A_PAGE
from bot.cards.controls import button, row, select
from bot.cards.dates import dated, day, days, listed_date
from bot.cards.message import Card, Part, Row, air, card, first_fitting, rule, text
from bot.cards.numbering import Footnotes
from bot.cards.person_ids import LONGEST_NAME, PersonPick, choice_of
from bot.cards.slot_headlines import headline_of
from bot.cards.text import counted, cut, flatten, outside, prose, sentence
from bot.cards.tokens import EVENT_SENTENCE, MAX_OPTION, MAX_OPTIONS, MIDDOT, NBSP, TITLE, Accent
from bot.model import people
from bot.model.countries import IGO, NGO, Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import is_day_range
from bot.model.ids import CountryCode
from bot.model.offices import Term
from bot.model.people import Individual, Meeting, PersonView, is_in_office, last_known
from bot.model.reading import ActorKind
from bot.model.stored import EventQuery

_KINDS = {ActorKind.PERSON: "Person", ActorKind.ORGANIZATION: "Body", ActorKind.GROUP: "Group"}
_NAME = 50
_ACTOR = 40
"""Characters of a name as a timeline's question has room for; what is cut still finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """How much a form of the card has room for: characters of a sentence and of an office, offices, events a list."""

    sentence: int
    office: int
    terms: int
    events: int


_FULL = _Room(sentence=EVENT_SENTENCE, office=60, terms=8, events=8)
_SHORT = _Room(sentence=100, office=60, terms=8, events=8)
_SPARSE = _Room(sentence=60, office=30, terms=4, events=3)


def person_card(view: PersonView, gazetteer: Gazetteer) -> Card:
    """Return the card of a person or body.

    Args:
        view: What is recorded.
        gazetteer: For names and flags.
    """
    return first_fitting(
        partial(_render, view, gazetteer, _FULL, are_linked=True),
        partial(_render, view, gazetteer, _SHORT, are_linked=True),
        partial(_render, view, gazetteer, _SHORT, are_linked=False),
        partial(_render, view, gazetteer, _SPARSE, are_linked=False),
    )


def persons_card(found: Sequence[Individual], typed: str, gazetteer: Gazetteer) -> Card:
    """Return the question whom of several a reader means.

    Args:
        found: At least two; what is beyond a select's room is not offered.
        typed: What was asked for.
        gazetteer: For names and flags.
    """
    options = [_option(one, gazetteer) for one in found if len(one.name) <= LONGEST_NAME][:MAX_OPTIONS]
    return card(
        Accent.DESK,
        text(f"-# Who{MIDDOT}“{outside(typed, _NAME)}”", "### Several fit this name"),
        text("Choose whom you mean. Who has one name in two countries is two persons."),
        air(),
        select(PersonPick(), "Choose one…", options),
    )


def _option(one: Individual, gazetteer: Gazetteer) -> discord.SelectOption:
    side = gazetteer.countries.get(one.country) if one.country else None
    place = side.name if side else "side not given"
    terms = gazetteer.offices.terms_of(one.name, one.country) if one.country else ()
    told = [place, *(dict.fromkeys(term.title for term in terms[-1:]))]
    told.append(counted(one.events, "event") if one.events else _KINDS[one.kind].lower())
    return discord.SelectOption(
        label=cut(flatten(one.name), MAX_OPTION),
        value=choice_of(one.name, one.country),
        description=cut(MIDDOT.join(told), MAX_OPTION),
    )


def _render(view: PersonView, gazetteer: Gazetteer, room: _Room, *, are_linked: bool) -> Card:
    notes = Footnotes(are_linked=are_linked)
    sections = list(_sections(view, gazetteer, notes, room))
    parts: list[Part] = []
    for title, lines in sections:
        parts += [air()] if parts else [rule()]
        parts.append(text(f"### {title}", *lines))
    if not view.parts:
        parts += [
            air() if parts else rule(),
            text("No recorded event names them here. An article that does can be handed in with `/article add`."),
        ]
    foot = notes.foot()
    side = [words.country(view.who.country, gazetteer)] if _is_state(view.who.country) and view.who.country else []
    return card(
        Accent.NEWS,
        text(
            f"-# {MIDDOT.join((_KINDS.get(view.who.kind, 'Person'), *side))}",
            f"## {outside(view.who.name, TITLE)}",
            f"-# {counted(view.who.events, 'recorded event') if view.who.events else 'no recorded event'}",
        ),
        *parts,
        rule(),
        *_pick(view),
        row(button("Timeline", ids.EventsOpen(query=_query(view.who)), is_primary=True, is_enabled=bool(view.parts))),
        *([text(f"-# {foot}")] if foot else []),
    )


def _sections(
    view: PersonView, gazetteer: Gazetteer, notes: Footnotes, room: _Room
) -> Iterator[tuple[str, Sequence[str]]]:
    if view.terms:
        left = len(view.terms) - room.terms
        more = [f"-# {counted(left, 'more office')}"] if left > 0 else []
        yield "Offices", [f"- {_term(term, view, room)}" for term in view.terms[: room.terms]] + more
    if view.meetings:
        yield "Met or spoke with", [f"- {_meeting(one, gazetteer)}" for one in view.meetings]
    latest = (("Latest", view.latest), ("Weightiest before", view.weightiest))
    for title, parts in (("Coming up", view.ahead), *((("Events", view.past),) if view.is_whole else latest)):
        if parts:
            yield title, [f"- {_part(one, gazetteer, notes, room)}" for one in parts[: room.events]]


def _term(term: Term, view: PersonView, room: _Room) -> str:
    title = f"{term.title[0].upper()}{term.title[1:]}"
    return f"**{outside(title, room.office)}**{MIDDOT}{_term_days(term, view)}"


def _term_days(term: Term, view: PersonView) -> str:
    """Return when a term was: "20 January 2017 to 20 January 2021", "since January 2025 (as of 10 September 2026)"."""
    begun, last = _moment(term.since), last_known(term)
    if last is None:
        ended = _moment(term.until)
        are_days = not _is_between(term.since) and not _is_between(term.until)
        return f"{begun} to {ended}" if are_days else f"from {begun} until {ended}"
    if is_in_office(term, view.today):
        return f"since {begun} (as of {day(last)})"
    return f"from {begun}, still on {day(last)}"


def _moment(when: DateRange) -> str:
    """Return when a term began or ended: "20 January 2017", "19–20 January 2017", "between 1 May and 3 June 2017"."""
    return f"between {day(when.start)} and {day(when.end)}" if _is_between(when) else days(when)


def _is_between(when: DateRange) -> bool:
    """Tell whether days are more than whole months or years, and more than a few days of one month."""
    return is_day_range(when) and (when.start.year, when.start.month) != (when.end.year, when.end.month)


def _meeting(one: Meeting, gazetteer: Gazetteer) -> str:
    name = f"**{outside(one.name, _NAME)}**"
    side = gazetteer.countries.get(one.country)
    shown = f"{side.flag}{NBSP}{name}" if side is not None and side.flag else name
    times = "once" if one.times == 1 else counted(one.times, "time")
    last = dated(one.last)
    return MIDDOT.join((shown, times, last if one.times == 1 else f"last {last}"))


def _part(one: people.Part, gazetteer: Gazetteer, notes: Footnotes, room: _Room) -> str:
    said = words.event_words(one.event, gazetteer)
    office = f"as{NBSP}{outside(one.office, room.office)}" if one.office else ""
    head = [f"**{listed_date(one.event)}**", f"{said.icon}{NBSP}{said.kind}", said.status, office]
    told = prose(sentence(headline_of(one.event)), room.sentence)
    return MIDDOT.join((*(part for part in head if part), f"{told}{NBSP}{notes.cite(one.event.reports[:1])}"))


def _pick(view: PersonView) -> list[Row]:
    """Return the select that opens an event, for one reader."""
    if not view.parts:
        return []
    options = [
        discord.SelectOption(
            label=cut(f"{listed_date(one.event).replace(NBSP, ' ')} · {flatten(headline_of(one.event))}", MAX_OPTION),
            value=str(one.event.id),
        )
        for one in view.parts
    ]
    return [select(ids.EventsPick(query=_query(view.who)), "Open an event…", options)]


def _query(who: Individual) -> EventQuery:
    return EventQuery(
        actor=who.name[:_ACTOR], country=who.country if _is_state(who.country) else None, limit=EVENTS_A_PAGE
    )


def _is_state(code: CountryCode | None) -> bool:
    return code is not None and code not in {IGO, NGO}
