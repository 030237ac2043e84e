"""Presets: how a kind of server usually wants it. They set when and how much, never where, whom or which countries."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time

from bot.model.setting_changes import Origin
from bot.model.settings import Cadence, GuildSettings, Place, QuietRule, Schedule

_MONDAY, _WEDNESDAY, _FRIDAY = 0, 2, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Values of a preset; the zone of its schedules is the server's own.

    Attributes:
        digest, quiz: When they come.
        floor: Salience, 0 to 1, below which a digest tells nothing.
        cap: Events that a digest shows of a pair.
        quiet: What becomes of a digest with nothing new.
        place: Where a digest stands.
        is_silent: Whether it arrives without a notification.
        updates_floor: Salience from which an event is told at once.
        per_hour: Updates an hour.
        length: Questions of a quiz.
        names_members: Whether boards name who plays.
    """

    digest: Schedule
    quiz: Schedule
    floor: float
    cap: int
    quiet: QuietRule
    place: Place
    is_silent: bool
    updates_floor: float
    per_hour: int
    length: int
    names_members: bool


PRESETS: Mapping[Origin, Preset] = {
    Origin.CLASSROOM: Preset(
        digest=Schedule(cadence=Cadence.WEEKDAYS, at=time(7, 30)),
        quiz=Schedule(cadence=Cadence.WEEKLY, at=time(10), weekday=_FRIDAY),
        floor=0.6,
        cap=3,
        quiet=QuietRule.ONCE,
        place=Place.MESSAGE,
        is_silent=True,
        updates_floor=0.95,
        per_hour=1,
        length=5,
        names_members=False,
    ),
    Origin.NEWSROOM: Preset(
        digest=Schedule(cadence=Cadence.DAILY, at=time(7)),
        quiz=Schedule(cadence=Cadence.OFF, at=time(18)),
        floor=0.0,
        cap=5,
        quiet=QuietRule.TELL,
        place=Place.MESSAGE,
        is_silent=False,
        updates_floor=0.6,
        per_hour=10,
        length=5,
        names_members=True,
    ),
    Origin.MODEL_UN: Preset(
        digest=Schedule(cadence=Cadence.WEEKLY, at=time(17), weekday=_MONDAY),
        quiz=Schedule(cadence=Cadence.WEEKLY, at=time(18), weekday=_WEDNESDAY),
        floor=0.4,
        cap=5,
        quiet=QuietRule.SKIP,
        place=Place.THREAD,
        is_silent=False,
        updates_floor=0.8,
        per_hour=3,
        length=10,
        names_members=True,
    ),
}
"""By the name under which the history keeps them."""


def with_preset(preset: Preset, settings: GuildSettings) -> GuildSettings:
    """Return settings with a preset's values; channels, roles, pairs, language and zone stay."""
    return replace(
        settings,
        schedule=replace(preset.digest, zone=settings.schedule.zone),
        digest=replace(
            settings.digest,
            floor=preset.floor,
            cap=preset.cap,
            quiet=preset.quiet,
            place=preset.place,
            is_silent=preset.is_silent,
        ),
        updates=replace(settings.updates, floor=preset.updates_floor, per_hour=preset.per_hour),
        quiz=replace(settings.quiz, schedule=preset.quiz, length=preset.length),
        names_members=preset.names_members,
    )
