"""Use cases of the history of feeds and outlets: what was changed, and undoing it. Knows no Discord."""

from bot.feed_desk.desk import FeedDesk
from bot.model.errors import InvalidInputError
from bot.model.feeds import Following
from bot.model.ids import GuildId
from bot.model.language import told
from bot.model.members import Member
from bot.model.source_changes import SourceAct, SourceChange, SourceHistory
from bot.outlet_desk import OutletDesk
from data import hiding, source_changes
from data.store import Store

A_PAGE = 6
_CHANGED = told("This was changed again since, so there is nothing to undo.")


class SourceDesk:
    """The desk between the history and those that feeds and outlets are changed at."""

    def __init__(self, store: Store, feeds: FeedDesk, outlets: OutletDesk) -> None:
        """Join the rooms."""
        self._store = store
        self._feeds = feeds
        self._outlets = outlets

    async def history(self, guild: GuildId, page: int) -> SourceHistory:
        """Return a page of a server's changes, newest first; the last one where there are not so many."""
        count = await self._store.read(lambda c: source_changes.count_source_changes(c, guild))
        pages = max(1, -(-count // A_PAGE))
        page = max(0, min(page, pages - 1))
        found = await self._store.read(
            lambda c: source_changes.source_changes(c, guild, limit=A_PAGE, offset=page * A_PAGE)
        )
        return SourceHistory(changes=found, page=page, pages=pages, first=page * A_PAGE + 1)

    async def undo(self, number: int, by: Member) -> SourceChange:
        """Undo a change, which is a change, too; return the one that was undone.

        Raises:
            NotFoundError: It is not kept any more.
            InvalidInputError: What it changed is no longer as it left it, or the server follows as many feeds as it
                may.
        """
        change = await self._store.read(lambda c: source_changes.get_source_change(c, by.guild, number))
        if change.act.is_of_outlet:
            await self._undo_outlet(change, by)
        else:
            await self._undo_feed(change, by)
        return change

    async def _undo_outlet(self, change: SourceChange, by: Member) -> None:
        hidden = await self._store.read(lambda c: hiding.hidden_outlets(c, by.guild))
        if (change.subject in hidden) is not (change.act is SourceAct.HIDDEN):
            raise InvalidInputError(user_text=_CHANGED)
        await self._outlets.turn(change.subject, by, is_hidden=change.act is SourceAct.SHOWN)

    async def _undo_feed(self, change: SourceChange, by: Member) -> None:
        following = await self._following(change.subject, by.guild)
        match change.act:
            case SourceAct.REMOVED if following is None:
                was_paused = await self._store.read(lambda c: source_changes.was_paused(c, by.guild, change))
                await self._feeds.restore(change.subject, change.name, by, is_paused=was_paused)
            case SourceAct.ADDED if following is not None:
                await self._feeds.remove(following.feed.id, by)
            case SourceAct.PAUSED if following is not None and not following.is_followed:
                await self._feeds.resume(following.feed.id, by)
            case SourceAct.RESUMED if following is not None and following.is_followed:
                await self._feeds.pause(following.feed.id, by)
            case _:
                raise InvalidInputError(user_text=_CHANGED)

    async def _following(self, url: str, guild: GuildId) -> Following | None:
        return next((one for one in await self._feeds.list(guild) if one.feed.url == url), None)
