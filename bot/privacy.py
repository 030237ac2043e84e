"""The privacy desk: what is kept about a person is shown to them, given to them, and deleted. Knows no Discord."""

import asyncio
import gzip
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.model.ids import GuildId, UserId
from bot.model.language import noted, say
from bot.model.members import Member, is_own_desk
from bot.model.privacy import PersonRecord
from data import departures, guilds, personal, quiz_alone, users
from data.store import Connection, Store

_LOG = logging.getLogger(__name__)

KEPT_DAYS = 30
"""Days after which what a server left behind is deleted."""
_LARGEST = 8_000_000
"""Bytes; Discord takes 10 MiB of a bot."""
_ABOUT = noted(
    "Every row of Backchannel's store that holds your Discord number, by table. Of articles, servers' settings and "
    "quizzes only what concerns you. Dates and times are in UTC. A guild of 0 is the starter pack; a negative one is "
    "your own desk, outside of all servers."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What is kept about a person, as a file."""

    name: str
    data: bytes


class PrivacyDesk:
    """Answers what people ask about themselves."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Take the store, and what gives the present, aware UTC."""
        self._store = store
        self._clock = clock

    async def record(self, who: Member) -> PersonRecord:
        """Return how much is kept about a person, seen from a server or from their own desk."""

        async def work(conn: Connection) -> PersonRecord:
            here, elsewhere = await personal.count_traces(conn, who.user, who.guild)
            return PersonRecord(
                here=here,
                elsewhere=elsewhere,
                is_own_desk=is_own_desk(who.guild),
                is_listed=await quiz_alone.is_listed(conn, who.guild, who.user),
            )

        return await self._store.read(work)

    async def export(self, user: UserId) -> Export:
        """Return everything that is kept about a person; packed where it is large."""
        tables = await self._store.read(lambda conn: personal.export_traces(conn, user))
        now = self._clock()
        told = {"about": say(_ABOUT), "user": str(user), "made_at": now.isoformat(timespec="seconds"), "tables": tables}
        return await asyncio.to_thread(_packed, told, f"backchannel-{now:%Y-%m-%d}.json")

    async def forget(self, user: UserId) -> int:
        """Delete what a person wrote and answered everywhere, and their number elsewhere; return how many rows had it.

        Raises:
            StoreError: It could not be done; nothing was changed.
        """
        touched = await self._store.write(lambda conn: users.forget_user(conn, user))
        _LOG.info("user_forgotten rows=%d", touched)
        return touched


def _packed(told: object, name: str) -> Export:
    data = json.dumps(told, ensure_ascii=False, indent=1).encode()
    if len(data) > _LARGEST:
        return Export(name=f"{name}.gz", data=gzip.compress(data, mtime=0))
    return Export(name=name, data=data)


class Departures:
    """Notes which servers the bot left, and deletes what they left behind."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Take the store, and what gives the present, aware UTC."""
        self._store = store
        self._clock = clock

    async def left(self, guild: GuildId) -> None:
        """Note that the bot was taken out of a server, which is owed nothing any more."""
        now = self._clock()
        await self._store.write(lambda conn: departures.mark_left(conn, (guild,), now))
        _LOG.info("guild_left guild=%d", guild)

    async def came_back(self, guild: GuildId) -> None:
        """Note that the bot is in a server; what was kept of it before goes on."""
        if await self._store.write(lambda conn: departures.mark_back(conn, (guild,))):
            _LOG.info("guild_came_back guild=%d", guild)

    async def compare(self, present: frozenset[GuildId], is_ours: Callable[[GuildId], bool]) -> None:
        """Find the servers that were left, or came back, while nobody looked.

        Where several were known and all are gone, none is marked.

        Args:
            present: All servers that Discord named at the start, those among them that are out of order.
            is_ours: Whether this process would have been told of a server: one of its shards.
        """
        known = [guild for guild in await self._store.read(departures.known_guilds) if is_ours(guild)]
        gone = [guild for guild in known if guild not in present]
        if len(gone) == len(known) > 1:
            # Rather another bot's token than that all servers left at once: nothing is deleted on a guess.
            _LOG.warning("guilds_not_compared known=%d present=0", len(known))
            gone = []
        now = self._clock()

        async def work(conn: Connection) -> tuple[int, int]:
            marked = frozenset(await departures.departed(conn))
            return await departures.mark_left(conn, gone, now), await departures.mark_back(conn, marked & present)

        left, back = await self._store.write(work)
        if left or back:
            _LOG.info("guilds_compared left=%d back=%d", left, back)

    async def forget(
        self, is_present: Callable[[GuildId], bool], before: datetime, *, is_ours: Callable[[GuildId], bool]
    ) -> int:
        """Delete what servers kept that were left before a moment; return how many that were.

        Args:
            is_present: Whether the bot is in a server after all: its mark is cleared, and nothing of it deleted.
            before: Aware UTC.
            is_ours: Whether this process would be told of a server; only of those it knows whether they are present.
        """
        forgotten = 0
        left = await self._store.read(lambda conn: departures.departed(conn, before=before))
        for guild in filter(is_ours, left):
            if is_present(guild):
                await self.came_back(guild)
                continue
            await self._store.write(partial(guilds.forget_guild, guild=guild))
            _LOG.info("guild_forgotten guild=%d", guild)
            forgotten += 1
        return forgotten
