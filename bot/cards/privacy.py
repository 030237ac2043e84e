"""What is kept about one person, shown to that person alone, and the ways to have it given or deleted."""

from collections.abc import Mapping

import discord

from bot.cards import privacy_ids
from bot.cards.controls import Button, button, danger_button, row
from bot.cards.message import Attached, Card, Part, air, card, rule, text
from bot.cards.notices import notice
from bot.cards.quiz_ids import Listing
from bot.cards.text import counted
from bot.cards.tokens import MIDDOT, Accent
from bot.model.privacy import PersonRecord, Trace

_EYEBROW = f"Privacy{MIDDOT}only about you"
_WORDS: Mapping[Trace, tuple[str, str]] = {
    Trace.ANSWERS: ("quiz answer", "quiz answers"),
    Trace.MEMORIES: ("fact in your review", "facts in your review"),
    Trace.RATINGS: ("rating as a player", "ratings as a player"),
    Trace.REPORTS: ("report of a mistake", "reports of mistakes"),
    Trace.ARTICLES: ("article that you handed in", "articles that you handed in"),
    Trace.SETTINGS: ("note that you changed a setting", "notes that you changed a setting"),
    Trace.QUIZZES: ("quiz that you started", "quizzes that you started"),
    Trace.FEEDS: ("feed that you added", "feeds that you added"),
    Trace.SOURCES: ("note that you changed a feed or outlet", "notes that you changed a feed or outlet"),
    Trace.FILTERS: ("note that you wrote or changed a filter", "notes that you wrote or changed a filter"),
    Trace.OUTLETS: ("outlet that you hid", "outlets that you hid"),
    Trace.DECISIONS: ("decision about an event", "decisions about events"),
    Trace.NOTICES: ("message sent to you about a server's trouble", "messages sent to you about a server's trouble"),
    Trace.OTHER: ("other entry with your number", "other entries with your number"),
}


def privacy_card(record: PersonRecord) -> Card:
    """Return, for one person, what is kept about them."""
    listing = Listing.HIDE if record.is_listed else Listing.SHOW
    boards = "" if record.is_own_desk else f"Boards here {'may' if record.is_listed else 'don’t'} name you."
    return card(
        Accent.DESK,
        text(
            f"-# {_EYEBROW}",
            f"## {'Nothing is kept about you' if record.is_empty else 'What is kept about you'}",
            "-# Your Discord number and what stands with it; no name, no picture, no message",
        ),
        *_parts("At your own desk" if record.is_own_desk else "In this server", record.here),
        *_parts("In servers" if record.is_own_desk else "Elsewhere", record.elsewhere),
        air(),
        row(
            button("Export", privacy_ids.PrivacyExport(), is_primary=True, is_enabled=not record.is_empty),
            button(
                "Hide me on boards" if record.is_listed else "Show me on boards",
                privacy_ids.PrivacyListing(listing=listing),
                is_enabled=not record.is_own_desk,
            ),
            _delete_button(is_enabled=not record.is_empty),
        ),
        *((text(f"-# {boards}"),) if boards else ()),
    )


def _parts(title: str, counts: Mapping[Trace, int]) -> tuple[Part, ...]:
    if not counts:
        return ()
    lines = (f"- {counted(number, *_WORDS[trace])}" for trace, number in counts.items())
    return rule(), text(f"### {title}", *lines)


def _delete_button(*, is_enabled: bool) -> Button:
    made = danger_button("Delete…", privacy_ids.PrivacyAsk())
    made.disabled = not is_enabled
    return made


def delete_card() -> Card:
    """Ask a person whether all that is kept about them is to be deleted, and say what goes and what stays."""
    return notice(
        Accent.CARE,
        _EYEBROW,
        "Delete everything about you, in all servers?",
        (
            "Deleted for good: your answers, review, ratings, reports and what you handed in outside of servers. "
            "Kept without your number: articles that you handed in to servers, quizzes that you started, settings that "
            "you changed. Messages in channels stay as they are."
        ),
        danger_button("Delete it all", privacy_ids.PrivacyDelete()),
        button("Keep as it was", privacy_ids.PrivacyBack()),
    )


def deleted_card(rows: int) -> Card:
    """Say that what was kept about a person is deleted."""
    return notice(
        Accent.DESK,
        _EYEBROW,
        "Nothing is kept about you any more",
        f"{counted(rows, 'entry', 'entries')} deleted or without your number now. Using Backchannel begins new ones.",
    )


def export_card(name: str, data: bytes) -> Card:
    """Return the file of all that is kept about a person."""
    file = Attached(name=name, data=data)
    return card(
        Accent.DESK,
        text(f"-# {_EYEBROW}", "## All that is kept about you"),
        rule(),
        text(f"**{name}**{MIDDOT}JSON, each entry with its table", "-# Only you see this; save it before you close it"),
        air(),
        discord.ui.File(file.address),
        attached=(file,),
    )
