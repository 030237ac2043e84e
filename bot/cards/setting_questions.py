"""Questions of the settings panel: where, who, which value, and whether a change is to be saved."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards import ids
from bot.cards.card_id import CardId
from bot.cards.controls import Button, button, number_of, row, select
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.schedules import schedule_text
from bot.cards.setting_ids import SaveWho, SettingClear, SettingWho
from bot.cards.setting_pages import NOBODY, QUESTIONS, name_of, page_of, title_of
from bot.cards.setting_words import CHOICES, help_of, is_kept, label_of, timed, value_text
from bot.cards.text import cut, moment, prose
from bot.cards.tokens import MAX_OPTION, MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.ids import ChannelId, RoleId
from bot.model.language import noted, say, say_as
from bot.model.setting_changes import value_of
from bot.model.settings import Cadence, GuildSettings, Setting

_PROBLEM = 200
_CHANNEL_QUESTIONS = {
    Setting.CHANNEL: noted("Where should the digest go?"),
    Setting.UPDATES_CHANNEL: noted("Where should updates go?"),
    Setting.QUIZ_CHANNEL: noted("Where should the quiz start?"),
    Setting.NOTICES_CHANNEL: noted("Where should trouble be told?"),
}
_QUIZ = frozenset({Setting.QUIZ_CHANNEL, Setting.QUIZ_SCHEDULE})
_TIMED = frozenset({Setting.CHANNEL, Setting.SCHEDULE, Setting.PAIR}) | _QUIZ
"""Settings of which the next runs are shown before a change is saved."""


def channel_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question in which channel something is posted, with a channel select."""
    current = value_of(setting, settings)
    answer: CardId = ids.SettingChannel() if setting is Setting.CHANNEL else ids.SettingPlace(setting=setting)
    kinds = [discord.ChannelType.text, discord.ChannelType.news]
    chooser: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=answer.encode(),
        id=number_of(answer.encode()),
        placeholder=say("Choose a channel…"),
        channel_types=[*kinds, discord.ChannelType.forum] if setting is Setting.CHANNEL else kinds,
        default_values=[discord.Object(id=current)] if isinstance(current, int) else [],
    )
    label = say_as("button", "Turn off")
    if setting is Setting.NOTICES_CHANNEL:
        label = say_as("button", "No channel")
    off = button(label, SettingClear(setting=setting), is_enabled=current is not None)
    return card(
        Accent.DESK,
        text(
            _eyebrow(setting, say_as("heading", "Channel")),
            f"## {say(_CHANNEL_QUESTIONS[setting])}",
            say("Backchannel checks at once whether it may post there."),
        ),
        air(),
        ui.ActionRow(chooser),
        row(keep_button(_back(setting)), off if setting is not Setting.CHANNEL else None),
    )


def role_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question which role is mentioned, or may do something, with a role select."""
    current = value_of(setting, settings)
    question, what_follows = QUESTIONS[setting]
    answer: CardId = ids.SettingRole() if setting is Setting.PING else SettingWho(setting=setting)
    chooser: ui.RoleSelect[Any] = ui.RoleSelect(
        custom_id=answer.encode(),
        id=number_of(answer.encode()),
        placeholder=say("Choose a role…"),
        default_values=[discord.Object(id=current)] if isinstance(current, int) else [],
    )
    return card(
        Accent.DESK,
        text(
            _eyebrow(setting, name_of(setting)),
            f"## {say(question)}",
            say(what_follows),
        ),
        air(),
        ui.ActionRow(chooser),
        row(
            keep_button(_back(setting)),
            button(say(NOBODY[setting][0]), SettingClear(setting=setting), is_enabled=current is not None),
        ),
    )


def choice_card(setting: Setting, settings: GuildSettings) -> Card:
    """Return the question for a setting that has a list of values; a choice is saved at once."""
    options = [
        discord.SelectOption(
            label=cut(label_of(setting, choice), MAX_OPTION),
            value=choice.value,
            description=cut(help_of(choice), MAX_OPTION) or None,
            default=is_kept(setting, settings, choice),
        )
        for choice in CHOICES[setting]
    ]
    return card(
        Accent.DESK,
        text(_eyebrow(setting), f"## {name_of(setting)}"),
        air(),
        select(ids.SettingChoice(setting=setting), say("{setting}…", setting=name_of(setting)), options),
        row(keep_button(_back(setting))),
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
            _eyebrow(setting, name_of(setting)),
            f"## {say('Save this change?')}",
        ),
        rule(),
        *spaced(
            [
                text(f"**{say_as('label', 'Before')}**", value_text(setting, before, gazetteer, locale=locale)),
                text(f"**{say_as('label', 'After')}**", _changed(setting, before, after, gazetteer, locale)),
            ]
        ),
        rule(),
        *((text(*lines), air()) if (lines := _what_follows(setting, after, runs, warning)) else ()),
        row(
            button(say_as("button", "Save"), _save(setting, after), is_primary=True),
            keep_button(_back(setting)),
        ),
    )


def _what_follows(setting: Setting, after: GuildSettings, runs: Sequence[datetime], warning: str) -> list[str]:
    """Return what a change leads to: the next runs, or why there is none, and what will be lacking."""
    lines = [f"⚠️ {prose(warning, _PROBLEM)}"] if warning else []
    if setting not in _TIMED:
        return lines
    is_quiz = setting in _QUIZ
    if not runs:
        return [*lines, _none_due_quiz(after) if is_quiz else _none_due_digest(after)]
    coming = say("**Next three digests**, in your own time zone")
    if is_quiz:
        coming = say("**Next three quizzes**, in your own time zone")
    return [*lines, coming, *(f"- {moment(at, 'F')}" for at in runs)]


def _none_due_digest(settings: GuildSettings) -> str:
    if settings.schedule.cadence is Cadence.OFF:
        return say("**No digest is due**, since it is off.")
    if settings.digest_channel is None:
        return say("**No digest is due**, since no channel is chosen.")
    return say("**No digest is due**, since it is paused.")


def _none_due_quiz(settings: GuildSettings) -> str:
    if settings.quiz.schedule.cadence is Cadence.OFF:
        return say("**No quiz is due**, since it is off.")
    if settings.quiz.channel is None:
        return say("**No quiz is due**, since no channel is chosen.")
    return say("**No quiz is due**, since it is paused.")


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


def keep_button(answer: CardId) -> Button:
    """Return the button that leaves a setting as it is."""
    return button(say_as("button", "Keep as it was"), answer)


def _eyebrow(setting: Setting, *parts: str) -> str:
    return f"-# {MIDDOT.join((say_as('heading', 'Settings'), title_of(page_of(setting)), *parts))}"
