"""Composes editions from the store: what came in for each pair that a server follows, and how it is to be told."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from bot.digest.compose import MOST_COMING_UP, MOST_EVENTS, Record, compose, edition
from bot.digest.due import next_due, zone_named
from bot.digest.window import Window
from bot.model.countries import Dyad
from bot.model.digest import Digest, Edition
from bot.model.ids import CountryCode, EventId
from bot.model.settings import GuildSettings
from bot.model.stored import StoredArticle
from data import articles, events, news
from data.store import Connection

_MOST_ARTICLES = 50
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a posted digest was made of, so that it can be made anew when one of its events is corrected."""

    pair: Dyad
    since: datetime
    until: datetime
    local_date: date
    events: tuple[EventId, ...]
    coming_up: tuple[EventId, ...]
    on_this_day: EventId | None

    @classmethod
    def of(cls, digest: Digest, window: Window) -> Self:
        """Return what a digest was made of."""
        return cls(
            pair=digest.pair,
            since=window.since,
            until=window.until,
            local_date=window.local_date,
            events=tuple(event.id for event in digest.events),
            coming_up=tuple(event.id for event in digest.coming_up),
            on_this_day=None if digest.on_this_day is None else digest.on_this_day.id,
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
                "since": self.since.isoformat(),
                "until": self.until.isoformat(),
                "date": self.local_date.isoformat(),
                "events": self.events,
                "coming_up": self.coming_up,
                "on_this_day": self.on_this_day,
            },
            separators=(",", ":"),
        )

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return what `to_text` wrote."""
        kept = json.loads(text)
        first, second = kept["pair"]
        past = kept["on_this_day"]
        return cls(
            pair=Dyad(first=CountryCode(first), second=CountryCode(second)),
            since=datetime.fromisoformat(kept["since"]),
            until=datetime.fromisoformat(kept["until"]),
            local_date=date.fromisoformat(kept["date"]),
            events=tuple(map(EventId, kept["events"])),
            coming_up=tuple(map(EventId, kept["coming_up"])),
            on_this_day=None if past is None else EventId(past),
        )


async def compose_edition(conn: Connection, settings: GuildSettings, window: Window) -> Edition:
    """Compose what a server's digest tells of a time.

    Args:
        conn: Any connection; one snapshot for all pairs.
        settings: Whose digest it is.
        window: The time.
    """
    digests = [await _compose(conn, settings, window, pair) for pair in settings.pairs]
    return edition(digests)


async def compose_anew(conn: Connection, settings: GuildSettings, origin: Origin) -> Digest:
    """Compose a posted digest again, of the same events as they are told now.

    Args:
        conn: Any connection.
        settings: Whose digest it is.
        origin: What it was made of; an event that has gone since is left out, a withdrawn one is in.
    """
    window = Window(
        since=origin.since,
        until=origin.until,
        local_date=origin.local_date,
        zone=zone_named(settings.schedule.zone),
    )
    past = () if origin.on_this_day is None else (origin.on_this_day,)
    new, ahead, memory = [
        await events.still_known(conn, ids, guild=settings.guild) for ids in (origin.events, origin.coming_up, past)
    ]
    record = Record(
        new_events=new,
        coming_up=ahead,
        on_this_day=memory[0] if memory else None,
        articles=await _articles(conn, settings, window),
    )
    return await _made(conn, settings, window, origin.pair, record)


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
        on_this_day=await events.on_this_day(conn, pair=pair, guild=guild, day=window.local_date),
        articles=await _articles(conn, settings, window),
    )
    return await _made(conn, settings, window, pair, record)


async def _articles(conn: Connection, settings: GuildSettings, window: Window) -> Sequence[StoredArticle]:
    return await news.articles_added(
        conn, guild=settings.guild, since=window.since, until=window.until, limit=_MOST_ARTICLES
    )


async def _made(conn: Connection, settings: GuildSettings, window: Window, pair: Dyad, record: Record) -> Digest:
    due = next_due(settings.schedule, window.until) if not settings.is_paused else None
    return compose(
        record,
        pair=pair,
        cadence=settings.schedule.cadence,
        period=window.period,
        today=window.local_date,
        articles_read=await articles.count_articles(
            conn, guild=settings.guild, added_from=window.since, added_to=window.until
        ),
        next_run=due.at if due else None,
        form=settings.digest,
    )
