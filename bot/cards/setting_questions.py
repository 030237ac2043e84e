"""Questions of the settings panel: where, who, which value, and whether a change is to be saved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards import ids
from bot.cards.card_id import CardId
from bot.cards.controls import button, row, select
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.schedules import schedule_text
from bot.cards.setting_ids import SaveWho, SettingClear, SettingWho
from bot.cards.setting_pages import NAMES, NOBODY, PAGES, QUESTIONS, page_of
from bot.cards.setting_words import CHOICES, is_kept, timed, value_text
from bot.cards.text import moment, prose
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.ids import ChannelId, RoleId
from bot.model.setting_changes import value_of
from bot.model.settings import Cadence, GuildSettings, Setting

_PROBLEM = 200
_CHANNEL_QUESTIONS = {
    Setting.CHANNEL: "Where should the digest go?",
    Setting.UPDATES_CHANNEL: "Where should updates go?",
    Setting.QUIZ_CHANNEL: "Where should the quiz start?",
    Setting.NOTICES_CHANNEL: "Where should trouble be told?",
}
_QUIZ = frozenset({Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE})
_TIMED = frozenset({Setting.CHANNEL, Setting.SCHEDULE, Setting.PAIR}) | _QUIZ
"""Settings of which the next runs are shown before a change is saved."""
_OFF = {Setting.NOTICES_CHANNEL: "No channel"}
KEEP = "Keep as it was"


def channel_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question in which channel something is posted, with a channel select."""
    current = value_of(setting, settings)
    answer: CardId = ids.SettingChannel() if setting is Setting.CHANNEL else ids.SettingPlace(setting=setting)
    kinds = [discord.ChannelType.text, discord.ChannelType.news]
    chooser: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=answer.encode(),
        placeholder="Choose a channel…",
        channel_types=[*kinds, discord.ChannelType.forum] if setting is Setting.CHANNEL else kinds,
        default_values=[discord.Object(id=current)] if isinstance(current, int) else [],
    )
    off = SettingClear(setting=setting)
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
            button(KEEP, _back(setting)),
            button(_OFF.get(setting, "Turn off"), off, is_enabled=current is not None)
            if setting is not Setting.CHANNEL
            else None,
        ),
    )


def role_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question which role is mentioned, or may do something, with a role select."""
    current = value_of(setting, settings)
    question, what_follows = QUESTIONS[setting]
    answer: CardId = ids.SettingRole() if setting is Setting.PING else SettingWho(setting=setting)
    chooser: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=answer.encode(),
        placeholder="Choose a role…",
        default_values=[discord.Object(id=current)] if isinstance(current, int) else [],
    )
    return card(
        Accent.DESK,
        text(
            f"-# Settings{MIDDOT}{PAGES[page_of(setting)][0]}{MIDDOT}{NAMES[setting]}",
            f"## {question}",
            what_follows,
        ),
        air(),
        ui.ActionRow(chooser),
        row(
            button(KEEP, _back(setting)),
            button(NOBODY[setting][0], SettingClear(setting=setting), is_enabled=current is not None),
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
        row(button(KEEP, _back(setting))),
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
            button(KEEP, _back(setting)),
        ),
    )


def _what_follows(setting: Setting, after: GuildSettings, runs: Sequence[datetime], warning: str) -> list[str]:
    """Return what a change leads to: the next runs, or why there is none, and what will be lacking."""
    lines = [f"⚠️ {prose(warning, _PROBLEM)}"] if warning else []
    if setting not in _TIMED:
        return lines
    is_quiz = setting in _QUIZ
    what = "quiz" if is_quiz else "digest"
    if runs:
        plural = "quizzes" if is_quiz else "digests"
        return [*lines, f"**Next three {plural}**, in your own time zone", *(f"- {moment(at, 'F')}" for at in runs)]
    return [*lines, f"**No {what} is due**, since {why_none(after, is_quiz=is_quiz)}."]


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
        case Setting.MANAGERS | Setting.EDITORS | Setting.CONTRIBUTORS:
            role = value_of(setting, after)
            return SaveWho(setting=setting, role=RoleId(role if isinstance(role, int) else 0))
        case Setting.UPDATES_CHANNEL | Setting.QUIZ_CHANNEL | Setting.NOTICES_CHANNEL:
            channel = value_of(setting, after)
            return ids.SavePlace(setting=setting, channel=ChannelId(channel if isinstance(channel, int) else 0))
        case Setting.CHANNEL if after.digest_channel is not None:
            return ids.SaveChannel(channel=after.digest_channel)
        case _:
            raise ValueError(f"{setting} is not confirmed")


def _back(setting: Setting) -> CardId:
    return ids.SettingsShow(page=page_of(setting))


def why_none(settings: GuildSettings, *, is_quiz: bool) -> str:
    """Return why no digest, or no quiz, is due: "it is off"."""
    cadence = settings.quiz.schedule.cadence if is_quiz else settings.schedule.cadence
    channel = settings.quiz.channel if is_quiz else settings.digest_channel
    if cadence is Cadence.OFF:
        return "it is off"
    return "no channel is chosen" if channel is None else "it is paused"
