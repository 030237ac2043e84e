"""The settings panel: every value visible, and no change of a schedule, channel or mention by accident."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards import ids
from bot.cards.card_id import CardId
from bot.cards.controls import button, row, select
from bot.cards.dates import day
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.schedules import schedule_text
from bot.cards.setting_words import CHOICES, NAMES, PAGES, is_kept, page_of, timed, value_text
from bot.cards.text import counted, moment, outside, prose
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.ids import ChannelId, RoleId
from bot.model.settings import Cadence, GuildSettings, Setting, SettingsPage

_SERVER = 40
_REASON = 60
_PROBLEM = 200
_CHANNEL_QUESTIONS = {
    Setting.CHANNEL: "Where should the digest go?",
    Setting.UPDATES_CHANNEL: "Where should updates go?",
    Setting.QUIZ_CHANNEL: "Where should the quiz start?",
}
_KEEP = "Keep as it was"


def settings_card(
    settings: GuildSettings,
    gazetteer: Gazetteer,
    *,
    server: str,
    page: SettingsPage = SettingsPage.DIGEST,
    problem: tuple[Setting, str] | None = None,
    is_saved: bool = False,
    hidden_questions: int = 0,
    locale: str = "en-GB",
) -> Card:
    """Return a page of the panel of a server's settings.

    Args:
        settings: As they are stored.
        gazetteer: For names and flags.
        server: The server's name.
        page: Which one.
        problem: A setting and what was wrong with what was typed for it; its value is shown unchanged.
        is_saved: Whether a change was just saved.
        hidden_questions: How many questions of the quiz wait for a decision.
        locale: The reader's, as Discord names it.
    """
    title, help_line, shown = PAGES[page]
    state = _state(page, settings) or help_line
    return card(
        Accent.DESK,
        text(f"-# Settings{MIDDOT}{outside(server, _SERVER)}", f"## {title}", f"-# {state}"),
        rule(),
        *(_section(setting, settings, gazetteer, problem, locale) for setting in shown),
        rule(),
        select(ids.SettingsTurn(), "Another page…", _pages(page)),
        *((_digest_buttons(settings),) if page is SettingsPage.DIGEST else ()),
        *((text(*(f"-# {line}" for line in foot)),) if (foot := _feet(settings, is_saved, hidden_questions)) else ()),
    )


def channel_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question in which channel something is posted, with a channel select."""
    current = {
        Setting.CHANNEL: settings.digest_channel,
        Setting.UPDATES_CHANNEL: settings.updates.channel,
        Setting.QUIZ_CHANNEL: settings.quiz.channel,
    }[setting]
    answer: CardId = ids.SettingChannel() if setting is Setting.CHANNEL else ids.SettingPlace(setting=setting)
    kinds = [discord.ChannelType.text, discord.ChannelType.news]
    chooser: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=answer.encode(),
        placeholder="Choose a channel…",
        channel_types=[*kinds, discord.ChannelType.forum] if setting is Setting.CHANNEL else kinds,
        default_values=[discord.Object(id=current)] if current else [],
    )
    off = ids.SavePlace(setting=setting, channel=ChannelId(0))
    return card(
        Accent.DESK,
        text(
            f"-# Settings{MIDDOT}{PAGES[page_of(setting)][0]}{MIDDOT}Channel",
            f"## {_CHANNEL_QUESTIONS[setting]}",
            "Backchannel checks at once whether it may post there.",
        ),
        air(),
        ui.ActionRow(chooser),
        row(
            button(_KEEP, _back(setting)),
            button("Turn off", off, is_enabled=current is not None) if setting is not Setting.CHANNEL else None,
        ),
    )


