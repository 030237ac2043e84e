"""What was changed of a server's filters, and the question whether to undo it."""

from typing import Any

from discord import ui

from bot.cards.controls import Button, button, row
from bot.cards.counts import page_of
from bot.cards.desk_ids import TopicsOpen
from bot.cards.filter_ids import FilterHistory, FilterUndo, FilterUndoNow
from bot.cards.filter_words import EFFECTS, Passing, name_of, passed, summary_of
from bot.cards.ids import Turn
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.text import moment, outside, prose
from bot.cards.tokens import MIDDOT, Accent
from bot.model.countries import Gazetteer
from bot.model.language import say, say_as
from bot.model.topic_trials import TopicChange, TopicHistory, Undoing
from bot.model.topics import Topic

_SERVER = 40
_SAID = 100
_PROBLEM = 200


def history_card(history: TopicHistory, gazetteer: Gazetteer, *, server: str, said: str = "") -> Card:
    """Return a page of changes, newest first, each with the button that undoes it.

    Args:
        history: The page.
        gazetteer: For names and flags.
        server: The server's name.
        said: What has just been done, for the foot; "" for nothing.
    """
    page = history.page
    entries = [_entry(number, change, gazetteer) for number, change in enumerate(history.changes, history.first)]
    foot = [f"✓ {outside(said, _SAID)}"] if said else []
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Filters')}{MIDDOT}{outside(server, _SERVER)}",
            f"## {say_as('heading', 'History')}",
            f"-# {say('Newest first; undoing a change is a change, too')}",
        ),
        rule(),
        *(spaced(entries) or [text(say("Nothing was changed yet. What you and others do will stand here."))]),
        rule(),
        row(
            _turn(say_as("button", "‹ Newer"), max(0, page - 1), Turn.BACK, is_enabled=page > 0),
            _turn(say_as("button", "Older ›"), page + 1, Turn.ON, is_enabled=page + 1 < history.pages),
            button(say_as("button", "All filters"), TopicsOpen()),
        ),
        text(f"-# {MIDDOT.join([*foot, page_of(page + 1, history.pages)])}"),
    )


def _turn(label: str, page: int, turn: Turn, *, is_enabled: bool) -> Button:
    return button(label, FilterHistory(page=page, turn=turn), is_enabled=is_enabled)


def undo_card(undoing: Undoing, gazetteer: Gazetteer, *, problem: str = "") -> Card:
    """Return the question whether a change is to be undone, with what it leads to.

    Args:
        undoing: The change, the filter as it is, and dry runs before and after.
        gazetteer: For names and flags.
        problem: Why it could not be undone; "" for nothing.
    """
    change = undoing.change
    notes = [f"✗ {prose(problem, _PROBLEM)}"] if problem else []
    if undoing.is_done:
        notes.append(say("All of this is so already."))
    elif undoing.is_stale:
        stale = say("This filter was changed again since. Undoing sets back what it was before the older change.")
        notes.append(f"⚠️ {stale}")
    has_run = bool(undoing.before.tried)
    can_undo = not problem and not undoing.is_done
    eyebrow = (say_as("heading", "Filters"), say_as("heading", "History"), outside(change.name, _SERVER))
    return card(
        Accent.DESK,
        text(f"-# {MIDDOT.join(eyebrow)}", f"## {say('Undo this change?')}"),
        rule(),
        text(
            f"**{say_as('heading', 'Now')}**",
            _told(undoing.now, gazetteer),
            f"-# {passed(undoing.before)}" if has_run else "",
        ),
        air(),
        text(
            f"**{say_as('heading', 'Undone')}**",
            _told(change.before, gazetteer),
            f"-# {passed(undoing.after, Passing.IF_SO)}" if has_run else "",
        ),
        *((rule(), text(*notes)) if notes else ()),
        air(),
        row(
            button(say_as("button", "Undo"), FilterUndoNow(change=change.id), is_primary=can_undo, is_enabled=can_undo),
            button(say_as("button", "Keep as it was"), FilterHistory(page=0, turn=Turn.BACK)),
        ),
    )


def _entry(number: int, change: TopicChange, gazetteer: Gazetteer) -> ui.Section[Any]:
    by = f"<@{change.changed_by}>" if change.changed_by else ""
    meta = MIDDOT.join(part for part in (f"{number}", moment(change.changed_at), by) if part)
    told = _told(change.after or change.before, gazetteer, has_name=False)
    return ui.Section(
        f"**{outside(change.name, _SERVER)}**{MIDDOT}{_what(change)}\n{told}\n-# {meta}",
        accessory=button(say_as("button", "Undo {number}", number=number), FilterUndo(change=change.id)),
    )


def _what(change: TopicChange) -> str:
    if change.before is None:
        return say_as("status", "added")
    if change.after is None:
        return say_as("status", "removed")
    if change.before.is_on != change.after.is_on:
        return say_as("status", "turned on") if change.after.is_on else say_as("status", "turned off")
    return say_as("status", "changed")


def _told(topic: Topic | None, gazetteer: Gazetteer, *, has_name: bool = True) -> str:
    """Return what a filter is in a line or two, with its name or without."""
    if topic is None:
        return say("No such filter")
    off = "" if topic.is_on else f"{MIDDOT}**{say_as('status', 'off')}**"
    name = f"{name_of(topic)}{MIDDOT}" if has_name else ""
    return f"{name}{say(EFFECTS[topic.effect])}{off}{MIDDOT}{summary_of(topic, gazetteer)}"
