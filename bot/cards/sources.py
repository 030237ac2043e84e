"""Where each point of a summary comes from: its footnotes' sentences, as printed, for one reader."""

from collections.abc import Iterator, Sequence

from bot.cards import ids
from bot.cards.controls import Button, button, link_button, row
from bot.cards.ids import SummaryLength
from bot.cards.message import Card, card, rule, spaced, text
from bot.cards.origins import origin_parts
from bot.cards.points import LEAD, Cited, cite, fitting, points_of
from bot.cards.text import around, flatten, footnote, outside, prose, weight
from bot.cards.tokens import MIDDOT, PLANNED_TEXT, QUOTE, Accent
from bot.model.reading import Reading
from bot.model.stored import StoredArticle

_SOURCES_A_PAGE = 10
_PAGE_TEXT = PLANNED_TEXT - 400
"""Characters for the sentences of a page, without its head and foot."""


def sources_card(article: StoredArticle, length: SummaryLength, *, page: int = 0) -> Card:
    """Return, for one reader, the sentences behind a summary's footnotes.

    Args:
        article: With its reading.
        length: Of the summary whose footnotes are meant.
        page: 0-based; clamped to the pages there are.
    """
    reading = article.reading
    shown, _ = fitting(points_of(reading.summary, length))
    pages = list(_pages([(cited, _quotation(reading, cited)) for cited in cite(shown)]))
    page = min(page, len(pages) - 1)
    origin = origin_parts(reading)
    head = text(
        "-# Sources",
        "## Where each point comes from",
        f"-# {MIDDOT.join((*origin, 'words as printed'))}",
    )
    blocks = [text(_source_head(cited, len(reading.sentences)), f"> {quotation}") for cited, quotation in pages[page]]
    turns = (
        _turn(article, length, page, len(pages), ids.Turn.BACK),
        _turn(article, length, page, len(pages), ids.Turn.ON),
    )
    report = button("Report a mistake", ids.Report(subject=ids.ReportSubject.ARTICLE, key=article.id))
    return card(
        Accent.NEWS,
        head,
        rule(),
        *spaced(blocks),
        rule(),
        row(*(turns if len(pages) > 1 else ()), link_button("Open article", reading.article.url), report),
        *((text(f"-# Page {page + 1} of {len(pages)}"),) if len(pages) > 1 else ()),
    )


def _quotation(reading: Reading, cited: Cited) -> str:
    """Return a cited sentence as printed; a long one round the words that tell its weightiest event."""
    span = reading.sentences[cited.sentence]
    body = reading.article.text
    events = [event for event in reading.events if event.sentence == cited.sentence]
    if not events:
        return outside(body[span.start : span.end], QUOTE)
    focus = max(events, key=lambda event: event.salience).span
    before = len(flatten(body[span.start : focus.start]))
    line = flatten(body[span.start : span.end])
    return outside(around(line, before, before + focus.end - focus.start, QUOTE))


def _source_head(cited: Cited, total: int) -> str:
    lead = f" **{prose(cited.lead.rstrip('.'), LEAD)}**{MIDDOT}" if cited.lead else " "
    return f"**{footnote(cited.number)}**{lead}sentence {cited.sentence + 1} of {total}"


def _pages(blocks: Sequence[tuple[Cited, str]]) -> Iterator[list[tuple[Cited, str]]]:
    """Yield pages of at most ten sentences and of what a card plans for; one empty page for none."""
    page: list[tuple[Cited, str]] = []
    size = 0
    for cited, quotation in blocks:
        length = weight(quotation, prose(cited.lead, LEAD)) + LEAD
        if page and (len(page) == _SOURCES_A_PAGE or size + length > _PAGE_TEXT):
            yield page
            page, size = [], 0
        page.append((cited, quotation))
        size += length
    yield page


def _turn(article: StoredArticle, length: SummaryLength, page: int, pages: int, turn: ids.Turn) -> Button:
    target = page - 1 if turn is ids.Turn.BACK else page + 1
    return button(
        "Back" if turn is ids.Turn.BACK else "Next",
        ids.SourcesPage(article=article.id, length=length, page=min(max(target, 0), pages - 1), turn=turn),
        is_primary=turn is ids.Turn.ON and target < pages,
        is_enabled=0 <= target < pages,
    )
