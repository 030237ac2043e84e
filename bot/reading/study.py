"""All that is found in a parsed text, before its summary: one pass through the rooms, in the order that they need."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.model.countries import Gazetteer
from bot.model.dates import Timex
from bot.model.reading import ArticleText, Event, Quote, Span
from bot.reading.actors import find_actors, speaker_of, voiced
from bot.reading.actors.cast import Cast
from bot.reading.dates import find_timexes
from bot.reading.events import find_tellings, merged
from bot.reading.parsed import Doc
from bot.reading.quotes import find_quotes
from bot.reading.sentences import split
from bot.reading.summary import material_of
from bot.reading.summary.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A text and what was found in it; offsets count code points of the normalised text.

    Attributes:
        doc: Its parse.
        sentences: Its sentences.
        timexes: Its time expressions.
        cast: Its actors.
        tellings: Its events, one told twice twice, in text order.
        events: Its events, each once.
        quotes: Its quotations.
        published: The day from which its relative dates count; None where unknown.
        gazetteer: Names of countries.
        source: Who published it, as printed; None where unknown.
        title: Its title; None where it has none.
    """

    doc: Doc
    sentences: tuple[Span, ...]
    timexes: tuple[Timex, ...]
    cast: Cast
    tellings: Sequence[Event]
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    published: date | None
    gazetteer: Gazetteer
    source: str | None = None
    title: str | None = None

    def material(self) -> Material:
        """Return what its summaries are made of."""
        return material_of(
            self.doc,
            self.sentences,
            self.events,
            self.quotes,
            self.cast,
            self.timexes,
            self.published,
            self.gazetteer,
            self.source,
            self.title,
        )


def study(doc: Doc, article: ArticleText, published: date | None, gazetteer: Gazetteer) -> Study:
    """Find everything in a parsed text that its reading is made of.

    Args:
        doc: Parse of the normalised text.
        article: Where it comes from; its own text and day are not looked at.
        published: The day from which its relative dates count; None where unknown.
        gazetteer: Countries, bodies, offices and places.
    """
    sentences = split(doc)
    timexes = find_timexes(doc, sentences, published)
    cast = find_actors(doc, sentences, published, gazetteer)
    speaker = speaker_of(replace(article, published=published), doc, cast, gazetteer)
    if speaker is not None:
        cast = voiced(cast, doc, speaker, gazetteer)
    tellings = find_tellings(doc, sentences, timexes, cast, published, gazetteer)
    return Study(
        doc=doc,
        sentences=sentences,
        timexes=timexes,
        cast=cast,
        tellings=tuple(telling.event for telling in tellings),
        events=merged(tellings),
        quotes=find_quotes(doc, sentences, cast),
        published=published,
        gazetteer=gazetteer,
        source=article.source,
        title=article.title,
    )
