"""What a posted card said of its events, kept beside it, so that a later correction is known and named. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from bot.model.datewords import event_date_words
from bot.model.digest import Revision
from bot.model.ids import EventId
from bot.model.stored import StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a card said of one event.

    Attributes:
        event: Its number then.
        facts: What a correction would change: kind, status, what is alleged, days, sides, and whether it stands. Other
            words for the same, a further source and another weight correct nothing.
        date: When it was, in words.
    """

    event: EventId
    facts: str
    date: str


def told_of(stored: StoredEvent) -> Told:
    """Return what a card that shows an event now says of it."""
    event = stored.event
    days = event.when.range
    sides = sorted(stored.source_codes), sorted(stored.target_codes)
    if event.reciprocal:  # whose side is named first means nothing then
        sides = sorted({*stored.source_codes, *stored.target_codes}), []
    facts = (
        event.shown_type.value,
        event.status.value,
        event.alleged or "",
        "" if days is None else f"{days.start.isoformat()}/{days.end.isoformat()}",
        ">".join(",".join(side) for side in sides),
        "withdrawn" if stored.is_withdrawn else "",
    )
    return Told(event=stored.id, facts="|".join(facts), date=event_date_words(event, stored.told_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What a card says of its events, and what it says of their corrections; at most one of each event."""

    told: tuple[Told, ...]
    revisions: tuple[Revision, ...] = ()

    @classmethod
    def of(cls, shown: Iterable[StoredEvent]) -> Self:
        """Return what a card that tells events for the first time says of them."""
        return cls(told=tuple(map(told_of, shown)))

    def after(self, now: Mapping[EventId, StoredEvent], *, on: date) -> "Memory":
        """Return what the card says once it tells its events as they are now.

        Args:
            now: By the number that the card knows; two may be one event now, and one that is no more is missing.
            on: The server's date of what changed.
        """
        known = {one.event: one for one in self.revisions}
        told: dict[EventId, Told] = {}
        revisions: dict[EventId, Revision] = {}
        for before in self.told:
            if before.event not in now:
                continue
            stored = now[before.event]
            told[stored.id] = told_of(stored)
            revision = _revision(before, told[stored.id], known.get(before.event), on)
            if revision is not None:
                revisions.setdefault(stored.id, revision)
        return Memory(told=tuple(told.values()), revisions=tuple(revisions.values()))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON knows it."""
        return {
            "told": [[one.event, one.facts, one.date] for one in self.told],
            "revisions": [[one.event, one.on.isoformat(), one.before] for one in self.revisions],
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return what `to_json` gave."""
        return cls(
            told=tuple(Told(event=EventId(event), facts=facts, date=day) for event, facts, day in kept["told"]),
            revisions=tuple(
                Revision(event=EventId(event), on=date.fromisoformat(on), before=before)
                for event, on, before in kept["revisions"]
            ),
        )


def _revision(before: Told, now: Told, known: Revision | None, on: date) -> Revision | None:
    """Return what a card says of an event's correction: the latest one's day, and the date that it gave at first."""
    first = known.before if known is not None and known.before else before.date
    if before.facts != now.facts:
        return Revision(event=now.event, on=on, before="" if first == now.date else first)
    return None if known is None else Revision(event=now.event, on=known.on, before=known.before)
