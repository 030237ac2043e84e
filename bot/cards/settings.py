"""The settings panel: every value visible, and no change of a schedule, channel or mention by accident."""

from collections.abc import Mapping
from types import MappingProxyType

import discord
from discord import ui

from bot.cards import desk_ids, ids
from bot.cards.card_id import CardId
from bot.cards.controls import Button, button, danger_button, row, select
from bot.cards.dates import day
from bot.cards.message import Card, Part, air, card, rule, text
from bot.cards.setting_ids import CodePaste, CodeShow, HistoryOpen, PresetPick, ResetAsk, SettingsJump
from bot.cards.setting_pages import NAMES, PAGES, PRESET_WORDS, full_name
from bot.cards.setting_words import change_lines, value_text
from bot.cards.text import counted, moment, outside, prose
from bot.cards.tokens import MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.setting_changes import changed, value_of
from bot.model.settings import Cadence, GuildSettings, Setting, SettingsPage

_SERVER = 40
_SAVED = 3
"""Settings of a change just saved that are told; the others are counted."""
_VALUE = 56
_REASON = 60
_PROBLEM = 200
_INTEGRATIONS = (
    "Discord hides /settings from others. For a role, open it under Server Settings, Integrations, Backchannel."
)
_OPEN = f"{MIDDOT}✓{NBSP}may post there"
_NOTES: Mapping[SettingsPage, str] = {
    SettingsPage.LANGUAGE: "Articles are read in English, and cards are written in it. Dates can follow another "
    "language’s way; the times on this panel follow your own Discord.",
    SettingsPage.ROLES: (
        "Discord shows /settings only to those with Manage Server. The settings role opens this panel under /about, or "
        "by the command once the server lets it: Server Settings, Integrations, Backchannel."
    ),
    SettingsPage.WHOLE: "A preset says when and how much; a code says which countries, too. Channels, roles, feeds, "
    "filters and hidden outlets stay, and you see what would change before it does.",
}
"""What a page says beside its settings."""
_DOORS: Mapping[SettingsPage, tuple[tuple[str, str, str, CardId], ...]] = {
    SettingsPage.SOURCES: (
        ("Feeds", "Addresses whose articles are read by themselves", "Open feeds", desk_ids.FeedsOpen()),
        ("Filters", "Which of these articles are let through", "Open filters", desk_ids.TopicsOpen()),
        ("Outlets", "Where articles came from, and which are hidden", "Open outlets", desk_ids.OutletsOpen()),
    ),
    SettingsPage.PRIVACY: (
        ("Your own data", "What is stored about you, and deleting it", "Open privacy", desk_ids.PrivacyOpen()),
    ),
}
"""What a page leads to: name, one line, the button's label, and where it leads."""


def settings_card(
    settings: GuildSettings,
    gazetteer: Gazetteer,
    *,
    server: str,
    page: SettingsPage = SettingsPage.DIGEST,
    problem: tuple[Setting, str] | None = None,
    saved_from: GuildSettings | None = None,
    hidden_questions: int = 0,
    flaws: Mapping[Setting, str] = MappingProxyType({}),
    locale: str = "en-GB",
) -> Card:
    """Return a page of the panel of a server's settings.

    Args:
        settings: As they are stored.
        gazetteer: For names and flags.
        server: The server's name.
        page: Which one.
        problem: A setting and what was wrong with what was typed for it; its value is shown unchanged.
        saved_from: The settings before a change that was just saved; None where none was.
        hidden_questions: How many questions of the quiz wait for a decision.
        flaws: What keeps a setting from having its effect, in one sentence each: a channel that is gone.
        locale: The reader's, as Discord names it.
    """
    title, help_line, shown = PAGES[page]
    state = _state(page, settings) or help_line
    has_full_names = page is SettingsPage.CHANNELS

    def is_open(setting: Setting) -> bool:
        return has_full_names and value_of(setting, settings) is not None and setting not in flaws

    sections = [
        _section(
            setting,
            (full_name if has_full_names else NAMES.__getitem__)(setting),
            value_text(setting, settings, gazetteer, locale=locale) + (_OPEN if is_open(setting) else ""),
            wrong=problem[1] if problem and problem[0] is setting else "",
            flaw=flaws.get(setting, ""),
        )
        for setting in shown
    ]
    return card(
        Accent.DESK,
        text(f"-# Settings{MIDDOT}{outside(server, _SERVER)}", f"## {title}", f"-# {state}"),
        rule(),
        *sections,
        *(_door(*door) for door in _DOORS.get(page, ())),
        *(_whole() if page is SettingsPage.WHOLE else ()),
        *((air(), text(f"-# {_NOTES[page]}")) if page in _NOTES else ()),
        rule(),
        select(SettingsJump(page=page), "Another page…", _pages(page)),
        row(
            *(_digest_buttons(settings) if page is SettingsPage.DIGEST else ()),
            *_turns(page),
            button("History", HistoryOpen(page=0)),
        ),
        text(*(f"-# {line}" for line in _feet(page, settings, saved_from, hidden_questions, gazetteer, locale))),
    )


