"""The answer to a handed-in article: it was added, or it was there already."""

from bot.cards import ids, words
from bot.cards.controls import button, row
from bot.cards.message import Card, air, card, text
from bot.cards.origins import copies_line, origin_line, printed_line
from bot.cards.text import counted, prose
from bot.cards.tokens import MIDDOT, TITLE, Accent
from bot.model.copies import BroughtOutcome
from bot.model.countries import Dyad, Gazetteer
from bot.model.pairs import article_pair
from bot.model.stored import EventQuery, StoredArticle

_OUTCOMES = {
    BroughtOutcome.NEW: "added",
    BroughtOutcome.KNOWN: "already here",
    BroughtOutcome.COPY: "already here from another outlet",
    BroughtOutcome.AMENDED: "changed, read again",
    BroughtOutcome.LEFT_OUT: "left out",
}


def article_card(article: StoredArticle, gazetteer: Gazetteer, *, pair: Dyad, outcome: BroughtOutcome) -> Card:
    """Return the notice that leads from an article to its summary and its events.

    Args:
        article: As stored.
        gazetteer: For names and flags.
        pair: The server's pair.
        outcome: What became of it when it was handed in.
    """
    reading = article.reading
    about = article_pair(reading, pair, gazetteer.body_names)
    found = len(set(article.event_ids))
    title = reading.summary.title or reading.article.title or "An article without a title"
    dated, also = printed_line(reading), copies_line(article.copies)
    events = ids.EventsOpen(query=EventQuery(article=article.id, oldest_first=True))
    return card(
        Accent.NEWS,
        text(
            f"-# Article{MIDDOT}{_OUTCOMES[outcome]}" + (f"{MIDDOT}{words.pair(about, gazetteer)}" if about else ""),
            f"### {prose(title.rstrip('.'), TITLE)}",
            f"-# {origin_line(article)}{MIDDOT}{counted(found, 'event') if found else 'no event found'}",
            f"-# {dated}" if dated else "",
            f"-# {also}" if also else "",
        ),
        air(),
        row(
            button("Summary", ids.SummaryOpen(article=article.id), is_primary=True),
            button("Events", events, is_enabled=bool(found)),
        ),
    )
