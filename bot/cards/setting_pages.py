"""The pages of the settings panel, and what each setting is called, asked for and undone with."""

from collections.abc import Mapping

from bot.model.language import noted, say
from bot.model.setting_changes import Origin
from bot.model.settings import Setting, SettingsPage

PAGES: Mapping[SettingsPage, tuple[str, str, tuple[Setting, ...]]] = {
    SettingsPage.DIGEST: (
        noted("Digest"),
        noted("Where it goes and when"),
        (Setting.CHANNEL, Setting.SCHEDULE),
    ),
    SettingsPage.CONTENT: (
        noted("What it tells"),
        noted("How much, on quiet days, and its chart"),
        (Setting.FLOOR, Setting.CAP, Setting.QUIET, Setting.PALETTE),
    ),
    SettingsPage.ARRIVAL: (
        noted("How it arrives"),
        noted("Message or thread, notification, missed digests"),
        (Setting.PLACE, Setting.SILENT, Setting.CATCH_UP),
    ),
    SettingsPage.PAIRS: (
        noted("Pairs"),
        noted("Which countries this server follows"),
        (Setting.PAIR, Setting.MORE_PAIRS),
    ),
    SettingsPage.CHANNELS: (
        noted("Channels"),
        noted("All of them, and whether Backchannel may post there"),
        (Setting.CHANNEL, Setting.UPDATES_CHANNEL, Setting.QUIZ_CHANNEL, Setting.NOTICES_CHANNEL),
    ),
    SettingsPage.UPDATES: (
        noted("Updates"),
        noted("Short cards as soon as something weighty is read"),
        (Setting.UPDATES_CHANNEL, Setting.UPDATES_FLOOR, Setting.UPDATES_PER_HOUR),
    ),
    SettingsPage.QUIZ: (
        noted("Quiz"),
        noted("A quiz that starts by itself"),
        (Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE, Setting.QUIZ_LENGTH),
    ),
    SettingsPage.SOURCES: (
        noted("Sources and filters"),
        noted("What is read, what is let through, and where trouble is told"),
        (Setting.NOTICES_CHANNEL,),
    ),
    SettingsPage.LANGUAGE: (
        noted("Language"),
        noted("What this server is spoken to in"),
        (Setting.LOCALE,),
    ),
    SettingsPage.ROLES: (
        noted("Roles"),
        noted("Who may do what, and who is mentioned"),
        (Setting.MANAGERS, Setting.EDITORS, Setting.CONTRIBUTORS, Setting.PING),
    ),
    SettingsPage.PRIVACY: (
        noted("Privacy"),
        noted("Names on boards, and what is stored about people"),
        (Setting.NAMED,),
    ),
    SettingsPage.WHOLE: (
        noted("All at once"),
        noted("Presets, a copy for another server, the defaults"),
        (),
    ),
}
"""Title, one line of help, and the settings in their order; six at most. All words of these tables are said on use."""

