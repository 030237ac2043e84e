"""What was changed of a server's settings, and the question whether to undo it, or to take over a whole set."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from discord import ui

from bot.cards.card_id import CardId
from bot.cards.controls import button, danger_button, row
from bot.cards.desk_ids import SourceHistoryOpen
from bot.cards.filter_ids import FilterHistory
from bot.cards.ids import SettingsOpen, SettingsShow, Turn
from bot.cards.message import Card, Part, air, card, rule, spaced, text
from bot.cards.setting_ids import HistoryOpen, UndoAsk
from bot.cards.setting_pages import PRESET_WORDS
from bot.cards.setting_questions import keep_button
from bot.cards.setting_words import change_lines, more_settings
from bot.cards.text import enumerated, moment, outside, prose
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.setting_changes import HistoryPage, Origin, Proposal, SettingsChange
from bot.model.settings import GuildSettings, Setting, SettingsPage

_SERVER = 40
_SHOWN = 4
"""Settings of one change that the history tells; the others are counted."""
_LISTED = 14
"""Settings of one change that are shown before it is saved."""
_VALUE = 90
_SHORT = 56
"""Characters of a value, on a card of one change and on one of several."""
_PROBLEM = 200
_ORIGINS: Mapping[Origin, str] = {
    Origin.UNDO: noted("undone"),
    Origin.CODE: noted("from a code"),
    Origin.RESET: noted("reset to defaults"),
    Origin.SETUP: noted("setup"),
}
_RUNS: Mapping[str, tuple[str, str]] = {
    "digest": (noted("**Next digest**, in your own time zone: {moments}"), noted("**No digest is due** then")),
    "quiz": (noted("**Next quiz**, in your own time zone: {moments}"), noted("**No quiz is due** then")),
}
"""The line of what comes next, and the line where nothing does."""
_BACK = SettingsShow(page=SettingsPage.WHOLE)


def history_card(page: HistoryPage, gazetteer: Gazetteer, *, server: str, locale: str = "en-GB") -> Card:
    """Return a page of changes, newest first, each with the button that undoes it.

    Args:
        page: At most five changes.
        gazetteer: For names and flags.
        server: The server's name.
        locale: The reader's, as Discord names it.
    """
    entries: list[Part] = [
        _entry(number, change, gazetteer, locale) for number, change in enumerate(page.changes, page.first)
    ]
    nothing = text(say("Nothing was changed yet. What you and others set will stand here, with who and when."))
    turns = row(
        button(say_as("button", "‹ Newer"), HistoryOpen(page=max(0, page.page - 1)), is_enabled=page.page > 0),
        button(say_as("button", "Older ›"), HistoryOpen(page=page.page + 1), is_enabled=page.page < page.pages - 1),
        button(say_as("button", "Feeds and outlets"), SourceHistoryOpen(page=0, turn=Turn.BACK)),
        button(say_as("button", "Filters"), FilterHistory(page=0, turn=Turn.BACK)),
        button(say_as("button", "Back"), SettingsOpen()),
    )
    return card(
        Accent.DESK,
        text(
            _eyebrow(outside(server, _SERVER)),
            f"## {say_as('heading', 'History')}",
            f"-# {say('Newest first; undoing a change is a change, too')}",
        ),
        rule(),
        *(spaced(entries) or [nothing]),
        rule(),
        turns,
        text(f"-# {say('Page {page} of {pages}', page=page.page + 1, pages=page.pages)}"),
    )


def _eyebrow(*parts: str) -> str:
    return f"-# {MIDDOT.join((say_as('heading', 'Settings'), *parts))}"


def _entry(number: int, change: SettingsChange, gazetteer: Gazetteer, locale: str) -> ui.Section[Any]:
    batch = change.batch
    by = f"<@{batch.changed_by}>" if batch.changed_by else ""
    if batch.origin is Origin.BOT:
        by = say("Backchannel itself")
    at = moment(batch.changed_at) if batch.changed_at else ""
    meta = MIDDOT.join(part for part in (f"{number}", at, by, _origin(batch.origin)) if part)
    told = _lines(change.settings, change.before, change.after, gazetteer, locale, _SHORT)
    lines, more = told[:_SHOWN], len(told) - _SHOWN
    return ui.Section(
        "\n".join([*lines, *([more_settings(more)] if more > 0 else []), f"-# {meta}"]),
        accessory=button(say_as("button", "Undo {number}", number=number), UndoAsk(batch=batch.id)),
    )


def _origin(origin: Origin) -> str:
    """Return where a change came from; "" where somebody just made it."""
    if origin in PRESET_WORDS:
        return say("preset {name}", name=say(PRESET_WORDS[origin][0]))
    return say(_ORIGINS[origin]) if origin in _ORIGINS else ""


def _lines(
    settings: Sequence[Setting],
    before: GuildSettings,
    after: GuildSettings,
    gazetteer: Gazetteer,
    locale: str,
    most: int,
) -> list[str]:
    found = change_lines(settings, before, after, gazetteer, locale=locale, most=most)
    return found or [say("What is off, and stays off for now")]


def proposal_card(
    proposal: Proposal,
    save: CardId,
    gazetteer: Gazetteer,
    *,
    runs: Mapping[str, Sequence[datetime]],
    problems: Sequence[str] = (),
    code: str = "",
    locale: str = "en-GB",
) -> Card:
    """Return the question whether a change of many settings, or an undoing, is to be saved.

    Args:
        proposal: What would change; with nothing in it the card says so.
        save: What the button that saves means.
        gazetteer: For names and flags.
        runs: "digest" and "quiz" → the next ones under the change, for those whose times change.
        problems: What keeps it from being saved, in one sentence each.
        code: The code that it comes from; "" for none.
        locale: The reader's, as Discord names it.
    """
    eyebrow, question, label, back = _words(proposal.origin)
    if not proposal.settings:
        return card(
            Accent.DESK,
            text(_eyebrow(eyebrow), f"## {say('Nothing would change')}", say("All of this is set so already.")),
            air(),
            row(button(say_as("button", "Back"), back)),
        )
    told = _lines(proposal.settings, proposal.before, proposal.after, gazetteer, locale, _VALUE)
    lines, more = told[:_LISTED], len(told) - _LISTED
    notes = [f"✗ {prose(problem, _PROBLEM)}" for problem in problems]
    if proposal.is_stale:
        again = say("This was changed again since. Undoing sets back what it was before the older change.")
        notes.insert(0, f"⚠️ {again}")
    return card(
        Accent.CARE if problems else Accent.DESK,
        text(_eyebrow(eyebrow), f"## {question}", f"-# {_settings(len(told))}"),
        rule(),
        text(*(f"- {line}" for line in lines), more_settings(more) if more > 0 else ""),
        *((rule(), text(*run_lines)) if (run_lines := _runs(runs)) else ()),
        *((rule(), text(*notes)) if notes else ()),
        *((air(), text(f"-# {code}")) if code else ()),
        air(),
        row(_save_button(proposal.origin, label, save, is_enabled=not problems), keep_button(back)),
    )


def _settings(count: int) -> str:
    return say_n("{n} setting", "{n} settings", count, n=numeral(count))


def _save_button(origin: Origin, label: str, save: CardId, *, is_enabled: bool) -> ui.Button[Any]:
    if origin is Origin.RESET and is_enabled:
        return danger_button(label, save)
    return button(label, save, is_primary=is_enabled, is_enabled=is_enabled)


def _words(origin: Origin) -> tuple[str, str, str, CardId]:
    """Return the eyebrow, the question, the label of the button that saves, and where the other one leads."""
    if origin is Origin.UNDO:
        eyebrow, label = say_as("heading", "History"), say_as("button", "Undo")
        return eyebrow, say("Undo this change?"), label, HistoryOpen(page=0)
    if origin is Origin.CODE:
        return say("Paste a code"), say("Use these settings?"), say_as("button", "Use them"), _BACK
    if origin is Origin.RESET:
        eyebrow, label = say_as("heading", "Reset"), say_as("button", "Reset")
        return eyebrow, say("Reset everything to the defaults?"), label, _BACK
    name = say(PRESET_WORDS[origin][0])
    eyebrow = f"{say_as('heading', 'Preset')}{MIDDOT}{name}"
    return eyebrow, say("Use the preset {name}?", name=name), say_as("button", "Use it"), _BACK


def _runs(runs: Mapping[str, Sequence[datetime]]) -> list[str]:
    lines = []
    for what, moments in runs.items():
        coming, nothing = _RUNS[what]
        lines.append(say(coming, moments=enumerated(moment(at) for at in moments)) if moments else say(nothing))
    return lines


def code_card(code: str) -> Card:
    """Return a server's settings as a code to be copied."""
    return card(
        Accent.DESK,
        text(
            _eyebrow(say("Copy as a code")),
            f"## {say('These settings as a code')}",
            say(
                "In another server: /settings, All at once, Paste a code. Channels, roles and what was read are not in "
                "it."
            ),
        ),
        rule(),
        text(f"```\n{code}\n```"),
        air(),
        row(button(say_as("button", "Back"), _BACK)),
    )
