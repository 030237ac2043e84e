"""What is recorded of a relation besides its barometer, in sections: ahead, latest, turning points, who met whom."""

from collections.abc import Iterator, Sequence

from bot.cards import words
from bot.cards.country_names import in_text
from bot.cards.dates import date_words, listed_date
from bot.cards.message import Part, air, rule, text
from bot.cards.numbering import Footnotes
from bot.cards.slot_headlines import headline_of
from bot.cards.text import listed, outside, prose, sentence
from bot.cards.tokens import MIDDOT, NBSP
from bot.model.countries import Dyad, Gazetteer
from bot.model.language import numeral, say, say_as, say_n
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
    for place, (title, lines) in enumerate(sections):
        parts += [air()] if place else []
        parts.append(text(f"### {title}", *lines))
    foot = notes.foot()
    return (*parts, *((text(f"-# {foot}"),) if foot else ()))


def empty_parts(pair: Dyad, gazetteer: Gazetteer, records: int) -> tuple[Part, ...]:
    """Return what would fill a relation of which nothing is recorded."""
    first, second = in_text(gazetteer.country(pair.first)), in_text(gazetteer.country(pair.second))
    ways = [
        say(
            "**A feed** that tells of {first} and {second}: `/feed add` with a newspaper's or a ministry's address",
            first=first,
            second=second,
        ),
        say("**An article**: `/article add` with a link, a file or its text"),
        say("**A chronology**: whoever runs the bot can load one, `python -m bot pack load`"),
    ]
    if records:
        there = say_n(
            "{n} record of other data sets is there already: `/records`",
            "{n} records of other data sets are there already: `/records`",
            records,
            n=numeral(records),
        )
        ways.append(there)
    else:
        ways.append(say("**Records** of GDELT, POLECAT or ICEWS: whoever runs the bot can import them"))
    return (rule(), text(f"### {say('What would fill it')}", *(f"- {way}" for way in ways)))


def _sections(
    overview: Overview, gazetteer: Gazetteer, notes: Footnotes, most: int, events: int
) -> Iterator[tuple[str, Sequence[str]]]:
    groups = (
        (say_as("heading", "Coming up"), overview.ahead),
        (say_as("heading", "Latest"), overview.latest),
        (say("Turning points"), overview.turning),
    )
    for title, found in groups:
        if found:
            shown = found if found is overview.turning else found[:events]
            lines = [_line(stored, gazetteer, notes, most) for stored in shown]
            left = overview.turning_in_all - len(shown) if found is overview.turning else 0
            more = say_n("and {n} more: `/events`", "and {n} more: `/events`", left)
            yield title, [*lines, *([f"-# {more}"] if left > 0 else [])]
    if overview.met:
        yield say("Who has met whom"), [_met(one) for one in overview.met]


def _line(stored: StoredEvent, gazetteer: Gazetteer, notes: Footnotes, most: int) -> str:
    said = words.event_words(stored, gazetteer)
    head = MIDDOT.join((f"**{listed_date(stored)}**", f"{said.icon}{NBSP}{said.kind}"))
    told = prose(sentence(headline_of(stored)), most)
    return f"- {head}{MIDDOT}{told}{NBSP}{notes.cite(stored.reports[:1])}"


def _met(one: Met) -> str:
    both = listed([f"**{outside(name, _NAME)}**" for name in (one.first, one.second)])
    return f"- {MIDDOT.join((both, *words.met_words(one.times, date_words(one.last))))}"
