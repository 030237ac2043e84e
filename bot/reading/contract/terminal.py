"""A reading as a person reads it in a terminal: what happened, who said what, and the sentence behind each point."""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date

from bot.model.datewords import NO_DATE, day_words, event_date_words
from bot.model.modewords import mode_words
from bot.model.reading import Event, PrintedIn, Reading, Standing, Status, SummaryPoint

_NARROWEST = 40
_STATUS = {
    Status.OCCURRED: "",
    Status.PLANNED: "planned",
    Status.DENIED: "denied",
    Status.POSSIBLE: "possible",
    Status.REPORTED: "alleged",
}
_KINDS = {
    "AGREE": "Agreement", "CONSULT": "Talks", "SUPPORT": "Support", "CONCEDE": "Concession", "COOPERATE": "Cooperation",
    "AID": "Aid", "RETREAT": "Withdrawal", "REQUEST": "Request", "ACCUSE": "Accusation", "REJECT": "Refusal",
    "THREATEN": "Threat", "PROTEST": "Protest", "SANCTION": "Sanctions", "MOBILIZE": "Mobilisation",
    "COERCE": "Coercion", "ASSAULT": "Use of force",
}  # fmt: skip


def _sides(event: Event) -> str:
    """Return who acts on whom by country."""
    sources = dict.fromkeys(p.country for p in event.source if p.country)
    targets = dict.fromkeys(p.country for p in event.target if p.country)
    arrow = " ⇄ " if event.reciprocal else " → "
    return arrow.join(", ".join(side) for side in (sources, targets) if side)


def _wrap(text: str, width: int, *, first: str = "", rest: str | None = None) -> str:
    """Fill a paragraph, its later lines indented, without what a terminal would obey."""
    text = "".join(c if c.isprintable() else " " for c in text)
    indent = " " * len(first) if rest is None else rest
    return textwrap.fill(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)


class _Footnotes:
    """Numbers for the cited sentences, in order of first use."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def marks(self, sentences: Sequence[int]) -> str:
        """Return the marks of some sentences: "[1][2]"."""
        return "".join(f"[{self.numbers.setdefault(s, len(self.numbers) + 1)}]" for s in sentences)


def _head(reading: Reading, width: int) -> Iterator[str]:
    article = reading.article
    yield _wrap(reading.summary.title or "Untitled", width)
    count = len(reading.sentences)
    published = day_words(reading.posted) if reading.posted else NO_DATE
    meta = [article.source, published, f"{count} sentence{'' if count == 1 else 's'}", article.url]
    yield _wrap(" · ".join(m for m in meta if m), width)
    if reading.printed is not None:
        yield _wrap(_dated_by(reading), width)


def _dated_by(reading: Reading) -> str:
    """Return how the article's day was found, and what contradicts it."""
    printed, given = reading.printed, reading.article.published
    assert printed is not None
    where = "dateline" if printed.where is PrintedIn.DATELINE else "stamp"
    found = f"Dated by its {where}: {day_words(printed.day)}"
    if printed.standing is Standing.WEEKDAY:
        return f"Its {where} gives {day_words(printed.day)} a weekday that it does not have; it is not used."
    if given is None:
        return found
    if printed.standing is Standing.AHEAD:
        return f"It was given the day {day_words(given)}; {day_words(printed.day)}, printed above it, is not used."
    return f"{found}. It was given the day {day_words(given)}; dates count from the {where}."


def _points(points: Sequence[SummaryPoint], notes: _Footnotes, width: int) -> Iterator[str]:
    for point in points:
        lead = f"{point.lead}. " if point.lead else ""
        yield _wrap(f"{lead}{point.text} {notes.marks(point.sentences)}", width, first="- ")


def _timeline(reading: Reading, notes: _Footnotes, width: int) -> Iterator[str]:
    """Yield the events, oldest first, undated ones last in the order of the text."""
    told_on = () if reading.published is None else (reading.published,)
    order = sorted(reading.events, key=lambda e: (e.when.range is None, e.when.range.end if e.when.range else date.max))
    for event in order:
        kind = [_KINDS[event.shown_type.value], mode_words(event), _STATUS[event.status]]
        meta = [event_date_words(event, told_on), *kind, _sides(event)]
        if event.alleged:
            meta.append(f"{event.alleged} alleged")
        yield " · ".join(m for m in meta if m)
        yield _wrap(f"{event.headline}. {notes.marks([event.sentence])}", width, first="  ")


def _quotes(reading: Reading, notes: _Footnotes, width: int) -> Iterator[str]:
    for quote in reading.quotes:
        speaker = "Speaker not named" if quote.speaker is None else reading.actors[quote.speaker].name
        yield _wrap(f"{speaker}: “{quote.text}” {notes.marks([quote.sentence])}", width, first="- ")


def _questions(reading: Reading, width: int) -> Iterator[str]:
    for number, question in enumerate(reading.questions, start=1):
        yield _wrap(question.stem, width, first=f"{number}. ")
        for i, option in enumerate(question.options):
            sign = "✓" if i == question.key else " "
            right = f" → {question.targets[question.placing[i]]}" if question.is_placed else ""
            yield _wrap(f"{chr(ord('A') + i)} · {option}{right}", width, first=f" {sign} ")


def to_terminal(reading: Reading, width: int = 80) -> str:
    """Lay a reading out for a terminal.

    Args:
        reading: Any reading.
        width: Columns of the terminal; under 40 counts as 40.

    Returns:
        Title, summary, timeline, quotations, questions and, at the end, every cited sentence under its number. A part
        with nothing in it is left out with its heading.
    """
    width = max(width, _NARROWEST)
    notes = _Footnotes()
    parts = [
        ("", list(_head(reading, width))),
        ("Summary", list(_points(reading.summary.standard, notes, width))),
        ("In brief", list(_points(reading.summary.brief, notes, width))),
        ("Timeline", list(_timeline(reading, notes, width))),
        ("Quotations", list(_quotes(reading, notes, width))),
        ("Questions", list(_questions(reading, width))),
    ]
    parts.append(
        (
            "Sentences cited",
            [_wrap(reading.sentence(s), width, first=f"[{n}] ") for s, n in notes.numbers.items()],
        )
    )
    blocks = ["\n".join([name, "─" * len(name), *lines] if name else lines) for name, lines in parts if lines]
    return "\n\n".join(blocks) + "\n"
