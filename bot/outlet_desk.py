"""Use cases of outlets: which ones a server's articles came from, and which it hides. Knows no Discord."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model.ids import GuildId
from bot.model.members import Member
from bot.model.outlets import CountedOutlet
from data import hiding
from data.store import Connection, Store


class OutletDesk:
    """The desk between the store and who decides what a server sees."""

    def __init__(self, store: Store, *, clock: Callable[[], datetime]) -> None:
        """Take the event store, and what gives the present, aware UTC."""
        self._store = store
        self._clock = clock

    async def outlets(self, guild: GuildId) -> Sequence[CountedOutlet]:
        """Return the outlets of a server's articles and copies: hidden ones first, then those that brought most."""
        return await self._store.read(lambda c: hiding.outlets_of(c, guild))

    async def turn(self, outlet: str, by: Member) -> bool:
        """Hide an outlet, or show it again where it was hidden.

        Args:
            outlet: Its key, as the list has it.
            by: Who decides, and in which server.

        Returns:
            Whether it is hidden now.
        """
        now = self._clock()

        async def change(conn: Connection) -> bool:
            if outlet in await hiding.hidden_outlets(conn, by.guild):
                await hiding.show_outlet(conn, outlet, by.guild)
                return False
            await hiding.hide_outlet(conn, outlet, by, at=now)
            return True

        return await self._store.write(change)
