"""What is recorded of persons and bodies: the queries of `bot.person_desk`.

A person is a folded name and a side. Their events are found through the index of folded names, so that the cost is that
of one person's events, however many others there are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.model.dates import DatedBy, DateRange, EventDate, Precision
from bot.model.ids import CountryCode, EventId, GuildId
from bot.model.people import Individual, Meeting
from bot.model.plover import EventType
from bot.model.reading import ActorKind, Status
from data.schema import actor_name, event, event_party
from data.visibility import standing, visible_to

_NO_PLACE = (ActorKind.PERSON.value, ActorKind.ORGANIZATION.value, ActorKind.GROUP.value)
_SAMPLE = 40
"""Of a name's latest parts in events, how many an autocomplete looks at to tell its sides."""


async def recorded_people(conn: AsyncConnection, name: str, *, guild: GuildId | None) -> tuple[Individual, ...]:
    """Return the persons and bodies of a name, one for each side, those with most events first.

    Args:
        conn: Any connection.
        name: Any case.
        guild: Whose articles may be seen besides the starter pack's.
    """
    rows = await conn.execute(
        select(
            event_party.c.name,
            event_party.c.country,
            event_party.c.kind,
            func.count(func.distinct(event_party.c.event)).label("events"),
        )
        .join(event, event.c.id == event_party.c.event)
        .where(event_party.c.folded == _folded(name), event_party.c.kind.in_(_NO_PLACE), *_seen(guild))
        .group_by(event_party.c.name, event_party.c.country, event_party.c.kind)
    )
    sides: defaultdict[str | None, list[Any]] = defaultdict(list)
    for row in rows:
        sides[row.country].append(row)
    found = []
    for code, spelt in sides.items():
        usual = max(spelt, key=lambda row: (row.events, row.name))
        found.append(
            Individual(
                name=usual.name,
                country=None if code is None else CountryCode(code),
                kind=ActorKind(usual.kind),
                events=sum(row.events for row in spelt),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.events, one.country or "")))


async def names_with_sides(
    conn: AsyncConnection, typed: str, *, guild: GuildId | None, limit: int
) -> tuple[Individual, ...]:
    """Return persons and bodies for an autocomplete: of names with all words that were typed, those most used first.

    Args:
        conn: Any connection.
        typed: Any text, any case; "" finds all.
        guild: Whose articles may be seen besides the starter pack's.
        limit: Names at most; one has an entry for each side that its latest events tell.
    """
    words = typed.casefold().split()
    begins = [
        or_(
            actor_name.c.folded.startswith(word, autoescape=True),
            actor_name.c.folded.contains(f" {word}", autoescape=True),
        )
        for word in words
    ]
    names = (
        await conn.scalars(
            select(actor_name.c.name)
            .where(actor_name.c.guild.in_(visible_to(guild)), *begins)
            .group_by(actor_name.c.name)
            .order_by(func.sum(actor_name.c.uses).desc(), actor_name.c.name)
            .limit(limit)
        )
    ).all()
    found: list[Individual] = []
    for name in names:
        latest = (
            select(event_party.c.name, event_party.c.country, event_party.c.kind)
            .join(event, event.c.id == event_party.c.event)
            .where(event_party.c.folded == name.casefold(), *_seen(guild))
            .order_by(event_party.c.event.desc())
            .limit(_SAMPLE)
            .subquery()
        )
        rows = await conn.execute(
            select(latest.c.country, latest.c.kind)
            .where(latest.c.name == name, latest.c.kind.in_(_NO_PLACE))
            .group_by(latest.c.country, latest.c.kind)
            .order_by(func.count().desc(), latest.c.country.nulls_first())
        )
        kinds = {row.country: row.kind for row in reversed(rows.all())}
        found += [
            Individual(name=name, country=None if code is None else CountryCode(code), kind=ActorKind(kind))
            for code, kind in reversed(kinds.items())
        ]
    return tuple(found)


