"""What each server wants of what its feeds bring: by its filters, before an entry is read and after."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.model.bodies import BodyNames
from bot.model.feeds import QueuedEntry
from bot.model.ids import GuildId
from bot.model.language import noted, say
from bot.model.reading import Reading
from bot.model.topics import Effect, EntryFacts, Topics, Verdict
from bot.topics.judge import judge
from data import topics
from data.store import Store

_LOG = logging.getLogger(__name__)

_NO_PAIR = noted("It tells of no pair that the server follows.")
_FAILED = noted("The server’s filters could not be looked at.")


@dataclass(slots=True, kw_only=True)
class Asked:
    """What the filters of some servers say of one entry; remembers why each of them did not want it.

    Attributes:
        facts: What the feed says of it.
        before: Each server's verdict before it is read.
        filters: Each server's pairs and filters.
        bodies: By which unions are known.
        read: The facts with what its reading tells; None while it is not read.
    """

    facts: EntryFacts
    before: Mapping[GuildId, Verdict]
    filters: Mapping[GuildId, Topics]
    bodies: BodyNames
    read: EntryFacts | None = None
    _after: dict[GuildId, str] = field(default_factory=dict)

    def refused_before(self) -> dict[GuildId, str]:
        """Return the servers that don't want it whatever it tells, each with why."""
        return {
            guild: why_not(verdict)
            for guild, verdict in self.before.items()
            if not verdict.passes and not verdict.undecided
        }

    def wants(self, guild: GuildId, reading: Reading) -> bool:
        """Tell whether a server wants an entry, now that it is read."""
        self.read = self.facts.read(reading, self.bodies)
        verdict = _said(guild, self.filters[guild], self.read)
        if not verdict.passes:
            self._after[guild] = why_not(verdict)
        return verdict.passes

    def refused_after(self, guild: GuildId) -> str:
        """Return why a server did not want what was read; "" where it did."""
        return self._after.get(guild, "")


class Filters:
    """Looks the filters of servers up."""

    def __init__(self, store: Store, bodies: BodyNames) -> None:
        """Take the event store, and the names by which unions are known."""
        self._store = store
        self._bodies = bodies

    async def of(self, entry: QueuedEntry) -> Asked:
        """Return what the filters of the servers that an entry is read for say of it so far.

        Raises:
            StoreError: The store can't be used.
        """
        facts = facts_of(entry)
        filters = await self._store.read(lambda c: topics.topics_for(c, entry.wants))
        # Regular expressions may take their time, so they don't look on the loop.
        before = await asyncio.to_thread(lambda: {guild: _said(guild, filters[guild], facts) for guild in entry.wants})
        return Asked(facts=facts, before=before, filters=filters, bodies=self._bodies)


def _said(guild: GuildId, filters: Topics, facts: EntryFacts) -> Verdict:
    """Return what a server's filters say; what is wrong with them is its own affair, and nothing passes."""
    try:
        return judge(filters, facts)
    except Exception:  # noqa: BLE001 - the edge of a job: one server's filters hold up no other's entry
        _LOG.exception("filters_failed guild=%d", guild)
        return Verdict(passes=False, undecided=False, judged=())


def facts_of(entry: QueuedEntry) -> EntryFacts:
    """Return what a feed says of an entry, as filters look at it."""
    return EntryFacts.of_feed(
        title=entry.title,
        summary=entry.summary,
        outlet=entry.outlet or entry.feed_title,
        link=entry.link,
        published=entry.published or entry.updated,
    )


def why_not(verdict: Verdict) -> str:
    """Return in one sentence why an entry does not pass, naming the filter."""
    keeper = verdict.kept_out_by
    if keeper is not None:
        return say("The filter “{name}” keeps it out.", name=keeper.name)
    if not verdict.judged:
        return say(_FAILED)
    missed = [one for one in verdict.judged if one.topic is None or one.topic.effect is Effect.LET_IN]
    if not missed or missed[0].topic is None:
        return say(_NO_PAIR)
    reasons = [
        f"“{one.topic.name}”: {one.miss.text}" for one in missed if one.topic is not None and one.miss is not None
    ]
    if not reasons:
        return say("No filter lets it in.")
    return say("No filter lets it in ({reasons}).", reasons="; ".join(reasons[:2]))
