"""Composes editions from the store: what came in for each pair that a server follows, and how it is to be told."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Self, TypedDict

from bot.digest.compose import MOST_COMING_UP, MOST_EVENTS, Record, compose, edition, headline
from bot.digest.due import next_due, zone_named
from bot.digest.told import Memory
from bot.digest.window import Window
from bot.model.barometer import Portrait
from bot.model.countries import Dyad
from bot.model.digest import Digest, Edition
from bot.model.ids import CountryCode, EventId, GuildId
from bot.model.settings import Cadence, GuildSettings
from bot.model.stored import StoredArticle, StoredEvent
from bot.model.year_days import NOTABLE, days_marked_on
from bot.stories import stories
from data import articles, events, news
from data.reference import load_gazetteer
from data.reference.sources import outlet_key
from data.store import Connection
from data.stories import MOST_PARTS, story_parts
from data.year_days import events_of_days

_MOST_ARTICLES = 50
_MOST_MEMORIES = 4
"""Events of other years that are looked at; what came in as new is none of them."""
_DAY = timedelta(days=1)


class _Numbers(TypedDict):
    """An origin's fields that name events."""

    events: tuple[EventId, ...]
    coming_up: tuple[EventId, ...]
    on_this_day: EventId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a posted digest was made of, so that it can be made anew when one of its events is corrected.

    Attributes:
        cadence, next_run, cap: As in `Digest`: what the card said of itself stays.
        memory: What it said of each event that it shows.
        portrait: The barometer that it showed, without its picture, which is with the message; None for none.
    """

    pair: Dyad
    cadence: Cadence
    since: datetime
    until: datetime
    local_date: date
    zone: str
    next_run: datetime | None
    cap: int
    events: tuple[EventId, ...]
    coming_up: tuple[EventId, ...]
    on_this_day: EventId | None
    memory: Memory
    portrait: Portrait | None = None

    @classmethod
    def of(cls, digest: Digest, window: Window) -> Self:
        """Return what a digest was made of."""
        return cls(
            pair=digest.pair,
            cadence=digest.cadence,
            since=window.since,
            until=window.until,
            local_date=window.local_date,
            zone=window.zone.key,
            next_run=digest.next_run,
            cap=digest.cap,
            memory=Memory.of(digest.shown),
            portrait=None if digest.portrait is None else replace(digest.portrait, image=b""),
            **_numbers(digest),
        )

    @property
    def shown(self) -> tuple[EventId, ...]:
        """Every event that the digest shows."""
        past = () if self.on_this_day is None else (self.on_this_day,)
        return tuple(dict.fromkeys((*self.events, *self.coming_up, *past)))

    def to_text(self) -> str:
        """Return it as JSON text."""
        return json.dumps(
            {
                "pair": [self.pair.first, self.pair.second],
                "cadence": self.cadence.value,
                "since": self.since.isoformat(),
                "until": self.until.isoformat(),
                "date": self.local_date.isoformat(),
                "zone": self.zone,
                "next_run": None if self.next_run is None else self.next_run.isoformat(),
                "cap": self.cap,
                "events": self.events,
                "coming_up": self.coming_up,
                "on_this_day": self.on_this_day,
                "memory": self.memory.to_json(),
                "portrait": _portrait_to_json(self.portrait),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote."""
        kept = json.loads(text)
        first, second = kept["pair"]
        past, following = kept["on_this_day"], kept["next_run"]
        return cls(
            pair=Dyad(first=CountryCode(first), second=CountryCode(second)),
            cadence=Cadence(kept["cadence"]),
            since=datetime.fromisoformat(kept["since"]),
            until=datetime.fromisoformat(kept["until"]),
            local_date=date.fromisoformat(kept["date"]),
            zone=kept["zone"],
            next_run=None if following is None else datetime.fromisoformat(following),
            cap=kept["cap"],
            events=tuple(map(EventId, kept["events"])),
            coming_up=tuple(map(EventId, kept["coming_up"])),
            on_this_day=None if past is None else EventId(past),
            memory=Memory.from_json(kept["memory"]),
            portrait=_portrait_from_json(kept["portrait"]),
        )


def _portrait_to_json(portrait: Portrait | None) -> list[Any] | None:
    return None if portrait is None else [portrait.value, portrait.line, portrait.likely, portrait.alt]


def _portrait_from_json(kept: list[Any] | None) -> Portrait | None:
    if kept is None:
        return None
    value, line, likely, alt = kept
    return Portrait(value=value, line=line, likely=likely, image=b"", alt=alt)


async def compose_edition(conn: Connection, settings: GuildSettings, window: Window) -> Edition:
    """Compose what a server's digest tells of a time.

    Args:
        conn: Any connection; one snapshot for all pairs.
        settings: Whose digest it is.
        window: The time.
    """
    digests = [await _compose(conn, settings, window, pair) for pair in settings.pairs]
    return edition(digests)


