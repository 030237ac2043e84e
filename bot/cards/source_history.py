"""What was changed of a server's feeds and outlets, each with the button that undoes it."""

from typing import Any

from discord import ui

from bot.cards.controls import button, row
from bot.cards.desk_ids import FeedsOpen, OutletsOpen, SourceHistoryOpen, SourceUndo
from bot.cards.ids import Turn
from bot.cards.message import Card, air, card, rule, spaced, text
from bot.cards.text import moment, outside
from bot.cards.tokens import MIDDOT, Accent
from bot.model.language import noted, say, say_as
from bot.model.source_changes import SourceAct, SourceChange, SourceHistory

_NAME = 80
_DONE = {
    SourceAct.ADDED: noted("feed added"),
    SourceAct.REMOVED: noted("feed removed"),
    SourceAct.PAUSED: noted("feed paused"),
    SourceAct.RESUMED: noted("feed resumed"),
    SourceAct.HIDDEN: noted("outlet hidden"),
    SourceAct.SHOWN: noted("outlet shown again"),
}


def source_history_card(history: SourceHistory, *, undone: SourceChange | None = None) -> Card:
    """Return a page of changes, newest first.

    Args:
        history: The page.
        undone: The change that was just undone; None for none.
    """
    page = history.page
    entries = [_entry(number, change) for number, change in enumerate(history.changes, history.first)]
    done = f"✓ {_undone(undone)}" if undone else ""
    at = say("Page {page} of {pages}", page=page + 1, pages=history.pages)
    turns = (
        button(
            say_as("button", "‹ Newer"), SourceHistoryOpen(page=max(0, page - 1), turn=Turn.BACK), is_enabled=page > 0
        ),
        button(
            say_as("button", "Older ›"),
            SourceHistoryOpen(page=page + 1, turn=Turn.ON),
            is_enabled=page + 1 < history.pages,
        ),
    )
    return card(
        Accent.DESK,
        text(
            f"-# {say_as('heading', 'Sources')}",
            f"## {say('History of feeds and outlets')}",
            f"-# {say('Newest first; undoing a change is a change, too')}",
        ),
        rule(),
        *(spaced(entries) or [text(say("Nothing was changed yet. What you and others do will stand here."))]),
        rule(),
        row(
            *turns,
            button(say_as("button", "All feeds"), FeedsOpen()),
            button(say_as("button", "All outlets"), OutletsOpen()),
        ),
        *((air(), text(f"-# {done}")) if done else ()),
        text(f"-# {at}"),
    )


def _undone(change: SourceChange) -> str:
    name = outside(change.name or change.subject, _NAME)
    return say("Undone: {change}, {name}", change=say(_DONE[change.act]), name=name)


def _entry(number: int, change: SourceChange) -> ui.Section[Any]:
    by = f"<@{change.changed_by}>" if change.changed_by else ""
    meta = MIDDOT.join(part for part in (f"{number}", moment(change.changed_at), by) if part)
    name = outside(change.name or change.subject, _NAME)
    lines = [f"**{name}**{MIDDOT}{say(_DONE[change.act])}"]
    if not change.act.is_of_outlet and change.name:
        lines.append(f"-# {outside(change.subject, _NAME)}")
    return ui.Section(
        "\n".join([*lines, f"-# {meta}"]),
        accessory=button(say_as("button", "Undo {number}", number=number), SourceUndo(change=change.id)),
    )
