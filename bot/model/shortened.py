"""A reading of whose article only the sentences are kept that something is proved by; the rest of its text is blank.

Blanks take the other sentences' places, so that every offset, index and count of the reading stays true.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from bot.model.reading import Reading, Span

_INK = re.compile(r"\S")


def cited_sentences(reading: Reading) -> frozenset[int]:
    """Return the sentences that an event, a quotation, a point of the summary or a question stands on."""
    summary = reading.summary
    points = (*summary.short, *summary.standard, *summary.full, *summary.brief)
    return frozenset(
        (
            *(event.sentence for event in reading.events),
            *(quote.sentence for quote in reading.quotes),
            *(number for point in points for number in point.sentences),
            *(number for question in reading.questions for number in question.sentences),
        )
    )


def shortened(reading: Reading, kept: Collection[int]) -> Reading:
    """Return a reading whose article's text has these sentences only, each in its place.

    Args:
        reading: Whole or shortened already.
        kept: Indices of `reading.sentences`.
    """
    spans = sorted((reading.sentences[number] for number in kept), key=lambda span: span.start)
    return replace(reading, article=replace(reading.article, text=_only(reading.article.text, spans)))


def is_whole(text: str, sentences: Collection[Span]) -> bool:
    """Tell whether each sentence of a text is in it still."""
    return all(_INK.search(text, span.start, span.end) for span in sentences)


def _only(text: str, spans: Collection[Span]) -> str:
    parts, at = [], 0
    for span in spans:
        parts += [" " * (span.start - at), text[span.start : span.end]]
        at = span.end
    return "".join((*parts, " " * (len(text) - at)))
