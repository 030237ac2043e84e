"""Server settings kept in memory for a few seconds: every command reads them, hardly one writes them.

Another process may save them too, so nothing is kept long. It knows nothing of SQL.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from bot.model.ids import GuildId
from bot.model.settings import GuildSettings

LIFETIME = timedelta(seconds=5)


class SettingsCache:
    """Settings by server, each for `LIFETIME`.

    A value that was read while a save was under way may be the old one, so it is kept only where no save ended
    between the reading's beginning (`generation`) and its end (`put`).
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._kept: dict[GuildId, tuple[GuildSettings, datetime]] = {}
        self.generation = 0

    def get(self, guild: GuildId) -> GuildSettings | None:
        """Return a server's settings; None where they are not kept or too old."""
        kept = self._kept.get(guild)
        if kept is None:
            return None
        settings, since = kept
        if self._clock() - since < LIFETIME:
            return settings
        del self._kept[guild]
        return None

    def put(self, settings: GuildSettings, generation: int) -> None:
        """Keep settings that were read since the cache had this generation."""
        if generation == self.generation:
            self._kept[settings.guild] = (settings, self._clock())

    def settle(self, saved: AbstractSet[GuildId]) -> None:
        """Forget what a transaction saved, once it has ended either way."""
        if saved:
            self.generation += 1
            for guild in saved:
                self._kept.pop(guild, None)
