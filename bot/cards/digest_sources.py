"""Where the lines of a digest come from: each event's sentences as printed, for one reader."""

from collections.abc import Sequence

from bot.cards import words
from bot.cards.dates import running_date
from bot.cards.message import Card, Part, air, card, rule, text
from bot.cards.reports import report_lines
from bot.cards.slot_headlines import headline_of
from bot.cards.text import prose, sentence, weight
from bot.cards.tokens import MIDDOT, PLANNED_TEXT, TITLE, Accent
from bot.model.countries import Gazetteer
from bot.model.stored import StoredEvent

_REPORTS = 2


def digest_sources_card(events: Sequence[StoredEvent], gazetteer: Gazetteer) -> Card:
    """Return the sentences that prove a digest's events.

    Args:
        events: In the digest's order; what finds no room is counted.
        gazetteer: For names and flags.
    """
    shown: list[Part] = []
    told = size = 0
    for stored in events:
        texts = _texts(stored, gazetteer)
        size += weight(*texts)
        if shown and size > PLANNED_TEXT:
            break
        shown += [*([air()] if shown else []), *(text(block) for block in texts)]
        told += 1
    left = len(events) - told
    return card(
        Accent.NEWS,
        text("-# Digest · sources", "## Where each line comes from", "-# Words as printed"),
        rule(),
        *shown,
        *((text(f"-# {left} more in /events"),) if left else ()),
    )


def _texts(stored: StoredEvent, gazetteer: Gazetteer) -> list[str]:
    """Return an event and its reports, each ending with its quotation, which takes in all that follows it."""
    said = words.event_words(stored, gazetteer)
    told = prose(sentence(headline_of(stored)), TITLE)
    head = f"{said.head(running_date(stored))}{MIDDOT}{told} (E{stored.id})"
    first, *others = ["\n".join(report_lines(0, report)) for report in stored.reports[:_REPORTS]]
    more = len(stored.reports) - _REPORTS
    return [f"{head}\n{first}", *others, *([f"-# {more} more in /event show"] if more > 0 else [])]
