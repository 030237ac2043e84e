"""How a setting's value reads, and what there is to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import words
from bot.cards.schedules import schedule_text
from bot.cards.setting_pages import NOBODY, full_name
from bot.cards.text import counted, cut
from bot.cards.tokens import TO
from bot.model.countries import Gazetteer
from bot.model.languages import LANGUAGES, SOURCE, language_of
from bot.model.setting_changes import value_of
from bot.model.settings import (
    LOCALES,
    MOST_SHOWN,
    CatchUp,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    Schedule,
    Setting,
)

UNSET = "None"

_BESIDE: Mapping[Setting, str] = {
    Setting.MANAGERS: " and those with Manage Server",
    Setting.EDITORS: " and those who manage the settings",
    Setting.CONTRIBUTORS: " and those who manage the settings",
}
_CHANNELS: Mapping[Setting, str] = {
    Setting.CHANNEL: UNSET,
    Setting.UPDATES_CHANNEL: "Off",
    Setting.QUIZ_CHANNEL: "Off",
    Setting.NOTICES_CHANNEL: "A direct message to who set it up",
}
"""Settings that are channels, and how each reads without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a setting that is chosen from a list.

    Attributes:
        value: As `bot.setting_edits.chosen` takes it.
        label: As the panel says it.
        help: One line on what follows from it; "" for none.
    """

    value: str
    label: str
    help: str = ""


_FLOORS = (
    Choice(value="0", label="Everything", help="Each event that was read"),
    Choice(value="0.4", label="All but side matters"),
    Choice(value="0.6", label="What its report is about", help="Salience 0.6 and more of 1"),
    Choice(value="0.8", label="Weighty events only", help="Salience 0.8 and more of 1"),
    Choice(value="0.95", label="Top events only", help="Salience 0.95 and more of 1"),
)
CHOICES: Mapping[Setting, tuple[Choice, ...]] = {
    Setting.FLOOR: _FLOORS,
    Setting.CAP: tuple(
        Choice(value=str(number), label=f"{counted(number, 'event')} of a pair at most")
        for number in range(1, MOST_SHOWN + 1)
    ),
    Setting.QUIET: (
        Choice(value=QuietRule.TELL, label="Told in a line", help="“A quiet day”, with what is coming up"),
        Choice(value=QuietRule.ONCE, label="Only the first in a row is told"),
        Choice(value=QuietRule.SKIP, label="Skipped", help="/digest why lists them"),
    ),
    Setting.LOCALE: tuple(Choice(value=tag, label=LOCALES[tag]) for tag in LANGUAGES),
    Setting.PALETTE: (
        Choice(value=Palette.NIGHT, label="Dark ground"),
        Choice(value=Palette.DAY, label="Light ground"),
    ),
    Setting.PLACE: (
        Choice(value=Place.MESSAGE, label="A message in the channel"),
        Choice(value=Place.THREAD, label="A thread of its own", help="In a forum it is a post of its own anyway"),
    ),
    Setting.SILENT: (
        Choice(value="no", label="As in any message"),
        Choice(value="yes", label="Silent", help="It arrives without a notification"),
    ),
    Setting.CATCH_UP: (
        Choice(value=CatchUp.LATEST, label="One digest tells all", help="Of the latest moment that passed"),
        Choice(value=CatchUp.ALL, label="Each comes late, three at most"),
        Choice(value=CatchUp.NONE, label="The next one in time tells it", help="None comes late"),
    ),
    Setting.NAMED: (
        Choice(value="yes", label="Name the members who play", help="Each can still leave the boards with /quiz me"),
        Choice(value="no", label="Name nobody", help="Places and points are shown, and no names"),
    ),
    Setting.UPDATES_FLOOR: _FLOORS[2:],
    Setting.UPDATES_PER_HOUR: tuple(
        Choice(value=str(number), label=f"{counted(number, 'card')} at most") for number in (1, 2, 3, 5, 10)
    ),
    Setting.QUIZ_LENGTH: tuple(
        Choice(value=str(number), label=f"{counted(number, 'question')} at most") for number in (3, 5, 10)
    ),
}


def timed(settings: GuildSettings, setting: Setting) -> Schedule:
    """Return the schedule of the digest, or that of the quiz in the server's zone."""
    return settings.schedule if setting is Setting.SCHEDULE else settings.quiz_schedule


