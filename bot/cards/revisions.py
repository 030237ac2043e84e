"""What a posted card says of its events' corrections: a line on top, and a mark on each of them."""

from collections.abc import Mapping, Sequence

from bot.cards import words
from bot.cards.dates import day
from bot.cards.text import prose
from bot.cards.tokens import EVENT_SENTENCE, MIDDOT
from bot.model.digest import Revision
from bot.model.ids import EventId
from bot.model.language import numeral, say, say_n
from bot.model.stored import StoredEvent


def revision_line(revisions: Sequence[Revision], shown: Mapping[EventId, StoredEvent]) -> str:
    """Return the line that tells what became of a card's events, "" for nothing.

    Args:
        revisions: At most one of each event, in any order.
        shown: The card's events, by number.
    """
    known = [revision for revision in revisions if revision.event in shown]
    if len(known) == 1:
        return _one(known[0], shown[known[0].event])
    parts = []
    for word, is_withdrawn in ((words.corrected(), False), (words.withdrawn(), True)):
        alike = [one for one in known if shown[one.event].is_withdrawn is is_withdrawn]
        if alike:
            parts.append(f"{word} {day(max(one.on for one in alike))}{MIDDOT}{_events(len(alike))}")
    return MIDDOT.join(parts)


def revision_mark(stored: StoredEvent, revisions: Sequence[Revision]) -> str:
    """Return the mark of a corrected event beside its status; "" for others, a withdrawn one's status says it."""
    is_corrected = any(one.event == stored.id for one in revisions)
    return words.corrected() if is_corrected and not stored.is_withdrawn else ""


def withdrawal_line(stored: StoredEvent) -> str:
    """Return that an event was withdrawn and why: "✗ **withdrawn** · A rumour."; "" where it stands."""
    if not stored.is_withdrawn:
        return ""
    return MIDDOT.join(part for part in (words.withdrawn(), _why(stored)) if part)


def _one(revision: Revision, stored: StoredEvent) -> str:
    """Return what became of one event: when, and why, or which date stood there before."""
    if stored.is_withdrawn:
        parts = (f"{words.withdrawn()} {day(revision.on)}", _why(stored))
    else:
        before = say("before: {date}", date=revision.before) if revision.before else ""
        parts = (f"{words.corrected()} {day(revision.on)}", before)
    return MIDDOT.join(part for part in parts if part)


def _events(count: int) -> str:
    return say_n("{n} event", "{n} events", count, n=numeral(count))


def _why(stored: StoredEvent) -> str:
    return prose(stored.withdrawn_reason, EVENT_SENTENCE) if stored.withdrawn_reason else ""