def _pages(shown: SettingsPage) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(label=title, value=page.value, description=help_line, default=page is shown)
        for page, (title, help_line, _) in PAGES.items()
    ]


def _turns(page: SettingsPage) -> tuple[Button, Button]:
    """Return the buttons that show the pages before and after this one; one that leads nowhere is disabled."""
    pages = list(PAGES)
    at = pages.index(page)
    before, after = pages[max(0, at - 1)], pages[min(at + 1, len(pages) - 1)]
    return (
        button("‹ Previous", ids.SettingsShow(page=before), is_enabled=before is not page),
        button("Next ›", ids.SettingsShow(page=after), is_enabled=after is not page),
    )


def _digest_buttons(settings: GuildSettings) -> tuple[Button, Button]:
    can_run = settings.schedule.cadence is not Cadence.OFF and settings.digest_channel is not None
    pause: CardId = ids.DigestResume() if settings.is_paused else ids.DigestPause()
    has_channel = settings.digest_channel is not None
    return (
        button("Send a test", ids.DigestTest(), is_primary=has_channel, is_enabled=has_channel),
        button("Resume digest" if settings.is_paused else "Pause digest", pause, is_enabled=can_run),
    )


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


def _section(setting: Setting, name: str, value: str, *, wrong: str, flaw: str) -> Part:
    lines = (
        f"✗ {prose(wrong, _PROBLEM)}" if wrong else "",
        f"**{name}**",
        value,
        f"⚠️ {prose(flaw, _PROBLEM)}" if flaw else "",
    )
    edit = button(f"Edit {name.lower()}", ids.SettingEdit(setting=setting))
    return ui.Section("\n".join(line for line in lines if line), accessory=edit)


def _door(name: str, line: str, label: str, answer: CardId) -> Part:
    return ui.Section(f"**{name}**\n{line}", accessory=button(label, answer))


def _whole() -> list[Part]:
    """Return what sets everything at once."""
    options = [
        discord.SelectOption(label=name, value=preset.value, description=line)
        for preset, (name, line) in PRESET_WORDS.items()
    ]
    return [
        select(PresetPick(), "Look at a preset…", options),
        row(
            button("Copy as a code", CodeShow()),
            button("Paste a code", CodePaste()),
            danger_button("Reset to defaults", ResetAsk()),
        ),
    ]


def _feet(
    page: SettingsPage,
    settings: GuildSettings,
    saved_from: GuildSettings | None,
    hidden_questions: int,
    gazetteer: Gazetteer,
    locale: str,
) -> list[str]:
    waiting = (
        f"{counted(hidden_questions, 'hidden question')} of the quiz: see /quiz reports" if hidden_questions else ""
    )
    saved = "" if saved_from is None else _saved(saved_from, settings, gazetteer, locale)
    return [line for line in (waiting, saved, _foot(page, settings)) if line]


def _saved(before: GuildSettings, after: GuildSettings, gazetteer: Gazetteer, locale: str) -> str:
    """Return what a saved change set: "✓ Saved · **Quiet days** told in a line → **skipped**"."""
    lines = change_lines(changed(before, after), before, after, gazetteer, locale=locale, most=_VALUE)
    more = [f"and {counted(len(lines) - _SAVED, 'setting')} more"] if len(lines) > _SAVED else []
    return MIDDOT.join(["✓ Saved", *lines[:_SAVED], *more])


def _foot(page: SettingsPage, settings: GuildSettings) -> str:
    parts = [f"page {list(PAGES).index(page) + 1} of {len(PAGES)}"]
    if settings.changed_by and settings.changed_at:
        parts.append(f"last change by <@{settings.changed_by}>, {day(settings.changed_at.date())}")
    line = MIDDOT.join(parts)
    return line[:1].upper() + line[1:]
