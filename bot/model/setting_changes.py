"""Changes of a server's settings: what one is, what it changed, and what it looked like when it was asked for."""

import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.model.ids import UserId
from bot.model.settings import GuildSettings, Setting


class Origin(StrEnum):
    """How a change came about."""

    EDIT = "edit"
    UNDO = "undo"
    CLASSROOM = "classroom"
    NEWSROOM = "newsroom"
    MODEL_UN = "model_un"
    CODE = "code"
    """Pasted from another server."""
    RESET = "reset"
    SETUP = "setup"
    BOT = "bot"
    """The bot's own doing: it paused what Discord refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One change as the store keeps it: every column that it moved, with the text before and after; None for empty.

    Attributes:
        id: Its number; a later change has a higher one.
        changed_by: None for the bot itself, and for one who was forgotten.
        changed_at: Aware UTC; None where it was not noted.
    """

    id: int
    origin: Origin
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    changed_by: UserId | None
    changed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChange:
    """One change, with the server's settings just before and after it.

    Attributes:
        settings: What it changed, in the panel's order; never empty.
    """

    batch: Batch
    before: GuildSettings
    after: GuildSettings
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Some of a server's changes, newest first.

    Attributes:
        first: Which one of all the first is, from 1.
        page: From 0; there is at least one.
    """

    changes: tuple[SettingsChange, ...]
    first: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A change that was not saved yet.

    Attributes:
        settings: What it would change, in the panel's order; empty where all is so already.
        is_stale: Whether what it is to undo was changed again since.
    """

    before: GuildSettings
    after: GuildSettings
    settings: tuple[Setting, ...]
    origin: Origin
    is_stale: bool = False

    @property
    def seen(self) -> int:
        """What the settings concerned look like now; a save asks whether they still do."""
        return fingerprint(self.before, self.settings)


_VALUES: Mapping[Setting, Callable[[GuildSettings], object]] = {
    Setting.PAIR: lambda s: s.pair,
    Setting.MORE_PAIRS: lambda s: s.digest.more_pairs,
    Setting.CHANNEL: lambda s: s.digest_channel,
    Setting.SCHEDULE: lambda s: replace(s.schedule, zone=""),
    Setting.ZONE: lambda s: s.schedule.zone,
    Setting.PAUSED: lambda s: (s.is_paused, s.pause_reason),
    Setting.FLOOR: lambda s: s.digest.floor,
    Setting.CAP: lambda s: s.digest.cap,
    Setting.QUIET: lambda s: s.digest.quiet,
    Setting.PALETTE: lambda s: s.digest.palette,
    Setting.PLACE: lambda s: s.digest.place,
    Setting.SILENT: lambda s: s.digest.is_silent,
    Setting.CATCH_UP: lambda s: s.digest.catch_up,
    Setting.UPDATES_CHANNEL: lambda s: s.updates.channel,
    Setting.UPDATES_FLOOR: lambda s: s.updates.floor,
    Setting.UPDATES_PER_HOUR: lambda s: s.updates.per_hour,
    Setting.QUIZ_CHANNEL: lambda s: s.quiz.channel,
    Setting.QUIZ_SCHEDULE: lambda s: replace(s.quiz.schedule, zone=""),
    Setting.QUIZ_LENGTH: lambda s: s.quiz.length,
    Setting.NOTICES_CHANNEL: lambda s: s.notices,
    Setting.LOCALE: lambda s: s.digest.locale,
    Setting.PING: lambda s: s.digest.ping,
    Setting.MANAGERS: lambda s: s.access.managers,
    Setting.EDITORS: lambda s: s.access.editors,
    Setting.CONTRIBUTORS: lambda s: s.access.contributors,
    Setting.NAMED: lambda s: s.names_members,
}
"""Every setting, in the panel's order."""


def value_of(setting: Setting, settings: GuildSettings) -> object:
    """Return a setting's value."""
    return _VALUES[setting](settings)


def changed(before: GuildSettings, after: GuildSettings) -> tuple[Setting, ...]:
    """Return the settings that differ, in the panel's order; what moves by itself, as the next run, is none."""
    return tuple(setting for setting, value in _VALUES.items() if value(before) != value(after))


def fingerprint(settings: GuildSettings, which: Collection[Setting]) -> int:
    """Return a number, 0 to 2³²−1, that is another one where the value of a setting is another one."""
    text = "\n".join(f"{setting.value}={value_of(setting, settings)!r}" for setting in _VALUES if setting in which)
    return zlib.crc32(text.encode())
