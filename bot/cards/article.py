"""The answer to a handed-in article: it was added, or it was there already."""

from bot.cards import ids, words
from bot.cards.controls import button, row
from bot.cards.counts import events_counted
from bot.cards.message import Card, air, card, text
from bot.cards.origins import copies_line, origin_line, printed_line
from bot.cards.text import prose
from bot.cards.tokens import MIDDOT, TITLE, Accent
from bot.model.copies import BroughtOutcome
from bot.model.countries import Dyad, Gazetteer
from bot.model.language import noted, say, say_as
from bot.model.pairs import article_pair
from bot.model.stored import EventQuery, StoredArticle

_OUTCOMES = {
    BroughtOutcome.NEW: noted("added"),
    BroughtOutcome.KNOWN: noted("already here"),
    BroughtOutcome.COPY: noted("already here from another outlet"),
    BroughtOutcome.AMENDED: noted("changed, read again"),
    BroughtOutcome.LEFT_OUT: noted("left out"),
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
    counted = events_counted(found) if found else say("no event found")
    eyebrow = [
        say_as("heading", "Article"),
        say(_OUTCOMES[outcome]),
        *([words.pair(about, gazetteer)] if about else []),
    ]
    title = reading.summary.title or reading.article.title or say("An article without a title")
    dated, also = printed_line(reading), copies_line(article.copies)
    events = ids.EventsOpen(query=EventQuery(article=article.id, oldest_first=True))
    return card(
        Accent.NEWS,
        text(
            f"-# {MIDDOT.join(eyebrow)}",
            f"### {prose(title.rstrip('.'), TITLE)}",
            f"-# {origin_line(article)}{MIDDOT}{counted}",
            f"-# {dated}" if dated else "",
            f"-# {also}" if also else "",
        ),
        air(),
        row(
            button(say_as("button", "Summary"), ids.SummaryOpen(article=article.id), is_primary=True),
            button(say_as("button", "Events"), events, is_enabled=bool(found)),
        ),
    )
