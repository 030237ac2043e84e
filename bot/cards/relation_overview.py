"""What is recorded of a relation besides its barometer, in sections: ahead, latest, turning points, who met whom."""

from collections.abc import Iterator, Sequence

from bot.cards import words
from bot.cards.country_names import in_text
from bot.cards.dates import date_words, listed_date
from bot.cards.message import Part, air, rule, text
from bot.cards.numbering import Footnotes
from bot.cards.slot_headlines import headline_of
from bot.cards.text import counted, outside, prose, sentence
from bot.cards.tokens import MIDDOT, NBSP
from bot.model.countries import Dyad, Gazetteer
from bot.model.relations import Met, Overview
from bot.model.stored import StoredEvent

_NAME = 40


def overview_parts(overview: Overview, gazetteer: Gazetteer, *, most: int, events: int) -> tuple[Part, ...]:
    """Return the sections, each event with its source, and the sources' line; nothing where nothing is recorded.

    Args:
        overview: What is recorded.
        gazetteer: For names and flags.
        most: Characters of an event's sentence.
        events: Events of a section at most.
    """
    notes = Footnotes(are_linked=False)
    sections = list(_sections(overview, gazetteer, notes, most, events))
    if not sections:
        return ()
    parts: list[Part] = [rule()]
    for number, (title, lines) in enumerate(sections):
        parts += [air()] if number else []
        parts.append(text(f"### {title}", *lines))
    foot = notes.foot()
    return (*parts, *((text(f"-# {foot}"),) if foot else ()))


def empty_parts(pair: Dyad, gazetteer: Gazetteer, records: int) -> tuple[Part, ...]:
    """Return what would fill a relation of which nothing is recorded."""
    first, second = in_text(gazetteer.country(pair.first)), in_text(gazetteer.country(pair.second))
    told = [
        "### What would fill it",
        f"- **A feed** that tells of {first} and {second}: `/feed add` with a newspaper's or a ministry's address",
        "- **An article**: `/article add` with a link, a file or its text",
        "- **A chronology**: whoever runs the bot can load one, `python -m bot pack load`",
    ]
    if records:
        told.append(f"- {counted(records, 'record')} of other data sets are there already: `/records`")
    else:
        told.append("- **Records** of GDELT, POLECAT or ICEWS: whoever runs the bot can import them")
    return (rule(), text(*told))


def _sections(
    overview: Overview, gazetteer: Gazetteer, notes: Footnotes, most: int, events: int
) -> Iterator[tuple[str, Sequence[str]]]:
    groups = (("Coming up", overview.ahead), ("Latest", overview.latest), ("Turning points", overview.turning))
    for title, found in groups:
        if found:
            shown = found if found is overview.turning else found[:events]
            lines = [_line(stored, gazetteer, notes, most) for stored in shown]
            left = overview.turning_in_all - len(shown) if found is overview.turning else 0
            yield title, [*lines, *([f"-# and {left} more: `/events`"] if left > 0 else [])]
    if overview.met:
        yield "Who has met whom", [_met(one) for one in overview.met]


def _line(stored: StoredEvent, gazetteer: Gazetteer, notes: Footnotes, most: int) -> str:
    said = words.event_words(stored, gazetteer)
    head = MIDDOT.join((f"**{listed_date(stored)}**", f"{said.icon}{NBSP}{said.kind}"))
    told = prose(sentence(headline_of(stored)), most)
    return f"- {head}{MIDDOT}{told}{NBSP}{notes.cite(stored.reports[:1])}"


def _met(one: Met) -> str:
    times = "once" if one.times == 1 else counted(one.times, "time")
    last = date_words(one.last)
    when = last if one.times == 1 else f"last {last}"
    return f"- **{outside(one.first, _NAME)}** and **{outside(one.second, _NAME)}**{MIDDOT}{times}{MIDDOT}{when}"
