"""The settings panel: every value visible, and no change of a schedule or channel by accident."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import discord
from discord import ui

from bot.cards import ids, words
from bot.cards.card_id import CardId
from bot.cards.controls import button, row
from bot.cards.dates import day
from bot.cards.ids import Setting
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.schedules import schedule_text
from bot.cards.text import counted, moment, outside, prose
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.settings import Cadence, GuildSettings

_SERVER = 40
_REASON = 60
_PROBLEM = 200
_NAMES = {Setting.CHANNEL: "Channel", Setting.SCHEDULE: "Time", Setting.PAIR: "Pair"}
"""In the panel's order."""
_UNSET = "None"


def settings_card(
    settings: GuildSettings,
    gazetteer: Gazetteer,
    *,
    server: str,
    problem: tuple[Setting, str] | None = None,
    is_saved: bool = False,
    hidden_questions: int = 0,
) -> Card:
    """Return the panel of a server's settings.

    Args:
        settings: As they are stored.
        gazetteer: For names and flags.
        server: The server's name.
        problem: A setting and what was wrong with what was typed for it; its value is shown unchanged.
        is_saved: Whether a change was just saved.
        hidden_questions: How many questions of the quiz wait for a decision.
    """
    is_on = _is_on(settings)
    can_run = settings.schedule.cadence is not Cadence.OFF and settings.digest_channel is not None
    pause: CardId = ids.DigestResume() if settings.is_paused else ids.DigestPause()
    return card(
        Accent.DESK,
        text(f"-# Settings{MIDDOT}{outside(server, _SERVER)}", "## Digest", f"-# {_state(settings)}"),
        rule(),
        *(_section(setting, settings, gazetteer, problem) for setting in _NAMES),
        rule(),
        row(
            button(
                "Send a test",
                ids.DigestTest(),
                is_primary=settings.digest_channel is not None,
                is_enabled=settings.digest_channel is not None,
            ),
            button("Resume digest" if settings.is_paused else "Pause digest", pause, is_enabled=can_run or is_on),
        ),
        *((text(*(f"-# {line}" for line in foot)),) if (foot := _feet(settings, is_saved, hidden_questions)) else ()),
    )


def channel_card(settings: GuildSettings) -> Card:
    """Return the question where the digest should go, with a channel select."""
    current = settings.digest_channel
    chooser: ui.ChannelSelect[Any] = ui.ChannelSelect(
        custom_id=ids.SettingChannel().encode(),
        placeholder="Choose a channel…",
        channel_types=[discord.ChannelType.text, discord.ChannelType.news],
        default_values=[discord.Object(id=current)] if current else [],
    )
    return card(
        Accent.DESK,
        text(
            f"-# Settings{MIDDOT}Digest{MIDDOT}Channel",
            "## Where should the digest go?",
            "Backchannel checks at once whether it may post there.",
        ),
        air(),
        ui.ActionRow(chooser),
        row(button("Keep as it was", ids.SettingsOpen())),
    )


def confirm_card(
    setting: Setting,
    before: GuildSettings,
    after: GuildSettings,
    runs: Sequence[datetime],
    gazetteer: Gazetteer,
) -> Card:
    """Return the question whether a change is to be saved.

    Args:
        setting: Which one changes.
        before: The settings as stored.
        after: The same with the change.
        runs: The next three digests under the change, aware, soonest first; empty where none is due.
        gazetteer: For names and flags.
    """
    lines = (
        ["**Next three digests**, in your own time zone", *(f"- {moment(at, 'F')}" for at in runs)]
        if runs
        else [f"**No digest is due**, since {_why_none(after)}."]
    )
    return card(
        Accent.DESK,
        text(f"-# Settings{MIDDOT}Digest{MIDDOT}{_NAMES[setting]}", "## Save this change?"),
        rule(),
        *spaced(
            [
                text("**Before**", value_text(setting, before, gazetteer)),
                text("**After**", _changed(setting, before, after, gazetteer)),
            ]
        ),
        rule(),
        text(*lines),
        air(),
        row(
            button("Save", _save(setting, after), is_primary=True),
            button("Keep as it was", ids.SettingsOpen()),
        ),
    )


def value_text(setting: Setting, settings: GuildSettings, gazetteer: Gazetteer) -> str:
    """Return a setting's value as a person would say it; "None" or "Off" where it is unset."""
    if setting is Setting.PAIR:
        return words.pair(settings.pair, gazetteer)
    if setting is Setting.CHANNEL:
        return f"<#{settings.digest_channel}>" if settings.digest_channel else _UNSET
    return schedule_text(settings.schedule)


def _changed(setting: Setting, before: GuildSettings, after: GuildSettings, gazetteer: Gazetteer) -> str:
    if setting is Setting.SCHEDULE:
        return schedule_text(after.schedule, before.schedule)
    value = value_text(setting, after, gazetteer)
    return value if value == value_text(setting, before, gazetteer) else f"**{value}**"


def _save(setting: Setting, after: GuildSettings) -> CardId:
    if setting is Setting.PAIR:
        return ids.SavePair(pair=after.pair)
    if setting is Setting.SCHEDULE:
        return ids.SaveSchedule.of(after.schedule)
    if after.digest_channel is None:
        raise ValueError("a channel can be changed, not taken away")
    return ids.SaveChannel(channel=after.digest_channel)


def _is_on(settings: GuildSettings) -> bool:
    has_schedule = settings.schedule.cadence is not Cadence.OFF
    return has_schedule and settings.digest_channel is not None and not settings.is_paused


def _why_none(settings: GuildSettings) -> str:
    if settings.schedule.cadence is Cadence.OFF:
        return "it is off"
    return "no channel is chosen" if settings.digest_channel is None else "it is paused"


def _state(settings: GuildSettings) -> str:
    if _is_on(settings):
        return f"On{MIDDOT}next {moment(settings.next_due_at)}" if settings.next_due_at else "On"
    if settings.is_paused:
        reason = f"{MIDDOT}{outside(settings.pause_reason, _REASON)}" if settings.pause_reason else ""
        return f"**Paused**{reason}"
    return f"Off{MIDDOT}no channel chosen" if settings.digest_channel is None else "Off"


def _section(
    setting: Setting, settings: GuildSettings, gazetteer: Gazetteer, problem: tuple[Setting, str] | None
) -> Part:
    name = _NAMES[setting]
    wrong = f"✗ {prose(problem[1], _PROBLEM)}" if problem and problem[0] is setting else ""
    lines = (wrong, f"**{name}**", value_text(setting, settings, gazetteer))
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
