"""The summary of an article: what it says, in three lengths, each point with its footnotes."""

import re
from collections.abc import Sequence
from functools import partial
from itertools import groupby

from bot.cards import ids, quiz_ids, words
from bot.cards.controls import Button, button, row
from bot.cards.dates import day
from bot.cards.earlier import earlier_section
from bot.cards.ids import SummaryLength
from bot.cards.message import Card, Part, air, card, first_fitting, rule, spaced, text
from bot.cards.origins import copies_line, origin_parts
from bot.cards.points import LEAD, Cited, cite, points_of, shown_points
from bot.cards.text import footnote, prose
from bot.cards.tokens import EVENT_SENTENCE, MIDDOT, NBSP, POINT, TITLE, Accent
from bot.model.countries import Dyad, Gazetteer
from bot.model.language import noted, numeral, say, say_as, say_n
from bot.model.pairs import article_pair
from bot.model.reading import Reading, SummaryPart, SummaryPoint
from bot.model.shortened import is_whole
from bot.model.stored import StoredArticle, StoredEvent

_WORDS_A_MINUTE = 230
_SHORT_SENTENCE = 80
_HEADINGS = {
    SummaryPart.HAPPENED: noted("What happened"),
    SummaryPart.SAID: noted("Who said what"),
    SummaryPart.BACKGROUND: noted("Background"),
    SummaryPart.NEXT: noted("What is next"),
}
_HEADED = {SummaryPart.BACKGROUND: "Background", SummaryPart.NEXT: "Next"}
"""Lead-ins that say no more than the heading of their part."""
_WORDED = noted("worded by a language model, each fact checked against the article")
_LONGER = {SummaryLength.SHORT: SummaryLength.STANDARD, SummaryLength.STANDARD: SummaryLength.FULL}


def summary_card(
    article: StoredArticle,
    gazetteer: Gazetteer,
    *,
    pair: Dyad,
    length: SummaryLength = SummaryLength.STANDARD,
    has_quiz: bool,
    earlier: Sequence[StoredEvent] = (),
) -> Card:
    """Return an article's summary.

    Args:
        article: With its reading.
        gazetteer: For names and flags.
        pair: The server's pair: its order is kept where the article is about it.
        length: How much is shown.
        has_quiz: Whether a quiz may be made of the article, or of what came before it; else "Quiz me" is disabled.
        earlier: Events from before that other articles tell, in the order in which they are shown; not in short.
    """
    render = partial(_render, article, gazetteer, pair, length, has_quiz=has_quiz)
    if not earlier or length is SummaryLength.SHORT:
        return render(())
    shown, _ = shown_points(article.reading.summary, length)
    section = partial(earlier_section, earlier, gazetteer, after=len(cite(shown)))
    return first_fitting(
        lambda: render(section(most=EVENT_SENTENCE, are_linked=True)),
        lambda: render(section(most=EVENT_SENTENCE, are_linked=False)),
        lambda: render(section(most=_SHORT_SENTENCE, are_linked=False)),
        lambda: render((), left_out=len(earlier)),
    )


def _render(
    article: StoredArticle,
    gazetteer: Gazetteer,
    pair: Dyad,
    length: SummaryLength,
    earlier: Sequence[Part],
    *,
    has_quiz: bool,
    left_out: int = 0,
) -> Card:
    """Return the card with a section on what was earlier, or without; then so many events are said to be left out."""
    reading = article.reading
    shown, dropped = shown_points(reading.summary, length)
    cited = cite(shown)
    counts = _counts(len(cited), len(reading.sentences), dropped, left_out)
    return card(
        Accent.NEWS,
        text(
            f"-# {_eyebrow(article, gazetteer, pair)}",
            f"## {_title(reading)}",
            f"-# {MIDDOT.join((*origin_parts(reading, article.outlet), *_reading_time(reading)))}",
            *(f"-# {line}" for line in (copies_line(article.copies), _history(article)) if line),
        ),
        *((rule(), *_sections(shown, cited, reading, length)) if shown else ()),
        *((rule(), *earlier) if earlier else ()),
        rule(),
        text(f"-# {MIDDOT.join(part for part in (*counts, _made(reading, has_earlier=bool(earlier))) if part)}"),
        air(),
        row(
            button(
                say_as("button", "Sources ({n})", n=len(cited)),
                ids.SummarySources(article=article.id, length=length),
                is_primary=bool(cited),
                is_enabled=bool(cited),
            ),
            _resize_button(article, length),
            button(say_as("button", "Quiz me"), quiz_ids.QuizArticle(article=article.id), is_enabled=has_quiz),
            button(say_as("button", "Report"), ids.Report(subject=ids.ReportSubject.ARTICLE, key=article.id)),
        ),
    )