async def part_ids(
    conn: AsyncConnection,
    who: Individual,
    *,
    guild: GuildId | None,
    order: str,
    until: date,
    limit: int,
    without: Collection[EventId] = (),
) -> tuple[EventId, ...]:
    """Return events in which somebody took part.

    Args:
        conn: Any connection.
        who: The person or body.
        guild: Whose articles may be seen besides the starter pack's.
        order: "ahead": planned and not past, soonest first; "latest": dated and none that is ahead, newest first;
            "weightiest": those that occurred, the most salient first.
        until: The present day.
        limit: Events at most.
        without: Events that are left out.
    """
    is_ahead = (event.c.status == Status.PLANNED.value) & (event.c.end_date >= until)
    conditions: Mapping[str, tuple[ColumnElement[bool], ...]] = {
        "ahead": (is_ahead,),
        "latest": (event.c.start_date <= until, ~is_ahead),
        "weightiest": (event.c.status == Status.OCCURRED.value,),
    }
    orders: Mapping[str, tuple[ColumnElement[Any], ...]] = {
        "ahead": (event.c.start_date, event.c.salience.desc()),
        "latest": (event.c.end_date.desc(), event.c.salience.desc()),
        "weightiest": (event.c.salience.desc(), event.c.end_date.desc().nulls_last()),
    }
    ids = await conn.scalars(
        select(event.c.id)
        .where(event.c.id.in_(_parts(who)), event.c.id.not_in(list(without)), *_seen(guild), *conditions[order])
        .order_by(*orders[order], event.c.id)
        .limit(limit)
    )
    return tuple(map(EventId, ids))


async def meetings_of(
    conn: AsyncConnection, who: Individual, *, guild: GuildId | None, limit: int
) -> tuple[Meeting, ...]:
    """Return with which persons of other sides somebody met or spoke, the most frequent first, then the latest.

    In an event of several persons each is taken to have met each of the other sides.
    """
    other = event_party.alias("other")
    asked = (
        event.c.id.in_(_parts(who)),
        event.c.type == EventType.CONSULT.value,
        event.c.status == Status.OCCURRED.value,
        event.c.start_date.is_not(None),
        other.c.kind == ActorKind.PERSON.value,
        other.c.country.is_not(None),
        other.c.country != (who.country or ""),
        *_seen(guild),
    )
    times, last = func.count(func.distinct(event.c.id)).label("times"), func.max(event.c.start_date).label("last")
    rows = (
        await conn.execute(
            select(func.max(other.c.name).label("name"), other.c.folded, other.c.country, times, last)
            .join(event, event.c.id == other.c.event)
            .where(*asked)
            .group_by(other.c.folded, other.c.country)
            .order_by(times.desc(), last.desc(), other.c.folded)
            .limit(limit)
        )
    ).all()
    if not rows:
        return ()
    dates = await _dates(conn, asked, other, [row.last for row in rows])
    return tuple(
        Meeting(
            name=row.name,
            country=CountryCode(row.country),
            times=row.times,
            last=dates[row.folded, row.country, row.last],
        )
        for row in rows
    )


async def _dates(
    conn: AsyncConnection, asked: Sequence[ColumnElement[bool]], other: Any, starts: Sequence[date]
) -> dict[tuple[str, str, date], EventDate]:
    """Return the dates of meetings that began on some days, as finely as they are known."""
    rows = await conn.execute(
        select(other.c.folded, other.c.country, event.c.start_date, event.c.end_date, event.c.precision)
        .join(event, event.c.id == other.c.event)
        .where(*asked, event.c.start_date.in_(starts))
    )
    return {
        (row.folded, row.country, row.start_date): EventDate(
            range=DateRange(start=row.start_date, end=row.end_date),
            precision=Precision(row.precision),
            dated_by=DatedBy.EXPRESSION,
        )
        for row in rows
    }


def _parts(who: Individual) -> Select[int]:
    """Return the query of the events that name somebody."""
    side = event_party.c.country.is_(None) if who.country is None else event_party.c.country == who.country
    return select(event_party.c.event).where(
        event_party.c.folded == _folded(who.name), event_party.c.kind.in_(_NO_PLACE), side
    )


def _seen(guild: GuildId | None) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on events that a server sees and nobody withdrew."""
    return event.c.guild.in_(visible_to(guild)), event.c.withdrawn_at.is_(None), standing(event.c.id, guild)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
