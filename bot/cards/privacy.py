"""What is kept about one person, shown to that person alone, and the ways to have it given or deleted."""

from collections.abc import Callable, Mapping

import discord

from bot.cards import privacy_ids
from bot.cards.controls import Button, button, danger_button, row
from bot.cards.message import Attached, Card, Part, air, card, rule, text
from bot.cards.notices import notice
from bot.cards.quiz_ids import Listing
from bot.cards.tokens import MIDDOT, Accent
from bot.model.language import numeral, say, say_as, say_n
from bot.model.privacy import PersonRecord, Trace

_WORDS: Mapping[Trace, Callable[[int], str]] = {
    Trace.ANSWERS: lambda n: say_n("{n} quiz answer", "{n} quiz answers", n, n=numeral(n)),
    Trace.MEMORIES: lambda n: say_n("{n} fact in your review", "{n} facts in your review", n, n=numeral(n)),
    Trace.RATINGS: lambda n: say_n("{n} rating as a player", "{n} ratings as a player", n, n=numeral(n)),
    Trace.REPORTS: lambda n: say_n("{n} report of a mistake", "{n} reports of mistakes", n, n=numeral(n)),
    Trace.ARTICLES: lambda n: say_n(
        "{n} article that you handed in", "{n} articles that you handed in", n, n=numeral(n)
    ),
    Trace.SETTINGS: lambda n: say_n(
        "{n} note that you changed a setting", "{n} notes that you changed a setting", n, n=numeral(n)
    ),
    Trace.QUIZZES: lambda n: say_n("{n} quiz that you started", "{n} quizzes that you started", n, n=numeral(n)),
    Trace.FEEDS: lambda n: say_n("{n} feed that you added", "{n} feeds that you added", n, n=numeral(n)),
    Trace.SOURCES: lambda n: say_n(
        "{n} note that you changed a feed or outlet", "{n} notes that you changed a feed or outlet", n, n=numeral(n)
    ),
    Trace.FILTERS: lambda n: say_n(
        "{n} note that you wrote or changed a filter", "{n} notes that you wrote or changed a filter", n, n=numeral(n)
    ),
    Trace.OUTLETS: lambda n: say_n("{n} outlet that you hid", "{n} outlets that you hid", n, n=numeral(n)),
    Trace.DECISIONS: lambda n: say_n("{n} decision about an event", "{n} decisions about events", n, n=numeral(n)),
    Trace.NOTICES: lambda n: say_n(
        "{n} message sent to you about a server's trouble",
        "{n} messages sent to you about a server's trouble",
        n,
        n=numeral(n),
    ),
    Trace.OTHER: lambda n: say_n(
        "{n} other entry with your number", "{n} other entries with your number", n, n=numeral(n)
    ),
}


def privacy_card(record: PersonRecord) -> Card:
    """Return, for one person, what is kept about them."""
    listing = Listing.HIDE if record.is_listed else Listing.SHOW
    boards = say("Boards here may name you.") if record.is_listed else say("Boards here don’t name you.")
    here, elsewhere = say("In this server"), say_as("heading", "Elsewhere")
    if record.is_own_desk:
        here, elsewhere, boards = say("At your own desk"), say("In servers"), ""
    return card(
        Accent.DESK,
        text(
            f"-# {_eyebrow()}",
            f"## {say('Nothing is kept about you') if record.is_empty else say('What is kept about you')}",
            f"-# {say('Your Discord number and what stands with it; no name, no picture, no message')}",
        ),
        *_parts(here, record.here),
        *_parts(elsewhere, record.elsewhere),
        air(),
        row(
            button(
                say_as("button", "Export"),
                privacy_ids.PrivacyExport(),
                is_primary=True,
                is_enabled=not record.is_empty,
            ),
            button(
                say_as("button", "Hide me on boards") if record.is_listed else say_as("button", "Show me on boards"),
                privacy_ids.PrivacyListing(listing=listing),
                is_enabled=not record.is_own_desk,
            ),
            _delete_button(is_enabled=not record.is_empty),
        ),
        *((text(f"-# {boards}"),) if boards else ()),
    )


def _eyebrow() -> str:
    return MIDDOT.join((say_as("heading", "Privacy"), say("only about you")))


def _parts(title: str, counts: Mapping[Trace, int]) -> tuple[Part, ...]:
    if not counts:
        return ()
    lines = (f"- {_WORDS[trace](count)}" for trace, count in counts.items())
    return rule(), text(f"### {title}", *lines)


def _delete_button(*, is_enabled: bool) -> Button:
    made = danger_button(say_as("button", "Delete…"), privacy_ids.PrivacyAsk())
    made.disabled = not is_enabled
    return made


def delete_card() -> Card:
    """Ask a person whether all that is kept about them is to be deleted, and say what goes and what stays."""
    return notice(
        Accent.CARE,
        _eyebrow(),
        say("Delete everything about you, in all servers?"),
        say(
            "Deleted for good: your answers, review, ratings, reports and what you handed in outside of servers. "
            "Kept without your number: articles that you handed in to servers, quizzes that you started, settings that "
            "you changed. Messages in channels stay as they are."
        ),
        danger_button(say_as("button", "Delete it all"), privacy_ids.PrivacyDelete()),
        button(say_as("button", "Keep as it was"), privacy_ids.PrivacyBack()),
    )


def deleted_card(rows: int) -> Card:
    """Say that what was kept about a person is deleted."""
    return notice(
        Accent.DESK,
        _eyebrow(),
        say("Nothing is kept about you any more"),
        say_n(
            "{n} entry deleted or without your number now. Using Backchannel begins new ones.",
            "{n} entries deleted or without your number now. Using Backchannel begins new ones.",
            rows,
            n=numeral(rows),
        ),
    )


def export_card(name: str, data: bytes) -> Card:
    """Return the file of all that is kept about a person."""
    file = Attached(name=name, data=data)
    return card(
        Accent.DESK,
        text(f"-# {_eyebrow()}", f"## {say('All that is kept about you')}"),
        rule(),
        text(
            f"**{name}**{MIDDOT}{say('JSON, each entry with its table')}",
            f"-# {say('Only you see this; save it before you close it')}",
        ),
        air(),
        discord.ui.File(file.address),
        attached=(file,),
    )
