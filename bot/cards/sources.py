"""Where each point of a summary comes from: its footnotes' sentences, as printed, for one reader."""

from collections.abc import Iterator, Sequence

from bot.cards import ids
from bot.cards.controls import Button, button, link_button, row
from bot.cards.highlight import highlighted
from bot.cards.ids import SummaryLength
from bot.cards.message import Card, card, rule, spaced, text
from bot.cards.origins import copies_line, origin_parts
from bot.cards.points import LEAD, Cited, cite, shown_points
from bot.cards.reports import nth_sentence
from bot.cards.text import footnote, outside, prose, weight
from bot.cards.tokens import MIDDOT, PLANNED_TEXT, QUOTE, Accent
from bot.model.language import say, say_as
from bot.model.reading import Reading, Span
from bot.model.stored import StoredArticle

_Block = tuple[Cited, str, bool]
"""A cited sentence, its quotation, and whether anything in that is bold."""

_SOURCES_A_PAGE = 10
_PAGE_TEXT = PLANNED_TEXT - 800
"""Characters for the sentences of a page, without its head and foot."""


def sources_card(article: StoredArticle, length: SummaryLength, *, page: int = 0) -> Card:
    """Return, for one reader, the sentences behind a summary's footnotes.

    Args:
        article: With its reading.
        length: Of the summary whose footnotes are meant.
        page: 0-based; clamped to the pages there are.
    """
    reading = article.reading
    shown, _ = shown_points(reading.summary, length)
    pages = list(_pages([(cited, *_quotation(reading, cited)) for cited in cite(shown)]))
    page = min(page, len(pages) - 1)
    has_bold = any(is_bold for _, _, is_bold in pages[page])
    meta = [
        *origin_parts(reading, article.outlet),
        say("words as printed"),
        *([say("bold: the part in the summary")] if has_bold else []),
    ]
    also = copies_line(article.copies)
    head = text(
        f"-# {say_as('heading', 'Sources')}",
        f"## {say('Where each point comes from')}",
        f"-# {MIDDOT.join(meta)}",
        f"-# {also}" if also else "",
    )
    blocks = [
        text(_source_head(cited, len(reading.sentences)), f"> {quotation}") for cited, quotation, _ in pages[page]
    ]
    turns = (
        _turn(article, length, page, len(pages), ids.Turn.BACK),
        _turn(article, length, page, len(pages), ids.Turn.ON),
    )
    at = say("Page {page} of {pages}", page=page + 1, pages=len(pages))
    report = button(say_as("button", "Report a mistake"), ids.Report(subject=ids.ReportSubject.ARTICLE, key=article.id))
    return card(
        Accent.NEWS,
        head,
        rule(),
        *spaced(blocks),
        rule(),
        row(
            *(turns if len(pages) > 1 else ()),
            link_button(say_as("button", "Open article"), reading.article.url),
            report,
        ),
        *((text(f"-# {at}"),) if len(pages) > 1 else ()),
    )


def _quotation(reading: Reading, cited: Cited) -> tuple[str, bool]:
    """Return a cited sentence as printed, what the summary says of it in bold, and whether anything is.

    A long one is shown round what the summary says, else round the words that tell its weightiest event.
    """
    sentence = reading.sentences[cited.sentence]
    printed = reading.sentence(cited.sentence)
    said = [_within(span, sentence) for span in cited.spans if span.start < sentence.end and sentence.start < span.end]
    events = [event for event in reading.events if event.sentence == cited.sentence]
    if said:
        return highlighted(printed, said, _hull(said), QUOTE)
    if events:
        focus = max(events, key=lambda event: event.salience).span
        return highlighted(printed, (), _within(focus, sentence), QUOTE)
    return outside(printed, QUOTE), False


def _within(span: Span, sentence: Span) -> Span:
    """Return the part of a stretch that lies in a sentence, counted from that sentence's beginning."""
    start, end = max(span.start, sentence.start), min(span.end, sentence.end)
    return Span(start=start - sentence.start, end=end - sentence.start)


def _hull(spans: Sequence[Span]) -> Span:
    """Return the shortest stretch that has all of some in it."""
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _source_head(cited: Cited, total: int) -> str:
    lead = f" **{prose(cited.lead.rstrip('.'), LEAD)}**{MIDDOT}" if cited.lead else " "
    return f"**{footnote(cited.number)}**{lead}{nth_sentence(cited.sentence, total)}"


def _pages(blocks: Sequence[_Block]) -> Iterator[list[_Block]]:
    """Yield pages of at most ten sentences and of what a card plans for; one empty page for none."""
    page: list[_Block] = []
    size = 0
    for cited, quotation, is_bold in blocks:
        length = weight(quotation, prose(cited.lead, LEAD)) + LEAD
        if page and (len(page) == _SOURCES_A_PAGE or size + length > _PAGE_TEXT):
            yield page
            page, size = [], 0
        page.append((cited, quotation, is_bold))
        size += length
    yield page


def _turn(article: StoredArticle, length: SummaryLength, page: int, pages: int, turn: ids.Turn) -> Button:
    target = page - 1 if turn is ids.Turn.BACK else page + 1
    return button(
        say_as("button", "Back") if turn is ids.Turn.BACK else say_as("button", "Next"),
        ids.SourcesPage(article=article.id, length=length, page=min(max(target, 0), pages - 1), turn=turn),
        is_primary=turn is ids.Turn.ON and target < pages,
        is_enabled=0 <= target < pages,
    )
