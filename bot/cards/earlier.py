"""What other articles told before: a section of its own on a summary, never mixed with what the article says."""

from collections.abc import Sequence

from bot.cards import words
from bot.cards.dates import listed_date
from bot.cards.message import Part, text
from bot.cards.numbering import Footnotes
from bot.cards.slot_headlines import headline_of
from bot.cards.text import prose, sentence
from bot.cards.tokens import MIDDOT, NBSP
from bot.model.countries import Gazetteer
from bot.model.language import noted, say, say_n
from bot.model.stored import EventSource, StoredEvent

HEADING = noted("Earlier in this relation")


def earlier_section(
    events: Sequence[StoredEvent], gazetteer: Gazetteer, *, after: int, most: int, are_linked: bool
) -> tuple[Part, Part]:
    """Return events from before an article, each with its source.

    Args:
        events: At least one, in the order in which they are shown.
        gazetteer: For names and flags.
        after: How many footnotes the card has before; these are numbered on.
        most: Characters of an event's sentence.
        are_linked: Whether each footnote is a link; the sources' names below are always.
    """
    notes = Footnotes(are_linked=are_linked, after=after)
    lines = [_line(stored, words.event_words(stored, gazetteer), notes, most) for stored in events]
    is_of_articles = all(_best(stored.reports).note is None for stored in events)
    from_where = _from_where(notes.dated(), is_of_articles=is_of_articles)
    return text(f"### {say(HEADING)}", *lines), text(f"-# {from_where}")


def _from_where(dated: Sequence[str], *, is_of_articles: bool) -> str:
    sources = MIDDOT.join(dated)
    if not is_of_articles:
        return say("Told elsewhere: {sources}", sources=sources)
    return say_n("From another article: {sources}", "From other articles: {sources}", len(dated), sources=sources)


def _line(stored: StoredEvent, said: words.EventWords, notes: Footnotes, most: int) -> str:
    told = prose(sentence(headline_of(stored)), most)
    return f"- {said.head(listed_date(stored))}{MIDDOT}{told}{NBSP}{notes.cite((_best(stored.reports),))}"


def _best(reports: Sequence[EventSource]) -> EventSource:
    """Return the earliest report that can be opened, else the earliest."""
    return next((report for report in reports if report.url), reports[0])