def _counts(cited: int, sentences: int, dropped: int, left_out: int) -> list[str]:
    """Return how many of an article's sentences are cited, and how many points and earlier events have no room."""
    total = numeral(sentences)
    counts = [say_n("{cited} of {n} sentence cited", "{cited} of {n} sentences cited", sentences, n=total, cited=cited)]
    if dropped:
        counts.append(say_n("{n} more point left out", "{n} more points left out", dropped, n=numeral(dropped)))
    if left_out:
        counts.append(say_n("{n} earlier event left out", "{n} earlier events left out", left_out, n=numeral(left_out)))
    return counts


def _made(reading: Reading, *, has_earlier: bool) -> str:
    """Return how the summary was made, and from what."""
    if reading.summary.worded_by:
        return say(_WORDED)
    if has_earlier:
        return say("automatic summary, its points are from this article only")
    return say("automatic summary, nothing added from elsewhere")


def _eyebrow(article: StoredArticle, gazetteer: Gazetteer, pair: Dyad) -> str:
    """Return the kind of card, the pair that the article is about, and when a newer version corrected it."""
    about = article_pair(article.reading, pair, gazetteer.body_names)
    corrected = f"{words.corrected()} {day(article.corrected_at.date())}" if article.corrected_at else ""
    parts = (say_as("heading", "Summary"), words.pair(about, gazetteer) if about else "", corrected)
    return MIDDOT.join(part for part in parts if part)


def _history(article: StoredArticle) -> str:
    """Return how many earlier versions an article had, "" for none."""
    return say("earlier versions: {n}", n=article.versions) if article.versions else ""


def _title(reading: Reading) -> str:
    title = reading.summary.title or reading.article.title or say("An article without a title")
    return prose(title.rstrip("."), TITLE)


def _reading_time(reading: Reading) -> tuple[str, ...]:
    """Return how long the article takes to read; nothing where its text is not kept."""
    body = reading.article.text
    if not is_whole(body, reading.sentences):
        return ()
    return (say_n("{n} min read", "{n} min read", max(1, round(len(body.split()) / _WORDS_A_MINUTE))),)


def _sections(
    points: Sequence[SummaryPoint], cited: Sequence[Cited], reading: Reading, length: SummaryLength
) -> list[Part]:
    """Return the points as one list; in full under a heading for each part, where there is more than one."""
    if length is not SummaryLength.FULL or len({point.part for point in points}) < 2:
        return [text(*(_line(point, point.lead, cited, reading) for point in points))]
    return spaced(
        text(f"### {say(_HEADINGS[part])}", *(_line(point, _lead_below(point), cited, reading) for point in group))
        for part, group in groupby(points, key=lambda point: point.part)
    )


def _lead_below(point: SummaryPoint) -> str:
    """Return a point's lead-in as it stands below its part's heading: "" where that says it already."""
    return "" if point.lead.rstrip(".") == _HEADED.get(point.part) else point.lead


def _line(point: SummaryPoint, lead: str, cited: Sequence[Cited], reading: Reading) -> str:
    numbers = sorted(entry.number for entry in cited if entry.sentence in point.sentences)
    shown = f"**{prose(lead.rstrip('.'), LEAD)}.** " if lead else ""
    notes = NBSP.join(map(footnote, numbers))
    return f"- {shown}{_with_status(prose(point.text, POINT), point, reading)}{NBSP}{notes}"


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
        return button(say_as("button", "Longer"), ids.SummaryResize(article=article.id, length=longer))
    shorter = next(
        (other for other in (SummaryLength.STANDARD, SummaryLength.SHORT) if points_of(summary, other) != shown), None
    )
    is_grown = length is SummaryLength.FULL and shorter is not None
    label = say_as("button", "Shorter") if is_grown else say_as("button", "Longer")
    target = shorter if is_grown and shorter else SummaryLength.FULL
    return button(label, ids.SummaryResize(article=article.id, length=target), is_enabled=is_grown)
