"""The summary of an article: what it says, in three lengths, each point with its footnotes."""

import re
from collections.abc import Iterator, Sequence

from bot.cards import ids, words
from bot.cards.controls import Button, button, row
from bot.cards.ids import SummaryLength
from bot.cards.message import Card, air, card, rule, text
from bot.cards.origins import origin_parts
from bot.cards.points import LEAD, Cited, cite, fitting, points_of
from bot.cards.text import counted, footnote, prose
from bot.cards.tokens import MIDDOT, NBSP, POINT, TITLE, Accent
from bot.model.countries import Dyad, Gazetteer
from bot.model.reading import Reading, SummaryPoint
from bot.model.stored import StoredArticle

_WORDS_A_MINUTE = 230
_WORDED = "worded by a language model, each fact checked against the article"
_LONGER = {SummaryLength.SHORT: SummaryLength.STANDARD, SummaryLength.STANDARD: SummaryLength.FULL}


def summary_card(
    article: StoredArticle,
    gazetteer: Gazetteer,
    *,
    pair: Dyad,
    length: SummaryLength = SummaryLength.STANDARD,
    has_quiz: bool,
) -> Card:
    """Return an article's summary.

    Args:
        article: With its reading.
        gazetteer: For names and flags.
        pair: The server's pair: its order is kept where the article is about it.
        length: How much is shown.
        has_quiz: Whether a question of the article passed the checks; without one "Quiz me" is disabled.
    """
    reading = article.reading
    shown, dropped = fitting(points_of(reading.summary, length))
    cited = cite(shown)
    foot = [
        f"{len(cited)} of {counted(len(reading.sentences), 'sentence')} cited",
        f"{counted(dropped, 'more point')} left out" if dropped else "",
        _WORDED if reading.summary.worded_by else "automatic summary, nothing added from elsewhere",
    ]
    return card(
        Accent.NEWS,
        text(
            f"-# {_eyebrow('Summary', reading, gazetteer, pair)}",
            f"## {_title(reading)}",
            f"-# {MIDDOT.join((*origin_parts(reading), _reading_time(reading.article.text)))}",
        ),
        *((rule(), text(*_lines(shown, cited, reading))) if shown else ()),
        rule(),
        text(f"-# {MIDDOT.join(part for part in foot if part)}"),
        air(),
        row(
            button(
                f"Sources ({len(cited)})",
                ids.SummarySources(article=article.id, length=length),
                is_primary=bool(cited),
                is_enabled=bool(cited),
            ),
            _resize_button(article, length),
            button("Quiz me", ids.QuizArticle(article=article.id), is_enabled=has_quiz),
            button("Report", ids.Report(subject=ids.ReportSubject.ARTICLE, key=article.id)),
        ),
    )


def _eyebrow(kind: str, reading: Reading, gazetteer: Gazetteer, pair: Dyad) -> str:
    about = words.article_pair(reading, pair)
    return MIDDOT.join((kind, words.pair(about, gazetteer))) if about else kind


def _title(reading: Reading) -> str:
    return prose((reading.summary.title or reading.article.title or "An article without a title").rstrip("."), TITLE)


def _reading_time(body: str) -> str:
    return f"{max(1, round(len(body.split()) / _WORDS_A_MINUTE))} min read"


def _lines(points: Sequence[SummaryPoint], cited: Sequence[Cited], reading: Reading) -> Iterator[str]:
    numbers = {entry.sentence: entry.number for entry in cited}
    for point in points:
        lead = f"**{prose(point.lead.rstrip('.'), LEAD)}.** " if point.lead else ""
        notes = NBSP.join(footnote(number) for number in sorted({numbers[sentence] for sentence in point.sentences}))
        yield f"- {lead}{_with_status(prose(point.text, POINT), point, reading)}{NBSP}{notes}"


def _with_status(line: str, point: SummaryPoint, reading: Reading) -> str:
    """Give a point the status of its events, before its full stop, where they all have the same.

    Where only some of them are planned or alleged, the point's own words have to say which.
    """
    events = [event for event in reading.events if event.sentence in point.sentences]
    statuses = {words.status_words(event) for event in events}
    status = statuses.pop() if len(statuses) == 1 else ""
    if not status:
        return line
    stop = re.search(r"[.…]?$", line)
    end = stop.start() if stop and stop[0] != "…" else len(line)
    return f"{line[:end]} ({status}){line[end:] or '.'}"


def _resize_button(article: StoredArticle, length: SummaryLength) -> Button:
    summary = article.reading.summary
    shown = points_of(summary, length)
    longer = _LONGER.get(length)
    while longer is not None and points_of(summary, longer) == shown:
        longer = _LONGER.get(longer)
    if longer is not None:
        return button("Longer", ids.SummaryResize(article=article.id, length=longer))
    shorter = next(
        (other for other in (SummaryLength.STANDARD, SummaryLength.SHORT) if points_of(summary, other) != shown), None
    )
    is_grown = length is SummaryLength.FULL and shorter is not None
    label = "Shorter" if is_grown else "Longer"
    target = shorter if is_grown and shorter else SummaryLength.FULL
    return button(label, ids.SummaryResize(article=article.id, length=target), is_enabled=is_grown)
