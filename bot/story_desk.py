"""Use case of stories: what a server's articles of the last days were about, each story once. Knows no Discord."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from bot.model.countries import Dyad
from bot.model.ids import GuildId
from bot.model.stories import Story
from bot.stories import stories
from data.reference.sources import outlet_key
from data.store import Store
from data.stories import story_parts

DAYS_BACK = 7
"""How many days are looked at."""


class StoryDesk:
    """The desk between the store and who wants to know what went on."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Take the event store, and what gives the present, aware UTC."""
        self._store = store
        self._clock = clock

    async def latest(self, guild: GuildId, *, pair: Dyad | None) -> Sequence[Story]:
        """Return the stories of the articles that came in within the last days, newest first.

        Args:
            guild: Whose articles.
            pair: Only stories with an event between these two; None for all.
        """
        until = self._clock()
        since = until - timedelta(days=DAYS_BACK)
        parts = await self._store.read(lambda c: story_parts(c, guild, since=since, until=until + _NOW))
        found = await asyncio.to_thread(stories, parts, outlet_key)
        return [story for story in found if pair is None or pair.key in story.pairs]


_NOW = timedelta(microseconds=1)
"""So that what came in at this very moment counts."""
