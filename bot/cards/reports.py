"""One report of a fact: where it was printed, and the sentence as printed."""

from bot.cards.dates import day
from bot.cards.origins import copies_line, labelled, outlet_name
from bot.cards.text import footnote, link, outside
from bot.cards.tokens import MIDDOT, QUOTE
from bot.model.datewords import NO_DATE
from bot.model.stored import EventSource


def report_lines(number: int, report: EventSource, *, note: str = "") -> tuple[str, str]:
    """Return a report's origin, with where else its text stands, and its sentence as printed, as a block quote.

    Args:
        number: Its footnote; 0 for none.
        report: One report of an event, or of a question's answer.
        note: What else is to be said of it; "" for nothing.
    """
    sign = f"**{footnote(number)}** " if number else ""
    parts = [
        labelled(f"**{link(outlet_name(report.source, report.url), report.url)}**", report.outlet),
        day(report.published) if report.published else NO_DATE,
        f"sentence {report.sentence_index + 1} of {report.sentence_count}",
    ]
    also = copies_line(report.copies)
    origin = f"{sign}{MIDDOT.join(part for part in (*parts, note) if part)}"
    return f"{origin}\n-# {also}" if also else origin, f"> {outside(report.sentence, QUOTE)}"
