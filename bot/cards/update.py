"""An update: one new event, short, with the words that prove it. It is edited in place as its story goes on."""

from functools import partial

from bot.cards import ids, words
from bot.cards.controls import button, row
from bot.cards.dates import running_date
from bot.cards.message import Card, air, card, first_fitting, text
from bot.cards.numbering import sources_line
from bot.cards.origins import report_labelled, report_name
from bot.cards.revisions import revision_line
from bot.cards.slot_headlines import headline_of
from bot.cards.text import flatten, link, outside, prose
from bot.cards.tokens import EVENT_SENTENCE, FOOT, MIDDOT, QUOTE, Accent
from bot.model.countries import Gazetteer
from bot.model.digest import Update
from bot.model.language import say, say_as
from bot.model.stored import StoredEvent

_MOST_SOURCES = 8
"""Names in the line below; the button shows more."""


def update_card(update: Update, gazetteer: Gazetteer) -> Card:
    """Return a new event as it is told at once; a withdrawn one is struck through.

    Args:
        update: The event, with the reports that the server sees.
        gazetteer: For names and flags.
    """
    return first_fitting(
        partial(_render, update, gazetteer, is_quoted=True), partial(_render, update, gazetteer, is_quoted=False)
    )


def _render(update: Update, gazetteer: Gazetteer, *, is_quoted: bool) -> Card:
    stored = update.event
    said = words.event_words(stored, gazetteer)
    head = said.head(running_date(stored))
    told = prose(headline_of(stored).rstrip("."), EVENT_SENTENCE)
    revisions = () if update.revision is None else (update.revision,)
    printed = stored.reports[0].sentence
    quoted = is_quoted and not stored.is_withdrawn and len(flatten(printed)) <= QUOTE
    return card(
        Accent.NEWS,
        text(
            f"-# {say_as('heading', 'Update')}{MIDDOT}{words.pair(update.pair, gazetteer)}",
            revision_line(revisions, {stored.id: stored}),
            f"### ~~{told}~~" if stored.is_withdrawn else f"### {told}",
            MIDDOT.join(part for part in (head, said.sides) if part),
        ),
        *((text(f"> {outside(printed)}"),) if quoted else ()),
        air(),
        row(
            button(
                say_as("button", "Sources ({n})", n=len(stored.reports)),
                ids.EventSources(event=stored.id),
                is_primary=True,
            ),
            button(say_as("button", "Open event"), ids.EventOpen(event=stored.id)),
        ),
        text(f"-# {_sources(stored)}"),
    )


def _sources(stored: StoredEvent) -> str:
    """Return the line that names each article that tells the event; what has no room is counted."""
    articles = {report.article: report for report in stored.reports}.values()
    names: list[str] = []
    seen = 0
    for report in articles:
        name = report_name(report)
        seen += len(report_labelled(name, report)) + len(MIDDOT)
        if names and (seen > FOOT or len(names) == _MOST_SOURCES):
            return sources_line(names, len(articles) - len(names))
        names.append(report_labelled(link(name, report.url), report))
    return sources_line(names) if len(names) > 1 else say("Source: {source}", source=names[0])