def role_card(settings: GuildSettings) -> Card:
    """Return the question which role a digest mentions, with a role select."""
    current = settings.digest.ping
    chooser: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=ids.SettingRole().encode(),
        placeholder="Choose a role…",
        default_values=[discord.Object(id=current)] if current else [],
    )
    return card(
        Accent.DESK,
        text(
            f"-# Settings{MIDDOT}{PAGES[SettingsPage.ARRIVAL][0]}{MIDDOT}{NAMES[Setting.PING]}",
            "## Which role should a digest mention?",
            "Exactly this role is told of each digest that comes by its schedule; nobody else ever is.",
        ),
        air(),
        ui.ActionRow(chooser),
        row(
            button(_KEEP, _back(Setting.PING)),
            button("Nobody", ids.SaveRole(role=RoleId(0)), is_enabled=current is not None),
        ),
    )


def choice_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question for a setting that has a list of values; a choice is saved at once."""
    options = [
        discord.SelectOption(
            label=choice.label,
            value=choice.value,
            description=choice.help or None,
            default=is_kept(setting, settings, choice),
        )
        for choice in CHOICES[setting]
    ]
    return card(
        Accent.DESK,
        text(f"-# Settings{MIDDOT}{PAGES[page_of(setting)][0]}", f"## {NAMES[setting]}"),
        air(),
        select(ids.SettingChoice(setting=setting), f"{NAMES[setting]}…", options),
        row(button(_KEEP, _back(setting))),
    )


def confirm_card(
    setting: Setting,
    before: GuildSettings,
    after: GuildSettings,
    runs: Sequence[datetime],
    gazetteer: Gazetteer,
    *,
    locale: str = "en-GB",
    warning: str = "",
) -> Card:
    """Return the question whether a change is to be saved.

    Args:
        setting: Which one changes.
        before: The settings as stored.
        after: The same with the change.
        runs: The next three digests or quizzes under the change, aware, soonest first; empty where none is due.
        gazetteer: For names and flags.
        locale: The reader's, as Discord names it.
        warning: What the change will lack, in one sentence; "" for nothing.
    """
    return card(
        Accent.DESK,
        text(
            f"-# Settings{MIDDOT}{PAGES[page_of(setting)][0]}{MIDDOT}{NAMES[setting]}",
            "## Save this change?",
        ),
        rule(),
        *spaced(
            [
                text("**Before**", value_text(setting, before, gazetteer, locale=locale)),
                text("**After**", _changed(setting, before, after, gazetteer, locale)),
            ]
        ),
        rule(),
        *((text(*lines), air()) if (lines := _what_follows(setting, after, runs, warning)) else ()),
        row(
            button("Save", _save(setting, after), is_primary=True),
            button(_KEEP, _back(setting)),
        ),
    )


def _what_follows(setting: Setting, after: GuildSettings, runs: Sequence[datetime], warning: str) -> list[str]:
    """Return what a change leads to: the next runs, or why there is none, and what will be lacking."""
    lines = [f"⚠️ {prose(warning, _PROBLEM)}"] if warning else []
    if setting in {Setting.PING, Setting.UPDATES_CHANNEL}:
        return lines
    is_quiz = setting in {Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE}
    what = "quiz" if is_quiz else "digest"
    if runs:
        plural = "quizzes" if is_quiz else "digests"
        return [*lines, f"**Next three {plural}**, in your own time zone", *(f"- {moment(at, 'F')}" for at in runs)]
    return [*lines, f"**No {what} is due**, since {_why_none(after, is_quiz=is_quiz)}."]


def _changed(setting: Setting, before: GuildSettings, after: GuildSettings, gazetteer: Gazetteer, locale: str) -> str:
    if setting in {Setting.SCHEDULE, Setting.QUIZ_SCHEDULE}:
        return schedule_text(timed(after, setting), timed(before, setting), locale=locale)
    value = value_text(setting, after, gazetteer, locale=locale)
    return value if value == value_text(setting, before, gazetteer, locale=locale) else f"**{value}**"


def _save(setting: Setting, after: GuildSettings) -> CardId:
    match setting:
        case Setting.PAIR:
            return ids.SavePair(pair=after.pair)
        case Setting.SCHEDULE | Setting.QUIZ_SCHEDULE:
            return ids.SaveTime.of(setting, timed(after, setting))
        case Setting.PING:
            return ids.SaveRole(role=after.digest.ping or RoleId(0))
        case Setting.UPDATES_CHANNEL:
            return ids.SavePlace(setting=setting, channel=after.updates.channel or ChannelId(0))
        case Setting.QUIZ_CHANNEL:
            return ids.SavePlace(setting=setting, channel=after.quiz.channel or ChannelId(0))
        case Setting.CHANNEL if after.digest_channel is not None:
            return ids.SaveChannel(channel=after.digest_channel)
        case _:
            raise ValueError(f"{setting} is not confirmed")


def _back(setting: Setting) -> CardId:
    return ids.SettingsShow(page=page_of(setting))


def _pages(shown: SettingsPage) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=title, value=page.value, description=help_line, default=page is shown)
        for page, (title, help_line, _) in PAGES.items()
    ]


def _digest_buttons(settings: GuildSettings) -> ui.ActionRow[Any]:
    can_run = settings.schedule.cadence is not Cadence.OFF and settings.digest_channel is not None
    pause: CardId = ids.DigestResume() if settings.is_paused else ids.DigestPause()
    has_channel = settings.digest_channel is not None
    return row(
        button("Send a test", ids.DigestTest(), is_primary=has_channel, is_enabled=has_channel),
        button("Resume digest" if settings.is_paused else "Pause digest", pause, is_enabled=can_run),
    )


def _why_none(settings: GuildSettings, *, is_quiz: bool) -> str:
    cadence = settings.quiz.schedule.cadence if is_quiz else settings.schedule.cadence
    channel = settings.quiz.channel if is_quiz else settings.digest_channel
    if cadence is Cadence.OFF:
        return "it is off"
    return "no channel is chosen" if channel is None else "it is paused"


def _state(page: SettingsPage, settings: GuildSettings) -> str:
    """Return whether what a page is about is on, and when it comes; "" where the page has no such state."""
    if page is SettingsPage.DIGEST:
        return _digest_state(settings)
    if page is SettingsPage.UPDATES:
        return "On" if settings.updates.channel else "Off"
    if page is SettingsPage.QUIZ:
        return f"On{MIDDOT}next {moment(settings.quiz.due_at)}" if settings.quiz.due_at else "Off"
    return ""


def _digest_state(settings: GuildSettings) -> str:
    if settings.is_paused:
        reason = f"{MIDDOT}{outside(settings.pause_reason, _REASON)}" if settings.pause_reason else ""
        return f"**Paused**{reason}"
    if settings.digest_channel is None:
        return f"Off{MIDDOT}no channel chosen"
    if settings.schedule.cadence is Cadence.OFF:
        return "Off"
    return f"On{MIDDOT}next {moment(settings.next_due_at)}" if settings.next_due_at else "On"


def _section(
    setting: Setting,
    settings: GuildSettings,
    gazetteer: Gazetteer,
    problem: tuple[Setting, str] | None,
    locale: str,
) -> Part:
    name = NAMES[setting]
    wrong = f"✗ {prose(problem[1], _PROBLEM)}" if problem and problem[0] is setting else ""
    lines = (wrong, f"**{name}**", value_text(setting, settings, gazetteer, locale=locale))
    return ui.Section(
        "\n".join(line for line in lines if line),
        accessory=button(f"Edit {name.lower()}", ids.SettingEdit(setting=setting)),
    )


def _feet(settings: GuildSettings, is_saved: bool, hidden_questions: int) -> list[str]:
    waiting = (
        f"{counted(hidden_questions, 'hidden question')} of the quiz: see /quiz reports" if hidden_questions else ""
    )
    return [line for line in (waiting, _foot(settings, is_saved=is_saved)) if line]


def _foot(settings: GuildSettings, *, is_saved: bool) -> str:
    parts = ["✓ Saved"] if is_saved else []
    if settings.changed_by and settings.changed_at:
        parts.append(f"last change by <@{settings.changed_by}>, {day(settings.changed_at.date())}")
    line = MIDDOT.join(parts)
    return line[:1].upper() + line[1:]
