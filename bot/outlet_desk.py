"""Use cases of outlets: which ones a server's articles came from, and which it hides. Knows no Discord."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.model.ids import GuildId
from bot.model.members import Member
from bot.model.outlets import CountedOutlet
from bot.model.source_changes import SourceAct
from data import hiding, source_changes
from data.reference.sources import load_outlets
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

    async def turn(self, outlet: str, by: Member, *, is_hidden: bool) -> None:
        """Hide an outlet, or show it again; nothing changes, and nothing is noted, where it is so already.

        Args:
            outlet: Its key, as the list has it.
            by: Who decides, and in which server.
            is_hidden: What it is to be: of two who choose at once, the second does not undo what the first did.
        """
        now = self._clock()

        async def change(conn: Connection) -> None:
            if is_hidden is (outlet in await hiding.hidden_outlets(conn, by.guild)):
                return
            if is_hidden:
                await hiding.hide_outlet(conn, outlet, by, at=now)
            else:
                await hiding.show_outlet(conn, outlet, by.guild)
            act = SourceAct.HIDDEN if is_hidden else SourceAct.SHOWN
            known = load_outlets().named(outlet)
            name = outlet if known is None else known.name
            await source_changes.note_source_change(conn, act, outlet, by, name=name, at=now)

        await self._store.write(change)