async def compose_anew(
    conn: Connection, settings: GuildSettings, origin: Origin, *, on: date
) -> tuple[Digest, Origin] | None:
    """Compose a posted digest again, of the same events as they are told now.

    Args:
        conn: Any connection.
        settings: Whose digest it is.
        origin: What it was made of.
        on: The server's date of what changed.

    Returns:
        The digest, in the order in which it was: an event that has gone since is left out, a withdrawn one is in. And
        what it is made of now. None where none of them was corrected since.
    """
    numbers = await events.current_numbers(conn, origin.shown)
    found = await events.still_known(conn, origin.shown, guild=settings.guild)
    known = {number: one for one in found for number in origin.shown if numbers[number] == one.id}
    memory = origin.memory.after(known, on=on)
    if memory.revisions == origin.memory.revisions:
        return None
    window = Window(since=origin.since, until=origin.until, local_date=origin.local_date, zone=zone_named(origin.zone))
    record = Record(
        new_events=(),
        coming_up=(),
        on_this_day=(),
        articles=await _articles(conn, settings, window),
        withdrawn=await events.withdrawn_here(conn, settings.guild),
        bodies=load_gazetteer().body_names,
    )
    made = await _made(conn, settings, window, origin.pair, record)
    digest = _told_again(made, origin, known, memory)
    return digest, replace(origin, memory=memory, **_numbers(digest))


def _told_again(made: Digest, origin: Origin, known: Mapping[EventId, StoredEvent], memory: Memory) -> Digest:
    """Return a digest with the events of an earlier one in their places."""
    happened = _known(origin.events, known)
    ahead = [one for one in _known(origin.coming_up, known) if one not in happened]
    past = None if origin.on_this_day is None else known.get(origin.on_this_day)
    stands, comes = [[one for one in part if not one.is_withdrawn] for part in (happened, ahead)]
    return replace(
        made,
        cadence=origin.cadence,
        headline=headline(stands, comes, origin.cadence),
        events=tuple(happened),
        coming_up=tuple(ahead),
        on_this_day=past,
        next_run=origin.next_run,
        cap=origin.cap,
        revisions=memory.revisions,
        portrait=origin.portrait,
    )


def _known(ids: Iterable[EventId], known: Mapping[EventId, StoredEvent]) -> list[StoredEvent]:
    """Return the events of some numbers, those that turned out to be one once."""
    return list({known[one].id: known[one] for one in ids if one in known}.values())


def _numbers(digest: Digest) -> _Numbers:
    """Return the numbers of a digest's events, by its sections."""
    return _Numbers(
        events=tuple(event.id for event in digest.events),
        coming_up=tuple(event.id for event in digest.coming_up),
        on_this_day=None if digest.on_this_day is None else digest.on_this_day.id,
    )


async def _compose(conn: Connection, settings: GuildSettings, window: Window, pair: Dyad) -> Digest:
    guild = settings.guild
    record = Record(
        new_events=await news.recorded_events(
            conn,
            pair=pair,
            guild=guild,
            since=window.since,
            until=window.until,
            limit=MOST_EVENTS + MOST_COMING_UP,
        ),
        coming_up=await events.coming_up(
            conn, pair=pair, guild=guild, after=window.local_date - _DAY, limit=MOST_COMING_UP
        ),
        on_this_day=await _memories(conn, pair, guild, window.local_date),
        articles=await _articles(conn, settings, window),
        withdrawn=await events.withdrawn_here(conn, guild),
        bodies=load_gazetteer().body_names,
    )
    return await _made(conn, settings, window, pair, record)


async def _memories(conn: Connection, pair: Dyad, guild: GuildId, today: date) -> Sequence[StoredEvent]:
    """Return the notable events of the same day of earlier years, more than a digest can tell otherwise."""
    found, _ = await events_of_days(
        conn,
        pairs=[pair],
        guild=guild,
        days=days_marked_on(today),
        before=today.year,
        limit=_MOST_MEMORIES,
        least=NOTABLE,
    )
    return found


async def _articles(conn: Connection, settings: GuildSettings, window: Window) -> Sequence[StoredArticle]:
    return await news.articles_added(
        conn, guild=settings.guild, since=window.since, until=window.until, limit=_MOST_ARTICLES
    )


async def _made(conn: Connection, settings: GuildSettings, window: Window, pair: Dyad, record: Record) -> Digest:
    due = next_due(settings.schedule, window.until) if not settings.is_paused else None
    read = await articles.count_articles(conn, guild=settings.guild, added_from=window.since, added_to=window.until)
    made = compose(
        record,
        pair=pair,
        cadence=settings.schedule.cadence,
        period=window.period,
        today=window.local_date,
        articles_read=read,
        next_run=due.at if due else None,
        form=settings.digest,
    )
    return replace(made, stories=await _stories(conn, settings, window, read))


async def _stories(conn: Connection, settings: GuildSettings, window: Window, read: int) -> int:
    """Return how many stories the articles of a window are; 0 for one article, and for more than are gathered."""
    if not 2 <= read <= MOST_PARTS:
        return 0
    parts = await story_parts(conn, settings.guild, since=window.since, until=window.until)
    return len(stories(parts, outlet_key))
