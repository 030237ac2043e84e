"""Use cases on all of a server's settings: look back at changes, undo one, take over a whole set. Knows no Discord."""

from collections.abc import Sequence

from bot.digest.desk import DigestDesk
from bot.model.countries import Gazetteer
from bot.model.errors import BackchannelError, NotFoundError
from bot.model.ids import GuildId, UserId
from bot.model.language import told
from bot.model.setting_changes import Batch, HistoryPage, Origin, Proposal, SettingsChange, changed, fingerprint
from bot.model.settings import GuildSettings
from bot.presets import PRESETS, with_preset
from bot.setting_codes import code_of, edit_of_code
from bot.setting_edits import Edit, as_new
from data import guilds
from data.guild_rows import with_texts
from data.store import Connection, Store

ON_A_PAGE = 5
_KEPT = 500
"""Changes that are looked back at; older ones stay in the store."""


class MeanwhileChangedError(BackchannelError):
    """What a change was shown against is no more: somebody else was faster."""

    sentence = told("This was changed meanwhile. Look at it again before you save.")


class SettingsDesk:
    """The desk of those who manage a server."""

    def __init__(self, store: Store, digests: DigestDesk, gazetteer: Gazetteer) -> None:
        """Join the rooms; every save goes through `digests`, which works out anew what is due."""
        self._store = store
        self._digests = digests
        self._gazetteer = gazetteer

    async def history(self, guild: GuildId, page: int) -> HistoryPage:
        """Return a page of a server's changes, newest first.

        Args:
            guild: The server.
            page: From 0; one that is not there is taken as the nearest that is.
        """
        settings, batches = await self._store.read(lambda conn: _read(conn, guild))
        changes = looked_back(settings, batches)
        pages = max(1, -(-len(changes) // ON_A_PAGE))
        page = min(max(page, 0), pages - 1)
        start = page * ON_A_PAGE
        return HistoryPage(changes=changes[start : start + ON_A_PAGE], first=start + 1, page=page, pages=pages)

    async def undoing(self, guild: GuildId, batch: int) -> tuple[Proposal, Edit]:
        """Return what undoing one change would change now, and the change that does it.

        Raises:
            NotFoundError: The server has no such change.
        """
        settings, batches = await self._store.read(lambda conn: _read(conn, guild))
        meant = next((one for one in batches if one.id == batch), None)
        if meant is None:
            raise NotFoundError(user_text=told("That change is not in the history any more."))

        def edit(kept: GuildSettings) -> GuildSettings:
            return with_texts(kept, meant.before)

        is_stale = with_texts(settings, meant.after) != settings
        return _proposal(settings, edit, Origin.UNDO, is_stale=is_stale), edit

    async def preset(self, guild: GuildId, name: Origin) -> tuple[Proposal, Edit]:
        """Return what a preset would change now, and the change that does it.

        Raises:
            NotFoundError: There is no such preset.
        """
        preset = PRESETS.get(name)
        if preset is None:
            raise NotFoundError(user_text=told("There is no such preset."))

        def edit(kept: GuildSettings) -> GuildSettings:
            return with_preset(preset, kept)

        return _proposal(await self._digests.settings(guild), edit, name), edit

    async def code(self, guild: GuildId) -> str:
        """Return the code of what a server has set."""
        return code_of(await self._digests.settings(guild))

    async def pasted(self, guild: GuildId, code: str) -> tuple[Proposal, Edit]:
        """Return what a code would change now, and the change that does it.

        Raises:
            InvalidInputError: It is no code that can be used.
        """
        edit = edit_of_code(code, self._gazetteer)
        return _proposal(await self._digests.settings(guild), edit, Origin.CODE), edit

    async def resetting(self, guild: GuildId) -> tuple[Proposal, Edit]:
        """Return what going back to the defaults would change now, and the change that does it."""
        return _proposal(await self._digests.settings(guild), as_new, Origin.RESET), as_new

    async def save(self, guild: GuildId, user: UserId, edit: Edit, *, origin: Origin, seen: int) -> GuildSettings:
        """Save a change that was shown, if what it was shown against is still so.

        Args:
            guild: The server.
            user: Who saves it.
            edit: The change.
            origin: How it came about.
            seen: Of the proposal that was shown.

        Raises:
            MeanwhileChangedError: It is not; nothing was changed.
            InvalidInputError: It names no time zone.
            StoreError: It could not be saved; nothing was changed.
        """

        def checked(kept: GuildSettings) -> GuildSettings:
            after = edit(kept)
            if fingerprint(kept, changed(kept, after)) != seen:
                raise MeanwhileChangedError
            return after

        return await self._digests.change(guild, user, checked, origin=origin)


def looked_back(settings: GuildSettings, batches: Sequence[Batch]) -> tuple[SettingsChange, ...]:
    """Return changes with the settings before and after each, newest first.

    Args:
        settings: As they are now.
        batches: The server's latest, newest first, none left out; one that changed nothing is passed over.
    """
    changes = []
    for batch in batches:
        after, settings = settings, with_texts(settings, batch.before)
        if which := changed(settings, after):
            changes.append(SettingsChange(batch=batch, before=settings, after=after, settings=which))
    return tuple(changes)


def _proposal(settings: GuildSettings, edit: Edit, origin: Origin, *, is_stale: bool = False) -> Proposal:
    after = edit(settings)
    return Proposal(before=settings, after=after, settings=changed(settings, after), origin=origin, is_stale=is_stale)


async def _read(conn: Connection, guild: GuildId) -> tuple[GuildSettings, tuple[Batch, ...]]:
    settings = await guilds.get_settings(conn, guild)
    return settings, await guilds.settings_batches(conn, guild, limit=_KEPT)
