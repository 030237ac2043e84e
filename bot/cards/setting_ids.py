"""Custom ids of the settings: who may do what, their history, whole sets of them, and the setup of a new server.

The older ones are in `bot.cards.ids`. Their text never changes meaning, as there.
"""

from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum
from typing import ClassVar

from bot.cards.card_id import CardId
from bot.cards.ids import schedule_fields
from bot.model.countries import Dyad
from bot.model.ids import ChannelId, RoleId
from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, Schedule, Setting, SettingsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingWho(CardId):
    """Choose the role that may do something; a role select."""

    PREFIX: ClassVar[str] = "sw"
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingClear(CardId):
    """Ask whether a channel or a role is to be taken out of a setting."""

    PREFIX: ClassVar[str] = "sa"
    setting: Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveWho(CardId):
    """Save which role may do something, as confirmed; 0 for none."""

    PREFIX: ClassVar[str] = "sv"
    setting: Setting
    role: RoleId


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsJump(CardId):
    """Show another page of the panel; the select's value names it.

    The page that it stands on is in its id, so that no client shows an earlier choice on a later page.
    """

    PREFIX: ClassVar[str] = "st"
    page: SettingsPage


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryOpen(CardId):
    """Show a page of the changes of the server's settings, in place of the card."""

    PREFIX: ClassVar[str] = "sh"
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoAsk(CardId):
    """Ask whether one change is to be undone."""

    PREFIX: ClassVar[str] = "sx"
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSave(CardId):
    """Undo one change, as confirmed.

    Attributes:
        seen: What the settings concerned looked like when it was asked; see `Proposal.seen`.
    """

    PREFIX: ClassVar[str] = "su"
    batch: int
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetPick(CardId):
    """Ask whether a preset is to be used; the select's value names it."""

    PREFIX: ClassVar[str] = "se"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetSave(CardId):
    """Use a preset, as confirmed."""

    PREFIX: ClassVar[str] = "sg"
    preset: Origin
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeShow(CardId):
    """Show the server's settings as a code."""

    PREFIX: ClassVar[str] = "sc"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodePaste(CardId):
    """Open the form that takes a code."""

    PREFIX: ClassVar[str] = "si"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeSave(CardId):
    """Use the code that the card shows, as confirmed."""

    PREFIX: ClassVar[str] = "sk"
    seen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetAsk(CardId):
    """Ask whether the server is to have its first settings again."""

    PREFIX: ClassVar[str] = "sr"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResetSave(CardId):
    """Give the server its first settings again, as confirmed."""

    PREFIX: ClassVar[str] = "sd"
    seen: int


class SetupAct(StrEnum):
    """What a click in the setup means; the rest of its id says what was chosen so far."""

    PAIR = "1"
    """Show step 1; the others likewise."""
    CHANNEL = "2"
    TIME = "3"
    SUMMARY = "4"
    FIRST = "a"
    """A select: the first country."""
    SECOND = "b"
    TYPE_PAIR = "p"
    """Open the form of two countries."""
    PICK_CHANNEL = "c"
    """A channel select."""
    CHECK = "k"
    """Look again at the chosen channel."""
    RHYTHM = "r"
    """A select: how often."""
    TYPE_TIME = "t"
    """Open the form of time and zone."""
    TEST = "x"
    """Post a digest in the chosen channel."""
    START = "s"
    """Save it all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup(CardId):
    """A click in the setup. Nothing is stored before Start, so all that was chosen stands here.

    Attributes:
        channel: 0 while none is chosen.
        minute: Counts from midnight of the zone's day.
        month_week: 0 where the month's day is meant by its number.
    """

    PREFIX: ClassVar[str] = "sz"
    act: SetupAct
    pair: Dyad
    channel: ChannelId
    cadence: Cadence
    minute: int
    weekday: int
    month_day: int
    month_week: int
    zone: str

    @classmethod
    def of(cls, pair: Dyad, channel: ChannelId | None, schedule: Schedule) -> "Setup":
        """Return the id that shows the first step with these choices."""
        return cls(act=SetupAct.PAIR, pair=pair, channel=channel or ChannelId(0), **schedule_fields(schedule))

    def to(self, act: SetupAct) -> "Setup":
        """Return the id of another click with the same choices."""
        return replace(self, act=act)

    def with_schedule(self, schedule: Schedule) -> "Setup":
        """Return the id with another schedule."""
        return replace(Setup.of(self.pair, self.channel, schedule), act=self.act)

    @property
    def schedule(self) -> Schedule:
        """When the digest is to come."""
        return Schedule(
            cadence=self.cadence,
            at=time(self.minute // 60 % 24, self.minute % 60),
            zone=self.zone,
            weekday=self.weekday % 7,
            month_day=self.month_day,
            month_week=self.month_week or None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupOpen(CardId):
    """Begin the setup, as a private card."""

    PREFIX: ClassVar[str] = "sb"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupLater(CardId):
    """Leave the setup; nothing is saved."""

    PREFIX: ClassVar[str] = "sn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOpen(CardId):
    """Show the settings panel as a new private card."""

    PREFIX: ClassVar[str] = "sq"
