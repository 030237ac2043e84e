"""What each setting is called, on which page it stands, how its value reads, and what there is to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import words
from bot.cards.schedules import schedule_text
from bot.cards.text import counted
from bot.model.countries import Gazetteer
from bot.model.settings import (
    MOST_SHOWN,
    CatchUp,
    GuildSettings,
    Palette,
    Place,
    QuietRule,
    Schedule,
    Setting,
    SettingsPage,
)

UNSET = "None"

PAGES: Mapping[SettingsPage, tuple[str, str, tuple[Setting, ...]]] = {
    SettingsPage.DIGEST: (
        "Digest",
        "Where it goes, when, and which two countries it follows",
        (Setting.CHANNEL, Setting.SCHEDULE, Setting.PAIR),
    ),
    SettingsPage.CONTENT: (
        "What it tells",
        "Further pairs, how much, and how dates are written",
        (
            Setting.MORE_PAIRS,
            Setting.FLOOR,
            Setting.CAP,
            Setting.QUIET,
            Setting.LOCALE,
            Setting.PALETTE,
        ),
    ),
    SettingsPage.ARRIVAL: (
        "How it arrives",
        "Message or thread, notification, mention, missed digests",
        (Setting.PLACE, Setting.SILENT, Setting.PING, Setting.CATCH_UP),
    ),
    SettingsPage.UPDATES: (
        "Updates",
        "Short cards as soon as something weighty is read",
        (Setting.UPDATES_CHANNEL, Setting.UPDATES_FLOOR, Setting.UPDATES_PER_HOUR),
    ),
    SettingsPage.QUIZ: (
        "Quiz",
        "A quiz that starts by itself",
        (Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE, Setting.QUIZ_LENGTH),
    ),
}
"""Title, one line of help, and the settings in their order; six at most."""

NAMES: Mapping[Setting, str] = {
    Setting.CHANNEL: "Channel",
    Setting.SCHEDULE: "Time",
    Setting.PAIR: "Pair",
    Setting.MORE_PAIRS: "Further pairs",
    Setting.FLOOR: "Weight",
    Setting.CAP: "Events shown",
    Setting.QUIET: "Quiet days",
    Setting.LOCALE: "Dates",
    Setting.PALETTE: "Chart",
    Setting.PLACE: "Place",
    Setting.SILENT: "Notification",
    Setting.PING: "Mention",
    Setting.CATCH_UP: "Missed digests",
    Setting.UPDATES_CHANNEL: "Channel",
    Setting.UPDATES_FLOOR: "Weight",
    Setting.UPDATES_PER_HOUR: "Cards an hour",
    Setting.QUIZ_CHANNEL: "Channel",
    Setting.QUIZ_SCHEDULE: "Time",
    Setting.QUIZ_LENGTH: "Questions",
}

LOCALES: Mapping[str, str] = {
    "en-GB": "English: 14 June 2023",
    "en-US": "American English: June 14, 2023",
    "de": "Deutsch: 14. Juni 2023",
    "fr": "Français : 14 juin 2023",
    "es": "Español: 14 de junio de 2023",
    "pt": "Português: 14 de junho de 2023",
    "it": "Italiano: 14 giugno 2023",
    "nl": "Nederlands: 14 juni 2023",
    "pl": "Polski: 14 czerwca 2023",
    "sv": "Svenska: 14 juni 2023",
    "tr": "Türkçe: 14 Haziran 2023",
    "uk": "Українська: 14 червня 2023 р.",
    "ru": "Русский: 14 июня 2023 г.",
    "ar": "العربية: 14 يونيو 2023",
    "hi": "हिन्दी: 14 जून 2023",
    "id": "Indonesia: 14 Juni 2023",
    "vi": "Tiếng Việt: 14 tháng 6, 2023",
    "ja": "日本語: 2023年6月14日",
    "ko": "한국어: 2023년 6월 14일",
    "zh": "中文: 2023年6月14日",
}
"""Languages that dates can be written in, each with one date as an example."""


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
    Setting.LOCALE: tuple(Choice(value=tag, label=label) for tag, label in LOCALES.items()),
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
    Setting.UPDATES_FLOOR: _FLOORS[2:],
    Setting.UPDATES_PER_HOUR: tuple(
        Choice(value=str(number), label=f"{counted(number, 'card')} at most") for number in (1, 2, 3, 5, 10)
    ),
    Setting.QUIZ_LENGTH: tuple(
        Choice(value=str(number), label=f"{counted(number, 'question')} at most") for number in (3, 5, 10)
    ),
}


def page_of(setting: Setting) -> SettingsPage:
    """Return the page that a setting stands on."""
    return next(page for page, (_, _, settings) in PAGES.items() if setting in settings)


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
        case Setting.CHANNEL | Setting.UPDATES_CHANNEL | Setting.QUIZ_CHANNEL:
            return _channel(setting, settings)
        case Setting.SCHEDULE | Setting.QUIZ_SCHEDULE:
            return schedule_text(timed(settings, setting), locale=locale)
        case Setting.PING:
            return f"<@&{settings.digest.ping}>" if settings.digest.ping else "Nobody"
        case _:
            kept = _kept(setting, settings)
            return next((choice.label for choice in CHOICES[setting] if choice.value == kept), kept)


def _channel(setting: Setting, settings: GuildSettings) -> str:
    if setting is Setting.CHANNEL:
        return f"<#{settings.digest_channel}>" if settings.digest_channel else UNSET
    channel = settings.updates.channel if setting is Setting.UPDATES_CHANNEL else settings.quiz.channel
    return f"<#{channel}>" if channel else "Off"


def _kept(setting: Setting, settings: GuildSettings) -> str:
    """Return the value that a setting has, as its choices spell it."""
    form, updates, quiz = settings.digest, settings.updates, settings.quiz
    kept: dict[Setting, object] = {
        Setting.FLOOR: f"{form.floor:g}",
        Setting.CAP: form.cap,
        Setting.QUIET: form.quiet.value,
        Setting.LOCALE: form.locale,
        Setting.PALETTE: form.palette.value,
        Setting.PLACE: form.place.value,
        Setting.SILENT: "yes" if form.is_silent else "no",
        Setting.CATCH_UP: form.catch_up.value,
        Setting.UPDATES_FLOOR: f"{updates.floor:g}",
        Setting.UPDATES_PER_HOUR: updates.per_hour,
        Setting.QUIZ_LENGTH: quiz.length,
    }
    return str(kept[setting])


def is_kept(setting: Setting, settings: GuildSettings, choice: Choice) -> bool:
    """Tell whether a choice is the value that a setting has."""
    return choice.value == _kept(setting, settings)
