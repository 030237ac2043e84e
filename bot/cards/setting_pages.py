"""The pages of the settings panel, and what each setting is called, asked for and undone with."""

from collections.abc import Mapping

from bot.model.setting_changes import Origin
from bot.model.settings import Setting, SettingsPage

PAGES: Mapping[SettingsPage, tuple[str, str, tuple[Setting, ...]]] = {
    SettingsPage.DIGEST: (
        "Digest",
        "Where it goes and when",
        (Setting.CHANNEL, Setting.SCHEDULE),
    ),
    SettingsPage.CONTENT: (
        "What it tells",
        "How much, on quiet days, and its chart",
        (Setting.FLOOR, Setting.CAP, Setting.QUIET, Setting.PALETTE),
    ),
    SettingsPage.ARRIVAL: (
        "How it arrives",
        "Message or thread, notification, missed digests",
        (Setting.PLACE, Setting.SILENT, Setting.CATCH_UP),
    ),
    SettingsPage.PAIRS: (
        "Pairs",
        "Which countries this server follows",
        (Setting.PAIR, Setting.MORE_PAIRS),
    ),
    SettingsPage.CHANNELS: (
        "Channels",
        "All of them, and whether Backchannel may post there",
        (Setting.CHANNEL, Setting.UPDATES_CHANNEL, Setting.QUIZ_CHANNEL, Setting.NOTICES_CHANNEL),
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
    SettingsPage.SOURCES: (
        "Sources and filters",
        "What is read, what is let through, and where trouble is told",
        (Setting.NOTICES_CHANNEL,),
    ),
    SettingsPage.LANGUAGE: (
        "Language",
        "How dates are written",
        (Setting.LOCALE,),
    ),
    SettingsPage.ROLES: (
        "Roles",
        "Who may do what, and who is mentioned",
        (Setting.MANAGERS, Setting.EDITORS, Setting.CONTRIBUTORS, Setting.PING),
    ),
    SettingsPage.PRIVACY: (
        "Privacy",
        "Names on boards, and what is stored about people",
        (Setting.NAMED,),
    ),
    SettingsPage.WHOLE: (
        "All at once",
        "Presets, a copy for another server, the defaults",
        (),
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
    Setting.LOCALE: "Language",
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
    Setting.NOTICES_CHANNEL: "Notices",
    Setting.MANAGERS: "Settings role",
    Setting.EDITORS: "Editors",
    Setting.CONTRIBUTORS: "Articles",
    Setting.NAMED: "Boards",
    Setting.ZONE: "Time zone",
    Setting.PAUSED: "Digest",
}
"""As its own page calls a setting."""
_FULL_NAMES: Mapping[Setting, str] = {
    Setting.CHANNEL: "Digest channel",
    Setting.SCHEDULE: "Digest time",
    Setting.FLOOR: "Digest weight",
    Setting.PLACE: "Digest place",
    Setting.SILENT: "Digest notification",
    Setting.PING: "Digest mention",
    Setting.UPDATES_CHANNEL: "Updates channel",
    Setting.UPDATES_FLOOR: "Updates weight",
    Setting.UPDATES_PER_HOUR: "Updates an hour",
    Setting.QUIZ_CHANNEL: "Quiz channel",
    Setting.QUIZ_SCHEDULE: "Quiz time",
    Setting.QUIZ_LENGTH: "Quiz questions",
    Setting.NOTICES_CHANNEL: "Notices channel",
    Setting.EDITORS: "Event editors",
    Setting.CONTRIBUTORS: "Articles from",
    Setting.NAMED: "Names on boards",
}
PRESET_WORDS: Mapping[Origin, tuple[str, str]] = {
    Origin.CLASSROOM: ("Classroom", "On school days, short and silent; a quiz each Friday; no names on boards"),
    Origin.NEWSROOM: ("Newsroom", "Every morning, everything; updates at once; no quiz by itself"),
    Origin.MODEL_UN: ("Model UN", "Each Monday in a thread; a long quiz each Wednesday"),
}
"""What a preset is called, and in one line what it does."""
QUESTIONS: Mapping[Setting, tuple[str, str]] = {
    Setting.PING: (
        "Which role should a digest mention?",
        "Exactly this role is told of each digest that comes by its schedule; nobody else ever is.",
    ),
    Setting.MANAGERS: (
        "Which role may change all settings?",
        "Beside those with Manage Server. They open the panel under /about.",
    ),
    Setting.EDITORS: (
        "Which role may edit events?",
        "They confirm, correct, merge and withdraw events, beside those who manage the settings.",
    ),
    Setting.CONTRIBUTORS: (
        "Which role may hand in articles?",
        "Beside those who manage the settings. Everybody may still read what was handed in.",
    ),
}
"""What is asked for a role, and what follows from it."""
NOBODY: Mapping[Setting, tuple[str, str]] = {
    Setting.PING: ("Nobody", "Nobody"),
    Setting.MANAGERS: ("No role", "Those with Manage Server"),
    Setting.EDITORS: ("No role", "Those who manage the settings"),
    Setting.CONTRIBUTORS: ("Everyone", "Everyone"),
}
"""The button that takes a role away, and how the setting reads without one."""


def page_of(setting: Setting) -> SettingsPage:
    """Return the page that is a setting's own: not the one that shows all channels."""
    own = (page for page, (_, _, shown) in PAGES.items() if setting in shown and page is not SettingsPage.CHANNELS)
    return next(own, SettingsPage.DIGEST)


def full_name(setting: Setting) -> str:
    """Return what a setting is called where settings of several pages stand together."""
    return _FULL_NAMES.get(setting, NAMES[setting])