def value_text(setting: Setting, settings: GuildSettings, gazetteer: Gazetteer, *, locale: str = "en-GB") -> str:
    """Return a setting's value as a person would say it; "None", "Nobody" or "Off" where it is unset.

    Args:
        setting: Which one.
        settings: A server's.
        gazetteer: For names and flags.
        locale: The reader's, as Discord names it.
    """
    match setting:
        case Setting.PAIR:
            return words.pair(settings.pair, gazetteer)
        case Setting.MORE_PAIRS:
            return ", ".join(words.pair(pair, gazetteer) for pair in settings.digest.more_pairs) or UNSET
        case Setting.CHANNEL | Setting.UPDATES_CHANNEL | Setting.QUIZ_CHANNEL | Setting.NOTICES_CHANNEL:
            channel = value_of(setting, settings)
            return f"<#{channel}>" if channel else _CHANNELS[setting]
        case Setting.SCHEDULE | Setting.QUIZ_SCHEDULE:
            return schedule_text(timed(settings, setting), locale=locale)
        case Setting.PING | Setting.MANAGERS | Setting.EDITORS | Setting.CONTRIBUTORS:
            role = value_of(setting, settings)
            return f"<@&{role}>{_BESIDE.get(setting, '')}" if role else NOBODY[setting][1]
        case Setting.ZONE:
            return settings.schedule.zone
        case Setting.PAUSED:
            return "Paused" if settings.is_paused else "Not paused"
        case _:
            kept = _kept(setting, settings)
            return next((choice.label for choice in CHOICES[setting] if choice.value == kept), LOCALES.get(kept, kept))


def _language(locale: str) -> str:
    """Return the language that a server's setting means; one that is English in another form of dates is kept."""
    meant = language_of(locale)
    return locale if meant is None or meant == SOURCE else meant


def _kept(setting: Setting, settings: GuildSettings) -> str:
    """Return the value that a setting has, as its choices spell it."""
    form, updates, quiz = settings.digest, settings.updates, settings.quiz
    kept: dict[Setting, object] = {
        Setting.FLOOR: f"{form.floor:g}",
        Setting.CAP: form.cap,
        Setting.QUIET: form.quiet.value,
        Setting.LOCALE: _language(form.locale),
        Setting.PALETTE: form.palette.value,
        Setting.PLACE: form.place.value,
        Setting.SILENT: "yes" if form.is_silent else "no",
        Setting.CATCH_UP: form.catch_up.value,
        Setting.UPDATES_FLOOR: f"{updates.floor:g}",
        Setting.UPDATES_PER_HOUR: updates.per_hour,
        Setting.QUIZ_LENGTH: quiz.length,
        Setting.NAMED: "yes" if settings.names_members else "no",
    }
    return str(kept[setting])


def is_kept(setting: Setting, settings: GuildSettings, choice: Choice) -> bool:
    """Tell whether a choice is the value that a setting has."""
    return choice.value == _kept(setting, settings)


def change_lines(
    settings: Sequence[Setting],
    before: GuildSettings,
    after: GuildSettings,
    gazetteer: Gazetteer,
    *,
    locale: str,
    most: int,
) -> list[str]:
    """Return a line for each setting that reads otherwise: the hour of what is off and stays so is not told.

    Args:
        settings: Those that changed.
        before: The settings before.
        after: The settings after.
        gazetteer: For names and flags.
        locale: The reader's, as Discord names it.
        most: Characters of a value.
    """
    lines = []
    for setting in settings:
        old, new = (cut(value_text(setting, one, gazetteer, locale=locale), most) for one in (before, after))
        if old != new:
            lines.append(f"**{full_name(setting)}** {old} {TO} **{new}**")
    return lines
