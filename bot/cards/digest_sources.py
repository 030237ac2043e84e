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
from bot.model.language import say, say_as, say_n
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
        text(
            f"-# {say_as('heading', 'Digest')}{MIDDOT}{say('sources')}",
            f"## {say('Where each line comes from')}",
            f"-# {say('Words as printed')}",
        ),
        rule(),
        *shown,
        *((text(f"-# {say_n('{n} more in /events', '{n} more in /events', left)}"),) if left else ()),
    )


def _texts(stored: StoredEvent, gazetteer: Gazetteer) -> list[str]:
    """Return an event and its reports, each ending with its quotation, which takes in all that follows it."""
    said = words.event_words(stored, gazetteer)
    told = prose(sentence(headline_of(stored)), TITLE)
    head = f"{said.head(running_date(stored))}{MIDDOT}{told} (E{stored.id})"
    first, *others = ["\n".join(report_lines(0, report)) for report in stored.reports[:_REPORTS]]
    more = len(stored.reports) - _REPORTS
    left = [f"-# {say_n('{n} more in /event show', '{n} more in /event show', more)}"] if more > 0 else []
    return [f"{head}\n{first}", *others, *left]
