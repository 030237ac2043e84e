"""How a setting's value reads, and what there is to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cards import words
from bot.cards.schedules import schedule_text
from bot.cards.setting_pages import NOBODY, full_name
from bot.cards.text import cut, enumerated
from bot.cards.tokens import TO
from bot.model.countries import Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
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

_BESIDE: Mapping[Setting, str] = {
    Setting.MANAGERS: noted("{role} and those with Manage Server"),
    Setting.EDITORS: noted("{role} and those who manage the settings"),
    Setting.CONTRIBUTORS: noted("{role} and those who manage the settings"),
}
"""Who may do something besides those with a role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a setting that is chosen from a list.

    Attributes:
        value: As `bot.setting_edits.chosen` takes it.
        label: As the panel says it, to be said by `label_of`; "" for a number.
        help: One line on what follows from it, to be said, too; "" for none.
    """

    value: str
    label: str = ""
    help: str = ""


_FLOORS = (
    Choice(value="0", label=noted("Everything"), help=noted("Each event that was read")),
    Choice(value="0.4", label=noted("All but side matters")),
    Choice(value="0.6", label=noted("What its report is about"), help=noted("Salience 0.6 and more of 1")),
    Choice(value="0.8", label=noted("Weighty events only"), help=noted("Salience 0.8 and more of 1")),
    Choice(value="0.95", label=noted("Top events only"), help=noted("Salience 0.95 and more of 1")),
)
CHOICES: Mapping[Setting, tuple[Choice, ...]] = {
    Setting.FLOOR: _FLOORS,
    Setting.CAP: tuple(Choice(value=str(count)) for count in range(1, MOST_SHOWN + 1)),
    Setting.QUIET: (
        Choice(
            value=QuietRule.TELL, label=noted("Told in a line"), help=noted("“A quiet day”, with what is coming up")
        ),
        Choice(value=QuietRule.ONCE, label=noted("Only the first in a row is told")),
        Choice(value=QuietRule.SKIP, label=noted("Skipped"), help=noted("/digest why lists them")),
    ),
    Setting.LOCALE: tuple(Choice(value=tag, label=LOCALES[tag]) for tag in LANGUAGES),
    Setting.PALETTE: (
        Choice(value=Palette.NIGHT, label=noted("Dark ground")),
        Choice(value=Palette.DAY, label=noted("Light ground")),
    ),
    Setting.PLACE: (
        Choice(value=Place.MESSAGE, label=noted("A message in the channel")),
        Choice(
            value=Place.THREAD,
            label=noted("A thread of its own"),
            help=noted("In a forum it is a post of its own anyway"),
        ),
    ),
    Setting.SILENT: (
        Choice(value="no", label=noted("As in any message")),
        Choice(value="yes", label=noted("Silent"), help=noted("It arrives without a notification")),
    ),
    Setting.CATCH_UP: (
        Choice(
            value=CatchUp.LATEST, label=noted("One digest tells all"), help=noted("Of the latest moment that passed")
        ),
        Choice(value=CatchUp.ALL, label=noted("Each comes late, three at most")),
        Choice(value=CatchUp.NONE, label=noted("The next one in time tells it"), help=noted("None comes late")),
    ),
    Setting.NAMED: (
        Choice(
            value="yes",
            label=noted("Name the members who play"),
            help=noted("Each can still leave the boards with /quiz me"),
        ),
        Choice(value="no", label=noted("Name nobody"), help=noted("Places and points are shown, and no names")),
    ),
    Setting.UPDATES_FLOOR: _FLOORS[2:],
    Setting.UPDATES_PER_HOUR: tuple(Choice(value=str(count)) for count in (1, 2, 3, 5, 10)),
    Setting.QUIZ_LENGTH: tuple(Choice(value=str(count)) for count in (3, 5, 10)),
}


def label_of(setting: Setting, choice: Choice) -> str:
    """Return how the panel says a choice; a language's own name is the same in all."""
    match setting:
        case Setting.CAP:
            count = int(choice.value)
            return say_n("{n} event of a pair at most", "{n} events of a pair at most", count)
        case Setting.UPDATES_PER_HOUR:
            return say_n("{n} card at most", "{n} cards at most", int(choice.value))
        case Setting.QUIZ_LENGTH:
            return say_n("{n} question at most", "{n} questions at most", int(choice.value))
        case Setting.LOCALE:
            return choice.label
        case _:
            return say(choice.label)


def help_of(choice: Choice) -> str:
    """Return what follows from a choice; "" where nothing is said of it."""
    return say(choice.help) if choice.help else ""


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
            return enumerated(words.pair(pair, gazetteer) for pair in settings.digest.more_pairs) or _unset()
        case Setting.CHANNEL | Setting.UPDATES_CHANNEL | Setting.QUIZ_CHANNEL | Setting.NOTICES_CHANNEL:
            channel = value_of(setting, settings)
            return f"<#{channel}>" if channel else _no_channel(setting)
        case Setting.SCHEDULE | Setting.QUIZ_SCHEDULE:
            return schedule_text(timed(settings, setting), locale=locale)
        case Setting.PING | Setting.MANAGERS | Setting.EDITORS | Setting.CONTRIBUTORS:
            return _role_text(setting, value_of(setting, settings))
        case Setting.ZONE:
            return settings.schedule.zone
        case Setting.PAUSED:
            return say_as("status", "Paused") if settings.is_paused else say("Not paused")
        case _:
            kept = _kept(setting, settings)
            return next(
                (label_of(setting, choice) for choice in CHOICES[setting] if choice.value == kept),
                LOCALES.get(kept, kept),
            )


def _unset() -> str:
    return say_as("label", "None")


def _no_channel(setting: Setting) -> str:
    """Return how a setting that is a channel reads without one."""
    if setting is Setting.CHANNEL:
        return _unset()
    if setting is Setting.NOTICES_CHANNEL:
        return say("A direct message to who set it up")
    return say_as("status", "Off")


def _role_text(setting: Setting, role: object) -> str:
    """Return how a setting that is a role reads: who may do something with it, and who besides."""
    if not role:
        return say(NOBODY[setting][1])
    beside = _BESIDE.get(setting)
    return say(beside, role=f"<@&{role}>") if beside else f"<@&{role}>"


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


def more_settings(left: int) -> str:
    """Return how many settings of a change are not told."""
    return say_n("and {n} setting more", "and {n} settings more", left, n=numeral(left))


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