NAMES: Mapping[Setting, str] = {
    Setting.CHANNEL: noted("Channel"),
    Setting.SCHEDULE: noted("Time"),
    Setting.PAIR: noted("Pair"),
    Setting.MORE_PAIRS: noted("Further pairs"),
    Setting.FLOOR: noted("Weight"),
    Setting.CAP: noted("Events shown"),
    Setting.QUIET: noted("Quiet days"),
    Setting.LOCALE: noted("Language"),
    Setting.PALETTE: noted("Chart"),
    Setting.PLACE: noted("Place"),
    Setting.SILENT: noted("Notification"),
    Setting.PING: noted("Mention"),
    Setting.CATCH_UP: noted("Missed digests"),
    Setting.UPDATES_CHANNEL: noted("Channel"),
    Setting.UPDATES_FLOOR: noted("Weight"),
    Setting.UPDATES_PER_HOUR: noted("Cards an hour"),
    Setting.QUIZ_CHANNEL: noted("Channel"),
    Setting.QUIZ_SCHEDULE: noted("Time"),
    Setting.QUIZ_LENGTH: noted("Questions"),
    Setting.NOTICES_CHANNEL: noted("Notices"),
    Setting.MANAGERS: noted("Settings role"),
    Setting.EDITORS: noted("Editors"),
    Setting.CONTRIBUTORS: noted("Articles"),
    Setting.NAMED: noted("Boards"),
    Setting.ZONE: noted("Time zone"),
    Setting.PAUSED: noted("Digest"),
}
"""As its own page calls a setting."""
_FULL_NAMES: Mapping[Setting, str] = {
    Setting.CHANNEL: noted("Digest channel"),
    Setting.SCHEDULE: noted("Digest time"),
    Setting.FLOOR: noted("Digest weight"),
    Setting.PLACE: noted("Digest place"),
    Setting.SILENT: noted("Digest notification"),
    Setting.PING: noted("Digest mention"),
    Setting.UPDATES_CHANNEL: noted("Updates channel"),
    Setting.UPDATES_FLOOR: noted("Updates weight"),
    Setting.UPDATES_PER_HOUR: noted("Updates an hour"),
    Setting.QUIZ_CHANNEL: noted("Quiz channel"),
    Setting.QUIZ_SCHEDULE: noted("Quiz time"),
    Setting.QUIZ_LENGTH: noted("Quiz questions"),
    Setting.NOTICES_CHANNEL: noted("Notices channel"),
    Setting.EDITORS: noted("Event editors"),
    Setting.CONTRIBUTORS: noted("Articles from"),
    Setting.NAMED: noted("Names on boards"),
}
_EDITS: Mapping[Setting, str] = {
    Setting.CHANNEL: noted("Edit channel"),
    Setting.SCHEDULE: noted("Edit time"),
    Setting.PAIR: noted("Edit pair"),
    Setting.MORE_PAIRS: noted("Edit further pairs"),
    Setting.FLOOR: noted("Edit weight"),
    Setting.CAP: noted("Edit events shown"),
    Setting.QUIET: noted("Edit quiet days"),
    Setting.LOCALE: noted("Edit language"),
    Setting.PALETTE: noted("Edit chart"),
    Setting.PLACE: noted("Edit place"),
    Setting.SILENT: noted("Edit notification"),
    Setting.PING: noted("Edit mention"),
    Setting.CATCH_UP: noted("Edit missed digests"),
    Setting.UPDATES_CHANNEL: noted("Edit channel"),
    Setting.UPDATES_FLOOR: noted("Edit weight"),
    Setting.UPDATES_PER_HOUR: noted("Edit cards an hour"),
    Setting.QUIZ_CHANNEL: noted("Edit channel"),
    Setting.QUIZ_SCHEDULE: noted("Edit time"),
    Setting.QUIZ_LENGTH: noted("Edit questions"),
    Setting.NOTICES_CHANNEL: noted("Edit notices"),
    Setting.MANAGERS: noted("Edit settings role"),
    Setting.EDITORS: noted("Edit editors"),
    Setting.CONTRIBUTORS: noted("Edit articles"),
    Setting.NAMED: noted("Edit boards"),
}
"""The button beside a setting on its own page."""
_FULL_EDITS: Mapping[Setting, str] = {
    Setting.CHANNEL: noted("Edit digest channel"),
    Setting.UPDATES_CHANNEL: noted("Edit updates channel"),
    Setting.QUIZ_CHANNEL: noted("Edit quiz channel"),
    Setting.NOTICES_CHANNEL: noted("Edit notices channel"),
}
"""The button beside a channel on the page of all channels."""
PRESET_WORDS: Mapping[Origin, tuple[str, str]] = {
    Origin.CLASSROOM: (
        noted("Classroom"),
        noted("On school days, short and silent; a quiz each Friday; no names on boards"),
    ),
    Origin.NEWSROOM: (noted("Newsroom"), noted("Every morning, everything; updates at once; no quiz by itself")),
    Origin.MODEL_UN: (noted("Model UN"), noted("Each Monday in a thread; a long quiz each Wednesday")),
}
"""What a preset is called, and in one line what it does."""
QUESTIONS: Mapping[Setting, tuple[str, str]] = {
    Setting.PING: (
        noted("Which role should a digest mention?"),
        noted("Exactly this role is told of each digest that comes by its schedule; nobody else ever is."),
    ),
    Setting.MANAGERS: (
        noted("Which role may change all settings?"),
        noted("Beside those with Manage Server. They open the panel under /about."),
    ),
    Setting.EDITORS: (
        noted("Which role may edit events?"),
        noted("They confirm, correct, merge and withdraw events, beside those who manage the settings."),
    ),
    Setting.CONTRIBUTORS: (
        noted("Which role may hand in articles?"),
        noted("Beside those who manage the settings. Everybody may still read what was handed in."),
    ),
}
"""What is asked for a role, and what follows from it."""
NOBODY: Mapping[Setting, tuple[str, str]] = {
    Setting.PING: (noted("Nobody"), noted("Nobody")),
    Setting.MANAGERS: (noted("No role"), noted("Those with Manage Server")),
    Setting.EDITORS: (noted("No role"), noted("Those who manage the settings")),
    Setting.CONTRIBUTORS: (noted("Everyone"), noted("Everyone")),
}
"""The button that takes a role away, and how the setting reads without one."""


def page_of(setting: Setting) -> SettingsPage:
    """Return the page that is a setting's own: not the one that shows all channels."""
    own = (page for page, (_, _, shown) in PAGES.items() if setting in shown and page is not SettingsPage.CHANNELS)
    return next(own, SettingsPage.DIGEST)


def full_name(setting: Setting) -> str:
    """Return what a setting is called where settings of several pages stand together."""
    return say(_FULL_NAMES.get(setting, NAMES[setting]))


def name_of(setting: Setting) -> str:
    """Return what a setting is called on its own page."""
    return say(NAMES[setting])


def title_of(page: SettingsPage) -> str:
    """Return what a page is called."""
    return say(PAGES[page][0])


def edit_label(setting: Setting, *, is_of_many: bool) -> str:
    """Return the label of the button beside a setting.

    Args:
        setting: Which one.
        is_of_many: Whether it stands among the channels of all pages.
    """
    return say(_FULL_EDITS[setting] if is_of_many else _EDITS[setting])
