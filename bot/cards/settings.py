"""The settings panel: every value visible, and no change of a schedule, channel or mention by accident."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

import discord
from discord import ui

from bot.cards import desk_ids, ids
from bot.cards.card_id import CardId
from bot.cards.controls import Button, button, danger_button, row, select
from bot.cards.dates import day
from bot.cards.message import Card, Part, air, card, rule, text
from bot.cards.setting_ids import CodePaste, CodeShow, HistoryOpen, PresetPick, ResetAsk, SettingsJump
from bot.cards.setting_pages import PAGES, PRESET_WORDS, edit_label, full_name, name_of
from bot.cards.setting_words import change_lines, more_settings, value_text
from bot.cards.text import cut, moment, outside, prose
from bot.cards.tokens import MAX_OPTION, MIDDOT, NBSP, Accent
from bot.model.countries import Gazetteer
from bot.model.language import noted, numeral, recalled, say, say_as, say_n
from bot.model.setting_changes import changed, value_of
from bot.model.settings import Cadence, GuildSettings, Setting, SettingsPage

_SERVER = 40
_SAVED = 3
"""Settings of a change just saved that are told; the others are counted."""
_VALUE = 56
_REASON = 60
_PROBLEM = 200
_NOTES: Mapping[SettingsPage, str] = {
    SettingsPage.LANGUAGE: noted(
        "What this server is spoken to in, with its dates. Articles are read in English; what only you see, this panel "
        "too, is in the language of your own Discord."
    ),
    SettingsPage.ROLES: noted(
        "Discord shows /settings only to those with Manage Server. The settings role opens this panel under /about, or "
        "by the command once the server lets it: Server Settings, Integrations, Backchannel."
    ),
    SettingsPage.WHOLE: noted(
        "A preset says when and how much; a code says which countries, too. Channels, roles, feeds, filters and hidden "
        "outlets stay, and you see what would change before it does."
    ),
}
"""What a page says beside its settings; said on use, as all words of these tables."""
_DOORS: Mapping[SettingsPage, tuple[tuple[str, str, str, CardId], ...]] = {
    SettingsPage.SOURCES: (
        (
            noted("Feeds"),
            noted("Addresses whose articles are read by themselves"),
            noted("Open feeds"),
            desk_ids.FeedsOpen(),
        ),
        (
            noted("Filters"),
            noted("Which of these articles are let through"),
            noted("Open filters"),
            desk_ids.TopicsOpen(),
        ),
        (
            noted("Outlets"),
            noted("Where articles came from, and which are hidden"),
            noted("Open outlets"),
            desk_ids.OutletsOpen(),
        ),
    ),
    SettingsPage.PRIVACY: (
        (
            noted("Your own data"),
            noted("What is stored about you, and deleting it"),
            noted("Open privacy"),
            desk_ids.PrivacyOpen(),
        ),
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
    state = _state(page, settings) or say(help_line)
    is_of_many = page is SettingsPage.CHANNELS

    def section(setting: Setting) -> Part:
        told = value_text(setting, settings, gazetteer, locale=locale)
        is_open = is_of_many and value_of(setting, settings) is not None and setting not in flaws
        value = f"{told}{MIDDOT}✓{NBSP}{say('may post there')}" if is_open else told
        wrong = problem[1] if problem and problem[0] is setting else ""
        return _section(setting, value, is_of_many=is_of_many, wrong=wrong, flaw=flaws.get(setting, ""))

    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Settings')}{MIDDOT}{outside(server, _SERVER)}", f"## {say(title)}", f"-# {state}"
        ),
        rule(),
        *map(section, shown),
        *(_door(*door) for door in _DOORS.get(page, ())),
        *(_whole() if page is SettingsPage.WHOLE else ()),
        *((air(), text(f"-# {say(_NOTES[page])}")) if page in _NOTES else ()),
        rule(),
        select(SettingsJump(page=page), say("Another page…"), _pages(page)),
        row(
            *(_digest_buttons(settings) if page is SettingsPage.DIGEST else ()),
            *_turns(page),
            button(say_as("button", "History"), HistoryOpen(page=0)),
        ),
        text(*(f"-# {line}" for line in _feet(page, settings, saved_from, hidden_questions, gazetteer, locale))),
    )


def _pages(shown: SettingsPage) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=say(title), value=page.value, description=cut(say(help_line), MAX_OPTION), default=page is shown
        )
        for page, (title, help_line, _) in PAGES.items()
    ]


def _turns(page: SettingsPage) -> tuple[Button, Button]:
    """Return the buttons that show the pages before and after this one; one that leads nowhere is disabled."""
    pages = list(PAGES)
    at = pages.index(page)
    before, after = pages[max(0, at - 1)], pages[min(at + 1, len(pages) - 1)]
    return (
        button(say_as("button", "‹ Previous"), ids.SettingsShow(page=before), is_enabled=before is not page),
        button(say_as("button", "Next ›"), ids.SettingsShow(page=after), is_enabled=after is not page),
    )


def _digest_buttons(settings: GuildSettings) -> tuple[Button, Button]:
    can_run = settings.schedule.cadence is not Cadence.OFF and settings.digest_channel is not None
    pause: CardId = ids.DigestResume() if settings.is_paused else ids.DigestPause()
    label = say_as("button", "Resume digest") if settings.is_paused else say_as("button", "Pause digest")
    has_channel = settings.digest_channel is not None
    return (
        button(say_as("button", "Send a test"), ids.DigestTest(), is_primary=has_channel, is_enabled=has_channel),
        button(label, pause, is_enabled=can_run),
    )


def _state(page: SettingsPage, settings: GuildSettings) -> str:
    """Return whether what a page is about is on, and when it comes; "" where the page has no such state."""
    if page is SettingsPage.DIGEST:
        return _digest_state(settings)
    if page is SettingsPage.UPDATES:
        return _on() if settings.updates.channel else _off()
    if page is SettingsPage.QUIZ:
        return _on(settings.quiz.due_at) if settings.quiz.due_at else _off()
    return ""


def _on(due_at: datetime | None = None) -> str:
    """Return that something is on, and when it comes next where that is known."""
    parts = [say_as("status", "On"), *([say("next {when}", when=moment(due_at))] if due_at else [])]
    return MIDDOT.join(parts)


def _off() -> str:
    return say_as("status", "Off")


def _digest_state(settings: GuildSettings) -> str:
    if settings.is_paused:
        reason = f"{MIDDOT}{outside(recalled(settings.pause_reason), _REASON)}" if settings.pause_reason else ""
        return f"**{say_as('status', 'Paused')}**{reason}"
    if settings.digest_channel is None:
        return f"{_off()}{MIDDOT}{say('no channel chosen')}"
    if settings.schedule.cadence is Cadence.OFF:
        return _off()
    return _on(settings.next_due_at)


def _section(setting: Setting, value: str, *, is_of_many: bool, wrong: str, flaw: str) -> Part:
    name = full_name(setting) if is_of_many else name_of(setting)
    lines = (
        f"✗ {prose(wrong, _PROBLEM)}" if wrong else "",
        f"**{name}**",
        value,
        f"⚠️ {prose(flaw, _PROBLEM)}" if flaw else "",
    )
    edit = button(edit_label(setting, is_of_many=is_of_many), ids.SettingEdit(setting=setting))
    return ui.Section("\n".join(line for line in lines if line), accessory=edit)


def _door(name: str, line: str, label: str, answer: CardId) -> Part:
    return ui.Section(f"**{say(name)}**\n{say(line)}", accessory=button(say(label), answer))


def _whole() -> list[Part]:
    """Return what sets everything at once."""
    options = [
        discord.SelectOption(label=say(name), value=preset.value, description=cut(say(line), MAX_OPTION))
        for preset, (name, line) in PRESET_WORDS.items()
    ]
    return [
        select(PresetPick(), say("Look at a preset…"), options),
        row(
            button(say_as("button", "Copy as a code"), CodeShow()),
            button(say_as("button", "Paste a code"), CodePaste()),
            danger_button(say_as("button", "Reset to defaults"), ResetAsk()),
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
    waiting = say_n(
        "{n} hidden question of the quiz: see /quiz reports",
        "{n} hidden questions of the quiz: see /quiz reports",
        hidden_questions,
        n=numeral(hidden_questions),
    )
    saved = "" if saved_from is None else _saved(saved_from, settings, gazetteer, locale)
    return [line for line in (waiting if hidden_questions else "", saved, _foot(page, settings)) if line]


def _saved(before: GuildSettings, after: GuildSettings, gazetteer: Gazetteer, locale: str) -> str:
    """Return what a saved change set: "✓ Saved · **Quiet days** told in a line → **skipped**"."""
    lines = change_lines(changed(before, after), before, after, gazetteer, locale=locale, most=_VALUE)
    more = [more_settings(len(lines) - _SAVED)] if len(lines) > _SAVED else []
    return MIDDOT.join([f"✓ {say_as('status', 'Saved')}", *lines[:_SAVED], *more])


def _foot(page: SettingsPage, settings: GuildSettings) -> str:
    parts = [say("Page {page} of {pages}", page=list(PAGES).index(page) + 1, pages=len(PAGES))]
    if settings.changed_by and settings.changed_at:
        on = day(settings.changed_at.date())
        parts.append(say("last change by {member}, {day}", member=f"<@{settings.changed_by}>", day=on))
    return MIDDOT.join(parts)
