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
from bot.cards.text import cut, flatten, outside, prose, sentence
from bot.cards.tokens import EVENT_SENTENCE, MAX_OPTION, MAX_OPTIONS, MIDDOT, NBSP, TITLE, Accent
from bot.model import people
from bot.model.countries import IGO, NGO, Gazetteer
from bot.model.dates import DateRange
from bot.model.datewords import is_day_range
from bot.model.ids import CountryCode
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.offices import Term
from bot.model.people import Individual, Meeting, PersonView, is_in_office, last_known
from bot.model.reading import ActorKind
from bot.model.stored import EventQuery

_KINDS = {
    ActorKind.PERSON: (noted("Person"), noted("person")),
    ActorKind.ORGANIZATION: (noted("Body"), noted("body")),
    ActorKind.GROUP: (noted("Group"), noted("group")),
}
"""What somebody is, by itself and after other words."""
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
        text(
            f"-# {say_as('heading', 'Who')}{MIDDOT}{say('“{words}”', words=outside(typed, _NAME))}",
            f"### {say('Several fit this name')}",
        ),
        text(say("Choose whom you mean. Who has one name in two countries is two persons.")),
        air(),
        select(PersonPick(), say("Choose one…"), options),
    )


def _option(one: Individual, gazetteer: Gazetteer) -> discord.SelectOption:
    side = gazetteer.countries.get(one.country) if one.country else None
    place = side.name if side else say("side not given")
    terms = gazetteer.offices.terms_of(one.name, one.country) if one.country else ()
    told = [place, *(dict.fromkeys(term.title for term in terms[-1:]))]
    has_events = bool(one.events)
    told.append(_events(one.events) if has_events else say(_KINDS[one.kind][1]))
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
            text(say("No recorded event names them here. An article that does can be handed in with `/article add`.")),
        ]
    foot = notes.foot()
    return card(
        Accent.NEWS,
        _head(view.who, gazetteer),
        *parts,
        rule(),
        *_pick(view),
        row(
            button(
                say_as("button", "Timeline"),
                ids.EventsOpen(query=_query(view.who)),
                is_primary=True,
                is_enabled=bool(view.parts),
            )
        ),
        *([text(f"-# {foot}")] if foot else []),
    )


def _head(who: Individual, gazetteer: Gazetteer) -> Part:
    side = [words.country(who.country, gazetteer)] if _is_state(who.country) and who.country else []
    kind, _ = _KINDS.get(who.kind, _KINDS[ActorKind.PERSON])
    events = say_n("{n} recorded event", "{n} recorded events", who.events, n=numeral(who.events))
    return text(
        f"-# {MIDDOT.join((say(kind), *side))}",
        f"## {outside(who.name, TITLE)}",
        f"-# {events if who.events else say('no recorded event')}",
    )


def _events(count: int) -> str:
    return say_n("{n} event", "{n} events", count, n=numeral(count))


def _sections(
    view: PersonView, gazetteer: Gazetteer, notes: Footnotes, room: _Room
) -> Iterator[tuple[str, Sequence[str]]]:
    if view.terms:
        left = len(view.terms) - room.terms
        more = [f"-# {say_n('{n} more office', '{n} more offices', left, n=numeral(left))}"] if left > 0 else []
        yield say_as("heading", "Offices"), [f"- {_term(term, view, room)}" for term in view.terms[: room.terms]] + more
    if view.meetings:
        yield say("Met or spoke with"), [f"- {_meeting(one, gazetteer)}" for one in view.meetings]
    latest = ((say_as("heading", "Latest"), view.latest), (say("Weightiest before"), view.weightiest))
    whole = ((say_as("heading", "Events"), view.past),)
    for title, parts in ((say_as("heading", "Coming up"), view.ahead), *(whole if view.is_whole else latest)):
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
        if are_days:
            return say("{begun} to {ended}", begun=begun, ended=ended)
        return say("from {begun} until {ended}", begun=begun, ended=ended)
    if is_in_office(term, view.today):
        return say("since {begun} (as of {day})", begun=begun, day=day(last))
    return say("from {begun}, still on {day}", begun=begun, day=day(last))


def _moment(when: DateRange) -> str:
    """Return when a term began or ended: "20 January 2017", "19–20 January 2017", "between 1 May and 3 June 2017"."""
    if _is_between(when):
        return say("between {first} and {last}", first=day(when.start), last=day(when.end))
    return days(when)


def _is_between(when: DateRange) -> bool:
    """Tell whether days are more than whole months or years, and more than a few days of one month."""
    return is_day_range(when) and (when.start.year, when.start.month) != (when.end.year, when.end.month)


def _meeting(one: Meeting, gazetteer: Gazetteer) -> str:
    name = f"**{outside(one.name, _NAME)}**"
    side = gazetteer.countries.get(one.country)
    shown = f"{side.flag}{NBSP}{name}" if side is not None and side.flag else name
    return MIDDOT.join((shown, *words.met_words(one.times, dated(one.last))))


def _part(one: people.Part, gazetteer: Gazetteer, notes: Footnotes, room: _Room) -> str:
    said = words.event_words(one.event, gazetteer)
    office = say("as\N{NO-BREAK SPACE}{office}", office=outside(one.office, room.office)) if one.office else ""
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
    return [select(ids.EventsPick(query=_query(view.who)), say("Open an event…"), options)]


def _query(who: Individual) -> EventQuery:
    return EventQuery(
        actor=who.name[:_ACTOR], country=who.country if _is_state(who.country) else None, limit=EVENTS_A_PAGE
    )


def _is_state(code: CountryCode | None) -> bool:
    return code is not None and code not in {IGO, NGO}
