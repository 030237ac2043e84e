"""One report of a fact: where it was printed, and the sentence as printed."""

from bot.cards.dates import day
from bot.cards.origins import copies_line, labelled, note_line, outlet_name, report_name
from bot.cards.text import enumerated, footnote, link, outside
from bot.cards.tokens import MIDDOT, QUOTE
from bot.model.datewords import NO_DATE
from bot.model.language import say
from bot.model.stored import EventSource


def report_lines(number: int, report: EventSource, *, note: str = "") -> tuple[str, str]:
    """Return a report's origin, with where else its text stands, and its sentence as printed, as a block quote.

    An entry of a pack has the pack's own words, and the public sources that it was checked against.

    Args:
        number: Its footnote; 0 for none.
        report: One report of an event, or of a question's answer.
        note: What else is to be said of it; "" for nothing.
    """
    sign = f"**{footnote(number)}** " if number else ""
    quoted = f"> {outside(report.sentence, QUOTE)}"
    if report.note is not None:
        parts = [f"**{say('Chronology')}**", say("checked {day}", day=day(report.note.checked)), note]
        return f"{sign}{MIDDOT.join(part for part in parts if part)}\n-# {note_line(report.note)}", quoted
    parts = [
        labelled(f"**{link(outlet_name(report.source, report.url), report.url)}**", report.outlet),
        day(report.published) if report.published else say(NO_DATE),
        nth_sentence(report.sentence_index, report.sentence_count),
    ]
    also = copies_line(report.copies)
    origin = f"{sign}{MIDDOT.join(part for part in (*parts, note) if part)}"
    return f"{origin}\n-# {also}" if also else origin, quoted


def nth_sentence(index: int, total: int) -> str:
    """Return which sentence of how many is shown: "sentence 2 of 12".

    Args:
        index: 0-based.
        total: Of all sentences.
    """
    return say("sentence {number} of {total}", number=index + 1, total=total)


def source_line(source: EventSource, *, is_linked: bool = True) -> str:
    """Return the line that tells where the proof of an answer stands: "Source: [Fjord Post, 14 March 2024](…), …".

    Args:
        source: The report that proves it.
        is_linked: Whether it links there.
    """
    return say("Source: {source}", source=source_words(source, is_linked=is_linked))


def source_words(source: EventSource, *, is_linked: bool = True) -> str:
    """Return where the proof of an answer stands, in a line: "[Fjord Post, 14 March 2024](…), sentence 3".

    Args:
        source: The report that proves it.
        is_linked: Whether it links there.
    """
    url = source.url if is_linked else None
    if source.note is not None:
        return say("{source}, by the chronology", source=link(report_name(source), url))
    where = enumerated((report_name(source), day(source.published) if source.published else say(NO_DATE)))
    return say("{source}, sentence {number}", source=link(where, url), number=source.sentence_index + 1)
