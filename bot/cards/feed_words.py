"""Words for what became of a feed's entries, and of the lines of a list of feeds: each alone, and counted."""

from bot.model.feeds import AddOutcome, EntryOutcome
from bot.model.language import noted, numeral, say_n

OUTCOMES: dict[EntryOutcome, tuple[str, str]] = {
    EntryOutcome.NEW: ("✓", noted("read")),
    EntryOutcome.KNOWN: ("✓", noted("known already")),
    EntryOutcome.COPY: ("✓", noted("copy")),
    EntryOutcome.AMENDED: ("✓", noted("new version")),
    EntryOutcome.LEFT_OUT: ("✗", noted("left out")),
    EntryOutcome.UNREADABLE: ("✗", noted("not read")),
}
"""A sign and words for what became of an entry."""
WAITING, NOT_POSTED = noted("waiting"), noted("read, not posted")
ADDED = {
    AddOutcome.ADDED: noted("followed"),
    AddOutcome.KNOWN: noted("followed already"),
    AddOutcome.REFUSED: noted("not followed"),
    AddOutcome.FULL: noted("not followed: as many as may be"),
}


def outcomes_counted(outcome: EntryOutcome, count: int) -> str:
    """Return how many entries came to one end: "12 read"."""
    n = numeral(count)
    match outcome:
        case EntryOutcome.NEW:
            return say_n("{n} read", "{n} read", count, n=n)
        case EntryOutcome.KNOWN:
            return say_n("{n} known already", "{n} known already", count, n=n)
        case EntryOutcome.COPY:
            return say_n("{n} copy", "{n} copies", count, n=n)
        case EntryOutcome.AMENDED:
            return say_n("{n} new version", "{n} new versions", count, n=n)
        case EntryOutcome.LEFT_OUT:
            return say_n("{n} left out", "{n} left out", count, n=n)
        case EntryOutcome.UNREADABLE:
            return say_n("{n} not read", "{n} not read", count, n=n)


def added_counted(outcome: AddOutcome, count: int) -> str:
    """Return how many lines of a list came to one end: "3 followed already"."""
    match outcome:
        case AddOutcome.ADDED:
            return say_n("{n} followed", "{n} followed", count)
        case AddOutcome.KNOWN:
            return say_n("{n} followed already", "{n} followed already", count)
        case AddOutcome.REFUSED:
            return say_n("{n} not followed", "{n} not followed", count)
        case AddOutcome.FULL:
            return say_n("{n} not followed: as many as may be", "{n} not followed: as many as may be", count)
